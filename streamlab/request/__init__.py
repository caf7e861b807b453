"""The request: a value, its validation, its presets, its redaction; never sends anything."""

from streamlab.request.preset import Preset, presets
from streamlab.request.redaction import redacted
from streamlab.request.validation import Problem, errors, faults, problem_text, validate
from streamlab.request.value import Body, BodyKind, Request, Timeouts, wire_headers

__all__ = [
    "Body",
    "BodyKind",
    "Preset",
    "Problem",
    "Request",
    "Timeouts",
    "errors",
    "faults",
    "presets",
    "problem_text",
    "redacted",
    "validate",
    "wire_headers",
]
