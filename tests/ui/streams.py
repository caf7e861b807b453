"""Small recorded streams, analysed for real: what the byte views are shown in tests."""

from __future__ import annotations

from itertools import pairwise

from streamlab.analysis import Analysis, analyze_messages
from streamlab.model import Chunk, End, EndReason, Head, Message

MS = 1_000_000
EVENT = 'data: {"t":"你好"}\n\n'.encode()


def cut(data: bytes, *at: int) -> list[bytes]:
    """`data` in pieces."""
    return [data[start:end] for start, end in pairwise((0, *at, len(data)))]


def recorded(chunks: list[bytes], *, gap_ms: int = 35, encoding: str | None = None, ended: bool = True) -> Analysis:
    """The analysis of a stream of these chunks, one every `gap_ms`."""
    head = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),))
    messages: list[Message] = [head]
    messages += [Chunk((1 + nth) * gap_ms * MS, data) for nth, data in enumerate(chunks)]
    if ended:
        messages.append(End((1 + len(chunks)) * gap_ms * MS, EndReason.COMPLETE))
    return analyze_messages(messages, encoding=encoding)


def cut_character() -> Analysis:
    """A whole event; 你 cut 2|1; a record that is no JSON, with two ill-formed bytes."""
    at = EVENT.index("你".encode()) + 2
    return recorded([EVENT, *cut(EVENT, at), b'data: {"a":1,bad}\n\n', b"data: \xff\xc0 ok\n\n"])
