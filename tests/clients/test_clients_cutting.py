"""How content is cut."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.analysis import analyze_messages
from streamlab.clients import CLIENTS, Reading, runs
from streamlab.clients.cutting import cuttings, pieces
from streamlab.cuts import inside_characters
from streamlab.decode.http1 import Http1Reader
from streamlab.errors import UsageError
from streamlab.model import Chunk, End, EndReason, Head, Message, Read

_TEXT = "a你\r\n😀b".encode()


@pytest.mark.parametrize(
    ("cuts", "borders"),
    [
        ("recorded", (3, 3)),
        ("merged", ()),
        ("bytes", tuple(range(1, len(_TEXT)))),
        ("inside-characters", (2, 3, 7, 8, 9)),
        ("inside-crlf", (5,)),
        ("reads", (3, 3)),
        ("wechat:1024", ()),
        ("fixed:4", (4, 8)),
        ("fixed:99", ()),
        ("at:2,5,99", (2, 5)),
    ],
)
def test_borders(cuts: str, borders: tuple[int, ...]) -> None:
    assert [tuple(found) for found in cuttings(cuts, _TEXT, (3, 3))] == [borders]


def test_every_is_one_run_per_border() -> None:
    assert list(cuttings("every", _TEXT, ())) == [(at,) for at in range(1, len(_TEXT))]


def test_a_seed_is_repeatable_and_seeds_differ() -> None:
    data = bytes(5000)
    first, again, other = (next(cuttings(name, data, ())) for name in ("random:1", "random:1", "random:2"))
    assert first == again != other
    assert list(first) == sorted(set(first))


@pytest.mark.parametrize(
    "cuts",
    [
        "",
        "fixed",
        "fixed:0",
        "fixed:x",
        "random",
        "random:x",
        "at:",
        "at:3,2",
        "BYTES",
        "every:1",
        "wechat:1000",
        "wechat",
    ],
)
def test_what_is_no_cut(cuts: str) -> None:
    with pytest.raises(UsageError):
        cuttings(cuts, _TEXT, ())


def test_as_wechat_might() -> None:
    for size in (1024, 1380, 1460, 4096):
        found = cuttings(f"wechat:{size}", bytes(9000), ())
        assert [tuple(cutting) for cutting in found] == [tuple(range(size, 9000, size))]


def _recorded(head: Head, *messages: Message) -> Reading:
    return Reading(analyze_messages((head, *messages, End(9, EndReason.COMPLETE))))


def test_reads_join_the_chunks_that_came_in_one_of_them() -> None:
    reader = Http1Reader()
    wire = [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n2\r\nbc\r\n3",
        b"\r\n",
        b"d",
        b"ef\r\n0\r\n\r\n",
    ]
    messages = [message for t_ns, read in enumerate(wire) for message in reader.feed(read, t_ns)]
    reading = Reading(analyze_messages((*messages, End(9, EndReason.COMPLETE))))
    assert reading.recorded == (1, 3, 4)
    assert reading.reads == [3, 4]
    (run,) = runs("latin1", CLIENTS["latin1"], "reads", reading)
    assert (list(run.borders), run.outputs) == ([3, 4], ["abc", "d", "ef"])


def test_reads_under_a_content_coding_end_where_the_decoded_content_does() -> None:
    packed = gzip.compress("你好".encode(), mtime=0)
    head = Head(0, "HTTP/1.1", 200, "OK", (("Content-Encoding", "gzip"),))
    parts = packed[:10], packed[10:-9], packed[-9:]
    reading = _recorded(head, *(item for part in parts for item in (Read(1, 0), Chunk(1, part))))
    assert reading.content == "你好".encode()
    assert reading.reads == [at for at in reading.recorded if 0 < at < 6]


def test_without_reads_they_are_as_recorded() -> None:
    reading = _recorded(Head(0, "HTTP/1.1", 200, "OK", ()), Chunk(1, b"a"), Chunk(1, b""), Chunk(1, b"b"))
    assert reading.reads is None
    (run,) = runs("latin1", CLIENTS["latin1"], "reads", reading)
    assert (run.cuts, run.borders) == ("reads", (1, 1))


def test_only_whole_characters_have_an_inside() -> None:
    assert list(inside_characters(b"\xe4\xbd \xed\xa0\x80 \xc3\xa9")) == [8]
    assert list(inside_characters("你好".encode("gbk"), "gb18030")) == [1, 3]
    assert list(inside_characters(b"a\xa1\x45\x88\x62\xa1\xff\x81", "big5")) == [2, 4]


@pytest.mark.parametrize("client", ["reference", "latin1", "node-buffer", "requests-iter-lines"])
def test_codes_that_python_has_no_other_way_round(client: str) -> None:
    content = b"data: \xa1\x45\x88\x62\xff\xa7\x41\n\n"
    messages: list[Message] = [Head(0, "HTTP/1.1", 200, "", ()), Chunk(0, content), End(1, EndReason.COMPLETE)]
    analysis = analyze_messages(messages, encoding="big5", framing="text")
    for cuts in ("recorded", "inside-characters"):
        for run in runs(client, CLIENTS[client], cuts, Reading(analysis)):
            found = run.to_dict()["first_difference"]
            assert found is None or 0 <= found["offset"] <= len(content)


@given(st.binary(max_size=60), st.sampled_from(["bytes", "merged", "inside-characters", "fixed:3", "random:5"]))
def test_pieces_are_the_content(content: bytes, cuts: str) -> None:
    for cutting in cuttings(cuts, content, ()):
        found = list(pieces(content, cutting))
        assert b"".join(found) == content
        assert len(found) == len(cutting) + 1
