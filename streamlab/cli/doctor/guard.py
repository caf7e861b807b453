"""Asks, before Qt starts, whether it can: a missing library or a dead display becomes a sentence; never imports Qt.

Qt calls abort() when its platform plugin cannot load or the display refuses, and no Python code runs after that. So
the guard does first what Qt is about to do: it loads the same libraries (the loader keeps them, Qt does not pay
again) and opens and closes a connection to the display (about a millisecond). Only a failure costs more.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading

from streamlab.cli.doctor import native, packages
from streamlab.i18n import translate

ANSWER_SECONDS = 5.0


def has_screen() -> bool:
    """Whether a window would be seen: a display is named, and Qt is not told to draw in memory."""
    if platform := _chosen_platform():
        return platform not in {"offscreen", "minimal"}
    return not _speaks_x11() or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def window_obstacle() -> str | None:
    """Why no window can open here, in one sentence with the cure; None if one can."""
    if not native.installed() or not _speaks_x11():
        return _not_installed()
    if platform := _chosen_platform():
        return _platform_obstacle(platform)
    # Qt tries them in this order and takes the first that works (qguiapplication.cpp, init_platform).
    variables = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    platforms = [name for name, variable in variables.items() if os.environ.get(variable)]
    if not platforms:
        return translate("Guard", "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.")
    obstacles = [_platform_obstacle(name) for name in platforms]
    return None if None in obstacles else obstacles[-1]


def picture_obstacle() -> str | None:
    """Why Qt cannot even draw a picture in memory, in one sentence with the cure; None if it can."""
    if not native.installed() or not _speaks_x11():
        return _not_installed()
    return _platform_obstacle("offscreen")


def missing_sentence(missing: list[str]) -> str:
    """One sentence: which system libraries are missing and the command that brings them."""
    command = packages.install_command(missing)
    if len(missing) == 1:
        sentence = translate("Guard", "Qt needs the system library {name}, which is missing; install it: {command}")
        return sentence.format(name=missing[0], command=command)
    sentence = translate("Guard", "Qt needs system libraries that are missing ({names}); install them: {command}")
    return sentence.format(names=", ".join(missing), command=command)


def _speaks_x11() -> bool:
    return sys.platform not in {"win32", "darwin", "cygwin"}


def _chosen_platform() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]


def _not_installed() -> str | None:
    if native.installed():
        return None
    return translate("Guard", "PySide6 (Qt) is not installed; install it with: {command}").format(
        command=f"{sys.executable} -m pip install PySide6-Essentials"
    )


def _platform_obstacle(name: str) -> str | None:
    """Why Qt or its platform plugin `name` cannot load, or cannot reach its display."""
    qt = native.qt_folder()
    if qt is not None:
        plugin = native.platform_plugin(qt, name)
        if not plugin.is_file():
            return translate("Guard", "Qt has no platform plugin {name}.").format(name=name)
        roots = [native.widgets_library(qt), plugin]
        if complaint := next(filter(None, map(native.load_error, roots)), ""):
            if missing := native.missing_libraries(roots, qt / "lib"):
                return missing_sentence(missing)
            return translate("Guard", "Qt cannot load: {reason}").format(reason=complaint)
    probe = {"xcb": _x11_error, "wayland": _wayland_error}.get(name)
    return probe() if probe else None


def _x11_error() -> str | None:
    display = os.environ.get("DISPLAY", "")
    answered, failed = _connect("libxcb.so.1", "xcb_connect", (None, None))
    if not answered:
        return translate("Guard", "The display {name} accepts the connection but does not answer.").format(name=display)
    if failed:
        return translate("Guard", "The display {name} cannot be reached, or it refuses this user.").format(name=display)
    return None


def _wayland_error() -> str | None:
    answered, failed = _connect("libwayland-client.so.0", "wl_display_connect", (None,))
    if answered and not failed:
        return None
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return translate("Guard", "The Wayland display {name} cannot be reached.").format(name=name)


def _connect(library: str, function: str, arguments: tuple[None, ...]) -> tuple[bool, bool]:
    """Opens and closes a connection to the display: (answered in time, failed).

    On a thread, since a dead display that still accepts connections would hold us for ever (ctypes frees the GIL).
    """
    outcome: list[bool] = []

    def attempt() -> None:
        client = ctypes.CDLL(library)
        opening = getattr(client, function)
        opening.restype = ctypes.c_void_p
        connection = ctypes.c_void_p(opening(*arguments))
        outcome.append(_closed(client, connection))

    thread = threading.Thread(target=attempt, name="display-probe", daemon=True)
    thread.start()
    thread.join(ANSWER_SECONDS)
    return bool(outcome), not outcome or outcome[0]


def _closed(client: ctypes.CDLL, connection: ctypes.c_void_p) -> bool:
    """Closes `connection` by its library; tells whether it had failed."""
    if hasattr(client, "xcb_disconnect"):
        failed = bool(client.xcb_connection_has_error(connection))
        client.xcb_disconnect(connection)
        return failed
    if connection.value:
        client.wl_display_disconnect(connection)
    return not connection.value
