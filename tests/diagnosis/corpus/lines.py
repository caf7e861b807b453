"""The guide's modes about lines, events and JSON: F02, F03, F05, F13 to F15, F17, F19, F33, F36, F37, F39 to F41, F49, F53 on."""

from __future__ import annotations

from tests.diagnosis.corpus.wire import (
    CARRIERS,
    DONE,
    JSON,
    LINES,
    NONE,
    OCTETS,
    PLAIN,
    SSE,
    Case,
    after,
    anthropic,
    at,
    chat,
    chat_crlf,
    delta,
    dumps,
    event,
    fixed,
    frames_of,
    gemini,
    inside,
    ollama,
    raw_events,
    tiny,
    web,
)

LINE, MERGED, SENTINEL = "line-split-parsed-per-chunk", "events-merged-in-one-chunk", "done-sentinel-json-parsed"
COMMENT, AS_DATA, LONE = "keepalive-comment-parsed", "keepalive-as-data", "comment-plus-blank-dispatches-empty-event"
UNFRAMED, TIGHT, OPEN = "unframed-line-in-sse", "data-without-space-ignored", "final-event-without-blank-line"
CRLF, ENDS, MULTI = "crlf-split-across-chunks", "crlf-or-cr-delimiters-unrecognised", "multi-data-lines"
EATEN, LONG, GLUED = "whitespace-or-newline-eaten", "line-too-long", "glued-json-no-newline"
ARRAY, TWICE, BAD = "json-array-or-pretty-stream", "double-data-prefix", "invalid-json-from-server"
REPLIES = [(carry("你好，", "世界 👋"), head) for carry, head in CARRIERS.values()]
WORDS = ["Hello", "how", "may", "I", "help", "you", "today", "my", "dear", "friend"]
PING = b": OPENROUTER PROCESSING\n\n"
RECORDS = [{"candidates": [{"content": {"parts": [{"text": text}], "role": "model"}}]} for text in "你好"]
GEMINI_ARRAY = b"[" + b"\n,\r\n".join(dumps(item).replace(",", ",\n  ").encode() for item in RECORDS) + b"]"
PRETTY = b"".join(dumps({"seq": n, "text": "好"}).replace(",", ",\n  ").encode() + b"\n" for n in range(3))


def _with(data: bytes, more: bytes, before: bytes = DONE) -> bytes:
    """`data` with `more` before `before`."""
    return data.replace(before, more + before)


FOUND: list[Case] = [
    # F02
    *(Case(LINE, at(data, 11), head, layer="client") for data, head in REPLIES),
    Case(LINE, at(b'data: {"t":"a' + b'b"}\n\n', 13), at=b'data: {"t":"a', layer="client"),
    Case(LINE, fixed(web(*"一二三四五六七八"), 97), OCTETS, layer="client", severity="warning"),
    # F03
    *(Case(MERGED, [data], head, layer="client", severity="info") for data, head in REPLIES),
    Case(
        MERGED,
        [b'{"response":" you"}\n{"response":" today"}\n'],
        LINES,
        b'{"response":" you"}\n{"response":" today"}',
        args={"most": 2},
    ),
    # F05: and its variants
    Case(SENTINEL, chat("你好"), at=b"data: [DONE]", layer="client", severity="info", args={"form": "usual"}),
    Case(SENTINEL, chat_crlf("你好"), at=b"data:[DONE]", args={"form": "variant"}),
    Case(SENTINEL, tiny("你") + b"data: [done]\n\n", at=b"data: [done]", args={"form": "variant"}),
    Case(SENTINEL, chat("👋", done=b"data: [DONE] \r\n\r\n"), at=b"data: [DONE] ", args={"form": "variant"}),
    # F13
    Case(COMMENT, PING + chat("你好"), at=PING[:-2], layer="client", severity="info"),
    Case(COMMENT, b": ping\n" + anthropic("你好"), at=b": ping"),
    Case(COMMENT, _with(chat_crlf("你好"), b":\r\n\r\n", b"data:[DONE]"), at=b":"),
    Case(COMMENT, tiny("你") + ": 保持连接\n\n".encode() + tiny("好"), at=": 保持连接".encode()),
    # F14
    Case(
        AS_DATA,
        _with(chat("你好"), b"data: : keepalive\n\n"),
        at=b"data: : keepalive",
        layer="server",
        severity="warning",
    ),
    Case(AS_DATA, event(": OPENROUTER PROCESSING") + chat("你好"), at=b"data: : OPENROUTER PROCESSING", layer="server"),
    Case(AS_DATA, _with(chat(*"一二三四五六七八九十"), b"data: ping\n\n"), at=b"data: ping", layer="server"),
    Case(AS_DATA, _with(chat_crlf("你", "好"), b"data:\r\n\r\n", b"data:[DONE]"), at=b"data:", layer="server"),
    Case(AS_DATA, tiny("你") + b"data: : ka\n\n" + tiny("好"), at=b"data: : ka", layer="server"),
    # F15: also once an id was seen, and a block of a field nobody knows
    Case(LONE, PING + chat("你好"), at=PING[:-2], layer="client", severity="info"),
    Case(LONE, b"id: 7\n" + tiny("你") + b": ping\n\n" + tiny("好"), at=b": ping", layer="client"),
    Case(LONE, _with(chat_crlf("你"), b":hb\r\n\r\n", b"data:[DONE]"), at=b":hb", layer="client"),
    Case(LONE, tiny("你") + b"heartbeat: 1\n\n" + tiny("好"), at=b"heartbeat: 1", layer="client"),
    # F17
    Case(
        UNFRAMED,
        chat("你", done=b"") + b'{"error":{"code":400,"message":"x"}}\n',
        at=b'{"error":{"code":400,"message":"x"}}',
        layer="server",
    ),
    Case(
        UNFRAMED,
        _with(chat("你"), b"<html><body>502</body></html>\n\n"),
        at=b"<html><body>502</body></html>",
        layer="server",
    ),
    Case(UNFRAMED, _with(chat("你"), b"Internal Server Error\n\n"), at=b"Internal Server Error", layer="server"),
    Case(
        UNFRAMED,
        tiny("你") + '{"message":"系统繁忙"}\n\n'.encode(),
        at='{"message":"系统繁忙"}'.encode(),
        layer="server",
    ),
    Case(UNFRAMED, anthropic("你", ended=False) + b'{"type":"error"}\n', at=b'{"type":"error"}', verdict="intact"),
    Case(UNFRAMED, b"Internal Server Error", at=b"Internal Server Error", layer="server"),
    Case(
        UNFRAMED, b"upstream connect error or disconnect/reset before headers. reset reason: overflow\n", layer="server"
    ),
    Case(UNFRAMED, tiny("你") + b"Error: upstream timed out\n\n", at=b"Error: upstream timed out", layer="server"),
    Case(
        UNFRAMED, tiny("你")[:-1] + b"Traceback (most recent call last):\n\n", at=b"Traceback (most recent call last):"
    ),
    # F19
    Case(
        TIGHT, chat("你好", space="", done=b"data:[DONE]\n\n"), layer="client", severity="info", args={"form": "always"}
    ),
    Case(TIGHT, chat_crlf("你好"), layer="client", args={"form": "always"}),
    Case(TIGHT, tiny("你") + b'data:{"t":"\xe5\xa5\xbd"}\n\n', at=b'data:{"t":"\xe5\xa5\xbd"}', args={"form": "mixed"}),
    Case(TIGHT, b"data:" + "你好".encode() + b"\n\n", at=b"data:" + "你好".encode()),
    # F33
    Case(OPEN, chat("你好")[:-1], at=b"data: [DONE]", layer="server", severity="warning"),
    Case(OPEN, b'data: {"t":"a"}\n\ndata: {"t":"b"}', at=b'data: {"t":"b"}', layer="server"),
    Case(OPEN, chat_crlf("你好")[:-2], at=b"data:[DONE]", layer="server"),
    Case(OPEN, anthropic("你好")[:-2], at=b'event: message_stop\ndata: {"type":"message_stop"}', layer="server"),
    # F36: inside an event of two lines, and where it does no harm
    Case(CRLF, at(b'data: {"t":\r\ndata: "a"}\r\n\r\n', 12), at=b"\r\n", layer="client", severity="warning"),
    Case(CRLF, after(gemini("你"), b"\r"), at=b"\r\n", layer="client", severity="info"),
    Case(CRLF, after(b"id: 1\r\n" + chat_crlf("你"), b"id: 1\r"), at=b"\r\n", severity="warning"),
    Case(CRLF, after(b"event: x\r\ndata: {}\r\n\r\n" * 2, b"{}\r\n\r"), at=b"\r\n", severity="info"),
    # F37
    Case(ENDS, gemini("你好"), layer="client", severity="info", args={"ends": "CRLF"}),
    Case(ENDS, chat("你好").replace(b"\n", b"\r"), layer="client", args={"ends": "CR"}),
    Case(ENDS, chat("你好") + b": bye\r\n\r\n", args={"ends": "CR, LF, CRLF"}),
    Case(ENDS, anthropic("👋").replace(b"\n", b"\r\n"), args={"ends": "CRLF"}),
    # F39
    Case(MULTI, b'data: {"t":\ndata: "a"}\n\n', at=b'data: {"t":\ndata: "a"}', layer="client", severity="info"),
    Case(MULTI, chat("你").replace(b',"object"', b',\ndata: "object"'), layer="client"),
    Case(MULTI, tiny("你").replace(b':"', b':\r\ndata: "').replace(b"\n\n", b"\r\n\r\n"), layer="client"),
    Case(MULTI, b"data: # \xe4\xbd\xa0\ndata: \xe5\xa5\xbd\n\n", layer="client"),
    # F40
    Case(
        EATEN,
        b"".join(b"data:%b\n\n" % w.encode() for w in ["Hello", " world", ",", " how", " are", " you"]),
        layer="server",
        severity="warning",
    ),
    Case(EATEN, raw_events(*WORDS), layer="server", verdict="intact"),
    Case(
        EATEN,
        b"data: # Title\nsecond line\n\ndata: more\n\n",
        at=b"second line",
        layer="server",
        args={"form": "newline"},
    ),
    Case(EATEN, b"".join(b"data:%b\n\n" % w.encode() for w in WORDS), layer="server", args={"form": "words"}),
    # F41
    *(
        Case(LONG, [part], head, layer="client", severity="warning", args={"form": form})
        for form, size in (("64k", 70 << 10), ("128k", 140 << 10), ("256k", 270 << 10), ("512k", 530 << 10))
        for part, head in ((chat("x" * size), SSE), (ollama("好" * (size // 3)), LINES))
    ),
    # F49
    Case(
        GLUED,
        web("正在", "进行", more=b'{"message":"busy","data":null,"status":"Fail"}'),
        OCTETS,
        layer="server",
        severity="error",
    ),
    Case(GLUED, ollama("你", "好").replace(b"}\n{", b"}{"), LINES, layer="server"),
    Case(
        GLUED, b'{"text":"\xe4\xbd\xa0"}{"status":"Fail","message":"\xe8\xb6\x85\xe6\x97\xb6"}\n', NONE, layer="server"
    ),
    Case(GLUED, b'{"a":"}{"}\n{"a":1}{"a":2}\n{"a":3}\n', LINES, at=b'{"a":2}'),
    # F53
    Case(ARRAY, GEMINI_ARRAY, JSON, layer="client", severity="info", args={"form": "array"}),
    Case(
        ARRAY,
        GEMINI_ARRAY.replace('好"}'.encode(), '好"}'.encode()).replace(
            b'"model"}}]}]', b'"model"},"finishReason":"STOP"}]}]'
        ),
        JSON,
    ),
    Case(ARRAY, frames_of(b'[{"id":1}\n,\n{"id":2}\n]'), JSON, at=b'{"id":1}'),
    Case(ARRAY, PRETTY, LINES, args={"form": "pretty"}, layer="client"),
    # F54
    Case(TWICE, _with(chat("你"), b"data: " + event(delta("好"))), layer="proxy", severity="error"),
    Case(
        TWICE,
        b"".join(b"data: " + part for part in frames_of(tiny("你", "好"))),
        at=b'data: data: {"t":"\xe4\xbd\xa0"}',
        layer="proxy",
    ),
    Case(TWICE, _with(chat_crlf("你"), b"data:data:{}\r\n\r\n", b"data:[DONE]"), at=b"data:data:{}"),
    Case(TWICE, tiny("a") + b"data: data: [DONE]\n\n" + DONE, at=b"data: data: [DONE]"),
    # F55
    *(
        Case(BAD, _with(chat("你好"), b"data: " + bad + b"\n\n"), layer="server", severity="error", args={"kind": kind})
        for bad, kind in (
            (b'{"t":"a\tb"}', "control-character"),
            (b'{"t":"\x1b[0m"}', "control-character"),
            (b'{"t":NaN}', "nan"),
            (b"{'t':'a'}", "single-quotes"),
            (b'{"t":1,}', "trailing-comma"),
            (b'{"t":', "truncated"),
        )
    ),
    Case(BAD, ollama("你", "好").replace("你".encode(), b"\x01"), LINES, layer="server"),
    Case(BAD, b"data: {'t': '\xe4\xbd\xa0'}\n\n" * 3, layer="server", args={"kind": "single-quotes"}),
]

SILENT: list[Case] = [
    # F02: borders at line ends, one JSON text in pieces, plain text in pieces
    *(Case(LINE, frames_of(data), head) for data, head in REPLIES),
    Case(LINE, fixed(b'{"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}]}', 9), JSON),
    Case(LINE, fixed("今天天气很好".encode(), 3), PLAIN),
    Case(LINE, after(web("你", "好"), b"}]}}\n"), OCTETS),
    # F03
    *(Case(MERGED, frames_of(data), head) for data, head in REPLIES),
    Case(MERGED, inside(tiny("你好"), "好", 1)),
    # F05: providers without it, text about it
    Case(SENTINEL, anthropic("你好")),
    Case(SENTINEL, gemini("你好")),
    Case(SENTINEL, tiny("[DONE]")),
    Case(SENTINEL, ollama("data: [DONE]"), LINES),
    # F13, F15
    *(Case(rule, data) for rule in (COMMENT, LONE) for data in (chat(": ping"), anthropic("你好"))),
    Case(LONE, b": x\n" + chat("你好")),
    Case(LONE, chat("你") + b"\n\n\n"),
    # F14: plain text, an event that says ping, MCP's first event
    Case(AS_DATA, raw_events("你好", ": 冒号", "ping", "好")),
    Case(AS_DATA, anthropic("你好")),
    Case(AS_DATA, PING + chat("你好")),
    Case(AS_DATA, b"id: 1\ndata:\n\n" + tiny("你", "好")),
    # F17: the whole is NDJSON, a known field, JSON over several lines
    Case(UNFRAMED, ollama("你", "好")),
    Case(UNFRAMED, b"id: 1\nretry: 3000\n\n" + chat("你好")),
    Case(UNFRAMED, anthropic("你好")),
    Case(UNFRAMED, b": {\n\n" + chat("<html>")),
    Case(UNFRAMED, b" " * 2048 + b"\n\n" + chat("你好")),
    Case(UNFRAMED, chat("你好") + b"\n\n\n"),
    Case(UNFRAMED, b"dat", end="reset"),
    # F19
    Case(TIGHT, chat("你好")),
    Case(TIGHT, anthropic("data:你好")),
    # F33: a transfer that was cut short, NDJSON
    Case(OPEN, chat("你好", done=b"")[:-20], end="incomplete"),
    Case(OPEN, chat("你好")[:-1], end="reset"),
    Case(OPEN, ollama("你好")[:-1], LINES),
    Case(OPEN, chat("你好") + b": bye"),
    # F36
    Case(CRLF, frames_of(chat_crlf("你"))),
    Case(CRLF, after(chat_crlf("你"), b"\r\n")),
    Case(CRLF, fixed(chat("你").replace(b"\n", b"\r"), 1)),
    # F37
    Case(ENDS, chat("\\r\\n")),
    Case(ENDS, ollama("你好").replace(b"\n", b"\r\n"), LINES),
    # F39
    Case(MULTI, b"id: 1\nevent: message\ndata: {}\n\n" * 2),
    Case(MULTI, chat("data: 你\\ndata: 好")),
    # F40: Chinese has few spaces; JSON; words with their spaces
    Case(EATEN, raw_events(*"今天天气很好我们出去玩吧")),
    Case(EATEN, b"".join(b"data:%b\n\n" % w.encode() for w in "今天天气很好我们出去玩吧")),
    Case(EATEN, chat(*WORDS)),
    Case(EATEN, raw_events("Hello", *(f" {word}" for word in WORDS))),
    Case(EATEN, raw_events("Hello world", "how are you", "fine")),
    # F41
    Case(LONG, [chat("x" * (60 << 10))]),
    Case(LONG, [dumps({"choices": [{"message": {"content": "x" * (90 << 10)}}]}).encode()], JSON),
    # F49
    Case(GLUED, b'{"a":"}{"}\n{"b":"{}{}"}\n', LINES),
    Case(GLUED, web("}{", "你好"), OCTETS),
    # F53
    Case(ARRAY, [b'[{"id":1},{"id":2}]'], JSON),
    Case(ARRAY, [b'{\n  "id": 1,\n  "text": "x"\n}\n'], JSON),
    Case(ARRAY, ollama("[", "]"), LINES),
    # F54
    Case(TWICE, chat("data: {")),
    Case(TWICE, raw_events("data: is a word", "and more")),
    # F55: pieces of lines, several data lines, CRLF in two chunks, tool arguments, what the transfer cut off, plain text
    Case(BAD, fixed(chat("你好"), 5)),
    Case(BAD, b'data: {"t":\ndata: "a"}\n\n'),
    Case(BAD, fixed(b'data: {"t":\r\ndata: "a"}\r\n\r\n', 1)),
    Case(BAD, chat("你好", done=b"", finish="")[:-30], end="incomplete"),
    Case(BAD, ollama("你好", ended=False)[:-9], LINES, end="reset"),
    Case(BAD, raw_events("你好", "{", "[x]", "if (a) {")),
    Case(BAD, event(delta(None, tool_calls=[{"index": 0, "function": {"arguments": '{"ci'}}])) + chat()),
]
