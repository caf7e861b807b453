"""The times that records carry: when the server made them, whatever held them back later.

Ollama's `created_at` and a service's own `ts` are such clocks. OpenAI's `created` is one constant per reply, and so tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from streamlab.decode.frames import Frame, frame_bytes

_SAMPLES = 8  # frames looked at
_DIFFERENT = 4  # times among them: fewer are no clock
_PAGE = 4096  # of a frame
_NAMES = rb"created_at|createdAt|ts|timestamp|time|time_ms|created"
_STAMP = re.compile(
    rb'"(?:%b)"\s*:\s*(?:"(\d{4}-\d\d-\d\dT[0-9:.]{8,18}(?:Z|[+-]\d\d:?\d\d)?)"|(\d{9,19}(?:\.\d{1,9})?))' % _NAMES
)
_UNITS_NS = {10: 10**9, 13: 10**6, 16: 10**3, 19: 1}  # by the digits of a time since 1970


def made_within(content: bytearray, frames: Sequence[Frame]) -> int | None:
    """The nanoseconds between the first and the last record that has a time; None where no clock runs in them."""
    step = max(1, (len(frames) - 1) // (_SAMPLES - 1))
    sample = [*frames[::step][:_SAMPLES], frames[-1]] if frames else []
    found = (_STAMP.search(frame_bytes(content, frame)[:_PAGE]) for frame in sample)
    times = [time for match in found if match and (time := _nanoseconds(match)) is not None]
    if len(set(times)) < _DIFFERENT or times != sorted(times):
        return None
    return times[-1] - times[0]


def _nanoseconds(match: re.Match[bytes]) -> int | None:
    if match[2] is not None:
        whole, _, fraction = match[2].partition(b".")
        unit = _UNITS_NS.get(len(whole))
        return None if unit is None else int(whole) * unit + int(float(b"0." + (fraction or b"0")) * unit)
    text = match[1].decode()
    seconds, dot, fraction = text.partition(".")
    digits = re.match(r"\d*", fraction)
    try:
        moment = datetime.fromisoformat(seconds[:19] + "+00:00")
    except ValueError:
        return None
    part = (digits[0] if dot and digits else "").ljust(9, "0")[:9]
    return int(moment.timestamp()) * 10**9 + int(part)
