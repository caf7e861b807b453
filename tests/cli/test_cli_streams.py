"""Standard streams that are closed, full, impatient or in a Chinese code page: said in a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.commanding import command_line, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shell of POSIX closes streams by number")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
NO_ROOM = "The result could not be written to standard output: No space left on device."
CLOSED = "The result could not be written to standard output: it is closed."
NO_INPUT = "Error: Standard input is closed."


def shell(redirections: str, *arguments: str, stdin: bytes = b"", **changes: str) -> tuple[int, bytes, str]:
    """Exit code, stdout and stderr of the command with the shell's redirections."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirections}', "sh", *command_line(*arguments)],
        input=stdin,
        capture_output=True,
        env=environment(STREAMLAB_LANG="en", **changes),
        timeout=50,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture
def body(tmp_path: Path) -> str:
    path = tmp_path / "body.sse"
    path.write_text('data: {"text":"你好"}\n\n', encoding="utf-8")
    return str(path)


@FULL
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("lookup", "浣犲ソ"),
        ("lookup", "浣犲ソ", "--json"),
        ("analyze", "BODY"),
        ("analyze", "BODY", "--json"),
        ("emulate", "BODY", "--client", "node-buffer"),
        ("lab", "--port", "0"),
        ("send", "http://127.0.0.1:1/"),
    ],
    ids=" ".join,
)
def test_a_result_that_finds_no_room_is_a_failure(arguments: tuple[str, ...], body: str) -> None:
    code, _, said = shell(">/dev/full", *(body if one == "BODY" else one for one in arguments))
    assert code == 1
    assert said.splitlines()[-1] == NO_ROOM


@FULL
@pytest.mark.parametrize(("encoding", "unbuffered"), [("utf-8", "1"), ("ascii", ""), ("gbk", "")])
def test_also_in_other_set_ups(encoding: str, unbuffered: str) -> None:
    code, _, said = shell(">/dev/full", "--version", PYTHONIOENCODING=encoding, PYTHONUNBUFFERED=unbuffered)
    assert (code, said.strip()) == (1, NO_ROOM)


@pytest.mark.parametrize(
    ("redirections", "arguments", "code", "last"),
    [
        (">&-", ("--version",), 1, CLOSED),
        (">&-", ("lookup", "浣犲ソ"), 1, CLOSED),
        ("<&-", ("lookup", "-"), 2, NO_INPUT),
        ("<&-", ("analyze", "-"), 2, NO_INPUT),
        ("<&-", ("send", "http://127.0.0.1:1/", "-d", "@-"), 2, NO_INPUT),
        ("<&-", ("send", "http://127.0.0.1:1/", "--json-body", "@-"), 2, NO_INPUT),
        ("<&- >&- 2>&-", ("lookup", "-"), 2, ""),
        ("2>&-", ("lookup",), 2, ""),
        pytest.param("2>/dev/full", ("lookup",), 2, "", marks=FULL),
        pytest.param("2>/dev/full", ("analyze", "nowhere"), 2, "", marks=FULL),
    ],
)
def test_closed(redirections: str, arguments: tuple[str, ...], code: int, last: str) -> None:
    found, _, said = shell(redirections, *arguments)
    assert (found, (said.splitlines() or [""])[-1]) == (code, last)


@pytest.mark.parametrize("redirections", ["<&-", "2>&-", "<&- 2>&-"])
def test_a_result_needs_no_other_stream(redirections: str) -> None:
    code, out, said = shell(redirections, "lookup", "浣犲ソ")
    assert (code, said) == (0, "")
    assert "你好" in out.decode()


def test_no_file_takes_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    """Or messages would be written into it: the recording of a run would be the first file opened."""
    target = tmp_path / "run.slrec"
    shell("<&- >&- 2>&-", "send", "http://127.0.0.1:1/", "-o", str(target))
    assert [json.loads(line)["type"] for line in target.read_bytes().splitlines()[1:]][-1] == "end"


def test_a_slow_reader_of_a_pipe_that_does_not_block_gets_all() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with subprocess.Popen(command_line("emulate", "--help"), stdout=writing, env=environment()) as process:
        os.close(writing)
        got = b"".join(iter(lambda: os.read(reading, 100), b""))
        os.close(reading)
    assert (process.returncode, got) == (0, shell("", "emulate", "--help")[1])


def test_a_chinese_code_page(body: str) -> None:
    code, out, _ = shell("", "analyze", body, PYTHONIOENCODING="gbk")
    assert code == 0
    assert "你好" in out.decode("gbk")


def test_json_is_utf_8_or_ascii_whatever_the_console_speaks(body: str) -> None:
    code, out, _ = shell("", "analyze", body, "--json", PYTHONIOENCODING="gbk")
    assert code == 0
    assert json.loads(out)["reply"]["text"] == '{"text":"你好"}'


@pytest.mark.parametrize(
    ("encoding", "piped", "said"),
    [
        ("utf-8", "浣犲ソ".encode(), ""),
        ("gbk", "浣犲ソ".encode(), ""),
        ("gbk", "你好".encode("gbk"), "Standard input is no UTF-8: it is read as gbk."),
        ("utf-8", "é".encode("latin-1"), "Standard input is no UTF-8: its bytes are taken as ISO-8859-1 text."),
    ],
)
def test_what_is_piped_in(encoding: str, piped: bytes, said: str) -> None:
    code, out, told = shell("", "lookup", "-", "--json", stdin=piped, PYTHONIOENCODING=encoding)
    assert (code, told.strip()) == (0, said)
    assert json.loads(out)["text"] in ("浣犲ソ", "你好", "é")


def test_no_text_is_no_question() -> None:
    code, out, said = shell("", "lookup", "-")
    assert (code, out, said.splitlines()[-1]) == (2, b"", "Error: There is no text to look up.")
