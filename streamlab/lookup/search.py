"""`look_up`: tries backwards how texts get garbled, and ranks what that gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from streamlab.decode.frequency import commonness, rank
from streamlab.lookup import charsets, damage
from streamlab.lookup.charsets import Reread
from streamlab.lookup.escapes import ESCAPES, Escape, joined_surrogates
from streamlab.lookup.islands import mended
from streamlab.lookup.plausibility import impossible, plausibility
from streamlab.lookup.values import LOSS, Candidate, Fate, Lookup, Lost, Reason, Recoverable, Step
from streamlab.model import Confidence

MAX_TEXT = 1_000_000  # characters; what is longer is looked up in its beginning
_SAMPLE = 4000  # characters in which the explanation is sought; then it is tried on the whole
_MOST_STEPS = 4
_MOST_CANDIDATES = 5
_READABLE = 0.8  # a text as plausible as this needs no further step
_GAIN = 0.2  # how much better an original must read than what was pasted
_STRANGE = re.compile(r"[^\x00-\x7f]")
_NEVER = 0.2  # as implausible as this are characters that only a wrong reading brings together
_BEHIND = 0.35  # what scores so much less than the best is not worth a look
_TWO_ALPHABETS = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_EAST = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ALIEN = re.compile(r"[a-z][^\x00-\u24ff]{1,2}[a-z]")  # within a word of Latin letters
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u30fc]")
_POSSIBLE = 6


class _State(NamedTuple):
    """A text on the way back."""

    text: str
    steps: tuple[Step, ...]
    reading: Reread = Reread("")
    sequences: int = 0  # characters that came out of UTF-8 whole and would hardly do so by chance
    restored: int = 0

    @property
    def lost(self) -> int:
        """What the wrong reading lost."""
        return self.reading.lost

    @property
    def before(self) -> int:
        """U+FFFD that the bytes themselves hold."""
        return self.text.count(LOSS) - self.lost


def look_up(text: str) -> Lookup:
    """What `text` was: the candidates, the best first, or that nothing is wrong with it. Never raises."""
    cut = len(text) > MAX_TEXT
    text = joined_surrogates(text[:MAX_TEXT])
    if not text.strip():
        return Lookup(text, Fate.EMPTY)
    signs = damage.signs(text)
    if signs and signs[0].kind == "memory":
        return Lookup(text, Fate.DAMAGED, tuple(signs), cut)
    readings = _readings(text)
    if readings and readings[0].kind == "escape" and not readings[0].right:
        signs = [replace(sign, steps=readings[0].steps) for sign in damage.signs(readings[0].original)]
        if signs:
            return Lookup(text, Fate.DAMAGED, tuple(signs), cut)
    if not readings and (island := mended(text, _explained)) is not None:
        readings = [island]
    candidates = tuple(readings) or tuple(signs)
    return Lookup(text, _outcome(text, candidates), candidates, cut)


def _explained(text: str) -> Candidate | None:
    return next(iter(_readings(text)), None)


def _readings(text: str) -> list[Candidate]:
    """The explanations that keep up with the best one."""
    sample = _sample(text)
    found = [candidate for state in _search(sample) if (candidate := _candidate(state, sample)) is not None]
    found.sort(key=lambda candidate: -candidate.score)
    found = [candidate for candidate in found if _keeps_up(candidate, found[0])]
    return _distinct(whole for candidate in found if (whole := _on_the_whole(candidate, text, sample)) is not None)


def _keeps_up(candidate: Candidate, best: Candidate) -> bool:
    """It is nearly as good, and not merely half of the way to the best."""
    steps = candidate.steps
    return candidate.score > best.score - _BEHIND and (candidate is best or best.steps[: len(steps)] != steps)


def _outcome(text: str, candidates: tuple[Candidate, ...]) -> Fate:
    if candidates:
        best = candidates[0]
        if best.kind not in ("escape", "reading") or best.recoverable is Recoverable.NO:
            return Fate.DAMAGED
        return Fate.ESCAPED if best.kind == "escape" else Fate.GARBLED
    return Fate.UNKNOWN if impossible(text) else Fate.FINE


def _sample(text: str) -> str:
    """Where the first character beyond ASCII stands and what follows, so that no pair of bytes is cut."""
    if len(text) <= _SAMPLE:
        return text
    match = _STRANGE.search(text)
    start = match.start() if match else 0
    return text[start : start + _SAMPLE]


def _distinct(candidates: Iterator[Candidate]) -> list[Candidate]:
    seen: dict[str, Candidate] = {}
    for candidate in candidates:
        seen.setdefault(candidate.original, candidate)
        if len(seen) == _MOST_CANDIDATES:
            break
    return list(seen.values())


# --- the search -------------------------------------------------------------------------------------------------------


def _search(text: str) -> Iterator[_State]:
    """Every text that steps back lead to, each once."""
    states, seen = [_State(text, ())], {text}
    for _ in range(_MOST_STEPS):
        following: list[_State] = []
        for state in states:
            for after in _expanded(state):
                if after.text not in seen:
                    seen.add(after.text)
                    following.append(after)
        yield from following
        # Text that was encoded twice reads no better after one step: what came out of UTF-8 whole goes on.
        states = [state for state in following if _goes_on(state)]


def _goes_on(state: _State) -> bool:
    last = state.steps[-1]
    if plausibility(state.text) > _READABLE or state.lost:
        return False
    return last.kind == "escape" or (last.right == "utf-8" and not last.wrong.startswith("utf-16"))


def _expanded(state: _State) -> Iterator[_State]:
    if not any(step.kind == "reading" for step in state.steps):
        for escape in ESCAPES:
            if escape.pattern.search(state.text):
                yield from _unescaped(state, escape)
    later = bool(state.steps) and state.steps[-1].kind == "reading"
    for wrong in charsets.READERS:
        if (wrong == "windows-1252" and not _only_1252(state.text)) or (later and wrong.startswith("utf-16")):
            continue
        for right in ("utf-8",) if later else charsets.WRITERS:
            if _sensible(state.text, wrong, right) and (after := _step_back(state, wrong, right)) is not None:
                yield after


def _only_1252(text: str) -> bool:
    """Latin-1 cannot show all of it."""
    return any(character > "\xff" and character != LOSS for character in text)


def _sensible(text: str, wrong: str, right: str) -> bool:
    if wrong == right or (text.isascii() and not (right.startswith("utf-16") and wrong == "latin-1")):
        return False
    if wrong.startswith("utf-16"):
        return right == "utf-8"
    if right.startswith("utf-16"):
        return wrong in charsets.LATIN
    if right in ("windows-1251", "koi8-r"):
        return LOSS not in text and wrong in charsets.LATIN
    return True


def _step_back(state: _State, wrong: str, right: str) -> _State | None:
    data = charsets.unread(state.text, wrong, right)
    if data is None or (right == "utf-8" and data.isascii() and not wrong.startswith("utf-16")):
        return None
    return _read(state, data, Step("reading", wrong, right))


def _unescaped(state: _State, escape: Escape) -> Iterator[_State]:
    value = escape.unwrap(state.text)
    if isinstance(value, str):
        if value != state.text:
            yield _State(value, (*state.steps, Step("escape", escape.name, "")))
    elif value is not None:
        for right in ("utf-8", *charsets.MULTI_BYTE):
            yield _read(state, value, Step("escape", escape.name, right))


def _read(state: _State, data: bytes, step: Step) -> _State:
    reading = charsets.reread(data, step.right, step.wrong, holes=LOSS in state.text)
    long = sum("\u0800" <= c != LOSS for c in reading.text[:_SAMPLE])
    short = sum("\x80" <= c < "\u0800" for c in reading.text[:_SAMPLE])
    # Two bytes of a multi-byte encoding look like a character of UTF-8 now and then, three hardly ever.
    sequences = (long + (short // 3 if step.wrong in charsets.MULTI_BYTE else short)) * (step.right == "utf-8")
    sequences += state.sequences
    return _State(reading.text, (*state.steps, step), reading, sequences, state.restored + reading.restored)


# --- judging ----------------------------------------------------------------------------------------------------------


def _candidate(state: _State, pasted: str) -> Candidate | None:
    """The state as an explanation of what was pasted; None where it reads no better."""
    last = state.steps[-1]
    before, after = plausibility(pasted.replace(LOSS, "")), plausibility(state.text.replace(LOSS, ""))
    if pasted.isascii() and "\0" not in pasted:
        before = 0.6  # ASCII tells nothing
    score = after + _evidence(state) - before - 0.02 * len(state.steps)
    if last.kind == "escape":
        return _escape_candidate(state, score, after)
    if not _believable(state, pasted, before, after) or score < _GAIN:
        return None
    whole = state.text.strip(LOSS).strip()
    proven = last.right == "utf-8" and state.sequences + len(state.text) // 50 >= 2 and not state.lost
    confidence = Confidence.PROVEN if proven else Confidence.CONSISTENT
    reasons: list[Reason] = []
    if before < after and whole:
        reasons.append(Reason("reads-better", {"before": round(100 * before), "after": round(100 * after)}))
    if last.wrong == "latin-1" and not re.search("[\x80-\x9f]", pasted):
        reasons.append(Reason("latin-or-1252"))
    reading = Candidate("reading", state.text, last.wrong, last.right, Recoverable.WHOLE, confidence, score)
    return _described(state, replace(reading, reasons=tuple(reasons)))


def _evidence(state: _State) -> float:
    """What comes out of UTF-8 whole is hardly ever chance; bytes that `right` does not write speak against it."""
    strange = len(_STRANGE.findall(state.text)) or 1
    against = state.reading.unexplained / strange
    if state.steps[-1].right != "utf-8":
        return -2.0 * against
    begun = sum(len(known) > 0 for _, known in state.reading.places) - state.reading.unexplained
    return min(0.6, 0.15 * state.sequences + 0.1 * max(0, begun)) - against


def _believable(state: _State, pasted: str, before: float, after: float) -> bool:
    last = state.steps[-1]
    strange = len(_STRANGE.findall(state.text))
    if last.wrong.startswith("utf-16"):
        plain = len(re.findall(r"[A-Za-z ]", state.text))
        return before < 0.45 and plain >= max(4, 0.7 * len(state.text))
    if last.right == "utf-8":
        holes = LOSS in pasted or ("?" in pasted and before <= _NEVER)
        begun = sum(len(known) > 0 for _, known in state.reading.places) if holes else 0
        begun += state.sequences + state.before + len(_ALIEN.findall(pasted))
        # The end of nearly any bytes begins a character.
        least = 2 if state.lost and not holes and "?" not in pasted else 1
        return begun >= least and 20 * state.reading.unexplained <= strange
    if last.right.startswith("utf-16"):
        return _is_utf_16(pasted, strange, after)
    if last.right in ("windows-1251", "koi8-r"):
        return after >= 0.9 and before < 0.6 and strange >= 6 and not _TWO_ALPHABETS.search(state.text)
    return after > 0.6 and 4 * state.lost <= strange and _is_eastern(state, strange, after - before)


def _is_eastern(state: _State, strange: int, gain: float) -> bool:
    """Characters of the language that `right` is made for; the fewer they are, the likelier they are chance."""
    last = state.steps[-1]
    letters = len(_EAST.findall(state.text))
    if letters < 2 or 2 * letters < strange:
        return False
    kana, hangul = len(_KANA.findall(state.text)), len(_HANGUL.findall(state.text))
    if last.right in ("shift_jis", "euc-jp"):
        fits = 8 * kana >= letters and not hangul
    elif last.right == "euc-kr":
        fits = 2 * hangul >= letters
    else:
        fits = 2 * kana <= letters and not hangul
    if not fits:
        return False
    return last.wrong not in charsets.MULTI_BYTE or (letters > 2 and gain >= _GAIN + 0.4 / letters)


def _is_utf_16(pasted: str, strange: int, after: float) -> bool:
    """Zero bytes give it away; else only signs that no words make up, and common characters in their place."""
    if "\0" in pasted:
        return after >= 0.6
    return after > 0.9 and strange >= 2 and not pasted.isalnum() and not re.search(r"[A-Za-z]{4}| ", pasted)


def _escape_candidate(state: _State, score: float, after: float) -> Candidate | None:
    last = state.steps[-1]
    if last.wrong in ("base64", "utf-7") and (state.lost > 2 or after < 0.5):
        return None
    if last.right not in ("", "utf-8") and after < 0.7:
        return None
    candidate = Candidate(
        "escape", state.text, last.wrong, last.right, Recoverable.WHOLE, Confidence.PROVEN, 0.3 + score
    )
    return _described(state, candidate)


def _described(state: _State, candidate: Candidate) -> Candidate:
    """With what is lost, how much can be had back, and why it is believed."""
    known = dict(state.reading.places)
    places = [match.start() for match in re.finditer(LOSS, state.text)][: charsets.MOST_LOST]
    lost = tuple(_lost(index, known.get(index), candidate.right) for index in places)
    count = state.text.count(LOSS)
    left = any(character.isalnum() for character in state.text)
    kept = Recoverable.WHOLE if not count else Recoverable.PARTLY if left else Recoverable.NO
    if kept is Recoverable.NO and any(item.possible for item in lost):
        kept = Recoverable.PARTLY
    return replace(
        candidate, steps=state.steps, recoverable=kept, lost=lost, lost_count=count, reasons=_reasons(state, candidate)
    )


def _lost(index: int, known: bytes | None, right: str) -> Lost:
    if known is None:
        return Lost(index, "EF BF BD", "", before=True)
    possible = _completions(known) if right == "utf-8" else ""
    # EF BF begins U+FFFD, and hardly anything else.
    return Lost(index, known.hex(" ").upper(), possible, before=right == "utf-8" and known == b"\xef\xbf")


def _completions(known: bytes) -> str:
    """The common characters that begin with all but the last of their bytes."""
    need = 3 if known[:1] >= b"\xe0" else 2
    if len(known) != need - 1 or known[:1] < b"\xc2":
        return ""
    possible = [(known + bytes([last])).decode("utf-8", "ignore") for last in range(0x80, 0xC0)]
    return "".join(sorted((c for c in possible if c and commonness(c) >= 0.9), key=rank))[:_POSSIBLE]


def _reasons(state: _State, candidate: Candidate) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    whole = len(_STRANGE.findall(state.text)) - state.before
    if candidate.kind == "reading" and candidate.right == "utf-8" and not state.lost and whole:
        reasons.append(Reason("all-utf-8", {"n": whole}))
    reasons += [reason for reason in candidate.reasons if reason.key in ("reads-better", "latin-or-1252")]
    if candidate.readings > 1:
        reasons.append(Reason("several-steps", {"n": candidate.readings}))
    if state.restored:
        reasons.append(Reason("restored", {"n": state.restored}))
    if state.before > 0:
        reasons.append(Reason("lost-before", {"n": state.before}))
    if state.lost:
        reasons.append(Reason("lost-here", {"n": state.lost}))
    return tuple(reasons)


# --- the whole text ---------------------------------------------------------------------------------------------------


def _on_the_whole(candidate: Candidate, text: str, sample: str) -> Candidate | None:
    """The same steps on the whole text, of which a sample was looked at."""
    if sample == text:
        return candidate
    state = _State(text, ())
    for step in candidate.steps:
        if step.kind == "escape":
            escape = next(escape for escape in ESCAPES if escape.name == step.wrong)
            after = next((after for after in _unescaped(state, escape) if after.steps[-1].right == step.right), None)
        else:
            after = _step_back(state, step.wrong, step.right)
        if after is None:
            return None
        state = after
    return _described(state, candidate if candidate.kind == "escape" else replace(candidate, original=state.text))
