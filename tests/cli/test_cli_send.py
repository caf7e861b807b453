"""`streamlab send` against the real lab: the reply, the exit codes, the recording that is kept."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from streamlab.importing import load
from streamlab.lab import Lab
from streamlab.model import End, EndKind, EndReason
from tests.cli.commanding import command_line, environment, invoke
from tests.processes import started
from tests.transport.wire_server import WireServer, hold

pytestmark = pytest.mark.usefixtures("temporary")


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_smooth_reply(lab: Lab, temporary: Path) -> None:
    answer = invoke("send", f"{lab.url}/s/smooth?gap=0ms")
    assert answer.exit_code == 0, answer.stderr
    assert "Reply" in answer.stdout
    assert f"GET {lab.url}/s/smooth" in answer.stderr
    assert not list(temporary.iterdir())


def test_json_on_stdout_and_nothing_else(lab: Lab) -> None:
    answer = invoke("send", "--json", f"{lab.url}/s/char-cut-1-2?gap=0ms")
    document = json.loads(answer.stdout)
    assert (answer.exit_code, document["end"]["reason"]) == (0, "complete")
    assert document["characters"]["split"]


def test_the_demo_preset_brings_its_own_lab() -> None:
    answer = invoke("send", "--preset", "demo", "--json", "--max-time", "30")
    assert json.loads(answer.stdout)["end"]["reason"] == "complete"
    assert answer.exit_code == 0


def test_what_is_sent_and_what_is_kept(lab: Lab, tmp_path: Path) -> None:
    path = tmp_path / "run.slrec"
    answer = invoke(
        "send", "--preset", "chatgpt-web", f"{lab.url}/s/smooth?gap=0ms", "-H", "authorization: Bearer sk-secret-key",
        "-H", "X-Two: 1", "-H", "X-Two: 2", "--json-body", '{"prompt": "hi"}', "-o", str(path),
    )  # fmt: skip
    assert answer.exit_code == 0, answer.stderr
    assert str(path) in answer.stderr
    recording = load(path)
    assert recording.request is not None
    names = [name for name, _ in recording.request.headers]
    assert [name for name in names if name in {"authorization", "X-Two"}] == ["authorization", "X-Two", "X-Two"]
    assert "Authorization" not in names
    assert recording.request.method == "POST"
    assert "sk-secret-key" not in path.read_text("utf-8")


def test_a_body_from_a_file_makes_it_a_post(lab: Lab, tmp_path: Path) -> None:
    body = tmp_path / "body.bin"
    body.write_bytes(b"\x00\xff")
    answer = invoke("send", "-d", f"@{body}", f"{lab.url}/s/smooth?gap=0ms")
    assert answer.exit_code == 0
    assert answer.stderr.startswith("POST ")


def test_json_that_does_not_parse_is_sent_and_said(lab: Lab) -> None:
    answer = invoke("send", "--json-body", '{"a": }', f"{lab.url}/s/smooth?gap=0ms")
    assert answer.exit_code == 0
    assert answer.stderr.startswith("body: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("not a url",),
        ("http://127.0.0.1:99999/",),
        ("-X", "GE T", "http://127.0.0.1:1/"),
        ("-H", "no colon", "http://127.0.0.1:1/"),
        ("-H", "bad name: x", "http://127.0.0.1:1/"),
        ("-d", "@/no/such/file", "http://127.0.0.1:1/"),
        ("--json-body", "@/no/such/file", "http://127.0.0.1:1/"),
        ("-d", "a", "--json-body", "b", "http://127.0.0.1:1/"),
        ("--proxy", "nonsense://x", "http://127.0.0.1:1/"),
    ],
)
def test_what_cannot_be_sent_is_exit_code_2(arguments: tuple[str, ...], temporary: Path) -> None:
    answer = invoke("send", *arguments)
    assert answer.exit_code == 2
    assert answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list(temporary.iterdir())


def test_nobody_listens(temporary: Path) -> None:
    answer = invoke("send", f"http://127.0.0.1:{closed_port()}/")
    assert answer.exit_code == 3
    assert "nothing listens on this port" in answer.stdout
    assert not list(temporary.iterdir())


def kept(messages: str) -> Path:
    """The recording that a run's messages speak of."""
    found = re.search(r"kept in (.+\.slrec)", messages)
    assert found, messages
    return Path(found[1])


def test_a_reply_that_breaks_off_is_exit_code_3_and_kept(lab: Lab) -> None:
    answer = invoke("send", f"{lab.url}/s/reset-mid-character?gap=0ms")
    assert answer.exit_code == 3
    assert load(kept(answer.stderr)).messages


@pytest.mark.parametrize("came", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 2"])
def test_what_came_is_kept_though_none_of_it_is_body(came: bytes) -> None:
    with WireServer([came, hold]) as server:
        answer = invoke("send", "--max-time", "0.3", server.url)
    assert answer.exit_code == 3
    assert "is kept" in answer.stdout
    assert load(kept(answer.stderr)).messages


def test_where_nothing_came_nothing_is_kept(temporary: Path) -> None:
    with WireServer([hold]) as server:
        answer = invoke("send", "--max-time", "0.3", server.url)
    assert answer.exit_code == 3
    assert "Nothing arrived" in answer.stdout
    assert not list(temporary.iterdir())


def test_max_time_ends_a_reply_that_never_does(lab: Lab) -> None:
    answer = invoke("send", "--max-time", "0.5", f"{lab.url}/s/stall?gap=0ms")
    assert answer.exit_code == 3
    assert "--max-time" in answer.stderr
    end = load(kept(answer.stderr)).messages[-1]
    assert isinstance(end, End)
    assert (end.reason, end.kind) == (EndReason.ABORTED, EndKind.TIME_LIMIT)
    assert "You stopped it" not in answer.stdout
    assert "The time limit of this run was reached" in answer.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_an_interrupted_run_keeps_what_came(lab: Lab, tmp_path: Path) -> None:
    path = tmp_path / "run.slrec"
    with started(
        command_line("send", "--json", "-o", str(path), f"{lab.url}/s/stall?gap=0ms"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    ) as process:
        while not (path.is_file() and b'"b64"' in path.read_bytes()):
            assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGINT)
        output, messages = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in messages
    assert json.loads(output)["end"]["reason"] == "aborted"
    assert kept(messages) == path
    assert load(path).messages


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_the_reply_grows_alone_and_only_once(lab: Lab) -> None:
    import pty

    leader, follower = pty.openpty()
    command = command_line("send", f"{lab.url}/s/smooth?gap=1ms")
    with started(command, stdin=follower, stdout=follower, stderr=follower, env=environment()) as process:
        os.close(follower)
        output = b""
        while data := _read(leader):
            output += data
        os.close(leader)
        assert process.wait(20) == 0
    text = output.decode("utf-8")
    document = json.loads(invoke("send", "--json", f"{lab.url}/s/smooth?gap=0ms").stdout)
    assert text.replace("\r\n", "\n").count(document["reply"]["text"]) == 1


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way of saying that nobody writes any more
        return b""
