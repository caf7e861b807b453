"""`JSON.parse` of V8 (as in Node 20): the value, or the SyntaxError with V8's own words.

Positions are in UTF-16 units, as JavaScript counts. JavaScriptCore words its messages otherwise; the class is the same.
"""

from __future__ import annotations

import json
import re

import orjson

from streamlab.clients.base import Thrown

_SPACE = re.compile(r"[ \t\n\r]*+")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*+')
_DIGITS = re.compile(r"[0-9]*+")
_HEX = re.compile(r"[0-9a-fA-F]{0,4}")
_ESCAPES = frozenset('"\\/bfnrt')
_LITERALS = {"t": "true", "f": "false", "n": "null"}
_SPECIAL = ("NaN", "Infinity", "undefined", "[object Object]")
_CONTEXT = 10  # characters on each side of an unexpected token

_AFTER_ELEMENT = "Expected ',' or ']' after array element"
_AFTER_VALUE = "Expected ',' or '}' after property value"
_COLON = "Expected ':' after property name"
_NAME_OR_BRACE = "Expected property name or '}'"
_NAME = "Expected double-quoted property name"


def json_parse(text: str) -> object:
    """The value of `text`; raises `Thrown` SyntaxError where V8 does."""
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        pass
    _Scanner(text).document()
    return json.loads(text, parse_int=_integer)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= 4000 else float(digits)


class _Scanner:
    """Walks the grammar without recursion, checking in V8's order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> None:
        open_: list[str] = []
        self._value_start(open_)
        while open_:
            self._after_value(open_)
        self._space()
        if self.at < len(self.text):
            raise self._error("Unexpected non-whitespace character after JSON")

    def _value_start(self, open_: list[str]) -> None:
        """One value, or the opening of one down to its first scalar."""
        while True:
            self._space()
            character = self._peek()
            if character == "{":
                self.at += 1
                self._space()
                if self._peek() == "}":
                    self.at += 1
                    return
                self._name(_NAME_OR_BRACE, _COLON)
                open_.append("}")
            elif character == "[":
                self.at += 1
                self._space()
                if self._peek() == "]":
                    self.at += 1
                    return
                open_.append("]")
            else:
                self._scalar(character)
                return

    def _after_value(self, open_: list[str]) -> None:
        """What may follow a value inside a container: a comma and the next value, or the end."""
        self._space()
        character = self._peek()
        if character == open_[-1]:
            self.at += 1
            open_.pop()
            return
        if character != ",":
            raise self._error(_AFTER_VALUE if open_[-1] == "}" else _AFTER_ELEMENT)
        self.at += 1
        if open_[-1] == "}":
            self._space()
            self._name(_NAME)  # of a later colon V8 says nothing special
        self._value_start(open_)

    def _name(self, otherwise: str, no_colon: str = "") -> None:
        if self._peek() != '"':
            raise self._error(otherwise)
        self._string()
        self._space()
        if self._peek() != ":":
            raise self._error(no_colon) if no_colon else self._unexpected()
        self.at += 1

    def _scalar(self, character: str) -> None:
        if character == '"':
            self._string()
        elif character == "-" or self._is_digit():
            self._number()
        elif character in _LITERALS:
            for expected in _LITERALS[character]:
                if self._peek() != expected:
                    raise self._unexpected()
                self.at += 1
        else:
            raise self._unexpected()

    def _string(self) -> None:
        self.at += 1
        while True:
            self._skip(_PLAIN)
            character = self._peek()
            if character == '"':
                self.at += 1
                return
            if not character:
                raise self._error("Unterminated string")
            if character != "\\":
                raise self._error("Bad control character in string literal")
            self.at += 1
            self._escape()

    def _escape(self) -> None:
        character = self._peek()
        if not character or character > "\xff":
            raise self._unexpected()
        if character == "u":
            self.at += 1
            start = self.at
            self._skip(_HEX)
            if self.at < start + 4:
                raise self._error("Bad Unicode escape")
        elif character in _ESCAPES:
            self.at += 1
        else:
            raise self._error("Bad escaped character")

    def _number(self) -> None:
        if self._peek() == "-":
            self.at += 1
            if not self._is_digit():
                raise self._error("No number after minus sign")
        if self._peek() == "0":
            self.at += 1
            if self._is_digit():
                raise self._unexpected()
        else:
            self._skip(_DIGITS)
        if self._peek() == ".":
            self.at += 1
            self._digits("Unterminated fractional number")
        if self._peek() and self._peek() in "eE":
            self.at += 1
            if self._peek() and self._peek() in "+-":
                self.at += 1
            self._digits("Exponent part is missing a number")

    def _digits(self, otherwise: str) -> None:
        if not self._is_digit():
            raise self._error(otherwise)
        self._skip(_DIGITS)

    def _is_digit(self) -> bool:
        character = self._peek()
        return character != "" and character in "0123456789"

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _space(self) -> None:
        self._skip(_SPACE)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def _error(self, message: str) -> Thrown:
        said = message if message.endswith("JSON") else f"{message} in JSON"
        return Thrown("SyntaxError", f"{said} at position {_units(self.text[: self.at])}")

    def _unexpected(self) -> Thrown:
        """The message of a token that nothing more special is said about."""
        character = self._peek()
        if not character:
            return Thrown("SyntaxError", "Unexpected end of JSON input")
        if character in "-0123456789":
            return self._error("Unexpected number")
        if character == '"':
            return self._error("Unexpected string")
        if self.text in _SPECIAL:
            return Thrown("SyntaxError", f'"{self.text}" is not valid JSON')
        return Thrown(
            "SyntaxError", f"Unexpected token '{_unit(self.text, self.at)}', {self._context()} is not valid JSON"
        )

    def _context(self) -> str:
        """The text around the token; V8 counts in UTF-16 units, and so may cut a pair in half."""
        if len(self.text) < _CONTEXT and self.text.isascii():
            return f'"{self.text}"'
        units = self.text.encode("utf-16-le", "surrogatepass")
        size, at = len(units) // 2, _units(self.text[: self.at])
        short = size <= 2 * _CONTEXT
        from_start = short or at < _CONTEXT
        to_end = short or (not from_start and at >= size - _CONTEXT)
        start, end = 0 if from_start else at - _CONTEXT, size if to_end else at + _CONTEXT
        part = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        return f'{"" if from_start else "..."}"{part}"{"" if to_end else "..."}'


def _units(text: str) -> int:
    """How many UTF-16 units `text` has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _unit(text: str, at: int) -> str:
    """The UTF-16 unit at `at`: the first half of a pair, where there is one."""
    code = ord(text[at])
    return text[at] if code < 0x10000 else chr(0xD800 + ((code - 0x10000) >> 10))
