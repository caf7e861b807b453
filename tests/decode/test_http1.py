"""The HTTP/1.1 framing reader: every case whole, byte at a time, cut in two everywhere and at random."""

from __future__ import annotations

from typing import NamedTuple

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.http1 import MAX_HEAD, MAX_INFORMATIONAL, MAX_SIZE_LINE, Http1Reader
from streamlab.model import Chunk, EndReason, Excess, Head, Headers, HttpChunk, Informational, Message, Read, Trailers
from tests.decode.splits import every_split


class Result(NamedTuple):
    """What a reader says, without what depends on the reads."""

    head: Head | None
    body: bytes
    http_chunks: list[HttpChunk]
    trailers: Headers
    done: bool
    fault: tuple[str, int] | None
    excess: bytes


def run(pieces: list[bytes], method: str = "GET", *, close: bool = True) -> tuple[Http1Reader, list[Message]]:
    reader = Http1Reader(method)
    messages = [message for piece in pieces for message in reader.feed(piece)]
    return reader, messages + (reader.finish() if close else [])


def result(reader: Http1Reader, messages: list[Message]) -> Result:
    bodies = [m.data for m in messages if isinstance(m, Chunk)]
    assert b"" not in bodies
    body = b"".join(bodies)
    assert reader.body == len(body)
    chunks = [m for m in messages if isinstance(m, HttpChunk)]
    assert [c.start for c in chunks] == [0, *(c.end for c in chunks)][: len(chunks)]
    trailers = [m.headers for m in messages if isinstance(m, Trailers)]
    fault = reader.fault and reader.fault[:2]
    assert fault is None or not reader.done
    return Result(reader.head, body, chunks, trailers[0] if trailers else (), reader.done, fault, reader.excess)


def parse(data: bytes, method: str = "GET", *, close: bool = True) -> Result:
    """The result, after checking that no way to cut `data` changes it."""
    first = None
    for pieces in every_split(data):
        reader, messages = run(pieces, method, close=close)
        found = result(reader, messages)
        first = first or found
        assert found == first, pieces
        reads = [m.end for m in messages if isinstance(m, Read)]
        assert reads == [sum(map(len, pieces[: i + 1])) for i in range(len(pieces))]
        assert [m for m in messages if isinstance(m, Head)] == ([reader.head] if reader.head else [])
    assert first is not None
    return first


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


# -- heads -------------------------------------------------------------------------------------------------------------


def test_head_keeps_case_order_and_duplicates() -> None:
    found = parse(
        b"HTTP/1.1 200 Fine, thanks\r\nB: 1\r\na:2\r\nB:\t3 \t\r\nEmpty:\r\nL: \xe9\r\nContent-Length: 0\r\n\r\n"
    )
    assert found.head == Head(
        0,
        "HTTP/1.1",
        200,
        "Fine, thanks",
        (("B", "1"), ("a", "2"), ("B", "3"), ("Empty", ""), ("L", "é"), ("Content-Length", "0")),
    )
    assert found.done


@pytest.mark.parametrize(
    ("line", "version", "status", "reason"),
    [
        (b"HTTP/1.1 200 OK", "HTTP/1.1", 200, "OK"),
        (b"HTTP/1.0 404 ", "HTTP/1.0", 404, ""),
        (b"HTTP/1.1 200", "HTTP/1.1", 200, ""),
        (b"HTTP/1.1 999 \xff\t!", "HTTP/1.1", 999, "ÿ\t!"),
    ],
)
def test_status_lines(line: bytes, version: str, status: int, reason: str) -> None:
    found = parse(line + b"\r\nContent-Length: 0\r\n\r\n")
    assert found.head is not None
    assert found.head[1:4] == (version, status, reason)
    assert found.done


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"HTTP/1.1 abc", None),
        (b"HTTP/1.1", None),
        (b"HTTP/1.1 20", None),
        (b"HTTP/1.1 2000 OK", None),
        (b"HTTP/1.1  200 OK", 200),
        (b"HTTP/1.1 200OK", 200),
        (b"HTTP/11 200 OK", 200),
        (b"HTTP/1.1 099 Low", 99),
        (b"HTTP/1.1 200 a\0b", 200),
        (b"HTTP/1.1 200 a\rb", 200),
    ],
)
def test_a_refused_status_line_still_shows_the_status(line: bytes, status: int | None) -> None:
    found = parse(line + b"\r\nA: b\r\n\r\nbody")
    assert found.fault == ("status-line", 0)
    assert (found.head and found.head.status) == status
    assert found.head is None or found.head.headers == (("A", "b"),)
    assert found.body == b""


@pytest.mark.parametrize(
    "data", [b"SSH-2.0-OpenSSH_9\r\n", b"\r\nHTTP/1.1 200 OK\r\n\r\n", b"\x15\x03\x01", b"HTTp/1.1 200\r\n"]
)
def test_what_is_not_http_is_refused_at_once(data: bytes) -> None:
    assert parse(data, close=False).fault == ("status-line", 0)


def test_a_lone_lf_ends_a_line_of_a_head() -> None:
    found = parse(b"HTTP/1.1 200 OK\nA: b\r\nContent-Length: 2\n\nhi")
    assert (found.body, found.done) == (b"hi", True)


def test_folds_are_joined_by_one_space() -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nA: b\r\n \t c\r\n\td \r\nE:\r\n f\r\nG: h\r\n \r\nContent-Length: 0\r\n\r\n")
    assert found.head is not None
    assert found.head.headers[:3] == (("A", "b c d"), ("E", "f"), ("G", "h"))
    assert found.done


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (b"No colon", ()),
        (b"Bad : x", (("Bad", "x"),)),
        (b"Bad name: x", (("Bad name", "x"),)),
        (b": x", (("", "x"),)),
        (b"A: b\0c", (("A", "b\0c"),)),
        (b"A: b\rc", (("A", "b\rc"),)),
        (b"A: b\x0bc", (("A", "b\x0bc"),)),
    ],
)
def test_a_refused_head_still_shows_all_its_headers(line: bytes, shown: Headers) -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nX: 1\r\n" + line + b"\r\nY: 2\r\nContent-Length: 4\r\n\r\nbody")
    assert found.fault == ("header", 23)
    assert found.head is not None
    assert found.head.headers == (("X", "1"), *shown, ("Y", "2"), ("Content-Length", "4"))
    assert found.body == b""


def test_a_blank_before_the_first_header_is_refused() -> None:
    assert parse(b"HTTP/1.1 200 OK\r\n A: b\r\n\r\n").fault == ("header", 17)


def test_informational_responses_come_with_the_head() -> None:
    found = parse(
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
    )
    assert found.head is not None
    assert found.head.status == 200
    assert found.head.informational == (
        Informational(100, "Continue", ()),
        Informational(103, "Early Hints", (("Link", "</a>"),)),
    )
    assert (found.body, found.done) == (b"x", True)


def test_endless_informational_responses_end() -> None:
    reader, _ = run([b"HTTP/1.1 102 Processing\r\n\r\n" * (MAX_INFORMATIONAL + 1)])
    assert reader.fault is not None
    assert reader.fault.kind == "informational"


def test_switching_protocols_is_a_final_response() -> None:
    found = parse(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x81\x01")
    assert found.head is not None
    assert (found.head.status, found.done, found.excess) == (101, True, b"\x81\x01")


@pytest.mark.parametrize("ended", [b"", b"\r\n\r\n"])
def test_an_endless_head_ends_and_is_shown(ended: bytes) -> None:
    data = b"HTTP/1.1 200 OK\r\nA: b\r\n" + b"C: d" + b"x" * MAX_HEAD + ended
    for pieces in ([data], [data[i : i + 1000] for i in range(0, len(data), 1000)]):
        reader, _ = run(pieces)
        assert reader.fault is not None
        assert reader.fault[:2] == ("head-too-long", MAX_HEAD)
        assert reader.head is not None
        assert reader.head.headers == (("A", "b"),)


# -- body length (§6.3) ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [b"5", b"005", b"5, 5", b"5\r\nContent-Length: 5"])
def test_content_length(length: bytes) -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nhelloEXTRA")
    assert (found.body, found.done, found.excess) == (b"hello", True, b"EXTRA")
    assert found.http_chunks == []


@pytest.mark.parametrize(
    "length",
    [b"", b"x", b"-1", b"+5", b"5 5", b"5,", b"5, 6", b"5\r\nContent-Length: 6", b"0x5", b"5.0", b"9" * 19, b"\xb2"],
)
def test_a_content_length_that_is_none_refuses_the_head(length: bytes) -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nhello")
    assert found.fault == ("content-length", 0)
    assert found.head is not None
    assert found.head.status == 200


def test_content_length_too_long_for_what_came() -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello")
    assert (found.body, found.done, found.fault) == (b"hello", False, ("body-cut", 43))


@pytest.mark.parametrize(
    ("method", "status"), [("HEAD", b"200"), ("head", b"200"), ("GET", b"204"), ("GET", b"304"), ("POST", b"204")]
)
def test_responses_without_a_body(method: str, status: bytes) -> None:
    for framing in (b"Content-Length: 5", b"Transfer-Encoding: chunked", b"A: b"):
        found = parse(b"HTTP/1.1 " + status + b" X\r\n" + framing + b"\r\n\r\nhello", method, close=False)
        assert (found.done, found.body, found.excess) == (True, b"", b"hello")


def test_until_close() -> None:
    data = b"HTTP/1.0 200 OK\r\n\r\nhello"
    assert parse(data).done
    found = parse(data, close=False)
    assert (found.done, found.body, found.fault) == (False, b"hello", None)


def test_transfer_encoding_wins_over_content_length() -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\ntransfer-ENCODING:  Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    assert (found.body, found.done) == (b"hello", True)


@pytest.mark.parametrize(
    "coding", [b"gzip, chunked", b"identity", b"chunked, chunked", b"", b"chunked\r\nTransfer-Encoding: gzip"]
)
def test_other_transfer_codings_refuse_the_head(coding: bytes) -> None:
    found = parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + b"\r\n\r\n0\r\n\r\n")
    assert found.fault == ("transfer-encoding", 0)
    assert found.head is not None


# -- chunked bodies (§7.1) ---------------------------------------------------------------------------------------------


def test_chunks_and_trailers() -> None:
    found = parse(CHUNKED + b"5\r\nhello\r\n00006 \r\n world\r\nA\r\n0123456789\r\n0\r\nT: v\r\nT: w\r\n\r\nEXTRA")
    assert found.body == b"hello world0123456789"
    assert found.http_chunks == [HttpChunk(0, 5, 5), HttpChunk(5, 11, 6), HttpChunk(11, 21, 10), HttpChunk(21, 21, 0)]
    assert found.trailers == (("T", "v"), ("T", "w"))
    assert (found.done, found.excess) == (True, b"EXTRA")


def test_empty_chunked_body() -> None:
    found = parse(CHUNKED + b"0\r\n\r\n")
    assert (found.body, found.http_chunks, found.done) == (b"", [HttpChunk(0, 0, 0)], True)


@pytest.mark.parametrize(
    ("text", "extensions"),
    [
        (b";a", (("a", None),)),
        (b";a=b;c", (("a", "b"), ("c", None))),
        (b" ; a = b ", (("a", "b"),)),
        (b';Q="x;y=\\"z"; n', (("Q", '"x;y=\\"z"'), ("n", None))),
        (b';a="open', (("a", '"open'),)),
        (b";a=", (("a", ""),)),
        (b";;a", (("a", None),)),
        (b";a=b=c", (("a", "b=c"),)),
        (b";\xe9", (("é", None),)),
    ],
)
def test_chunk_extensions_are_kept_as_sent(text: bytes, extensions: tuple[tuple[str, str | None], ...]) -> None:
    found = parse(CHUNKED + b"1" + text + b"\r\nx\r\n0\r\n\r\n")
    assert found.http_chunks[0] == HttpChunk(0, 1, 1, extensions)
    assert found.done


@pytest.mark.parametrize(
    "line",
    [b"\r\n", b"x\r\n", b"-1\r\n", b"0x1\r\n", b"1_0\r\n", b" 1\r\n", b"1\n", b"1 1\r\n", b"1,\r\n", b"1\r\r\n",
     b"1;a\0\r\n", b"1;a\rb\r\n", b"1;a\n", b"F" * 16 + b"\r\n", b"\xc2\xb9\r\n"],
)  # fmt: skip
def test_what_is_no_chunk_size_ends_the_body_after_the_good_bytes(line: bytes) -> None:
    found = parse(CHUNKED + b"5\r\nhello\r\n" + line + b"x\r\n0\r\n\r\n")
    assert found.fault == ("chunk-size", len(CHUNKED) + 10)
    assert found.body == b"hello"
    assert found.http_chunks == [HttpChunk(0, 5, 5)]


def test_an_endless_size_line_ends() -> None:
    for data in (b"1;" + b"a" * MAX_SIZE_LINE, b"1;" + b"a" * MAX_SIZE_LINE + b"\r\nx\r\n"):
        for size in (1000, 10**6):
            reader, _ = run([CHUNKED, *(data[i : i + size] for i in range(0, len(data), size))])
            assert reader.fault is not None
            assert reader.fault[:2] == ("chunk-line-too-long", len(CHUNKED) + MAX_SIZE_LINE)


@pytest.mark.parametrize("end", [b"X\r\n", b"\n", b"\rX", b"5\r\n"])
def test_data_longer_than_its_chunk_says(end: bytes) -> None:
    found = parse(CHUNKED + b"5\r\nhello" + end + b"0\r\n\r\n")
    assert found.fault == ("chunk-end", len(CHUNKED) + 8)
    assert (found.body, found.http_chunks) == (b"hello", [HttpChunk(0, 5, 5)])


@pytest.mark.parametrize(
    ("rest", "body", "chunks"),
    [
        (b"", b"", []),
        (b"5", b"", []),
        (b"5\r\n", b"", [HttpChunk(0, 0, 5)]),
        (b"5\r\nhe", b"he", [HttpChunk(0, 2, 5)]),
        (b"5\r\nhello", b"hello", [HttpChunk(0, 5, 5)]),
        (b"5\r\nhello\r", b"hello", [HttpChunk(0, 5, 5)]),
        (b"5\r\nhello\r\n", b"hello", [HttpChunk(0, 5, 5)]),
        (b"5\r\nhello\r\n0\r\n", b"hello", [HttpChunk(0, 5, 5), HttpChunk(5, 5, 0)]),
        (b"5\r\nhello\r\n0\r\nT: v\r\n", b"hello", [HttpChunk(0, 5, 5), HttpChunk(5, 5, 0)]),
    ],
)
def test_a_chunked_body_that_stops_early(rest: bytes, body: bytes, chunks: list[HttpChunk]) -> None:
    found = parse(CHUNKED + rest)
    assert (found.body, found.http_chunks) == (body, chunks)
    assert found.fault == ("body-cut", len(CHUNKED + rest))


@pytest.mark.parametrize("trailer", [b"no colon", b"A b: c", b"A: \0"])
def test_bad_trailers_cost_no_byte_of_the_body(trailer: bytes) -> None:
    found = parse(CHUNKED + b"5\r\nhello\r\n0\r\nT: v\r\n" + trailer + b"\r\n\r\n")
    assert found.fault == ("trailer", len(CHUNKED) + 19)
    assert found.body == b"hello"
    assert found.trailers[0] == ("T", "v")


# -- ends --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind", "shown"),
    [
        (b"", "no-response", None),
        (b"HTT", "head-cut", None),
        (b"HTTP/1.1 200 O", "head-cut", None),
        (b"HTTP/1.1 200 OK\r\n", "head-cut", ()),
        (b"HTTP/1.1 204 No\r\nA: b\r\nC: ", "head-cut", (("A", "b"),)),
        (b"HTTP/1.1 100 Continue\r\n\r\n", "no-response", None),
    ],
)
def test_a_head_that_stops_early_shows_its_complete_lines(data: bytes, kind: str, shown: Headers | None) -> None:
    found = parse(data) if data else result(*run([]))
    assert found.fault == (kind, len(data))
    assert (found.head and found.head.headers) == shown
    assert not found.done


def test_early_ends_are_incomplete_and_the_rest_protocol_errors() -> None:
    for data, reason in ((b"HTTP/1.1 ", EndReason.INCOMPLETE), (b"FTP", EndReason.PROTOCOL_ERROR)):
        reader, _ = run([data])
        assert reader.fault is not None
        assert reader.fault.reason is reason


def test_without_a_close_nothing_is_judged() -> None:
    reader, _ = run([CHUNKED + b"5\r\nhe"], close=False)
    assert reader.finish(closed=False) == [HttpChunk(0, 2, 5)]
    assert reader.fault is None
    assert not reader.done


def test_slices_are_cut_at_chunk_borders_and_reads_and_tagged_by_read() -> None:
    reader = Http1Reader()
    assert reader.feed(CHUNKED + b"3\r\nab", 10) == [
        Read(10, len(CHUNKED) + 5),
        Head(10, "HTTP/1.1", 200, "OK", (("Transfer-Encoding", "chunked"),)),
        Chunk(10, b"ab"),
    ]
    assert reader.feed(b"c\r\n1\r\nd\r\n", 20) == [
        Read(20, len(CHUNKED) + 14),
        Chunk(20, b"c"),
        HttpChunk(0, 3, 3),
        Chunk(20, b"d"),
        HttpChunk(3, 4, 1),
    ]


def test_excess_is_counted_and_its_start_kept() -> None:
    reader, _ = run([b"HTTP/1.1 204 No\r\n\r\n" + b"x" * 50, b"y" * 50])
    assert reader.excess_size == 100
    assert reader.excess == b"x" * 50 + b"y" * 14


def test_excess_is_told_with_its_place() -> None:
    head = b"HTTP/1.1 204 No\r\n\r\n"
    reader = Http1Reader()
    assert reader.feed(head + b"x" * 50, 7)[-1] == Excess(7, len(head), len(head) + 50, b"x" * 50)
    assert reader.feed(b"y" * 50, 9)[-1] == Excess(9, len(head) + 50, len(head) + 100, b"y" * 14)


def test_where_a_chunked_body_was_cut_is_said() -> None:
    for rest, words in ((b"5\r\nhel", "after 3 bytes"), (b"0\r\nT: v\r\n", "after the last chunk")):
        reader, _ = run([CHUNKED + rest])
        assert reader.fault is not None
        assert words in reader.fault.detail


# -- against garbage and against h11 -----------------------------------------------------------------------------------

_parts = st.sampled_from(
    [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 C\r\n\r\n", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"\r\n",
     b"\n", b"\r", b"3\r\nabc\r\n", b"5;a=b\r\n", b"0\r\n", b"A: b\r\n", b" fold\r\n", b"\0", b"x"]
)  # fmt: skip


@given(st.lists(_parts | st.binary(max_size=5), max_size=12), st.booleans())
def test_garbage_never_raises_and_cuts_change_nothing(parts: list[bytes], close: bool) -> None:
    data = b"".join(parts)
    if data:
        parse(data, close=close)


@given(st.lists(_parts, min_size=1, max_size=10))
def test_what_h11_accepts_is_read_the_same(parts: list[bytes]) -> None:
    data = b"HTTP/1.1 200 OK\r\n" + b"".join(parts)
    theirs, complete = _h11(data)
    if theirs is None:
        return
    ours = parse(data)
    assert ours.body == theirs
    assert ours.done == complete


def _h11(data: bytes) -> tuple[bytes | None, bool]:
    """The body by h11 (None if it refuses) and whether it is complete."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
    connection.send(h11.EndOfMessage())
    connection.receive_data(data)
    connection.receive_data(b"")
    body = b""
    while True:
        try:
            event = connection.next_event()
        except h11.RemoteProtocolError as error:
            return (body, False) if "without sending complete" in str(error) else (None, False)
        if isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage):
            return body, True
        elif isinstance(event, h11.ConnectionClosed) or event in (h11.NEED_DATA, h11.PAUSED):
            return None, False
