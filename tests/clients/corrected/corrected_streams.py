"""Replies for the corrected handlers: every framing in many dialects, and streams that are hard to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from streamlab.analysis import Analysis
from streamlab.api import analyze
from streamlab.clients import Reading
from streamlab.clients.cutting import cuttings, pieces
from tests.dialects import test_dialect_anthropic as messages
from tests.dialects import test_dialect_chatgpt_web as web
from tests.dialects import test_dialect_cohere as cohere
from tests.dialects import test_dialect_dashscope as dashscope
from tests.dialects import test_dialect_dify as dify
from tests.dialects import test_dialect_gemini as gemini
from tests.dialects import test_dialect_ollama as native
from tests.dialects import test_dialect_openai_chat as chat
from tests.dialects import test_dialect_openai_responses as responses
from tests.dialects import test_dialect_servers as servers
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import dumps, ndjson, sse

FRAMES: dict[str, list[Any]] = {
    "openai-chat": [chat.FIRST, chat.chunk("你好"), chat.chunk('，"世界" {😀}\n\\'), chat.STOP],
    "openai-responses": [responses.CREATED, *responses.THOUGHT, *responses.MESSAGE, responses.COMPLETED],
    "anthropic": [messages.START, *messages.THOUGHT, *messages.TEXT, messages.FINISH, messages.STOP],
    "gemini-sse": gemini.CHUNKS,
    "ollama-chat": native.CHAT,
    "ollama-generate": native.GENERATE,
    "chatgpt-web": web.LINES,
    "dashscope": list(dashscope.WHOLES),
    "cohere-v2": [cohere.START, *cohere.THINKING, *cohere.TEXT, cohere.end()],
    "dify": [*dify.PIECES, dify.END],
    "tgi": [*servers.TOKENS, servers.LAST],
}


def _array(*values: Any) -> bytes:
    return ("[" + "\r\n,".join(json.dumps(value, ensure_ascii=False, indent=1) for value in values) + "]\n").encode()


_FRAMINGS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "sse": ("sse", sse),
    "ndjson": ("ndjson", ndjson),
    "ndjson-prefix": ("ndjson", lambda *values: "".join("\n" + dumps(value) for value in values).encode()),
    "ndjson-crlf": ("ndjson", lambda *values: ndjson(*values).replace(b"\n", b"\r\n")),
    "json-array": ("json-array", _array),
}

PLAIN = sse(*chat.PLAIN)
_SAID = sse(chat.chunk("甲😀"), chat.chunk("乙"))
_ERROR = sse(chat.ERROR)
_WEB = web.body(*web.LINES)

HARD = {
    "crlf": PLAIN.replace(b"\n", b"\r\n"),
    "short": sse('{"choices":[{"index":0,"delta":{"content":"你😀"}}]}', "[DONE]").replace(b"\n", b"\r\n"),
    "cr": PLAIN.replace(b"\n", b"\r"),
    "mixed ends": PLAIN.replace(b"\n\n", b"\r\n\n", 1).replace(b"\n\n", b"\r\r", 2),
    "no blank": PLAIN.replace(b"data: ", b"data:"),
    "comments": b": ping\n\n" + PLAIN.replace(b"\n\n", b"\n\n:\n\n: ping\n\n"),
    "fields": PLAIN.replace(b"data: ", b"id: 7\nevent: message\nretry: 5\nnews: x\ndata: "),
    "mark": b"\xef\xbb\xbf" + PLAIN,
    "mark of records": b"\xef\xbb\xbf" + VECTORS["ollama-chat"],
    "unterminated": PLAIN[: PLAIN.index(b"data: [DONE]")] + sse(chat.chunk("尾"))[:-2],
    "unterminated cr": (_SAID + sse(chat.chunk("尾"))[:-1]).replace(b"\n", b"\r"),
    "broken off": PLAIN[: PLAIN.index("世".encode()) + 1],
    "done with blanks": _SAID + b"data:  [DONE] \n\n",
    "done without blank": _SAID + b"data:[DONE]\r\n\r\n",
    "done unterminated": _SAID + b"data: [DONE]",
    "done is not the end": _SAID + b"data: [DONE]\n\n" + sse(chat.chunk("多")),
    "done is a text": sse(chat.chunk("[DONE]"), chat.chunk(" 不是结束")),
    "no done": _SAID,
    "error at the end": _SAID + _ERROR,
    "error and done": _SAID + _ERROR + sse("[DONE]"),
    "error as text": _SAID + sse({"error": "坏了"}),
    "bare error": _SAID + dumps(chat.ERROR).encode(),
    "several data lines": sse(*(json.dumps(value, ensure_ascii=False, indent=1) for value in chat.PLAIN[:-1])),
    "separators": sse(chat.chunk("a\u2028b\u2029c\x85d\x0be"), chat.chunk("进入✅")),
    "escapes": sse(json.dumps(chat.chunk('你😀\\"/\b\f\n\r\t')), chat.chunk("好")),
    "halves": sse(r'{"choices":[{"index":0,"delta":{"content":"\ud83d\ude00"}}]}', *chat.PLAIN),
    "named error": VECTORS["coze-v3"].partition(b"event:conversation.chat.completed")[0]
    + b'event:error\ndata:{"code":4011,"msg":"no credit"}\n\n',
    "not json": _SAID + b"data: ping\n\ndata: {broken\n\ndata:\n\n" + sse(chat.chunk("丙")),
    "invalid": PLAIN.replace("好".encode(), b"\xe5\xa5"),
    "invalid bytes": PLAIN.replace("世".encode(), b"\xff\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xf0\x9f"),
    "null text": sse(
        chat.chunk("a"), {"choices": [{"delta": {"content": None}}]}, {"choices": []}, None, 5, [], chat.chunk("b")
    ),
    "glued error": _WEB + dumps(web.FAIL).encode(),
    "error line": _WEB + b"\n" + dumps(web.FAIL).encode(),
    "blank lines": _WEB.replace(b"\n", b"\n\r\n\n") + b"\n\n",
    "rewritten": ndjson(*({"id": "1", "conversationId": "c", "text": text} for text in ("甲乙", "甲", "甲丙丁"))),
    "records glued": b"".join(dumps(value).encode() for value in native.CHAT),
    "record broken off": ndjson(native.CHAT[1])[:-9] + b"\n" + ndjson(*native.CHAT),
    "record unended": VECTORS["ollama-chat"][:-1],
    "record half": VECTORS["ollama-chat"] + ndjson(native.CHAT[1])[:-30],
    "scalars": b'5\n"{"\nnull\n[1,{"a":2}]\n' + VECTORS["ollama-generate"],
    "invalid record": VECTORS["ollama-chat"].replace("好".encode(), b"\xe5\xa5\xff"),
    "one object": json.dumps(native.chat("全文", done=True), indent=2, ensure_ascii=False).encode(),
    "array error": gemini.array(*gemini.CHUNKS, gemini.ERROR),
    "array unended": gemini.array(*gemini.CHUNKS)[:-3],
    "array minified": json.dumps(gemini.CHUNKS, ensure_ascii=False).encode(),
    "text": "一段文字，没有框架。\r\n第二行 😀\r{".encode(),
    "text with mark": "\ufeff文字\ufeff".encode(),
    "text invalid": "前\xff".encode() + b"\xe4\xbd\xff\xf0\x9f\x98" + "后".encode(),
    "text cut": "一段文字".encode()[:-1],
    "text events": sse("第一段 ", " 第二段", "第三\n行", "[DONE]"),
    "unknown records": ndjson({"text": "甲", "n": 1}, {"text": "甲乙{}"}, {"n": 2}),
    "empty": b"",
}


class Case(NamedTuple):
    """A stream, what it is read as, and the text that must be shown."""

    name: str
    body: bytes
    analysis: Analysis
    expected: str


def _cases() -> Iterator[Case]:
    for dialect, values in FRAMES.items():
        for name, (framing, write) in _FRAMINGS.items():
            body = write(*values)
            found = analyze([body], framing=framing, dialect=dialect)
            yield Case(f"{name} {dialect}", body, found, found.reply.text)
    for name, body in (VECTORS | HARD).items():
        found = analyze([body])
        if found.framing != "aws-eventstream":
            yield Case(name, body, found, Reading(found).reply)


# The dialects that are left to be filled in: their text does not stand at one place.
TO_FILL_IN = ("langgraph", "minimax-pro", "ragflow")
CASES = {case.name: case for case in _cases() if case.name not in TO_FILL_IN}


def cuts_of(case: Case) -> tuple[str, ...]:
    """All of them for what is hard to read and short, two for the rest."""
    if case.name not in HARD:
        return ("inside-characters", "random:1")
    return ("merged", "inside-characters", "inside-crlf", "random:1", "random:2") + ("bytes",) * (len(case.body) < 2000)


def cut(case: Case) -> list[list[bytes]]:
    """The body as these cuts have it."""
    return [list(pieces(case.body, cutting)) for name in cuts_of(case) for cutting in cuttings(name, case.body, ())]
