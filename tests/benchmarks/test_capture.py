"""Capture and analysis of a long stream, against httpx alone on the same stream."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

import streamlab
from tests.benchmarks.ratios import ratio

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
COUNT = 64_000


def _bare(url: str) -> int:
    async def loop() -> int:
        async with httpx.AsyncClient(trust_env=False, timeout=None) as client, client.stream("GET", url) as response:
            return sum([1 async for _ in response.aiter_raw()])

    return asyncio.run(loop())


def test_capture_and_analysis_against_a_bare_loop(lab_url: str) -> None:
    url = f"{lab_url}/s/flood?count={COUNT}&gap=0"

    def ours() -> None:
        analysis = streamlab.analyze(asyncio.run(streamlab.capture(url)))
        assert len(analysis.frames) == COUNT

    found = ratio(ours, lambda: _bare(url), pairs=3, clock=time.perf_counter)
    print(f"\ncapture + analysis of {COUNT:,} chunks: {found:.2f} x a bare aiter_raw loop")
    assert found <= 2.0
