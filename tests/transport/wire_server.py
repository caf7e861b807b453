"""Small real servers that write raw bytes: what each connection gets is a script."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from typing import Any, Self

from tests.threads import LONGEST, join, start, wait

Step = bytes | threading.Event | Callable[[socket.socket], Any]


def reset(connection: socket.socket) -> None:
    """Closes with a RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def finish(connection: socket.socket) -> None:
    """Closes this side alone, without a word of TLS, and waits for the client: a close with unread bytes would be a reset."""
    connection.shutdown(socket.SHUT_WR)
    hold(connection)


def say_goodbye(connection: socket.socket) -> None:
    """Closes a TLS connection as TLS would have it."""
    assert isinstance(connection, ssl.SSLSocket)
    connection.unwrap()


def hold(connection: socket.socket) -> None:
    """Waits until the client goes away."""
    while connection.recv(65536):
        pass


class WireServer:
    """Each connection plays the next of `scripts` (the last one again and again): bytes are sent, events waited for,
    functions called with the socket. `requests` are the heads and bodies that came, `connections` how many there were.

    A script is played once the request has come; with `greets`, at once.
    """

    def __init__(self, *scripts: Sequence[Step], tls: ssl.SSLContext | None = None, greets: bool = False) -> None:
        self.requests: list[bytes] = []
        self.connections = 0
        self._scripts = list(scripts) or [()]
        self._tls = tls
        self._greets = greets
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        self._threads.append(start(self._accept))
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            join(thread)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            script = self._scripts[min(self.connections, len(self._scripts) - 1)]
            self.connections += 1
            self._open.append(connection)
            self._threads.append(start(self._serve, connection, script))

    def _serve(self, connection: socket.socket, script: Sequence[Step]) -> None:
        try:
            connection.settimeout(LONGEST)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                if not self._greets:
                    self.requests.append(read_request(connection))
                for step in script:
                    if isinstance(step, bytes):
                        connection.sendall(step)
                    elif isinstance(step, threading.Event):
                        wait(step)
                    else:
                        step(connection)
        except OSError:
            pass  # the client went away, or the handshake failed
        finally:
            connection.close()


def read_request(connection: socket.socket) -> bytes:
    """One request: its head and as much body as it announces."""
    data = b""
    while b"\r\n\r\n" not in data and (piece := connection.recv(65536)):
        data += piece
    head, _, _ = data.partition(b"\r\n\r\n")
    length = next((int(n[15:]) for n in head.split(b"\r\n") if n.lower().startswith(b"content-length:")), 0)
    while len(data) < len(head) + 4 + length and (piece := connection.recv(65536)):
        data += piece
    return data


def relay(one: socket.socket, other: socket.socket) -> None:
    """Carries bytes both ways until both sides are done."""
    back = start(_carry, other, one)
    _carry(one, other)
    join(back)


def _carry(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def tunnel(port: int) -> Callable[[socket.socket], None]:
    """A script step: joins the connection to a local port."""

    def step(connection: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", port), LONGEST) as upstream:
            relay(connection, upstream)

    return step
