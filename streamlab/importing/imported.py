"""A request that was found in a text, with gaps where variables have no value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from streamlab.request.value import Body, Request, Timeouts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlab.model import Headers

_VARIABLE = re.compile(r"\{\{([^{}]+)\}\}")


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
        timeouts = Timeouts() if self.timeout_ms is None else Timeouts(read=self.timeout_ms / 1000)
        return Request(
            self.method,
            self.url,
            self.headers,
            body,
            timeouts,
            verify=self.verify,
            proxy=self.proxy,
            http2=self.http2,
            follow_redirects=self.follow_redirects,
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
