"""Where a redirect leads, and what goes along (RFC 9110 §15.4)."""

from __future__ import annotations

import httpx
import pytest

from streamlab.model import EndKind, EndReason, Head
from streamlab.request import Body, Request
from streamlab.transport import HttpxTransport
from streamlab.transport.redirects import RedirectError, followed, location
from tests.transport.conformance import body, end, head, play
from tests.transport.wire_server import WireServer

HERE = "http://here.example/a/b?c=d#e"
OWN = {"Authorization": "Bearer t", "Cookie": "a=b", "X-Own": "1", "Host": "here.example"}


def redirected(
    target: str, status: int = 302, *, method: str = "GET", start: str = HERE, more: tuple[tuple[str, str], ...] = ()
) -> httpx.Request | None:
    content = b"content" if method in ("POST", "PUT") else None
    request = httpx.Request(method, start, headers=OWN, content=content)
    return followed(request, Head(0, "HTTP/1.1", status, "", (("Location", target), *more)), httpx.Cookies())


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("/x", "http://here.example/x#e"),
        ("x", "http://here.example/a/x#e"),
        ("?x", "http://here.example/a/b?x#e"),
        ("#x", "http://here.example/a/b?c=d#x"),
        ("//there.example/x", "http://there.example/x#e"),
        ("https://here.example:8443/", "https://here.example:8443/#e"),
        ("http:///x", "http://here.example/x#e"),
        ("/\xe4\xbd\xa0", "http://here.example/%E4%BD%A0#e"),
    ],
)
def test_where_it_leads(target: str, url: str) -> None:
    found = redirected(target)
    assert found is not None
    assert str(found.url) == url


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:,x",
        "mailto:a@b",
        "http://[::1",
        "http://a:70000/",
        "http://a\0b/",
    ],
)
def test_what_cannot_be_followed(target: str) -> None:
    with pytest.raises(RedirectError, match="its Location is no address"):
        redirected(target)


@pytest.mark.parametrize("status", [200, 201, 300, 304, 305, 306, 399, 404])
def test_what_is_no_redirect(status: int) -> None:
    assert redirected("/x", status) is None
    assert location(Head(0, "HTTP/1.1", 302, "", (("A", "b"),))) == ""


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [
        (301, "POST", "GET"),
        (301, "PUT", "PUT"),
        (302, "POST", "GET"),
        (302, "HEAD", "HEAD"),
        (303, "PUT", "GET"),
        (303, "HEAD", "HEAD"),
        (307, "POST", "POST"),
        (308, "PUT", "PUT"),
    ],
)
def test_the_method_and_the_body_that_go_on(status: int, method: str, then: str) -> None:
    found = redirected("/x", status, method=method)
    assert found is not None
    assert found.method == then
    goes_on = method in ("POST", "PUT") and then == method
    assert (found.read() == b"content", "content-length" in found.headers) == (goes_on, goes_on)


@pytest.mark.parametrize(
    ("target", "login", "host"),
    [
        ("/x", True, "here.example"),
        ("http://there.example/", False, "there.example"),
        ("http://here.example:81/", False, "here.example:81"),
        ("http://here.example.evil/", False, "here.example.evil"),
        ("https://here.example/", True, "here.example"),  # the same host by its usual ports, now over TLS
        ("https://here.example:8443/", False, "here.example:8443"),
    ],
)
def test_a_login_stays_with_its_host(target: str, login: bool, host: str) -> None:
    found = redirected(target)
    assert found is not None
    assert ("authorization" in found.headers, found.headers["host"], found.headers["x-own"]) == (login, host, "1")
    assert "cookie" not in found.headers


def test_cookies_that_are_set_on_the_way_go_along_where_they_belong() -> None:
    cookie = (("Set-Cookie", "s=1; Path=/"),)
    same, other = redirected("/x", more=cookie), redirected("http://there.example/", more=cookie)
    assert same is not None
    assert other is not None
    assert (same.headers.get("cookie"), other.headers.get("cookie")) == ("s=1", None)


def test_a_body_goes_again_and_the_last_answer_is_shown() -> None:
    again = b"HTTP/1.1 308 Again\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"
    with WireServer([again], [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"]) as server:
        request = Request("POST", server.url, body=Body("text", "content"), follow_redirects=True)
        messages = play(HttpxTransport(), request)
    assert [request.endswith(b"\r\n\r\ncontent") for request in server.requests] == [True, True]
    assert (head(messages).status, body(messages)) == (200, b"ok")
    assert end(messages)[1:] == (EndReason.COMPLETE, EndKind.NONE, f"redirect: 308 to {server.url}there")
