"""Every number that a rule compares with, from both sides: one step below it the rule is silent, at it the rule speaks."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from streamlab.analysis import analyze_messages
from streamlab.diagnosis.facts.charsets import charset_of
from streamlab.model import Chunk, Confidence, End, EndReason, Finding, Head, Headers, Message, TextVerdict
from tests.diagnosis.test_diagnosis_rules import DONE, SSE, event, one, reply, rules, run

if TYPE_CHECKING:
    from collections.abc import Sequence

MS = 1_000_000
S = 1000 * MS
HEAD = 1  # ns
JSON: Headers = (("Content-Type", "application/json"),)
ASKED = {"messages": [{"role": "user", "content": "你好"}]}


def course(
    *pieces: tuple[int, bytes],
    end: int,
    reason: EndReason = EndReason.COMPLETE,
    status: int = 200,
    headers: Headers = SSE,
    head: int = HEAD,
) -> list[Message]:
    """A run whose pieces came at these nanoseconds."""
    chunks = [Chunk(at, data) for at, data in pieces]
    return [Head(head, "HTTP/1.1", status, "", headers), *chunks, End(end, reason)]


def plain(*contents: bytes, headers: Headers = SSE, status: int = 200) -> list[Message]:
    """A run whose times tell nothing: a millisecond per piece."""
    pieces = [((at + 1) * MS, data) for at, data in enumerate(contents)]
    return course(*pieces, end=(len(pieces) + 1) * MS, headers=headers, status=status)


class Sides(NamedTuple):
    """A rule and two runs that differ by one step."""

    rule: str
    silent: list[Message]
    telling: list[Message]
    request: Any = None


# --- times ------------------------------------------------------------------------------------------------------------


def events(count: int) -> bytes:
    return "".join(event(str(number)) for number in range(count)).encode()


def held(wait: int, frames: int = 8, spread: int = 0, end: int | None = None) -> list[Message]:
    """`frames` after a wait, half of them a little later."""
    first, second = events(frames // 2), events(frames - frames // 2)
    return course((wait, first), (wait + spread, second), end=wait + spread if end is None else end)


def stamped(made: Sequence[int], wait: int, spread: int = 0) -> list[Message]:
    """Records that say at which millisecond each was made; they come after a wait that is short beside the run."""
    lines = [f'data: {{"ts":{1_700_000_000_000 + at},"n":{at}}}\n\n'.encode() for at in made]
    return course((wait, b"".join(lines[:1])), (wait + spread, b"".join(lines[1:])), end=100 * S)


def evenly(made: int, records: int = 8) -> list[int]:
    return [made * number // (records - 1) for number in range(records)]


def sized(frames: int, size: int) -> bytes:
    """`frames` of them that are `size` bytes together."""
    each, rest = divmod(size, frames)
    long = len(event("")) - 1
    return b"".join(event("x" * (each + (rest if not number else 0) - long - 1)).encode() for number in range(frames))


def blocks(
    whole: int, others: int = 0, frames: int | None = None, size: int = 4096, step: int | None = None
) -> list[Message]:
    """So many chunks of the size of a buffer, and others of a byte more."""
    chunks = whole + others
    data = sized(5 * chunks if frames is None else frames, whole * size + others * (size + 1))
    lengths = [size] * whole + [size + 1] * others
    pieces, at = [], 0
    for number, length in enumerate(lengths):
        pieces.append(
            (MS + (50 * MS * chunks // (chunks - 1) if step is None else step) * number, data[at : at + length])
        )
        at += length
    return course(*pieces, end=pieces[-1][0] + 10 * S)


def coded(*groups: int) -> tuple[bytes, list[bytes]]:
    """A gzip header, and after it so many events at once, and again, each time with a flush."""
    packer = zlib.compressobj(wbits=31)
    found = [packer.compress(events(count)) + packer.flush(zlib.Z_SYNC_FLUSH) for count in groups]
    found[-1] += packer.flush()
    return found[0][:10], [found[0][10:], *found[1:]]


GZIP: Headers = (*SSE, ("Content-Encoding", "gzip"))


def late(held_chunks: int, others: int, total: int) -> list[Message]:
    """Coded chunks that give nothing, and some that give one event each, within `total`."""
    header, rest = coded(*[1] * others)
    step = len(header) // held_chunks
    cuts = [header[at * step : (at + 1) * step] for at in range(held_chunks - 1)]
    pieces = [*cuts, header[(held_chunks - 1) * step :], *rest]
    times = [MS + total * number // (len(pieces) - 1) for number in range(len(pieces))]
    return course(*zip(times, pieces, strict=True), end=times[-1] + 10 * S, headers=GZIP)


def bursts(total: int, *groups: int) -> list[Message]:
    header, rest = coded(*groups)
    pieces = [header + rest[0], *rest[1:]]
    times = [MS + total * number // (len(pieces) - 1) for number in range(len(pieces))]
    return course(*zip(times, pieces, strict=True), end=times[-1] + 10 * S, headers=GZIP)


def silence(seconds: float, status: int = 200, reason: EndReason = EndReason.INCOMPLETE) -> list[Message]:
    """One event, nothing for so long, and an end."""
    return course((MS, events(1)), end=MS + round(seconds * S), reason=reason, status=status)


def gateway(seconds: float, status: int) -> list[Message]:
    return course((round(seconds * S), b"timeout"), end=round(seconds * S) + 1, status=status, head=round(seconds * S))


def gap(ns: int, frames: int = 2) -> list[Message]:
    data = events(frames)
    return course((MS, data[:20]), (MS + ns, data[20:]), end=MS + ns + 1)


def cut_at(seconds: float, last: float = 0.1) -> list[Message]:
    """A reply without an end that stops then; its last byte came so many seconds before."""
    total = round(seconds * S)
    return course((MS, events(1)), (total - round(last * S), events(1)), end=total, reason=EndReason.INCOMPLETE)


def unknown_times(frames: int) -> list[Message]:
    return course((-1, events(frames)), end=-1, headers=(*SSE, ("Content-Length", str(len(events(frames))))))


HELD, CODED, IDLE, LIMIT = "buffered-all-at-once", "compression-buffering", "idle-timeout-cut", "function-time-limit"
TIMES = {
    "frames that came at once": Sides(HELD, held(2 * S, 7), held(2 * S, 8)),
    "the shortest run": Sides(HELD, held(S // 2 - 1), held(S // 2)),
    "half of the run in silence": Sides(HELD, held(5 * S - 1, end=10 * S), held(5 * S, end=10 * S)),
    "a twentieth of the run": Sides(HELD, held(9 * S, 200, S // 2, 10 * S), held(9 * S, 200, S // 2 - 1, 10 * S)),
    "5 ms per frame": Sides(HELD, held(9 * S, 10, 50 * MS, 10 * S), held(9 * S, 10, 50 * MS - 1, 10 * S)),
    "a clock that ran for half a second": Sides(HELD, stamped(evenly(499), S), stamped(evenly(500), S)),
    "a clock and five times the spread": Sides(
        HELD, stamped(evenly(2000), 2 * S, 400 * MS + 1), stamped(evenly(2000), 2 * S, 400 * MS)
    ),
    "a clock and the wait": Sides(HELD, stamped(evenly(2000), 1600 * MS - 1), stamped(evenly(2000), 1600 * MS)),
    "different times of a clock": Sides(
        HELD, stamped([0, 0, 0, 0, 0, 0, 1000, 2000], 2 * S), stamped([0, 0, 0, 0, 0, 500, 1000, 2000], 2 * S)
    ),
    "a length and frames": Sides(HELD, unknown_times(7), unknown_times(8)),
    "blocks": Sides(HELD, blocks(2), blocks(3)),
    "the share of blocks": Sides(HELD, blocks(2, 3), blocks(3, 2)),
    "frames per block": Sides(HELD, blocks(3, frames=14), blocks(3, frames=15)),
    "50 ms per block": Sides(HELD, blocks(3, step=75 * MS - 1), blocks(3, step=75 * MS)),
    **{
        f"blocks of {size} {off:+d}": Sides(HELD, blocks(0, 3, size=size + off - 1), blocks(3, size=size))
        for size in (4096, 8192, 16384, 32768)
        for off in (-1, 1)
    },
    "coded chunks that give nothing": Sides(CODED, late(3, 3, 9 * S), late(4, 4, 9 * S)),
    "their share": Sides(CODED, late(4, 5, 9 * S), late(4, 4, 9 * S)),
    "50 ms per coded chunk": Sides(CODED, late(4, 4, 400 * MS - 1), late(4, 4, 400 * MS)),
    "coded bursts": Sides(CODED, bursts(9 * S, 10, 10), bursts(9 * S, 10, 10, 10)),
    "frames per coded burst": Sides(CODED, bursts(9 * S, 10, 9, 10), bursts(9 * S, 10, 10, 10)),
    "300 ms between coded bursts": Sides(CODED, bursts(600 * MS - 1, 10, 10, 10), bursts(600 * MS, 10, 10, 10)),
    **{
        f"idle for {limit} s {sign:+d}": Sides(IDLE, silence(limit + sign * 1.501), silence(limit + sign * 1.5))
        for limit in (30, 60, 100, 120, 240, 300)
        for sign in (-1, 1)
    },
    "a gateway's timeout": Sides(IDLE, gateway(61.501, 504), gateway(61.5, 504)),
    "its status, 504": Sides(IDLE, gateway(60, 503), gateway(60, 504)),
    "its status, 524": Sides(IDLE, gateway(60, 523), gateway(60, 524)),
    "30 s without a keep-alive": Sides("long-silence-no-keepalive", gap(30 * S), gap(30 * S + 1)),
    "frames beside a silence": Sides("long-silence-no-keepalive", gap(31 * S, 1), gap(31 * S, 2)),
    **{
        f"stopped after {limit} s {sign:+d}": Sides(
            LIMIT,
            cut_at(limit + sign * (0.5 + limit / 100 + 0.001)),
            cut_at(limit + sign * (0.5 + limit / 100 - 0.001)),
        )
        for limit in (10, 15, 25, 30, 60, 300)
        for sign in (-1, 1)
    },
    "silence before a limit": Sides(LIMIT, cut_at(10, 2.001), cut_at(10, 2)),
}


# --- text -------------------------------------------------------------------------------------------------------------


def marks(*runs_of: int, letters: int) -> list[Message]:
    """A reply of so many question marks in each piece, and letters."""
    return plain(reply(*("?" * count for count in runs_of), "a" * letters))


def speaks_of_fffd(count: int) -> list[Message]:
    return plain(reply("U+FFFD: " + "\ufffd" * count))


def misread(text: str) -> str:
    return text.encode().decode("latin-1")


def words_of(*texts: str) -> list[Message]:
    return plain("".join(f"data: {text}\n\n" for text in texts).encode())


def spaced(tight: int, wide: int) -> list[Message]:
    return plain("".join(["data:a b\n\n"] * tight + ["data: c d\n\n"] * wide).encode())


def pieces_of(*texts: str) -> list[Message]:
    return plain(reply(*texts))


def growing(*steps: int) -> list[Message]:
    """Pieces that begin anew so many times, and repeat what came before in between."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return pieces_of(*(str(row) + alphabet[: at + 3] for row, step in enumerate(steps) for at in range(step)))


def repeated(frames: int) -> list[Message]:
    """DashScope's frames, which repeat the reply so far by contract."""
    texts = ("你好，世界。"[: at + 1] for at in range(frames))
    lines = (f'data: {{"output":{{"text":"{text}","finish_reason":"null"}},"request_id":"r"}}\n\n' for text in texts)
    return plain("".join(lines).encode())


def json_beside_words(objects: int, words: int) -> list[Message]:
    data = events(objects) + b"data: word\n\n" * words + b"data: ping\n\n"
    return plain(data)


def line_of(size: int) -> bytes:
    """An event whose one line is `size` bytes long."""
    return event("x" * (size - len(event("")) + 2)).encode()


def in_object(strings: int, depth: int = 0) -> list[Message]:
    """JSON of no dialect whose last string is read wrongly; so deep, and so many strings in it."""
    value: Any = {f"s{number}": "plain" for number in range(strings - 1)} | {"last": misread("你好，世界")}
    for _ in range(depth):
        value = {"in": value}
    return plain(f"data: {json.dumps(value)}\n\n".encode() * 2)


def chunk_sizes(count: int) -> list[Message]:
    return plain((b"%x\r\n%b\r\n" % (len(event("a")), event("a").encode())) * count)


def field_of(length: int) -> list[Message]:
    return plain(events(1) + b"x" * length + b": y\n\n" + DONE.encode())


def text_of(length: int, blanks: int = 0) -> list[Message]:
    return plain(b"x" * length + b" " * blanks)


def pretty(newline: int) -> list[Message]:
    first = b'{"a":"' + b"x" * (newline - 8) + b'",\n"b":1}\n'
    assert first.index(b"\n") == newline
    return plain(first + b'{"b":2}\n', headers=JSON)


MARKS, TWICE, EATEN, GROWS = (
    "spring-flux-string-latin1",
    "server-double-encoded",
    "whitespace-or-newline-eaten",
    "cumulative-vs-delta",
)
TEXTS = {
    "runs of question marks": Sides(MARKS, marks(9, 9, 9, 9, letters=1), marks(9, 9, 9, 9, 9, letters=1)),
    "question marks": Sides(MARKS, marks(2, 2, 2, 2, 1, letters=0), marks(2, 2, 2, 2, 2, letters=0)),
    "the share of question marks": Sides(
        MARKS, marks(12, 12, 12, 12, 11, letters=41), marks(12, 12, 12, 12, 12, letters=40)
    ),
    "the share of an answer to Chinese": Sides(
        MARKS, marks(6, 6, 6, 6, 5, letters=71), marks(6, 6, 6, 6, 6, letters=70), ASKED
    ),
    "U+FFFD that is meant": Sides("relay-baked-fffd", speaks_of_fffd(8), speaks_of_fffd(9)),
    "letters encoded twice": Sides(TWICE, pieces_of(misread("éé")), pieces_of(misread("ééé"))),
    "hanzi encoded twice": Sides(TWICE, pieces_of(misread("你")), pieces_of(misread("你好"))),
    "the share of what is encoded twice": Sides(
        TWICE, pieces_of(*[misread("你好")] * 8, "你"), pieces_of(*[misread("你好")] * 9, "你")
    ),
    "strings of an object": Sides(TWICE, in_object(17), in_object(16)),
    "how deep an object is": Sides(TWICE, in_object(1, 7), in_object(1, 6)),
    "events without a space": Sides(EATEN, spaced(1, 2), spaced(2, 2)),
    "events with a space": Sides(EATEN, spaced(2, 1), spaced(2, 2)),
    "words that stick together": Sides(EATEN, words_of(*["word"] * 7), words_of(*["word"] * 8)),
    "the share of Latin words": Sides(EATEN, words_of(*["word"] * 18, "你", "好"), words_of(*["word"] * 19, "你")),
    "pieces that repeat the reply": Sides(GROWS, growing(3), growing(4)),
    "letters of what is repeated": Sides(
        GROWS, pieces_of("a", "ab", "aba", "abab"), pieces_of("a", "ab", "aba", "abac")
    ),
    "the share of pieces that repeat": Sides(GROWS, growing(4, 4, 3), growing(5, 6)),
    "frames of a dialect that repeats": Sides(GROWS, repeated(3), repeated(4)),
    "pieces before a copy": Sides(GROWS, pieces_of("ab", "cd", "abcd"), pieces_of("ab", "c", "d", "abcd")),
    "letters of a copy": Sides(GROWS, pieces_of("a", "b", "a", "aba"), pieces_of("a", "b", "c", "abc")),
    "JSON beside words": Sides("keepalive-as-data", json_beside_words(8, 1), json_beside_words(9, 1)),
    "JSON beside more words": Sides("keepalive-as-data", json_beside_words(17, 2), json_beside_words(18, 2)),
    "a long line": Sides("line-too-long", plain(line_of((64 << 10) - 1)), plain(line_of(64 << 10))),
    "a field's name": Sides("unframed-line-in-sse", field_of(41), field_of(42)),
    "text that is no message": Sides("content-type-mismatch", text_of(300), text_of(301)),
    "text without its blanks": Sides("content-type-mismatch", text_of(300, 10), text_of(301, 10)),
    "a record of several lines": Sides("json-array-or-pretty-stream", pretty(4096), pretty(4095)),
    "chunks framed twice": Sides("framing-header-conflict", chunk_sizes(2), chunk_sizes(3)),
    "an error's status": Sides("error-status", plain(b"", status=399), plain(b"", status=400)),
    "an error in what succeeded": Sides(
        "error-inside-200", *(plain(b'data: {"error":{"message":"x"}}\n\n', status=status) for status in (400, 399))
    ),
    "a redirect's page": Sides(
        "html-instead-of-stream", *(plain(b"<html>", headers=(), status=status) for status in (300, 299))
    ),
    "the page of an error": Sides(
        "html-instead-of-stream", *(plain(b"<html>", headers=(), status=status) for status in (399, 400))
    ),
}


@pytest.mark.parametrize(
    ("rule", "silent", "telling", "request_"), [*TIMES.values(), *TEXTS.values()], ids=[*TIMES, *TEXTS]
)
def test_one_step_below_it_is_silent(
    rule: str, silent: list[Message], telling: list[Message], request_: dict[str, Any] | None
) -> None:
    assert rule not in rules(analyze_messages(silent, request=request_))
    assert rule in rules(analyze_messages(telling, request=request_))


# --- what a finding says on either side --------------------------------------------------------------------------------


def found(rule: str, data: bytes, headers: Headers = SSE, status: int = 200) -> Finding:
    return one(run(data, headers, status=status), rule)


@pytest.mark.parametrize(
    ("size", "form"),
    [(64, "64k"), (128, "128k"), (256, "256k"), (512, "512k")],
)
def test_the_limits_of_long_lines(size: int, form: str) -> None:
    assert found("line-too-long", line_of(size << 10)).args["form"] == form
    below = rules(run(line_of((size << 10) - 1)))
    if size == 64:
        assert "line-too-long" not in below
    else:
        assert found("line-too-long", line_of((size << 10) - 1)).args["form"] == f"{size // 2}k"


@pytest.mark.parametrize(("status", "form"), [(299, "page"), (400, "refused")])
def test_the_page_of_an_error_is_a_refusal(status: int, form: str) -> None:
    assert found("html-instead-of-stream", b"<html>", (), status).args["form"] == form


@pytest.mark.parametrize("status", [502, 504, 520, 530])
def test_statuses_of_gateways(status: int) -> None:
    assert found("error-status", b"", status=status).args["form"] == "gateway"


@pytest.mark.parametrize("status", [500, 501, 503, 505, 519, 531])
def test_statuses_of_servers(status: int) -> None:
    assert "form" not in found("error-status", b"", status=status).args


def test_a_charset_is_proven_by_six_characters() -> None:
    for text, confidence in (("你好世界再", Confidence.CONSISTENT), ("你好世界再见", Confidence.PROVEN)):
        assert found("gbk-bytes-on-the-wire", f"data: {text}\n\n".encode("gbk")).confidence is confidence


def test_utf_8_is_recognised_by_three_characters() -> None:
    headers = (("Content-Type", "text/plain; charset=gbk"),)
    assert "utf8-read-as-gbk" not in rules(run("你好".encode(), headers))
    assert found("utf8-read-as-gbk", "你好世".encode(), headers).args["sample"] == "你好世"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a" * 62 + b"\0\0", TextVerdict.NOT_TEXT),
        (b"a" * 63 + b"\0\0", TextVerdict.INTACT),
        (b"a" * 1023 + b"\0\xff", TextVerdict.NOT_TEXT),
        (b"a" * 1024 + b"\0\xff", TextVerdict.DAMAGED_UPSTREAM),
    ],
)
def test_nul_in_the_first_bytes_is_no_text(data: bytes, text: TextVerdict) -> None:
    assert run(data, ()).verdict.text is text


def test_a_share_in_common_use_makes_a_charset() -> None:
    """Japanese that decodes needs four fifths of common characters; Chinese half of them."""
    for text, codec, name in (
        ("の" * 8 + "鸚" * 2, "euc_jp", "euc_jp"),
        ("の" * 7 + "鸚" * 3, "euc_jp", None),
        ("的" * 5 + "鑫" * 5, "gb18030", "gb18030"),
        ("的" * 4 + "鑫" * 6, "gb18030", None),
    ):
        charset = charset_of(text.encode(codec), whole=True)
        assert (charset.name if charset else None) == name, text


def test_a_quarter_of_nul_makes_utf_16() -> None:
    for text, name in (
        ("a" * 10 + "你" * 30, "utf-16-le"),
        ("a" * 9 + "你" * 31, None),
        ("aa你好", "utf-16-le"),
        ("a你好世", None),
    ):
        charset = charset_of(text.encode("utf-16-le"), whole=True)
        assert (charset.name if charset else None) == name, text


def test_a_clock_is_looked_for_in_the_first_page_of_a_record() -> None:
    def records(before: int) -> list[Message]:
        stamps = (f'data: {{"a":"{"x" * before}","ts":{1_700_000_000_000 + at}}}\n\n' for at in evenly(2000))
        return course((2 * S, "".join(stamps).encode()), end=100 * S)

    room = 4096 - len('{"a":"","ts":1700000000000')
    assert HELD in rules(analyze_messages(records(room)))
    assert HELD not in rules(analyze_messages(records(room + 1)))


@pytest.mark.parametrize(("digits", "second"), [(10, 1), (13, 10**3), (16, 10**6), (19, 10**9)])
def test_a_clock_is_read_by_its_digits(digits: int, second: int) -> None:
    def records(step: int) -> list[Message]:
        start = 17 * 10 ** (digits - 2)
        stamps = (f'data: {{"ts":{start + number * step}}}\n\n' for number in range(8))
        return course((7 * S, "".join(stamps).encode()), end=100 * S)

    assert one(analyze_messages(records(second)), HELD).args["made_ms"] == 7000
    assert HELD not in rules(analyze_messages(records(2 * second))), "it was not made within the wait"


def test_a_finding_names_two_hundred_places_and_the_last() -> None:
    for count, places in ((199, 199), (200, 200), (201, 200)):
        item = found("keepalive-comment-parsed", b": a\n\n" * count)
        assert (item.count, len(item.spans), item.spans[-1][0]) == (count, places, 5 * (count - 1))


def test_a_verdict_says_three_sentences() -> None:
    data = b'data: {"error":{"message":"x"}}\n\ndata: {bad\n\ndata: data: {}\n\n{"a":1}\n\n'
    assert len(run(data, status=500).verdict.parts) == 3


@pytest.mark.parametrize(("status", "key"), [(299, "empty"), (300, "no-body"), (399, "no-body"), (400, "empty")])
def test_a_redirect_has_no_body(status: int, key: str) -> None:
    assert run(b"", status=status).verdict.parts[0][0] == key
