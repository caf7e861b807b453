"""A rule is a value: registered once, its id spelled once, and whoever asks what it means asks it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

import streamlab
from streamlab import diagnosis
from streamlab.analysis import analyze_messages
from streamlab.diagnosis import RULES, args, prose, rules
from streamlab.diagnosis.rule import About, Rule, Topic
from streamlab.i18n import set_language, translate
from streamlab.lab.scenarios import load_all
from streamlab.model import Confidence, End, EndKind, EndReason, Finding, Head, Severity, TextVerdict, Verdict
from streamlab.recording import Recording
from tests.diagnosis.played import played
from tests.diagnosis.test_guide_corpus import FOUND, recordings

PACKAGE = Path(streamlab.__file__).parent
LAYERS = [import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)]
WORDS = sorted((PACKAGE / "diagnosis" / "words").glob("*.py"))
MODE = re.compile(r"F\d\d")
DECLARED = {
    "utf8-read-as-gbk",
    "bytes-shown-as-latin1",
}  # one fault with two modes in the guide, by what the head declares
SENT = {"gbk-bytes-on-the-wire", "other-charset-on-the-wire"}  # the text names the charset


def _literals(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_an_id_is_spelled_in_one_file() -> None:
    ids = {rule.id for rule in RULES}
    spelled = Counter(text for path in PACKAGE.rglob("*.py") for text in _literals(path) & ids)
    assert spelled == Counter(ids)
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "rules":
            assert not set(re.findall(r'"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))) & ids, path


def test_every_rule_has_its_place_in_the_order() -> None:
    written = [value for module in LAYERS for value in vars(module).values() if isinstance(value, Rule)]
    assert {rule.id for rule in written} == {rule.id for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES)


# Rules that share words, and why.
ALIKE = {
    "title": [DECLARED],
    "detail": [DECLARED, SENT],
    "advice": [DECLARED],
}
# Functions that choose between rules: what they look at is one thing, and only one of the rules can be true of it.
CHOOSING = [
    {"content-encoding-lie", "content-coding-broken"},  # a coding that is not there, or that breaks off
    SENT,
    DECLARED,
    {"upstream-detokenizer-fffd", "relay-baked-fffd"},  # who made the U+FFFD shows in where they stand
    # who held it back shows in the head
    {"buffered-all-at-once", "cdn-or-tunnel-buffering", "dev-proxy-or-function-platform-buffering"},
]


def several(groups: Iterable[set[str]]) -> list[list[str]]:
    """The groups of more than one rule, in an order that does not matter."""
    return sorted(sorted(ids) for ids in groups if len(ids) > 1)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("part", ["title", "detail", "advice"])
def test_rules_have_words_and_names_of_their_own(language: str, part: str) -> None:
    set_language(language)
    said: dict[str, set[str]] = {}
    for rule in RULES:
        english = getattr(rule.words, part)
        text = translate("Findings", english)
        assert text.strip(), rule.id
        assert language == "en" or text != english, f"{rule.id} has no Chinese {part}"
        said.setdefault(text, set()).add(rule.id)
    assert several(said.values()) == several(ALIKE[part])


def test_each_rule_has_a_function_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    subjects: list[diagnosis.Subject] = []

    def remembered(subject: diagnosis.Subject) -> tuple[Finding, ...]:
        subjects.append(subject)
        return diagnosis.diagnose(subject)

    monkeypatch.setattr("streamlab.analysis.run.diagnose", remembered)
    for _ in everything_found():
        pass
    functions = dict.fromkeys(rule.find for rule in RULES)
    found = {(item.rule, find) for subject in subjects for find in functions if (item := find(subject)) is not None}
    assert found == {(rule.id, rule.find) for rule in RULES}, "one function alone gives a rule's findings"
    shared = [{rule.id for rule in RULES if rule.find is find} for find in functions]
    assert several(shared) == several(CHOOSING)


def test_every_mode_of_the_guide_has_a_rule_or_a_reason() -> None:
    without = set(MODE.findall(diagnosis.__doc__ or ""))
    assert {rule.mode for rule in RULES} | without == {"", *(f"F{number:02}" for number in range(1, 64))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: rules.AnyRule) -> None:
    assert rule.layers
    assert len(set(rule.layers)) == len(rule.layers)
    assert bool(rule.about & About.CONTENT) != bool(rule.about & About.TRANSFER)
    assert all(
        other.about & About.TRANSFER == rule.about & About.TRANSFER for other in RULES if other.find is rule.find
    )
    assert rule.sentence is not None or rule.experiment is None, "it is proposed after the rule's own sentence"
    finding = Finding(rule.id, Severity.ERROR, rule.layers[0])
    assert rules.of(finding) is rule


def _shapes() -> list[tuple[str, set[str], list[str]]]:
    """Of each rule's words: the shape of its facts, the texts, and whether something else is prepared for them."""
    found = []
    for path in WORDS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Subscript):
                assert isinstance(node.func.slice, ast.Name)
                prepared = {keyword.arg or "" for keyword in node.keywords}
                found.append((node.func.slice.id, prepared, _texts(node)))
    return found


def _texts(node: ast.AST) -> list[str]:
    return [text.value for text in ast.walk(node) if isinstance(text, ast.Constant) and isinstance(text.value, str)]


def test_words_name_facts_that_their_findings_have() -> None:
    shapes = _shapes()
    assert len(shapes) > len(RULES) // 2
    for shape, given, texts in shapes:
        names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        facts = getattr(args, shape).__annotations__.keys()
        assert names - facts <= ({"start", "end"} if "spot" in given else set()) or "prepare" in given, (shape, names)


def everything_found() -> Iterator[Finding]:
    """What is found in the guide's corpus and in the lab's scenarios."""
    for case in FOUND:
        chunks, headers = next(recordings(case))
        analysis = streamlab.analyze(chunks, headers=headers, status=case.status, end=case.end, request=case.request)
        yield from analysis.findings
    for scenario in load_all():
        yield from analyze_messages(played(scenario)).findings
    yield from streamlab.analyze(Recording("", None, [])).findings  # without an end
    # A limit of ours: no body shows it, and of all it needs much.
    cut = End(2, EndReason.ABORTED, EndKind.HEAD_TOO_LONG, "the head is longer than 102400 bytes")
    yield from analyze_messages([Head(1, "HTTP/1.1", 200, "OK", ()), cut]).findings


@pytest.fixture(scope="module")
def examples() -> list[Finding]:
    """Each of them."""
    return list(everything_found())


def test_every_rule_is_shown_by_an_example(examples: list[Finding]) -> None:
    assert {item.rule for item in examples} == {rule.id for rule in RULES}


def test_findings_blame_whom_their_rules_may_blame(examples: list[Finding]) -> None:
    for item in examples:
        assert item.layer in rules.of(item).layers, item.rule


def test_what_a_rule_says_can_be_filled_in(examples: list[Finding]) -> None:
    for item in examples:
        rule = rules.of(item)
        for text in (prose.title(item), prose.detail(item), prose.advice(item), prose.places(item) or "nowhere"):
            assert text
            assert not re.search(r"\{\w+\}|%n", text), (item.rule, text)
        said = rule.sentence.of(item) if rule.sentence is not None else None
        if said is not None:
            text = prose.verdict_text(Verdict(TextVerdict.INTACT, (said,)))
            assert text
            assert not re.search(r"\{\w+\}|%n", text), (item.rule, text)


def test_what_is_proven_needs_no_experiment(examples: list[Finding]) -> None:
    proposed = {item.rule for item in examples if rules.of(item).proposal(item) is not None}
    assert proposed == {rule.id for rule in RULES if rule.experiment is not None}
    for item in examples:
        assert rules.of(item).proposal(replace(item, confidence=Confidence.PROVEN)) is None


def test_topics_of_the_text_come_first() -> None:
    about_text = [topic.text is not None for topic in sorted(Topic)]
    assert about_text == sorted(about_text, reverse=True)


def test_rules_write_nothing_into_what_they_look_at() -> None:
    for path in sorted((PACKAGE / "diagnosis" / "rules").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            assert not any(isinstance(target, ast.Attribute) for target in targets), f"{path}:{node!r}"


def test_meaning_is_asked_of_the_rule() -> None:
    held = {rule.id for rule in RULES if About.BUFFERING in rule.about}
    assert rules.ids(About.BUFFERING) == held
    assert len(held) == 4
    charset = Finding("", Severity.ERROR, RULES[0].layers[0], args={"suggested": "gb18030"})
    for rule in RULES:
        suggested = rules.suggested_encoding(Finding(rule.id, charset.severity, charset.layer, args=charset.args))
        assert suggested == ("gb18030" if About.CHARSET in rule.about else "")
