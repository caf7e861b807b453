"""`streamlab emulate`: what clients make of a recording."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

import pytest

from streamlab.cli.matrix import summary
from streamlab.clients import CLIENTS, COLUMNS, Cell
from streamlab.model import Chunk, End, EndReason, Head, Message, Read
from streamlab.recording import Recording
from tests.cli.commanding import command_line, environment, invoke
from tests.processes import started

HEAD = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),))


def _save(path: Path, *content: bytes | Message) -> str:
    body = (Chunk(2, item) if isinstance(item, bytes) else item for item in content)
    messages: list[Message] = [HEAD, *body, End(4, EndReason.COMPLETE)]
    Recording("2026-01-01T00:00:00Z", None, messages).save(path)
    return str(path)


@pytest.fixture
def recording(tmp_path: Path) -> str:
    """A run in which a border cuts 你."""
    return _save(tmp_path / "run.slrec", Read(2, 100), Chunk(2, b"data: \xe4\xbd"), Read(2, 200), Chunk(2, b"\xa0\n\n"))


def _table(output: str) -> dict[str, list[str]]:
    """The rows by their first word."""
    return {line.split()[0]: line.split()[1:] for line in output.splitlines() if line.strip()}


def test_every_client_has_its_row_and_every_cut_its_column(recording: str) -> None:
    answer = invoke("emulate", recording)
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[0] == (
        "Right however it is cut: 11. Right or wrong, depending on the borders: 7. Wrong however it is cut: 5."
    )
    rows = _table(answer.stdout)
    assert [name for name in rows if name in CLIENTS] == list(CLIENTS)
    assert rows["httpx-sse"] == ["ok"] * len(COLUMNS)
    assert rows["node-buffer"] == ["◆", "◆", "ok", "◆", "ok", "ok", "ok", "◆", "◆", "2"]
    assert rows["latin1"] == ["◆"] * len(COLUMNS) + ["10"]
    assert lines[3].split()[-1] == "/10"
    assert max(map(len, lines)) <= 101


def test_clients_that_were_not_tried_are_not_counted() -> None:
    cells = [Cell("a", "merged", 1, 0, None, True), Cell("b", "merged", 0, 0, None, False)]
    assert summary(cells, ["a", "b", "c"]) == "Right however it is cut: 1."


def test_the_smallest_cut_is_told_in_words(recording: str) -> None:
    output = invoke("emulate", recording).stdout
    assert output[output.index("The smallest cut") :].splitlines() == [
        "The smallest cut that breaks it",
        "in one piece, without any border",
        "    mini-program-last-line: “你” is missing · 1 character lost · 1 error swallowed",
        "    latin1, requests-iter-lines-unicode: “ä½\xa0” instead of “你” · 1 replaced",
        "    openai-python: JSONDecodeError: Expecting value: line 1 column 1 (char 0), in chunk 0 · 1",
        "    character lost",
        "    openai-node: SyntaxError: Unexpected token '你', \"你\" is not valid JSON, in chunk 0 · 1",
        "    character lost",
        "at byte 8, inside “你” (2 | 1 bytes)",
        "    textdecoder-per-chunk, node-buffer: “��” instead of “你” · 1 replaced",
        "    textdecoder-recreated: “�” instead of “你” · 1 replaced",
        "    npm-buffer: “���” instead of “你” · 1 replaced",
        "    decodeuri-escape, text-encoding-shim: URIError: URI malformed, in chunk 0 · 9 characters lost",
        "    requests-iter-content: UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 6-7:",
        "    unexpected end of data, in chunk 0 · 9 characters lost",
    ]


@pytest.mark.parametrize(
    ("content", "client", "words"),
    [
        (b"data: 1\r\n\r\n", "requests-iter-lines", "at byte 8, between CR and LF of line 1"),
        (
            b'{"text":"a"}\n{"text":"b"}',
            "mini-program-last-line",
            'at byte 14, in line 2, between “{” and “"text":"b"}”',
        ),
        ("a\ufeffb".encode(), "textdecoder-per-chunk", "at byte 1, in line 1, between “a” and “\\ufeffb”"),
        (b"a\n\xef\xbb\xbfb", "textdecoder-per-chunk", "at byte 2, before line 2"),
        (b"a\xe4\xbdb", "node-buffer", "at byte 2, inside bytes that are no character (1 | 1)"),
    ],
)
def test_what_a_border_cuts(tmp_path: Path, content: bytes, client: str, words: str) -> None:
    path = _save(tmp_path / "run.slrec", content)
    assert words in invoke("emulate", path, "--client", client, "--cuts", "every").stdout.splitlines()


def test_several_borders_are_counted(tmp_path: Path) -> None:
    path = _save(tmp_path / "run.slrec", b"data: x\n\n", b"data: [DONE", b"]\n\n")
    source = tmp_path / "page.js"
    source.write_text("let n = 0; onChunkReceived(() => { n++; this.x = n < 3 ? 'x' : 'y' })", "utf-8")
    output = invoke("emulate", path, "--handler", str(source), "--cuts", "recorded").stdout
    assert "at byte 9, before line 3, and 1 more border, the last at byte 20" in output


def test_cuts_are_columns_and_borders_are_counted(recording: str) -> None:
    answer = invoke("emulate", recording, "--client", "node-buffer", "--cuts", "merged", "--cuts", "every")
    assert _table(answer.stdout)["node-buffer"] == ["ok", "◆", "2"]
    assert "cut: “" not in answer.stdout


def test_without_reads_they_have_no_column_unless_asked_for(tmp_path: Path) -> None:
    path = _save(tmp_path / "run.slrec", b"data: x\n\n")
    assert "reads" not in invoke("emulate", path, "--client", "latin1").stdout
    assert _table(invoke("emulate", path, "--client", "latin1", "--cuts", "reads").stdout)["latin1"] == ["ok"]


def test_a_narrow_terminal_has_the_table_in_blocks(recording: str) -> None:
    cuts = [f"at:{at}" for at in range(1, 11)] * 2 + [f"fixed:{size}" for size in range(1, 30)]
    arguments = [word for cut in cuts for word in ("--cuts", cut)]
    lines = invoke("emulate", recording, "--client", "node-buffer", *arguments).stdout.splitlines()
    blocks = [line for line in lines if line.startswith("node-buffer")]
    assert len(blocks) > 2
    assert sum(len(block.split()) - 1 for block in blocks) == 10 + 29
    assert max(map(len, lines)) <= 100


def test_json_is_the_runs(recording: str) -> None:
    answer = invoke("emulate", recording, "--client", "requests-iter-lines", "--client", "latin1", "--json")
    lines, latin = json.loads(answer.stdout)
    assert lines["outputs"] == [{"b64": "ZGF0YTog5L2g"}, {"b64": ""}]
    assert (latin["client"], latin["matches_reference"]) == ("latin1", False)
    assert (latin["cuts"], latin["borders"]) == ("recorded", [8])


def test_a_handler_is_shown_with_its_lines(recording: str, tmp_path: Path) -> None:
    path = tmp_path / "page.js"
    path.write_text("onChunkReceived((r) => {\n  console.log(r.data.byteLength)\n  x = Buffer(y)\n})", "utf-8")
    answer = invoke("emulate", recording, "--handler", str(path))
    assert answer.exit_code == 0
    assert "chunk 0, line 3: TypeError" in answer.stdout
    assert "console.log 8" in answer.stdout
    assert _table(answer.stdout)["handler"] == ["◆"] * len(COLUMNS) + ["10"]
    decoder = "onChunkReceived((r) => { this.a = new TextDecoder().decode(r.data) })"
    path.write_text(decoder, "utf-8")
    assert "TextDecoder is not defined" in invoke("emulate", recording, "--handler", str(path)).stdout
    assert "rror" not in invoke("emulate", recording, "--handler", str(path), "--text-decoder").stdout


@pytest.mark.parametrize("arguments", [("--client", "curl"), ("--cuts", "some"), ("--handler", "no-such-file.js")])
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_what_makes_no_sense_is_said(recording: str, arguments: tuple[str, ...], json_too: tuple[str, ...]) -> None:
    answer = invoke("emulate", recording, *arguments, *json_too)
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
    nothing = _save(tmp_path / "none.slrec")
    assert "nothing to cut" in invoke("emulate", nothing, "--cuts", "every").stdout
    assert json.loads(invoke("emulate", nothing, "--cuts", "every", "--json").stdout) == []


def test_runs_are_written_while_the_next_ones_are_computed(tmp_path: Path) -> None:
    path = _save(tmp_path / "run.slrec", "data: 你好\n\n".encode() * 2000)
    arguments = ("emulate", path, "--json", "--client", "reference", "--cuts", "every")
    with subprocess.Popen(command_line(*arguments), stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        first = b"".join(takewhile(lambda line: line != b"  },\n", process.stdout))
        (run,) = json.loads(first + b"}]")
        assert (run["client"], run["borders"], len(run["outputs"])) == ("reference", [1], 2000)
        process.stdout.close()
        assert process.wait(20) == 0  # who reads has gone: nothing goes on without end


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("as_json", [False, True])
def test_an_interrupt_leaves_what_there_is(tmp_path: Path, as_json: bool) -> None:
    import pty

    path = _save(tmp_path / "run.slrec", "data: 你好\n\n".encode() * 10_000)
    leader, follower = pty.openpty()
    arguments = ["emulate", path, *(["--json", "--client", "reference", "--cuts", "every"] if as_json else [])]
    printed = tmp_path / "printed"
    with (
        printed.open("wb") as stdout,
        started(command_line(*arguments), stdout=stdout, stderr=follower, env=environment()) as process,
    ):
        os.close(follower)
        while b"%" not in os.read(leader, 4096):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.wait(20)
    os.close(leader)
    output = printed.read_text("utf-8")
    assert process.returncode == 130
    if as_json:
        assert {run["client"] for run in json.loads(output)} == {"reference"}
    else:
        assert "-" in _table(output)["reference"]
        assert "- not looked at" in output


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="reads /proc")
@pytest.mark.parametrize("as_json", [False, True])
def test_an_interrupt_ends_a_handler_that_hears_of_no_limit(tmp_path: Path, as_json: bool) -> None:
    path = _save(tmp_path / "run.slrec", b"data: a\n\n", b"data: b\n\n")
    handler = tmp_path / "deaf.js"
    handler.write_text("onChunkReceived(() => String.raw({ raw: { length: 2 ** 50 } }))")
    arguments = ["emulate", path, "--handler", str(handler), *(["--json", "--cuts", "every"] if as_json else [])]
    with started(command_line(*arguments), stdout=subprocess.DEVNULL, env=environment()) as process:
        children: list[str] = []
        while not children:
            assert process.poll() is None
            time.sleep(0.01)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        while Path(f"/proc/{children[0]}").exists():
            time.sleep(0.01)
