"""`streamlab send` and its file: what is said of it is so, whatever happens to the file, the run or the process."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import Result

from streamlab import api
from streamlab.importing import load
from streamlab.lab import Lab
from streamlab.model import Chunk, End, EndKind, EndReason
from tests.cli.commanding import command_line, environment, invoke
from tests.processes import started
from tests.transport.wire_server import Step, WireServer, reset

pytestmark = [
    pytest.mark.usefixtures("temporary"),
    pytest.mark.skipif(sys.platform == "win32", reason="an open file stays where it is, and signals are others"),
]

OLD = b"no recording at all\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
EVENT = b'data: {"choices": [{"delta": {"content": "a"}}]}\n\n'
PIECE = b"%x\r\n%b\r\n" % (len(EVENT), EVENT)
LAST = b"0\r\n\r\n"


def sent(server: WireServer, *arguments: str) -> Result:
    return invoke("send", *arguments, server.url)


def body(path: Path) -> bytes:
    return b"".join(message.data for message in load(path).messages if isinstance(message, Chunk))


def said_to_be_in(messages: str) -> Path | None:
    found = re.search(r"The recording is kept in (.+)$", messages, re.MULTILINE)
    return Path(found[1]) if found else None


def private(path: Path) -> bool:
    return stat.S_IMODE(path.stat().st_mode) == 0o600


# -- what stands there before, and how the run ends ----------------------------------------------------------------------


class Way(NamedTuple):
    """A script of the server; the exit code; whether something arrived."""

    script: Sequence[Step]
    code: int
    arrived: bool


WAYS = {
    "complete": Way([HEAD, PIECE, LAST], 0, True),
    "cut short": Way([HEAD, PIECE], 3, True),
    "an error status": Way([b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"], 0, True),
    "half a head": Way([HEAD[:20]], 3, True),
    "a reset inside the head": Way([HEAD[:20], lambda _: time.sleep(0.1), reset], 3, True),
    "no answer": Way([], 3, False),
    "a reset before the answer": Way([reset], 3, False),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("before", ["nothing", "a file", "a link", "a file in a folder that takes no second"])
def test_a_file_is_replaced_by_what_arrived_and_by_nothing_else(
    tmp_path: Path, before: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = target = tmp_path / "run.slrec"
    if before == "a link":
        target = tmp_path / "target.slrec"
        path.symlink_to(target)
    if before != "nothing":
        target.write_bytes(OLD)
        target.chmod(0o644)
    if before.endswith("second"):
        monkeypatch.setattr("streamlab.recording.files.secrets.token_hex", lambda _: "x" * 255)
    script, code, arrived = WAYS[way]
    with WireServer(script) as server:
        answer = sent(server, "-o", str(path))
    assert answer.exit_code == code, answer.stderr
    assert path.is_symlink() == (before == "a link")
    if arrived or before == "nothing":
        assert said_to_be_in(answer.stderr) == path
        assert private(target)
        recording = load(target)
        assert recording.notes == ()
        assert type(recording.messages[-1]) is End
    else:
        assert target.read_bytes() == OLD
        assert stat.S_IMODE(target.stat().st_mode) == 0o644
        assert f"Nothing arrived: {path} is as it was before." in answer.stderr
        assert said_to_be_in(answer.stderr) is None
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("http://127.0.0.1:1/",), 3),
        (("--proxy", "http://127.0.0.1:1", "http://example.invalid/"), 3),
        (("https://127.0.0.1:1/",), 3),
        (("nonsense",), 2),
        (("-X", "GE T", "http://127.0.0.1:1/"), 2),
        (("-d", "@/no/such/file", "http://127.0.0.1:1/"), 2),
        (("--no-such-option", "http://127.0.0.1:1/"), 2),
        ((), 2),
    ],
)
def test_who_sends_nothing_replaces_nothing(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    path = tmp_path / "run.slrec"
    path.write_bytes(OLD)
    answer = invoke("send", "-o", str(path), *arguments)
    assert answer.exit_code == code, answer.stderr
    assert path.read_bytes() == OLD
    assert said_to_be_in(answer.stderr) is None
    assert sorted(file.name for file in tmp_path.iterdir()) == ["run.slrec", "temporary"]


def test_a_redirect_to_nobody_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "run.slrec"
    path.write_bytes(OLD)
    there = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    with WireServer([there]) as server:
        answer = sent(server, "--follow", "-o", str(path))
    assert answer.exit_code == 3
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("name", ["run.slrec.gz", "run.txt", "-", "run with a blank.slrec", "流.slrec", "a" * 250])
def test_names(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        with WireServer([HEAD, PIECE, LAST]) as server:
            answer = sent(server, "-o", name)
        assert (answer.exit_code, said_to_be_in(answer.stderr)) == (0, Path(name))
        assert body(Path(name)) == EVENT
    assert (Path(name).read_bytes()[:2] == b"\x1f\x8b") == name.endswith(".gz")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    answer = invoke("send", "-o", str(tmp_path), "http://127.0.0.1:1/")
    assert answer.exit_code == 2
    assert "is a folder" in answer.stderr


# -- what happens to the file during the run -----------------------------------------------------------------------------


def _replace(path: Path) -> None:
    path.with_name("other").write_bytes(OLD)
    path.with_name("other").replace(path)


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (Path.unlink, "The recording was deleted while it grew"),
    "the folder removed": (lambda path: shutil.rmtree(path.parent), "The recording was deleted while it grew"),
    "replaced": (_replace, "Another file was put in the place of the recording"),
    "emptied": (lambda path: os.truncate(path, 0), "Somebody truncated the recording"),
    "written over": (lambda path: path.write_bytes(OLD), "Somebody truncated the recording"),
}


@pytest.mark.parametrize("cut", [False, True], ids=["complete", "cut short"])
@pytest.mark.parametrize("named", [True, False], ids=["with -o", "without"])
@pytest.mark.parametrize("harm", HARMS)
def test_a_file_that_is_harmed_during_the_run(
    tmp_path: Path, temporary: Path, harm: str, named: bool, cut: bool
) -> None:
    path = tmp_path / "folder" / "run.slrec"
    path.parent.mkdir()
    do, said = HARMS[harm]

    def harmed(_: object) -> None:
        where = path
        while not named and not (where := next(temporary.iterdir(), path)).exists():
            time.sleep(0.01)
        while b"b64" not in where.read_bytes():
            time.sleep(0.01)
        do(where)
        if not temporary.exists():
            temporary.mkdir()

    with WireServer([HEAD, PIECE, harmed, PIECE, *([] if cut else [LAST])]) as server:
        answer = sent(server, *(["-o", str(path)] if named else []))
    assert answer.exit_code == (3 if cut else 0), answer.stderr
    kept = said_to_be_in(answer.stderr)
    if not named and not cut:
        assert kept is None
        assert said not in answer.stderr, "nobody asked for it"
        left = [file for file in temporary.iterdir() if file.name != "other" and file.read_bytes() not in (b"", OLD)]
        assert left == []
        return
    assert said in answer.stderr
    assert kept is not None
    assert body(kept) == EVENT * 2
    assert load(kept).notes == ()
    assert private(kept)
    if named:
        assert (kept == path) == (harm == "deleted")


def test_where_nothing_can_be_kept_it_is_not_said_and_the_exit_code_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with WireServer([HEAD, PIECE, LAST]) as server:
        answer = sent(server, "-o", str(tmp_path / "nowhere" / "run.slrec"))
    assert answer.exit_code == 1
    assert "could not be written" in answer.stderr
    assert "gone when streamlab ends" in answer.stderr
    assert said_to_be_in(answer.stderr) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_device_is_said_and_the_recording_is_elsewhere(temporary: Path) -> None:
    with WireServer([HEAD, PIECE, LAST]) as server:
        answer = sent(server, "-o", "/dev/full")
    assert answer.exit_code == 0
    assert "could not be written (No space left on device): /dev/full" in answer.stderr
    kept = said_to_be_in(answer.stderr)
    assert kept is not None
    assert kept.parent == temporary
    assert body(kept) == EVENT


FULL = """
import sys, tempfile
from streamlab.cli.app import streamlab
tempfile.tempdir = sys.argv.pop(1)
streamlab(prog_name="streamlab")
"""


@pytest.mark.parametrize("room", [True, False], ids=["room elsewhere", "no room anywhere"])
def test_a_disk_that_fills_up(tmp_path: Path, room: bool) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    elsewhere = tmp_path if room else disk
    script = f'mount -t tmpfs -o size=64k none {disk} && (exec "$@"); code=$?; cp {disk}/* {tmp_path} 2>&1; exit $code'
    command = [sys.executable, "-c", FULL, str(elsewhere), "send", "-o", str(disk / "run.slrec")]
    many = [HEAD, *[PIECE] * 3000, LAST]
    with WireServer(many) as server:
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script, "sh", *command, server.url],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            check=False,
            timeout=60,
        )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("no file system of one's own can be had here")
    assert "could not be written (No space left on device)" in done.stderr
    kept = said_to_be_in(done.stderr)
    if room:
        assert done.returncode == 0
        assert kept is not None
        assert body(kept) == EVENT * 3000
    else:
        assert done.returncode == 1
        assert kept is None
        assert "What fitted is there; the rest is only in memory" in done.stderr
        whole = body(tmp_path / "run.slrec")
        assert 20_000 < len(whole) < len(EVENT) * 3000, "of 64 KB"
        assert whole == EVENT * (len(whole) // len(EVENT))


# -- what is no file -----------------------------------------------------------------------------------------------------


def test_the_output_itself(tmp_path: Path, lab: Lab) -> None:
    url = f"{lab.url}/s/smooth?gap=0ms"
    arguments = command_line("send", "-o", "/dev/stdout", url)
    piped = subprocess.run(arguments, capture_output=True, env=environment(), check=True, timeout=50)
    out = tmp_path / "out"
    with out.open("wb") as file:
        into_file = subprocess.run(
            arguments, stdout=file, stderr=subprocess.PIPE, env=environment(), check=True, timeout=50
        )
    for output, messages in ((piped.stdout, piped.stderr), (out.read_bytes(), into_file.stderr)):
        lines = output.splitlines()
        assert json.loads(lines[0])["streamlab"] == "recording/1"
        assert any(b'"type":"end"' in line for line in lines)
        assert b"Reply" in output
        assert b"whether it is kept there is not known" in messages
        assert b"kept in" not in messages


def test_the_device_that_takes_all() -> None:
    with WireServer([HEAD, PIECE, LAST]) as server:
        answer = sent(server, "-o", "/dev/null")
    assert answer.exit_code == 0
    assert said_to_be_in(answer.stderr) is None
    assert "whether it is kept there is not known" in answer.stderr


# -- signals -------------------------------------------------------------------------------------------------------------


class Told(NamedTuple):
    """The exit code, and the kind of the end that is recorded."""

    code: int
    kind: EndKind


SIGNALS: dict[tuple[int, ...], Told] = {
    (signal.SIGTERM,): Told(143, EndKind.TERMINATED),
    (signal.SIGHUP,): Told(129, EndKind.TERMINATED),
    (signal.SIGINT,): Told(130, EndKind.STOPPED),
    (signal.SIGTERM, signal.SIGTERM): Told(143, EndKind.TERMINATED),
    (signal.SIGHUP, signal.SIGHUP): Told(129, EndKind.TERMINATED),
    (signal.SIGINT, signal.SIGINT): Told(130, EndKind.STOPPED),
}


def told(
    url: str, numbers: Sequence[int], *arguments: str, ready: Callable[[], bool], **settings: object
) -> tuple[int, str, str]:
    """The exit code and what was said by a process that got these signals when it was ready."""
    with started(
        command_line("send", *arguments, url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(TMPDIR=str(settings.pop("temporary", ""))),
        **settings,
    ) as process:
        while not ready():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        for number in numbers:
            with suppress(ProcessLookupError):
                process.send_signal(number)
        output, messages = process.communicate(timeout=20)
    assert "Traceback" not in messages
    return process.returncode, output, messages


@pytest.mark.parametrize("named", [True, False], ids=["with -o", "without"])
@pytest.mark.parametrize("numbers", SIGNALS, ids=lambda numbers: "-".join(signal.Signals(n).name for n in numbers))
def test_a_signal_ends_a_run_in_order(
    lab: Lab, tmp_path: Path, temporary: Path, numbers: tuple[int, ...], named: bool
) -> None:
    path = tmp_path / "run.slrec"

    def ready() -> bool:
        files = [path] if named else list(temporary.iterdir())
        return any(file.is_file() and b'"b64"' in file.read_bytes() for file in files)

    output = ["-o", str(path)] if named else []
    code, result, messages = told(
        f"{lab.url}/s/stall?gap=0ms", numbers, "--json", *output, ready=ready, temporary=temporary
    )
    expected = SIGNALS[numbers]
    assert code == expected.code
    kept = said_to_be_in(messages)
    assert kept is not None
    assert (kept == path) if named else (kept.parent == temporary)
    end = load(kept).messages[-1]
    assert isinstance(end, End)
    assert (end.reason, end.kind) == (EndReason.ABORTED, expected.kind)
    assert json.loads(result)["end"]["kind"] == expected.kind
    assert "recording-cut" not in {finding.rule for finding in api.analyze(load(kept)).findings}


def test_a_signal_before_the_answer_leaves_the_file_before(lab: Lab, tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "run.slrec"
    path.write_bytes(OLD)
    with WireServer([lambda connection: connection.recv(1)]) as server:
        code, _, messages = told(
            server.url, [signal.SIGTERM], "-o", str(path), ready=lambda: bool(server.requests), temporary=temporary
        )
    assert code == 143
    assert path.read_bytes() == OLD
    assert "is as it was before" in messages
    assert sorted(file.name for file in tmp_path.iterdir()) == ["run.slrec", "temporary"]


NO_NAMES = """
import socket, sys, time
from pathlib import Path

def nobody_answers(*_, **__):
    Path(sys.argv[1]).touch()
    time.sleep(600)

socket.getaddrinfo = nobody_answers
from streamlab.cli.app import streamlab
streamlab(prog_name="streamlab", args=sys.argv[2:])
"""


@pytest.mark.parametrize("numbers", [(signal.SIGTERM,), (signal.SIGINT,)], ids=["SIGTERM", "SIGINT"])
def test_a_look_up_that_goes_on_is_not_waited_for(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    path, asked = tmp_path / "run.slrec", tmp_path / "asked"
    command = [sys.executable, "-c", NO_NAMES, str(asked), "send", "-o", str(path), "http://slow.example/"]
    with started(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8", env=environment()
    ) as process:
        while not asked.exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        process.send_signal(numbers[0])
        _, messages = process.communicate(timeout=30)
    assert process.returncode == SIGNALS[numbers].code
    assert said_to_be_in(messages) == path
    end = load(path).messages[-1]
    assert isinstance(end, End)
    assert end.kind is SIGNALS[numbers].kind


def test_what_is_ignored_stays_ignored(lab: Lab, tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "run.slrec"

    def ready() -> bool:
        return path.is_file() and b'"b64"' in path.read_bytes()

    code, _, messages = told(
        f"{lab.url}/s/smooth?gap=20ms",
        [signal.SIGHUP],
        "-o",
        str(path),
        ready=ready,
        temporary=temporary,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    assert (code, said_to_be_in(messages)) == (0, path)
    end = load(path).messages[-1]
    assert isinstance(end, End)
    assert end.reason is EndReason.COMPLETE


@pytest.mark.parametrize("ignored", [False, True], ids=["", "under nohup"])
@pytest.mark.parametrize("stream", ["stall?gap=0ms", "endless?gap=2ms"], ids=["silent", "busy"])
def test_a_terminal_that_is_closed(lab: Lab, tmp_path: Path, stream: str, ignored: bool) -> None:
    import pty

    path = tmp_path / "run.slrec"
    leader, follower = pty.openpty()
    arguments = command_line("send", "--max-time", "3", "-o", str(path), f"{lab.url}/s/{stream}")
    shell = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    with started(
        [sys.executable, "-c", shell, *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment(),
        start_new_session=True,
        preexec_fn=(lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) if ignored else None,
    ) as process:
        os.close(follower)
        while not (path.is_file() and b'"b64"' in path.read_bytes()):
            assert process.poll() is None
            time.sleep(0.02)
        os.close(leader)
        assert process.wait(20) == 129 or ignored
    end = load(path).messages[-1]
    assert isinstance(end, End)
    assert end.kind is (EndKind.TIME_LIMIT if ignored else EndKind.TERMINATED)


def test_who_reads_the_result_no_more_still_hears_where_the_recording_is(lab: Lab, tmp_path: Path) -> None:
    path = tmp_path / "run.slrec"
    with started(
        command_line("send", "-o", str(path), f"{lab.url}/s/smooth?gap=0ms"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        messages = process.stderr.read().decode()
        process.wait(20)
    assert said_to_be_in(messages) == path


@pytest.mark.parametrize("name", ["run.slrec", "run.slrec.gz"])
def test_a_process_that_is_killed_leaves_what_it_had_written(lab: Lab, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    chance = random.Random(9)
    for _ in range(3):
        path.unlink(missing_ok=True)
        with started(
            command_line("send", "-o", str(path), f"{lab.url}/s/endless?gap=2ms"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        ) as process:
            while not path.is_file() or path.stat().st_size < 2000:
                assert process.poll() is None
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
            process.wait(20)
        recording = load(path)
        assert body(path)
        assert "no-end" in {note.kind for note in recording.notes}
        analysis = api.analyze(recording)
        assert [finding.rule for finding in analysis.findings if finding.severity != "info"] == ["recording-cut"]
        assert analysis.to_dict()["end"]["reason"] is None
