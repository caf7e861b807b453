"""What the pieces of the reply show: U+FFFD, text encoded twice, question marks, growth.

The pieces of a known dialect are text. What has no dialect but is JSON is read by its strings, each under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from streamlab.diagnosis.facts.places import MAX_PLACES, Places
from streamlab.dialects.reply import Delta, whole_text

_CP1252 = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(128, 160) if byte not in (129, 141, 143, 144, 157)
}
_LAST_CP1252 = "\u2122"
_LEAD = re.compile("[\xc2-\xf4]")  # the first byte of a character, read as latin-1
_MARKS = re.compile(r"\?+")
_MOST_STRINGS, _DEEPEST = 16, 6  # of one object that nobody knows
_FEW, _FEW_LETTERS = 4, 3  # pieces, and different characters, that show growth
_GROWN = 0.9
_SURE = 64
# An object that says no more than these is an error, where its code is none of success.
_ERROR_NAMES = {"code", "message", "msg", "status", "data", "success", "type", "path", "detail", "error"}
_ERROR_NAMES |= {"request_id", "requestId", "timestamp"}
_ERROR_TEXTS = {"message", "msg"}
_GOOD = (None, 0, 200, "0", "200", "ok", "OK", "success", "Success", "SUCCESS")


class _Chunks(Protocol):
    def chunk_at(self, offset: int) -> int: ...


class Growth:
    """Whether pieces repeat what came before them: each of them (`cumulative`), or the last one all (`copied`)."""

    __slots__ = ("_grown", "_known", "_same", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._known = 0  # pieces looked at
        self._grown = 0
        self._same = 0  # of the pieces but the first, those that are as the one before

    def _look(self) -> None:
        """What does not grow at first is not looked at further."""
        pieces = self.pieces
        for index in range(max(self._known, 1), len(pieces)):
            if index > _SURE and self._grown < index // 2:
                return
            text, last = pieces[index], pieces[index - 1]
            if text.startswith(last):
                self._grown += len(text) > len(last)
                self._same += len(text) == len(last)
            self._known = index + 1

    @property
    def cumulative(self) -> bool:
        """The guide's measure (F21). A repeated token grows as well, but of few letters."""
        self._look()
        steps = self._known - 1 - self._same
        return self._grown >= max(_FEW - 1, _GROWN * steps) and len(set(self.pieces[-1])) >= _FEW_LETTERS

    @property
    def copied(self) -> bool:
        """The last piece is all the others together."""
        pieces = self.pieces
        last = pieces[-1]
        if len(pieces) < _FEW or len(set(last)) < _FEW_LETTERS or 2 * len(last) != sum(map(len, pieces)):
            return False
        return last == "".join(pieces[:-1])


class _Piece(NamedTuple):
    """One piece: the delta of the frame that brought it, its text, and which it is of those with its name."""

    holder: Delta
    text: str
    number: int
    name: str


def undone(text: str) -> str | None:
    """`text` read back as UTF-8 from latin-1 or windows-1252, where that makes another text of it."""
    try:
        found = text.translate(_CP1252).encode("latin-1").decode()
    except UnicodeError:
        return None
    return None if found == text else found


class ReplyFacts:
    """Counts what the reply's pieces show; `restart` where pieces already noted were replaced."""

    def __init__(self, chunks: _Chunks) -> None:
        self._chunks = chunks
        self.restart()

    def restart(self) -> None:
        """Forgets all pieces."""
        self.last = ""  # the last piece
        self._held: dict[str, tuple[list[Delta], list[str]]] = {}  # by name: the deltas that brought pieces, and these
        self.damaged: list[tuple[str, int]] = []  # the first few with U+FFFD in them: the name, and which piece of it
        self.sizes = {"text": 0, "reasoning": 0}  # characters
        self.growth: dict[str, Growth] = {}  # by kind, or by the name of a string
        self.errors = Places()  # objects of no dialect that only say that something failed
        self.error: dict[str, object] = {}  # the first of them
        self.foreign = 0  # pieces that are not ASCII
        self.twice = Places()  # pieces that were encoded twice
        self.twice_characters = 0
        self.twice_wide = False  # … and are Chinese or the like, or emoji
        self.sample = ("", "")
        self.marks = 0  # question marks
        self.mark_runs = Places()

    @property
    def text(self) -> str:
        """All pieces, kind by kind."""
        return "".join(text for growth in self.growth.values() for text in growth.pieces)

    def note(self, deltas: Sequence[Delta]) -> None:
        """More pieces of reply."""
        strange: list[_Piece] = []
        for kind in dict.fromkeys(delta.kind for delta in deltas):
            found = [delta for delta in deltas if delta.kind == kind]
            strange += self._take(kind, found, [delta.text for delta in found], kind)
        self._look_at(strange)
        self.last = deltas[-1].text if deltas else self.last

    def hold(self, deltas: Sequence[Delta], value: object) -> None:
        """A frame of no known dialect: the strings of its JSON are the pieces, or its text. They wait for `take_held`."""
        for delta in deltas:
            if isinstance(value, dict):
                if not _ERROR_TEXTS.isdisjoint(value) and _is_error(value):
                    self.error = self.error or value
                    self.errors.add((delta.start, delta.end), self._chunks.chunk_at(delta.start))
                strings: Iterable[tuple[str, str]] = islice(_strings(value, "", 0), _MOST_STRINGS)
            else:
                strings = (("", delta.text),)
            for name, text in strings:
                held = self._held.get(name)
                if held is None:
                    held = self._held[name] = ([], [])
                held[0].append(delta)
                held[1].append(text)
                self.last = text

    def take_held(self) -> None:
        """What was held since the last time, all at once."""
        strange: list[_Piece] = []
        for name, (holders, texts) in self._held.items():
            strange += self._take(name, holders, texts, "text")
        self._held = {}
        self._look_at(strange)

    def _take(self, name: str, holders: list[Delta], texts: list[str], kind: str) -> list[_Piece]:
        """Pieces called `name`, each with the frame's delta; those to look at. All of them at once are asked much faster."""
        joined = "".join(texts)
        self.sizes[kind] += len(joined)
        growth = self.growth.get(name)
        if growth is None:
            growth = self.growth[name] = Growth()
        first = len(growth.pieces)
        growth.pieces.extend(texts)
        plain = joined.isascii()
        if not plain:
            self.foreign += len(texts) - sum(map(str.isascii, texts))
        if "?" in joined or (not plain and ("\ufffd" in joined or _LEAD.search(joined))):
            return [_Piece(*each, name) for each in zip(holders, texts, range(first, len(growth.pieces)), strict=True)]
        return []

    def _look_at(self, pieces: list[_Piece]) -> None:
        """In the order of the stream, whatever their names: what is found must not depend on the batches."""
        for piece in sorted(pieces, key=lambda piece: (piece.holder.start, piece.name)):
            text = piece.text
            if text.isascii():
                if "?" in text:
                    self._count_marks(piece.holder, text)
            elif "\ufffd" in text:
                if len(self.damaged) < MAX_PLACES:
                    self.damaged.append((piece.name, piece.number))
            elif max(text) <= _LAST_CP1252:
                self._undo(piece.holder, text)

    def _undo(self, holder: Delta, text: str) -> None:
        found = undone(text)
        if found is None:
            return
        strange = [character for character in found if character > "\x7f"]
        self.twice_characters += len(strange)
        self.twice_wide = self.twice_wide or any(character >= "\u2e80" for character in strange)
        if not self.twice.count:
            self.sample = (text[:20], found[:20])
        self.twice.add((holder.start, holder.end), self._chunks.chunk_at(holder.start))

    def _count_marks(self, holder: Delta, text: str) -> None:
        for match in _MARKS.finditer(text):
            self.marks += len(match[0])
            self.mark_runs.add((holder.start, holder.end), self._chunks.chunk_at(holder.start))


def _strings(value: dict[str, object] | list[object], name: str, depth: int) -> Iterator[tuple[str, str]]:
    """The strings in an object or array, each with the names that lead to it."""
    named = value.items() if isinstance(value, dict) else (("[]", item) for item in value[:_MOST_STRINGS])
    for key, item in named:
        if type(item) is str:
            if item:
                yield f"{name}.{key}", whole_text(item)
        elif isinstance(item, dict | list) and depth < _DEEPEST:
            yield from _strings(item, f"{name}.{key}", depth + 1)


def _is_error(value: dict[str, object]) -> bool:
    """F16: code and message, or `status: "Fail"`, and no content."""
    if not _ERROR_NAMES.issuperset(value) or value.get("data") not in (None, "", {}, []):
        return False
    message = value.get("message") or value.get("msg")
    failed = value.get("status") in ("Fail", "fail", "error", "Error")
    return isinstance(message, str) and (failed or ("code" in value and value["code"] not in _GOOD))
