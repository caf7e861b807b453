"""Words for findings and verdicts, made at the edge from rule id and arguments; may import i18n and model."""

from __future__ import annotations

from typing import Any

from streamlab.i18n import QT_TRANSLATE_NOOP, language, translate
from streamlab.model import Finding, Layer, Severity, Verdict

# rule -> (title, what you see and why, what to do); `{name}` are the finding's arguments.
FINDINGS: dict[str, tuple[str, str, str]] = {
    "char-split-decoded-per-chunk": (
        QT_TRANSLATE_NOOP("Findings", "character cut by a chunk border"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "TCP and HTTP deliver bytes, not characters. The bytes of {character} arrived as {bytes}. A client that decodes each "
            "chunk with a new decoder shows {naive} instead. The bytes themselves are fine.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings",
            "Keep one decoder for the whole stream (new TextDecoder() outside the callback, decode(value, {{stream: true}}), one "
            "last decode() at the end), or hold back the unfinished bytes until the next chunk.",
        ),
    ),
    "line-split-parsed-per-chunk": (
        QT_TRANSLATE_NOOP("Findings", "line cut by a chunk border"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n of {chunk_count} chunks end inside a line. A client that parses each chunk by itself fails on both halves "
            "(“Unexpected end of JSON input”) and drops the text in them.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings",
            "Collect bytes, split at the line end, parse whole lines only, carry the rest into the next chunk and flush it at the "
            "end.",
        ),
    ),
    "events-merged-in-one-chunk": (
        QT_TRANSLATE_NOOP("Findings", "several events in one chunk"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n chunk(s) with two or more complete events, at most {most}. That is legal; a client that handles one event per "
            "chunk loses the others or fails with “Unexpected non-whitespace character after JSON”.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "Loop over all complete lines of a chunk. No server can promise one write = one chunk."
        ),
    ),
    "crlf-split-across-chunks": (
        QT_TRANSLATE_NOOP("Findings", "CRLF cut by a chunk border"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "CR and LF of %n line end(s) lie in different chunks. A reader that counts both as line ends sees an empty line "
            "and ends the event too early.",
        ),
        QT_TRANSLATE_NOOP("Findings", "After a CR at the end of a chunk, skip one LF at the start of the next."),
    ),
    "invalid-bytes": (
        QT_TRANSLATE_NOOP("Findings", "bytes that are no {encoding}"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n ill-formed sequence(s), the first at byte {start}: {bytes} ({reason}). They were on the wire, so every client "
            "gets them; strict decoders stop there, others show �.",
        ),
        QT_TRANSLATE_NOOP("Findings", "Mend the server: encode the whole text once, never slice encoded bytes."),
    ),
    "gbk-bytes-on-the-wire": (
        QT_TRANSLATE_NOOP("Findings", "the body is GBK, not UTF-8"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "The body fails as UTF-8 but reads as GB18030 from end to end: {sample}… The server wrote its platform's charset.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings",
            "Encode as UTF-8 in the server (Java: getBytes(StandardCharsets.UTF_8), -Dfile.encoding=UTF-8), or declare the "
            "charset and decode it in the client.",
        ),
    ),
    "ends-inside-character": (
        QT_TRANSLATE_NOOP("Findings", "the stream ends inside a character"),
        QT_TRANSLATE_NOOP("Findings", "The last bytes, {bytes}, are the beginning of a character that never came."),
        QT_TRANSLATE_NOOP(
            "Findings",
            "If the transfer was cut, see why it ended. Otherwise the server stopped between the bytes of a token.",
        ),
    ),
    "bom-first-event-lost": (
        QT_TRANSLATE_NOOP("Findings", "the body begins with a byte order mark"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "EF BB BF comes first. The standard says to skip it, but several SSE clients take it for part of the first field name "
            "and lose the first event; JSON.parse refuses it.",
        ),
        QT_TRANSLATE_NOOP("Findings", "Write the body without a BOM."),
    ),
    "compressed-but-not-declared": (
        QT_TRANSLATE_NOOP("Findings", "compressed, but not declared"),
        QT_TRANSLATE_NOOP(
            "Findings", "The body begins with the magic of {coding}, yet there is no Content-Encoding header."
        ),
        QT_TRANSLATE_NOOP("Findings", "Let the gateway pass Content-Encoding on, or ask upstream for identity."),
    ),
    "content-encoding-lie": (
        QT_TRANSLATE_NOOP("Findings", "Content-Encoding does not fit the body"),
        QT_TRANSLATE_NOOP("Findings", "The head declares {coding}, but the body cannot be decoded with it ({error})."),
        QT_TRANSLATE_NOOP("Findings", "A gateway that decompresses must drop the header as well."),
    ),
    "content-coding-broken": (
        QT_TRANSLATE_NOOP("Findings", "the compressed body is broken"),
        QT_TRANSLATE_NOOP("Findings", "{coding}: {error}. Everything that could be decoded before it is shown."),
        QT_TRANSLATE_NOOP("Findings", "Compare with a request that sends Accept-Encoding: identity."),
    ),
    "upstream-detokenizer-fffd": (
        QT_TRANSLATE_NOOP("Findings", "� is already in the payload"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n U+FFFD sent as such, at the edges of deltas: the inference server decodes token by token. No client can "
            "repair this.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "Use an incremental detokenizer: hold text back until it no longer ends in U+FFFD."
        ),
    ),
    "relay-baked-fffd": (
        QT_TRANSLATE_NOOP("Findings", "� was put in on the way"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n U+FFFD in the payload, the first at byte {start}. The server or a gateway decoded a stream chunk by chunk "
            "and encoded the result again; from this recording alone it cannot be told which. No client can repair this.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "Record the upstream directly and compare: where it is clean, the gateway is at fault."
        ),
    ),
    "invalid-json-from-server": (
        QT_TRANSLATE_NOOP("Findings", "malformed JSON"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n complete frame(s) with malformed JSON. The first, number {frame}, fails at byte {offset} (line {line}, column "
            "{column}): {reason}. It was put together from all its chunks, so this is the server's.",
        ),
        QT_TRANSLATE_NOOP("Findings", "Build JSON with a serializer, never by joining strings."),
    ),
    "html-instead-of-stream": (
        QT_TRANSLATE_NOOP("Findings", "a web page instead of a stream"),
        QT_TRANSLATE_NOOP(
            "Findings", "The body is HTML (status {status}): an error page, a login or a wrong base URL."
        ),
        QT_TRANSLATE_NOOP("Findings", "Check the URL (is /v1 missing?) and the proxy in between."),
    ),
    "unframed-line-in-sse": (
        QT_TRANSLATE_NOOP("Findings", "a line outside the event format"),
        QT_TRANSLATE_NOOP("Findings", "{text} has no “data:” before it. A conforming client drops it without a word."),
        QT_TRANSLATE_NOOP("Findings", "Send errors as events as well: data: {{…}} and a blank line."),
    ),
    "glued-json-no-newline": (
        QT_TRANSLATE_NOOP("Findings", "two JSON texts on one line"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "The line end between two objects is missing (%n×). A line reader fails with “Unexpected non-whitespace character "
            "after JSON”, and what the second object says is lost.",
        ),
        QT_TRANSLATE_NOOP("Findings", "Write a line end before or after every object, errors included."),
    ),
    "final-event-without-blank-line": (
        QT_TRANSLATE_NOOP("Findings", "no blank line after the last event"),
        QT_TRANSLATE_NOOP("Findings", "The standard discards an event that no blank line ends; most SDKs do so too."),
        QT_TRANSLATE_NOOP("Findings", "End every event, the last one too, with a blank line."),
    ),
    "content-type-mismatch": (
        QT_TRANSLATE_NOOP("Findings", "Content-Type does not fit the body"),
        QT_TRANSLATE_NOOP("Findings", "The body is {framing}, the head says {declared}. Strict clients refuse it."),
        QT_TRANSLATE_NOOP("Findings", "Send text/event-stream for SSE, application/x-ndjson for NDJSON."),
    ),
    "keepalive-comment-parsed": (
        QT_TRANSLATE_NOOP("Findings", "keep-alive comments"),
        QT_TRANSLATE_NOOP(
            "Findings", "%n comment line(s) (“{text}”). Legal; a client that parses every line as JSON fails."
        ),
        QT_TRANSLATE_NOOP("Findings", "Skip lines that begin with a colon."),
    ),
    "comment-plus-blank-dispatches-empty-event": (
        QT_TRANSLATE_NOOP("Findings", "comments in blocks of their own"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "%n comment(s) (“{text}”) followed by a blank line. Legal; but some libraries then hand out an event with empty "
            "data, and JSON.parse fails on it.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "In the client, skip events whose data is empty. A server may send one line end only."
        ),
    ),
    "crlf-or-cr-delimiters-unrecognised": (
        QT_TRANSLATE_NOOP("Findings", "line ends other than LF"),
        QT_TRANSLATE_NOOP(
            "Findings", "Lines end in {ends}. Legal; a client that splits at two LF sees no event before the end."
        ),
        QT_TRANSLATE_NOOP("Findings", "Split at CR, LF and CRLF alike, or use an SSE library."),
    ),
    "cumulative-vs-delta": (
        QT_TRANSLATE_NOOP("Findings", "every record repeats the whole text so far"),
        QT_TRANSLATE_NOOP(
            "Findings", "That is how {dialect} works. A client that appends shows the beginning over and over."
        ),
        QT_TRANSLATE_NOOP("Findings", "Replace the text shown, do not append to it."),
    ),
    "framing-header-conflict": (
        QT_TRANSLATE_NOOP("Findings", "the declared length is not the true one"),
        QT_TRANSLATE_NOOP("Findings", "{conflict_words} Clients and proxies disagree on where such a message ends."),
        QT_TRANSLATE_NOOP("Findings", "Send Transfer-Encoding: chunked alone, or a Content-Length that is true."),
    ),
    "missing-charset-latin1": (
        QT_TRANSLATE_NOOP("Findings", "no charset in Content-Type"),
        QT_TRANSLATE_NOOP(
            "Findings", "Legal for SSE ({content_type}); Python requests would read latin-1 and garble it."
        ),
        QT_TRANSLATE_NOOP("Findings", "Add ; charset=utf-8, or set response.encoding = 'utf-8' in the client."),
    ),
    "error-inside-200": (
        QT_TRANSLATE_NOOP("Findings", "an error inside a successful response"),
        QT_TRANSLATE_NOOP(
            "Findings", "The stream reports a failure: {message}. A client that only looks for text shows nothing."
        ),
        QT_TRANSLATE_NOOP("Findings", "Look for an error object in every frame and show it."),
    ),
    "clean-eof-no-terminal": (
        QT_TRANSLATE_NOOP("Findings", "the end marker is missing"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "The transfer ended properly, but {dialect} did not say that the reply is over. Finish reason: {finish_or_none}.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "With no finish reason either, treat the reply as cut short and look at the gateway."
        ),
    ),
    "length-or-filter-finish": (
        QT_TRANSLATE_NOOP("Findings", "stopped by a limit"),
        QT_TRANSLATE_NOOP("Findings", "The model stopped with “{finish}”; the stream is not broken."),
        QT_TRANSLATE_NOOP("Findings", "Raise max_tokens or shorten the prompt."),
    ),
    "buffered-all-at-once": (
        QT_TRANSLATE_NOOP("Findings", "held back, then all at once"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of silence. Consistent with a "
            "buffer on the way.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "nginx: proxy_buffering off; or send X-Accel-Buffering: no. Flush after every event."
        ),
    ),
    "compression-buffering": (
        QT_TRANSLATE_NOOP("Findings", "held back by compression"),
        QT_TRANSLATE_NOOP(
            "Findings",
            "{coding} is not flushed per event: {frames} events in {chunk_count} chunks, {held} of them without content.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "Do not compress event streams, or flush after every event. Repeat with identity to prove it."
        ),
    ),
    "idle-timeout-cut": (
        QT_TRANSLATE_NOOP("Findings", "cut off after {seconds} s of silence"),
        QT_TRANSLATE_NOOP(
            "Findings", "The last silence lasted {seconds} s, the idle limit of common proxies. Once is no proof."
        ),
        QT_TRANSLATE_NOOP("Findings", "Send a comment line every 10 to 15 s, or raise the proxy's timeout."),
    ),
    "premature-close": (
        QT_TRANSLATE_NOOP("Findings", "the transfer was cut short"),
        QT_TRANSLATE_NOOP(
            "Findings", "The connection ended ({how}) before the message did, after {body_bytes} bytes of body."
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "Look at the server's log and the proxy's timeouts; keep the partial text and say so."
        ),
    ),
    "http-protocol-error": (
        QT_TRANSLATE_NOOP("Findings", "not valid HTTP"),
        QT_TRANSLATE_NOOP("Findings", "The peer broke the protocol: {detail}."),
        QT_TRANSLATE_NOOP(
            "Findings", "Look at what stands between: a proxy that rewrites framing, or another protocol on this port."
        ),
    ),
    "error-status": (
        QT_TRANSLATE_NOOP("Findings", "the server refused: {status}"),
        QT_TRANSLATE_NOOP("Findings", "Status {status} {phrase}. The body below says why, if anything does."),
        QT_TRANSLATE_NOOP("Findings", "Check the URL, the Authorization header and the body."),
    ),
}

VERDICTS: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("Verdict", "Waiting for the first byte."),
    "nothing": QT_TRANSLATE_NOOP("Verdict", "Nothing arrived."),
    "empty": QT_TRANSLATE_NOOP("Verdict", "The body is empty."),
    "intact": QT_TRANSLATE_NOOP("Verdict", "Bytes intact."),
    "not-text": QT_TRANSLATE_NOOP("Verdict", "The body is not text."),
    "wrong-charset": QT_TRANSLATE_NOOP("Verdict", "The bytes are GBK, not UTF-8: {sample}…"),
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
        "Verdict", "%n line(s) cut by chunk borders: a client that parses each chunk by itself fails."
    ),
    "bad-json": QT_TRANSLATE_NOOP("Verdict", "%n frame(s) with malformed JSON."),
    "status": QT_TRANSLATE_NOOP("Verdict", "The server answered {status}."),
    "error": QT_TRANSLATE_NOOP("Verdict", "The stream reports an error: {message}"),
    "buffered": QT_TRANSLATE_NOOP("Verdict", "It was held back and came all at once."),
    "end-incomplete": QT_TRANSLATE_NOOP("Verdict", "The transfer was cut short."),
    "end-reset": QT_TRANSLATE_NOOP("Verdict", "The connection was reset."),
    "end-timeout": QT_TRANSLATE_NOOP("Verdict", "It timed out."),
    "end-aborted": QT_TRANSLATE_NOOP("Verdict", "You stopped it; everything received is kept."),
    "end-protocol-error": QT_TRANSLATE_NOOP("Verdict", "The peer broke HTTP."),
    "end-connect-error": QT_TRANSLATE_NOOP("Verdict", "No connection could be made."),
    "end-tls-error": QT_TRANSLATE_NOOP("Verdict", "The TLS handshake failed."),
}

_JSON_KINDS = {
    "truncated": QT_TRANSLATE_NOOP("Findings", "the text stops before the value is complete"),
    "empty": QT_TRANSLATE_NOOP("Findings", "there is no value"),
    "extra-data": QT_TRANSLATE_NOOP("Findings", "something follows the value"),
    "single-quotes": QT_TRANSLATE_NOOP("Findings", "strings take double quotes, not single ones"),
    "nan": QT_TRANSLATE_NOOP("Findings", "NaN and Infinity are not JSON"),
    "control-character": QT_TRANSLATE_NOOP("Findings", "a control character inside a string must be escaped"),
    "bad-escape": QT_TRANSLATE_NOOP("Findings", "this escape does not exist"),
    "trailing-comma": QT_TRANSLATE_NOOP("Findings", "a comma with nothing after it"),
    "missing-comma": QT_TRANSLATE_NOOP("Findings", "a comma or a closing bracket is missing"),
    "missing-colon": QT_TRANSLATE_NOOP("Findings", "a colon must follow the name"),
    "bad-number": QT_TRANSLATE_NOOP("Findings", "a number is not written like this"),
    "bad-literal": QT_TRANSLATE_NOOP("Findings", "only true, false and null are written without quotes"),
    "unquoted-name": QT_TRANSLATE_NOOP("Findings", "an object's names take double quotes"),
    "comment": QT_TRANSLATE_NOOP("Findings", "JSON has no comments"),
    "bom": QT_TRANSLATE_NOOP("Findings", "a byte order mark must not begin a JSON text"),
    "html": QT_TRANSLATE_NOOP("Findings", "this is HTML, not JSON"),
    "unexpected": QT_TRANSLATE_NOOP("Findings", "no value starts like this"),
}

_CONFLICTS = {
    "both": QT_TRANSLATE_NOOP("Findings", "The head has both Content-Length and Transfer-Encoding."),
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


def title(item: Finding) -> str:
    """What it is, in a few words."""
    return _fill(FINDINGS[item.rule][0], item)


def detail(item: Finding) -> str:
    """What you see and why."""
    return _fill(FINDINGS[item.rule][1], item)


def advice(item: Finding) -> str:
    """What to do."""
    return _fill(FINDINGS[item.rule][2], item)


def json_reason(kind: str) -> str:
    """Why a text is not JSON, by the kind of failure."""
    return translate("Findings", _JSON_KINDS[kind])


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
    if item.count > 1:
        text += translate("Findings", ", and %n more", item.count - 1)
    return text


def verdict_text(verdict: Verdict) -> str:
    """The verdict as one line."""
    sentences = []
    for key, args in verdict.parts:
        count = args.get("n")
        sentences.append(translate("Verdict", VERDICTS[key], count).format(**args))
    return ("" if language() == "zh_CN" else " ").join(sentences)


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
    args["finish_or_none"] = args.get("finish") or translate("Findings", "none")
    return translate("Findings", source, item.count).format(**args)
