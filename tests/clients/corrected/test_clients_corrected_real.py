"""The corrected handlers in Node, a browser's fetch, Python and Java, against a server that sends every piece on its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import trustme

from streamlab.api import analyze
from streamlab.clients.corrected.generator import corrected_handler
from streamlab.request import Body, Request
from tests.clients.corrected.corrected_streams import CASES, FRAMES, HARD, TO_FILL_IN, Case, cut
from tests.clients.piece_server import serving
from tests.dialects import test_dialect_openai_chat as chat
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import sse
from tests.needs import need_java, need_node

Source = tuple[str, int]  # and how often to run it
Answers = list[list[dict[str, Any]]]
Runner = Callable[[list[Source], Path], Answers]
_HERE = Path(__file__).parent
_NODE = shutil.which("node")
_JAVAC, _JAVA = shutil.which("javac"), shutil.which("java")
_BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # for a second of work all else costs more than it saves
_IN_JAVA = (
    set(HARD)
    | {f"{framing} {dialect}" for framing in ("sse", "ndjson-prefix", "json-array") for dialect in list(FRAMES)[:7]}
    | {"coze-v3", "replicate", "zhipu-v3", "tgi", "mcp", "vercel-data-stream-v4"}
)
_ILL_FORMED = re.compile("\ufffd+")
_UTF8 = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def ask(command: list[str], sources: list[Source], **environment: str) -> Answers:
    """What a runner says of these sources."""
    sent = json.dumps(sources).encode()
    done = subprocess.run(command, input=sent, stdout=subprocess.PIPE, check=True, env=_UTF8 | environment)
    answers = json.loads(done.stdout)
    assert len(answers) == len(sources)
    return list(answers)


def run_node(sources: list[Source], _folder: Path) -> Answers:
    assert _NODE is not None
    return ask([_NODE, str(_HERE / "corrected_runner.cjs")], sources)


def run_python(sources: list[Source], folder: Path) -> Answers:
    # httpx reads all certificates for each client, also where there is no TLS: one is read sooner than 150.
    certificate = folder / "one.pem"
    trustme.CA().cert_pem.write_to_path(str(certificate))
    return ask([sys.executable, str(_HERE / "corrected_runner.py")], sources, SSL_CERT_FILE=str(certificate))


def run_java(sources: list[Source], folder: Path) -> Answers:
    """Compiled at once, each class under a name of its own."""
    assert _JAVAC is not None
    assert _JAVA is not None
    shutil.copy(_HERE / "corrected_runner.java", folder / "Runner.java")
    for at, (source, _) in enumerate(sources):
        name = f"StreamReply{at}"
        (folder / f"{name}.java").write_text(source.replace("StreamReply", name), "utf-8")
    files = sorted(map(str, folder.glob("*.java")))
    options = [*(f"-J{option}" for option in _BRIEFLY), "-encoding", "UTF-8", "-Xlint:all", "-Werror"]
    subprocess.run([_JAVAC, *options, "-d", str(folder), *files], check=True)
    times = [str(count) for _, count in sources]
    done = subprocess.run([_JAVA, *_BRIEFLY, "-cp", str(folder), "Runner", *times], stdout=subprocess.PIPE, check=True)
    lines = ([b64decode(text).decode() for text in line.split(b" ")] for line in done.stdout.splitlines())
    return [[{"text": line[0], "errors": line[1:]} for line in islice(lines, count)] for _, count in sources]


_RUNNERS = [
    pytest.param("node", run_node, marks=need_node),
    pytest.param("fetch", run_node, marks=need_node),
    pytest.param("python", run_python),
    pytest.param("java", run_java, marks=need_java),
]


@pytest.mark.parametrize(("language", "run"), _RUNNERS)
def test_every_reply_however_it_is_cut(language: str, run: Runner, tmp_path: Path) -> None:
    """One process for all of them; replies that are read alike are read by one source."""
    alike: dict[str, list[Case]] = defaultdict(list)
    for case in CASES.values():
        if language == "java" and case.name not in _IN_JAVA:
            continue  # its compiler takes its time
        alike[corrected_handler(language, case.analysis)].append(case)
    groups = list(alike.values())
    answers = {f"/{at}": [body for case in cases for body in cut(case)] for at, cases in enumerate(groups)}
    with serving(answers) as server:
        asked = Body("json", '{"stream": true}')
        requests = [Request("POST", server.url + path, body=asked) for path in answers]
        sources = [
            (corrected_handler(language, cases[0].analysis, request), len(bodies))
            for cases, request, bodies in zip(groups, requests, answers.values(), strict=True)
        ]
        found = run(sources, tmp_path)
    assert json.loads(server.received[0]) == {"stream": True}
    for cases, texts in zip(groups, found, strict=True):
        expected = {(case.name, at): case.expected for case in cases for at, _ in enumerate(cut(case))}
        given = {key: answer["text"] for key, answer in zip(expected, texts, strict=True)}
        if language == "java":  # its decoder has one U+FFFD for half a surrogate pair, where the others have three
            expected, given = (
                {key: _ILL_FORMED.sub("\ufffd", text) for key, text in side.items()} for side in (expected, given)
            )
        assert given == expected


@pytest.mark.parametrize(("language", "run"), _RUNNERS)
def test_an_error_is_told_and_what_came_before_stays(language: str, run: Runner, tmp_path: Path) -> None:
    said = sse(chat.chunk("甲😀"), chat.chunk("乙"))
    analysis = analyze([said])
    with (
        serving({"/": [[said, sse(chat.ERROR)]]}) as complete,
        serving({"/": [[said, said[:-20]]]}, whole=False) as broken,
        serving({"/": [["不行".encode()]]}, status=502) as refusing,
    ):
        servers = (complete, broken, refusing)
        sources = [(corrected_handler(language, analysis, Request("POST", f"{at.url}/")), 1) for at in servers]
        (told,), (cut_off,), (refused,) = run(sources, tmp_path)
    assert told == {"text": "甲😀乙", "errors": ["The server had an error."]}
    shown = "甲😀乙甲😀"
    if language == "java":  # its HttpClient throws at once, before it hands out what it has already received
        shown = shown[: len(cut_off["text"])]
    assert (cut_off["text"], len(cut_off["errors"])) == (shown, 1)
    assert refused == {"text": "", "errors": ["HTTP 502: 不行"]}


@pytest.mark.parametrize(("language", "run"), _RUNNERS)
def test_other_encodings(language: str, run: Runner, tmp_path: Path) -> None:
    text = "天下、世界"
    bodies = {name: sse(chat.chunk(text), "[DONE]").decode().encode(name) for name in ("gb18030", "big5", "shift_jis")}
    with serving(
        {f"/{name}": [[body[at : at + 1] for at in range(len(body))]] for name, body in bodies.items()}
    ) as server:
        sources = []
        for name, body in bodies.items():
            analysis = analyze([body], encoding=name)
            assert analysis.reply.text == text
            sources.append((corrected_handler(language, analysis, Request("POST", f"{server.url}/{name}")), 1))
        found = run(sources, tmp_path)
    assert [answer for (answer,) in found] == [{"text": text, "errors": []}] * len(bodies)


ASKED: dict[str, Any] = {
    "stream": True,
    "stop": None,
    "temperature": 0.5,
    "messages": [{"role": "user", "content": '说"\'\\u4f60\n"""好'}, {"role": "user", "content": "长" * 80, "名": []}],
    "options": {},
}


def unusual(language: str) -> dict[str, str]:
    """Sources that no other test runs: to be filled in, without a body, with a text as body, for binary frames."""
    plain = analyze([sse(*chat.PLAIN)])
    text = Request("POST", "http://127.0.0.1/", body=Body("text", "a=b\n\\\"'`${x}"))
    shown = {name: corrected_handler(language, analyze([VECTORS[name]])) for name in TO_FILL_IN}
    return shown | {
        "get": corrected_handler(language, plain, Request("GET", "http://127.0.0.1/?q=\"'")),
        "text": corrected_handler(language, plain, text),
        "binary": corrected_handler(language, analyze([VECTORS["bedrock-converse"]])),
    }


@need_node
@pytest.mark.parametrize("language", ["mini-program", "fetch", "node"])
def test_the_rest_is_javascript(language: str, tmp_path: Path) -> None:
    assert _NODE is not None
    for name, source in unusual(language).items():
        (tmp_path / f"{name}.cjs").write_text(source, "utf-8")
        subprocess.run([_NODE, "--check", str(tmp_path / f"{name}.cjs")], check=True)


def test_the_rest_is_python() -> None:
    for name, source in unusual("python").items():
        compile(source, name, "exec")


@need_java
def test_the_rest_is_java(tmp_path: Path) -> None:
    run_java([(source, 0) for name, source in unusual("java").items() if name != "binary"], tmp_path)


@pytest.mark.parametrize(
    ("language", "name", "command"),
    [
        pytest.param("node", "reply.mjs", [_NODE], marks=need_node),
        pytest.param("python", "reply.py", [sys.executable]),
        pytest.param("java", "StreamReply.java", [_JAVA, *_BRIEFLY, "-Dfile.encoding=UTF-8"], marks=need_java),
    ],
)
def test_pasted_into_a_file(language: str, name: str, command: list[str], tmp_path: Path) -> None:
    """As a person would run it; what is asked is what was recorded."""
    case = CASES["ndjson-prefix chatgpt-web"]
    with serving({"/": [cut(case)[0]]}) as server:
        headers = (("Content-Type", "application/json"), ("X-Trace", 'it\'s \\ "7"'))
        request = Request("PUT", f"{server.url}/", headers, Body("json", json.dumps(ASKED)))
        (tmp_path / name).write_text(corrected_handler(language, case.analysis, request), "utf-8")
        done = subprocess.run([*command, name], cwd=tmp_path, env=_UTF8, check=True, capture_output=True)
    assert (done.stdout.decode().splitlines(), done.stderr) == ([case.expected], b"")
    assert json.loads(server.received[0]) == ASKED
    assert server.heads[0].startswith(b"PUT / HTTP/1.1\r\n")
    assert b'\r\nx-trace: it\'s \\ "7"\r\n' in server.heads[0].replace(b"X-Trace", b"x-trace")
