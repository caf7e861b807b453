"""Diagnosis: rules over decoded values, one file per layer.

A rule is a function from a `Subject` to a finding or None. Words for people are made by `words`, from rule id and arguments.

Modes of the field guide that one recording cannot show, and why:

| mode                | why                                                                                                    |
|---------------------|--------------------------------------------------------------------------------------------------------|
| F06, F60            | a device lacks a function or never calls back: nothing of it is on the wire                            |
| F21b, F23, F25      | a client's way of decoding or appending; the bytes are right, `clients` plays it                       |
| F24, F28            | a viewer's charset: the pasted text shows it, not the bytes; but where the head itself names the wrong |
|                     | one, the rule of the same name says so                                                                 |
| F30, F31, F32, F56  | a client's decoder or parser between chunks; F01 and F02 name the places, `clients` plays the loss     |
| F58                 | needs two requests: one recording holds one                                                            |
| F59                 | a browser or library holds back what has arrived; the recording is smooth                              |
| F62                 | a debugging proxy is part of the way: needs a second recording without it                              |
| F57                 | look-alikes: no faults, and no rule may fire on them                                                   |
"""

from __future__ import annotations

from collections.abc import Callable

from streamlab.diagnosis.rules import bytes as bytes_rules
from streamlab.diagnosis.rules import framing, protocol, text, timing, transport
from streamlab.diagnosis.rules import json as json_rules
from streamlab.diagnosis.subject import Subject
from streamlab.model import Finding, Severity

Rule = Callable[[Subject], Finding | None]

ABOUT_TRANSFER: tuple[Rule, ...] = (
    transport.premature_close,
    transport.protocol_error,
    transport.error_status,
    transport.framing_conflict,
    bytes_rules.compressed_not_declared,
    bytes_rules.content_encoding_lie,
    bytes_rules.other_charset,
    timing.idle_timeout_cut,
)
# What is read of the content: nothing where it is still compressed (guide §0, step 1).
ABOUT_CONTENT: tuple[Rule, ...] = (
    bytes_rules.declared_wrongly,
    bytes_rules.invalid_bytes,
    bytes_rules.ends_inside_character,
    text.surrogate_split,
    text.fffd_in_payload,
    text.double_encoded,
    text.question_marks,
    bytes_rules.char_split,
    json_rules.invalid_json,
    framing.html_instead,
    framing.line_split,
    framing.unframed_line,
    framing.glued_json,
    framing.crlf_split,
    bytes_rules.bom_first,
    framing.final_event_unterminated,
    framing.content_type_mismatch,
    framing.events_merged,
    framing.keep_alive_comments,
    framing.comment_blocks,
    framing.carriage_returns,
    framing.missing_charset,
    framing.double_prefix,
    framing.keep_alive_as_data,
    framing.line_separators,
    framing.whitespace_eaten,
    framing.long_line,
    framing.bad_check_sum,
    framing.array_stream,
    framing.multi_data,
    framing.data_without_space,
    framing.done_sentinel,
    protocol.error_inside,
    protocol.no_terminal,
    protocol.after_terminal,
    protocol.stream_ignored,
    protocol.reasoning_only,
    protocol.stopped_by_limit,
    protocol.empty_choices,
    protocol.cumulative,
    timing.all_at_once,
    timing.compression_buffering,
    timing.function_limit,
    timing.long_silence,
)
RULES = (*ABOUT_TRANSFER, *ABOUT_CONTENT)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def diagnose(subject: Subject) -> tuple[Finding, ...]:
    """Every rule that fires, the gravest first, else in the order of `RULES`."""
    hidden = bytes_rules.unreadable(subject) or bytes_rules.is_utf16(subject)
    found = (rule(subject) for rule in (ABOUT_TRANSFER if hidden else RULES))
    return tuple(sorted((item for item in found if item is not None), key=lambda item: _ORDER[item.severity]))


__all__ = ["RULES", "Rule", "Subject", "diagnose"]
