"""A pasted handler with its settings, as a value that any thread may make a client of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlab.clients import Factory


@dataclass(frozen=True, slots=True)
class HandlerSpec:
    """`text_decoder`: whether the device has one, None as the code suggests; `variables`: values for its unknown names."""

    source: str
    text_decoder: bool | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    def factory(self) -> Factory:
        """What makes the client."""
        from streamlab.clients import Handler

        return partial(Handler, source=self.source, text_decoder=self.text_decoder, variables=self.variables)
