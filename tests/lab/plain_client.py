"""A client so plain that it sees every byte as it was sent."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlab.lab import Lab


@dataclass(frozen=True)
class Wire:
    """Everything one connection brought: the head, the bytes after it, and whether it was reset."""

    head: bytes
    body: bytes
    reset: bool

    @property
    def status(self) -> int:
        return int(self.head.split(b" ")[1])

    def header(self, name: str) -> str:
        """The value of the one field of this name."""
        fields = [line.split(": ", 1) for line in self.head.decode("latin-1").split("\r\n")[1:-2]]
        (value,) = [value for found, value in fields if found == name]
        return value

    @property
    def chunks(self) -> list[bytes]:
        """The HTTP chunks, the one of size 0 included; a part that is no whole chunk is an error."""
        found, at = [], 0
        while at < len(self.body):
            start = self.body.index(b"\r\n", at) + 2
            end = start + int(self.body[at : start - 2], 16)
            assert self.body[end : end + 2] == b"\r\n"
            found.append(self.body[start:end])
            at = end + 2
        return found

    @property
    def content(self) -> bytes:
        return b"".join(self.chunks)


def connect(lab: Lab) -> socket.socket:
    return socket.create_connection((lab.host, lab.port), timeout=20)


def ask(target: str, method: str = "GET", body: bytes = b"") -> bytes:
    head = f"{method} {target} HTTP/1.1\r\nHost: lab\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def fetch(lab: Lab, target: str, request: bytes | None = None) -> Wire:
    """Sends one request and reads until the connection ends in whatever way."""
    received, reset = bytearray(), False
    with connect(lab) as client:
        client.sendall(ask(target) if request is None else request)
        try:
            while data := client.recv(1 << 16):
                received += data
        except ConnectionResetError:
            reset = True
    head, separator, body = bytes(received).partition(b"\r\n\r\n")
    assert separator
    return Wire(head + separator, body, reset)
