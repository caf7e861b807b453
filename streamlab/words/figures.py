"""Numbers and reasons as people read them: sizes, times, why a file does not open; no Qt."""

from __future__ import annotations

from streamlab.errors import RecordingFormatError
from streamlab.i18n import translate


def milliseconds(t_ns: int) -> str:
    """A time since the request was sent: `+412 ms`, from 10 s on `+12.41 s`."""
    if t_ns < 0:
        return "–"  # a log without times
    value = t_ns / 1e6
    return f"+{value:,.0f} ms" if value < 10_000 else f"+{value / 1000:,.2f} s"


def milliseconds_text(value: float) -> str:
    """A measured duration: `0.4 ms`, `412 ms`, from 10 s on `12.41 s`."""
    if value >= 10_000:
        return f"{value / 1000:,.2f} s"
    return f"{value:.1f} ms" if value < 10 else f"{value:,.0f} ms"


def seconds(t_ns: int) -> str:
    """A duration: `412 ms`, `3.21 s`, `2 min 05 s`."""
    value = t_ns / 1e9
    if value < 1:
        return f"{value * 1000:.0f} ms"
    if value < 60:
        return f"{value:.2f} s"
    return f"{int(value // 60)} min {int(value % 60):02} s"


def size(count: int) -> str:
    """A number of bytes: `734 B`, `12.4 KB`, `3.1 MB`."""
    if count < 1000:
        return f"{count} B"
    value = float(count)
    for unit in ("KB", "MB", "GB"):
        value /= 1000
        if value < 1000 or unit == "GB":
            return f"{value:,.1f} {unit}"
    raise AssertionError


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
