"""HTTP/1.1 response framing (RFC 9112) over the bytes of socket reads, sans I/O.

`feed` takes what one read returned and gives the messages it completes; `finish` says that no more will come. A reader
never raises: the first thing that is wrong is its `fault`, with the offset on the connection, and nothing after it is read.

What is tolerated and what is not follows the RFC, and where it leaves a choice, the common clients:

* A lone LF ends a line of a head or of trailers (§2.2), but not a chunk size line or chunk data: there it hides smuggling.
* Folded lines are joined by one space (§5.2). A name that is no token, a blank before the colon, a line without a colon,
  NUL, CR, VT or FF in a value: the head is refused, and shown.
* Transfer-Encoding wins over Content-Length (§6.3). Equal Content-Length values count as one, others refuse the head.
  A transfer coding other than `chunked` alone refuses it too, as in h11, Go and Node.
* Blanks before and in chunk extensions are allowed (§7.1.1), what an extension means is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from streamlab.decode.faults import Fault, quoted
from streamlab.model import Chunk, EndKind, Excess, Head, HttpChunk, Informational, Read, Trailers

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.model import Headers, Message

MAX_HEAD = 100 * 1024  # as httpcore bounds it
MAX_SIZE_LINE = 16 * 1024
MAX_INFORMATIONAL = 1000
MAX_EXCESS = 64  # how many of the bytes after the end are kept

_BLOCK_END = re.compile(rb"\n\r?\n")
_STATUS_LINE = re.compile(rb"(HTTP/[0-9]\.[0-9]) ([1-9][0-9]{2})(?: ([^\x00\r\v\f]*))?")
_ANY_STATUS = re.compile(rb"(HTTP/[^\s]*)\s+([0-9]{3})(?![0-9])\s*(.*)", re.DOTALL)
_NAME = re.compile(rb"[-!#$%&'*+.^_`|~0-9A-Za-z]+")
_BAD_IN_VALUE = re.compile(rb"[\x00\r\v\f]")
_SIZE_LINE = re.compile(rb"0*([0-9A-Fa-f]{1,15})[ \t]*(;[^\x00\r\n]*)?\r\n")
_EXTENSION = re.compile(rb'(?:"(?:[^"\\]|\\.)*"?|[^;"])+')

_Extensions = tuple[tuple[str, str | None], ...]
_new = tuple.__new__  # half the price of calling the named tuple


class Http1Reader:
    """Reads one response (and the 1xx responses before it) to a request of `method`.

    `done` once the response is complete; `fault` once it cannot be; `received` counts the connection's bytes, `body` those
    of the body; `excess_size` those after the end, of which `excess` are the first. `ragged`: that it is
    complete was told by the close alone, and TLS did not announce it.
    """

    def __init__(self, method: str = "GET") -> None:
        self.head: Head | None = None
        self.fault: Fault | None = None
        self.done = False
        self.received = 0
        self.body = 0
        self.excess = b""
        self.excess_size = 0
        self.ragged = False
        self._method = method
        self._informational: list[Informational] = []
        self._step: Callable[[bytes, int, int, list[Message]], int] = self._read_head
        self._tail = b""  # an element whose end has not come yet
        self._searched = 0  # how much of the tail is known not to hold that end
        self._base = 0  # the connection offset of the data at hand
        self._left = 0  # body bytes still to come: of the response, or of the HTTP chunk
        self._open_chunk: tuple[int, int, _Extensions] | None = None  # start, size, extensions
        self._size_lines: dict[bytes, tuple[int, _Extensions]] = {}

    def feed(self, data: bytes, t_ns: int = 0) -> list[Message]:
        """The messages that one read of `data` at `t_ns` completes; the first is the read itself."""
        self.received += len(data)
        out: list[Message] = [_new(Read, (t_ns, self.received))]
        if self._tail:
            data, self._tail = self._tail + data, b""
        self._base = self.received - len(data)
        at = 0
        while at < len(data) and self.fault is None:
            at = self._step(data, at, t_ns, out)
        return out

    def finish(self, t_ns: int = 0, *, closed: bool = True, ragged: bool = False) -> list[Message]:
        """The messages left when no more bytes come. Where the peer `closed` the connection, this is the end or a fault.

        A close is `ragged` where TLS did not announce it: anybody on the way may have cut the body short (RFC 9112 §9.8).
        """
        out: list[Message] = []
        if not (self.done or self.fault):
            self._end(t_ns, out, closed=closed, ragged=ragged)
        if self.head is None:  # else they came with it
            out += self._informational
            self._informational.clear()
        return out

    def _end(self, t_ns: int, out: list[Message], *, closed: bool, ragged: bool) -> None:
        if self.head is None:
            self._show_cut_head(self._tail, t_ns, out)
        if self._open_chunk:
            self._close_chunk(out)
        if closed and self._step == self._read_until_close:
            self.done, self.ragged = True, ragged
        elif closed:
            self.fault = self.fault or self._early_end()

    def _early_end(self) -> Fault:
        if self.head is None and not self._tail and self._informational:
            said = f"only {len(self._informational)} informational responses came, and no final one"
            return Fault(EndKind.NO_RESPONSE, self.received, said)
        if self.head is None and not self._tail:
            return Fault(EndKind.NO_RESPONSE, self.received, "the connection was closed without a response")
        if self.head is None or self._step == self._read_head:
            return Fault(EndKind.HEAD_CUT, self.received, "the connection was closed inside the head")
        if self._step == self._read_fixed:
            expected = self.body + self._left
            detail = f"the connection was closed after {self.body} of {expected} bytes of the body"
        elif self._step == self._read_trailers:
            detail = "the connection was closed after the last chunk, before the blank line that ends the body"
        else:
            detail = f"the connection was closed before the last chunk, after {self.body} bytes of the body"
        return Fault(EndKind.BODY_CUT, self.received, detail)

    def _fail(self, kind: EndKind, offset: int, detail: str) -> None:
        self.fault = self.fault or Fault(kind, offset, detail)

    def _wait(self, data: bytes, at: int) -> int:
        """Keeps an unfinished element for the next read."""
        self._tail = data[at:]
        return len(data)

    # -- heads ---------------------------------------------------------------------------------------------------------

    def _read_head(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        if not b"HTTP/".startswith(data[at : at + 5]):
            self._fail(EndKind.STATUS_LINE, self._base + at, f"this is no HTTP/1 response: {quoted(data[at:])}")
            return at
        end = self._block_end(data, at, EndKind.HEAD_TOO_LONG, "the head")
        if not end:
            if self.fault:
                self._show_cut_head(data[at : at + MAX_HEAD], t_ns, out)
            return len(data)
        offset = self._base + at
        head = self._parse_head(data[at:end], offset, t_ns)
        if head is None or head.status >= 200 or head.status == 101 or self.fault:
            self._take_head(head, out)
            if self.fault is None:
                self._choose_framing(offset)
        else:
            self._informational.append(Informational(head.status, head.reason, head.headers))
            if len(self._informational) > MAX_INFORMATIONAL:
                self._fail(EndKind.INFORMATIONAL, offset, f"more than {MAX_INFORMATIONAL} informational responses")
        return end

    def _block_end(self, data: bytes, at: int, too_long: EndKind, what: str) -> int:
        """Where the block of lines from `at` ends, its blank line included; 0 if that has not come, or is too far."""
        found = _BLOCK_END.search(data, at + self._searched)
        size = (found.end() if found else len(data)) - at
        if size > MAX_HEAD:
            self._fail(too_long, self._base + at + MAX_HEAD, f"{what} is longer than {MAX_HEAD} bytes")
            return 0
        if found:
            self._searched = 0
            return found.end()
        self._wait(data, at)
        self._searched = max(0, size - 2)
        return 0

    def _take_head(self, head: Head | None, out: list[Message]) -> None:
        if head is not None:
            self.head = head
            out.append(head)

    def _show_cut_head(self, raw: bytes, t_ns: int, out: list[Message]) -> None:
        """Shows the lines of a head whose end is missing, as far as they are complete."""
        complete, newline, _ = raw.rpartition(b"\n")
        if newline:
            self._take_head(self._parse_head(complete + newline, self.received - len(raw), t_ns), out)

    def _parse_head(self, raw: bytes, offset: int, t_ns: int) -> Head | None:
        """What `raw` says; of a head that is wrong (there is a fault then) what can be shown, None without a status."""
        line, _, rest = raw.partition(b"\n")
        status_line = line.removesuffix(b"\r")
        found = _STATUS_LINE.fullmatch(status_line)
        if found is None:
            self._fail(EndKind.STATUS_LINE, offset, f"this is no status line: {quoted(status_line)}")
            found = _ANY_STATUS.match(status_line)
        headers = self._fields(rest, offset + len(line) + 1, EndKind.HEADER)
        if found is None:
            return None
        version, status, reason = _text(found[1]), int(found[2]), _text(found[3] or b"")
        return Head(t_ns, version, status, reason, headers, tuple(self._informational))

    def _fields(self, raw: bytes, offset: int, kind: EndKind) -> Headers:
        """The fields of a block of lines (§5): all that can be shown; the first that is wrong is the fault."""
        fields: list[tuple[bytes, bytes]] = []
        for ended in raw.split(b"\n"):
            line = ended.removesuffix(b"\r")
            if line[:1] in (b" ", b"\t") and fields:
                name, value = fields[-1]
                fields[-1] = (name, (value + b" " + line.strip(b" \t")).strip(b" "))
            elif line:
                name, colon, value = line.partition(b":")
                if not colon or not _NAME.fullmatch(name):
                    self._fail(kind, offset, f"this is no field line: {quoted(line)}")
                if colon:
                    fields.append((name, value.strip(b" \t")))
            if _BAD_IN_VALUE.search(line):
                self._fail(kind, offset, f"a control character that no field may hold: {quoted(line)}")
            offset += len(ended) + 1
        return tuple((_text(name), _text(value)) for name, value in fields)

    # -- bodies --------------------------------------------------------------------------------------------------------

    def _choose_framing(self, offset: int) -> None:
        """How long the body is (§6.3)."""
        assert self.head is not None
        status, headers = self.head.status, self.head.headers
        if self._method.upper() == "HEAD" or status in (101, 204, 304):
            self._complete()
            return
        codings = _list(headers, "transfer-encoding")
        lengths = set(_list(headers, "content-length"))
        if codings:
            self._step = self._read_chunks
            if [coding.lower() for coding in codings] != ["chunked"]:
                said = f"transfer coding not supported: {', '.join(codings) or '(none named)'}"
                self._fail(EndKind.TRANSFER_ENCODING, offset, said)
        elif not lengths:
            self._step = self._read_until_close
        elif len(lengths) > 1 or not re.fullmatch(r"[0-9]{1,18}", length := lengths.pop()):
            self._fail(EndKind.CONTENT_LENGTH, offset, f"no valid Content-Length: {_length_text(headers)}")
        elif int(length):
            self._left = int(length)
            self._step = self._read_fixed
        else:
            self._complete()

    def _complete(self) -> None:
        self.done = True
        self._step = self._read_excess

    def _read_until_close(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        out.append(Chunk(t_ns, data[at:]))
        self.body += len(data) - at
        return len(data)

    def _read_fixed(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        at = self._take_body(data, at, t_ns, out)
        if not self._left:
            self._complete()
        return at

    def _take_body(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        piece = data[at : at + self._left]
        out.append(_new(Chunk, (t_ns, piece)))
        self.body += len(piece)
        self._left -= len(piece)
        return at + len(piece)

    def _read_excess(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        first = data[at : at + MAX_EXCESS - len(self.excess)]
        self.excess += first
        self.excess_size += len(data) - at
        out.append(Excess(t_ns, self._base + at, self.received, first))
        return len(data)

    # -- chunked bodies (§7.1) -----------------------------------------------------------------------------------------

    def _read_chunks(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        """As many whole HTTP chunks as there are: the loop that a long stream spends its time in."""
        lines, length, body = self._size_lines, len(data), self.body
        while at < length:
            line_end = data.find(b"\n", at) + 1
            known = lines.get(data[at:line_end]) or self._size_line(data, at, line_end)
            if known is None:
                return length
            size, extensions = known
            end = line_end + size
            if not size or data[end : end + 2] != b"\r\n":
                self._open_chunk = (body, size, extensions)
                self._left = size
                self._step = self._read_chunk_data if size else self._read_trailers
                if not size:
                    self._close_chunk(out)
                return line_end
            out.append(_new(Chunk, (t_ns, data[line_end:end])))
            out.append(_new(HttpChunk, (body, body + size, size, extensions)))
            self.body = body = body + size
            at = end + 2
        return at

    def _size_line(self, data: bytes, at: int, line_end: int) -> tuple[int, _Extensions] | None:
        """What a size line says; None where it has not come whole (then it is kept) or is wrong (then there is a fault)."""
        line = data[at:line_end] if line_end else data[at:]
        found = _SIZE_LINE.fullmatch(line) if line_end and len(line) <= MAX_SIZE_LINE else None
        if found is None:
            if len(line) > MAX_SIZE_LINE:
                said = f"the line of a chunk size is longer than {MAX_SIZE_LINE} bytes"
                self._fail(EndKind.CHUNK_LINE_TOO_LONG, self._base + at + MAX_SIZE_LINE, said)
            elif line_end:
                said = f"this is no chunk size: {quoted(line)}"
                self._fail(EndKind.CHUNK_SIZE, self._base + at, said)
            else:
                self._wait(data, at)
            return None
        known = int(found[1], 16), _extensions(found[2] or b"")
        if len(line) <= 32 and len(self._size_lines) < 1024:
            self._size_lines[line] = known
        return known

    def _read_chunk_data(self, data: bytes, at: int, t_ns: int, out: list[Message]) -> int:
        at = self._take_body(data, at, t_ns, out)
        if not self._left:
            self._close_chunk(out)
            self._step = self._read_chunk_end
        return at

    def _close_chunk(self, out: list[Message]) -> None:
        assert self._open_chunk is not None
        start, size, extensions = self._open_chunk
        self._open_chunk = None
        out.append(HttpChunk(start, self.body, size, extensions))

    def _read_chunk_end(self, data: bytes, at: int, _t_ns: int, _out: list[Message]) -> int:
        line_end = data[at : at + 2]
        if line_end == b"\r\n":
            self._step = self._read_chunks
            return at + 2
        if line_end == b"\r":
            return self._wait(data, at)
        said = f"the chunk's data goes on where it should end: {quoted(data[at:])}"
        self._fail(EndKind.CHUNK_END, self._base + at, said)
        return at

    def _read_trailers(self, data: bytes, at: int, _t_ns: int, out: list[Message]) -> int:
        if data[at : at + 2] == b"\r\n" or data[at : at + 1] == b"\n":
            self._complete()
            return at + (1 if data[at] == 10 else 2)
        if data[at:] == b"\r":
            return self._wait(data, at)
        end = self._block_end(data, at, EndKind.TRAILERS_TOO_LONG, "the trailer section")
        if end <= 0:
            return len(data)
        if trailers := self._fields(data[at:end], self._base + at, EndKind.TRAILER):
            out.append(Trailers(trailers))
        if self.fault is None:
            self._complete()
        return end


def _text(value: bytes) -> str:
    return value.strip(b" \t").decode("latin-1")


def _list(headers: Headers, name: str) -> list[str]:
    """The members of a header that is a comma-separated list, over all its lines."""
    return [item.strip(" \t") for n, value in headers if n.lower() == name for item in value.split(",")]


def _length_text(headers: Headers) -> str:
    return " / ".join(value for name, value in headers if name.lower() == "content-length")[:100]


def _extensions(text: bytes) -> _Extensions:
    found = []
    for item in _EXTENSION.findall(text):
        name, equals, value = item.partition(b"=")
        found.append((_text(name), _text(value) if equals else None))
    return tuple(found)
