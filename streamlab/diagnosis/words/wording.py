"""A rule's words as a value: English texts with places for the facts of a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from streamlab.i18n import QT_TRANSLATE_NOOP

A = TypeVar("A", bound=Mapping[str, object])
_SPOT = QT_TRANSLATE_NOOP("Findings", "at {start}–{end} · chunk {border}")


def _nothing(_: Mapping[str, object]) -> dict[str, str]:
    return {}


@dataclass(frozen=True, eq=False)  # no slots: `Words[A](…)` fails with them in Python 3.11
class Words(Generic[A]):
    """What it is, what you see and why, what to do; `{name}` is a fact of the finding, `%n` its count.

    `forms`: what you see instead, where the finding has this form. `spot`: its first place. `prepare`: names that are no facts
    but words made from them, in the language in force.
    """

    title: str
    detail: str
    advice: str
    forms: Mapping[str, str] = field(default_factory=dict)
    spot: str = _SPOT
    prepare: Callable[[A], Mapping[str, str]] = _nothing

    def detail_for(self, args: A) -> str:
        """What you see and why, in the form that the finding has."""
        return self.forms.get(str(args.get("form", "")), self.detail)

    def named(self, args: A) -> dict[str, object]:
        """What the names in braces stand for."""
        return {**args, **self.prepare(args)}
