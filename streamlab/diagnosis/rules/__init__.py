"""The rules, one file per layer: what each looks for, and the rule as a value below it. Here is their order."""

from __future__ import annotations

from functools import cache
from typing import Any

from streamlab.diagnosis.rule import About, Rule
from streamlab.diagnosis.rules import bytes as characters
from streamlab.diagnosis.rules import coding, events, heads, lines, protocol, text, timing, transport
from streamlab.diagnosis.rules import json as json_rules
from streamlab.model import Finding

AnyRule = Rule[Any]
# Of findings of one severity, the one further up is told first.
RULES: tuple[AnyRule, ...] = (
    transport.CUT_SHORT,
    transport.RECORDING_CUT,
    transport.NOT_HTTP,
    transport.OWN_LIMIT,
    transport.ERROR_STATUS,
    transport.CONTRADICTING_FRAMING,
    coding.COMPRESSED_NOT_DECLARED,
    coding.CODING_UNTRUE,
    coding.CODING_BROKEN,
    characters.GBK_SENT,
    characters.OTHER_CHARSET_SENT,
    timing.CUT_IN_SILENCE,
    characters.DECLARED_GBK,
    characters.DECLARED_LATIN1,
    characters.ILL_FORMED,
    characters.TORN_END,
    text.HALF_CHARACTERS,
    text.FFFD_BY_TOKEN,
    text.FFFD_BY_RELAY,
    text.ENCODED_TWICE,
    text.QUESTION_MARKS,
    characters.CHARACTER_CUT,
    json_rules.INVALID_JSON,
    heads.WEB_PAGE,
    lines.LINE_CUT,
    events.STRAY_LINE,
    lines.GLUED_JSON,
    lines.CRLF_CUT,
    characters.BYTE_ORDER_MARK,
    events.NO_BLANK_LINE,
    heads.OTHER_TYPE,
    events.SEVERAL_EVENTS,
    events.KEEP_ALIVE_COMMENTS,
    events.LONE_COMMENTS,
    lines.OTHER_LINE_ENDS,
    heads.NO_CHARSET,
    events.DOUBLE_PREFIX,
    events.KEEP_ALIVE_AS_DATA,
    lines.LINE_SEPARATOR,
    events.BLANKS_LOST,
    lines.LONG_LINE,
    events.BAD_CHECK_SUM,
    lines.JSON_OVER_LINES,
    events.SEVERAL_DATA_LINES,
    events.NO_SPACE,
    events.END_MARKER,
    protocol.ERROR_INSIDE,
    protocol.NO_TERMINAL,
    protocol.AFTER_TERMINAL,
    protocol.NO_STREAM,
    protocol.ONLY_REASONING,
    protocol.STOPPED_BY_LIMIT,
    protocol.NO_CHOICES,
    protocol.REPEATED_TEXT,
    timing.HELD_BACK,
    timing.HELD_BY_CDN,
    timing.HELD_BY_PLATFORM,
    timing.HELD_BY_COMPRESSION,
    timing.STOPPED_BY_TIME,
    timing.LONG_SILENCE,
)
_BY_ID = {rule.id: rule for rule in RULES}


def of(finding: Finding) -> AnyRule:
    """The rule that gave a finding."""
    return _BY_ID[finding.rule]


@cache
def ids(about: About) -> frozenset[str]:
    """The ids of the rules about something."""
    return frozenset(rule.id for rule in RULES if about in rule.about)


def suggested_encoding(finding: Finding) -> str:
    """The encoding that the content fits, where it is read in another; else empty."""
    return str(finding.args["suggested"]) if About.CHARSET in of(finding).about else ""
