"""The guide in assets/guide: both languages alike, every rule and every cited mode explained, its examples true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import streamlab
from streamlab.clients.known import CLIENTS
from streamlab.diagnosis import RULES
from streamlab.diagnosis.prose import layer_name, severity_name
from streamlab.i18n import set_language
from streamlab.model import Finding

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "assets" / "guide"
LANGUAGES = ("en", "zh_CN")
FILES = (
    "analysis.md",
    "commands.md",
    "failure-modes.md",
    "index.md",
    "manual.md",
    "naive-client.md",
    "recording.md",
    "rules.md",
)
IDS = {rule.id for rule in RULES}
PAGES = [(language, name) for language in LANGUAGES for name in FILES]
LABELS = {
    "en": ("Seen", "On the wire", "Recognised", "Not this", "At fault", "What to do"),
    "zh_CN": ("现象", "线路上", "识别", "不算在内", "责任", "怎么办"),
}
RECOGNISED = {"en": "Recognised", "zh_CN": "识别"}
GLOSSARY = "§1"  # the one place where an English page may write Chinese
HEADING = re.compile(r"(F\d\d[ab]?) ([A-Za-z0-9-]+)|(§[0-9A-C](?:\.\d)?) \S.*|([a-z0-9_]+(?:-[a-z0-9]+)*)")
CITED = re.compile(r"\bF\d\d[ab]?\b|(?<=[Gg]uide )§\w+")
HAN = re.compile("[\u3400-\u9fff]")
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
MACHINE = re.compile(r"/(?:home|tmp|work|root|Users)/|[A-Z]:\\|localhost:\d|127\.0\.0\.1:\d")
BYTE = re.compile(r"\\(?:x([0-9A-F]{2})|(n)|(r)|(t))")
PLAIN_BYTES = {2: b"\n", 3: b"\r", 4: b"\t"}


@dataclass
class Section:
    """What stands under one heading, up to the next."""

    level: int
    heading: str
    paragraphs: list[Token] = field(default_factory=list)
    fences: list[Token] = field(default_factory=list)

    @property
    def anchors(self) -> tuple[str, ...]:
        match = HEADING.fullmatch(self.heading)
        return tuple(part for part in match.groups() if part) if match else ()

    def labelled(self, label: str) -> Token:
        """The paragraph that begins with this word in bold."""
        return next(token for token in self.paragraphs if token.content.startswith(f"**{label}"))


@cache
def tokens(language: str, name: str) -> tuple[Token, ...]:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return tuple(parser.parse((GUIDE / language / name).read_text(encoding="utf-8")))


@cache
def sections(language: str, name: str) -> list[Section]:
    found: list[Section] = []
    before: Token | None = None
    for token in tokens(language, name):
        if token.type == "inline":
            assert before is not None
            if before.type == "heading_open":
                found.append(Section(int(before.tag[1]), token.content))
            else:
                found[-1].paragraphs.append(token)
        elif token.type == "fence":
            found[-1].fences.append(token)
        before = token
    return found


@cache
def anchors(language: str, name: str) -> frozenset[str]:
    return frozenset(anchor for section in sections(language, name) for anchor in section.anchors)


@cache
def modes(language: str) -> dict[str, Section]:
    """The sections of the failure modes, by number."""
    return {item.anchors[0]: item for item in sections(language, "failure-modes.md") if item.level == 2}


def inline(token: Token) -> Iterator[Token]:
    yield from token.children or ()


def prose(token: Token) -> str:
    """What is written in the page's own language: without code."""
    return "".join(child.content if child.type != "code_inline" else "`" for child in inline(token))


def _examples(section: Section) -> list[str]:
    return [code.content for code in section.fences if code.info.startswith("wire")]


def test_both_languages_have_the_same_files() -> None:
    for language in LANGUAGES:
        assert sorted(path.name for path in (GUIDE / language).iterdir()) == list(FILES)


@pytest.mark.parametrize("name", FILES)
def test_both_languages_have_the_same_sections(name: str) -> None:
    english, chinese = (sections(language, name) for language in LANGUAGES)
    assert [(item.level, item.anchors) for item in english] == [(item.level, item.anchors) for item in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert len(one.paragraphs) == len(other.paragraphs), one.heading
        assert [code.info for code in one.fences] == [code.info for code in other.fences], one.heading
        assert _examples(one) == _examples(other), one.heading


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_every_heading_but_the_first_is_an_anchor(language: str, name: str) -> None:
    first, *others = sections(language, name)
    assert first.level == 1
    assert [item.heading for item in others if item.level == 1 or not item.anchors] == []
    found = [anchor for item in others for anchor in item.anchors]
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mode_says_the_six_things(language: str) -> None:
    for section in modes(language).values():
        title, *others = section.paragraphs
        assert title.content.startswith("**")
        assert title.content.endswith("**")
        starts = [token.content[2:].split("**")[0].rstrip(":") for token in others if token.content.startswith("**")]
        assert tuple(starts) == LABELS[language], section.heading


def test_the_modes_are_in_order() -> None:
    numbers = list(modes("en"))
    assert numbers == sorted(numbers)
    assert {f"F{number:02}" for number in range(1, 64)} <= set(numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_mode(language: str) -> None:
    children = [child for item in sections(language, "index.md") for part in item.paragraphs for child in inline(part)]
    targets = {str(child.attrGet("href")) for child in children if child.type == "link_open"}
    assert {f"failure-modes.md#{number}" for number in modes(language)} <= targets


def _cited() -> set[str]:
    found: set[str] = set()
    for folder in ("streamlab", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            if "node_modules" not in path.parts and path != Path(__file__):
                found.update(CITED.findall(path.read_text(encoding="utf-8")))
    return found


def test_what_the_code_cites_can_be_read() -> None:
    cited = _cited()
    assert {"F01", "§0"} <= cited
    readable = {anchor for name in FILES for anchor in anchors("en", name)}
    assert cited - readable == set()


def test_every_rule_has_a_place_of_its_own() -> None:
    assert IDS - anchors("en", "failure-modes.md") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_named_that_does_not_exist(language: str) -> None:
    for section in modes(language).values():
        named = {child.content for child in inline(section.labelled(RECOGNISED[language]))}
        assert {name for name in named if KEBAB.fullmatch(name)} <= IDS | CLIENTS.keys()
        if section.anchors[1] in IDS:
            assert section.anchors[1] in named, section.heading
    for section in sections(language, "failure-modes.md"):
        if section.level == 3:
            assert section.heading in IDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_client_is_named(language: str) -> None:
    named = {
        child.content
        for item in sections(language, "naive-client.md")
        for part in item.paragraphs
        for child in inline(part)
    }
    assert CLIENTS.keys() - named == set()


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_there_is_no_html_and_no_picture(language: str, name: str) -> None:
    children = [child for token in tokens(language, name) for child in token.children or ()]
    kinds = {token.type for token in [*tokens(language, name), *children]}
    assert kinds.isdisjoint({"html_block", "html_inline", "image"})


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_paragraph_is_one_line_and_its_marks_are_marks(language: str, name: str) -> None:
    # The window shows a line end in a paragraph as one, and stars that Chinese punctuation disarms as stars.
    for token in tokens(language, name):
        for child in token.children or ():
            assert child.type not in ("softbreak", "hardbreak"), token.content
            assert child.type != "text" or "*" not in child.content, token.content


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_links_lead_somewhere(language: str, name: str) -> None:
    for token in tokens(language, name):
        for child in inline(token):
            if child.type != "link_open":
                continue
            target = str(child.attrGet("href"))
            if target.startswith("https://"):
                continue
            page, _, anchor = target.partition("#")
            assert (page or name) in FILES, target
            assert not anchor or anchor.replace("%C2%A7", "§") in anchors(language, page or name), target


@pytest.mark.parametrize("name", FILES)
def test_english_is_written_without_chinese(name: str) -> None:
    for section in sections("en", name):
        if GLOSSARY not in section.anchors:
            for token in section.paragraphs:
                assert not HAN.search(prose(token)), token.content


@pytest.mark.parametrize("name", FILES)
def test_chinese_is_written_as_chinese_is(name: str) -> None:
    for section in sections("zh_CN", name):
        assert not section.paragraphs or any(HAN.search(prose(token)) for token in section.paragraphs), section.heading
        for token in section.paragraphs:
            text = prose(token)
            assert not re.search(r"[\u3400-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u3400-\u9fff]", text), text
            assert not re.search(r"[\u3400-\u9fff`] ?[,;:!?()]|[,;!?()] ?[\u3400-\u9fff]", text), text
            assert len(HAN.findall(text)) >= 2 or len(text) < 60, text
            assert "em_open" not in {child.type for child in inline(token)}, text  # Chinese has no italics


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_nothing_of_this_machine_is_in_it(language: str, name: str) -> None:
    assert not MACHINE.search((GUIDE / language / name).read_text(encoding="utf-8"))


def _bytes(line: str) -> bytes:
    """What a line of an example stands for: `\\n`, `\\r`, `\\t` and `\\xE4` are bytes, all else is itself."""
    parts, at = [], 0
    for match in BYTE.finditer(line):
        parts += [
            line[at : match.start()].encode(),
            bytes.fromhex(match[1]) if match[1] else PLAIN_BYTES[match.lastindex or 0],
        ]
        at = match.end()
    return b"".join([*parts, line[at:].encode()])


def _played(example: Token) -> streamlab.Analysis:
    """The analysis of an example: a head where it has one, then a chunk per line, with its time where it has one."""
    lines = example.content.removesuffix("\n").split("\n")
    status, headers = 200, []
    if lines[0].startswith("HTTP/"):
        status = int(lines[0].split()[1])
        empty = lines.index("")
        headers = [(line.partition(": ")[0], line.partition(": ")[2]) for line in lines[1:empty]]
        lines = lines[empty + 1 :]
    chunks: list[bytes | tuple[int, bytes]] = []
    for line in lines:
        timed = re.fullmatch(r"@(\d+\.\d+)s ?(.*)", line)
        chunks.append((round(float(timed[1]) * 1e9), _bytes(timed[2])) if timed else _bytes(line))
    words = example.info.split()
    request = {"stream": True} if "asked" in words else None
    end = next((word for word in words if word in ("incomplete", "reset")), "complete")
    return streamlab.analyze(chunks, headers=headers, status=status, end=end, request=request)


EXAMPLES = [
    pytest.param(section, example, id=f"{section.anchors[0]}-{number}")
    for section in modes("en").values()
    for number, example in enumerate(section.fences)
    if example.info.startswith("wire")
]


@pytest.mark.parametrize(("section", "example"), EXAMPLES)
def test_examples_show_what_they_are_said_to_show(section: Section, example: Token) -> None:
    found: dict[str, Finding] = {item.rule: item for item in _played(example).findings}
    rule = section.anchors[1]
    assert rule in found
    for language in LANGUAGES:
        set_language(language)
        said = modes(language)[section.anchors[0]].labelled(RECOGNISED[language]).content
        assert severity_name(found[rule].severity) in said
        assert layer_name(found[rule].layer) in said
