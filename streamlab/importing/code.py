"""The request that pasted JavaScript makes, which is run for that in the sandbox."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from streamlab.clients.handler import HandlerFacts, inspect_handler
from streamlab.errors import Misuse, UsageError
from streamlab.i18n import translate
from streamlab.importing.imported import Imported

# Options that change nothing on the wire, or what this product does in any case.
_LOCAL = frozenset((
    "dataType", "responseType", "signal", "openWhenHidden", "mode", "cache", "keepalive", "redirect",
    "referrerPolicy", "enableHttp2", "enableQuic", "enableCache", "enableHttpDNS", "httpDNSServiceId",
    "forceCellularNetwork", "useHighPerformanceMode", "duplex", "async", "integrity", "priority", "fetch",
    "withCredentials", "credentials",
))  # fmt: skip
_COOKIES = ("credentials", "withCredentials")


def from_code(source: str) -> Imported:
    """The request. Raises `UsageError` where the code makes none."""
    return from_facts(inspect_handler(source, text_decoder=True))


def from_facts(facts: HandlerFacts) -> Imported:
    """The request of code that was looked at. Raises as `from_code` does."""
    found = facts.request
    if found is None:
        raise _why_none(facts)
    url, body, is_json = _url_and_body(found)
    headers = tuple((str(name), str(value)) for name, value in found["headers"])
    if isinstance(found["data"], dict | list) and found["api"] == "ajax" and not _kind(headers):
        headers = (*headers, ("Content-Type", "application/x-www-form-urlencoded"))
    if found["api"] in ("EventSource", "fetchEventSource") and not any(name.lower() == "accept" for name, _ in headers):
        headers = (("Accept", "text/event-stream"), *headers)
    timeout = found["timeout"]
    return Imported(
        method=found["method"],
        url=url,
        headers=headers,
        body=body,
        is_json=is_json,
        timeout_ms=round(timeout) if isinstance(timeout, int | float) and 0 < timeout < 1e12 else None,
        lost=tuple(_lost(found, url)),
    )


def _why_none(facts: HandlerFacts) -> UsageError:
    if facts.problem is None:
        return UsageError(Misuse.NO_REQUEST)
    if facts.problem.line is None:
        return UsageError(Misuse.NO_REQUEST_FOR, reason=facts.problem.message)
    return UsageError(Misuse.NO_REQUEST_AT, line=facts.problem.line, reason=facts.problem.message)


def _kind(headers: tuple[tuple[str, str], ...]) -> str:
    return next((value.lower() for name, value in headers if name.lower() == "content-type"), "")


def _url_and_body(found: Mapping[str, Any]) -> tuple[str, str | None, bool]:
    """Where the data goes: a GET carries it in the address, else it is the body, in the form that the headers name."""
    url, data, method = str(found["url"]), found["data"], found["method"]
    if data is None:
        return url, None, False
    kind = _kind(tuple(found["headers"]))
    if isinstance(data, str):
        return url, data if data or method not in ("GET", "HEAD") else None, "json" in kind
    if isinstance(data, dict) and method in ("GET", "HEAD"):
        return (_with_query(url, data) if data else url), None, False
    if isinstance(data, dict) and ("urlencoded" in kind or (found["api"] == "ajax" and not kind)):
        return url, _query(data), False
    return url, json.dumps(data, ensure_ascii=False, separators=(",", ":")), True


def _with_query(url: str, data: Mapping[str, Any]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{_query(data)}"


def _query(data: Mapping[str, Any]) -> str:
    pairs = ((name, value if isinstance(value, str) else json.dumps(value)) for name, value in data.items())
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='{}')}" for name, value in pairs)


def _lost(found: Mapping[str, Any], url: str) -> Iterator[str]:
    more = found["more"]
    if any(name in _COOKIES for name in more):
        yield translate("Import", "The browser's cookies are not known here: where they matter, add a Cookie header.")
    for name in more:
        if name not in _LOCAL:
            yield translate("Import", "The option “{name}” was not taken over.").format(name=name)
    if not url:
        yield translate("Import", "The code passes no address: enter one.")
    elif "://" not in url and not url.startswith("{{"):
        yield translate("Import", "The address {url} is relative: put the server before it.").format(url=url)
