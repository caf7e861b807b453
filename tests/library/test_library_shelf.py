"""The bound of the recordings folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from streamlab.library.shelf import is_ours, new_path, pin, prune
from tests.processes import started


def fill(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"20260101-0000{nth:02}-000000.slrec" for nth in range(count)]
    for path in paths:
        path.write_bytes(b"x" * 100)
    return paths


def test_the_newest_files_stay(tmp_path: Path) -> None:
    paths = fill(tmp_path, 6)
    prune(tmp_path, {paths[0]}, files=2)
    assert sorted(tmp_path.iterdir()) == [paths[0], paths[4], paths[5]]


def test_the_newest_bytes_stay(tmp_path: Path) -> None:
    paths = fill(tmp_path, 6)
    prune(tmp_path, size=350)
    assert sorted(tmp_path.iterdir()) == paths[3:]


def test_a_file_that_a_person_saved_is_never_removed(tmp_path: Path) -> None:
    saved = [tmp_path / name for name in ("20200101-000000.slrec", "mine.slrec", "20200101-000000-000000.slrec.gz")]
    for path in saved:
        path.write_bytes(b"x")
    fill(tmp_path, 2)
    prune(tmp_path, files=0, size=0)
    assert sorted(tmp_path.iterdir()) == sorted(saved)


def test_what_is_recorded_is_ours(tmp_path: Path) -> None:
    assert is_ours(new_path(tmp_path))


def sized(folder: Path, *sizes: int) -> list[Path]:
    """Recordings of these sizes, the oldest first."""
    paths = [folder / f"20260101-0000{nth:02}-000000.slrec" for nth in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        with path.open("wb") as file:
            file.truncate(size)
    return paths


@pytest.mark.parametrize(
    ("sizes", "limit", "stay"),
    [
        # newest last; which of them stay
        ((10, 10, 10), 30, (0, 1, 2)),
        ((10, 10, 10), 29, (1, 2)),
        ((10, 10, 10), 10, (2,)),
        ((10, 10, 10), 1, (2,)),
        ((10, 10, 1000), 30, (0, 1, 2)),  # larger than the limit, and the newest
        ((10, 1000, 10), 30, (0, 2)),  # larger than the limit: it goes, and takes no other with it
        ((1000, 10, 10), 30, (1, 2)),
        ((1000, 1000, 1000), 30, (2,)),
        ((1000,), 30, (0,)),
        ((0, 0, 0), 1, (0, 1, 2)),
        ((10, 25, 10), 30, (0, 2)),  # what does not fit goes, an older one that does stays
        ((3 * 10**9, 10, 3 * 10**9), 2 * 10**9, (1, 2)),
    ],
)
def test_a_large_recording_takes_no_other_with_it(
    tmp_path: Path, sizes: tuple[int, ...], limit: int, stay: tuple[int, ...]
) -> None:
    paths = sized(tmp_path, *sizes)
    for _ in range(2):
        prune(tmp_path, size=limit)
        assert sorted(tmp_path.iterdir()) == [paths[nth] for nth in stay]


def test_the_newest_stays_whatever_the_limits(tmp_path: Path) -> None:
    paths = sized(tmp_path, 10, 10, 10)
    prune(tmp_path, files=1, size=0)
    assert sorted(tmp_path.iterdir()) == [paths[2]]


def test_what_is_pinned_stays_and_does_not_count(tmp_path: Path) -> None:
    paths = sized(tmp_path, 10, 10, 10, 10, 10)
    pin(paths[0], pinned=True)
    pin(paths[3], pinned=True)
    prune(tmp_path, files=2)
    assert recordings(tmp_path) == [paths[0], paths[2], paths[3], paths[4]]
    pin(paths[0], pinned=False)
    prune(tmp_path, files=2)
    assert recordings(tmp_path) == paths[2:]
    paths[3].unlink()
    prune(tmp_path)
    assert sorted(tmp_path.iterdir()) == [paths[2], paths[4]], "a pin without its recording goes"


def recordings(folder: Path) -> list[Path]:
    return sorted(filter(is_ours, folder.iterdir()))


def test_what_is_open_stays_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    link = tmp_path / "link"
    link.symlink_to(folder)
    paths = sized(folder, 10, 10, 10, 10)
    monkeypatch.chdir(folder)
    prune(folder, {Path(paths[0].name), link / paths[1].name}, files=1)
    assert recordings(folder) == [paths[0], paths[1], paths[3]]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_what_another_process_still_writes_stays(tmp_path: Path) -> None:
    paths = sized(tmp_path, 10, 10)
    growing = tmp_path / "20250101-000000-000000.slrec"
    program = (
        "import sys; from streamlab.recording import RecordingWriter; "
        "writer = RecordingWriter(sys.argv[1], None); print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(growing)]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        prune(tmp_path, files=1)
        assert recordings(tmp_path) == [growing, paths[1]]
        process.kill()
        process.wait()
    prune(tmp_path, files=1)
    assert recordings(tmp_path) == [paths[1]]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_holds_nobody_up(tmp_path: Path) -> None:
    paths = sized(tmp_path, 10, 10)
    paths[0].unlink()
    os.mkfifo(paths[0])
    prune(tmp_path, files=1)
    assert recordings(tmp_path) == [paths[1]]


def test_what_cannot_be_removed_is_no_error(tmp_path: Path) -> None:
    paths = sized(tmp_path, 10, 10)
    paths[0].unlink()
    paths[0].mkdir()
    prune(tmp_path, files=1)
    assert paths[1].exists()
