"""`mcp`: notifications, then the response; priming events; a batch."""

from __future__ import annotations

import json
from typing import Any

from tests.dialects.wire import CUT, DONE, check, sse


def result(number: int = 7, text: str = "工具结果", **more: Any) -> dict[str, Any]:
    content = [{"type": "image", "data": "AA"}, {"type": "text", "text": text}]
    return {"jsonrpc": "2.0", "id": number, "result": {"content": content, "isError": False} | more}


PROGRESS = {"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progress": 1}}
SAMPLING = {"jsonrpc": "2.0", "id": 1, "method": "sampling/createMessage", "params": {}}
PRIMING = ("", "", "s1-0")
SAID: dict[str, Any] = {"text": "工具结果", "finish": "result", "finish_norm": "stop"}
ASKED = {"request": {"jsonrpc": "2.0", "id": 7, "method": "tools/call"}}
VECTORS = {"mcp": sse(PRIMING, ("message", PROGRESS, "s1-1"), ("message", result(), "s1-2"))}


def test_happy() -> None:
    check(VECTORS["mcp"], "mcp", ASKED, **SAID, **DONE)
    check(sse(SAMPLING, result()), "mcp", **SAID, **DONE)
    check(json.dumps(result()).encode(), "mcp", **SAID, **DONE)
    check(sse([PROGRESS, result()]), "mcp", **SAID, **DONE)


def test_errors() -> None:
    failed = {"jsonrpc": "2.0", "id": 7, "error": {"code": -32602, "message": "Unknown tool", "data": {}}}
    error = {"code": -32602, "message": "Unknown tool"}
    check(sse(PROGRESS, failed), "mcp", error=error, finish_norm="error", terminal=True, complete=False)
    tool = {"code": None, "message": "工具结果", "type": "isError"}
    check(
        sse(result(isError=True)),
        "mcp",
        text="工具结果",
        error=tool,
        finish="result",
        finish_norm="error",
        terminal=True,
        complete=False,
    )


def test_violations() -> None:
    check(sse(PROGRESS), "mcp", violations=["missing_terminal"], **CUT)
    check(sse(PRIMING, ("", PROGRESS, "s1-1")), "mcp", **CUT)  # may be resumed
    check(sse(result(), PROGRESS), "mcp", **SAID, violations=["data_after_terminal"], **DONE)
    check(sse(result(8), result()), "mcp", ASKED, **SAID, violations=["id_changed"], **DONE)
