"""How the cases of the guide's corpus are written: a few dialects, the head of each, and places to cut."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from streamlab.model import Headers

SSE: Headers = (("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-cache"))
LINES: Headers = (("Content-Type", "application/x-ndjson"), ("Transfer-Encoding", "chunked"))
OCTETS: Headers = (("Content-Type", "application/octet-stream"),)
JSON: Headers = (("Content-Type", "application/json"),)
PLAIN: Headers = (("Content-Type", "text/plain; charset=utf-8"),)
BARE: Headers = (("Content-Type", "text/event-stream"),)
NONE: Headers = ()
DONE = b"data: [DONE]\n\n"
Chunks = list[bytes] | list[tuple[int, bytes]]


@dataclass(frozen=True)
class Case:
    """One recording and what must be said of it. `at`: the bytes of the finding's first span."""

    rule: str
    data: bytes | Chunks  # bytes may be cut at will; a list is a recording with its borders (and times in ms)
    headers: Headers = SSE
    at: bytes | None = None
    layer: str = ""
    verdict: str = "intact"
    severity: str = ""
    confidence: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    end: str = "complete"
    status: int = 200
    request: Any = None
    ends_ms: int = 0  # when the stream ended, where its chunks have times


def dumps(value: Any) -> str:
    """JSON as servers write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def event(data: Any, name: str = "", *, space: str = " ", end: str = "\n") -> bytes:
    """One event."""
    head = f"event:{space}{name}{end}" if name else ""
    return f"{head}data:{space}{data if isinstance(data, str) else dumps(data)}{end}{end}".encode(
        "utf-8", "surrogatepass"
    )


def delta(content: Any, finish: str | None = None, **more: Any) -> dict[str, Any]:
    """One chunk of openai-chat."""
    choice = {"index": 0, "delta": {"content": content} | more, "logprobs": None, "finish_reason": finish}
    head = {"id": "chatcmpl-A1", "object": "chat.completion.chunk", "created": 1760000000, "model": "demo-gpt"}
    return head | {"choices": [choice]}


def chat(*texts: str, finish: str = "stop", done: bytes = DONE, space: str = " ", end: str = "\n") -> bytes:
    """openai-chat: role, pieces, finish reason, [DONE]."""
    first = event(delta("", role="assistant"), space=space, end=end)
    pieces = [event(delta(text), space=space, end=end) for text in texts]
    last = event(delta("", finish), space=space, end=end) if finish else b""
    return first + b"".join(pieces) + last + done


def chat_crlf(*texts: str) -> bytes:
    """The same with CRLF and no space."""
    return chat(*texts, end="\r\n", space="", done=b"data:[DONE]\r\n\r\n")


def anthropic(*texts: str, stop: str = "end_turn", ended: bool = True) -> bytes:
    """Messages: named events."""
    message = {"id": "msg_01", "type": "message", "role": "assistant", "model": "demo-claude", "content": []}
    usage = {"input_tokens": 12, "output_tokens": 1}
    start: list[dict[str, Any]] = [
        {"type": "message_start", "message": message | {"stop_reason": None, "usage": usage}}
    ]
    start += [{"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}]
    start += [{"type": "ping"}]
    pieces: list[dict[str, Any]] = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}} for text in texts
    ]
    last: list[dict[str, Any]] = [
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": stop, "stop_sequence": None}, "usage": {"output_tokens": 9}},
        {"type": "message_stop"},
    ]
    return b"".join(event(item, item["type"]) for item in [*start, *pieces, *(last if ended else [])])


def ollama(*texts: str, reason: str = "stop", ended: bool = True, step_ms: int = 40) -> bytes:
    """/api/chat: one object per line, with its time."""
    lines = []
    for number, text in enumerate((*texts, "") if ended else texts):
        at = number * step_ms
        stamp = f"2025-10-09T08:00:{at // 1000 % 60:02}.{at % 1000:03}456Z"
        value: dict[str, Any] = {
            "model": "qwen3",
            "created_at": stamp,
            "message": {"role": "assistant", "content": text},
        }
        last = ended and number == len(texts)
        value |= {"done": last} | ({"done_reason": reason, "eval_count": 9} if last else {})
        lines.append(dumps(value) + "\n")
    return "".join(lines).encode("utf-8", "surrogatepass")


def gemini(*texts: str, finish: str = "STOP") -> bytes:
    """streamGenerateContent?alt=sse: CRLF, no terminal."""
    parts = []
    for number, text in enumerate(texts):
        candidate: dict[str, Any] = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
        if number == len(texts) - 1 and finish:
            candidate["finishReason"] = finish
        parts.append(event({"candidates": [candidate], "modelVersion": "gemini-demo"}, end="\r\n"))
    return b"".join(parts)


def web(*texts: str, more: bytes = b"") -> bytes:
    """chatgpt-web: every record repeats the text, the line end comes before each but the first."""
    sofar, records = "", []
    for text in texts:
        sofar += text
        ids = {"role": "assistant", "id": "chatcmpl-A1", "parentMessageId": "p-1"}
        detail = {"id": "chatcmpl-A1", "choices": [{"delta": {"content": text}, "index": 0, "finish_reason": None}]}
        records.append(dumps(ids | {"text": sofar, "delta": text, "detail": detail}))
    return "\n".join(records).encode("utf-8", "surrogatepass") + more


def tiny(*texts: str) -> bytes:
    """A service of one's own: {"t": …} in events."""
    return b"".join(event({"t": text}) for text in texts)


def own_lines(*texts: str) -> bytes:
    """A service of one's own: {"answer": …} per line."""
    return "".join(dumps({"seq": number, "answer": text}) + "\n" for number, text in enumerate(texts)).encode()


def raw_events(*texts: str) -> bytes:
    """Raw text in events."""
    return b"".join(event(text) for text in texts)


# Every way to carry pieces of a reply, with its head.
CARRIERS = {
    "openai-chat": (chat, SSE),
    "openai-chat-crlf": (chat_crlf, SSE),
    "anthropic": (anthropic, SSE),
    "ollama": (ollama, LINES),
    "gemini": (gemini, SSE),
    "own-events": (tiny, SSE),
    "own-lines": (own_lines, NONE),
}


def inside(data: bytes, character: str, *after: int) -> list[bytes]:
    """`data` cut inside the first `character`, after so many of its bytes each."""
    start = data.index(character.encode())
    return at(data, *(start + bytes_ for bytes_ in after))


def at(data: bytes, *offsets: int) -> list[bytes]:
    """`data` cut at offsets."""
    edges = [0, *offsets, len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


def after(data: bytes, *parts: bytes) -> list[bytes]:
    """`data` cut after the first of each of `parts`."""
    return at(data, *(data.index(part) + len(part) for part in parts))


def frames_of(data: bytes) -> list[bytes]:
    """One chunk per event or record, as a server flushes."""
    ends = [end for end in (b"\r\n\r\n", b"\n\n", b"\n") if end in data]
    if not ends:
        return [data]
    parts = data.split(ends[0])
    return [part + ends[0] for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def fixed(data: bytes, size: int) -> list[bytes]:
    """Pieces of `size` bytes."""
    return [data[start : start + size] for start in range(0, len(data), size)]


def timed(pieces: list[bytes], *, first: int, step: int) -> list[tuple[int, bytes]]:
    """The pieces, the first after `first` ms and one each `step` ms."""
    return [(first + index * step, piece) for index, piece in enumerate(pieces)]
