"""Where messages come from: the network (httpx and the tap) or a recording, by one interface."""

from typing import TYPE_CHECKING, Any

from streamlab.transport.base import Transport
from streamlab.transport.replay import ReplayTransport

if TYPE_CHECKING:
    from streamlab.transport.http import HttpxTransport

__all__ = ["HttpxTransport", "ReplayTransport", "Transport"]


def __getattr__(name: str) -> Any:
    if name == "HttpxTransport":  # httpx is slow to import, and a replay needs none of it
        from streamlab.transport.http import HttpxTransport

        return HttpxTransport
    raise AttributeError(name)
