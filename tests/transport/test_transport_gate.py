"""The transport is the last door: what a file says is not sent, however it gets there, before a person agreed."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

import streamlab
from streamlab.model import End, EndKind, EndReason
from streamlab.recording import Recording
from streamlab.request import Request, agreed, asked
from streamlab.session import Session
from streamlab.transport import HttpxTransport
from streamlab.words.ends import end_text
from tests.transport.wire_server import WireServer

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the person's that a stranger would like to have."""
    path = tmp_path / "id_rsa"
    path.write_text("PRIVATE KEY")
    return path


def gift(folder: Path, url: str, secret: Path, **more: object) -> Recording:
    """A recording as a stranger makes it, read from its file."""
    request = {"method": "POST", "url": url, "body": {"kind": "file", "path": str(secret)}, "verify": False, **more}
    path = folder / "gift.slrec"
    end = {"type": "end", "t_ns": 1, "reason": "complete"}
    path.write_text(
        "\n".join(map(json.dumps, ({"streamlab": "recording/1", "created": "", "request": request}, end))) + "\n"
    )
    return streamlab.load(path)


def _sent(request: Request) -> End:
    async def run() -> End:
        messages = [message async for message in HttpxTransport().stream(request)]
        assert isinstance(messages[-1], End)
        return messages[-1]

    return asyncio.run(run())


def test_nothing_of_a_recording_is_sent_unasked(tmp_path: Path, secret: Path) -> None:
    with WireServer((ANSWER,)) as server:
        request = gift(tmp_path, server.url, secret).request
        assert request is not None
        end = _sent(request)
        assert (end.reason, end.kind) == (EndReason.CONNECT_ERROR, EndKind.NOT_AGREED)
        assert "gift.slrec" in end_text(end)
        session = Session(request, on_batch=lambda _batch: None)
        assert asyncio.run(session.run()).kind is EndKind.NOT_AGREED
    assert server.connections == 0


def test_a_proxy_of_a_recording_is_not_asked_either(tmp_path: Path, secret: Path) -> None:
    with WireServer((ANSWER,)) as proxy:
        request = gift(tmp_path, "http://a.example/", secret, proxy=proxy.url, body={"kind": "none"}).request
        assert request is not None
        assert _sent(request).kind is EndKind.NOT_AGREED
    assert proxy.connections == 0


def test_what_was_agreed_to_is_sent(tmp_path: Path, secret: Path) -> None:
    with WireServer((ANSWER,)) as server:
        request = gift(tmp_path, server.url, secret).request
        assert request is not None
        question = asked(request)
        assert question is not None
        assert (question.host, question.upload) == (f"127.0.0.1:{server.port}", str(secret))
        assert _sent(agreed(request)).reason is EndReason.COMPLETE
    assert server.requests[0].endswith(b"PRIVATE KEY")


def test_marks_never_leave_as_values(tmp_path: Path, secret: Path) -> None:
    with WireServer((ANSWER,)) as server:
        headers = [["Authorization", "redacted(25)"]]
        request = gift(tmp_path, server.url, secret, body={"kind": "none"}, headers=headers).request
        assert request is not None
        for attempt in (request, agreed(request)):
            end = _sent(attempt)
            assert (end.kind, end.detail) == (EndKind.REQUEST, "headers: unfilled")
    assert server.connections == 0


def test_a_run_of_ones_own_is_sent_again_without_a_question() -> None:
    with WireServer((ANSWER,)) as server:
        assert _sent(Request("POST", server.url)).reason is EndReason.COMPLETE
