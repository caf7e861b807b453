"""The request: a value, its validation, its presets, its redaction; never sends anything."""

from streamlab.request.preset import Preset, presets
from streamlab.request.validation import Problem, errors, problem_text, validate
from streamlab.request.value import Body, BodyKind, Request, Timeouts, wire_headers
from streamlab.secrets import is_secret, redact_headers, redact_url, redacted

__all__ = [
    "Body",
    "BodyKind",
    "Preset",
    "Problem",
    "Request",
    "Timeouts",
    "errors",
    "is_secret",
    "presets",
    "problem_text",
    "redact_headers",
    "redact_url",
    "redacted",
    "validate",
    "wire_headers",
]
