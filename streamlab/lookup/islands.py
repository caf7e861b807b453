"""Garbled pieces in a text that is fine for the rest, as in a log or in a message about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from streamlab.lookup import charsets
from streamlab.lookup.values import LOSS, Candidate, Lost, Reason, Recoverable, Step
from streamlab.model import Confidence

Explain = Callable[[str], Candidate | None]
_LATIN = r"[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_RUN = re.compile(rf"{_LATIN}+(?: {_LATIN}+)+|[^\x00-\x7f]{{2,}}")  # a space may have been the byte A0
_STOPS = re.compile(r"[，。：；！？、“”‘’（）《》「」【】…\u3000]+")
_LONGEST_RUN = 2000
_MOST_PARTS = 12  # of a run, each tried as the beginning and as the end of what is garbled
_SHORT_RUN = 40  # characters; in such a run what is garbled may begin and end anywhere
_MOST_TRIED = 6000  # parts in all: enough for a page, and over in a second
_SURE = 0.5
_READERS = ("latin-1", "windows-1252", "gbk", "big5", "shift_jis", "euc-kr", "windows-1251")


def mended(text: str, explain: Explain) -> Candidate | None:
    """The text with its garbled runs read rightly, and how; None where there is none."""
    known: dict[str, Candidate | None] = {}
    pieces: list[str] = []
    found: list[tuple[int, Candidate]] = []
    end = size = tried = 0
    for match in _RUN.finditer(text):
        run = match[0]
        if run not in known and tried < _MOST_TRIED and len(run) <= _LONGEST_RUN:
            spans = list(_parts(run))
            tried += len(spans)
            known[run] = _explained(run, spans, explain)
        if (best := known.get(run)) is not None:
            pieces += (text[end : match.start()], best.original)
            found.append((size + match.start() - end, best))
            size += match.start() - end + len(best.original)
            end = match.end()
    return _whole("".join(pieces) + text[end:], found) if found else None


def _explained(run: str, spans: list[tuple[int, int]], explain: Explain) -> Candidate | None:
    """The run read rightly: all of it, else all but what stands before or after some sign."""
    for start, end in spans:
        part = run[start:end]
        if not _may_be_utf_8(part):
            continue
        best = explain(part)
        if best is not None and best.right == "utf-8" and best.kind == "reading" and _sure(best, part):
            original = run[:start] + best.original + run[end:]
            lost = tuple(item._replace(at=item.at + start) for item in best.lost)
            return replace(best, original=original, lost=lost)
    return None


def _parts(run: str) -> Iterator[tuple[int, int]]:
    """The longest first; between signs first, then anywhere."""
    yield 0, len(run)
    stops = [match.span() for match in _STOPS.finditer(run)][:_MOST_PARTS]
    starts, ends = [0, *(end for _, end in stops)], [len(run), *(start for start, _ in reversed(stops))]
    between = {(start, end) for start in starts for end in ends if end - start >= 2} - {(0, len(run))}
    yield from sorted(between, key=lambda span: span[0] - span[1])
    if len(run) <= _SHORT_RUN and LOSS not in run:
        anywhere = {(start, end) for start in range(len(run)) for end in ends if end - start >= 3}
        anywhere |= {(start, end) for start in starts for end in range(len(run)) if end - start >= 3}
        yield from sorted(anywhere - between - {(0, len(run))}, key=lambda span: span[0] - span[1])


def _may_be_utf_8(part: str) -> bool:
    for wrong in _READERS:
        data = charsets.unread(part, wrong, "utf-8")
        if data is not None:
            reading = charsets.reread(data, "utf-8", wrong, holes=LOSS in part)
            if not reading.unexplained and len(reading.text) < len(part) + reading.lost:
                return True
    return False


def _sure(best: Candidate, part: str) -> bool:
    """Not by chance: the more parts are tried, the more of them are UTF-8 for nothing."""
    if best.lost_count and LOSS not in part:
        return False
    long = sum("\u0800" <= character != LOSS for character in best.original)
    return best.score >= _SURE and (long >= 2 or best.confidence is Confidence.PROVEN)


def _whole(original: str, found: list[tuple[int, Candidate]]) -> Candidate:
    steps: Counter[tuple[Step, ...]] = Counter(best.steps for _, best in found)
    usual = steps.most_common(1)[0][0]
    first = next(best for _, best in found if best.steps == usual)
    known = {item.at + start: item for start, best in found for item in best.lost}
    places = islice((match.start() for match in re.finditer(LOSS, original)), charsets.MOST_LOST)
    # A U+FFFD outside the pieces was pasted as one.
    lost = [known[at]._replace(at=at) if at in known else Lost(at, "", "", before=False) for at in places]
    here, count = sum(best.lost_count for _, best in found), original.count(LOSS)
    reasons = [reason for reason in first.reasons if "n" not in reason.args]  # their counts are those of one piece
    if here:
        reasons.append(Reason("lost-here", {"n": here}))
    return replace(
        first,
        original=original,
        recoverable=Recoverable.PARTLY if count else Recoverable.WHOLE,
        lost=tuple(lost),
        lost_count=count,
        reasons=(Reason("islands", {"n": len(found)}), *reasons),
    )
