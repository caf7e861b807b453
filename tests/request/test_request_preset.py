"""Every preset is a request that can be sent as it is."""

from __future__ import annotations

import json

from streamlab.request import errors, presets, validate


def test_presets_with_a_lab() -> None:
    demo, openai, chatgpt_web = presets("http://127.0.0.1:5000")
    assert demo.request.url == "http://127.0.0.1:5000/v1/chat/completions?scenario=demo"
    assert not validate(demo.request)
    assert not validate(chatgpt_web.request)
    assert not errors(openai.request)
    assert all(preset.name for preset in (demo, openai, chatgpt_web))


def test_chatgpt_web_is_what_the_mini_program_sends() -> None:
    preset = presets()[1]
    assert preset.id == "chatgpt-web"
    assert preset.request.method == "POST"
    assert preset.request.url.endswith("/api/chat-process")
    assert list(json.loads(preset.request.body.text)) == ["prompt", "options"]
    assert (preset.request.header("Authorization") or "").startswith("Bearer ")


def test_openai_streams() -> None:
    preset = presets()[0]
    assert preset.id == "openai-compatible"
    assert json.loads(preset.request.body.text)["stream"] is True
    assert [problem.kind for problem in validate(preset.request)] == ["placeholder"]


def test_no_demo_without_a_lab() -> None:
    assert [preset.id for preset in presets()] == ["openai-compatible", "chatgpt-web"]
