"""English and no screen, whatever surrounds the tests of the command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from streamlab import i18n


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "STREAMLAB_LANG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    i18n.set_language("en")
    yield
    i18n.set_language("en")
