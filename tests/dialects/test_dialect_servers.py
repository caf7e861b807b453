"""The model servers' own endpoints: `tgi`, `llamacpp-completion`."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, sse


def token(index: int, text: str, whole: str | None = None, **details: Any) -> dict[str, Any]:
    said = {"id": 100 + index, "text": text, "logprob": -0.2, "special": text.startswith("<")}
    return {"index": index, "token": said, "generated_text": whole, "details": details or None}


def piece(content: str, *, stop: bool = False, **more: Any) -> dict[str, Any]:
    return {"index": 0, "content": content, "tokens": [7], "stop": stop} | more


TOKENS = [token(1, "拥抱"), token(2, "脸")]
LAST = token(3, "</s>", "拥抱脸", finish_reason="eos_token", generated_tokens=3, input_length=6)
COUNTS = {"tokens_predicted": 3, "tokens_evaluated": 4}
LLAMA = [piece("羊"), piece("驼"), piece("", stop=True, stop_type="eos", **COUNTS)]
VECTORS = {"tgi": sse(*TOKENS, LAST).replace(b"data: ", b"data:"), "llamacpp-completion": sse(*LLAMA)}


def test_tgi() -> None:
    usage = {"input": 6, "output": 3}
    check(VECTORS["tgi"], "tgi", text="拥抱脸", finish="eos_token", finish_norm="stop", usage=usage, **DONE)
    check(sse(*TOKENS, token(3, "</s>", "拥抱脸")), "tgi", text="拥抱脸", finish=None, finish_norm="stop", **DONE)
    spaced = sse(token(1, " 拥抱", "拥抱"))
    check(spaced, "tgi", text=" 拥抱", **DONE)
    check(sse(token(1, "脸", "你好拥抱脸") | {"x": 1}), "tgi", text="脸", **DONE)  # with the prompt
    check(b":\n\n" + sse(*TOKENS) + b":\n\n" + sse(LAST), "tgi", text="拥抱脸", keepalives=2, **DONE)


def test_tgi_errors_and_violations() -> None:
    failed = {"error": "Model is overloaded", "error_type": "overloaded"}
    error = {"code": None, "message": "Model is overloaded", "type": "overloaded"}
    check(sse(failed), "tgi", error=error, **CUT)
    check(sse(TOKENS[0], failed), "tgi", text="拥抱", error=error, finish_norm="error", **CUT)
    check(sse(TOKENS[0], LAST), "tgi", text="拥抱", violations=["sequence_gap", "whole_mismatch"], **DONE)
    check(sse(*TOKENS, LAST, token(4, "多")), "tgi", text="拥抱脸", violations=["data_after_terminal"], **DONE)
    check(sse(*TOKENS), "tgi", text="拥抱脸", violations=["missing_terminal"], **CUT)


def test_llamacpp() -> None:
    usage = {"input": 4, "output": 3}
    check(
        VECTORS["llamacpp-completion"],
        "llamacpp-completion",
        text="羊驼",
        finish="eos",
        finish_norm="stop",
        usage=usage,
        **DONE,
    )
    for kind, norm in (("limit", "length"), ("word", "stop"), ("none", None)):
        check(
            sse(*LLAMA[:2], piece("", stop=True, stop_type=kind)),
            "llamacpp-completion",
            text="羊驼",
            finish=kind,
            finish_norm=norm,
            **DONE,
        )
    check(
        sse(*LLAMA[:2], piece("", stop=True, stopped_eos=False, stopped_limit=True)),
        "llamacpp-completion",
        text="羊驼",
        finish="limit",
        **DONE,
    )


def test_llamacpp_errors_and_violations() -> None:
    sent = {"code": 400, "message": "too long", "type": "exceed_context_size_error"}
    check(sse(LLAMA[0], {"error": sent}), "llamacpp-completion", text="羊", error=sent, finish_norm="error", **CUT)
    old = sse({"error": sent}).replace(b'data: {"error": ', b"error: ").replace(b"}}", b"}")
    unseen = ["unknown_sse_field", "spec_undispatched_event"]
    check(old, "llamacpp-completion", error=sent, violations=unseen, **CUT)
    check(sse(LLAMA[0]) + old, "llamacpp-completion", text="羊", error=sent, violations=unseen, **CUT)
    check(sse(*LLAMA, LLAMA[0]), "llamacpp-completion", text="羊驼", violations=["data_after_terminal"], **DONE)
    check(sse(*LLAMA[:2]), "llamacpp-completion", text="羊驼", violations=["missing_terminal", "missing_finish"], **CUT)
