"""Hostile HTTP/1.1 responses (RFC 9112) over real sockets: what is kept, and a true end.

`tests/decode/test_http1.py` cuts such responses everywhere; here each comes through httpx, the tap and the analysis.
"""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import pytest

import streamlab
from tests.decode.test_http1 import parse
from tests.transport.wire_server import WireServer

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
TWO = OK + b"Content-Length: 2\r\n"


class Case(NamedTuple):
    """The response; the status shown, the body kept, the end: a reason, or one with its kind."""

    response: bytes
    status: int | None
    body: bytes
    end: str


CASES = {
    "folded (§5.2)": Case(TWO + b"A: b\r\n c\r\n\r\nhi", 200, b"hi", "complete"),
    "line feeds alone (§2.2)": Case(b"HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", 200, b"hi", "complete"),
    "CR in a value (§2.2)": Case(TWO + b"A: b\rc\r\n\r\nhi", 200, b"", "protocol-error header"),
    "NUL in a value (§5.5)": Case(TWO + b"A: b\0c\r\n\r\nhi", 200, b"", "protocol-error header"),
    "NUL in the reason": Case(b"HTTP/1.1 200 O\0K\r\n\r\nhi", 200, b"", "protocol-error status-line"),
    "blank before the colon (§5.1)": Case(TWO + b"A : b\r\n\r\nhi", 200, b"", "protocol-error header"),
    "no name": Case(TWO + b": b\r\n\r\nhi", 200, b"", "protocol-error header"),
    "no colon": Case(TWO + b"A\r\n\r\nhi", 200, b"", "protocol-error header"),
    "bytes of another alphabet": Case(TWO + b"A: \xe4\xbd\xa0\xff\r\n\r\nhi", 200, b"hi", "complete"),
    "no reason (§4)": Case(b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi", "complete"),
    "empty reason": Case(b"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nhi", 200, b"hi", "complete"),
    "a status nobody knows": Case(b"HTTP/1.1 799 ?\r\nContent-Length: 2\r\n\r\nhi", 799, b"hi", "complete"),
    "a status below 100": Case(b"HTTP/1.1 099 ?\r\nContent-Length: 2\r\n\r\nhi", 99, b"", "protocol-error status-line"),
    "a blank line first": Case(b"\r\n" + TWO + b"\r\nhi", None, b"", "protocol-error status-line"),
    "HTTP/0.9": Case(b"<html>hi</html>", None, b"", "protocol-error status-line"),
    "HTTP/1.0, kept alive": Case(
        b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi", "complete"
    ),
    "HTTP/1.0, to the end": Case(b"HTTP/1.0 200 OK\r\n\r\nhi", 200, b"hi", "complete"),
    "64 KB of headers": Case(TWO + b"A: %b\r\n" % (b"v" * 998) * 64 + b"\r\nhi", 200, b"hi", "complete"),
    "a header of 1 MB": Case(TWO + b"A: %b\r\n\r\nhi" % (b"v" * 1_000_000), 200, b"", "aborted head-too-long"),
    "two equal lengths (§6.3)": Case(TWO + b"Content-Length: 2\r\n\r\nhi", 200, b"hi", "complete"),
    "a list of equal lengths": Case(OK + b"Content-Length: 2, 2\r\n\r\nhi", 200, b"hi", "complete"),
    "two lengths": Case(TWO + b"Content-Length: 3\r\n\r\nhi!", 200, b"", "protocol-error content-length"),
    "a negative length": Case(OK + b"Content-Length: -2\r\n\r\nhi", 200, b"", "protocol-error content-length"),
    "a length too long": Case(OK + b"Content-Length: 9\r\n\r\nhi", 200, b"hi", "incomplete body-cut"),
    "a length too short": Case(TWO + b"\r\nhi, more", 200, b"hi", "complete excess"),
    "length and chunks (§6.3)": Case(
        OK + b"Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", 200, b"hi", "complete"
    ),
    "another transfer coding (§7.2)": Case(
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        200,
        b"",
        "protocol-error transfer-encoding",
    ),
    "chunked, hidden by a control character": Case(
        OK + b"Transfer-Encoding: \x0bchunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", 200, b"", "protocol-error header"
    ),
    "blank after a size": Case(CHUNKED + b"2 \r\nhi\r\n0\r\n\r\n", 200, b"hi", "complete"),
    "blank before a size": Case(CHUNKED + b"2\r\nhi\r\n 2\r\nhi\r\n0\r\n\r\n", 200, b"hi", "protocol-error chunk-size"),
    "zeros before a size": Case(CHUNKED + b"0" * 30 + b"2\r\nhi\r\n000\r\n\r\n", 200, b"hi", "complete"),
    "a huge size": Case(CHUNKED + b"2\r\nhi\r\n" + b"F" * 16 + b"\r\nhi", 200, b"hi", "protocol-error chunk-size"),
    "a size of an exbibyte": Case(CHUNKED + b"1" + b"0" * 14 + b"\r\nhi", 200, b"hi", "incomplete body-cut"),
    "a negative size": Case(CHUNKED + b"2\r\nhi\r\n-2\r\nhi\r\n", 200, b"hi", "protocol-error chunk-size"),
    "0x before a size": Case(CHUNKED + b"2\r\nhi\r\n0x2\r\nhi\r\n", 200, b"hi", "protocol-error chunk-size"),
    "no line end after the data": Case(CHUNKED + b"2\r\nhi0\r\n\r\n", 200, b"hi", "protocol-error chunk-end"),
    "a line feed after the data": Case(CHUNKED + b"2\r\nhi\n0\r\n\r\n", 200, b"hi", "protocol-error chunk-end"),
    "extensions (§7.1.1)": Case(CHUNKED + b'2;a;b="c;d" ; e\r\nhi\r\n0\r\n\r\n', 200, b"hi", "complete"),
    "a line end in a quoted extension": Case(
        CHUNKED + b'2;a="x\r\nhi\r\ny"\r\n0\r\n\r\n', 200, b"hi", "protocol-error chunk-size"
    ),
    "trailers nobody may send (§6.5.1)": Case(
        CHUNKED + b"2\r\nhi\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: gzip\r\n\r\n", 200, b"hi", "complete"
    ),
    "trailers cut": Case(CHUNKED + b"2\r\nhi\r\n0\r\nT: v\r\n", 200, b"hi", "incomplete body-cut"),
    "no last chunk": Case(CHUNKED + b"2\r\nhi\r\n", 200, b"hi", "incomplete body-cut"),
    "204 with a body (§6.3)": Case(b"HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nhi", 204, b"", "complete excess"),
    "304 with a body": Case(b"HTTP/1.1 304 Same\r\n\r\nhi", 304, b"", "complete excess"),
    "a second response": Case(CHUNKED + b"2\r\nhi\r\n0\r\n\r\n" + TWO, 200, b"hi", "complete excess"),
    "1xx": Case(b"HTTP/1.1 103 Early\r\nA: b\r\n\r\n" * 20 + TWO + b"\r\nhi", 200, b"hi", "complete"),
    "a flood of 1xx": Case(b"HTTP/1.1 102 P\r\n\r\n" * 2000 + TWO + b"\r\nhi", None, b"", "aborted informational"),
    "nothing": Case(b"", None, b"", "incomplete no-response"),
    "half a head": Case(OK + b"A: b\r\nC", 200, b"", "incomplete head-cut"),
}


async def captured(response: bytes) -> streamlab.Recording:
    with WireServer([response]) as server:
        return await streamlab.capture(server.url, timeout=10)


@pytest.mark.parametrize("name", CASES)
def test_hostile_responses(name: str) -> None:
    response, status, body, end = CASES[name]
    recording = asyncio.run(captured(response))
    analysis = streamlab.analyze(recording)
    found = analysis.to_dict()
    assert found["response"]["status"] == status
    assert analysis.data(0, analysis.content_size) == body
    assert " ".join(filter(None, (found["end"]["reason"], found["end"]["kind"]))) == end
    assert found["reads_are"] == "socket"
    chunks = found["http_chunks"]
    assert all(chunk["end"] - chunk["start"] == chunk["size"] for chunk in chunks[:-1])
    excess = found["excess"]
    assert (excess is not None) == (end == "complete excess")
    if excess is not None:
        assert excess["end"] == found["reads"][-1]["end"] == len(response)
        assert response[excess["start"] :].startswith(bytes.fromhex(excess["hex"]))
        assert response[: excess["start"]].endswith(b"\r\n\r\n" + body) or found["http_chunks"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if 0 < len(case.response) < 1000])
def test_the_reader_says_the_same_at_every_cut(name: str) -> None:
    response, status, body, end = CASES[name]
    found = parse(response)  # checks every cut
    assert (found.head.status if found.head else None, found.body) == (status, body)
    reason, _, kind = end.partition(" ")
    assert found.done == (reason == "complete")
    assert (found.fault[0] if found.fault else "") == kind.replace("excess", "")
    assert bool(found.excess) == (kind == "excess")
