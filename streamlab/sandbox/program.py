"""What a process is told of a pasted source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from streamlab.sandbox import wire
from streamlab.sandbox.encodings import tables
from streamlab.sandbox.prepared import prepared
from streamlab.sandbox.runtime import runtime_for
from streamlab.sandbox.values import Limits

# Frames of our own code have small line numbers, so that those of the script can be told from them.
FIRST_LINE = 100_000
_WEB = re.compile(
    r"\b(?:fetch|EventSource|fetchEventSource|XMLHttpRequest|axios|ajax|ReadableStream|document|createParser)\b"
)
_PHONE = re.compile(r"\b(?:uni|wx|Taro|my)\s*\.|onChunkReceived")


class Program:
    """What a process is told of a source, once for many runs."""

    def __init__(
        self, source: str, text_decoder: bool | None, variables: Iterable[tuple[str, str]], limits: Limits
    ) -> None:
        phone, web = _PHONE.search(source) is not None, _WEB.search(source) is not None
        options = json.dumps({
            "textDecoder": web and not phone if text_decoder is None else text_decoder,
            "web": not phone,
            "variables": dict(variables),
            "encodings": tables(source),
            "room": {"values": limits.values, "lines": limits.lines, "characters": limits.written},
        })  # fmt: skip
        fields = (str(limits.memory), runtime_for(source), options, *_ways(source))
        self.message = wire.packed((wire.PROGRAM, *(field.encode("utf-8", "replace") for field in fields)))


program_for = lru_cache(maxsize=4)(Program)


def _ways(source: str) -> Iterator[str]:
    """The handler as a function of its globals: one expression where it is one, else statements, else members of a page."""
    code = prepared(source)
    if code.is_function and len(code.declared) < 2:
        yield _wrapped(f"return ({code.text}\n)")
    looks = "".join(f"__declared('{name}', () => {name});" for name in code.declared)
    yield _wrapped(f"{code.text}\n;{looks}")
    yield _wrapped(f"__exported.value = ({{{code.text}\n}})")


def _wrapped(body: str) -> str:
    return "\n" * FIRST_LINE + "(function(__scope){with(__scope){return async function(){" + body + "\n}}})"
