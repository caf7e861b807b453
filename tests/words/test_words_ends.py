"""Every end has a sentence that says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streamlab.model import End, EndReason
from streamlab.request import Request, faults
from streamlab.transport import ends
from streamlab.words.ends import end_text
from streamlab.words.ends import end_text as words_end_text


def kinds() -> list[str]:
    """The kinds that `ends` promises, from its own docstring and code."""
    source = Path(ends.__file__).read_text(encoding="utf-8")
    listed = re.search(r"turns into sentences: (.*?), and those", source, re.DOTALL)
    assert listed is not None
    return listed[1].split()


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_its_own_words(kind: str) -> None:
    text = end_text(End(0, EndReason.RESET if kind == "reset" else EndReason.ABORTED, f"{kind}: the words"))
    assert text
    assert "{" not in text
    assert kind == "stopped" or text != end_text(End(0, EndReason.ABORTED, "stopped: x"))


@pytest.mark.parametrize("reason", list(EndReason))
@pytest.mark.parametrize(
    "detail", ["", "anything", "body-cut: it stops (byte 5 of the connection)", "{curly}: {braces}"]
)
def test_every_reason_has_words(reason: EndReason, detail: str) -> None:
    assert end_text(End(0, reason, detail))


def test_a_request_that_could_not_be_sent_says_what_is_wrong_with_it() -> None:
    end = End(0, EndReason.CONNECT_ERROR, "request: url: no-scheme")
    assert (
        end_text(end, faults(Request(url="example.com")))
        == "The address has no scheme. Put http:// or https:// before it."
    )
    assert "url: no-scheme" in end_text(end)
    assert words_end_text is end_text
