"""The sandbox's process: what it may not do, how it is killed, what is said where there is none; nothing stays behind."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import streamlab
from streamlab import i18n
from streamlab.clients.base import Response
from streamlab.clients.handler import inspect_handler
from streamlab.clients.pasted import Handler
from streamlab.clients.run import Played, play
from streamlab.sandbox import command, pipe, process, wire
from streamlab.sandbox.script import Script
from streamlab.sandbox.values import Limits
from tests import threads
from tests.processes import started

if sys.platform == "win32":
    pytest.skip("its fakes are scripts, and it sends signals", allow_module_level=True)

linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="reads /proc")

_SIZE = "onChunkReceived((r) => { this.a = r.data.byteLength })"
_NATIVE = "this.begun = 1; String.raw({ raw: { length: 2 ** 50 } })"  # hears of nothing
_FOR_EVER = Limits(seconds=10_000, total=10_000)
_ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _none_before() -> Iterator[None]:
    """Every test begins without a process, and leaves none."""
    process.close()
    yield
    process.close()
    assert children() == []


def played(source: str, chunks: tuple[bytes, ...] = (b"ab", b"c"), limits: Limits | None = None) -> Played:
    """What came of it."""
    return play(Handler(Response(), source, limits=limits), chunks)


def works() -> bool:
    """Whether a run comes to its result."""
    return played(_SIZE).outputs == ["2", "1"]


def started_run(source: str) -> tuple[threading.Thread, list[Played]]:
    """A run on a thread, whose process is at work; and where it puts its result."""
    assert works()  # there is a process
    waited, found = threading.Event(), list[Played]()
    client = Handler(Response(), source, limits=_FOR_EVER)
    thread = threads.start(lambda: found.append(play(client, (b"a",), lambda _chunk: waited.set())))
    threads.wait(waited)
    return thread, found


def children() -> list[int]:
    """The processes that this one has started, also those that have ended and that nobody has asked for."""
    found = (path.read_text("ascii") for path in Path("/proc/self/task").glob("*/children"))
    return [int(number) for numbers in found for number in numbers.split()]


def until(true: Callable[[], object]) -> None:
    """Waits for what must come."""
    deadline = time.monotonic() + threads.LONGEST
    while not true():
        assert time.monotonic() < deadline, "what was waited for did not come"
        time.sleep(0.01)


def lives(number: int) -> bool:
    """Whether there is such a process, which is not only waiting to be asked for."""
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
def test_one_process_serves_all_runs() -> None:
    numbers = set()
    for _ in range(20):
        assert works()
        numbers.update(children())
    assert len(numbers) == 1


@linux
def test_it_has_nothing_of_the_person_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("API_TOKEN", "secret")
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        assert works()
        (number,) = children()
        there = Path(f"/proc/{number}")
        files = sorted(str(name.readlink()).partition(":")[0] for name in (there / "fd").iterdir())
    assert b"secret" not in (there / "environ").read_bytes()
    assert (there / "cwd").readlink() == Path("/")
    assert files == ["/dev/null", "/dev/null", *["pipe"] * 4]
    assert os.getsid(number) != os.getsid(0)
    limits = dict(
        line.rsplit(maxsplit=3)[:2]
        for line in (there / "limits").read_text("ascii").splitlines()[1:]
        if "files" in line or "size" in line
    )
    assert limits["Max open files"] == "6"
    assert (limits["Max file size"], limits["Max core file size"]) == ("0", "0")


def test_it_imports_next_to_nothing() -> None:
    code = "import sys; sys.path[:0] = sys.argv[1:]; import streamlab.sandbox.child; print(*sys.modules)"
    *_, package, engine = command.command()
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, package, engine], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"streamlab.sandbox.steps", "_quickjs"} <= loaded
    assert not loaded & {
        "json",
        "logging",
        "asyncio",
        "threading",
        "subprocess",
        "pathlib",
        "httpx",
        "PySide6",
        "streamlab.i18n",
    }


@linux
def test_ten_kills_in_a_row() -> None:
    for _ in range(10):
        found = played(_NATIVE, limits=Limits(seconds=0.02))
        assert [(error.chunk, error.name) for error in found.errors] == [(0, "InternalError")]
        assert [state.name for state in found.states] == []  # the step that was killed says nothing any more
    assert children() == []
    assert works()


def test_what_was_said_before_a_kill_stays() -> None:
    source = "onChunkReceived((r) => { this.a = r.data.byteLength; if (r.data.byteLength === 1) { " + _NATIVE + " } })"
    found = played(source, (b"ab", b"abc", b"a", b"ab"), Limits(seconds=0.05))
    assert found.outputs == ["2", "3"]
    assert [(error.chunk, error.message) for error in found.errors] == [(2, "interrupted: it ran longer than 0.05 s")]


@linux
@pytest.mark.parametrize("source", [_NATIVE, "for (;;);", "setInterval(() => 1); for (;;);"])
def test_close_ends_what_runs_at_once(source: str) -> None:
    thread, found = started_run(source)
    with process.closed():
        threads.join(thread)
        assert [error.message for error in found[0].errors] == ["It was ended from outside."]
        (error,) = played(_SIZE).errors
        assert error.name == "NoProcess"
    assert works()


class _EnoughError(Exception):
    pass


@linux
@pytest.mark.parametrize("source", [_NATIVE, "for (;;);"])
def test_who_waits_may_have_enough(source: str) -> None:
    def tell(_chunk: int) -> None:
        if children():
            raise _EnoughError

    for _ in range(3):
        with pytest.raises(_EnoughError):
            play(Handler(Response(), f"onChunkReceived(() => {{ {source} }})", limits=_FOR_EVER), (b"a",), tell)
        assert children() == []
    assert works()


@linux
def test_a_script_that_is_forgotten_is_killed() -> None:
    script = Script(_SIZE)
    list(script.start(200, ()))
    assert children()
    del script
    gc.collect()
    until(lambda: not children())


def test_chunk_by_chunk_it_says_the_same() -> None:
    client = Handler(Response(), _SIZE + "\nsetTimeout(() => { this.b = 1 }); console.log('x')")
    outputs = [*client.start()]
    for client.chunk, chunk in enumerate((b"ab", b"", b"c")):
        outputs += client.feed(chunk)
    outputs += client.finish()
    whole = played(_SIZE + "\nsetTimeout(() => { this.b = 1 }); console.log('x')", (b"ab", b"", b"c"))
    assert (outputs, client.states, client.console) == (whole.outputs, whole.states, whole.console)


@linux
def test_many_threads() -> None:
    found: list[Played] = []
    running = [threads.start(lambda: found.extend(played(_SIZE) for _ in range(5))) for _ in range(6)]
    for thread in running:
        threads.join(thread)
    assert [run.outputs for run in found] == [["2", "1"]] * 30
    assert len(children()) <= 2


@linux
def test_one_that_was_killed_while_it_waited_is_replaced() -> None:
    assert works()
    (number,) = children()
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)  # from here on its parent can know
    assert works()
    assert number not in children()


@linux
def test_one_that_the_system_kills_for_its_memory_says_so() -> None:
    thread, found = started_run(_NATIVE)
    os.kill(children()[0], signal.SIGKILL)
    threads.join(thread)
    assert [error.message for error in found[0].errors] == ["out of memory"]


@linux
def test_one_that_breaks_down_says_so() -> None:
    thread, found = started_run(_NATIVE)
    os.kill(children()[0], signal.SIGSEGV)
    threads.join(thread)
    assert [error.message for error in found[0].errors] == [
        f"The engine broke down (signal {signal.SIGSEGV:d}): it was stopped here."
    ]


_PARENT = """\
import sys, threading
from streamlab.clients.base import Response
from streamlab.clients.pasted import Handler
from streamlab.clients.run import play
from streamlab.sandbox.values import Limits
play(Handler(Response(), "onChunkReceived(() => 1)"), (b"a",))
from pathlib import Path
print(*(path.read_text() for path in Path("/proc/self/task").glob("*/children")), flush=True)
play(Handler(Response(), sys.argv[1], limits=Limits(10_000, 10_000)), (b"a",))
sys.stdin.read()
"""


@linux
@pytest.mark.parametrize("source", ["1", "for (;;);", _NATIVE])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_parent(source: str, number: int) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with started([sys.executable, "-c", _PARENT, source], cwd=_ROOT, **pipes) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert lives(child)
        time.sleep(0.1)
        parent.send_signal(number)
        parent.wait(threads.LONGEST)
        until(lambda: not lives(child))


_FORKED = """\
import os, sys
from streamlab.clients.base import Response
from streamlab.clients.pasted import Handler
from streamlab.clients.run import play
def works():
    return play(Handler(Response(), "onChunkReceived((r) => { this.a = r.data.byteLength })"), (b"ab",)).outputs == ["2"]
assert works()
number = os.fork()
assert works()
if number:
    assert os.waitpid(number, 0)[1] == 0
    assert works()
"""


@linux
def test_a_copy_of_the_parent_has_one_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FORKED], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- where none can be had ---------------------------------------------------------------------------------------------


def said_of_none() -> str:
    """What is said where there is no process; nothing of the code was run."""
    problem = inspect_handler(_SIZE).problem
    assert problem is not None
    found = played("this.a = 1")
    assert (found.outputs, [(error.name, error.message) for error in found.errors]) == (
        [],
        [("NoProcess", problem.message)],
    )
    return problem.message


@pytest.mark.parametrize(
    ("executable", "reason"),
    [
        ("", "sys.executable"),
        ("/usr/sbin/uwsgi", "sys.executable"),
        ("/nowhere/python3", "No such file or directory"),
        ("/etc/hosts.py", None),
    ],
)
def test_without_a_python(executable: str, reason: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    said = said_of_none()
    assert said.startswith("Pasted code runs in a process of its own, and none could be started here (")
    assert reason is None or f"({reason})" in said
    i18n.set_language("zh_CN")
    assert said_of_none().startswith("粘贴的代码只在独立进程中运行")


def test_where_the_system_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_more: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert f"({os.strerror(errno.EAGAIN)})" in said_of_none()
    with pytest.raises(streamlab.errors.UsageError, match="none could be started"):
        streamlab.import_request("fetch('http://a/')")


_FAKE = """\
#!{python}
import os, sys, time
if sys.argv[0].endswith("silent.py"):
    time.sleep(1000)
def packed(*fields):
    parts = [part for field in fields for part in (len(field).to_bytes(4), field)]
    return b"".join((sum(map(len, parts)).to_bytes(4), *parts))
if {ready}:
    os.write(1, packed(b"ready"))
{hears}
os.write(1, {said})
{then}
"""


_HEARS = "while not os.read(0, 1 << 20).endswith(b'c'): pass"  # the last chunk
_SLEEPS = "time.sleep(1000)"


def fake(
    tmp_path: Path, name: str, said: str = 'b""', *, ready: bool = True, then: str = _SLEEPS, hears: str = _HEARS
) -> str:
    """A program in the place of Python that says something else."""
    path = tmp_path / name
    path.write_text(_FAKE.format(python=sys.executable, ready=ready, said=said, then=then, hears=hears))
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("said", "then", "ready"),
    [
        ('b"hello"', "time.sleep(1000)", False),
        ('b""', "", False),
        ('packed(b"steady")', "time.sleep(1000)", False),
        ('b"Python 3.11"', "", False),
    ],
)
def test_what_is_no_sandbox_is_not_used(
    said: str, then: str, ready: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", fake(tmp_path, "python.py", said, ready=ready, then=then, hears=""))
    said_of_none()


def test_what_says_nothing_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", 1.0)
    monkeypatch.setattr(sys, "executable", fake(tmp_path, "python-silent.py"))
    assert "(time)" in said_of_none()


@pytest.mark.parametrize(
    "said",
    [
        'b"\\xff" * 1000',
        'b"\\0\\0\\0\\x09hello"  b"12345"',
        'packed(b"log", b"{")',
        'packed(b"log", b"[]")',
        'packed(b"log", b"null")',
        'packed(b"log", b"\\xff")',
        'packed(b"log", b"[" * 100_000)',
        'packed(b"log")',
        'packed()',
        'packed(b"what", b"5")',
        'packed(b"log", b\'{"states":5,"console":[],"errors":[],"swallowed":0,"dropped":0}\')',
        'packed(b"log", b\'{"states":[[]],"console":[],"errors":[],"swallowed":0,"dropped":0}\')',
        'packed(b"log", b\'{"states":[],"console":[["a"]],"errors":[],"swallowed":0,"dropped":0}\')',
        'packed(b"log", b\'{"states":[],"console":[["a",5]],"errors":[],"swallowed":0,"dropped":0}\')',
        'packed(b"log", b\'{"states":[],"console":[],"errors":[[1,2,3]],"swallowed":0,"dropped":0}\')',
        'packed(b"log", b\'{"states":[],"console":[],"errors":[],"swallowed":"x","dropped":0}\')',
        'packed(b"log", b\'{"states":[],"console":[],"errors":[],"swallowed":0,"dropped":null}\')',
        'packed(b"stopped", b"time", b"x")',
        'packed(b"stopped")',
        'packed(b"wrong", b"[]")',
        'packed(b"wrong", b"5")',
        'packed(b"done", b"[]")',
        'packed(b"done", b\'{"what":[1]}\')',
        'packed(b"done", b\'{"requests":5}\')',
        'packed(b"done")',
    ],
)  # fmt: skip
def test_garbage_is_a_result(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", fake(tmp_path, "python.py", said=said))
    found = played(_SIZE)
    assert found.outputs == []
    (error,) = found.errors
    assert (error.name, error.line) == ("InternalError", None)
    assert error.message == "Its process said what cannot be understood: it was stopped here."


def test_a_process_that_hears_nothing_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", 0.5)
    monkeypatch.setattr(sys, "executable", fake(tmp_path, "python.py", hears=""))
    assert [error.name for error in played("// " + "x" * 200_000 + "\n" + _SIZE).errors] == ["InternalError"]


def test_a_process_that_falls_silent_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "silence", 0.2)
    monkeypatch.setattr(sys, "executable", fake(tmp_path, "python.py"))
    (error,) = played(_SIZE).errors
    assert "interrupted" in error.message


def test_a_message_may_not_be_larger_than_what_may_be_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", fake(tmp_path, "python.py", said="(5 << 20).to_bytes(4)"))
    (error,) = played(_SIZE, limits=Limits(characters=1 << 20)).errors
    assert "cannot be understood" in error.message


# --- applications made of it ------------------------------------------------------------------------------------------

_APPLICATION = """\
#!{python}
import sys
sys.path.insert(0, {root!r})
sys.frozen = True
sys.executable = sys.argv[0]
from streamlab.sandbox.command import serve_if_asked
{asks}
from streamlab.clients.base import Response
from streamlab.clients.pasted import Handler
from streamlab.clients.run import play
if __name__ == "__main__":
    found = play(Handler(Response(), "onChunkReceived((r) => {{ this.a = r.data.byteLength }})"), (b"ab",))
    print(found.outputs, [error.name for error in found.errors])
"""


@pytest.mark.parametrize(
    ("asks", "said"), [("serve_if_asked()", "['2'] []"), ("print('once')", "once\n[] ['NoProcess']")]
)
def test_an_application_is_its_own_sandbox(asks: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "application"
    path.write_text(_APPLICATION.format(python=sys.executable, root=str(_ROOT), asks=asks))
    path.chmod(0o755)
    done = subprocess.run([path], capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == (said, "")


def test_the_command_is_the_sandbox_of_its_application() -> None:
    """As `python -m streamlab` with the argument that a frozen build is started with."""
    made = [sys.executable, "-m", "streamlab", command.ARGUMENT, str(os.getpid())]
    with started(made, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as child:
        assert child.stdout is not None
        buffer = bytearray()
        while (message := wire.taken(buffer)) is None:
            buffer += child.stdout.read(1 << 10)
        assert message == [wire.READY]


# --- messages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", [(), (b"",), (b"a", b"", b"\0" * 300), (b"x" * 70_000,)])
def test_a_message_is_whole_however_it_is_cut(fields: tuple[bytes, ...]) -> None:
    message = wire.packed(fields)
    for size in (1, 3, len(message)):
        buffer, found = bytearray(), list[list[bytes]]()
        for at in range(0, len(message), size):
            assert not found
            buffer += message[at : at + size]
            found = [taken for taken in [wire.taken(buffer)] if taken is not None]
        assert found == [list(fields)]
        assert not buffer


def test_a_thread_reads_where_the_system_cannot_wait_for_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "reader", pipe.ThreadedReader)
    assert works()
    assert "interrupted" in played(_NATIVE, limits=Limits(seconds=0.02)).errors[0].message
    assert played("onChunkReceived(() => { this.a = 'x'.repeat(5e6) })", (b"a",) * 3).outputs == ["x" * 5_000_000] * 3
    process.close()
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == "sandbox"])
