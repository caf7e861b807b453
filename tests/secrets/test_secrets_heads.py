"""Heads and addresses: what stands in ⟦ ⟧ is masked with its length, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.secrets import is_secret, redact_headers, redact_text, redact_url
from tests.secrets.cases_gone import JWT
from tests.secrets.cases_of_source import MORE_FIELDS


def _both(marked: str) -> tuple[str, str]:
    """The text with its secrets, and without."""
    return re.sub("[⟦⟧]", "", marked), re.sub("⟦([^⟧]*)⟧", lambda found: f"redacted({len(found[1])})", marked)


FIELDS = [
    "Location: https://h.example/cb?a=1&access_token=⟦x1⟧",
    "Location: /cb#id_token=⟦x1⟧&state=abc",
    "Location: /cb?code=⟦SplxlOBeZQQYbYS6WxSbIA⟧&state=xyz",
    "Location: https://⟦me:word⟧@h.example/",
    "Location: /next;jsessionid=⟦0A1B2C⟧?x=1",
    "Location: https://h.example/cb?next=https%3A%2F%2Fi.example%2F%3Ftoken%3D⟦x1⟧",
    "Content-Location: /p?api_key=⟦x1⟧",
    "Refresh: 5; url=https://h.example/?token=⟦x1⟧",
    'Link: <https://h.example/p?page=2&access_token=⟦x1⟧>; rel="next"',
    "Set-Cookie: sid=⟦x1⟧; Path=/; HttpOnly",
    "set-cookie: a=⟦b=c⟧; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
    "Set-Cookie: ⟦flagonly⟧; Secure",
    "X-Auth-Token: ⟦x1⟧",
    "X-Session-Id: ⟦x1⟧",
    "Mcp-Session-Id: ⟦x1⟧",
    "X-CSRF-Token: ⟦x1⟧",
    "Authorization: ⟦Bearer x1⟧",
    "Proxy-Authorization: ⟦Basic eA==⟧",
    "X-Amz-Security-Token: ⟦x1⟧",
    "X-Api-Key: ⟦x1⟧",
    "api-key: ⟦x1⟧",
    "X-Goog-Api-Key: ⟦x1⟧",
    f"X-Custom: ⟦{JWT}⟧",
    "X-Custom: Bearer ⟦abcDEF0123456789⟧",
    "X-Custom: ⟦sk-abcdefghij0123456789⟧",
    'X-Data: {"password": "⟦x1⟧"}',
    "X-Forward: a=1&password=⟦x1⟧",
    "Referer: https://h.example/p?token=⟦x1⟧&q=2",
    "Cookie: ⟦sid=x1; theme=dark⟧",
    "WWW-Authenticate: Negotiate ⟦oYG2MIGzoAMKAQChCwYJKoZI⟧",
    "X-Hub-Signature-256: ⟦sha256=abcdef⟧",
    "X-Signature: ⟦5d41402abc4b⟧",
    "X-Wx-Ticket: ⟦gQH47joAAAA⟧",
    "Sec-WebSocket-Protocol: chat, ⟦sk-abcdefghij0123456789⟧",
    "Server: nginx",
    "Content-Type: application/json; charset=utf-8",
    'ETag: "9f86d081884c7d659a2feaa0c55ad015"',
    "X-Request-Id: 9f86d081884c7d659a2feaa0c55ad015",
    "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "CF-RAY: 8a1b2c3d4e5f6a7b-SIN",
    "x-ratelimit-remaining-tokens: 39999",
    "anthropic-ratelimit-tokens-reset: 2026-01-01T00:00:00Z",
    "x-ratelimit-reset-tokens: 6m0s",
    'WWW-Authenticate: Bearer realm="api", error="invalid_token"',
    'WWW-Authenticate: Bearer authorization_uri="https://h.example/"',
    'Proxy-Authenticate: Basic realm="proxy"',
    "Access-Control-Allow-Headers: Authorization, X-Api-Key",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: X-Auth-Token",
    "Vary: Cookie, Authorization",
    "Location: /login?next=/design&author=me&page=2",
    "Location: https://h.example:8443/a;v=1?code=200#top",
    'Link: <https://h.example/p?page=2&per_page=5>; rel="next"',
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Idempotency-Key: 550e8400-e29b-41d4-a716-446655440000",
    "X-Cache-Key: /p/1",
    "Digest: sha-256=4REjxQ4yrqUVicfSKYNO/cF9zj5ANbzgZt3/h3Qxo8Y=",
    "Content-Security-Policy: script-src 'nonce-abc123' https://h.example",
    "Keep-Alive: timeout=5, max=100",
    "X-Token-Count: 12",
    "Authorization: Bearer {{key}}",
    "X-Api-Key: YOUR_API_KEY",
    "Date: Wed, 21 Oct 2026 07:28:00 GMT",
    "Set-Cookie: a=; Max-Age=0",
    "Authorization: ",
    "Strict-Transport-Security: max-age=31536000",
    "Key-Name: color",
]


@pytest.mark.parametrize("field", [*FIELDS, *MORE_FIELDS])
def test_fields(field: str) -> None:
    (before, after) = _both(field)
    name, _, value = before.partition(": ")
    assert redact_headers(((name, value),)) == ((name, after.partition(": ")[2]),)


ADDRESSES = [
    "http://h/p?a=b",
    "http://h/p",
    "https://⟦u:p⟧@h/",
    "https://⟦u:p@q⟧@h/",
    "⟦u:p⟧@h:80",
    "socks5://⟦u:p⟧@h:1080",
    "http://h/@a",
    "http://h/?q=me@h.example",
    "http://h/?key=⟦1234⟧&max_tokens=5",
    "http://h/?q=1&api%5Fkey=⟦ab⟧",
    "http://h/?q=1&%61pi_key=⟦ab⟧",
    "http://h/#access_token=⟦ab⟧",
    "http://h/p;token=⟦ab⟧/q;v=1?x=2",
    "http://h/p;jsessionid=⟦ab⟧",
    "http://h/?sig=⟦ab%2Bc⟧&se=2026",
    "http://h/?X-Amz-Signature=⟦ab⟧&X-Amz-Date=1&X-Amz-Credential=⟦cd⟧",
    "http://h/?next=http%3A%2F%2Fi%2F%3Ftoken%3D⟦ab⟧&x=1",
    "http://h/?next=http%3A%2F%2F⟦u%3Ap⟧%40i%2F",
    "http://h/?grant_type=authorization_code&code=⟦abc⟧",
    "http://h/?code=200&lang_code=zh&sign_up=1",
    "http://h/?author=me&design=new&tokenizer=x&page_token=abc123",
    "http://h/token/info?a=1",
    "http://h/auth/login?user=me",
    "https://api.telegram.org/bot⟦123456789:AAabcdefghijklmnopqrstuvwxyz0123456⟧/getMe",
    "https://open.feishu.cn/open-apis/bot/v2/hook/⟦550e8400-e29b-41d4-a716-446655440000⟧",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=⟦550e8400-e29b-41d4-a716-446655440000⟧",
    "https://oapi.dingtalk.com/robot/send?access_token=⟦abc⟧",
    "http://h/?q={{key}}&token={{token}}",
    "http://h/?token=",
    "http://h/?⟦sk-abcdefghij0123456789⟧",
    "http://h/v1/⟦sk-abcdefghij0123456789⟧/x",
    "http://[::1]:80/?a=1",
    "wss://h/?session_id=⟦ab⟧&model=m",
    "http://h/?a=1&a=2&password=⟦x⟧&password=⟦y⟧",
    "http://h/?user[password]=⟦x⟧",
    "http://h/?%E5%AF%86%E7%A0%81=⟦x⟧",
    "//⟦u:p⟧@h/x",
    "",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses(address: str) -> None:
    before, after = _both(address)
    assert redact_url(before) == after
    assert redact_url(after) == after


WORDS = [
    "Incorrect API key provided: ⟦sk-abcdefghij0123456789⟧. See the docs.",
    "cannot connect to https://⟦u:p⟧@h/",
    "redirect: 302 to http://h/b?key=⟦secret⟧",
    "Invalid token: ⟦abc123def⟧",
    "no such host: h.example",
    "unexpected token } in JSON at position 5",
    "Unexpected token < in JSON: line 1",
    "certificate verify failed: unable to get local issuer certificate",
]


@pytest.mark.parametrize("words", WORDS)
def test_words(words: str) -> None:
    before, after = _both(words)
    assert redact_text(before) == after


_NAMES = st.sampled_from(
    ["X-Note", "Authorization", "Set-Cookie", "Location", "Referer", "X-Token", "Link", "WWW-Authenticate"]
)
_PIECES = st.sampled_from(
    [
        "a=b",
        "; ",
        "token=",
        "x1",
        "https://",
        "u:p@",
        "h/",
        "?",
        "&",
        "#",
        "%3D",
        "Bearer ",
        "abcdef0123456789",
        "sk-abcdefghij0123456789",
        "redacted(5)",
        " ",
        '"',
        "{",
        "}",
        ":",
        "password",
        "code=",
        "state=",
        "你",
    ]
)


@given(_NAMES, st.lists(_PIECES, max_size=12).map("".join))
def test_twice_is_as_once(name: str, value: str) -> None:
    once = redact_headers(((name, value),))
    assert redact_headers(once) == once
    assert redact_url(redact_url(value)) == redact_url(value)
    assert redact_text(redact_text(value)) == redact_text(value)


@given(st.text(), st.text())
def test_no_head_is_too_strange(name: str, value: str) -> None:
    redact_headers(((name, value),))
    redact_url(value)
    is_secret(name)
