"""Runs the command: in this process, and in one of its own where its real streams and exit code matter."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from streamlab.cli.app import streamlab
from streamlab.cli.doctor import native


def invoke(*arguments: str, **settings: Any) -> Result:
    """The command in this process."""
    return CliRunner().invoke(streamlab, arguments, prog_name="streamlab", **settings)


def command_line(*arguments: str) -> list[str]:
    """The command as a process takes it."""
    return [sys.executable, "-m", "streamlab", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with changes, in UTF-8."""
    return {**os.environ, "LC_ALL": "C.UTF-8", **changes}


def process(
    *arguments: str, cwd: Path | None = None, stdin: str = "", **changes: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        command_line(*arguments),
        env=environment(**changes),
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )


def elf(path: Path, *names: str) -> Path:
    """A 64-bit ELF file with nothing in it but the names of what it needs."""
    strings = b"\0" + b"".join(name.encode() + b"\0" for name in names)
    offsets = [1 + sum(len(name) + 1 for name in names[:index]) for index in range(len(names))]
    dynamic_at = 64 + 2 * 56
    entries = [(1, offset) for offset in offsets] + [(5, dynamic_at + 16 * (len(names) + 2)), (0, 0)]
    dynamic = b"".join(struct.pack("<qQ", *entry) for entry in entries)
    size = dynamic_at + len(dynamic) + len(strings)
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    header += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    load = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, size, size, 0x1000)
    dynamic_header = struct.pack("<IIQQQQQQ", 2, 6, dynamic_at, dynamic_at, 0, len(dynamic), len(dynamic), 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + load + dynamic_header + dynamic + strings)
    return path


def damaged_qt(folder: Path) -> str:
    """A folder for PYTHONPATH whose PySide6 is the installed one, but its Qt needs a libEGL.so.9 that nobody has."""
    installed = native.qt_folder()
    if installed is None:
        pytest.skip("Qt is not a wheel here")
    qt = folder / "PySide6" / "Qt"
    (qt / "lib").mkdir(parents=True)
    (folder / "PySide6" / "__init__.py").touch()
    (qt / "plugins").symlink_to(installed / "plugins")
    for library in (installed / "lib").iterdir():
        (qt / "lib" / library.name).symlink_to(library)
    gui = qt / "lib" / "libQt6Gui.so.6"
    data = gui.read_bytes()
    gui.unlink()
    gui.write_bytes(data.replace(b"\0libEGL.so.1\0", b"\0libEGL.so.9\0"))
    return str(folder)
