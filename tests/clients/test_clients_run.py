"""Runs: the object of the contract, and how they compare with a correct reading."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

import streamlab
from streamlab.clients import CLIENTS, CUTS
from streamlab.clients.compare import compare
from streamlab.clients.kept import Kept
from streamlab.errors import UsageError
from tests.clients.streams import EVENT_STREAM, STREAMS

_KEYS = [
    "client", "cuts", "borders", "outputs", "errors", "shown", "states", "console", "matches_reference", "first_difference",
    "lost_characters", "replaced_characters", "longest_freeze_chunks", "swallowed_errors",
]  # fmt: skip
_CUT = [b'data: {"t":"\xe4', b'\xbd\xa0"}\n\n']


def run(client: str, chunks: list[bytes], **more: Any) -> dict[str, Any]:
    """The only run, as a dictionary."""
    (found,) = streamlab.emulate(chunks, client=client, **more)
    return found.to_dict()


@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_over_every_stream_and_cut(client: str) -> None:
    for data in STREAMS.values():
        for cuts in ("recorded", "bytes", "merged", "inside-characters", "inside-crlf", "fixed:5", "random:3"):
            found = run(client, [data[:9], b"", data[9:]], cuts=cuts)
            assert list(found) == _KEYS
            assert (found["first_difference"] is None) == found["matches_reference"]
            if found["matches_reference"]:
                assert found["lost_characters"] == found["replaced_characters"] == 0


@pytest.mark.parametrize("cuts", ["recorded", "bytes", "fixed:3", "inside-crlf", "random:1"])
def test_the_reference_matches_itself(cuts: str) -> None:
    for name, data in STREAMS.items():
        for headers in ((), EVENT_STREAM):
            assert run("reference", [data], cuts=cuts, headers=headers)["matches_reference"], name


@pytest.mark.parametrize(
    ("client", "shown", "replaced"),
    [
        ("node-buffer", 'data: {"t":"\ufffd\ufffd\ufffd"}\n\n', 1),
        ("textdecoder-recreated", 'data: {"t":"\ufffd\ufffd"}\n\n', 1),
        ("textdecoder-stream", 'data: {"t":"你"}\n\n', 0),
        ("latin1", 'data: {"t":"ä½\xa0"}\n\n', 1),
    ],
)
def test_a_cut_character(client: str, shown: str, replaced: int) -> None:
    found = run(client, _CUT)
    assert (found["shown"], found["replaced_characters"], found["lost_characters"]) == (shown, replaced, 0)
    if replaced:
        assert found["first_difference"]["offset"] == found["first_difference"]["byte"] == 12


def test_the_trick_that_throws_loses_whole_chunks() -> None:
    found = run("decodeuri-escape", [*_CUT, b"data: x\n\n"])
    assert found["errors"] == [
        {"chunk": chunk, "name": "URIError", "message": "URI malformed", "line": None} for chunk in (0, 1)
    ]
    assert (found["shown"], found["longest_freeze_chunks"]) == ("data: x\n\n", 2)
    assert found["lost_characters"] == len('data: {"t":"你"}\n\n')


def test_a_loop_ends_with_its_exception() -> None:
    found = run("requests-iter-content", [b"a", *_CUT, b"b"])
    assert (found["outputs"], [error["chunk"] for error in found["errors"]]) == (["a"], [1])


def test_latin_1_tears_a_line_at_nel() -> None:
    found = run("requests-iter-lines-unicode", ['data: {"t":"进入"}\n\n'.encode()], headers=dict(EVENT_STREAM))
    assert found["outputs"] == ['data: {"t":"è¿\x9bå', '¥"}', ""]


def test_a_cut_crlf_makes_an_extra_line_in_requests() -> None:
    found = run("requests-iter-lines", [b"data: 1\r\n\r\n"], cuts="inside-crlf")
    assert found["outputs"] == [b"data: 1", b"", b"", b""]
    assert not found["matches_reference"]
    assert run("httpx-iter-lines", [b"data: 1\r\n\r\n"], cuts="inside-crlf")["matches_reference"]


def test_an_event_after_the_first_is_where_the_difference_is() -> None:
    data = "data: 你\n\n: ping\n\ndata: 好\n\n".encode()
    found = run("fetch-event-source", [data])
    assert found["outputs"] == ["你", "", "好"]
    assert found["first_difference"]["output"] == 1
    assert found["first_difference"]["byte"] == data.index("好".encode())
    lost = run("httpx-sse", [b"\xef\xbb\xbf" + data])
    assert lost["outputs"] == ["好"]
    assert lost["first_difference"]["byte"] == 3 + len(b"data: ")


def test_events_become_the_reply_where_their_dialect_is_known() -> None:
    event = b'data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n'
    data = b"".join(event % text.encode() for text in "你好") + b"data: [DONE]\n\n"
    for client in ("openai-python", "openai-node", "eventsource-parser", "reference"):
        found = run(client, [data], cuts="bytes")
        assert (found["shown"], found["matches_reference"]) == ("你好", True)


def test_without_a_head_no_client_misses_its_content_type() -> None:
    for client in ("httpx-sse", "fetch-event-source", "undici-eventsource"):
        assert run(client, _CUT)["matches_reference"]
        found = run(client, _CUT, headers={"Content-Type": "application/json"})
        assert (len(found["errors"]), found["outputs"]) == (1, [])


def test_a_compressed_body_is_cut_where_its_chunks_end() -> None:
    import gzip

    packed = gzip.compress("你好".encode(), mtime=0)
    found = run("node-buffer", [packed[:10], packed[10:]], headers={"Content-Encoding": "gzip"})
    assert (found["borders"], found["shown"]) == ([0], "你好")


def test_usage() -> None:
    assert streamlab.emulate([], cuts="every") == []
    assert "every" in CUTS
    for wrong in ({"client": "curl"}, {"cuts": "some"}):
        with pytest.raises(UsageError):
            streamlab.emulate([b"x"], **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("correct", "shown", "lost", "replaced"),
    [
        ("abc", "abc", 0, 0),
        ("abc", "", 3, 0),
        ("", "x", 0, 0),
        ("你好吗今天", "\ufffd\ufffd\ufffd好吗今天", 0, 1),
        ("你好吗今天", "你好", 3, 0),
        ("一二三四五六七八九十" * 3, "一二三四五六七八九十" * 2, 10, 0),
    ],
)
def test_compare(correct: str, shown: str, lost: int, replaced: int) -> None:
    found = compare(correct, shown)
    assert (found.lost, found.replaced) == (lost, replaced)


def test_runs_that_were_looked_at_do_not_fill_the_memory() -> None:
    data = b"data: 123456\n\n" * 500
    each = 3 * len(data)  # what one run keeps, at the least
    found = streamlab.emulate([data], client="httpx-iter-lines", cuts="every")[:200]
    found[0].reading.kept = Kept(room=40 * each)
    first = found[0].to_dict()
    tracemalloc.start()
    try:
        for run in found:
            assert run.outputs
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100 * each
    assert found[0].to_dict() == first


def test_a_run_larger_than_the_room_is_kept_while_it_is_the_last() -> None:
    one, other = streamlab.emulate([b"abc"], client="latin1", cuts="every")
    one.reading.kept = Kept(room=1)
    assert one.outcome is one.outcome
    assert other.outcome is other.outcome
    assert "outcome" not in one.__dict__
