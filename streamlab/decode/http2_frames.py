"""What HTTP/2 says of single frames and fields (RFC 9113 §4 to §8), without a connection's state."""

from __future__ import annotations

import re
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING

from streamlab.decode.faults import quoted
from streamlab.model import EndKind

if TYPE_CHECKING:
    from streamlab.model import Headers

FRAME_HEAD = 9
MAX_FRAME = 1 << 14  # what we let the peer send (§4.2)
STREAM = 1  # of the one request that a connection carries


class Kind(IntEnum):
    """The types of frames (§6); others are to be ignored."""

    DATA = 0
    HEADERS = 1
    PRIORITY = 2
    RST_STREAM = 3
    SETTINGS = 4
    PUSH_PROMISE = 5
    PING = 6
    GOAWAY = 7
    WINDOW_UPDATE = 8
    CONTINUATION = 9


class Flag(IntFlag):
    """What a frame's flags mean; the first depends on its type."""

    END_STREAM = 1
    ACK = 1
    END_HEADERS = 4
    PADDED = 8
    WITH_PRIORITY = 32


OF_A_REQUEST = frozenset((Kind.DATA, Kind.HEADERS, Kind.RST_STREAM, Kind.CONTINUATION))
_OF_A_STREAM = OF_A_REQUEST | {Kind.PRIORITY, Kind.PUSH_PROMISE}
_OF_THE_CONNECTION = frozenset((Kind.SETTINGS, Kind.PING, Kind.GOAWAY))
_LENGTHS = {Kind.PRIORITY: 5, Kind.RST_STREAM: 4, Kind.PING: 8, Kind.WINDOW_UPDATE: 4}
_INITIAL_WINDOW_SIZE, _MAX_FRAME_SIZE = 4, 5
_ERRORS = ("NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
           "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
           "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED")  # fmt: skip
_STATUS = re.compile(r"[1-9][0-9]{2}")
_LENGTH = re.compile(r"[0-9]{1,18}")
_HOP_BY_HOP = frozenset(("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"))


class RefusedError(Exception):
    """A frame or a field that ends the reading."""

    def __init__(self, kind: EndKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


def frame(kind: Kind, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """One frame as bytes (§4.1)."""
    return len(payload).to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big") + payload


def plain_head() -> bytes:
    """A head that nobody can misread: status 200 and no field, from the static table (RFC 7541, appendix A)."""
    return frame(Kind.HEADERS, Flag.END_HEADERS, STREAM, b"\x88")


def check_head(kind: int, length: int, stream: int) -> None:
    """What can be said of a frame by its head (§4.2, §6)."""
    if length > MAX_FRAME:
        raise RefusedError(EndKind.FRAME_SIZE, f"a {kind_name(kind)} of {length} bytes; {MAX_FRAME} are allowed")
    if length != (right := _LENGTHS.get(kind, length)):  # type: ignore[call-overload]
        raise RefusedError(EndKind.FRAME_SIZE, f"a {kind_name(kind)} of {length} bytes, which always has {right}")
    if kind in (_OF_THE_CONNECTION if stream else _OF_A_STREAM):
        raise RefusedError(EndKind.FRAME, f"a {kind_name(kind)} on stream {stream}")


def check_settings(payload: bytes, *, acknowledges: bool) -> None:
    """What SETTINGS may say (§6.5)."""
    if len(payload) % 6 or (acknowledges and payload):
        raise RefusedError(EndKind.FRAME_SIZE, f"a SETTINGS of {len(payload)} bytes")
    for at in range(0, len(payload), 6):
        setting, value = int.from_bytes(payload[at : at + 2], "big"), int.from_bytes(payload[at + 2 : at + 6], "big")
        window = setting == _INITIAL_WINDOW_SIZE and value > 0x7FFF_FFFF
        if window or (setting == _MAX_FRAME_SIZE and not MAX_FRAME <= value < 1 << 24):
            raise RefusedError(EndKind.FRAME, f"a SETTINGS that sets {setting} to {value}")


def kind_name(kind: int) -> str:
    """A type of frame by its name."""
    return Kind(kind).name if kind <= max(Kind) else f"frame of the type {kind}"


def error_name(code: bytes) -> str:
    """An error code by its name (§7)."""
    value = int.from_bytes(code, "big")
    return _ERRORS[value] if value < len(_ERRORS) else f"code {value}"


def unpadded(payload: bytes, kind: Kind) -> bytes:
    """The payload of a padded frame (§6.1)."""
    if not payload or payload[0] >= len(payload):
        raise RefusedError(EndKind.FRAME, f"the padding of a {kind.name} is longer than the frame")
    return payload[1 : len(payload) - payload[0]]


def status_of(fields: list[tuple[str, str]]) -> int:
    """The status of a head; 0 where it has none that can be read."""
    return next((int(value) for name, value in fields if name == ":status" and _STATUS.fullmatch(value)), 0)


def declared_length(headers: Headers) -> int | None:
    """The Content-Length of a head, if it has one."""
    lengths = {item.strip() for name, value in headers if name == "content-length" for item in value.split(",")}
    if len(lengths) > 1 or not all(map(_LENGTH.fullmatch, lengths)):
        raise RefusedError(EndKind.CONTENT_LENGTH, f"no valid Content-Length: {' / '.join(sorted(lengths))[:100]}")
    return int(lengths.pop()) if lengths else None


def wrong_field(fields: list[tuple[str, str]], *, trailers: bool) -> str:
    """What makes a head or trailers malformed (§8.2, §8.3); "" for nothing."""
    statuses = [value for name, value in fields if name == ":status"]
    others = [name for name, _ in fields if name.startswith(":") and (trailers or name != ":status")]
    if others:
        return f"a pseudo-header that may not stand here: {_shown(others[0])}"
    if not trailers and (len(statuses) != 1 or not _STATUS.fullmatch(statuses[0])):
        return f"one status must stand in a head, and here is {_shown(' and '.join(statuses)) if statuses else 'none'}"
    if any(name == ":status" for name, _ in fields[1:]):
        return "the status stands after other fields"
    wrong = next((name for name, _ in fields if name != name.lower() or name in _HOP_BY_HOP), "")
    return f"a field that HTTP/2 does not have: {_shown(wrong)}" if wrong else ""


def _shown(text: str) -> str:
    return quoted(text.encode("latin-1"))
