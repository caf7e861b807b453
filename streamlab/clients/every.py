"""Which of all single borders break a client, without running it once per border.

A border matters near by only: the same client over the few lines around it, cut and uncut, tells. For most clients even that need
not be done, since only certain borders can matter. Each rule here is a property of an emulation, tested against full runs.
"""

from __future__ import annotations

import json
import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from streamlab.clients.base import Client, Kind, Response, State
from streamlab.clients.cutting import cuttings
from streamlab.clients.emulated.decoders import MOST_ARGUMENTS, TextEncodingShim
from streamlab.clients.emulated.last_line import MiniProgramLastLine, shown_text
from streamlab.clients.emulated.lines import REQUESTS_READ, requests_encoding
from streamlab.clients.reading import Reading
from streamlab.clients.run import Factory, Outcome, Run, play
from streamlab.cuts import inside_characters
from streamlab.decode.charset import encoding_name, is_ascii_superset
from streamlab.model import Span

Progress = Callable[[int, int], bool]  # done, of how many; False stops
_STEP = 1024  # borders between two calls of it
_LONGEST_S = 20.0  # of work on a client that is run once per border: one that loops takes seconds each time
_BOM = b"\xef\xbb\xbf"
_REPLACED = "\ufffd".encode()  # half of one may become one
_LATIN_MARK = "\xef\xbb\xbf".encode()
_LINES = 4  # lines on each side of a border that may matter
_NEAR = 8  # bytes on each side of a border inside a character
_TAIL = 4
_BLANK = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(r"(?:true|false|null|[-+.0-9eE]+)[ \t\r\n]*+")
_BEGINS = b'{["-0123456789tfn'
_ENCLOSED = b'{["'
_JSON = json.JSONDecoder()

_ALWAYS = frozenset((
    "textdecoder-stream", "node-stringdecoder", "latin1", "httpx-iter-lines", "httpx-sse", "aiohttp-lines", "openai-python",
    "eventsource-parser", "fetch-event-source", "undici-eventsource", "reference",
))  # fmt: skip
_PER_CHUNK = frozenset((
    "textdecoder-per-chunk", "textdecoder-recreated", "node-buffer", "npm-buffer", "decodeuri-escape", "text-encoding-shim",
    "requests-iter-content",
))  # fmt: skip
_BY_LINES = frozenset(("openai-node", "sseclient-py"))
_REQUESTS = frozenset(("requests-iter-lines", "requests-iter-lines-unicode"))
_SHORT = _ALWAYS | _PER_CHUNK | _BY_LINES | {"mini-program-last-line"} | _REQUESTS


class Stopped(Exception):  # noqa: N818 (no error: whoever waited has had enough)
    """Leaves whatever was being computed."""


class Watch:
    """Tells `progress` how much is done; raises `Stopped` where it says so."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress = progress
        self._of = of
        self._done = 0

    def __call__(self, done: int) -> None:
        """So much is done."""
        self._done = done
        self.beat()

    def beat(self) -> None:
        """Nothing new is done, but time has passed."""
        if self._progress is not None and not self._progress(self._done, self._of):
            raise Stopped


class Every(NamedTuple):
    """For each of `borders` whether the run matches; `complete` says that these are all there are."""

    matches: bytearray
    complete: bool
    borders: Sequence[int]
    stopped: bool = False  # progress said so

    @property
    def failing(self) -> int:
        """How many borders break the client."""
        return self.matches.count(0)

    @property
    def first(self) -> int | None:
        """The first border that breaks it."""
        at = self.matches.find(0)
        return None if at < 0 else self.borders[at]


def runs(name: str, make: Factory, cuts: str, reading: Reading) -> list[Run]:
    """The runs of a client under `cuts`; what all single borders can share is computed once, when first asked for."""
    found = cuttings(cuts, reading.content, reading.recorded, reading.analysis.encoding, reading.reads)
    if cuts != "every" or name not in _SHORT:
        return [Run(name, make, cuts, cutting, reading) for cutting in found]
    shared = cache(lambda: every(name, make, reading).matches)
    return [
        Run(name, make, cuts, cutting, reading, lambda at=cutting[0]: bool(shared()[at - 1]))  # type: ignore[misc]
        for cutting in found
    ]


def has_short_way(name: str, reading: Reading) -> bool:
    """Whether single borders can be told without running the client once for each."""
    return name in _SHORT and (name != "requests-iter-lines-unicode" or _is_ascii_superset(reading))


def every(
    name: str, make: Factory, reading: Reading, progress: Progress | None = None, most: int | None = None
) -> Every:
    """Looks at each border from 1 to the size less one; where `most` are fewer, at the first ones.

    A client without a short way is run once per border. Of its borders those that tell most are looked at: inside
    characters, beside line ends, and others evenly spread; and no more of them than twenty seconds allow.
    """
    size = max(len(reading.content) - 1, 0)
    borders: Sequence[int] = range(1, size + 1 if most is None else min(size, most) + 1)
    if not has_short_way(name, reading) and len(borders) < size:
        borders = _telling(reading, len(borders))
    watch = Watch(progress, len(borders))
    matches = bytearray()
    stopped = False
    begun = time.thread_time()
    try:
        for match in _matches(name, make, reading, borders, watch.beat):
            matches.append(match)
            if name not in _SHORT and time.thread_time() - begun > _LONGEST_S:
                break
            if len(matches) % _STEP == 0:
                watch(len(matches))
    except Stopped:
        stopped = True
    return Every(matches, len(matches) == size, borders[: len(matches)], stopped)


def _telling(reading: Reading, most: int) -> list[int]:
    """Borders where something is cut that belongs together; then others, evenly spread."""
    content = reading.content
    cut = set(inside_characters(content, reading.analysis.encoding))
    cut.update(at for match in re.finditer(rb"\r?\n", content) for at in range(match.start(), match.end() + 1))
    inside = sorted(at for at in cut if 0 < at < len(content))
    chosen = set(inside[:: -(-2 * len(inside) // most)] if inside else ())
    step = -(-len(content) // (most - len(chosen)))
    return sorted(chosen.union(range(1, len(content), step)))


def _matches(
    name: str, make: Factory, reading: Reading, borders: Sequence[int], beat: Callable[[], None]
) -> Iterable[bool]:
    def full(at: int) -> bool:
        return Run(name, make, "every", (at,), reading).settle(lambda _chunk: beat())

    if name == "mini-program-last-line":
        return _last_line(reading, borders)
    if name in _REQUESTS and has_short_way(name, reading):
        return _requests(name, make, reading, borders)
    if name not in _ALWAYS | _PER_CHUNK | _BY_LINES:
        return map(full, borders)
    if name == "decodeuri-escape" and len(reading.content) > MOST_ARGUMENTS:
        fitting = _matches("text-encoding-shim", TextEncodingShim, reading, borders, beat)
        return (match and _fits(at, reading) for at, match in zip(borders, fitting, strict=True))
    merged = Run(name, make, "merged", (), reading).settle(lambda _chunk: beat())
    if name in _ALWAYS:
        odd = _odd_borders(reading.content) if name == "eventsource-parser" else frozenset()
        return (full(at) if at in odd else merged for at in borders)
    if name in _BY_LINES:
        same = _by_lines(make, reading, borders)
        return (merged if alike else full(at) for at, alike in zip(borders, same, strict=True))
    if not merged:
        # No border mends what is wrong without one, but near an end that is incomplete: what is swallowed there, a mark or
        # a U+FFFD that is cut may make up for. (So it may by chance where another encoding is read as UTF-8: all is wrong
        # there, and no border is worth a full run.)
        tail = len(reading.content) - _TAIL
        recreated = name == "textdecoder-recreated"
        maybes = (at > tail or (recreated and (at < len(_BOM) or _in_replaced(reading.content, at))) for at in borders)
        return (maybe and full(at) for at, maybe in zip(borders, maybes, strict=True))
    return _per_chunk(make, reading, borders)


def _in_replaced(content: bytes, at: int) -> bool:
    return _REPLACED in content[max(at - 2, 0) : at + 2]


def _fits(at: int, reading: Reading) -> bool:
    return max(at, len(reading.content) - at) <= MOST_ARGUMENTS


def _odd_borders(content: bytes) -> frozenset[int]:
    """Where a border matters to eventsource-parser.

    It takes certain characters for a mark where they come in one piece, and leaves a CR at a chunk's end until the next line end.
    """
    mark = range(1, len(_LATIN_MARK)) if content.startswith(_LATIN_MARK) else ()
    return frozenset((*mark, max(content.rfind(b"\r"), content.rfind(b"\n")) + 1))


def _per_chunk(make: Factory, reading: Reading, borders: Sequence[int]) -> Iterator[bool]:
    """Decoders without memory: only a border inside a character, or before a mark, can matter."""
    content = reading.content
    valid = not reading.analysis.invalid and reading.analysis.encoding == "utf-8"
    inside = frozenset(inside_characters(content)) if valid else frozenset()
    for at in borders:
        if content[at] < 0x80 and (valid or content[at - 1] < 0x80):
            yield True
        elif valid and not content.startswith(_BOM, at) and not _in_replaced(content, at):
            yield at not in inside
        else:
            start, end = max(at - _NEAR, 0), min(at + _NEAR, len(content))
            while start and content[start] & 0xC0 == 0x80:
                start -= 1
            while end < len(content) and content[end] & 0xC0 == 0x80:
                end += 1
            whole = play(make(reading.response), [content[start:end]])
            yield _same(make, reading, (start, end), at, whole)


def _by_lines(make: Factory, reading: Reading, borders: Sequence[int]) -> Iterator[bool]:
    """Readers of lines that stumble over some CRs: only borders beside one can matter."""
    content = reading.content
    ends = [at + 1 for at, byte in enumerate(content) if byte in b"\r\n"]
    span, whole = (0, 0), Outcome(Kind.EVENTS)
    for at in borders:
        if b"\r" not in content[max(at - _LINES, 0) : at + _LINES]:
            yield True
            continue
        line = bisect_right(ends, at)
        start = ends[line - 2 * _LINES] if line >= 2 * _LINES else 0
        end = ends[line + 2 * _LINES] if line + 2 * _LINES < len(ends) else len(content)
        if (start, end) != span:  # the next border is on the same line, most often
            span = start, end
            whole = play(make(reading.response), [content[start:end]])
        yield _same(make, reading, span, at, whole)


def _same(make: Factory, reading: Reading, span: Span, at: int, whole: Outcome) -> bool:
    """Whether the client gives the same for a part of the content in two chunks as it gave for the `whole` of it."""
    content, (start, end) = reading.content, span
    cut = play(make(reading.response), [content[start:at], content[at:end]])
    if whole.kind is Kind.TEXT:
        return _joined(whole.outputs) == _joined(cut.outputs) and len(whole.errors) == len(cut.errors)
    return whole.outputs == cut.outputs and len(whole.errors) == len(cut.errors)


def _joined(outputs: Iterable[str | bytes]) -> str:
    return "".join(output for output in outputs if isinstance(output, str))


# --- requests: reads of 512 bytes, counted from the beginning of each chunk -------------------------------------


def _is_ascii_superset(reading: Reading) -> bool:
    encoding = requests_encoding(reading.response.get("content-type"))
    name = encoding_name(encoding) if encoding else "utf-8"
    return name is not None and is_ascii_superset(name)


def _requests(name: str, make: Factory, reading: Reading, borders: Sequence[int]) -> Iterator[bool]:
    """Where a read ends between CR and LF there is one line too many; nothing else depends on borders."""
    content = reading.content
    within = _positions(content, b"\r\n")
    whole = Run(name, lambda response: _reads_all(make(response)), "merged", (), reading).matches_reference
    last: dict[int, int] = {}  # the last CR LF whose distance from the beginning leaves this rest
    for position in within:
        last[position % REQUESTS_READ] = position
    first = next((position for position in within if position % REQUESTS_READ == 0), len(content))
    cut = frozenset(within)
    for at in borders:
        yield whole and first >= at and at not in cut and last.get(at % REQUESTS_READ, 0) <= at


def _reads_all(client: Client) -> Client:
    """The same client with reads as long as it likes."""
    client.read_size = 1 << 60  # type: ignore[attr-defined]
    return client


def _positions(content: bytes, pair: bytes) -> list[int]:
    found, at = [], content.find(pair)
    while at >= 0:
        found.append(at + 1)
        at = content.find(pair, at + 1)
    return found


# --- the snippet: what counts is the last line of each of the two chunks ----------------------------------------


def _last_line(reading: Reading, borders: Sequence[int]) -> Iterator[bool]:
    content = reading.content
    last = content.rfind(b"\n", 0, max(len(content) - 1, 1))
    whole = _update(content)
    values = _Values(content)
    for at in borders:
        second = whole if at <= last else _update(content[at:]) if values.may_be_one(at, len(content)) else None
        shown = second or _first(values, at)
        value = shown_text(shown.value) if shown else ""
        yield value == reading.reply


def _first(values: _Values, at: int) -> State | None:
    start = max(values.content.rfind(b"\n", 0, max(at - 1, 1)), 0)
    return _update(values.content[start:at]) if values.may_be_one(start, at) else None


class _Values:
    """Which parts of the content may be one JSON value, without reading the same bytes over and over."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._text = content.decode("latin-1")  # so that an offset is an offset; what is in the strings does not matter
        self._ends: dict[int, int | None] = {}
        self._blanks = (0, 0)  # the run of blanks that was last walked through

    def may_be_one(self, start: int, end: int) -> bool:
        """False where `[start, end)` is certainly none."""
        begin = self._after_blanks(start)
        if begin >= end or self.content[begin] not in _BEGINS:
            return False
        if self.content[begin] not in _ENCLOSED:  # a number goes on as long as it likes
            return _SCALAR.fullmatch(self._text, begin, end) is not None
        if begin not in self._ends:
            self._ends[begin] = self._end(begin)
        own = self._ends[begin]
        return own is None or (own <= end and self._after_blanks(own) >= end)

    def _end(self, begin: int) -> int | None:
        """Where the value that begins here ends: far away where it is broken; None where that cannot be told."""
        try:
            return _JSON.raw_decode(self._text, begin)[1]
        except json.JSONDecodeError:
            return len(self._text) + 1
        except (ValueError, RecursionError):  # too many digits, too deep
            return None

    def _after_blanks(self, at: int) -> int:
        start, end = self._blanks
        if not start <= at < end:
            found = _BLANK.match(self._text, at)
            assert found is not None
            self._blanks = found.span()
        return self._blanks[1]


def _update(chunk: bytes) -> State | None:
    """What one chunk makes the snippet assign; a boolean is not shown."""
    states = play(MiniProgramLastLine(Response()), [chunk]).states
    return states[0] if states and not isinstance(states[0].value, bool) else None
