"""Each rule on the right bytes with the right layer, and silent on what only looks alike."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
import zstandard

from streamlab.analysis import Analysis, analyze_messages
from streamlab.diagnosis import prose as words
from streamlab.model import Chunk, Confidence, End, EndKind, EndReason, Finding, Head, Headers, Layer, Severity
from tests.analysis.law import messages

SSE = (("Content-Type", "text/event-stream; charset=utf-8"),)


def run(
    data: bytes | list[bytes],
    headers: Headers = SSE,
    *,
    status: int = 200,
    end: EndReason = EndReason.COMPLETE,
    **options: Any,
) -> Analysis:
    pieces = [data] if isinstance(data, bytes) else data
    return analyze_messages(messages(pieces, headers, status=status, end=end), **options)


def rules(analysis: Analysis) -> set[str]:
    return {item.rule for item in analysis.findings}


def one(analysis: Analysis, rule: str) -> Finding:
    (found,) = [item for item in analysis.findings if item.rule == rule]
    assert words.title(found)
    assert words.detail(found)
    assert words.advice(found)
    return found


def event(content: str, finish: str | None = None, **more: object) -> str:
    end = f'"{finish}"' if finish else "null"
    return f'data: {{"id":"c","choices":[{{"index":0,"delta":{{"content":"{content}"}},"finish_reason":{end}}}]}}\n\n'


DONE = event("", "stop") + "data: [DONE]\n\n"


def reply(*contents: str, done: str = DONE) -> bytes:
    return ("".join(map(event, contents)) + done).encode()


def test_a_healthy_stream_has_no_findings() -> None:
    analysis = run([event("你").encode(), event("好").encode(), DONE.encode()])
    assert rules(analysis) == {"events-merged-in-one-chunk", "done-sentinel-json-parsed"}
    assert analysis.verdict.severity is Severity.INFO


def test_char_split_names_the_bytes_and_what_a_naive_client_shows() -> None:
    data = event("a😀b").encode()
    at = data.index("😀".encode())
    found = one(
        run([data[: at + 1], data[at + 1 : at + 3], data[at + 3 :], DONE.encode()]), "char-split-decoded-per-chunk"
    )
    assert (found.layer, found.severity, found.count) == (Layer.CLIENT, Severity.WARNING, 1)
    assert found.spans == ((at, at + 4),)
    assert found.chunks == (0, 2)
    assert found.args["bytes"] == "F0 │ 9F 98 │ 80"
    assert found.args["naive"] == "".join(part.decode("utf-8", "replace") for part in (b"\xf0", b"\x9f\x98", b"\x80"))
    assert words.places(found) == f"😀 at {at}–{at + 4} · chunks 0│2"


def test_char_split_has_a_bound_on_its_places_but_not_on_its_count() -> None:
    data = ("你" * 300).encode()
    found = one(run([data[at : at + 1] for at in range(len(data))], ()), "char-split-decoded-per-chunk")
    assert found.count == 300
    assert len(found.spans) == 200


@pytest.mark.parametrize("text", ["👨|‍👩", "🇨|🇳", "e|\u0301", "👍|🏽"])
def test_a_cut_between_code_points_is_no_cut_character(text: str) -> None:
    pieces = event(text).encode().split(b"|")
    assert "char-split-decoded-per-chunk" not in rules(run([*pieces, DONE.encode()]))


def test_line_split() -> None:
    data = reply("你")
    found = one(run([data[:10], data[10:]]), "line-split-parsed-per-chunk")
    assert (found.layer, found.count, found.spans, found.chunks) == (Layer.CLIENT, 1, ((0, 10),), (0,))
    for at in (data.index(b"\n"), data.index(b"\n") + 1, data.index(b"\n") + 2):
        assert "line-split-parsed-per-chunk" not in rules(run([data[:at], data[at:]]))


@pytest.mark.parametrize(
    ("pieces", "borders", "lines"),
    [
        ([b"data: {", b'"a"', b":1", b"}\n\n"], 3, 1),
        ([b"data: {", b"}\n\ndata: {", b"}\n\n"], 2, 2),
        ([b"data: {", b"}\n", b"\ndata: {", b"}", b"\n\n"], 2, 2),
        ([b"data: {", b"}\r\rdata: {", b"}\r\r"], 2, 2),
        ([b"data: {", b"}\r\n", b"\r\ndata: {", b"1", b"}\r\n\r\n"], 3, 2),
        ([b"da", b"ta: 1\ndata: 2\ndata: ", b"3\n\n"], 2, 2),
        ([bytes((byte,)) for byte in b"data: 12\n\n" * 40], 7 * 40, 40),
        ([bytes((byte,)) for byte in b"data: " + b"x" * 5000 + b"\n\n"], 5005, 1),
    ],
)
def test_cut_lines_are_counted_and_not_the_borders_in_them(pieces: list[bytes], borders: int, lines: int) -> None:
    analysis = run(pieces)
    found = one(analysis, "line-split-parsed-per-chunk")
    assert (found.count, found.args["lines"]) == (borders, lines)
    assert words.verdict_text(analysis.verdict).startswith(
        f"Bytes intact. {lines} line{'s' if lines > 1 else ''} cut by"
    )


def test_a_character_in_four_chunks_is_one() -> None:
    data = reply("😀")
    at = data.index("😀".encode())
    analysis = run([data[: at + 1], data[at + 1 : at + 2], data[at + 2 : at + 3], data[at + 3 :]])
    assert "1 character cut by chunk borders" in words.verdict_text(analysis.verdict)


def test_borders_inside_one_json_are_no_cut_lines() -> None:
    data = b'{\r\n "a": [1,\r\n 2]\r\n}'
    pieces = [data[:2], data[2:9], data[9:]]
    assert rules(run(pieces, (("Content-Type", "application/json"),))) == set()


def test_crlf_split() -> None:
    data = reply("a").replace(b"\n", b"\r\n")
    at = data.index(b"\n")
    found = one(run([data[:at], data[at:]]), "crlf-split-across-chunks")
    assert (found.spans, found.chunks, found.layer) == (((at - 1, at + 1),), (0,), Layer.CLIENT)
    assert one(run(data), "crlf-or-cr-delimiters-unrecognised").args["ends"] == "CRLF"
    assert one(run(reply("a").replace(b"\n", b"\r")), "crlf-or-cr-delimiters-unrecognised").args["ends"] == "CR"
    assert one(run(reply("a") + b": x\r\n"), "crlf-or-cr-delimiters-unrecognised").args["ends"] == "CR, LF, CRLF"


def test_events_merged() -> None:
    pieces = [(event("a") + event("b") + event("c")).encode(), event("d").encode(), DONE.encode()]
    found = one(run(pieces), "events-merged-in-one-chunk")
    assert (found.count, found.args["most"], found.severity) == (2, 3, Severity.INFO)


def test_gbk() -> None:
    data = 'data: {"t":"你好，世界，再见"}\n\n'.encode("gbk")
    found = one(run(data), "gbk-bytes-on-the-wire")
    assert (found.layer, found.confidence, found.args["sample"]) == (
        Layer.SERVER,
        Confidence.PROVEN,
        "你好，世界，再见",
    )
    assert found.args["declared"] == "utf-8"
    assert one(run('{"t":"你好"}'.encode("gbk"), ()), "gbk-bytes-on-the-wire").confidence is Confidence.CONSISTENT
    declared = run('{"t":"你好，世界"}'.encode("gbk"), (("Content-Type", "application/json; charset=GBK"),))
    assert declared.encoding in ("gbk", "gb18030")
    assert rules(declared) == set()


def test_valid_utf8_is_never_taken_for_gbk() -> None:
    for text in ("你", "你好", "浣犲ソ", "é", "ÄÖÜ"):
        assert "gbk-bytes-on-the-wire" not in rules(run(reply(text)))
    assert "gbk-bytes-on-the-wire" not in rules(run(reply("你")[:-40] + "你".encode()[:2]))  # only the end is torn


def test_invalid_bytes() -> None:
    data = reply("a?b").replace(b"?", b"\xff")
    found = one(run(data), "invalid-bytes")
    assert (found.layer, found.count, found.args["bytes"], found.args["reason"]) == (Layer.SERVER, 1, "FF", "invalid")
    assert found.spans == ((data.index(b"\xff"), data.index(b"\xff") + 1),)


def test_ends_inside_character() -> None:
    data = reply("你", done="") + b'data: {"t":"\xe4\xbd'
    found = one(run(data, end=EndReason.RESET), "ends-inside-character")
    assert (found.layer, found.spans, found.args["bytes"]) == (Layer.NETWORK, ((len(data) - 2, len(data)),), "E4 BD")
    assert one(run(data), "ends-inside-character").layer is Layer.SERVER
    assert "invalid-bytes" not in rules(run(data))
    live = analyze_messages(messages([data], SSE)[:-1])
    assert "ends-inside-character" not in rules(live)  # more may come


def test_fffd_at_the_edges_is_the_server() -> None:
    found = one(run(reply("我可以\ufffd", "\ufffd助你")), "upstream-detokenizer-fffd")
    assert (found.layer, found.count, found.confidence) == (Layer.SERVER, 2, Confidence.CONSISTENT)


def test_fffd_inside_is_a_relay() -> None:
    found = one(run(reply("我可\ufffd\ufffd助你")), "relay-baked-fffd")
    assert (found.layer, found.count) == (Layer.PROXY, 2)
    assert one(run(reply("我可\\ufffd助你")), "relay-baked-fffd").count == 1
    assert one(run(reply("我可\\uFFFD助你")), "relay-baked-fffd").count == 1


def test_fffd_across_a_border_is_found_once() -> None:
    for needle in ("\ufffd", "\\ufffd"):
        data = reply(f"我{needle}你")
        at = data.index(needle.encode())
        for cut in range(at, at + len(needle.encode()) + 1):
            assert one(run([data[:cut], data[cut:]]), "relay-baked-fffd").spans == ((at, at + len(needle.encode())),)


@pytest.mark.parametrize("text", ["\\u4f60\\u597d", "feff", "\\ufffc", "ä½ ", "锟斤拷"])
def test_escapes_and_strange_letters_are_no_damage(text: str) -> None:
    assert rules(run([event(text).encode(), DONE.encode()])) <= {
        "events-merged-in-one-chunk",
        "done-sentinel-json-parsed",
    }


def test_bom() -> None:
    found = one(run(b"\xef\xbb\xbf" + reply("a")), "bom-first-event-lost")
    assert (found.layer, found.spans) == (Layer.SERVER, ((0, 3),))
    assert "bom-first-event-lost" not in rules(run(reply("a\ufeffb")))


def test_compressed_but_not_declared() -> None:
    for coding, data in (("gzip", gzip.compress(reply("你"), mtime=0)), ("zstd", zstandard.compress(reply("你")))):
        analysis = run(data)
        assert one(analysis, "compressed-but-not-declared").args["coding"] == coding
        assert "invalid-bytes" not in rules(analysis)
        assert analysis.verdict.text.value == "not-text"


def test_content_encoding_lie() -> None:
    found = one(run(reply("你"), (*SSE, ("Content-Encoding", "gzip"))), "content-encoding-lie")
    assert (found.layer, found.severity) == (Layer.PROXY, Severity.ERROR)
    assert run(reply("你"), (*SSE, ("Content-Encoding", "gzip"))).reply.text == "你"
    assert one(run(reply("你"), (*SSE, ("Content-Encoding", "dcb"))), "content-encoding-lie").args["error"] == "unknown"


@pytest.mark.parametrize(
    ("cut", "error", "layer"), [(-4, "truncated", Layer.NETWORK), (0, "trailing-garbage", Layer.SERVER)]
)
def test_content_coding_broken(cut: int, error: str, layer: Layer) -> None:
    data = gzip.compress(reply("你"), mtime=0)
    data = data[:cut] if cut else data + b"x"
    found = one(run(data, (*SSE, ("Content-Encoding", "gzip"))), "content-coding-broken")
    assert (found.args["error"], found.layer) == (error, layer)


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        ('{"a":', "truncated"),
        ('{"a":1,}', "trailing-comma"),
        ("{'a':1}", "single-quotes"),
        ('{"a":NaN}', "nan"),
        ('{"a":"\t"}', "control-character"),
        ('{"a":1}{"b":2}', "extra-data"),
        ("[1", "truncated"),
    ],
)
def test_invalid_json(bad: str, kind: str) -> None:
    data = f"{event('a')}data: {bad}\n\n{DONE}".encode()
    found = one(run(data), "invalid-json-from-server")
    assert (found.layer, found.count, found.args["kind"], found.args["frame"]) == (Layer.SERVER, 1, kind, 1)
    assert data[found.args["offset"] :].startswith(b"\n\n") or found.spans[0][0] == found.args["offset"]


def test_what_the_end_of_the_transfer_cut_off_is_no_bad_json() -> None:
    data = reply("你")[:-30]
    for end in (EndReason.RESET, EndReason.INCOMPLETE, EndReason.ABORTED, EndReason.TIMEOUT):
        found = rules(run(data, end=end))
        assert "invalid-json-from-server" not in found
        assert "final-event-without-blank-line" not in found


def test_tool_arguments_and_padding_are_no_faults() -> None:
    call = '{"index":0,"id":"t","function":{"name":"f","arguments":"{\\"ci"}}'
    data = f': {" " * 2048}\ndata: {{"id":"c","choices":[{{"index":0,"delta":{{"tool_calls":[{call}]}}}}]}}\n\n'
    found = rules(run([data.encode(), event("", "tool_calls").encode(), b"data: [DONE]\n\n"]))
    assert found == {"keepalive-comment-parsed", "done-sentinel-json-parsed"}


def test_plain_text_events_are_no_bad_json() -> None:
    data = "data: 你好\n\ndata: {\n\ndata: [x]\n\ndata:  if (a) {\n\n".encode()
    analysis = run([line + b"\n\n" for line in data.split(b"\n\n") if line])
    assert rules(analysis) == set()
    assert analysis.reply.text == "你好{[x] if (a) {"


def test_html() -> None:
    page = b"\n<!DOCTYPE html><html><title>502</title></html>"
    analysis = run(page, (("Content-Type", "text/html"),), status=502)
    assert one(analysis, "html-instead-of-stream").layer is Layer.PROXY
    assert one(analysis, "error-status").args["status"] == 502
    assert "html-instead-of-stream" not in rules(run(b"<think>x</think>", (("Content-Type", "text/plain"),)))


def test_unframed_line() -> None:
    data = event("a").encode() + b'{"error":{"message":"busy"}}\n\n'
    analysis = run(data)
    found = one(analysis, "unframed-line-in-sse")
    assert (found.layer, found.spans) == (Layer.SERVER, ((data.index(b'{"error'), len(data) - 2),))
    assert one(analysis, "error-inside-200").args["message"] == "busy"
    assert "unframed-line-in-sse" not in rules(run(b"event: ping\n\n" + reply("a")))


def test_glued_json() -> None:
    data = b'{"id":"1","text":"a","detail":{}}{"message":"busy","data":null,"status":"Fail"}'
    analysis = run(data, ())
    assert one(analysis, "glued-json-no-newline").spans == ((33, len(data)),)
    assert one(analysis, "error-inside-200").spans == ((33, len(data)),)
    assert "glued-json-no-newline" not in rules(run(b'{"a":"}{"}\n{"b":1}', ()))


def test_final_event_without_blank_line() -> None:
    data = reply("a")[:-1]
    found = one(run(data), "final-event-without-blank-line")
    assert (found.layer, found.spans) == (Layer.SERVER, ((len(data) - 13, len(data) - 1),))


def test_content_type_mismatch() -> None:
    assert one(run(reply("a"), (("Content-Type", "application/json"),)), "content-type-mismatch").args == {
        "declared": "application/json",
        "framing": "sse",
    }
    assert "content-type-mismatch" not in rules(
        run(b'{"a":1}\n{"b":2}\n', (("Content-Type", "application/octet-stream"),))
    )
    assert "content-type-mismatch" not in rules(run(reply("a"), ()))
    assert one(run(b'{"error":{}}'), "content-type-mismatch").args["framing"] == "json"


def test_keep_alive_comments() -> None:
    analysis = run(b": OPENROUTER PROCESSING\n\n" + reply("a") + b": x\n")
    assert one(analysis, "keepalive-comment-parsed").count == 2
    assert one(analysis, "comment-plus-blank-dispatches-empty-event").spans == ((0, 23),)
    assert "comment-plus-blank-dispatches-empty-event" not in rules(run(b": x\n" + reply("a")))


def test_missing_charset() -> None:
    bare = (("Content-Type", "text/event-stream"),)
    assert one(run(reply("你"), bare), "missing-charset-latin1").severity is Severity.INFO
    assert "missing-charset-latin1" not in rules(run(reply("a"), bare))
    assert "missing-charset-latin1" not in rules(run('{"a":"你"}'.encode(), (("Content-Type", "application/json"),)))


def test_error_inside() -> None:
    data = event("a").encode() + b'data: {"error":{"message":"busy","code":"x"}}\n\n'
    analysis = run(data)
    found = one(analysis, "error-inside-200")
    assert (found.args, found.spans) == ({"message": "busy", "code": "x"}, ((len(event("a")), len(data) - 2),))
    assert "clean-eof-no-terminal" not in rules(analysis)
    assert "error-inside-200" not in rules(run(data, status=500))
    assert "error-inside-200" not in rules(run(reply("a").replace(b'"id"', b'"error":null,"id"')))


def test_no_terminal() -> None:
    neither = one(run(reply("a", done="")), "clean-eof-no-terminal")
    assert (neither.severity, neither.args["finish"]) == (Severity.ERROR, "")
    assert "none" in words.detail(neither)
    assert one(run(reply("a", done=event("", "stop"))), "clean-eof-no-terminal").severity is Severity.WARNING
    assert "clean-eof-no-terminal" not in rules(run(reply("a", done="data: [DONE]\n\n")))
    assert "clean-eof-no-terminal" not in rules(run(b'{"id":"1","text":"a","detail":{}}', ()))  # has no terminal


def test_stopped_by_limit() -> None:
    for finish in ("length", "content_filter"):
        data = reply("a", done=event("", finish) + "data: [DONE]\n\n")
        assert one(run(data), "length-or-filter-finish").args == {"finish": finish}


def test_premature_close() -> None:
    cut = one(run(reply("a", done=""), end=EndReason.INCOMPLETE), "premature-close")
    assert (cut.layer, cut.severity, cut.args["how"]) == (Layer.NETWORK, Severity.ERROR, "incomplete")
    assert one(run(reply("a"), end=EndReason.RESET), "premature-close").severity is Severity.INFO
    for end in (EndReason.ABORTED, EndReason.TIMEOUT, EndReason.COMPLETE):
        assert "premature-close" not in rules(run(reply("a", done=""), end=end))


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        (EndKind.HEAD_TOO_LONG, Severity.WARNING),
        (EndKind.CHUNK_LINE_TOO_LONG, Severity.WARNING),
        (EndKind.FLOOD, Severity.WARNING),
        (EndKind.LIMIT, Severity.INFO),
        (EndKind.TIME_LIMIT, Severity.INFO),
    ],
)
def test_a_limit_of_ours_is_nobodys_fault(kind: EndKind, severity: Severity) -> None:
    analysis = analyze_messages([Head(1, "HTTP/1.1", 200, "OK", ()), End(2, EndReason.ABORTED, kind, "4 bytes")])
    found = one(analysis, "own-limit")
    assert (found.layer, found.severity, analysis.verdict.layer) == (Layer.TOOL, severity, Layer.TOOL)
    assert "http-protocol-error" not in rules(analysis)
    assert "You stopped it" not in words.verdict_text(analysis.verdict)


def test_more_content_than_is_unpacked_is_nobodys_fault_either() -> None:
    analysis = Analysis()
    head = Head(1, "HTTP/1.1", 200, "OK", (("Content-Encoding", "gzip"), ("Content-Type", "text/plain")))
    analysis.feed([head, Chunk(2, gzip.compress(b"hello"))])
    analysis.pipeline.stack.too_big = True  # as after a gigabyte
    analysis.feed([End(3, EndReason.COMPLETE)])
    found = one(analysis, "own-limit")
    assert (found.layer, found.severity) == (Layer.TOOL, Severity.WARNING)
    assert "1,073,741,824 bytes" in words.detail(found)
    assert "content-coding-broken" not in rules(analysis)


@pytest.mark.parametrize("kind", [EndKind.REDIRECTS, EndKind.REDIRECT_TARGET, EndKind.INTERNAL])
def test_what_is_no_breach_of_http_is_not_called_one(kind: EndKind) -> None:
    analysis = analyze_messages([Head(1, "HTTP/1.1", 302, "", ()), End(2, EndReason.PROTOCOL_ERROR, kind, "x")])
    assert "http-protocol-error" not in rules(analysis)
    assert "broke HTTP" not in words.verdict_text(analysis.verdict)
    assert analysis.verdict.severity is Severity.ERROR


def test_protocol_error() -> None:
    analysis = analyze_messages(
        [Head(1, "HTTP/1.1", 200, "OK", ()), End(2, EndReason.PROTOCOL_ERROR, EndKind.CHUNK_SIZE, "bad chunk size")]
    )
    assert one(analysis, "http-protocol-error").args == {"detail": "bad chunk size"}


def test_framing_conflict() -> None:
    both = (*SSE, ("Content-Length", "5"), ("Transfer-Encoding", "chunked"))
    assert one(run(reply("a"), both), "framing-header-conflict").args == {"conflict": "both"}
    assert "framing-header-conflict" not in rules(run(reply("a"), (*SSE, ("Content-Length", "5"))))


def test_cumulative() -> None:
    lines = [f'{{"id":"1","text":"{"哈" * n}","detail":{{}}}}\n'.encode() for n in range(1, 5)]
    assert one(run(lines, ()), "cumulative-vs-delta").severity is Severity.INFO
    assert "cumulative-vs-delta" not in rules(run([event("哈" * n).encode() for n in range(1, 5)]))


@pytest.mark.parametrize("reason", EndReason)
def test_every_end_has_words(reason: EndReason) -> None:
    for analysis in (analyze_messages([End(5, reason)]), run(reply("a", done=""), end=reason)):
        summary = words.verdict_text(analysis.verdict)
        assert summary
        assert "{" not in summary
        assert analysis.to_dict()["end"]["reason"] == reason
