"""The guide's modes about bytes and characters: F01, F07 to F09, F22, F26, F27, F29, F34, F35, F38, F63."""

from __future__ import annotations

from tests.diagnosis.corpus.wire import (
    BARE,
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
    at,
    chat,
    chat_crlf,
    delta,
    event,
    fixed,
    gemini,
    inside,
    ollama,
    own_lines,
    raw_events,
    tiny,
    web,
)

CUT, FFFD, RELAY = "char-split-decoded-per-chunk", "upstream-detokenizer-fffd", "relay-baked-fffd"
TWICE, GBK, HALVES = "server-double-encoded", "gbk-bytes-on-the-wire", "surrogate-split"
TAIL, BAD, BOM, MARKS = "ends-inside-character", "invalid-bytes", "bom-first-event-lost", "spring-flux-string-latin1"
LATIN1, SEPARATOR = "missing-charset-latin1", "unicode-line-separator-split"
LONG_GBK = "好的，我来解释：国标编码的一个汉字占两个字节，而不是三个。"
TRADITIONAL = "你好，我是一個語言模型，可以幫助您回答問題，請問有什麼需要嗎？謝謝。"
JAPANESE = "こんにちは、私は言語モデルです。何かお手伝いできることはありますか？"
KOREAN = "안녕하세요, 저는 언어 모델입니다. 무엇을 도와 드릴까요? 감사합니다."


def _twice(text: str, codec: str = "latin-1") -> str:
    return text.encode().decode(codec)


FOUND: list[Case] = [
    # F01: the guide's own bytes, then emoji, other dialects, three pieces, a charset of two bytes
    Case(CUT, at(b'data: {"t":"\xe4\xbd\xa0\xe5\xa5\xbd"}\n\n', 13), at="你".encode(), layer="client"),
    Case(CUT, inside(chat("表情😀"), "😀", 2), at="😀".encode(), layer="client", severity="warning"),
    Case(CUT, inside(anthropic("今天", "天气"), "天", 2), at="天".encode(), layer="client"),
    Case(CUT, inside(ollama("世界"), "界", 1, 2), LINES, at="界".encode(), layer="client"),
    Case(CUT, inside(web("你好", "世界"), "好", 1), OCTETS, at="好".encode(), layer="client"),
    Case(CUT, at("你好，世界".encode(), 7), PLAIN, at="，".encode(), layer="client"),
    Case(CUT, fixed(chat("é", "ü"), 1), at="é".encode(), layer="client"),
    Case(
        CUT,
        at("你好世界".encode("gbk"), 3),
        (("Content-Type", "text/plain; charset=GBK"),),
        at="好".encode("gbk"),
        layer="client",
    ),
    # F07: at the end of one piece and the start of the next
    *(
        Case(FFFD, carry("我可以", " \ufffd", "\ufffd助你"), head, b"\xef\xbf\xbd", "server", "damaged-upstream")
        for carry, head in CARRIERS.values()
    ),
    Case(
        FFFD,
        chat(" \ufffd", "\ufffdáb").replace(b"\xef\xbf\xbd", b"\\ufffd"),
        SSE,
        b"\\ufffd",
        "server",
        "damaged-upstream",
    ),
    Case(FFFD, tiny("\ufffd", "\ufffd", "好"), SSE, b"\xef\xbf\xbd", "server", "damaged-upstream"),
    # F08: in the middle of a piece
    *(
        Case(RELAY, carry("你好", "世\ufffd\ufffd和平"), head, b"\xef\xbf\xbd", "proxy", "damaged-upstream")
        for carry, head in CARRIERS.values()
    ),
    Case(RELAY, chat("世\ufffd\ufffd", "和平"), SSE, b"\xef\xbf\xbd", "proxy", "damaged-upstream"),
    Case(FFFD, chat("世", "\ufffd", "和平"), SSE, b"\xef\xbf\xbd", "server", "damaged-upstream"),
    Case(RELAY, web("世\ufffd\ufffd界", "和", "平"), OCTETS, b"\xef\xbf\xbd", "proxy", "damaged-upstream"),
    Case(RELAY, raw_events("世\ufffd界"), SSE, b"\xef\xbf\xbd", "proxy", "damaged-upstream"),
    Case(RELAY, "世\ufffd界".encode(), PLAIN, b"\xef\xbf\xbd", "proxy", "damaged-upstream", confidence="consistent"),
    # F09
    Case(LATIN1, tiny("你好"), BARE, layer="client", severity="info"),
    Case(LATIN1, chat("进入"), BARE, at="入".encode(), layer="client", severity="info"),
    Case(LATIN1, chat("✅ ok"), BARE, at="✅".encode(), layer="client"),
    Case(LATIN1, "你好".encode(), (("content-type", "text/plain"),), layer="client"),
    # F22
    *(
        Case(SEPARATOR, carry("引用：a", mark, "b"), head, mark.encode(), "client")
        for mark, (carry, head) in zip("\u2028\u2029\x85\u2028\u2029\x85\u2028", CARRIERS.values(), strict=True)
    ),
    Case(SEPARATOR, b'data: {"t":"a\xe2\x80\xa8b"}\n\n', at=b"\xe2\x80\xa8", layer="client"),
    Case(SEPARATOR, raw_events("a\x0bb", "c\x0cd"), at=b"\x0b", layer="client"),
    # F26
    *(
        Case(TWICE, carry(_twice("你好"), _twice("，世界")), head, None, "server", "damaged-upstream")
        for carry, head in CARRIERS.values()
    ),
    Case(TWICE, chat(_twice("你好", "cp1252"), "ok"), SSE, None, "server", "damaged-upstream"),
    Case(
        TWICE,
        b'data: {"content":"\\u00e4\\u00bd\\u00a0\\u00e5\\u00a5\\u00bd"}\n\n',
        SSE,
        None,
        "server",
        "damaged-upstream",
    ),
    Case(TWICE, chat(_twice("😀"), _twice("好")), SSE, None, "server", "damaged-upstream"),
    Case(TWICE, web(_twice("你好"), _twice("世界")), OCTETS, None, "server", "damaged-upstream"),
    Case(TWICE, _twice("你好，世界").encode(), PLAIN, None, "server", "damaged-upstream"),
    # F27
    *(
        Case(GBK, carry("你好，", LONG_GBK).decode().encode("gb18030"), head, None, "server", "wrong-charset")
        for carry, head in CARRIERS.values()
    ),
    Case(GBK, '{"t":"你好"}'.encode("gbk"), JSON, None, "server", "wrong-charset"),
    Case(GBK, "data: 你好\n\n".encode("gbk"), SSE, None, "server", "wrong-charset"),
    Case(GBK, "你好，世界！".encode("gbk"), NONE, None, "server", "wrong-charset"),
    Case(GBK, f"<p>{LONG_GBK}</p>".encode("gbk"), (("Content-Type", "text/html"),), None, "server", "wrong-charset"),
    # F29
    Case(HALVES, tiny("x", "y").replace(b"x", b"\\ud83d").replace(b"y", b"\\ude00"), SSE, b"\\ud83d", "server"),
    Case(
        HALVES,
        chat("笑①", "②。").replace("①".encode(), b"\\ud83d").replace("②".encode(), b"\\ude00"),
        SSE,
        b"\\ud83d",
        "server",
    ),
    Case(HALVES, ollama("笑X").replace(b"X", b"\\uD83D"), LINES, b"\\uD83D", "server", "damaged-upstream"),
    Case(HALVES, tiny("笑\ud83d\ude00"), SSE, b"\xed\xa0\xbd", "server", "damaged-upstream"),
    Case(HALVES, ollama("\ud83d", "\ude00"), LINES, b"\xed\xa0\xbd", "server", "damaged-upstream"),
    # F34
    Case(
        TAIL,
        chat("你好", finish="", done=b"")[:-8] + b"\xe5\xa5",
        SSE,
        b"\xe5\xa5",
        "network",
        "truncated",
        end="reset",
    ),
    Case(TAIL, '{"t":"你'.encode()[:-1], LINES, b"\xe4\xbd", "network", "truncated", end="incomplete"),
    Case(TAIL, "今天天气很😀".encode()[:-2], PLAIN, b"\xf0\x9f", "server", "truncated"),
    Case(TAIL, raw_events("你好") + "data: 好".encode()[:-1], SSE, b"\xe5\xa5", "server", "truncated"),
    Case(TAIL, chat("你好", "世\ufffd", finish="length"), SSE, b"\xef\xbf\xbd", severity="info"),
    Case(TAIL, ollama("你好", "世\ufffd", reason="length"), LINES, b"\xef\xbf\xbd", severity="info"),
    # F35
    *(
        Case(BAD, carry("a", "b").replace(b"b", wrong, 1), head, None, "server", "damaged-upstream")
        for wrong, (carry, head) in (
            (b"\xff", (tiny, SSE)),
            (b"\xc0\x80", (raw_events, SSE)),
            (b"\xf5\x80\x80\x80", (own_lines, NONE)),
        )
    ),
    Case(BAD, b"a\xffb", PLAIN, b"\xff", "server", "damaged-upstream"),
    Case(
        BAD, tiny("aXb").replace(b"X", b"\xff"), SSE, b"\xff", "server", "damaged-upstream", args={"reason": "invalid"}
    ),
    Case(BAD, tiny("aXb").replace(b"X", b"\x80"), args={"reason": "lone continuation"}, verdict="damaged-upstream"),
    Case(BAD, tiny("naïve café").decode().encode("latin-1"), SSE, b"\xef", "server", "damaged-upstream"),
    # F38
    *(Case(BOM, b"\xef\xbb\xbf" + carry("你好"), head, b"\xef\xbb\xbf", "server") for carry, head in CARRIERS.values()),
    # F63
    Case(MARKS, chat("????", "??", "????", "???", "??", "????"), SSE, None, "server", "damaged-upstream"),
    Case(MARKS, raw_events("????", "??", "????", "???", "??", "????"), SSE, None, "server", "damaged-upstream"),
    Case(MARKS, tiny("??", "???", "??", "??", "?????"), SSE, None, "server", "damaged-upstream"),
    Case(
        MARKS,
        chat("?", " GPT ", "??", "?", "ok", "?", "?", "?"),
        SSE,
        None,
        "server",
        "damaged-upstream",
        request={"messages": [{"role": "user", "content": "你好，介绍一下你自己"}]},
    ),
]

SILENT: list[Case] = [
    # F01, F57: borders between code points of one grapheme
    Case(CUT, inside(chat("👨\u200d👩"), "👨", 4)),
    Case(CUT, inside(chat("👍🏽"), "👍", 4)),
    Case(CUT, inside(tiny("e\u0301"), "e\u0301", 1)),
    Case(CUT, fixed(chat("你好").decode().encode("ascii", "backslashreplace"), 1)),
    Case(CUT, at(b"a\xffb", 1, 2), NONE),
    # F07, F08: legitimate U+FFFD, escapes that are none, and the last piece of a reply that hit its limit
    *(
        Case(rule, data, request=request)
        for rule in (FFFD, RELAY)
        for data, request in (
            (chat("Unicode 的 U+FFFD（\ufffd）叫替换字符。"), None),
            (chat("The replacement character is “\ufffd”, U+FFFD."), None),
            (chat("它是“\ufffd”。"), {"messages": [{"role": "user", "content": "\ufffd 是什么？"}]}),
            (chat('js: "x"').replace(b"x", b"\\\\ufffd"), None),
            (chat("你好", "世\ufffd", finish="length"), None),
            (chat("ufffd", "\ufffc", "\ufeff"), None),
        )
    ),
    # F09
    Case(LATIN1, chat("你好"), SSE),
    Case(LATIN1, chat("hello"), BARE),
    Case(LATIN1, ollama("你好"), LINES),
    Case(LATIN1, "你好，世界".encode("gbk"), (("Content-Type", "text/plain"),)),
    # F22
    Case(SEPARATOR, tiny("a").replace(b"a", b"a\\u2028b")),
    Case(SEPARATOR, chat("入其者公", "“引用”…—")),
    # F26: other languages, text that is about garbled text
    *(
        Case(TWICE, chat(text))
        for text in ("Ça va déjà, garçon ? Où ça ?", "Größe übt Äußeres", "naïve café «né»", "你好")
    ),
    Case(TWICE, chat("乱码像这样：", "ä½\xa0å¥½", "，原文是", "你好")),
    Case(TWICE, chat("ä½")),
    # F27: UTF-8 that happens to be GBK, a torn end, other charsets, a declared charset
    *(Case(GBK, carry("你", "好的"), head) for carry, head in CARRIERS.values()),
    Case(GBK, "你好".encode()[:-1], PLAIN),
    Case(GBK, tiny("aXb").replace(b"X", b"\xff")),
    Case(GBK, '{"t":"你好，世界"}'.encode("gbk"), (("Content-Type", "application/json; charset=gbk"),)),
    Case(GBK, tiny("Größe, Maß, schön, für").decode().encode("latin-1")),
    Case(GBK, tiny("naïve café, déjà vu").decode().encode("latin-1")),
    *(
        Case(GBK, carry(text, text).decode().encode(codec), head)
        for codec, text in (("big5", TRADITIONAL), ("shift_jis", JAPANESE), ("euc_jp", JAPANESE), ("euc_kr", KOREAN))
        for carry, head in ((tiny, SSE), (own_lines, NONE), (chat, SSE))
    ),
    # F29: whole pairs, an escaped backslash, not a surrogate
    Case(HALVES, tiny("x").replace(b"x", b"\\ud83d\\ude00")),
    Case(HALVES, tiny("x").replace(b"x", b"\\\\ud83d")),
    Case(HALVES, chat("😀", "한", "\ud7ff")),
    # F34
    Case(TAIL, chat("你好"), end="incomplete"),
    Case(TAIL, chat("你好", "\ufffd"), SSE),
    Case(TAIL, "你好".encode("gbk")[:-1], (("Content-Type", "text/plain; charset=utf-8"),), end="reset", verdict=""),
    # F35: explained otherwise
    Case(BAD, "你好，世界，再见".encode("gbk"), PLAIN),
    Case(BAD, tiny("笑\ud83d\ude00")),
    Case(BAD, "你好".encode()[:-1], PLAIN),
    Case(BAD, chat("\ufffd")),
    # F38: later it is data
    Case(BOM, chat("\ufeff你好")),
    Case(BOM, chat("你好") + b"\xef\xbb\xbf"),
    # F63
    Case(MARKS, chat("What? Who? Where? When? Why? How?")),
    Case(MARKS, chat("真的？？？", "??", "??", "??", "??", "??", "?????")),
    Case(MARKS, chat("???", "?")),
    Case(MARKS, event(delta("Who? What? When? Where? Why?")) + DONE, request={"messages": "你好"}),
    Case(MARKS, gemini("Is it? I think so. Really? Yes, really.", "?"), request={"contents": "你好"}),
    Case(MARKS, chat_crlf("?")),
]
