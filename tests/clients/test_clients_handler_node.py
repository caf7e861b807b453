"""Readers of a fetched stream do here what they do in Node: the same assignments in the same order, the same errors."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import streamlab
from tests.clients import real_node
from tests.sandbox.test_sandbox_pasted import EVENTS, pasted

pytestmark = pytest.mark.skipif(bool(real_node.MISSING), reason=real_node.MISSING)

_WAYS = (
    "reader",
    "then",
    "for-await",
    "text-decoder-stream",
    "pipe-to",
    "eventsource-parser",
    "eventsource-parser-stream",
)
_HEAD = "const page = this\nlet all = ''\nconst show = (t) => { all += t; page.a = all }\nconst decoder = new TextDecoder()\n"
_EACH = "for await (const c of (await fetch(url)).body) this.a = "
_TRANSFORM = """\
const doubled = new TransformStream({
  transform (chunk, to) { to.enqueue(chunk.length); to.enqueue(-1) },
  flush (to) { to.enqueue(0) }
})
const got = []
for await (const n of (await fetch(url)).body.pipeThrough(doubled)) got.push(n)
this.a = got
"""
_TEE = """\
const [x, y] = (await fetch(url)).body.tee()
let size = 0
for await (const chunk of x) size += chunk.length
this.a = size
this.b = (await y.getReader().read()).value.length
"""
_SINK = """\
const seen = []
const sink = new WritableStream({ write (chunk) { seen.push(chunk.length) }, close () { seen.push('end') } })
await (await fetch(url)).body.pipeTo(sink)
this.a = seen
"""
_TWICE = """\
const r = await fetch(url)
this.ok = r.ok
this.status = r.status
this.a = await r.clone().text()
this.b = await r.text()
"""
_TOGETHER = """\
const reader = (await fetch(url)).body.getReader()
this.a = (await Promise.all([reader.read(), reader.read()])).map((item) => item.value.length)
"""
_NAIVE = (
    _EACH + "new TextDecoder().decode(c)",
    _EACH + "new TextDecoder('utf-8', { fatal: true }).decode(c)",
    _EACH + "JSON.parse(new TextDecoder().decode(c)).t",
    _EACH + "decodeURIComponent(escape(String.fromCharCode(...c)))",
    "const r = await fetch(url); this.a = await r.json()",
    _TWICE, _TEE, _TRANSFORM, _SINK, _TOGETHER,
)  # fmt: skip


@pytest.fixture(scope="module")
def cases() -> list[tuple[str, list[bytes]]]:
    """Sources and chunks: each way over whole and cut events, each naive reader over several kinds of cuts."""
    whole = b"".join(EVENTS)
    cuts = (EVENTS, [whole], [whole[at : at + 1] for at in range(len(whole))])
    found = [(_HEAD + pasted("take.js") + pasted(f"ways/{way}.js"), chunks) for way in _WAYS for chunks in cuts]
    texts = ('{"t":"你"}'.encode(), b'{"t":"a"}', "😀é".encode(), b"\xff\xfe%", "\ufeffx".encode(), b"")
    two = [(text[: len(text) // 2], text[len(text) // 2 :]) for text in texts]
    return found + [(source, list(chunks)) for source in _NAIVE for chunks in (*((text, b"!") for text in texts), *two)]


def in_node(cases: list[tuple[str, list[bytes]]]) -> list[dict[str, Any]]:
    asked = [
        {"source": source, "chunks": [base64.b64encode(chunk).decode() for chunk in chunks]} for source, chunks in cases
    ]
    node = shutil.which("node")
    assert node is not None
    script = Path(__file__).parent / "node" / "handlers.cjs"
    done = subprocess.run(
        [node, str(script)], input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=True, timeout=50
    )
    return list(json.loads(done.stdout))


def test_node_does_the_same(cases: list[tuple[str, list[bytes]]]) -> None:
    different = []
    for (source, chunks), node in zip(cases, in_node(cases), strict=True):
        (here,) = streamlab.emulate(chunks, handler=source, text_decoder=True)
        states = [[state.name, state.value] for state in here.states]
        errors = [[error.name, error.message] for error in here.errors if error.name != "NoHandler"]
        if states != node["states"] or errors[:1] != ([node["error"]] if node["error"] else []):
            different.append((source[-160:], chunks, states, node["states"], errors[:1], node["error"]))
    assert not different, "\n".join(map(str, different[:8]))
