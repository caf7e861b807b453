"""How content is sliced before a client gets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from streamlab.cuts import WECHAT, borders, parse_cut

Cutting = Sequence[int]  # the borders: offsets where one chunk ends and the next begins

NAMES = (
    "recorded", "reads", "bytes", "merged", "every", "inside-characters", "inside-crlf", "fixed:N",
    f"wechat:{'|'.join(map(str, WECHAT))}", "random:SEED", "at:A,B", "1|2", "line",
)  # fmt: skip


def cuttings(
    cuts: str, content: bytes, recorded: Sequence[int], encoding: str = "utf-8", reads: Sequence[int] | None = None
) -> Iterator[Cutting]:
    """The cuttings that `cuts` names; `recorded` are the borders as they came, `reads` those of them where a read ended.

    `reads` are seen from the content: several chunks that came in one read are one. Over HTTP/2 and under a content coding the
    border is where what had been read until then ends, once it is decoded. As `recorded` where no reads were recorded (imported
    logs, replays). Raises `UsageError` at once.
    """
    cut = parse_cut(cuts, NAMES)
    match cut.kind:
        case "every":
            return ((at,) for at in range(1, len(content)))
        case "recorded":
            return iter((recorded,))
        case "reads":
            return iter((recorded if reads is None else reads,))
    return iter((borders(content, cut, encoding),))


def pieces(content: bytes, cutting: Sequence[int]) -> Iterator[bytes]:
    """The chunks of one cutting."""
    return (content[start:end] for start, end in pairwise(chain((0,), cutting, (len(content),))))
