"""How the sandbox's process is started: by this Python, or by an application that was made of it, which then asks for it itself."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

ARGUMENT = "--streamlab-sandbox"
# Nothing of the person's surroundings; where the libraries of a Python are, and what an application unpacked of itself.
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "_MEIPASS2")
_KEPT_OF = "_PYI_"
_START = "import sys; parent, *sys.path[:0] = sys.argv[1:]; from streamlab.sandbox.child import main; main(int(parent))"
_asks = False


class NoProcessError(Exception):
    """None can be had; says why, in the system's words or a few of ours."""


def serve_if_asked() -> None:
    """Becomes the sandbox's process where this one was started as that; the first thing that an application does."""
    global _asks
    if sys.argv[1:2] == [ARGUMENT]:
        from streamlab.sandbox.child import main

        main(int(sys.argv[2]))
    _asks = True


def command() -> list[str]:
    """The program and its arguments. Raises `NoProcessError` where there is no such program."""
    parent = str(os.getpid())
    if is_frozen():
        if not _asks:
            raise NoProcessError("serve_if_asked()")
        return [_application(), ARGUMENT, parent]
    # Where Python is a part of another program, starting that would be starting it a second time.
    if not sys.executable or "py" not in Path(sys.executable).stem.lower():
        raise NoProcessError("sys.executable")
    engine = importlib.util.find_spec("_quickjs")
    if engine is None or engine.origin is None:
        raise NoProcessError("_quickjs")
    package = Path(__file__).parents[2]
    return [sys.executable, "-I", "-S", "-c", _START, parent, str(package), str(Path(engine.origin).parent)]


def is_frozen() -> bool:
    """Whether this is an application made by PyInstaller, Nuitka and the like."""
    return bool(getattr(sys, "frozen", False)) or "__compiled__" in globals()


def _application() -> str:
    # Nuitka leaves no Python behind that `executable` could name.
    return sys.executable if getattr(sys, "frozen", False) else str(Path(sys.argv[0]).resolve())


def surroundings() -> dict[str, str]:
    """The environment of the process."""
    return {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_KEPT_OF)}
