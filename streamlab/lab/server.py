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

from streamlab.errors import LabError, Misuse, UsageError
from streamlab.lab.connection import serve
from streamlab.lab.scenarios import load_all
from streamlab.loops import LoopThread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from types import TracebackType

    from streamlab.lab.scenario import Scenario

_BACKLOG = 512
_KINDS = {errno.EADDRINUSE: "port-in-use", errno.EACCES: "not-permitted", errno.EADDRNOTAVAIL: "no-such-address"}


class Lab:
    """The misbehaving server. `start` returns once it listens, `stop` once its thread and every connection are gone."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1", *, scenarios: Iterable[Scenario] | None = None) -> None:
        played = load_all() if scenarios is None else scenarios
        self._scenarios = {scenario.id: scenario for scenario in played}
        self._asked = (host, port)
        self._bound: tuple[str, int] | None = None
        # A loop of its own kind whatever policy the process has: the window's loop must not get in here.
        self._thread = LoopThread("streamlab-lab", asyncio.SelectorEventLoop)
        self._stopping = asyncio.Event()
        self._served: Future[None] | None = None

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """What it plays."""
        return tuple(self._scenarios.values())

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._served is not None

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
        if self._served is not None:
            return self
        listener = _listen(*self._asked)
        self._bound = listener.getsockname()[:2]
        self._stopping = asyncio.Event()
        ready = threading.Event()
        self._served = self._thread.submit(self._serve(listener, ready))
        self._served.add_done_callback(lambda _served: ready.set())  # also where it could not begin
        ready.wait()
        if self._served.done():
            self.stop()
        return self

    def stop(self) -> None:
        """Ends every connection, the thread and the listening. Nothing to do where it does not run."""
        served, self._served = self._served, None
        if served is None:
            return
        self._thread.call(self._stopping.set)
        served.result()
        self._thread.close()
        self._bound = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _address(self) -> tuple[str, int]:
        if self._bound is None:
            raise UsageError(Misuse.LAB_NOT_RUNNING)
        return self._bound

    async def _serve(self, listener: socket.socket, ready: threading.Event) -> None:
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
