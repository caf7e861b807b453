"""What the whole test suite needs of the system, and what of it is missing here; never imports Qt."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from streamlab.cli.doctor import checks, native, packages
from streamlab.cli.doctor.checks import Result, Status
from streamlab.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE_VERSION, JAVA_VERSION = 20, 17


class Needs(NamedTuple):
    """Names of the one table: what the tests need on this system, and what of it is not here."""

    names: tuple[str, ...]
    missing: tuple[str, ...]


def needs() -> Needs:
    """Asked of this machine."""
    names = packages.FOR_TESTS if sys.platform.startswith("linux") else (packages.JAVA,)
    missing = dict.fromkeys(name for name in names if not is_here(name))
    return Needs(names, (*missing, *(name for name in _of_the_window() if name not in missing)))


def is_here(name: str) -> bool:
    """Whether a library can be loaded, a font covers its characters, a tool is on the path and new enough."""
    match name:
        case packages.CHINESE_FONT:
            return bool(checks.families(checks.CHINESE))
        case packages.EMOJI_FONT:
            return bool(checks.families(checks.EMOJI))
        case packages.JAVA:
            return version("javac", "-version") >= JAVA_VERSION
        case packages.NODE:
            return version("node", "--version") >= NODE_VERSION
    return not native.load_error(name) if ".so." in name else shutil.which(name) is not None


def version(tool: str, option: str) -> int:
    """The first number that a tool says of itself; 0 where there is none."""
    found = shutil.which(tool)
    if found is None:
        return 0
    done = subprocess.run([found, option], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    number = re.search(r"\d+", done.stdout + done.stderr)
    return int(number[0]) if done.returncode == 0 and number else 0


def results(needed: Needs) -> Iterator[Result]:
    """For the doctor: the packages, and Node, without which tests are skipped."""
    yield system_packages(needed)
    yield node()


def system_packages(needed: Needs) -> Result:
    """One sentence, and one command for all that is missing."""
    if needed.missing:
        text = translate("Doctor", "The whole test suite needs packages that are missing: {names}")
        listed = ", ".join(packages.packages_of(needed.missing)) or ", ".join(needed.missing)
        fix = packages.install_command(needed.missing)
        return Result("tests", Status.MISSING, text.format(names=listed), fix, needed.missing)
    text = translate("Doctor", "The packages that the whole test suite needs are here: {names}")
    return Result("tests", Status.OK, text.format(names=", ".join(packages.packages_of(needed.names))))


def node() -> Result:
    """Node has no place among the packages: what a distribution has is often too old, and tests do without."""
    if is_here(packages.NODE):
        return Result("tests-node", Status.OK, translate("Doctor", "Node for the tests that compare with JavaScript"))
    text = translate("Doctor", "Node {version} or later is not here: tests that compare with JavaScript are skipped")
    command = packages.install_command((packages.NODE, packages.NPM))
    return Result("tests-node", Status.NOTE, text.format(version=NODE_VERSION), command)


def _of_the_window() -> list[str]:
    """What the installed Qt needs beyond the table, in memory and on X11."""
    qt = native.qt_folder()
    if qt is None or not sys.platform.startswith("linux"):
        return []
    plugins = (native.platform_plugin(qt, name) for name in ("offscreen", "xcb"))
    return native.missing_libraries([native.widgets_library(qt), *plugins], qt / "lib")
