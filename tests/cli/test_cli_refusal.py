"""A command line that makes no sense is refused in the person's language, whoever finds it out: click, a command or the engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streamlab.i18n import set_language
from tests.cli.commanding import invoke

HAN = re.compile("[一-鿿]")
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")  # three words: a sentence, or the start of one
FILE = "{file}"  # a recording
CASES = [
    ("nonsense",),
    ("--nonsense",),
    ("--lang",),
    ("open", "nowhere.slrec"),
    ("demo", "--tab", "x"),
    ("demo", "--scheme"),
    ("demo", "extra"),
    ("send",),
    ("send", "--timout-read", "1", "http://127.0.0.1:9/"),
    ("send", "--timeout-read", "0", "http://127.0.0.1:9/"),
    ("send", "--max-time", "soon", "http://127.0.0.1:9/"),
    ("send", "--preset", "x"),
    ("send", "-H", "no header", "http://127.0.0.1:9/"),
    ("send", "-d", "a", "--json-body", "{}", "http://127.0.0.1:9/"),
    ("send", "http://127.0.0.1:9/", "extra"),
    ("send", "127.0.0.1:9"),
    ("send", "-o", ".", "http://127.0.0.1:9/"),
    ("analyze",),
    ("analyze", "nowhere.slrec"),
    ("analyze", "."),
    ("analyze", FILE, "--encoding", "klingon"),
    ("analyze", FILE, "--framing", "xml"),
    ("analyze", FILE, "--dialect", "x"),
    ("emulate",),
    ("emulate", FILE, "--client", "curl"),
    ("emulate", FILE, "--cuts", "sideways"),
    ("emulate", FILE, "--cuts", "fixed:0"),
    ("emulate", FILE, "--cuts", "at:5,3"),
    ("emulate", FILE, "--handler", "nowhere.js"),
    ("lookup",),
    ("lookup", "text", "--in", "nowhere.slrec"),
    ("lab", "--port", "99999"),
    ("lab", "--port", "x"),
    ("lab", "extra"),
    ("doctor", "--json=1"),
    ("doctor", "extra"),
]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "chunks.txt"
    path.write_text('{"b64":"5L2g"}\n', "utf-8")
    return path


def refused(case: tuple[str, ...], recording: Path, language: str) -> str:
    set_language(language)
    answer = invoke(*(str(recording) if argument == FILE else argument for argument in case))
    assert answer.exit_code == 2, answer.output
    assert not answer.stdout
    return answer.stderr


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_refusal_speaks_the_persons_language(case: tuple[str, ...], recording: Path) -> None:
    english, chinese = (refused(case, recording, language) for language in ("en", "zh_CN"))
    assert not HAN.search(english)
    said = chinese.splitlines()[-1]
    assert HAN.search(said)
    assert not ENGLISH.search(chinese), chinese


def test_a_sentence_that_is_english_would_be_seen(recording: Path) -> None:
    assert ENGLISH.search(refused(("demo", "--tab"), recording, "en"))


def test_the_refusal_stands_under_the_usage_line(recording: Path) -> None:
    assert refused(("analyze", FILE, "--json=1"), recording, "en").splitlines() == [
        "Usage: streamlab analyze [OPTIONS] FILE",
        "Try “streamlab analyze --help”.",
        "",
        "Error: --json takes no value.",
    ]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (("demo", "--tab"), "--tab needs a value."),
        (("send", "--timout-read", "1"), "There is no option --timout-read. Alike: --timeout-connect, --timeout-read."),
        (("lab", "--port", "99999"), "--port: “99999” is no whole number from 0 to 65535."),
        (("send", "--max-time", "-1", "http://a"), "--max-time: “-1” is no number above 0."),
        (("demo", "--tab", "x"), "--tab: “x” is none of: findings, clients"),
        (("analyze", "nowhere"), "FILE: There is no file nowhere."),
        (("analyze", "."), "FILE: . is a folder."),
        (("analyze",), "FILE is missing."),
        (("lab", "extra"), "There are more arguments than this command takes."),
    ],
)
def test_what_is_said(case: tuple[str, ...], said: str, recording: Path) -> None:
    assert refused(case, recording, "en").splitlines()[-1] == f"Error: {said}"


def test_what_was_typed_cannot_steer_the_terminal(recording: Path) -> None:
    for case in (("\x1b[2J",), ("--\x1b[2J",), ("analyze", "\x1b[2J"), ("demo", "--tab", "\x1b[2J")):
        assert "\x1b" not in refused(case, recording, "en")
