"""The reply against what the vendors' own libraries put together from the same bytes: openai, anthropic, ollama.

Where a library is known to read otherwise, a test under "differences" shows both readings and says why ours stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import anthropic
import httpx
import httpx2
import ollama
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.responses import Response

from streamlab.api import analyze
from streamlab.dialects.reply import Scalar
from tests.dialects import test_dialect_anthropic as messages
from tests.dialects import test_dialect_ollama as native
from tests.dialects import test_dialect_openai_chat as chat
from tests.dialects import test_dialect_openai_responses as responses
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import ndjson, sse
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort

SSE = {"Content-Type": "text/event-stream; charset=utf-8"}
BOM = b"\xef\xbb\xbf"
NDJSON = {"Content-Type": "application/x-ndjson"}


class Said(NamedTuple):
    """A reply as a library gives it; `calls` are (id, name, arguments)."""

    text: str = ""
    reasoning: str = ""
    finish: str | None = None
    usage: dict[str, int] | None = None
    calls: tuple[tuple[str | None, str, Any], ...] = ()
    error: Scalar = None


Sdk = Callable[[list[bytes]], Said]


# -- the libraries -----------------------------------------------------------------------------------------------------


def client2(pieces: list[bytes]) -> httpx2.Client:
    """The HTTP client of openai and anthropic, which hears `pieces` whatever it asks."""
    transport = httpx2.MockTransport(lambda _request: httpx2.Response(200, headers=SSE, content=iter(pieces)))
    return httpx2.Client(transport=transport, trust_env=False)


def counts(usage: Any, **names: str) -> dict[str, int] | None:
    """The token counts that are given, by our names for them."""
    found = {ours: getattr(usage, theirs, None) for ours, theirs in names.items()}
    return {name: count for name, count in found.items() if count is not None} or None


def openai_chat(pieces: list[bytes]) -> Said:
    with (
        openai.OpenAI(api_key="none", http_client=client2(pieces)) as client,
        client.chat.completions.stream(model="demo", messages=[{"role": "user", "content": "hi"}]) as stream,
    ):
        error = None
        try:
            stream.until_done()
        except openai.APIError as failure:
            error = failure.message
        # get_final_completion() throws where the finish is "length"; this is what it returns otherwise.
        whole = stream.current_completion_snapshot
    message = whole.choices[0].message
    calls = [(call.id, call.function.name, call.function.arguments) for call in message.tool_calls or ()]
    legacy = message.function_call
    called = [(None, legacy.name, legacy.arguments)] if legacy else calls
    usage = counts(whole.usage, input="prompt_tokens", output="completion_tokens", total="total_tokens")
    details = counts(getattr(whole.usage, "completion_tokens_details", None), reasoning="reasoning_tokens")
    return Said(
        message.content or "",
        getattr(message, "reasoning_content", None) or getattr(message, "reasoning", None) or "",
        whole.choices[0].finish_reason,
        (usage or {}) | (details or {}) or None,
        tuple(called),
        error,
    )


def openai_responses(pieces: list[bytes]) -> Said:
    """What the last response holds; of one that was cut short there are only the events."""
    text, reasoning, error = "", "", None
    last: Response | None = None
    with (
        openai.OpenAI(api_key="none", http_client=client2(pieces)) as client,
        client.responses.stream(model="demo", input="hi") as stream,
    ):
        try:
            for event in stream:
                last = getattr(event, "response", last)
                if event.type == "response.output_text.delta":
                    text += event.delta
                elif event.type in ("response.reasoning_summary_text.delta", "response.reasoning_text.delta"):
                    reasoning += event.delta
                elif event.type == "error":
                    error = event.message
        except openai.APIError as failure:
            error = failure.message
    assert last is not None
    if last.error is not None:
        error = error or last.error.message
    usage = counts(last.usage, input="input_tokens", output="output_tokens", total="total_tokens")
    details = counts(last.usage and last.usage.output_tokens_details, reasoning="reasoning_tokens")
    return Said(
        last.output_text if last.output else text,
        reasoning,
        None if last.status == "in_progress" else last.status,
        (usage or {}) | (details or {}) or None,
        tuple(calls_of(last)),
        error,
    )


def calls_of(response: Response) -> Iterator[tuple[str, str, str]]:
    for item in response.output or ():
        if item.type == "function_call":
            yield item.call_id, item.name, item.arguments
        elif item.type == "custom_tool_call":
            yield item.call_id, item.name, item.input
        elif item.type == "mcp_call":
            yield item.id, item.name, item.arguments


def anthropic_messages(pieces: list[bytes]) -> Said:
    with (
        anthropic.Anthropic(api_key="none", http_client=client2(pieces)) as client,
        client.messages.stream(model="demo", max_tokens=9, messages=[{"role": "user", "content": "hi"}]) as stream,
    ):
        error = None
        try:
            whole = stream.get_final_message()
        except anthropic.APIStatusError as failure:
            error = dict(failure.body or {})["error"]["message"]  # type: ignore[call-overload]
            whole = stream.current_message_snapshot
    return Said(
        "".join(block.text for block in whole.content if block.type == "text"),
        "".join(block.thinking for block in whole.content if block.type == "thinking"),
        whole.stop_reason,
        counts(whole.usage, input="input_tokens", output="output_tokens"),
        tuple(
            (used.id, used.name, used.input) for used in whole.content if used.type in ("tool_use", "server_tool_use")
        ),
        error,
    )


def client(pieces: list[bytes]) -> ollama.Client:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, headers=NDJSON, content=iter(pieces)))
    return ollama.Client(host="http://127.0.0.1", transport=transport, trust_env=False)


def parts_of(parts: Iterator[Any]) -> tuple[list[Any], str | None]:
    """The parts until the end or the error, and that error."""
    found: list[Any] = []
    try:
        found.extend(parts)  # keeps what came before an exception
    except ollama.ResponseError as failure:
        return found, failure.error
    return found, None


def ollama_end(parts: list[Any]) -> tuple[str | None, dict[str, int] | None]:
    end = next((part for part in parts if part.done), None)
    return getattr(end, "done_reason", None), counts(end, input="prompt_eval_count", output="eval_count")


def ollama_chat(pieces: list[bytes]) -> Said:
    with client(pieces) as connected:
        parts, error = parts_of(connected.chat("demo", [{"role": "user", "content": "hi"}], stream=True))
    said = [part.message for part in parts]
    # The library leaves out the id of a call.
    functions = [call.function for message in said for call in message.tool_calls or ()]
    return Said(
        "".join(message.content or "" for message in said),
        "".join(message.thinking or "" for message in said),
        *ollama_end(parts),
        tuple((None, function.name, dict(function.arguments)) for function in functions),
        error,
    )


def ollama_generate(pieces: list[bytes]) -> Said:
    with client(pieces) as connected:
        parts, error = parts_of(connected.generate("demo", "hi", stream=True))
    text = "".join(part.response or "" for part in parts)
    return Said(text, "".join(part.thinking or "" for part in parts), *ollama_end(parts), (), error)


# -- ours --------------------------------------------------------------------------------------------------------------

DIALECTS: dict[Sdk, str] = {
    openai_chat: "openai-chat",
    openai_responses: "openai-responses",
    anthropic_messages: "anthropic",
    ollama_chat: "ollama-chat",
    ollama_generate: "ollama-generate",
}
RAW = (openai_chat, openai_responses)  # these give arguments as they were sent, the others as an object


def ours(sdk: Sdk, pieces: list[bytes]) -> Said:
    reply = analyze(pieces, headers=NDJSON if sdk in (ollama_chat, ollama_generate) else SSE).reply
    assert reply.dialect == DIALECTS[sdk]
    calls = []
    for call in reply.tool_calls:
        arguments = call["arguments"] if sdk in RAW else json.loads(call["arguments"])
        calls.append((None if sdk is ollama_chat else call["id"], call["name"], arguments))
    error = reply.error["message"] if reply.error else None
    return Said(reply.text, reply.reasoning, reply.finish, reply.usage, tuple(calls), error)


def agree(sdk: Sdk, body: bytes, seed: int = 1) -> Said:
    """Both read the same, however the bytes are cut."""
    found = ours(sdk, [body])
    for pieces in ([body], cut_anywhere(body, seed, 12)):
        assert ours(sdk, pieces) == found
        assert sdk(pieces) == found
    return found


# -- streams -----------------------------------------------------------------------------------------------------------


def numbered(*events: dict[str, Any]) -> bytes:
    """Events with what the library takes for granted: an item's id, log probabilities."""
    return responses.numbered(*({"item_id": "item_1", "logprobs": [], **event} for event in events))


def calling(*calls: dict[str, Any]) -> dict[str, Any]:
    return chat.chunk(delta={"tool_calls": list(calls)})


def message(*events: dict[str, Any], end: dict[str, Any] = messages.FINISH) -> bytes:
    return messages.named(messages.START, *events, end, messages.STOP)


def legacy(**function: str) -> dict[str, Any]:
    return chat.chunk(delta={"function_call": function})


REASONED = chat.USAGE | {"completion_tokens_details": {"reasoning_tokens": 4}}
CALLS = [
    calling(chat.call("", index=0, id="t1", name="weather")),
    calling(chat.call('{"ci', index=0)),
    calling(chat.call('ty":"北京😀"}', index=0), chat.call("{}", index=1, id="t2", name="now")),
    chat.chunk(finish="tool_calls"),
    chat.chunk(choices=[], usage=REASONED),
    "[DONE]",
]
OTHER = chat.chunk(choices=[{"index": 1, "delta": {"content": "乙"}, "finish_reason": "length"}])
CHAT = {
    "plain": sse(*chat.PLAIN),
    "calls": sse(*CALLS),
    "escaped": sse(*map(json.dumps, chat.PLAIN[:-1]), "[DONE]"),
    "reasoning": sse(chat.chunk(delta={"reasoning_content": "用户在"}), *chat.PLAIN),
    "reasoning-other": sse(chat.chunk(delta={"reasoning": "想"}), chat.chunk("好"), chat.STOP, "[DONE]"),
    "keep-alive": b": keep-alive\n\n" + sse(*chat.PLAIN),
    "crlf": sse(*chat.PLAIN).replace(b"\n", b"\r\n"),
    "no-space": sse(*chat.PLAIN).replace(b"data: ", b"data:"),
    "length": sse(chat.chunk("半"), chat.chunk(finish="length"), "[DONE]"),
    "filtered": sse(chat.chunk("半"), chat.chunk(finish="content_filter"), "[DONE]"),
    "error": sse(chat.chunk("天气"), chat.ERROR),
    "two-choices": sse(chat.chunk("甲"), OTHER, chat.chunk("丙"), chat.STOP, "[DONE]"),
    "cut": sse(chat.chunk("甲"), chat.chunk("乙")),
    "late": sse(chat.chunk("甲"), chat.STOP, "[DONE]", chat.chunk("乙")),
    "after-finish": sse(chat.chunk("甲"), chat.STOP, chat.chunk("乙"), "[DONE]"),
    "done-after-error": sse(chat.chunk("天气"), chat.ERROR, "[DONE]"),
    "legacy-function": sse(legacy(name="f", arguments=""), legacy(arguments="{}"), chat.chunk(finish="function_call")),
    "interleaved": sse(
        calling(chat.call("", index=0, id="t1", name="f"), chat.call("", index=1, id="t2", name="g")),
        calling(chat.call("[", index=1)),
        calling(chat.call("{}", index=0), chat.call("]", index=1)),
        chat.STOP,
        "[DONE]",
    ),
    "usage-with-finish": sse(chat.chunk("甲"), chat.chunk("", "stop", usage=REASONED), "[DONE]"),
}

FUNCTION = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "weather"}
PIECE = "response.function_call_arguments"
WHOLE = FUNCTION | {"arguments": '{"city":"京😀"}'}
FUNCTIONS = (
    responses.CREATED,
    responses.item("added", 0, **FUNCTION, arguments=""),
    {"type": f"{PIECE}.delta", "output_index": 0, "delta": '{"city":'},
    {"type": f"{PIECE}.delta", "output_index": 0, "delta": '"京😀"}'},
    {"type": f"{PIECE}.done", "output_index": 0, "arguments": '{"city":"京😀"}'},
    responses.item("done", 0, **WHOLE),
)
CUSTOM = {"type": "custom_tool_call", "call_id": "call_2", "name": "run"}
CUSTOMS = (
    responses.item("added", 1, **CUSTOM, input=""),
    {"type": "response.custom_tool_call_input.delta", "output_index": 1, "delta": "ls "},
    {"type": "response.custom_tool_call_input.delta", "output_index": 1, "delta": "文件"},
    {"type": "response.custom_tool_call_input.done", "output_index": 1, "input": "ls 文件"},
    responses.item("done", 1, **CUSTOM, input="ls 文件"),
)
REMOTE = {"type": "mcp_call", "id": "mcp_1", "name": "search", "server_label": "s"}
MCP = (
    responses.item("added", 1, **REMOTE, arguments=""),
    {"type": "response.mcp_call_arguments.delta", "output_index": 1, "delta": '{"q":"京"}'},
    {"type": "response.mcp_call_arguments.done", "output_index": 1, "arguments": '{"q":"京"}'},
    responses.item("done", 1, **REMOTE, arguments='{"q":"京"}'),
)
SECOND = {"content_index": 1}
SECOND_PART = (
    responses.part("added") | SECOND,
    responses.text("delta", delta="再见") | SECOND,
    responses.text("done", text="再见") | SECOND,
    responses.part("done", "再见") | SECOND,
    responses.item("done", 1, type="message", content=[*responses.CONTENT, {"type": "output_text", "text": "再见"}]),
)
RAW_THOUGHT = (
    responses.item("added", 0, type="reasoning"),
    {"type": "response.reasoning_text.delta", "output_index": 0, "content_index": 0, "delta": "想"},
    responses.item("done", 0, type="reasoning"),
)
TOLD = (responses.CREATED, *responses.THOUGHT, *responses.MESSAGE)
BARE = responses.response("completed", "completed")
INCOMPLETE = {"incomplete_details": {"reason": "max_output_tokens"}, "output": responses.OUTPUT}
FAILED = {"error": {"code": "server_error", "message": "坏了"}, "output": responses.OUTPUT}
RESPONSES = {
    "plain": numbered(*TOLD, responses.COMPLETED),
    "done": numbered(*TOLD, responses.COMPLETED) + b"data: [DONE]\n\n",
    "crlf": numbered(*TOLD, responses.COMPLETED).replace(b"\n", b"\r\n"),
    "no-output": numbered(*TOLD, responses.response("completed", "completed", usage=responses.USAGE)),
    "incomplete": numbered(*TOLD, responses.response("incomplete", "incomplete", **INCOMPLETE)),
    "failed": numbered(*TOLD, responses.response("failed", "failed", **FAILED)),
    "function": numbered(*FUNCTIONS, responses.response("completed", "completed", output=[WHOLE])),
    "custom": numbered(*FUNCTIONS, *CUSTOMS, BARE),
    "mcp": numbered(*FUNCTIONS, *MCP, BARE),
    "two-parts": numbered(responses.CREATED, *responses.MESSAGE[:6], *SECOND_PART, BARE),
    "other-whole": numbered(*TOLD[:-3], responses.text("done", text="另一个"), *TOLD[-2:], responses.COMPLETED),
    "raw-reasoning": numbered(responses.CREATED, *RAW_THOUGHT, *responses.MESSAGE, responses.COMPLETED),
    "flat-error": numbered(*TOLD, {"type": "error", "code": "server_error", "message": "坏了", "param": None}),
    "nested-error": numbered(*TOLD, {"type": "error", "error": {"code": "server_error", "message": "坏了"}}),
    "cut": numbered(*TOLD[:-3]),
    "late": numbered(*TOLD, responses.COMPLETED, responses.text("delta", delta="多")),
}

TOOL = (
    messages.begin(1, type="tool_use", id="toolu_1", name="weather", input={}),
    messages.delta(1, "input_json_delta", ""),
    messages.delta(1, "input_json_delta", '{"city":'),
    messages.delta(1, "input_json_delta", '"北京😀"}'),
    messages.stop(1),
    messages.begin(2, type="tool_use", id="toolu_2", name="now", input={}),
    messages.stop(2),
)
CALL = {"type": "tool_use", "id": "toolu_1", "name": "f"}
SEARCH = (
    messages.begin(0, type="server_tool_use", id="srv_1", name="web_search", input={}),
    messages.delta(0, "input_json_delta", '{"q":"京"}'),
    messages.stop(0),
)
USED = messages.FINISH | {"delta": {"stop_reason": "tool_use"}, "usage": {"input_tokens": 20, "output_tokens": 9}}
HALF = (messages.text_block(0), messages.delta(0, "text_delta", "半"), messages.stop(0))
HAPPY = VECTORS["anthropic"]
MESSAGES = {
    "plain": HAPPY,
    "crlf": HAPPY.replace(b"\n", b"\r\n"),
    "no-space": HAPPY.replace(b": ", b":"),
    "tools": message(*messages.THOUGHT, *TOOL, end=USED),
    "first-text": message(messages.begin(0, type="text", text="先"), *HALF[1:]),
    "first-thought": message(
        messages.begin(0, type="thinking", thinking="先", signature=""), *messages.THOUGHT[2:], *messages.TEXT
    ),
    "error": messages.named(messages.START, *HALF[:-1], messages.ERROR),
    "cut": messages.named(messages.START, *HALF[:-1]),
    "length": message(*HALF, end=messages.FINISH | {"delta": {"stop_reason": "max_tokens"}}),
    "server-tool": message(*SEARCH, *messages.TEXT),
    "input-at-once": message(messages.begin(0, **CALL, input={"a": 1}), messages.stop(0), end=USED),
    "unknown-event": message({"type": "news"}, *HALF),
}

WEATHER = {"function": {"index": 0, "name": "weather", "arguments": {"city": "京😀", "days": [1, 2.5, None]}}}
NOW = {"id": "call_9", "function": {"index": 1, "name": "now", "arguments": {}}}
LAST = native.chat("", done=True) | native.END
OLLAMA_CHAT = {
    "plain": VECTORS["ollama-chat"],
    "tools": ndjson(native.chat("看", tool_calls=[WEATHER]), native.chat("", tool_calls=[NOW]), LAST),
    "thinking": ndjson(native.chat("", thinking="想"), native.chat("", thinking="一想"), native.chat("好"), LAST),
    "error": ndjson(native.chat("你好"), {"error": "模型坏了"}),
    "cut": ndjson(native.chat("你"), native.chat("好")),
    "crlf": VECTORS["ollama-chat"].replace(b"\n", b"\r\n"),
    "no-last-newline": VECTORS["ollama-chat"][:-1],
    "length": ndjson(native.chat("半"), LAST | {"done_reason": "length"}),
    "text-in-the-end": ndjson(native.chat("半"), native.chat("句", done=True) | native.END),
}
OLLAMA_GENERATE = {
    "plain": VECTORS["ollama-generate"],
    "crlf": VECTORS["ollama-generate"].replace(b"\n", b"\r\n"),
    "thinking": ndjson({"model": "demo:7b", "response": "", "thinking": "想", "done": False}, *native.GENERATE),
    "error": ndjson(*native.GENERATE[:2], {"error": "模型坏了"}),
    "cut": ndjson(*native.GENERATE[:2]),
}
BODIES = (CHAT, RESPONSES, MESSAGES, OLLAMA_CHAT, OLLAMA_GENERATE)
STREAMS: dict[Sdk, dict[str, bytes]] = dict(zip(DIALECTS, BODIES, strict=True))
CASES = [
    pytest.param(sdk, body, id=f"{DIALECTS[sdk]}-{name}")
    for sdk, found in STREAMS.items()
    for name, body in found.items()
]


@pytest.mark.parametrize(("sdk", "body"), CASES)
def test_the_same_reply(sdk: Sdk, body: bytes) -> None:
    said = agree(sdk, body)
    assert said.text or said.calls


@pytest.mark.parametrize("sdk", STREAMS)
def test_the_same_reply_byte_by_byte(sdk: Sdk) -> None:
    body = STREAMS[sdk]["plain"]
    pieces = [body[at : at + 1] for at in range(len(body))]
    assert sdk(pieces) == ours(sdk, pieces)


# -- texts -------------------------------------------------------------------------------------------------------------

ALPHABET = st.sampled_from('你好，世界é𠮷😀👩‍\u200d\ufe0f\ufeff\ufffd\0\t\n\r "\\/<>{}[]:ab1')
PIECES = st.lists(st.text(ALPHABET | st.characters(exclude_categories=["Cs"]), max_size=6), min_size=1, max_size=4)


def chat_of(pieces: list[str]) -> list[Any]:
    return [chat.FIRST, *(chat.chunk(piece) for piece in pieces), chat.STOP]


def responses_of(pieces: list[str]) -> list[Any]:
    whole = "".join(pieces)
    content = [{"type": "output_text", "text": whole}]
    place = {"item_id": "item_1", "logprobs": []}
    return [
        responses.CREATED,
        responses.item("added", 1, type="message", content=[]),
        responses.part("added"),
        *(responses.text("delta", delta=piece, **place) for piece in pieces),
        responses.text("done", text=whole, **place),
        responses.part("done", whole),
        responses.item("done", 1, type="message", content=content),
        responses.response("completed", "completed", output=[{"type": "message", "content": content}]),
    ]


def messages_of(pieces: list[str]) -> list[Any]:
    told = (messages.delta(0, "text_delta", piece) for piece in pieces)
    return [messages.START, messages.text_block(0), *told, messages.stop(0), messages.FINISH, messages.STOP]


def native_of(pieces: list[str]) -> list[Any]:
    return [*map(native.chat, pieces), LAST]


def generated_of(pieces: list[str]) -> list[Any]:
    return [*({"model": "demo:7b", "response": piece, "done": False} for piece in pieces), native.GENERATE[-1]]


BY_HAND = (chat_of, responses_of, messages_of, native_of, generated_of)
WRITERS: dict[Sdk, Callable[[list[str]], list[Any]]] = dict(zip(DIALECTS, BY_HAND, strict=True))
# httpx takes these for ends of lines, as str.splitlines() does, and ollama reads its lines with httpx; Ollama itself escapes
# the last two. See test_ends_of_lines_that_are_none.
NO_ENDS = "\x85\u2028\u2029"


def written(sdk: Sdk, values: list[Any], *, escaped: bool) -> bytes:
    """The stream, its texts as they are or as escapes."""
    if sdk in (ollama_chat, ollama_generate):
        values = [json.dumps(value, ensure_ascii=escaped) for value in values]
        for end in NO_ENDS:
            values = [value.replace(end, json.dumps(end)[1:-1]) for value in values]
        return ndjson(*values)
    return sse(*((value.get("type", ""), json.dumps(value, ensure_ascii=escaped)) for value in values))


@pytest.mark.parametrize("sdk", WRITERS)
@effort(6)
@given(pieces=PIECES, escaped=st.booleans(), seed=st.integers(0, 1 << 20))
def test_any_text(sdk: Sdk, pieces: list[str], escaped: bool, seed: int) -> None:
    said = agree(sdk, written(sdk, WRITERS[sdk](pieces), escaped=escaped), seed)
    assert said.text == "".join(pieces)


def halved(sdk: Sdk) -> bytes:
    """One character whose two halves come in two pieces."""
    body = written(sdk, WRITERS[sdk](["?1", "?2"]), escaped=True)
    return body.replace(b"?1", b"\\ud83d").replace(b"?2", b"\\ude00")


@pytest.mark.parametrize("sdk", WRITERS)
def test_a_character_in_two_pieces(sdk: Sdk) -> None:
    # The libraries put the halves side by side; as UTF-16, which is what they are halves of, that is the character.
    theirs = sdk([halved(sdk)]).text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    assert theirs == "😀"
    assert ours(sdk, [halved(sdk)]).text == theirs


# -- differences -------------------------------------------------------------------------------------------------------


def test_anthropic_counts_the_thinking() -> None:
    usage = {"output_tokens": 15, "output_tokens_details": {"thinking_tokens": 7}}
    body = message(*messages.THOUGHT, end=messages.FINISH | {"usage": usage})
    assert ours(anthropic_messages, [body]).usage == {"input": 12, "output": 15, "reasoning": 7}


def test_anthropic_input_twice() -> None:
    events = (messages.begin(0, **CALL, input={"a": 1}), messages.delta(0, "input_json_delta", '{"a":2}'))
    body = message(*events, messages.stop(0), end=USED)
    assert anthropic_messages([body]).calls == (("toolu_1", "f", {"a": 2}),)
    assert analyze([body]).reply.tool_calls[0]["arguments"] == '{"a":2}'


def test_responses_call_in_the_whole_alone() -> None:
    body = numbered(responses.CREATED, responses.response("completed", "completed", output=[WHOLE]))
    assert agree(openai_responses, body).calls
    # With what was streamed it is one more; the list leaves out the reasoning that came at index 0.
    other = WHOLE | {"id": "fc_2", "call_id": "call_2", "name": "now"}
    both = responses.response("completed", "completed", output=[WHOLE, other])
    moved = [event | ({"output_index": 1} if "output_index" in event else {}) for event in FUNCTIONS[1:]]
    said = agree(openai_responses, numbered(responses.CREATED, *moved, both))
    assert [name for _, name, _ in said.calls] == ["weather", "now"]


def test_responses_text_in_the_whole_alone() -> None:
    """The library gives the whole. Ours is what was streamed, and says that the whole is another."""
    body = numbered(responses.CREATED, responses.response("completed", "completed", output=responses.OUTPUT))
    reply = analyze([body], headers=SSE).reply
    assert (openai_responses([body]).text, reply.text) == ("你好，朋友", "")
    assert reply.violations == ["whole_mismatch"]


def differ(sdk: Sdk, body: bytes, field: str, theirs: Any, mine: Any) -> list[str]:
    """The one field that differs, and the rules of the dialect that we say are broken."""
    their_said, our_said = sdk([body]), ours(sdk, [body])
    assert (getattr(their_said, field), getattr(our_said, field)) == (theirs, mine)
    assert their_said._asdict() | {field: mine} == our_said._asdict()
    return analyze([body]).reply.violations


@pytest.mark.parametrize(
    "frames",
    [
        [chat.chunk("a", usage=chat.USAGE), chat.STOP],  # the library's is the last frame's, also where that is null
        [chat.chunk("a"), chat.chunk(finish="stop", choice={"usage": chat.USAGE})],  # Moonshot's place
        [chat.chunk("a"), chat.chunk(finish="stop", x_groq={"usage": chat.USAGE})],  # Groq's place
    ],
)
def test_chat_usage_elsewhere(frames: list[Any]) -> None:
    """Servers other than OpenAI's send it there, and the person wants to see it."""
    assert differ(openai_chat, sse(*frames, "[DONE]"), "usage", None, chat.COUNTED) == []


def test_chat_zero_tokens() -> None:
    """Zeros alone are a server that does not count."""
    zeros = dict.fromkeys(chat.USAGE, 0)
    body = sse(chat.chunk("a"), chat.STOP, chat.chunk(choices=[], usage=zeros), "[DONE]")
    differ(openai_chat, body, "usage", dict.fromkeys(chat.COUNTED, 0), None)


def test_chat_name_repeated() -> None:
    """Some servers repeat id and name with every piece: the library joins them as if they were pieces."""
    frames = [calling(chat.call(piece, index=0, id="t", name="f")) for piece in "{}"]
    differ(openai_chat, sse(*frames, chat.STOP, "[DONE]"), "calls", (("tt", "ff", "{}"),), (("t", "f", "{}"),))


def test_chat_error_as_a_string() -> None:
    """The library knows objects only and has one sentence for the rest."""
    body = sse(chat.chunk("天"), {"error": "坏了"})
    differ(openai_chat, body, "error", "An error occurred during streaming", "坏了")


def test_finish_twice() -> None:
    """The library keeps the last. Ours is the first, and the second is a violation."""
    body = sse(chat.chunk("a"), chat.STOP, chat.chunk(finish="length"), "[DONE]")
    assert differ(openai_chat, body, "finish", "length", "stop") == ["duplicate_finish"]
    again = messages.FINISH | {"delta": {"stop_reason": "max_tokens"}}
    body = message(*HALF, messages.FINISH, end=again)
    assert differ(anthropic_messages, body, "finish", "max_tokens", "end_turn") == ["duplicate_finish"]


def test_an_end_without_an_empty_line() -> None:
    """The standard (WHATWG HTML §9.2.6) drops such an event, and so does the library; what came is shown, with the violation."""
    body = sse(chat.chunk("a"), chat.chunk("b"))[:-1]
    assert "eof_without_blank_line" in differ(openai_chat, body, "text", "a", "ab")


def test_a_byte_order_mark() -> None:
    """The standard says that one goes; the libraries take it for a part of the first field's name and lose the event."""
    body = BOM + sse(chat.chunk("a"), chat.chunk("b"), chat.STOP, "[DONE]")
    assert differ(openai_chat, body, "text", "b", "ab") == []


def test_text_after_the_end() -> None:
    """The libraries that do not stop at the terminal append it; ours is the reply, and the rest a violation."""
    late = messages.delta(1, "text_delta", "多")
    body = HAPPY + messages.named(late)
    assert "data_after_terminal" in differ(anthropic_messages, body, "text", "你好多", "你好")
    body = ndjson(native.chat("好"), LAST, native.chat("多"))
    assert differ(ollama_chat, body, "text", "好多", "好") == ["data_after_terminal"]


def test_anthropic_blocks_that_interleave() -> None:
    """The library has the text in the order of the blocks; ours is in the order it came, since it is shown as it comes."""
    told = (messages.delta(1, "text_delta", "乙"), messages.delta(0, "text_delta", "甲"))
    blocks = (messages.text_block(0), messages.text_block(1), *told, messages.stop(0), messages.stop(1))
    body = message(*blocks)
    assert differ(anthropic_messages, body, "text", "甲乙", "乙甲") == ["block_not_closed"]


@pytest.mark.parametrize("end", NO_ENDS)
def test_ends_of_lines_that_are_none(end: str) -> None:
    """A record ends at a line feed and nowhere else; JSON may hold these as they are (RFC 8259 §7)."""
    body = ndjson(native.chat(f"a{end}b"), LAST)
    assert ours(ollama_chat, [body]).text == f"a{end}b"
    with pytest.raises(json.JSONDecodeError):
        ollama_chat([body])


@pytest.mark.parametrize(
    ("sdk", "body", "throws"),
    [
        (openai_chat, sse(chat.chunk("a"), "{broken", chat.STOP, "[DONE]"), json.JSONDecodeError),
        (openai_chat, CHAT["plain"].replace("好".encode(), b"\xe5\xa5"), UnicodeDecodeError),
        (anthropic_messages, HAPPY.replace("好".encode(), b"\xe5\xa5"), UnicodeDecodeError),
        (ollama_chat, VECTORS["ollama-chat"].replace(b"\n", b"", 1), json.JSONDecodeError),
        (ollama_chat, VECTORS["ollama-chat"][:-9], json.JSONDecodeError),
        (ollama_chat, BOM + VECTORS["ollama-chat"], json.JSONDecodeError),
        (anthropic_messages, BOM + HAPPY, AssertionError),  # without its first event there is no message
    ],
)
def test_what_a_library_gives_up_on_is_read(sdk: Sdk, body: bytes, throws: type[Exception]) -> None:
    """Ours never throws for what the bytes hold: the rest is read, and the damage is a finding or a violation."""
    with pytest.raises(throws):
        sdk([body])
    assert ours(sdk, [body]).text
