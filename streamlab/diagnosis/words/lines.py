"""English words for findings about lines, events and heads."""

from __future__ import annotations

from streamlab.diagnosis.args import (
    CutLines,
    EndMarker,
    Form,
    LineEnds,
    LongLine,
    Merged,
    NoArgs,
    NoCharset,
    OtherType,
    PerhapsForm,
    Separator,
    Text,
    WebPage,
)
from streamlab.diagnosis.words.wording import Words
from streamlab.i18n import QT_TRANSLATE_NOOP
from streamlab.model import Framing
from streamlab.words.framings import framing_name


def _framing(found: OtherType) -> dict[str, str]:
    return {"framing": framing_name(Framing(found["framing"]))}


def _titled(page: WebPage) -> dict[str, str]:
    return {"titled": f" “{page['page_title']}”" if page["page_title"] else ""}


LINE_CUT = Words[CutLines](
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
)
SEVERAL_EVENTS = Words[Merged](
    QT_TRANSLATE_NOOP("Findings", "several events in one chunk"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n chunk(s) with two or more complete events, at most {most}. That is legal; a client that handles one event per "
        "chunk loses the others or fails with “Unexpected non-whitespace character after JSON”.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings", "Loop over all complete lines of a chunk. No server can promise one write = one chunk."
    ),
)
CRLF_CUT = Words[PerhapsForm](
    QT_TRANSLATE_NOOP("Findings", "CRLF cut by a chunk border"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "CR and LF of %n line end(s) lie in different chunks. A reader that counts both as line ends sees an empty line "
        "and ends the event too early.",
    ),
    QT_TRANSLATE_NOOP("Findings", "After a CR at the end of a chunk, skip one LF at the start of the next."),
    forms={
        "harmless": QT_TRANSLATE_NOOP(
            "Findings",
            "CR and LF of %n line end(s) lie in different chunks. No line of the same event follows there, so that even a reader "
            "that counts both as line ends loses nothing.",
        )
    },
)
STRAY_LINE = Words[Text](
    QT_TRANSLATE_NOOP("Findings", "a line outside the event format"),
    QT_TRANSLATE_NOOP("Findings", "{text} has no “data:” before it. A conforming client drops it without a word."),
    QT_TRANSLATE_NOOP("Findings", "Send errors as events as well: data: {{…}} and a blank line."),
)
GLUED_JSON = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "two JSON texts on one line"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The line end between two objects is missing (%n×). A line reader fails with “Unexpected non-whitespace character "
        "after JSON”, and what the second object says is lost.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Write a line end before or after every object, errors included."),
)
NO_BLANK_LINE = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "no blank line after the last event"),
    QT_TRANSLATE_NOOP("Findings", "The standard discards an event that no blank line ends; most SDKs do so too."),
    QT_TRANSLATE_NOOP("Findings", "End every event, the last one too, with a blank line."),
)
KEEP_ALIVE_COMMENTS = Words[Text](
    QT_TRANSLATE_NOOP("Findings", "keep-alive comments"),
    QT_TRANSLATE_NOOP(
        "Findings", "%n comment line(s) (“{text}”). Legal; a client that parses every line as JSON fails."
    ),
    QT_TRANSLATE_NOOP("Findings", "Skip lines that begin with a colon."),
)
LONE_COMMENTS = Words[Text](
    QT_TRANSLATE_NOOP("Findings", "comments in blocks of their own"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n comment(s) (“{text}”) followed by a blank line. Legal; but some libraries then hand out an event with empty "
        "data, and JSON.parse fails on it.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings", "In the client, skip events whose data is empty. A server may send one line end only."
    ),
)
OTHER_LINE_ENDS = Words[LineEnds](
    QT_TRANSLATE_NOOP("Findings", "line ends other than LF"),
    QT_TRANSLATE_NOOP(
        "Findings", "Lines end in {ends}. Legal; a client that splits at two LF sees no event before the end."
    ),
    QT_TRANSLATE_NOOP("Findings", "Split at CR, LF and CRLF alike, or use an SSE library."),
)
WEB_PAGE = Words[WebPage](
    QT_TRANSLATE_NOOP("Findings", "a web page instead of a stream"),
    QT_TRANSLATE_NOOP("Findings", "The body is HTML with status {status}{titled}."),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Check the URL (is /v1 missing?), the login and the proxy in between. In the client, look at "
        "status and Content-Type before reading.",
    ),
    forms={
        "refused": QT_TRANSLATE_NOOP(
            "Findings",
            "The body is HTML with status {status}{titled}. An error page of a server or proxy, or a login.",
        ),
        "page": QT_TRANSLATE_NOOP(
            "Findings",
            "The body is HTML with status {status}{titled}. Success with a web page: a login, a "
            "firewall's page, or a wrong base URL (is /v1 missing?).",
        ),
    },
    prepare=_titled,
)
OTHER_TYPE = Words[OtherType](
    QT_TRANSLATE_NOOP("Findings", "Content-Type does not fit the body"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The body is {framing}, the head says {declared}. Strict clients refuse it.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Send text/event-stream for SSE, application/x-ndjson for NDJSON."),
    forms={
        "several": QT_TRANSLATE_NOOP(
            "Findings",
            "The head says {declared}: more than one type. A client that compares with text/event-stream refuses it.",
        ),
        "raw": QT_TRANSLATE_NOOP(
            "Findings",
            "The head says {declared}, but the body is raw text without an event in it. A client that waits for events shows "
            "nothing.",
        ),
        "charset": QT_TRANSLATE_NOOP(
            "Findings",
            "The head says {declared}. Event streams are always UTF-8; a browser's EventSource gives up on "
            "another charset.",
        ),
    },
    prepare=_framing,
)
NO_CHARSET = Words[NoCharset](
    QT_TRANSLATE_NOOP("Findings", "no charset in Content-Type"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Legal for SSE ({content_type}); Python requests would read latin-1 and garble it.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Add ; charset=utf-8, or set response.encoding = 'utf-8' in the client.",
    ),
    forms={
        "torn": QT_TRANSLATE_NOOP(
            "Findings",
            "Legal for SSE ({content_type}); Python requests would read latin-1 and garble it. With "
            "decode_unicode it also ends the line inside %n character(s) with a byte 85: {characters}.",
        )
    },
)
END_MARKER = Words[EndMarker](
    QT_TRANSLATE_NOOP("Findings", "the end marker is no JSON"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The last event is {line}. A client that parses every event fails there: “Unexpected token "
        "'D', \"[DONE]\" is not valid JSON”.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Trim the data and compare it with [DONE] before you parse it."),
    forms={
        "variant": QT_TRANSLATE_NOOP(
            "Findings",
            "The end marker is not exactly “data: [DONE]” and LF, but {line}. A client that compares the "
            "whole line misses it, and one that parses every event fails there.",
        )
    },
)
KEEP_ALIVE_AS_DATA = Words[Text](
    QT_TRANSLATE_NOOP("Findings", "keep-alive sent as data"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n event(s) such as “{text}” among JSON. SDKs that parse every event stop with an error there.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Let the gateway send keep-alives as comments (: ping), not as data. Until then, skip data "
        "that begins with a colon, is empty or says ping.",
    ),
)
NO_SPACE = Words[Form](
    QT_TRANSLATE_NOOP("Findings", "“data:” without a space"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n event(s) without a space after the colon. Legal; a client that looks for “data: ” sees "
        "none of them or eats the first character.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Match “data:” and then remove at most one space."),
    forms={
        "mixed": QT_TRANSLATE_NOOP(
            "Findings",
            "%n event(s) without a space after the colon, and others with one. Legal; a client that looks for "
            "“data: ” loses those without.",
        )
    },
)
LINE_SEPARATOR = Words[Separator](
    QT_TRANSLATE_NOOP("Findings", "a line separator inside a line"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n character(s) such as {code} at byte {start}. Readers built on splitlines() (httpx "
        "iter_lines, requests iter_lines with decode_unicode, LangChain) end the line there, and its "
        "JSON breaks. Readers of bytes, and JavaScript's, do not.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Split bytes at CR and LF only, or use an SSE library. A server may escape it in JSON as \\u2028.",
    ),
)
SEVERAL_DATA_LINES = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "events of several data lines"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n event(s) with more than one data line. Legal: they are joined by a line end. A client "
        "that parses each line by itself fails on the halves.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Collect the data lines up to the blank line, join them with LF, then parse.",
    ),
)
BLANKS_LOST = Words[Form](
    QT_TRANSLATE_NOOP("Findings", "blanks or line ends get lost"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Raw text is written into events, whose format has its own blanks and line ends.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        'Encode each piece as JSON in the server (data: {{"text": …}}): blanks and line ends are '
        "then safe. Spring, Node, Python alike.",
    ),
    forms={
        "space": QT_TRANSLATE_NOOP(
            "Findings",
            "Some events have a space after the colon and others none, so the server adds none of its own: "
            "the first space of %n piece(s) is taken for the format's, and words run together. Consistent "
            "with raw text in events.",
        ),
        "newline": QT_TRANSLATE_NOOP(
            "Findings",
            "%n line(s) inside events without “data:” before them. The text had a line end in it; a "
            "conforming client drops what follows.",
        ),
        "words": QT_TRANSLATE_NOOP(
            "Findings",
            "%n events, nearly all of them Latin words, and not one blank between them. Consistent with "
            "blanks lost or trimmed in the server.",
        ),
    },
)
LONG_LINE = Words[LongLine](
    QT_TRANSLATE_NOOP("Findings", "a very long line"),
    QT_TRANSLATE_NOOP("Findings", "%n line(s) of 64 KiB and more, the longest {size} bytes."),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Raise the reader's limit (Go: scanner.Buffer; Spring: spring.codec.max-in-memory-size; "
        "aiohttp: read_bufsize), or send less per event.",
    ),
    forms={
        "64k": QT_TRANSLATE_NOOP(
            "Findings",
            "%n line(s) of 64 KiB and more, the longest {size} bytes. Go's bufio.Scanner stops at 64 KiB "
            "(“token too long”).",
        ),
        "128k": QT_TRANSLATE_NOOP(
            "Findings",
            "%n line(s) of 64 KiB and more, the longest {size} bytes. Go's bufio.Scanner stops at 64 KiB, "
            "older aiohttp at 128 KiB (“Chunk too big”).",
        ),
        "256k": QT_TRANSLATE_NOOP(
            "Findings",
            "%n line(s) of 64 KiB and more, the longest {size} bytes. Go's bufio.Scanner stops at 64 KiB, "
            "older aiohttp at 128 KiB, Spring at 256 KiB (DataBufferLimitException).",
        ),
        "512k": QT_TRANSLATE_NOOP(
            "Findings",
            "%n line(s) of 64 KiB and more, the longest {size} bytes. Go's bufio.Scanner stops at 64 KiB, "
            "older aiohttp at 128 KiB, Spring at 256 KiB, aiohttp at 512 KiB (LineTooLong).",
        ),
    },
)
JSON_OVER_LINES = Words[Form](
    QT_TRANSLATE_NOOP("Findings", "one JSON text over many lines"),
    QT_TRANSLATE_NOOP("Findings", "The records are not one per line."),
    QT_TRANSLATE_NOOP("Findings", "Use a streaming JSON parser, or ask for SSE (Gemini: alt=sse)."),
    forms={
        "array": QT_TRANSLATE_NOOP(
            "Findings",
            "The body is one JSON array, record by record. Legal; a client that parses each line or chunk "
            "fails with “Unexpected end of JSON input”.",
        ),
        "pretty": QT_TRANSLATE_NOOP(
            "Findings",
            "Records are written over several lines. A client that parses each line fails with “Unexpected "
            "end of JSON input”.",
        ),
    },
)
DOUBLE_PREFIX = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "“data:” twice"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n event(s) whose data begins with “data:” again: something framed what was framed already. "
        "Parsing fails with “Unexpected token 'd'”.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "In the gateway, take the upstream's data out before you write it, or pass its lines on as they are.",
    ),
)
BAD_CHECK_SUM = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "a check sum is wrong"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n message(s) of the AWS event stream with a wrong CRC. Consistent with something on the "
        "way that changed the bytes, a proxy that treats them as text perhaps. SDKs stop there.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Pass application/vnd.amazon.eventstream on as bytes: no decoding, no rewriting, no compression.",
    ),
)
