"""Server-sent events against undici, eventsource-parser and httpx-sse, each with what it is known to read otherwise left out.

Ours is what a conforming reader delivers (`dispatched`), with the reconnection time. Where a parser differs, the standard (WHATWG
HTML §9.2.6) is quoted in the function that leaves the difference out, and a test shows the difference itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import httpx
import httpx_sse
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import streamlab
from tests.decode.test_sse import WPT
from tests.differential.oracle import Node
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort

Event = tuple[str, str, str]  # event, data, id
Cuttings = list[tuple[list[bytes], "Said"]]
BOM = b"\xef\xbb\xbf"
HEADERS = {"Content-Type": "text/event-stream"}


class Said(NamedTuple):
    """What a reader delivers of a stream."""

    events: list[Event]
    comments: list[str]
    retry: int | None


def ours(pieces: list[bytes]) -> Said:
    found = streamlab.analyze(pieces, headers=HEADERS, framing="sse").to_dict()
    events = [(event["event"], event["data"], event["id"]) for event in found["events"] if event["dispatched"]]
    size = sum(map(len, pieces))
    comments = [
        comment["text"] for comment in found["comments"] if comment["end"] < size
    ]  # an unfinished one is shown as well
    return Said(events, comments, found["reconnection_time"])


def lines(data: bytes) -> list[bytes]:
    """The lines, found without any parser."""
    return re.split(rb"\r\n|\r|\n", data.removeprefix(BOM))


def blocks(data: bytes) -> Iterator[list[bytes]]:
    """The lines of each block."""
    block: list[bytes] = []
    for line in [*lines(data), b""]:
        if line:
            block.append(line)
        else:
            yield block
            block = []


# -- undici ------------------------------------------------------------------------------------------------------------


def undici_keeps_a_name(data: bytes) -> bool:
    """`event:` without a value: "set the event type buffer to field value" empties the name; undici keeps the one before."""
    for block in blocks(data):
        names = [
            bool(line.partition(b":")[2].removeprefix(b" "))
            for line in block
            if re.fullmatch(rb"event(:.*)?", line, re.DOTALL)
        ]
        if False in names[names.index(True) :] if True in names else False:
            return True
    return False


def check_undici(node: Node, cuttings: Cuttings) -> None:
    """It sets the reconnection time when the block ends, the standard when the field is read: so the last block is ended."""
    for (cut, said), theirs in zip(cuttings, node.ask("undici", [cut for cut, _said in cuttings]), strict=True):
        assert [list(event) for event in said.events] == theirs["events"]
        assert said.retry == theirs["retry"] or not cut[-1].endswith(b"\n\n")


def test_undici_keeps_the_name_of_an_emptied_event(packages: Node) -> None:
    data = b"event: a\nevent:\ndata: x\n\n"
    assert ours([data]).events == [("message", "x", "")]
    assert packages.ask("undici", [[data]])[0]["events"] == [["a", "x", ""]]


def test_undici_waits_with_the_reconnection_time(packages: Node) -> None:
    assert ours([b"retry: 5\n"]).retry == 5
    assert packages.ask("undici", [[b"retry: 5\n"]])[0]["retry"] is None


# -- eventsource-parser ------------------------------------------------------------------------------------------------


def check_eventsource_parser(node: Node, cuttings: Cuttings) -> None:
    """It gives an event the id of its own block only, leaving the last one to the caller, and takes a blank off comments.

    A line whose CR ended a piece is kept back until another line end comes: streams that go on without one are not compared.
    """
    cuttings = [one for one in cuttings if not re.search(rb"\r[^\r\n]+\Z", b"".join(one[0]))]
    answers = node.ask("eventsource-parser", [cut for cut, _said in cuttings])
    for (_cut, said), theirs in zip(cuttings, answers, strict=True):
        assert [event[:2] for event in said.events] == [(name, data) for name, data, _id in theirs["events"]]
        for event, (_name, _data, own) in zip(said.events, theirs["events"], strict=True):
            assert own in (None, event[2])
        assert [comment.removeprefix(" ") for comment in said.comments] == theirs["comments"]
        assert said.retry == theirs["retry"]


# -- httpx-sse ---------------------------------------------------------------------------------------------------------


class Pieces(httpx.SyncByteStream):
    """A body as it arrives."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)


def by_httpx_sse(pieces: list[bytes]) -> list[httpx_sse.ServerSentEvent]:
    response = httpx.Response(200, headers=HEADERS, stream=Pieces(pieces))
    return list(httpx_sse.EventSource(response).iter_sse())


def httpx_sse_takes_it_for_a_number(data: bytes) -> bool:
    """`retry: +5`, `1_000`, Arabic digits: "if the field value consists of only ASCII digits"; httpx-sse asks int()."""
    values = (line.partition(b":")[2].removeprefix(b" ") for line in lines(data) if line.startswith(b"retry:"))
    for value in values:
        try:
            int(value.decode("utf-8", "replace"))
        except ValueError:
            continue
        if not value.isdigit():
            return True
    return False


def check_httpx_sse(cuttings: Cuttings) -> None:
    """Events without data are left out on both sides: httpx-sse dispatches blocks that have none ("if the data buffer is an empty
    string, … return"), and even blank lines once it saw an id, and gives them the same empty data as `data:`.
    It reports the reconnection time with an event, so the last block is ended.
    """
    for cut, said in cuttings:
        theirs = by_httpx_sse(cut)
        assert with_data(said.events) == with_data((event.event, event.data, event.id) for event in theirs)
        retry = next((event.retry for event in reversed(theirs) if event.retry is not None), None)
        assert said.retry == retry or not cut[-1].endswith(b"\n\n")


def with_data(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event[1]]


@pytest.mark.parametrize(
    ("data", "theirs", "conforming"),
    [
        (BOM + b"data: a\n\ndata: b\n\n", ["b"], ["a", "b"]),
        (b"id: 5\n\n", [""], []),
        (b"id: 5\ndata: a\n\n\n: ping\n\n", ["a", "", ""], ["a"]),
        (b"event: ping\n\n", [""], []),
        (b"retry: 5\n\n", [""], []),
    ],
)
def test_httpx_sse_differs(data: bytes, theirs: list[str], conforming: list[str]) -> None:
    assert [event.data for event in by_httpx_sse([data])] == theirs
    assert [event[1] for event in ours([data]).events] == conforming


@pytest.mark.parametrize("value", ["+5", "1_000", "٣", " 5"])
def test_httpx_sse_takes_numbers_that_are_none(value: str) -> None:
    data = f"retry: {value}\ndata: x\n\n".encode()
    assert by_httpx_sse([data])[0].retry is not None
    assert ours([data]).retry is None


# -- all three ---------------------------------------------------------------------------------------------------------


def check(node: Node, data: bytes, seed: int) -> None:
    pieces = [[data], cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]]
    pieces.append([*pieces[seed % 3], b"\n\n"])
    cuttings = [(cut, ours(cut)) for cut in pieces if cut]
    check_eventsource_parser(node, cuttings)
    if not undici_keeps_a_name(data):
        check_undici(node, cuttings)
    if not data.startswith(BOM) and not httpx_sse_takes_it_for_a_number(data):
        check_httpx_sse(cuttings)


# What the standard's own examples and the web platform tests do not hold.
MORE = {
    "line ends of all kinds": b"data: a\rdata: b\r\ndata: c\ndata: d\r\r\ndata: e\r\n\r\ndata: f\n\r\ndata: g\n\ndata: h\r\r",
    "blank lines first": b"\n\r\n\rdata: a\n\n",
    "other line ends": "data: a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\n\n".encode(),
    "cut characters": "data: 你好\nid: 😀\nevent: é\n\n".encode(),
    "ill-formed": b"data: \xe4\xbd\ndata: \xff\xf0\x9f\nevent: \xc0\xaf\nid: \x80\n: \xed\xa0\x80\n\n",
    "mark inside": b"data: \xef\xbb\xbf\n\xef\xbb\xbfdata: x\ndata: y\n\n",
    "mark cut": b"\xef\xbb",
    "no mark": b"\xef\xbbdata: x\n\ndata: y\n\n",
    "ids": b"id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid\ndata: d\n\nid: 3\0\ndata: e\n\nid: 4",
    "case and blanks": b"Data: x\n data: y\ndata : z\ndata\t: t\ndata: ok\n\n",
    "colons": b"data:: a\ndata:::\n:\n::\n: :\ndata\n\n",
    "retries": b"retry: 1\nretry\nretry: \nretry: -1\nretry: 1.5\nretry: 0x5\nretry: 5 \ndata: x\n\nretry: 2\n",
    "unfinished": b"data: a\n\ndata: b\ndata: c",
}


@pytest.mark.parametrize("name", [*WPT, *MORE])
def test_known_streams(packages: Node, name: str) -> None:
    data = WPT[name][0] if name in WPT else MORE[name]
    for seed in range(4):
        check(packages, data, seed)


@pytest.mark.parametrize("name", WPT)
def test_the_web_platform_tests_are_rebuilt_well(packages: Node, name: str) -> None:
    data, expected = WPT[name]
    for parser in ("undici", "eventsource-parser"):
        assert [event[1] for event in packages.ask(parser, [[data]])[0]["events"]] == expected


FIELDS = st.sampled_from(
    [
        b"data",
        b"data",
        b"data",
        b"event",
        b"id",
        b"retry",
        b"",
        b"unknown",
        b"Data",
        b" data",
        b"data ",
        b"\0",
        BOM,
        b"{",
    ]
)
VALUES = st.sampled_from(
    [
        "",
        " ",
        "x",
        "  x",
        " 你",
        "😀",
        ":",
        "a:b",
        "1500",
        " 007",
        "5 ",
        "+5",
        "1_0",
        "٣",
        "\0",
        "\ufeff",
        "\u2028",
        "\x85",
        "\t",
    ]
).map(str.encode) | st.binary(max_size=3)
ENDS = st.sampled_from([b"\n", b"\n", b"\r\n", b"\r", b"\n\n", b"\r\r", b"\r\n\r\n", b"\n\r\n", b""])
LINES: Any = st.tuples(FIELDS, st.sampled_from([b":", b":", b": ", b""]), VALUES, ENDS).map(b"".join)


@effort(200)
@given(st.booleans(), st.lists(LINES, max_size=10).map(b"".join), st.integers(0, 1 << 16))
def test_streams(packages: Node, marked: bool, body: bytes, seed: int) -> None:
    data = BOM * marked + body
    assume(b"retry" not in data or not re.search(rb"\d{15}", data))  # JavaScript rounds
    check(packages, data, seed)


@effort(100)
@given(
    st.lists(
        st.sampled_from([b"data", b":", b" ", b"\r", b"\n", b"id", b"x", BOM, b"\xef", b"\xe4\xbd", b"\xa0"]),
        max_size=14,
    ),
    st.integers(0, 99),
)
def test_crumbs(packages: Node, crumbs: list[bytes], seed: int) -> None:
    random.Random(seed).shuffle(crumbs)
    check(packages, b"".join(crumbs), seed)


def test_a_chosen_encoding_holds_for_the_whole_event() -> None:
    found = streamlab.analyze(
        ["event: 你\nid: 好\n: 注\ndata: 界\n\n".encode("gbk")], encoding="gbk", framing="sse"
    ).to_dict()
    event = found["events"][0]
    assert (event["event"], event["id"], event["data"]) == ("你", "好", "界")
    assert found["comments"][0]["text"] == " 注"
