"""Python clients that give lines or decoded pieces: requests 2.34, httpx 0.28, aiohttp 3.14.

Sources: requests/models.py, requests/utils.py, httpx/_decoders.py, httpx/_models.py, aiohttp/streams.py.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from email.message import Message
from typing import AnyStr, ClassVar, Generic

from streamlab.clients.base import Borders, Client, Factory, Output, OutputKind, Response, Thrown, Tries
from streamlab.clients.single_borders import NEVER, PerChunk
from streamlab.decode.charset import is_ascii_superset, python_name

_READ = 512  # ITER_CHUNK_SIZE: urllib3 hands out each HTTP chunk in pieces of at most this
_AIOHTTP_LIMIT = 2 * 2**18  # twice read_bufsize
# Codecs of Python's that are no character encodings: a peer must not choose one.
_NO_CHARSETS = frozenset((
    "base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "undefined", "unicode-escape",
    "raw-unicode-escape",
))  # fmt: skip
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


class RequestsIterContent(Client):
    """`for piece in r.iter_content(None): piece.decode("utf-8")`."""

    id: ClassVar[str] = "requests-iter-content"
    borders: ClassVar[Borders | None] = PerChunk()
    kind: ClassVar[OutputKind] = OutputKind.TEXT
    goes_on: ClassVar[bool] = False

    def feed(self, chunk: bytes) -> Iterator[Output]:
        if chunk:  # urllib3 never yields an empty piece
            yield chunk.decode("utf-8")


class _Unended(Generic[AnyStr]):
    """What `iter_lines` does with each piece: splits it by `splitlines`, keeps what no line end has ended."""

    def __init__(self) -> None:
        self._parts: list[AnyStr] = []

    def lines(self, piece: AnyStr) -> list[AnyStr]:
        """The lines that `piece`, which is not empty, ends."""
        self._parts.append(piece)
        if piece.splitlines() == [piece]:
            return []  # not joined to the others yet: a long line in small pieces would take for ever
        lines = piece[:0].join(self._parts).splitlines()
        ended = lines[-1][-1:] != piece[-1:]
        self._parts = [] if ended else [lines.pop()]
        return lines

    def rest(self) -> list[AnyStr]:
        """The last line, where nothing ended it."""
        return [self._parts[0][:0].join(self._parts)] if self._parts else []


class _RequestsLines(Client):
    kind: ClassVar[OutputKind] = OutputKind.LINES
    goes_on: ClassVar[bool] = False
    read_size = _READ

    def _reads(self, chunk: bytes) -> Iterator[bytes]:
        return (chunk[at : at + self.read_size] for at in range(0, len(chunk), self.read_size))


def _in_one_read(make: Factory) -> Factory:
    """The same client with reads as long as it likes."""

    def made(response: Response) -> Client:
        client = make(response)
        assert isinstance(client, _RequestsLines)
        client.read_size = 1 << 60
        return client

    return made


class _ReadEnds(Borders):
    """A read that ends between CR and LF makes one line too many; nothing else depends on borders."""

    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterator[bool]:
        """Where reads of 512 bytes end, counted from the beginning of each chunk."""
        content = tries.content
        within = [match.start() + 1 for match in re.finditer(rb"\r\n", content)]
        whole = tries.of(_in_one_read(tries.make)).merged
        last = {position % _READ: position for position in within}  # the last that has this distance from a read's end
        first = next((position for position in within if position % _READ == 0), len(content))
        cut = frozenset(within)
        for at in borders:
            yield whole and first >= at and at not in cut and last.get(at % _READ, 0) <= at


class _TextReadEnds(_ReadEnds):
    """The same of text: known where every byte of a line end is one."""

    def are_known(self, response: Response) -> bool:
        encoding = requests_encoding(response.get("content-type"))
        name = python_name(encoding) if encoding else "utf-8"
        return name is not None and is_ascii_superset(name)


class RequestsIterLines(_RequestsLines):
    """`for line in r.iter_lines()`: bytes. A CR LF between two reads makes an extra empty line."""

    id: ClassVar[str] = "requests-iter-lines"
    borders: ClassVar[Borders | None] = _ReadEnds()

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._unended = _Unended[bytes]()

    def feed(self, chunk: bytes) -> Iterator[Output]:
        for read in self._reads(chunk):
            yield from self._unended.lines(read)

    def finish(self) -> Iterator[Output]:
        yield from self._unended.rest()


class RequestsIterLinesUnicode(_RequestsLines):
    """`for line in r.iter_lines(decode_unicode=True)`: latin-1 for text without charset, bytes where requests knows no encoding."""

    id: ClassVar[str] = "requests-iter-lines-unicode"
    borders: ClassVar[Borders | None] = _TextReadEnds()

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._unended = _Unended[str]()
        self._bytes = RequestsIterLines(response)
        self._encoding = requests_encoding(response.get("content-type"))
        self._decoder: codecs.IncrementalDecoder | None = None

    def feed(self, chunk: bytes) -> Iterator[Output]:
        if self._encoding is None:
            self._bytes.read_size = self.read_size
            yield from self._bytes.feed(chunk)
            return
        if self._decoder is None:
            self._decoder = _decoder(self._encoding)
        for read in self._reads(chunk):
            if text := self._decoder.decode(read):
                yield from self._unended.lines(text)

    def finish(self) -> Iterator[Output]:
        if self._encoding is None:
            yield from self._bytes.finish()
            return
        if self._decoder is None:  # an empty body: requests makes its decoder all the same
            self._decoder = _decoder(self._encoding)
        if text := self._decoder.decode(b"", True):
            yield from self._unended.lines(text)
        yield from self._unended.rest()


def requests_encoding(content_type: str | None) -> str | None:
    """`requests.utils.get_encoding_from_headers`."""
    if not content_type:
        return None
    media, *parameters = content_type.split(";")
    for parameter in reversed(parameters):
        name, equals, value = parameter.strip().partition("=")
        if equals and name.strip("\"' ").lower() == "charset":
            return value.strip("\"' ").strip("'\"")
    if "text" in media.strip():
        return "ISO-8859-1"
    return "utf-8" if "application/json" in media else None


def httpx_encoding(response: Response) -> str:
    """`httpx.Response.encoding`: the charset of the content type where Python knows it, else UTF-8."""
    content_type = response.get("content-type")
    if content_type is None:
        return "utf-8"
    message = Message()
    message["content-type"] = content_type
    encoding = message.get_content_charset(failobj="")
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "utf-8"
    return encoding


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    """Python's own: labels that only browsers know are unknown to it."""
    found = codecs.lookup(encoding)
    if found.name in _NO_CHARSETS or found.incrementaldecoder is None:
        raise LookupError(f"unknown encoding: {encoding}")
    return found.incrementaldecoder("replace")


class HttpxIterLines(Client):
    """`for line in r.iter_lines()`: every line end that `str.splitlines` knows, U+2028 and U+0085 among them."""

    id: ClassVar[str] = "httpx-iter-lines"
    borders: ClassVar[Borders | None] = NEVER
    kind: ClassVar[OutputKind] = OutputKind.LINES
    goes_on: ClassVar[bool] = False
    line_ends: ClassVar[str] = _LINE_ENDS

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._buffer: list[str] = []
        self._trailing_cr = False

    def start(self) -> Iterable[Output]:
        self._text = _decoder(httpx_encoding(self.response))
        return ()

    def feed(self, chunk: bytes) -> Iterator[Output]:
        yield from self.lines(self._text.decode(chunk))

    def finish(self) -> Iterator[Output]:
        yield from self.flush()

    def flush(self) -> Iterator[str]:
        """The lines that the end of the text completes."""
        yield from self.lines(self._text.decode(b"", True))
        if self._buffer or self._trailing_cr:
            yield "".join(self._buffer)

    def split(self, text: str) -> list[str]:
        """The lines of `text`, without their ends."""
        return text.splitlines()

    def lines(self, text: str) -> list[str]:
        """The lines that `text` completes."""
        if not text:
            return []
        if self._trailing_cr:
            text = "\r" + text
            self._trailing_cr = False
        if text.endswith("\r"):
            self._trailing_cr = True
            text = text[:-1]
            if not text:
                return []
        ended = text[-1] in self.line_ends
        lines = self.split(text)
        if len(lines) == 1 and not ended:
            self._buffer.append(lines[0])
            return []
        if self._buffer:
            lines[0] = "".join(self._buffer) + lines[0]
            self._buffer = []
        if not ended:
            self._buffer = [lines.pop()]
        return lines


class AiohttpLines(Client):
    """`async for line in r.content`: bytes up to and with each LF; one line may take 512 KiB."""

    id: ClassVar[str] = "aiohttp-lines"
    borders: ClassVar[Borders | None] = NEVER
    kind: ClassVar[OutputKind] = OutputKind.LINES
    goes_on: ClassVar[bool] = False

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[Output]:
        start = 0
        while start < len(chunk):
            end = chunk.find(b"\n", start) + 1
            self._parts.append(chunk[start : end or len(chunk)])
            self._size += len(self._parts[-1])
            if self._size > _AIOHTTP_LIMIT:
                begin = b"".join(self._parts)[:100] + b"..."
                said = f"Got more than {_AIOHTTP_LIMIT} bytes when reading: {begin!r}."
                raise Thrown("LineTooLong", f"400, message:\n  {said}")
            if not end:
                return
            yield self._take()
            start = end

    def finish(self) -> Iterator[Output]:
        if self._parts:
            yield self._take()

    def _take(self) -> bytes:
        line = b"".join(self._parts)
        self._parts, self._size = [], 0
        return line
