"""Healthy streams of every dialect, cut and compressed in every way: nothing of weight is found but the cuts themselves."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

import pytest

import streamlab
from streamlab.analysis import Analysis
from streamlab.model import Headers, Layer, Severity
from tests.diagnosis.corpus.wire import CARRIERS, LINES, OCTETS, SSE, fixed, frames_of, timed, web
from tests.dialects.vectors import VECTORS

TEXTS = ("你好，", "世界 👋", "Hello", " world", "\n\n# 标题", "`code`", "👨\u200d👩\u200d👧", "…完。")
CLEAN: dict[str, tuple[bytes, Headers]] = {name: (body, ()) for name, body in VECTORS.items()}
CLEAN |= {f"own-{name}": (carry(*TEXTS), head) for name, (carry, head) in CARRIERS.items()}
CLEAN["chatgpt-web"] = (web(*TEXTS), OCTETS)
# What is about borders is the client's to bear, whatever the server sends.
BORDERS = {"char-split-decoded-per-chunk", "line-split-parsed-per-chunk", "crlf-split-across-chunks"}


def cuttings(body: bytes) -> Iterator[list[bytes]]:
    yield [body]
    yield fixed(body, 1)
    for seed in range(4):
        cuts = sorted(random.Random(seed).sample(range(len(body)), min(len(body) // 2, 12)))
        yield [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]


def weighty(analysis: Analysis) -> set[str]:
    return {item.rule for item in analysis.findings if item.severity is not Severity.INFO}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_but_the_cuts(name: str) -> None:
    body, head = CLEAN[name]
    for pieces in cuttings(body):
        analysis = streamlab.analyze(pieces, headers=head)
        assert weighty(analysis) <= BORDERS
        assert all(item.layer is Layer.CLIENT for item in analysis.findings if item.rule in BORDERS)
        assert analysis.verdict.text.value == "intact"
    packed = gzip.compress(body, mtime=0)
    for pieces in cuttings(packed):
        analysis = streamlab.analyze(pieces, headers=[*head, ("Content-Encoding", "gzip")])
        assert weighty(analysis) <= BORDERS
        assert analysis.verdict.text.value == "intact"


@pytest.mark.parametrize("name", [name for name in CLEAN if name.startswith(("own-", "chatgpt"))])
def test_one_chunk_per_event_at_its_pace(name: str) -> None:
    body, head = CLEAN[name]
    pieces = frames_of(body)
    for first, step in ((300, 40), (4000, 25), (80, 0)):
        chunks = [(time * 1_000_000, piece) for time, piece in timed(pieces, first=first, step=step)]
        analysis = streamlab.analyze(chunks, headers=head, request={"stream": True})
        assert weighty(analysis) == set()
        assert analysis.verdict.layer is None


@pytest.mark.parametrize("head", [SSE, LINES, ()])
def test_nothing_of_weight_in_nothing(head: Headers) -> None:
    for pieces in ([], [b""], [b"\n"], [b": ping\n\n"]):
        assert weighty(streamlab.analyze(pieces, headers=head)) <= {"content-type-mismatch"}
