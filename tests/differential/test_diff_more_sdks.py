"""The reply against more of the vendors' libraries: groq, zai, mistralai, cohere, google-genai, dashscope.

`pip install -e '.[sdks]'` installs them; without, these tests skip. Where a library is known to read otherwise, a test under
"differences" shows both readings and says why ours stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.api import analyze
from tests.clients.piece_server import serving
from tests.dialects import test_dialect_cohere as cohere_v2
from tests.dialects import test_dialect_dashscope as qwen
from tests.dialects import test_dialect_gemini as google
from tests.dialects import test_dialect_openai_chat as chat
from tests.dialects.wire import sse
from tests.differential.test_diff_sdks import CHAT, PIECES, SSE, Said, calling, client2, counts
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort

# Their own imports and models may warn; what we do in between may not, and does nothing that could.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

Sdk = Callable[[list[bytes]], Said]
MESSAGES = [{"role": "user", "content": "hi"}]


def library(name: str) -> Any:
    """The module; the test skips where it is not installed."""
    return pytest.importorskip(name, reason=f"pip install -e '.[sdks]' installs {name.partition('.')[0]}")


def client(pieces: list[bytes]) -> httpx.Client:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, headers=SSE, content=iter(pieces)))
    return httpx.Client(transport=transport, trust_env=False)


# -- the libraries -----------------------------------------------------------------------------------------------------


class Choices:
    """What an application puts together from chunks like OpenAI's: the libraries hand out nothing else."""

    def __init__(self) -> None:
        self.text = self.reasoning = ""
        self.finish: str | None = None
        self.usage: dict[str, int] | None = None
        self.calls: dict[int, list[Any]] = {}

    def read(self, chunks: Iterable[Any], failure: type[Exception] | tuple[()] = ()) -> Said:
        error = None
        try:
            for chunk in chunks:
                self._usage(getattr(chunk, "usage", None) or getattr(getattr(chunk, "x_groq", None), "usage", None))
                for choice in chunk.choices or ():
                    if choice.index == 0:
                        self._choice(choice)
        except failure as raised:
            error = str(getattr(raised, "message", raised))
        calls = tuple((call[0], call[1], call[2]) for call in self.calls.values())
        return Said(self.text, self.reasoning, self.finish, self.usage, calls, error)

    def _usage(self, usage: Any) -> None:
        found = counts(usage, input="prompt_tokens", output="completion_tokens", total="total_tokens")
        details = counts(getattr(usage, "completion_tokens_details", None), reasoning="reasoning_tokens")
        self.usage = (found | (details or {})) if found else self.usage

    def _choice(self, choice: Any) -> None:
        delta = choice.delta
        for part in [delta.content] if isinstance(delta.content, str) else delta.content or ():
            if isinstance(part, str) or part.type == "text":
                self.text += part if isinstance(part, str) else part.text
            elif part.type == "thinking":
                self.reasoning += "".join(thought.text for thought in part.thinking)
        self.reasoning += getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None) or ""
        self.finish = choice.finish_reason or self.finish
        for call in delta.tool_calls or ():
            known = self.calls.setdefault(call.index, [None, "", ""])
            known[0] = known[0] or call.id
            known[1] = known[1] or call.function.name or ""
            known[2] += call.function.arguments or ""


def groq(pieces: list[bytes]) -> Said:
    groq = library("groq")
    with groq.Groq(api_key="none", http_client=client(pieces)) as connected:
        chunks = connected.chat.completions.create(model="demo", messages=MESSAGES, stream=True)
        return Choices().read(chunks, groq.APIError)


def zai(pieces: list[bytes]) -> Said:
    zai = library("zai")
    with client(pieces) as http:
        connected = zai.ZaiClient(api_key="no.ne", base_url="http://127.0.0.1/", http_client=http)
        chunks = connected.chat.completions.create(model="demo", messages=MESSAGES, stream=True)
        return Choices().read(chunks, zai.core.APIResponseError)


def mistral(pieces: list[bytes]) -> Said:
    mistralai = library("mistralai.client")
    with (
        mistralai.Mistral(api_key="none", client=client2(pieces)) as connected,
        connected.chat.stream(model="demo", messages=MESSAGES) as stream,
    ):
        return Choices().read(event.data for event in stream)


def cohere(pieces: list[bytes]) -> Said:
    cohere = library("cohere")
    text, reasoning, calls = "", "", dict[int, list[str]]()
    finish = usage = error = None
    with client(pieces) as http:
        for event in cohere.ClientV2(api_key="none", httpx_client=http).chat_stream(model="demo", messages=MESSAGES):
            match event.type:
                case "content-delta":
                    text += event.delta.message.content.text or ""
                    reasoning += event.delta.message.content.thinking or ""
                case "tool-plan-delta":
                    reasoning += event.delta.message.tool_plan
                case "tool-call-start":
                    call = event.delta.message.tool_calls
                    calls[event.index] = [call.id, call.function.name, call.function.arguments]
                case "tool-call-delta":
                    calls[event.index][2] += event.delta.message.tool_calls.function.arguments
                case "message-end":
                    finish, error = event.delta.finish_reason, event.delta.error
                    usage = counts(event.delta.usage.tokens, input="input_tokens", output="output_tokens")
    return Said(text, reasoning, finish, usage, tuple((id, name, said) for id, name, said in calls.values()), error)  # noqa: A001


def gemini(pieces: list[bytes]) -> Said:
    genai, errors = library("google.genai"), library("google.genai.errors")
    text, reasoning, calls = "", "", list[tuple[str | None, str, str]]()
    finish = usage = error = None
    names = {"input": "prompt_token_count", "output": "candidates_token_count", "total": "total_token_count"}
    with client2(pieces) as http:
        connected = genai.Client(api_key="none", http_options={"httpx_client": http})
        try:
            for chunk in connected.models.generate_content_stream(model="demo", contents="hi"):
                usage = counts(chunk.usage_metadata, **names, reasoning="thoughts_token_count") or usage
                blocked = chunk.prompt_feedback and chunk.prompt_feedback.block_reason
                candidate = chunk.candidates[0] if chunk.candidates else None
                reason = candidate.finish_reason if candidate else blocked
                finish = reason.value if reason else finish
                for part in (candidate and candidate.content and candidate.content.parts) or ():
                    if part.function_call:
                        call = part.function_call
                        calls.append((call.id, call.name, compact(call.args)))
                    elif part.thought:
                        reasoning += part.text or ""
                    else:
                        text += part.text or ""
        except errors.APIError as raised:
            error = raised.message
    return Said(text, reasoning, finish, usage, tuple(calls), error)


def dashscope(pieces: list[bytes], *, incremental: bool = False) -> Said:
    """Over a real connection: the library takes an address and no client of ours."""
    dashscope = library("dashscope")
    said = Said()
    names = {"input": "input_tokens", "output": "output_tokens", "total": "total_tokens"}
    with serving({"/v1/services/aigc/text-generation/generation": [pieces]}) as server:
        dashscope.base_http_api_url = f"{server.url}/v1"
        options: dict[str, Any] = {"result_format": "message", "stream": True}
        if incremental:  # told that it is not wanted, the library asks for it all the same, and joins the pieces itself
            options["incremental_output"] = True
        for part in dashscope.Generation.call(model="qwen-demo", api_key="none", messages=MESSAGES, **options):
            if part.status_code != 200:
                return said._replace(error=part.message)
            choice = part.output.choices[0]
            text, reasoning = choice.message.content, choice.message.get("reasoning_content") or ""
            before = said if incremental else Said()
            said = Said(
                before.text + text,
                before.reasoning + reasoning,
                None if choice.finish_reason == "null" else choice.finish_reason,
                {ours: part.usage[theirs] for ours, theirs in names.items() if theirs in part.usage},
            )
    return said


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pieces_of_dashscope(pieces: list[bytes]) -> Said:
    return dashscope(pieces, incremental=True)


# -- ours --------------------------------------------------------------------------------------------------------------


class Tried(NamedTuple):
    """A library, the dialect that it speaks, and streams of it."""

    sdk: Sdk
    dialect: str
    streams: dict[str, bytes]


def ours(tried: Tried, pieces: list[bytes]) -> Said:
    hint = {"parameters": {"incremental_output": tried.sdk is pieces_of_dashscope}}
    reply = analyze(pieces, headers=SSE, request=hint if tried.dialect == "dashscope" else None).reply
    assert reply.dialect == tried.dialect
    calls = tuple((call["id"], call["name"], call["arguments"]) for call in reply.tool_calls)
    error = reply.error["message"] if reply.error else None
    return Said(reply.text, reply.reasoning, reply.finish, reply.usage, calls, error)


def agree(tried: Tried, body: bytes, seed: int = 1) -> Said:
    """Both read the same, however the bytes are cut."""
    found = ours(tried, [body])
    for pieces in ([body], cut_anywhere(body, seed, 12)):
        assert ours(tried, pieces) == found
        assert tried.sdk(pieces) == found
    return found


# -- streams -----------------------------------------------------------------------------------------------------------

CRLF = (b"\n", b"\r\n")
WITHOUT = ("legacy-function",)  # none of the three has a place for it
SAME = {name: body for name, body in CHAT.items() if name not in WITHOUT}
GROQ = SAME | {
    "usage-elsewhere": sse(chat.chunk("a"), chat.chunk(finish="stop", x_groq={"usage": chat.USAGE}), "[DONE]")
}
ZAI = {name: body for name, body in SAME.items() if "error" not in name} | {
    "sensitive": sse(
        chat.chunk("半", delta={"role": "assistant"}), chat.chunk("", "sensitive", usage=chat.USAGE), "[DONE]"
    ),
}


def thinking(text: str) -> dict[str, Any]:
    return {"type": "thinking", "thinking": [{"type": "text", "text": text}]}


WHOLE_CALL = chat.call('{"city":"北京😀"}', index=0, id="t1", name="weather")
TWO_CALLS = calling(WHOLE_CALL, chat.call("{}", index=1, id="t2", name="now"))
STRICT = ("calls", "interleaved", "error", "done-after-error", "reasoning", "reasoning-other", "usage-with-finish")
MISTRAL = {name: body for name, body in SAME.items() if name not in STRICT} | {
    "calls": sse(TWO_CALLS, chat.chunk(finish="tool_calls"), "[DONE]"),
    "parts": sse(
        chat.chunk(delta={"content": [thinking("想"), thinking("一想")]}),
        chat.chunk(delta={"content": [{"type": "text", "text": "你"}, {"type": "text", "text": "好"}]}),
        chat.chunk("！", "stop", usage=chat.USAGE),
        "[DONE]",
    ),
    "mark": b"\xef\xbb\xbf" + CHAT["plain"],
}


def tool(step: str, **more: Any) -> dict[str, Any]:
    return {"type": f"tool-call-{step}", "index": 0, "delta": {"message": {"tool_calls": more}}}


PLAN = {"type": "tool-plan-delta", "delta": {"message": {"tool_plan": "查天气"}}}
TOOLS = (
    tool("start", id="t1", type="function", function={"name": "weather", "arguments": ""}),
    tool("delta", function={"arguments": '{"city":'}),
    tool("delta", function={"arguments": '"京😀"}'}),
    {"type": "tool-call-end", "index": 0},
)
COHERE_PLAIN = cohere_v2.VECTORS["cohere-v2"]
COHERE = {
    "plain": COHERE_PLAIN,
    "crlf": COHERE_PLAIN.replace(*CRLF),
    "keep-alive": b": ping\n\n" + COHERE_PLAIN,
    "no-space": COHERE_PLAIN.replace(b"data: ", b"data:"),
    "tools": cohere_v2.named(cohere_v2.START, PLAN, *TOOLS, cohere_v2.end("TOOL_CALL")),
    "length": cohere_v2.named(cohere_v2.START, *cohere_v2.TEXT, cohere_v2.end("MAX_TOKENS")),
    "failed": cohere_v2.named(cohere_v2.START, *cohere_v2.TEXT, cohere_v2.end("ERROR", error="坏了")),
    "cut": cohere_v2.named(cohere_v2.START, *cohere_v2.TEXT),
    "unknown-event": cohere_v2.named(cohere_v2.START, {"type": "news"}, *cohere_v2.TEXT, cohere_v2.end()),
}

GEMINI_PLAIN = google.VECTORS["gemini-sse"]
CALL = {"functionCall": {"name": "weather", "args": {"city": "京😀", "days": [1, 2.5, None]}, "id": "c1"}}
BLOCKED = {"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": {"promptTokenCount": 4}}
GEMINI = {
    "plain": GEMINI_PLAIN,
    "lf": GEMINI_PLAIN.replace(b"\r\n", b"\n"),
    "tools": sse(google.chunk({"text": "看"}, CALL), google.chunk(finish="STOP")),
    "two-calls": sse(google.chunk(CALL, {"functionCall": {"name": "now", "args": {}}}, finish="STOP")),
    "length": sse(google.CHUNKS[1], google.chunk(finish="MAX_TOKENS")),
    "safety": sse(google.CHUNKS[1], google.chunk(finish="SAFETY")),
    "cut": sse(*google.CHUNKS[:2]),
    "error": sse(*google.CHUNKS[:2], google.ERROR),
    "bare-error": sse(*google.CHUNKS[:2]) + json.dumps(google.ERROR, indent=2).encode(),
    "blocked": sse(BLOCKED),
    "no-content": sse(google.CHUNKS[1], {"candidates": [{"index": 0, "finishReason": "STOP"}], "responseId": "r-1"}),
}

THOUGHT = qwen.frame("", reasoning_content="想"), qwen.frame("好", "stop", 6, reasoning_content="想一想")
QWEN_ERROR = qwen.body(qwen.ERROR, event="error", status=400)
WHOLES = {
    "plain": qwen.VECTORS["dashscope"],
    "crlf": qwen.VECTORS["dashscope"].replace(*CRLF),
    "reasoning": qwen.body(*THOUGHT),
    "length": qwen.body(qwen.WHOLES[0], qwen.frame("我是通义", "length")),
    "cut": qwen.body(*qwen.WHOLES[:2]),
    "error": qwen.body(*qwen.WHOLES[:1]) + QWEN_ERROR,
}
QWEN_PIECES = {
    "plain": qwen.body(*qwen.PIECES),
    "repeated": qwen.body(qwen.frame("哈"), qwen.frame("哈哈"), qwen.frame("", "stop")),
    "error": qwen.body(*qwen.PIECES[:2]) + QWEN_ERROR,
}

TRIED = {
    "groq": Tried(groq, "openai-chat", GROQ),
    "zai": Tried(zai, "openai-chat", ZAI),
    "mistral": Tried(mistral, "openai-chat", MISTRAL),
    "cohere": Tried(cohere, "cohere-v2", COHERE),
    "gemini": Tried(gemini, "gemini-sse", GEMINI),
    "dashscope": Tried(dashscope, "dashscope", WHOLES),
    "dashscope-pieces": Tried(pieces_of_dashscope, "dashscope", QWEN_PIECES),
}
CASES = [
    pytest.param(tried, body, id=f"{name}-{stream}")
    for name, tried in TRIED.items()
    for stream, body in tried.streams.items()
]


@pytest.mark.parametrize(("tried", "body"), CASES)
def test_the_same_reply(tried: Tried, body: bytes) -> None:
    said = agree(tried, body)
    assert said.text or said.calls or said.finish


@pytest.mark.parametrize("name", TRIED)
def test_the_same_reply_byte_by_byte(name: str) -> None:
    tried = TRIED[name]
    body = tried.streams["plain"]
    pieces = [body[at : at + 1] for at in range(len(body))]
    assert tried.sdk(pieces) == ours(tried, pieces)


# -- texts -------------------------------------------------------------------------------------------------------------


def cohere_events(pieces: list[str]) -> bytes:
    told = (cohere_v2.content("delta", 1, text=piece) for piece in pieces)
    return cohere_v2.named(cohere_v2.START, cohere_v2.TEXT[0], *told, cohere_v2.TEXT[-1], cohere_v2.end())


def chat_events(pieces: list[str]) -> bytes:
    return sse(chat.FIRST, *map(chat.chunk, pieces), chat.STOP, "[DONE]")


def gemini_events(pieces: list[str]) -> bytes:
    return sse(*(google.chunk({"text": piece}) for piece in pieces), google.chunk(finish="STOP"))


WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "groq": chat_events,
    "zai": chat_events,
    "mistral": chat_events,
    "cohere": cohere_events,
    "gemini": gemini_events,
}
# httpx takes these for ends of lines, and zai and cohere read their lines with httpx.
NO_ENDS = re.compile("[\x85\u2028\u2029]")
BY_HTTPX = ("zai", "cohere")


@pytest.mark.parametrize("name", WRITERS)
@effort(6)
@given(pieces=PIECES, seed=st.integers(0, 1 << 20))
def test_any_text(name: str, pieces: list[str], seed: int) -> None:
    if name in BY_HTTPX:
        pieces = [NO_ENDS.sub("", piece) for piece in pieces]
    assert agree(TRIED[name], WRITERS[name](pieces), seed).text == "".join(pieces)


# -- differences -------------------------------------------------------------------------------------------------------


def differ(name: str, body: bytes, field: str, theirs: Any, mine: Any) -> list[str]:
    """The one field that differs, and the rules of the dialect that we say are broken."""
    tried = TRIED[name]
    their_said, our_said = tried.sdk([body]), ours(tried, [body])
    assert (getattr(their_said, field), getattr(our_said, field)) == (theirs, mine)
    assert their_said._asdict() | {field: mine} == our_said._asdict()
    return analyze([body], headers=SSE).reply.violations


@pytest.mark.parametrize("name", ["groq", "zai", "mistral"])
def test_the_old_function_call(name: str) -> None:
    """Their chunks have no place for what OpenAI has replaced; other servers still send it."""
    differ(name, CHAT["legacy-function"], "calls", (), ((None, "f", "{}"),))


@pytest.mark.parametrize("name", ["groq", "zai"])
def test_an_error_without_a_message(name: str) -> None:
    """They know objects only and have one sentence for the rest; zai has it for every error of an event without a name."""
    sentence = "An error occurred during streaming"
    differ(name, sse(chat.chunk("天"), {"error": "坏了"}), "error", sentence, "坏了")
    if name == "zai":
        differ(name, CHAT["error"], "error", sentence, chat.ERROR["error"]["message"])


@pytest.mark.parametrize("name", ["groq", "zai"])
def test_an_end_without_an_empty_line(name: str) -> None:
    """The standard drops such an event, and so do they; mistral, gemini and dashscope read it, as we do, with the violation."""
    body = sse(chat.chunk("a"), chat.chunk("b"))[:-1]
    assert "eof_without_blank_line" in differ(name, body, "text", "a", "ab")
    for flushing in ("mistral", "gemini", "dashscope"):
        tried = TRIED[flushing]
        assert agree(tried, tried.streams["plain"].removesuffix(b"\n"))


@pytest.mark.parametrize("name", ["groq", "zai", "mistral"])
def test_finish_twice(name: str) -> None:
    """An application that takes the last that comes has another than we, who keep the first and name the violation."""
    body = sse(chat.chunk("a"), chat.STOP, chat.chunk(finish="length"), "[DONE]")
    assert differ(name, body, "finish", "length", "stop") == ["duplicate_finish"]


def test_mistral_has_no_reasoning_of_other_servers() -> None:
    for stream in ("reasoning", "reasoning-other"):
        said = ours(TRIED["mistral"], [CHAT[stream]])
        differ("mistral", CHAT[stream], "reasoning", "", said.reasoning)
        assert said.reasoning


def test_cohere_errors_and_counts() -> None:
    """An event of no type it leaves out; and where only what is paid for is counted, we show that."""
    said = cohere_v2.named(cohere_v2.START, *cohere_v2.TEXT)
    differ("cohere", said + sse({"message": "坏了"}), "error", None, "坏了")
    paid = {"billed_units": {"input_tokens": 3, "output_tokens": 4}}
    end = {"type": "message-end", "delta": {"finish_reason": "COMPLETE", "usage": paid}}
    differ("cohere", said + cohere_v2.named(end), "usage", None, {"input": 3, "output": 4})
    floats = {"tokens": {"input_tokens": 3.0, "output_tokens": 4.0}}
    agree(TRIED["cohere"], said + cohere_v2.named({**end, "delta": {"finish_reason": "COMPLETE", "usage": floats}}))


def test_gemini_pieces_of_a_call() -> None:
    """It hands out each piece; ours is the call that they make."""
    pieces: list[dict[str, Any]] = [
        {"name": "weather", "willContinue": True},
        {"partialArgs": [{"jsonPath": "$.city", "stringValue": "北", "willContinue": True}], "willContinue": True},
        {"partialArgs": [{"jsonPath": "$.city", "stringValue": "京"}]},
    ]
    body = sse(*(google.chunk({"functionCall": piece}) for piece in pieces), google.chunk(finish="STOP"))
    theirs = tuple((None, name, "null") for name in ("weather", None, None))
    differ("gemini", body, "calls", theirs, ((None, "weather", '{"city":"北京"}'),))


def test_gemini_text_after_the_finish() -> None:
    """Both read it. The library's finish is the last."""
    body = sse(google.chunk({"text": "a"}, finish="STOP"), google.chunk({"text": "b"}, finish="MAX_TOKENS"))
    violations = differ("gemini", body, "finish", "MAX_TOKENS", "STOP")
    assert violations == ["data_after_terminal", "duplicate_finish"]


def test_dashscope_lines_and_ends() -> None:
    """To it each data line is an event, and a finish reason no end."""
    pretty = b"".join(b"event:result\n" + sse(json.dumps(frame, indent=1)) for frame in qwen.WHOLES)
    assert dashscope([pretty]) == Said(error="{")
    assert ours(TRIED["dashscope"], [pretty]).text == "我是通义助手"
    early = qwen.body(qwen.WHOLES[0], qwen.frame("我是通义", "stop"), qwen.frame("我是通义助手", "stop"))
    violations = differ("dashscope", early, "text", "我是通义助手", "我是通义")
    assert violations == ["data_after_terminal", "duplicate_finish"]


GEMINI_LF = GEMINI["lf"]
GIVEN_UP = [
    ("groq", CHAT["plain"].replace("好".encode(), b"\xe5\xa5"), "UnicodeDecodeError"),
    ("groq", sse(chat.chunk("a"), "{broken", chat.STOP, "[DONE]"), "JSONDecodeError"),
    ("groq", sse(chat.chunk("a"), "", chat.STOP, "[DONE]"), "JSONDecodeError"),
    ("zai", sse(chat.chunk("a"), ("ping", None), chat.STOP, "[DONE]"), "JSONDecodeError"),
    ("zai", sse(chat.chunk("a\u2028b"), chat.STOP, "[DONE]"), "JSONDecodeError"),  # no end of a line, but to httpx
    ("mistral", CHAT["plain"].replace("好".encode(), b"\xe5\xa5"), "UnicodeDecodeError"),
    ("mistral", CHAT["error"], "ResponseValidationError"),
    ("mistral", CHAT["interleaved"], "ResponseValidationError"),  # its own calls come whole
    ("gemini", b"\xef\xbb\xbf" + GEMINI_LF, "UnknownApiResponseError"),
    ("gemini", GEMINI_LF.replace(b"data: ", b"data:"), "UnknownApiResponseError"),
    ("gemini", b": ping\n\n" + GEMINI_LF, "UnknownApiResponseError"),
    ("gemini", GEMINI_LF + b"data: [DONE]\n\n", "UnknownApiResponseError"),  # as some relays have it
    ("dashscope", WHOLES["plain"].replace("通".encode(), b"\xe9\x80"), "UnicodeDecodeError"),
]


@pytest.mark.parametrize(("name", "body", "thrown"), GIVEN_UP)
def test_what_a_library_gives_up_on_is_read(name: str, body: bytes, thrown: str) -> None:
    """Ours never throws for what the bytes hold: the rest is read, and the damage is a finding or a violation."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 (its class is compared)
        TRIED[name].sdk([body])
    assert caught.typename == thrown
    said = ours(TRIED[name], [body])
    assert said.text or said.calls
