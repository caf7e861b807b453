"""What some tests need of the machine: where it is missing they are skipped, with a sentence that names the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from streamlab.cli.doctor import native, packages, suite


@cache
def _is_here(name: str) -> bool:
    return suite.is_here(name)


def without(*names: str) -> str:
    """Which of `names` are not here, and what brings them; "" where all are."""
    missing = [name for name in names if not _is_here(name)]
    return f"needs {', '.join(missing)}: {packages.install_command(missing)}" if missing else ""


def need(*names: str) -> pytest.MarkDecorator:
    """The mark of tests that need `names` of the one table."""
    reason = without(*names)
    return pytest.mark.skipif(bool(reason), reason=reason)


@cache
def _x11_libraries() -> tuple[str, ...]:
    """What the installed Qt needs for a window on X11."""
    qt = native.qt_folder()
    return () if qt is None else tuple(native.missing_libraries([native.platform_plugin(qt, "xcb")], qt / "lib"))


def need_x11(*tools: str) -> pytest.MarkDecorator:
    """The mark of tests in which Qt looks for a display; `tools` bring them one of their own."""
    return need(*tools, *_x11_libraries())


NO_NODE = "" if _is_here(packages.NODE) else (
    f"needs node {suite.NODE_VERSION} or later: {packages.install_command((packages.NODE, packages.NPM))}"
    " where that is new enough, else https://nodejs.org"
)  # fmt: skip
NO_JAVA = without(packages.JAVA)
need_node = pytest.mark.skipif(bool(NO_NODE), reason=NO_NODE)
need_java = pytest.mark.skipif(bool(NO_JAVA), reason=f"{NO_JAVA} (version {suite.JAVA_VERSION} or later)")


def no_modules(folder: Path) -> str:
    """Why the JavaScript libraries that `folder` names cannot be asked; "" where they can."""
    root = Path(__file__).parents[1]
    return NO_NODE or ("" if (folder / "node_modules").is_dir() else f"run: npm ci --prefix {folder.relative_to(root)}")
