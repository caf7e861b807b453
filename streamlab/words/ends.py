"""The end of a run as a sentence with what to do next, in the language in force."""

from __future__ import annotations

from collections.abc import Sequence

from streamlab.i18n import joined, translate
from streamlab.model import End, EndKind, EndReason


def end_text(end: End, faults: Sequence[str] = ()) -> str:
    """What happened and what to do. `faults`: what is wrong with the request, said where it could not be sent."""
    if end.kind is EndKind.REQUEST and faults:
        return joined(faults)
    text = _by_kind(end.kind) or _by_reason(end.reason)
    return text.format(detail=end.detail)


def _by_kind(kind: EndKind) -> str:
    return {
        EndKind.REQUEST: translate(
            "End", "The request could not be sent as it stands ({detail}). Correct it and send again."
        ),
        EndKind.NOT_AGREED: translate(
            "End",
            "Nothing was sent: the file {detail} says what to send and where, and nobody has agreed to that yet. Look at "
            "the request, then agree to it.",
        ),
        EndKind.DNS: translate(
            "End", "The host name was not found ({detail}). Check its spelling, your network and your DNS or VPN."
        ),
        EndKind.REFUSED: translate(
            "End", "The host refused the connection: nothing listens on this port. Start the server or check the port."
        ),
        EndKind.UNREACHABLE: translate(
            "End", "The host cannot be reached ({detail}). Check your network, VPN and firewall."
        ),
        EndKind.PROXY: translate(
            "End", "The proxy did not open a way ({detail}). Check its address and login, or send without it."
        ),
        EndKind.CERTIFICATE: translate(
            "End",
            "The server's certificate is not trusted ({detail}). Check the host name, or turn verification off for a "
            "server you know.",
        ),
        EndKind.TLS: translate(
            "End", "TLS could not be established ({detail}). If the server speaks plain HTTP, use http:// instead."
        ),
        EndKind.CONNECT: translate(
            "End", "No connection came about ({detail}). Check host and port, or allow more time to connect."
        ),
        EndKind.WRITE: translate("End", "The server stopped taking the request ({detail}). Allow more time to write."),
        EndKind.IDLE: translate(
            "End",
            "The server was silent for longer than the read timeout allows. Allow more time or see why it stalls.",
        ),
        EndKind.POOL: translate("End", "No connection was free in time. Allow more time for the pool."),
        EndKind.NO_RESPONSE: translate(
            "End", "The server closed the connection without a response. See its log; it may expect https:// here."
        ),
        EndKind.HEAD_CUT: translate("End", "The connection was closed inside the response head. See the server's log."),
        EndKind.REDIRECTS: translate("End", "The server redirects in a circle ({detail}). Check the address."),
        EndKind.LIMIT: translate("End", "Stopped by streamlab: {detail}. Everything received until then is kept."),
        EndKind.EXCESS: translate(
            "End",
            "The response is complete, yet more follows it ({detail}). A client that keeps connections open takes that for the "
            "beginning of the next response. Correct what the server declares or sends.",
        ),
        EndKind.TERMINATED: translate(
            "End",
            "streamlab was told to end ({detail}). What would have followed is not known. Send the request again.",
        ),
        EndKind.RECORDING: translate(
            "End", "The recording stops before the end of the run: how that ended is not known. Send the request again."
        ),
        EndKind.INTERNAL: translate(
            "End", "streamlab itself failed ({detail}). Everything received until then is kept."
        ),
    }.get(kind, "")


def _by_reason(reason: EndReason) -> str:
    return {
        EndReason.COMPLETE: translate("End", "The response is complete."),
        EndReason.INCOMPLETE: translate(
            "End", "The response stops early ({detail}). The server or a proxy closed the connection; see their logs."
        ),
        EndReason.PROTOCOL_ERROR: translate(
            "End",
            "The response breaks the HTTP rules ({detail}). Everything before that is kept; the server must be fixed.",
        ),
        EndReason.RESET: translate(
            "End", "The connection was reset ({detail}). The server or something on the way dropped it; see their logs."
        ),
        EndReason.TIMEOUT: translate(
            "End", "A time limit was reached ({detail}). Allow more time or see why it stalls."
        ),
        EndReason.ABORTED: translate("End", "Stopped. Everything received until then is kept."),
        EndReason.CONNECT_ERROR: translate("End", "No connection came about ({detail}). Check host and port."),
        EndReason.TLS_ERROR: translate("End", "TLS could not be established ({detail})."),
    }[reason]
