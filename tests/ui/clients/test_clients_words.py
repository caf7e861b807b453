"""Names, digests and sentences: what a run says, checked against real clients over real cuts."""

from __future__ import annotations

import pytest

from streamlab.api import analyze
from streamlab.clients import CLIENTS, COLUMNS, CUTS, Reading, Run, smallest
from streamlab.clients.base import OutputKind
from streamlab.ui.clients import sentences
from streamlab.ui.clients.digest import Digest, Stretch, cut, digest
from streamlab.words.clients import client_name, cut_name, families

EVENT = 'data: {"t":"你好"}\n\n'.encode()
SSE = {"content-type": "text/event-stream"}
AT = EVENT.index("你".encode())


def run_of(client: str, content: bytes, borders: tuple[int, ...], headers: dict[str, str] | None = None) -> Run:
    reading = Reading(analyze([content], headers=headers or {}))
    return Run(client, CLIENTS[client], "at", borders, reading)


def digested(client: str, content: bytes, borders: tuple[int, ...], headers: dict[str, str] | None = None) -> Digest:
    return digest(run_of(client, content, borders, headers))


def test_every_client_and_cut_has_a_name() -> None:
    for client in CLIENTS:
        name = client_name(client)
        assert name.title != client or client in ("text-encoding-shim", "httpx-sse", "sseclient-py",
                                                  "eventsource-parser", "fetch-event-source"), client  # fmt: skip
        assert name.about.endswith("."), client
    members = [client for _family, group in families(tuple(CLIENTS)) for client in group]
    assert sorted(members) == sorted(CLIENTS), "in one family each"
    examples = {"fixed:N": "fixed:16", "random:SEED": "random:4", "at:A,B": "at:3,9"}
    forms = [examples.get(form, form.partition("|")[0] if ":" in form else form) for form in CUTS]
    for cuts in (*COLUMNS, *forms):
        name = cut_name(cuts)
        assert name.title
        assert name.title != cuts
        assert name.about.endswith("."), cuts


def test_own_handlers_come_first_and_unknown_clients_last() -> None:
    found = families(("reference", "new-one"), ("Mine",))
    assert [members for _title, members in found] == [("Mine",), ("reference",), ("new-one",)]


def test_a_replaced_character() -> None:
    run = digested("node-buffer", EVENT, (AT + 1,))
    assert run.difference is not None
    assert run.difference.expected[1:2] == (Stretch("你", same=False),)
    assert run.difference.given[1:2] == (Stretch("\ufffd\ufffd\ufffd", same=False),)
    assert run.difference.byte == AT
    assert run.difference.begins
    assert run.difference.expected_ends
    assert sentences.what_happened(run) == (
        "Node chunk.toString() shows “���好” where the reply says “你好”: 1 character replaced."
    )
    assert run.outputs_of(0) == [EVENT[: AT + 1].decode("utf-8", "replace")]
    assert run.span(1) == (AT + 1, len(EVENT))
    assert run.chunk_at(AT + 1) == 1


def test_a_long_tail_is_not_compared_beyond_what_both_show() -> None:
    content = ("你好" + "世界" * 100).encode()
    run = digested("node-buffer", content, (1,))
    assert run.difference is not None
    assert [part.same for part in run.difference.given] == [True, False, True]
    assert not run.difference.expected_ends


@pytest.mark.parametrize(
    ("client", "content", "borders", "sentence"),
    [
        ("mini-program-last-line", '{"text":"你好"}\n'.encode(), (9,),
         "Mini-program snippet shows nothing where the reply says “你好”: 2 characters lost."),
        ("textdecoder-recreated", "你好".encode(), (4,),
         "TextDecoder made anew shows “你��” where the reply says “你好”: 1 character replaced."),
        ("decodeuri-escape", "ab你".encode(), (3,),
         "decodeURI(escape) trick shows nothing where the reply says “ab你”: 3 characters lost."),
        ("requests-iter-lines", b"a\r\nb\r\n", (2,),
         "requests iter_lines shows “↵b” where the reply says “b”."),
        ("reference", EVENT, (AT + 1,), "Correct reader gives exactly what a correct reader gives."),
    ],
)  # fmt: skip
def test_the_sentence_of_a_run(client: str, content: bytes, borders: tuple[int, ...], sentence: str) -> None:
    assert sentences.what_happened(digested(client, content, borders)) == sentence


def test_a_client_that_only_throws() -> None:
    run = digested("openai-python", b'data: {"a":1}\n\ndata: {"error":{"message":"no"}}\n\n', (), SSE)
    assert not run.ok
    assert run.ends_at_error
    lines = sentences.error_lines(run, 4)
    assert lines[0] == "chunk 0 · APIError: no"
    assert lines[-1] == "It reads no further."


def test_many_errors_are_counted() -> None:
    run = digested("decodeuri-escape", "你".encode() * 9, tuple(range(1, 27)))
    lines = sentences.error_lines(run, 4)
    assert len(lines) == 5
    assert lines[-1] == f"and {len(run.errors) - 4} more"
    assert run.errors_of(3) == [error for error in run.errors if error.chunk == 3]


def test_the_numbers() -> None:
    run = digested("mini-program-last-line", b'{"text":"a"}\n{"text":"ab"}\n', (3, 20))
    texts = [text for text, _bad in sentences.numbers(run)]
    assert texts[2] == f"longest freeze {run.freeze} of 3 chunks"
    assert texts[3] == f"{run.swallowed} swallowed errors"
    assert run.kind is OutputKind.REPLY
    assert [line.chunk for line in run.console] == [line.chunk for chunk in range(3) for line in run.console_of(chunk)]


@pytest.mark.parametrize(
    ("client", "content", "borders", "inside", "words"),
    [
        ("node-buffer", EVENT, (3, AT + 2, AT + 6), "你", "one border at byte 14, inside 你."),
        ("requests-iter-lines", b"a\r\nb\r\n", (2,), "\r\n", "one border at byte 2, between CR and LF."),
        ("mini-program-last-line", b'{"text":"ab"}\n', (4, 11), "", "between two characters."),
    ],
)
def test_the_smallest_cut(client: str, content: bytes, borders: tuple[int, ...], inside: str, words: str) -> None:
    run = run_of(client, content, borders)
    least = cut(smallest(run), digest(run).difference)
    assert len(least.borders) == 1
    assert least.inside == inside
    if inside:
        assert least.inside_span is not None
        start, end = least.inside_span
        assert content[start:end].decode() == inside
        assert start < least.shown < end
    assert least.window[0] <= least.shown < least.window[1]
    assert sentences.smallest_cut(least).endswith(words)


def test_no_border_is_to_blame() -> None:
    run = run_of("latin1", EVENT, (4,))
    least = cut(smallest(run), digest(run).difference)
    assert least.borders == ()
    assert least.shown == AT
    assert sentences.smallest_cut(least) == "It fails in one piece, too: no border is to blame."
    assert sentences.smallest_cut(None).startswith("Looking for")


def test_an_event_that_differs_where_the_reply_does_not() -> None:
    run = digested("httpx-sse", b": ping\n\nid: 1\ndata: a\n\n: ping\n\ndata: b\n\n", (), SSE)
    assert run.difference is not None
    assert not run.difference.whole
    assert sentences.what_happened(run).startswith("httpx-sse gives “")
