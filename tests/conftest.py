"""Before any test: Qt draws in memory, no proxy variable reaches a client, chance is fixed, and an end is an orderly end."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import hypothesis
import pytest

from streamlab import i18n
from streamlab.cli.doctor import guard, suite

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"
for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "STREAMLAB_LANG"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.lower(), None)

# Wall time is never asserted. The same examples at every run: STREAMLAB_FUZZ looks for new ones.
hypothesis.settings.register_profile("streamlab", deadline=None, derandomize="STREAMLAB_FUZZ" not in os.environ)
hypothesis.settings.load_profile("streamlab")

# pytest-qt loads Qt as soon as pytest is configured; this file is read before.
if (_obstacle := guard.picture_obstacle()) is not None:
    _packages = suite.system_packages(suite.needs())
    pytest.exit(f"{_obstacle}\n{_packages.text}\n{_packages.fix}", returncode=2)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    # Ctrl+C reaches every process of the terminal, a kill this one alone. A worker that waits is woken by a signal only.
    for children in Path("/proc/self/task").glob("*/children"):
        for child in map(int, children.read_text("ascii").split()):
            os.kill(child, number)
    raise KeyboardInterrupt


def pytest_configure() -> None:
    """A run that is killed ends as by Ctrl+C: what it started is stopped."""
    signal.signal(signal.SIGTERM, _interrupt)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what runs in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Folders share the processors. Files named one by one are looked at, and benchmarks measure: they run alone."""
    folders = any(Path(argument).is_dir() for argument in config.args)
    return None if folders and config.option.markexpr != "benchmark" else 0


def pytest_collection_finish() -> None:
    """What modules and libraries hold stays to the end: the collections of garbage between tests need not look at it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No test reads or writes the person's own settings and recordings; every test begins in English."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    i18n.set_language("en")
    yield home
    i18n.set_language("en")
