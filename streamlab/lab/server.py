"""The lab: a server on its own thread that answers as its scenarios say.

    with Lab() as lab:
        httpx.get(f"{lab.url}/s/char-cut-1-2")

* LabError (a StreamlabError): the lab cannot listen where it was asked to.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import threading
from typing import TYPE_CHECKING, Self

from streamlab.errors import StreamlabError, UsageError
from streamlab.i18n import translate
from streamlab.lab.connection import serve
from streamlab.lab.scenarios import load_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from streamlab.lab.scenario import Scenario

_BACKLOG = 512
_KINDS = {errno.EADDRINUSE: "port-in-use", errno.EACCES: "not-permitted", errno.EADDRNOTAVAIL: "no-such-address"}


class LabError(StreamlabError):
    """The lab cannot listen at `host` and `port`.

    `kind` is one of port-in-use, not-permitted, no-such-address, bad-port, unavailable.
    """

    def __init__(self, kind: str, host: str, port: int, detail: str) -> None:
        super().__init__(f"cannot listen at {host} port {port}: {detail}")
        self.kind = kind
        self.host = host
        self.port = port
        self.detail = detail

    def sentence(self) -> str:
        """What happened and what to do, for a person, in the language in force."""
        match self.kind:
            case "port-in-use":
                text = translate(
                    "Lab", "Port {port} is in use by another program: choose another, or 0 for a free one."
                )
            case "not-permitted":
                text = translate("Lab", "Port {port} needs more rights: choose one above 1023, or 0 for a free one.")
            case "no-such-address":
                text = translate(
                    "Lab", "This machine has no address {host}: use 127.0.0.1, or 0.0.0.0 for all of them."
                )
            case "bad-port":
                text = translate("Lab", "{port} is no port: use a number from 1 to 65535, or 0 for a free one.")
            case _:
                text = translate("Lab", "The lab cannot listen at {host}, port {port}: {detail}")
        return text.format(host=self.host, port=self.port, detail=self.detail)


class Lab:
    """The misbehaving server. `start` returns once it listens, `stop` once its thread and every connection are gone."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1", *, scenarios: Iterable[Scenario] | None = None) -> None:
        played = load_all() if scenarios is None else scenarios
        self._scenarios = {scenario.id: scenario for scenario in played}
        self._asked = (host, port)
        self._bound: tuple[str, int] | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """What it plays."""
        return tuple(self._scenarios.values())

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._thread is not None

    @property
    def host(self) -> str:
        """The address it is bound to."""
        return self._address()[0]

    @property
    def port(self) -> int:
        """The port it is bound to."""
        return self._address()[1]

    @property
    def exposed(self) -> bool:
        """Whether other machines may reach it: it is bound to more than the loopback interface."""
        return not ipaddress.ip_address(self.host.partition("%")[0]).is_loopback

    @property
    def url(self) -> str:
        """Where a client on this machine reaches it, without a slash at the end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 (a wildcard is no address)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def start(self) -> Self:
        """Listens and serves on a thread of its own; `LabError` where it cannot. Nothing to do where it runs."""
        if self._thread is not None:
            return self
        listener = _listen(*self._asked)
        self._bound = listener.getsockname()[:2]
        self._stopping = asyncio.Event()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(listener, ready), name="streamlab-lab", daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def stop(self) -> None:
        """Ends every connection, the thread and the listening. Nothing to do where it does not run."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        thread.join()
        self._loop = self._bound = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _address(self) -> tuple[str, int]:
        if self._bound is None:
            raise UsageError("the lab is not running")
        return self._bound

    def _run(self, listener: socket.socket, ready: threading.Event) -> None:
        # A loop of its own kind whatever policy the process has: the window's loop must not get in here.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(self._serve(listener, ready))

    async def _serve(self, listener: socket.socket, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        connections: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as group:

            def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                if self._stopping.is_set():
                    writer.transport.abort()
                    return
                task = group.create_task(serve(reader, writer, self._scenarios))
                connections.add(task)
                task.add_done_callback(connections.discard)

            server = await asyncio.start_server(accept, sock=listener, backlog=_BACKLOG)
            ready.set()
            await self._stopping.wait()
            server.close()
            for task in connections:
                task.cancel()


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise LabError("bad-port", host, port, "no port number")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except (socket.gaierror, UnicodeError) as error:
        raise LabError("no-such-address", host, port, str(error)) from error
    except OSError as error:
        raise LabError(_KINDS.get(error.errno or 0, "unavailable"), host, port, error.strerror or str(error)) from error
