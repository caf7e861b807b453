"""A server that answers each request for a path with the next list of pieces: every piece an HTTP chunk and a send of its own."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from tests.threads import LONGEST, join, start

Pieces = Sequence[bytes]
_HEAD = b"HTTP/1.1 %d OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
_SIZE = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSE = (
    b"Connection: close\r\n"  # undici takes the end of such a connection for the end of the body, wherever it comes
)


class PieceServer:
    """`answers`: path -> the bodies of the first, second … request for it.

    `heads` and `received` are the heads and the bodies of the requests.
    """

    def __init__(self, answers: Mapping[str, Sequence[Pieces]], *, whole: bool = True, status: int = 200) -> None:
        self._answers = {path: iter(bodies) for path, bodies in answers.items()}
        self._whole = whole
        self._status = status
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.heads: list[bytes] = []
        self.received: list[bytes] = []

    def serve(self) -> None:
        """Until the listener is shut down: one connection after the other."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(LONGEST)
                self._answer(connection)

    def close(self) -> None:
        """No more requests."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _answer(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection.makefile("rb") as request:
            head = b"".join(iter(request.readline, b"\r\n"))
            size = _SIZE.search(head)
            self.heads.append(head)
            self.received.append(request.read(int(size[1]) if size else 0))
        path = head.split(b" ", 2)[1].decode()
        try:
            connection.sendall(_HEAD % self._status + _CLOSE * self._whole + b"\r\n")
            for piece in filter(None, next(self._answers[path])):
                connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
            if self._whole:
                connection.sendall(b"0\r\n\r\n")
        except OSError:  # a client that has seen [DONE] may hang up
            return


@contextmanager
def serving(answers: Mapping[str, Sequence[Pieces]], *, whole: bool = True, status: int = 200) -> Iterator[PieceServer]:
    """The server, while it runs; without `whole` it hangs up before the last chunk."""
    server = PieceServer(answers, whole=whole, status=status)
    thread = start(server.serve)
    try:
        yield server
    finally:
        server.close()
        join(thread)
