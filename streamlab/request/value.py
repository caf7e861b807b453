"""The request as a value: what to send, to whom, how long to wait."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from streamlab.decode import json_text
from streamlab.errors import RequestError
from streamlab.secrets import redact_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.model import Headers

_T = TypeVar("_T")
BodyKind = Literal["none", "text", "json", "bytes", "file"]
Field = Literal["method", "url", "headers", "body", "options"]  # the parts of a request, as a form shows them
USER_AGENT = "streamlab"


@dataclass(frozen=True, slots=True, repr=False)
class Body:
    """What follows the head: `text` for text and json, `data` for bytes, `path` for file."""

    kind: BodyKind = "none"
    text: str = ""
    data: bytes = b""
    path: str = ""
    masked: tuple[tuple[int, int], ...] = ()  # bytes of the content that stand for secrets

    def __repr__(self) -> str:
        # Without what it holds: it may be a secret, and logs and tracebacks show it.
        return f"<Body {self.kind}, {len(self.data) or len(self.text)}>"

    def content(self) -> bytes | Path | None:
        """The bytes to send, the file that holds them, or None for no body at all."""
        match self.kind:
            case "none":
                return None
            case "text" | "json":
                return self.text.encode("utf-8", "surrogatepass")
            case "bytes":
                return self.data
            case "file":
                return Path(self.path).expanduser()


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds per phase; None waits for ever. `read` is the longest silence between two socket reads."""

    connect: float | None = 10.0
    read: float | None = None
    write: float | None = 30.0
    pool: float | None = None


class Blank(NamedTuple):
    """A value to be filled in: `{{name}}` stands for it in one part of the request."""

    part: Field
    name: str

    @property
    def mark(self) -> str:
        """What stands in its place."""
        return "{{" + self.name + "}}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says what a request is, where it is not the person at hand.

    `file` is the file that says it, until a person has agreed to it. `blanks` are the values that this file masks: the request
    cannot be sent before they are filled in.
    """

    file: str = ""
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """One request. Header order, case and duplicates are kept and sent as they stand.

    `masked` names the fields in which a mask stands where the field's name does not tell: headers, `:url`, `:proxy`.
    """

    method: str = "GET"
    url: str = ""
    headers: Headers = ()
    body: Body = field(default_factory=Body)
    timeouts: Timeouts = field(default_factory=Timeouts)
    verify: bool = True
    proxy: str | None = None
    http2: bool = False
    follow_redirects: bool = False
    masked: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin, compare=False)  # never written down

    def __repr__(self) -> str:
        names = ", ".join(name for name, _ in self.headers)
        return f"<Request {self.method} {redact_url(self.url)} [{names}] {self.body!r}>"

    def header(self, name: str) -> str | None:
        """The first value of the header `name`, in any case."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)

    def json(self) -> object:
        """The JSON value of the body, whatever its kind or the head says; None where it has none. A file is not read."""
        data = self.body.data if self.body.kind == "bytes" else self.body.text.encode("utf-8", "replace")
        return json_text.parse(data).value if self.body.kind in ("text", "json", "bytes") else None

    def to_dict(self) -> dict[str, object]:
        """Everything, secrets included: for saving requests, never for recordings (see `redacted`)."""
        values: dict[str, object] = {
            "method": self.method,
            "url": self.url,
            "headers": [list(pair) for pair in self.headers],
            "body": _body_to_dict(self.body),
            "timeouts": {name: getattr(self.timeouts, name) for name in _TIMEOUTS},
            "verify": self.verify,
            "proxy": self.proxy,
            "http2": self.http2,
            "follow_redirects": self.follow_redirects,
        }
        return values | {"masked": list(self.masked)} if self.masked else values

    @classmethod
    def from_dict(cls, values: object) -> Request:
        """The inverse of `to_dict`; what is missing keeps its default. Raises RequestError for a wrong type."""
        fields = _Fields("request", values)
        return cls(
            method=fields.take("method", str, "GET"),
            url=fields.take("url", str, ""),
            headers=_headers(fields.take("headers", list, [])),
            body=_body_from_dict(fields.take("body", dict, {})),
            timeouts=_timeouts(fields.take("timeouts", dict, {})),
            verify=fields.take("verify", bool, True),
            proxy=fields.maybe("proxy", str),
            http2=fields.take("http2", bool, False),
            follow_redirects=fields.take("follow_redirects", bool, False),
            masked=tuple(name for name in fields.take("masked", list, []) if isinstance(name, str)),
        )


def wire_headers(request: Request) -> Headers:
    """The headers that go out, but for Host and the body's framing: the person's own, and defaults for the rest.

    No Accept-Encoding is added: a compressed stream is asked for on purpose or not at all.
    """
    names = {name.lower() for name, _ in request.headers}
    defaults: list[tuple[str, str]] = []
    if "user-agent" not in names:
        defaults.append(("User-Agent", USER_AGENT))
    if "accept" not in names:
        defaults.append(("Accept", "*/*"))
    if "content-type" not in names and request.body.kind in _CONTENT_TYPES:
        defaults.append(("Content-Type", _CONTENT_TYPES[request.body.kind]))
    return (*defaults, *request.headers)


_CONTENT_TYPES = {"json": "application/json", "text": "text/plain; charset=utf-8"}
_TIMEOUTS = ("connect", "read", "write", "pool")
_KINDS: dict[str, BodyKind] = {kind: kind for kind in get_args(BodyKind)}


class _Fields:
    """Typed access to a decoded JSON object; a wrong type is a RequestError that names the field."""

    def __init__(self, name: str, values: object) -> None:
        if not isinstance(values, dict):
            raise RequestError(name, "wrong-type", "not an object")
        self._values: dict[str, object] = values

    def take(self, name: str, kind: type[_T], default: _T) -> _T:
        return _checked(name, self._values.get(name, default), kind)

    def maybe(self, name: str, kind: type[_T]) -> _T | None:
        """None where it is missing or null."""
        value = self._values.get(name)
        return None if value is None else _checked(name, value, kind)

    def seconds(self, name: str, default: float | None) -> float | None:
        """A number of any kind, or null."""
        value = self._values.get(name, default)
        return value if value is None or isinstance(value, int) else _checked(name, value, float)


def _checked(name: str, value: object, kind: type[_T]) -> _T:
    if not isinstance(value, kind):
        raise RequestError(name, "wrong-type", f"{type(value).__name__} is not allowed here")
    return value


def _headers(pairs: list[object]) -> Headers:
    headers = []
    for pair in pairs:
        match pair:
            case [str(name), str(value)]:
                headers.append((name, value))
            case _:
                raise RequestError("headers", "wrong-type", "each header is a pair of texts")
    return tuple(headers)


def _body_to_dict(body: Body) -> dict[str, object]:
    values: dict[str, object] = {"kind": body.kind}
    if body.kind in ("text", "json"):
        values["text"] = body.text
    elif body.kind == "bytes":
        values["b64"] = base64.b64encode(body.data).decode("ascii")
    elif body.kind == "file":
        values["path"] = body.path
    return values | {"masked": [list(span) for span in body.masked]} if body.masked else values


def _body_from_dict(values: dict[str, object]) -> Body:
    fields = _Fields("body", values)
    kind = fields.take("kind", str, "none")
    if kind not in _KINDS:
        raise RequestError("body", "wrong-type", f"no such kind of body: {kind}")
    try:
        data = base64.b64decode(fields.take("b64", str, ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise RequestError("body", "wrong-type", "b64 is not base64") from error
    text, path = fields.take("text", str, ""), fields.take("path", str, "")
    # Only what its kind speaks of: nothing else is shown, so nothing else may be sent at the turn of a switch.
    return Body(
        _KINDS[kind],
        text=text if kind in ("text", "json") else "",
        data=data if kind == "bytes" else b"",
        path=path if kind == "file" else "",
        masked=tuple(_spans(fields.take("masked", list, []))),
    )


def _spans(values: list[object]) -> Iterator[tuple[int, int]]:
    """Those in order; what else a file lists is left out."""
    last = 0
    for value in values:
        match value:
            case [int(start), int(end)] if last <= start < end:
                yield start, end
                last = end


def _timeouts(values: dict[str, object]) -> Timeouts:
    fields, default = _Fields("timeouts", values), Timeouts()
    return Timeouts(
        connect=fields.seconds("connect", default.connect),
        read=fields.seconds("read", default.read),
        write=fields.seconds("write", default.write),
        pool=fields.seconds("pool", default.pool),
    )
