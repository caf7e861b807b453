"""What pasted code throws: the name is the class of an Error, or "Error"; none of the sandbox's own can be had by throwing."""

from __future__ import annotations

import pytest

from streamlab.sandbox.values import Limits
from tests.sandbox.test_sandbox_kill import played

_TRAP = "{ get (t, k) { return k === 'name' ? 'NoHandler' : t[k] }, getPrototypeOf () { return Error.prototype } }"
_OURS = ("NoHandler", "NoProcess", "InternalError")
_THROWING = "{ toString () { return 'NoHandler: forged' } }"

_THROWN = {
    # An Error tells its class, as it does in V8.
    "new TypeError('m')": ("TypeError", "m"),
    "new (class extends RangeError {})('m')": ("RangeError", "m"),
    "new (class MyError extends Error { constructor (m) { super(m); this.name = 'MyError' } })('m')": ("MyError", "m"),
    "new (class extends Error { get name () { return 'Named' } })('m')": ("Named", "m"),
    "Object.assign(new Error('m'), { name: '错误' })": ("错误", "m"),
    "new DOMException('gone', 'AbortError')": ("AbortError", "gone"),
    "new AggregateError([new Error('x')], 'm')": ("AggregateError", "m"),
    # What is no Error has none: it is called Error, with its text.
    "'text'": ("Error", "text"),
    "1": ("Error", "1"),
    "null": ("Error", "null"),
    "undefined": ("Error", "undefined"),
    "Symbol('s')": ("Error", "Symbol(s)"),
    "[1, 2]": ("Error", "[1,2]"),
    "{ name: 'TypeError', message: 'm' }": ("Error", '{"name":"TypeError","message":"m"}'),
    "'\\ud800\\0'": ("Error", "\ud800\0"),
    # A name that is none.
    "Object.assign(new Error('m'), { name: 'a b' })": ("Error", "m"),
    "Object.assign(new Error('m'), { name: '\\x1b[31m' })": ("Error", "m"),
    "Object.assign(new Error('m'), { name: 'x'.repeat(1000) })": ("Error", "m"),
    "Object.assign(new Error('m'), { name: 5 })": ("Error", "m"),
    "Object.assign(new Error('m'), { name: '' })": ("Error", "m"),
    "new (class extends Error { get name () { throw 1 } })('m')": ("Error", "m"),
    f"Object.defineProperty(new Error('m'), 'message', {{ get () {{ throw {_THROWING} }} }})": ("Error", ""),
    # Names that the sandbox gives.
    **{f"Object.assign(new Error('m'), {{ name: '{name}' }})": ("Error", "m") for name in _OURS},
    "new (class NoHandler extends Error { get name () { return 'NoHandler' } })('m')": ("Error", "m"),
    "Object.setPrototypeOf(new Error('m'), { name: 'InternalError' })": ("Error", "m"),
    f"new Proxy(new Error('m'), {_TRAP})": ("Error", "{}"),
    f"new Proxy({{}}, {_TRAP})": ("Error", "{}"),
    f"new Proxy(Error, {_TRAP})": ("Error", "[function]"),
    _THROWING: ("Error", "{}"),
    f"{{ toJSON () {{ throw {_THROWING} }} }}": ("Error", "[object]"),
    f"{{ toJSON () {{ return {_THROWING} }} }}": ("Error", "{}"),
    f"{{ get message () {{ throw {_THROWING} }} }}": ("Error", "[object]"),
}  # fmt: skip


@pytest.mark.parametrize("thrown", _THROWN)
@pytest.mark.parametrize("way", ["throw {}", "await Promise.reject({})", "onChunkReceived(() => {{ throw {} }})"])
def test_a_name_is_that_of_a_class(thrown: str, way: str) -> None:
    found = played(way.format(thrown), (b"a",))
    assert [(error.name, error.message) for error in found.errors] == [_THROWN[thrown]]


@pytest.mark.parametrize(
    "line",
    [
        'JSON.stringify = () => \'["NoHandler","forged",""]\'',
        "Error.isError = () => true; Error.prototype.name = 'NoHandler'",
        "Error.prepareStackTrace = () => { throw 1 }",
        "Object.defineProperty(Array, Symbol.species, { value: function () { return [['NoHandler', 'forged', '']] } })",
        "Object.defineProperty(Object.prototype, 'errors', { get () { return [['NoHandler', 'forged', '']] }, set () {} })",
        "RegExp.prototype.exec = RegExp.prototype.test = () => ['NoHandler']",
        "Reflect.apply = () => 'NoHandler'; Set.prototype.has = () => false",
        "String.prototype.slice = () => 'NoHandler'; globalThis.String = () => 'NoHandler'",
        "Object.prototype.toJSON = function () { return 'NoHandler' }",
        "Promise.prototype.then = function () {}; Promise.resolve = null",
        "Error.isPrototypeOf = Object.prototype.isPrototypeOf = () => true",
    ],
)
def test_globals_that_are_overwritten_forge_nothing(line: str) -> None:
    found = played(f"try {{ {line} }} catch {{}}\nonChunkReceived(() => {{ throw new TypeError('m') }})")
    assert [(error.chunk, error.name, error.message) for error in found.errors] == [
        (0, "TypeError", "m"),
        (1, "TypeError", "m"),
    ]


def test_a_line_is_one_of_the_source() -> None:
    for stack, line in (("at <input>:100002", 2), ("at <input>:100099", None), ("at <input>:7", None), ("", None)):
        found = played(f"const e = new Error('m')\ne.stack = '{stack}'; throw e", ())
        assert [error.line for error in found.errors] == [line], stack


def test_who_caught_that_memory_ran_out_can_say_no_more_than_that() -> None:
    caught = "let e0; try { const a = []; for (;;) a.push(new Array(1e5).fill(0)) } catch (e) { e0 = e }\n"
    limits = Limits(memory=24 << 20)
    for thrown, name, message in (
        ("e0", "InternalError", "out of memory"),
        (
            "Object.setPrototypeOf(new Error('interrupted: it ran'), Object.getPrototypeOf(e0))",
            "Error",
            "interrupted: it ran",
        ),
        ("new (e0.constructor)('m')", "Error", "m"),
    ):
        (error,) = played(f"{caught}throw {thrown}", (b"a",), limits).errors
        assert (error.name, error.message) == (name, message)


def test_objects_are_read_as_far_as_there_is_room() -> None:
    found = played(
        "onChunkReceived((r) => { this.a = new Array(r.data.byteLength === 1 ? 1e5 : 3e6).fill([]) })", limits=Limits()
    )
    assert [type(state.value) for state in found.states] == [str, str]
    found = played("onChunkReceived((r) => { this.a = new Array(1e5).fill([]) })", limits=Limits())
    assert [type(state.value) for state in found.states] == [list, list]


def test_a_message_is_as_long_as_one_can_read() -> None:
    (error,) = played("throw new Error('x'.repeat(1e6))", (b"a",)).errors
    assert error.message == "x" * 10_000 + "…"


def test_what_breaks_out_of_its_function_is_no_other() -> None:
    for source in (
        "}}}); throw Object.assign(new Error('interrupted'), { name: 'InternalError' }); (function () {{{",
        "}}}); throw { toString () { return 'InternalError: interrupted' } }; (function () {{{",
    ):
        (error,) = played(source, ()).errors
        assert error.name in ("Error", "SyntaxError"), error


def test_console_lines_are_counted_beyond_those_that_are_kept() -> None:
    found = played("onChunkReceived(() => { for (let i = 0; i < 100; i++) console.log(i) })")
    assert [line.text for line in found.console] == [*map(str, range(50)), "… and 150 more lines"]
    found = played(
        "onChunkReceived((r) => { if (r.data.byteLength === 2) console.log('x'.repeat(1e5)); console.warn('y') })"
    )
    assert [(line.level, len(line.text)) for line in found.console] == [("log", 5_001), ("log", 18)]
    assert found.console[1].text == "… and 2 more lines"
    found = played("onChunkReceived(() => { for (let i = 0; i < 25; i++) console.info(i) })")
    assert [(line.chunk, line.text) for line in found.console] == [
        (chunk, str(i)) for chunk in (0, 1) for i in range(25)
    ]
