"""The clients by id: each spelled on its class, with words and within the counts that people read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streamlab.clients import CLIENTS
from streamlab.clients.base import emulation
from streamlab.words.clients import WORDS

ROOT = Path(__file__).parents[2]
_CHOSEN = ("mini-program-last-line", "httpx-sse")  # the first one that is shown, and an example: named elsewhere, too
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
    emulated = {path for path in spelled if path.startswith("clients/emulated/")}
    assert len(emulated) == 1
    assert spelled == {"words/clients.py"} | emulated or client in _CHOSEN


@pytest.mark.parametrize("name", _COUNTS)
def test_the_counts_that_people_read(name: str) -> None:
    counts = re.findall(_COUNTS[name], (ROOT / name).read_text("utf-8"))
    assert len(counts) > 1
    assert set(counts) == {str(len(CLIENTS))}
