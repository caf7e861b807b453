"""Secrets by shape: what is one wherever it stands, whatever it is called.

Each pattern begins with letters that are looked for at once, and what repeats is taken whole: the time grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from streamlab.secrets.found import Found
from streamlab.secrets.values import is_reference


class _Shape(NamedTuple):
    literal: str  # stands in every one; in small letters where `anycase`
    pattern: re.Pattern[str]
    name: str
    anycase: bool = False


def _begins(literal: str, rest: str, name: str) -> _Shape:
    """What begins with `literal`, where a word begins."""
    begun = re.escape(literal)
    return _Shape(literal, re.compile(rf"{begun}(?<![A-Za-z0-9_-]{begun})(?:{rest})"), name)


_ID = r"[A-Za-z0-9_-]"
_SHAPES = (
    _Shape(
        "eyJ", re.compile(r"eyJ(?<![\w.-]eyJ)[\w-]{5,}+\.[\w-]{4,}+(?:\.[\w-]*+){0,3}(?:=*)", re.ASCII), "token"
    ),
    _begins("sk-", rf"(?=[\w-]{{0,60}}[0-9A-Z]|(?:[a-z]{{2,8}}-)?[a-z]{{14,}}){_ID}{{12,}}+", "api-key"),
    _begins("sk_live_", r"\w{8,}+", "api-key"),
    _begins("sk_test_", r"\w{8,}+", "api-key"),
    _begins("rk_live_", r"\w{8,}+", "api-key"),
    _begins("rk_test_", r"\w{8,}+", "api-key"),
    _begins("whsec_", r"[\w+/=]{16,}+", "secret"),
    _begins("ghp_", r"\w{20,}+", "token"),
    _begins("gho_", r"\w{20,}+", "token"),
    _begins("ghu_", r"\w{20,}+", "token"),
    _begins("ghs_", r"\w{20,}+", "token"),
    _begins("ghr_", r"\w{20,}+", "token"),
    _begins("github_pat_", r"\w{20,}+", "token"),
    _begins("glpat-", r"[\w.-]{10,}+", "token"),
    _begins("gldt-", r"[\w-]{16,}+", "token"),
    _begins("glrt-", r"[\w-]{16,}+", "token"),
    _begins("xoxb-", r"[\w-]{8,}+", "token"),
    _begins("xoxp-", r"[\w-]{8,}+", "token"),
    _begins("xoxa-", r"[\w-]{8,}+", "token"),
    _begins("xoxo-", r"[\w-]{8,}+", "token"),
    _begins("xoxr-", r"[\w-]{8,}+", "token"),
    _begins("xoxs-", r"[\w-]{8,}+", "token"),
    _begins("xoxe-", r"[\w-]{8,}+", "token"),
    _begins("xoxe.xox", r"[\w.-]{8,}+", "token"),
    _begins("xoxc-", r"[\w-]{8,}+", "token"),
    _begins("xoxd-", r"[\w%+/=-]{8,}+", "token"),
    _begins("xapp-", r"[\w-]{16,}+", "token"),
    _begins("AKIA", r"[A-Z0-9]{16}(?![A-Za-z0-9])", "access-key"),
    _begins("ASIA", r"[A-Z0-9]{16}(?![A-Za-z0-9])", "access-key"),
    _begins("AKID", r"[A-Za-z0-9]{16,}+", "access-key"),
    _begins("LTAI", r"[A-Za-z0-9]{12,}+", "access-key"),
    _begins("AKLT", r"[A-Za-z0-9_=-]{16,}+", "access-key"),
    _begins("AIza", rf"{_ID}{{30,}}+", "api-key"),
    _begins("ya29.", rf"{_ID}{{16,}}+", "token"),
    _begins("GOCSPX-", rf"{_ID}{{16,}}+", "secret"),
    _begins("1//0", rf"{_ID}{{30,}}+", "token"),
    _begins("hf_", r"[A-Za-z0-9]{16,}+", "token"),
    _begins("gsk_", r"[A-Za-z0-9]{16,}+", "api-key"),
    _begins("r8_", r"[A-Za-z0-9]{16,}+", "token"),
    _begins("xai-", r"[A-Za-z0-9]{16,}+", "api-key"),
    _begins("pplx-", r"[A-Za-z0-9]{16,}+", "api-key"),
    _begins("nvapi-", rf"{_ID}{{16,}}+", "api-key"),
    _begins("fw_", r"[A-Za-z0-9]{20,}+", "api-key"),
    _begins("tvly-", rf"{_ID}{{16,}}+", "api-key"),
    _begins("jina_", rf"{_ID}{{16,}}+", "api-key"),
    _begins("csk-", r"[A-Za-z0-9]{16,}+", "api-key"),
    _begins("tgp_v1_", rf"{_ID}{{16,}}+", "api-key"),
    _begins("lsv2_", r"\w{16,}+", "api-key"),
    _begins("bce-v3/", r"[\w/-]{16,}+", "api-key"),
    _begins("pat_", r"[A-Za-z0-9]{24,}+", "token"),
    _begins("npm_", r"[A-Za-z0-9]{30,}+", "token"),
    _begins("pypi-", rf"{_ID}{{30,}}+", "token"),
    _begins("dop_v1_", r"[a-f0-9]{32,}+", "token"),
    _begins("dckr_pat_", rf"{_ID}{{16,}}+", "token"),
    _begins("shpat_", r"[a-fA-F0-9]{24,}+", "token"),
    _begins("sq0", r"(?:atp|csp|idp)-[\w-]{16,}+", "token"),
    _begins("EAAC", r"[A-Za-z0-9]{40,}+", "token"),
    _begins("ms-", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])", "api-key"),
    _begins("key-", r"[0-9a-f]{32}(?![\w-])", "api-key"),
    _begins("re_", r"[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}+", "api-key"),
    _begins("v2.local.", rf"{_ID}{{32,}}+", "token"),
    _begins("v4.local.", rf"{_ID}{{32,}}+", "token"),
    _begins("SG.", rf"{_ID}{{16,}}+\.{_ID}{{16,}}+", "api-key"),
    _begins("secret_", r"[A-Za-z0-9]{32,}+", "secret"),
    _begins("ntn_", r"[A-Za-z0-9]{32,}+", "token"),
    _begins("lin_api_", r"[A-Za-z0-9]{24,}+", "api-key"),
    _begins("hvs.", rf"{_ID}{{20,}}+", "token"),
    _begins("vercel_", r"[A-Za-z0-9]{20,}+", "token"),
    _begins("PMAK-", r"[a-f0-9-]{30,}+", "api-key"),
    _begins("app-", r"(?=[a-z]{0,23}[0-9A-Z])[A-Za-z0-9]{24}(?![A-Za-z0-9])", "api-key"),  # Dify, with the next
    _begins("dataset-", r"(?=[a-z]{0,23}[0-9A-Z])[A-Za-z0-9]{24}(?![A-Za-z0-9])", "api-key"),
    _begins("fastgpt-", r"[A-Za-z0-9]{20,}+", "api-key"),
    _begins("sess-", r"[A-Za-z0-9]{32,}+", "token"),
    _begins("ATATT3", r"[\w=-]{20,}+", "token"),
    _begins("dp.", r"(?:pt|st|ct|sa)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{32,}+", "token"),
    _begins("rnd_", r"[A-Za-z0-9]{24,}+", "api-key"),
    _begins("sbp_", r"[a-f0-9]{32,}+", "token"),
    _begins("sb_secret_", r"[\w-]{16,}+", "api-key"),
    _begins("glsa_", r"\w{24,}+", "token"),
    _begins("NRAK-", r"[A-Z0-9]{24,}+", "api-key"),
    _begins("figd_", r"[\w-]{24,}+", "token"),
    _begins("fc-", r"[a-f0-9]{32}(?![A-Za-z0-9])", "api-key"),
    _begins("e2b_", r"[a-f0-9]{32,}+", "api-key"),
    _begins("pcsk_", r"\w{24,}+", "api-key"),
    _begins("ops_eyJ", r"[\w-]{20,}+", "token"),
    _begins("AGE-SECRET-KEY-1", r"[A-Z0-9]{40,}+", "private-key"),
    _Shape("-----BEGIN ", re.compile(
        r"(?<=-----BEGIN )[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?P<secret>[^<>\"'`{}]*?)(?=-----END |[<>\"'`{}]|\Z)"
    ), "private-key"),
    _Shape("bearer", re.compile(
        r"(?i:bearer)(?<![\w-]......)[ \t+]{1,4}(?P<secret>[\w~+/.-]{8,}+=*+)(?![\"'])", re.ASCII
    ), "token", True),
    _Shape("bearer%20", re.compile(r"(?i:bearer%20)(?P<secret>[\w~+/.%-]{6,}+=*)", re.ASCII), "token", True),
    _Shape("basic", re.compile(r"(?i:basic)(?<![\w-].....)(?:[ \t+]{1,4}|%20)(?P<secret>[A-Za-z0-9+/_%-]{8,}+=*)", re.ASCII),
           "basic", True),
    _Shape("negotiate", re.compile(r"(?i:negotiate)[ ]+(?P<secret>[A-Za-z0-9+/]{12,}+=*)"), "token", True),
    _Shape("ntlm", re.compile(r"(?i:ntlm)[ ]+(?P<secret>[A-Za-z0-9+/]{16,}+=*)"), "token", True),
    _Shape("://", re.compile(r"://(?P<secret>(?!git@)[^/?#\s\"'<>\\`]+)@"), "user"),
    _Shape("://", re.compile(
        r"://(?P<secret>[^/?#\s\"'<>\\@:]*:(?!\d{1,5}(?:[/?#\s\"'<>]|\Z))(?=[^@\s]{0,60}[/?#])[^\s\"'<>\\@]{1,128}@?[^\s\"'<>\\@/]{0,99})@"
    ), "user"),  # whose password holds a slash that should have been escaped
    _Shape("//", re.compile(r"(?<![:/\w])//(?P<secret>[^/?#\s\"'<>\\`:@]+:[^/?#\s\"'<>\\`@]+)@(?=\w)"), "user"),
    _Shape("@tcp(", re.compile(r"(?<![\w.-])(?P<secret>[\w.-]{1,64}:[^\s\"'@/]{1,128})@tcp\("), "user"),
    _Shape("hooks.slack.com", re.compile(r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[\w/-]{8,}+)"), "webhook"),
    _Shape("hooks.zapier.com", re.compile(r"hooks\.zapier\.com/hooks/catch/(?P<secret>\w+/\w{4,}+)"), "webhook"),
    _Shape("/webhookb2/", re.compile(r"/webhookb2/(?P<secret>[\w@/-]{32,}+)"), "webhook"),
    _Shape("jdbc:oracle:", re.compile(r"jdbc:oracle:\w{1,8}:(?P<secret>[^\s/@\"']{1,80}/[^\s@\"']{1,128})@"), "user"),
    _Shape("/api/webhooks/", re.compile(r"/api/webhooks/(?P<secret>\d+/[\w-]{16,}+)"), "webhook"),
    _Shape("/bot/v2/hook/", re.compile(r"/bot/v2/hook/(?P<secret>[\w-]{16,}+)"), "webhook"),
    _Shape(":AA", re.compile(r"(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{30,}+"), "token"),
)  # fmt: skip
_GLM = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}\.[A-Za-z0-9]{16}(?![A-Za-z0-9])")  # Zhipu: an id and a secret
_WORD = re.compile(r"[A-Za-z]+(?:[-_./][A-Za-z]*)*[.,;:!?]*")
_SENTENCES = ("bearer", "basic", "negotiate", "ntlm")


def by_shape(text: str) -> Iterator[Found]:
    """Everything in the text that is a secret by its shape."""
    small = text.lower() if any(c in text for c in "BbNn") else ""
    for shape in _SHAPES:
        if shape.literal in (small if shape.anycase else text):
            yield from _all(shape, text)
    if "." in text:
        yield from (Found(*found.span(), "api-key") for found in _GLM.finditer(text))


def _all(shape: _Shape, text: str) -> Iterator[Found]:
    for found in shape.pattern.finditer(text):
        start, end = found.span("secret") if "secret" in shape.pattern.groupindex else found.span()
        value = text[start:end] if end - start < 400 else ""
        if value and (is_reference(value) or (shape.literal.rstrip("%20") in _SENTENCES and _is_prose(shape, value))):
            continue
        yield Found(start, end, shape.name)


def _is_prose(shape: _Shape, value: str) -> bool:
    """Whether a sentence goes on: "bearer authentication", "basic understanding"."""
    if not _WORD.fullmatch(value):
        return False
    return value.islower() or value.istitle() or value.isupper() or len(value) < 12 or shape.literal == "ntlm"
