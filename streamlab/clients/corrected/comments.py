"""The comments of the corrected handlers, each marked for translation: they are read."""

from __future__ import annotations

import re

from streamlab.i18n import QT_TRANSLATE_NOOP, translate

_COMMENT = re.compile(r"(?:^|(?<=\s))(?://|#) (.+)$")
_DOCSTRING = re.compile(r'^ *"""(.+)"""$')


COMMENTS = (
    QT_TRANSLATE_NOOP("Corrected", "no JSON: it says that the reply is whole"),
    QT_TRANSLATE_NOOP("Corrected", "a keep-alive, or half a record where the reply broke off"),
    QT_TRANSLATE_NOOP("Corrected", "the status is 200 by then: an error can only come as data"),
    QT_TRANSLATE_NOOP("Corrected", "each record repeats the whole text so far"),
    QT_TRANSLATE_NOOP(
        "Corrected",
        "Phones have no TextDecoder; most stand-ins for it break the character that a chunk's end cuts. This one keeps its bytes.",
    ),
    QT_TRANSLATE_NOOP("Corrected", "the first bytes of a character whose other bytes come with the next chunk"),
    QT_TRANSLATE_NOOP("Corrected", "a byte order mark is no text"),
    QT_TRANSLATE_NOOP("Corrected", "How many bytes there are up to the end of the last whole character."),
    QT_TRANSLATE_NOOP("Corrected", "the first byte of a character of 2, 3 or 4"),
    QT_TRANSLATE_NOOP(
        "Corrected",
        "Whole characters to text. What is no UTF-8 becomes U+FFFD; decodeURIComponent would throw all of the piece away.",
    ),
    QT_TRANSLATE_NOOP("Corrected", "nothing overlong"),
    QT_TRANSLATE_NOOP("Corrected", "no surrogates, nothing beyond U+10FFFF"),
    QT_TRANSLATE_NOOP("Corrected", "the last event may lack its empty line"),
    QT_TRANSLATE_NOOP("Corrected", "the last line may lack its end"),
    QT_TRANSLATE_NOOP(
        "Corrected", "One decoder for the whole reply: it keeps the first bytes of a character that a chunk's end cuts."
    ),
    QT_TRANSLATE_NOOP("Corrected", "A new one for each chunk, or one without stream: true, would break it."),
    QT_TRANSLATE_NOOP("Corrected", "chunk.toString(), or one without stream: true, would break it."),
    QT_TRANSLATE_NOOP("Corrected", "chunk.decode() would break it."),
    QT_TRANSLATE_NOOP("Corrected", "new String(buffer, 0, size, UTF_8) would break it."),
    QT_TRANSLATE_NOOP("Corrected", "the text that came before stays"),
    QT_TRANSLATE_NOOP("Corrected", "the reply so far"),
    QT_TRANSLATE_NOOP("Corrected", "the reply so far, each time there is more of it"),
    QT_TRANSLATE_NOOP("Corrected", "the reply so far; in uni-app: this.text = text"),
    QT_TRANSLATE_NOOP(
        "Corrected",
        "JSON without a library, lenient with what is none. With Jackson all of it is: new ObjectMapper().readTree(data)",
    ),
    QT_TRANSLATE_NOOP(
        "Corrected", "A line is a code, a colon and JSON: 0 is text, g reasoning, 3 an error, d the end."
    ),
    QT_TRANSLATE_NOOP("Corrected", "0 is text, g reasoning, 3 an error, d the end"),
    QT_TRANSLATE_NOOP("Corrected", "the beginning of a line whose end comes with a later chunk"),
    QT_TRANSLATE_NOOP(
        "Corrected",
        "Whole lines: they end with LF, CR LF or CR, and with nothing else that str.splitlines() splits at.",
    ),
    QT_TRANSLATE_NOOP("Corrected", "A CR that is the last character may be half of a CR LF: it waits."),
    QT_TRANSLATE_NOOP(
        "Corrected",
        "A line ends with LF, CR LF or CR. A CR that is the last character may be half of a CR LF: it waits.",
    ),
    QT_TRANSLATE_NOOP("Corrected", "uni.request and Taro.request take the same"),
    QT_TRANSLATE_NOOP("Corrected", "without it the reply comes in one piece, at its end"),
    QT_TRANSLATE_NOOP("Corrected", "ms; the usual 60 s would cut a long reply off"),
    QT_TRANSLATE_NOOP("Corrected", "task.abort() stops it"),
    QT_TRANSLATE_NOOP("Corrected", "Node 18 or later"),
    QT_TRANSLATE_NOOP(
        "Corrected", "The same for http.get's response, and with axios for response.data of responseType 'stream'."
    ),
    QT_TRANSLATE_NOOP("Corrected", "Yields the reply so far, each time there is more of it."),
    QT_TRANSLATE_NOOP("Corrected", "a model may think for minutes"),
    QT_TRANSLATE_NOOP("Corrected", "requests: requests.post(URL, …, stream=True) and response.iter_content(None)"),
    QT_TRANSLATE_NOOP("Corrected", "Text out of bytes that may be cut anywhere."),
    QT_TRANSLATE_NOOP("Corrected", "show it here"),
    QT_TRANSLATE_NOOP(
        "Corrected",
        "A record is whole when its last brace closes: a line end comes before it, after it or, with an error, not at all.",
    ),
    QT_TRANSLATE_NOOP(
        "Corrected", "An object of the array is whole when its last brace closes, long before the array is."
    ),
    QT_TRANSLATE_NOOP("Corrected", "its open braces"),
    QT_TRANSLATE_NOOP("Corrected", "no record goes over a line end: one that broke off is given up"),
    QT_TRANSLATE_NOOP("Corrected", "what lies between records"),
    QT_TRANSLATE_NOOP("Corrected", "a brace in a string is text"),
    QT_TRANSLATE_NOOP("Corrected", "the record in progress"),
    QT_TRANSLATE_NOOP("Corrected", "not whole yet"),
    QT_TRANSLATE_NOOP("Corrected", "the body is the text itself"),
    QT_TRANSLATE_NOOP("Corrected", 'Server-sent events: an event is its lines "data: …" and an empty line.'),
    QT_TRANSLATE_NOOP("Corrected", "readLine() ends a line at LF, CR LF or CR, and knows a CR LF that was cut."),
    QT_TRANSLATE_NOOP("Corrected", "the blank may be missing"),
    QT_TRANSLATE_NOOP("Corrected", 'all else holds no text: comments (": keep-alive"), event:, id:, retry:'),
    QT_TRANSLATE_NOOP("Corrected", 'all else holds no text: comments (": keep-alive"), id:, retry:'),
    QT_TRANSLATE_NOOP("Corrected", "the data lines of the event in progress"),
    QT_TRANSLATE_NOOP("Corrected", "its name"),
    QT_TRANSLATE_NOOP("Corrected", "TO FILL IN: where a piece of the text stands in a record."),
    QT_TRANSLATE_NOOP("Corrected", "value[…][…]…, or null where something on the way is missing."),
    QT_TRANSLATE_NOOP("Corrected", "value[…][…]…, or None where something on the way is missing."),
    QT_TRANSLATE_NOOP("Corrected", "The texts of parts; a part that is marked thought is none."),
)


def translated(line: str) -> str:
    """A line of a template with its comment in the language in force."""
    found = _COMMENT.search(line) or _DOCSTRING.search(line)
    if found is None:
        return line
    return line[: found.start(1)] + translate("Corrected", found[1]) + line[found.end(1) :]
