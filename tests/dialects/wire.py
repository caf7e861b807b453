"""How the tests of dialects write a stream and read the reply: whole and byte by byte, with equal results."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from streamlab.api import analyze
from tests.decode.splits import every_split


def dumps(value: Any) -> str:
    """Data as it stands on the wire."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def sse(*events: Any) -> bytes:
    """Events: data alone, or (name, data), or (name, data, id); a name of "" is none, data of None no data line."""
    blocks = []
    for event in events:
        name, data, number = (*event, None)[:3] if isinstance(event, tuple) else ("", event, None)
        lines = [f"id: {number}"] if number is not None else []
        lines += [f"event: {name}"] if name else []
        lines += [f"data: {line}" for line in dumps(data).split("\n")] if data is not None else []
        blocks.append("\n".join(lines) + "\n\n")
    return "".join(blocks).encode()


def ndjson(*records: Any) -> bytes:
    """One record per line."""
    return "".join(dumps(record) + "\n" for record in records).encode()


def reply_of(body: bytes, **options: Any) -> dict[str, Any]:
    """The reply in the normal form, the same however the body is cut."""
    found = [analyze(cut, **options).to_dict()["reply"] for cut in islice(every_split(body), 2)]
    assert found[0] == found[1], "the cut changed the reply"
    assert isinstance(found[0], dict)
    return found[0]


def check(body: bytes, dialect: str, options: dict[str, Any] | None = None, **expected: Any) -> dict[str, Any]:
    """Reads `body`, by detection and with the dialect chosen by hand, and compares the fields that are given.

    What is not given has its resting value: no error, no violations, no tool calls.
    """
    options = options or {}
    wanted: dict[str, Any] = {"dialect": dialect, "error": None, "violations": [], "tool_calls": [], "reasoning": ""}
    wanted |= expected
    reply = reply_of(body, **options)
    assert {name: reply.get(name) for name in wanted} == wanted
    chosen = reply_of(body, **(options | {"dialect": dialect}))
    assert {name: chosen.get(name) for name in wanted} == wanted, "detection and choice by hand differ"
    return reply


DONE: dict[str, Any] = {"terminal": True, "complete": True}
CUT: dict[str, Any] = {"terminal": False, "complete": False}
