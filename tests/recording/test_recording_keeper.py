"""A recording whose file somebody harms: nothing is lost that can be had, and nothing is said that is not so."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from streamlab.importing import load, load_file
from streamlab.model import Chunk, Connection, End, EndKind, EndReason, Head, Message, Read
from streamlab.recording import Keeper
from streamlab.recording import ledger as ledgers
from streamlab.recording.ledger import Ledger
from streamlab.request import Request
from tests.threads import join, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays where it is")

OLD = b"what was there before\n"
BEGUN: list[Message] = [Read(1, 20), Head(1, "HTTP/1.1", 200, "OK", ()), Chunk(2, b"first " * 50)]
MORE: list[Message] = [Chunk(3, b"second " * 50), Chunk(4, b"third " * 50)]
LAST: list[Message] = [Chunk(5, b"fourth"), End(6, EndReason.COMPLETE)]
ALL = [*BEGUN, *MORE, *LAST]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a recording goes that has no other place."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


# -- what somebody does ------------------------------------------------------------------------------------------------


def deleted(path: Path) -> None:
    path.unlink()


def moved_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.slrec"))


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"another file")
    other.replace(path)


def replaced_by_a_link(path: Path) -> None:
    (path.parent / "other").write_bytes(b"another file")
    path.unlink()
    path.symlink_to("other")


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replaced_by_a_longer_recording(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes() * 9)
    other.replace(path)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def one_byte_shorter(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def written_anew(path: Path) -> None:
    path.write_bytes(b"something else")


def written_anew_as_long(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


def appended_to(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"a line of somebody else\n")


def one_byte_changed(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\0")


class Harmed(NamedTuple):
    """What is said, and whether the file stands again where it stood."""

    said: str
    again: bool = False
    at_once: bool = True  # else it is seen when the file is read again


DELETED = "was deleted while it grew"
REPLACED = "Another file was put in the place"
SHORTER = "Somebody truncated"
CHANGED = "Somebody else wrote into"
HARMS: dict[Callable[[Path], None], Harmed] = {
    deleted: Harmed(DELETED, again=True),
    moved_away: Harmed(DELETED, again=True),
    folder_removed: Harmed(DELETED),
    folder_moved: Harmed(DELETED),
    replaced: Harmed(REPLACED),
    replaced_by_a_link: Harmed(REPLACED),
    replaced_by_a_folder: Harmed(REPLACED),
    replaced_by_a_longer_recording: Harmed(REPLACED),
    emptied: Harmed(SHORTER),
    halved: Harmed(SHORTER),
    one_byte_shorter: Harmed(SHORTER),
    written_anew: Harmed(SHORTER),
    written_anew_as_long: Harmed(CHANGED, at_once=False),
    appended_to: Harmed(CHANGED),
    one_byte_changed: Harmed(CHANGED, at_once=False),
}


@pytest.mark.parametrize("name", ["a.slrec", "a.slrec.gz"])
@pytest.mark.parametrize("moment", ["begun", "grown", "over"])
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_what_is_harmed_is_written_anew(
    tmp_path: Path, temporary: Path, harm: Callable[[Path], None], moment: str, name: str
) -> None:
    path = tmp_path / "folder" / name
    path.parent.mkdir()
    keeper = Keeper(path, Request())
    for when, messages in (("begun", BEGUN), ("grown", MORE), ("over", LAST)):
        keeper.write(messages)
        if when == moment:
            harm(path)
            after = path.read_bytes() if path.is_file() else None
            assert keeper.kept is None
    expected = HARMS[harm]
    assert bool(keeper.problem) == (moment != "over" and expected.at_once), "what is seen at once is said at once"
    keeper.close()
    assert expected.said in keeper.problem
    assert str(path) in keeper.problem
    kept = keeper.kept
    assert kept is not None
    assert str(kept) in keeper.problem or expected.again
    assert (kept == path) == expected.again
    assert load(kept).messages == ALL
    assert load(kept).notes == ()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    if not expected.again and after is not None:
        assert path.read_bytes() == after or not expected.at_once, "what somebody else put there is theirs"
    left = set(temporary.iterdir()) - {kept}
    assert left == set(), "what was begun and is no longer needed is gone"


@pytest.mark.parametrize("name", ["a.slrec", "a.slrec.gz"])
def test_a_file_that_nobody_harms(tmp_path: Path, temporary: Path, name: str) -> None:
    path = tmp_path / name
    keeper = Keeper(path, Request())
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
        assert load(path).messages == ALL[: len(load(path).messages)]
        assert keeper.kept is None, "not before the end"
    keeper.close()
    assert (keeper.kept, keeper.problem) == (path, "")
    assert load(path).messages == ALL
    assert (path.read_bytes()[:2] == b"\x1f\x8b") == name.endswith(".gz")
    assert list(temporary.iterdir()) == []
    path.unlink()
    assert keeper.kept is None, "it was kept, and is no longer"


@pytest.mark.parametrize(
    "harmless",
    [
        lambda path: path.chmod(0),
        lambda path: os.utime(path, (1, 1)),
        lambda path: os.link(path, path.with_name("link")),
        lambda path: path.read_bytes(),
        lambda path: shutil.copy2(path, path.with_name("copy")),
        lambda path: path.with_name("other").write_bytes(b"x"),
    ],
    ids=["no rights", "another time", "a second name", "read", "copied", "a neighbour"],
)
def test_what_harms_nothing_is_not_told(tmp_path: Path, harmless: Callable[[Path], object]) -> None:
    path = tmp_path / "a.slrec"
    keeper = Keeper(path, Request())
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
        harmless(path) if not path.with_name("link").exists() else None
    keeper.close()
    assert (keeper.kept, keeper.problem) == (path, "")


def test_somebody_who_deletes_it_again_and_again(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "a.slrec"
    keeper = Keeper(path, Request())
    keeper.write(BEGUN)
    for nth in range(12):
        path.unlink(missing_ok=True)
        keeper.write([Chunk(10 + nth, b"x")])
        with keeper.opened() as file:
            assert len(load_file(file, "a").messages) == len(BEGUN) + nth + 1
    keeper.close()
    assert keeper.kept is None
    assert "only in memory" in keeper.problem
    assert not path.exists()
    with keeper.opened() as file:
        assert len(load_file(file, "a").messages) == len(BEGUN) + 12


# -- a disk that takes no more -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["a.slrec", "a.slrec.gz"])
def test_a_full_disk_is_said_and_what_it_refused_is_written_when_there_is_room(tmp_path: Path, name: str) -> None:
    keeper = Keeper(tmp_path / name, Request())
    keeper.write(BEGUN)
    with largest_file(200):
        keeper.write(MORE)
        assert "could not be written" in keeper.problem
        assert keeper.path is None
        assert len(load(tmp_path / name).messages) == len(BEGUN), "nothing half written is left"
        with keeper.opened() as file:
            assert load_file(file, "a").messages == [*BEGUN, *MORE]
    keeper.write(LAST)
    keeper.close()
    assert keeper.kept is not None
    assert load(keeper.kept).messages == ALL


def test_no_place_at_all_is_said_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    keeper = Keeper(tmp_path / "nowhere" / "a.slrec", Request())
    assert "is kept in memory" in keeper.problem
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
    keeper.close()
    assert keeper.kept is None
    assert "gone when streamlab ends" in keeper.problem
    with keeper.opened() as file:
        assert load_file(file, "a").messages == ALL


# -- what is at the name before ----------------------------------------------------------------------------------------


class Before(NamedTuple):
    """Puts something at a path; what becomes of the recording there."""

    put: Callable[[Path], object]
    place: str  # here | elsewhere | stream


def _fifo_without_reader(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.with_name("target").write_bytes(OLD)
    path.symlink_to("target")


def _file_of_mode(mode: int) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.write_bytes(OLD)
        path.chmod(mode)

    return put


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


BEFORE: dict[str, Before] = {
    "nothing": Before(lambda path: None, "here"),
    "a file": Before(lambda path: path.write_bytes(OLD), "here"),
    "an empty file": Before(lambda path: path.touch(), "here"),
    "a file that all may read": Before(_file_of_mode(0o644), "here"),
    "a link to a file": Before(_link, "here"),
    "a link to nothing": Before(lambda path: path.symlink_to("target"), "here"),
    "a link that goes in a circle": Before(_loop, "elsewhere"),
    "a folder": Before(lambda path: path.mkdir(), "elsewhere"),
    "a pipe that nobody reads": Before(_fifo_without_reader, "elsewhere"),
    "a link to the device that is full": Before(lambda path: path.symlink_to("/dev/full"), "elsewhere"),
    "a link to the device that takes all": Before(lambda path: path.symlink_to("/dev/null"), "stream"),
}


@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_at_the_name_before(tmp_path: Path, before: str) -> None:
    if "full" in before and not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    path = tmp_path / "a.slrec"
    put, place = BEFORE[before]
    put(path)
    link = path.readlink() if path.is_symlink() else None
    keeper = Keeper(path, Request())
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
    keeper.close()
    assert (path.readlink() if path.is_symlink() else None) == link, "a link stays one"
    assert keeper.is_stream == (place == "stream")
    assert bool(keeper.problem) == (place == "elsewhere")
    kept = keeper.kept
    assert (kept is None) == (place == "stream")
    if kept is not None:
        assert (kept == path) == (place == "here")
        assert load(kept).messages == ALL
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".streamlab-*")), "nothing is left beside it"


@pytest.mark.parametrize("before", ["a file", "an empty file", "a file that all may read", "a link to a file"])
def test_without_an_answer_the_file_before_is_as_it_was(tmp_path: Path, before: str) -> None:
    path = tmp_path / "a.slrec"
    BEFORE[before].put(path)
    was = (path.read_bytes(), path.stat())
    keeper = Keeper(path, Request())
    assert keeper.left_alone
    keeper.write([End(1, EndReason.CONNECT_ERROR, EndKind.REFUSED)])
    keeper.close()
    now = path.stat()
    assert path.read_bytes() == was[0]
    assert (now.st_ino, now.st_mode, now.st_mtime_ns) == (was[1].st_ino, was[1].st_mode, was[1].st_mtime_ns)
    assert (keeper.left_alone, keeper.kept, keeper.problem) == (True, None, "")
    assert not list(tmp_path.glob(".streamlab-*"))


def test_a_file_that_is_protected_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    _file_of_mode(0o400)(path)
    if os.access(path, os.W_OK):
        pytest.skip("this user's rights have no bounds")
    keeper = Keeper(path, Request())
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
    keeper.close()
    assert path.read_bytes() == OLD
    assert "could not be written" in keeper.problem
    assert keeper.kept is not None
    assert load(keeper.kept).messages == ALL


def test_a_link_that_somebody_turns(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    (tmp_path / "other").write_bytes(OLD)
    path.symlink_to("target")
    keeper = Keeper(path, Request())
    keeper.write(BEGUN)
    path.unlink()
    path.symlink_to("other")
    keeper.write([*MORE, *LAST])
    keeper.close()
    assert REPLACED in keeper.problem
    assert path.read_bytes() == OLD
    assert keeper.kept is not None
    assert keeper.kept != path
    assert load(keeper.kept).messages == ALL


def test_a_file_whose_name_cannot_be_given_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is with a file that is mounted by itself: only its content can be replaced."""

    def busy(_handle: int, _partial: Path, target: Path) -> int:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))

    monkeypatch.setattr("streamlab.recording.files.put_in_place", busy)
    path = tmp_path / "a.slrec"
    _file_of_mode(0o644)(path)
    number = path.stat().st_ino
    keeper = Keeper(path, Request())
    assert path.read_bytes() == OLD
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
    keeper.close()
    assert (keeper.kept, keeper.problem) == (path, "")
    assert load(path).messages == ALL
    assert (path.stat().st_ino, stat.S_IMODE(path.stat().st_mode)) == (number, 0o600)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.slrec", "temporary"]


def test_what_http2_says_before_the_answer_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    path.write_bytes(OLD)
    keeper = Keeper(path, Request())
    keeper.write([Connection("TLSv1.3", "h2"), Read(1, 50)])
    keeper.write([Read(2, 90)])
    assert path.read_bytes() == OLD
    keeper.write([Head(3, "HTTP/2", 200, "", ())])
    keeper.close()
    assert [type(message) for message in load(path).messages] == [Connection, Read, Read, Head]


def test_a_copy_in_its_place_is_told_as_soon_as_it_is_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    keeper = Keeper(path, Request())
    keeper.write(BEGUN)
    shutil.copy2(path, tmp_path / "copy")
    (tmp_path / "copy").replace(path)
    keeper.write(MORE)
    keeper.write(LAST)
    keeper.close()
    assert REPLACED in keeper.problem
    assert keeper.kept is not None
    assert load(keeper.kept).messages == ALL


def test_another_of_the_same_size_and_time_is_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    keeper = Keeper(path, Request())
    keeper.write(ALL)
    shutil.copy2(path, tmp_path / "copy")
    one_byte_changed(tmp_path / "copy")
    shutil.copystat(path, tmp_path / "copy")
    (tmp_path / "copy").replace(path)
    keeper.close()
    assert REPLACED in keeper.problem
    assert keeper.kept is not None
    assert load(keeper.kept).messages == ALL


def test_after_the_end_it_is_read_only_where_it_is_what_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.slrec"
    keeper = Keeper(path, Request())
    keeper.write(ALL)
    keeper.close()
    with keeper.opened() as file:
        assert load_file(file, "a").messages == ALL
    one_byte_changed(path)
    with pytest.raises(OSError, match="no longer what was recorded"), keeper.opened():
        pass
    path.unlink()
    with pytest.raises(FileNotFoundError), keeper.opened():
        pass


@pytest.mark.parametrize("first", [Read(1, 1), Head(1, "HTTP/1.1", 200, "", ()), Chunk(1, b"")])
def test_the_first_byte_of_an_answer_takes_the_place(tmp_path: Path, first: Message) -> None:
    path = tmp_path / "a.slrec"
    path.write_bytes(OLD)
    path.chmod(0o644)
    other = tmp_path / "second name"
    os.link(path, other)
    keeper = Keeper(path, Request())
    assert path.read_bytes() == OLD
    keeper.write([first])
    assert load(path).messages == [first]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert other.read_bytes() == OLD, "under another name the old content stays"
    keeper.close()


def test_without_an_answer_and_a_file_before_the_failure_is_recorded(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "a.slrec", Request())
    end = End(1, EndReason.CONNECT_ERROR, EndKind.REFUSED)
    keeper.write([end])
    keeper.close()
    assert keeper.kept == tmp_path / "a.slrec"
    assert load(keeper.kept).messages == [end]


def test_a_pipe_gets_every_line(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[bytes] = []
    reader = start(lambda: got.append(path.read_bytes()))
    keeper = Keeper(path, Request())
    while keeper.problem:  # the reader was not there yet
        keeper = Keeper(path, Request())
    for messages in (BEGUN, MORE, LAST):
        keeper.write(messages)
    keeper.close()
    join(reader)
    (tmp_path / "copy").write_bytes(got[0])
    assert load(tmp_path / "copy").messages == ALL
    assert (keeper.is_stream, keeper.kept) == (True, None)


def test_a_pipe_whose_reader_goes_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    keeper = Keeper(path, Request())
    keeper.write(BEGUN)
    os.close(reader)
    keeper.write(MORE)
    assert "could not be written" in keeper.problem
    keeper.write(LAST)
    keeper.close()
    assert keeper.kept is not None
    assert load(keeper.kept).messages == ALL


def test_a_pipe_whose_reader_takes_nothing_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlab.recording.files.PATIENCE_S", 0.05)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    keeper = Keeper(path, Request())
    keeper.write(BEGUN)
    many: list[Message] = [Chunk(nth, b"x" * 1000) for nth in range(10, 300)]
    keeper.write(many)
    assert "could not be written" in keeper.problem
    keeper.write(LAST)
    keeper.close()
    os.close(reader)
    assert keeper.kept is not None
    assert load(keeper.kept).messages == [*BEGUN, *many, *LAST]


def test_a_folder_that_takes_no_second_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root, which the rights of a folder do not bind, the name of the second file is what cannot be."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "a.slrec"
    path.write_bytes(OLD)
    path.chmod(0o644)
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        monkeypatch.setattr("streamlab.recording.files.secrets.token_hex", lambda _: "x" * 255)
    try:
        keeper = Keeper(path, Request())
        assert keeper.left_alone
        keeper.write([])
        assert path.read_bytes() == OLD
        for messages in (BEGUN, MORE, LAST):
            keeper.write(messages)
        keeper.close()
        assert (keeper.kept, keeper.problem) == (path, "")
        assert load(path).messages == ALL
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        refused = Keeper(path, Request())
        refused.write([End(1, EndReason.CONNECT_ERROR)])
        refused.close()
        assert refused.left_alone
        assert load(path).messages == ALL
    finally:
        folder.chmod(0o700)


def test_only_the_owner_reads_it_whatever_the_mask(tmp_path: Path) -> None:
    seen: list[int] = []
    before = os.umask(0)
    try:
        keeper = Keeper(tmp_path / "a.slrec", Request())
        seen.append((tmp_path / "a.slrec").stat().st_mode)
        keeper.write(BEGUN)
        keeper.close()
        (tmp_path / "b.slrec").write_bytes(OLD)
        beside = Keeper(tmp_path / "b.slrec", Request())
        seen += [part.stat().st_mode for part in tmp_path.glob(".streamlab-*.part")]
        beside.write(BEGUN)
        seen.append((tmp_path / "b.slrec").stat().st_mode)
        beside.close()
    finally:
        os.umask(before)
    assert [stat.S_IMODE(mode) for mode in seen] == [0o600] * 3


# -- a recording that is larger than what memory keeps -----------------------------------------------------------------


def large(keeper: Keeper, blocks: int) -> list[Message]:
    messages: list[Message] = [*BEGUN]
    for nth in range(blocks):
        messages.append(Chunk(10 + nth, bytes([nth % 251]) * (ledgers.BLOCK * 3 // 4)))
    for message in messages:
        keeper.write([message])
    return messages


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "BLOCK", 4096)
    monkeypatch.setattr(ledgers, "KEPT_BLOCKS", 4)


@pytest.mark.usefixtures("small_memory")
@pytest.mark.parametrize("harm", [deleted, replaced, appended_to, folder_removed, moved_away])
def test_what_the_open_file_still_holds_is_copied(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    path = tmp_path / "folder" / "a.slrec"
    path.parent.mkdir()
    keeper = Keeper(path, Request())
    messages = large(keeper, 20)
    harm(path)
    keeper.write(LAST)
    keeper.close()
    assert keeper.kept is not None
    assert load(keeper.kept).messages == [*messages, *LAST]


@pytest.mark.usefixtures("small_memory")
@pytest.mark.parametrize("harm", [emptied, halved, written_anew, one_byte_changed, written_anew_as_long])
def test_what_neither_file_nor_memory_holds_is_said_byte_by_byte(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    path = tmp_path / "a.slrec"
    keeper = Keeper(path, Request())
    messages = large(keeper, 20)
    written = path.read_bytes()
    harm(path)
    keeper.write(LAST)
    keeper.close()
    assert keeper.kept is None, "not the whole of it is kept"
    found = keeper.path
    assert found is not None
    assert str(found) in keeper.problem
    rest = load(found).messages
    assert rest[-2:] == LAST
    assert 0 < len(rest) < len(messages) + 2
    assert [message for message in [*messages, *LAST] if message in rest] == rest, "in order, and nothing made up"
    (start, end), *more = spans(keeper.problem)
    assert more == []
    lost = written[start : end + 1]
    header = written[: written.index(b"\n") + 1]
    assert found.read_bytes().removeprefix(header) == (
        written[:start].removeprefix(header) + written[end + 1 :]
    ) + b"".join(found.read_bytes().splitlines(keepends=True)[-2:])
    assert lost.endswith(b"\n")


def spans(problem: str) -> list[tuple[int, int]]:

    return [
        (int(start.replace(",", "")), int(end.replace(",", "")))
        for start, end in re.findall(r"([\d,]+)–([\d,]+)", problem)
    ]


@pytest.mark.usefixtures("small_memory")
def test_memory_is_bounded(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "a.slrec", Request())
    large(keeper, 100)
    written = (tmp_path / "a.slrec").read_bytes()
    book = Ledger()
    for at in range(0, len(written), 1000):
        book.add(written[at : at + 1000])
    nothing = list(book.blocks(lambda _start, _count: b""))
    assert sum(len(block) for block in nothing if isinstance(block, bytes)) <= 5 * 4096
    assert b"".join(block for block in book.blocks(lambda start, count: written[start : start + count])) == written  # type: ignore[misc]
    keeper.close()


def test_it_can_be_read_while_it_grows(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "a.slrec", Request())
    over = threading.Event()
    counts: list[int] = []

    def read() -> None:
        while not over.is_set():
            with keeper.opened() as file:
                counts.append(len(load_file(file, "a").messages))

    reader = start(read)
    for nth in range(300):
        keeper.write([Chunk(nth, b"x" * 100)])
        if nth == 150:
            (tmp_path / "a.slrec").unlink()
    over.set()
    join(reader)
    keeper.close()
    assert counts == sorted(counts)
    assert keeper.kept is not None
