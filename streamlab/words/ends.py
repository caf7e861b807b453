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
            "End",
            "The server closed the connection without a response ({detail}). See its log; it may expect https:// here.",
        ),
        EndKind.HEAD_CUT: translate(
            "End", "The connection was closed inside the response head ({detail}). See the server's log."
        ),
        EndKind.REDIRECTS: translate(
            "End",
            "The server redirects on and on ({detail}); streamlab follows no more. See whether it redirects in a circle.",
        ),
        EndKind.REDIRECT_TARGET: translate(
            "End",
            "The server redirects to where nobody can follow: {detail}. Its answer is shown; correct the Location it sends.",
        ),
        EndKind.EXCESS: translate(
            "End",
            "The response is complete, yet more follows it ({detail}). A client that keeps connections open takes that for the "
            "beginning of the next response. Correct what the server declares or sends.",
        ),
        EndKind.SWITCHED: translate(
            "End",
            "The server switched to another protocol ({detail}). streamlab reads HTTP alone, and nothing of what follows.",
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
        EndKind.TLS_ALERT: translate(
            "End",
            "The server broke off the TLS connection by an alert ({detail}). See its log; it may ask for a client certificate.",
        ),
        EndKind.TLS_RECORD: translate(
            "End",
            "What came over the TLS connection cannot be decrypted ({detail}): it was damaged on the way, or something spoke in "
            "between.",
        ),
        EndKind.CLOSE_NOTIFY: translate(
            "End",
            "The connection was closed without the notice that TLS has for it ({detail}), and nothing else says where the body "
            "ends: clients take it for complete, and cannot know. The server should send Content-Length or chunks.",
        ),
        **_of_own_limits(),
        **_of_http1(),
        **_of_http2(),
    }.get(kind, "")


def _of_own_limits() -> dict[EndKind, str]:
    return {
        EndKind.LIMIT: translate("End", "Stopped by streamlab: {detail}. Everything received until then is kept."),
        EndKind.TIME_LIMIT: translate(
            "End", "The time that this run was given is over ({detail}). Everything received until then is kept."
        ),
        EndKind.HEAD_TOO_LONG: translate(
            "End",
            "streamlab reads no longer response head: {detail}. Nothing forbids it; most clients have such a limit.",
        ),
        EndKind.INFORMATIONAL: translate(
            "End",
            "streamlab waits for no more 1xx responses: {detail}. See why the server does not come to its answer.",
        ),
        EndKind.CHUNK_LINE_TOO_LONG: translate(
            "End",
            "streamlab reads no longer chunk extensions: {detail}. Nothing forbids them; most clients have such a limit.",
        ),
        EndKind.TRAILERS_TOO_LONG: translate(
            "End", "streamlab reads no longer trailers: {detail}. Nothing forbids them; most clients have such a limit."
        ),
        EndKind.FLOOD: translate(
            "End",
            "streamlab stopped reading, as the server floods it: {detail}. Everything received until then is kept.",
        ),
    }


def _of_http1() -> dict[EndKind, str]:
    return {
        EndKind.STATUS_LINE: translate(
            "End", "What answers is no HTTP/1 response: {detail}. Another protocol may speak on this port."
        ),
        EndKind.HEADER: translate("End", "The response head is malformed: {detail}. The server must be fixed."),
        EndKind.CONTENT_LENGTH: translate(
            "End", "The Content-Length cannot be relied on: {detail}. The server or a proxy counts wrongly."
        ),
        EndKind.TRANSFER_ENCODING: translate(
            "End",
            "The Transfer-Encoding is one that clients do not read: {detail}. The server should send chunks alone.",
        ),
        EndKind.CHUNK_SIZE: translate(
            "End", "The chunks break off: {detail}. Something wrote into the body what is no chunk."
        ),
        EndKind.CHUNK_END: translate(
            "End", "A chunk is longer than its size says: {detail}. The server or a proxy counts characters, not bytes."
        ),
        EndKind.TRAILER: translate(
            "End", "A trailer after the body is malformed: {detail}. The body itself is complete."
        ),
    }


def _of_http2() -> dict[EndKind, str]:
    return {
        EndKind.RST_STREAM: translate(
            "End", "The server broke off the stream ({detail}). See the server's log, or that of the proxy before it."
        ),
        EndKind.GOAWAY: translate(
            "End",
            "The server ended the HTTP/2 connection before the response was over ({detail}). See its log; try again.",
        ),
        EndKind.PREFACE: translate(
            "End", "HTTP/2 was agreed on, and another protocol answers: {detail}. Send without HTTP/2."
        ),
        EndKind.FRAME: translate(
            "End", "The server breaks the order of HTTP/2: {detail}. Send without HTTP/2 and have the server fixed."
        ),
        EndKind.FRAME_SIZE: translate(
            "End", "An HTTP/2 frame has a length that is not allowed: {detail}. The server must be fixed."
        ),
        EndKind.HPACK: translate(
            "End",
            "The headers cannot be unpacked: {detail}. The server and its view of the HPACK table have come apart.",
        ),
        EndKind.PUSH: translate(
            "End", "The server pushes what nobody asked for: {detail}. Turn HTTP/2 push off there."
        ),
        EndKind.FLOW_CONTROL: translate(
            "End", "The server sends more than the HTTP/2 window allows: {detail}. The server must be fixed."
        ),
    }


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
