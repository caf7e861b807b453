"""Rules about the text itself: damage that was there before us."""

from __future__ import annotations

import json
import re

from streamlab.diagnosis.args import Marks, Start
from streamlab.diagnosis.experiment import Experiment
from streamlab.diagnosis.facts.reply import ReplyFacts
from streamlab.diagnosis.rule import About, Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject
from streamlab.diagnosis.words import content
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Confidence, Finding, Layer, Severity

_CHINESE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_RUNS = 5  # fewer question marks prove nothing
_FEW = 8  # more U+FFFD than these are damage, whatever the reply speaks of
_NAMES = ("u+fffd", "ufffd", "replacement character", "替换字符", "替代字符", "取代字元", "置換文字")


def fffd_in_payload(subject: Subject) -> Finding | None:
    """F07/F08: U+FFFD is in the payload, so a decoder before us made it: token by token, or a relay chunk by chunk."""
    places = subject.facts.fffd
    if not places.count or stopped_inside_character(subject) or _is_meant(subject):
        return None
    facts = subject.facts.in_reply
    framed = subject.pipeline.framing.has_frames  # a body without frames has no deltas but its chunks
    tokens = framed and _by_token(facts)
    rule = FFFD_BY_TOKEN if tokens else FFFD_BY_RELAY
    args: Start = {"start": places.spans[0][0]}
    return rule.finding(Severity.ERROR, args, places, confidence=Confidence.CONSISTENT)


FFFD_BY_TOKEN = Rule(
    "upstream-detokenizer-fffd",
    mode="F07",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.DAMAGE,
    find=fffd_in_payload,
    words=content.FFFD_BY_TOKEN,
    sentence=Sentence(Topic.FFFD, Says.FFFD),
    experiment=Experiment.PLAIN,
)
FFFD_BY_RELAY = Rule(
    "relay-baked-fffd",
    mode="F08",
    layers=(Layer.PROXY,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.DAMAGE,
    find=fffd_in_payload,
    words=content.FFFD_BY_RELAY,
    sentence=Sentence(Topic.FFFD, Says.FFFD),
    experiment=Experiment.UPSTREAM,
)


def _by_token(facts: ReplyFacts) -> bool:
    """All U+FFFD are at the edges of pieces, and go on in the piece beside; or there is but one at a time.

    A relay that cut a character has both of its halves in one piece, which makes two or more.
    """
    go_on, most = False, 0
    for name, number in facts.damaged:
        pieces = facts.growth[name].pieces
        text = pieces[number]
        if "\ufffd" in text.strip("\ufffd"):
            return False
        head, tail = len(text) - len(text.lstrip("\ufffd")), len(text) - len(text.rstrip("\ufffd"))
        after = pieces[number + 1] if number + 1 < len(pieces) else ""
        go_on = go_on or (tail > 0 and after.startswith("\ufffd"))
        most = max(most, head, tail)
    return go_on or most == 1


def stopped_inside_character(subject: Subject) -> bool:
    """F34: the model stopped at its limit between the bytes of a character, and the last piece alone ends in U+FFFD."""
    facts = subject.facts.in_reply
    if subject.reply.finish_norm != "length" or len(facts.damaged) != 1 or "\ufffd" not in facts.last:
        return False
    return "\ufffd" not in facts.last.rstrip("\ufffd")


def _is_meant(subject: Subject) -> bool:
    """F57: somebody speaks of U+FFFD: the request has it, or the reply calls it by its name."""
    if subject.end is None or subject.facts.fffd.count > _FEW:
        return False
    if "\ufffd" in json.dumps(subject.request, ensure_ascii=False, default=str):
        return True
    facts = _reply_facts(subject)
    text = facts.text.lower() if facts else ""
    return any(name in text for name in _NAMES)


def double_encoded(subject: Subject) -> Finding | None:
    """F26: UTF-8 that was read as latin-1 and encoded once more. French or German text does not survive the way back."""
    facts = _reply_facts(subject)
    if facts is None or subject.pipeline.encoding.name != "utf-8":
        return None  # a declared charset that is wrong looks the same, and has its own rule
    if facts.twice_characters < (2 if facts.twice_wide else 3):
        return None
    if facts.twice.count < 0.9 * facts.foreign:
        return None
    shown, meant = facts.sample
    return ENCODED_TWICE.finding(Severity.ERROR, {"shown": shown, "meant": meant}, facts.twice)


ENCODED_TWICE = Rule(
    "server-double-encoded",
    mode="F26",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.DAMAGE,
    find=double_encoded,
    words=content.ENCODED_TWICE,
    sentence=Sentence(Topic.ENCODED_TWICE, Says.DOUBLE_ENCODED),
)


def question_marks(subject: Subject) -> Finding | None:
    """F63: "?" where letters were. Only where nothing else but ASCII is left of the reply, and question marks are most of it."""
    facts = _reply_facts(subject)
    if facts is None or facts.foreign or facts.mark_runs.count < _RUNS:
        return None
    asked_in_chinese = bool(_CHINESE.search(json.dumps(subject.request, ensure_ascii=False, default=str)))
    fewest, share = (_RUNS, 0.3) if asked_in_chinese else (2 * _RUNS, 0.6)
    if facts.marks < fewest or facts.marks < share * facts.sizes["text"]:
        return None
    args, confidence = Marks(marks=facts.marks), Confidence.CONSISTENT
    return QUESTION_MARKS.finding(Severity.ERROR, args, facts.mark_runs, confidence=confidence)


QUESTION_MARKS = Rule(
    "spring-flux-string-latin1",
    mode="F63",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.DAMAGE,
    find=question_marks,
    words=content.QUESTION_MARKS,
    sentence=Sentence(Topic.QUESTION_MARKS, Says.QUESTION_MARKS, count=lambda args: args["marks"]),
    experiment=Experiment.UPSTREAM,
)


def _reply_facts(subject: Subject) -> ReplyFacts | None:
    """What the reply shows. The pieces of a body without frames depend on its chunks: it is looked at whole, at its end."""
    if subject.pipeline.framing.has_frames:
        return subject.facts.in_reply
    return subject.facts.body() if subject.end is not None else None


def surrogate_split(subject: Subject) -> Finding | None:
    """F29: an emoji cut into its UTF-16 halves: as JSON escapes in two pieces, alone, or as bytes (CESU-8)."""
    facts, raw = subject.facts.in_frames, subject.facts.surrogates
    if raw.count and not subject.binary:
        return HALF_CHARACTERS.finding(Severity.ERROR, {"form": "bytes"}, raw)
    if not facts.halves.count or not subject.pipeline.framing.has_frames:
        return None
    healed = facts.halves.count == 2 * facts.pairs
    severity = Severity.WARNING if healed else Severity.ERROR
    return HALF_CHARACTERS.finding(severity, {"form": "pair" if healed else "alone"}, facts.halves)


HALF_CHARACTERS = Rule(
    "surrogate-split",
    mode="F29",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR, Severity.WARNING),
    find=surrogate_split,
    words=content.HALF_CHARACTERS,
    sentence=Sentence(Topic.HALVES, Says.SURROGATES, least=Severity.ERROR),
)
