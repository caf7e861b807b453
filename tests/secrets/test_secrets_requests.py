"""What is written down holds no secret, only its length."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.request import Body, Request, redacted
from streamlab.secrets import is_secret, redact_headers, redact_url


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "proxy-authorization",
        "Cookie",
        "Set-Cookie",
        "X-Auth-Token",
        "access_token",
        "api-key",
        "x-goog-api-key",
        "apiKey",
        "Ocp-Apim-Subscription-Key",
        "client_secret",
        "password",
        "key",
        "X-Key-Id",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "Proxy-Authorisation",
        "api.key",
        "passwd",
        "pwd",
        "token",
    ],
)
def test_secret_names(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize(
    "name", ["Content-Type", "max_tokens", "prompt", "keywords", "author", "X-Request-Id", "tokens"]
)
def test_open_names(name: str) -> None:
    assert not is_secret(name)


def test_headers_keep_order_case_and_duplicates() -> None:
    headers = (("a", "1"), ("AUTHORIZATION", "Bearer sk-1"), ("a", "2"))
    assert redact_headers(headers) == (("a", "1"), ("AUTHORIZATION", "redacted(11)"), ("a", "2"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://h/p?a=b", "http://h/p?a=b"),
        ("http://h/p", "http://h/p"),
        ("https://u:p@h/", "https://redacted(3)@h/"),
        ("https://u:p@q@h/", "https://redacted(5)@h/"),
        ("u:p@h:80", "redacted(3)@h:80"),
        ("http://h/@a", "http://h/@a"),
        ("http://h/?key=1234&max_tokens=5", "http://h/?key=redacted(4)&max_tokens=5"),
        ("http://h/?q=1&api%5Fkey=ab", "http://h/?q=1&api%5Fkey=redacted(2)"),
        ("http://h/#access_token=ab", "http://h/#access_token=redacted(2)"),
    ],
)
def test_url(url: str, expected: str) -> None:
    assert redact_url(url) == expected


def test_the_whole_request() -> None:
    request = Request(
        "POST",
        "http://u:sekret@h/?token=sekret",
        (("Cookie", "s=sekret"), ("X", "open")),
        Body("json", '{"api_key": "sekret", "max_tokens": 5, "messages": [{"password": "sekret", "content": "你"}]}'),
        proxy="http://u:sekret@proxy:1",
    )
    written = redacted(request)
    text = json.dumps(written.to_dict(), ensure_ascii=False)
    assert "sekret" not in text
    assert "open" in text
    assert "你" in text
    assert (written.method, written.timeouts) == ("POST", request.timeouts)


def test_a_body_of_bytes() -> None:
    secret = redacted(Request(body=Body("bytes", data='{"api_key": "sekret", "a": "你"}'.encode())))
    assert secret.json() == {"api_key": "******", "a": "你"}
    for data in (b'{"a":   1}', b"\xff{", b'\xef\xbb\xbf{"api": 1}', b""):
        assert redacted(Request(body=Body("bytes", data=data))).body.data == data


def test_a_body_without_secrets_keeps_its_spelling() -> None:
    for text in ('{"a":   1}', "{not json", "[" * 5000, '"\ud800"'):
        assert redacted(Request(body=Body("json", text))).body.text == text


def test_form_body() -> None:
    request = Request(
        headers=(("content-type", "application/x-www-form-urlencoded"),), body=Body("text", "a=b&password=pw")
    )
    assert redacted(request).body.text == "a=b&password=**"


_names = st.sampled_from(["token", "Authorization", "X-Key", "content", "password"])
_values = st.sampled_from(["", "sekret", "redacted(6)", "a=b&token=c", "redacted(6) ", "你"])
_requests = st.builds(
    Request,
    st.just("POST"),
    st.builds("http://{}@h/?{}={}".format, _values, _names, _values),
    st.lists(st.tuples(_names, _values)).map(tuple),
    st.builds(
        lambda kind, name, value: Body(
            kind, text := json.dumps({name: value}), text.encode() if kind == "bytes" else b""
        ),
        st.sampled_from(["text", "json", "bytes"]),
        _names,
        _values,
    ),
    proxy=st.none() | st.builds("http://{}@p".format, _values),
)


@given(_requests)
def test_twice_is_as_once(request: Request) -> None:
    assert redacted(redacted(request)) == redacted(request)
