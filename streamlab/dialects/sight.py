"""What detection may look at: one frame and what came before it."""

from __future__ import annotations

from typing import NamedTuple

from streamlab.decode.json_text import JsonObject
from streamlab.decode.pipeline import Decoded
from streamlab.dialects.values import as_dict, as_text
from streamlab.model import Framing, Headers


class Sight(NamedTuple):
    """The frame in question, with `before`: the frames that showed no dialect for sure."""

    decoded: Decoded
    framing: Framing
    headers: Headers = ()
    before: tuple[Decoded, ...] = ()
    request: object = None

    @property
    def value(self) -> JsonObject:
        """The frame's JSON object, or an empty one."""
        return as_dict(self.decoded.value)

    @property
    def type(self) -> str:
        """The object's `type`, or an empty string."""
        return as_text(self.value.get("type"))

    @property
    def event(self) -> str:
        """The event's name (SSE, AWS event stream)."""
        return self.decoded.frame.event

    @property
    def id(self) -> str:
        """The last event id in force."""
        return self.decoded.frame.id

    @property
    def sse(self) -> bool:
        """The frame is a server-sent event."""
        return self.framing.has_events

    def has_header(self, name: str) -> bool:
        """The response head has this field (`name` in lower case)."""
        return any(key.lower() == name for key, _ in self.headers)
