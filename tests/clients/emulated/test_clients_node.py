"""The JavaScript emulations against the libraries themselves, in one Node process."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from typing import Any

import pytest

from streamlab.clients import CLIENTS, Response
from streamlab.clients.base import Thrown
from streamlab.clients.emulated import v8_json
from streamlab.clients.emulated.decoders import MOST_ARGUMENTS
from streamlab.clients.run import play
from tests.clients import real_node
from tests.clients.emulated.test_clients_python import SOUP
from tests.clients.streams import EVENT_STREAM, STREAMS, cuttings

pytestmark = pytest.mark.skipif(bool(real_node.MISSING), reason=real_node.MISSING)

_CLIENTS = (
    "mini-program-last-line",
    "textdecoder-per-chunk",
    "textdecoder-recreated",
    "textdecoder-stream",
    "node-buffer",
    "npm-buffer",
    "node-stringdecoder",
    "decodeuri-escape",
    "text-encoding-shim",
    "latin1",
    "eventsource-parser",
    "fetch-event-source",
    "undici-eventsource",
    "openai-node",
)
_TEXTS = (
    '', '\n', '{', '{"a":1}{', '\n{"t":"a', '"abc', '{"a"', '{"a":', '{"a":1', '{"a" 1}',
    '[1 2]', '[1', '[1,', '{"a":1,', '{"a":1,}', '[1,]', 'nul', 'nu1', 'nu"', 'null', '5',
    '5 5', '-', '-x', '1e', '1e+', '1.', '01', '-01', '"\x01"', '"\\x"', '"\\', '"\\u12',
    '"\\u12G4"', '"\\ud83d"', '\ufeff{}', 'data: {"a":1}', '[DONE]', ': OPENROUTER PROCESSING',
    '<!DOCTYPE html><html><body>', '{"a":1} x', '{"a":tru', '{"a":truX}', '{"a":"b"\n"c"}',
    '{a:1}', "{'a':1}", '{"text":"你�","b":1}}x}', 'true false', '"a\nb"', '[1}', '{"a":1]',
    '{"a":NaN}', '{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":xyzxyzxyzxyzxyzxyzxyzxyz}', 'NaN',
    'undefined', 'Infinity', '[object Object]', '😀', '😀😀😀😀😀😀😀😀😀😀😀😀', '[😀😀😀😀😀😀😀😀😀😀😀😀"',
    '["😀😀😀😀😀😀😀😀😀😀😀😀",x]', '["😀" "', "[" * 300 + "]" * 300, '111111111111111111111111111111',
    '[]', '{}', '[[]', '{"a":{}', '+1', '.5', '[-]', '[1.e]', '\xa0{}', '{"a":1,"a":2}',
    'tru\u2028', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '{"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkk',
)  # fmt: skip


def _runs() -> list[tuple[str, list[bytes]]]:
    runs = []
    for client in _CLIENTS:
        for name, data in STREAMS.items():
            runs += [(client, chunks) for chunks in cuttings(data, seed=len(name))]
    return runs


def _comparable(client: str, output: Any) -> Any:
    if client == "openai-node" and output is not None:
        value = json.loads(output)
        envelope = isinstance(value, dict) and set(value) == {"data", "event"}  # of an event of the Assistants
        return json.dumps(value["data"] if envelope else value, sort_keys=True)
    return output


def _emulated(client: str, chunks: list[bytes]) -> dict[str, Any]:
    played = play(CLIENTS[client](Response(EVENT_STREAM, 200, True)), chunks)
    outputs: list[Any] = list(played.outputs)
    if client == "mini-program-last-line":
        # The real one's values, and the errors that its catch sees.
        errors = [[line.chunk, *line.text.split(": ", 1)] for line in played.console]
        return {"outputs": [[state.chunk, state.value] for state in played.states], "errors": errors}
    return {
        "outputs": [_comparable(client, output) for output in outputs],
        "errors": [[error.chunk, error.name, error.message] for error in played.errors],
    }


def _check(client: str, chunks: list[bytes], answer: dict[str, Any]) -> None:
    """Outputs and exceptions are the library's own."""
    if client != "mini-program-last-line":
        answer = answer | {"outputs": [_comparable(client, output) for _chunk, output in answer["outputs"]]}
    assert _emulated(client, chunks) == answer, (client, chunks)


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    """What the libraries do with every stream under every cut."""
    return real_node.ask([real_node.case(client, chunks, EVENT_STREAM) for client, chunks in _runs()])


def test_over_many_cuts(answers: list[dict[str, Any]]) -> None:
    for (client, chunks), answer in zip(_runs(), answers, strict=True):
        _check(client, chunks, answer)


def test_over_soup() -> None:
    chooser = random.Random(5)
    runs = []
    for _ in range(60):
        data = b"".join(chooser.choices(SOUP, k=chooser.randrange(20)))
        cut = sorted(chooser.randrange(len(data) + 1) for _ in range(chooser.randrange(9)))
        chunks = [data[a:b] for a, b in pairwise((0, *cut, len(data)))]
        runs += [(client, chunks) for client in _CLIENTS]
    cases = [real_node.case(client, chunks, EVENT_STREAM) for client, chunks in runs]
    for (client, chunks), answer in zip(runs, real_node.ask(cases), strict=True):
        _check(client, chunks, answer)


def test_every_output_comes_with_the_same_chunk(answers: list[dict[str, Any]]) -> None:
    for (client, chunks), answer in zip(_runs(), answers, strict=True):
        if client == "mini-program-last-line":
            continue
        played = play(CLIENTS[client](Response(EVENT_STREAM, 200, True)), chunks)
        assert played.updates == [chunk for chunk, output in answer["outputs"] if output], (client, chunks)


def test_fetch_event_source_looks_at_the_content_type() -> None:
    heads = (
        (("Content-Type", "application/json"),),
        (("X", "1"),),
        (("content-type", "text/event-stream; charset=x"),),
    )
    answers = real_node.ask([real_node.case("fetch-event-source", [b"data: 1\n\n"], head) for head in heads])
    for head, answer in zip(heads, answers, strict=True):
        played = play(CLIENTS["fetch-event-source"](Response(head, 200, True)), [b"data: 1\n\n"])
        assert [[error.chunk, error.name, error.message] for error in played.errors] == answer["errors"]
        assert played.outputs == [text for _chunk, text in answer["outputs"]]


def test_after_every_two_bytes_as_much_is_held_back() -> None:
    seconds = (b"", b"\x7f", b"\x80", b"\x8f", b"\x90", b"\x9f", b"\xa0", b"\xbf", b"\xc0")
    starts = [bytes([lead]) + second for lead in range(0xC0, 0xF8) for second in seconds]
    clients = ("textdecoder-stream", "textdecoder-recreated", "node-stringdecoder", "npm-buffer")
    runs = [(client, [b"a" + start, b"", b"\xbf", b"b"]) for client in clients for start in starts]
    for (client, chunks), answer in zip(runs, real_node.ask([real_node.case(*run) for run in runs]), strict=True):
        played = play(CLIENTS[client](Response()), chunks)
        assert played.outputs == [text for _chunk, text in answer["outputs"]], (client, chunks)


def test_only_a_chunk_that_fits_the_stack_becomes_arguments() -> None:
    """The limit is about so much: it depends on how deep the stack is."""
    sizes = (MOST_ARGUMENTS - 2_000, MOST_ARGUMENTS + 500, 400_000)
    clients = ("decodeuri-escape", "text-encoding-shim", "npm-buffer", "latin1", "node-buffer")
    runs = [(client, [b"x" * size, b"y"]) for client in clients for size in sizes]
    for (client, chunks), answer in zip(runs, real_node.ask([real_node.case(*run) for run in runs]), strict=True):
        answer["outputs"] = [output for _chunk, output in answer["outputs"]]
        assert _emulated(client, chunks) == answer, (client, len(chunks[0]))


def _said(text: str) -> str | None:
    """What our JSON.parse throws."""
    try:
        v8_json.json_parse(text)
    except Thrown as error:
        return str(error)
    return None


def test_json_parse_says_what_v8_says() -> None:
    chooser = random.Random(3)
    whole = '{"text":"你好😀\\n","n":[-1.5e+3,true,null,{"a":""}]}'
    texts = [*_TEXTS, *(whole[:at] for at in range(len(whole))), *(whole[at:] for at in range(len(whole)))]
    for _ in range(1500):
        characters = list(whole)
        for _ in range(chooser.randint(1, 3)):
            characters[chooser.randrange(len(whole))] = chooser.choice('{}[]",:\\0u1-.e tnf\n😀x')
        texts.append("".join(characters))
    for text, answer in zip(texts, real_node.ask([{"client": "json", "text": text} for text in texts]), strict=True):
        assert _said(text) == answer.get("message"), text
