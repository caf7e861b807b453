"""Whatever is pasted, there is an answer that can be written down, said, drawn and looked for."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import streamlab
from streamlab.analysis.occurrences import occurrences
from streamlab.lookup import MAX_TEXT, links, look_up
from streamlab.lookup.values import LOSS, Fate, Recoverable
from streamlab.lookup.words import chain, headline, lost_character, reasons

ANALYSIS = streamlab.analyze([b"data: \xe4\xbd", b"\xa0\xff\n\ndata: \\u4f60", "浣犲ソ\n".encode()])
PIECES = st.sampled_from(
    ["浣犲ソ", "ä½\xa0", "锟斤拷", "\ufffd", "\\u4f60", "\\ud83d", "\\xe4", "%E4", "=E4", "&#20320;", "+T2B-", "?", "\0",
     "烫烫烫", "\udc80", "\ufdd0", "\uffff", "€", "ÿ", "你", "é", " ", "\n", "a"]
)  # fmt: skip


def checked(text: str) -> None:
    answer = look_up(text)
    assert len(answer.text) <= MAX_TEXT
    json.dumps(answer.to_dict(), ensure_ascii=False).encode()
    assert headline(answer)
    assert bool(answer.candidates) == (answer.outcome in (Fate.GARBLED, Fate.ESCAPED, Fate.DAMAGED))
    for candidate in answer.candidates:
        assert chain(candidate)
        assert all([*reasons(candidate), *map(lost_character, candidate.lost)])
        links(candidate, answer.text)
        if candidate.kind == "reading":
            assert candidate.lost_count == candidate.original.count(LOSS)
            assert all(candidate.original[lost.at] == LOSS for lost in candidate.lost)
            assert (candidate.recoverable is Recoverable.WHOLE) == (not candidate.lost_count)
    for place in occurrences(answer, ANALYSIS):
        assert 0 <= place.start < place.end <= ANALYSIS.content_size
        assert place.first_chunk <= place.last_chunk


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text(text: str) -> None:
    checked(text)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_mixture_of_what_goes_wrong(text: str) -> None:
    checked(text)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(min_codepoint=0x80), max_size=12), st.sampled_from(["latin-1", "gb18030", "cp932", "cp949"])
)
def test_any_text_read_wrongly(text: str, wrong: str) -> None:
    checked(text.encode("utf-8", "replace").decode(wrong, "replace"))
