"""HTTP/2 framing of one response (RFC 9113) over the bytes of socket reads, sans I/O.

Like the reader of HTTP/1.1 it gives the messages that each read completes, never raises, and stops at the first thing that is
wrong. A library that closes the connection there takes with it what stood before, often in the same read: hence our own.

What the peer must be told, its settings and pings acknowledged and its window opened, is for whoever sends the request at first:
the frames are `passed` on. Once `answering` is set, the answers are our own.

* A GOAWAY without an error lets the streams that it names go on (§6.8): only then is a connection's end one before its time.
* A head is refused, and shown, where nghttp2 (curl, Node) refuses it too: no `:status` or two, a pseudo-header that is none, a
  capital letter in a name, a field that speaks of the connection (§8.2, §8.3).
* The bounds are ours and said to be so: the size of a header block, in how many frames it comes, how many frames bring nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import hpack

from streamlab.decode.faults import Fault, quoted
from streamlab.decode.http2_frames import (
    FRAME_HEAD,
    MAX_FRAME,
    OF_A_REQUEST,
    STREAM,
    Flag,
    Kind,
    RefusedError,
    check_head,
    check_settings,
    declared_length,
    error_name,
    frame,
    kind_name,
    status_of,
    unpadded,
    wrong_field,
)
from streamlab.model import Chunk, DataFrame, EndKind, Head, Informational, Read, Trailers

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.model import Headers, Message

MAX_HEADERS = 1 << 18
MAX_CONTINUATIONS = 1000
MAX_INFORMATIONAL = 1000
MAX_IDLE_FRAMES = 10_000  # in one second, that bring neither a head nor a byte
WINDOW = 65_535 + (1 << 24)  # of the connection and of the stream, as the sender of the request opens them
_UPDATE = 1 << 20  # so much is taken in before the window is opened again


class Http2Reader:
    """Reads the response to a request of `method`, the one that the connection carries.

    `done` once the response is complete; `fault` once it cannot be; `received` counts the connection's bytes, `body` those of
    the body; `goaway` is what the peer said when it began to end the connection.
    """

    def __init__(self, method: str = "GET") -> None:
        self.head: Head | None = None
        self.fault: Fault | None = None
        self.done = False
        self.received = 0
        self.body = 0
        self.answering = False
        self._method = method
        self._tail = b""
        self._passed = bytearray()
        self._answers = bytearray()
        self._decoder = hpack.Decoder(max_header_list_size=MAX_HEADERS)
        self._informational: list[Informational] = []
        self._greeted = False
        self._block: bytearray | None = None  # a header block whose end has not come, and how many frames it has
        self._block_flags = self._block_frames = 0
        self._length: int | None = None
        self._windows = [WINDOW, WINDOW]  # of the connection, of the stream
        self._taken = 0  # bytes for which the windows have not been opened again
        self.goaway = ""
        self._idle_frames = self._idle_since = 0
        self._take: dict[int, Callable[[bytes, int, int, list[Message]], None]] = {
            Kind.DATA: self._data,
            Kind.HEADERS: self._headers,
            Kind.CONTINUATION: self._continuation,
            Kind.RST_STREAM: self._rst_stream,
            Kind.SETTINGS: self._settings,
            Kind.PUSH_PROMISE: self._push,
            Kind.PING: self._ping,
            Kind.GOAWAY: self._go_away,
            Kind.WINDOW_UPDATE: self._window_update,
        }

    def feed(self, data: bytes, t_ns: int = 0) -> list[Message]:
        """The messages that one read of `data` at `t_ns` completes; the first is the read itself."""
        self.received += len(data)
        out: list[Message] = [Read(t_ns, self.received)]
        if self._tail:
            data, self._tail = self._tail + data, b""
        at, size = 0, len(data)
        while not (self.done or self.fault):
            start = at + FRAME_HEAD
            end = start + int.from_bytes(data[at : at + 3], "big")
            if size < end and not (size >= start and end - start > MAX_FRAME):
                self._tail = data[at:]
                break
            try:
                self._frame(data, at, min(end, size), t_ns, out)
            except RefusedError as refused:
                self.fault = Fault(refused.kind, self.received - size + at, str(refused))
            at = end
        return out

    def finish(self, t_ns: int = 0, *, closed: bool = True, ragged: bool = False) -> list[Message]:
        """The messages left when no more bytes come. Where the peer `closed` the connection, this is the end or a fault.

        Whether the close was `ragged` does not matter: a frame says where the response ends.
        """
        out: list[Message] = []
        if not (self.done or self.fault):
            self._torn_frame(t_ns, out)
            if closed:
                self.fault = self._early_end()
            self._tail = b""
        if self.head is None:
            out += self._informational
            self._informational.clear()
        return out

    def passed(self) -> bytes:
        """The frames since the last call that are for whoever sends the request."""
        taken, self._passed = bytes(self._passed), bytearray()
        return taken

    def answers(self) -> bytes:
        """What must be sent to the peer since the last call."""
        if self.answering and self._taken >= _UPDATE:
            for stream in (0, STREAM):
                self._answers += frame(Kind.WINDOW_UPDATE, 0, stream, self._taken.to_bytes(4, "big"))
            self._windows = [window + self._taken for window in self._windows]
            self._taken = 0
        taken, self._answers = bytes(self._answers), bytearray()
        return taken

    def _early_end(self) -> Fault:
        so_far = f", after {self.body} bytes of the body" if self.head is not None else ""
        if self.goaway:
            detail = f"the connection was closed after a GOAWAY{so_far}: {self.goaway}"
            return Fault(EndKind.GOAWAY, self.received, detail)
        if self.head is not None:
            detail = f"the connection was closed before the frame that ends the stream{so_far}"
            return Fault(EndKind.BODY_CUT, self.received, detail)
        if self._block is not None or (len(self._tail) > 3 and self._tail[3] == Kind.HEADERS):
            return Fault(EndKind.HEAD_CUT, self.received, "the connection was closed inside the head")
        if self._informational:
            said = f"only {len(self._informational)} informational responses came, and no final one"
            return Fault(EndKind.NO_RESPONSE, self.received, said)
        said = f"the connection was closed without a response, after {self.received} bytes"
        return Fault(EndKind.NO_RESPONSE, self.received, said)

    # -- frames --------------------------------------------------------------------------------------------------------

    def _frame(self, data: bytes, at: int, end: int, t_ns: int, out: list[Message]) -> None:
        start = at + FRAME_HEAD
        kind, flags, stream = data[at + 3], data[at + 4], int.from_bytes(data[at + 5 : start], "big") & 0x7FFF_FFFF
        if not self._greeted:
            self._greeted = True
            if kind not in (Kind.SETTINGS, Kind.GOAWAY) or (kind == Kind.SETTINGS and flags & Flag.ACK):
                raise RefusedError(EndKind.PREFACE, f"this is no HTTP/2: {quoted(data[at:])}")
        check_head(kind, int.from_bytes(data[at : at + 3], "big"), stream)
        if (self._block is not None) is not (kind == Kind.CONTINUATION):
            said = "a CONTINUATION of nothing" if self._block is None else f"a {kind_name(kind)} inside a header block"
            raise RefusedError(EndKind.FRAME, said)
        if kind in OF_A_REQUEST and stream != STREAM:
            raise RefusedError(EndKind.FRAME, f"a {kind_name(kind)} on stream {stream}, which nobody opened")
        self._progress(t_ns, moves=kind in (Kind.HEADERS, Kind.CONTINUATION) or (kind == Kind.DATA and end > start))
        if take := self._take.get(kind):
            take(data[start:end], flags, t_ns, out)
        if kind in (Kind.SETTINGS, Kind.PING, Kind.WINDOW_UPDATE) and not self.answering:
            self._passed += data[at:end]

    def _progress(self, t_ns: int, *, moves: bool) -> None:
        if moves or t_ns - self._idle_since > 1_000_000_000:
            self._idle_frames, self._idle_since = 0, t_ns
        self._idle_frames += not moves
        if self._idle_frames > MAX_IDLE_FRAMES:
            raise RefusedError(EndKind.FLOOD, f"more than {MAX_IDLE_FRAMES} frames in a second that bring nothing")

    def _data(self, payload: bytes, flags: int, t_ns: int, out: list[Message]) -> None:
        if self.head is None:
            raise RefusedError(EndKind.FRAME, "a DATA before the head")
        size = len(payload)
        self._taken += size
        self._windows = [window - size for window in self._windows]
        data = unpadded(payload, Kind.DATA) if flags & Flag.PADDED else payload
        self._take_body(data, t_ns, out)
        if min(self._windows) < 0:
            said = f"DATA of {size} bytes, {-min(self._windows)} more than were allowed"
            raise RefusedError(EndKind.FLOW_CONTROL, said)
        if self._length is not None and self.body > self._length:
            raise RefusedError(
                EndKind.CONTENT_LENGTH, f"the body has more than the {self._length} bytes that its head speaks of"
            )
        if flags & Flag.END_STREAM:
            self._complete()

    def _take_body(self, data: bytes, t_ns: int, out: list[Message]) -> None:
        start, self.body = self.body, self.body + len(data)
        if data:
            out.append(Chunk(t_ns, data))
        out.append(DataFrame(t_ns, start, self.body))

    def _torn_frame(self, t_ns: int, out: list[Message]) -> None:
        """What has come of a DATA frame that stays without its end."""
        tail = self._tail
        if self.head is None or len(tail) <= FRAME_HEAD or tail[3] != Kind.DATA:
            return
        length, padded = int.from_bytes(tail[:3], "big"), tail[4] & Flag.PADDED
        last = length - tail[FRAME_HEAD] if padded else length
        if data := tail[FRAME_HEAD + bool(padded) : FRAME_HEAD + max(last, 0)]:
            self._take_body(data, t_ns, out)

    def _rst_stream(self, payload: bytes, _flags: int, _t_ns: int, _out: list[Message]) -> None:
        raise RefusedError(EndKind.RST_STREAM, f"RST_STREAM {error_name(payload)}, after {self.body} bytes of the body")

    def _settings(self, payload: bytes, flags: int, _t_ns: int, _out: list[Message]) -> None:
        check_settings(payload, acknowledges=bool(flags & Flag.ACK))
        if self.answering and not flags & Flag.ACK:
            self._answers += frame(Kind.SETTINGS, Flag.ACK, 0)

    def _push(self, _payload: bytes, _flags: int, _t_ns: int, _out: list[Message]) -> None:
        raise RefusedError(EndKind.PUSH, "a PUSH_PROMISE, though pushing was turned off")

    def _ping(self, payload: bytes, flags: int, _t_ns: int, _out: list[Message]) -> None:
        if self.answering and not flags & Flag.ACK:
            self._answers += frame(Kind.PING, Flag.ACK, 0, payload)

    def _go_away(self, payload: bytes, _flags: int, _t_ns: int, _out: list[Message]) -> None:
        if len(payload) < 8:
            raise RefusedError(EndKind.FRAME_SIZE, f"a GOAWAY of {len(payload)} bytes, which has at least 8")
        last, debug = int.from_bytes(payload[:4], "big") & 0x7FFF_FFFF, payload[8:]
        self.goaway = f"GOAWAY {error_name(payload[4:8])}" + (f" {quoted(debug)}" if debug else "")
        if last < STREAM:
            raise RefusedError(EndKind.GOAWAY, f"{self.goaway}, the request was not processed and may be sent again")
        if any(payload[4:8]):
            raise RefusedError(EndKind.GOAWAY, f"{self.goaway}, after {self.body} bytes of the body")

    def _window_update(self, payload: bytes, _flags: int, _t_ns: int, _out: list[Message]) -> None:
        if not int.from_bytes(payload, "big") & 0x7FFF_FFFF:
            raise RefusedError(EndKind.FRAME, "a WINDOW_UPDATE by nothing")

    # -- heads and trailers (§8.2, §8.3) -------------------------------------------------------------------------------

    def _headers(self, payload: bytes, flags: int, t_ns: int, out: list[Message]) -> None:
        payload = unpadded(payload, Kind.HEADERS) if flags & Flag.PADDED else payload
        if flags & Flag.WITH_PRIORITY:
            if len(payload) < 5:
                raise RefusedError(EndKind.FRAME_SIZE, "a HEADERS too short for its priority")
            payload = payload[5:]
        self._block, self._block_flags, self._block_frames = bytearray(), flags, 0
        self._continuation(payload, flags, t_ns, out)

    def _continuation(self, payload: bytes, flags: int, t_ns: int, out: list[Message]) -> None:
        assert self._block is not None
        self._block += payload
        self._block_frames += 1
        if len(self._block) > MAX_HEADERS:
            raise RefusedError(EndKind.HEAD_TOO_LONG, f"the head is longer than {MAX_HEADERS} bytes")
        if self._block_frames > MAX_CONTINUATIONS:
            raise RefusedError(EndKind.HEAD_TOO_LONG, f"the head comes in more than {MAX_CONTINUATIONS} frames")
        if flags & Flag.END_HEADERS:
            block, self._block = bytes(self._block), None
            self._fields(self._decoded(block), t_ns, out)

    def _decoded(self, block: bytes) -> list[tuple[str, str]]:
        try:
            decoded = self._decoder.decode(block, raw=True)
        except hpack.OversizedHeaderListError as error:
            raise RefusedError(EndKind.HEAD_TOO_LONG, f"the head is longer than {MAX_HEADERS} bytes") from error
        except (hpack.HPACKError, ValueError, IndexError) as error:
            raise RefusedError(EndKind.HPACK, f"the compressed head cannot be read: {error}") from error
        return [(bytes(name).decode("latin-1"), bytes(value).decode("latin-1")) for name, value, *_ in decoded]

    def _fields(self, fields: list[tuple[str, str]], t_ns: int, out: list[Message]) -> None:
        headers: Headers = tuple(pair for pair in fields if not pair[0].startswith(":"))
        over = bool(self._block_flags & Flag.END_STREAM)
        wrong = wrong_field(fields, trailers=self.head is not None)
        if self.head is not None:
            out.append(Trailers(headers))
            if wrong or not over:
                kind = EndKind.TRAILER if wrong else EndKind.FRAME
                raise RefusedError(kind, wrong or "a second head that does not end the stream")
            self._complete()
            return
        status = status_of(fields)
        if 100 <= status < 200 and not wrong:
            self._take_informational(Informational(status, "", headers), over=over)
            return
        if status:
            self.head = Head(t_ns, "HTTP/2", status, "", headers, tuple(self._informational))
            out.append(self.head)
        if wrong:
            raise RefusedError(EndKind.HEADER, wrong)
        self._length = self._expected(headers)
        if over:
            self._complete()

    def _take_informational(self, response: Informational, *, over: bool) -> None:
        self._informational.append(response)
        if over or response.status == 101:
            raise RefusedError(EndKind.FRAME, f"a response of the status {response.status} cannot be the last")
        if len(self._informational) > MAX_INFORMATIONAL:
            raise RefusedError(EndKind.INFORMATIONAL, f"more than {MAX_INFORMATIONAL} informational responses")

    def _expected(self, headers: Headers) -> int | None:
        """How long the body must be (§8.1.1)."""
        assert self.head is not None
        if self._method.upper() == "HEAD" or self.head.status in (204, 304):
            return 0
        return declared_length(headers)

    def _complete(self) -> None:
        if self._length is not None and self.body < self._length:
            said = f"the stream ends after {self.body} of the {self._length} bytes that its head speaks of"
            raise RefusedError(EndKind.CONTENT_LENGTH, said)
        self.done = True
