"""JSON for machines, safe on any terminal encoding; stdlib only."""

from __future__ import annotations

import json


def to_json(value: object, encoding: str = "utf-8") -> str:
    """`value` as JSON, with \\u escapes where `encoding` cannot carry it (a lone surrogate, Chinese on ASCII)."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return json.dumps(value, indent=2)
    return text
