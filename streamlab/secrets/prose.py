"""Secrets in sentences, settings and commands: `name: value` and `name = value` where a value is there.

A setting says it all: `password: sekret` alone in its line. In a sentence a word after a colon is a word ("password: please
choose one"), unless it looks like nothing that a person would say ("my password: hunter2, thanks").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from streamlab.secrets.found import Found
from streamlab.secrets.names import Weight, holds, weight, words_of
from streamlab.secrets.settings import is_program
from streamlab.secrets.stems import Stems, speaks
from streamlab.secrets.values import is_reference, is_type

_SIGN = re.compile(
    r"(?P<colon>[:：]=?)(?!//)|(?P<equals>(?<![=!<>~+*/^|&-])=>?(?![=~]))"
    r"|(?P<word>[ \t](?:is|was)[ \t]|就?是|[设設改]?(?:成了?|[为為]))"
)
_WORDS = re.compile(r"\S+")
_BACK = 72
_BLANKS, _CLOSERS = 8, 4
_QUOTED = re.compile(
    r"[ \t]*(?:[bru]?(?:\\?\"(?P<d>(?:[^\"\\\n]|\\[^\"\n])*)|'(?P<s>(?:[^'\\\n]|\\.)*)|`(?P<b>[^`\n]*))"
    r"|“(?P<c>[^”\n]*)|「(?P<j>[^」\n]*))"
)
_BARE = re.compile(r"[ \t]*(?P<v>[^\s\"'`,;&<>(){}\[\]|，。；、）（“”「」]{1,128})")
_LINE = re.compile(r"[ \t]*(?P<v>[^\r\n\"'`\\]{0,8192})")
_SEEN = 128  # of a long value
_JUDGED = 64
_REST = re.compile(r"[^\s\"'`,;&<>(){}\[\]|，。；、）（“”「」]*+")
_ALONE = re.compile(
    r"[ \t]*(?:[-*>•]|\d{1,2}[.)]|<!--|//|#)?[ \t]*(?:export[ \t]+|set[ \t]+|-[a-zA-Z][ \t]+)?[\"'`*\[]{0,4}\Z"
)
_ENDED = re.compile(r"[\"'`;,*]{0,3}[ \t]*(?:[#/].*|-->)?(?:[\r\n]|\Z)")
_FLAG = re.compile(
    r"(?<![^\s\"'`])--(?P<name>[A-Za-z][\w-]{0,60})[ \t]+(?:\"(?P<d>[^\"\n]+)|'(?P<s>[^'\n]+)|(?P<b>[^\s\"'`<>|&(\[-]\S*))"
)
_USER = re.compile(r"(?<!\S)(?:-u|--user|--proxy-user|-U)[ =]?[\"']?(?P<v>[^\s\"':]{1,80}:[^\s\"']+)")
_COMMANDS = (  # a word that must be there, and where the secret stands
    (
        " -p",
        re.compile(
            r"\b(?:sshpass|docker login|podman login|helm registry login)\b[^\n|;&]{0,200}?[ \t]-p[ \t]*[\"']?(?P<v>[^\s\"']+)"
        ),
    ),
    ("mysql", re.compile(r"\bmysql\w{0,8}\b[^\n|;&]{0,200}?[ \t]-p[\"']?(?P<v>[^\s\"']+)")),
    ("redis-cli", re.compile(r"\bredis-cli\b[^\n|;&]{0,200}?[ \t]-a[ \t]+[\"']?(?P<v>[^\s\"']+)")),
    ("login", re.compile(r"\blogin[ \t\n]+\S{1,80}[ \t\n]+password[ \t\n]+(?P<v>\S+)")),
    ("http", re.compile(r"(?<!\S)(?:-a|--auth)[ \t=]+[\"']?(?P<v>[^\s\"':]{1,80}:[^\s\"']+)")),
    ("openssl", re.compile(r"\bopenssl\b[^\n|;&]{0,200}?[ \t](?:-k[ \t]+|pass:)[\"']?(?P<v>[^\s\"']+)")),
    ("ldap", re.compile(r"\bldap\w{1,12}\b[^\n|;&]{0,200}?[ \t]-w[ \t]+[\"']?(?P<v>[^\s\"']+)")),
    ("az login", re.compile(r"\baz login\b[^\n|;&]{0,200}?[ \t]-p[ \t]+[\"']?(?P<v>[^\s\"']+)")),
    ("net use", re.compile(r"\bnet use\b[^\n|;&]{0,200}?/user:\S{1,80}[ \t]+(?P<v>[^\s*/]\S*)")),
    ("--from-literal", re.compile(r"\bsecret\b[^\n|;&]{0,200}?--from-literal[= ][\"']?[\w.-]{1,80}=(?P<v>[^\s\"']+)")),
    ("auth", re.compile(r"\bauth\s{0,4}=\s{0,4}\(\s{0,4}[\"'][^\"'\n]{0,80}[\"']\s{0,4},\s{0,4}[\"'](?P<v>[^\"'\n]+)")),
)
_SAID_NEXT = re.compile(
    r"(?i)(?:\b(?:password|passwd|passphrase|pwd)|密码|口令|密钥|密碼)[ \t]+(?P<v>[^\s\"'`,;:=<>(){}\[\]]{5,})"
)
_TEMPLATE = re.compile(r"\{[A-Za-z_][\w.!:]*\}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z_.]*")
_CLASS = re.compile(r"(?:[A-Z][a-z]+){2,}")
_COOKIE = re.compile(r"[^\s=;,]+=[^\s;]*(?:;[ ]*[^\s=;]+(?:=[^\s;]*)?)*;?")
_TECHNICAL = re.compile(
    r"(?i)(?:base|sha|md|utf|argon|pbkdf|oauth|http|ipv|aes|rsa|es|hs|rs|ps|ed|x|v|gpt|o|bcrypt|scrypt|web|h|mp|s|ec|k|p|llama|qwen|glm)"
    r"-?\d[\w.-]*|\d+(?:st|nd|rd|th|px|ms|s|k|m|g|kb|mb|gb|bit|bits|x|d|h|min|%)?|\d[\d.,:/-]*[A-Za-z]?"
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_BEFORE_IDEOGRAPHS = re.compile("[!-~]{5,}+(?=[\u3040-\u30ff\u4e00-\u9fff])")
_CODED = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+")
_STRONG = (Weight.SECRET, Weight.TOKEN, Weight.SIGN, Weight.PASS, Weight.PWD, Weight.WORDS, Weight.SESSION)
_SPOKEN = re.compile(r"(?i)pass|pwd|secret|pin|otp|key|密|口令|验证码|暗号")


class _Told(NamedTuple):
    """A name, a sign and what follows."""

    name: str
    by_name: Weight
    quoted: bool  # the name
    tight: bool  # `=` without blanks around it
    word: bool  # "is"
    program: bool  # set in a program, where names stand for values
    quote: str  # that the name stands behind
    alone: bool  # the line or the string begins with the name


def in_prose(text: str) -> Iterator[Found]:
    """Values that stand after their names."""
    if not speaks(text):
        return
    end, program, stems = 0, is_program(text), Stems(text)
    for sign in _SIGN.finditer(text):
        if (
            sign.start() >= end
            and (told := _told(text, sign, stems, program=program))
            and (found := _value(text, sign.end(), told))
        ):
            end = found.end
            yield found
    yield from _commands(text)


def _told(text: str, sign: re.Match[str], stems: Stems, *, program: bool) -> _Told | None:
    end, closed = _name_end(text, sign.start())
    limit = max(0, end - _BACK)
    if not stems.may_stand(limit, end):
        return None
    begin = _word_start(text, end, limit)
    if begin == end:
        return None
    begin = _before(text, _before(text, begin, limit), limit)
    words = text[begin:end]
    name = _named(words) if stems.may_stand(begin, end) else None
    if name is None:
        return None
    begin = end - len(name)
    before = text[begin - 1 : begin]
    if sign["equals"] and before in ("?", "&", ";", "#"):
        return None  # a parameter of an address
    line = text.rfind("\n", limit, begin) + 1
    alone = (bool(line) or limit == 0) and bool(_ALONE.match(text[line:begin]))
    blank = text[sign.start() - 1 : sign.start()] in (" ", "\t") or text[sign.end() : sign.end() + 1] in (" ", "\t")
    flagged = text[max(0, begin - 9) : begin].endswith(("-H ", "--header "))
    opened = before in ("'", '"', "`") and not closed
    return _Told(
        name,
        weight(name),
        closed,
        (bool(sign["equals"]) and not blank) or flagged,
        bool(sign["word"]),
        bool(sign["equals"]) and program,
        before if opened else "",
        alone or opened,
    )


def _before(text: str, begin: int, limit: int) -> int:
    """Where the word before a word begins; where that begins if there is none beside it."""
    if begin - 1 <= limit or text[begin - 1] not in " \t":
        return begin
    earlier = _word_start(text, begin - 1, limit)
    return earlier if earlier < begin - 1 and text[earlier].isalnum() else begin


def _name_end(text: str, end: int) -> tuple[int, bool]:
    """Where the name before a sign ends, and whether quotes or brackets close it."""
    for _ in range(_BLANKS):
        if text[end - 1 : end] not in (" ", "\t"):
            break
        end -= 1
    closed = end
    while closed - end < _CLOSERS and text[end - 1 : end] and text[end - 1] in "\"'`*])）":
        end -= 1
    return end, end < closed


def _word_start(text: str, end: int, limit: int) -> int:
    while end > limit and (text[end - 1].isalnum() or text[end - 1] in "_.$[-"):
        end -= 1
    return end


def _named(words: str) -> str | None:
    """The end of the words that is a secret's name; None where none is, or where a word before it makes it another."""
    starts = [word.start() for word in _WORDS.finditer(words)]
    last = words[starts[-1] :]
    if len(starts) == 1:
        return last if weight(last) is not Weight.OPEN else None
    two = words[starts[-2] :]
    if weight(last) is Weight.OPEN and len(words_of(two)) > 1:
        return None  # "the token passage"
    if len(starts) > 2 and weight(words) is not Weight.OPEN:
        return words
    return two if weight(two) is not Weight.OPEN else None


def _value(text: str, position: int, told: _Told) -> Found | None:
    if told.name.lower().endswith(("authorization", "cookie")) and not told.word:
        return _header(text, position, told)
    if told.quote and text[position : position + 2].lstrip().startswith(told.quote):
        return None  # the string ends: "Password: "
    if quoted := _QUOTED.match(text, position):
        group = quoted.lastgroup or "d"
        value = quoted[group].removesuffix("\\")
        if _TEMPLATE.search(value) or not any(character.isalnum() for character in value):
            return None
        if holds(told.by_name, value) and not _is_sentence(value, told) and not is_type(value):
            return Found(quoted.start(group), quoted.start(group) + len(value), told.name)
        return None
    if (bare := _BARE.match(text, position)) is None:
        return None
    start, end = bare.span("v")
    seen = bare["v"]
    if not told.tight and (begun := _BEFORE_IDEOGRAPHS.match(seen)):
        end, seen = start + begun.end(), begun[0]
    if len(seen) == _SEEN:  # the rest of it is looked at only where it is secret
        if not _reveals(seen, told, ended=False):
            return None
        rest = _REST.match(text, end)
        end, seen = rest.end() if rest else end, ""
    value = seen.rstrip(".:!?*：！？" if not told.tight else "")
    if seen and (
        not value or text[end : end + 1] in ("(", "[") or not _reveals(value, told, bool(_ENDED.match(text, end)))
    ):
        return None
    return Found(start, start + len(value) if seen else end, told.name)


def _reveals(value: str, told: _Told, ended: bool) -> bool:
    """Whether an unquoted word is the secret itself."""
    if is_reference(value) or is_type(value) or _CODED.fullmatch(value) or not holds(told.by_name, value):
        return False
    if not told.tight and (_IDEOGRAPHS.search(value) or "://" in value):
        return False
    if not told.tight and _VARIABLE.fullmatch(value) and (told.program or _CLASS.fullmatch(value)):
        return False
    if told.word:
        return bool(_SPOKEN.search(told.name)) and _is_unspeakable(value)
    if weight(value) is not Weight.OPEN and "_" not in value.strip("_") and value.isalpha():
        return False  # `password=password`
    if told.by_name not in _STRONG:
        return _is_unspeakable(value)
    if told.tight:
        return True
    if told.alone and ended and not value.isdigit():
        return True
    return _is_unspeakable(value) or (value.isdigit() and len(value) >= 4 and (told.quoted or (told.alone and ended)))


def _is_unspeakable(value: str) -> bool:
    """Whether nobody would say this in a sentence: letters with digits or signs in them."""
    if len(value) < 5 or _TECHNICAL.fullmatch(value):
        return False
    value = value[:_JUDGED]
    letters = any(c.isalpha() for c in value)
    digits = any(c.isdigit() for c in value)
    signs = any(c in "!@#$%^&*~+=?_" for c in value[:-1])
    capitals = bool(re.search(r"[a-z][A-Z].*[A-Z]|[a-z][A-Z][a-z]*[A-Z]", value)) and len(value) >= 12
    return (letters and (digits or (signs and not value.replace("_", "").isalpha()))) or capitals


def _is_sentence(value: str, told: _Told) -> bool:
    words = value.split()
    return (
        len(words) >= 3
        and "phrase" not in told.name.lower()
        and sum(word.strip(".,!?'").isalpha() for word in words) > len(words) / 2
    )


def _header(text: str, position: int, told: _Told) -> Found | None:
    """The rest of the line: credentials are more than one word."""
    if quoted := _QUOTED.match(text, position):
        start, value = quoted.start(quoted.lastgroup or "d"), quoted[quoted.lastgroup or "d"]
    else:
        line = _LINE.match(text, position)
        assert line is not None
        start, value = line.start("v"), line["v"].rstrip()
    if _is_credential(value, told, quoted=bool(quoted)):
        return Found(start, start + len(value), told.name)
    return None


def _is_credential(value: str, told: _Told, *, quoted: bool) -> bool:
    if is_reference(value) or not holds(Weight.WORDS, value) or is_type(value):
        return False
    if told.name.lower().endswith("cookie"):
        return bool(_COOKIE.fullmatch(value)) or (told.alone and ";" in value and "=" in value)
    words_ = value.split()
    if len(words_) == 2:
        return told.alone or quoted or not (words_[1].isalpha() and words_[1].islower())
    return len(words_) == 1 and (told.alone or told.tight or quoted)


def _commands(text: str) -> Iterator[Found]:
    for word, command in _COMMANDS:
        if word not in text:
            continue
        yield from (
            Found(*found.span("v"), "password") for found in command.finditer(text) if not is_reference(found["v"])
        )
    if any(word in text.lower() for word in ("pass", "pwd", "密", "口令")):
        for found in _SAID_NEXT.finditer(text):
            if _is_unspeakable(found["v"].rstrip(".!?")):
                yield Found(*found.span("v"), "password")
    if "--" in text or "-u" in text:
        yield from _flags(text)


def _flags(text: str) -> Iterator[Found]:
    for found in _FLAG.finditer(text):
        group = found.lastgroup or "b"
        by_name = weight(found["name"])
        known = by_name in _STRONG or by_name is Weight.KEY
        if known and holds(by_name, found[group]) and not is_type(found[group]):
            yield Found(*found.span(group), found["name"])
    if "curl" not in text and "http" not in text:
        return
    yield from (
        Found(*found.span("v"), "user")
        for found in _USER.finditer(text)
        if not is_reference(found["v"].partition(":")[2])
    )
