"""Secrets in sentences, settings and commands: `name: value` and `name = value` where a value is there.

A setting says it all: `password: sekret` alone in its line. In a sentence a word after a colon is a word ("password: please
choose one"), unless it looks like nothing that a person would say ("my password: hunter2, thanks").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from streamlab.secrets.found import Found
from streamlab.secrets.names import Weight, holds, weight
from streamlab.secrets.values import is_reference, words

_STEMS = words(
    "pass pwd psw secret token cred auth cookie key jwt jws bearer otp cvv cvc csrf xsrf sid sess sig code ticket pin "
    "mnemonic saml psk sk ak captcha senha kennwort contrase парол 비밀 토큰 パス トークン verifier "
    "暗 密 口令 令牌 憑 凭 驗 验 校 金鑰 卡 签 簽"
)
_SIGN = re.compile(
    r"(?P<colon>[:：])(?!//)|(?P<equals>(?<![=!<>~+*/^|&-])=>?(?![=~]))|(?P<word>[ \t](?:is|was)[ \t]|是|为|為)"
)
_BEFORE = re.compile(r"(?P<name>(?:[^\W_][\w.$\[\]-]*[ \t]){0,2}[\w.$\[\]@-]+)(?P<end>[\"'`*\])）]{0,4})[ \t]{0,8}\Z")
_BACK = 72
_QUOTED = re.compile(
    r"[ \t]*(?:[bru]?(?:\\?\"(?P<d>(?:[^\"\\\n]|\\[^\"\n])*)|'(?P<s>(?:[^'\\\n]|\\.)*)|`(?P<b>[^`\n]*))"
    r"|“(?P<c>[^”\n]*)|「(?P<j>[^」\n]*))"
)
_BARE = re.compile(r"[ \t]*(?P<v>[^\s\"'`,;&<>(){}\[\]|，。；、）（“”「」]+)")
_LINE = re.compile(r"[ \t]*(?P<v>[^\r\n]*)")
_ALONE = re.compile(r"[ \t]*(?:[-*>•]|\d{1,2}[.)])?[ \t]*(?:export[ \t]+|set[ \t]+|-[a-zA-Z][ \t]+)?[\"'`*\[]{0,4}\Z")
_ENDED = re.compile(r"[\"'`;,*]{0,3}[ \t]*(?:[#/].*)?(?:[\r\n]|\Z)")
_FLAG = re.compile(
    r"(?<![^\s\"'`])--(?P<name>[A-Za-z][\w-]{0,60})[ \t]+(?:\"(?P<d>[^\"\n]+)|'(?P<s>[^'\n]+)|(?P<b>[^\s\"'`-]\S*))"
)
_USER = re.compile(r"(?<!\S)(?:-u|--user|--proxy-user|-U)[ =]?[\"']?(?P<v>[^\s\"':]{1,80}:[^\s\"']+)")
_COOKIE = re.compile(r"[^\s=;,]+=")
_TYPE = re.compile(
    r"(?i)(?:string|str|int|integer|number|boolean|bool|required|optional|hidden|text|any|object|varchar|char|uuid|bytes|yes|no|here|see"
    r"|empty|unknown|unset|missing|invalid|incorrect|wrong|valid|expired|changed|set|default|example|please|enter|choose|the|a|an|not|in"
    r"|is|and|or|to|of|for|with|input|output|basic|bearer|digest|oauth2?|include|omit|array|list|map|dict|float|double|self|this|new|old"
    r"|必填|可选|无|空|字符串|不能为空|错误|请输入.*)"
)
_TECHNICAL = re.compile(
    r"(?i)(?:base|sha|md|utf|argon|pbkdf|oauth|http|ipv|aes|rsa|es|hs|rs|ps|ed|x|v|gpt|o|bcrypt|scrypt|web|h|mp|s|ec|k|p|llama|qwen|glm)"
    r"-?\d[\w.-]*|\d+(?:st|nd|rd|th|px|ms|s|k|m|g|kb|mb|gb|bit|bits|x|d|h|min|%)?|\d[\d.,:/-]*[A-Za-z]?"
)
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
    alone: bool  # the line begins with the name


def speaks(text: str) -> bool:
    """Whether some name of a secret may stand in the text: looked up at once."""
    small = text.lower()
    return any(stem in small for stem in _STEMS)


def in_prose(text: str) -> Iterator[Found]:
    """Values that stand after their names."""
    if not speaks(text):
        return
    for sign in _SIGN.finditer(text):
        if told := _told(text, sign):
            yield from _value(text, sign.end(), told)
    if "--" in text or "-u" in text:
        yield from _flags(text)


def _told(text: str, sign: re.Match[str]) -> _Told | None:
    start = max(0, sign.start() - _BACK)
    line = text.rfind("\n", start, sign.start()) + 1
    before = text[line or start : sign.start()]
    found = _BEFORE.search(before)
    if not found:
        return None
    name = _named(found["name"])
    if name is None:
        return None
    begin = found.start() + found["name"].rindex(name)
    alone = (bool(line) or not start) and bool(_ALONE.match(before[:begin]))
    blank = text[sign.start() - 1 : sign.start()] in (" ", "\t") or text[sign.end() : sign.end() + 1] in (" ", "\t")
    return _Told(name, weight(name), bool(found["end"]), bool(sign["equals"]) and not blank, bool(sign["word"]), alone)


def _named(words: str) -> str | None:
    """The shortest end of the words that is a secret's name; None where none is, or where more words make it another."""
    parts = words.split()
    for count in range(len(parts), 0, -1):
        name = " ".join(parts[-count:])
        if weight(name) is not Weight.OPEN:
            return name if name in words else None
        if count == 2 and weight(parts[-1]) is not Weight.OPEN:
            return None  # "max token", "country code"
    return None


def _value(text: str, position: int, told: _Told) -> Iterator[Found]:
    if told.name.lower().endswith(("authorization", "cookie")) and not told.word:
        yield from _header(text, position, told)
        return
    if quoted := _QUOTED.match(text, position):
        group = quoted.lastgroup or "d"
        start, end = quoted.span(group)
        value = quoted[group].removesuffix("\\")
        if holds(told.by_name, value) and not _is_sentence(value, told) and not _TYPE.fullmatch(value):
            yield Found(start, start + len(value), told.name)
        return
    if bare := _BARE.match(text, position):
        start, end = bare.span("v")
        value = bare["v"].rstrip(".:!?*：！？" if not told.tight else "")
        after = text[end : end + 1]
        if value and after != "(" and _reveals(value, told, bool(_ENDED.match(text, end))):
            yield Found(start, start + len(value), told.name)


def _reveals(value: str, told: _Told, ended: bool) -> bool:
    """Whether an unquoted word is the secret itself."""
    if is_reference(value) or _TYPE.fullmatch(value) or _CODED.fullmatch(value) or not holds(told.by_name, value):
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


def _header(text: str, position: int, told: _Told) -> Iterator[Found]:
    """The rest of the line: credentials are more than one word."""
    quoted = _QUOTED.match(text, position)
    line = _LINE.match(text, position)
    assert line is not None
    start, value = (
        (quoted.start(quoted.lastgroup or "d"), quoted[quoted.lastgroup or "d"])
        if quoted
        else (line.start("v"), line["v"])
    )
    if not quoted:
        value = re.split(r"[\"'`\\]", value, maxsplit=1)[0].rstrip()
    words = value.split()
    is_credential = (
        bool(_COOKIE.match(value))
        if told.name.lower().endswith("cookie")
        else len(words) == 2 or (len(words) == 1 and (told.alone or told.tight or bool(quoted)))
    )
    if not is_credential or is_reference(value) or not holds(Weight.WORDS, value):
        return
    if len(words) == 2 and words[1].isalpha() and words[1].islower() and not told.alone and not quoted:
        return
    if not _TYPE.fullmatch(value):
        yield Found(start, start + len(value), told.name)


def _flags(text: str) -> Iterator[Found]:
    for found in _FLAG.finditer(text):
        group = found.lastgroup or "b"
        by_name = weight(found["name"])
        known = by_name in _STRONG or by_name is Weight.KEY
        if known and holds(by_name, found[group]) and not _TYPE.fullmatch(found[group]):
            yield Found(*found.span(group), found["name"])
    yield from (
        Found(*found.span("v"), "user")
        for found in _USER.finditer(text)
        if not is_reference(found["v"].partition(":")[2])
    )
