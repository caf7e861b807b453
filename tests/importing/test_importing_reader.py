"""Reading: what is ours, what can be read as a recording, and what cannot; a hostile file at worst fails to load."""

from __future__ import annotations

import base64
import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.errors import RecordingFormatError
from streamlab.importing import load, load_file
from streamlab.model import Chunk, End, EndReason, Message, Read
from streamlab.recording import Recording
from streamlab.request import Request

if TYPE_CHECKING:
    from pathlib import Path

HEADER = b'{"streamlab":"recording/1","created":"x","request":null}\n'
END = b'{"type":"end","t_ns":9,"reason":"complete"}\n'


def read(data: bytes, name: str = "") -> Recording:
    return load_file(io.BytesIO(data), name)


def kinds(recording: Recording) -> list[str]:
    return [note.kind for note in recording.notes]


def bodies(recording: Recording) -> list[bytes]:
    return [message.data for message in recording.messages if isinstance(message, Chunk)]


def test_ours() -> None:
    recording = read(HEADER + b'{"t_ns":1,"b64":"5L0="}\n{"t_ns":2,"hex":"a0"}\n\n' + END)
    assert recording.created == "x"
    assert recording.messages == [Chunk(1, b"\xe4\xbd"), Chunk(2, b"\xa0"), End(9, EndReason.COMPLETE)]
    assert recording.notes == ()


def test_time_is_optional(tmp_path: Path) -> None:
    recording = read(HEADER + b'{"b64":""}\n{"t_ns":5,"b64":""}\n{"b64":"5L0="}\n')
    assert recording.messages == [Chunk(-1, b""), Chunk(5, b""), Chunk(-1, b"\xe4\xbd")]
    recording.save(tmp_path / "again")
    assert load(tmp_path / "again") == recording


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    recording = read(b"\xef\xbb\xbf" + (HEADER + END).replace(b"\n", b"\r\n"))
    assert len(recording.messages) == 1


@pytest.mark.parametrize(
    "tail", [b'{"t_ns":3,"b6', b'{"t_ns":3,"b64":"5L"}', b"\0\0\0\0", b'{"type":"end"}\n', b"{}\n"]
)
def test_a_torn_last_line_is_ignored_and_said(tail: bytes) -> None:
    recording = read(HEADER + b'{"t_ns":1,"b64":"5L0="}\n' + tail)
    assert recording.messages == [Chunk(1, b"\xe4\xbd")]
    assert kinds(recording) == ["torn-line", "no-end"]


def test_every_cut_of_a_recording_loads_or_says_why() -> None:
    whole = HEADER + b'{"t_ns":1,"b64":"5L0="}\n{"type":"read","t_ns":2,"end":5}\n' + END
    for length in range(len(HEADER), len(whole) + 1):
        recording = read(whole[:length], "a.slrec")
        assert ("no-end" in kinds(recording)) == (length < len(whole) - 1)


def test_lines_of_a_later_minor_version_are_ignored_and_said() -> None:
    recording = read(HEADER + b'{"type":"smell","t_ns":1}\n' + END)
    assert len(recording.messages) == 1
    assert kinds(recording) == ["later-version-lines"]


@pytest.mark.parametrize(
    "request_line",
    [
        b'{"method":7}',
        b'{"headers":{"a":"b"}}',
        b'{"headers":[["a"]]}',
        b'{"body":"text"}',
        b'{"body":{"kind":"odd"}}',
        b'{"body":{"kind":"bytes","b64":"*"}}',
        b'{"timeouts":[]}',
        b'{"verify":1.5}',
    ],
)
def test_a_damaged_request_costs_nothing_but_itself(request_line: bytes) -> None:
    recording = read(b'{"streamlab":"recording/1","created":"x","request":' + request_line + b"}\n" + END)
    assert recording.request is None
    assert kinds(recording) == ["request-damaged"]
    assert len(recording.messages) == 1


def test_what_a_request_does_not_say_is_the_default() -> None:
    recording = read(b'{"streamlab":"recording/1","request":{"url":"http://a/","later":[1]}}\n' + END)
    assert recording.request == Request(url="http://a/")
    assert kinds(recording) == []


def test_a_secret_in_a_file_that_something_else_wrote_is_not_taken_in() -> None:
    line = b'{"streamlab":"recording/1","request":{"headers":[["Authorization","Bearer sekret"],["Cookie","redacted(9)"]]}}\n'
    recording = read(line + END)
    assert recording.request is not None
    assert recording.request.headers == (("Authorization", "redacted(13)"), ("Cookie", "redacted(9)"))


@pytest.mark.parametrize(
    ("data", "name", "kind", "line"),
    [
        (b"", "", "empty", 0),
        (b" \n\n", "a.slrec", "empty", 0),
        (b'{"streamlab":"recording/2"}\n', "", "newer-version", 1),
        (b'{"streamlab":"recording/11"}\n', "", "newer-version", 1),
        (b'{"streamlab":"analysis/1"}\n', "", "not-ours", 1),
        (b'{"streamlab":7}\n', "", "not-ours", 1),
        (b'{"name":"x"}\n', "a.slrec", "not-ours", 1),
        (b"\x89PNG\r\n", "a.slrec.gz", "not-ours", 1),
        (b'{"streamlab":"recording/1","request":[]}\n', "", "bad-line", 1),
        (b'{"streamlab":"recording/1","request":"GET"}\n', "", "bad-line", 1),
        (b'{"streamlab":"recording/1","created":5}\n', "", "bad-line", 1),
        (HEADER + b"nonsense\n" + END, "", "bad-line", 2),
        (HEADER + END + END, "", "bad-line", 3),
        (b"\x1f\x8b\x08\x00garbage, not deflate", "", "unreadable", 0),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, kind: str, line: int) -> None:
    with pytest.raises(RecordingFormatError) as caught:
        read(data, name)
    assert (caught.value.kind, caught.value.line) == (kind, line)


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"7",
        b"null",
        b'"x"',
        b'{"t_ns":-1,"b64":""}',
        b'{"t_ns":1.5,"b64":""}',
        b'{"t_ns":true,"b64":""}',
        b'{"t_ns":9223372036854775808,"b64":""}',
        b'{"t_ns":' + b"9" * 5000 + b',"b64":""}',
        b'{"t_ns":1e400,"b64":""}',
        b'{"t_ns":1}',
        b'{"b64":7}',
        b'{"b64":"5L0"}',
        b'{"b64":"5L0=5L0="}',
        b'{"b64":"\xe4\xbd\xa0"}',
        b'{"hex":"abc"}',
        b'{"hex":[1]}',
        b'{"type":"read","t_ns":1}',
        b'{"type":"http-chunk","start":5,"end":1,"size":1}',
        b'{"type":"http-chunk","start":0,"end":1,"size":1,"extensions":[1]}',
        b'{"type":"http-chunk","start":0,"end":1,"size":1,"extensions":{"a":{}}}',
        b'{"type":"head","t_ns":1,"http_version":"","status":"200","reason":"","headers":[]}',
        b'{"type":"head","t_ns":1,"http_version":"","status":1000,"reason":"","headers":[]}',
        b'{"type":"head","t_ns":1,"http_version":"","status":200,"reason":"","headers":[["a"]]}',
        b'{"type":"head","t_ns":1,"http_version":"","status":200,"reason":"","headers":[],"informational":[7]}',
        b'{"type":"trailers","headers":7}',
        b'{"type":"end","t_ns":1,"reason":"tired"}',
        b'{"type":"end","t_ns":1,"reason":[]}',
        b'{"type":"end","t_ns":1,"reason":"reset","detail":7}',
        b'{"a":' * 100_000,
        b'{"b64":"\\ud800"}',
    ],
)
def test_a_hostile_line_is_a_format_error(line: bytes) -> None:
    with pytest.raises(RecordingFormatError) as caught:
        read(HEADER + line + b"\n" + END)
    assert (caught.value.kind, caught.value.line) == ("bad-line", 2)


@given(st.binary(max_size=200), st.sampled_from([b"", HEADER, HEADER + END, b"\x1f\x8b", b'{"b64":"']))
def test_garbage_never_raises_anything_else(data: bytes, start: bytes) -> None:
    for name in ("", "a.slrec"):
        try:
            recording = read(start + data, name)
        except RecordingFormatError:
            continue
        assert all(isinstance(message, tuple) for message in recording.messages)


def test_a_cut_gzip_file_keeps_its_lines() -> None:
    lines = b"".join(b'{"t_ns":%d,"b64":"%s"}\n' % (i, base64.b64encode(str(i).encode())) for i in range(20_000))
    packed = gzip.compress(HEADER + lines + END, mtime=0)
    recording = read(packed[: len(packed) // 2], "a.slrec.gz")
    assert kinds(recording) == ["torn-line", "no-end"]
    assert len(recording.messages) > 5_000
    assert bodies(recording) == [str(i).encode() for i in range(len(recording.messages))]


# -- logs --------------------------------------------------------------------------------------------------------------

PIECES = ["你".encode()[:1], "你".encode()[1:] + "好".encode()[:2], "好".encode()[2:], b"\nplain text"]
BASE64 = [base64.b64encode(piece).decode() for piece in PIECES]
HEX = [piece.hex() for piece in PIECES]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\n".join(BASE64), "base64-log"),
        ("\r\n".join(BASE64) + "\r\n\r\n", "base64-log"),
        ("\n".join(f'"{item}",' for item in BASE64), "base64-log"),
        ("\n".join(f"'{item}'" for item in BASE64), "base64-log"),
        (json.dumps(BASE64), "base64-log"),
        (json.dumps(BASE64, indent=2), "base64-log"),
        ("\n".join(HEX), "hex-log"),
        ("\n".join(HEX).upper(), "hex-log"),
        ("\n".join(piece.hex(" ") for piece in PIECES), "hex-log"),
        (json.dumps(HEX), "hex-log"),
    ],
)
def test_a_list_of_strings_logged_on_a_phone(text: str, kind: str) -> None:
    recording = read(text.encode())
    assert kinds(recording) == [kind]
    assert recording.notes[0].count == len(PIECES)
    assert bodies(recording) == PIECES
    assert recording.messages[-1] == End(-1, EndReason.COMPLETE)


def test_json_lines_without_a_header() -> None:
    recording = read(b'{"t_ns":5,"b64":"5L0="}\n{"hex":"a0"}\n{"type":"read","t_ns":7,"end":3}\n')
    expected: list[Message] = [Chunk(5, b"\xe4\xbd"), Chunk(-1, b"\xa0"), Read(7, 3), End(7, EndReason.COMPLETE)]
    assert recording.messages == expected
    assert recording.notes == ()


def test_an_empty_chunk_in_a_log_counts() -> None:
    assert bodies(read(json.dumps(["5L0=", "", "oA=="]).encode())) == [b"\xe4\xbd", b"", b"\xa0"]


def test_one_base64_string_of_text() -> None:
    assert bodies(read(base64.b64encode("你好，世界".encode()))) == ["你好，世界".encode()]


@pytest.mark.parametrize("text", [b"-_-_\n-_-_\n-_-_"])
def test_url_safe_base64(text: bytes) -> None:
    assert bodies(read(text)) == [b"\xfb\xff\xbf"] * 3


@pytest.mark.parametrize(
    "body",
    [
        b"test",
        b"word",
        b"42",
        b"2024",
        b"decade",
        b"Hello123",
        b"data: {}\n\n",
        b'data: {"b64":"5L0="}\n\n',
        b'{"text":"x"}\n{"text":"xy"}',
        b'{"type":"end"}\n',
        b'{"type":"message","role":"x"}',
        b"[1,2]",
        b"[]",
        b"[[",
        b"\n\nx\n",
        b"\xef\xbb\xbfdata: x\n\n",
        "你好".encode(),
        "你好".encode("gbk"),
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\0",
    ],
)
def test_a_raw_body_is_one_chunk(body: bytes) -> None:
    recording = read(body, "reply.txt")
    assert bodies(recording) == [body]
    assert kinds(recording) == ["raw-body"]
    assert recording.messages[-1] == End(-1, EndReason.COMPLETE)


def test_a_compressed_raw_body(tmp_path: Path) -> None:
    path = tmp_path / "reply.sse.gz"
    path.write_bytes(gzip.compress(b"data: x\n\n", mtime=0))
    assert bodies(load(path)) == [b"data: x\n\n"]


def test_a_missing_file_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.slrec")


def test_a_bomb_ends_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlab.importing.reader.MAX_LINE", 1_000_000)
    monkeypatch.setattr("streamlab.importing.reader.MAX_SIZE", 3_000_000)
    for bomb in (b"0" * 2_000_000, b'{"b64":""}\n' * 400_000):
        with pytest.raises(RecordingFormatError) as caught:
            read(gzip.compress(HEADER + bomb, mtime=0))
        assert caught.value.kind == "unreadable"


def test_a_gzip_file_that_is_cut_off_at_once_is_not_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "torn.slrec.gz"
    path.write_bytes(gzip.compress(b'{"streamlab":"recording/1"}\n')[:12])
    with pytest.raises(RecordingFormatError) as caught:
        load(path)
    assert (caught.value.kind, "cut off" in str(caught.value)) == ("unreadable", True)
