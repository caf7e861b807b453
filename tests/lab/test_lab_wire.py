"""What each scenario really puts on the wire, byte by byte, over real sockets."""

from __future__ import annotations

import codecs
import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from streamlab.lab import Lab, Scenario, scenarios
from streamlab.lab.play import NO_CHUNK_SIZE, writes
from streamlab.lab.scenario import parse_scenario
from tests.lab.plain_client import Wire, ask, connect, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = [told for told in scenarios.load_all() if not told.body.endless and told.end != "stall"]


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with Lab() as running:
        yield running


def play(lab: Lab, name: str, **overrides: str) -> Wire:
    query = "&".join(f"{key}={quote(value)}" for key, value in {"gap": "0", **overrides}.items())
    return fetch(lab, f"/s/{name}?{query}")


def split_characters(chunks: list[bytes]) -> list[tuple[str, int]]:
    """The characters that lie in two chunks, each with how many of its bytes come first; the body must be UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    found, held = [], 0
    for chunk in chunks:
        text = decoder.decode(chunk)
        if held:
            found.append((text[0], held))
        held = len(decoder.getstate()[0])
    return found


@pytest.mark.parametrize("told", ENDING, ids=lambda told: told.id)
def test_every_scenario_plays_to_its_end_with_exactly_its_bytes(lab: Lab, told: Scenario) -> None:
    wire = play(lab, told.id)
    assert wire.status == told.response.status
    assert wire.header("Connection") == "close"
    assert wire.reset == (told.end == "reset")
    if told.end == "bad-chunk":
        assert wire.body.endswith(NO_CHUNK_SIZE)
        wire = replace(wire, body=wire.body.removesuffix(NO_CHUNK_SIZE))
    sent = [piece.data for piece in writes(told.override(gap="0")) if piece.data]
    if told.response.framing == "chunked":
        assert wire.header("Transfer-Encoding") == "chunked"
        assert wire.chunks == sent + ([b""] if told.end == "complete" else [])
    else:
        assert wire.body == b"".join(sent)
        assert int(wire.header("Content-Length")) == len(wire.body) + told.response.length_off_by
    for name, value in told.response.headers:
        assert wire.header(name) == value


def test_the_demo_is_what_its_summary_says(lab: Lab) -> None:
    wire = fetch(lab, "/v1/chat/completions?gap=0")
    chunks = wire.chunks[:-1]
    assert 40 <= len(chunks) <= 60
    assert split_characters(chunks) == [("你", 1), ("界", 2), ("👋", 2)]
    assert sum(not chunk.endswith(b"\n\n") for chunk in chunks) == 3 + 4  # in characters, and four lines more
    events = wire.content.decode().split("\n\n")
    assert events[-2:] == ["data: [DONE]", ""]
    broken, reply = [], ""
    for event in events[:-2]:
        try:
            record = json.loads(event.removeprefix("data: "))
        except json.JSONDecodeError:
            broken.append(event)
        else:
            reply += "".join(choice["delta"].get("content", "") for choice in record["choices"])
    assert len(broken) == 1
    assert reply.startswith("## 你好，流式世界 👋\n\n")
    assert "**不认字符**" in reply
    assert "\n- 一个表情占 `4` 个字节；\n" in reply


def test_the_demo_lasts_as_long_as_it_should() -> None:
    told = next(each for each in scenarios.load_all() if each.id == "demo")
    silences = [told.gap_ms + piece.pause_ms for piece in writes(told)]
    assert 2500 <= sum(silences) <= 3500
    assert sum(silence > 300 for silence in silences) == 2


@pytest.mark.parametrize(
    ("name", "width", "first"),
    [("char-cut-1-2", 3, 1), ("char-cut-2-1", 3, 2), ("emoji-cut-1-3", 4, 1), ("emoji-cut-2-2", 4, 2), ("emoji-cut-3-1", 4, 3)],
)  # fmt: skip
def test_the_border_is_inside_each_character_of_its_width(lab: Lab, name: str, width: int, first: int) -> None:
    wire = play(lab, name)
    expected = [(each, first) for each in wire.content.decode() if len(each.encode()) == width]
    assert len(expected) >= 3
    assert split_characters(wire.chunks[:-1]) == expected


def test_every_byte(lab: Lab) -> None:
    assert {len(chunk) for chunk in play(lab, "every-byte").chunks[:-1]} == {1}


def test_lines_are_cut_and_characters_are_not(lab: Lab) -> None:
    chunks = play(lab, "line-cut").chunks[:-1]
    assert split_characters(chunks) == []
    assert sum(not chunk.endswith(b"\n\n") for chunk in chunks) == len(chunks) / 2


def test_two_events_in_each_chunk(lab: Lab) -> None:
    assert {chunk.count(b"\n\n") for chunk in play(lab, "two-events-in-one-chunk").chunks[:-1]} == {2}


def test_cr_and_lf_are_parted(lab: Lab) -> None:
    wire = play(lab, "crlf-cut")
    assert wire.content.count(b"\r\n") == wire.content.count(b"\n") > 10
    assert not any(b"\r\n" in chunk for chunk in wire.chunks)


def test_the_damaged_bodies(lab: Lab) -> None:
    assert play(lab, "bom").chunks[0].startswith(b"\xef\xbb\xbfdata: ")
    invalid = play(lab, "invalid-byte").content
    assert invalid.count(b"\xff") == 1
    assert b"\x89\x80\xe4\xb8\x80" in invalid
    assert "国标编码".encode("gbk") in play(lab, "gbk-body").content
    fffd = play(lab, "fffd-in-payload").content
    assert fffd.count(b"\xef\xbf\xbd") == 2
    assert fffd.count(rb"\ufffd") == 2


def test_each_malformed_record_is_no_json(lab: Lab) -> None:
    records = [event.removeprefix("data: ") for event in play(lab, "malformed-json").content.decode().split("\n\n")]
    broken = []
    for record in records[:-2]:
        try:
            json.loads(record)
        except json.JSONDecodeError as error:
            broken.append(error)
    assert len(broken) == 5


def test_the_closing_events(lab: Lab) -> None:
    assert (
        json.loads(play(lab, "error-inside-200").chunks[-2].removeprefix(b"data: "))["error"]["type"] == "server_error"
    )
    missing = play(lab, "missing-done").content
    assert b"usage" in missing
    assert b"[DONE]" not in missing
    assert b": keep-alive\n\n" in play(lab, "keep-alive-comments").chunks
    assert len(play(lab, "all-at-once").chunks) == 2
    assert play(lab, "no-final-chunk").chunks[-1] == b"data: [DONE]\n\n"


def test_the_reset_comes_inside_a_character(lab: Lab) -> None:
    wire = play(lab, "reset-mid-character")
    assert wire.reset
    assert wire.content.endswith(b'"content":"\xe6')


def test_the_stall_holds_the_connection(lab: Lab) -> None:
    told = next(each for each in scenarios.load_all() if each.id == "stall")
    last = [piece.data for piece in writes(told)][-1]
    with connect(lab) as client:
        client.sendall(ask("/s/stall?gap=0"))
        received = b""
        while last not in received:
            received += client.recv(1 << 16)
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(1)


def test_wrong_lengths(lab: Lab) -> None:
    short = play(lab, "content-length-too-short")
    declared = short.body[: int(short.header("Content-Length"))]
    assert b"[DONE]" not in declared
    assert short.body[len(declared) :].endswith(b"data: [DONE]\n\n")
    assert int(play(lab, "body-cut-short").header("Content-Length")) > len(play(lab, "body-cut-short").body)


def test_gzip_flushed_gives_a_whole_event_per_chunk(lab: Lab) -> None:
    wire = play(lab, "gzip-per-event")
    assert wire.header("Content-Encoding") == "gzip"
    decoder = zlib.decompressobj(wbits=31)
    contents = [decoder.decompress(chunk) for chunk in wire.chunks]
    assert [content.count(b"\n\n") for content in contents] == [1] * 10 + [0, 0]  # then the gzip trailer, then no bytes
    assert decoder.eof


def test_gzip_buffered_gives_everything_at_the_end(lab: Lab) -> None:
    chunks = play(lab, "gzip-buffered").chunks
    decoder = zlib.decompressobj(wbits=31)
    assert [decoder.decompress(chunk).count(b"\n\n") for chunk in chunks] == [0, 16, 0]
    assert decoder.eof


def test_chatgpt_web(lab: Lab) -> None:
    smooth = fetch(lab, "/api/chat-process?gap=0")
    assert smooth.header("Content-Type") == "application/octet-stream"
    chunks = smooth.chunks[:-1]
    assert chunks[0].startswith(b'{"role":"assistant"')
    assert all(chunk.startswith(b'\n{"role":"assistant"') for chunk in chunks[1:])
    records = [json.loads(chunk) for chunk in chunks]
    assert all("".join(record.get("delta", "") for record in records[: n + 1]) == records[n]["text"] for n in range(15))
    assert records[-1]["detail"]["choices"][0]["finish_reason"] == "stop"
    merged = play(lab, "chatgpt-web-merged").chunks[:-1]
    assert {chunk.count(b'{"role":"assistant","id"') for chunk in merged} == {3}
    cut = play(lab, "chatgpt-web-cut").chunks[:-1]
    assert split_characters(cut)
    assert b"".join(cut) == smooth.content
    last = play(lab, "chatgpt-web-error-glued").content.rsplit(b"\n", 1)[1]
    first, end = json.JSONDecoder().raw_decode(last.decode())
    assert first["text"] == "正在进行中"
    assert json.loads(last.decode()[end:])["status"] == "Fail"


def test_the_flood_is_as_many_chunks_as_asked(lab: Lab) -> None:
    wire = play(lab, "flood", count="20000")
    assert len(wire.chunks) == 20_000 + 1
    assert all(chunk.count(b"\n\n") == 1 for chunk in wire.chunks[:-1])


@pytest.mark.parametrize("target", ["/s/endless?gap=0", "/s/smooth?gap=0&count=endless", "/s/endless?gap=0&cut=bytes"])
def test_the_endless_body_waits_for_its_reader(lab: Lab, target: str) -> None:
    with connect(lab) as client:
        client.sendall(ask(target))
        assert sum(len(client.recv(1 << 16)) for _ in range(100)) > 100


@pytest.mark.parametrize(
    "cut", ["bytes", "inside-characters", "merged:4", "fixed:100", "every-event", "1|2", "at:30,31"]
)
def test_a_cut_may_be_asked_for(lab: Lab, cut: str) -> None:
    assert play(lab, "smooth", cut=cut).content == play(lab, "smooth").content


def test_without_chunks_the_end_of_the_connection_is_the_end_of_the_body() -> None:
    text = 'title = "A"\ntitle_zh = "甲"\nsummary = "B"\nsummary_zh = "乙"\n[response]\nframing = "close"\n'
    told = parse_scenario("closing", text + '[body]\nscript = [{ hex = "e4 bd" }, { hex = "a0" }]')
    with Lab(scenarios=[told]) as lab:
        wire = fetch(lab, "/s/closing")
    assert wire.body == "你".encode()
    assert b"Transfer-Encoding" not in wire.head
    assert b"Content-Length" not in wire.head


def test_http_1_0_gets_no_chunks(lab: Lab) -> None:
    wire = fetch(lab, "/", b"GET /s/smooth?gap=0 HTTP/1.0\r\n\r\n")
    assert wire.body == play(lab, "smooth").content


def test_headers_come_before_any_body(lab: Lab) -> None:
    with connect(lab) as client:
        client.sendall(ask("/s/all-at-once"))
        assert client.recv(1 << 16).endswith(b"\r\n\r\n")


def test_whoever_asks_for_identity_is_not_compressed(lab: Lab) -> None:
    target = "/s/gzip-buffered?gap=0"
    request = ask(target).replace(b"\r\n\r\n", b"\r\nAccept-Encoding: identity\r\n\r\n", 1)
    wire = fetch(lab, target, request)
    assert b"Content-Encoding" not in wire.head
    assert len(wire.chunks) > 2
