"""English words for findings about bytes, characters, text and JSON."""

from __future__ import annotations

from streamlab.diagnosis.args import (
    BrokenCoding,
    Coding,
    CutCharacter,
    DeclaredWrongly,
    Form,
    IllFormed,
    MalformedJson,
    Marks,
    NoArgs,
    OtherCharset,
    Start,
    TornEnd,
    Twice,
)
from streamlab.diagnosis.words.reasons import coding_error, ill_formed_reason, json_reason
from streamlab.diagnosis.words.wording import Words
from streamlab.i18n import QT_TRANSLATE_NOOP
from streamlab.words.encodings import encoding_name


def _border(cut: CutCharacter) -> dict[str, str]:
    return {"border": f"{cut['first_chunk']}│{cut['last_chunk']}"}


def _reason(found: IllFormed) -> dict[str, str]:
    return {"reason": ill_formed_reason(found["reason"]), "encoding": encoding_name(found["encoding"])}


def _error(found: BrokenCoding) -> dict[str, str]:
    return {"error": coding_error(found["error"])}


def _json_reason(found: MalformedJson) -> dict[str, str]:
    return {"reason": json_reason(found["kind"])}


WRONGLY_DECLARED = Words[DeclaredWrongly](
    QT_TRANSLATE_NOOP("Findings", "the head declares the wrong charset"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The head declares {declared}, but the body is UTF-8 from end to end: {sample}… A client that believes the head shows "
        "{shown}… instead.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Declare charset=utf-8 in the server. To read it here, choose UTF-8 as the encoding; in a client, set it by hand (Python "
        "requests: response.encoding = 'utf-8').",
    ),
)
CHARACTER_CUT = Words[CutCharacter](
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
    spot=QT_TRANSLATE_NOOP("Findings", "{character} at {start}–{end} · chunks {border}"),
    prepare=_border,
)
ILL_FORMED = Words[IllFormed](
    QT_TRANSLATE_NOOP("Findings", "bytes that are no {encoding}"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n ill-formed sequence(s), the first at byte {start}: {bytes} ({reason}). They were on the wire, so every client "
        "gets them; strict decoders stop there, others show �.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Mend the server: encode the whole text once, never slice encoded bytes."),
    prepare=_reason,
)
GBK_SENT = Words[OtherCharset](
    QT_TRANSLATE_NOOP("Findings", "the body is GBK, not UTF-8"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The body fails as UTF-8 but reads as {charset} from end to end: {sample}… The server wrote its platform's charset.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Encode as UTF-8 in the server (Java: getBytes(StandardCharsets.UTF_8), -Dfile.encoding=UTF-8), or declare the "
        "charset and decode it in the client. To read it here, choose {charset} as the encoding.",
    ),
)
OTHER_CHARSET_SENT = Words[OtherCharset](
    QT_TRANSLATE_NOOP("Findings", "the body is {charset}, not UTF-8"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "The body fails as UTF-8 but reads as {charset} from end to end: {sample}… The server wrote its platform's charset.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Encode as UTF-8 in the server, or declare the charset and decode it in the client. To read it here, choose {charset} "
        "as the encoding.",
    ),
)
TORN_END = Words[TornEnd](
    QT_TRANSLATE_NOOP("Findings", "the stream ends inside a character"),
    QT_TRANSLATE_NOOP("Findings", "The last bytes, {bytes}, are the beginning of a character that never came."),
    QT_TRANSLATE_NOOP(
        "Findings",
        "If the transfer was cut, see why it ended. Otherwise the server stopped between the bytes of a token.",
    ),
    forms={
        "limit": QT_TRANSLATE_NOOP(
            "Findings",
            "The model stopped at its limit between the bytes of a character, so that the last piece ends in U+FFFD. The stream is "
            "not broken.",
        )
    },
)
BYTE_ORDER_MARK = Words[NoArgs](
    QT_TRANSLATE_NOOP("Findings", "the body begins with a byte order mark"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "EF BB BF comes first. The standard says to skip it, but several SSE clients take it for part of the first field name "
        "and lose the first event; JSON.parse refuses it.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Write the body without a BOM."),
)
CODING_NOT_DECLARED = Words[Coding](
    QT_TRANSLATE_NOOP("Findings", "compressed, but not declared"),
    QT_TRANSLATE_NOOP(
        "Findings", "The body begins with the magic of {coding}, yet there is no Content-Encoding header."
    ),
    QT_TRANSLATE_NOOP("Findings", "Let the gateway pass Content-Encoding on, or ask upstream for identity."),
)
CODING_UNTRUE = Words[BrokenCoding](
    QT_TRANSLATE_NOOP("Findings", "Content-Encoding does not fit the body"),
    QT_TRANSLATE_NOOP("Findings", "The head declares {coding}, but the body cannot be decoded with it ({error})."),
    QT_TRANSLATE_NOOP("Findings", "A gateway that decompresses must drop the header as well."),
    prepare=_error,
)
CODING_BROKEN = Words[BrokenCoding](
    QT_TRANSLATE_NOOP("Findings", "the compressed body is broken"),
    QT_TRANSLATE_NOOP("Findings", "{coding}: {error}. Everything that could be decoded before it is shown."),
    QT_TRANSLATE_NOOP("Findings", "Compare with a request that sends Accept-Encoding: identity."),
    prepare=_error,
)
FFFD_BY_TOKEN = Words[Start](
    QT_TRANSLATE_NOOP("Findings", "� is already in the payload"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n U+FFFD sent as such, at the edges of deltas: the inference server decodes token by token. No client can "
        "repair this.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Use an incremental detokenizer: hold text back until it no longer ends in U+FFFD."),
)
FFFD_BY_RELAY = Words[Start](
    QT_TRANSLATE_NOOP("Findings", "� was put in on the way"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n U+FFFD in the payload, the first at byte {start}. The server or a gateway decoded a stream chunk by chunk "
        "and encoded the result again; from this recording alone it cannot be told which. No client can repair this.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings", "Record the upstream directly and compare: where it is clean, the gateway is at fault."
    ),
)
MALFORMED_JSON = Words[MalformedJson](
    QT_TRANSLATE_NOOP("Findings", "malformed JSON"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "%n complete frame(s) with malformed JSON. The first, number {frame}, fails at byte {offset} (line {line}, column "
        "{column}): {reason}. It was put together from all its chunks, so this is the server's.",
    ),
    QT_TRANSLATE_NOOP("Findings", "Build JSON with a serializer, never by joining strings."),
    prepare=_json_reason,
)
ENCODED_TWICE = Words[Twice](
    QT_TRANSLATE_NOOP("Findings", "encoded twice"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{shown} was sent where {meant} was meant: UTF-8 was read as latin-1 on the way and encoded "
        "once more. Every client gets it like this.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Set the encoding before reading the upstream (Python requests: response.encoding = 'utf-8'; "
        "Java: StandardCharsets.UTF_8; Node: setEncoding('utf8')), or pass bytes on as they are.",
    ),
)
HALF_CHARACTERS = Words[Form](
    QT_TRANSLATE_NOOP("Findings", "an emoji cut into UTF-16 halves"),
    QT_TRANSLATE_NOOP("Findings", "%n half character(s)."),
    QT_TRANSLATE_NOOP(
        "Findings",
        "Do not slice strings by UTF-16 units (JavaScript, Java): cut between code points, or hold a "
        "first half back until the second comes. In Python, join the pieces with encode('utf-16', "
        "'surrogatepass').decode('utf-16').",
    ),
    forms={
        "pair": QT_TRANSLATE_NOOP(
            "Findings",
            "%n half character(s) as JSON escapes (\\ud83d, \\ude00) in different pieces. JavaScript heals "
            "that when it joins them; Python keeps two halves and fails on encoding, and Buffer.from makes � "
            "of each.",
        ),
        "alone": QT_TRANSLATE_NOOP(
            "Findings",
            "%n half character(s) as JSON escapes, at least one without its other half. No client can show them.",
        ),
        "bytes": QT_TRANSLATE_NOOP(
            "Findings",
            "%n half character(s) as bytes (ED A0 to BF …, CESU-8). That is no UTF-8: decoders show ��� for "
            "each half or stop.",
        ),
    },
)
QUESTION_MARKS = Words[Marks](
    QT_TRANSLATE_NOOP("Findings", "question marks instead of letters"),
    QT_TRANSLATE_NOOP(
        "Findings",
        "{marks} question marks make up most of the reply, and nothing in it is outside ASCII. "
        "Consistent with text written as ISO-8859-1, which has no Chinese; what was there is lost.",
    ),
    QT_TRANSLATE_NOOP(
        "Findings",
        'Spring: set produces = "text/event-stream;charset=UTF-8" and '
        "StringHttpMessageConverter(StandardCharsets.UTF_8). Elsewhere: encode as UTF-8.",
    ),
)
