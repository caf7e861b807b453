"""The reply against what the vendors' JavaScript libraries put together: @anthropic-ai/sdk, @google/genai, ai, @ai-sdk/ui-utils.

`npm ci --prefix tests/differential/sdks` installs them; without, these tests skip.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.api import analyze
from tests.dialects import test_dialect_anthropic as messages
from tests.dialects import test_dialect_gemini as google
from tests.dialects import test_dialect_vercel as vercel
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import dumps, sse
from tests.differential.oracle import Node
from tests.differential.test_diff_sdks import (
    HALF,
    HAPPY,
    MESSAGES,
    PIECES,
    SSE,
    anthropic_messages,
    message,
    messages_of,
    written,
)
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort

Said = dict[str, Any]
BOM = b"\xef\xbb\xbf"
CRLF = (b"\n", b"\r\n")


class Tried(NamedTuple):
    """The dialect that a library speaks, and streams of it."""

    dialect: str
    streams: dict[str, bytes]


def ours(tried: Tried, pieces: list[bytes]) -> Said:
    reply = analyze(pieces, headers=SSE if tried.dialect != "vercel-data-stream-v4" else ()).reply
    assert reply.dialect == tried.dialect
    return {
        "text": reply.text,
        "reasoning": reply.reasoning,
        "finish": reply.finish,
        "usage": reply.usage,
        "calls": [[call["id"], call["name"], json.loads(call["arguments"] or "{}")] for call in reply.tool_calls],
        "error": reply.error["message"] if reply.error else None,
    }


def agree(node: Node, name: str, body: bytes, seed: int = 1) -> Said:
    """Both read the same, however the bytes are cut."""
    tried = TRIED[name]
    found = ours(tried, [body])
    cut = cut_anywhere(body, seed, 12)
    assert ours(tried, cut) == found
    assert node.ask(name, [[body], cut]) == [found, found]
    return found


# -- streams -----------------------------------------------------------------------------------------------------------

CALL = {"functionCall": {"name": "weather", "args": {"city": "京😀", "days": [1, 2.5, None]}, "id": "c1"}}
GEMINI_PLAIN = VECTORS["gemini-sse"]
GEMINI = {
    "plain": GEMINI_PLAIN,
    "lf": GEMINI_PLAIN.replace(b"\r\n", b"\n"),
    "tools": sse(google.chunk({"text": "看"}, CALL), google.chunk(finish="STOP")),
    "length": sse(google.CHUNKS[1], google.chunk(finish="MAX_TOKENS")),
    "cut": sse(*google.CHUNKS[:2]),
    "error": sse(*google.CHUNKS[:2], google.ERROR),
    "mark": BOM + GEMINI_PLAIN,
    "no-space": GEMINI_PLAIN.replace(b"data: ", b"data:"),
    "keep-alive": b": ping\n\n" + GEMINI_PLAIN,
    "invalid": GEMINI_PLAIN.replace("好".encode(), b"\xe5\xa5"),
}
START, END = vercel.START, vercel.END
TOOL = {"toolCallId": "call_1"}
TOOLS = [
    {"type": "tool-input-start", **TOOL, "toolName": "weather"},
    {"type": "tool-input-delta", **TOOL, "inputTextDelta": '{"city":'},
    {"type": "tool-input-delta", **TOOL, "inputTextDelta": '"京😀"}'},
    {"type": "tool-input-available", **TOOL, "toolName": "weather", "input": {"city": "京😀"}},
    {"type": "tool-input-available", "toolCallId": "call_2", "toolName": "now", "input": {"zone": 8}},
]
VERCEL_PLAIN = VECTORS["vercel-ui-stream-v5"]
VERCEL = {
    "plain": VERCEL_PLAIN,
    "crlf": VERCEL_PLAIN.replace(*CRLF),
    "no-space": VERCEL_PLAIN.replace(b"data: ", b"data:"),
    "keep-alive": b": ping\n\n" + VERCEL_PLAIN,
    "tools": sse(*START, *TOOLS, *END),
    "two-texts": sse(*START, *vercel.block("text", "甲", at="t1"), *vercel.block("text", "乙", at="t2"), *END),
    "no-done": sse(*START, *vercel.BODY, *END[:-1]),
    "cut": sse(*START, *vercel.BODY[:-1]),
    "error": sse(*START, *vercel.BODY, {"type": "error", "errorText": "坏了"}),
    "mark": BOM + VERCEL_PLAIN,
    "unended": VERCEL_PLAIN[:-1],
    "invalid": VERCEL_PLAIN.replace("好".encode(), b"\xe5\xa5"),
    "data": sse(*START, {"type": "data-weather", "id": "d", "data": {"t": 20}}, *vercel.BODY, *END),
}
VERCEL4_PLAIN = VECTORS["vercel-data-stream-v4"]
CALL_PIECES = """\
b:{"toolCallId":"c1","toolName":"weather"}
c:{"toolCallId":"c1","argsTextDelta":"{\\"city\\":"}
c:{"toolCallId":"c1","argsTextDelta":"\\"京😀\\"}"}
"""
VERCEL4 = {
    "plain": VERCEL4_PLAIN,
    "crlf": VERCEL4_PLAIN.replace(*CRLF),
    "mark": BOM + VERCEL4_PLAIN,
    "unended": VERCEL4_PLAIN[:-1],
    "call": b'9:{"toolCallId":"c","toolName":"f","args":{"a":1}}\n' + VERCEL4_PLAIN,
    "call-in-pieces": CALL_PIECES.encode() + VERCEL4_PLAIN,
    "error": "".join(f"{line}\n" for line in ('0:"半"', f"3:{dumps(json.dumps('坏了'))}")).encode(),
}
TRIED = {
    "anthropic": Tried("anthropic", MESSAGES | {"unended": HAPPY[:-1], "mark": BOM + HAPPY}),
    "gemini": Tried("gemini-sse", GEMINI),
    "vercel": Tried("vercel-ui-stream-v5", VERCEL),
    "vercel4": Tried("vercel-data-stream-v4", VERCEL4),
}
CASES = [(name, stream) for name, tried in TRIED.items() for stream in tried.streams]


@pytest.mark.parametrize(("name", "stream"), CASES)
def test_the_same_reply(sdks: Node, name: str, stream: str) -> None:
    said = agree(sdks, name, TRIED[name].streams[stream])
    assert said["text"] or said["calls"]


@pytest.mark.parametrize("name", TRIED)
def test_the_same_reply_byte_by_byte(sdks: Node, name: str) -> None:
    body = TRIED[name].streams["plain"]
    pieces = [body[at : at + 1] for at in range(len(body))]
    assert sdks.ask(name, [pieces]) == [ours(TRIED[name], pieces)]


# -- texts -------------------------------------------------------------------------------------------------------------


def gemini_events(pieces: list[str]) -> bytes:
    return sse(*(google.chunk({"text": piece}) for piece in pieces), google.chunk(finish="STOP"))


WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "anthropic": lambda pieces: written(anthropic_messages, messages_of(pieces), escaped=False),
    "gemini": gemini_events,
    "vercel": lambda pieces: sse(*START, *vercel.block("text", *pieces), *END),
    "vercel4": lambda pieces: "".join(f"0:{json.dumps(piece, ensure_ascii=False)}\n" for piece in pieces).encode(),
}


@pytest.mark.parametrize("name", WRITERS)
@effort(6)
@given(pieces=PIECES, seed=st.integers(0, 1 << 20))
def test_any_text(sdks: Node, name: str, pieces: list[str], seed: int) -> None:
    assert agree(sdks, name, WRITERS[name](pieces), seed)["text"] == "".join(pieces)


# -- differences -------------------------------------------------------------------------------------------------------


def differ(node: Node, name: str, body: bytes, field: str, theirs: Any, mine: Any) -> list[str]:
    """The one field that differs, and the rules of the dialect that we say are broken."""
    (said,), our_said = node.ask(name, [[body]]), ours(TRIED[name], [body])
    assert (said[field], our_said[field]) == (theirs, mine)
    assert said | {field: mine} == our_said
    return analyze([body], headers=SSE).reply.violations


def test_finish_twice(sdks: Node) -> None:
    """The library keeps the last. Ours is the first, and the second is a violation."""
    body = message(*HALF, messages.FINISH, end=messages.FINISH | {"delta": {"stop_reason": "max_tokens"}})
    assert differ(sdks, "anthropic", body, "finish", "max_tokens", "end_turn") == ["duplicate_finish"]


def test_text_after_the_end(sdks: Node) -> None:
    """The page goes on; ours is the reply up to its end, and the rest a violation."""
    body = sse(*START, *vercel.BODY, *END, *vercel.block("text", "多", at="x"))
    assert differ(sdks, "vercel", body, "text", "你好多", "你好") == ["data_after_terminal"]


def test_an_abort_is_a_finish(sdks: Node) -> None:
    body = sse(*START, *vercel.BODY, {"type": "abort"}, "[DONE]")
    differ(sdks, "vercel", body, "finish", None, "abort")


def test_gemini_events_with_a_name_or_none(sdks: Node) -> None:
    """It knows data alone: a named event, and a bare error that ends with an empty line, it leaves out without a word."""
    bare = sse(*google.CHUNKS[:2]) + json.dumps(google.ERROR).encode() + b"\n\n"
    message = google.ERROR["error"]["message"]
    assert differ(sdks, "gemini", bare, "error", None, message) == ["non_sse_bytes"]
    (said,) = sdks.ask("gemini", [[sse(*(("message", chunk) for chunk in google.CHUNKS))]])
    assert (said["text"], said["finish"]) == ("", None)


GIVEN_UP = [
    ("gemini", GEMINI["lf"][:-1], "Error: Incomplete JSON"),  # the last event lacks its empty line
    ("gemini", GEMINI["lf"] + b"data: [DONE]\n\n", "SyntaxError"),  # as some relays have it
    ("gemini", sse(*(json.dumps(chunk, indent=1) for chunk in google.CHUNKS)), "SyntaxError"),
    ("vercel", sse(*START, "{br", *vercel.BODY, *END), "AI_JSONParseError"),
    ("vercel", sse(*START, *vercel.BODY[1:], *END), "AI_UIMessageStreamError"),  # a block that was not begun
    ("vercel", sse(*START, {"type": "news"}, *vercel.BODY, *END), "AI_TypeValidationError"),
]


@pytest.mark.parametrize(("name", "body", "thrown"), GIVEN_UP)
def test_what_a_library_gives_up_on_is_read(sdks: Node, name: str, body: bytes, thrown: str) -> None:
    """Ours never throws for what the bytes hold: the rest is read, and the damage is a finding or a violation."""
    (said,) = sdks.ask(name, [[body]])
    assert said.get("thrown", "").startswith(thrown)
    assert ours(TRIED[name], [body])["text"] == "你好"
