"""What a value looks like, apart from its name: a reference to a secret, a plain word, pure chance."""

from __future__ import annotations

import math
import re
from collections import Counter


def words(text: str) -> frozenset[str]:
    """The words of a list that is too long to be written with quotes and commas."""
    return frozenset(text.split())


_REFERENCE = re.compile(
    r"\{\{[^{}\n]{1,80}\}\}|\$\{\{?[^{}\n]{1,80}\}?\}|\$[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|\$(?:TOKEN|PASSWORD|SECRET|APIKEY|KEY)"
    r"|%[A-Z][A-Z0-9_]+%"
    r"|<[A-Za-z _-]{0,30}(?i:your|token|key|password|secret|api|insert|here|value|user|name|code)[A-Za-z _-]{0,30}>"
    r"|(?i:your|my)[_-](?i:api|secret|access)?[_-]?(?i:key|token|password|secret)(?:[_-](?i:here))?"
    r"|\[[A-Z][A-Z _-]{1,40}\]"
    r"|\[(?i:redacted|hidden|filtered|masked|secret|object object)\]"
    r"|[a-z]{2,8}-[\w-]{0,8}(?:\*{3,}|[xX]{3,}|\.{3}|…)|string|\*+|[xX]{3,}|\.{3}|…"
    r"|\{[A-Za-z_][\w.]{0,60}\}|:[A-Za-z_]+|%\([A-Za-z_]\w{0,60}\)s|%s|\?|!(?:secret|vault|env|ENV|Ref|Sub|ref)\b[^\n]{0,120}|<?[你您]的\S{0,12}"
    r"|process\.env\.\w{1,80}|os\.environ\S{0,80}|import\.meta\.env\.\w{1,80}|vault:[\w/.#-]{1,200}|redacted|REDACTED|(?i:null|none|nil|undefined|true|false|nan)"
)
_TYPE = re.compile(
    r"(?i)(?:string|str|int|integer|number|boolean|bool|required|optional|hidden|text|any|object|varchar|char|uuid|bytes|yes|no|here|see"
    r"|empty|unknown|unset|missing|invalid|incorrect|wrong|valid|expired|changed|set|default|example|please|enter|choose|the|a|an|not|in"
    r"|is|and|or|to|of|for|with|input|output|basic|bearer|digest|oauth2?|include|omit|array|list|map|dict|float|double|self|this|new|old"
    r"|必填|可选|无|空|字符串|不能为空|错误|请输入.*)"
)
_SCHEMED = re.compile(r"(?i:bearer|basic|token|apikey)\s+(?P<rest>\S.*)")
_IDENTIFIER = re.compile(r"[A-Za-z][a-z]*(?:[A-Z][a-z]+)*(?:[ _.:/-][A-Za-z]+)*", re.ASCII)
_CODED_JSON = ("ey", "ew", "W3")  # JSON in base64
_LONGEST_WORD = 40
_CHANCE = re.compile(r"[A-Za-z0-9+/=_.~-]{16,}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_VERSION = re.compile(r"(?:[A-Za-z]{1,12}|\d{1,4})(?:[-_./](?:[A-Za-z]{1,12}|\d{1,4})){2,}")  # words and small numbers
_BITS = 3.0  # per character: words have fewer


def is_reference(value: str) -> bool:
    """Whether a person is told where the secret comes from instead of the secret: `{{key}}`, `${TOKEN}`, `YOUR_API_KEY`."""
    if len(value) > 300:
        return False
    value = value.strip()
    if schemed := _SCHEMED.fullmatch(value):
        value = schemed["rest"]
    return bool(_REFERENCE.fullmatch(value))


def is_type(value: str) -> bool:
    """Whether the word says what kind of value belongs here, or begins a sentence: `string`, `required`, `please`."""
    return len(value) <= _LONGEST_WORD and bool(_TYPE.fullmatch(value))


def is_plain(value: str) -> bool:
    """Whether the value is letters and digits alone, and nothing can stand in it; in Chinese a sentence needs no more."""
    return len(value) < 3 or (value.isascii() and value.isalnum() and not value.startswith(_CODED_JSON))


def is_identifier(value: str) -> bool:
    """Whether the value is the name of a thing: words without digits."""
    return len(value) <= _LONGEST_WORD and bool(_IDENTIFIER.fullmatch(value))


def is_chaotic(value: str) -> bool:
    """Whether the value looks like nothing but chance: long, of letters and digits, no word and no UUID."""
    if not _CHANCE.fullmatch(value) or _UUID.fullmatch(value):
        return False
    if not any(c.isdigit() for c in value) or not any(c.isalpha() for c in value):
        return False
    if _VERSION.fullmatch(value):
        return False
    sample = value[:512]
    return -sum(n / len(sample) * math.log2(n / len(sample)) for n in Counter(sample).values()) >= _BITS
