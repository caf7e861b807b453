"""How the dialect of a run is chosen: by hand, for sure, as a guess; what is read again, and when one gives up."""

from __future__ import annotations

import pytest

from streamlab.analysis import Analysis
from streamlab.decode.pipeline import Pipeline
from streamlab.dialects import Choice
from streamlab.errors import UsageError
from streamlab.model import Chunk, Head
from tests.analysis.law import check_law
from tests.dialects.wire import sse

SSE = (("Content-Type", "text/event-stream"),)
UNKNOWN = {"nothing": "known"}
KNOWN = {"id": "x", "choices": [{"index": 0, "delta": {"content": "你"}}]}
GATEWAY_ERROR = {"error": {"message": "retrying", "type": "gateway"}}
ANTHROPIC = (
    {"type": "message_start", "message": {"id": "m", "content": []}},
    {"type": "error", "error": {"type": "overloaded_error", "message": "overloaded"}},
)


def chosen(body: bytes, dialect: str | None = None) -> Choice:
    pipeline = Pipeline()
    choice = Choice(pipeline, dialect)
    pipeline.add(body)
    for decoded in pipeline.finish():
        choice.feed(decoded)
    choice.advance(final=True)
    return choice


@pytest.mark.parametrize(("before", "dialect"), [(63, "openai-chat"), (64, "plain-text")])
def test_so_many_frames_without_a_sign_are_of_no_dialect(before: int, dialect: str) -> None:
    choice = chosen(sse(*[UNKNOWN] * before, KNOWN))
    assert (choice.id, choice.is_plain) == (dialect, dialect == "plain-text")


def test_what_came_before_the_sign_is_read_again_by_the_dialect() -> None:
    choice = chosen(sse(UNKNOWN, KNOWN))
    assert [delta.text for delta in choice.reply.deltas] == ["你"]
    assert choice.version == 1  # the text of the first frame was already a piece


def test_nothing_is_replaced_where_the_first_frame_shows_it() -> None:
    assert chosen(sse(KNOWN)).version == 0


def test_a_guess_is_given_up_for_a_sign_and_no_second_guess_is_made() -> None:
    assert chosen(sse(GATEWAY_ERROR)).id == "openai-chat"
    assert chosen(sse(GATEWAY_ERROR, {"code": 4000, "msg": "bad"})).id == "openai-chat"
    assert chosen(sse(GATEWAY_ERROR, *ANTHROPIC)).id == "anthropic"


def test_the_error_stands_where_the_dialect_that_counts_found_it() -> None:
    body = sse(GATEWAY_ERROR, *ANTHROPIC)
    analysis = check_law(body, SSE, every=9)
    (finding,) = (item for item in analysis.findings if item.rule == "error-inside-200")
    assert finding.args["message"] == "overloaded"
    last = analysis.frames[-1]
    assert (finding.count, finding.spans) == (1, ((last.start, last.end),))


def test_a_body_without_frames_is_its_own_reply_but_for_a_dialect_chosen_by_hand() -> None:
    assert [delta.text for delta in chosen("你好".encode()).reply.deltas] == ["你好"]
    assert chosen("你好".encode(), "dify").reply.deltas == []


def test_frames_of_no_dialect_are_told_of_with_their_value() -> None:
    told: list[tuple[str, object]] = []
    pipeline = Pipeline()
    choice = Choice(pipeline, read_plain=lambda deltas, value: told.extend((delta.text, value) for delta in deltas))
    pipeline.add(sse(UNKNOWN, "words", KNOWN))
    for decoded in pipeline.finish():
        choice.feed(decoded)
    assert told == [('{"nothing": "known"}', UNKNOWN), ("words", None)]


def test_a_dialect_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"dialect 'no-such' is none of vercel-ui-stream-v5, .*plain-text"):
        Choice(Pipeline(), "no-such")


def test_the_response_head_is_looked_at() -> None:
    analysis = Analysis()
    body = sse({"type": "data-x"})
    assert chosen(body).id == "plain-text"
    analysis.feed([Head(0, "HTTP/1.1", 200, "", (("X-Vercel-AI-UI-Message-Stream", "v1"),)), Chunk(1, body)])
    assert analysis.dialect == "vercel-ui-stream-v5"
