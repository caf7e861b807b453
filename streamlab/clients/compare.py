"""How what a client showed differs from what a correct one shows."""

from __future__ import annotations

from dataclasses import dataclass

_SYNC = 8  # characters that must agree for two texts to be in step again
_FAR = 4096  # how far ahead they are looked for


@dataclass(frozen=True, slots=True)
class Loss:
    """Characters of the correct text: `lost` have nothing in their place, `replaced` something else."""

    lost: int = 0
    replaced: int = 0


def common_prefix(a: str, b: str) -> int:
    """How many characters `a` and `b` begin with in common."""
    if a.startswith(b) or b.startswith(a):
        return min(len(a), len(b))
    low, high = 0, min(len(a), len(b))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle)
    return low


def compare(correct: str, shown: str) -> Loss:
    """Walks both texts; where they part, the nearest place where they agree again says what came of the characters between."""
    lost = replaced = 0
    i = j = 0
    while i < len(correct) and j < len(shown):
        if correct[i] == shown[j]:
            # In step: whole blocks at a time.
            step = common_prefix(correct[i : i + _FAR], shown[j : j + _FAR])
            i, j = i + step, j + step
            continue
        in_correct, in_shown = _in_step(correct, shown, i, j)
        gone, instead = in_correct - i, in_shown - j
        if instead:
            replaced += gone
        else:
            lost += gone
        i, j = in_correct, in_shown
    rest = len(correct) - i
    return Loss(lost + rest, replaced)


def _in_step(correct: str, shown: str, i: int, j: int) -> tuple[int, int]:
    """The nearest places behind `i` and `j` where both texts go on with the same characters; both ends where there are none."""
    window, other = correct[i : i + _FAR], shown[j : j + _FAR]
    # What is shown instead of a character is short: U+FFFD or a few Latin letters per byte.
    for skip in range(min(64, len(other)) + 1):
        piece = other[skip : skip + _SYNC]
        if not piece or piece[0] == "\ufffd":
            continue
        at = window.find(piece)
        if at >= 0 and (at or skip):
            return i + at, j + skip
    for skip in range(1, min(64, len(window))):
        piece = window[skip : skip + _SYNC]
        at = other.find(piece)
        if at >= 0:
            return i + skip, j + at
    return len(correct), len(shown)
