"""The values every layer speaks: messages from a transport, spans, findings; stdlib only.

A *message* is what arrived and when. All times are nanoseconds since the request was sent. Messages are named tuples, not
dataclasses: a stream has hundreds of thousands of them and a tuple is made three times faster.

Offsets are 0-based. The *body axis* counts bytes after transfer decoding (HTTP chunks removed), the *content axis* bytes after
content decoding (gzip …). A span is half-open, `start <= offset < end`, on the content axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

Span = tuple[int, int]
Headers = tuple[tuple[str, str], ...]


class EndReason(StrEnum):
    """Why a run ended; the contract's closed list."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    PROTOCOL_ERROR = "protocol-error"
    RESET = "reset"
    TIMEOUT = "timeout"
    ABORTED = "aborted"
    CONNECT_ERROR = "connect-error"
    TLS_ERROR = "tls-error"


class EndKind(StrEnum):
    """What ended a run, where more is known than its reason: a word for machines, in a list that only grows.

    * ``""``                nothing but the reason
    * ``request``           the request cannot be sent as it stands
    * ``not-agreed``        a file says what to send, and no person has agreed to it; `detail` names the file
    * ``dns``               the host name was not found
    * ``refused``           nothing listens on the port
    * ``unreachable``       the network has no way to the host
    * ``connect``           no connection came about, or not in time
    * ``proxy``             the proxy could not be reached or opened no way
    * ``certificate``       the certificate is not trusted
    * ``tls``               TLS could not be established
    * ``tls-alert``         the peer broke off an established TLS connection by an alert
    * ``tls-record``        what came over an established TLS connection cannot be decrypted
    * ``pool``              no connection was free in time
    * ``write``             the peer took nothing of the request in time
    * ``idle``              the peer was silent for longer than allowed
    * ``no-response``       the connection was closed before the first byte of the response, 1xx responses aside
    * ``head-cut``          … inside the response head
    * ``body-cut``          … inside the body: fewer bytes than declared, or no last chunk
    * ``close-notify``      complete by the close alone, and TLS had not announced it: it may be cut
    * ``reset``             the connection was reset
    * ``rst-stream``        the HTTP/2 stream was reset
    * ``goaway``            the peer ended the HTTP/2 connection
    * ``status-line``       what came begins as no HTTP/1 response
    * ``preface``           what came begins as no HTTP/2 connection
    * ``head-too-long``     the head is longer than is read
    * ``header``            a field of the head is none
    * ``informational``     more 1xx responses than are read
    * ``content-length``    the Content-Length is no length, there are several, or an HTTP/2 body has another
    * ``transfer-encoding`` the Transfer-Encoding is none that can be read
    * ``chunk-size``        no chunk size where one must stand
    * ``chunk-line-too-long`` the line of a chunk size is longer than is read
    * ``chunk-end``         the chunk's data goes on where it should end
    * ``trailer``           a trailer field is none
    * ``trailers-too-long`` the trailers are longer than is read
    * ``frame``             an HTTP/2 frame that may not stand where it stands, or says what it may not
    * ``frame-size``        an HTTP/2 frame that is longer or shorter than is allowed
    * ``hpack``             the compressed head of an HTTP/2 response cannot be read
    * ``push``              HTTP/2 pushes, though that was turned off
    * ``flow-control``      more HTTP/2 data than the window allows
    * ``flood``             more HTTP/2 frames in a second that bring nothing than are read
    * ``protocol``          another breach of HTTP, in the words of the library that found it
    * ``redirects``         more redirects than are followed
    * ``redirect-target``   a redirect to an address that cannot be followed
    * ``excess``            complete, yet more bytes follow
    * ``switched``          complete, and the connection speaks another protocol from here on (101)
    * ``limit``             the body reached the size at which it was to stop
    * ``time-limit``        the run reached the time at which it was to stop
    * ``stopped``           the person stopped it
    * ``terminated``        the system, or another program, told streamlab to end: a signal, a log-off
    * ``recording``         the recording that is played stops before the end of its run
    * ``internal``          streamlab itself failed
    * ``unknown``           a later version wrote another word; `detail` begins with it
    """

    NONE = ""
    REQUEST = "request"
    NOT_AGREED = "not-agreed"
    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    CONNECT = "connect"
    PROXY = "proxy"
    CERTIFICATE = "certificate"
    TLS = "tls"
    TLS_ALERT = "tls-alert"
    TLS_RECORD = "tls-record"
    POOL = "pool"
    WRITE = "write"
    IDLE = "idle"
    NO_RESPONSE = "no-response"
    HEAD_CUT = "head-cut"
    BODY_CUT = "body-cut"
    CLOSE_NOTIFY = "close-notify"
    RESET = "reset"
    RST_STREAM = "rst-stream"
    GOAWAY = "goaway"
    STATUS_LINE = "status-line"
    PREFACE = "preface"
    HEAD_TOO_LONG = "head-too-long"
    HEADER = "header"
    INFORMATIONAL = "informational"
    CONTENT_LENGTH = "content-length"
    TRANSFER_ENCODING = "transfer-encoding"
    CHUNK_SIZE = "chunk-size"
    CHUNK_LINE_TOO_LONG = "chunk-line-too-long"
    CHUNK_END = "chunk-end"
    TRAILER = "trailer"
    TRAILERS_TOO_LONG = "trailers-too-long"
    FRAME = "frame"
    FRAME_SIZE = "frame-size"
    HPACK = "hpack"
    PUSH = "push"
    FLOW_CONTROL = "flow-control"
    FLOOD = "flood"
    PROTOCOL = "protocol"
    REDIRECTS = "redirects"
    REDIRECT_TARGET = "redirect-target"
    EXCESS = "excess"
    SWITCHED = "switched"
    LIMIT = "limit"
    TIME_LIMIT = "time-limit"
    STOPPED = "stopped"
    TERMINATED = "terminated"
    RECORDING = "recording"
    INTERNAL = "internal"
    UNKNOWN = "unknown"

    @property
    def is_own_limit(self) -> bool:
        """A bound of streamlab's or of the person's own ended the run: the peer did nothing wrong."""
        return self in _OWN_LIMITS


_OWN_LIMITS = frozenset((
    EndKind.HEAD_TOO_LONG, EndKind.INFORMATIONAL, EndKind.CHUNK_LINE_TOO_LONG, EndKind.TRAILERS_TOO_LONG, EndKind.FLOOD,
    EndKind.LIMIT, EndKind.TIME_LIMIT,
))  # fmt: skip


class Informational(NamedTuple):
    """A 1xx response (RFC 9110 §15.2). It travels in the final head; alone only where no final head follows."""

    status: int
    reason: str
    headers: Headers


class Head(NamedTuple):
    """The response head: raw header case and order, names and values as latin-1 text (RFC 9112 §3, §5)."""

    t_ns: int
    http_version: str
    status: int
    reason: str
    headers: Headers
    informational: tuple[Informational, ...] = ()


class Connection(NamedTuple):
    """What carries the response: the version of TLS ("" for none) and the protocol agreed on in it (ALPN)."""

    tls: str
    alpn: str = ""


class Read(NamedTuple):
    """One socket read: `end` counts every byte received on the connection so far, head and framing included.

    Over TLS it is one decrypted record, and what is counted are decrypted bytes.
    """

    t_ns: int
    end: int


class HttpChunk(NamedTuple):
    """One HTTP/1.1 chunk (RFC 9112 §7.1); `start`/`end` on the body axis, `size` as its size line declared it."""

    start: int
    end: int
    size: int
    extensions: tuple[tuple[str, str | None], ...] = ()


class DataFrame(NamedTuple):
    """One HTTP/2 DATA frame (RFC 9113 §6.1), padding left out; a frame is no chunk. `start`/`end` on the body axis."""

    t_ns: int
    start: int
    end: int


class Chunk(NamedTuple):
    """One slice of body handed to the application: what `aiter_raw()` yields and `onChunkReceived` would see."""

    t_ns: int
    data: bytes


class Trailers(NamedTuple):
    """The trailer fields after the last HTTP chunk (RFC 9112 §7.1.2)."""

    headers: Headers


class Excess(NamedTuple):
    """Bytes that follow the end of the response, `[start, end)` as `Read.end` counts; `data` is the first of them."""

    t_ns: int
    start: int
    end: int
    data: bytes


class End(NamedTuple):
    """The end of the run. `detail` is for people: the exception's own words, never a secret, read by no program."""

    t_ns: int
    reason: EndReason
    kind: EndKind = EndKind.NONE
    detail: str = ""


Message = Informational | Connection | Head | Read | HttpChunk | DataFrame | Chunk | Trailers | Excess | End


class Framing(StrEnum):
    """How a body is divided into frames; the contract's closed list."""

    SSE = "sse"
    NDJSON = "ndjson"
    JSON = "json"
    JSON_ARRAY = "json-array"
    LINE_PREFIXED = "line-prefixed"
    AWS_EVENTSTREAM = "aws-eventstream"
    TEXT = "text"

    @property
    def has_frames(self) -> bool:
        """The body holds frames; else it is its own text."""
        return self in _FRAMES

    @property
    def is_stream(self) -> bool:
        """It is made to be read frame by frame, before it is over."""
        return self in _STREAMS

    @property
    def has_events(self) -> bool:
        """Its frames are server-sent events, with fields and blank lines between."""
        return self in _EVENTS

    @property
    def has_records(self) -> bool:
        """Its frames are JSON texts one after the other."""
        return self in _RECORDS

    @property
    def has_lines(self) -> bool:
        """A line end has a meaning: frames, or the fields of one, are lines."""
        return self in _LINES

    @property
    def is_binary(self) -> bool:
        """It is no text by design: only its payloads are."""
        return self in _BINARY


# Rules ask after every batch: a look into a set is five times faster than members by their names.
_FRAMES = frozenset(Framing) - {Framing.TEXT}
_STREAMS = _FRAMES - {Framing.JSON}
_EVENTS = frozenset((Framing.SSE,))
_RECORDS = frozenset((Framing.NDJSON, Framing.JSON_ARRAY))
_LINES = frozenset((Framing.SSE, Framing.NDJSON, Framing.LINE_PREFIXED))
_BINARY = frozenset((Framing.AWS_EVENTSTREAM,))


class Severity(StrEnum):
    """How much a finding matters, from the least."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    def __init__(self, _: str) -> None:
        self.gravity = len(type(self).__members__)  # to compare by: 0 is the least


class Layer(StrEnum):
    """Who is at fault."""

    SERVER = "server"
    PROXY = "proxy"
    NETWORK = "network"
    CLIENT = "client"
    TOOL = "tool"


class Confidence(StrEnum):
    """What the evidence carries: proven by the bytes, consistent with them, or open."""

    PROVEN = "proven"
    CONSISTENT = "consistent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnosed fact.

    `rule` is the id of the failure mode; `count` how often it occurs; `spans` and `chunks` where (the first `MAX_PLACES`);
    `args` the facts its words need, in the shape that its rule knows (`diagnosis.args`). `title`, `detail` and `advice` are made
    from these by `diagnosis.prose`.
    """

    rule: str
    severity: Severity
    layer: Layer
    confidence: Confidence = Confidence.PROVEN
    count: int = 1
    spans: tuple[Span, ...] = ()
    chunks: tuple[int, ...] = ()
    args: Mapping[str, Any] = field(default_factory=dict)


class TextVerdict(StrEnum):
    """The one-word answer about the text."""

    INTACT = "intact"
    DAMAGED_UPSTREAM = "damaged-upstream"
    WRONG_CHARSET = "wrong-charset"
    NOT_TEXT = "not-text"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in one line: `text` for machines, `parts` (message key, arguments) for words, `layer` at fault if any."""

    text: TextVerdict
    parts: tuple[tuple[str, Mapping[str, object]], ...] = ()
    layer: Layer | None = None
    severity: Severity = Severity.INFO
