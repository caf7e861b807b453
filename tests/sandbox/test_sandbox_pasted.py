"""What people paste: whole pages, modules, methods, every way to read a stream; and what is said where it cannot be run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import streamlab
from streamlab.clients.handler import inspect_handler
from streamlab.sandbox import script, values

# "你好" as two events, cut inside both characters and between CR and LF nowhere.
_BYTES = 'data: {"t":"你"}\n\ndata: {"t":"好"}\n\n'.encode()
EVENTS = [_BYTES[:13], _BYTES[13:30], _BYTES[30:]]

_PASTED = Path(__file__).parent / "pasted"
_WAYS = sorted(path.stem for path in (_PASTED / "ways").iterdir())
_PARTS = sorted(path.stem for path in (_PASTED / "parts").iterdir())
_SHOW = "const page = this\nconst show = (t) => { page.a += t }\nconst decoder = new TextDecoder()\n"


def pasted(name: str) -> str:
    """One of the texts."""
    return (_PASTED / name).read_text("utf-8")


def run(source: str, chunks: list[bytes] = EVENTS, **more: Any) -> dict[str, Any]:
    """The only run, as a dictionary."""
    (found,) = streamlab.emulate(chunks, handler=source, **more)
    return found.to_dict()


@pytest.mark.parametrize("way", _WAYS)
def test_each_way_to_read_a_stream(way: str) -> None:
    source = _SHOW + pasted("take.js") + pasted(f"ways/{way}.js")
    facts = inspect_handler(source, text_decoder=True)
    assert facts.problem is None
    assert facts.registers
    found = run(source, text_decoder=True)
    assert (found["errors"], found["shown"]) == ([], "你好")


def test_a_request_that_was_never_sent_is_aborted_alone() -> None:
    source = f"{_SHOW}const other = new XMLHttpRequest()\n{pasted('take.js')}{pasted('ways/xhr.js')}\nother.abort()"
    assert run(source)["shown"] == "你好"


@pytest.mark.parametrize("way", ["reader", "for-await", "xhr", "fetch-event-source"])
def test_a_function_that_nobody_calls_is_called(way: str) -> None:
    show = "const show = (t) => { answer.value += t }\nconst decoder = new TextDecoder()\n"
    source = f"{show}{pasted('take.js')}export async function ask (url) {{\n{pasted(f'ways/{way}.js')}\n}}"
    facts = inspect_handler(source, variables={"url": "http://a/"})
    assert facts.request is not None
    assert (facts.request["url"], facts.problem) == ("http://a/", None)
    assert run(source)["shown"] == "你好"


def test_a_whole_page() -> None:
    facts = inspect_handler(pasted("page.vue"))
    assert facts.problem is None
    assert facts.request is not None
    assert (facts.request["url"], facts.request["data"]) == ("{{baseUrl}}/chat", {"prompt": "你好", "stream": True})
    assert facts.variables == ("baseUrl",)
    found = run(pasted("page.vue"))
    assert (found["errors"], found["shown"]) == ([], "你好")
    assert [(s["chunk"], s["name"]) for s in found["states"]] == [(0, "loading")] + [
        (c, "answer") for c in range(3)
    ] + [(2, "loading")]


def test_script_setup() -> None:
    facts = inspect_handler(pasted("setup.vue"))
    assert facts.problem is None
    assert facts.request is not None
    assert facts.request["api"] == "fetchEventSource"
    assert facts.request["data"] == '{"prompt":"{{prompt}}"}'
    assert facts.variables == ("import.meta.env.VITE_API", "useUserStore().token", "prompt")
    filled = inspect_handler(pasted("setup.vue"), variables={"import.meta.env.VITE_API": "http://a", "prompt": "问"})
    assert filled.request is not None
    assert (filled.request["url"], filled.request["data"]) == ("http://a/chat", '{"prompt":"问"}')
    found = run(pasted("setup.vue"))
    assert (found["errors"], found["shown"]) == ([], "你好")
    assert found["states"][-2]["name"] == "answer.value"


@pytest.mark.parametrize("part", _PARTS)
def test_parts_of_a_page(part: str) -> None:
    found = run(pasted(f"parts/{part}.js"))
    assert (found["errors"], found["shown"]) == ([], str(len(EVENTS[-1])))


def test_what_is_different_on_a_device_is_hinted_at() -> None:
    (hint,) = inspect_handler("uni.request({ url, enableChunked: true }).onChunkReceived(() => {})").hints
    assert "success, fail or complete" in hint
    assert inspect_handler("wx.request({ url, enableChunked: true }).onChunkReceived(() => {})").hints == ()
    assert inspect_handler("uni.request({ url, enableChunked: true, success () {} })").hints == ()


def test_set_data_with_a_path() -> None:
    source = """\
Page({
  data: { list: [{ text: '' }] },
  go () {
    const at = this.data.list.length - 1
    wx.request({ enableChunked: true }).onChunkReceived((r) => {
      this.setData({ [`list[${at}].text`]: this.data.list[at].text + Buffer.from(r.data).toString('latin1') })
    })
  }
})
"""
    found = run(source, [b"ab", b"cd"])
    assert [(s["name"], s["value"]) for s in found["states"]] == [("list[0].text", "ab"), ("list[0].text", "abcd")]


def test_the_shim_that_is_recommended_throws_at_a_cut_character() -> None:
    source = (
        "import { TextDecoder } from 'text-encoding-shim'\nconst d = new TextDecoder()\n"
        "onChunkReceived((r) => { this.a = d.decode(new Uint8Array(r.data), { stream: true }) })"
    )
    found = run(source, ["你".encode()[:1], "你".encode()[1:]])
    assert [error["message"] for error in found["errors"]] == ["URI malformed"] * 2
    assert [error["line"] for error in found["errors"]] == [3, 3]


def test_lines_stay_those_of_the_pasted_text() -> None:
    source = (
        "#!/usr/bin/env node\nimport {\n  a,\n  b\n} from 'c'\nexport default {\n  go () {\n    fetch(null.x)\n  }\n}"
    )
    problem = inspect_handler(source).problem
    assert problem is not None
    assert (problem.name, problem.line) == ("TypeError", 8)


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("const d = new TextDecoder()\nlet text: string = ''\n", 2, "Line 2 is TypeScript"),
        ("interface Message {\n  text: string\n}\n", 1, "Line 1 is TypeScript"),
        ("<script setup lang=\"ts\">\nconst a = 1\nconst f = (x: number): void => {}\n</script>", 3, "Line 3 is TypeScript"),
        ("const answer = ref<string>('')\nconst b = c as any\n", 2, "Line 2 is TypeScript"),
        ("export function App () {\n  return <div className=\"a\">{text}</div>\n}", 2, "markup (JSX)"),
        ("import requests\n\ndef main():\n    pass\n", None, "not JavaScript"),
        ("curl 'http://a/' -H 'A: b'", None, "not JavaScript"),
        ("<p>你好</p>", None, "not JavaScript"),
        ("\0\0", None, "unexpected"),
    ],
)  # fmt: skip
def test_other_languages_are_named(source: str, line: int | None, said: str) -> None:
    problem = inspect_handler(source).problem
    assert problem is not None
    assert problem.name == "SyntaxError"
    assert said in problem.message
    assert line is None or problem.line == line
    (error,) = run(source)["errors"]
    assert said in error["message"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "There is no code"),
        ("\n  // nothing yet\n/* at\nall */", "There is no code"),
        ("const a = 1", "It waits for nothing"),
        ("wx.request({ url, success () {} }).onChunkReceived((r) => { this.a = 1 })", "lacks enableChunked"),
        ("new WebSocket('ws://a').onmessage = (e) => { this.a = e.data }", "It uses WebSocket"),
        ("wx.connectSocket({ url }).onMessage((m) => { this.a = m.data })", "It uses WebSocket"),
        ("const https = require('https')\nhttps.get(url, (r) => { r.on('data', (b) => { this.a = `${b}` }) })", "It uses https"),
    ],
)  # fmt: skip
def test_what_nothing_can_come_of_says_so(source: str, said: str) -> None:
    problem = inspect_handler(source).problem
    assert problem is not None
    assert said in problem.message
    (error,) = run(source)["errors"]
    assert (error["chunk"], error["name"], error["message"]) == (0, "NoHandler", problem.message)


def test_a_megabyte_of_source() -> None:
    line = "function f_%d (a) { try { return JSON.parse(a) } catch (e) { return null } }\n"
    source = "".join(line % at for at in range(15_000)) + "onChunkReceived((r) => { this.n = r.data.byteLength })"
    assert len(source) > 1 << 20
    assert inspect_handler(source).problem is None
    assert run(source, [b"abc"])["shown"] == "3"


def test_far_too_much_source_is_refused() -> None:
    problem = inspect_handler("f()\n" * (2 << 20)).problem
    assert problem is not None
    assert "longer than" in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "import a\n" * 50_000,
        "<script\n" * 50_000,
        "/*" * 300_000,
        "catch" + " " * 300_000,
        "export {\n" * 50_000,
        "a<" * 300_000,
    ],
)
def test_source_made_to_be_slow_to_look_at(source: str) -> None:
    assert inspect_handler(source).problem is not None


def test_more_than_can_be_kept_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "LIMITS", values.Limits(characters=10_000))
    source = "onChunkReceived((r) => { this.a = 'x'.repeat(3000) })"
    found = run(source, [b"a"] * 10)
    assert [state["chunk"] for state in found["states"]] == [0, 1, 2]
    (error,) = found["errors"]
    assert (error["chunk"], error["name"]) == (3, "InternalError")
    assert "10,000 characters" in error["message"]


@pytest.mark.parametrize(
    "source", ["(" * 300_000, "[" * 300_000 + "]" * 300_000, "{" * 300_000, "`${" * 100_000, "!" * 300_000 + "1"]
)
def test_bottomless_source(source: str) -> None:
    assert inspect_handler(source).problem is not None


@pytest.mark.parametrize(
    "thrown",
    [
        "{get name(){for(;;);}}",
        "new (class extends Error { get stack () { for (;;); } })()",
        "new Proxy({}, { get () { for (;;); } })",
    ],
)
def test_what_is_thrown_may_be_a_trap(thrown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "LIMITS", values.Limits(seconds=0.2))
    problem = inspect_handler(f"throw {thrown}").problem
    assert problem is not None
    assert "interrupted" in problem.message


@pytest.mark.parametrize(
    "value",
    [
        "{ toJSON () { throw 1 } }",
        "{ get x () { throw 1 } }",
        "(() => { const a = {}; a.a = a; return a })()",
        "Symbol('x')",
        "10n",
    ],
)
def test_any_value_may_be_assigned(value: str) -> None:
    found = run(f"onChunkReceived((r) => {{ this.a = {value} }})", [b"a\0b", b"\xff"])
    assert ([state["chunk"] for state in found["states"]], found["errors"]) == ([0, 1], [])


@pytest.mark.parametrize(
    "line",
    [
        "Object.prototype.value = 1; Object.prototype.get = () => 1",
        "Object.prototype.toJSON = () => 'x'",
        "JSON.parse = () => ({ text: 'x' }); JSON.stringify = () => 'x'",
        "Array.prototype.push = Array.prototype.map = Array.prototype[Symbol.iterator] = null",
        "Array.prototype.toJSON = () => 1; String.prototype.toJSON = () => 1",
        "Error.prototype.name = 5; Error.prepareStackTrace = () => 1",
        "Object.defineProperty(Object.prototype, 'starting', { get () { throw 1 }, set () { throw 2 } })",
        "globalThis.Uint8Array = globalThis.Promise = globalThis.Proxy = null",
        "Set.prototype.add = Map.prototype.has = RegExp.prototype.exec = Function.prototype.call = null",
    ],
)
def test_globals_overwritten(line: str) -> None:
    source = f"try {{ {line} }} catch {{}}\nonChunkReceived((r) => {{ that.n = r.data.byteLength }})"
    found = run(source, [b"abc", b"ab"])
    assert [error["name"] for error in found["errors"]] == []
    assert [state["value"] for state in found["states"]] == [3, 2]
