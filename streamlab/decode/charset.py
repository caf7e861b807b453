"""Characters of the content: ill-formed spans, and characters whose bytes lie in different chunks.

One incremental decoder is fed chunk by chunk. What it holds back at a chunk's end is an open unit: when the unit closes in a later
chunk, it was cut. UTF-8 gives one U+FFFD per maximal subpart (WHATWG Encoding §8.1.1), which is CPython's own rule; for the legacy
encodings `legacy` has the standard's.
"""

from __future__ import annotations

import codecs
import re
import threading
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from streamlab.decode.labels import LABELS
from streamlab.decode.legacy import codec_of, nearest_codec, walk
from streamlab.model import Span

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

_HANDLER = "streamlab.collect"
# Codecs that map bytes to characters and honour an error handler. CPython's list of text encodings also holds punycode, idna,
# unicode_escape, undefined …, which raise whatever the handler is: a peer must not be able to declare one of those.
_ENCODINGS = re.compile(
    r"utf-(?:8|16-[bl]e|32-[bl]e)|gb(?:18030|k|2312)|big5(?:hkscs)?|shift_jis\w*|euc_\w+|johab|ascii|iso8859-\d+|cp\d+|koi8-\w|"
    r"mac-\w+|tis-620"
)
_ASCII_TRAILS = ("gb18030", "big5hkscs", "cp950", "cp932", "shift_jis_2004", "shift_jisx0213", "johab")
# From a lead to where no code can reach: after the last byte beyond ASCII, three at most are not what they seem.
_NOT_PLAIN = re.compile(rb"(?:[\x80-\xff][\x00-\x7f]{0,3})+")
# These swallow a byte order mark, which is part of our text.
_KEEP_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_BLOCK = 1 << 18  # bytes decoded at a time, to see whether they are well-formed
_local = threading.local()


class SplitCharacter(NamedTuple):
    """A decode unit cut by chunk borders; `code_point` is None for an ill-formed subpart."""

    start: int
    end: int
    code_point: int | None
    first_chunk: int
    last_chunk: int

    @property
    def character(self) -> str:
        """What a correct decoder shows for it."""
        return "\ufffd" if self.code_point is None else chr(self.code_point)


class IllFormed(NamedTuple):
    """An ill-formed span: lone continuation, overlong, surrogate, above U+10FFFF, truncated or invalid."""

    start: int
    end: int
    reason: str


def _collect(error: UnicodeError) -> tuple[str, int]:
    # An error handler is called with one exception object that moves along the input: no copy of the input per
    # error, so a megabyte of garbage stays linear. The spans go to the decoder that is running on this thread.
    assert isinstance(error, UnicodeDecodeError)
    _local.spans.append((error.start, error.end))
    return "\ufffd", error.end


codecs.register_error(_HANDLER, _collect)


def python_name(label: str) -> str | None:
    """Python's name for the encoding `label`, None where it is none that we read."""
    label = label.strip("\t\n\f\r ").lower()
    try:
        name = codecs.lookup(LABELS.get(label, label)).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return None
    name = _KEEP_MARK.get(name, name)
    return name if _ENCODINGS.fullmatch(name) else None


def decode(data: bytes | bytearray, encoding: str) -> str:
    """`data` as a correct decoder shows it: one U+FFFD for each ill-formed span. `encoding` as `python_name` gives it."""
    return data.decode(codec_of(encoding), "replace")


def decoder(encoding: str) -> codecs.IncrementalDecoder:
    """The same, piece by piece."""
    return codecs.getincrementaldecoder(codec_of(encoding))("replace")


def units(data: bytes, encoding: str) -> Iterator[tuple[int, int, str]]:
    """Each character of `data` with its span, U+FFFD for an ill-formed one. (Four codes of Big5 are two characters each.)"""
    if (codes := walk(data, encoding)) is not None:
        for start, end, text in codes:
            if end - start > 1 and data[start] < 0x80:  # a run of ASCII
                yield from ((at, at + 1, chr(data[at])) for at in range(start, end))
            else:
                yield start, end, "\ufffd" if text is None else text
        return
    ill_formed: list[Span] = []
    _local.spans = ill_formed
    data.decode(codec_of(encoding), _HANDLER)
    at = 0
    for start, end in [*ill_formed, (len(data), len(data))]:
        reader = decoder(encoding)
        for index in range(at, start):
            if text := reader.decode(data[index : index + 1]):
                yield at, index + 1, text
                at = index + 1
        if start < end:
            yield start, end, "\ufffd"
        at = end


def is_ascii_superset(encoding: str) -> bool:
    """What is ASCII is the byte that it is in ASCII, and line ends are nothing else, so that frames can be found in the bytes."""
    return not encoding.startswith(("utf-16", "utf-32"))


def has_ascii_trails(encoding: str) -> bool:
    """Brackets and backslashes may also be the second byte of a character."""
    return nearest_codec(encoding) in _ASCII_TRAILS


def blotted(data: bytes, encoding: str) -> bytes:
    """`data` with a low line for each byte of whatever is not ASCII: what still looks like ASCII is."""
    return _NOT_PLAIN.sub(lambda found: _blotted(found[0], encoding), data)


def _blotted(data: bytes, encoding: str) -> bytes:
    out = bytearray(b"_" * len(data))
    for start, end, character in units(data, encoding):
        if end - start == 1 and character < "\x80":
            out[start] = data[start]
    return bytes(out)


def ill_formed_reason(data: bytes) -> str:
    """Why `data`, an ill-formed span with the byte that follows it, is no UTF-8."""
    first, second = data[0], data[1] if len(data) > 1 else 0
    if first < 0xC0:
        return "lone continuation"
    if first in (0xC0, 0xC1) or (first == 0xE0 and 0x80 <= second < 0xA0) or (first == 0xF0 and 0x80 <= second < 0x90):
        return "overlong"
    if first == 0xED and second >= 0xA0 and second < 0xC0:
        return "surrogate"
    if 0xF5 <= first <= 0xF7 or (first == 0xF4 and 0x90 <= second < 0xC0):
        return "above U+10FFFF"
    return "truncated" if first < 0xF8 else "invalid"


class Characters:
    """Reads a growing content buffer and the content offsets where its chunks end; `split` and `invalid` grow in order.

    `advance()` reads what is new; `finish()` says that nothing follows.
    """

    def __init__(self, content: bytearray, chunk_ends: array[int]) -> None:
        self.encoding = ""
        self.split: list[SplitCharacter] = []
        self.invalid: list[IllFormed] = []
        self._content = content
        self._chunk_ends = chunk_ends
        self._end = 0  # content read so far
        self._chunk = 0  # index of the next chunk
        self._open: int | None = None  # where the decoder holds bytes back

    @property
    def started(self) -> bool:
        """The encoding is decided."""
        return bool(self.encoding)

    def start(self, encoding: str) -> None:
        """Decides the encoding, one that `python_name` knows."""
        self.encoding = codec_of(encoding)
        self._decoder = codecs.getincrementaldecoder(self.encoding)(_HANDLER)

    def advance(self) -> None:
        """Decodes the chunks that came since the last call."""
        if not self.started or (self.encoding == "utf-8" and self._take_well_formed()):
            return
        content, ends, utf8 = self._content, self._chunk_ends, self.encoding == "utf-8"
        for index in range(self._chunk, len(ends)):
            start, end = self._end, ends[index]
            self._chunk, self._end = index, end
            data = content[start:end]
            # Nothing can be cut or ill-formed in ASCII that begins between characters.
            if data and not (utf8 and self._open is None and data.isascii()):
                self._decode(data, start, final=False)
        self._chunk = len(ends)

    def _take_well_formed(self) -> bool:
        """All that is new at once, where it is UTF-8 without a fault: then only the borders need to be looked at, bit by bit.

        Whether it was; what is ill-formed is decoded chunk by chunk instead.
        """
        content, ends = self._content, self._chunk_ends
        base, stop = self._end if self._open is None else self._open, len(content)
        at = base
        try:
            while at < stop and (used := codecs.utf_8_decode(content[at : at + _BLOCK], "strict", False)[1]):
                at += used
        except UnicodeDecodeError:
            return False
        known, self._end = base, stop
        for border in ends[max(self._chunk - 1, 0) :]:  # the last one known, too: a character may be open there
            if known < border < at and content[border] & 0xC0 == 0x80:
                known = self._add_cut(border)
        self._chunk = len(ends)
        self._open = at if at < stop else None
        self._decoder.setstate((bytes(content[at:stop]), 0))
        return True

    def _add_cut(self, border: int) -> int:
        """The well-formed UTF-8 character around `border`, which cuts it. Returns where the character ends."""
        start = border - 1
        while self._content[start] & 0xC0 == 0x80:
            start -= 1
        end, code_point = self._unit(start)
        first, last = bisect_right(self._chunk_ends, start), bisect_right(self._chunk_ends, end - 1)
        self.split.append(SplitCharacter(start, end, code_point, first, last))
        return end

    def finish(self) -> None:
        """The content is over: what is still open is truncated."""
        if self._open is not None:
            self._decode(b"", self._end, final=True)

    def _decode(self, data: bytes | bytearray, start: int, *, final: bool) -> None:
        base = start if self._open is None else self._open
        spans: list[Span] = []
        _local.spans = spans
        self._decoder.decode(data, final)
        held = 0 if final else min(len(self._decoder.getstate()[0]), self._end - base)
        spans = [(base + first, base + last) for first, last in spans]
        for first, last in spans:
            self._add_ill_formed(first, last, final=final)
        if base < start:
            self._find_cut(base, min(start, self._end - held), spans)
        self._open = self._end - held if held else None

    def _add_ill_formed(self, start: int, end: int, *, final: bool) -> None:
        if self.encoding == "utf-8":
            reason = ill_formed_reason(bytes(self._content[start : end + 1]))
        else:
            reason = "truncated" if final else "invalid"
        self.invalid.append(IllFormed(start, end, reason))

    def _find_cut(self, start: int, stop: int, spans: list[Span]) -> None:
        """What was held back at `start` is decoded: the units that begin before `stop` and cross a border are recorded."""
        bad = dict(spans)
        while start < stop:
            end, code_point = (bad[start], None) if start in bad else self._unit(start)
            first, last = bisect_right(self._chunk_ends, start), bisect_right(self._chunk_ends, end - 1)
            if first < last:
                self.split.append(SplitCharacter(start, end, code_point, first, last))
            start = end

    def _unit(self, start: int) -> tuple[int, int]:
        decode_byte = decoder(self.encoding).decode
        for end in range(start, self._end):
            if text := decode_byte(self._content[end : end + 1]):
                return end + 1, ord(text[0])
        return self._end, 0xFFFD
