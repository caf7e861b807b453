"""Runs sources as `python file` would, each as often as it is asked to: [[source, times], …] on stdin, answers on stdout."""

from __future__ import annotations

import contextlib
import io
import json
import sys


def run(source: str) -> dict[str, object]:
    """The reply that the source prints, and what it says of errors."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        exec(compile(source, "<pasted>", "exec"), {"__name__": "__main__"})
    return {"text": out.getvalue().removesuffix("\n"), "errors": err.getvalue().splitlines()}


if __name__ == "__main__":
    answers = [[run(source) for _ in range(times)] for source, times in json.loads(sys.stdin.buffer.read())]
    sys.stdout.buffer.write(json.dumps(answers).encode())
