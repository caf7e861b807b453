"""Where a redirect leads, as a request (RFC 9110 §15.4); httpx's own way to it loses a response whose Location is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from streamlab.model import Head

MAX_REDIRECTS = 20
_REDIRECTS = (301, 302, 303, 307, 308)


class RedirectError(Exception):
    """The redirect names an address that cannot be followed."""


def location(head: Head) -> str:
    """Where a redirect says to go; "" where the response is none, or does not say."""
    if head.status not in _REDIRECTS:
        return ""
    return next((value for name, value in head.headers if name.lower() == "location"), "")


def followed(request: httpx.Request, head: Head, cookies: httpx.Cookies) -> httpx.Request | None:
    """The request that `head` redirects `request` to, None where it redirects nowhere. Raises RedirectError.

    What is for one host alone does not go to another: login, cookies and the name of the host. `cookies` gathers those that
    are set on the way.
    """
    if not (target := location(head)):
        return None
    cookies.extract_cookies(httpx.Response(head.status, headers=_raw(head), request=request))
    url = _resolved(request.url, target)
    method = _method(request.method, head.status)
    headers = httpx.Headers(request.headers)
    dropped = ["cookie"]
    if _origin(url) != _origin(request.url):
        headers["Host"] = url.netloc.decode("ascii")
        dropped += () if _upgraded(request.url, url) else ("authorization",)
    if method != request.method:
        dropped += ("content-length", "transfer-encoding")
    for name in dropped:
        headers.pop(name, None)
    stream = httpx.ByteStream(b"") if method != request.method else request.stream
    return httpx.Request(method, url, headers=headers, stream=stream, cookies=cookies, extensions=request.extensions)


def _raw(head: Head) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in head.headers]


def _resolved(base: httpx.URL, target: str) -> httpx.URL:
    try:
        text = target.encode("latin-1").decode("utf-8", "replace")
        url = base.join(text)
        if url.scheme in ("http", "https") and not url.host:  # `http:///path`, which browsers repair
            url = url.copy_with(host=base.host)
    except (httpx.InvalidURL, ValueError) as error:
        raise RedirectError(f"its Location is no address: {error}") from error
    if (url.port or 0) > 0xFFFF:
        raise RedirectError(f"its Location is no address: there is no port {url.port}")
    if url.scheme not in ("http", "https"):
        raise RedirectError(f"its Location is no address of HTTP: {url.scheme or 'no scheme'}:")
    return url.copy_with(fragment=base.fragment) if base.fragment and not url.fragment else url


def _method(method: str, status: int) -> str:
    """As browsers do (RFC 9110 §15.4, notes): a 302 makes a GET of all but HEAD, and a 301 of POST."""
    to_get = (status in (302, 303) and method != "HEAD") or (status == 301 and method == "POST")
    return "GET" if to_get else method


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, _port(url)


def _port(url: httpx.URL) -> int | None:
    return url.port or {"http": 80, "https": 443}.get(url.scheme)


def _upgraded(old: httpx.URL, new: httpx.URL) -> bool:
    """The same host by its usual ports, now over TLS."""
    return old.host == new.host and (old.scheme, _port(old), new.scheme, _port(new)) == ("http", 80, "https", 443)
