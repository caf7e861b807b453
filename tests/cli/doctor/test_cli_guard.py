"""The guard before Qt: dead displays and missing libraries are sentences."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import pytest

from streamlab.cli.doctor import guard
from tests.needs import need_x11

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays by variable are a Unix matter")


@pytest.fixture
def silent_display() -> Iterator[str]:
    """An X display that accepts connections and never says a word."""
    with socket.socket() as server:
        for number in range(90, 200):
            try:
                server.bind(("127.0.0.1", 6000 + number))
                break
            except OSError:
                continue
        server.listen()  # the kernel accepts
        yield f"127.0.0.1:{number}"


def test_no_display_is_said() -> None:
    assert not guard.has_screen()
    assert guard.window_obstacle() == "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."


@need_x11()
def test_a_display_without_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4242")
    assert guard.has_screen()
    obstacle = guard.window_obstacle()
    assert obstacle is not None
    assert ":4242" in obstacle


@need_x11()
def test_a_display_that_never_answers_does_not_hold_us(monkeypatch: pytest.MonkeyPatch, silent_display: str) -> None:
    monkeypatch.setenv("DISPLAY", silent_display)
    monkeypatch.setattr(guard, "ANSWER_SECONDS", 0.2)
    assert guard.window_obstacle() == f"The display {silent_display} accepts the connection but does not answer."


def test_drawing_in_memory_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    assert guard.picture_obstacle() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert guard.window_obstacle() is None
    assert not guard.has_screen()


def test_an_unknown_platform_plugin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    assert guard.window_obstacle() == "Qt has no platform plugin nonsense."


def test_one_missing_library_and_several() -> None:
    one = guard.missing_sentence(["libEGL.so.1"])
    assert "libEGL.so.1" in one
    assert "\n" not in one
    both = guard.missing_sentence(["libEGL.so.1", "libGL.so.1"])
    assert "libEGL.so.1, libGL.so.1" in both
