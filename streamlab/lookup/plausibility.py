"""How well a text reads, from 0 to 1: common characters, scripts that keep together."""

from __future__ import annotations

import re
from itertools import pairwise

from streamlab.decode.frequency import commonness, mean_commonness, script_of

SAMPLE = 2000  # characters looked at
_STRANGE = re.compile(r"[^\t\n\r -~]")
# A letter beyond ASCII that leans on a sign, and a capital inside a word: hardly anybody writes so, every wrong reading does.
_LEANING = re.compile(
    r"[\u201a\u0192][\u00a1-\u00ff]"
    r"|[\u00c0-\u024f\u0400-\u045f][\u0080-\u00bf\u2018-\u203a\u20ac\u2122\u02c6\u02dc]"
)
_CAPITAL_INSIDE = re.compile(r"[a-z\u00df-\u00ff\u0430-\u044f](?=[\u00c0-\u00de\u0410-\u042f])")
# In words letters with accents stand among plain ones; words of nothing else are another alphabet read as Latin.
_ACCENTS = re.compile(r"(?<![A-Za-z])(?:[\u00c0-\u024f]{3,}|[\u00a1-\u024f]{4,})(?![A-Za-z\u00c0-\u024f])")
_JAPANESE = {"HIRAGANA", "KATAKANA", "CJK"}


def plausibility(text: str) -> float:
    """1 for what anybody may write, near 0 for what nobody does. ASCII tells nothing, unless it is all there is."""
    strange = _STRANGE.findall(text[: 20 * SAMPLE])[:SAMPLE]
    if not strange:
        return 1.0
    common = mean_commonness(strange)
    odd = _odd(text[:SAMPLE])
    return max(0.0, common - 0.5 * min(1.0, odd / len(strange)) - 0.5 * _mixture(strange))


def impossible(text: str) -> bool:
    """Hardly a text: characters that nobody writes, or scripts and signs in wild mixture."""
    strange = _STRANGE.findall(text[:SAMPLE])
    never = sum(commonness(character) == 0 for character in strange)
    leaning = len(_LEANING.findall(text[:SAMPLE]))
    return bool(strange) and never + leaning + len(strange) * _mixture(strange) > 0.4 * len(strange)


def _odd(text: str) -> int:
    accents = sum(map(len, _ACCENTS.findall(text)))
    return len(_LEANING.findall(text)) + len(_CAPITAL_INSIDE.findall(text)) + accents


def _mixture(strange: list[str]) -> float:
    """How often, from one letter to the next, the script changes where no language changes it."""
    scripts = [script for character in strange if (script := script_of(character))]
    if len(scripts) < 2:
        return 0.0
    japanese = "HIRAGANA" in scripts
    changes = sum(a != b and not (japanese and {a, b} <= _JAPANESE) for a, b in pairwise(scripts))
    return changes / (len(scripts) - 1)
