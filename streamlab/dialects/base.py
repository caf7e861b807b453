"""What a dialect is: a reader of frames that fills a reply."""

from __future__ import annotations

from typing import ClassVar, Protocol

from streamlab.decode.pipeline import Decoded
from streamlab.dialects.reply import ReplyBuilder
from streamlab.dialects.sight import Sight
from streamlab.model import Framing, Span


class Dialect(Protocol):
    """How one provider family puts a reply into frames."""

    id: ClassVar[str]
    raw: ClassVar[bool]  # the data is read as text, also where it happens to be JSON
    reply: ReplyBuilder

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """This frame (with what came before it) is this dialect's and no other's further down the registry."""
        ...

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """This frame, an error perhaps, may be this dialect's; a later one may show better."""
        ...

    def __init__(self, request: object = None) -> None:
        """`request`: the JSON request body where known; some dialects can only be read with it."""
        ...

    def feed(self, decoded: Decoded, text: str) -> None:
        """One more frame; `text` is its data."""
        ...


def span_of(decoded: Decoded) -> Span:
    """The span of a frame's data, first line to last."""
    frame = decoded.frame
    if isinstance(frame.data, int):
        return frame.data, frame.end
    spans = frame.data
    return (spans[0][0], spans[-1][1]) if spans else (frame.start, frame.end)


def framing_violations(decoded: Decoded, framing: Framing) -> list[str]:
    """What a frame breaks of its framing, whatever the dialect (codes of the normal form)."""
    frame = decoded.frame
    if frame.dispatched and frame.terminated and not (frame.glued or frame.unknown or frame.bad_crc):
        return []
    broken = []
    if frame.glued:
        broken.append("glued_json")
    if frame.bare:
        broken.append("non_sse_bytes")
    if frame.unknown:
        broken.append("unknown_sse_field")
    if frame.bad_crc:
        broken.append("bad_crc")
    if decoded.failure is not None and decoded.failure.kind == "truncated" and not frame.terminated:
        broken.append("eof_in_frame")
    elif framing.has_events and not frame.bare:
        if not frame.terminated:
            broken.append("eof_without_blank_line")
        elif not frame.dispatched:
            broken.append("spec_undispatched_event")
    return broken
