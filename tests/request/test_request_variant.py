"""The changed requests of the experiments: changed in that one thing only."""

from __future__ import annotations

import json

from streamlab.request import Body, Request
from streamlab.request.variant import to_upstream, without_compression, without_streaming


def test_identity_takes_the_place_of_what_was_asked_for() -> None:
    request = Request("POST", "http://a/b", (("Accept-Encoding", "gzip"), ("X", "1"), ("accept-encoding", "br")))
    changed = without_compression(request)
    assert changed.headers == (("X", "1"), ("Accept-Encoding", "identity"))
    assert without_compression(changed) == changed
    assert changed.url == request.url


def test_another_address_and_nothing_else() -> None:
    request = Request("POST", "http://a/b", (("X", "1"),), Body("json", text="{}"))
    assert to_upstream(request, " http://c ") == Request("POST", "http://c", (("X", "1"),), Body("json", text="{}"))


def test_the_stream_is_switched_off_in_the_text_as_it_was_written() -> None:
    text = '{ "model": "m",\n  "stream" : true, "n": [1, true] }'
    changed = without_streaming(Request("POST", "http://a", (), Body("json", text=text)))
    assert changed is not None
    assert changed.body.text == text.replace("true", "false", 1)


def test_what_goes_with_the_stream_goes_with_it() -> None:
    text = json.dumps({"stream": True, "stream_options": {"include_usage": True}, "q": '"stream": true'})
    changed = without_streaming(Request("POST", "http://a", (), Body("json", text=text)))
    assert changed is not None
    assert json.loads(changed.body.text) == {"stream": False, "q": '"stream": true'}


def test_no_word_of_it_before_is_said_now() -> None:
    changed = without_streaming(Request("POST", "http://a", (), Body("json", text="{}")))
    assert changed is not None
    assert json.loads(changed.body.text) == {"stream": False}


def test_gemini_says_it_in_the_address() -> None:
    base = "https://g/v1beta/models/m"
    for tail, plain in (
        (":streamGenerateContent?alt=sse&key=1", ":generateContent?key=1"),
        (":streamGenerateContent?alt=sse", ":generateContent"),
        (":streamGenerateContent", ":generateContent"),
    ):
        changed = without_streaming(Request("POST", base + tail))
        assert changed is not None
        assert changed.url == base + plain


def test_what_cannot_be_switched_off() -> None:
    assert without_streaming(Request("GET", "http://a")) is None
    for text in ("", "no json", "[1]", "[" * 100_000):
        assert without_streaming(Request("POST", "http://a", (), Body("json", text=text))) is None
