"""Words for findings and verdicts, made at the edge from rule id and arguments."""

from __future__ import annotations

from typing import Any

from streamlab.decode import json_text
from streamlab.diagnosis.words import content, course, lines
from streamlab.i18n import QT_TRANSLATE_NOOP, joined, translate
from streamlab.model import Finding, Framing, Layer, Severity, Verdict
from streamlab.words.encodings import encoding_name
from streamlab.words.framings import framing_name

FINDINGS = content.FINDINGS | lines.FINDINGS | course.FINDINGS
FORMS = content.FORMS | lines.FORMS | course.FORMS

VERDICTS: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("Verdict", "Waiting for the first byte."),
    "nothing": QT_TRANSLATE_NOOP("Verdict", "Nothing arrived."),
    "head-only": QT_TRANSLATE_NOOP("Verdict", "The head arrived, but no byte of the body."),
    "empty": QT_TRANSLATE_NOOP("Verdict", "The body is empty: the server ended it properly and sent nothing."),
    "no-body": QT_TRANSLATE_NOOP("Verdict", "There is no body, and with status {status} there is none to miss."),
    "head-request": QT_TRANSLATE_NOOP(
        "Verdict", "The head speaks of {length} bytes, and no body came: that is the answer to a HEAD request."
    ),
    "intact": QT_TRANSLATE_NOOP("Verdict", "Bytes intact."),
    "not-text": QT_TRANSLATE_NOOP("Verdict", "The body is not text."),
    "wrong-charset": QT_TRANSLATE_NOOP("Verdict", "The bytes are {charset}, not UTF-8: {sample}…"),
    "wrong-charset-perhaps": QT_TRANSLATE_NOOP(
        "Verdict", "The bytes are no UTF-8 and read as {charset}: {sample}. So few characters are no proof."
    ),
    "declared-charset": QT_TRANSLATE_NOOP(
        "Verdict", "The bytes are UTF-8, but the head declares {declared}: a client that believes it shows {shown}."
    ),
    "invalid-bytes": QT_TRANSLATE_NOOP(
        "Verdict", "The bytes are damaged: %n ill-formed sequence(s) came from upstream."
    ),
    "fffd": QT_TRANSLATE_NOOP("Verdict", "The text was damaged before it was sent: %n U+FFFD in the payload."),
    "ends-inside-character": QT_TRANSLATE_NOOP("Verdict", "The body ends in the middle of a character."),
    "truncated": QT_TRANSLATE_NOOP("Verdict", "What arrived is intact, but it is not all."),
    "no-terminal": QT_TRANSLATE_NOOP("Verdict", "The bytes are intact, but the reply has no end."),
    "cut": QT_TRANSLATE_NOOP(
        "Verdict", "%n character(s) cut by chunk borders: a client that decodes each chunk by itself shows {naive}."
    ),
    "line-cut": QT_TRANSLATE_NOOP(
        "Verdict",
        "%n line(s) cut by chunk borders: a client that parses each chunk by itself freezes or skips text there, "
        "but shows no wrong characters.",
    ),
    "bad-json": QT_TRANSLATE_NOOP("Verdict", "%n frame(s) with malformed JSON."),
    "status": QT_TRANSLATE_NOOP("Verdict", "The server answered {status}."),
    "stopped": QT_TRANSLATE_NOOP("Verdict", "The model stopped with “{finish}”; the stream is not broken."),
    "redirect": QT_TRANSLATE_NOOP("Verdict", "It is a redirect to {location}, which was not followed."),
    "error-unnamed": QT_TRANSLATE_NOOP("Verdict", "The stream reports an error and does not say which."),
    "only-comments": QT_TRANSLATE_NOOP("Verdict", "Only comments came, and no event."),
    "no-events": QT_TRANSLATE_NOOP("Verdict", "No event came."),
    "no-text": QT_TRANSLATE_NOOP("Verdict", "There is no text in the reply."),
    "error": QT_TRANSLATE_NOOP("Verdict", "The stream reports an error: {message}"),
    "buffered": QT_TRANSLATE_NOOP(
        "Verdict", "It was held back and came all at once, consistent with a buffer on the way."
    ),
    "held-clock": QT_TRANSLATE_NOOP("Verdict", "It was held back and came all at once: the times in it prove it."),
    "held-length": QT_TRANSLATE_NOOP(
        "Verdict", "It was complete before it was sent, as the length in its head proves: nothing of it was streamed."
    ),
    "bursts": QT_TRANSLATE_NOOP("Verdict", "It came in bursts of whole buffers, consistent with a buffer on the way."),
    "surrogates": QT_TRANSLATE_NOOP("Verdict", "Characters were halved before they were sent: %n half character(s)."),
    "double-encoded": QT_TRANSLATE_NOOP(
        "Verdict", "The text was encoded twice before it was sent: {shown} for {meant}."
    ),
    "question-marks": QT_TRANSLATE_NOOP(
        "Verdict", "Letters seem to have become %n question mark(s) before they were sent."
    ),
    "html-instead-of-stream": QT_TRANSLATE_NOOP("Verdict", "It is a web page, not a stream (status {status})."),
    "html-refused": QT_TRANSLATE_NOOP("Verdict", "What came is a web page, not a stream."),
    "stream-flag-ignored": QT_TRANSLATE_NOOP("Verdict", "A stream was asked for, and one whole answer came."),
    "reasoning-only": QT_TRANSLATE_NOOP(
        "Verdict", "There is only reasoning: a client that shows content alone stays blank."
    ),
    "idle-timeout-cut": QT_TRANSLATE_NOOP(
        "Verdict", "It broke off after {seconds} s of silence: consistent with a proxy's idle limit, not proven."
    ),
    "idle-gateway": QT_TRANSLATE_NOOP(
        "Verdict", "A gateway gave up after {seconds} s: consistent with its idle limit, not proven."
    ),
    "function-time-limit": QT_TRANSLATE_NOOP(
        "Verdict", "It stopped at {seconds} s while text was coming: consistent with a platform's limit, not proven."
    ),
    "found": QT_TRANSLATE_NOOP("Verdict", "Found: {title}."),
    "frozen": QT_TRANSLATE_NOOP("Verdict", "One that parses each chunk by itself freezes there instead."),
    "try-identity": QT_TRANSLATE_NOOP("Verdict", "To prove it, repeat with Accept-Encoding: identity."),
    "try-upstream": QT_TRANSLATE_NOOP(
        "Verdict", "Where it happened is unknown: record the upstream directly and compare."
    ),
    "try-plain": QT_TRANSLATE_NOOP(
        "Verdict", "To see what is missing, send the request without streaming and compare."
    ),
    "try-again": QT_TRANSLATE_NOOP("Verdict", "To prove it, repeat and compare the seconds."),
    "stopped-early": QT_TRANSLATE_NOOP("Verdict", "You stopped it."),
    "end-incomplete": QT_TRANSLATE_NOOP("Verdict", "The transfer was cut short."),
    "end-reset": QT_TRANSLATE_NOOP("Verdict", "The connection was reset."),
    "end-timeout": QT_TRANSLATE_NOOP("Verdict", "It timed out."),
    "end-aborted": QT_TRANSLATE_NOOP("Verdict", "You stopped it; everything received is kept."),
    "end-protocol-error": QT_TRANSLATE_NOOP("Verdict", "The peer broke HTTP."),
    "end-connect-error": QT_TRANSLATE_NOOP("Verdict", "No connection could be made."),
    "end-tls-error": QT_TRANSLATE_NOOP("Verdict", "The TLS handshake failed."),
}

_CONFLICTS = {
    "both": QT_TRANSLATE_NOOP("Findings", "The head has both Content-Length and Transfer-Encoding."),
    "twice": QT_TRANSLATE_NOOP("Findings", "The body was chunked twice: size lines stand between the data."),
    "excess": QT_TRANSLATE_NOOP("Findings", "Bytes follow the end that Content-Length declares."),
}
_ILL_FORMED = {
    "lone continuation": QT_TRANSLATE_NOOP("Findings", "a continuation byte without a beginning"),
    "overlong": QT_TRANSLATE_NOOP("Findings", "longer than needed"),
    "surrogate": QT_TRANSLATE_NOOP("Findings", "a surrogate"),
    "above U+10FFFF": QT_TRANSLATE_NOOP("Findings", "above U+10FFFF"),
    "truncated": QT_TRANSLATE_NOOP("Findings", "the rest of the character is missing"),
    "invalid": QT_TRANSLATE_NOOP("Findings", "never valid"),
}
_CODING_ERRORS = {
    "unknown": QT_TRANSLATE_NOOP("Findings", "it is not known here"),
    "corrupt": QT_TRANSLATE_NOOP("Findings", "the bytes are not in this format"),
    "truncated": QT_TRANSLATE_NOOP("Findings", "the end is missing"),
    "trailing-garbage": QT_TRANSLATE_NOOP("Findings", "other bytes follow its end"),
    "too-big": QT_TRANSLATE_NOOP("Findings", "the content is larger than is kept"),
}

_LAYERS = {
    Layer.SERVER: QT_TRANSLATE_NOOP("Findings", "server"),
    Layer.PROXY: QT_TRANSLATE_NOOP("Findings", "proxy"),
    Layer.NETWORK: QT_TRANSLATE_NOOP("Findings", "network"),
    Layer.CLIENT: QT_TRANSLATE_NOOP("Findings", "client"),
    Layer.TOOL: QT_TRANSLATE_NOOP("Findings", "tool"),
}
_SEVERITIES = {
    Severity.INFO: QT_TRANSLATE_NOOP("Findings", "info"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Findings", "warning"),
    Severity.ERROR: QT_TRANSLATE_NOOP("Findings", "error"),
}


_ANY: dict[str, Any] = {"severity": Severity.INFO, "layer": Layer.TOOL}  # a title does not depend on them


def title(item: Finding) -> str:
    """What it is, in a few words."""
    return _fill(FINDINGS[item.rule][0], item)


def detail(item: Finding) -> str:
    """What you see and why."""
    return _fill(FORMS.get((item.rule, item.args.get("form", ""))) or FINDINGS[item.rule][1], item)


def advice(item: Finding) -> str:
    """What to do."""
    return _fill(FINDINGS[item.rule][2], item)


def json_reason(kind: str) -> str:
    """Why a text is not JSON, by the kind of failure."""
    return translate("Findings", json_text.MESSAGES[kind])


def layer_name(layer: Layer) -> str:
    """The layer at fault."""
    return translate("Findings", _LAYERS[layer])


def severity_name(severity: Severity) -> str:
    """How much it matters."""
    return translate("Findings", _SEVERITIES[severity])


def places(item: Finding) -> str:
    """Where it is, on one line: the first span, its chunks, how many more."""
    if not item.spans:
        return ""
    start, end = item.spans[0]
    last = item.args.get("last_chunk", item.chunks[0])
    border = f"{item.chunks[0]}│{last}" if last != item.chunks[0] else str(item.chunks[0])
    if "character" in item.args:
        where = translate("Findings", "{character} at {start}–{end} · chunks {border}")
    else:
        where = translate("Findings", "at {start}–{end} · chunk {border}")
    text = where.format(character=item.args.get("character"), start=start, end=end, border=border)
    if len(item.spans) > 1:
        more = translate("Findings", ", and %n more, the last at {start}–{end}", item.count - 1)
        text += more.format(start=item.spans[-1][0], end=item.spans[-1][1])
    elif item.count > 1:
        text += translate("Findings", ", and %n more", item.count - 1)
    return text


def verdict_text(verdict: Verdict) -> str:
    """The verdict as one line."""
    sentences = []
    for key, args in verdict.parts:
        count = args.get("n")
        named = {"title": title(Finding(**args, **_ANY))} if key == "found" else args
        sentences.append(translate("Verdict", VERDICTS[key], count).format(**named))
    return joined(sentences)


def _fill(source: str, item: Finding) -> str:
    args: dict[str, Any] = dict(item.args)
    if "kind" in args:
        args["reason"] = json_reason(args["kind"])
    elif "reason" in args:
        args["reason"] = translate("Findings", _ILL_FORMED[args["reason"]])
    if "error" in args:
        args["error"] = translate("Findings", _CODING_ERRORS[args["error"]])
    if "conflict" in args:
        args["conflict_words"] = translate("Findings", _CONFLICTS[args["conflict"]])
    if "status" in args:
        args["status_line"] = f"{args['status']} {args.get('phrase', '')}".strip()
        args["titled"] = f" “{args['page_title']}”" if args.get("page_title") else ""
    if "encoding" in args:
        args["encoding"] = encoding_name(args["encoding"])
    if "framing" in args:
        args["framing"] = framing_name(Framing(args["framing"]))
    args["finish_or_none"] = args.get("finish") or translate("Findings", "none")
    return translate("Findings", source, item.count).format(**args)
