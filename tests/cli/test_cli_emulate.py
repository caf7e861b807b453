"""`streamlab emulate`: what clients make of a recording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from streamlab.clients import CLIENTS
from streamlab.model import Chunk, End, EndReason, Head, Message
from streamlab.recording import Recording
from tests.cli.commanding import invoke

HEAD = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),))


@pytest.fixture
def recording(tmp_path: Path) -> str:
    """A run in which a border cuts 你."""
    path = tmp_path / "run.slrec"
    messages: list[Message] = [HEAD, Chunk(2, b"data: \xe4\xbd"), Chunk(3, b"\xa0\n\n"), End(4, EndReason.COMPLETE)]
    Recording("2026-01-01T00:00:00Z", None, messages).save(path)
    return str(path)


def test_every_client_has_its_line(recording: str) -> None:
    answer = invoke("emulate", recording)
    lines = dict(line.split(maxsplit=2)[1:] for line in answer.stdout.splitlines())
    assert answer.exit_code == 0
    assert list(lines) == list(CLIENTS)
    assert lines["httpx-sse"] == "as a correct client"
    assert "at byte 6" in lines["node-buffer"]
    assert "1 replaced" in lines["node-buffer"]
    assert "UnicodeDecodeError" in lines["requests-iter-content"]


def test_cuts_are_columns_and_borders_are_counted(recording: str) -> None:
    answer = invoke("emulate", recording, "--client", "node-buffer", "--cuts", "merged", "--cuts", "every")
    merged, every = answer.stdout.splitlines()
    assert "merged" in merged
    assert "as a correct client" in merged
    assert "2 of 10 borders break it, the first at byte 7" in every


def test_json_is_the_runs(recording: str) -> None:
    answer = invoke("emulate", recording, "--client", "requests-iter-lines", "--client", "latin1", "--json")
    lines, latin = json.loads(answer.stdout)
    assert lines["outputs"] == [{"b64": "ZGF0YTog5L2g"}, {"b64": ""}]
    assert (latin["client"], latin["matches_reference"]) == ("latin1", False)


def test_a_handler_is_shown_with_its_lines(recording: str, tmp_path: Path) -> None:
    path = tmp_path / "page.js"
    path.write_text("onChunkReceived((r) => {\n  console.log(r.data.byteLength)\n  x = Buffer(y)\n})", "utf-8")
    answer = invoke("emulate", recording, "--handler", str(path))
    assert answer.exit_code == 0
    assert "chunk 0, line 3: TypeError" in answer.stdout
    assert "console.log 8" in answer.stdout
    decoder = "onChunkReceived((r) => { this.a = new TextDecoder().decode(r.data) })"
    path.write_text(decoder, "utf-8")
    assert "TextDecoder is not defined" in invoke("emulate", recording, "--handler", str(path)).stdout
    assert "error" not in invoke("emulate", recording, "--handler", str(path), "--text-decoder").stdout


@pytest.mark.parametrize("arguments", [("--client", "curl"), ("--cuts", "some"), ("--handler", "no-such-file.js")])
def test_what_makes_no_sense_is_said(recording: str, arguments: tuple[str, ...]) -> None:
    answer = invoke("emulate", recording, *arguments)
    assert answer.exit_code == 2
    assert arguments[1] in answer.stderr
    assert not answer.stdout


def test_files_that_cannot_be_read(recording: str, tmp_path: Path) -> None:
    binary = tmp_path / "page.js"
    binary.write_bytes(b"\xff\xfe\x00")
    answer = invoke("emulate", recording, "--handler", str(binary))
    assert (answer.exit_code, "cannot be read" in answer.stderr) == (2, True)
    (tmp_path / "empty").write_bytes(b"")
    assert invoke("emulate", str(tmp_path / "empty")).exit_code == 2
    Recording("2026-01-01T00:00:00Z", None, [HEAD, End(4, EndReason.COMPLETE)]).save(tmp_path / "none.slrec")
    assert "nothing to cut" in invoke("emulate", str(tmp_path / "none.slrec"), "--cuts", "every").stdout
