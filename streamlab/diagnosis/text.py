"""Rules about the text itself: damage that was there before us."""

from __future__ import annotations

from streamlab.diagnosis.subject import Subject, finding
from streamlab.model import Confidence, Finding, Layer, Severity


def fffd_in_payload(subject: Subject) -> Finding | None:
    """F07/F08: U+FFFD is in the payload, so a decoder before us made it. At a delta's edge: token by token; inside: a relay."""
    places = subject.facts.fffd
    if not places.count:
        return None
    framed = subject.pipeline.framing != "text"  # a body without frames has no deltas but its chunks
    texts = subject.facts.damaged_deltas if framed else []
    edge = bool(texts) and all(_at_edge(text) for text in texts)
    rule = "upstream-detokenizer-fffd" if edge else "relay-baked-fffd"
    layer = Layer.SERVER if edge else Layer.PROXY
    return finding(rule, Severity.ERROR, layer, places, confidence=Confidence.CONSISTENT, start=places.spans[0][0])


def _at_edge(text: str) -> bool:
    """Are all U+FFFD of this delta at its beginning or its end?"""
    return "\ufffd" not in text.strip("\ufffd")
