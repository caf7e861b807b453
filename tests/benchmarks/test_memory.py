"""Memory of an analysis, in a process of its own: at most 3 x the content and 200 bytes a chunk."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

_MEASURE = """
import gc, sys
from streamlab.analysis import Analysis
from streamlab.model import Chunk, End, EndReason, Head

def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

piece, count = eval(sys.argv[1]), int(sys.argv[2])
analysis = Analysis()
analysis.feed([Head(0, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),)), Chunk(0, piece(0))])
before = resident()
for start in range(1, count, 100):
    analysis.feed([Chunk(index, piece(index)) for index in range(start, min(start + 100, count))])
analysis.feed([End(count, EndReason.COMPLETE)])
print(resident() - before, analysis.content_size)
"""
_EVENT = """lambda i: ('data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"demo",'
'"choices":[{"index":0,"delta":{"content":"你好%d"},"logprobs":null,"finish_reason":null}],"usage":null}\\n\\n' % i).encode()"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("name", "piece", "count"),
    [
        ("events of 190 bytes", _EVENT, 100_000),
        ("one-byte chunks", "lambda i: b'data: xyz\\n\\n'[i % 11 : i % 11 + 1]", 1_000_000),
        ("one line in 1 KB chunks", "lambda i: b'data: ' if i == 0 else b'x' * 1024", 50_000),
    ],
)
def test_memory_of_an_analysis(name: str, piece: str, count: int) -> None:
    command = [sys.executable, "-c", _MEASURE, piece, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    used, content = map(int, done.stdout.split())
    bound = 3 * content + 200 * count
    print(
        f"\n{name}: {used / 1e6:.0f} MB for {content / 1e6:.0f} MB of content in {count:,} chunks ({used / bound:.2f} of the bound)"
    )
    assert used <= bound
