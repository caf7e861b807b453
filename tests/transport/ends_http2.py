"""How transfers end over HTTP/2, and how they do not, though it looks so."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from streamlab.model import EndKind, EndReason, Layer
from streamlab.request import Body
from tests.transport.ends_table import (
    ABORTED,
    ARRIVED,
    COMPLETE,
    INCOMPLETE,
    NETWORK,
    PROTOCOL_ERROR,
    RESET,
    SERVER,
    TIMEOUT,
    TOOL,
    Row,
)
from tests.transport.frames import (
    BEGUN,
    CODES,
    CONTINUATION,
    DATA,
    END,
    END_HEADERS,
    END_STREAM,
    GOAWAY,
    HEAD,
    HEADERS,
    LAST,
    PADDED,
    PING,
    PRIORITY,
    PUSH_PROMISE,
    RST_STREAM,
    SET,
    SETTINGS,
    WINDOW_UPDATE,
    data,
    fields,
    frame,
    goaway,
    headers,
    kept_open,
    rst_stream,
)
from tests.transport.wire_server import finish, reset

if TYPE_CHECKING:
    from collections.abc import Mapping

OK = (":status", "200")


def _row(
    wire: bytes,
    reason: EndReason,
    kind: EndKind,
    layer: Layer | None = SERVER,
    kept: bytes = b"hello",
    *more: Any,
    **also: Any,
) -> Row:
    script = kept_open(wire, *more)
    return Row(script, reason, kind, layer, kept, via="http2", **also)


def _wrong(wire: bytes, kind: EndKind, kept: bytes = b"hello", *, detail: str = "", **also: Any) -> Row:
    return _row(wire, PROTOCOL_ERROR, kind, SERVER, kept, detail=detail, **also)


def _refused(*pairs: tuple[str, str], detail: str = "") -> Row:
    return _wrong(SET + headers(*pairs) + data(b"hello", END_STREAM), EndKind.HEADER, b"", detail=detail)


def _more_than_the_window(connection: socket.socket) -> None:
    """Sends more than a client lets a server send before it has taken any of it in."""
    piece = data(b"x" * 16_384)
    connection.sendall(BEGUN + piece * (17_000_000 // 16_384))


_BLOCK = fields(OK, ("a", "b"))
_TORN = frame(HEADERS, 0, 1, _BLOCK[:3])
_UPLOAD = {"method": "POST", "body": Body("bytes", data=b"x" * 200_000)}
_SILENCE = {"timeouts": {"read": 0.1}}

HTTP2 = {
    "reset after the settings": _row(SET, RESET, EndKind.RESET, NETWORK, b"", ARRIVED, reset),
    "reset in the body": _row(BEGUN, RESET, EndKind.RESET, NETWORK, b"hello", ARRIVED, reset),
    "closed without a byte": _row(b"", INCOMPLETE, EndKind.NO_RESPONSE, NETWORK, b"", finish),
    "closed after the settings": _row(
        SET, INCOMPLETE, EndKind.NO_RESPONSE, NETWORK, b"", finish, detail="9 bytes", verdict="9 bytes arrived"
    ),
    "closed after 1xx": _row(
        SET + headers((":status", "103")), INCOMPLETE, EndKind.NO_RESPONSE, NETWORK, b"", finish, verdict="1xx"
    ),
    "closed in the head": _row(SET + HEAD[:-4], INCOMPLETE, EndKind.HEAD_CUT, NETWORK, b"", finish),
    "closed in a head of two frames": _row(SET + _TORN, INCOMPLETE, EndKind.HEAD_CUT, NETWORK, b"", finish),
    "closed in the body": _row(
        BEGUN, INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", finish, detail="after 5 bytes of the body"
    ),
    "closed in a frame": _row(BEGUN + END[:-3], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello wo", finish),
    "closed in a padded frame": _row(
        BEGUN + frame(DATA, PADDED, 1, b"\x04 world" + bytes(4))[:-6], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello wor", finish
    ),
    "closed after a GOAWAY": _row(
        BEGUN + goaway(0), RESET, EndKind.GOAWAY, SERVER, b"hello", finish, detail="NO_ERROR"
    ),
    "silent after a GOAWAY": _row(
        BEGUN + goaway(0, debug=b"bye"), RESET, EndKind.GOAWAY, SERVER, detail="bye", request=_SILENCE
    ),
    "silent after the settings": _row(SET, TIMEOUT, EndKind.IDLE, NETWORK, b"", request=_SILENCE),
    "silent in the body": _row(BEGUN, TIMEOUT, EndKind.IDLE, NETWORK, request=_SILENCE),
    "silent in a frame": _row(BEGUN + END[:-3], TIMEOUT, EndKind.IDLE, NETWORK, b"hello wo", request=_SILENCE),
    "the size to stop at": _row(BEGUN, ABORTED, EndKind.LIMIT, TOOL, limits={"max_bytes": 3}),
    "the time to stop at": _row(BEGUN, ABORTED, EndKind.TIME_LIMIT, TOOL, limits={"max_time": 0.15}),
    "the time to stop at, in a frame": _row(
        BEGUN + END[:-3], ABORTED, EndKind.TIME_LIMIT, TOOL, b"hello wo", limits={"max_time": 0.15}
    ),
    **{
        f"RST_STREAM {name}": _row(BEGUN + rst_stream(code), RESET, EndKind.RST_STREAM, detail=name)
        for code, name in enumerate(CODES)
    },
    "RST_STREAM of an unknown code": _row(BEGUN + rst_stream(99), RESET, EndKind.RST_STREAM, detail="code 99"),
    "RST_STREAM instead of a response": _row(SET + rst_stream(7), RESET, EndKind.RST_STREAM, SERVER, b"", detail="REFUSED"),
    **{
        f"GOAWAY {name}": _row(BEGUN + goaway(code), RESET, EndKind.GOAWAY, detail=name)
        for code, name in enumerate(CODES)
        if code
    },
    "GOAWAY with a word": _row(BEGUN + goaway(11, debug=b"slow\x1b down"), RESET, EndKind.GOAWAY, detail=r"slow\x1b down"),
    "GOAWAY before the request was looked at": _row(
        SET + goaway(0, last=0), RESET, EndKind.GOAWAY, SERVER, b"", detail="may be sent again"
    ),
    "another protocol": _wrong(b"HTTP/1.1 400 Bad Request\r\n\r\n", EndKind.PREFACE, b"", detail="HTTP/1.1 400"),
    "no settings first": _wrong(HEAD + data(b"hello"), EndKind.PREFACE, b""),
    "a head that cannot be unpacked": _wrong(SET + frame(HEADERS, END_HEADERS, 1, b"\xff\xff\xff\xff\xff"), EndKind.HPACK, b""),
    "a head that names an entry that is not there": _wrong(SET + frame(HEADERS, END_HEADERS, 1, b"\xfe"), EndKind.HPACK, b""),
    "trailers that cannot be unpacked": _wrong(BEGUN + frame(HEADERS, 5, 1, b"\xfe"), EndKind.HPACK),
    "no status": _refused(("a", "b"), detail="none"),
    "two statuses": _refused(OK, (":status", "201"), detail="200 and 201"),
    "a status that is none": _refused((":status", "OK"), detail="OK"),
    "a pseudo-header of a request": _refused(OK, (":path", "/"), detail=":path"),
    "the status last": _refused(("a", "b"), OK, detail="after other fields"),
    "a field of HTTP/1.1": _refused(OK, ("connection", "close"), detail="connection"),
    "a capital letter": _refused(OK, ("Content-Type", "a/b"), detail="Content-Type"),
    "a switch of protocols": _wrong(SET + headers((":status", "101")), EndKind.FRAME, b"", detail="101"),
    "a 1xx that ends the stream": _wrong(SET + headers((":status", "103"), flags=5), EndKind.FRAME, b"", detail="103"),
    "a length that is none": _wrong(SET + headers(OK, ("content-length", "x")), EndKind.CONTENT_LENGTH, b""),
    "fewer bytes than it says": _wrong(
        SET + headers(OK, ("content-length", "9")) + data(b"hello", END_STREAM), EndKind.CONTENT_LENGTH, detail="5 of the 9"
    ),
    "more bytes than it says": _wrong(
        SET + headers(OK, ("content-length", "4")) + data(b"hello", END_STREAM), EndKind.CONTENT_LENGTH, detail="more than the 4"
    ),
    "no bytes, and it said some": _wrong(
        SET + headers(OK, ("content-length", "9"), flags=5), EndKind.CONTENT_LENGTH, b"", detail="0 of the 9"
    ),
    "trailers with a status": _wrong(BEGUN + headers(OK, flags=5), EndKind.TRAILER, detail=":status"),
    "a second head": _wrong(BEGUN + headers(("a", "b")), EndKind.FRAME, detail="second head"),
    "DATA before the head": _wrong(SET + data(b"hello"), EndKind.FRAME, b"", detail="before the head"),
    "DATA inside a head": _wrong(SET + _TORN + data(b"hello"), EndKind.FRAME, b"", detail="inside a header block"),
    "DATA of nobody's stream": _wrong(BEGUN + frame(DATA, 0, 3, b"x"), EndKind.FRAME, detail="stream 3"),
    "DATA of no stream": _wrong(BEGUN + frame(DATA, 0, 0, b"x"), EndKind.FRAME, detail="stream 0"),
    "a head of nobody's stream": _wrong(BEGUN + frame(HEADERS, 5, 2, _BLOCK), EndKind.FRAME, detail="stream 2"),
    "SETTINGS of a stream": _wrong(BEGUN + frame(SETTINGS, 0, 1), EndKind.FRAME, detail="SETTINGS"),
    "a window that is none": _wrong(
        frame(SETTINGS, 0, 0, b"\0\4\xff\xff\xff\xff"), EndKind.FRAME, b"", detail="SETTINGS"
    ),
    "a window opened by nothing": _wrong(BEGUN + frame(WINDOW_UPDATE, 0, 0, bytes(4)), EndKind.FRAME),
    "CONTINUATION of nothing": _wrong(BEGUN + frame(CONTINUATION, 4, 1), EndKind.FRAME, detail="CONTINUATION"),
    "padding longer than its frame": _wrong(BEGUN + frame(DATA, PADDED, 1, b"\x09x"), EndKind.FRAME, detail="padding"),
    "a push": _wrong(
        BEGUN + frame(PUSH_PROMISE, END_HEADERS, 1, b"\0\0\0\2" + _BLOCK), EndKind.PUSH, detail="turned off"
    ),
    "a frame over the limit": _wrong(BEGUN + data(b"x" * 16_385), EndKind.FRAME_SIZE, detail="16385"),
    "a frame that only says so": _wrong(
        BEGUN + frame(DATA, 0, 1, b"x", length=0xFFFFFF), EndKind.FRAME_SIZE, detail="16777215"
    ),
    "PING of 7 bytes": _wrong(BEGUN + frame(PING, 0, 0, bytes(7)), EndKind.FRAME_SIZE, detail="PING of 7"),
    "RST_STREAM of 3 bytes": _wrong(BEGUN + frame(RST_STREAM, 0, 1, bytes(3)), EndKind.FRAME_SIZE),
    "SETTINGS of 5 bytes": _wrong(BEGUN + frame(SETTINGS, 0, 0, bytes(5)), EndKind.FRAME_SIZE),
    "GOAWAY of 7 bytes": _wrong(BEGUN + frame(GOAWAY, 0, 0, bytes(7)), EndKind.FRAME_SIZE),
    "more than the window": Row(
        kept_open(_more_than_the_window),
        PROTOCOL_ERROR,
        EndKind.FLOW_CONTROL,
        SERVER,
        b"hello" + b"x" * 16_384 * 1028,
        via="http2",
        request=_UPLOAD,
        detail="more than were allowed",
    ),
    "a window that never opens": _row(SET, TIMEOUT, EndKind.WRITE, NETWORK, b"", request=_UPLOAD | {"timeouts": {"write": 0.1}}),
    "a flood of CONTINUATION": _row(
        SET + _TORN + frame(CONTINUATION, 0, 1) * 2000, ABORTED, EndKind.HEAD_TOO_LONG, TOOL, b"", detail="1000 frames"
    ),
    "a head over our limit": _row(
        SET + _TORN + frame(CONTINUATION, 0, 1, b"x" * 16_000) * 20, ABORTED, EndKind.HEAD_TOO_LONG, TOOL, b"", detail="262144"
    ),
    "a head that unpacks over our limit": _row(
        SET + frame(HEADERS, END_HEADERS, 1, fields(OK) + b"\x40\x01a\x7f\xa1\x1e" + b"v" * 4000 + b"\xbe" * 100),
        ABORTED, EndKind.HEAD_TOO_LONG, TOOL, b"", detail="262144",
    ),
    "more 1xx than we read": _row(
        SET + headers((":status", "103")) * 1001, ABORTED, EndKind.INFORMATIONAL, TOOL, b"", detail="1000"
    ),
    **{
        f"a flood of {name}": _row(BEGUN + each * 60_000, ABORTED, EndKind.FLOOD, TOOL, detail="10000")
        for name, each in {
            "PING": frame(PING, 0, 0, bytes(8)),
            "SETTINGS": SET,
            "empty DATA": data(b""),
            "PRIORITY": frame(PRIORITY, 0, 1, bytes(5)),
            "frames nobody knows": frame(99, 0, 0),
        }.items()
    },
}  # fmt: skip

WHOLE = b"hello world"
_BIG = b"0123456789abcdef" * 1024


def _whole(wire: bytes, *more: Any, kept: bytes = WHOLE, **also: Any) -> Row:
    return _row(wire, COMPLETE, EndKind.NONE, None, kept, *more, **also)


def _sends_as_the_window_opens(connection: socket.socket) -> None:
    """Far more than one window, and no more at a time than the client lets it."""
    from tests.transport.frames import read_until

    room, heard = 1 << 24, 0  # as the client begins

    def opens(kind: int, payload: bytes) -> bool:
        """One update of the connection and one of the stream, in one piece."""
        nonlocal room, heard
        if kind == WINDOW_UPDATE and (size := int.from_bytes(payload, "big")) < 1 << 24:
            room, heard = room + size // 2, heard + 1
            return heard % 2 == 0
        return False

    connection.sendall(SET + HEAD)
    for _ in range(2500):
        if room < len(_BIG):
            read_until(connection, opens)
        room -= len(_BIG)
        connection.sendall(data(_BIG))
    connection.sendall(LAST)


CLEAN: Mapping[str, Row] = {
    "GOAWAY, then the rest": _whole(BEGUN + goaway(0), END),
    "GOAWAY, then the rest, all at once": _whole(BEGUN + goaway(0) + END),
    "GOAWAY before the head": _whole(SET + goaway(0) + HEAD + data(b"hello") + END),
    "GOAWAY twice": _whole(SET + goaway(0, last=0x7FFFFFFF) + HEAD + data(b"hello") + goaway(0) + END),
    "GOAWAY after the end": _whole(BEGUN + END + goaway(2)),
    "RST_STREAM after the end": _whole(BEGUN + END + rst_stream(0)),
    "closed after the end": _whole(BEGUN + END, finish),
    "reset after the end": _whole(BEGUN + END, ARRIVED, reset),
    "nonsense after the end": _whole(BEGUN + END + b"\xff" * 50),
    "an empty last frame": _whole(BEGUN + data(b" world") + LAST),
    "trailers": _whole(BEGUN + data(b" world") + headers(("x-sum", "1"), flags=5)),
    "1xx before": _whole(SET + headers((":status", "103")) * 3 + HEAD + data(b"hello") + END),
    "the right length": _whole(SET + headers(OK, ("content-length", "11")) + data(b"hello") + END),
    "204": _whole(SET + headers((":status", "204"), flags=5), kept=b""),
    "304 with a length": _whole(SET + headers((":status", "304"), ("content-length", "9"), flags=5), kept=b""),
    "HEAD with a length": _whole(SET + headers(OK, ("content-length", "9"), flags=5), kept=b"", request={"method": "HEAD"}),
    "padding": _whole(BEGUN + frame(DATA, PADDED | END_STREAM, 1, b"\x07 world" + bytes(7))),
    "nothing but padding": _whole(BEGUN + frame(DATA, PADDED, 1, b"\x07" + bytes(7)) + END),
    "a padded head": _whole(SET + frame(HEADERS, PADDED | END_HEADERS, 1, b"\x03" + _BLOCK + bytes(3)) + data(b"hello") + END),
    "a head in many frames": _whole(
        SET + frame(HEADERS, 0, 1, _BLOCK[:1]) + frame(CONTINUATION, 0, 1) * 50 + frame(CONTINUATION, 4, 1, _BLOCK[1:])
        + data(b"hello") + END
    ),
    "a head of a priority": _whole(SET + frame(HEADERS, 36, 1, bytes(5) + _BLOCK) + data(b"hello") + END),
    "pings, settings, windows and frames nobody knows": _whole(
        BEGUN + (frame(PING, 0, 0, bytes(8)) + SET + frame(WINDOW_UPDATE, 0, 0, b"\0\0\0\1") + frame(99, 7, 1, b"?")
        + frame(PRIORITY, 0, 5, bytes(5)) + data(b"")) * 5 + frame(SETTINGS, 1, 0) + END
    ),
    "more than two windows": _whole(b"", _sends_as_the_window_opens, kept=_BIG * 2500),
    "a response before the upload is over": _whole(
        SET + HEAD + data(b"hello") + END + rst_stream(0), request=_UPLOAD
    ),
}  # fmt: skip
