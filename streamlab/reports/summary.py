"""What a run amounts to, in words: verdict, findings by layer, numbers, how it ended, the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlab.diagnosis import prose
from streamlab.i18n import translate
from streamlab.model import EndKind, EndReason, Finding, Severity
from streamlab.reports.terminal import Ink, columns, escape, escape_line, wrap
from streamlab.request import faults
from streamlab.words.encodings import encoding_name
from streamlab.words.ends import end_text
from streamlab.words.framings import framing_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from streamlab.analysis import Analysis
    from streamlab.request import Request

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def report_lines(analysis: Analysis, ink: Ink, *, request: Request | None = None, reply: bool = True) -> Iterator[str]:
    """The whole report: verdict, how it ended, findings, numbers and, unless it was shown already, the reply."""
    yield from verdict_lines(analysis, ink, request)
    yield ""
    yield from finding_lines(analysis.findings, ink)
    yield from number_lines(analysis, ink)
    if reply:
        yield ""
        yield from reply_lines(analysis, ink)


def verdict_lines(analysis: Analysis, ink: Ink, request: Request | None = None) -> Iterator[str]:
    """The answer in one line, and how the run ended where that is news."""
    sign = ink.severity(analysis.verdict.severity)
    yield from _hanging(sign, escape_line(prose.verdict_text(analysis.verdict)), ink, strong=True)
    end = analysis.end
    # The verdict has said already that it is complete, or that the person stopped it.
    news = end is not None and (end.reason is not EndReason.COMPLETE or end.kind is EndKind.CLOSE_NOTIFY)
    if end is not None and news and end.kind is not EndKind.STOPPED:
        yield from wrap(escape_line(end_text(end, faults(request))), ink.width, "  ")


def finding_lines(findings: Iterable[Finding], ink: Ink) -> Iterator[str]:
    """The findings by layer, the worst layer first; each with its places and what to do."""
    ordered = sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.severity))
    for layer in dict.fromkeys(finding.layer for finding in ordered):
        yield ink.strong(prose.layer_name(layer).capitalize())
        for finding in ordered:
            if finding.layer is layer:
                yield from _finding(finding, ink)
        yield ""


def number_lines(analysis: Analysis, ink: Ink) -> Iterator[str]:
    """Status, sizes and times: names in one column, values in another."""
    rows = [(name, value) for name, value in _numbers(analysis) if value]
    width = max((columns(name) for name, _ in rows), default=0)
    for name, value in rows:
        yield f"{ink.dim(name)}{' ' * (width - columns(name))}  {escape_line(value)}"


def reply_lines(analysis: Analysis, ink: Ink) -> Iterator[str]:
    """The reply as text, reasoning first; says so where there is none."""
    reply = analysis.reply
    if reply.reasoning:
        yield ink.strong(translate("Report", "Reasoning"))
        yield escape(reply.reasoning)
        yield ""
    yield ink.strong(translate("Report", "Reply"))
    yield escape(reply.text) if reply.text else ink.dim(translate("Report", "(no reply text)"))


def _finding(finding: Finding, ink: Ink) -> Iterator[str]:
    yield from _hanging(f"  {ink.severity(finding.severity)}", escape_line(prose.title(finding)), ink)
    for text in (prose.detail(finding), prose.places(finding)):
        if text:
            yield from wrap(escape_line(text), ink.width, "    ")
    if advice := prose.advice(finding):
        yield from _hanging(f"    {ink.shapes.arrow}", escape_line(advice), ink)


def _hanging(sign: str, text: str, ink: Ink, *, strong: bool = False) -> Iterator[str]:
    """`text` after a sign, further lines below its beginning."""
    indent = columns(sign) - columns(sign.lstrip()) + 2
    for number, line in enumerate(wrap(text, ink.width - indent)):
        shown = ink.strong(line) if strong else line
        yield f"{sign} {shown}" if number == 0 else " " * indent + shown


def _numbers(analysis: Analysis) -> Iterator[tuple[str, str]]:
    head, timing = analysis.head, analysis.timing
    if head is not None:
        yield translate("Report", "Status"), f"{head.http_version} {head.status} {head.reason}".strip()
    yield translate("Report", "Received"), _received(analysis)
    if analysis.content_encoding:
        coding = f"{analysis.content_encoding}: {translate('Report', '%n byte(s)', n=analysis.content_size)}"
        yield translate("Report", "Content coding"), f"{coding} {analysis.content_error or ''}".strip()
    yield (
        translate("Report", "Read as"),
        ", ".join((encoding_name(analysis.encoding), framing_name(analysis.framing), analysis.dialect)),
    )
    yield translate("Report", "First byte"), _milliseconds(timing.first_byte_ms)
    yield translate("Report", "First text"), _milliseconds(timing.first_text_ms)
    yield translate("Report", "Total"), _milliseconds(timing.total_ms)


def _received(analysis: Analysis) -> str:
    counts = [
        translate("Report", "%n byte(s)", n=analysis.body_size),
        translate("Report", "%n chunk(s)", n=len(analysis.chunk_ends)),
        translate("Report", "%n frame(s)", n=len(analysis.frames)) if analysis.frames else "",
        translate("Report", "%n delta(s)", n=len(analysis.deltas)) if analysis.deltas else "",
    ]
    return ", ".join(filter(None, counts))


def _milliseconds(value: float | None) -> str:
    return "" if value is None else translate("Report", "{value} ms").format(value=f"{value:,.0f}")
