"""What the pieces of the reply show: U+FFFD, text encoded twice, question marks for letters; may import dialects and places."""

from __future__ import annotations

import re
from typing import Protocol

from streamlab.diagnosis.places import MAX_PLACES, Places
from streamlab.dialects.reply import Delta

_CP1252 = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(128, 160) if byte not in (129, 141, 143, 144, 157)
}
_LAST_CP1252 = "\u2122"
_MARKS = re.compile(r"\?+")


class _Chunks(Protocol):
    def chunk_at(self, offset: int) -> int: ...


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
        self.damaged: list[str] = []  # pieces with U+FFFD in them, the first few
        self.sizes = {"text": 0, "reasoning": 0}  # characters
        self.foreign = 0  # pieces that are not ASCII
        self.twice = Places()  # pieces that were encoded twice
        self.twice_characters = 0
        self.twice_wide = False  # … and are Chinese or the like, or emoji
        self.sample = ("", "")
        self.marks = 0  # question marks
        self.mark_runs = Places()

    def note(self, delta: Delta) -> None:
        """One more piece of reply."""
        text = delta.text
        self.sizes[delta.kind] += len(text)
        if not text.isascii():
            self.foreign += 1
            if "\ufffd" in text and len(self.damaged) < MAX_PLACES:
                self.damaged.append(text)
            elif max(text) <= _LAST_CP1252:
                self._undo(delta)
        elif "?" in text:
            self._count_marks(delta)

    def _undo(self, delta: Delta) -> None:
        found = undone(delta.text)
        if found is None:
            return
        strange = [character for character in found if character > "\x7f"]
        self.twice_characters += len(strange)
        self.twice_wide = self.twice_wide or any(character >= "\u2e80" for character in strange)
        if not self.twice.count:
            self.sample = (delta.text[:20], found[:20])
        self.twice.add((delta.start, delta.end), self._chunks.chunk_at(delta.start))

    def _count_marks(self, delta: Delta) -> None:
        for match in _MARKS.finditer(delta.text):
            self.marks += len(match[0])
            self.mark_runs.add((delta.start, delta.end), self._chunks.chunk_at(delta.start))
