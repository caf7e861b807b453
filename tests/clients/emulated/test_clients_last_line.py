"""The mini-program snippet, emulated and pasted: both show what the field guide says they show."""

from __future__ import annotations

import json

import pytest

import streamlab
from streamlab.clients import Run
from streamlab.resources import asset

AS_PUBLISHED = asset("clients", "examples", "mini-program.js").read_text("utf-8")
MENDED = AS_PUBLISHED.replace("new Uint8Array(uint8Array)", "new Uint8Array(res.data)")

REPLY = "".join(chr(0x4E00 + 37 * at) for at in range(60))
WRITES = [
    f"{chr(10) * (size > 1)}{json.dumps({'text': REPLY[:size]}, ensure_ascii=False)}".encode() for size in range(1, 61)
]


def both(chunks: list[bytes], cuts: str = "recorded") -> Run:
    """The run of the emulation, once the pasted snippet has shown the same."""
    (emulated,) = streamlab.emulate(chunks, cuts=cuts)
    (pasted,) = streamlab.emulate(chunks, cuts=cuts, handler=MENDED)
    assert pasted.states == emulated.states
    assert pasted.shown == emulated.shown
    assert pasted.swallowed_errors == emulated.swallowed_errors
    assert pasted.matches_reference == emulated.matches_reference
    assert pasted.longest_freeze_chunks == emulated.longest_freeze_chunks
    assert not pasted.errors
    logged = [line.text for line in pasted.console if "Error" in line.text]
    assert logged == [line.text for line in emulated.console]
    return emulated


def test_an_older_way_to_make_a_buffer_is_the_same() -> None:
    older = MENDED.replace("Buffer.from(", "new Buffer(")
    assert older != MENDED
    (pasted,) = streamlab.emulate(WRITES, handler=older)
    assert pasted.shown == REPLY


def test_one_write_is_one_chunk() -> None:
    run = both(WRITES)
    assert len(run.states) == len(WRITES)
    assert (run.shown, run.matches_reference, run.swallowed_errors, run.longest_freeze_chunks) == (REPLY, True, 0, 0)


@pytest.mark.parametrize("size", [2, 3, 7])
def test_whole_writes_merged(size: int) -> None:
    run = both([b"".join(WRITES[at : at + size]) for at in range(0, len(WRITES), size)])
    assert len(run.states) == -(-len(WRITES) // size)
    assert run.matches_reference


def test_a_cut_line_takes_the_whole_line_beside_it_along() -> None:
    a, b, c = WRITES[0], WRITES[1], WRITES[2]
    run = both([a + b[:12], b[12:], c])
    assert [(state.chunk, state.value) for state in run.states] == [(2, REPLY[:3])]
    assert (run.swallowed_errors, run.longest_freeze_chunks) == (2, 2)


def test_the_last_line_cut_in_two_is_lost_for_ever() -> None:
    data = b"".join(WRITES[:3])
    last = len(WRITES[0]) + len(WRITES[1]) + 1
    runs = streamlab.emulate([data], cuts="every")
    assert all(run.shown == "" for run in runs if last < run.borders[0] < len(data))
    assert all(run.lost_characters == 3 for run in runs if last < run.borders[0] < len(data))
    assert all(run.matches_reference for run in runs if run.borders[0] < last)


def test_it_freezes_but_never_garbles() -> None:
    for run in streamlab.emulate([b"".join(WRITES[:3])], cuts="every"):
        assert "\ufffd" not in run.shown
        assert not run.errors


def test_small_reads_of_a_merged_stream_show_nothing() -> None:
    run = both([b"".join(WRITES)], cuts="fixed:60")
    assert (run.states, run.shown) == ([], "")
    assert run.swallowed_errors == run.longest_freeze_chunks


def test_a_line_longer_than_the_delivery_unit_freezes_it_there() -> None:
    chunks = [write[at : at + 100] for write in WRITES for at in range(0, len(write), 100)]
    run = both(chunks)
    assert run.shown == REPLY[: len(run.states)]
    assert 0 < len(run.states) < len(REPLY)
    assert run.lost_characters == len(REPLY) - len(run.states)


@pytest.mark.parametrize(
    ("chunks", "shown", "swallowed"),
    [
        ([b'{"text":"a"}', b"\n", b""], "a", 2),
        ([b'{"text":"a"}\n\n'], "", 1),
        ([b'data: {"text":"a"}\n\n'], "", 1),
        ([b'{"text":"a"}\n'], "a", 0),
        ([b'{"text":"a"}\r\n'], "a", 0),
        ([b'\n{"text":"a"}'], "a", 0),
        ([b'{"text":"a"}{"message":"x"}'], "", 1),
        ([b'{"text":"a"}', '\n{"status":"Fail","message":"超时"}'.encode()], "", 0),
        ([b'{"text":"a"}', b"5"], "", 0),
        ([b'{"text":"a"}', b"null"], "a", 0),
        ([b'\xef\xbb\xbf{"text":"a"}', b'\n{"text":"ab"}'], "ab", 1),
        ([b'{"text":"abc"}', b'\n{"text":"ab"}'], "ab", 0),
    ],
)
def test_oddities(chunks: list[bytes], shown: str, swallowed: int) -> None:
    run = both(chunks)
    assert (run.shown, run.swallowed_errors) == (shown, swallowed)


def test_what_was_undefined_is_said() -> None:
    assert both([b'{"text":"a"}', b'\n{"status":"Fail"}']).to_dict()["states"] == [
        {"chunk": 0, "name": "text", "value": "a"},
        {"chunk": 1, "name": "text", "value": None},
    ]


def test_as_published_it_fails_at_the_first_chunk() -> None:
    (run,) = streamlab.emulate(WRITES[:2], handler=AS_PUBLISHED)
    line = AS_PUBLISHED.split("\n").index("  const uint8Array = new Uint8Array(uint8Array)") + 1
    message = "Cannot access 'uint8Array' before initialization"
    assert run.to_dict()["errors"][0] == {"chunk": 0, "name": "ReferenceError", "message": message, "line": line}
    assert (len(run.errors), run.shown, run.states) == (2, "", [])


def test_a_slip_of_the_pen_is_said_even_where_the_handler_catches_it() -> None:
    source = "onChunkReceived((res) => {\n  try {\n    const a = new Uint8Array(a)\n  } catch {}\n})"
    (run,) = streamlab.emulate([b"x"], handler=source)
    assert [(error.name, error.line) for error in run.errors] == [("ReferenceError", 3)]
    assert run.swallowed_errors == 0
