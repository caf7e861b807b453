"""Requests taken from what people have at hand: cURL as browsers copy it, and code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import streamlab
from streamlab.errors import UsageError
from streamlab.importing.imported import Imported
from streamlab.importing.request import import_request
from tests.clients.emulated.test_clients_last_line import AS_PUBLISHED

_JSON = '{"model":"a","messages":[{"role":"user","content":"it\'s 你好 😀 \\"q\\" 100%"}]}'

# Chromium's "Copy as cURL (bash)": $'…' where there is a character that needs it.
_CHROME_BASH = """\
curl 'https://api.example.com/v1/chat?x=%E4%BD%A0' \\
  -H 'accept: text/event-stream' \\
  -H 'authorization: Bearer a' \\
  -H 'content-type: application/json' \\
  -b 'sid=1; t=2' \\
  --data-raw $'{"model":"a","messages":[{"role":"user","content":"it\\u0027s \\u4f60\\u597d \\ud83d\\ude00 \\\\"q\\\\" 100%"}]}' \\
  --compressed"""

# The same for cmd, today …
_CHROME_CMD = """\
curl ^"https://api.example.com/v1/chat?x=^%^E4^%^BD^%^A0^" ^
  -H ^"accept: text/event-stream^" ^
  -H ^"authorization: Bearer a^" ^
  -H ^"content-type: application/json^" ^
  -b ^"sid=1; t=2^" ^
  --data-raw ^"^{^\\^"model^\\^":^\\^"a^\\^",^\\^"messages^\\^":^[^{^\\^"role^\\^":^\\^"user^\\^",^\\^"content^\\^":^\\^"it's 你好 😀 ^\\^\\^\\^"q^\\^\\^\\^" 100^%^\\^"^}^]^}^" ^
  --compressed"""  # noqa: E501

# … and as it was, and as Firefox has it.
_OLD_CMD = """\
curl "https://api.example.com/v1/chat?x=%E4%BD%A0" ^\r
  -H "accept: text/event-stream" ^\r
  -H "authorization: Bearer a" ^\r
  -H "content-type: application/json" ^\r
  -b "sid=1; t=2" ^\r
  --data-raw "{\\"model\\":\\"a\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"it's 你好 😀 \\\\\\"q\\\\\\" 100%\\"}]}" ^\r
  --compressed"""  # noqa: E501


@pytest.mark.parametrize("command", [_CHROME_BASH, _CHROME_CMD, _OLD_CMD], ids=["bash", "cmd", "old-cmd"])
def test_what_browsers_copy(command: str) -> None:
    found = import_request(command)
    assert (found.method, found.url) == ("POST", "https://api.example.com/v1/chat?x=%E4%BD%A0")
    assert found.headers == (
        ("accept", "text/event-stream"),
        ("authorization", "Bearer a"),
        ("content-type", "application/json"),
        ("Cookie", "sid=1; t=2"),
        ("Accept-Encoding", "gzip, deflate, br, zstd"),
    )
    assert found.body is not None
    assert json.loads(found.body) == json.loads(_JSON)
    assert (found.lost, found.variables) == ((), ())
    assert found.request().body.kind == "json"


@pytest.mark.parametrize(
    ("command", "method", "url", "headers", "body"),
    [
        ("curl example.com", "GET", "http://example.com", [], None),
        ("$ curl -XPUT 'http://a/' -d a=1 -d 'b=2'", "PUT", "http://a/",
         [["Content-Type", "application/x-www-form-urlencoded"]], "a=1&b=2"),
        ("curl -sSNL -k http://a/ --json '{\"a\": 1}'", "POST", "http://a/",
         [["Content-Type", "application/json"], ["Accept", "application/json"]], '{"a": 1}'),
        ("curl -G http://a/?b=1 --data-urlencode 'q=你 好'", "GET", "http://a/?b=1&q=%E4%BD%A0+%E5%A5%BD", [], None),
        ("curl -u user:pass -A me -e http://b http://a/", "GET", "http://a/",
         [["Authorization", "Basic dXNlcjpwYXNz"], ["User-Agent", "me"], ["Referer", "http://b"]], None),
        ('curl "http://a/" -H "Authorization: Bearer $KEY" -H \'X: $NOT\' -H "Y: \\$5"', "GET", "http://a/",
         [["Authorization", "Bearer {{KEY}}"], ["X", "$NOT"], ["Y", "$5"]], None),
        ("curl -I http://a/ -H 'Accept:' -H 'Empty;' # comment", "HEAD", "http://a/", [["Empty", ""]], None),
        ("curl http://a/ --data-raw '@not-a-file' -H'Content-Type: text/plain' | jq .", "POST", "http://a/",
         [["Content-Type", "text/plain"]], "@not-a-file"),
        ("curl --request POST --url http://a/ --header 'A: b' --data '{\n  \"a\": 1\n}' -o out -w '%{http_code}'", "POST", "http://a/",
         [["A", "b"], ["Content-Type", "application/x-www-form-urlencoded"]], '{\n  "a": 1\n}'),
        ("curl 'http://a/'#b -X PUT # only here a comment", "PUT", "http://a/#b", [], None),
        ("curl --proxy=localhost:1 -m 2.5 http://a/路径", "GET", "http://a/%E8%B7%AF%E5%BE%84", [], None),
        ("curl.exe ^\n  http://a/ ^\n  -H \"K: %MY_KEY%\"", "GET", "http://a/", [["K", "{{MY_KEY}}"]], None),
    ],
)  # fmt: skip
def test_command_lines(command: str, method: str, url: str, headers: list[list[str]], body: str | None) -> None:
    found = import_request(command).to_dict()
    assert (found["method"], found["url"], found["headers"], found["body"]) == (method, url, headers, body)
    assert found["lost"] == []


def test_options_of_a_command_line() -> None:
    found = import_request("curl -k -L --http2 -x localhost:8080 -m 2.5 http://a/")
    assert (found.verify, found.follow_redirects, found.http2, found.proxy) == (
        False,
        True,
        True,
        "http://localhost:8080",
    )
    assert found.timeout_ms == 2500
    request = found.request()
    assert (request.verify, request.timeouts.read) == (False, 2.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("curl http://a/ -F 'file=@a.png'", "--form"),
        ("curl http://a/ -d @body.json", "body.json"),
        ("curl http://a/ http://b/", "http://b/"),
        ("curl http://a/ -b cookies.txt", "cookies.txt"),
        ("fetch('/chat', { credentials: 'include' })", "Cookie header"),
        ("fetch('/chat')", "relative"),
        ("uni.request({ url: 'http://a/', sslVerify: false })", "sslVerify"),
    ],
)
def test_what_is_not_taken_over_is_said(text: str, said: str) -> None:
    assert said in " ".join(import_request(text).lost)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("curl 'http://a/ -H 'A: b'", "line 1"),
        ("curl -X POST", "no address"),
        ("", "There is no code"),
        ("hello there", "Line 1"),
        ("onChunkReceived((r) => {})", "makes no request"),
        ("let a = ;", "Line 1"),
        ("Invoke-WebRequest -Uri http://a/", "PowerShell"),
        ("while (true);", "interrupted"),
    ],
)
def test_a_text_without_a_request(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        import_request(text)
    assert said in str(caught.value)


def test_the_published_snippet() -> None:
    found = streamlab.import_request(AS_PUBLISHED)
    assert found.to_dict() == {
        "method": "POST",
        "url": "{{url}}/api/chat-process",
        "headers": [["Authorization", "Bearer {{token}}"]],
        "body": '{"prompt":"{{prompt}}","options":{}}',
        "timeout_ms": None,
        "variables": [{"name": "url"}, {"name": "token"}, {"name": "prompt"}],
        "lost": [],
    }
    filled = found.filled({"url": "http://a", "token": "t"})
    assert (filled.url, filled.headers, filled.variables) == (
        "http://a/api/chat-process",
        (("Authorization", "Bearer t"),),
        ("prompt",),
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("wx.request({ url: 'http://a/', data: { q: '你 好', n: 1 }, timeout: 60000 })",
         Imported("GET", "http://a/?q=%E4%BD%A0%20%E5%A5%BD&n=1", timeout_ms=60000)),
        ("const header = { 'content-type': 'application/x-www-form-urlencoded' }\n"  # noqa: ISC004
         "Taro.request({ url: 'http://a/', method: 'POST', header, data: { a: 'b c' } })",
         Imported("POST", "http://a/", (("content-type", "application/x-www-form-urlencoded"),), "a=b%20c")),
        ("const headers = new Headers({ 'Content-Type': 'application/json' })\n"  # noqa: ISC004
         "fetch('http://a/', { method: 'POST', headers, body: JSON.stringify({ a: [1] }) })",
         Imported("POST", "http://a/", (("Content-Type", "application/json"),), '{"a":[1]}', is_json=True)),
        ("const body = new URLSearchParams({ q: '你', k: key })\n"  # noqa: ISC004
         "fetch('http://a/', { method: 'POST', headers: [['A', 'b'], ['C', 'd']], body })",
         Imported("POST", "http://a/", (("A", "b"), ("C", "d")), "q=%E4%BD%A0&k={{key}}")),
        ("axios.post('/chat', { a: 1 }, { baseURL: 'http://a', params: { p: 'q' }, headers: { A: 'b' } })",
         Imported("POST", "http://a/chat?p=q", (("A", "b"),), '{"a":1}', is_json=True)),
        ("new EventSource('http://a/')", Imported("GET", "http://a/", (("Accept", "text/event-stream"),))),
        ("await fetchEventSource('http://a/', { method: 'POST', body: '{}', headers: { Accept: '*/*' } })",
         Imported("POST", "http://a/", (("Accept", "*/*"),), "{}")),
        ("const x = new XMLHttpRequest()\nx.open('POST', 'http://a/')\n"  # noqa: ISC004
         "x.setRequestHeader('Content-Type', 'application/json')\nx.send('{}')",
         Imported("POST", "http://a/", (("Content-Type", "application/json"),), "{}", is_json=True)),
        ("$.ajax({ url: 'http://a/', type: 'POST', data: { a: 'b' } })",
         Imported("POST", "http://a/", (("Content-Type", "application/x-www-form-urlencoded"),), "a=b")),
    ],
)  # fmt: skip
def test_code(code: str, expected: Imported) -> None:
    assert import_request(code) == expected


@given(st.text(alphabet="curl -Hd'\"\\$^%{}@:=\n\t你#;&|http://", max_size=60))
def test_no_command_line_is_too_odd(rest: str) -> None:
    try:
        found = import_request("curl " + rest)
    except UsageError:
        return
    assert found.url
    assert found.to_dict()


@pytest.mark.parametrize(
    "options",
    [
        "--preproxy socks5://other.example",
        "--doh-url https://other.example",
        "--socks4 other.example:1080",
        "--dns-ipv4-addr 10.0.0.1",
        "-C 100",
        "-U bob:x",
        "-z tomorrow",
        "--request-target /elsewhere",
        "--proto-default https",
        "-sSLC -",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_value_of_an_option_is_never_the_address(options: str, first: bool) -> None:
    address = "https://api.example/x"
    found = import_request(f"curl {options} {address}" if first else f"curl {address} {options}")
    assert found.to_dict()["url"] == address


@pytest.mark.parametrize("options", ["--compressed", "-sS", "--http1.1", "--no-buffer", "-N", "--tcp-nodelay", "-g"])
def test_an_option_without_a_value_takes_none(options: str) -> None:
    assert import_request(f"curl {options} https://api.example/x").to_dict()["url"] == "https://api.example/x"
