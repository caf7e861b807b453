"""Nasty streams, and ways to cut them, for comparing emulations with the libraries themselves."""

from __future__ import annotations

import random
from itertools import pairwise

EVENT_STREAM = (("Content-Type", "text/event-stream"),)
_JSON = '{"t":"你好😀"}'

SSE = {
    "plain": f"data: {_JSON}\n\ndata: {_JSON}\n\n".encode(),
    "crlf": f"id: 1\r\nevent: x\r\ndata: {_JSON}\r\n\r\ndata: 2\r\n\r\n".encode(),
    "cr": f"data: {_JSON}\r\rdata: 2\r\r".encode(),
    "mixed ends": b"data: 1\r\n\ndata: 2\n\r\ndata: 3\r\rdata: 4\n\ndata: 5\r\n\r\n\r\n",
    "mark": b"\xef\xbb\xbfdata: 1\n\ndata: 2\n\n",
    "mark within": "data: \ufeff1\n\n\ufeffdata: 2\n\ndata:\ufeff 3\n\n".encode(),
    "latin mark": "\xef\xbb\xbfdata: 1\n\ndata: 2\n\n".encode(),
    "unterminated": f"data: 1\n\ndata: {_JSON}\n".encode(),
    "unended line": f"data: 1\n\ndata: {_JSON}".encode(),
    "unended cr": b"data: 1\r\rdata: 2\r",
    "comments": b": ping\n\ndata: 1\n\nid: 7\n\n: ping\n\ndata: 2\n\n:\n\n",
    "comments after id": b"id: 7\ndata: 1\n\n: ping\n\ndata: 2\n\n",
    "empty data": b"data:\n\ndata\n\ndata:\ndata:\n\ndata: \n\ndata:  x\n\ndata:\ndata: y\n\n",
    "many data": '{\ndata: "a": 1,\ndata: "b": "你"\ndata: }'.join(("data: ", "\n\n")).encode(),
    "fields": b"event: ping\n\nretry: 5\n\nretry: +5\ndata: 1\n\nid\ndata: 2\n\nfoo: bar\n\nfoo\n\n data: 3\n\nDATA: 4\n\n",
    "nul id": b"id: a\0b\ndata: 1\n\n\n\nid: c\ndata: 2\n\n\n\n",
    "done": f"data: {_JSON}\n\ndata: [DONE]\n\ndata: {_JSON}\n\n".encode(),
    "done with more": b'data: {"a":1}\n\ndata: [DONE] really\n\ndata: x\n\n',
    "error": '{"error":{"message":"超时","code":1}}'.join(("data: 1\n\ndata: ", "\n\ndata: 2\n\n")).encode(),
    "bare error": b'data: {"error":"no"}\n\ndata: 2\n\n',
    "odd errors": b'data: {"error":{"message":{"a":1}}}\n\n',
    "thread": b'event: thread.run\ndata: {"error":{"message":"x"}}\n\nevent: error\ndata: {"error":{}}\n\ndata: {"error":[]}\n\n',
    "no json": b"data: 1\n\ndata: : keepalive\n\ndata: 2\n\n",
    "ping as data": b"event: ping\ndata:\n\ndata: 1\n\n",
    "unframed": b'{"error":{"code":400}}\n\ndata: 1\n\n<html>\n\n',
    "invalid": b"data: a\xffb\n\ndata: \xe4\xbd\n\ndata: \xed\xa0\xbd\xed\xb8\x80\n\ndata: \xf0\x9f\x98\n\n",
    "gbk": "data: 你好\n\n".encode("gbk"),
    "separators": 'data: {"t":"a\u2028b\u2029c\x85d\x0be\x0cf\x1cg"}\n\ndata: 进入✅\n\n'.encode(),
    "blank lines": b"\n\n\r\n\r\r\n\ndata: 1\n\n\n\n\r\r\r\n",
    "ends within": f"data: {_JSON}\n\ndata: ".encode() + "你".encode()[:2],
    "long": b"data: " + "你".encode() * 400 + b"\r\n\r\ndata: " + b"x" * 1100 + b"\r\n\r\n",
    "surrogates": b'data: {"t":"\\ud83d"}\n\ndata: {"t":"\\ude00"}\n\ndata: NaN\n\n',
}

LINES = {
    "cumulative": '{"text":"你"}\n{"text":"你好"}\n{"text":"你好😀"}'.encode(),
    "prefix newline": '\n{"text":"你"}\n{"text":"你好"}'.encode(),
    "trailing": '{"text":"你"}\n'.encode(),
    "trailing crlf": '{"text":"你"}\r\n'.encode(),
    "two feeds": '{"text":"你"}\n\n'.encode(),
    "glued": '{"text":"你"}{"message":"超时"}'.encode(),
    "error line": '{"text":"你"}\n{"status":"Fail","message":"超时"}'.encode(),
    "fragments": b'5\nnull\ntrue\n"x"\n[1]\n{"text":null}\n{"text":7}\n{"text":0.5}\n{"text":{"a":1}}\n{"text":[]}',
    "mark": b'\xef\xbb\xbf{"text":"a"}\n{"text":"b"}',
    "invalid": b'{"text":"a\xe4\xbdb\xff"}\n{"text":"\xc4\xe3\xba\xc3"}',
    "only feeds": b"\n\n\n",
    "plain": "一段文字，没有框架。\n第二行 😀".encode(),
    "utf-16": "hé".encode("utf-16"),
}

STREAMS = SSE | LINES


def cuttings(data: bytes, seed: int, randomly: int = 12) -> list[list[bytes]]:
    """Whole, byte by byte, in small pieces, with empty chunks, and random ones."""
    chooser = random.Random(seed)
    inner = range(1, len(data))
    borders: list[list[int]] = [[], list(inner), list(range(3, len(data), 3)), sorted([*range(0, len(data), 7)] * 2)]
    for _ in range(randomly):
        borders.append(sorted(chooser.sample(inner, min(chooser.randint(1, 8), len(inner)))))
    return [[data[a:b] for a, b in pairwise((0, *cut, len(data)))] for cut in borders]
