"""A recording without an end: told as what it is by everyone who reads it, and nobody else is blamed."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import pytest

import streamlab
from streamlab.analysis import Analysis, analyze_messages
from streamlab.diagnosis import prose
from streamlab.errors import RecordingFormatError
from streamlab.model import Chunk, End, EndKind, EndReason, Head, Layer, Message, Read, Severity
from streamlab.recording import Recording
from streamlab.request import Request
from streamlab.session import Session
from streamlab.transport import ReplayTransport

EVENT = 'data: {{"choices":[{{"index":0,"delta":{{"content":"{}"}},"finish_reason":null}}]}}\n\n'
SSE = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream; charset=utf-8"), ("Content-Length", "9999")))
PACKED = Head(1, "HTTP/1.1", 200, "OK", (("Content-Encoding", "gzip"),))
FIRST = EVENT.format("你好").encode()
SECOND = EVENT.format("世界").encode()
BODIES: dict[str, list[Message]] = {
    "nothing": [],
    "a read": [Read(1, 5)],
    "a head": [SSE],
    "an event": [SSE, Chunk(2, FIRST)],
    "half an event": [SSE, Chunk(2, FIRST), Chunk(3, SECOND[:30])],
    "half a character": [SSE, Chunk(2, FIRST[: FIRST.index("好".encode()) + 1])],
    "a whole reply": [SSE, Chunk(2, FIRST), Chunk(3, b"data: [DONE]\n\n")],
    "half a gzip body": [PACKED, Chunk(2, gzip.compress(FIRST * 9)[:30])],
    "a long silence before it": [SSE, Chunk(2, FIRST), Chunk(95_000_000_000, SECOND)],
    "half a JSON object": [
        Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "application/json"),)),
        Chunk(2, b'{"a": [1'),
    ],
    "chunks without times": [Chunk(-1, FIRST), Chunk(-1, SECOND[:9])],
    "text": [Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/plain"),)), Chunk(2, "说到一半，忽".encode()[:-1])],
}


def by_session(recording: Recording) -> Analysis:
    session = Session(Request(), transport=ReplayTransport(recording), on_batch=lambda _batch: None)
    end = asyncio.run(session.run())
    assert end.kind is EndKind.RECORDING
    assert session.recording().messages == list(recording.messages), "what is made up is not recorded"
    return session.analysis


@pytest.mark.parametrize("body", BODIES)
def test_everyone_says_the_same_and_blames_nobody(tmp_path: Path, body: str) -> None:
    Recording("", None, BODIES[body]).save(tmp_path / "a.slrec")
    recording = streamlab.load(tmp_path / "a.slrec")
    analysis = streamlab.analyze(recording)
    assert by_session(recording).to_dict() == analysis.to_dict()
    grave = [finding for finding in analysis.findings if finding.severity is not Severity.INFO]
    assert [(finding.rule, finding.layer, finding.severity) for finding in grave] == [
        ("recording-cut", Layer.TOOL, Severity.WARNING)
    ]
    assert (analysis.end, analysis.to_dict()["end"]["reason"]) == (None, None)
    assert analysis.verdict.layer is Layer.TOOL
    assert analysis.verdict.text.value == "intact"
    said = prose.verdict_text(analysis.verdict)
    assert "The recording stops here, without an end" in said
    assert "network" not in said
    assert "cut short" not in said


@pytest.mark.parametrize("end", [End(9, reason) for reason in EndReason])
@pytest.mark.parametrize("body", ["nothing", "half an event", "a whole reply"])
def test_a_recording_with_an_end_is_no_such(body: str, end: End) -> None:
    recording = Recording("", None, [*BODIES[body], end])
    analysis = streamlab.analyze(recording)
    assert analysis.end == end
    assert "recording-cut" not in {finding.rule for finding in analysis.findings}
    assert analysis.to_dict() == analyze_messages([*BODIES[body], end]).to_dict()


@pytest.mark.parametrize("body", BODIES)
def test_a_run_that_goes_on_is_no_such(body: str) -> None:
    assert "recording-cut" not in {finding.rule for finding in analyze_messages(BODIES[body]).findings}


def test_a_log_without_a_header_is_whole(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text('{"b64":"aGVsbG8="}\n{"b64":"aGVsbG8="}\n')
    analysis = streamlab.analyze(streamlab.load(tmp_path / "log.txt"))
    assert analysis.findings == ()
    assert streamlab.analyze([FIRST]).end is not None


@pytest.mark.parametrize("name", ["a.slrec", "a.slrec.gz"])
def test_wherever_the_file_is_torn(tmp_path: Path, name: str) -> None:
    whole = tmp_path / name
    messages: list[Message] = [SSE, *[Chunk(n, FIRST) for n in range(5)], End(9, EndReason.RESET, EndKind.RESET)]
    Recording("", None, messages).save(whole)
    data, torn = whole.read_bytes(), tmp_path / f"torn-{name}"
    header = 1 if name.endswith(".gz") else data.index(b"\n") + 1
    count = 0
    for at in range(header, len(data) - 1, 7):
        torn.write_bytes(data[:at])
        try:
            recording = streamlab.load(torn)
        except RecordingFormatError:
            assert name.endswith(".gz"), "a packed file whose first line is not there yet"
            continue
        if recording.messages[-1:] == messages[-1:]:
            continue  # only the line end is missing
        assert streamlab.analyze(recording).findings[0].rule == "recording-cut"
        assert by_session(recording).end is None
        count += 1
    assert count > 3


def test_one_that_was_saved_with_the_end_that_an_older_version_made_up() -> None:
    made_up = End(9, EndReason.INCOMPLETE, EndKind.RECORDING, "it stops before the end of the run")
    recording = Recording("", None, [*BODIES["an event"], made_up])
    analysis = streamlab.analyze(recording)
    assert analysis.findings[0].rule == "recording-cut"
    assert analysis.to_dict() == streamlab.analyze(Recording("", None, BODIES["an event"])).to_dict()


def test_clients_are_shown_what_was_recorded() -> None:
    recording = Recording("", None, BODIES["half an event"])
    (run,) = streamlab.emulate(recording, client="httpx-sse")
    assert run.to_dict()["outputs"]
