"""Fed live, at once, byte by byte: the same analysis, but for what is about borders."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streamlab.analysis import analyze_messages
from streamlab.model import Framing, Headers
from tests.analysis.law import batches, check_law, check_spans, essence, fed, messages

SSE = (("Content-Type", "text/event-stream"),)
HALF, OTHER_HALF = "\\ud83d", "\\ude00\\ufffd"
GZIP = (*SSE, ("Content-Encoding", "gzip"))


def chunk(content: str, finish: str | None = None) -> str:
    end = f'"{finish}"' if finish else "null"
    return f'{{"id":"c","choices":[{{"index":0,"delta":{{"content":"{content}"}},"finish_reason":{end}}}]}}'


BODIES: dict[str, tuple[bytes, Headers]] = {
    "nothing": (b"", SSE),
    "openai": (f"data: {chunk('你')}\r\n\r\n: ping\n\ndata: {chunk('😀', 'stop')}\n\ndata: [DONE]\n\n".encode(), SSE),
    "openai broken": (f"\ufeffdata: {chunk('你')}\n\ndata: {{'a'\n\ndata: {chunk('')[:30]}".encode(), ()),
    "error first": (b'data: {"error":{"message":"x"}}\n\ndata: ' + chunk("a").encode() + b"\n\n", SSE),
    "bare error": (b"data: " + chunk("a").encode() + b'\n\n{"error":"x"}\n\n', SSE),
    "plain events": ("data: 你\n\ndata: {\n\nevent: x\n\ndata:  好\ndata:\n\ndata: tail".encode(), SSE),
    "chatgpt-web": (
        '{"id":"1","parentMessageId":"p","text":"","delta":""}\n{"id":"1","parentMessageId":"p","text":"你","delta":"你"}'
        '{"message":"坏","data":null,"status":"Fail"}'.encode(),
        (),
    ),
    "rewritten": (
        '{"id":"1","conversationId":"c","text":"ab"}\n{"id":"1","conversationId":"c","text":"xyz\ufffd"}'.encode(),
        (),
    ),
    "unknown records": (b'{"x":"\xff"}\r\n{"y":1}{"z"\nplain\n\n[1,\n2]', ()),
    "pretty": (
        '{\n "error": {\n  "message": "你",\n  "x": [1,\n 2\n ]\n }\n}\n'.encode(),
        (("Content-Type", "application/json"),),
    ),
    "array": (' [{"a":"你"}\n,\r\n{"b":[1,"]"]}, 3,"x,y"] tail'.encode(), ()),
    "text": ("ab你\r\n好\ufffd😀".encode() + b"\xe4\xbd", (("Content-Type", "text/plain"),)),
    "gbk": ("你好，世界".encode("gbk"), (("Content-Type", "text/plain; charset=gbk"),)),
    "gbk as utf-8": ('data: {"t":"你好，世界，再见"}\n\n'.encode("gbk"), SSE),
    "utf-16": ("data: 你😀\n\n".encode("utf-16"), ()),
    "html": (b"<!DOCTYPE html><html><title>502</title></html>", (("Content-Type", "text/html"),)),
    "escapes": (f"data: {chunk(HALF)}\n\ndata: {chunk(OTHER_HALF)}\n\n".encode(), SSE),
    "mark only": (b"\xef\xbb", ()),
    "gzip": (gzip.compress(f"data: {chunk('你')}\n\n".encode(), mtime=0), GZIP),
    "gzip cut": (gzip.compress(f"data: {chunk('你')}\n\n".encode(), mtime=0)[:-6], GZIP),
    "never gzip": (f"data: {chunk('你')}\n\n".encode(), GZIP),
    "not declared": (gzip.compress(b"data: x\n\n", mtime=0), SSE),
}


@pytest.mark.parametrize("name", BODIES)
def test_law(name: str) -> None:
    check_law(*BODIES[name])


@pytest.mark.parametrize("framing", Framing)
def test_law_whatever_framing_is_chosen(framing: str) -> None:
    for name in ("openai broken", "chatgpt-web", "unknown records", "array", "text"):
        data, headers = BODIES[name]
        assert check_law(data, headers, every=7, framing=framing).framing == framing


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "latin-1", "shift_jis"])
def test_law_whatever_encoding_is_chosen(encoding: str) -> None:
    for name in ("openai", "text", "chatgpt-web", "utf-16"):
        data, headers = BODIES[name]
        check_law(data, headers, every=11, encoding=encoding)


FRAGMENTS = st.sampled_from(
    [
        *(f"data: {chunk(text)}\n\n".encode() for text in ("你", "\\ud83d", "")),
        b"data: [DONE]\n\n",
        b"data: x\r",
        b"\r\n",
        b"\n",
        b"id: 1\n",
        b": c\n",
        b'{"id":"1","parentMessageId":"p","text":"a"}',
        b'{"a":',
        b'"x"}',
        b"[",
        b"]",
        b"{",
        b"\\",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe4\xbd",
        b"\xa0",
        b"\x1f\x8b",
        b"<html>",
        b'0:"a"\n',
        b"\0",
        b"\0\0\0\x10\0\0\0\0\x05\xc2\x48\xeb\x7d\x98\xc8\xff",  # an AWS event without headers and payload
        b'{\n "a": ',
        b"\\ufffd",
        b"\xef\xbf\xbd",
    ]
)
HEADERS = st.sampled_from([(), SSE, GZIP, (("Content-Type", "application/json; charset=gbk"),)])


@settings(max_examples=60)
@given(st.lists(st.one_of(FRAGMENTS, st.binary(max_size=5)), max_size=8), HEADERS)
def test_garbage(parts: list[bytes], headers: Headers) -> None:
    data = b"".join(parts)
    whole = analyze_messages(messages([data], headers))
    single = messages([data[at : at + 1] for at in range(len(data))], headers)
    at_once = analyze_messages(single)
    assert essence(at_once) == essence(whole)
    check_spans(whole)
    check_spans(at_once)
    for groups in batches(single):
        assert fed(groups).to_dict() == at_once.to_dict()
    cut = messages(parts, headers)
    assert essence(analyze_messages(cut)) == essence(whole)
