"""One name for each encoding: what a decoder reads alike is called alike, and nothing else is."""

from __future__ import annotations

from encodings.aliases import aliases

import pytest

from streamlab.decode.charset import python_name
from streamlab.decode.labels import LABELS
from streamlab.decode.legacy import nearest_codec
from streamlab.lookup.charsets import READERS, WRITERS
from streamlab.lookup.words import form_name
from streamlab.words.encodings import encoding_name

CODECS = sorted({name for label in (*LABELS, *aliases, *aliases.values()) if (name := python_name(label))})


@pytest.mark.parametrize("codec", CODECS)
def test_what_is_read_alike_is_called_alike(codec: str) -> None:
    assert encoding_name(codec) == encoding_name(nearest_codec(codec))


def test_no_two_that_are_read_differently_are_called_alike() -> None:
    nearest = {nearest_codec(codec) for codec in CODECS}
    assert len({encoding_name(codec) for codec in nearest}) == len(nearest)


@pytest.mark.parametrize(("name", "codec"), sorted({*READERS.items(), *WRITERS.items()}))
def test_a_look_up_calls_it_as_everybody_does(name: str, codec: str) -> None:
    assert form_name(name) == encoding_name(codec)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("gb18030", "GBK"),
        ("gb2312", "GBK"),
        ("big5hkscs", "Big5"),
        ("EUC_JP", "EUC-JP"),
        ("cp949", "EUC-KR"),
        ("utf-16-le", "UTF-16 LE"),
        ("cp1251", "windows-1251"),
        ("iso8859-15", "ISO-8859-15"),
        ("cp437", "CP437"),
        ("johab", "johab"),
    ],
)
def test_names(codec: str, name: str) -> None:
    assert encoding_name(codec) == name
