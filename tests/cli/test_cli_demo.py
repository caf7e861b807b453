"""`streamlab demo` without a screen, with a dead one, and with Qt damaged; with one: tests/ui/test_window_real.py."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from streamlab.cli.demo import PICTURE
from streamlab.cli.doctor import packages
from tests.cli.commanding import command_line, damaged_qt, environment, invoke, process
from tests.needs import need, need_x11

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays and libraries as on Linux")


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG, from its header (PNG §11.2.2)."""
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


@linux
def test_without_a_screen_it_plays_here_and_leaves_a_picture(tmp_path: Path) -> None:
    answer = process("demo", "--size", "900x600", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.startswith("There is no screen here")
    assert "⟦E4│" in answer.stdout
    assert "│BD A0⟧" in answer.stdout
    assert "⟦你│" in answer.stdout
    assert "character cut by a chunk border" in answer.stdout
    assert "流式世界" in answer.stdout.rsplit("Reply\n", 1)[1]
    assert str(tmp_path / PICTURE) in answer.stderr
    assert size_of(tmp_path / PICTURE) == (900, 600)


@linux
def test_the_picture_can_have_the_clients_in_front(tmp_path: Path) -> None:
    shown = {}
    for tab in ("findings", "clients"):
        answer = process("demo", "--screenshot", f"{tab}.png", "--tab", tab, "--size", "900x600", cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        shown[tab] = (tmp_path / f"{tab}.png").read_bytes()
    assert shown["findings"] != shown["clients"]


@linux
@need_x11()
def test_a_display_that_is_not_there_is_named(tmp_path: Path) -> None:
    for arguments, code in ((("demo",), 0), ((), 1)):
        answer = process(*arguments, cwd=tmp_path, DISPLAY=":4242")
        assert answer.returncode == code
        assert answer.stderr.startswith("The display :4242 cannot be reached")
        assert "Traceback" not in answer.stderr


@linux
@need_x11()
def test_a_missing_library_costs_only_the_picture(tmp_path: Path) -> None:
    damaged = damaged_qt(tmp_path / "damaged")
    answer = process("demo", cwd=tmp_path, PYTHONPATH=damaged)
    assert answer.returncode == 0, answer.stderr
    assert "⟦你│" in answer.stdout
    assert "No picture of the window: Qt needs the system library libEGL.so.9" in answer.stderr
    for arguments in (("demo", "--screenshot", "a.png"), ()):
        answer = process(*arguments, cwd=tmp_path, PYTHONPATH=damaged, DISPLAY=":4242")
        assert answer.returncode == 1
        assert answer.stderr.startswith("Qt needs the system library libEGL.so.9")


@pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode != 0,
    reason="needs a mount namespace",
)
def test_a_damaged_system_library_names_its_package(tmp_path: Path) -> None:
    found = subprocess.run(["ldconfig", "-p"], capture_output=True, encoding="utf-8", check=False).stdout
    places = [line.rsplit("=> ", 1)[1] for line in found.splitlines() if line.strip().startswith("libEGL.so.1 ")]
    if not places:
        pytest.skip("libEGL is not installed")
    script = " && ".join([f"mount --bind /dev/null {place}" for place in places] + ['exec "$@"'])
    answer = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", *command_line("demo", "--screenshot", "a.png")],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "libEGL.so.1" in answer.stderr


def test_json_plays_it_without_a_window_and_leaves_only_a_picture_that_was_asked_for(tmp_path: Path) -> None:
    answer = process("demo", "--json", cwd=tmp_path)
    assert not list(tmp_path.iterdir())
    document = json.loads(answer.stdout)
    assert answer.returncode == 0
    assert [item["character"] for item in document["characters"]["split"]] == ["你", "界", "👋"]


@pytest.mark.parametrize("size", ["1280", "axb", "1x1", "99999x800"])
def test_an_odd_size_is_a_usage_error(size: str) -> None:
    assert invoke("demo", "--size", size).exit_code == 2


def test_a_picture_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    answer = process("demo", "--screenshot", str(tmp_path / "no" / "such" / "folder.png"))
    assert answer.returncode == 1
    assert "folder.png" in answer.stderr
    assert "Traceback" not in answer.stderr


@linux
def test_boxes_in_the_picture_are_explained(tmp_path: Path) -> None:
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>", "utf-8")
    answer = process("demo", "--size", "900x600", cwd=tmp_path, FONTCONFIG_FILE=str(nothing))
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / PICTURE).is_file()
    assert answer.stderr.splitlines()[-1] == (
        "No font covers Chinese: the window would show boxes; install it: "
        + packages.install_command([packages.CHINESE_FONT])
    )


@linux
@need(packages.CHINESE_FONT)
def test_with_a_chinese_font_there_is_nothing_to_explain(tmp_path: Path) -> None:
    answer = process("demo", "--screenshot", "a.png", "--size", "900x600", cwd=tmp_path)
    assert "font covers" not in answer.stderr
