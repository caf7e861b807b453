"""What makes no sense about an argument, as a sentence in the language in force."""

from __future__ import annotations

from streamlab.errors import Misuse, UsageError
from streamlab.i18n import QT_TRANSLATE_NOOP, translate

_ARGUMENTS = {
    Misuse.FRAMING: QT_TRANSLATE_NOOP("Usage", "“{name}” is no framing. Known are: {known}"),
    Misuse.DIALECT: QT_TRANSLATE_NOOP("Usage", "“{name}” is no dialect. Known are: {known}"),
    Misuse.ENCODING: QT_TRANSLATE_NOOP("Usage", "“{name}” is no encoding that is known here, such as gb18030 or big5."),
    Misuse.CLIENT: QT_TRANSLATE_NOOP("Usage", "“{name}” is no client. Known are: {known}"),
    Misuse.END: QT_TRANSLATE_NOOP("Usage", "“{name}” is no reason for an end. Known are: {known}"),
    Misuse.CHUNK: QT_TRANSLATE_NOOP("Usage", "A chunk is bytes, not {type}."),
    Misuse.CUT: QT_TRANSLATE_NOOP("Usage", "“{cut}” is no cut."),
    Misuse.CUT_NOT_HERE: QT_TRANSLATE_NOOP("Usage", "“{cut}” is no cut that works here. Known are: {known}"),
    Misuse.CUT_NUMBERS: QT_TRANSLATE_NOOP("Usage", "“{cut}”: {form} takes {fewest} to {most} numbers above 0."),
    Misuse.CUT_NUMBER: QT_TRANSLATE_NOOP("Usage", "“{cut}”: {form} takes one number above 0."),
    Misuse.CUT_WITHOUT_NUMBERS: QT_TRANSLATE_NOOP("Usage", "“{cut}”: {form} takes no numbers."),
    Misuse.CUT_SIZE: QT_TRANSLATE_NOOP("Usage", "“{cut}”: the sizes known are {known}."),
    Misuse.CUT_PIECE: QT_TRANSLATE_NOOP("Usage", "“{cut}”: a piece has at most {most} bytes."),
    Misuse.CUT_ORDER: QT_TRANSLATE_NOOP("Usage", "“{cut}”: each offset must be greater than the one before."),
}
_REQUESTS = {
    Misuse.POWERSHELL: QT_TRANSLATE_NOOP("Usage", "This is PowerShell. Copy the request as cURL or as fetch instead."),
    Misuse.NO_ADDRESS: QT_TRANSLATE_NOOP("Usage", "The cURL command names no address."),
    Misuse.OPEN_QUOTE: QT_TRANSLATE_NOOP(
        "Usage", "In line {line} of the cURL command a quote is opened and not closed: {text}"
    ),
    Misuse.NO_REQUEST: QT_TRANSLATE_NOOP("Usage", "The code makes no request: there is nothing to take over."),
    Misuse.NO_REQUEST_FOR: QT_TRANSLATE_NOOP("Usage", "There is no request to take over. {reason}"),
    Misuse.NO_REQUEST_AT: QT_TRANSLATE_NOOP("Usage", "There is no request to take over. Line {line}: {reason}"),
}
_SCENARIOS = {
    Misuse.LAB_NOT_RUNNING: QT_TRANSLATE_NOOP("Usage", "The lab is not running."),
    Misuse.NOT_TOML: QT_TRANSLATE_NOOP("Usage", "This is not TOML: {reason}"),
    Misuse.MISSING: QT_TRANSLATE_NOOP("Usage", "This is missing or empty."),
    Misuse.UNKNOWN_KEY: QT_TRANSLATE_NOOP("Usage", "No key of this name is known."),
    Misuse.NOT_A_TABLE: QT_TRANSLATE_NOOP("Usage", "A table must stand here."),
    Misuse.NOT_A_LIST: QT_TRANSLATE_NOOP("Usage", "A list must stand here."),
    Misuse.NOT_A_TEXT: QT_TRANSLATE_NOOP("Usage", "A text must stand here."),
    Misuse.NOT_TEXTS: QT_TRANSLATE_NOOP("Usage", "A list of texts must stand here."),
    Misuse.NOT_A_NUMBER: QT_TRANSLATE_NOOP("Usage", "A whole number must stand here."),
    Misuse.NOT_A_FLAG: QT_TRANSLATE_NOOP("Usage", "true or false must stand here."),
    Misuse.NUMBER_NOR_TEXT: QT_TRANSLATE_NOOP("Usage", "A whole number or a text must stand here."),
    Misuse.TEXT_NOR_TABLE: QT_TRANSLATE_NOOP("Usage", "A text or a table must stand here."),
    Misuse.CHOICE: QT_TRANSLATE_NOOP("Usage", "“{name}” is none of: {known}"),
    Misuse.ONE_OF: QT_TRANSLATE_NOOP("Usage", "Exactly one of these must stand here: {known}"),
    Misuse.NUMBER: QT_TRANSLATE_NOOP("Usage", "“{value}” is no whole number from {least} to {most}."),
    Misuse.TEXT_ENCODING: QT_TRANSLATE_NOOP("Usage", "“{name}” is no encoding of text."),
    Misuse.DURATION: QT_TRANSLATE_NOOP("Usage", "“{text}” is no duration such as 35ms, 1.5s or 0."),
    Misuse.LONG_DURATION: QT_TRANSLATE_NOOP("Usage", "“{text}” is longer than {most} s."),
    Misuse.NO_BYTES: QT_TRANSLATE_NOOP("Usage", "This makes no bytes: {reason}"),
    Misuse.NO_BORDER: QT_TRANSLATE_NOOP("Usage", "There is no such border in “{text}”."),
    Misuse.HEADER_LINE: QT_TRANSLATE_NOOP("Usage", "“{text}” is not of the form “Name: value”."),
    Misuse.CLOSING_EVENT: QT_TRANSLATE_NOOP("Usage", "“{name}” is no closing event of {dialect}."),
    Misuse.NOT_REPEATABLE: QT_TRANSLATE_NOOP("Usage", "Only a script that is told in a dialect can be repeated."),
    Misuse.REPEATED_LENGTH: QT_TRANSLATE_NOOP("Usage", "A body that is repeated can have no Content-Length."),
    Misuse.LENGTH_FRAMING: QT_TRANSLATE_NOOP("Usage", "This needs framing = “content-length”."),
    Misuse.BODILESS_STATUS: QT_TRANSLATE_NOOP("Usage", "A response with status {status} has no body."),
}
_SENTENCES = _ARGUMENTS | _REQUESTS | _SCENARIOS


def usage_sentence(error: UsageError) -> str:
    """What makes no sense, and what would; after the place in the file, where it is of one."""
    sentence = translate("Usage", _SENTENCES[error.kind]).format(**error.values)
    return f"{error.place}: {sentence}" if error.place else sentence
