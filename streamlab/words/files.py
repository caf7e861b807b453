"""Why a file does not open as a recording, as a sentence with what to do, in the language in force."""

from __future__ import annotations

from streamlab.errors import RecordingFormatError
from streamlab.i18n import translate


def file_sentence(error: RecordingFormatError | OSError) -> str:
    """Why a file cannot be opened as a recording, and what to do."""
    if isinstance(error, OSError):
        return translate("OpenFile", "The file cannot be read: {reason}.").format(reason=error.strerror or error)
    sentence = {
        "empty": translate("OpenFile", "The file is empty: there is nothing to show."),
        "not-ours": translate("OpenFile", "This is not a recording of streamlab. Open a .slrec file."),
        "newer-version": translate("OpenFile", "A newer streamlab wrote this recording. Update streamlab to read it."),
        "bad-line": translate("OpenFile", "The recording is damaged in line {line}."),
    }.get(error.kind, translate("OpenFile", "The file cannot be read."))
    return sentence.format(line=error.line)
