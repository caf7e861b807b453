"""Pasted handlers: what they may do, what stops them, and what is written down."""

from __future__ import annotations

import re
from typing import Any

import pytest
import quickjs

import streamlab
from streamlab.clients.base import Thrown
from streamlab.clients.emulated import v8_json
from streamlab.clients.emulated.decoders import npm_buffer
from streamlab.decode.charset import decode, python_name
from streamlab.decode.legacy import nearest_codec
from streamlab.resources import asset
from streamlab.sandbox import engine, script, values
from streamlab.sandbox.runtime import runtime_for
from tests.clients.streams import STREAMS, cuttings

_HALF = re.compile("[\ud800-\udfff]")
_TWO = [b'{"text":"a"}', b'\n{"text":"ab"}']


_PAGE = """\
Page({
  data: { a: '' },
  go () {
    wx.request({ enableChunked: true }).onChunkReceived((r) => { this.setData({ a: this.data.a + Buffer.from(r.data) }) })
  }
})
"""


@pytest.fixture(autouse=True)
def _short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What never ends, ends soon."""
    monkeypatch.setattr(script, "LIMITS", values.Limits(seconds=0.3))


def run(source: str, chunks: list[bytes], **more: Any) -> dict[str, Any]:
    """The only run, as a dictionary."""
    (found,) = streamlab.emulate(chunks, handler=source, **more)
    return found.to_dict()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("wx.request({ enableChunked: true }).onChunkReceived(r => { that.setData({ a: Buffer.from(r.data).toString() }) })", "cd"),
        ("const t = Taro.request({ enableChunked: true }); t.onChunkReceived(function (r) { this.a = r.data.byteLength })", "2"),
        ("requestTask.onChunkReceived((r) => { _this.list[0].text += Buffer.from(r.data) })", "abcd"),
        ("(res) => { answer.value = Buffer.from(res.data).toString('hex') }", "6364"),
        ("const answer = ref('')\nfunction onChunkReceived (r) { answer.value += Buffer.from(r.data).toString() }", "abcd"),
        ("const r = await fetch('/'); for await (const b of r.body) this.a = new TextDecoder().decode(b)", "cd"),
        ("fetch('/').then((r) => r.text()).then((t) => { this.a = t })", "abcd"),
        ("const r = await uni.request({ url: 'x' }); this.a = r.data", "abcd"),
        ("uni.request({ success: (r) => { this.a = r.data + r.statusCode } })", "abcd200"),
        ("onChunkReceived((r) => { setTimeout(() => { this.a = Buffer.from(r.data).toString() }, 50) })", "cd"),
        (_PAGE, "abcd"),
        ("onChunkReceived((r) => { this.done = true; this.a = atob(btoa('ü')); this.loading = false })", "ü"),
    ],
)  # fmt: skip
def test_ways_to_read(source: str, shown: str) -> None:
    found = run(source, [b"ab", b"cd"])
    assert (found["errors"], found["shown"]) == ([], shown)


def test_events() -> None:
    chunks = [b'data: {"t":"\xe4', b'\xbd\xa0"}\r', b'\n\r\ndata: {"t":"b"}\n\n']
    for source in (
        "const es = new EventSource(url)\nes.onmessage = (e) => { this.text += JSON.parse(e.data).t }",
        "fetchEventSource(url, { onmessage: (e) => { this.text += JSON.parse(e.data).t } })",
        "source.onmessage = (e) => { this.text += JSON.parse(e.data).t }",
        "onmessage = (e) => { this.text += JSON.parse(e.data).t }",
    ):
        found = run(source, chunks)
        assert (found["errors"], found["shown"]) == ([], "你b")


def test_assignments_and_console_are_written_down_by_chunk() -> None:
    (found,) = streamlab.emulate(
        [b"a", b"b"], handler="onChunkReceived((r) => { this.a.b = 1; console.warn('x', { a: 1 }, new Error('y')) })"
    )
    assert [tuple(state) for state in found.states] == [(0, "a.b", 1), (1, "a.b", 1)]
    assert [tuple(line) for line in found.console] == [
        (0, "warn", 'x {"a":1} Error: y'),
        (1, "warn", 'x {"a":1} Error: y'),
    ]


def test_a_phone_has_no_text_decoder_unless_told() -> None:
    source = "onChunkReceived((r) => {\n  this.a = new TextDecoder().decode(r.data)\n})"
    found = run(source, [b"a"])
    message = "TextDecoder is not defined"
    assert found["errors"] == [{"chunk": 0, "name": "ReferenceError", "message": message, "line": 2}]
    assert run(source, [b"a"], text_decoder=True)["shown"] == "a"
    assert run("this.a = typeof TextDecoder", [b"a"])["shown"] == "undefined"


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        ("while (true);", "InternalError", 1),
        # An interrupt in the middle of a line is dated to the last call: this line, or where the function begins.
        ("onChunkReceived(() => {\n  let x = 0\n  for (;;) x += Math.sin(x)\n})", "InternalError", None),
        ("const f = () => Promise.resolve().then(f)\nf()", "InternalError", None),
        ("\nfunction f () { f() }\nf()", "RangeError", 2),
        ("const a = []\nfor (;;) a.push(new Array(1e6).fill(1))", "InternalError", None),
        ("let s = 'x'; for (;;) s += s", "InternalError", 1),
        ("const f = () => Promise.resolve().then(f); f(); for (;;);", "InternalError", 1),
        ("let a = ;", "SyntaxError", 1),
        ("if (x) {\n", "SyntaxError", None),
        ("这不是代码 吗", "SyntaxError", 1),
        ("throw new TypeError('no')", "TypeError", 1),
        ("throw 'text'", "Error", None),
        ("await Promise.reject(new RangeError('r'))", "RangeError", 1),
    ],
)
def test_what_cannot_go_well(source: str, name: str, line: int | None) -> None:
    found = run(source, _TWO)
    assert found["errors"][0]["name"] == name
    if line:
        assert found["errors"][0]["line"] == line
    assert found["shown"] == ""


def test_throwing_in_each_chunk() -> None:
    found = run("onChunkReceived(() => { null.x })", [b"a"] * 50)
    assert [error["chunk"] for error in found["errors"]] == list(range(50))
    assert found["errors"][0]["message"] == "Cannot read properties of null (reading 'x')"


def test_globals_may_be_overwritten() -> None:
    names = [
        "JSON",
        "Promise",
        "Array",
        "Object",
        "Map",
        "String",
        "Reflect",
        "Proxy",
        "uni",
        "console",
        "Buffer",
        "Error",
    ]
    source = "".join(f"try {{ {name} = null }} catch {{}}\n" for name in names)
    source += "Array.prototype.push = String.prototype.split = Map.prototype.get = null\nObject.prototype.x = 1\n"
    found = run(source + "onChunkReceived((r) => { that.a = r.data.byteLength })", [b"abc"])
    assert (found["shown"], found["errors"]) == ("3", [])


def test_there_is_no_way_out() -> None:
    source = "this.a = [typeof std, typeof os, typeof print, typeof load].join()"
    assert run(source, [b""])["shown"] == ",".join(["function"] * 4)  # free variables: nothing behind them
    assert run("this.a = `${require('fs').readFileSync('/etc/hostname')}`", [b""])["shown"].startswith(
        "{{require('fs')"
    )
    assert run("this.a = [globalThis.std, globalThis.os, globalThis.load].join()", [b""])["shown"] == ",,"


def test_swallowed_is_what_a_catch_takes() -> None:
    source = "onChunkReceived((r) => {{ {} }})"
    parse = "JSON.parse(Buffer.from(r.data).toString())"
    for body, swallowed, errors in (
        (f"try {{ {parse} }} catch (error) {{ }}", 1, 0),
        (f"try {{ {parse} }} catch {{ }}", 1, 0),
        (parse, 0, 1),
        (f"try {{ {parse} }} catch (e) {{ throw e }}", 0, 1),
        (f"Promise.resolve().then(() => {parse}).catch(() => {{}})", 1, 0),
        (f"(async () => {{ {parse} }})()", 0, 1),
        ("try { decodeURIComponent('%') } catch (_) {}", 1, 0),
    ):
        found = run(source.format(body), [b"{"])
        assert (found["swallowed_errors"], len(found["errors"])) == (swallowed, errors), body


def test_its_buffer_is_the_npm_package_s() -> None:
    source = (
        "onChunkReceived((r) => { this.a = Buffer.from(uni.arrayBufferToBase64(r.data), 'base64').toString('utf-8') })"
    )
    for name, data in STREAMS.items():
        for chunks in cuttings(data, seed=2, randomly=1)[-1:]:
            (found,) = streamlab.emulate(chunks, handler=source)
            assert [state.value for state in found.states] == [npm_buffer(chunk) for chunk in chunks], name


def test_its_text_decoder_is_the_standard_s() -> None:
    source = "const d = new TextDecoder()\nonChunkReceived((r) => { this.a += d.decode(r.data, { stream: true }) })"
    for name, data in STREAMS.items():
        for chunks in cuttings(data, seed=3, randomly=1)[-2:]:
            (correct,) = streamlab.emulate(chunks, client="textdecoder-stream")
            (found,) = streamlab.emulate(chunks, handler=source, text_decoder=True)
            held = "".join(map(str, correct.outputs[: len(chunks)]))
            assert (found.states[-1].value or "") == held, name


def test_json_parse_says_there_what_it_says_here() -> None:
    why = quickjs.Context().eval(asset("clients", "v8_json.js").read_text("utf-8"))
    whole = '{"text":"你好😀\\n","n":[-1.5e+3,true,null,{"a":""}]}'
    texts = [whole[:at] for at in range(len(whole))] + [whole[at:] for at in range(1, len(whole))]
    texts += [whole[:at] + sign + whole[at + 1 :] for at in range(len(whole)) for sign in '{}[]",:\\0u1-.e x']
    for text in texts:
        said: str | None
        try:
            v8_json.json_parse(text)
        except Thrown as error:
            said = str(error)
        else:
            said = None
        if said is None or not _HALF.search(said):  # which cannot leave QuickJS
            assert why(text) == said, text


@pytest.mark.parametrize(
    "line",
    [
        "",
        "globalThis.left = (globalThis.left ?? 0) + 1; n = globalThis.left",
        "Date.now = (() => { const o = Date.now; return () => o() + 1 })(); n = Date.left = (Date.left ?? 0) + 1",
        "Math.left = (Math.left ?? 0) + 1; n = Math.left",
        "const p = (async () => {}).constructor.prototype; p.left = (p.left ?? 0) + 1; n = p.left",
        "const p = Object.getPrototypeOf(''.matchAll(/x/g)); p.left = (p.left ?? 0) + 1; n = p.left",
        "Object.defineProperty(Symbol, 'left', { value: (Symbol.left ?? 0) + 1, configurable: true }); n = Symbol.left",
        "const s = Error.prototype.message; Error.prototype.message = s + 'x'; n = Error.prototype.message.length",
        "Buffer.prototype.left = (Buffer.prototype.left ?? 0) + 1; n = Buffer.prototype.left ?? 1",
        "JSON.left = (JSON.left ?? 0) + 1; n = JSON.left",
        "const kept = Promise.resolve(); n = (kept.left = (kept.left ?? 0) + 1)",
    ],
)
def test_a_run_finds_nothing_of_the_run_before(line: str) -> None:
    show = "onChunkReceived((r) => { this.a = n + ':' + r.data.byteLength; n++ })"
    source = f"let n = 1\ntry {{ {line} }} catch {{ n = 1 }}\n{show}"
    runs = [run(source, [b"ab", b"c"]) for _ in range(4)]
    assert all(found == runs[0] for found in runs), line
    assert runs[0]["states"][0]["value"] == "1:2"


def program(source: str) -> engine.Program:
    """What the process is told of it."""
    options = '{"variables":{},"encodings":{},"room":{"values":9,"lines":9,"characters":9}}'
    return engine.Program(runtime_for(source), options, 64 << 20, (f"() => async function () {{ {source} }}",))


def test_a_context_is_used_again() -> None:
    engines, contexts = engine.Engines(), set()
    tidy, untidy = program("onChunkReceived((r) => { this.a = r.data.byteLength })"), program("globalThis.x = 1")
    for _ in range(5):
        taken = engines.take(tidy)
        assert taken.compile() == ""
        taken.outside("open", tidy.options)("start")
        engines.keep(taken)
        contexts.add(id(engines.spare))
    assert len(contexts) == 2  # none after the first, the same after all others
    for _ in range(2):
        taken = engines.take(untidy)
        taken.context.eval("globalThis.x = 1")
        engines.keep(taken)
    assert engines.spare is None


def test_a_run_that_was_stopped_leaves_no_context() -> None:
    source = "let runs = 0\nonChunkReceived((r) => { this.a = ++runs; if (r.data.byteLength > 1) for (;;); })"
    for chunks, errors in (([b"a"], 0), ([b"ab"], 1), ([b"a"], 0), ([b"a"], 0)):
        found = run(source, chunks)
        assert ([state["value"] for state in found["states"]], len(found["errors"])) == ([1], errors)


@pytest.mark.parametrize(
    "label", ["gbk", "GB18030", "big5", "shift_jis", "euc-kr", "windows-1252", "iso-8859-1", "koi8-r"]
)
@pytest.mark.parametrize("stream", [True, False])
def test_its_text_decoder_knows_the_encodings_that_stand_in_the_source(label: str, stream: bool) -> None:
    encoding = python_name(label)
    assert encoding is not None
    text = "a你好，世界 ñü€ 한국어 ひらカナ Привет 😀㐀\n0~"
    data = text.encode(nearest_codec(encoding), "ignore") + b"\x85A"
    source = f"const name = '{label}'\nconst d = new TextDecoder(name)\nlet all = ''\n" + (
        "onChunkReceived((r) => { this.a = all += d.decode(r.data, { stream: true }) })"
        if stream
        else "onChunkReceived((r) => { this.a = all += d.decode(r.data) })"
    )
    for size in (1, 2, 3, 100):
        chunks = [data[at : at + size] for at in range(0, len(data), size)]
        expected = decode(data, encoding) if stream else "".join(decode(chunk, encoding) for chunk in chunks)
        assert run(source, chunks, text_decoder=True)["shown"] == expected, size


def test_an_encoding_that_does_not_exist() -> None:
    for label in ("klingon", "constructor", "__proto__"):
        (error, *_) = run(f"new TextDecoder('{label}')", [b"a"], text_decoder=True)["errors"]
        assert (error["name"], error["line"]) == ("RangeError", 1)


def test_a_stream_is_decoded_in_another_encoding() -> None:
    source = (
        "const r = await fetch(url)\nfor await (const t of r.body.pipeThrough(new TextDecoderStream('gbk'))) this.a = t"
    )
    found = run(source, ["你".encode("gbk")[:1], "你".encode("gbk")[1:] + "好".encode("gbk")])
    assert (found["errors"], found["shown"]) == ([], "你好")
