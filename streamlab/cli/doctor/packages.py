"""Which package brings a system library, a font or a tool: the one table, and the command made from it; stdlib only.

Run as a file it prints the packages that the whole test suite needs on Debian and its kin.
"""

from __future__ import annotations

import os
import shutil
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANAGERS = ("apt-get", "dnf", "pacman", "brew")

CHINESE_FONT = "font:zh"
EMOJI_FONT = "font:emoji"
JAVA, NODE, NPM = "javac", "node", "npm"
X_SERVER = ("Xvfb", "xvfb-run", "xauth")

_Rows = dict[str, tuple[str, ...]]  # name -> its package for each of MANAGERS; none where the system brings it

# What Chinese and emoji are drawn with.
_FONTS: _Rows = {
    CHINESE_FONT: ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk"),
    EMOJI_FONT: ("fonts-noto-color-emoji", "google-noto-color-emoji-fonts", "noto-fonts-emoji"),
}

# What Qt needs to draw in memory and to open a window on X11.
_QT: _Rows = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2"),
    "libgcc_s.so.1": ("libgcc-s1", "libgcc", "gcc-libs"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libstdc++.so.6": ("libstdc++6", "libstdc++", "gcc-libs"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libz.so.1": ("zlib1g", "zlib", "zlib"),
    "libzstd.so.1": ("libzstd1", "libzstd", "zstd"),
}

# What it needs on Wayland, and what only other versions of it need.
_OTHER_QT: _Rows = {
    "libGLX.so.0": ("libglx0", "libglvnd-glx", "libglvnd"),
    "libGLdispatch.so.0": ("libglvnd0", "libglvnd", "libglvnd"),
    "libICE.so.6": ("libice6", "libICE", "libice"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl", "libglvnd"),
    "libSM.so.6": ("libsm6", "libSM", "libsm"),
    "libdrm.so.2": ("libdrm2", "libdrm", "libdrm"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl", "wayland"),
    "libxcb-glx.so.0": ("libxcb-glx0", "libxcb", "libxcb"),
    "libxcb-xinput.so.0": ("libxcb-xinput0", "libxcb", "libxcb"),
}

# What tests run.
_TOOLS: _Rows = {
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "xvfb-run": ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "xauth": ("xauth", "xorg-x11-xauth", "xorg-xauth"),
    JAVA: ("default-jdk-headless", "java-latest-openjdk-devel", "jdk-openjdk", "openjdk"),
}

# What tests run where it is of version 20: not every distribution has that.
_NODE: _Rows = {
    NODE: ("nodejs", "nodejs", "nodejs", "node"),
    NPM: ("npm", "nodejs-npm", "npm", "node"),
}

PACKAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(_FONTS | _QT | _OTHER_QT | _TOOLS | _NODE)
FOR_TESTS = (*_FONTS, *_QT, *_TOOLS)

_INSTALL = {"apt-get": "apt-get install", "dnf": "dnf install", "pacman": "pacman -S", "brew": "brew install"}
_FIND = {"apt-get": "apt-file search", "dnf": "dnf provides", "pacman": "pacman -F", "brew": "brew search"}


def manager() -> str:
    """The package manager of this machine; apt-get where none is known."""
    return next((name for name in MANAGERS if shutil.which(name)), MANAGERS[0])


def packages_of(names: Iterable[str], using: str | None = None) -> tuple[str, ...]:
    """The packages that bring `names`, each once; names outside the table have none."""
    column = MANAGERS.index(using or manager())
    return tuple(dict.fromkeys(package for name in names for package in PACKAGES.get(name, ())[column : column + 1]))


def install_command(names: Iterable[str], using: str | None = None) -> str:
    """The command that installs what brings `names`; for a name outside the table, the one that finds its package."""
    using, names = using or manager(), tuple(names)
    known = packages_of(names, using)
    root = "" if using == "brew" or (hasattr(os, "geteuid") and os.geteuid() == 0) else "sudo "
    commands = [f"{root}{_INSTALL[using]} {' '.join(known)}"] if known else []
    commands += [f"{_FIND[using]} {name}" for name in names if name not in PACKAGES]
    return " ; ".join(commands)


if __name__ == "__main__":
    sys.stdout.write(" ".join(packages_of(FOR_TESTS, "apt-get")) + "\n")
