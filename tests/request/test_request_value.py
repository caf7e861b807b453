"""The request as a value: saved and read back, and the headers that go out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from streamlab.errors import RequestError
from streamlab.request import Body, Request, Timeouts, wire_headers

FULL = Request(
    "POST",
    "https://example.com/a?b=c",
    (("B", "1"), ("a", "2"), ("B", "3")),
    Body("bytes", data=b"\x00\xff"),
    Timeouts(1, 2.5, None, 4),
    verify=False,
    proxy="http://127.0.0.1:8080",
    http2=True,
    follow_redirects=True,
)


@pytest.mark.parametrize(
    "request_",
    [
        FULL,
        Request(),
        Request(body=Body("json", '{"a": "你"}')),
        Request(body=Body("text", "x")),
        Request(body=Body("file", path="/a/b")),
    ],
)
def test_saved_and_read_back(request_: Request) -> None:
    assert Request.from_dict(request_.to_dict()) == request_


def test_what_is_missing_keeps_its_default() -> None:
    assert Request.from_dict({"url": "http://a/"}) == Request(url="http://a/")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ([], "request"),
        ({"method": 1}, "method"),
        ({"headers": {}}, "headers"),
        ({"headers": [["a"]]}, "headers"),
        ({"body": []}, "body"),
        ({"body": {"kind": "stone"}}, "body"),
        ({"body": {"kind": "bytes", "b64": "*"}}, "body"),
        ({"timeouts": {"read": "soon"}}, "read"),
        ({"verify": "yes"}, "verify"),
    ],
)
def test_a_wrong_type_names_its_field(values: Any, field: str) -> None:
    with pytest.raises(RequestError) as caught:
        Request.from_dict(values)
    assert caught.value.field == field


def test_content_of_each_kind_of_body() -> None:
    assert Body().content() is None
    assert Body("text", "你").content() == "你".encode()
    assert Body("json", "\ud83d").content() == b"\xed\xa0\xbd"
    assert Body("bytes", data=b"\xff").content() == b"\xff"
    assert Body("file", path="/a").content() == Path("/a")


def test_defaults_fill_only_what_is_left_out() -> None:
    assert wire_headers(Request(body=Body("json", "{}"))) == (
        ("User-Agent", "streamlab"),
        ("Accept", "*/*"),
        ("Content-Type", "application/json"),
    )
    own = (("accept", "a"), ("CONTENT-TYPE", "b"), ("user-agent", "c"))
    assert wire_headers(Request(headers=own, body=Body("text", ""))) == own
    assert wire_headers(FULL)[2:] == FULL.headers


def test_header_is_found_in_any_case() -> None:
    assert FULL.header("A") == "2"
    assert FULL.header("b") == "1"
    assert FULL.header("c") is None


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (Body("json", '{"a": "你"}'), {"a": "你"}),
        (Body("text", "[1]"), [1]),
        (Body("json", "{"), None),
        (Body("json", '"\ud800"'), "?"),
        (Body("bytes", data=b'{"a": 1}'), {"a": 1}),
        (Body("bytes", data=b"\xff{}"), None),
        (Body("file", path="{}"), None),
        (Body("text", "a=b"), None),
        (Body(), None),
    ],
)
def test_json_value_of_the_body(body: Body, value: Any) -> None:
    assert Request(body=body).json() == value
