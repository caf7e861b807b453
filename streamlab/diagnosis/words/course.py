"""English words for findings about the dialect, the transfer and time."""

from __future__ import annotations

from streamlab.diagnosis.args import (
    BodyBytes,
    Characters,
    Conflict,
    CutShort,
    Detail,
    Dialect,
    Finish,
    HeldByCompression,
    HeldOnTheWay,
    LimitOfOurs,
    NoArgs,
    NoTerminal,
    PerhapsForm,
    Seconds,
    Status,
    StreamError,
)
from streamlab.diagnosis.words.reasons import conflict_words
from streamlab.diagnosis.words.wording import Words
from streamlab.i18n import QT_TRANSLATE_NOOP, translate


def _conflict(found: Conflict) -> dict[str, str]:
    return {"conflict_words": conflict_words(found["conflict"])}


def _finish(found: NoTerminal) -> dict[str, str]:
    return {"finish_or_none": found["finish"] or translate("Findings", "none")}


def _status_line(found: Status) -> dict[str, str]:
    return {"status_line": f"{found['status']} {found['phrase']}".strip()}


_BLOCKS = QT_TRANSLATE_NOOP(
    "Findings",
    "{frames} events came in {chunk_count} chunks, {blocks} of them exactly 4, 8, 16 or 32 KiB. Consistent with a buffer on "
    "the way that is sent when it is full.",
)
_CLOCK = QT_TRANSLATE_NOOP(
    "Findings",
    "{frames} events carry times that lie {made_ms} ms apart, and came within {spread_ms} ms after {wait_ms} ms of silence. So "
    "something held them back.",
)
_LENGTH = QT_TRANSLATE_NOOP(
    "Findings",
    "The head gives the length of all {frames} events: they were complete before the first one was sent.",
)
RECORDING_CUT = Words[BodyBytes](
    QT_TRANSLATE_NOOP("Findings", "the recording stops without an end"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{body_bytes} bytes of body are recorded, and no end: streamlab was stopped, or is recording still. Nothing is known about "
        "what followed, so nobody is to blame for what is missing.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Send the request again, and let it end or stop it."),
)
REPEATED_TEXT = Words[Dialect](
    QT_TRANSLATE_NOOP("Findings", "records repeat text that was sent before"),
    QT_TRANSLATE_NOOP(
        "Findings", "That is how {dialect} works. A client that appends shows the beginning over and over."
    ),
    QT_TRANSLATE_NOOP("Findings", "Replace the text shown, do not append to it."),
    forms={
        "grows": QT_TRANSLATE_NOOP(
            "Findings",
            "Each piece begins with all of the one before it. A client that appends shows the beginning over and over.",
        ),
        "last": QT_TRANSLATE_NOOP(
            "Findings", "The last piece repeats all the pieces before it. A client that appends shows the text twice."
        ),
    },
)
CONTRADICTING_FRAMING = Words[Conflict](
    QT_TRANSLATE_NOOP("Findings", "the HTTP framing contradicts itself"),
    QT_TRANSLATE_NOOP("Findings", "{conflict_words} Clients and proxies disagree on where such a message ends."),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Send Transfer-Encoding: chunked alone, or a Content-Length that is true. A gateway must take the upstream's chunks "
        "apart before it writes its own.",
    ),
    prepare=_conflict,
)
ERROR_IN_SUCCESS = Words[StreamError](
    QT_TRANSLATE_NOOP("Findings", "an error inside a successful response"),
    QT_TRANSLATE_NOOP(
        "Findings", "The stream reports a failure: {message}. A client that only looks for text shows nothing."
    ),
    QT_TRANSLATE_NOOP("Findings", "Look for an error object in every frame and show it."),
)
NO_END_MARKER = Words[NoTerminal](
    QT_TRANSLATE_NOOP("Findings", "the end marker is missing"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The transfer ended properly, but {dialect} did not say that the reply is over. Finish reason: {finish_or_none}.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings", "With no finish reason either, treat the reply as cut short and look at the gateway."
    ),
    prepare=_finish,
)
STOPPED_BY_LIMIT = Words[Finish](
    QT_TRANSLATE_NOOP("Findings", "stopped by a limit"),
    QT_TRANSLATE_NOOP("Findings", "The model stopped with “{finish}”; the stream is not broken."),
    QT_TRANSLATE_NOOP(
        "Findings",
        "At a limit of tokens, raise max_tokens or shorten the prompt; at a filter, look at what it refuses.",
    ),
)
HELD_BY_COMPRESSION = Words[HeldByCompression](
    QT_TRANSLATE_NOOP("Findings", "held back by compression"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{frames} events came in {chunk_count} chunks of {coding}, many at once. Consistent with a compressor that is not "
        "flushed after every event.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings", "Do not compress event streams, or flush after every event. Repeat with identity to prove it."
    ),
    forms={
        "clock": _CLOCK,
        "late": QT_TRANSLATE_NOOP(
            "Findings",
            "{held} of {chunk_count} chunks brought {coding} and no content for long. Consistent with a compressor that is not "
            "flushed after every event.",
        ),
    },
)
CUT_IN_SILENCE = Words[Seconds](
    QT_TRANSLATE_NOOP("Findings", "cut off after {seconds} s of silence"),
    QT_TRANSLATE_NOOP(
        "Findings", "The last silence lasted {seconds} s, the idle limit of common proxies. Once is no proof."
    ),
    QT_TRANSLATE_NOOP("Findings", "Send a comment line every 10 to 15 s, or raise the proxy's timeout."),
    forms={
        "gateway": QT_TRANSLATE_NOOP(
            "Findings",
            "The gateway gave up after {seconds} s without an answer from the server behind it: the idle limit of common proxies. "
            "Once is no proof.",
        )
    },
)
LONG_SILENCE = Words[Seconds](
    QT_TRANSLATE_NOOP("Findings", "{seconds} s of silence"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Nothing came for {seconds} s, no keep-alive either. Many proxies hang up after 30, 60 or 100 s.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Send a comment line every 10 to 15 s, from before the first token on, or raise the proxy's timeout.",
    ),
)
CUT_SHORT = Words[CutShort](
    QT_TRANSLATE_NOOP("Findings", "the transfer was cut short"),
    QT_TRANSLATE_NOOP(
        "Findings", "The connection ended ({how}) before the message did, after {body_bytes} bytes of body."
    ),
    QT_TRANSLATE_NOOP(
        "Findings", "Look at the server's log and the proxy's timeouts; keep the partial text and say so."
    ),
)
NOT_HTTP = Words[Detail](
    QT_TRANSLATE_NOOP("Findings", "not valid HTTP"),
    QT_TRANSLATE_NOOP("Findings", "The peer broke the protocol: {detail}."),
    QT_TRANSLATE_NOOP(
        "Findings", "Look at what stands between: a proxy that rewrites framing, or another protocol on this port."
    ),
)
OWN_LIMIT = Words[LimitOfOurs](
    QT_TRANSLATE_NOOP("Findings", "a limit of streamlab's was reached"),
    QT_TRANSLATE_NOOP("Findings", "streamlab stopped reading: {detail}. What would have followed is not known."),
    QT_TRANSLATE_NOOP("Findings", "Nobody broke a rule. If it is that large on purpose, look at a part of it."),
    forms={
        "content": QT_TRANSLATE_NOOP(
            "Findings",
            "streamlab unpacks no more than {detail}, and this body holds more. What follows is kept, but not shown.",
        )
    },
)
ERROR_STATUS = Words[Status](
    QT_TRANSLATE_NOOP("Findings", "an error status: {status}"),
    QT_TRANSLATE_NOOP("Findings", "Status {status_line}. The body below says why, if anything does."),
    QT_TRANSLATE_NOOP("Findings", "Check the URL, the Authorization header and the body."),
    forms={
        "gateway": QT_TRANSLATE_NOOP(
            "Findings",
            "Status {status_line}: a gateway says that the server behind it failed or did not answer. The body below says more, if "
            "anything does.",
        )
    },
    prepare=_status_line,
)
NO_CHOICES = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "an event without choices"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n event(s) with an empty choices list (usage at the end, or Azure's first). Legal; "
        "choices[0].delta fails there: “Cannot read properties of undefined (reading 'delta')”.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Check that choices has an element before you read it."),
)
ONLY_REASONING = Words[Characters](
    QT_TRANSLATE_NOOP("Findings", "only reasoning, no text"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{characters} characters of reasoning and none of text. A client that shows content alone stays blank.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Show the reasoning field too (reasoning_content, reasoning), or raise max_tokens so that an answer follows.",
    ),
)
NO_STREAM = Words[PerhapsForm](
    QT_TRANSLATE_NOOP("Findings", "one whole answer, no stream"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The request says stream: true, the response is one JSON text. A client that looks for deltas shows nothing.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "See that the gateway passes stream on. In the client, look at Content-Type and read "
        "choices[0].message as well.",
    ),
    forms={
        "unknown": QT_TRANSLATE_NOOP(
            "Findings",
            "The response is one JSON text. Whether a stream was asked for is not known here; if it was, a client that looks for "
            "deltas shows nothing.",
        )
    },
)
AFTER_END_MARKER = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "more after the end marker"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The reply went on after it had said that it was over. Clients that stop at the marker never see the rest.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Send the end marker last, once."),
)
HELD_BACK = Words[HeldOnTheWay](
    QT_TRANSLATE_NOOP("Findings", "held back, then all at once"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of "
        "silence. Consistent with a buffer on the way.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "nginx: proxy_buffering off; gzip off; or send X-Accel-Buffering: no. Flush after every "
        "event (Node: res.flush(); Python: yield per event; Spring: SseEmitter or Flux, not a "
        "String).",
    ),
    forms={"clock": _CLOCK, "length": _LENGTH, "blocks": _BLOCKS},
)
HELD_BY_CDN = Words[HeldOnTheWay](
    QT_TRANSLATE_NOOP("Findings", "held back, perhaps by a CDN or tunnel"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of "
        "silence. The head names a CDN, tunnel or gateway ({hop}); this is consistent with its "
        "buffer.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Compare with the origin, without the CDN or tunnel. Send Content-Type: text/event-stream "
        "and Cache-Control: no-cache, no-transform; switch response buffering off there.",
    ),
    forms={"clock": _CLOCK, "length": _LENGTH, "blocks": _BLOCKS},
)
HELD_BY_PLATFORM = Words[HeldOnTheWay](
    QT_TRANSLATE_NOOP("Findings", "held back, perhaps by a platform or dev server"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of "
        "silence. The head names a platform or development server ({hop}); this is consistent with "
        "its buffer.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "webpack and vue-cli: devServer.compress = false; Express: no compression for event streams, "
        "or res.flush(). AWS Lambda: response streaming instead of a buffered response.",
    ),
    forms={"clock": _CLOCK, "length": _LENGTH, "blocks": _BLOCKS},
)
STOPPED_BY_TIME = Words[Seconds](
    QT_TRANSLATE_NOOP("Findings", "stopped at {seconds} s"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "It stopped after {seconds} s in all, while text was still coming and without an end marker: "
        "consistent with the time limit of a function platform. Once is no proof.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Raise the limit (Vercel: maxDuration), or stream from a server without one. Repeat with a "
        "longer reply: does it stop at the same second?",
    ),
)
