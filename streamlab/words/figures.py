"""Numbers as people read them: sizes, times."""

from __future__ import annotations


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
