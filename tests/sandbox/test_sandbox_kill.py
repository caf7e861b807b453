"""Pasted code that must end in time, with what stopped it; and its twins, as heavy but legal, that must come to their result."""

from __future__ import annotations

import pytest

from streamlab.clients.base import Response
from streamlab.clients.pasted import Handler
from streamlab.clients.run import Played, play
from streamlab.sandbox.values import Limits

_SMALL = Limits(seconds=0.05, total=0.2, characters=200_000, values=2_000, lines=50, written=5_000, memory=24 << 20)
_TIME = "interrupted"
_MEMORY = "out of memory"
_TOO_LONG = "string too long"
_NO_BUFFER = "invalid array buffer length"
_MUCH = "It assigned and wrote more"
_MANY = "It assigned more than"
_DO = "onChunkReceived((r) => {{ {} }})"


def played(source: str, chunks: tuple[bytes, ...] = (b"ab", b"c"), limits: Limits = _SMALL) -> Played:
    """What came of it."""
    return play(Handler(Response(), source, limits=limits), chunks)


_BIG = "const a = new Array(3e5).fill(7);"
_TYPED = "const a = new Float64Array(1e6);"
_TEXT = "const t = 'ab'.repeat(5e5);"

_ENDLESS = {
    # The engine hears of its limit …
    "loop": ("for (;;);", _TIME),
    "promises": ("const f = () => Promise.resolve().then(f); f()", _TIME),
    "microtasks": ("const f = () => queueMicrotask(f); f()", _TIME),
    "generator": ("function * g () { for (;;) yield 1 } for (const x of g()) ;", _TIME),
    "getter": ("const o = { get a () { for (;;); } }; this.a = o", _TIME),
    "toString": ("`${{ toString () { for (;;); } }}`", _TIME),
    "toJSON": ("this.a = { toJSON () { for (;;); } }", _TIME),
    "proxy": ("this.a = new Proxy({}, { ownKeys () { for (;;); } })", _TIME),
    "regex": ("/^(a+)+$/.test('a'.repeat(40) + 'b')", _TIME),
    "regex of choices": ("/^(a|a)*$/.test('a'.repeat(40) + 'b')", _TIME),
    "sort with a function": (f"{_BIG} for (;;) a.sort((x, y) => x - y)", _TIME),
    "what says an error": ("Error.prototype.toString = () => { for (;;); }; for (;;);", _TIME),
    "what traces an error": ("Error.prepareStackTrace = () => { for (;;); }; null.x", _TIME),
    "catch": ("for (;;) try { for (;;); } catch {}", _TIME),
    "finally": ("try { for (;;); } finally { for (;;); }", _TIME),
    # … and its own loops do not.
    "join": (f"{_BIG} const b = Array.from({{ length: 40 }}, () => a); for (;;) b.map((x) => x.join(''))", _TIME),
    "reverse": (f"{_BIG} const o = {{ length: 2 ** 40 }}; Array.prototype.reverse.call(o)", _TIME),
    "slice": ("Array.prototype.slice.call({ length: 2 ** 31 - 1 }, 0)", _TIME),
    "sort": ("Array.prototype.sort.call({ length: 2 ** 40 })", _TIME),
    "concat": ("const o = { length: 2 ** 40, [Symbol.isConcatSpreadable]: true }; [].concat(o)", _TIME),
    "flat": ("const o = []; o.length = 2 ** 32 - 1; o.flat()", _TIME),
    "indexOf": ("const o = []; o.length = 2 ** 32 - 1; o.indexOf(1)", _TIME),
    "lastIndexOf": ("Array.prototype.lastIndexOf.call({ length: 2 ** 50 }, 1)", _TIME),
    "includes": ("Array.prototype.includes.call({ length: 2 ** 50 }, 1)", _TIME),
    "fill": ("Array.prototype.fill.call(new Proxy({ length: 2 ** 50 }, { set: () => true }), 1)", _TIME),
    "copyWithin": ("Array.prototype.copyWithin.call({ length: 2 ** 50 }, 0, 1)", _TIME),
    "unshift": ("Array.prototype.unshift.call({ length: 2 ** 50 }, 1)", _TIME),
    "splice": ("Array.prototype.splice.call({ length: 2 ** 50 }, 0, 1)", _TIME),
    "join of nothing": ("Array.prototype.join.call({ length: 2 ** 31 - 2 }, '')", _TIME),
    "String.raw": ("String.raw({ raw: { length: 2 ** 50 } })", _TIME),
    "typed sort": ("const a = new Float64Array(2e5).map((_, i) => (i * 7919) % 200003); for (;;) a.slice().sort()", _TIME),
    "typed fill": (f"{_TYPED} for (;;) a.fill(1)", _TIME),
    "typed join": (f"{_TYPED} for (;;) a.join('')", _TIME),
    "typed indexOf": (f"{_TYPED} for (;;) a.indexOf(2)", _TIME),
    "BigInt power": ("for (;;) 3n ** 30000n", _TIME),
    "BigInt text": ("const a = 3n ** 200000n; for (;;) String(a)", _TIME),
    "BigInt product": ("let a = 3n ** 200000n; for (;;) a = a * a % (7n ** 100000n)", _TIME),
    "text indexOf": (f"{_TEXT} for (;;) t.indexOf('abb')", _TIME),
    "replaceAll": (f"{_TEXT} for (;;) t.replaceAll('b', 'c')", _TIME),
    "split": (f"{_TEXT} for (;;) t.split('x')", _TIME),
    "normalize": (f"{_TEXT} for (;;) t.normalize('NFKD')", _TIME),
    "JSON.parse": ("const t = '[' + '1,'.repeat(1e5) + '1]'; for (;;) JSON.parse(t)", _TIME),
    "JSON.stringify": (f"{_BIG} for (;;) JSON.stringify(a)", _TIME),
    "Object.keys": ("const o = {}; for (let i = 0; i < 1e5; i++) o[i] = 1; for (;;) Object.keys(o)", _TIME),
    # What fills the memory.
    "array": ("const a = []; for (;;) a.push(new Array(1e5).fill(1))", _MEMORY),
    "text": ("let s = 'x'; for (;;) s += s", _TOO_LONG),
    "repeat": ("const a = []; for (;;) a.push('x'.repeat(1e6) + a.length)", _MEMORY),
    "buffers": ("const a = []; for (;;) a.push(new ArrayBuffer(1e6))", _MEMORY),
    "map": ("const m = new Map(); for (let i = 0; ; i++) m.set(i, new Array(1e4).fill(i))", _MEMORY),
    "closures": ("let f = () => 0; for (;;) { const g = f; const a = new Array(1e4).fill(1); f = () => [g(), a] }", _MEMORY),
    "one buffer": ("new ArrayBuffer(2 ** 31)", _NO_BUFFER),
    # What says too much.
    "large values": ("for (let i = 0; i < 300; i++) this.a = 'x'.repeat(1000) + i", _MUCH),
    "one large value": ("this.a = 'x'.repeat(300_000)", _MUCH),
    "many values": ("for (let i = 0; i < 1e4; i++) this.a = i", _MANY),
    "many errors": ("for (let i = 0; i < 5e3; i++) queueMicrotask(() => { throw new Error(i) })", _MANY),
}  # fmt: skip


@pytest.mark.parametrize("name", _ENDLESS)
def test_it_ends_in_time(name: str) -> None:
    body, said = _ENDLESS[name]
    # What runs into one bound must not run into another before that, also where the machine is slow.
    limits = _SMALL._replace(memory=256 << 20) if said == _TIME else _SMALL._replace(seconds=3.0, total=6.0)
    if said == _MANY:
        limits = limits._replace(characters=1 << 20)
    found = played(_DO.format(body), limits=limits)
    first = found.errors[0]
    assert (first.chunk, first.name) == (0, "RangeError" if said == _NO_BUFFER else "InternalError"), first
    assert said in first.message, first
    assert found.outputs == [] or said in (_MUCH, _MANY)


_LEGAL = {
    "loop": ("let n = 0; for (let i = 0; i < 2e5; i++) n += i % 7; this.a = n", "599994"),
    "promises": ("let n = 0; const f = () => ++n < 2e3 ? Promise.resolve().then(f) : (this.a = n); f()", "2000"),
    "microtasks": ("let n = 0; const f = () => ++n < 2e3 ? queueMicrotask(f) : (this.a = n); f()", "2000"),
    "generator": ("function * g () { for (let i = 2e4; i--;) yield i } let n = 0; for (const x of g()) n++; this.a = n", "20000"),
    "getter": ("this.a = { get a () { return 1 } }", '{"a":1}'),
    "toString": ("this.a = `${{ toString () { return 'x' } }}`", "x"),
    "toJSON": ("this.a = { toJSON () { return [1] } }", "[1]"),
    "proxy": ("this.a = new Proxy({ a: 1 }, {})", '{"a":1}'),
    "regex": ("this.a = String(/^(a+)+$/.test('a'.repeat(5000)))", "true"),
    "sort with a function": ("this.a = Array.from({ length: 5e3 }, (_, i) => (i * 7919) % 5003).sort((x, y) => x - y)[1]", "1"),
    "join": ("this.a = new Array(5e4).fill(7).join('').length", "50000"),
    "reverse": ("this.a = Array.from({ length: 5e4 }, (_, i) => i).reverse()[0]", "49999"),
    "slice": ("this.a = new Array(2e5).fill(1).slice(5).length", "199995"),
    "sort": ("this.a = Array.from({ length: 2e4 }, (_, i) => (i * 7919) % 20011).sort()[0]", "0"),
    "concat": ("this.a = [].concat(...Array.from({ length: 500 }, () => new Array(100).fill(1))).length", "50000"),
    "flat": ("this.a = Array.from({ length: 500 }, () => new Array(100).fill(1)).flat().length", "50000"),
    "indexOf": ("this.a = new Array(2e5).fill(1).indexOf(2)", "-1"),
    "fill": ("this.a = new Array(3e5).fill(3)[2]", "3"),
    "copyWithin": ("this.a = new Uint8Array(1e6).copyWithin(0, 5).length", "1000000"),
    "unshift": ("const a = new Array(1e5).fill(1); a.unshift(4); this.a = a[0]", "4"),
    "splice": ("const a = new Array(1e5).fill(1); a.splice(5, 9e4); this.a = a.length", "10000"),
    "String.raw": ("this.a = String.raw`a\\n${'b'}`", "a\\nb"),
    "typed sort": ("this.a = new Float64Array(5e4).map((_, i) => (i * 7919) % 50021).sort()[1]", "1"),
    "typed fill": ("this.a = new Float64Array(1e6).fill(1)[9]", "1"),
    "BigInt power": ("this.a = String(3n ** 2000n).length", "955"),
    "text indexOf": (f"{_TEXT} this.a = t.indexOf('abb')", "-1"),
    "replaceAll": ("this.a = 'ab'.repeat(5e4).replaceAll('b', 'c').length", "100000"),
    "split": ("this.a = 'ab,'.repeat(2e4).split(',').length", "20001"),
    "JSON.parse": ("this.a = JSON.parse('[' + '1,'.repeat(2e4) + '1]').length", "20001"),
    "JSON.stringify": ("this.a = JSON.stringify(new Array(2e4).fill(1)).length", "40001"),
    "Object.keys": ("const o = {}; for (let i = 0; i < 1e4; i++) o[i] = 1; this.a = Object.keys(o).length", "10000"),
    "array": ("const a = []; for (let i = 0; i < 10; i++) a.push(new Array(1e5).fill(1)); this.a = a.length", "10"),
    "text": ("let s = 'x'; while (s.length < 1e6) s += s; this.a = s.length", "1048576"),
    "map": ("const m = new Map(); for (let i = 0; i < 1e4; i++) m.set(i, [i]); this.a = m.size", "10000"),
    "large values": ("for (let i = 0; i < 30; i++) this.a = 'x'.repeat(1000) + i", "x" * 1000 + "29"),
    "many values": ("for (let i = 0; i < 900; i++) this.a = i", "899"),
    "deep": ("let a = 1; for (let i = 0; i < 500; i++) a = [a]; this.a = a", "[" * 500 + "1" + "]" * 500),
    "timers": ("let n = 0; const f = () => ++n < 100 ? setTimeout(f, 50) : (this.a = n); f()", "100"),
    "catch": ("let n = 0; for (let i = 0; i < 1e4; i++) try { throw new Error('x') } catch { n++ } this.a = n", "10000"),
}  # fmt: skip


@pytest.mark.parametrize("name", _LEGAL)
def test_what_is_heavy_but_legal_comes_to_its_result(name: str) -> None:
    body, shown = _LEGAL[name]
    found = played(_DO.format(body), (b"ab",), Limits(memory=64 << 20))
    assert found.errors == []
    assert found.outputs[-1] == shown
