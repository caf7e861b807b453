"""The field guide as a labelled corpus: what each mode looks like, what only looks like it, and what healthy streams are."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

import streamlab
from tests.diagnosis.corpus import characters, course, lines
from tests.diagnosis.corpus.wire import Case, Chunks, fixed, frames_of

FOUND = [*characters.FOUND, *lines.FOUND, *course.FOUND]
SILENT = [*characters.SILENT, *lines.SILENT, *course.SILENT]


def recordings(case: Case) -> Iterator[tuple[Chunks, list[tuple[str, str]]]]:
    """The case as it may be recorded: where its borders are its own, so; else cut in several ways, and compressed."""
    headers = list(case.headers)
    if isinstance(case.data, list):
        pieces: Any = [(item[0] * 1_000_000, item[1]) if isinstance(item, tuple) else item for item in case.data]
        yield pieces + ([(case.ends_ms * 1_000_000, b"")] if case.ends_ms else []), headers
        return
    for pieces in ([case.data], frames_of(case.data), fixed(case.data, 37), fixed(case.data, 1)):
        yield pieces, headers
    if case.end == "complete":
        yield fixed(gzip.compress(case.data, mtime=0), 64), [*headers, ("Content-Encoding", "gzip")]


def named(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=f"{index}-{case.rule}") for index, case in enumerate(cases)]


def analyzed(case: Case, chunks: Chunks, headers: list[tuple[str, str]]) -> dict[str, Any]:
    analysis = streamlab.analyze(chunks, headers=headers, status=case.status, end=case.end, request=case.request)
    coded = "content-encoding" in {name.lower() for name, _ in headers}
    size = sum(len(item[1] if isinstance(item, tuple) else item) for item in chunks)
    assert coded or analysis.content_size == size
    return analysis.to_dict() | {"content": bytes(analysis.data(0, analysis.content_size))}


@pytest.mark.parametrize("case", named(FOUND))
def test_found(case: Case) -> None:
    for chunks, headers in recordings(case):
        found = analyzed(case, chunks, headers)
        named = [item for item in found["findings"] if item["rule"] == case.rule]
        assert len(named) == 1, [item["rule"] for item in found["findings"]]
        (item,) = named
        assert not case.layer or item["layer"] == case.layer
        assert not case.severity or item["severity"] == case.severity
        assert not case.confidence or item["confidence"] == case.confidence
        assert {name: item["args"].get(name) for name in case.args} == case.args
        if case.at is not None:
            start, end = item["spans"][0]
            assert found["content"][start:end] == case.at
        assert found["verdict"]["text"] == case.verdict or not case.verdict
        assert len(item["spans"]) <= item["count"]
        assert all(0 <= chunk < len(chunks) for chunk in item["chunks"])


@pytest.mark.parametrize("case", named(SILENT))
def test_silent(case: Case) -> None:
    for chunks, headers in recordings(case):
        assert case.rule not in {item["rule"] for item in analyzed(case, chunks, headers)["findings"]}
