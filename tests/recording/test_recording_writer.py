"""Writing: a recording is in the file as it grows, and reads back as it was."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.errors import RecordingFormatError
from streamlab.importing import load
from streamlab.model import (
    Chunk,
    Connection,
    End,
    EndKind,
    EndReason,
    Excess,
    Head,
    HttpChunk,
    Informational,
    Message,
    Read,
    Trailers,
)
from streamlab.recording import Note, Recording, RecordingWriter, note_text, timestamp
from streamlab.recording.lines import format_line, parse_line
from streamlab.request import Body, Request
from streamlab.secrets import redact_headers

MESSAGES: list[Message] = [
    Connection("TLSv1.3", "http/1.1"),
    Read(5, 100),
    Head(5, "HTTP/1.1", 200, "OK", (("A", "\xff"), ("a", "")), (Informational(103, "Early", (("L", "x"),)),)),
    Chunk(5, "你".encode()[:1]),
    Chunk(7, b""),
    HttpChunk(0, 1, 1, (("name", "value"), ("flag", None))),
    HttpChunk(1, 1, 0),
    Trailers((("T", "v"),)),
    Excess(8, 90, 100, b"EX\xff"),
    End(9, EndReason.RESET, EndKind.RESET, "quoted “words”"),
]
REQUEST = Request("POST", "http://a/", (("A", "b"),), Body("bytes", data=b"\xff"), proxy="http://p:1")


@pytest.mark.parametrize("name", ["a.slrec", "a.slrec.gz"])
def test_saved_and_loaded(tmp_path: Path, name: str) -> None:
    recording = Recording(timestamp(), REQUEST, MESSAGES)
    recording.save(tmp_path / name)
    assert load(tmp_path / name) == recording
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_write_was_given_is_in_the_file(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "a.slrec", REQUEST)
    assert load(writer.path).messages == []
    for count, message in enumerate(MESSAGES, 1):
        writer.write([message])
        assert load(writer.path).messages == MESSAGES[:count]
    writer.close()
    assert load(writer.path) == Recording(writer.created, REQUEST, MESSAGES)


def test_the_format(tmp_path: Path) -> None:
    Recording("2030-01-02T03:04:05.678Z", None, [Chunk(35, b"\xe4\xbd"), Read(36, 2)]).save(tmp_path / "a")
    assert (tmp_path / "a").read_text().splitlines() == [
        '{"streamlab":"recording/1","created":"2030-01-02T03:04:05.678Z","request":null}',
        '{"t_ns":35,"b64":"5L0="}',
        '{"type":"read","t_ns":36,"end":2}',
    ]


def test_the_request_in_the_header_line(tmp_path: Path) -> None:
    Recording("", REQUEST, []).save(tmp_path / "a")
    assert (tmp_path / "a").read_text() == (
        '{"streamlab":"recording/1","created":"","request":{"method":"POST","url":"http://a/","headers":[["A","b"]],'
        '"body":{"kind":"bytes","b64":"/w=="},"timeouts":{"connect":10.0,"read":null,"write":30.0,"pool":null},'
        '"verify":true,"proxy":"http://p:1","http2":false,"follow_redirects":false}}\n'
    )


def test_cookies_of_the_response_are_masked() -> None:
    headers = (("Set-Cookie", "sid=sekret; Path=/"), ("set-cookie", "sekret"), ("X", "open"))
    for message in (Head(0, "HTTP/1.1", 200, "", headers, (Informational(103, "", headers),)), Trailers(headers)):
        line = format_line(message)
        assert b"sekret" not in line
        assert b"sid=redacted(6); Path=/" in line
        assert b"open" in line


def test_half_a_surrogate_pair_costs_no_recording(tmp_path: Path) -> None:
    recording = Recording("", Request(body=Body("text", "\ud800")), [End(0, EndReason.RESET, detail="\udcff")])
    recording.save(tmp_path / "a")
    loaded = load(tmp_path / "a")
    assert loaded.request == Request(body=Body("text", "?"))
    assert loaded.messages[-1] == End(0, EndReason.RESET, detail="\\udcff")


def test_a_failed_save_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.slrec"
    target.write_bytes(b"before")
    with pytest.raises(KeyError):
        Recording("", None, [object()]).save(target)  # type: ignore[list-item]
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.slrec"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_an_oserror() -> None:
    with pytest.raises(OSError, match="space"):
        RecordingWriter("/dev/full", None)


@pytest.mark.parametrize(
    ("detail", "kind", "words"),
    [
        ("dns: Name or service not known", EndKind.DNS, "Name or service not known"),
        ("read: nothing came in time", EndKind.IDLE, "nothing came in time"),
        ("excess: 5 bytes after the end: b'x'", EndKind.EXCESS, "5 bytes after the end: b'x'"),
        ("internal: KeyError: 'x'", EndKind.INTERNAL, "KeyError: 'x'"),
        ("redirect: 302 to http://a/", EndKind.NONE, "redirect: 302 to http://a/"),
        ("why: because", EndKind.NONE, "why: because"),
        (": because", EndKind.NONE, ": because"),
        ("reset", EndKind.NONE, "reset"),
        ("", EndKind.NONE, ""),
    ],
)
def test_the_kind_of_an_older_recording_stands_in_its_detail(detail: str, kind: EndKind, words: str) -> None:
    old = {"type": "end", "t_ns": 1, "reason": "reset", "detail": detail}
    assert parse_line(old, 1) == End(1, EndReason.RESET, kind, words)


def test_where_the_kind_stands_by_itself_the_detail_is_not_read() -> None:
    line = {"type": "end", "t_ns": 1, "reason": "reset", "kind": "", "detail": "dns: x"}
    assert parse_line(line, 1) == End(1, EndReason.RESET, EndKind.NONE, "dns: x")


def test_a_kind_of_a_later_version_is_kept_for_people() -> None:
    line = {"type": "end", "t_ns": 1, "reason": "reset", "kind": "quic-lost", "detail": "x"}
    read = parse_line(line, 1)
    assert read == End(1, EndReason.RESET, EndKind.UNKNOWN, "quic-lost: x")
    assert parse_line(json.loads(format_line(read)), 1) == read


def test_a_kind_is_a_text() -> None:
    with pytest.raises(RecordingFormatError):
        parse_line({"type": "end", "t_ns": 1, "reason": "reset", "kind": 7}, 1)


def test_every_note_has_words() -> None:
    kinds = ("torn-line", "no-end", "raw-body", "base64-log", "hex-log", "request-damaged", "later-version-lines")
    assert len({note_text(Note(kind, 2)) for kind in kinds}) == len(kinds)
    assert note_text(Note("base64-log", 1)) == "Read as a list of 1 chunk in base64."


_times = st.integers(0, 2**63 - 1)
_latin = st.text(st.characters(max_codepoint=255))
_open_fields = st.tuples(_latin, _latin).filter(lambda field: redact_headers((field,)) == (field,))
_headers = st.lists(_open_fields).map(tuple)
_messages = st.one_of(
    st.builds(Chunk, _times, st.binary()),
    st.builds(Read, _times, _times),
    st.builds(
        lambda a, b, s, e: HttpChunk(min(a, b), max(a, b), s, e),
        _times,
        _times,
        _times,
        st.lists(st.tuples(_latin, st.none() | _latin)).map(tuple),
    ),
    st.builds(
        Head,
        _times,
        _latin,
        st.integers(0, 999),
        _latin,
        _headers,
        st.lists(st.builds(Informational, st.integers(0, 999), _latin, _headers)).map(tuple),
    ),
    st.builds(Trailers, _headers),
    st.builds(Connection, _latin, _latin),
    st.builds(
        lambda t, start, data: Excess(t, start, start + len(data), data), _times, st.integers(0, 2**62), st.binary()
    ),
    st.builds(End, _times, st.sampled_from(EndReason), st.sampled_from(EndKind), st.text()),
)


@given(_messages)
def test_every_message_reads_back(message: Message) -> None:
    line = format_line(message)
    assert line.count(b"\n") == 1
    assert parse_line(json.loads(line), 1) == message


def test_a_compressed_recording_is_gzip(tmp_path: Path) -> None:
    Recording("", None, MESSAGES).save(tmp_path / "a.gz")
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()).startswith(b'{"streamlab":"recording/1"')
