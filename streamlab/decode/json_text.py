"""JSON texts (RFC 8259, strict): the value, or the first byte that cannot continue a valid text.

Nearly every text is valid, so orjson reads it first. Only a text that orjson refuses is walked by `check`, an iterative scanner:
it finds the byte and the kind, and accepts what orjson refuses but the grammar allows (deep nesting, lone surrogate escapes, bytes
that a UTF-8 decoder has replaced by U+FFFD).
"""

from __future__ import annotations

import ast
import json
import re
import sys
import warnings
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import orjson

from streamlab.i18n import QT_TRANSLATE_NOOP

JsonObject = dict[str, object]  # what stands in it has a type once it was looked at

_SPACE = re.compile(rb"[ \t\n\r]*+")
# Bytes of 0x80 and above pass: the text a client parses has ill-formed bytes replaced by U+FFFD, which is legal in a string.
# (Python before 3.11.5 loses its place where a round of a possessive group fails after a repeat or a choice inside of it:
# python/cpython#106052. So escapes are spelled out, here and in json_tree, and other groups are possessive after it only.)
_POSSESSIVE = sys.version_info >= (3, 11, 5)
_STRING = re.compile(rb'(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u%b)*+' % (rb"[0-9a-fA-F]" * 4))
_INTEGER = re.compile(rb"0|[1-9][0-9]*+")
_DIGITS = re.compile(rb"[0-9]++")
_HEX = re.compile(rb"[0-9a-fA-F]*+")
_WS = rb"[ \t\n\r]*+"
_QUOTED = rb'"' + _STRING.pattern + rb'"'
_ONCE = b"?+" if _POSSESSIVE else b"?"
_SCALAR = _QUOTED + rb"|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)%b(?:[eE][+-]?[0-9]++)%b|true|false|null" % (_ONCE, _ONCE)
_TRIED = 1 << 16  # a longer text is not tried on lenient readers
_LEVELS = 2  # of nesting that `_runs` takes in one step; each makes the patterns five times longer
_LITERALS = {b"t": b"true", b"f": b"false", b"n": b"null"}
_HTML = re.compile(rb"<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)


class JsonError(NamedTuple):
    """Where and why a text is not JSON. `position` is a byte offset into the text, its length where it stops early."""

    position: int
    kind: str
    line: int
    column: int

    @property
    def message(self) -> str:
        """The reason in plain English."""
        return f"{MESSAGES[self.kind]} (line {self.line}, column {self.column})"


MESSAGES = {
    "truncated": QT_TRANSLATE_NOOP("Findings", "the text stops before the value is complete"),
    "empty": QT_TRANSLATE_NOOP("Findings", "there is no value"),
    "extra-data": QT_TRANSLATE_NOOP("Findings", "something follows the value"),
    "single-quotes": QT_TRANSLATE_NOOP("Findings", "strings take double quotes, not single ones"),
    "nan": QT_TRANSLATE_NOOP("Findings", "NaN and Infinity are not JSON"),
    "control-character": QT_TRANSLATE_NOOP("Findings", "a control character inside a string must be escaped"),
    "bad-escape": QT_TRANSLATE_NOOP("Findings", "this escape does not exist"),
    "trailing-comma": QT_TRANSLATE_NOOP("Findings", "a comma with nothing after it"),
    "missing-comma": QT_TRANSLATE_NOOP("Findings", "a comma or a closing bracket is missing"),
    "missing-colon": QT_TRANSLATE_NOOP("Findings", "a colon must follow the name"),
    "bad-number": QT_TRANSLATE_NOOP("Findings", "a number is not written like this"),
    "bad-literal": QT_TRANSLATE_NOOP("Findings", "only true, false and null are written without quotes"),
    "unquoted-name": QT_TRANSLATE_NOOP("Findings", "an object's names take double quotes"),
    "comment": QT_TRANSLATE_NOOP("Findings", "JSON has no comments"),
    "bom": QT_TRANSLATE_NOOP("Findings", "a byte order mark must not begin a JSON text"),
    "html": QT_TRANSLATE_NOOP("Findings", "this is HTML, not JSON"),
    "unexpected": QT_TRANSLATE_NOOP("Findings", "no value starts like this"),
}


class Parsed(NamedTuple):
    """`value` is meaningful only where `error` is None; `too_deep` where the text is valid but too deep to build."""

    value: object
    error: JsonError | None
    too_deep: bool = False


def parse(text: bytes) -> Parsed:
    """The value of one JSON text, or where it fails. An integer of more than 64 bits is a float, as in a browser."""
    try:
        return Parsed(orjson.loads(text), None)
    except orjson.JSONDecodeError:
        pass
    failure = _Scanner(text).run()
    if failure is not None:
        return Parsed(None, _located(text, *failure))
    try:
        return Parsed(json.loads(text.decode("utf-8", "replace"), parse_int=_integer), None)
    except RecursionError:
        return Parsed(None, None, too_deep=True)


def check(text: bytes) -> JsonError | None:
    """The first byte of `text` that cannot continue a valid JSON text, by the grammar alone."""
    failure = _Scanner(text).run()
    return None if failure is None else _located(text, *failure)


def accepted_by(text: str) -> list[str]:
    """Which lenient readers take a text that is no JSON; tried, not guessed. Long texts are not tried."""
    if len(text) > _TRIED:
        return []
    readers: dict[str, Callable[[str], object]] = {
        "python json": json.loads,
        "python json strict=False": lambda source: json.loads(source, strict=False),
        "python literal": ast.literal_eval,
    }
    return [name for name, read in readers.items() if _takes(read, text)]


def _takes(read: Callable[[str], object], text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's compiler warns about what it nearly did not take
            read(text.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return False
    return True


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= 4000 else float(digits)


def _located(text: bytes, position: int, kind: str) -> JsonError:
    start = text.rfind(b"\n", 0, position) + 1
    column = len(text[start:position].decode("utf-8", "replace")) + 1
    return JsonError(position, kind, text.count(b"\n", 0, position) + 1, column)


@cache
def _runs() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """As many whole items of an array, or members of an object, as follow one another: to walk takes microseconds for each."""
    item = _SCALAR
    for _ in range(_LEVELS):
        member = b"%b%b:%b(?:%b)" % (_QUOTED, _WS, _WS, item)
        array, table = (
            b"(?:%b%b%b)%b" % (inner, _WS, _many(b",%b%b%b" % (_WS, inner, _WS)), _ONCE)
            for inner in (b"(?:%b)" % item, member)
        )
        item = b"%b|\\[%b%b\\]|\\{%b%b\\}" % (_SCALAR, _WS, array, _WS, table)
    member = b"%b%b:%b(?:%b)" % (_QUOTED, _WS, _WS, item)
    items = _many(rb"%b,%b(?:%b)(?=%b[,\]])" % (_WS, _WS, item, _WS))
    return re.compile(items), re.compile(_many(rb"%b,%b%b(?=%b[,}])" % (_WS, _WS, member, _WS)))


def _many(group: bytes) -> bytes:
    """`group` as often as it comes, none of it given back; a thousand times at most where Python must remember each."""
    return b"(?:%b)*+" % group if _POSSESSIVE else b"(?>(?:%b){0,1000})" % group


class _Fail(Exception):  # noqa: N818 (a jump out of the scanner, never seen outside)
    def __init__(self, position: int, kind: str) -> None:
        self.position = position
        self.kind = kind


class _Scanner:
    """Walks the grammar with an explicit stack: nesting of any depth costs memory, never the interpreter's stack."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._at = 0

    def run(self) -> tuple[int, str] | None:
        try:
            self._document()
        except _Fail as fail:
            return fail.position, fail.kind
        return None

    def _document(self) -> None:
        if self._text.startswith(b"\xef\xbb\xbf"):
            raise _Fail(0, "bom")
        closers = bytearray()  # what closes each open array and object
        self._value(closers)
        while closers:
            self._next(closers)
        if self._peek():
            raise _Fail(self._at, "extra-data")

    def _peek(self) -> bytes:
        """The next byte that is not space, or nothing."""
        match = _SPACE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()
        return self._text[self._at : self._at + 1]

    def _value(self, closers: bytearray) -> None:
        """A scalar, or the way down to the first scalar or empty container inside."""
        while (byte := self._peek()) in (b"{", b"["):
            self._at += 1
            closer = b"}" if byte == b"{" else b"]"
            if self._peek() == closer:
                self._at += 1
                return
            closers += closer
            if byte == b"{":
                self._name(after=b"{")
        self._scalar(byte, inside=bool(closers))

    def _next(self, closers: bytearray) -> None:
        """After a value inside a container: the closing bracket, or a comma and the next member."""
        items, members = _runs()
        run = (members if closers[-1] == 0x7D else items).match(self._text, self._at)
        assert run is not None
        self._at = run.end()
        byte = self._peek()
        if not byte:
            raise _Fail(self._at, "truncated")
        if byte[0] == closers[-1]:
            self._at += 1
            closers.pop()
            return
        if byte != b",":
            raise _Fail(self._at, "unexpected" if byte in (b"}", b"]") else "missing-comma")
        self._at += 1
        if closers[-1] == 0x7D:
            self._name(after=b",")
        elif self._peek() == b"]":
            raise _Fail(self._at, "trailing-comma")
        self._value(closers)

    def _name(self, *, after: bytes) -> None:
        byte = self._peek()
        if not byte:
            raise _Fail(self._at, "truncated")
        if byte != b'"':
            kind = {b"'": "single-quotes", b"}": "trailing-comma", b"/": "comment"}.get(byte, "unquoted-name")
            raise _Fail(self._at, kind if after == b"," or byte != b"}" else "unexpected")
        self._string()
        byte = self._peek()
        if byte != b":":
            raise _Fail(self._at, "missing-colon" if byte else "truncated")
        self._at += 1

    def _scalar(self, byte: bytes, *, inside: bool) -> None:
        if byte == b'"':
            self._string()
        elif byte in _LITERALS:
            self._literal(_LITERALS[byte])
        elif byte == b"-" or byte.isdigit():
            self._number()
        else:
            raise _Fail(self._at, self._strange(byte, inside=inside))

    def _strange(self, byte: bytes, *, inside: bool) -> str:
        if not byte:
            return "truncated" if self._text.strip(b" \t\r\n") else "empty"
        if _HTML.match(self._text, self._at):
            return "html"
        if self._text.startswith((b"NaN", b"Inf"), self._at):
            return "nan"
        known = {
            b"'": "single-quotes",
            b"/": "comment",
            b"#": "comment",
            b".": "bad-number",
            b"+": "bad-number",
        }
        if byte in known:
            return known[byte]
        return "bad-literal" if byte.isalpha() and inside else "unexpected"

    def _string(self) -> None:
        match = _STRING.match(self._text, self._at + 1)
        assert match is not None
        end = match.end()
        byte = self._text[end : end + 1]
        if byte == b'"':
            self._at = end + 1
            return
        if not byte:
            raise _Fail(end, "truncated")
        if byte != b"\\":
            raise _Fail(end, "control-character")
        self._bad_escape(end + 1)

    def _bad_escape(self, at: int) -> None:
        if self._text[at : at + 1] == b"u":
            match = _HEX.match(self._text, at + 1, at + 5)
            assert match is not None
            at = match.end()
        raise _Fail(at, "bad-escape" if at < len(self._text) else "truncated")

    def _literal(self, literal: bytes) -> None:
        for offset, expected in enumerate(literal):
            at = self._at + offset
            if at >= len(self._text):
                raise _Fail(at, "truncated")
            if self._text[at] != expected:
                raise _Fail(at, "nan" if self._text[self._at : self._at + 3] == b"nan" else "bad-literal")
        self._at += len(literal)

    def _number(self) -> None:
        at = self._at + (self._text[self._at : self._at + 1] == b"-")
        if self._text.startswith((b"NaN", b"Inf"), at):
            raise _Fail(at, "nan")
        at = self._digits(_INTEGER, at)
        if self._text[at : at + 1].isdigit():
            raise _Fail(at, "bad-number")
        if self._text[at : at + 1] == b".":
            at = self._digits(_DIGITS, at + 1)
        if self._text[at : at + 1] in (b"e", b"E"):
            sign = self._text[at + 1 : at + 2] in (b"+", b"-")
            at = self._digits(_DIGITS, at + 1 + sign)
        self._at = at

    def _digits(self, pattern: re.Pattern[bytes], at: int) -> int:
        match = pattern.match(self._text, at)
        if match is None:
            raise _Fail(at, "bad-number" if at < len(self._text) else "truncated")
        return match.end()
