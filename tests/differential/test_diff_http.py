"""HTTP/1.1 responses against h11 as the client: same heads, same body, same HTTP chunks, same trailers, same verdict. And against
Node's client: where both take a response, they take the same.

`we_take` and `they_take` name what one accepts and the other refuses, and why.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.http1 import MAX_EXCESS, Http1Reader
from streamlab.model import Chunk, Head, Headers, HttpChunk, Informational, Trailers
from tests.decode.splits import every_split
from tests.differential.oracle import Node
from tests.differential.test_diff_json import mutated
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort

_FRAMING = ("content-length", "transfer-encoding")  # h11 shows these as it understood them, ours as they were sent

Fields = list[tuple[str, str]]


@dataclass
class Said:
    """What a reader makes of one connection."""

    heads: list[tuple[int, str, Fields]] = field(default_factory=list)  # informational ones first
    body: bytes = b""
    http_chunks: list[bytes] = field(default_factory=list)  # the complete ones
    trailers: Fields = field(default_factory=list)
    complete: bool = False
    excess: bytes = b""


def fields(headers: Headers) -> Fields:
    """Names and values; blanks where a line was folded count as one."""
    return [(name, re.sub(r"[ \t]+", " ", value)) for name, value in headers if name.lower() not in _FRAMING]


def shown(head: Head | Informational) -> tuple[int, str, Fields]:
    return head.status, head.reason, fields(head.headers)


def ours(pieces: list[bytes], method: str) -> Said:
    reader = Http1Reader(method)
    messages = [message for piece in pieces for message in reader.feed(piece)] + reader.finish()
    said = Said(complete=reader.done, excess=reader.excess)
    said.heads = [shown(message) for message in messages if isinstance(message, Informational)]
    if reader.head is not None:
        said.heads = [*map(shown, reader.head.informational), shown(reader.head)]
    said.body = b"".join(message.data for message in messages if isinstance(message, Chunk))
    chunks = [message for message in messages if isinstance(message, HttpChunk)]
    said.http_chunks = [
        said.body[one.start : one.end] for one in chunks if one.size and one.end - one.start == one.size
    ]
    said.trailers = [pair for message in messages if isinstance(message, Trailers) for pair in fields(message.headers)]
    return said


def by_h11(pieces: list[bytes], method: str) -> Said:
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=1 << 20)
    connection.send(h11.Request(method=method, target="/", headers=[("Host", "a")]))
    connection.send(h11.EndOfMessage())
    said = Said()
    chunk = b""
    try:
        for piece in [*(piece for piece in pieces if piece), b""]:  # no bytes are the end to h11
            connection.receive_data(piece)
            while not said.complete and (event := connection.next_event()) is not h11.NEED_DATA:
                chunk = _take(said, event, chunk)
    except h11.RemoteProtocolError:
        pass
    if said.complete:
        said.excess = connection.trailing_data[0][:MAX_EXCESS]
    return said


def _take(said: Said, event: object, chunk: bytes) -> bytes:
    """Adds one event; returns the HTTP chunk in progress."""
    match event:
        case h11.InformationalResponse() | h11.Response():
            headers = tuple(
                (name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers.raw_items()
            )
            said.heads.append((event.status_code, event.reason.decode("latin-1").strip(" \t"), fields(headers)))
        case h11.Data():
            said.body += event.data
            chunk += event.data  # `chunk_start` is lost where the read ended with the size line
            if event.chunk_end:
                said.http_chunks.append(chunk)
                return b""
        case h11.EndOfMessage():
            said.complete = True
            trailers = tuple(
                (name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers.raw_items()
            )
            said.trailers = fields(trailers)
        case _:
            raise h11.RemoteProtocolError(f"unexpected {event}")
    return chunk


def we_take(data: bytes, said: Said) -> bool:
    """What h11 refuses and we read, since the bytes of the body are not in doubt:

    * a Content-Length or Transfer-Encoding that means nothing where it counts for nothing: in a 1xx, in a response without a body
      (RFC 9112 §6.3 rules 1 and 2), beside Transfer-Encoding (rule 3);
    * 101, which nobody asked for: to us it is the final response;
    * a size line with more than 20 digits, zeros first;
    * blanks between a chunk's size and its extension (RFC 9112 §7.1.1, "BWS").
    """
    statuses = [status for status, _reason, _fields in said.heads]
    informational = any(status < 200 for status in statuses)
    bodiless = statuses[-1:] in ([204], [304], [101]) or not said.body
    both = re.search(rb"(?i)transfer-encoding", data) and re.search(rb"(?i)content-length", data)
    size_line = re.search(rb"0[0-9A-Fa-f]{20}|[0-9A-Fa-f][ \t]+;", data)
    return bool(informational or bodiless or both or size_line)


def they_take(data: bytes) -> bool:
    """What we refuse and h11 reads: NUL or CR in a chunk extension, where other readers see a line end (RFC 9112 §7.1.1)."""
    return re.search(rb";[^\n]*[\0\r][^\n]*\r\n", data) is not None


def check(data: bytes, cuttings: list[list[bytes]], method: str = "GET") -> None:
    for pieces in cuttings:
        mine, theirs = ours(pieces, method), by_h11(pieces, method)
        if mine.complete and not theirs.complete:
            assert we_take(data, mine), (mine, theirs)
        elif theirs.complete and not mine.complete:
            assert they_take(data), (mine, theirs)
        elif mine.complete:
            assert mine == theirs, pieces
        else:  # both refuse, or the end is missing: every good byte before that is the same
            assert theirs.heads == mine.heads[: len(theirs.heads)] or not mine.heads
            assert (mine.body, mine.http_chunks) == (theirs.body, theirs.http_chunks) or they_take(data), pieces


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
RESPONSES = {
    "length": OK + b"Content-Length: 5\r\nX: y\r\n\r\nhello",
    "length and more": OK + b"Content-Length: 2\r\n\r\nhello",
    "too short": OK + b"Content-Length: 9\r\n\r\nhello",
    "same lengths": OK + b"Content-Length: 5, 5\r\ncontent-length:5\r\n\r\nhello",
    "other lengths": OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "no length": b"HTTP/1.0 200\r\n\r\nuntil the end",
    "chunks": CHUNKED + b"5\r\nhello\r\n1;a=b;c\r\n \r\n0010\r\n0123456789abcdef\r\n0\r\n\r\n",
    "chunks and trailers": CHUNKED + b"a \r\n0123456789\r\n00\r\nT: 1\r\nU:  2 \r\n fold\r\n\r\nHTTP/1.1 200 OK",
    "chunk too long": CHUNKED + b"2\r\nhello\r\n0\r\n\r\n",
    "chunks without an end": CHUNKED + b"5\r\nhello\r\n",
    "chunk cut": CHUNKED + b"5\r\nhel",
    "no size": CHUNKED + b"5\r\nhello\r\n\r\n",
    "size of nothing": CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n",
    "line feeds": b"HTTP/1.1 200 OK\nContent-Length: 2\n\nhi",
    "line feeds in chunks": CHUNKED + b"5\nhello\n0\n\n",
    "line feeds in trailers": CHUNKED + b"5\r\nhello\r\n0\r\nT: 1\n\n",
    "folded": OK + b"A: b\r\n  c\r\n\td\r\nContent-Length: 0\r\n\r\n",
    "folded first": OK + b" A: b\r\n\r\n",
    "continue": b"HTTP/1.1 100 Continue\r\nL: x\r\n\r\nHTTP/1.1 103 Early\r\n\r\n" + CHUNKED + b"0\r\n\r\n",
    "no content": b"HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nhello",
    "not modified": b"HTTP/1.1 304 Not\r\nTransfer-Encoding: chunked\r\n\r\n",
    "both": OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "other coding": OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "two codings": OK + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "no reason": b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
    "odd reason": b"HTTP/1.1 299 \xe4\xbd\xa0 !\t\r\nContent-Length: 0\r\n\r\n",
    "no status line": b"200 OK\r\n\r\n",
    "odd status": b"HTTP/1.1 20 OK\r\n\r\n",
    "name with a blank": OK + b"A : b\r\n\r\n",
    "no colon": OK + b"A\r\n\r\n",
    "no name": OK + b": b\r\n\r\n",
    "NUL in a value": OK + b"A: \0\r\n\r\n",
    "bell in a value": OK + b"A: \x07\x7f\xff\r\nContent-Length: 0\r\n\r\n",
    "carriage return in a value": OK + b"A: b\rC: d\r\n\r\n",
    "nothing": b"",
    "blank line first": b"\r\n" + OK + b"\r\n",
}


@pytest.mark.parametrize("name", RESPONSES)
def test_responses(name: str) -> None:
    data = RESPONSES[name]
    check(data, list(every_split(data)))
    check(data, [[data]], "HEAD")


CRUMBS = st.sampled_from(
    [b"\r\n", b"\n", b"\r", b" ", b"\t", b":", b";", b",", b"0", b"1", b"5", b"f", b"x", b"\0", b"\x0b", b"\xe9", b'"', b"=",
     b"0\r\n", b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"HTTP/1.1 100 C\r\n\r\n", b" fold\r\n", b"\r\n\r\n"]
)  # fmt: skip


@effort(250)
@given(
    mutated(st.sampled_from(list(RESPONSES.values())), CRUMBS),
    st.integers(0, 1 << 16),
    st.sampled_from(["GET", "GET", "HEAD"]),
)
def test_mutated_responses(data: bytes, seed: int, method: str) -> None:
    check(data, [[data], cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]], method)


BODIES = st.lists(st.binary(min_size=1, max_size=40), max_size=6)
EXTENSIONS = st.sampled_from([b"", b"", b";a", b";a=b", b' ;a="b;c" ', b";"])
NUMBERS = st.sampled_from([b"%x", b"%X", b"0%x", b"00000%X", b"%x ", b"%x\t"])


@effort(100)
@given(BODIES, EXTENSIONS, NUMBERS, st.integers(0, 1 << 16))
def test_chunked_bodies(parts: list[bytes], extension: bytes, number: bytes, seed: int) -> None:
    sizes = [number.strip() % len(part) + extension + number[2:].strip(b"xX0%") for part in parts]
    body = b"".join(size + b"\r\n" + part + b"\r\n" for size, part in zip(sizes, parts, strict=True))
    data = CHUNKED + body + b"0\r\n\r\n"
    for pieces in ([data], cut_anywhere(data, seed, 8)):
        mine = ours(pieces, "GET")
        assert mine.complete
        assert mine.http_chunks == parts
        check(data, [pieces])


@pytest.mark.parametrize(
    ("data", "complete"),
    [
        (OK + b"Content-Length: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", True),
        (b"HTTP/1.1 204 No\r\nContent-Length: x\r\n\r\n", True),
        (b"HTTP/1.1 101 Up\r\n\r\n", True),
        (CHUNKED + b"1 ;a\r\na\r\n0\r\n\r\n", True),
        (CHUNKED + b"0" * 20 + b"1\r\na\r\n0\r\n\r\n", True),
        (CHUNKED + b"1;a\rb\r\na\r\n0\r\n\r\n", False),
        (CHUNKED + b"1;a\0b\r\na\r\n0\r\n\r\n", False),
    ],
)
def test_where_we_and_h11_differ(data: bytes, complete: bool) -> None:
    assert ours([data], "GET").complete is complete
    assert by_h11([data], "GET").complete is not complete


@pytest.mark.parametrize("rest", [b"", b"HTTP/1.1 2", b"nonsense\r\n\r\n"])
def test_informational_responses_before_a_missing_head(rest: bytes) -> None:
    data = b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + rest
    assert [head[0] for head in by_h11([data], "GET").heads] == [103]
    assert [head[0] for head in ours([data], "GET").heads] == [103]


# -- Node ----------------------------------------------------------------------------------------------------------------


def by_node(node: Node, data: bytes, cuttings: list[list[bytes]], method: str) -> list[Said]:
    found = []
    for answer in node.ask("http", cuttings, method):
        heads = [(status, reason.strip(" \t"), paired(raw)) for status, reason, raw in answer["heads"]]
        trailers = paired(answer["trailers"])
        found.append(Said(heads, base64.b64decode(answer["body"]), [], trailers, answer["complete"]))
    return found


def paired(raw: list[str]) -> Fields:
    """Node's `rawHeaders`: names and values in turn."""
    return fields(tuple((name, value.strip(" \t")) for name, value in zip(raw[::2], raw[1::2], strict=True)))


def node_takes(data: bytes) -> bool:
    """What we refuse and Node reads, though RFC 9112 leaves the body in doubt or the head is malformed:

    * transfer codings besides `chunked`, whose body it does not decode, and `chunked` twice (§6.1);
    * blank lines before the status line, a status below 100, a control character in the reason (§4);
    * a size of 16 digits, as long as it fits 64 bits.
    """
    codings = re.findall(rb"(?im)^transfer-encoding:([^\n]*)", data)
    odd_coding = len(codings) > 1 or any(coding.strip().lower() != b"chunked" for coding in codings)
    head = re.match(rb"HTTP/1\.[01] [1-9][0-9]{2}( [^\x00\r\v\f\n]*)?\r?\n", data)
    return odd_coding or not head or re.search(rb"HTTP/1\.[01] ([0-9]*[^0-9\n ]|0|[^\n]*[\0\v\f])", data) is not None


def check_node(node: Node, data: bytes, cuttings: list[list[bytes]], method: str = "GET") -> None:
    for pieces, theirs in zip(cuttings, by_node(node, data, cuttings, method), strict=True):
        mine = ours(pieces, method)
        if theirs.complete and not mine.complete:
            assert node_takes(data), (mine, theirs)
        elif theirs.complete:
            assert (mine.heads, mine.body, mine.trailers) == (theirs.heads, theirs.body, theirs.trailers), pieces
        else:
            assert mine.body.startswith(theirs.body) or node_takes(data), (mine, theirs)


@pytest.mark.parametrize("name", RESPONSES)
def test_responses_by_node(node: Node, name: str) -> None:
    data = RESPONSES[name]
    check_node(node, data, list(every_split(data, randomly=5))[::3])


@effort(150)
@given(mutated(st.sampled_from(list(RESPONSES.values())), CRUMBS), st.integers(0, 1 << 16))
def test_mutated_responses_by_node(node: Node, data: bytes, seed: int) -> None:
    check_node(node, data, [[data], cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]])
