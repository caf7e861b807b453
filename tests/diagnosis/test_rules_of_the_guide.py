"""The rules that need a frame, a reply or a head: on the right bytes, with the right layer, and silent on look-alikes."""

from __future__ import annotations

import json

import pytest

from streamlab.analysis import analyze_messages
from streamlab.diagnosis import prose as words
from streamlab.model import Chunk, Confidence, End, EndReason, Head, Layer, Severity
from tests.analysis.law import check_law, messages
from tests.diagnosis.test_diagnosis_rules import DONE, SSE, event, one, reply, rules, run
from tests.dialects.vectors import VECTORS

AWS = (("Content-Type", "application/vnd.amazon.eventstream"),)
JSON = (("Content-Type", "application/json"),)


@pytest.mark.parametrize("name", VECTORS)
def test_what_a_healthy_server_sends_is_no_fault(name: str) -> None:
    analysis = analyze_messages(messages([VECTORS[name]]))
    assert [item.rule for item in analysis.findings if item.severity is not Severity.INFO] == []


def span(data: bytes, part: bytes) -> tuple[int, int]:
    at = data.index(part)
    return at, at + len(part)


def test_done_and_how_it_is_written() -> None:
    data = reply("a")
    found = one(run(data), "done-sentinel-json-parsed")
    assert (found.layer, found.spans) == (Layer.CLIENT, (span(data, b"data: [DONE]"),))
    assert found.args["form"] == "usual"
    for other in (b"data:[DONE]", b"data: [done]", b"data: [DONE] "):
        found = one(run(data.replace(b"data: [DONE]", other)), "done-sentinel-json-parsed")
        assert (found.args["form"], found.args["line"]) == ("variant", other.decode())
    assert "done-sentinel-json-parsed" not in rules(run(VECTORS["anthropic"]))
    assert "done-sentinel-json-parsed" not in rules(run(event("[DONE]").encode()))


@pytest.mark.parametrize("line", ["data: : keepalive", "data: ping", "data:"])
def test_keep_alive_as_data(line: str) -> None:
    data = f"{event('a')}{line}\n\n{DONE}".encode()
    found = one(run(data), "keepalive-as-data")
    assert (found.layer, found.count) == (Layer.SERVER, 1)
    assert found.spans[0][0] == data.index(f"\n{line}\n".encode()) + 1
    assert "invalid-json-from-server" not in rules(run(data))
    first = one(run(f"data: : OPENROUTER PROCESSING\n\n{event('a')}{DONE}".encode()), "keepalive-as-data")
    assert first.spans[0][0] == 0


@pytest.mark.parametrize("text", ["data: hi\n\ndata: : keep\n\ndata: ping\n\n", ": ping\n\n", "event: ping\ndata:\n\n"])
def test_plain_text_comments_and_named_events_are_no_keep_alive_as_data(text: str) -> None:
    assert "keepalive-as-data" not in rules(run(text.encode()))
    assert "keepalive-as-data" not in rules(run(b'event: ping\ndata: {"type":"ping"}\n\n' + reply("a")))


def test_data_without_a_space() -> None:
    data = reply("a").replace(b"data: ", b"data:")
    found = one(run(data), "data-without-space-ignored")
    assert (found.layer, found.count, found.severity, found.args["form"]) == (Layer.CLIENT, 3, Severity.INFO, "always")
    assert found.spans[0] == (0, data.index(b"\n"))
    assert one(run(reply("a") + b"data:{}\n\n"), "data-without-space-ignored").args["form"] == "mixed"
    assert "data-without-space-ignored" not in rules(run(reply("a", ":b")))


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_line_separators(mark: str) -> None:
    data = reply(f"a{mark}b")
    found = one(run(data), "unicode-line-separator-split")
    assert (found.layer, found.spans) == (Layer.CLIENT, (span(data, mark.encode()),))
    assert found.args["code"] == f"U+{ord(mark):04X}"
    for cut in range(found.spans[0][0], found.spans[0][1] + 1):
        assert one(run([data[:cut], data[cut:]]), "unicode-line-separator-split").spans == found.spans
    harmless = run(reply("a\\u2028b", "“其”", "入"))
    assert "unicode-line-separator-split" not in rules(harmless)


def test_characters_that_latin1_tears() -> None:
    bare = (("Content-Type", "text/event-stream"),)
    data = reply("进入✅ ok你")
    found = one(run(data, bare), "missing-charset-latin1")
    assert found.args["characters"] == "入 ✅"
    assert found.spans == (span(data, "入".encode()), span(data, "✅".encode()))
    assert "入 ✅" in words.detail(found)
    assert one(run(reply("你"), bare), "missing-charset-latin1").spans == (span(reply("你"), "你".encode()),)
    assert "missing-charset-latin1" not in rules(run(data))


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_encoded_twice(codec: str) -> None:
    twice = "你好".encode().decode(codec)
    data = reply(twice)
    found = one(run(data), "server-double-encoded")
    assert (found.layer, found.severity, found.args["meant"]) == (Layer.SERVER, Severity.ERROR, "你好")
    assert found.spans[0][0] == data.index(b"{")
    assert run(data).verdict.text.value == "damaged-upstream"
    escaped = reply(json.dumps(twice)[1:-1])
    assert one(run(escaped), "server-double-encoded").count == 1
    assert one(run(twice.encode(), ()), "server-double-encoded").args["meant"] == "你好"


@pytest.mark.parametrize("text", ["Ça va déjà, garçon ?", "Größe übt Äußeres", "naïve café", "你好", "ä½ ", "Ã©"])
def test_other_languages_are_not_encoded_twice(text: str) -> None:
    assert "server-double-encoded" not in rules(run(reply(text)))
    assert "server-double-encoded" not in rules(run(text.encode(), ()))
    assert "server-double-encoded" not in rules(run(reply("乱码", "像这样", "中文", "ä½\xa0å¥½")))


def test_surrogates_in_two_pieces() -> None:
    data = reply("\\ud83d", "\\ude00")
    found = one(run(data), "surrogate-split")
    assert (found.layer, found.severity, found.args["form"]) == (Layer.SERVER, Severity.WARNING, "pair")
    assert found.spans == (span(data, b"\\ud83d"), span(data, b"\\ude00"))
    alone = run(reply("a\\ud83d", "b"))
    assert one(alone, "surrogate-split").args["form"] == "alone"
    assert alone.verdict.text.value == "damaged-upstream"


def test_surrogates_as_bytes() -> None:
    data = reply("a?b").replace(b"?", bytes.fromhex("EDA0BDEDB880"))
    analysis = run(data)
    found = one(analysis, "surrogate-split")
    at = data.index(b"\xed")
    assert (found.args["form"], found.spans) == ("bytes", ((at, at + 3), (at + 3, at + 6)))
    assert rules(analysis).isdisjoint({"invalid-bytes", "gbk-bytes-on-the-wire"})
    assert one(run(data + b"\xff"), "invalid-bytes").count == 1


@pytest.mark.parametrize("text", ["\\ud83d\\ude00", "😀", "\\\\ud83d", "\\ud7ff", '{\\\\\\"x\\\\\\":1}'])
def test_whole_pairs_and_escaped_backslashes_are_no_halves(text: str) -> None:
    assert "surrogate-split" not in rules(run(reply(text)))


def test_question_marks() -> None:
    analysis = run(reply("????", "???", "??", "?", "??????", "ok"))
    found = one(analysis, "spring-flux-string-latin1")
    assert (found.layer, found.confidence, found.args["marks"]) == (Layer.SERVER, Confidence.CONSISTENT, 16)
    asked = {"messages": [{"role": "user", "content": "你好"}]}
    mixed = reply("Hi ???", " ??", " GPT ??", " ??", "??")
    assert "spring-flux-string-latin1" not in rules(run(mixed))
    assert one(run(mixed, request=asked), "spring-flux-string-latin1").count == 5


@pytest.mark.parametrize("texts", [["What? Who? Where? Why? When? How?"], ["????", "??", "??", "??", "你?"], ["???"]])
def test_real_questions(texts: list[str]) -> None:
    assert "spring-flux-string-latin1" not in rules(run(reply(*texts), request={"messages": "你好"}))


def test_several_data_lines() -> None:
    data = b'data: {"a":\ndata: 1}\n\n' + reply("a")
    found = one(run(data), "multi-data-lines")
    assert (found.layer, found.spans, found.severity) == (Layer.CLIENT, ((0, 20),), Severity.INFO)
    assert "invalid-json-from-server" not in rules(run(data))
    assert "multi-data-lines" not in rules(run(b"id: 1\ndata: {}\nevent: x\n\n" + reply("a")))


def test_blanks_eaten() -> None:
    data = b"data:Hello\n\ndata: world\n\ndata:!\n\ndata: ok\n\n"
    found = one(run(data), "whitespace-or-newline-eaten")
    assert (found.layer, found.args["form"], found.confidence) == (Layer.SERVER, "space", Confidence.CONSISTENT)
    assert found.spans == (span(data, b"data: world"), span(data, b"data: ok"))
    lost = b"data: one\nand two\n\ndata: three\n\n"
    found = one(run(lost), "whitespace-or-newline-eaten")
    assert (found.args["form"], found.spans) == ("newline", (span(lost, b"and two"),))
    words_only = b"".join(b"data: %b\n\n" % word for word in b"Hello How may I help you today my friend".split())
    assert one(run(words_only), "whitespace-or-newline-eaten").args["form"] == "words"


@pytest.mark.parametrize(
    "data",
    [
        "data:你\n\ndata:好\n\ndata:，\n\ndata: [DONE]\n\n",
        "data: Hello\n\ndata:  world\n\ndata:  again\n\n",
        "data:{}\n\ndata: {}\n\ndata:{}\n\ndata: {}\n\n",
        "".join(
            f"data: {word}\n\n" for word in ["你好", "世界", "今天", "天气", "怎么", "样子", "非常", "好吗", "再见"]
        ),
    ],
)
def test_chinese_guarded_and_json_events_lose_no_blanks(data: str) -> None:
    assert "whitespace-or-newline-eaten" not in rules(run(data.encode()))


@pytest.mark.parametrize(("size", "form"), [(64, "64k"), (130, "128k"), (300, "256k"), (600, "512k")])
def test_long_lines(size: int, form: str) -> None:
    data = reply("a", "x" * (size << 10))
    found = one(run(data), "line-too-long")
    assert (found.layer, found.args["form"], found.count) == (Layer.CLIENT, form, 1)
    assert found.args["size"] == max(map(len, data.split(b"\n")))
    assert found.spans[0][0] == data.index(b"\n\n") + 2


def test_short_lines_and_one_json_are_not_too_long() -> None:
    long = "x" * (70 << 10)
    assert "line-too-long" not in rules(run(reply("x" * (63 << 10))))
    assert "line-too-long" not in rules(run(f'{{"a":"{long}"}}'.encode(), JSON))
    assert "line-too-long" not in rules(run(f"data: {long[:40000]}\ndata: {long[:40000]}\n\n".encode()))


def test_empty_choices() -> None:
    usage = b'data: {"id":"c","choices": [],"usage":{"total_tokens":1}}'
    data = (
        reply("a")
        .replace(b"data: [DONE]", b"data: [DONE]")
        .replace(b"data: [", usage.replace(b" [ ]", b"[]") + b"\n\ndata: [")
    )
    found = one(run(data), "empty-choices-chunk")
    assert (found.layer, found.severity) == (Layer.CLIENT, Severity.INFO)
    assert data[slice(*found.spans[0])].startswith(b'data: {"id":"c","choices": []')
    inside = reply('say \\"choices\\":[] now')
    assert "empty-choices-chunk" not in rules(run(inside))
    assert "empty-choices-chunk" not in rules(run(b': "choices":[]\n\n' + reply("a")))


def held(*headers: tuple[str, str], length: int = 0) -> list[Head | Chunk | End]:
    more = (("Content-Length", str(length)),) if length else ()
    chunk = Chunk(2_000_000_000, reply(*"abcdefgh"))
    return [Head(1, "HTTP/1.1", 200, "", (*SSE, *headers, *more)), chunk, End(2_000_000_001, EndReason.COMPLETE)]


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ((("Server", "nginx"),), "buffered-all-at-once"),
        ((("CF-RAY", "8a-HKG"), ("X-Powered-By", "Express")), "cdn-or-tunnel-buffering"),
        ((("Via", "1.1 proxy"),), "cdn-or-tunnel-buffering"),
        ((("X-Powered-By", "Express"),), "dev-proxy-or-function-platform-buffering"),
        ((("x-amzn-RequestId", "1"), ("Via", "x")), "dev-proxy-or-function-platform-buffering"),
    ],
)
def test_who_held_it_back(headers: tuple[tuple[str, str], ...], rule: str) -> None:
    found = one(analyze_messages(held(*headers)), rule)
    assert (found.layer, found.confidence) == (Layer.PROXY, Confidence.CONSISTENT)
    assert len({item for item in rules(analyze_messages(held(*headers))) if "buffer" in item}) == 1
    smooth = run([event("a").encode(), DONE.encode()], (*SSE, *headers))
    assert not {item for item in rules(smooth) if "buffer" in item}


def test_a_length_on_a_stream_proves_the_buffer() -> None:
    assert one(analyze_messages(held(length=9)), "buffered-all-at-once").confidence is Confidence.PROVEN


def paced(seconds: float, last: float, end: EndReason, done: str = "") -> list[Head | Chunk | End]:
    total = int(seconds * 1e9)
    data = [event("a").encode(), reply("b", done=done)]
    times = (1_000_000, total - int(last * 1e9))
    chunks = [Chunk(at, piece) for at, piece in zip(times, data, strict=True)]
    return [Head(1, "HTTP/1.1", 200, "", SSE), *chunks, End(total, end)]


def test_function_limit() -> None:
    for end in (EndReason.INCOMPLETE, EndReason.COMPLETE):
        found = one(analyze_messages(paced(10.2, 0.1, end)), "function-time-limit")
        assert (found.args["seconds"], found.confidence) == (10, Confidence.CONSISTENT)
    for other in (
        paced(12.5, 0.1, EndReason.INCOMPLETE),  # no usual limit
        paced(60.2, 59, EndReason.INCOMPLETE),  # silence before it: F11
        paced(10.2, 0.1, EndReason.ABORTED),
        paced(10.2, 0.1, EndReason.COMPLETE, DONE),
    ):
        assert "function-time-limit" not in rules(analyze_messages(other))


def test_reasoning_only() -> None:
    data = reply("想", "了", done="").replace(b'"content"', b'"reasoning_content"') + DONE.encode()
    found = one(run(data), "reasoning-only")
    assert (found.layer, found.args["characters"]) == (Layer.CLIENT, 2)
    call = event("").replace(
        '"content":""', '"tool_calls":[{"index":0,"id":"t","function":{"name":"f","arguments":"{}"}}]'
    )
    for silent in (run(data.replace(b"data: [", event("好").encode() + b"data: [")), run(call.encode() + data)):
        assert "reasoning-only" not in rules(silent)
    assert "reasoning-only" not in rules(run(data, end=EndReason.ABORTED))


def test_stream_flag_ignored() -> None:
    whole = b'{"choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}]}'
    found = one(run(whole, JSON, request={"stream": True}), "stream-flag-ignored")
    assert (found.layer, found.spans) == (Layer.SERVER, ((0, len(whole)),))
    unknown = one(run(whole, JSON), "stream-flag-ignored")
    assert (unknown.severity, unknown.confidence) == (Severity.INFO, Confidence.UNKNOWN)
    assert "stream-flag-ignored" not in rules(run(b'{"a":1}', JSON))
    assert "stream-flag-ignored" not in rules(run(whole, JSON, request={"stream": False}))
    assert "stream-flag-ignored" not in rules(run(b'{"error":{"message":"x"}}', JSON, request={"stream": True}))
    assert "stream-flag-ignored" not in rules(run(reply("a"), request={"stream": True}))


def test_json_array_and_pretty_records() -> None:
    assert one(run(VECTORS["gemini-array"], JSON), "json-array-or-pretty-stream").args["form"] == "array"
    pretty = b'{\n "id": 1\n}\n{\n "id": 2\n}\n'
    assert one(run(pretty, JSON), "json-array-or-pretty-stream").spans == ((0, 12),)
    assert "json-array-or-pretty-stream" not in rules(run(b'{\n "id": 1\n}', JSON))
    assert "json-array-or-pretty-stream" not in rules(run(b'[{"id":1}]', JSON))
    assert "json-array-or-pretty-stream" not in rules(run(b'{"id":1}\n{"id":2}\n', JSON))


def test_double_prefix() -> None:
    data = event("a").encode() + b"data: " + event("b").encode() + DONE.encode()
    found = one(run(data), "double-data-prefix")
    assert (found.layer, found.spans[0][0]) == (Layer.PROXY, len(event("a")))
    assert "invalid-json-from-server" not in rules(run(data))
    assert "double-data-prefix" not in rules(run(reply("data: data: {")))
    assert "double-data-prefix" not in rules(run(b"data: data: is a word\n\n"))


def test_bad_check_sum() -> None:
    data = VECTORS["bedrock-converse"]
    assert "eventstream-bad-crc" not in rules(run(data, AWS))
    frame = run(data, AWS).frames[1]
    broken = bytearray(data)
    broken[frame.end - 5] ^= 1
    found = one(run(bytes(broken), AWS), "eventstream-bad-crc")
    assert (found.layer, found.spans) == (Layer.PROXY, ((frame.start, frame.end),))
    assert "eventstream-bad-crc" not in rules(run(data[:-3], AWS, end=EndReason.RESET))


def test_more_after_the_end() -> None:
    data = reply("a") + event("b").encode()
    found = one(run(data), "data-after-terminal")
    assert (found.layer, found.spans) == (Layer.SERVER, ((len(reply("a")), len(data) - 2),))
    assert "data-after-terminal" not in rules(run(reply("a") + b": bye\n\n"))


def test_a_web_page_says_its_title() -> None:
    page = b"\xef\xbb\xbf\n<html><head><TITLE>Sign in</TITLE></head></html>"
    found = one(run(page, ()), "html-instead-of-stream")
    assert (found.args["page_title"], found.args["form"]) == ("Sign in", "page")
    refused = run(b"<center>502</center>", (("Content-Type", "text/html"),), status=502)
    assert one(refused, "html-instead-of-stream").args["form"] == "refused"


@pytest.mark.parametrize(
    ("declared", "form"),
    [
        ("application/json, text/event-stream; charset=utf-8", "several"),
        ("text/event-stream;charset=ISO-8859-1", "charset"),
    ],
)
def test_types_that_strict_clients_refuse(declared: str, form: str) -> None:
    assert one(run(reply("a"), (("Content-Type", declared),)), "content-type-mismatch").args["form"] == form


@pytest.mark.parametrize(
    "declared", ["text/event-stream", "text/event-stream;charset=UTF-8", "Text/Event-Stream; charset=utf8"]
)
def test_types_that_are_right(declared: str) -> None:
    assert "content-type-mismatch" not in rules(run(reply("a"), (("Content-Type", declared),)))


@pytest.mark.parametrize(
    "data",
    [
        "data:Hello\n\ndata: w\u2028d\n\ndata:!\nand two\n\ndata: [done]\r\n\r\n",
        f"data: : ping\n\n{event(chr(92) + 'ud83d')}{event(chr(92) + 'ude00入')}data: data: {{}}\n\n",
        "ä½\xa0å¥½ ?? ??? ???? ?? ???",
        'data: {"a":"\ufffd","b":"x\ufffd","c":["??","?"]}\n\ndata: {"b":"\ufffdy","a":"\ufffd?"}\n\n',
    ],
)
def test_none_of_it_depends_on_the_cuts(data: str) -> None:
    check_law(data.encode(), (("Content-Type", "text/event-stream"),))
    check_law(data.encode().replace("入".encode(), b"\xed\xa0\xbd\xed\xb8\x80"), SSE, every=3)


def test_chunked_twice() -> None:
    pieces = [event(text).encode() for text in "abc"]
    data = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    found = one(run(data), "framing-header-conflict")
    assert (found.layer, found.args["conflict"], found.spans[0]) == (Layer.PROXY, "twice", (0, 2))
    for text in (b"1a\r\nb\r\n", b"12\r\n34\r\n56\r\n78\r\n", b"1\r\na\r\n2\r\nbb\r\n"):
        assert "framing-header-conflict" not in rules(run(text, ()))


def blocks(size: int, gap_ms: int) -> list[Head | Chunk | End]:
    data = reply(*"x" * 400)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    chunks = [Chunk((index + 1) * gap_ms * 1_000_000, piece) for index, piece in enumerate(pieces)]
    return [Head(1, "HTTP/1.1", 200, "", SSE), *chunks, End(len(pieces) * gap_ms * 1_000_000 + 1, EndReason.COMPLETE)]


def test_bursts_of_whole_buffers() -> None:
    analysis = analyze_messages(blocks(4096, 400))
    assert [key for key, _ in analysis.verdict.parts] == ["intact", "line-cut", "bursts"]
    found = one(analysis, "buffered-all-at-once")
    assert (found.args["form"], found.confidence) == ("blocks", Confidence.CONSISTENT)
    for other in (blocks(4096, 1), blocks(4000, 400)):
        assert "buffered-all-at-once" not in rules(analyze_messages(other))
