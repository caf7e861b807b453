"""`streamlab lookup`: an answer for people, an answer for programs, and the places in a recording."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commanding import invoke, process


def test_the_answer_in_words() -> None:
    answer = invoke("lookup", "浣犲ソ")
    assert answer.exit_code == 0
    assert "UTF-8 read as GBK" in answer.stdout
    assert "你好" in answer.stdout
    assert "comes back whole" in answer.stdout
    assert not answer.stderr


def test_the_answer_as_json() -> None:
    document = json.loads(invoke("lookup", "--json", "鎮�").stdout)
    assert document["schema"] == "streamlab.lookup/1"
    assert document["outcome"] == "garbled"
    best = document["candidates"][0]
    assert (best["wrong"], best["right"], best["recoverable"]) == ("gbk", "utf-8", "partly")
    assert best["lost"][0]["possible"].startswith("您")
    assert best["why"]
    assert "places" not in document


def test_nothing_wrong_and_nothing_left() -> None:
    assert "Nothing is wrong" in invoke("lookup", "你好，世界").stdout
    lost = invoke("lookup", "锟斤拷锟斤拷").stdout
    assert "is lost" in lost
    assert "cannot be recovered" in lost


def test_the_places_in_a_recording(tmp_path: Path) -> None:
    body = tmp_path / "body.txt"
    body.write_bytes("data: 你好\n\n".encode())
    answer = invoke("lookup", "浣犲ソ", "--in", str(body))
    assert answer.exit_code == 0
    assert "at 6–12 · chunk 0" in answer.stdout
    document = json.loads(invoke("lookup", "浣犲ソ", "--in", str(body), "--json").stdout)
    assert document["places"] == [{"start": 6, "end": 12, "first_chunk": 0, "last_chunk": 0, "what": "original"}]
    assert "does not stand" in invoke("lookup", "ÄãºÃ再见", "--in", str(body)).stdout


def test_standard_input_whatever_its_encoding() -> None:
    assert "你好" in process("lookup", "-", stdin="浣犲ソ").stdout
    answer = invoke("lookup", "-", input="你好，世界".encode("gbk"))
    assert answer.exit_code == 0
    assert "no UTF-8" in answer.stderr
    assert "你好，世界" in answer.stdout


def test_a_file_that_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    answer = invoke("lookup", "浣犲ソ", "--in", str(path))
    assert answer.exit_code == 2
    assert "empty" in answer.stderr


def test_nothing_pasted_steers_the_terminal() -> None:
    answer = invoke("lookup", "\x1b]0;x\x07 ä½\xa0å¥½", color=True)
    assert answer.exit_code == 0
    assert "\x1b]" not in answer.stdout
    assert "\x07" not in answer.stdout


def test_a_lone_half_character_is_no_crash() -> None:
    answer = process("lookup", "\\ud83d", "--json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["candidates"][0]["kind"] == "surrogates"
