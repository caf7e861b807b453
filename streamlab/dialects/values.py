"""JSON from a stranger: what is of another type than expected is read as absent."""

from __future__ import annotations

from streamlab.decode.json_text import JsonObject
from streamlab.dialects.reply import whole_text


def as_usage(input: object, output: object, total: object = None, reasoning: object = None) -> dict[str, int] | None:  # noqa: A002
    """The normal form of token counts: what was sent and is a number; None where nothing is."""
    found = {"input": input, "output": output, "total": total, "reasoning": reasoning}
    # Some count in floating point: 3.0 tokens.
    whole = {name: int(n) if isinstance(n, float) and n.is_integer() else n for name, n in found.items()}
    return {name: n for name, n in whole.items() if isinstance(n, int) and not isinstance(n, bool)} or None


def as_error(value: object, status: int | None = None) -> JsonObject:
    """The normal form of an error: code, message and, where sent, type and http_status."""
    source = value if isinstance(value, dict) else {"message": value}
    code = source.get("code")
    error: JsonObject = {"code": code, "message": as_text(source.get("message")) or None}
    if source.get("type") is not None:
        error["type"] = source["type"]
    if status is not None:
        error["http_status"] = status
    return error


def as_dict(value: object) -> JsonObject:
    """`value` if it is an object, else an empty one: what a hostile stream puts elsewhere is read as absent."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """`value` if it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """`value` if it is a string, else an empty one; what is half a surrogate pair becomes U+FFFD, so that it can be written."""
    return whole_text(value) if isinstance(value, str) else ""


def as_piece(value: object) -> str:
    """A piece of reply: `value` if it is a string, as it is. Half a surrogate pair waits in the reply for its other half."""
    return value if isinstance(value, str) else ""
