"""A request taken from a text that people have at hand: a cURL command, or code that asks; may import curl, code, value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from streamlab.decode import json_text
from streamlab.errors import UsageError
from streamlab.i18n import translate
from streamlab.request import curl
from streamlab.request.value import Body, Request, Timeouts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlab.model import Headers

_VARIABLE = re.compile(r"\{\{([^{}]+)\}\}")
_POWERSHELL = re.compile(r"\$session\s*=|Invoke-(?:WebRequest|RestMethod)\b")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found: `{{name}}` stands where a variable has no value. `lost`: sentences about what could not be taken over."""

    method: str
    url: str
    headers: Headers = ()
    body: str | None = None
    is_json: bool = False
    timeout_ms: int | None = None
    verify: bool = True
    proxy: str | None = None
    http2: bool = False
    follow_redirects: bool = False
    lost: tuple[str, ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """The names that want a value, in the order in which they stand there."""
        text = "\n".join((self.url, *(part for pair in self.headers for part in pair), self.body or ""))
        return tuple(dict.fromkeys(_VARIABLE.findall(text)))

    def filled(self, values: Mapping[str, str]) -> Imported:
        """The same with values for variables; names without one stay."""
        if not values:
            return self

        def fill(text: str) -> str:
            return _VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)

        headers = tuple((fill(name), fill(value)) for name, value in self.headers)
        body = None if self.body is None else fill(self.body)
        return replace(self, url=fill(self.url), headers=headers, body=body)

    def request(self) -> Request:
        """The request as the editor shows it."""
        body = Body() if self.body is None else Body("json" if self.is_json else "text", text=self.body)
        seconds = None if self.timeout_ms is None else self.timeout_ms / 1000
        limits = Timeouts() if seconds is None else Timeouts(read=seconds)
        return Request(
            self.method,
            self.url,
            self.headers,
            body,
            limits,
            self.verify,
            self.proxy,
            self.http2,
            self.follow_redirects,
        )

    def to_dict(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "method": self.method,
            "url": self.url,
            "headers": [list(pair) for pair in self.headers],
            "body": self.body,
            "timeout_ms": self.timeout_ms,
            "variables": [{"name": name} for name in self.variables],
            "lost": list(self.lost),
        }


def import_request(text: str) -> Imported:
    """The request that a cURL command or code with uni.request, wx.request, fetch, EventSource, XMLHttpRequest or axios makes.

    Raises `UsageError` with a sentence for a person where there is none.
    """
    if curl.is_command(text):
        return _from_command(curl.parsed(text))
    if _POWERSHELL.search(text):
        raise UsageError(translate("Import", "This is PowerShell. Copy the request as cURL or as fetch instead."))
    from streamlab.request.code import from_code

    return Imported(**from_code(text))


def _from_command(command: curl.Command) -> Imported:
    kind = next((value for name, value in command.headers if name.lower() == "content-type"), "")
    return Imported(
        method=command.method,
        url=command.url,
        headers=tuple(command.headers),
        body=command.body,
        is_json=command.body is not None and ("json" in kind.lower()) and _is_json(command.body),
        timeout_ms=command.timeout_ms,
        verify=command.verify,
        proxy=command.proxy,
        http2=command.http2,
        follow_redirects=command.follow_redirects,
        lost=tuple(command.lost),
    )


def _is_json(text: str) -> bool:
    return json_text.parse(text.encode("utf-8", "replace")).error is None
