"""JSON for machines, safe on any terminal encoding; stdlib only."""

from __future__ import annotations

import json
import re

_STEERING = re.compile(r"[\x7f-\x9f]")  # DEL and C1: JSON leaves them as they are, a terminal obeys them


def to_json(value: object, encoding: str = "utf-8") -> str:
    """`value` as JSON, with \\u escapes where `encoding` cannot carry it (a lone surrogate, Chinese on ASCII)."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        text = json.dumps(value, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
