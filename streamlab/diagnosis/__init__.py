"""Diagnosis: what is wrong with a stream, who is at fault, and how to prove it.

A `Subject` is one run as far as it got: its bytes and frames, the reply, and facts about both that are counted as they arrive
(`facts`), so that a rule has nothing to search for. A rule looks at it and gives a `Finding` or nothing. It is a value (`rule`):
id, number in the guide, layers it may blame, what it is about, its words, its sentence in the verdict, the experiment that would
settle it. Each stands in the file of its layer (`rules`) below the function that finds; their texts stand in `words`, the shapes of
their facts in `args`. `verdict` makes one line of all findings, `prose` makes text of findings and verdict.

To add a rule: the function and the rule in `rules/<layer>.py`, its words in `words`, its place in `rules.RULES`. Whoever wants to
know what a finding means asks `rules.of(finding)`: no other module spells an id.

Modes of the field guide that one recording cannot show, and why:

| mode                | why                                                                                                    |
|---------------------|--------------------------------------------------------------------------------------------------------|
| F06, F60            | a device lacks a function or never calls back: nothing of it is on the wire                            |
| F21b, F23, F25      | a client's way of decoding or appending; the bytes are right, `clients` plays it                       |
| F24, F28            | a viewer's charset: the pasted text shows it, not the bytes; but where the head itself names the wrong |
|                     | one, the rule of the same name says so                                                                 |
| F30, F31, F32, F56  | a client's decoder or parser between chunks; F01 and F02 name the places, `clients` plays the loss     |
| F58                 | needs two requests: one recording holds one                                                            |
| F59                 | a browser or library holds back what has arrived; the recording is smooth                              |
| F62                 | a debugging proxy is part of the way: needs a second recording without it                              |
| F57                 | look-alikes: no faults, and no rule may fire on them                                                   |
"""

from __future__ import annotations

from streamlab.diagnosis.rule import About
from streamlab.diagnosis.rules import RULES
from streamlab.diagnosis.rules.bytes import is_utf16, unreadable
from streamlab.diagnosis.subject import Subject
from streamlab.model import Finding

# Rules may share what finds: it is asked once.
_ALL = tuple(dict.fromkeys(rule.find for rule in RULES))
_OF_TRANSFER = tuple(dict.fromkeys(rule.find for rule in RULES if About.TRANSFER in rule.about))


def diagnose(subject: Subject) -> tuple[Finding, ...]:
    """Every rule that fires, the gravest first, else in the order of `RULES`."""
    hidden = unreadable(subject) or is_utf16(subject)
    found = [item for find in (_OF_TRANSFER if hidden else _ALL) if (item := find(subject)) is not None]
    return tuple(sorted(found, key=lambda item: -item.severity.gravity))


__all__ = ["RULES", "Subject", "diagnose"]
