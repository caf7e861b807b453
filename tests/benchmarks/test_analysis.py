"""The analysis alone: against json.loads on the same events, and against itself on ten times the work."""

from __future__ import annotations

import gzip
import json
import random

import brotli
import pytest
import zstandard

import streamlab
from streamlab.analysis import Analysis
from streamlab.model import Chunk, Head
from tests.benchmarks.ratios import NOISE, ratio

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
HEADERS = {"Content-Type": "text/event-stream"}
LINEAR = 11 * NOISE  # ten times the work may cost eleven times the time


def _event(index: int) -> bytes:
    choice = {"index": 0, "delta": {"content": f"你好{index}"}, "logprobs": None, "finish_reason": None}
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1760000000, "model": "demo"}
    return f"data: {json.dumps({**head, 'choices': [choice], 'usage': None}, ensure_ascii=False)}\n\n".encode()


def test_events_against_json_loads() -> None:
    events = [_event(index) for index in range(100_000)]
    found = ratio(
        lambda: streamlab.analyze(events, headers=HEADERS),
        lambda: [json.loads(event[6:]) for event in events],
    )
    print(f"\nanalysis of 100,000 events: {found:.2f} x json.loads")
    assert found <= 3.0


def test_one_byte_chunks_are_linear() -> None:
    body = b"".join(_event(index) for index in range(2_000))
    small, large = body[: len(body) // 10], body
    found = ratio(lambda: _bytewise(large), lambda: _bytewise(small), pairs=3)
    print(f"\none-byte chunks, ten times as many: {found:.1f} x")
    assert found <= LINEAR


def _bytewise(body: bytes) -> None:
    streamlab.analyze([body[i : i + 1] for i in range(len(body))], headers=HEADERS)


@pytest.mark.parametrize("head", [b"data: ", b'{"text":"', b'{"a":[[[', b""])
def test_one_endless_line_is_linear(head: bytes) -> None:
    found = ratio(lambda: _endless(head, 10_000), lambda: _endless(head, 1_000), pairs=3)
    print(f"\none line of {head!r}, 10 MB against 1 MB in 1 KB chunks: {found:.1f} x")
    assert found <= LINEAR


def _endless(head: bytes, kilobytes: int) -> None:
    streamlab.analyze([head, *[b"x" * 1024] * kilobytes])


@pytest.mark.parametrize("character", ["x", "é", "你"])
def test_fifty_megabytes_in_one_data_line_are_linear(character: str) -> None:
    """1 KB chunks, taken in as they come, 50 at a time."""
    small, large = _long_line(character, 5_000), _long_line(character, 50_000)
    found = ratio(lambda: _live(large), lambda: _live(small), pairs=3)
    print(f"\none data line of {character!r}, 50 MB against 5 MB in 1 KB chunks: {found:.1f} x")
    assert found <= LINEAR


def _long_line(character: str, kilobytes: int) -> list[Chunk]:
    text = character * (kilobytes * 1024 // len(character.encode()))
    line = f'data: {{"choices":[{{"delta":{{"content":"{text}"}}}}]}}\n\n'.encode()
    return [Chunk(0, line[at : at + 1024]) for at in range(0, len(line), 1024)]


def _live(chunks: list[Chunk]) -> None:
    analysis = Analysis()
    analysis.feed([Head(0, "HTTP/1.1", 200, "OK", tuple(HEADERS.items()))])
    for at in range(0, len(chunks), 50):
        analysis.feed(chunks[at : at + 50])
    assert len(analysis.frames) == 1


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_one_compressed_chunk_is_linear(coding: str) -> None:
    """A body that a buffering layer hands over in one piece."""
    small, large = _compressed(coding, 1_000), _compressed(coding, 10_000)
    found = ratio(lambda: _decoded(coding, large), lambda: _decoded(coding, small), pairs=3)
    print(f"\n{coding}, one chunk of 10 MB against 1 MB: {found:.1f} x")
    assert found <= LINEAR


def _compressed(coding: str, kilobytes: int) -> bytes:
    content = random.Random(1).randbytes(kilobytes * 1024)
    match coding:
        case "gzip":
            return gzip.compress(content, 1, mtime=0)
        case "br":
            return bytes(brotli.compress(content, quality=1))
    return zstandard.compress(content)


def _decoded(coding: str, body: bytes) -> None:
    streamlab.analyze([body], headers={"Content-Encoding": coding}, framing="text", encoding="latin-1")
