"""Before any test: Qt draws in memory, no proxy variable reaches a client, and a missing system library is one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from streamlab import i18n
from streamlab.cli.doctor import guard

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"
for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "STREAMLAB_LANG"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.lower(), None)

hypothesis.settings.register_profile("streamlab", deadline=None)  # wall time is never asserted
hypothesis.settings.load_profile("streamlab")

# pytest-qt loads Qt as soon as pytest is configured; this file is read before.
if (_obstacle := guard.picture_obstacle()) is not None:
    pytest.exit(_obstacle, returncode=2)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No test reads or writes the person's own settings and recordings; every test begins in English."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    i18n.set_language("en")
    yield home
    i18n.set_language("en")
