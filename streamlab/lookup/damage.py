"""Signs that something was lost for good: replacement characters, question marks, halves of characters, unused memory."""

from __future__ import annotations

import re
from collections import Counter

from streamlab.lookup.values import Candidate, Reason, Recoverable
from streamlab.model import Confidence

_REPLACED = re.compile("\ufffd+")
_QUESTIONS = re.compile(r"(?<![\w?!)\]}”’。，])\?{2,}")
_TELLING = 4  # cuts, of which none was after a second byte: once in sixteen times by chance
_SURROGATE = re.compile("[\ud800-\udfff]")
_MEMORY = re.compile("烫{3,}|屯{3,}|葺{3,}|铪{3,}|儆{3,}|袴{3,}")
_FILL = {"烫": "CC", "屯": "CD", "葺": "DD", "铪": "FE EE", "儆": "CC", "袴": "CD"}


def signs(text: str) -> list[Candidate]:
    """What is gone from the text as it stands; the plainest sign first."""
    found = (_memory(text), _replaced(text), _surrogates(text), _questions(text))
    return [sign for sign in found if sign is not None]


def _lost(
    kind: str, text: str, count: int, confidence: Confidence, reasons: list[Reason], wrong: str = ""
) -> Candidate:
    rest = _REPLACED.sub("", text).strip()
    partly = kind in ("replacement", "surrogates") and any(character.isalnum() for character in rest)
    recoverable = Recoverable.PARTLY if partly else Recoverable.NO
    return Candidate(kind, text, wrong, "", recoverable, confidence, lost_count=count, reasons=tuple(reasons))


def _replaced(text: str) -> Candidate | None:
    """Runs of U+FFFD: how long they are tells which decoder wrote them."""
    runs = Counter(len(match[0]) for match in _REPLACED.finditer(text))
    if not runs:
        return None
    total = sum(length * count for length, count in runs.items())
    reasons = [Reason("replaced", {"n": total}), Reason("replaced-runs", {"runs": _histogram(runs)})]
    rest = _REPLACED.sub("", text)
    others = [character for character in rest if character > "\x7f"]
    cjk = sum("\u3040" <= character <= "\ud7a3" or "\uff00" <= character <= "\uffef" for character in others)
    confidence = Confidence.CONSISTENT
    if total >= 3 and not cjk and all("\x80" <= character <= "\u07ff" for character in others):
        return _lost("replacement", text, total, confidence, [*reasons, Reason("not-utf-8")], "utf-8")
    reasons.append(Reason(_fingerprint(runs)))
    return _lost("replacement", text, sum(runs.values()), confidence, reasons, "utf-8")


def _fingerprint(runs: Counter[int]) -> str:
    """What the lengths tell of the decoder that was given each chunk by itself.

    One � per maximal subpart (TextDecoder, Node): a character of three bytes leaves 3 where it was cut after its first byte, 2
    after its second; one of four bytes 4, 3, 2. One per byte (npm's `buffer`): always as many as it has bytes.
    """
    lengths = set(runs)
    if lengths == {1}:
        return "one-each"
    if lengths <= {2, 3, 4} and 2 in lengths:
        return "per-subpart"
    if lengths <= {3, 4}:
        return "per-byte" if sum(runs.values()) >= _TELLING else "whole-runs"
    return "mixed-runs"


def _histogram(runs: Counter[int]) -> str:
    return ", ".join(f"{count} × {length}" for length, count in sorted(runs.items())[:6])


def _questions(text: str) -> Candidate | None:
    """Question marks where no question is: an encoder that lacks the characters wrote them."""
    runs = _QUESTIONS.findall(text)
    marks = sum(map(len, runs))
    letters = sum(character.isalpha() for character in text)
    if marks < 3 or any(character > "\x7f" for character in text) or marks < 0.3 * letters:
        return None
    return _lost("question-marks", text, marks, Confidence.CONSISTENT, [Reason("question-marks", {"n": marks})])


def _surrogates(text: str) -> Candidate | None:
    halves = _SURROGATE.findall(text)
    if not halves:
        return None
    high = sum(half < "\udc00" for half in halves)
    reasons = [Reason("halves", {"n": len(halves), "high": high, "low": len(halves) - high})]
    shown = _SURROGATE.sub("\ufffd", text)
    return _lost("surrogates", shown, len(halves), Confidence.PROVEN, reasons)


def _memory(text: str) -> Candidate | None:
    match = _MEMORY.search(text)
    if match is None or 2 * len(match[0]) < len("".join(text.split())):  # in a sentence somebody may mean it
        return None
    reasons = [Reason("memory", {"byte": _FILL[match[0][0]], "character": match[0][0]})]
    wrong = "gbk" if match[0][0] in "烫屯葺铪" else "euc-kr"
    return _lost("memory", text, len(match[0]), Confidence.CONSISTENT, reasons, wrong)
