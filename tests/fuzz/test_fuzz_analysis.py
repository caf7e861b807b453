"""streamlab.analyze as a whole: any bytes, any head, any choice; the same live, at once and however cut, borders apart."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import streamlab
from streamlab import dialects
from streamlab.analysis import analyze_messages
from streamlab.model import EndReason, Framing, Headers
from tests.analysis.law import batches, check_spans, essence, fed, messages
from tests.fuzz.effort import effort
from tests.fuzz.streams import GARBAGE, HEADERS, STREAMS, cuttings

CHOICES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "encoding": st.sampled_from(["utf-8", "gb18030", "utf-16", "latin-1", "shift_jis"]),
        "framing": st.sampled_from(Framing),
        "dialect": st.sampled_from([dialect.id for dialect in dialects.DIALECTS]),
        "request": st.sampled_from(
            [None, [], {"stream": True}, {"model": 1, "messages": "x", "stream": "yes", "incremental_output": 0}]
        ),
    },
)
SEEDS = st.integers(0, 1 << 16)


def check(data: bytes, headers: Headers, seed: int, end: EndReason, choices: dict[str, Any]) -> None:
    expected = None
    for pieces in cuttings(data, seed):
        found = messages(pieces, headers, end=end)
        at_once = analyze_messages(found, **choices)
        said = at_once.to_dict()
        json.dumps(said, allow_nan=False)
        check_spans(at_once)
        groups = list(batches(found, seed))[seed % 3]
        assert fed(groups, **choices).to_dict() == said
        expected = expected or essence(at_once)
        assert essence(at_once) == expected


@effort(150)
@given(STREAMS, HEADERS, SEEDS, st.sampled_from([EndReason.COMPLETE, EndReason.COMPLETE, *EndReason]))
def test_fuzz_analysis(data: bytes, headers: Headers, seed: int, end: EndReason) -> None:
    check(data, headers, seed, end, {})


@effort(150)
@given(STREAMS, HEADERS, SEEDS, CHOICES)
def test_fuzz_choices(data: bytes, headers: Headers, seed: int, choices: dict[str, Any]) -> None:
    check(data, headers, seed, EndReason.COMPLETE, choices)


@effort(100)
@given(st.lists(st.tuples(st.integers(-5, 1 << 62), GARBAGE), max_size=6), st.integers(-1, 999))
def test_fuzz_times(chunks: list[tuple[int, bytes]], status: int) -> None:
    """Times that go back, stand still or are absurd."""
    found = streamlab.analyze(chunks, status=status).to_dict()
    json.dumps(found, allow_nan=False)
    assert len(found["chunks"]) == len(chunks)
