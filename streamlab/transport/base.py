"""What a transport is: one run as a stream of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from streamlab.model import Message
    from streamlab.request import Request


def ignore() -> None:
    """Does nothing: the default for callbacks."""


class Transport(Protocol):
    """Plays one run per call of `stream`; runs may overlap."""

    def stream(self, request: Request, on_sent: Callable[[], None] = ignore) -> AsyncGenerator[Message, None]:
        """The messages of the run, the last one its End. Nothing the peer does is raised; only cancellation leaves it early.

        `on_sent` is called once the request is out and the wait for the response begins; times count from there.
        """
        ...
