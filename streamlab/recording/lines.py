"""One message as one line of a recording, both ways.

Everything is written as it came, but for secrets in heads: a response head is the record, yet a `Set-Cookie` is a credential
like the `Cookie` that the request would not be recorded with. Its name and attributes stay, and so do the addresses around a
masked parameter.
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Any

import orjson

from streamlab.errors import RecordingFormatError
from streamlab.model import (
    Chunk,
    Connection,
    DataFrame,
    End,
    EndKind,
    EndReason,
    Excess,
    Head,
    Headers,
    HttpChunk,
    Informational,
    Message,
    Read,
    Trailers,
)
from streamlab.secrets import redact_headers

if TYPE_CHECKING:
    from collections.abc import Callable

_Values = dict[str, object]  # of a line, as JSON gives them
MAX_INTEGER = 2**63 - 1
NO_TIME = -1  # of a chunk that was logged without one
_END_KINDS = {kind.value: kind for kind in EndKind}
_OLD_KINDS = {"read": EndKind.IDLE}  # kinds that have another word now


def format_line(message: Message) -> bytes:
    """`message` as a line, with its line end."""
    return _FORMATTERS[type(message)](message)


# Chunks, reads and HTTP chunks come by the hundred thousand: they are formatted by hand.


def _format_chunk(message: Chunk) -> bytes:
    t_ns, data = message
    if t_ns < 0:
        return b'{"b64":"%b"}\n' % binascii.b2a_base64(data, newline=False)
    return b'{"t_ns":%d,"b64":"%b"}\n' % (t_ns, binascii.b2a_base64(data, newline=False))


def _format_read(message: Read) -> bytes:
    return b'{"type":"read","t_ns":%d,"end":%d}\n' % message


def _format_http_chunk(message: HttpChunk) -> bytes:
    start, end, size, extensions = message
    if not extensions:
        return b'{"type":"http-chunk","start":%d,"end":%d,"size":%d}\n' % (start, end, size)
    return _dump({"type": "http-chunk", "start": start, "end": end, "size": size, "extensions": extensions})


def _format_data_frame(message: DataFrame) -> bytes:
    return b'{"type":"data-frame","t_ns":%d,"start":%d,"end":%d}\n' % message


def _format_head(message: Head) -> bytes:
    return _dump(
        {
            "type": "head",
            "t_ns": message.t_ns,
            "http_version": message.http_version,
            "status": message.status,
            "reason": message.reason,
            "headers": redact_headers(message.headers),
            "informational": [_informational(item) for item in message.informational],
        }
    )


def _format_informational(message: Informational) -> bytes:
    return _dump({"type": "informational", **_informational(message)})


def _informational(item: Informational) -> _Values:
    return {"status": item.status, "reason": item.reason, "headers": redact_headers(item.headers)}


def _format_trailers(message: Trailers) -> bytes:
    return _dump({"type": "trailers", "headers": redact_headers(message.headers)})


def _format_connection(message: Connection) -> bytes:
    return _dump({"type": "connection", "tls": message.tls, "alpn": message.alpn})


def _format_excess(message: Excess) -> bytes:
    return b'{"type":"excess","t_ns":%d,"start":%d,"end":%d,"hex":"%b"}\n' % (
        *message[:3],
        message.data.hex().encode("ascii"),
    )


def _format_end(message: End) -> bytes:
    # A detail quotes exceptions; what cannot be written as UTF-8 must not cost the end of the recording.
    detail = message.detail.encode("utf-8", "backslashreplace").decode()
    values = {"type": "end", "t_ns": message.t_ns, "reason": message.reason.value, "kind": message.kind.value}
    return _dump(values | {"detail": detail})


def _dump(values: _Values) -> bytes:
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)


_FORMATTERS: dict[type, Callable[[Any], bytes]] = {
    Chunk: _format_chunk,
    Read: _format_read,
    HttpChunk: _format_http_chunk,
    DataFrame: _format_data_frame,
    Head: _format_head,
    Informational: _format_informational,
    Trailers: _format_trailers,
    Connection: _format_connection,
    Excess: _format_excess,
    End: _format_end,
}


def parse_line(values: object, number: int) -> Message | None:
    """The message of one decoded line, None for a type of a later minor version; RecordingFormatError for all else."""
    if not isinstance(values, dict):
        raise RecordingFormatError("bad-line", number, "not an object")
    kind = values.get("type", "chunk")
    parser = _PARSERS.get(kind) if isinstance(kind, str) else None
    if parser is None:
        return None
    try:
        return parser(values)
    except (KeyError, TypeError, ValueError) as error:
        raise RecordingFormatError("bad-line", number, f"no valid {kind}: {error}") from error


def _integer(value: object, maximum: int = MAX_INTEGER) -> int:
    if type(value) is not int or not 0 <= value <= maximum:
        raise ValueError("a number is out of range")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value


def _object(value: object) -> _Values:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return value


def _parse_chunk(values: _Values) -> Chunk:
    t_ns = _integer(values["t_ns"]) if "t_ns" in values else NO_TIME
    if "b64" in values:
        return Chunk(t_ns, binascii.a2b_base64(_text(values["b64"]), strict_mode=True))
    return Chunk(t_ns, bytes.fromhex(_text(values["hex"])))


def _parse_read(values: _Values) -> Read:
    return Read(_integer(values["t_ns"]), _integer(values["end"]))


def _parse_http_chunk(values: _Values) -> HttpChunk:
    start, end, size = (_integer(values[name]) for name in ("start", "end", "size"))
    if start > end:
        raise ValueError("it ends before it starts")
    pairs = map(_pair, _list(values.get("extensions", [])))
    extensions = tuple((_text(name), None if value is None else _text(value)) for name, value in pairs)
    return HttpChunk(start, end, size, extensions)


def _parse_data_frame(values: _Values) -> DataFrame:
    t_ns, start, end = (_integer(values[name]) for name in ("t_ns", "start", "end"))
    if start > end:
        raise ValueError("it ends before it starts")
    return DataFrame(t_ns, start, end)


def _parse_head(values: _Values) -> Head:
    informational = tuple(_parse_informational(_object(item)) for item in _list(values.get("informational", [])))
    return Head(
        _integer(values["t_ns"]),
        _text(values["http_version"]),
        _integer(values["status"], 999),
        _text(values["reason"]),
        _headers(values["headers"]),
        informational,
    )


def _parse_informational(values: _Values) -> Informational:
    return Informational(_integer(values["status"], 999), _text(values["reason"]), _headers(values["headers"]))


def _parse_trailers(values: _Values) -> Trailers:
    return Trailers(_headers(values["headers"]))


def _parse_connection(values: _Values) -> Connection:
    return Connection(_text(values["tls"]), _text(values.get("alpn", "")))


def _parse_excess(values: _Values) -> Excess:
    t_ns, start, end = (_integer(values[name]) for name in ("t_ns", "start", "end"))
    data = bytes.fromhex(_text(values["hex"]))
    if len(data) > end - start:
        raise ValueError("it holds more bytes than it counts")
    return Excess(t_ns, start, end, data)


def _parse_end(values: _Values) -> End:
    t_ns, reason, detail = _integer(values["t_ns"]), EndReason(_text(values["reason"])), _text(values.get("detail", ""))
    if "kind" not in values:
        return End(t_ns, reason, *_old_detail(detail))
    word = _text(values["kind"])
    if word not in _END_KINDS:  # a later version's: for people it may still say something
        return End(t_ns, reason, EndKind.UNKNOWN, f"{word}: {detail}")
    return End(t_ns, reason, _END_KINDS[word], detail)


def _old_detail(detail: str) -> tuple[EndKind, str]:
    """The kind and the words of a detail from before the kind stood by itself: `kind: words`, or words alone."""
    word, colon, words = detail.partition(": ")
    kind = _OLD_KINDS.get(word) or _END_KINDS.get(word) if colon else None
    return (kind, words) if kind else (EndKind.NONE, detail)


def _headers(value: object) -> Headers:
    return tuple((_text(name), _text(text)) for name, text in map(_pair, _list(value)))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    return value


def _pair(value: object) -> tuple[object, object]:
    first, second = _list(value)
    return first, second


_PARSERS: dict[str, Callable[[_Values], Message]] = {
    "chunk": _parse_chunk,
    "read": _parse_read,
    "http-chunk": _parse_http_chunk,
    "data-frame": _parse_data_frame,
    "head": _parse_head,
    "informational": _parse_informational,
    "trailers": _parse_trailers,
    "connection": _parse_connection,
    "excess": _parse_excess,
    "end": _parse_end,
}
