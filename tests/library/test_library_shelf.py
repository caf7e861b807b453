"""The bound of the recordings folder."""

from __future__ import annotations

from pathlib import Path

from streamlab.library.shelf import is_ours, new_path, prune


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
