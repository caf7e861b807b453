"""What a file says of a request: shown, never used before a person agreed; masks become blanks, and blanks block."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from streamlab.request import Body, Origin, Question, Request, agreed, asked, errors, redacted, to_fill

FOREIGN = Origin("gift.slrec")
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


def _filled_in(request: Request) -> str:
    """Everything of the request in one text."""
    return "\n".join((request.url, *(f"{n}: {v}" for n, v in request.headers), request.body.text, request.proxy or ""))


@pytest.mark.parametrize(
    ("request_", "question"),
    [
        (Request(url="https://a.example/x"), Question("gift.slrec", "a.example", "", "", False)),
        (Request(url="https://a.example:8443/x"), Question("gift.slrec", "a.example:8443", "", "", False)),
        (Request(url="http://trusted.example@evil.example/"), Question("gift.slrec", "evil.example", "", "", False)),
        (Request(url="https://\u0430pi.example/"), Question("gift.slrec", "xn--pi-6kc.example", "", "", False)),
        (Request(url="http://fa\u00df.example/"), Question("gift.slrec", "xn--fa-hia.example", "", "", False)),
        (Request(url="http://127\u30020\u30020\u30021/"), Question("gift.slrec", "127.0.0.1", "", "", False)),
        (Request(url="not an address"), Question("gift.slrec", "not an address", "", "", False)),
        (Request(url="http://[::1"), Question("gift.slrec", "http://[::1", "", "", False)),
        (
            Request(url="http://a", body=Body("file", path="~/.ssh/id_rsa"), verify=False, proxy="http://p:8080"),
            Question("gift.slrec", "a", "~/.ssh/id_rsa", "http://p:8080", True),
        ),
    ],
)
def test_a_file_is_asked_about_by_name(request_: Request, question: Question) -> None:
    foreign = replace(request_, origin=FOREIGN)
    assert asked(foreign) == question
    assert asked(request_) is None
    assert asked(agreed(foreign)) is None


def test_where_it_comes_from_is_no_part_of_what_it_says() -> None:
    assert Request(url="http://a", origin=FOREIGN) == Request(url="http://a")
    assert "gift" not in str(Request(url="http://a", origin=FOREIGN).to_dict())


SECRETS = [
    Request(url="http://a", headers=(("Authorization", "Bearer abc"), ("X-Api-Key", "k"), ("Accept", "*/*"))),
    Request(url="http://me:word@a/x?api_key=abc&q=1#token=z"),
    Request(url="http://a", body=Body("json", '{"api_key": "abc", "max_tokens": 5, "messages": [{"token": "a\\"b"}]}')),
    Request(url="http://a", body=Body("text", "token=abc&q=1"), headers=FORM),
    Request(url="http://a", body=Body("bytes", data=b'{"password":"x"}')),
    Request(url="http://a", body=Body("text", "api key 1=abc&x=2"), headers=FORM),
    Request(url="http://a", body=Body("json", '{"' + "x" * 300 + '_token": "abc"}')),
    Request(url="http://a", proxy="http://me:word@p:8080"),
]  # fmt: skip


@pytest.mark.parametrize("request_", SECRETS)
def test_what_is_masked_is_left_to_be_filled_in_and_blocks(request_: Request) -> None:
    masked = replace(redacted(request_), origin=FOREIGN)
    blank = to_fill(masked)
    assert "redacted(" not in _filled_in(blank) + blank.body.data.decode()
    assert blank.origin.blanks
    assert to_fill(blank) == blank
    assert to_fill(blank).origin == blank.origin
    for waiting in (masked, blank, agreed(masked), agreed(blank)):
        assert {problem.kind for problem in errors(waiting)} == {"unfilled"}
    filled = blank
    for mark in (blank.mark for blank in blank.origin.blanks):
        filled = replace(
            filled,
            url=filled.url.replace(mark, "v"),
            headers=tuple((n, v.replace(mark, "v")) for n, v in filled.headers),
            body=replace(
                filled.body,
                text=filled.body.text.replace(mark, "v"),
                data=filled.body.data.replace(mark.encode(), b"v"),
            ),
            proxy=filled.proxy and filled.proxy.replace(mark, "v"),
        )
    assert not errors(filled)


@pytest.mark.parametrize(
    "request_",
    [
        Request(url="http://a/?q=redacted(3)"),
        Request(url="http://a", body=Body("json", '{"content": "what does redacted(25) mean?"}')),
        Request(url="http://a", body=Body("json", '{"content": "redacted(25)", "max_tokens": 3}')),
        Request(url="http://a", headers=(("X-Note", "redacted(9)"),)),
        Request(url="http://a", body=Body("text", "{{name}} is a template of somebody's")),
    ],
)
def test_what_only_looks_like_a_mask_stays(request_: Request) -> None:
    foreign = replace(request_, origin=FOREIGN)
    assert to_fill(foreign) == foreign
    assert not errors(foreign)


def test_two_values_of_one_name_are_two_blanks() -> None:
    request = Request(url="http://a/?token=redacted(3)", body=Body("json", '{"token":"redacted(4)"}'), origin=FOREIGN)
    blank = to_fill(request)
    assert (blank.url, blank.body.text) == ("http://a/?token={{token}}", '{"token":"{{token-2}}"}')


def test_a_path_that_a_stranger_names_is_not_looked_at() -> None:
    request = Request(url="http://a", body=Body("file", path="/no/such/file"), origin=FOREIGN)
    assert not errors(request)
    assert [problem.kind for problem in errors(agreed(request))] == ["file-missing"]


def test_marks_block_also_where_nobody_says_where_they_come_from() -> None:
    own = redacted(Request(url="http://a", headers=(("Authorization", "Bearer abc"),)))
    assert own.origin == Origin()
    assert [problem.kind for problem in errors(own)] == ["unfilled"]
    again = Request.from_dict(own.to_dict())
    assert [problem.kind for problem in errors(again)] == ["unfilled"]


def test_a_name_in_escapes_is_a_name() -> None:
    request = Request(url="http://a", body=Body("json", r'{"api_k\u0065y":"redacted(25)"}'))
    assert to_fill(request).body.text == r'{"api_k\u0065y":"{{api_key}}"}'


def test_a_blank_is_looked_for_where_it_was_made() -> None:
    request = Request(
        url="http://a", headers=(("X-Token", "redacted(3)"),), body=Body("text", "what does {{X-Token}} mean?")
    )
    filled = replace(to_fill(request), headers=(("X-Token", "mine"),))
    assert not errors(filled)


def test_a_yes_is_for_one_host() -> None:
    request = Request(url="http://a", follow_redirects=True, origin=FOREIGN)
    assert not agreed(request).follow_redirects


def test_a_body_holds_what_its_kind_speaks_of_and_nothing_else() -> None:
    values = {"kind": "text", "text": "hi", "path": "~/.ssh/id_rsa", "b64": "aGk="}
    assert Request.from_dict({"body": values}).body == Body("text", text="hi")
    assert Request.from_dict({"body": values | {"kind": "file"}}).body == Body("file", path="~/.ssh/id_rsa")
    assert Request.from_dict({"body": values | {"kind": "bytes"}}).body == Body("bytes", data=b"hi")


def test_no_host_is_longer_than_a_name_can_be() -> None:
    label = "a" * 60
    assert not errors(Request(url="http://" + ".".join([label] * 4)))
    assert [problem.kind for problem in errors(Request(url="http://" + ".".join([label] * 5)))] == ["bad-host"]


@pytest.mark.parametrize(
    "host", ["fa\u00df.de", "\u0392\u038c\u039b\u039f\u03a3.com", "evil\u3002com", "\u0440\u0430\u0443.com", "a.com"]
)
def test_the_host_that_is_shown_is_the_one_that_is_asked(host: str) -> None:
    question = asked(Request(url=f"http://{host}/", origin=FOREIGN))
    assert question is not None
    assert question.host == httpx.URL(f"http://{host}/").raw_host.decode()


@pytest.mark.parametrize(
    "host", ["\uff45vil.com", "evi\u017fl.com", "\u2460\u2461.0.0.1", "a\u202eb.com", "a\u200b.com"]
)
def test_a_host_that_cannot_be_asked_is_none(host: str) -> None:
    assert [problem.kind for problem in errors(Request(url=f"http://{host}/"))] == ["bad-host"]
