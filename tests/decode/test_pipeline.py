"""From chunks to frames: slices of coded bodies, offsets in other encodings, what is meant as JSON, how a framing settles."""

from __future__ import annotations

import zlib

import pytest

import streamlab
from streamlab.decode.pipeline import Decoded, Pipeline
from streamlab.model import Framing
from tests.decode.splits import every_split

TEXT = (("Content-Type", "text/plain"),)


def run(
    pieces: list[bytes], headers: tuple[tuple[str, str], ...] = (), framing: Framing | None = None
) -> tuple[Pipeline, list[Decoded]]:
    pipeline = Pipeline(framing=framing)
    pipeline.begin(headers)
    decoded: list[Decoded] = []
    for piece in pieces:
        pipeline.add(piece)
        decoded += pipeline.advance()
    return pipeline, [*decoded, *pipeline.finish()]


def test_each_chunk_of_a_coded_body_has_its_slice_of_content() -> None:
    coder = zlib.compressobj(wbits=31)
    first = coder.compress(b"data: a\n\n") + coder.flush(zlib.Z_SYNC_FLUSH)
    held, last = coder.compress(b"data: b\n\n"), coder.flush()
    pipeline, decoded = run([first, held, last], (("Content-Encoding", "gzip"),))
    assert list(pipeline.chunk_ends) == [9, 9, 18]
    assert list(pipeline.body_ends) == [len(first), len(first + held), len(first + held + last)]
    assert pipeline.body_size == len(first + held + last)
    assert len(decoded) == 2
    assert pipeline.chunk_at(9) == 2


def test_without_a_coding_the_two_axes_are_one() -> None:
    pipeline, _ = run([b"ab", b"", b"c"])
    assert pipeline.body_ends is pipeline.chunk_ends
    assert list(pipeline.chunk_ends) == [2, 2, 3]


@pytest.mark.parametrize(
    ("charset", "body", "offset"),
    [
        ("gbk", '{"你好":x}', 8),
        ("gbk", '{"a":"你好', 10),
        ("latin-1", '{"é":x}', 5),
        ("shift_jis", '{"あ":x}', 6),
    ],
)
def test_json_offsets_are_those_of_the_content(charset: str, body: str, offset: int) -> None:
    headers = (("Content-Type", f"application/json; charset={charset}"),)
    pipeline, _ = run([body.encode(charset)], headers)
    assert [item.offset for item in pipeline.json_failures] == [offset]


def test_json_offsets_in_several_data_lines() -> None:
    body = b'data: {"a":\ndata: 1,\ndata: }\n\n'
    for pieces in every_split(body):
        pipeline, _ = run(pieces)
        assert [(item.offset, item.line, item.column, item.kind) for item in pipeline.json_failures] == [
            (body.index(b"}"), 3, 1, "trailing-comma")
        ]


@pytest.mark.parametrize(
    ("datas", "kinds"),
    [
        (["{bad", "x"], ["unquoted-name", "unexpected"]),  # the first is meant as JSON, so all are
        (["hello", "{bad", "[x"], []),  # plain text
        (["hello", '{"error":1}', "{bad"], ["unquoted-name"]),  # objects come in between
        (["", " ", "[DONE]", "[done]", "{bad"], ["unquoted-name"]),  # these decide nothing
        (["{}", "", "[DONE]", " [DONE] "], []),
        (["{}", ": keepalive"], ["unexpected"]),
        (["{}", "data: {}"], ["unexpected"]),
    ],
)
def test_what_is_meant_as_json(datas: list[str], kinds: list[str]) -> None:
    body = "".join(f"data: {data}\n\n" for data in datas).encode()
    pipeline, _ = run([body])
    assert [item.kind for item in pipeline.json_failures] == kinds


def test_a_line_of_html_among_events_is_no_bad_json() -> None:
    pipeline, _ = run([b"data: {}\n\n<html>\n\n"])
    assert pipeline.json_failures == []
    assert [frame.bare for frame in pipeline.frames] == [False, True]


def test_a_value_too_deep_to_build_is_no_failure() -> None:
    pipeline, decoded = run([b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"])
    assert pipeline.json_failures == []
    assert [(item.value, item.is_json) for item in decoded] == [(None, False)]


@pytest.mark.parametrize(
    ("body", "content_type", "framing"),
    [
        (b'{"a":1}', "application/x-ndjson", "ndjson"),
        (b'{"a":1}\n', "application/json", "json"),
        (b'{"a":1}\n\n', "", "ndjson"),
        (b'{"a":1', "", "json"),
        (b'{\n"a":1', "application/x-ndjson", "json"),
        (b'{"a":1}{"b":1}', "application/json", "ndjson"),
    ],
)
def test_one_object_alone(body: bytes, content_type: str, framing: str) -> None:
    assert run([body], (("Content-Type", content_type),))[0].framing == framing


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        ("text/plain; charset=UTF-8", "utf-8"),
        ("text/plain;charset='gbk'", "gbk"),
        ('text/plain; a=b; CHARSET = "Big5" ; c=d', "big5"),
        ("text/plain; charset=", None),
        ("text/plain", None),
        ("", None),
    ],
)
def test_the_declared_charset(value: str, charset: str | None) -> None:
    assert run([b"x"], (("content-type", value),))[0].encoding.declared == charset


def test_text_keeps_its_mark() -> None:
    assert run(["\ufeff你".encode()])[0].text() == "\ufeff你"
    assert run([b"\xe4\xbd"], TEXT)[0].text() == "\ufffd"


@pytest.mark.parametrize(
    ("content_type", "body", "framing", "data"),
    [
        ("application/json-seq", b'\x1e{"a":1}\n\x1e{"b":2}\n', "ndjson", ['{"a":1}', '{"b":2}']),
        ("text/plain", b'\x1e{"a":1}\n\x1e{"b":2}\n', "ndjson", ['{"a":1}', '{"b":2}']),
        ("application/json-seq", b'\x1e{"a":1}', "ndjson", ['{"a":1}']),
        ("application/x-ndjson", b'"a"\n5\n\nnull\n', "ndjson", ['"a"', "5", "null"]),
        ("application/jsonl", b'{"a":1}', "ndjson", ['{"a":1}']),
        ("application/json", b'"a"\n', "json", ['"a"']),
        ("text/plain", b'"a"\n5\n', "text", []),
        ("application/x-ndjson", b"<html></html>", "text", []),
    ],
)
def test_records_by_content_type(content_type: str, body: bytes, framing: str, data: list[str]) -> None:
    for pieces in every_split(body):
        found = streamlab.analyze(pieces, headers={"Content-Type": content_type}).to_dict()
        assert (found["framing"], [event["data"] for event in found["events"]]) == (framing, data)
        assert found["json_failures"] == []


def test_a_mark_in_the_middle_of_records_is_a_failure_where_it_stands() -> None:
    body = '{"a":1}\n\ufeff{"b":2}\n'.encode()
    (failure,) = streamlab.analyze([body]).to_dict()["json_failures"]
    assert (failure["kind"], failure["event"], failure["offset"]) == ("bom", 1, 8)


def test_the_analysis_tells_what_each_chunk_of_a_coded_body_completed_and_when() -> None:
    coder = zlib.compressobj(wbits=31)
    first = coder.compress(b"data: a\n\n") + coder.flush(zlib.Z_SYNC_FLUSH)
    held, last = coder.compress(b"data: b\n\n"), coder.flush()
    chunks = [(1_000, first), (2_000, held), (3_000, last)]
    found = streamlab.analyze(chunks, headers={"Content-Encoding": "gzip"}).to_dict()
    assert [(c["t_ns"], c["content_start"], c["content_end"]) for c in found["chunks"]] == [
        (1_000, 0, 9),
        (2_000, 9, 9),
        (3_000, 9, 18),
    ]
    assert [event["t_ns"] for event in found["events"]] == [1_000, 3_000]
    assert "content_start" not in streamlab.analyze([b"a"]).to_dict()["chunks"][0]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("big5", "成功許蓋"), ("shift_jis", "ソ表十"), ("gbk", "丂乗"), ("gb18030", "丂😀"), ("euc-kr", "한글")],
)
def test_records_in_encodings_whose_characters_hold_brackets_and_backslashes(encoding: str, text: str) -> None:
    records = [f'{{"a":"{text}"}}', '{"b":["}",1]}']
    for body, framing in (
        ("".join(records), "ndjson"),
        ("\n".join(records), "ndjson"),
        (f"[{','.join(records)}]", "json-array"),
    ):
        data = body.encode(encoding)
        for pieces in every_split(data, randomly=3):
            headers = {"Content-Type": f"application/x-ndjson; charset={encoding}"}
            found = streamlab.analyze(pieces, headers=headers).to_dict()
            assert (found["framing"], [event["data"] for event in found["events"]]) == (framing, records)
            assert [data[event["start"] : event["end"]].decode(encoding) for event in found["events"]] == records
            assert found["json_failures"] == []


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_no_mark_makes_events_utf_16(mark: bytes) -> None:
    """WHATWG HTML §9.2.5: an event stream is always decoded as UTF-8."""
    pipeline, decoded = run([mark + "\ndata: 你\n\n".encode()], (("Content-Type", "text/event-stream"),))
    assert (pipeline.encoding.name, pipeline.encoding.bom, len(decoded)) == ("utf-8", None, 1)
    pipeline, _ = run([mark + b"a\0"], TEXT)
    assert pipeline.encoding.name.startswith("utf-16")
