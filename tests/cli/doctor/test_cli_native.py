"""Libraries that files need, read from real and from hand-made ELF files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from streamlab.cli.doctor import native, packages
from tests.cli.commanding import elf

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF and its loader")


def test_needed_names_are_read(tmp_path: Path) -> None:
    assert native.needed(elf(tmp_path / "a.so", "libone.so.1", "libtwo.so.2")) == ["libone.so.1", "libtwo.so.2"]


@pytest.mark.parametrize("data", [b"", b"\x7fELF", b"\x7fELF\x02\x01" + b"\xff" * 200, b"MZ" + b"\0" * 100])
def test_other_files_need_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd"
    path.write_bytes(data)
    assert native.needed(path) == []
    assert native.needed(tmp_path / "absent") == []


@linux
def test_a_library_missing_behind_a_bundled_one_is_named(tmp_path: Path) -> None:
    elf(tmp_path / "libbundled.so.1", "libnowhere.so.7", "libc.so.6")
    root = elf(tmp_path / "plugin.so", "libbundled.so.1")
    assert native.missing_libraries([root], tmp_path) == ["libnowhere.so.7"]


@pytest.mark.parametrize(
    ("complaint", "name"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libEGL.so.1"),
        ("/usr/lib/x86_64-linux-gnu/libEGL.so.1: file too short", "libEGL.so.1"),
        ("libxcb-cursor.so.0: cannot open shared object file", "libxcb-cursor.so.0"),
        ("something else", ""),
    ],
)
def test_the_loaders_complaint_names_the_library(complaint: str, name: str) -> None:
    assert native.culprit(complaint) == name


@linux
@pytest.mark.parametrize(
    ("plugins", "listed"), [(("offscreen", "xcb"), set(packages.FOR_TESTS)), (("wayland",), set(packages.PACKAGES))]
)
def test_every_library_of_the_installed_qt_has_a_package(plugins: tuple[str, ...], listed: set[str]) -> None:
    qt = native.qt_folder()
    if qt is None:
        pytest.skip("Qt is not a wheel here")
    todo = [native.widgets_library(qt), *(native.platform_plugin(qt, name) for name in plugins)]
    seen = set[str]()
    while todo:
        for name in native.needed(todo.pop()):
            if name not in seen:
                seen.add(name)
                todo += [qt / "lib" / name] if (qt / "lib" / name).is_file() else []
    system = {name for name in seen if not (qt / "lib" / name).is_file()}
    of_the_c_library = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"}
    loaders = {name for name in system if name.startswith("ld-linux")}
    assert system - of_the_c_library - loaders - listed == set()


@pytest.mark.parametrize(
    ("using", "command"),
    [
        ("apt-get", "apt-get install libegl1 libxcb-cursor0"),
        ("dnf", "dnf install libglvnd-egl xcb-util-cursor"),
        ("pacman", "pacman -S libglvnd xcb-util-cursor"),
        ("brew", ""),  # Qt's wheels bring all they need there
    ],
)
def test_the_command_installs_by_package_name(using: str, command: str) -> None:
    made = packages.install_command(["libEGL.so.1", "libxcb-cursor.so.0"], using)
    assert made.removeprefix("sudo ") == command


def test_an_unknown_library_gets_the_command_that_finds_it() -> None:
    assert packages.install_command(["libnowhere.so.7"], "apt-get") == "apt-file search libnowhere.so.7"


@pytest.mark.parametrize(
    ("using", "command"), [("apt-get", "apt-get install xvfb default-jdk-headless"), ("brew", "brew install openjdk")]
)
def test_a_package_is_installed_once_and_where_there_is_one(using: str, command: str) -> None:
    made = packages.install_command(["Xvfb", "xvfb-run", "javac"], using)
    assert made.removeprefix("sudo ") == command


def test_every_name_has_a_package_for_each_manager_of_linux() -> None:
    assert {name for name in packages.PACKAGES if not all(packages.PACKAGES[name][:3])} == set()
    assert {len(row) for row in packages.PACKAGES.values()} == {3, 4}
