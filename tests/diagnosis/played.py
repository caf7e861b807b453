"""A lab scenario as the messages a client would record, without sockets; times are those the scenario asks for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from streamlab.lab.play import writes
from streamlab.model import Chunk, End, EndKind, EndReason, Head, Message

if TYPE_CHECKING:
    from streamlab.lab.scenario import Scenario

_ENDS = {
    "complete": EndReason.COMPLETE,
    "close": EndReason.INCOMPLETE,
    "reset": EndReason.RESET,
    "bad-chunk": EndReason.PROTOCOL_ERROR,
    "stall": EndReason.INCOMPLETE,  # a proxy gives up after a minute
}


def played(scenario: Scenario, most: int = 2000) -> list[Message]:
    """At most `most` writes; a body with a Content-Length ends where the head says."""
    response, end = scenario.response, _ENDS[scenario.end]
    coded = () if response.coding == "identity" else (("Content-Encoding", "gzip"),)
    messages: list[Message] = [Head(1_000_000, "HTTP/1.1", response.status, "", (*response.headers, *coded))]
    pieces = list(islice(writes(scenario), most))
    length = sum(len(piece.data) for piece in pieces) + min(response.length_off_by, 0)
    now, kind = 1_000_000, EndKind.NONE
    for piece in pieces:
        now += int((scenario.gap_ms + piece.pause_ms) * 1_000_000)
        if data := piece.data[:length]:
            messages.append(Chunk(now, data))
        length -= len(data)
    if response.length_off_by > 0:
        end = EndReason.INCOMPLETE
    elif response.length_off_by < 0:
        kind = EndKind.EXCESS
    return [*messages, End(now + (60_000_000_000 if scenario.end == "stall" else 0), end, kind)]
