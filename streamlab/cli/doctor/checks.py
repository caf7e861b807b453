"""What `streamlab doctor` looks at: one small function per piece, in the tuple `CHECKS`; never imports Qt."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from streamlab.cli.doctor import guard, native, packages
from streamlab.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

CHINESE, EMOJI = b":lang=zh-cn", b":lang=und-zsye"  # patterns of fontconfig
_OLDEST, _NEWEST = (3, 11), (3, 13)
_PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


class Status(StrEnum):
    """What a check found: fine, worth knowing, something needed is missing, not looked at."""

    OK = "ok"
    NOTE = "note"
    MISSING = "missing"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Result:
    """One check's answer: a sentence for people, the command that cures it, if any, and the names behind it."""

    id: str
    status: Status
    text: str
    fix: str = ""
    names: tuple[str, ...] = ()


def python() -> Result:
    """The Python that runs us."""
    text = f"Python {platform.python_version()} ({platform.python_implementation()}), {platform.platform()}"
    if sys.version_info[:2] > _NEWEST:
        note = translate("Doctor", "{python}: newer than the versions streamlab is tested with").format(python=text)
        return Result("python", Status.NOTE, note)
    if sys.version_info[:2] < _OLDEST:
        note = translate("Doctor", "{python}: too old, 3.11 is needed").format(python=text)
        return Result("python", Status.MISSING, note)
    return Result("python", Status.OK, text)


def streamlab() -> Result:
    """Our own version."""
    from importlib import metadata

    return Result("streamlab", Status.OK, f"streamlab {metadata.version('streamlab')}")


def qt() -> Result:
    """PySide6 and the platform plugins that came with it."""
    version = _pyside_version()
    if not version:
        text = translate("Doctor", "PySide6 (Qt) is not installed: no window and no picture")
        return Result("qt", Status.MISSING, text, _pip("PySide6-Essentials"))
    folder = native.qt_folder()
    found = sorted(path.name for path in (folder / "plugins" / "platforms").iterdir()) if folder else []
    plugins = tuple(name.removeprefix("lib").removeprefix("q").split(".")[0] for name in found)
    text = translate("Doctor", "PySide6 {version}, platform plugins: {names}")
    listed = ", ".join(plugins) or translate("Doctor", "those of the system")
    return Result("qt", Status.OK, text.format(version=version, names=listed), names=plugins)


def none_refcount() -> Result:
    """PySide6 6.12 loses a reference to None per void call, which aborts a Python whose None is mortal (< 3.12)."""
    version = _pyside_version()
    if sys.version_info[:2] >= (3, 12) or not version:
        return Result("none-refcount", Status.OK, translate("Doctor", "This Python and this Qt get on with each other"))
    if tuple(int(part) for part in version.split(".")[:2] if part.isdigit()) >= (6, 12):
        text = translate("Doctor", "PySide6 {version} crashes Python 3.11 after some thousand calls; use an older one")
        return Result("none-refcount", Status.MISSING, text.format(version=version), _pip('"PySide6-Essentials<6.12"'))
    return Result("none-refcount", Status.OK, translate("Doctor", "This Python and this Qt get on with each other"))


def libraries() -> Result:
    """The system libraries that Qt needs to draw, in a window or in memory."""
    return _libraries("libraries", Status.MISSING, ("offscreen",), translate("Doctor", "drawing"))


def x11_libraries() -> Result:
    """The system libraries that a window on X11 needs."""
    unused = os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY")
    missing = Status.NOTE if unused else Status.MISSING
    return _libraries("x11-libraries", missing, ("xcb",), translate("Doctor", "a window on X11"))


def wayland_libraries() -> Result:
    """The system libraries that a window on Wayland needs; where there is no Wayland nobody misses them."""
    missing = Status.MISSING if os.environ.get("WAYLAND_DISPLAY") else Status.NOTE
    return _libraries("wayland-libraries", missing, ("wayland",), translate("Doctor", "a window on Wayland"))


def chinese_font() -> Result:
    """A font that covers Chinese, asked of fontconfig, which Qt asks too."""
    if not sys.platform.startswith("linux"):
        return Result("chinese-font", Status.SKIPPED, translate("Doctor", "Chinese font: this system brings its own"))
    found = families(CHINESE)
    if found is None:
        text = translate("Doctor", "Chinese font: cannot be asked for, as {name} is missing")
        name = "libfontconfig.so.1"
        return Result("chinese-font", Status.MISSING, text.format(name=name), packages.install_command([name]), (name,))
    if not found:
        text = translate("Doctor", "No font covers Chinese: the window would show boxes")
        return Result("chinese-font", Status.MISSING, text, packages.install_command([packages.CHINESE_FONT]))
    text = translate("Doctor", "Chinese font: {name}").format(name=found[0])
    return Result("chinese-font", Status.OK, text, names=tuple(found))


def missing_font() -> str:
    """That Chinese shows as boxes, in one sentence with the cure; "" where it does not."""
    font = chinese_font()
    if font.status is not Status.MISSING:
        return ""
    return translate("Doctor", "{problem}; install it: {command}").format(problem=font.text, command=font.fix)


def display() -> Result:
    """A screen to open the window on."""
    if not guard.has_screen():
        text = translate("Doctor", "No display: no window can open here, `streamlab demo` plays in the terminal")
        return Result("display", Status.NOTE, text)
    if obstacle := guard.window_obstacle():
        return Result("display", Status.MISSING, obstacle)
    return Result("display", Status.OK, translate("Doctor", "The window can open here"))


def keychain() -> Result:
    """Said honestly: there is nothing to check yet."""
    text = translate("Doctor", "Keychain: not used yet, this version stores no secrets")
    return Result("keychain", Status.SKIPPED, text)


def proxies() -> Result:
    """Proxy variables, by name only: their values may hold passwords."""
    found = tuple(name for name in os.environ if name.upper() in _PROXY_VARIABLES)
    if not found:
        return Result("proxies", Status.OK, translate("Doctor", "No proxy variables are set"))
    text = translate("Doctor", "{names} set, but ignored: a request uses a proxy only where it names one (--proxy)")
    return Result("proxies", Status.NOTE, text.format(names=", ".join(found)), names=found)


def sandbox() -> Result:
    """Whether the process that pasted code runs in starts."""
    from streamlab.clients.handler import inspect_handler

    problem = inspect_handler("onChunkReceived(() => {})").problem
    if problem is not None:
        return Result("sandbox", Status.NOTE, problem.message)
    return Result("sandbox", Status.OK, translate("Doctor", "Pasted code runs in a process of its own"))


CHECKS: tuple[Callable[[], Result], ...] = (
    python,
    streamlab,
    qt,
    none_refcount,
    libraries,
    x11_libraries,
    wayland_libraries,
    chinese_font,
    display,
    keychain,
    proxies,
    sandbox,
)


def families(pattern: bytes) -> list[str] | None:
    """Font families that match a fontconfig pattern, by name; None where fontconfig cannot be loaded."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return None
    for name in ("FcNameParse", "FcObjectSetBuild", "FcFontList", "FcPatternFormat"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    asked = ctypes.c_void_p(fontconfig.FcNameParse(pattern))
    wanted = ctypes.c_void_p(fontconfig.FcObjectSetBuild(b"family", None))
    found = fontconfig.FcFontList(None, asked, wanted)
    return sorted(_families(fontconfig, found)) if found else []


class _FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def _families(fontconfig: ctypes.CDLL, found: int) -> set[str]:
    fonts = _FontSet.from_address(found)
    names = set()
    for index in range(fonts.count):
        text = fontconfig.FcPatternFormat(ctypes.c_void_p(fonts.fonts[index]), b"%{family[0]}")
        names.add(ctypes.string_at(text).decode("utf-8", "replace") if text else "")
    return names - {""}


def _libraries(check: str, if_missing: Status, plugins: tuple[str, ...], purpose: str) -> Result:
    folder = native.qt_folder()
    if folder is None or not sys.platform.startswith("linux"):
        text = translate("Doctor", "System libraries for {purpose}: not checked on this system")
        return Result(check, Status.SKIPPED, text.format(purpose=purpose))
    roots = [native.widgets_library(folder), *(native.platform_plugin(folder, name) for name in plugins)]
    if missing := tuple(native.missing_libraries(roots, folder / "lib")):
        text = translate("Doctor", "System libraries for {purpose} are missing: {names}")
        named = text.format(purpose=purpose, names=", ".join(missing))
        return Result(check, if_missing, named, packages.install_command(missing), missing)
    text = translate("Doctor", "System libraries for {purpose}: all there")
    return Result(check, Status.OK, text.format(purpose=purpose))


def _pyside_version() -> str:
    from importlib import metadata

    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


def _pip(requirement: str) -> str:
    return f"{sys.executable} -m pip install {requirement}"
