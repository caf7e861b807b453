"""`streamlab analyze`: whatever file it is given, an explanation or a sentence."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest

from streamlab.model import Chunk, End, EndReason, Head, Message
from streamlab.recording import Recording
from tests.cli.commanding import invoke, process

CUT = (b"data: \xe4\xbd", b"\xa0\n\n")
HEAD = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A run in which a border cuts 你."""
    path = tmp_path / "run.slrec"
    chunks = [Chunk(1_000_000 * index, data) for index, data in enumerate(CUT, 1)]
    Recording("2026-01-01T00:00:00Z", None, [HEAD, *chunks, End(3_000_000, EndReason.COMPLETE)]).save(path)
    return path


def test_a_recording_is_explained(recording: Path) -> None:
    answer = invoke("analyze", str(recording))
    assert answer.exit_code == 0
    assert "character cut by a chunk border" in answer.stdout
    assert "你 at 6–9 · chunks 0│1" in answer.stdout
    assert not answer.stderr


def test_json_is_the_analysis_object(recording: Path) -> None:
    document = json.loads(invoke("analyze", "--json", str(recording)).stdout)
    assert document["schema"] == "streamlab.analysis/1"
    assert document["characters"]["split"][0]["code_point"] == ord("你")


def test_standard_input_and_a_list_of_base64(recording: Path) -> None:
    assert invoke("analyze", "-", input=recording.read_bytes()).stdout == invoke("analyze", str(recording)).stdout
    log = "\n".join(base64.b64encode(data).decode() for data in CUT)
    answer = process("analyze", "-", stdin=log)
    assert answer.returncode == 0
    assert "cut by a chunk border" in answer.stdout
    assert "base64" in answer.stderr


def test_a_bare_body_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "body.txt"
    path.write_text("just some text, no recording", "utf-8")
    answer = invoke("analyze", str(path))
    assert answer.exit_code == 0
    assert "no recording" in answer.stderr


def test_a_torn_recording_is_explained_up_to_the_tear(recording: Path) -> None:
    recording.write_bytes(recording.read_bytes()[:-10])
    answer = invoke("analyze", str(recording))
    assert answer.exit_code == 0
    assert "torn" in answer.stderr
    assert "cut by" in answer.stdout


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty: there is nothing to show."),
        (b"hello\n", "This is not a recording of streamlab."),
        (b'{"streamlab":"recording/99"}\n', "A newer streamlab wrote this recording"),
        (b'{"streamlab":"recording/1"}\nrubbish\n{"type":"end"}\n', "The recording is damaged in line 2."),
        (gzip.compress(bytes(range(256)) * 9, mtime=0)[:40] + b"!" * 99, "cannot be read"),
    ],
)
def test_what_is_no_recording_gets_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "odd.slrec"
    path.write_bytes(data)
    answer = invoke("analyze", str(path))
    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert not answer.stdout


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    answer = invoke("analyze", str(tmp_path / "absent.slrec"))
    assert answer.exit_code == 2
    assert "absent.slrec" in answer.stderr


def test_control_characters_of_a_stranger_never_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.slrec"
    head = Head(1, "HTTP/1.1", 200, "O\x1bK", (("Content-Type", "text/plain"),))
    messages: list[Message] = [
        head,
        Chunk(2, "\x1b]0;pwned\x07 \u202e".encode()),
        End(3, EndReason.RESET, detail="\x1b[2J"),
    ]
    Recording("", None, messages).save(path)
    answer = invoke("analyze", str(path), color=True)
    assert "\\x1b]0;pwned\\x07 \\u202e" in answer.stdout
    assert "\x1b" not in answer.stdout
    assert "\x07" not in answer.stdout


@pytest.mark.parametrize("steering", ["\x1b[2J", "\x1b]0;t\x07", "\x9b2J", "\x9d0;t\x9c", "\x7f", "\u202e"])
@pytest.mark.parametrize("as_json", [False, True])
def test_the_verdict_steers_no_terminal(tmp_path: Path, steering: str, as_json: bool) -> None:
    path = tmp_path / "evil.slrec"
    head = Head(1, "HTTP/1.1", 302, "", (("Location", f"ftp://a{steering}z"), ("X", steering)))
    Recording("", None, [head, End(3, EndReason.COMPLETE, detail=steering)]).save(path)
    answer = invoke("analyze", str(path), *(["--json"] if as_json else []), color=True)
    assert "ftp://a" in answer.stdout
    if not (as_json and steering == "\u202e"):  # which JSON may hold
        assert not set(steering) & set("\x07\x1b\x7f\x9b\x9c\x9d\u202e") & set(answer.stdout)
    if as_json:
        assert json.loads(answer.stdout)["response"]["headers"][1][1] == steering


def test_encoding_framing_and_dialect_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "body.bin"
    file.write_bytes('{"text":"你好"}\n'.encode("gb18030"))
    answer = invoke(
        "analyze", "--json", "--encoding", "gb18030", "--framing", "text", "--dialect", "plain-text", str(file)
    )
    found = json.loads(answer.stdout)
    assert (found["encoding"]["name"], found["framing"], found["reply"]["dialect"]) == ("gb18030", "text", "plain-text")
    assert "你好" in found["reply"]["text"]


def test_an_unknown_encoding_is_a_usage_error(tmp_path: Path) -> None:
    file = tmp_path / "body.bin"
    file.write_bytes(b"x")
    answer = invoke("analyze", "--encoding", "klingon", str(file))
    assert answer.exit_code == 2
    assert "klingon" in answer.stderr
