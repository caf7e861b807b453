"""Every field that is written into a recording is explained, and what is said to be absent at times can be, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from streamlab.errors import RecordingFormatError
from streamlab.model import (
    Chunk,
    Connection,
    DataFrame,
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
from streamlab.recording.fields import HEADER, LINES, LineType
from streamlab.recording.lines import format_line, parse_line
from streamlab.recording.recording import header_line
from streamlab.request import Body, Request, redacted
from streamlab.words.fields import Field, Kind

EARLY = Informational(103, "Early", (("L", "x"),))
MESSAGES: dict[str, Message] = {
    "connection": Connection("TLSv1.3", "h2"),
    "read": Read(1, 40),
    "informational": EARLY,
    "head": Head(1, "HTTP/1.1", 200, "OK", (("A", "b"),), (EARLY,)),
    "chunk": Chunk(2, b"ab"),
    "http-chunk": HttpChunk(0, 2, 2, (("a", "b"),)),
    "data-frame": DataFrame(2, 0, 2),
    "trailers": Trailers((("T", "v"),)),
    "excess": Excess(3, 60, 62, b"ab"),
    "end": End(4, EndReason.RESET, EndKind.GOAWAY, "…"),
}
ONLY_READ = {"type", "hex"}  # of a chunk; what we write of it needs neither
WRONG: dict[Kind, Any] = {Kind.TEXT: 1, Kind.INTEGER: "1", Kind.PAIRS: [1], Kind.OBJECTS: [1]}
FIELDS = [
    (line, field)
    for line in LINES
    for field in line.fields
    if "[]." not in field.path and field.path != "type" and line.type != "chunk"
]


def each(pairs: list[tuple[LineType, Field]]) -> pytest.MarkDecorator:
    names = [f"{line.type}-{field.path}" for line, field in pairs]
    return pytest.mark.parametrize(("line", "field"), pairs, ids=names)


def written(line: LineType) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(format_line(MESSAGES[line.type]))
    return values


def test_every_line_type_is_explained() -> None:
    assert {line.type for line in LINES} == MESSAGES.keys()
    assert {type(message) for message in MESSAGES.values()} == set(Message.__args__)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.type)
def test_fields_and_their_order_are_as_written(line: LineType) -> None:
    explained = [field.path for field in line.fields if "[]." not in field.path]
    if line.type == "chunk":
        explained = [name for name in explained if name not in ONLY_READ]
    assert list(written(line)) == explained
    assert written(line).get("type", "chunk") == line.type


def test_what_is_inside_a_list_is_explained() -> None:
    (head,) = (line for line in LINES if line.type == "head")
    inside = [field.path for field in head.fields if "[]." in field.path]
    assert inside == [f"informational[].{name}" for name in written(head)["informational"][0]]


@each(FIELDS)
def test_what_may_be_absent_may_and_all_else_must_be_there(line: LineType, field: Field) -> None:
    values = written(line)
    del values[field.path]
    if field.optional:
        assert parse_line(values, 1) is not None
    else:
        with pytest.raises(RecordingFormatError):
            parse_line(values, 1)


@each(FIELDS)
def test_another_type_is_refused(line: LineType, field: Field) -> None:
    with pytest.raises(RecordingFormatError):
        parse_line(written(line) | {field.path: WRONG[field.kind]}, 1)


@each([(line, field) for line, field in FIELDS if field.values])
def test_every_value_is_taken(line: LineType, field: Field) -> None:
    for value in field.values:
        assert json.loads(format_line(said(line, field, value)))[field.path] == value


def said(line: LineType, field: Field, value: str) -> Message:
    message = parse_line(written(line) | {field.path: value}, 1)
    assert message is not None
    return message


def test_another_reason_is_refused_and_another_kind_is_a_later_one() -> None:
    (end,) = (line for line in LINES if line.type == "end")
    closed, growing = (field for field in end.fields if field.values)
    with pytest.raises(RecordingFormatError):
        said(end, closed, "another")
    assert said(end, growing, "another") == End(4, EndReason.RESET, EndKind.UNKNOWN, "another: …")


def test_a_chunk_is_read_from_what_is_said_of_it() -> None:
    assert parse_line({"b64": "YWI="}, 1) == parse_line({"type": "chunk", "hex": "6162"}, 1) == Chunk(-1, b"ab")
    with pytest.raises(RecordingFormatError):
        parse_line({"type": "chunk", "t_ns": 1}, 1)


def _paths(values: dict[str, Any], path: str = "") -> list[str]:
    found = []
    for name, value in values.items():
        found.append(f"{path}{name}")
        if isinstance(value, dict):
            found += _paths(value, f"{path}{name}.")
    return found


def test_the_header_is_explained() -> None:
    bodies = (Body(), Body("text", text="a"), Body("json", text="{}"), Body("bytes", data=b"a"), Body("file", path="a"))
    seen: set[str] = set()
    secrets = Request("POST", "x", (("X-Note", "Bearer abcdef0123456789"),), Body("text", text="token=abc"))
    for request in (*(Request("POST", "x", body=body) for body in bodies), secrets):
        paths = _paths(json.loads(header_line("2025-01-31T08:00:00.000Z", redacted(request))))
        seen.update(paths)
        explained = [field.path for field in HEADER.fields if not field.optional or field.path in paths]
        assert paths == explained
    assert seen == {field.path for field in HEADER.fields}
    (kind,) = (field for field in HEADER.fields if field.path == "request.body.kind")
    assert kind.values == tuple(body.kind for body in bodies)
