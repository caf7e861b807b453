"""Fragments that are pieces in one mode of a provider and wholes in the other.

The request may say which. Otherwise both readings stay open: the fragments are wholes as long as each one extends the one before;
on the first that does not, the stream is read again as pieces.
"""

from __future__ import annotations

from streamlab.dialects.reply import ReplyBuilder
from streamlab.model import Span


class Fragments:
    """Reads fragments into `reply`; `cumulative`: None where it is not known."""

    def __init__(self, reply: ReplyBuilder, cumulative: bool | None = None) -> None:
        self.reply = reply
        self.cumulative = cumulative
        self._seen: list[tuple[Span, str, str, int]] = []  # a whole is kept by its length: each is a prefix of the last
        self._wholes: dict[tuple[str, str], str] = {}
        reply.mode = "delta" if cumulative is False else "cumulative"

    def add(self, span: Span, text: str, kind: str = "text", key: str = "") -> None:
        """One more fragment. `key`: what it is a fragment of, where a reply has several messages."""
        if not text:
            return
        if self.cumulative is False:
            self.reply.append(span, text, kind)
        elif self.cumulative:
            self.reply.whole(span, text, kind)
        elif self.extends(text, kind, key):
            before = self._wholes.get((kind, key), "")
            self._wholes[kind, key] = text
            self._seen.append((span, kind, key, len(text)))
            self.reply.append(span, text[len(before) :], kind)
        else:
            self.pieces()
            self.reply.append(span, text, kind)

    def extends(self, text: str, kind: str = "text", key: str = "") -> bool:
        """Does `text` begin with the fragment before it?"""
        return text.startswith(self._wholes.get((kind, key), ""))

    def pieces(self) -> None:
        """They are pieces: what was read as wholes is read again."""
        if self.cumulative is None:
            self.cumulative = False
            self.reply.mode = "delta"
            seen = [(span, self._wholes[kind, key][:size], kind) for span, kind, key, size in self._seen]
            if seen:
                self.reply.restart(seen)
            self._seen.clear()
            self._wholes.clear()
