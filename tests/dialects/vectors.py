"""The happy vector of every dialect that has a test file with `VECTORS`: for detection and for damage."""

from __future__ import annotations

from tests.dialects import (
    test_dialect_ag_ui,
    test_dialect_anthropic,
    test_dialect_bedrock,
    test_dialect_clouds,
    test_dialect_cohere,
    test_dialect_coze,
    test_dialect_dashscope,
    test_dialect_dify,
    test_dialect_fastgpt,
    test_dialect_gemini,
    test_dialect_langchain,
    test_dialect_legacy,
    test_dialect_mcp,
    test_dialect_ollama,
    test_dialect_openai_responses,
    test_dialect_platforms,
    test_dialect_servers,
    test_dialect_vercel,
)

_MODULES = (
    test_dialect_ag_ui,
    test_dialect_anthropic,
    test_dialect_bedrock,
    test_dialect_clouds,
    test_dialect_cohere,
    test_dialect_coze,
    test_dialect_dashscope,
    test_dialect_dify,
    test_dialect_fastgpt,
    test_dialect_gemini,
    test_dialect_langchain,
    test_dialect_legacy,
    test_dialect_mcp,
    test_dialect_ollama,
    test_dialect_openai_responses,
    test_dialect_platforms,
    test_dialect_servers,
    test_dialect_vercel,
)
VECTORS: dict[str, bytes] = {name: body for module in _MODULES for name, body in module.VECTORS.items()}
