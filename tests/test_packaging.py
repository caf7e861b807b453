"""The files of assets/ are found in an editable install, in a wheel (unpacked and as a zip) and in an sdist."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from streamlab.resources import asset

ROOT = Path(__file__).parents[1]
OPEN_ASSETS = """
from streamlab.resources import asset
import streamlab
assert asset("scenarios", "demo.toml").read_text(encoding="utf-8")
assert asset("i18n", "streamlab_zh_CN.ts").read_bytes()
assert asset("guide", "zh_CN", "failure-modes.md").read_text(encoding="utf-8")
assert not asset("no", "such").is_file()
print(streamlab.__file__)
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return folder


def _run_with(path: Path, cwd: Path) -> str:
    # -S keeps the editable install's .pth out of the way; the core needs nothing outside the standard library here.
    code = [sys.executable, "-S", "-c", OPEN_ASSETS]
    done = subprocess.run(code, cwd=cwd, env={"PYTHONPATH": str(path)}, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_editable_install_finds_its_assets() -> None:
    assert asset("scenarios", "demo.toml").is_file()


def test_wheel_holds_the_assets_unpacked_and_as_a_zip(built: Path, tmp_path: Path) -> None:
    wheel = next(built.glob("*.whl"))
    assert _run_with(wheel, tmp_path).startswith(str(wheel))
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    assert _run_with(tmp_path / "site", tmp_path).startswith(str(tmp_path / "site"))


def test_sdist_holds_the_assets(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # before 3.11.4 there is none
        archive.extractall(tmp_path)
    root = next(tmp_path.glob("streamlab-*"))
    assert _run_with(root, tmp_path).startswith(str(root))
    # What tests look at beside the code.
    for name in ("README.md", ".github/CONTRIBUTING.md", ".github/workflows/ci.yml", ".ci/run"):
        assert (root / name).is_file()


def test_both_entry_points_are_in_the_wheel(built: Path) -> None:
    archive = zipfile.ZipFile(next(built.glob("*.whl")))
    name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    text = archive.read(name).decode()
    assert "streamlab = streamlab.cli:main" in text
    assert "streamlab-gui = streamlab.cli:main" in text
