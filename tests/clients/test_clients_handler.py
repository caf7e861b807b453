"""Pasted handlers looked at without a stream: their request, the names to fill in, what they wait for, why they do not run."""

from __future__ import annotations

import pytest

import streamlab
from streamlab.clients import inspect_handler
from streamlab.sandbox.values import Asked
from tests.clients.emulated.test_clients_last_line import AS_PUBLISHED


def test_the_published_snippet() -> None:
    facts = inspect_handler(AS_PUBLISHED)
    assert facts.request == Asked(
        api="uni.request",
        url="{{url}}/api/chat-process",
        method="POST",
        headers=[["Authorization", "Bearer {{token}}"]],
        data={"prompt": "{{prompt}}", "options": {}},
        timeout=None,
        more=[],
    )
    assert facts.variables == ("url", "token", "prompt")
    assert facts.registers == ("success", "fail", "onHeadersReceived", "onChunkReceived")
    assert facts.problem is None


def test_variables_are_filled_in() -> None:
    facts = inspect_handler(AS_PUBLISHED, variables={"url": "http://a", "prompt": "问", "token": "t"})
    assert facts.request is not None
    assert (facts.request["url"], facts.request["data"]) == (
        "http://a/api/chat-process",
        {"prompt": "问", "options": {}},
    )
    assert facts.variables == ()


def test_variables_are_there_while_it_runs() -> None:
    source = "onChunkReceived((r) => { this.a = prefix + r.data.byteLength })"
    (run,) = streamlab.emulate([b"abc"], handler=source, variables={"prefix": "p"})
    assert run.shown == "p3"


@pytest.mark.parametrize(
    ("source", "request_", "registers"),
    [
        ("const r = await fetch('/a', { method: 'post', body: '{}', headers: { A: 'b' } }); const x = r.body.getReader()",
         {"api": "fetch", "url": "/a", "method": "POST", "headers": [["A", "b"]], "data": "{}"}, ("getReader",)),
        ("fetchEventSource(url, { method: 'POST', onmessage () {} })",
         {"api": "fetchEventSource", "url": "{{url}}", "method": "POST"}, ("onmessage",)),
        ("new EventSource(`${base}/s`).onmessage = () => {}", {"api": "EventSource", "url": "{{base}}/s"}, ("onmessage",)),
    ],
)  # fmt: skip
def test_ways_to_ask(source: str, request_: dict[str, object], registers: tuple[str, ...]) -> None:
    facts = inspect_handler(source)
    assert facts.request is not None
    assert {**facts.request, **request_} == facts.request
    assert facts.registers == registers
    assert facts.problem is None


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        ("\nlet a = ;", "SyntaxError", 2),
        ("\n\nthrow new TypeError('no')", "TypeError", 3),
        ("while (true);", "InternalError", 1),
        ("function f () { f() }\nf()", "RangeError", 1),
        ("const a = []\nfor (;;) a.push(new Array(1e6).fill(1))", "InternalError", None),
    ],
)
def test_problems(source: str, name: str, line: int | None) -> None:
    problem = inspect_handler(source).problem
    assert problem is not None
    assert problem.name == name
    assert line is None or problem.line == line
