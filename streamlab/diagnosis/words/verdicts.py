"""What a verdict can say."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from streamlab.diagnosis.experiment import Experiment
from streamlab.i18n import QT_TRANSLATE_NOOP


class Says(StrEnum):
    """A sentence: its key, which a verdict carries, and its English text."""

    text: str

    def __new__(cls, key: str, text: str) -> Self:
        """The key alone is the value."""
        made = str.__new__(cls, key)
        made._value_, made.text = key, text
        return made

    WAITING = "waiting", QT_TRANSLATE_NOOP("Verdict", "Waiting for the first byte.")
    NOTHING = "nothing", QT_TRANSLATE_NOOP("Verdict", "Nothing arrived.")
    NO_RESPONSE = "no-response", QT_TRANSLATE_NOOP("Verdict", "%n byte(s) arrived, but no response that can be shown.")
    ONLY_INFORMATIONAL = (
        "only-informational",
        QT_TRANSLATE_NOOP("Verdict", "%n response(s) of the kind 1xx arrived, but no final one."),
    )
    HEAD_ONLY = "head-only", QT_TRANSLATE_NOOP("Verdict", "The head arrived, but no byte of the body.")
    EMPTY = "empty", QT_TRANSLATE_NOOP("Verdict", "The body is empty: the server ended it properly and sent nothing.")
    NO_BODY = (
        "no-body",
        QT_TRANSLATE_NOOP("Verdict", "There is no body, and with status {status} there is none to miss."),
    )
    HEAD_REQUEST = (
        "head-request",
        QT_TRANSLATE_NOOP(
            "Verdict", "The head speaks of {length} bytes, and no body came: that is the answer to a HEAD request."
        ),
    )
    INTACT = "intact", QT_TRANSLATE_NOOP("Verdict", "Bytes intact.")
    NOT_TEXT = "not-text", QT_TRANSLATE_NOOP("Verdict", "The body is not text.")
    WRONG_CHARSET = "wrong-charset", QT_TRANSLATE_NOOP("Verdict", "The bytes are {charset}, not UTF-8: {sample}…")
    WRONG_CHARSET_PERHAPS = (
        "wrong-charset-perhaps",
        QT_TRANSLATE_NOOP(
            "Verdict", "The bytes are no UTF-8 and read as {charset}: {sample}. So few characters are no proof."
        ),
    )
    DECLARED_CHARSET = (
        "declared-charset",
        QT_TRANSLATE_NOOP(
            "Verdict", "The bytes are UTF-8, but the head declares {declared}: a client that believes it shows {shown}."
        ),
    )
    ILL_FORMED = (
        "ill-formed",
        QT_TRANSLATE_NOOP("Verdict", "The bytes are damaged: %n ill-formed sequence(s) came from upstream."),
    )
    FFFD = "fffd", QT_TRANSLATE_NOOP("Verdict", "The text was damaged before it was sent: %n U+FFFD in the payload.")
    TORN_END = "torn-end", QT_TRANSLATE_NOOP("Verdict", "The body ends in the middle of a character.")
    TRUNCATED = "truncated", QT_TRANSLATE_NOOP("Verdict", "What arrived is intact, but it is not all.")
    NO_TERMINAL = "no-terminal", QT_TRANSLATE_NOOP("Verdict", "The bytes are intact, but the reply has no end.")
    CUT = (
        "cut",
        QT_TRANSLATE_NOOP(
            "Verdict", "%n character(s) cut by chunk borders: a client that decodes each chunk by itself shows {naive}."
        ),
    )
    LINE_CUT = (
        "line-cut",
        QT_TRANSLATE_NOOP(
            "Verdict",
            "%n line(s) cut by chunk borders: a client that parses each chunk by itself freezes or skips text there, "
            "but shows no wrong characters.",
        ),
    )
    BAD_JSON = "bad-json", QT_TRANSLATE_NOOP("Verdict", "%n frame(s) with malformed JSON.")
    STATUS = "status", QT_TRANSLATE_NOOP("Verdict", "The server answered {status}.")
    STOPPED = "stopped", QT_TRANSLATE_NOOP("Verdict", "The model stopped with “{finish}”; the stream is not broken.")
    REDIRECT = "redirect", QT_TRANSLATE_NOOP("Verdict", "It is a redirect to {location}, which was not followed.")
    ERROR_UNNAMED = "error-unnamed", QT_TRANSLATE_NOOP("Verdict", "The stream reports an error and does not say which.")
    ONLY_COMMENTS = "only-comments", QT_TRANSLATE_NOOP("Verdict", "Only comments came, and no event.")
    NO_EVENTS = "no-events", QT_TRANSLATE_NOOP("Verdict", "No event came.")
    NO_TEXT = "no-text", QT_TRANSLATE_NOOP("Verdict", "There is no text in the reply.")
    ERROR = "error", QT_TRANSLATE_NOOP("Verdict", "The stream reports an error: {message}")
    BUFFERED = (
        "buffered",
        QT_TRANSLATE_NOOP("Verdict", "It was held back and came all at once, consistent with a buffer on the way."),
    )
    HELD_CLOCK = (
        "held-clock",
        QT_TRANSLATE_NOOP("Verdict", "It was held back and came all at once: the times in it prove it."),
    )
    HELD_LENGTH = (
        "held-length",
        QT_TRANSLATE_NOOP(
            "Verdict",
            "It was complete before it was sent, as the length in its head proves: nothing of it was streamed.",
        ),
    )
    BURSTS = (
        "bursts",
        QT_TRANSLATE_NOOP("Verdict", "It came in bursts of whole buffers, consistent with a buffer on the way."),
    )
    SURROGATES = (
        "surrogates",
        QT_TRANSLATE_NOOP("Verdict", "Characters were halved before they were sent: %n half character(s)."),
    )
    DOUBLE_ENCODED = (
        "double-encoded",
        QT_TRANSLATE_NOOP("Verdict", "The text was encoded twice before it was sent: {shown} for {meant}."),
    )
    QUESTION_MARKS = (
        "question-marks",
        QT_TRANSLATE_NOOP("Verdict", "Letters seem to have become %n question mark(s) before they were sent."),
    )
    WEB_PAGE = "web-page", QT_TRANSLATE_NOOP("Verdict", "It is a web page, not a stream (status {status}).")
    WEB_PAGE_REFUSED = "web-page-refused", QT_TRANSLATE_NOOP("Verdict", "What came is a web page, not a stream.")
    NO_STREAM = "no-stream", QT_TRANSLATE_NOOP("Verdict", "A stream was asked for, and one whole answer came.")
    ONLY_REASONING = (
        "only-reasoning",
        QT_TRANSLATE_NOOP("Verdict", "There is only reasoning: a client that shows content alone stays blank."),
    )
    IDLE = (
        "idle",
        QT_TRANSLATE_NOOP(
            "Verdict", "It broke off after {seconds} s of silence: consistent with a proxy's idle limit, not proven."
        ),
    )
    IDLE_GATEWAY = (
        "idle-gateway",
        QT_TRANSLATE_NOOP(
            "Verdict", "A gateway gave up after {seconds} s: consistent with its idle limit, not proven."
        ),
    )
    TIME_LIMIT = (
        "time-limit",
        QT_TRANSLATE_NOOP(
            "Verdict",
            "It stopped at {seconds} s while text was coming: consistent with a platform's limit, not proven.",
        ),
    )
    FOUND = "found", QT_TRANSLATE_NOOP("Verdict", "Found: {title}.")
    FROZEN = "frozen", QT_TRANSLATE_NOOP("Verdict", "One that parses each chunk by itself freezes there instead.")
    TRY_IDENTITY = (
        Experiment.IDENTITY,
        QT_TRANSLATE_NOOP("Verdict", "To prove it, repeat with Accept-Encoding: identity."),
    )
    TRY_UPSTREAM = (
        Experiment.UPSTREAM,
        QT_TRANSLATE_NOOP("Verdict", "Where it happened is unknown: record the upstream directly and compare."),
    )
    TRY_PLAIN = (
        Experiment.PLAIN,
        QT_TRANSLATE_NOOP("Verdict", "To see what is missing, send the request without streaming and compare."),
    )
    TRY_AGAIN = Experiment.AGAIN, QT_TRANSLATE_NOOP("Verdict", "To prove it, repeat and compare the seconds.")
    RECORDING_CUT = (
        "recording-stops",
        QT_TRANSLATE_NOOP("Verdict", "The recording stops here, without an end: what followed is unknown."),
    )
    NO_BODY_RECORDED = "no-body-recorded", QT_TRANSLATE_NOOP("Verdict", "No byte of a body is recorded.")
    STOPPED_EARLY = "stopped-early", QT_TRANSLATE_NOOP("Verdict", "You stopped it.")
    END_INCOMPLETE = "end-incomplete", QT_TRANSLATE_NOOP("Verdict", "The transfer was cut short.")
    END_RESET = "end-reset", QT_TRANSLATE_NOOP("Verdict", "The connection was reset.")
    END_TIMEOUT = "end-timeout", QT_TRANSLATE_NOOP("Verdict", "It timed out.")
    END_ABORTED = "end-aborted", QT_TRANSLATE_NOOP("Verdict", "You stopped it; everything received is kept.")
    END_TERMINATED = (
        "end-terminated",
        QT_TRANSLATE_NOOP("Verdict", "streamlab was told to end before the reply was over."),
    )
    END_PROTOCOL_ERROR = "end-protocol-error", QT_TRANSLATE_NOOP("Verdict", "The peer broke HTTP.")
    END_CONNECT_ERROR = "end-connect-error", QT_TRANSLATE_NOOP("Verdict", "No connection could be made.")
    END_TLS_ERROR = "end-tls-error", QT_TRANSLATE_NOOP("Verdict", "The TLS handshake failed.")
    END_TLS_BROKEN = "end-tls-broken", QT_TRANSLATE_NOOP("Verdict", "The TLS connection broke.")
    END_STREAM_RESET = "end-stream-reset", QT_TRANSLATE_NOOP("Verdict", "The server broke off the stream.")
    END_GOAWAY = "end-goaway", QT_TRANSLATE_NOOP("Verdict", "The server ended the connection.")
    END_PROXY = "end-proxy", QT_TRANSLATE_NOOP("Verdict", "The proxy opened no way.")
    END_REDIRECTS = (
        "end-redirects",
        QT_TRANSLATE_NOOP("Verdict", "The server redirects more often than streamlab follows."),
    )
    END_REDIRECT_TARGET = (
        "end-redirect-target",
        QT_TRANSLATE_NOOP("Verdict", "The redirect leads where nobody can follow."),
    )
    END_OWN_LIMIT = (
        "end-own-limit",
        QT_TRANSLATE_NOOP("Verdict", "streamlab stopped reading at a limit of its own; everything received is kept."),
    )
    END_SIZE = "end-size", QT_TRANSLATE_NOOP("Verdict", "The size limit of this run was reached; what came is kept.")
    END_TIME = "end-time", QT_TRANSLATE_NOOP("Verdict", "The time limit of this run was reached; what came is kept.")
    END_NOT_SENT = "end-not-sent", QT_TRANSLATE_NOOP("Verdict", "The request could not be sent as it stands.")
    END_NOT_AGREED = "end-not-agreed", QT_TRANSLATE_NOOP("Verdict", "Nothing was sent: nobody has agreed to it.")
    END_INTERNAL = "end-internal", QT_TRANSLATE_NOOP("Verdict", "streamlab itself failed; everything received is kept.")
    END_RECORDING = "end-recording", QT_TRANSLATE_NOOP("Verdict", "The recording stops before the end.")


VERDICTS: dict[str, Says] = {says.value: says for says in Says}
