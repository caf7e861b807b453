"""The Python emulations against the libraries themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streamlab.clients import CLIENTS, Response
from streamlab.clients.run import play
from tests.clients.streams import EVENT_STREAM, STREAMS, cuttings

real_python = pytest.importorskip("tests.clients.real_python", reason="run: pip install -e '.[test]'")

_HEADERS = (
    (),
    EVENT_STREAM,
    (("content-type", "application/x-ndjson"),),
    (("Content-Type", "text/event-stream; charset=UTF-8"),),
    (("Content-Type", "text/event-stream;charset=gbk"),),
    (("Content-Type", "text/plain; charset=nonsense"),),
    (("Content-Type", "text/plain; charset=GB18030"),),
    (("Content-Type", "text/plain; charset=x-gbk"),),  # a label that only browsers know
    (("Content-Type", "text/plain; charset=iso-2022-jp"),),
    (("Content-Type", "text/plain; charset=utf-7"),),
    (("Content-Type", "text/plain; charset=utf-16"),),
    (("Content-Type", "application/json"),),
)
SOUP = [
    b"data:",
    b" ",
    b"\r",
    b"\n",
    b"\r\n",
    b"\n\n",
    b":",
    b"id: 1",
    b"event: x",
    b"{}",
    b"1",
    b"\xef\xbb\xbf",
    b"[DONE]",
]
SOUP += [
    "你".encode(),
    "😀".encode(),
    b"\xff",
    b"\xe4",
    b"\xbd",
    "\u2028".encode(),
    "\x85".encode(),
    b"retry: 3",
    b"x" * 600,
]


def check(client: str, chunks: list[bytes], headers: tuple[tuple[str, str], ...]) -> None:
    """Outputs and exception are the library's own."""
    outputs, error = real_python.run(client, chunks, headers)
    played = play(CLIENTS[client](Response(headers, 200, True)), chunks)
    given: list[Any] = list(played.outputs)
    if client == "openai-python":  # it gives objects, where we keep their text; NaN is not equal to itself
        given = [repr(json.loads(output)) for output in given]
        outputs = [repr(real_python.data_of(output)) for output in outputs]
    assert given == outputs
    assert [(found.name, found.message) for found in played.errors] == ([error] if error else [])


@pytest.mark.parametrize("client", real_python.NAMES)
@pytest.mark.parametrize("name", STREAMS)
def test_over_many_cuts(client: str, name: str) -> None:
    headers = EVENT_STREAM if client != "requests-iter-lines-unicode" else _HEADERS[3]
    for chunks in cuttings(STREAMS[name], seed=len(name), randomly=5):
        check(client, chunks, headers)


@pytest.mark.parametrize("client", real_python.NAMES)
@pytest.mark.parametrize("headers", _HEADERS, ids=str)
def test_under_many_heads(client: str, headers: tuple[tuple[str, str], ...]) -> None:
    for name in ("plain", "crlf", "separators", "invalid", "long"):
        for chunks in cuttings(STREAMS[name], seed=1, randomly=2):
            check(client, chunks, headers)


@pytest.mark.parametrize("client", real_python.NAMES)
@settings(max_examples=40)
@given(parts=st.lists(st.lists(st.sampled_from(SOUP), max_size=6).map(b"".join), max_size=6))
def test_over_soup(client: str, parts: list[bytes]) -> None:
    check(client, parts, EVENT_STREAM)


@pytest.mark.parametrize("client", ["requests-iter-lines-unicode", "httpx-iter-lines", "httpx-sse"])
def test_a_codec_that_is_no_charset_is_refused(client: str) -> None:
    headers = (("Content-Type", "text/event-stream; charset=unicode-escape"),)
    played = play(CLIENTS[client](Response(headers, 200, True)), [b"data: \\u4f60\n\n"])
    assert played.outputs == []
    assert [(error.name, error.message) for error in played.errors] == [
        ("LookupError", "unknown encoding: unicode-escape")
    ]


def test_a_line_may_be_too_long_for_aiohttp() -> None:
    for chunks in (
        [b"x" * 300_000, b"x" * 224_288, b"\ny\n"],
        [b"a\n" + b"x" * 524_289],
        [b"x" * 524_287, b"\n", b"y"],
    ):
        check("aiohttp-lines", chunks, ())
