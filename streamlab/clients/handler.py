"""What a pasted handler asks for and waits for, found by starting it without a stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from streamlab.clients.base import Response, Thrown
from streamlab.clients.pasted import Handler
from streamlab.clients.run import ClientError
from streamlab.i18n import translate
from streamlab.sandbox.values import NO_VARIABLES, Asked

_HEAD = Response((("content-type", "text/event-stream"),), known=True)


class HandlerFacts(NamedTuple):
    """What is known of a handler before it sees a byte.

    `request`: its first one, None without any. `variables`: names of those without a value in its requests. `registers`: what it
    is called back for, or reads. `problem`: why it does not run. `hints`: sentences about what is different on a device.
    """

    request: Asked | None
    variables: tuple[str, ...]
    registers: tuple[str, ...]
    problem: ClientError | None
    hints: tuple[str, ...] = ()


def inspect_handler(
    source: str, *, text_decoder: bool | None = None, variables: Mapping[str, str] = NO_VARIABLES
) -> HandlerFacts:
    """Runs `source` in the sandbox up to the head of a reply; never raises for what it does."""
    handler = Handler(_HEAD, source, text_decoder=text_decoder, variables=variables)
    thrown: Thrown | None = None
    try:
        deque(handler.start(), maxlen=0)
        thrown = handler.caught[0][1] if handler.caught else handler.complaint()
    except Thrown as error:
        thrown = error
    finally:
        facts = handler.facts()
        handler.close()
    return HandlerFacts(
        request=next(iter(facts.requests), None),
        variables=facts.variables,
        registers=facts.registers,
        problem=None if thrown is None else ClientError(0, thrown.name, str(thrown), thrown.line),
        hints=tuple(_hint(name) for name in facts.hints),
    )


def _hint(name: str) -> str:
    return {
        "not-chunked": translate("Handler", "onChunkReceived is never called: the request lacks enableChunked: true."),
        "uni-promise": translate(
            "Handler",
            "On uni-app, uni.request returns a task with onChunkReceived only if success, fail or complete is passed.",
        ),
    }[name]
