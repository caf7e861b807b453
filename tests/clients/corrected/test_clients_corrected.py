"""The corrected handlers as text, and those for JavaScript in the sandbox, however the bytes are cut."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest

from streamlab.api import analyze
from streamlab.clients import Handler, Reading, runs
from streamlab.clients.corrected import comments as corrected_comments
from streamlab.clients.corrected.generator import LANGUAGES, corrected_handler, language_name
from streamlab.clients.handler import inspect_handler
from streamlab.i18n import set_language
from streamlab.request import Body, Request
from streamlab.resources import asset
from tests.clients.corrected.corrected_streams import CASES, HARD, PLAIN, TO_FILL_IN, Case, cuts_of
from tests.dialects.vectors import VECTORS


def shown(case: Case, source: str, cuts: str) -> None:
    """Every run shows the text of the reply, and nothing is thrown."""
    for run in runs("handler", partial(Handler, source=source), cuts, Reading(case.analysis)):
        assert (run.shown, run.errors) == (case.expected, []), run.borders


@pytest.mark.parametrize("name", CASES)
def test_on_a_phone(name: str) -> None:
    case = CASES[name]
    source = corrected_handler("mini-program", case.analysis)
    for cuts in cuts_of(case):
        shown(case, source, cuts)


@pytest.mark.parametrize("name", HARD)
def test_in_a_browser(name: str) -> None:
    case = CASES[name]
    shown(case, corrected_handler("fetch", case.analysis), "random:3")


@pytest.mark.parametrize("name", ["short", "rewritten", "text"])
def test_at_every_place(name: str) -> None:
    case = CASES[name]
    shown(case, corrected_handler("mini-program", case.analysis), "every")


@pytest.mark.parametrize(
    "name", ["error at the end", "error as text", "glued error", "array error", "error line", "named error"]
)
@pytest.mark.parametrize("language", ["mini-program", "fetch"])
def test_an_error_is_told(name: str, language: str) -> None:
    case = CASES[name]
    (run,) = runs(
        "handler",
        partial(Handler, source=corrected_handler(language, case.analysis)),
        "bytes",
        Reading(case.analysis),
    )
    assert case.analysis.reply.error is not None
    told = [line.text for line in run.console if line.level == "error"]
    assert told == [case.analysis.reply.error["message"]]


def test_http_errors_are_told() -> None:
    analysis = analyze([b"no"], status=502)
    for language, message in (("mini-program", "HTTP 502"), ("fetch", "HTTP 502: no")):
        source = corrected_handler(language, analysis)
        (run,) = runs("handler", partial(Handler, source=source), "recorded", Reading(analysis))
        assert [line.text for line in run.console] == [message]


ASKED = {
    "model": "m",
    "stream": True,
    "stop": None,
    "api_key": "sk-secret",
    "messages": [{"role": "user", "content": '说"\'\\u4f60\n"""好'}],
}
SENT = Request(
    "POST",
    "https://user:pass@api.example.com/v1/chat?key=AIzaSecret&alt=sse",
    (("Content-Type", "application/json"), ("Authorization", "Bearer sk-secret"), ("X-Trace", 'it\'s \\ "7"\r')),
    Body("json", json.dumps(ASKED)),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_without_its_secrets(language: str) -> None:
    source = corrected_handler(language, analyze([PLAIN]), SENT)
    assert "sk-secret" not in source
    assert "AIzaSecret" not in source
    assert "pass@" not in source
    assert "redacted(" not in source
    assert "https://YOUR_SECRET@api.example.com/v1/chat?key=YOUR_SECRET&alt=sse" in source
    assert source.count("YOUR_SECRET") == 5  # once in the words at the head
    assert "TO FILL IN" not in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_filled_in_is_marked(language: str) -> None:
    for name in TO_FILL_IN:
        source = corrected_handler(language, analyze([VECTORS[name]]), SENT)
        assert source.count("TO FILL IN") == 2  # at the head and at the place
    assert corrected_handler(language, analyze([PLAIN])).count("TO FILL IN") == 1  # the request
    assert "__" not in re.sub(r"__name__|\"__main__\"", "", source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_templates_is_left(language: str) -> None:
    for name, case in CASES.items():
        source = corrected_handler(language, case.analysis)
        assert not re.search(r"(//|#)[+?] |__[A-Z]+__|[ \t]$", source, re.MULTILINE), name
        assert max(map(len, source.split("\n"))) <= 132, name


DEEP = "[" * 900 + "]" * 900
JUNK = [
    Request(""),
    Request("\n", "http://\r\nx/\0", (("", "x"), ("Host", "y"), ("X-\n1", "\u2028"))),
    Request(body=Body("json", DEEP)),
    Request(body=Body("text", '{"__proto__": 1, "a-b": "\\u2028</script>\\\\"}')),
    Request(body=Body("bytes", data=b"\xff\0")),
    Request(body=Body("file", path="/nowhere")),
    Request("__BODY__", "//? sse //+ about", body=Body("text", "__URL__ #? sse")),
]


@pytest.mark.parametrize("asked", JUNK)
def test_a_request_may_say_anything(asked: Request) -> None:
    """A recording is a file that anyone may have written."""
    for language in LANGUAGES:
        source = corrected_handler(language, analyze([PLAIN]), asked)
        if language == "python":
            compile(source, "<pasted>", "exec")
        elif language in ("mini-program", "fetch"):
            assert inspect_handler(source).problem is None


def test_what_a_phone_cannot_read() -> None:
    analysis = analyze([PLAIN.decode().encode("gb18030")], encoding="gb18030")
    assert "have the server send UTF-8" in corrected_handler("mini-program", analysis)
    assert "new TextDecoder('gb18030')" in corrected_handler("fetch", analysis)


def test_binary_frames_are_for_a_library() -> None:
    for language in LANGUAGES:
        lines = corrected_handler(language, analyze([VECTORS["bedrock-converse"]])).splitlines()
        assert all(line.startswith("# " if language == "python" else "// ") for line in lines)


def test_every_comment_is_marked_for_translation() -> None:
    lines = {
        re.sub(r"( *(//|#)[?] !?[\w-]+)+$", "", line)
        for file in asset("clients", "corrected").iterdir()
        for line in file.read_text("utf-8").splitlines()
        if not re.search(r"(//|#)[+] ", line)
    }
    found = (re.search(r'(?:^|\s)(?://|#) (.+)$|^ *"""(.+)"""$', line) for line in lines)
    assert {match[1] or match[2] for match in found if match} == set(corrected_comments.COMMENTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_chinese_it_is_the_same_code(language: str) -> None:
    english = corrected_handler(language, CASES["crlf"].analysis)
    set_language("zh_CN")
    chinese = corrected_handler(language, CASES["crlf"].analysis)
    comment = re.compile(r' *(//|#) .*|^ *""".*"""$', re.MULTILINE)
    assert comment.sub("", chinese) == comment.sub("", english)


def test_the_names_of_the_languages() -> None:
    assert len({language_name(language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("language", ["mini-program", "fetch"])
def test_the_sandbox_sees_the_request(language: str) -> None:
    source = corrected_handler(language, analyze([PLAIN]), SENT)
    facts = inspect_handler(source)
    assert (facts.problem, facts.variables) == (None, ())
    assert facts.request is not None
    sent = facts.request["data"]
    assert (json.loads(sent) if isinstance(sent, str) else sent) == ASKED | {"api_key": "YOUR_SECRET"}
    assert facts.request["method"] == "POST"
    assert ["X-Trace", 'it\'s \\ "7"'] in [list(pair) for pair in facts.request["headers"]]
