"""The clients by id: each spelled on its class, with words and within the counts that people read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streamlab.clients import CLIENTS
from streamlab.clients.base import emulation
from streamlab.words.clients import WORDS

ROOT = Path(__file__).parents[2]
_SPELLED_BESIDES = {  # what is first chosen, and an example
    "mini-program-last-line": {"api.py", "ui/window/glue.py"},
    "httpx-sse": {"__init__.py"},
}
_COUNTS = {
    "README.md": r"(\d+) (?:\w+ )?(?:clients|decoders)\b",
    "README.zh-CN.md": r"(\d+) 种[^，。]{0,6}(?:客户端|解码)",
}


def test_every_client_bears_its_id_and_says_which_borders_matter() -> None:
    for client, make in CLIENTS.items():
        made = emulation(make)
        assert made is not None
        assert "id" in vars(made), "inherited"
        assert made.id == client
        assert made.borders is not None


def test_the_words_are_those_of_the_clients() -> None:
    assert sorted(WORDS) == sorted(CLIENTS)


@pytest.mark.parametrize("client", CLIENTS)
def test_an_id_is_spelled_on_its_class_and_beside_its_words_only(client: str) -> None:
    source = ROOT / "streamlab"
    spelled = {
        path.relative_to(source).as_posix() for path in source.rglob("*.py") if f'"{client}"' in path.read_text("utf-8")
    }
    words, emulated = "words/clients.py", {path for path in spelled if path.startswith("clients/emulated/")}
    assert len(emulated) == 1
    assert spelled - _SPELLED_BESIDES.get(client, set()) == {words} | emulated


@pytest.mark.parametrize("name", _COUNTS)
def test_the_counts_that_people_read(name: str) -> None:
    counts = re.findall(_COUNTS[name], (ROOT / name).read_text("utf-8"))
    assert len(counts) > 1
    assert set(counts) == {str(len(CLIENTS))}
