"""What findings say of themselves beside their places: the shapes of `args` in analysis/1.

A rule's words name these facts in braces, and its sentence in the verdict reads them. `form` picks the words where one rule has
several faces.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class NoArgs(TypedDict):
    """Nothing but the places."""


class Form(TypedDict):
    """One of several faces."""

    form: str


class PerhapsForm(TypedDict):
    """The usual face, or another."""

    form: NotRequired[str]


class Text(TypedDict):
    """The beginning of what stands there."""

    text: str


class CutCharacter(TypedDict):
    """The first character that is cut: its bytes with the borders in them, and what a naive client makes of it."""

    character: str
    start: int
    end: int
    first_chunk: int
    last_chunk: int
    bytes: str
    naive: str


class IllFormed(TypedDict):
    """The first ill-formed sequence."""

    reason: str
    start: int
    bytes: str
    encoding: str


class TornEnd(PerhapsForm):
    """The beginning of a character that never came."""

    bytes: NotRequired[str]


class OtherCharset(TypedDict):
    """What the body is written in. `suggested`: the encoding to read it in."""

    sample: str
    charset: str
    declared: str
    suggested: str


class DeclaredWrongly(TypedDict):
    """What stands there and what a client shows that believes the head. `suggested`: the encoding to read it in."""

    sample: str
    shown: str
    declared: str | None
    suggested: str


class Coding(TypedDict):
    """A content coding."""

    coding: str


class BrokenCoding(Coding):
    """… and what is wrong with the body in it."""

    error: str


class CutLines(TypedDict):
    """Of how many chunks, and how many lines."""

    chunk_count: int
    lines: int


class Merged(TypedDict):
    """How many events at most came in one chunk."""

    most: int


class LineEnds(TypedDict):
    """How lines end."""

    ends: str


class WebPage(Form):
    """A web page."""

    status: int
    page_title: str


class NoCharset(Form):
    """A text type without a charset, and the characters that latin-1 would tear."""

    content_type: str
    characters: NotRequired[str]


class OtherType(PerhapsForm):
    """What the head calls the body, and what it is."""

    declared: str
    framing: str


class EndMarker(Form):
    """The end marker as it was sent."""

    line: str


class Separator(TypedDict):
    """The first line separator."""

    code: str
    start: int


class LongLine(Form):
    """The longest line."""

    size: int


class MalformedJson(TypedDict):
    """The first frame that is no JSON, and where it fails."""

    frame: int
    offset: int
    kind: str
    line: int
    column: int


class StreamError(TypedDict):
    """What the stream reports."""

    message: str
    code: str


class Dialect(PerhapsForm):
    """Who speaks so."""

    dialect: str


class NoTerminal(TypedDict):
    """A reply that did not say that it was over; its finish reason, if any."""

    finish: str
    dialect: str


class Finish(TypedDict):
    """The finish reason."""

    finish: str | None


class Characters(TypedDict):
    """How many characters."""

    characters: int


class Start(TypedDict):
    """Where it begins."""

    start: int


class Twice(TypedDict):
    """What was sent, and what was meant."""

    shown: str
    meant: str


class Marks(TypedDict):
    """How many question marks."""

    marks: int


class Held(PerhapsForm):
    """How much came at once, after how long. `made_ms`: what the times in it say; `blocks`: chunks of a buffer's size."""

    frames: int
    chunk_count: int
    wait_ms: NotRequired[int]
    spread_ms: NotRequired[int]
    made_ms: NotRequired[int]
    blocks: NotRequired[int]


class HeldOnTheWay(Held):
    """… and the header that names a hop known to do it."""

    hop: str


class HeldByCompression(Held):
    """… in which coding, and how many chunks brought nothing."""

    coding: str
    held: int


class Seconds(PerhapsForm):
    """After how many seconds."""

    seconds: int


class BodyBytes(TypedDict):
    """How much of the body is there."""

    body_bytes: int


class LimitOfOurs(PerhapsForm):
    """Which, and how large."""

    detail: str


class CutShort(TypedDict):
    """How the transfer ended. `done`: the reply had said that it was over."""

    how: str
    body_bytes: int
    done: bool


class Detail(TypedDict):
    """In whose words."""

    detail: str


class Status(PerhapsForm):
    """The status line."""

    status: int
    phrase: str


class Conflict(TypedDict):
    """Which contradiction."""

    conflict: str
