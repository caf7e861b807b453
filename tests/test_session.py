"""One run from the socket to the batches: nothing received is lost, however it ends."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from streamlab.analysis import Analysis, analyze_messages
from streamlab.importing import load
from streamlab.model import Chunk, End, EndReason, Head, Message
from streamlab.recording import Recording
from streamlab.request import Request
from streamlab.session import BATCH_MESSAGES, Batch, Session
from streamlab.transport import ReplayTransport
from tests.threads import join, start
from tests.transport.wire_server import WireServer, hold

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterator

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
EVENT = 'data: {"choices": [{"delta": {"content": "你好"}}]}\n\n'.encode()
CUT = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (EVENT[:40], EVENT[40:]))


def run(session: Session) -> End:
    async def alone() -> End:
        end = await session.run()
        assert len(asyncio.all_tasks()) == 1
        return end

    return asyncio.run(alone())


def test_a_run_from_the_socket_to_the_last_batch(tmp_path: Path) -> None:
    batches: list[Batch] = []
    with WireServer([CHUNKED, CUT, b"0\r\n\r\n"]) as server:
        session = Session(Request("GET", server.url), recording_path=tmp_path / "a.slrec", on_batch=batches.append)
        end = run(session)
    assert end.reason is EndReason.COMPLETE
    states = [batch.state for batch in batches]
    assert states[:2] == ["connecting", "waiting"]
    assert states[-1] == "ended"
    assert sorted(states, key=["connecting", "waiting", "streaming", "ended"].index) == states
    last = batches[-1]
    assert (last.chunks, last.content_size, last.frames, last.deltas) == (2, len(EVENT), 1, 1)
    assert (last.end, last.problem, last.t_ns) == (end, "", end.t_ns)
    assert last.kept == tmp_path / "a.slrec"
    assert {batch.kept for batch in batches[:-1]} == {None}, "nothing is kept before the end"
    assert [batch.end for batch in batches[:-1]] == [None] * (len(batches) - 1)
    assert session.analysis.reply.text == "你好"


def test_live_is_replayed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    with WireServer([CHUNKED, CUT, CUT, b"5\r\nda"]) as server:
        live = Session(Request("GET", server.url), recording_path=path, on_batch=lambda _: None)
        run(live)
    again = Session(Request(), transport=ReplayTransport(load(path)), on_batch=lambda _: None)
    run(again)
    assert live.analysis.to_dict() == again.analysis.to_dict()
    assert live.analysis.to_dict() == analyze_messages(load(path).messages).to_dict()
    assert live.recording().messages == again.recording().messages


@pytest.mark.parametrize("recorded", [True, False])
def test_stop_keeps_everything_and_says_so(tmp_path: Path, recorded: bool) -> None:
    path = tmp_path / "a.slrec" if recorded else None
    batches: list[Batch] = []
    with WireServer([CHUNKED, CUT, hold]) as server:

        async def stop_at_the_second_chunk() -> End:
            session = Session(Request("GET", server.url), recording_path=path, on_batch=on_batch)
            sessions.append(session)
            async with asyncio.TaskGroup() as group:
                task = group.create_task(session.run())
                await arrived.wait()
                task.cancel()
            assert not task.cancelled()
            assert task.cancelling() == 0
            return task.result()

        def on_batch(batch: Batch) -> None:
            batches.append(batch)
            if batch.chunks == 2:
                arrived.set()

        sessions: list[Session] = []
        arrived = asyncio.Event()
        end = asyncio.run(stop_at_the_second_chunk())
    assert end.reason is EndReason.ABORTED
    assert batches[-1].end == end
    assert batches[-1].content_size == len(EVENT)
    messages = sessions[0].recording().messages
    assert messages[-1] == end
    assert b"".join(m.data for m in messages if isinstance(m, Chunk)) == EVENT
    if path:
        assert load(path).messages == messages


def test_stop_while_connecting_or_waiting() -> None:
    with WireServer([hold]) as server:
        for state in ("connecting", "waiting"):

            async def stop(state: str = state) -> End:
                def on_batch(batch: Batch) -> None:
                    if batch.state == state:
                        asyncio.get_running_loop().call_soon(task.cancel)

                session = Session(Request("GET", server.url), on_batch=on_batch)
                async with asyncio.TaskGroup() as group:
                    task = group.create_task(session.run())
                return task.result()

            assert asyncio.run(stop()).reason is EndReason.ABORTED


def test_a_time_limit_around_a_run_ends_it_the_same_way() -> None:
    with WireServer([CHUNKED, hold]) as server:

        async def limited() -> tuple[End, bool]:
            async with asyncio.timeout(0.05) as limit:
                end = await Session(Request("GET", server.url), on_batch=lambda _: None).run()
            return end, limit.expired()

        end, expired = asyncio.run(limited())
    assert end.reason is EndReason.ABORTED
    assert expired


def test_a_run_that_fails_at_once_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    end = run(Session(Request("GET", "nonsense"), recording_path=path, on_batch=lambda _: None))
    assert load(path).messages == [end]


def test_secrets_are_not_written(tmp_path: Path) -> None:
    with WireServer([b"HTTP/1.1 200 OK\r\nSet-Cookie: a=sekret\r\nContent-Length: 0\r\n\r\n"]) as server:
        request = Request("GET", server.url + "?api_key=sekret", (("Authorization", "Bearer sekret"),))
        run(Session(request, recording_path=tmp_path / "a.slrec", on_batch=lambda _: None))
        assert b"sekret" in server.requests[0]
    assert b"sekret" not in (tmp_path / "a.slrec").read_bytes()


# -- disks that fail ---------------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a recording goes whose own file takes nothing."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def unwritable(tmp_path: Path) -> list[Path]:
    full = Path("/dev/full")
    return [tmp_path / "none" / "a.slrec", tmp_path, *([full] if full.exists() else [])]


def test_a_disk_that_fails_costs_nothing_but_the_file(tmp_path: Path, elsewhere: Path) -> None:
    for path in unwritable(tmp_path):
        batches: list[Batch] = []
        with WireServer([CHUNKED, CUT, b"0\r\n\r\n"]) as server:
            session = Session(Request("GET", server.url), recording_path=path, on_batch=batches.append)
            end = run(session)
        assert end.reason is EndReason.COMPLETE
        assert all(str(path) in batch.problem for batch in batches)
        messages = session.recording().messages
        assert b"".join(m.data for m in messages if isinstance(m, Chunk)) == EVENT
        assert messages[-1] == end
        assert batches[-1].kept is not None
        assert batches[-1].kept.parent == elsewhere
        assert load(batches[-1].kept).messages == messages


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("elsewhere")
def test_a_disk_that_fills_up_during_the_run(tmp_path: Path) -> None:
    messages: list[Message] = [Head(0, "HTTP/1.1", 200, "OK", ())]
    messages += [Chunk(i, b"line %d\n" % i) for i in range(3 * BATCH_MESSAGES)]
    messages.append(End(10**9, EndReason.COMPLETE))
    transport = ReplayTransport(Recording("", None, messages))
    batches: list[Batch] = []
    path = tmp_path / "a.slrec"
    session = Session(Request(), transport=transport, recording_path=path, on_batch=batches.append)
    with largest_file(100_000):
        run(session)
    assert batches[0].problem == ""
    assert batches[-1].problem
    assert 0 < len(load(path).messages) < len(messages)
    assert session.recording().messages == messages
    assert session.analysis.to_dict() == analyze_messages(messages).to_dict(), "what the disk refused was looked at too"


# -- our own mistakes --------------------------------------------------------------------------------------------------


class Broken:
    """A transport that forgets its end."""

    async def stream(self, request: Request, on_sent: Callable[[], None] = print) -> AsyncGenerator[Message, None]:
        yield Chunk(0, b"x")


def test_a_transport_without_an_end_is_a_bug_that_shows(tmp_path: Path) -> None:
    session = Session(Request(), transport=Broken(), recording_path=tmp_path / "a", on_batch=lambda _: None)
    with pytest.raises(RuntimeError, match="no end"):
        run(session)


@pytest.mark.parametrize("state", ["connecting", "waiting", "streaming"])
def test_a_listener_that_raises_ends_the_run_with_its_error(state: str) -> None:
    def on_batch(batch: Batch) -> None:
        if batch.state == state:
            raise ZeroDivisionError

    with WireServer([CHUNKED, CUT, hold]) as server:
        session = Session(Request("GET", server.url), on_batch=on_batch)
        with pytest.raises(ZeroDivisionError):
            run(session)


def test_an_analysis_of_ones_own_is_used() -> None:
    analysis = Analysis(framing="text")
    messages: list[Message] = [Chunk(0, b"data: x\n\n"), End(1, EndReason.COMPLETE)]
    transport = ReplayTransport(Recording("", None, messages))
    session = Session(Request(), transport=transport, on_batch=lambda _: None, analysis=analysis)
    run(session)
    assert session.analysis is analysis
    assert analysis.framing == "text"


def test_sessions_run_on_any_thread() -> None:
    ends: list[End] = []
    with WireServer([CHUNKED, CUT, b"0\r\n\r\n"]) as server:
        request = Request("GET", server.url)
        threads = [start(lambda: ends.append(run(Session(request, on_batch=lambda _: None)))) for _ in range(3)]
        for thread in threads:
            join(thread)
    assert [end.reason for end in ends] == [EndReason.COMPLETE] * 3
