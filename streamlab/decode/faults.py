"""The first thing that is wrong with a response, as its framing reader found it."""

from __future__ import annotations

from typing import NamedTuple

from streamlab.model import EndKind, EndReason

_EARLY = frozenset((EndKind.NO_RESPONSE, EndKind.HEAD_CUT, EndKind.BODY_CUT))
_BROKEN_OFF = frozenset((EndKind.RST_STREAM, EndKind.GOAWAY))


class Fault(NamedTuple):
    """The first thing wrong with a response. `offset` counts the bytes received on the connection before it."""

    kind: EndKind
    offset: int
    detail: str

    @property
    def reason(self) -> EndReason:
        """What this makes of the run."""
        if self.kind.is_own_limit:
            return EndReason.ABORTED
        if self.kind in _BROKEN_OFF:
            return EndReason.RESET
        return EndReason.INCOMPLETE if self.kind in _EARLY else EndReason.PROTOCOL_ERROR


def quoted(data: bytes) -> str:
    """The start of `data`, readable and harmless."""
    shown = data[:60].decode("latin-1").encode("unicode_escape").decode("ascii")
    return f"“{shown}”" if len(data) <= 60 else f"“{shown}…”"
