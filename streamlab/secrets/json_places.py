"""Secrets in JSON, however broken: comments, commas, cut ends, several values, quotes of either kind, bare words.

The text is walked once, token by token, with a stack of its own: nothing is too deep, and what is not understood is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from streamlab.secrets.found import Found, Kind
from streamlab.secrets.names import Weight, digits_hide, holds, is_label, is_secret, weight
from streamlab.secrets.values import is_chaotic, is_identifier, is_plain, is_reference, is_type, words
from streamlab.secrets.wrapped import of_string

Inner = Callable[[str, bool], Iterator[Found]]

_NEXT = re.compile(r"[\"'`{}\[\],]|//|/\*|(?<!\S)#|-?\d[\w.+-]*+|[^\s\"'`{}\[\],:/#]++")
_STRINGS = {  # in one line; in several, where what follows shows that the quote is its end
    quote: (
        re.compile(rf"[^{quote}\\\n]*(?:\\.[^{quote}\\\n]*)*(?P<end>{quote}|(?=\n)|\\?\Z)", re.DOTALL),
        re.compile(rf"[^{quote}\\]*(?:\\.[^{quote}\\]*)*{quote}(?=\s*[,:}}\]]|\s*\Z)", re.DOTALL),
    )
    for quote in "\"'`"
}
_COLON = re.compile(r"\s*+(?:/\*[^*]{0,200}\*/\s*+)?(?::|=>|=(?!=))")
_COMMENT = re.compile(r"[^\n]*+")
_TORN_NAME = re.compile(r"\w[\w.-]*[ ]?:[ ]?")  # its quote was lost
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_NUMBERS = re.compile(r"[\s\d,.eE+-]*+")
_CALL = re.compile(
    r"[A-Za-z_$][\w$]*(?:(?:\.[A-Za-z_$][\w$]*|\([^()]*\))+|\()\(?\)?;?"
)  # of a program: no value stands here
_LITERALS = frozenset(("true", "false", "null", "True", "False", "None", "undefined", "NaN", "Infinity", "-Infinity"))

# A member with one of these names holds a name, or the value that belongs to it.
_NAMES = words("name key field header param parameter id k n variable var label property env 名称 名 键 字段")
_VALUES = words("value val v values content data text default defaultvalue string stringvalue 值 内容")
_SPOKEN = frozenset(("content", "text", "data"))  # what somebody with a name says
_OF_NAME_LIST = ("header", "cookie", "query", "param", "env")  # lists in which a value follows its name
_ONE_OF_MODEL = frozenset(("logprob", "logprobs", "top_logprobs", "token_id", "text_offset"))
_GRANTS = frozenset(("grant_type", "state", "appid", "app_id", "client_id", "redirect_uri", "js_code", "code_verifier"))
_RESULTS = frozenset(("fail", "failed", "failures", "skip", "skipped"))
_LATER = {
    Weight.TOKEN: _ONE_OF_MODEL,
    Weight.KEY: _VALUES,
    Weight.PASS: _RESULTS,
}  # beside which the name means something else
_ABOUT = words(
    "errors labels i18n translations locale descriptions placeholders tooltips hints validation titles captions"
)
_OF_TOKENS = ("access", "refresh", "id", "bearer", "csrf")
_TYPED = ("password", "secret", "bearer", "credential")  # what a value is said to be
_OF_A_KEY = ("d", "k", "p", "q", "dp", "dq", "qi")  # private parts, as RFC 7518 names them
_TAINTS = (Weight.SECRET, Weight.WORDS, Weight.TOKEN)
_WAYS = frozenset(
    ("type", "method", "mode", "scheme", "kind", "grant_type", "in", "name", "algorithm", "alg", "bearerformat")
)  # that secrets go
_SCHEMA = re.compile(
    r"(?i)(?:[^{}\"']{0,40}\"(?:[^\"\\]|\\.){0,80}\"\s*:\s*(?:\"(?:[^\"\\]|\\.){0,4000}\"|[\w.+-]{1,40}|\[[^\[\]{}]{0,2000}\])\s*,){0,12}?"
    r"[^{}\"']{0,40}[\"'](?:type[\"']\s*:\s*(?:\[|[\"'](?:string|number|integer|boolean|object|array|null)[\"'])|\$ref[\"']|(?:any|one|all)Of[\"'])"
)
_SCHEMA_WORDS = words(
    "type description title format minlength maxlength pattern $ref readonly writeonly deprecated nullable minimum "
    "maximum anyof oneof allof items properties required additionalproperties uniqueitems minitems maxitems $comment "
    "label placeholder"
)
_LISTS_OF_NAMES = words(
    "required enum fields columns scopes scope tags keys names stop sort order include exclude words labels args_schema "
    "select exposed headers_to_mask ignore hidden suggestions stopwords"
)
_UNDER_SCHEMA = ("anyof", "oneof", "allof", "items", "properties", "enum", "required", "type")
_LISTED = ("enum", "required", "type")
_ONE_TOKEN = re.compile(r"[^{}]{0,300}\"(?:logprob|special|text)\"\s*:")  # of a language model
_KUBERNETES = re.compile(r"kind[\"']?\s*:\s*[\"']?Secret\b(?![-.])")
_MAPS = ("tokens", "keys")
_KEPT = 32  # members of an object that are remembered until it ends
_NAME_LENGTH = 128
_LIKE_A_NAME = re.compile(r"[\w.$@-]{1,128}")


def _is_name(text: str) -> bool:
    """Whether the item of a list is itself a secret's name; `sid=1; a=b` and `Token abc` have one in them."""
    return bool(_LIKE_A_NAME.fullmatch(text)) and is_secret(text)


class _Value(NamedTuple):
    start: int
    end: int
    text: str
    kind: Kind | None  # None: a word such as `true`


class _Level:
    """An object or list that is not closed yet."""

    __slots__ = ("is_list", "items", "key", "members", "name", "named", "schema", "taint")

    def __init__(self, is_list: bool, name: str, taint: bool) -> None:
        self.is_list, self.name, self.taint = is_list, name, taint
        self.key = ""
        self.named = not is_list  # whether what comes is the value of `key`
        self.schema = False
        self.members: list[tuple[str, _Value]] = []
        self.items: list[_Value] = []


def in_json(text: str, inner: Inner) -> Iterator[Found]:
    """Secrets by the names of members, in pairs of name and value, and what `inner` finds in strings and comments."""
    return _Walk(text, inner).run()


class _Walk:
    def __init__(self, text: str, inner: Inner) -> None:
        self._text, self._inner = text, inner
        self._top = _Level(True, "", False)
        self._stack: list[_Level] = []
        self._level = self._top
        self._kubernetes = _KUBERNETES.search(text) is not None

    def run(self) -> Iterator[Found]:
        position, text = 0, self._text
        while found := _NEXT.search(text, position):
            sign, start, position = found[0], found.start(), found.end()
            if sign == '"' or (sign in "'`" and self._opens(start)):
                start, end, position = self._string(start, sign)
                colon = _COLON.match(text, position)
                yield from self._read(start, end, bool(colon), Kind.TEXT)
                position = colon.end() if colon else position
            elif sign in "{[":
                self._open(sign == "[", position)
                if sign == "[" and not self._level.taint and (run := _NUMBERS.match(text, position)):
                    position = run.end()
            elif sign in "}]":
                yield from self._close()
            elif sign == ",":
                self._level.key = self._level.key if self._level.is_list else ""
            elif sign in ("//", "/*", "#"):
                end = self._comment_end(sign, position)
                yield from (item.moved(position) for item in self._inner(text[position:end], False))
                position = end
            elif sign not in "'`" and not (sign in "ubrf" and text[position : position + 1] in ("'", '"')):
                colon = _COLON.match(text, position)
                yield from self._read(start, position, bool(colon), Kind.NUMBER if _NUMBER.fullmatch(sign) else None)
                position = colon.end() if colon else position
        while self._stack:
            yield from self._close()
        yield from self._pairs(self._top)

    def _opens(self, start: int) -> bool:
        """Whether this apostrophe begins a string."""
        before = self._text[max(0, start - 16) : start].rstrip()
        if before[-1:] in "ubrf" and self._text[start - 1 : start] == before[-1:]:  # of Python
            before = before[:-1].rstrip()
        return not before or before[-1] in "{[,:(=>"

    def _string(self, start: int, quote: str) -> tuple[int, int, int]:
        """Where the string's content begins and ends, and where it goes on after it."""
        line, lines = _STRINGS[quote]
        found = line.match(self._text, start + 1)
        assert found is not None
        if not found["end"] and found.end() < len(self._text) and (longer := lines.match(self._text, start + 1)):
            return start + 1, longer.end() - 1, longer.end()
        return start + 1, found.end() - len(found["end"]), found.end()

    def _comment_end(self, sign: str, position: int) -> int:
        if sign == "/*":
            end = self._text.find("*/", position)
            return end if end >= 0 else len(self._text)
        found = _COMMENT.match(self._text, position)
        return found.end() if found else position

    def _read(self, start: int, end: int, is_name: bool, kind: Kind | None) -> Iterator[Found]:
        """A string, a number or a word: a name where a colon follows, else a value."""
        level = self._level
        if is_name or (kind is Kind.TEXT and end - start < 64 and _TORN_NAME.fullmatch(self._text, start, end)):
            level.key = self._name(start, end).rstrip(" :")
            level.named = True
            return
        text = self._text[start:end]
        value = _Value(start, end, text, kind)
        if level.is_list:
            if len(level.items) < 3:
                level.items.append(value)
        elif len(level.members) < _KEPT:
            level.members.append((level.key.lower(), value))
        yield from self._judged(level, value)
        if level.is_list and not level.taint and kind is Kind.TEXT:
            yield from self._follows(level, value)

    def _name(self, start: int, end: int) -> str:
        name = self._text[max(start, end - 1024) : end]
        return of_string(name).text if "\\" in name else name

    def _judged(self, level: _Level, value: _Value) -> Iterator[Found]:
        name = level.key if level.named else level.name
        level.named = not level.is_list
        if level.taint and not (level.schema and level.key.lower() in _SCHEMA_WORDS):
            if self._is_leaf(value) and not (
                level.key.lower() in _WAYS and (value.text.isalpha() or is_identifier(value.text.strip()))
            ):
                yield Found(value.start, value.end, name or level.name, value.kind or Kind.TEXT)
            return
        if level.name.lower() in ("tokens", "token") and name in _OF_TOKENS and value.kind is Kind.TEXT:
            name = f"{name}_token"
        by_name = weight(name) if name and not self._is_about(level, value) else Weight.OPEN
        later = by_name in _LATER and not level.is_list and len(level.members) < _KEPT
        if by_name is not Weight.OPEN and not later and self._hides(by_name, value):
            yield Found(value.start, value.end, name, value.kind or Kind.TEXT)
        elif level.name.lower() in _MAPS and not name.lower().endswith("id") and is_chaotic(value.text):
            yield Found(value.start, value.end, name or level.name)
        elif value.kind is Kind.TEXT:
            yield from self._inside(value)

    def _is_about(self, level: _Level, value: _Value) -> bool:
        """Whether the object says something about each of its members: what was wrong, what it is called."""
        if value.kind is Kind.TEXT and is_label(value.text):
            return True
        return level.name.lower() in _ABOUT and not any(character.isdigit() for character in value.text[:_NAME_LENGTH])

    def _hides(self, by_name: Weight, value: _Value) -> bool:
        if value.kind is Kind.NUMBER:
            return digits_hide(by_name, value.text)
        if value.kind is None:
            return not self._is_word(value) and holds(by_name, value.text)
        return holds(by_name, of_string(value.text).text if "\\" in value.text[:4096] else value.text)

    def _is_word(self, value: _Value) -> bool:
        """Whether what stands without quotes is a word of the language."""
        text = value.text.rstrip(";)")
        return (
            text in _LITERALS or not any(map(str.isalnum, text)) or is_type(text) or bool(_CALL.fullmatch(value.text))
        )

    def _is_leaf(self, value: _Value) -> bool:
        if value.kind is None:
            return not self._is_word(value)
        return value.start < value.end and not is_reference(value.text)

    def _inside(self, value: _Value) -> Iterator[Found]:
        if is_plain(value.text):
            return
        if "\\" not in value.text:
            yield from (item.moved(value.start) for item in self._inner(value.text, False))
            return
        wrapped = of_string(value.text)
        yield from (wrapped.outside(item).moved(value.start) for item in self._inner(wrapped.text, True))

    def _follows(self, level: _Level, value: _Value) -> Iterator[Found]:
        """The item after `--password`, or after the name of a header in a list of both."""
        if level.key in ("-u", "--user", "--proxy-user") and ":" in value.text:
            yield Found(value.start, value.end, "user")
        named = level.key.startswith("--") or any(word in level.name.lower() for word in _OF_NAME_LIST)
        is_name = value.text.startswith("--") or _is_name(value.text)
        if named and is_secret(level.key) and not is_name and self._hides(weight(level.key), value):
            yield Found(value.start, value.end, level.key.lstrip("-"))
            level.key = ""
        else:
            level.key = value.text if _LIKE_A_NAME.fullmatch(value.text) else ""

    def _open(self, is_list: bool, position: int) -> None:
        level = self._level
        name = level.key if level.named else level.name
        level.named = not level.is_list
        name = "" if level.name.lower() == "security" and is_list else name  # scopes
        taint = level.taint or (bool(name) and weight(name) in _TAINTS)
        if taint and not level.taint and weight(name) is Weight.TOKEN and _ONE_TOKEN.match(self._text, position):
            taint = False
        taint = taint or (self._kubernetes and not is_list and level.key in ("data", "stringData"))
        if not level.is_list and level.key.lower() in _VALUES and self._said(level) is not None:
            taint = True
        if (level.schema and level.key.lower() in _UNDER_SCHEMA) or (not level.taint and level.name.lower() in _ABOUT):
            taint, name = False, "" if level.key.lower() in _LISTED else level.name
        opened = _Level(is_list, name, taint)
        opened.schema = taint and not is_list and bool(_SCHEMA.match(self._text, position))
        self._stack.append(level)
        self._level = opened

    def _close(self) -> Iterator[Found]:
        if not self._stack:
            return
        level, self._level = self._level, self._stack.pop()
        if not level.taint:
            yield from self._pairs(level)
        self._level.key = "" if not self._level.is_list else self._level.key

    def _pairs(self, level: _Level) -> Iterator[Found]:
        """What is known only when all is seen: the value that another member names, the second of two items."""
        if level.is_list:
            yield from self._two(level)
            return
        names = {name for name, _ in level.members}
        if (said := self._said(level)) is not None:
            values = _VALUES - _SPOKEN if "role" in names else _VALUES
            yield from self._named(level, values, weight(said), said)
        for by_name, others in _LATER.items():
            if not names & others:
                own = {name for name in names if name and weight(name) is by_name}
                yield from self._named(level, own, by_name, "")
        for name, value in level.members:
            about = name.removesuffix("key").removesuffix("name")
            if about != name and f"{about}value" in names and about and is_secret(value.text[:_NAME_LENGTH]):
                yield from self._named(level, (f"{about}value",), weight(value.text), value.text)
        if "kty" in names:
            yield from self._named(level, _OF_A_KEY, Weight.SECRET, "")
        if names & _GRANTS:
            yield from self._named(level, ("code",), Weight.SIGN, "code")

    def _said(self, level: _Level) -> str | None:
        """The secret name that a member of the object holds."""
        said = (value.text for name, value in level.members if name in _NAMES and value.kind is Kind.TEXT)
        found = next((text for text in said if len(text) <= _NAME_LENGTH and is_secret(text)), None)
        return found or next(
            (value.text for name, value in level.members if name == "type" and value.text in _TYPED), None
        )

    def _named(self, level: _Level, names: Collection[str], by_name: Weight, said: str) -> Iterator[Found]:
        for name, value in level.members:
            piece = by_name is Weight.TOKEN and name in _SPOKEN and is_identifier(value.text)  # of what a model says
            if name in names and not piece and not self._is_about(level, value) and self._hides(by_name, value):
                yield Found(value.start, value.end, said or name, value.kind or Kind.TEXT)

    def _two(self, level: _Level) -> Iterator[Found]:
        if len(level.items) != 2 or level.name.lower() in _LISTS_OF_NAMES:
            return
        first, second = level.items
        named = first.kind is Kind.TEXT and bool(_LIKE_A_NAME.fullmatch(first.text)) and is_secret(first.text)
        if named and self._hides(weight(first.text), second) and not _is_name(second.text):
            yield Found(second.start, second.end, first.text, second.kind or Kind.TEXT)
