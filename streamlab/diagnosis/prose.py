"""Findings and verdicts as people read them: the words of their rules, filled in and in the language in force."""

from __future__ import annotations

from streamlab.diagnosis import rules
from streamlab.diagnosis.words.verdicts import VERDICTS
from streamlab.i18n import QT_TRANSLATE_NOOP, joined, translate
from streamlab.model import Finding, Layer, Severity, Verdict

_LAYERS = {
    Layer.SERVER: QT_TRANSLATE_NOOP("Findings", "server"),
    Layer.PROXY: QT_TRANSLATE_NOOP("Findings", "proxy"),
    Layer.NETWORK: QT_TRANSLATE_NOOP("Findings", "network"),
    Layer.CLIENT: QT_TRANSLATE_NOOP("Findings", "client"),
    Layer.TOOL: QT_TRANSLATE_NOOP("Findings", "tool"),
}
_SEVERITIES = {
    Severity.INFO: QT_TRANSLATE_NOOP("Findings", "info"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Findings", "warning"),
    Severity.ERROR: QT_TRANSLATE_NOOP("Findings", "error"),
}


def title(item: Finding) -> str:
    """What it is, in a few words."""
    return _filled(rules.of(item).words.title, item)


def detail(item: Finding) -> str:
    """What you see and why."""
    return _filled(rules.of(item).words.detail_for(item.args), item)


def advice(item: Finding) -> str:
    """What to do."""
    return _filled(rules.of(item).words.advice, item)


def _filled(source: str, item: Finding) -> str:
    return translate("Findings", source, item.count).format(**rules.of(item).words.named(item.args))


def layer_name(layer: Layer) -> str:
    """The layer at fault."""
    return translate("Findings", _LAYERS[layer])


def severity_name(severity: Severity) -> str:
    """How much it matters."""
    return translate("Findings", _SEVERITIES[severity])


def places(item: Finding) -> str:
    """Where it is, on one line: the first span, its chunks, how many more."""
    if not item.spans:
        return ""
    words, (start, end) = rules.of(item).words, item.spans[0]
    named = {"border": str(item.chunks[0]), **words.named(item.args), "start": start, "end": end}
    text = translate("Findings", words.spot).format(**named)
    if len(item.spans) > 1:
        more = translate("Findings", ", and %n more, the last at {start}–{end}", item.count - 1)
        text += more.format(start=item.spans[-1][0], end=item.spans[-1][1])
    elif item.count > 1:
        text += translate("Findings", ", and %n more", item.count - 1)
    return text


def verdict_text(verdict: Verdict) -> str:
    """The verdict as one line. A finding among a sentence's arguments stands for its title."""
    sentences = []
    for key, args in verdict.parts:
        count = args.get("n")
        named = {name: title(value) if isinstance(value, Finding) else value for name, value in args.items()}
        source = VERDICTS[key].text
        sentences.append(translate("Verdict", source, count if isinstance(count, int) else None).format(**named))
    return joined(sentences)
