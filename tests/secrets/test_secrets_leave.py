"""Where a head, an address or a body leaves: each place shows a copy without its secrets."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

import streamlab
from streamlab.clients.corrected.generator import LANGUAGES, corrected_handler
from streamlab.library.entry import title_of
from streamlab.model import Chunk, End, EndReason, Head, Message
from streamlab.recording import Recording
from streamlab.request import Body, Origin, Request, errors, filled_with, redacted, to_fill
from streamlab.session import Session
from streamlab.transport import HttpxTransport
from tests.cli.commanding import invoke
from tests.transport.wire_server import WireServer

SECRET = "hunter2x9"
HEAD = (
    ("Content-Type", "text/plain"),
    ("Location", f"https://me:{SECRET}@h.example/cb?access_token={SECRET}&page=2"),
    ("Set-Cookie", f"sid={SECRET}; Path=/"),
    ("X-Auth-Token", SECRET),
    ("X-Note", f"Bearer {SECRET}0123456789"),
    ("ETag", "abc"),
)
REQUEST = Request(
    "POST",
    f"https://me:{SECRET}@h.example/p;token={SECRET}?sig={SECRET}&page=2",
    (
        ("Authorization", f"Bearer {SECRET}"),
        ("Referer", f"https://h.example/?token={SECRET}"),
        ("X-Note", f"Bearer {SECRET}0123456789"),
    ),
    Body(
        "json",
        json.dumps(
            {
                "model": "m",
                "password": SECRET,
                "pin": 4821,
                "headers": [["api_key", SECRET]],
                "url": f"/x?token={SECRET}",
            }
        ),
    ),
    proxy=f"http://me:{SECRET}@proxy.example:1",
)


def _recording() -> Recording:
    messages: list[Message] = [
        Head(1, "HTTP/1.1", 302, "Found", HEAD),
        Chunk(2, b"echo: " + SECRET.encode()),
        End(3, EndReason.COMPLETE),
    ]
    return Recording("2026-01-01T00:00:00.000Z", redacted(REQUEST), messages)


def test_a_recording_keeps_none_but_what_the_server_echoed(tmp_path: Path) -> None:
    _recording().save(tmp_path / "a.slrec")
    text = (tmp_path / "a.slrec").read_text()
    assert SECRET not in text
    assert "h.example" in text
    assert "page=2" in text
    loaded = streamlab.load(tmp_path / "a.slrec")
    assert [message.data for message in loaded.messages if isinstance(message, Chunk)] == [b"echo: " + SECRET.encode()]


def test_the_header_line_lists_what_is_masked_in_the_body(tmp_path: Path) -> None:
    _recording().save(tmp_path / "a.slrec")
    body = json.loads((tmp_path / "a.slrec").read_text().splitlines()[0])["request"]["body"]
    before, after = REQUEST.body.text.encode(), body["text"].encode()
    assert len(before) == len(after)
    assert [before[start:end] for start, end in body["masked"]] == [
        SECRET.encode(),
        b"4821",
        SECRET.encode(),
        SECRET.encode(),
    ]
    rest = bytearray(before)
    for start, end in body["masked"]:
        rest[start:end] = after[start:end]
    assert rest == after
    assert json.loads(after)["model"] == "m"


def test_the_analysis_and_its_verdict() -> None:
    analysis = streamlab.analyze(_recording())
    values = analysis.to_dict()
    values.pop("text")
    values.pop("reply")
    said = json.dumps(values)
    assert SECRET not in said
    assert "https://redacted(12)@h.example/cb?access_token=redacted(9)&page=2" in values["verdict"]["summary"]
    assert ["ETag", "abc"] in values["response"]["headers"]


def test_live_says_what_the_recording_says(tmp_path: Path) -> None:
    _recording().save(tmp_path / "a.slrec")
    assert (
        streamlab.analyze(streamlab.load(tmp_path / "a.slrec")).to_dict() == streamlab.analyze(_recording()).to_dict()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrected_handlers(language: str) -> None:
    source = corrected_handler(language, streamlab.analyze(_recording()), REQUEST)
    assert SECRET not in source
    assert "redacted(" not in source
    assert "****" not in source
    assert "9999" not in source
    assert "YOUR_SECRET" in source
    again = corrected_handler(language, streamlab.analyze(_recording()), redacted(REQUEST))
    assert again == source


def test_representations() -> None:
    for value in (REQUEST, REQUEST.body, _recording(), [REQUEST], Session(REQUEST, on_batch=lambda _batch: None)):
        assert SECRET not in repr(value)
        assert SECRET not in f"{value}"


def test_titles() -> None:
    assert SECRET not in title_of(REQUEST)


def test_the_terminal(tmp_path: Path) -> None:
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /cb?access_token=" + SECRET.encode() + b"\r\n\r\n"
    with WireServer((head,)) as server:
        url = f"{server.url}p;token={SECRET}?api_key={SECRET}"
        result = invoke(
            "send",
            url,
            "-H",
            f"Authorization: Bearer {SECRET}",
            "-d",
            f"password={SECRET}",
            "-o",
            str(tmp_path / "a.slrec"),
        )
        assert SECRET.encode() in server.requests[0]
    assert SECRET not in result.output
    assert SECRET not in (tmp_path / "a.slrec").read_text()


def test_a_header_without_its_colon() -> None:
    for line in (f"X-Api-Key {SECRET}", f"Authorization Bearer {SECRET}", "X-Note sk-abcdefghij0123456789"):
        result = invoke("send", "http://127.0.0.1:9/", "-H", line)
        assert result.exit_code == 2
        assert SECRET not in result.output
        assert "sk-abcdefghij" not in result.output


def test_the_end_of_a_run_that_was_redirected() -> None:
    first = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /b?access_token=" + SECRET.encode() + b"\r\n\r\n"
    with WireServer([first], [b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]) as server:

        async def run() -> list[object]:
            return [
                message async for message in HttpxTransport().stream(Request(url=server.url, follow_redirects=True))
            ]

        end = asyncio.run(run())[-1]
    assert isinstance(end, End)
    assert SECRET not in end.detail
    assert "redirect: 302" in end.detail


def test_an_error_that_a_server_reports() -> None:
    error = {"error": {"message": "Incorrect API key provided: sk-abcdefghij0123456789.", "code": "invalid_api_key"}}
    analysis = streamlab.analyze(
        [f"data: {json.dumps(error)}\n\n".encode()], headers=(("Content-Type", "text/event-stream"),)
    )
    values = analysis.to_dict()
    assert "sk-abcdefghij" not in values["verdict"]["summary"]
    assert "invalid_api_key" in json.dumps(values["findings"])


# --- and none of the marks leaves as a value --------------------------------------------------------------------------

BODIES = [
    Body("json", '{"api_key": "ab", "pin": 4821, "model": "m"}'),
    Body("json", '{"headers": [["api_key", "ab"]], "env": [{"name": "TOKEN", "value": "cd"}]}'),
    Body("json", '{"auth": ["user", "ab"], "inner": "{\\"password\\": \\"ab\\"}"}'),
    Body("json", '{"content": "send sk-abcdefghij0123456789"}'),
    Body("json", '{"password": "ab", // note\n}'),
    Body("text", "a=b&password=ab"),
    Body("text", "model: m\npassword: ab\n"),
    Body("text", "<password>ab</password>"),
    Body("bytes", data='{"密码": "ab", "password": "cd"}'.encode("gb18030")),
    Body("bytes", data='{"password": "ab"}'.encode("utf-16")),
    Body("bytes", data=b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nab\r\n--b--'),
    Body("text", "password=ab\ud800"),
    Body("json", '{"密码": "ab", "a": "\ud800", "password": "cd"}'),
]


@pytest.mark.parametrize(
    "body", BODIES, ids=lambda body: (body.text or repr(body.data))[:40].encode("ascii", "replace").decode()
)
def test_marks_become_blanks_after_a_recording_was_opened(tmp_path: Path, body: Body) -> None:
    Recording("", redacted(Request("POST", "http://h.example/", body=body)), [End(0, EndReason.COMPLETE)]).save(
        tmp_path / "a.slrec"
    )
    opened = streamlab.load(tmp_path / "a.slrec").request
    assert opened is not None
    masked = opened.body.masked
    assert masked
    assert opened == redacted(opened)
    blank = to_fill(opened)
    assert len([item for item in blank.origin.blanks if item.part == "body"]) == len(masked)
    assert {problem.kind for problem in errors(opened)} >= {"unfilled"}
    assert to_fill(blank) == blank
    assert not blank.body.masked
    filled = filled_with("v", opened)
    assert not errors(replace(filled, origin=Origin())) or body.kind == "json"


def test_a_shape_in_an_open_header_or_a_path_blocks_too(tmp_path: Path) -> None:
    request = Request("GET", "http://h.example/v1/sk-abcdefghij0123456789/x", (("X-Note", "Bearer abcdef0123456789"),))
    Recording("", redacted(request), [End(0, EndReason.COMPLETE)]).save(tmp_path / "a.slrec")
    opened = streamlab.load(tmp_path / "a.slrec").request
    assert opened is not None
    assert opened.url == "http://h.example/v1/redacted(23)/x"
    assert [(item.part, item.name) for item in to_fill(opened).origin.blanks] == [
        ("url", "secret"),
        ("headers", "X-Note"),
    ]
    assert to_fill(opened).url == "http://h.example/v1/{{secret}}/x"


@pytest.mark.parametrize(
    "masked", [[[0, 4]], [[-1, 4]], [[3, 3]], [[5, 99999]], [["a", 1]], [1], [[True, 4]], [[4, 8], [2, 6]]]
)
def test_what_a_stranger_lists_is_taken_for_no_more_than_it_is(masked: list[object]) -> None:
    values = {
        "method": "POST",
        "url": "http://h.example/",
        "body": {"kind": "json", "text": '{"a": "bc"}', "masked": masked},
    }
    request = Request.from_dict(values)
    assert to_fill(request).body.text == '{"a": "bc"}'
    assert not errors(request)


def test_a_body_full_of_masks_is_opened_in_time() -> None:
    text = "\n".join('{"password": "ab"}' for _ in range(2_000))
    masked = redacted(Request("POST", "http://h.example/", body=Body("text", text)))
    assert len(masked.body.masked) == 2_000
    blank = to_fill(masked)
    assert "**" not in blank.body.text
    assert 1 < len(blank.origin.blanks) < 300
    assert [problem.kind for problem in errors(blank)].count("unfilled") == len(blank.origin.blanks)


def test_spans_of_a_stranger_are_gone_through_once() -> None:
    text = "9 " * 2_000
    values = {"body": {"kind": "text", "text": text, "masked": [[i, i + 1] for i in range(0, len(text), 2)]}}
    assert len(to_fill(Request.from_dict(values)).origin.blanks) < 300
