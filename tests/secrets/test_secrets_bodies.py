"""What goes of a body and what stays: tables, both ways, and what holds of any bytes."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.secrets import covered, secrets_of
from tests.secrets.cases_gone import GONE, Case
from tests.secrets.cases_kept import KEPT
from tests.secrets.cases_more import HIDDEN, HIDDEN_IN_SENTENCES, KEPT_MORE
from tests.secrets.cases_of_source import LIKE_SOURCE, OF_SOURCE
from tests.secrets.cases_seen import GONE_TOO, KEPT_TOO

_SECRET = re.compile("⟦([^⟧]*)⟧")


def _bytes(text: str, coding: str = "utf-8") -> bytes:
    return text.encode(coding, "surrogatepass")


def _marked(case: Case) -> tuple[str, list[str]]:
    """The body as it is sent, and the secrets in it, in order."""
    return case.text.replace("⟦", "").replace("⟧", ""), _SECRET.findall(case.text)


def _spans(text: str, coding: str = "utf-8") -> list[tuple[int, int]]:
    spans, size = [], 0
    for index, piece in enumerate(re.split("[⟦⟧]", text)):
        length = len(_bytes(piece, coding))
        if index % 2:
            spans.append((size, size + length))
        size += length
    return spans


def _name(case: Case) -> str:
    return re.sub(r"\s+", " ", case.text)[:70]


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len(GONE) + len(KEPT) >= 250
    assert len(KEPT) >= 110


@pytest.mark.parametrize("case", [*GONE, *GONE_TOO, *OF_SOURCE], ids=_name)
def test_what_is_secret_goes_and_nothing_else(case: Case) -> None:
    text, secrets = _marked(case)
    data = _bytes(text)
    found = secrets_of(data, case.content_type)
    assert [data[item.start : item.end].decode() for item in found] == secrets
    assert [(item.start, item.end) for item in found] == _spans(case.text)
    after = covered(data, found)
    assert len(after) == len(data)
    assert covered(after, secrets_of(after, case.content_type)) == after


def _is_hidden(case: Case, secret: str) -> bool:
    data = _bytes(case.text.replace("§", secret))
    after = covered(data, secrets_of(data, case.content_type))
    assert len(after) == len(data)
    assert covered(after, secrets_of(after, case.content_type)) == after
    return secret.encode() in data and secret.encode() not in after


@pytest.mark.parametrize("case", HIDDEN, ids=_name)
@pytest.mark.parametrize("secret", ["hunter2x9", "swordfish"])
def test_wherever_a_secret_is_put_it_goes(case: Case, secret: str) -> None:
    assert _is_hidden(case, secret)


@pytest.mark.parametrize("case", HIDDEN_IN_SENTENCES, ids=_name)
def test_what_nobody_would_say_goes_from_a_sentence(case: Case) -> None:
    assert _is_hidden(case, "hunter2x9")


@pytest.mark.parametrize("case", [*KEPT, *KEPT_MORE, *KEPT_TOO, *LIKE_SOURCE], ids=_name)
def test_what_is_no_secret_stays(case: Case) -> None:
    data = _bytes(case.text)
    assert [data[item.start : item.end] for item in secrets_of(data, case.content_type)] == []


_NAMES = st.sampled_from(
    ["password", "token", "key", "code", "name", "value", "content", "x", "session", "pin", "密码", "auth"]
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**9)
    | st.sampled_from(
        [
            "",
            "sekret",
            "a=b&token=c",
            "https://u:p@h/?key=1234",
            "password: x1",
            '{"token": "x"}',
            "sk-abcdefghij0123456789",
            "你\n",
        ]
    )
    | st.text(max_size=12)
)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4), max_leaves=12
)
_TYPES = st.sampled_from(
    [
        "",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "text/xml; charset=gbk",
    ]
)


@given(_VALUES, st.booleans())
def test_valid_json_stays_valid_and_keeps_its_shape(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    data = _bytes(text)
    after = covered(data, secrets_of(data, ""))
    assert len(after) == len(data)
    changed = json.loads(after.decode("utf-8", "surrogatepass"))
    if not ascii_only and isinstance(value, dict | list):
        assert _outline(changed) == _outline(value)


def _outline(value: object) -> object:
    """The names, the lists, and what kind each value is of."""
    if isinstance(value, dict):
        return [_outline(item) for item in value.values()]
    if isinstance(value, list):
        return [_outline(item) for item in value]
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


_PIECES = st.sampled_from(
    [
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "=",
        "&",
        "\\",
        "\n",
        "<",
        ">",
        "/",
        "//",
        "/*",
        "--b\r\n",
        "%",
        "%22",
        "password",
        "token",
        "name",
        "value",
        "key",
        " ",
        "x1y2z3",
        "12345678",
        "://",
        "@",
        "Bearer ",
        "sk-abcdefghij0123456789",
        "是",
        "密码",
        "-----BEGIN PRIVATE KEY-----",
        "Content-Disposition: form-data; name=token\r\n\r\n",
        "data: ",
        "- ",
        "|",
        "redacted(12)",
        "***",
        "\ufeff",
        "</",
        "/>",
        "eyJhbGci.eyJhbGci.",
    ]
)


@given(
    st.lists(_PIECES, max_size=24).map("".join), _TYPES, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "gb18030"])
)
def test_twice_is_as_once_in_any_text(text: str, content_type: str, coding: str) -> None:
    data = text.encode(coding)
    found = secrets_of(data, content_type)
    after = covered(data, found)
    assert len(after) == len(data)
    assert all(data[end.end : start.start] == after[end.end : start.start] for end, start in pairwise(found))
    assert covered(after, secrets_of(after, content_type)) == after


@given(st.binary(max_size=200), _TYPES)
def test_no_bytes_are_too_strange(data: bytes, content_type: str) -> None:
    after = covered(data, secrets_of(data, content_type))
    assert len(after) == len(data)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        '{"密码": "⟦口令x1⟧", "内容": "你好"}',
        "a=你好&password=⟦x1⟧",
        '{"password": ⟦1234⟧, "a": "𝒳"}',
        '{"password": "⟦密乗⟧", "a": "乗"}',
    ],
)
def test_in_every_coding(text: str, coding: str) -> None:
    plain, secrets = _marked(Case(text))
    data = plain.encode(coding)
    found = secrets_of(data, f"text/plain; charset={coding}")
    assert [data[item.start : item.end].decode(item.coding) for item in found] == secrets
    after = covered(data, found)
    assert len(after) == len(data)
    assert not any(secret in after.decode(coding) for secret in secrets)


LARGE = {
    "chat": lambda n: (
        b'{"max_tokens": 5, "messages": ['
        + b'{"role": "user", "content": "what is a token? key: an idea"},' * (n // 60)
        + b"{}]}"
    ),
    "image": lambda n: b'{"token": "x1", "image": "' + b"iVBORw0KGgo" * (n // 11) + b'"}',
    "numbers": lambda n: b'{"password": "x1", "e": [' + b"0.1234," * (n // 7) + b"1]}",
    "brackets": lambda n: b"[" * n + b'"password"',
    "quotes": lambda n: b'"' * n + b"password",
    "escapes": lambda n: b'{"token": "' + b"\\" * n,
    "colons": lambda n: b"token:" * (n // 6),
    "equals": lambda n: b"key=" * (n // 4),
    "slashes": lambda n: b"//" * (n // 2) + b"password",
    "comments": lambda n: b"/*" * (n // 2) + b"password",
    "at": lambda n: b"://@" * (n // 4) + b"password",
    "eyJ": lambda n: b"eyJ-" * (n // 4),
    "lines": lambda n: b"password: x1\n" * (n // 13),
    "tags": lambda n: b"<password>" * (n // 10) + b"</a>",
    "parts": lambda n: b"--b\r\nContent-Disposition: form-data; name=token\r\n\r\nx\r\n" * (n // 54),
    "begin": lambda n: b"-----BEGIN PRIVATE KEY-----" * (n // 27),
    "percent": lambda n: b"a=%25" * (n // 5) + b"&token=x1",
    "blanks": lambda n: b"password" + b" " * n,
    "words": lambda n: b"password is " * (n // 12),
    "flags": lambda n: b"--token " * (n // 8),
    "pairs": lambda n: b'{"name":"token","value":{' * (n // 25),
}


@pytest.mark.parametrize("kind", LARGE)
def test_the_time_grows_with_the_size_alone(kind: str) -> None:
    def seconds(size: int) -> float:
        data = LARGE[kind](size)
        best = 9.0
        for _ in range(2):
            begun = time.process_time()
            secrets_of(data, "")
            best = min(best, time.process_time() - begun)
        return best

    small, large = seconds(5_000), seconds(40_000)
    assert large < 0.05 + 24 * small  # eight times the bytes; a square would be sixty-four
