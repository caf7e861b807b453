"""What is wrong with a request before it is sent: problems, never an exception."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from streamlab.decode import json_text
from streamlab.i18n import translate
from streamlab.model import Severity
from streamlab.request.gate import unfilled
from streamlab.request.hosts import wire_host
from streamlab.request.value import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.request.value import Request

PLACEHOLDER = "YOUR_API_KEY"
_TOKEN = re.compile(r"[-!#$%&'*+.^_`|~0-9A-Za-z]+")  # RFC 9110 §5.6.2
_LONGEST_HOST = 253  # RFC 1035 §2.3.4, as written
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")
# These two frame the body; a wrong value makes the request end elsewhere than the body does.
_FRAMING = ("content-length", "transfer-encoding")


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with `field`. ERROR: cannot be sent; WARNING: sent as it stands. `args` are for its words."""

    field: Field
    kind: str
    severity: Severity = Severity.ERROR
    args: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def detail(self) -> str:
        """The sentence for a person, in the language in force."""
        return problem_text(self)


def validate(request: Request) -> tuple[Problem, ...]:
    """Everything wrong with `request`, in the order of the form: method, URL, headers, body, options."""
    parts = (
        _method(request.method),
        _url(request.url),
        _headers(request),
        _body(request),
        _options(request),
        _unfilled(request),
    )
    return tuple(problem for part in parts for problem in part)


def errors(request: Request) -> tuple[Problem, ...]:
    """The problems that keep `request` from being sent."""
    return tuple(problem for problem in validate(request) if problem.severity is Severity.ERROR)


def faults(request: Request | None) -> tuple[str, ...]:
    """The same as sentences for a person; none where the request is not known."""
    return () if request is None else tuple(problem.detail for problem in errors(request))


def _method(method: str) -> Iterator[Problem]:
    if not method:
        yield Problem("method", "empty-method")
    elif not _TOKEN.fullmatch(method):
        yield Problem("method", "bad-method", args={"method": method})
    elif method.upper() == "CONNECT":
        yield Problem("method", "connect-method")


def _url(url: str) -> Iterator[Problem]:
    kind, args = _address_fault(url, ("http", "https"))
    if kind:
        yield Problem("url", kind, args=args)


class _Fault(NamedTuple):
    kind: str
    args: dict[str, Any]


def _address_fault(url: str, schemes: tuple[str, ...]) -> _Fault:
    """Why `url` is no address of one of `schemes`; an empty kind if it is one."""
    if not url.strip():
        return _Fault("empty-url", {})
    if bad := next((c for c in url if c <= " " or c == "\x7f"), ""):
        return _Fault("bad-url-character", {"position": url.index(bad) + 1})
    scheme, separator, _ = url.partition("://")
    if not separator:
        return _Fault("no-scheme", {})
    if scheme.lower() not in schemes:
        return _Fault("bad-scheme", {"scheme": scheme, "schemes": ", ".join(schemes)})
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return _Fault("bad-port" if "port" in str(error).lower() else "bad-host", {})
    if not host:
        return _Fault("no-host", {})
    if port == 0:
        return _Fault("bad-port", {})
    return _Fault("", {}) if _is_host(host) else _Fault("bad-host", {"host": host})


def _is_host(host: str) -> bool:
    if ":" in host:  # an IPv6 address, which urlsplit has checked
        return True
    if any(c in '<>"^`{|}\\%' for c in host):
        return False
    try:
        labels = wire_host(host).encode()
    except UnicodeError:
        return False
    return len(labels) <= _LONGEST_HOST and all(0 < len(label) <= 63 for label in labels.removesuffix(b".").split(b"."))


def _headers(request: Request) -> Iterator[Problem]:
    for index, (name, value) in enumerate(request.headers):
        where = {"name": name, "row": index + 1}
        if not name:
            yield Problem("headers", "empty-header-name", args=where)
        elif not _TOKEN.fullmatch(name):
            yield Problem("headers", "bad-header-name", args=where)
        if any(c in value for c in "\r\n\0\v\f"):
            yield Problem("headers", "bad-header-character", args=where)
        elif any(c > "\xff" for c in value):
            character = next(c for c in value if c > "\xff")
            yield Problem("headers", "header-not-latin-1", args=where | {"character": character})
        elif value != value.strip(" \t"):
            yield Problem("headers", "header-blanks", args=where)
        if name.lower() in _FRAMING:
            yield Problem("headers", "framing-header", Severity.WARNING, where)
        if PLACEHOLDER in value:
            yield Problem("headers", "placeholder", Severity.WARNING, where | {"placeholder": PLACEHOLDER})


def _body(request: Request) -> Iterator[Problem]:
    body = request.body
    if body.kind == "json":
        yield from _json(body.text)
    elif body.kind == "file" and not request.origin.file:  # a path that a stranger names is not looked at
        yield from _file(body.path)


def _unfilled(request: Request) -> Iterator[Problem]:
    for field, name in unfilled(request):
        yield Problem(field, "unfilled", args={"name": name})


def _json(text: str) -> Iterator[Problem]:
    error = json_text.parse(text.encode("utf-8", "surrogatepass")).error
    if error is not None:
        args = {"line": error.line, "column": error.column, "reason": error.kind, "position": error.position}
        yield Problem("body", "bad-json", Severity.WARNING, args)


def _file(path: str) -> Iterator[Problem]:
    if not path:
        yield Problem("body", "no-file")
        return
    try:
        file = Path(path).expanduser()
        found, regular, readable = file.exists(), file.is_file(), os.access(file, os.R_OK)
    except (OSError, ValueError, RuntimeError):  # a name the system refuses; a home that does not exist
        found = regular = readable = False
    if not found:
        yield Problem("body", "file-missing", args={"path": path})
    elif not regular:
        yield Problem("body", "file-not-regular", args={"path": path})
    elif not readable:
        yield Problem("body", "file-unreadable", args={"path": path})


def _options(request: Request) -> Iterator[Problem]:
    if request.proxy:
        kind, args = _address_fault(request.proxy, _PROXY_SCHEMES)
        if kind:
            yield Problem("options", "bad-proxy", args={"kind": kind, **args})
    for phase in ("connect", "read", "write", "pool"):
        seconds = getattr(request.timeouts, phase)
        if seconds is not None and not 0 < seconds < 1e9:
            yield Problem("options", "bad-timeout", args={"phase": phase})


def problem_text(problem: Problem) -> str:
    """What is wrong and what to do, in the language in force."""
    if problem.kind == "unfilled":
        text = translate("Problem", "The recording masks “{name}”. Put the value in the place of {blank}.")
        return text.format(name=problem.args["name"], blank="{{" + problem.args["name"] + "}}")
    if problem.kind == "bad-proxy":
        proxy = Problem("url", problem.args["kind"], args=problem.args)
        return translate("Problem", "The proxy cannot be used: {reason}").format(reason=problem_text(proxy))
    if problem.field in ("method", "url"):
        return _address_text(problem.kind).format(**problem.args)
    if problem.field == "headers":
        return _header_text(problem.kind).format(**problem.args)
    return _rest_text(problem.kind).format(**problem.args)


def _address_text(kind: str) -> str:
    return {
        "empty-method": translate("Problem", "Choose a method, for example POST."),
        "bad-method": translate("Problem", "“{method}” is not a method: use letters, digits and -, without spaces."),
        "connect-method": translate(
            "Problem", "CONNECT opens a tunnel and gives no reply to look at. Use another method."
        ),
        "empty-url": translate("Problem", "Enter an address, for example https://example.com/v1/chat/completions."),
        "bad-url-character": translate(
            "Problem",
            "The address holds a blank or a control character at position {position}. Remove it or write %20.",
        ),
        "no-scheme": translate("Problem", "The address has no scheme. Put http:// or https:// before it."),
        "bad-scheme": translate("Problem", "“{scheme}” cannot be used here. Use one of: {schemes}."),
        "no-host": translate(
            "Problem", "The address names no host. Write it after ://, for example https://example.com."
        ),
        "bad-host": translate("Problem", "The host in the address is not valid. Check its spelling."),
        "bad-port": translate("Problem", "The port in the address is not valid. It is a number from 1 to 65535."),
    }[kind]


def _header_text(kind: str) -> str:
    return {
        "empty-header-name": translate("Problem", "Header {row} has no name. Give it one or remove the row."),
        "bad-header-name": translate(
            "Problem", "“{name}” is not a header name: use letters, digits and -, without spaces or a colon."
        ),
        "bad-header-character": translate(
            "Problem", "The value of {name} holds a line break or a NUL character. Remove it."
        ),
        "header-not-latin-1": translate(
            "Problem", "The value of {name} holds “{character}”, which no header can carry. Percent-encode it."
        ),
        "header-blanks": translate("Problem", "The value of {name} begins or ends with a blank. Remove it."),
        "framing-header": translate(
            "Problem", "{name} is set by hand. It is sent as it stands, even if it does not match the body."
        ),
        "placeholder": translate(
            "Problem", "{name} still holds the placeholder {placeholder}. Put your own key there."
        ),
    }[kind]


def _rest_text(kind: str) -> str:
    return {
        "bad-json": translate(
            "Problem", "The body is not JSON: see line {line}, column {column}. You can send it as it stands."
        ),
        "no-file": translate("Problem", "Choose the file to send as the body."),
        "file-missing": translate("Problem", "The body file {path} does not exist. Choose another one."),
        "file-not-regular": translate(
            "Problem", "The body file {path} is not a file that can be sent. Choose another one."
        ),
        "file-unreadable": translate("Problem", "The body file {path} cannot be read. Check its permissions."),
        "bad-timeout": translate("Problem", "The timeout “{phase}” must be more than 0 seconds, or empty for none."),
    }[kind]
