"""What a request asked for is known alike everywhere: one recording, the same findings by API, command and window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import streamlab
from streamlab.library.reading import ReadAs
from streamlab.model import Chunk, End, EndReason, Head, Message
from streamlab.recording import Recording
from streamlab.request import Body, Request, redacted
from streamlab.session import Session
from streamlab.transport import ReplayTransport
from streamlab.ui.window.main_window import MainWindow
from tests.cli.commanding import invoke
from tests.ui.window_driver import Drive, ended

WHOLE = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "你好"}, "finish_reason": "stop"}],
}
JSON_HEAD = (("Content-Type", "application/json"),)


def asking(kind: str, value: object) -> Request:
    text = json.dumps(value)
    headers, body = {
        "json": ((), Body("json", text)),
        "text": ((), Body("text", text)),
        "text that says json": (JSON_HEAD, Body("text", text)),
        "bytes": (JSON_HEAD, Body("bytes", data=text.encode())),
    }[kind]
    return Request("POST", "http://127.0.0.1:9/v1/chat/completions", headers, body)


def answered(request: Request) -> Recording:
    chunk = Chunk(2, json.dumps(WHOLE, ensure_ascii=False).encode())
    messages: list[Message] = [Head(1, "HTTP/1.1", 200, "OK", JSON_HEAD), chunk, End(3, EndReason.COMPLETE)]
    return Recording("2026-01-01T00:00:00.000Z", redacted(request), messages)


async def of_a_session(recording: Recording, request: Request) -> list[str]:
    session = Session(request, transport=ReplayTransport(recording), on_batch=lambda _batch: None)
    await session.run()
    return [finding.rule for finding in session.analysis.findings]


async def of_the_window(window: MainWindow, path: Path) -> list[list[str]]:
    """As it is opened, and as it is read again."""
    window.open_file(path)
    found = [[finding.rule for finding in (await ended(window)).findings]]
    run = window.runs.current
    assert run is not None
    window.runs.read_as(run, ReadAs(encoding="utf-8"))
    return [*found, [finding.rule for finding in (await ended(window)).findings]]


@pytest.mark.parametrize("kind", ["json", "text", "text that says json", "bytes"])
@pytest.mark.parametrize(("asked", "expected"), [(True, ["stream-flag-ignored"]), (False, [])])
def test_the_same_findings_everywhere(
    drive: Drive, tmp_path: Path, kind: str, asked: bool, expected: list[str]
) -> None:
    request = asking(kind, {"model": "m", "stream": asked, "api_key": "sk-1"})
    recording = answered(request)
    path = tmp_path / "run.slrec"
    recording.save(path)
    found = {
        "recording": [finding.rule for finding in streamlab.analyze(recording).findings],
        "file": [finding.rule for finding in streamlab.analyze(streamlab.load(path)).findings],
        "command": [
            finding["rule"] for finding in json.loads(invoke("analyze", "--json", str(path)).stdout)["findings"]
        ],
    }

    async def play(window: MainWindow) -> None:
        found["session"] = await of_a_session(recording, request)
        found["opened"], found["read again"] = await of_the_window(window, path)

    drive(play)
    assert found == dict.fromkeys(found, expected)
