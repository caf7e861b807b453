"""Every end has a sentence that says what to do."""

from __future__ import annotations

import pytest

from streamlab.model import End, EndKind, EndReason
from streamlab.request import Request, faults
from streamlab.words.ends import end_text

OF_THE_REASON = {  # what these say is said by the reason, with their detail
    EndKind.NONE,
    EndKind.UNKNOWN,
    EndKind.STOPPED,
    EndKind.BODY_CUT,
    EndKind.RESET,
    EndKind.PROTOCOL,
}


@pytest.mark.parametrize("kind", list(EndKind))
def test_a_kind_has_its_own_words_or_those_of_its_reason(kind: EndKind) -> None:
    text = end_text(End(0, EndReason.RESET, kind, "the words"))
    assert "{" not in text
    assert (text == end_text(End(0, EndReason.RESET, detail="the words"))) is (kind in OF_THE_REASON)


@pytest.mark.parametrize("kind", list(EndKind))
def test_every_kind_is_explained_where_it_is_defined(kind: EndKind) -> None:
    word = kind.value or '""'
    assert f"* ``{word}``" in (EndKind.__doc__ or "")


def test_no_two_kinds_say_the_same() -> None:
    own = [end_text(End(0, EndReason.RESET, kind, "the words")) for kind in EndKind if kind not in OF_THE_REASON]
    assert len(set(own)) == len(own)


@pytest.mark.parametrize("reason", list(EndReason))
@pytest.mark.parametrize("kind", [EndKind.NONE, EndKind.UNKNOWN])
@pytest.mark.parametrize("detail", ["", "anything", "it stops (byte 5 of the connection)", "{curly}: {braces}"])
def test_every_reason_has_words(reason: EndReason, kind: EndKind, detail: str) -> None:
    assert end_text(End(0, reason, kind, detail))


def test_the_detail_is_not_read() -> None:
    assert end_text(End(0, EndReason.RESET, detail="dns: x")) == end_text(End(0, EndReason.RESET, detail="y")).replace(
        "(y)", "(dns: x)"
    )


def test_a_request_that_could_not_be_sent_says_what_is_wrong_with_it() -> None:
    end = End(0, EndReason.CONNECT_ERROR, EndKind.REQUEST, "url: no-scheme")
    assert (
        end_text(end, faults(Request(url="example.com")))
        == "The address has no scheme. Put http:// or https:// before it."
    )
    assert "url: no-scheme" in end_text(end)
