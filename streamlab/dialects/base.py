"""What a dialect is: a reader of frames that fills a reply; may import decode and reply."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from streamlab.decode.pipeline import Decoded
from streamlab.dialects.reply import ReplyBuilder


class Dialect(Protocol):
    """How one provider family puts a reply into frames."""

    id: ClassVar[str]
    reply: ReplyBuilder

    def __init__(self, request: Any = None) -> None:
        """`request`: the JSON request body where known; some dialects can only be read with it."""
        ...

    def feed(self, decoded: Decoded, text: str) -> None:
        """One more frame; `text` is its data."""
        ...


def span_of(decoded: Decoded) -> tuple[int, int]:
    """The span of a frame's data, first line to last."""
    spans = decoded.frame.data_spans
    return (spans[0][0], spans[-1][1]) if spans else (decoded.frame.start, decoded.frame.end)


def as_error(value: Any, status: int | None = None) -> dict[str, Any]:
    """The normal form of an error: code, message and, where sent, type and http_status."""
    source = value if isinstance(value, dict) else {"message": value}
    code = source.get("code")
    error: dict[str, Any] = {"code": code, "message": source.get("message")}
    if source.get("type") is not None:
        error["type"] = source["type"]
    if status is not None:
        error["http_status"] = status
    return error


def as_dict(value: Any) -> dict[str, Any]:
    """`value` if it is an object, else an empty one: what a hostile stream puts elsewhere is read as absent."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """`value` if it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """`value` if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""
