"""Two runs compared after an experiment: with the lab where it can be played, by their figures where it takes minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

import streamlab
from streamlab.comparison.experiments import EXPERIMENTS, Comparison, Figures
from streamlab.comparison.figures import figures
from streamlab.comparison.words import BUTTONS, comparison_text
from streamlab.diagnosis.words.verdicts import VERDICTS
from streamlab.lab import Lab
from streamlab.model import Chunk, End, EndReason, Head, Message

HELD = frozenset({"compression-buffering"})
BASE = Figures(200, EndReason.COMPLETE, "", 40.0, 900.0, 20, 20, True, "你好，世界", frozenset())


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with Lab() as running:
        yield running


def _captured(url: str, **headers: str) -> Figures:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return figures(streamlab.analyze(asyncio.run(streamlab.capture(url, headers=named))))


def _key(experiment: str, before: Figures, after: Figures) -> str:
    comparison = Comparison(experiment, before).ended(after)
    text = comparison_text(comparison)
    assert text
    assert "{" not in text
    return comparison.parts[0][0]


def test_a_compressor_that_holds_back_is_proven_by_identity(lab: Lab) -> None:
    url = f"{lab.url}/s/gzip-buffered"
    before, after = _captured(url), _captured(url, Accept_Encoding="identity")
    assert (before.coding, before.held, after.coding, after.held) == ("gzip", True, "", False)
    comparison = Comparison("try-identity", before).ended(after)
    assert comparison.parts[0][0] == "identity-sooner"
    assert "gzip held it back" in comparison_text(comparison)


def test_a_buffer_that_is_no_compressor_stays(lab: Lab) -> None:
    before, after = _captured(f"{lab.url}/s/gzip-buffered"), _captured(f"{lab.url}/s/all-at-once")
    assert after.held
    assert _key("try-identity", before, after) == "identity-still-held"
    assert _key("try-upstream", before, after) == "upstream-held-too"


def test_a_damaged_relay_and_a_whole_upstream(lab: Lab) -> None:
    damaged, whole = _captured(f"{lab.url}/s/relay-fffd?gap=0"), _captured(f"{lab.url}/s/smooth?gap=0")
    assert damaged.damaged
    assert _key("try-upstream", damaged, whole) == "damage-gone"
    assert _key("try-upstream", damaged, damaged) == "damage-stays"


def test_question_marks_count_as_damage(lab: Lab) -> None:
    damaged = _captured(f"{lab.url}/s/question-marks?gap=0")
    assert _key("try-upstream", damaged, damaged) == "damage-stays"


def test_a_refused_experiment_tells_nothing(lab: Lab) -> None:
    refused = _captured(f"{lab.url}/s/http-error?gap=0")
    for experiment in EXPERIMENTS:
        assert _key(experiment, BASE, refused) == "other-status"
    nobody = figures(streamlab.analyze(asyncio.run(streamlab.capture("http://127.0.0.1:9/"))))
    assert _key("try-again", BASE, nobody) == "no-answer"


def test_the_same_limit_twice() -> None:
    def run(seconds: float, reason: EndReason = EndReason.INCOMPLETE) -> Figures:
        head = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),))
        chunk = Chunk(2_000_000_000, b'data: {"choices":[{"delta":{"content":"a"}}]}\n\n')
        messages: list[Message] = [head, chunk, End(int((2 + seconds) * 1e9), reason)]
        analysis = streamlab.Analysis()
        analysis.feed(messages)
        return figures(analysis)

    first = run(60.0)
    assert "idle-timeout-cut" in first.rules
    assert first.broke_s == 60.0
    assert _key("try-again", first, run(60.4)) == "again-same"
    assert _key("try-again", first, run(17.0)) == "again-otherwise"
    assert _key("try-again", first, BASE) == "again-complete"
    assert _key("try-again", BASE, first) == "again-broke"


def test_identity_says_only_what_it_shows() -> None:
    held = BASE._replace(coding="gzip", rules=HELD, first_text_ms=2100.0)
    text = comparison_text(Comparison("try-identity", held).ended(BASE))
    assert text == "With identity the first text came after 40 ms instead of 2.1 s: gzip held it back."
    assert _key("try-identity", held, BASE._replace(coding="br")) == "identity-ignored"
    assert _key("try-identity", held, BASE._replace(first_text_ms=2050.0)) == "identity-no-difference"
    assert _key("try-identity", held, BASE._replace(first_text_ms=None)) == "identity-no-difference"
    assert _key("try-identity", BASE, BASE) == "identity-needless"


def test_the_upstream_without_damage() -> None:
    held = BASE._replace(rules=frozenset({"buffered-all-at-once"}), first_text_ms=2100.0)
    assert _key("try-upstream", held, BASE) == "upstream-sooner"
    assert _key("try-upstream", held, BASE._replace(first_text_ms=1900.0)) == "upstream-flows"
    other = BASE._replace(rules=frozenset({"eventstream-bad-crc"}))
    assert _key("try-upstream", other, BASE) == "upstream-clean"
    assert _key("try-upstream", other, other) == "upstream-same"


def test_without_streaming() -> None:
    whole = BASE._replace(streamed=False, frames=1)
    assert _key("try-plain", BASE, BASE) == "plain-ignored"
    assert _key("try-plain", BASE, whole) == "plain-same"
    assert _key("try-plain", BASE, whole._replace(text="你好，世界！再见")) == "plain-goes-on"
    assert _key("try-plain", BASE, whole._replace(text="别的")) == "plain-differs"
    assert _key("try-plain", BASE, whole._replace(text="")) == "plain-no-text"
    damaged = BASE._replace(rules=frozenset({"upstream-detokenizer-fffd"}), text="你�", damaged=1)
    assert _key("try-plain", damaged, whole) == "damage-gone"
    assert _key("try-plain", damaged, whole._replace(text="你�", damaged=1)) == "damage-stays"
    assert _key("try-plain", damaged, whole._replace(text="")) == "damage-no-text"


def test_an_experiment_that_goes_on_or_was_stopped() -> None:
    assert comparison_text(Comparison("try-again", BASE)) == ""
    assert _key("try-again", BASE, BASE._replace(end=EndReason.ABORTED)) == "stopped"


def test_every_experiment_that_a_verdict_proposes_can_be_started() -> None:
    proposed = {key for key in VERDICTS if key.startswith("try-")}
    assert proposed == set(EXPERIMENTS) == set(BUTTONS)
