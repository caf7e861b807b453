"""The request: a value, its validation, its presets, its redaction; never sends anything."""

from streamlab.request.gate import Question, agreed, asked, filled_with, to_fill
from streamlab.request.preset import Preset, presets
from streamlab.request.redaction import redacted
from streamlab.request.validation import Problem, errors, faults, problem_text, validate
from streamlab.request.value import Body, BodyKind, Origin, Request, Timeouts, wire_headers

__all__ = [
    "Body",
    "BodyKind",
    "Origin",
    "Preset",
    "Problem",
    "Question",
    "Request",
    "Timeouts",
    "agreed",
    "asked",
    "errors",
    "faults",
    "filled_with",
    "presets",
    "problem_text",
    "redacted",
    "to_fill",
    "validate",
    "wire_headers",
]
