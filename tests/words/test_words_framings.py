"""Every framing has a name of its own, in both languages."""

from __future__ import annotations

import pytest

from streamlab import i18n
from streamlab.model import Framing
from streamlab.words.framings import framing_name


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_framing_has_a_name_of_its_own(language: str) -> None:
    i18n.set_language(language)
    assert len({framing_name(framing) for framing in Framing}) == len(Framing)
