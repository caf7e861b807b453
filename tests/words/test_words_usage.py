"""What makes no sense about an argument has a sentence in both languages, from the values that the error knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter

import pytest

import streamlab
from streamlab.analysis import Analysis
from streamlab.cuts import parse_cut
from streamlab.errors import Misuse, UsageError
from streamlab.i18n import set_language
from streamlab.lab.writes import write_cut
from streamlab.words.usage import usage_sentence

HAN = re.compile("[一-鿿]")


def sample(kind: Misuse) -> UsageError:
    return UsageError(kind, **{name: f"<{name}>" for name in fields(kind.value)})


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def in_chinese(error: UsageError) -> str:
    set_language("zh_CN")
    return usage_sentence(error)


@pytest.mark.parametrize("kind", list(Misuse))
def test_every_kind_has_words_in_both_languages(kind: Misuse) -> None:
    error = sample(kind)
    english, chinese = usage_sentence(error), in_chinese(error)
    assert "{" not in english
    assert HAN.search(chinese)
    assert not HAN.search(english)
    assert set(re.findall("<[a-z]+>", english)) == set(re.findall("<[a-z]+>", chinese))


@pytest.mark.parametrize("kind", list(Misuse))
def test_the_error_itself_is_the_plain_english_fact(kind: Misuse) -> None:
    error = sample(kind)
    assert str(error) == kind.value.format(**error.values)
    assert str(error.at("body.count")) == f"body.count: {error}"
    assert usage_sentence(error.at("body.count")) == f"body.count: {usage_sentence(error)}"


RAISED: list[tuple[Misuse, Callable[[], object]]] = [
    (Misuse.FRAMING, lambda: Analysis(framing="xml")),
    (Misuse.DIALECT, lambda: Analysis(dialect="klingon")),
    (Misuse.ENCODING, lambda: Analysis(encoding="ebcdic-9")),
    (Misuse.CLIENT, lambda: streamlab.emulate([b"a"], client="curl")),
    (Misuse.END, lambda: streamlab.analyze([b"a"], end="now")),
    (Misuse.CHUNK, lambda: streamlab.analyze(["a"])),  # type: ignore[list-item]
    (Misuse.CUT, lambda: streamlab.emulate([b"a"], cuts="sideways")),
    (Misuse.CUT_NOT_HERE, lambda: write_cut("recorded")),
    (Misuse.CUT_NUMBERS, lambda: parse_cut("at", ["at:A"])),
    (Misuse.CUT_NUMBER, lambda: parse_cut("fixed:0", ["fixed:N"])),
    (Misuse.CUT_WITHOUT_NUMBERS, lambda: parse_cut("line:1", ["line"])),
    (Misuse.CUT_SIZE, lambda: parse_cut("wechat:7", ["wechat:N"])),
    (Misuse.CUT_PIECE, lambda: parse_cut("fixed:99999999", ["fixed:N"])),
    (Misuse.CUT_ORDER, lambda: parse_cut("at:5,3", ["at:A"])),
    (Misuse.POWERSHELL, lambda: streamlab.import_request("Invoke-WebRequest -Uri http://a/")),
    (Misuse.NO_ADDRESS, lambda: streamlab.import_request("curl -X POST")),
    (Misuse.OPEN_QUOTE, lambda: streamlab.import_request("curl 'http://a/ -H 'A: b'")),
    (Misuse.NO_REQUEST, lambda: streamlab.import_request("onChunkReceived((r) => {})")),
    (Misuse.NO_REQUEST_FOR, lambda: streamlab.import_request("")),
    (Misuse.NO_REQUEST_AT, lambda: streamlab.import_request("let a = ;")),
]


@pytest.mark.parametrize(("kind", "call"), RAISED, ids=lambda value: value.name if isinstance(value, Misuse) else "")
def test_who_raises_it_gives_what_its_words_need(kind: Misuse, call: Callable[[], object]) -> None:
    with pytest.raises(UsageError) as caught:
        call()
    assert caught.value.kind is kind
    assert HAN.search(in_chinese(caught.value))
