"""What an end means: who is at fault, and what the verdict says of it. One table, by kind where more is known than the reason."""

from __future__ import annotations

from typing import NamedTuple

from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import End, EndKind, EndReason, Layer


class Meaning(NamedTuple):
    """Who ended a run, None for the person; and the sentence."""

    layer: Layer | None
    says: Says


_BY_REASON = {
    EndReason.INCOMPLETE: Meaning(Layer.NETWORK, Says.END_INCOMPLETE),
    EndReason.PROTOCOL_ERROR: Meaning(Layer.SERVER, Says.END_PROTOCOL_ERROR),
    EndReason.RESET: Meaning(Layer.NETWORK, Says.END_RESET),
    EndReason.TIMEOUT: Meaning(Layer.NETWORK, Says.END_TIMEOUT),
    EndReason.ABORTED: Meaning(None, Says.END_ABORTED),
    EndReason.CONNECT_ERROR: Meaning(Layer.NETWORK, Says.END_CONNECT_ERROR),
    EndReason.TLS_ERROR: Meaning(Layer.NETWORK, Says.END_TLS_ERROR),
}
_OWN_LIMIT = Meaning(Layer.TOOL, Says.END_OWN_LIMIT)
_BY_KIND = {
    EndKind.REQUEST: Meaning(Layer.CLIENT, Says.END_NOT_SENT),
    EndKind.NOT_AGREED: Meaning(Layer.TOOL, Says.END_NOT_AGREED),
    EndKind.PROXY: Meaning(Layer.PROXY, Says.END_PROXY),
    EndKind.CERTIFICATE: Meaning(Layer.SERVER, Says.END_TLS_ERROR),
    EndKind.TLS_ALERT: Meaning(Layer.SERVER, Says.END_TLS_BROKEN),
    EndKind.TLS_RECORD: Meaning(Layer.NETWORK, Says.END_TLS_BROKEN),
    EndKind.RST_STREAM: Meaning(Layer.SERVER, Says.END_STREAM_RESET),
    EndKind.GOAWAY: Meaning(Layer.SERVER, Says.END_GOAWAY),
    EndKind.REDIRECTS: Meaning(Layer.SERVER, Says.END_REDIRECTS),
    EndKind.REDIRECT_TARGET: Meaning(Layer.SERVER, Says.END_REDIRECT_TARGET),
    EndKind.HEAD_TOO_LONG: _OWN_LIMIT,
    EndKind.INFORMATIONAL: _OWN_LIMIT,
    EndKind.CHUNK_LINE_TOO_LONG: _OWN_LIMIT,
    EndKind.TRAILERS_TOO_LONG: _OWN_LIMIT,
    EndKind.FLOOD: _OWN_LIMIT,
    EndKind.LIMIT: Meaning(Layer.TOOL, Says.END_SIZE),
    EndKind.TIME_LIMIT: Meaning(Layer.TOOL, Says.END_TIME),
    EndKind.TERMINATED: Meaning(Layer.TOOL, Says.END_TERMINATED),
    EndKind.POOL: Meaning(Layer.TOOL, Says.END_TIMEOUT),
    EndKind.RECORDING: Meaning(Layer.TOOL, Says.END_RECORDING),
    EndKind.INTERNAL: Meaning(Layer.TOOL, Says.END_INTERNAL),
}
_BREACHES = frozenset(EndKind) - _BY_KIND.keys()  # of HTTP, where that is the reason
_NOT_STARTED = frozenset((EndReason.CONNECT_ERROR, EndReason.TLS_ERROR, EndReason.TIMEOUT))


def meaning(end: End) -> Meaning:
    """What `end`, which is not complete, means."""
    return _BY_KIND.get(end.kind) or _BY_REASON[end.reason]


def breaks_http(end: End) -> bool:
    """The peer broke HTTP itself."""
    return end.reason is EndReason.PROTOCOL_ERROR and end.kind in _BREACHES


def is_grave(end: End) -> bool:
    """What ended the run is what matters of it, and no finding says so."""
    grave = end.reason in _NOT_STARTED or (end.reason is EndReason.PROTOCOL_ERROR and end.kind not in _BREACHES)
    return grave or (end.reason is EndReason.ABORTED and end.kind is EndKind.REQUEST)
