"""Every problem of a request has a kind, a severity and a sentence."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from streamlab.model import Severity
from streamlab.request import Body, Problem, Request, Timeouts, errors, validate

if TYPE_CHECKING:
    from pathlib import Path

GOOD = Request("GET", "http://127.0.0.1:8080/")


def kinds(request: Request) -> list[tuple[str, str]]:
    problems = validate(request)
    assert all(problem.detail and "{" not in problem.detail for problem in problems)
    return [(problem.field, problem.kind) for problem in problems]


@pytest.mark.parametrize("method", ["GET", "post", "M-SEARCH", "!#$%&'*+-.^_`|~0"])
def test_methods_that_are_tokens(method: str) -> None:
    assert not validate(replace(GOOD, method=method))


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("", "empty-method"),
        ("A B", "bad-method"),
        ("GET\n", "bad-method"),
        ("É", "bad-method"),
        ("CONNECT", "connect-method"),
    ],
)
def test_methods_that_are_not(method: str, kind: str) -> None:
    assert kinds(replace(GOOD, method=method)) == [("method", kind)]


@pytest.mark.parametrize(
    "url",
    [
        "http://a",
        "HTTPS://user:pw@example.com:443/x?y=z#f",
        "http://[::1]:80/",
        "http://例子.中国/路径?查询=值",
        "http://under_score.example/",
        "http://a.:1/",
    ],
)
def test_addresses(url: str) -> None:
    assert not validate(replace(GOOD, url=url))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", "empty-url"),
        ("  ", "empty-url"),
        ("example.com/x", "no-scheme"),
        ("localhost:8080", "no-scheme"),
        ("ftp://example.com", "bad-scheme"),
        ("http://", "no-host"),
        ("http:///path", "no-host"),
        ("http://:80/", "no-host"),
        ("http://a:0/", "bad-port"),
        ("http://a:65536/", "bad-port"),
        ("http://a:x/", "bad-port"),
        ("http://[::1/", "bad-host"),
        ("http://[zz]/", "bad-host"),
        ("http://a..b/", "bad-host"),
        ("http://" + "a" * 64 + ".com/", "bad-host"),
        ("http://a<b>/", "bad-host"),
        ("http://a b/", "bad-url-character"),
        ("http://a/\r\nX: y", "bad-url-character"),
        (" http://a/", "bad-url-character"),
    ],
)
def test_no_addresses(url: str, kind: str) -> None:
    assert kinds(replace(GOOD, url=url)) == [("url", kind)]


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("", "x", "empty-header-name"),
        ("A B", "x", "bad-header-name"),
        ("A:", "x", "bad-header-name"),
        ("你", "x", "bad-header-name"),
        ("A", "x\r\nB: y", "bad-header-character"),
        ("A", "x\0", "bad-header-character"),
        ("A", "x\x0bx", "bad-header-character"),
        ("A", "你", "header-not-latin-1"),
        ("A", " x", "header-blanks"),
    ],
)
def test_headers_that_cannot_be_sent(name: str, value: str, kind: str) -> None:
    assert kinds(replace(GOOD, headers=(("Good", "é\t!"), (name, value)))) == [("headers", kind)]


def test_headers_that_are_sent_with_a_warning() -> None:
    request = replace(GOOD, headers=(("Content-Length", "3"), ("Authorization", "Bearer YOUR_API_KEY")))
    assert kinds(request) == [("headers", "framing-header"), ("headers", "placeholder")]
    assert not errors(request)


def test_json_is_located_and_sent_anyway() -> None:
    (problem,) = validate(replace(GOOD, body=Body("json", '{"a": 1,\n "你": x}')))
    assert problem.severity is Severity.WARNING
    assert (problem.args["line"], problem.args["column"]) == (2, 7)
    assert "line 2, column 7" in problem.detail


def test_deep_json_ends_in_an_answer() -> None:
    assert not validate(replace(GOOD, body=Body("json", "[" * 100_000 + "]" * 100_000)))
    assert kinds(replace(GOOD, body=Body("json", "[" * 100_000))) == [("body", "bad-json")]


def test_body_file(tmp_path: Path) -> None:
    def found(path: str) -> list[tuple[str, str]]:
        return kinds(replace(GOOD, body=Body("file", path=path)))

    good = tmp_path / "body.json"
    good.write_bytes(b"{}")
    assert found(str(good)) == []
    assert found("") == [("body", "no-file")]
    assert found(str(tmp_path / "none")) == [("body", "file-missing")]
    assert found(str(tmp_path)) == [("body", "file-not-regular")]
    assert found("a\0b") == [("body", "file-missing")]
    assert found("~nobody-of-this-name/x") == [("body", "file-missing")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_body_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(b"")
    file.chmod(0)
    assert kinds(replace(GOOD, body=Body("file", path=str(file)))) == [("body", "file-unreadable")]


def test_options() -> None:
    assert not validate(replace(GOOD, proxy="socks5://127.0.0.1:1080"))
    assert kinds(replace(GOOD, proxy="127.0.0.1:8080")) == [("options", "bad-proxy")]
    assert kinds(replace(GOOD, proxy="gopher://a")) == [("options", "bad-proxy")]
    assert kinds(replace(GOOD, timeouts=Timeouts(connect=0))) == [("options", "bad-timeout")]
    assert kinds(replace(GOOD, timeouts=Timeouts(read=float("nan")))) == [("options", "bad-timeout")]


def test_all_problems_at_once_in_the_order_of_the_form() -> None:
    request = Request("", "", (("", ""),), Body("file"), Timeouts(pool=-1), proxy="x")
    assert [field for field, _ in kinds(request)] == ["method", "url", "headers", "body", "options", "options"]


def test_a_problem_is_a_value() -> None:
    assert Problem("url", "empty-url") == Problem("url", "empty-url")
