"""What every line of a recording and every field in it means, in the order in which `lines` writes them."""

from __future__ import annotations

from typing import Final, NamedTuple

from streamlab.model import EndKind, EndReason
from streamlab.words.fields import Field, Kind, Unit

NS, BYTES, SECONDS = Unit.NANOSECONDS, Unit.BYTES, Unit.SECONDS
WIRE, BODY = Unit.OF_CONNECTION, Unit.OF_BODY
TEXT, INTEGER, NUMBER, BOOLEAN, OBJECT = Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.OBJECT
OBJECTS, PAIRS = Kind.OBJECTS, Kind.PAIRS

_TYPE = Field("type", TEXT, "the type of the line")


class LineType(NamedTuple):
    """One type of line; `meaning` is an English source text."""

    type: str
    meaning: str
    fields: tuple[Field, ...]


HEADER: Final = LineType("header", "The first line.", (
    Field("streamlab", TEXT, "always `recording/1`"),
    Field("created", TEXT, "when the run began, in UTC as ISO 8601 writes it"),
    Field("request", OBJECT, "the request without its secrets; null where it is not known", null=True),
    Field("request.method", TEXT, "the method"),
    Field("request.url", TEXT, "the address; its secrets are masked"),
    Field("request.headers", PAIRS, "in order and case as they were sent; secrets are masked"),
    Field("request.body", OBJECT, "what followed the head"),
    Field("request.body.kind", TEXT, "how it is given here", values=("none", "text", "json", "bytes", "file")),
    Field("request.body.text", TEXT,
          "for `text` and `json`; a mask has as many bytes as the secret", optional=True),
    Field("request.body.b64", TEXT, "for `bytes`, in base64; a mask has as many bytes as the secret", optional=True),
    Field("request.body.path", TEXT, "for `file`: its name, not its content", optional=True),
    Field("request.body.masked", Kind.SPANS,
          "bytes of the body that stand for secrets", optional=True),
    Field("request.timeouts", OBJECT, "the limits that were set; null waits for ever"),
    Field("request.timeouts.connect", NUMBER, "for the connection", SECONDS, null=True),
    Field("request.timeouts.read", NUMBER, "for the longest silence", SECONDS, null=True),
    Field("request.timeouts.write", NUMBER, "for sending", SECONDS, null=True),
    Field("request.timeouts.pool", NUMBER, "for a free connection", SECONDS, null=True),
    Field("request.verify", BOOLEAN, "whether the certificate was checked"),
    Field("request.proxy", TEXT, "the proxy's address; user and password are masked", null=True),
    Field("request.http2", BOOLEAN, "whether HTTP/2 was offered"),
    Field("request.follow_redirects", BOOLEAN, "whether redirects were followed"),
    Field("request.masked", Kind.TEXTS,
          "headers (`:url` for the address, `:proxy` for the proxy's) with masks that their names do not tell of", optional=True),
))  # fmt: skip

LINES: Final = (
    LineType("connection", "What carries the response.", (
        _TYPE,
        Field("tls", TEXT, "the version of TLS; empty where there was none"),
        Field("alpn", TEXT, "the protocol that both sides agreed on in TLS; empty where there was none", optional=True),
    )),
    LineType("read", "One read from the connection; in TLS one decrypted record.", (
        _TYPE,
        Field("t_ns", INTEGER, "when it ended", NS),
        Field("end", INTEGER, "every byte received on the connection so far, head and framing included", WIRE),
    )),
    LineType("informational", "A 1xx response after which no head came.", (
        _TYPE,
        Field("status", INTEGER, "100 to 199"),
        Field("reason", TEXT, "the words after the status; empty for none"),
        Field("headers", PAIRS, "in the order and case of the wire, as latin-1 text"),
    )),
    LineType("head", "The head of the response.", (
        _TYPE,
        Field("t_ns", INTEGER, "when it was complete", NS),
        Field("http_version", TEXT, "as the response says it: `HTTP/1.1`, `HTTP/2`"),
        Field("status", INTEGER, "the status, at most 999"),
        Field("reason", TEXT, "the words after the status; empty for none"),
        Field("headers", PAIRS, "in the order and case of the wire, as latin-1 text; secrets are masked"),
        Field("informational", OBJECTS, "the 1xx responses before it", optional=True),
        Field("informational[].status", INTEGER, "100 to 199"),
        Field("informational[].reason", TEXT, "the words after the status; empty for none"),
        Field("informational[].headers", PAIRS, "its headers"),
    )),
    LineType("chunk", "One slice of the body as an application is handed it.", (
        Field("type", TEXT, "`chunk`; a line without a type is a chunk too", optional=True),
        Field("t_ns", INTEGER, "when it came; a log from a phone may not know", NS, optional=True),
        Field("b64", TEXT, "its bytes in base64; empty for a chunk without bytes", optional=True),
        Field("hex", TEXT, "its bytes in hex, where there is no `b64`; only read, never written", optional=True),
    )),
    LineType("http-chunk", "One chunk of HTTP/1.1, when its data is complete or the stream ended in it.", (
        _TYPE,
        Field("start", INTEGER, "where its data begins", BODY),
        Field("end", INTEGER, "where the data that arrived ends", BODY),
        Field("size", INTEGER, "what its size line says", BYTES),
        Field("extensions", PAIRS, "as sent; the value is null where there was no `=`", optional=True),
    )),
    LineType("data-frame", "One DATA frame of HTTP/2, without its padding.", (
        _TYPE,
        Field("t_ns", INTEGER, "when it came", NS),
        Field("start", INTEGER, "where its data begins", BODY),
        Field("end", INTEGER, "where its data ends", BODY),
    )),
    LineType("trailers", "The fields after the last HTTP chunk.", (
        _TYPE,
        Field("headers", PAIRS, "in the order and case of the wire, as latin-1 text; secrets are masked"),
    )),
    LineType("excess", "Bytes that follow the end of the response on its connection.", (
        _TYPE,
        Field("t_ns", INTEGER, "when they came", NS),
        Field("start", INTEGER, "where they begin", WIRE),
        Field("end", INTEGER, "where they end", WIRE),
        Field("hex", TEXT, "the first of them in hex"),
    )),
    LineType("end", "The end of the run; nothing may follow it.", (
        _TYPE,
        Field("t_ns", INTEGER, "when it ended", NS),
        Field("reason", TEXT, "how it ended", values=tuple(EndReason)),
        Field("kind", TEXT,
              "what ended it, where more is known, else empty; a later version may write other words", optional=True,
              values=tuple(EndKind)),
        Field("detail", TEXT, "the same in words, for people only", optional=True),
    )),
)  # fmt: skip
