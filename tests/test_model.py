"""The values that every layer speaks: what is said of each framing."""

from __future__ import annotations

import json

import pytest

from streamlab.analysis import analyze_messages
from streamlab.errors import UsageError
from streamlab.model import Framing
from tests.analysis.law import messages

# framing -> what of it holds; all else does not.
HOLDS = {
    "sse": {"has_frames", "is_stream", "has_events", "has_lines"},
    "ndjson": {"has_frames", "is_stream", "has_records", "has_lines"},
    "json": {"has_frames"},
    "json-array": {"has_frames", "is_stream", "has_records"},
    "line-prefixed": {"has_frames", "is_stream", "has_lines"},
    "aws-eventstream": {"has_frames", "is_stream", "is_binary"},
    "text": set[str](),
}
PROPERTIES = [name for name, member in vars(Framing).items() if isinstance(member, property)]


@pytest.mark.parametrize("framing", Framing)
def test_what_holds_of_a_framing(framing: Framing) -> None:
    assert {name for name in PROPERTIES if getattr(framing, name)} == HOLDS[framing]


def test_the_contract_names_these_framings() -> None:
    assert list(map(str, Framing)) == list(HOLDS)


def test_a_framing_leaves_as_its_name() -> None:
    analysis = analyze_messages(messages([b"data: x\n\n"]))
    assert analysis.framing is Framing.SSE
    assert json.dumps(analysis.to_dict()["framing"]) == '"sse"'
    assert type(analysis.to_dict()["framing"]) is str


def test_a_framing_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="framing 'xml' is none of sse, ndjson, json, json-array, line-prefixed, aws-"):
        analyze_messages([], framing="xml")
