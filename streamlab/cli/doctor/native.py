"""The system libraries that the installed Qt needs, asked of its files and of the dynamic loader; never imports Qt.

A fixed list would be wrong for the next Qt: what a library needs stands in its ELF dynamic section (System V gABI,
ch. 5), and whether it can be had only the loader knows.
"""

from __future__ import annotations

import ctypes
import importlib.util
import mmap
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_NULL, _DT_NEEDED, _DT_STRTAB = 0, 1, 5


def installed() -> bool:
    """Whether PySide6 can be found."""
    return importlib.util.find_spec("PySide6") is not None


def qt_folder() -> Path | None:
    """The folder `Qt` inside the installed PySide6; None where PySide6 is absent or is the distribution's own."""
    spec = importlib.util.find_spec("PySide6")
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (folder := Path(place) / "Qt").is_dir():
            return folder
    return None


def platform_plugin(qt: Path, name: str) -> Path:
    """Where the platform plugin `name` (xcb, wayland, offscreen …) lies on Linux."""
    return qt / "plugins" / "platforms" / f"libq{name}.so"


def widgets_library(qt: Path) -> Path:
    """The library that a window and a picture both start from."""
    return qt / "lib" / "libQt6Widgets.so.6"


def load_error(library: Path | str) -> str:
    """Loads `library` as Qt would and gives the loader's complaint, "" if there is none.

    Where Qt starts afterwards this costs nothing: the loader keeps the library.
    """
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        return str(error)
    return ""


def missing_libraries(roots: Iterable[Path], bundled: Path) -> list[str]:
    """The sonames that `roots` need, directly or through libraries in `bundled`, and the loader cannot give."""
    missing: dict[str, None] = {}
    seen: set[str] = set()
    todo = [name for root in roots for name in needed(root)]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if (inside := bundled / name).is_file():
            todo += needed(inside)
        elif complaint := load_error(name):
            missing[culprit(complaint) or name] = None
    return sorted(missing)


def culprit(complaint: str) -> str:
    """The soname a loader's message is about: `libEGL.so.1: cannot open shared object file …`; "" if it names none."""
    found = re.match(r"(?:.*/)?(lib[^/:\s]+\.so[.\d]*):", complaint)
    return found[1] if found else ""


def needed(path: Path) -> list[str]:
    """The DT_NEEDED entries of a 64-bit little-endian ELF file; [] for any other file."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return list(_needed(data)) if data[:6] == b"\x7fELF\x02\x01" else []
    except (OSError, struct.error, ValueError, OverflowError):
        return []


def _needed(data: mmap.mmap) -> Iterator[str]:
    (offset,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQ", data, offset + size * index) for index in range(count)]
    entries = [
        entry
        for kind, _, start, _, _, length in headers
        if kind == _PT_DYNAMIC
        for entry in _dynamic(data[start : start + length])
    ]
    strings = next((value for tag, value in entries if tag == _DT_STRTAB), 0)
    # The string table's address is virtual: the PT_LOAD segment around it tells where that lies in the file.
    for kind, _, start, address, _, length in headers:
        if kind == _PT_LOAD and address <= strings < address + length:
            table = strings - address + start
            for tag, value in entries:
                if tag == _DT_NEEDED:
                    yield data[table + value : data.find(b"\0", table + value)].decode("ascii", "replace")


def _dynamic(section: bytes) -> Iterator[tuple[int, int]]:
    for tag, value in struct.iter_unpack("<qQ", section):
        if tag == _DT_NULL:
            return
        yield tag, value
