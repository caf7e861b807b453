"""`streamlab lab`: a real server in a real process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from streamlab.lab import Lab, scenarios
from tests.cli.commanding import command_line, environment, invoke
from tests.processes import started


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The lab in a process of its own, once its first line, the URL, has been printed."""
    with started(
        command_line("lab", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    ) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()


def test_the_list_needs_no_server() -> None:
    answer = invoke("lab", "--list", "--json")
    assert answer.exit_code == 0
    listed = json.loads(answer.stdout)["scenarios"]
    assert [item["id"] for item in listed] == [item.id for item in scenarios.load_all()]
    assert invoke("lab", "--list").stdout.startswith(listed[0]["id"])


def test_titles_follow_the_language() -> None:
    english, chinese = (invoke("lab", "--list", "--lang", language).stdout for language in ("en", "zh_CN"))
    assert english.isascii() or english != chinese
    assert not chinese.isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_it_serves_until_interrupted() -> None:
    with running() as (process, url):
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{url}/s/smooth", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "WARNING" not in messages
    assert "Traceback" not in messages


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_an_open_address_is_said_loudly() -> None:
    with running("--host", "0.0.0.0") as (process, _):
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=20)
    assert "*** WARNING: the lab listens on 0.0.0.0" in messages


def test_a_port_in_use_is_a_sentence() -> None:
    with Lab() as lab:
        answer = invoke("lab", "--port", str(lab.port))
        assert answer.exit_code == 1
        assert str(lab.port) in answer.stderr
