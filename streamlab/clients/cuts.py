"""How content is sliced before a client gets it: the names of the cuts, and the slicing.

recorded            as it came
reads               a border where a socket read ended, seen from the content: several chunks that came in one read are one.
                    Over HTTP/2 and under a content coding the border is where what had been read until then ends, once it is
                    decoded. As `recorded` where no reads were recorded (imported logs, replays)
bytes               every byte is a chunk
merged              everything is one chunk
every               each single border, one run per position
inside-characters   a border before every byte inside a multi-byte character
inside-crlf         a border between the bytes of every CR LF
fixed:N             N bytes per chunk
wechat:N            the same, for N of 1024, 1380, 1460 and 4096: sizes in which a phone may hand on what came at once
random:SEED         sizes from 1 to 1024 bytes, small ones often; the same for the same seed
at:A,B,…            borders at these offsets
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from streamlab.decode.charset import units
from streamlab.errors import UsageError

Cutting = Sequence[int]  # the borders: offsets where one chunk ends and the next begins

WECHAT = (1024, 1380, 1460, 4096)
_SIZES = "|".join(map(str, WECHAT))
NAMES = (
    "recorded", "reads", "bytes", "merged", "every", "inside-characters", "inside-crlf", "fixed:N", f"wechat:{_SIZES}",
    "random:SEED", "at:A,B",
)  # fmt: skip
_INSIDE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FIXED = re.compile(rf"fixed:(\d{{1,9}})|wechat:({_SIZES})")
_RANDOM = re.compile(r"random:(-?\d{1,18})")
_AT = re.compile(r"at:(\d{1,12}(?:,\d{1,12})*)")
_LARGEST = 10  # bits of a random chunk's size


def cuttings(
    cuts: str, content: bytes, recorded: Sequence[int], encoding: str = "utf-8", reads: Sequence[int] | None = None
) -> Iterator[Cutting]:
    """The cuttings that `cuts` names; `recorded` are the borders as they came, `reads` those of them where a read ended.

    Raises `UsageError` at once.
    """
    size = len(content)
    if cuts == "every":
        return ((at,) for at in range(1, size))
    if cuts == "reads":
        return iter((recorded if reads is None else reads,))
    return iter((_cutting(cuts, content, recorded, encoding),))


def _cutting(cuts: str, content: bytes, recorded: Sequence[int], encoding: str) -> Cutting:
    size = len(content)
    match cuts:
        case "recorded":
            return recorded
        case "bytes":
            return range(1, size)
        case "merged":
            return ()
        case "inside-characters":
            return tuple(inside_characters(content, encoding))
        case "inside-crlf":
            return tuple(match.start() + 1 for match in re.finditer(rb"\r\n", content))
    if (form := _FIXED.fullmatch(cuts)) and (step := int(form[1] or form[2])):
        return range(step, size, step)
    if form := _RANDOM.fullmatch(cuts):
        return tuple(_random(int(form[1]), size))
    if form := _AT.fullmatch(cuts):
        offsets = [int(number) for number in form[1].split(",")]
        if all(a < b for a, b in pairwise(offsets)):
            return tuple(at for at in offsets if 0 < at < size)
    raise UsageError(f"{cuts!r} is no cut; known are {', '.join(NAMES)}")


def inside_characters(content: bytes, encoding: str = "utf-8") -> Iterator[int]:
    """Every offset inside a character of several bytes."""
    if encoding == "utf-8":
        for match in _INSIDE.finditer(content):
            if _is_character(match[0]):
                yield from range(match.start() + 1, match.end())
        return
    for start, end, character in units(content, encoding):
        if character != "\ufffd":
            yield from range(start + 1, end)


def _is_character(data: bytes) -> bool:
    try:
        return len(data.decode()) == 1
    except UnicodeDecodeError:
        return False


def _random(seed: int, size: int) -> Iterator[int]:
    chooser = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    at = 0
    while (at := at + chooser.randint(1, 1 << chooser.randint(0, _LARGEST))) < size:
        yield at


def pieces(content: bytes, cutting: Sequence[int]) -> Iterator[bytes]:
    """The chunks of one cutting."""
    return (content[start:end] for start, end in pairwise(chain((0,), cutting, (len(content),))))
