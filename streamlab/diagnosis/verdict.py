"""The verdict: a word about the text, a few sentences about what happened (guide §0, decision order)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from streamlab.diagnosis import rules
from streamlab.diagnosis.ends import is_grave, meaning
from streamlab.diagnosis.rule import Topic
from streamlab.diagnosis.rules.bytes import unreadable
from streamlab.diagnosis.subject import Subject, cut_short
from streamlab.diagnosis.words.verdicts import VERDICTS, Says
from streamlab.model import EndKind, EndReason, Finding, Layer, Severity, TextVerdict, Verdict
from streamlab.secrets import redact_field

Part = tuple[Says, dict[str, object]]
_SENTENCES = 3  # more is for the findings to say
_BODILESS = (101, 204, 205, 304)
_CUT_BY_US = (Says.END_OWN_LIMIT, Says.END_INTERNAL)
_NOT_STARTED = (EndReason.CONNECT_ERROR, EndReason.TLS_ERROR)


class _Said(NamedTuple):
    """One sentence, and the finding that it is about."""

    part: Part
    finding: Finding | None = None


def judge(subject: Subject, findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on one run as far as it got; `findings` begin with the gravest.

    Its parts are keys of `words.verdicts.Says`, each with what the names in its text stand for.
    """
    said = _said(subject, findings)
    text, first = _text(subject, said)
    more = [sentence for topic, sentence in said.items() if topic.text is None]
    worst = findings[0] if findings and findings[0].severity is not Severity.INFO else None
    if not more and text is TextVerdict.INTACT:
        more = [*_speechless(subject)] + ([_Said((Says.FOUND, {"title": worst}))] if worst is not None else [])
    parts = _with_experiment([first, *more][:_SENTENCES], findings)
    severity = worst.severity if worst is not None else Severity.INFO
    layer: Layer | None = worst.layer if worst is not None else None
    if subject.end is not None and is_grave(subject.end):
        severity, layer = Severity.ERROR, meaning(subject.end).layer
    elif layer is None and subject.end is not None and subject.end.kind.is_own_limit:
        layer = Layer.TOOL
    return Verdict(text, tuple(sentence.part for sentence in parts), layer, severity)


def _said(subject: Subject, findings: tuple[Finding, ...]) -> dict[Topic, _Said]:
    """What the findings and the run itself say, topic by topic in their order."""
    said = {topic: _Said(part) for topic, part in _of_the_run(subject)}
    for item in findings:
        sentence = rules.of(item).sentence
        while sentence is not None and sentence.topic in said:
            sentence = sentence.otherwise
        part = sentence.of(item) if sentence is not None else None
        if sentence is not None and part is not None:
            said[sentence.topic] = _Said(part, item)
    return dict(sorted(said.items()))


def _of_the_run(subject: Subject) -> Iterator[tuple[Topic, Part]]:
    """What is to say of the run and is no finding."""
    head, end = subject.head, subject.end
    endless = end is not None and end.kind is EndKind.REDIRECTS  # so many were followed that this one was not
    if head is not None and 300 <= head.status < 400 and not endless and (location := subject.header("location")):
        yield Topic.STATUS, (Says.REDIRECT, {"location": redact_field("Location", location)[:200]})
    if end is None or (end.reason is EndReason.COMPLETE and not cut_short(subject)):
        return
    aborted = end.reason is EndReason.ABORTED
    if not (aborted and meaning(end).says not in _CUT_BY_US) and not subject.told_its_end:
        yield Topic.TRUNCATED, (Says.TRUNCATED, {})
    if end.reason is not EndReason.COMPLETE:
        says = meaning(end).says
        early = says is Says.END_ABORTED and not subject.pipeline.body_size
        yield Topic.END, (Says.STOPPED_EARLY if early else says, {})


def _text(subject: Subject, said: dict[Topic, _Said]) -> tuple[TextVerdict, _Said]:
    """The word about the text, and the sentence that goes with it."""
    pipeline = subject.pipeline
    if not pipeline.body_size:
        return _nothing(subject)
    if unreadable(subject) or (pipeline.stack.error == "corrupt" and not pipeline.content):
        return TextVerdict.NOT_TEXT, _Said((Says.NOT_TEXT, {}))
    for topic, sentence in said.items():
        if topic.text is not None:
            return topic.text, sentence
    return TextVerdict.INTACT, _Said((Says.INTACT, {}))


def _nothing(subject: Subject) -> tuple[TextVerdict, _Said]:
    head, end = subject.head, subject.end
    if end is None:
        return TextVerdict.INTACT, _Said((Says.NO_BODY_RECORDED if subject.recording_cut else Says.WAITING, {}))
    if head is None or end.reason in _NOT_STARTED:
        return TextVerdict.TRUNCATED, _Said(_headless(subject))
    if end.reason is not EndReason.COMPLETE:
        return TextVerdict.TRUNCATED, _Said((Says.HEAD_ONLY, {}))
    if head.status in _BODILESS or 300 <= head.status < 400:
        return TextVerdict.INTACT, _Said((Says.NO_BODY, {"status": head.status}))
    if subject.header("content-length").strip("0 "):
        return TextVerdict.INTACT, _Said((Says.HEAD_REQUEST, {"length": subject.header("content-length")[:20]}))
    return TextVerdict.INTACT, _Said((Says.EMPTY, {}))


def _headless(subject: Subject) -> Part:
    """What came where no response did."""
    if subject.informational:
        return Says.ONLY_INFORMATIONAL, {"n": subject.informational}
    return (Says.NO_RESPONSE, {"n": subject.received}) if subject.received else (Says.NOTHING, {})


def _speechless(subject: Subject) -> Iterator[_Said]:
    """What to say of a stream that is over and brought no text."""
    pipeline, reply = subject.pipeline, subject.reply
    if subject.end is None or not pipeline.body_size or reply.error is not None or not reply.streamed:
        return
    if not pipeline.frames:
        yield _Said((Says.ONLY_COMMENTS if pipeline.comments else Says.NO_EVENTS, {}))
    elif reply.empty and (subject.head is None or subject.head.status < 300):
        yield _Said((Says.NO_TEXT, {}))


def _with_experiment(said: list[_Said], findings: tuple[Finding, ...]) -> list[_Said]:
    """After the sentence about the gravest finding that is not proven, what would settle it."""
    spoken = {sentence.finding.rule: at for at, sentence in enumerate(said[: _SENTENCES - 1], 1) if sentence.finding}
    for item in findings:
        at = spoken.get(item.rule)
        if at is not None and (experiment := rules.of(item).proposal(item)) is not None:
            return [*said[:at], _Said((VERDICTS[experiment], {})), *said[at:]][:_SENTENCES]
    return said
