"""The guide's modes about heads, times, ends and replies: F04, F10 to F12, F16, F18, F20, F21, F42 to F48, F50 to F52, F61."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import brotli
import zstandard

from streamlab.model import Headers
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
    anthropic,
    chat,
    chat_crlf,
    delta,
    dumps,
    event,
    fixed,
    frames_of,
    gemini,
    ollama,
    raw_events,
    timed,
    tiny,
    web,
)

HELD, CDN, PLATFORM = "buffered-all-at-once", "cdn-or-tunnel-buffering", "dev-proxy-or-function-platform-buffering"
CODED, IDLE, LIMIT, CLOSED = "compression-buffering", "idle-timeout-cut", "function-time-limit", "premature-close"
ERROR, HTML, TYPE, GROWS = "error-inside-200", "html-instead-of-stream", "content-type-mismatch", "cumulative-vs-delta"
EMPTY, EOF, FINISH = "empty-choices-chunk", "clean-eof-no-terminal", "length-or-filter-finish"
THOUGHT, LIE, MAGIC, CONFLICT = (
    "reasoning-only",
    "content-encoding-lie",
    "compressed-but-not-declared",
    "framing-header-conflict",
)
IGNORED = "stream-flag-ignored"
TEXTS = [f"第{n}段，" for n in range(60)]
LONG = chat(*TEXTS)
PAGE = b"<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
WHOLE = dumps(
    {
        "id": "c",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "你好"}, "finish_reason": "stop"}],
    }
).encode()


def _headers(*more: tuple[str, str], base: Headers = SSE) -> Headers:
    return (*base, *more)


def _held(data: bytes, *, wait: int = 8400, count: int = 3) -> list[tuple[int, bytes]]:
    """Nothing for `wait` ms, then all within a few ms (the guide's capture)."""
    return timed(fixed(data, -(-len(data) // count)), first=wait, step=5)


def _blocks(data: bytes, size: int, step: int) -> list[tuple[int, bytes]]:
    return timed(fixed(data, size), first=step, step=step)


def _chunked(pieces: list[bytes]) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def _reasoning(*texts: str, field: str = "reasoning_content", content: Any = None) -> bytes:
    return b"".join(event(delta(content, **{field: text})) for text in texts) + event(delta("", "stop")) + DONE


FOUND: list[Case] = [
    # F04: the guide's capture; full buffers; the payload's own clock; a length on a stream
    Case(HELD, _held(LONG), layer="proxy", severity="warning", confidence="consistent"),
    Case(HELD, _held(anthropic(*TEXTS), count=1), layer="proxy"),
    Case(HELD, _held(raw_events(*TEXTS)), layer="proxy"),
    Case(HELD, _blocks(chat(*TEXTS * 5), 4096, 700), layer="proxy", confidence="consistent"),
    Case(HELD, _blocks(chat(*TEXTS * 9), 8192, 900), layer="proxy"),
    Case(HELD, _held(ollama(*TEXTS, step_ms=100)), LINES, layer="proxy", confidence="proven"),
    Case(HELD, timed(fixed(ollama(*TEXTS, step_ms=100), 3000), first=6500, step=350), LINES, confidence="proven"),
    Case(HELD, _held(LONG), _headers(("Content-Length", str(len(LONG)))), layer="proxy", confidence="proven"),
    Case(HELD, [LONG], _headers(("Content-Length", str(len(LONG)))), layer="proxy", confidence="proven"),
    # F43, F44
    *(
        Case(CDN, _held(LONG), _headers(head), layer="proxy", confidence="consistent")
        for head in (
            ("CF-RAY", "8a1b2c3d4e5f-HKG"),
            ("Server", "cloudflare"),
            ("Via", "1.1 teleport"),
            ("X-Powered-By", "iisnode"),
        )
    ),
    *(
        Case(PLATFORM, _held(LONG), _headers(head), layer="proxy", confidence="consistent")
        for head in (
            ("X-Powered-By", "Express"),
            ("x-amzn-RequestId", "c6af9ac6"),
            ("x-amzn-Trace-Id", "Root=1-5"),
            ("X-Vercel-Id", "hkg1::x"),
        )
    ),
    # F12
    *(
        Case(CODED, _held(packed), _headers(("Content-Encoding", coding)), layer="proxy", severity="warning")
        for coding, packed in (
            ("gzip", gzip.compress(LONG, mtime=0)),
            ("br", brotli.compress(LONG)),
            ("deflate", zlib.compress(LONG)),
            ("zstd", zstandard.compress(LONG)),
        )
    ),
    Case(CODED, _held(gzip.compress(LONG, mtime=0)), _headers(("content-encoding", "gzip"), ("CF-RAY", "8a"))),
    Case(
        CODED,
        timed(fixed(gzip.compress(LONG, 0, mtime=0), 3000), first=700, step=900),
        _headers(("Content-Encoding", "gzip")),
        layer="proxy",
    ),
    Case(HELD, _blocks(chat(*TEXTS), 4096, 2000), layer="proxy", args={"form": "blocks"}),
    # F10
    *(
        Case(
            CLOSED,
            carry("你好", "世界", **options),
            head,
            layer="network",
            severity="error",
            verdict="truncated",
            end=end,
        )
        for carry, head, options, end in (
            (chat, SSE, {"finish": "", "done": b""}, "incomplete"),
            (anthropic, SSE, {"ended": False}, "reset"),
            (ollama, LINES, {"ended": False}, "incomplete"),
            (gemini, SSE, {"finish": ""}, "reset"),
            (web, OCTETS, {}, "incomplete"),
            (raw_events, SSE, {}, "reset"),
        )
    ),
    *(
        Case(CLOSED, data, head, layer="network", severity="info", end="incomplete")
        for data, head in (
            (chat("你好"), SSE),
            (chat("你好", done=b""), SSE),
            (anthropic("你好"), SSE),
            (ollama("你好"), LINES),
            (gemini("你好"), SSE),
        )
    ),
    # F11: after the last byte, before the first, and a gateway that says so
    *(
        Case(
            IDLE,
            timed(frames_of(chat("你", "好", finish="", done=b"")), first=500, step=200),
            layer="proxy",
            confidence="consistent",
            verdict="truncated",
            end=end,
            ends_ms=500 + 400 + seconds * 1000 + 300,
            args={"seconds": seconds},
        )
        for seconds, end in ((30, "incomplete"), (60, "reset"), (100, "incomplete"), (300, "reset"))
    ),
    Case(IDLE, [], SSE, layer="proxy", end="reset", ends_ms=60_200, args={"seconds": 60}, verdict="truncated"),
    Case(
        IDLE,
        [(60_040, PAGE.replace(b"502", b"504"))],
        (("Content-Type", "text/html"),),
        layer="proxy",
        status=504,
        args={"seconds": 60},
    ),
    Case(IDLE, [(100_700, b"error code: 524")], PLAIN, layer="proxy", status=524, args={"seconds": 100}),
    Case(
        IDLE,
        timed(frames_of(chat("你")), first=500, step=100),
        end="reset",
        ends_ms=60_900,
        severity="info",
        layer="proxy",
    ),
    # F45
    *(
        Case(
            LIMIT,
            timed(
                frames_of(chat(*"一二三四五六七八", finish="", done=b"")), first=500, step=(seconds * 1000 - 600) // 8
            ),
            end=end,
            ends_ms=seconds * 1000 + 80,
            verdict="truncated",
            confidence="consistent",
            args={"seconds": seconds},
        )
        for seconds, end in ((10, "incomplete"), (15, "reset"), (10, "complete"), (15, "complete"))
    ),
    # F16
    Case(
        ERROR,
        tiny("你") + event({"type": "error", "error": {"message": "Overloaded"}}, "error"),
        layer="server",
        severity="error",
        args={"message": "Overloaded"},
    ),
    Case(
        ERROR,
        chat("你", finish="", done=b"") + event({"error": "上游超时"}),
        layer="server",
        args={"message": "上游超时"},
    ),
    Case(
        ERROR,
        anthropic("你", ended=False)
        + event({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}, "error"),
        layer="server",
    ),
    Case(
        ERROR,
        ollama("你", ended=False) + b'{"error":"model runner stopped"}\n',
        LINES,
        at=b'{"error":"model runner stopped"}',
    ),
    Case(ERROR, b'{"status":"Fail","message":"\xe8\xb6\x85\xe6\x97\xb6","data":null}', OCTETS, layer="server"),
    Case(ERROR, web("你", more='\n{"message":"超时","data":null,"status":"Fail"}'.encode()), OCTETS, layer="server"),
    Case(ERROR, tiny("你") + event({"code": 500, "message": "系统繁忙"}), layer="server", args={"message": "系统繁忙"}),
    Case(
        ERROR,
        raw_events("你") + event("upstream timed out", "error"),
        layer="server",
        args={"message": "upstream timed out"},
    ),
    Case(ERROR, tiny("你") + event({"message": "boom"}, "error"), layer="server", args={"message": "boom"}),
    # F18
    Case(HTML, PAGE, (("Content-Type", "text/html"),), layer="proxy", severity="error", status=502),
    Case(HTML, b"\xef\xbb\xbf \n<html><title>\xe7\x99\xbb\xe5\xbd\x95</title></html>", NONE, layer="proxy"),
    Case(HTML, PAGE, SSE, layer="proxy", args={"form": "page"}),
    Case(
        HTML,
        b"<center><h1>504 Gateway Time-out</h1></center>",
        (("content-type", "text/html"),),
        layer="proxy",
        status=504,
    ),
    # F20
    Case(TYPE, chat("你好"), JSON, layer="server", severity="warning"),
    Case(TYPE, ollama("你", "好"), SSE, layer="server"),
    Case(
        TYPE,
        chat_crlf("你好"),
        (("Content-Type", "application/json, text/event-stream; charset=utf-8"),),
        layer="server",
    ),
    Case(TYPE, chat("你好"), (("Content-Type", "text/event-stream;charset=ISO-8859-1"),), layer="server"),
    Case(TYPE, anthropic("你好"), PLAIN, layer="server"),
    Case(TYPE, WHOLE, SSE, layer="server"),
    Case(TYPE, "今天天气很好，我们去公园走走。\n\n".encode() * 9, SSE, layer="server", args={"form": "raw"}),
    Case(TYPE, b"# Title: one\n\nHello, how are you today? Well: fine.\n\n" * 9, SSE, args={"form": "raw"}),
    # F21
    Case(GROWS, web(*"你好，世界"), OCTETS, layer="client"),
    Case(GROWS, tiny("你", "你好", "你好，", "你好，世界"), layer="client"),
    Case(GROWS, chat("你", "你好", "你好，", "你好，世界"), layer="client"),
    Case(GROWS, anthropic("Hel", "Hello", "Hello wor", "Hello world"), layer="client"),
    Case(
        GROWS, b"".join(dumps({"answer": "今天天气很好呀"[:n], "seq": n}).encode() + b"\n" for n in range(1, 7)), LINES
    ),
    Case(GROWS, raw_events("你", "你好", "你好，", "你好，世界"), layer="client"),
    Case(GROWS, chat("你好", "，世", "界", "！", "你好，世界！"), layer="client", args={"form": "last"}),
    Case(GROWS, tiny("你好", "，世", "界", "！", "你好，世界！"), layer="client", args={"form": "last"}),
    # F42
    Case(
        EMPTY,
        chat("你", done=event({"choices": [], "usage": {"total_tokens": 9}}) + DONE),
        at=event({"choices": [], "usage": {"total_tokens": 9}})[:-2],
        layer="client",
        severity="info",
    ),
    Case(
        EMPTY, event({"choices": [], "created": 0, "id": "", "prompt_filter_results": []}) + chat("你"), layer="client"
    ),
    Case(EMPTY, b'data:{"choices": [],"usage":{}}\r\n\r\n' + chat_crlf("你"), layer="client"),
    Case(EMPTY, tiny("a") + event({"choices": []}), layer="client", verdict=""),
    # F46
    *(
        Case(EOF, data, head, layer="server", severity="error", verdict="truncated", confidence="consistent")
        for data, head in (
            (chat("你好", finish="", done=b""), SSE),
            (anthropic("你好", ended=False), SSE),
            (ollama("你好", ended=False), LINES),
            (gemini("你好", finish=""), SSE),
        )
    ),
    Case(EOF, chat("你好", done=b""), layer="server", severity="warning"),
    # F47
    Case(FINISH, chat("你好", finish="length"), severity="info", args={"finish": "length"}),
    Case(FINISH, chat_crlf("你").replace(b'"stop"', b'"content_filter"'), severity="info"),
    Case(FINISH, anthropic("你好", stop="max_tokens"), severity="info", args={"finish": "max_tokens"}),
    Case(FINISH, ollama("你好", reason="length"), LINES, severity="info"),
    Case(FINISH, gemini("你好", finish="MAX_TOKENS"), severity="info"),
    # F48
    Case(THOUGHT, _reasoning("想", "一想"), layer="client", severity="warning", args={"characters": 3}),
    Case(THOUGHT, _reasoning("想", field="reasoning"), layer="client"),
    Case(THOUGHT, _reasoning("嗯", content=""), layer="client"),
    Case(
        THOUGHT,
        anthropic("想")
        .replace(b"text_delta", b"thinking_delta")
        .replace('"text":"想"'.encode(), '"thinking":"想"'.encode()),
        layer="client",
    ),
    # F50
    *(
        Case(LIE, [data], (*head, ("Content-Encoding", coding)), layer="proxy", severity="error")
        for coding, data, head in (
            ("gzip", chat("你好"), SSE),
            ("br", chat("你好"), SSE),
            ("gzip", ollama("你好"), LINES),
            ("deflate", anthropic("你好"), SSE),
        )
    ),
    Case(
        LIE,
        [b": ready\n\n" + zstandard.compress(chat("你好"))],
        _headers(("Content-Encoding", "zstd")),
        layer="proxy",
        verdict="not-text",
    ),
    Case(LIE, fixed(chat("你好"), 1), _headers(("Content-Encoding", "br")), layer="proxy"),
    # F51
    *(
        Case(
            MAGIC,
            packed,
            head,
            at=packed[:4],
            layer="proxy",
            severity="error",
            verdict="not-text",
            end="incomplete" if cut else "complete",
        )
        for packed, head, cut in (
            (gzip.compress(chat("你好"), mtime=0), SSE, False),
            (zstandard.compress(chat("你好")), SSE, False),
            (gzip.compress(ollama("你好"), mtime=0), LINES, False),
            (gzip.compress(LONG, mtime=0)[:100], NONE, True),
        )
    ),
    # F52
    Case(CONFLICT, chat("你好"), _headers(("Content-Length", "5"), ("Transfer-Encoding", "chunked")), layer="proxy"),
    *(
        Case(
            CONFLICT,
            _chunked(frames_of(data)),
            head,
            layer="proxy",
            severity="error",
            args={"conflict": "twice"},
            verdict="",
        )
        for data, head in ((chat("你", "好"), SSE), (ollama("你", "好"), LINES), (anthropic("你"), NONE))
    ),
    # F61
    *(
        Case(IGNORED, WHOLE, head, layer="server", severity="warning", request={"stream": True, "messages": []})
        for head in (JSON, NONE)
    ),
    Case(IGNORED, fixed(WHOLE, 9), JSON, layer="server", request={"stream": True}),
    Case(
        IGNORED,
        dumps(
            {
                "model": "qwen3",
                "created_at": "2025-10-09T08:00:00Z",
                "message": {"role": "assistant", "content": "你好"},
                "done": True,
                "done_reason": "stop",
            }
        ).encode(),
        JSON,
        at=None,
        request={"stream": True},
    ),
    Case(IGNORED, WHOLE, JSON, severity="info", confidence="unknown"),
]

SILENT: list[Case] = [
    # F04, F43, F44, F12: short, fast, smooth, slow to think and then smooth, one answer in one piece
    *(
        Case(rule, pieces, _headers(("CF-RAY", "1"), *more))
        for rule, more in ((HELD, ()), (CDN, ()), (PLATFORM, ()), (CODED, (("Content-Encoding", "identity"),)))
        for pieces in (
            timed(frames_of(LONG), first=300, step=40),
            timed(frames_of(LONG), first=35_000, step=40),
            timed(frames_of(chat("你", "好")), first=3000, step=1),
            timed([LONG], first=80, step=1),
            timed(fixed(LONG, 1200), first=100, step=400),
        )
    ),
    Case(HELD, timed(frames_of(ollama(*TEXTS, step_ms=40)), first=300, step=40), LINES),
    Case(HELD, timed(frames_of(LONG), first=300, step=40), _headers(("Content-Length", str(len(LONG))))),
    Case(HELD, [WHOLE], (*JSON, ("Content-Length", str(len(WHOLE))))),
    Case(HELD, _blocks(chat(*TEXTS * 5), 4096, 1)),
    Case(CODED, timed(frames_of(LONG), first=300, step=40), _headers(("Content-Encoding", "identity"))),
    # F10, F11, F45
    *(
        Case(rule, timed(frames_of(chat("你", "好")), first=500, step=59_000), ends_ms=240_000)
        for rule in (CLOSED, IDLE, LIMIT)
    ),
    *(
        Case(rule, timed(frames_of(chat("你", finish="", done=b"")), first=500, step=100), end=end, ends_ms=60_600)
        for rule in (CLOSED, IDLE, LIMIT)
        for end in ("aborted", "timeout")
    ),
    Case(IDLE, timed(frames_of(chat("你", finish="", done=b"")), first=500, step=100), end="reset", ends_ms=47_000),
    Case(IDLE, [(60_000, b'{"error":{"message":"bad key"}}')], JSON, status=401),
    Case(
        LIMIT,
        timed(frames_of(chat(*"一二三四", finish="", done=b"")), first=500, step=100),
        end="incomplete",
        ends_ms=10_000,
    ),
    Case(LIMIT, timed(frames_of(chat(*"一二三四五六七八")), first=500, step=960), ends_ms=10_050),
    # F16
    *(
        Case(ERROR, data)
        for data in (
            chat("你").replace(b'"model"', b'"error":null,"model"'),
            chat("error: 你好"),
            tiny('{"error":"x"}'),
        )
    ),
    Case(ERROR, event({"code": 0, "message": "ok", "data": {"t": "你好"}}) + tiny("你")),
    Case(ERROR, event({"error": {"message": "x"}}), status=500),
    # F18
    Case(HTML, "<think>\n想一想</think>你好".encode(), PLAIN),
    Case(HTML, "<think>\n想一想</think>你好".encode(), (("Content-Type", "text/html"),)),
    Case(HTML, raw_events("<!DOCTYPE html>", "<html>")),
    Case(HTML, chat("<html>")),
    # F20
    Case(TYPE, web("你", "好"), OCTETS),
    *(
        Case(TYPE, chat("你好"), (("Content-Type", kind),))
        for kind in ("text/event-stream", "Text/Event-Stream; charset=UTF8")
    ),
    Case(TYPE, ollama("你"), LINES),
    Case(TYPE, chat("你好"), NONE),
    # F21: repeated tokens, few of them, true pieces
    *(
        Case(GROWS, carry("哈", "哈哈", "哈哈哈", "哈哈哈哈"), head)
        for name, (carry, head) in CARRIERS.items()
        if name != "x"
    ),
    Case(GROWS, chat("a", "ab")),
    Case(GROWS, chat("你好")),
    *(Case(GROWS, carry("今天", "天气", "很", "好", "。"), head) for carry, head in CARRIERS.values()),
    Case(GROWS, chat("1", "15", "150", "0", "，共", "1500")),
    Case(GROWS, chat("好", "的", "，", "好")),
    # F42
    Case(EMPTY, chat('\\"choices\\":[]')),
    Case(EMPTY, b': "choices":[]\n\n' + chat("你")),
    # F46: a record per line without an end, [DONE] without a finish reason, an error before it, a person's own stop
    Case(EOF, web("你", "好"), OCTETS),
    Case(EOF, gemini("你好")),
    Case(EOF, chat("你好", finish="")),
    Case(EOF, chat("你", finish="", done=event({"error": {"message": "x"}}))),
    Case(EOF, chat("你", finish="", done=b""), end="aborted"),
    Case(EOF, raw_events("你", "好")),
    Case(EOF, tiny("你", "好")),
    # F47, F48
    *(Case(FINISH, data) for data in (chat("length"), anthropic("max_tokens"), gemini("MAX_TOKENS"))),
    Case(THOUGHT, _reasoning("想").replace(DONE, event(delta("好")) + DONE)),
    Case(
        THOUGHT,
        event(
            delta(
                None,
                reasoning_content="想",
                tool_calls=[{"index": 0, "id": "t", "function": {"name": "f", "arguments": "{}"}}],
            )
        )
        + chat(),
    ),
    Case(THOUGHT, chat("")),
    # F50, F51: a true coding, identity, magic later on
    Case(LIE, [gzip.compress(chat("你好"), mtime=0)], _headers(("Content-Encoding", "gzip"))),
    Case(LIE, chat("你好"), _headers(("Content-Encoding", "identity"))),
    Case(LIE, [brotli.compress(chat("你好"))], _headers(("Content-Encoding", "br"))),
    Case(MAGIC, [gzip.compress(chat("你好"), mtime=0)], _headers(("Content-Encoding", "gzip"))),
    Case(MAGIC, chat("\x1f") + b"\x1f\x8b"),
    # F52
    Case(CONFLICT, chat("你好"), _headers(("Transfer-Encoding", "chunked"))),
    *(
        Case(CONFLICT, text, PLAIN)
        for text in (b"1a\r\nb\r\n", b"12\r\n34\r\n56\r\n", b"42\r\n", b"1\r\na\r\n2\r\nbb\r\n")
    ),
    # F61
    Case(IGNORED, WHOLE, JSON, request={"stream": False}),
    Case(IGNORED, chat("你好"), request={"stream": True}),
    Case(IGNORED, b'{"error":{"message":"bad key"}}', JSON, request={"stream": True}),
    Case(IGNORED, WHOLE, JSON, request={"stream": True}, status=500),
]
