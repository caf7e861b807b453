"""Words for two compared runs."""

from __future__ import annotations

from collections.abc import Mapping

from streamlab.comparison.experiments import Comparison, Milliseconds, Named
from streamlab.diagnosis.experiment import Experiment
from streamlab.i18n import QT_TRANSLATE_NOOP, joined, translate

_SENTENCES = {
    "stopped": QT_TRANSLATE_NOOP("Comparison", "You stopped the experiment: nothing can be compared."),
    "no-answer": QT_TRANSLATE_NOOP("Comparison", "The experiment got no answer: nothing can be compared."),
    "other-status": QT_TRANSLATE_NOOP(
        "Comparison", "The experiment was answered with status {status}: nothing can be compared."
    ),
    "identity-ignored": QT_TRANSLATE_NOOP(
        "Comparison",
        "It came compressed again ({coding}) although identity was asked for: whoever compresses does not listen, and "
        "nothing is proven.",
    ),
    "identity-needless": QT_TRANSLATE_NOOP(
        "Comparison", "The run before was not compressed either: compression is not the cause."
    ),
    "identity-still-held": QT_TRANSLATE_NOOP(
        "Comparison",
        "Without compression it was held back too (first text after {after}, before {before}): compression is not the "
        "cause, a buffer on the way is likely.",
    ),
    "identity-sooner": QT_TRANSLATE_NOOP(
        "Comparison", "With identity the first text came after {after} instead of {before}: {coding} held it back."
    ),
    "identity-no-difference": QT_TRANSLATE_NOOP(
        "Comparison",
        "With identity the first text came after {after}, before {before}: too little difference to blame compression.",
    ),
    "upstream-held-too": QT_TRANSLATE_NOOP(
        "Comparison", "The upstream itself sends it all at once: look there, not at the way."
    ),
    "upstream-sooner": QT_TRANSLATE_NOOP(
        "Comparison",
        "From the upstream the first text came after {after} instead of {before}, and it flowed: it is held back on the way.",
    ),
    "upstream-flows": QT_TRANSLATE_NOOP(
        "Comparison",
        "From the upstream it flowed (first text after {after}, before {before}): it is held back on the way.",
    ),
    "upstream-clean": QT_TRANSLATE_NOOP(
        "Comparison",
        "Absent here: %n finding(s) of the run before. Consistent with a fault on the way, in one run each.",
    ),
    "upstream-same": QT_TRANSLATE_NOOP(
        "Comparison", "The upstream shows the same findings: the fault is there already."
    ),
    "damage-stays": QT_TRANSLATE_NOOP(
        "Comparison", "The text is damaged here too (%n place(s)): the damage is made before this point."
    ),
    "damage-gone": QT_TRANSLATE_NOOP(
        "Comparison",
        "Here the text is whole: the damage is made between here and where the run before was recorded. A model answers "
        "anew each time; repeat it if the texts differ much.",
    ),
    "damage-no-text": QT_TRANSLATE_NOOP("Comparison", "The experiment brought no text: nothing can be compared."),
    "plain-ignored": QT_TRANSLATE_NOOP(
        "Comparison", "It was streamed although that was switched off: nothing can be compared."
    ),
    "plain-no-text": QT_TRANSLATE_NOOP(
        "Comparison", "The answer without streaming has no text: nothing can be compared."
    ),
    "plain-same": QT_TRANSLATE_NOOP(
        "Comparison",
        "Without streaming the text is the same ({after} characters): nothing is missing but the end mark.",
    ),
    "plain-goes-on": QT_TRANSLATE_NOOP(
        "Comparison", "Without streaming the text goes on: %n character(s) more. The stream lost them."
    ),
    "plain-differs": QT_TRANSLATE_NOOP(
        "Comparison",
        "Without streaming the text has {after} characters instead of {before}, but it is another text: a model answers "
        "anew each time, so this proves nothing about what is missing.",
    ),
    "again-complete": QT_TRANSLATE_NOOP(
        "Comparison", "This time it ended properly, after {seconds} s: no limit hits every time."
    ),
    "again-broke": QT_TRANSLATE_NOOP("Comparison", "It broke off again, after {seconds} s."),
    "again-same": QT_TRANSLATE_NOOP(
        "Comparison", "It broke off after {after_s} s, before after {before_s} s: a fixed limit, hardly chance."
    ),
    "again-otherwise": QT_TRANSLATE_NOOP(
        "Comparison", "It broke off after {after_s} s, before after {before_s} s: that is no fixed limit."
    ),
}
BUTTONS: Mapping[str, str] = {
    Experiment.IDENTITY: QT_TRANSLATE_NOOP("Comparison", "Repeat with identity"),
    Experiment.UPSTREAM: QT_TRANSLATE_NOOP("Comparison", "Send to the upstream…"),
    Experiment.PLAIN: QT_TRANSLATE_NOOP("Comparison", "Repeat without streaming"),
    Experiment.AGAIN: QT_TRANSLATE_NOOP("Comparison", "Repeat"),
}


def button_text(experiment: str) -> str:
    """What starts an experiment."""
    return translate("Comparison", BUTTONS[experiment])


def comparison_text(comparison: Comparison) -> str:
    """What the experiment showed; "" while it goes on."""
    return joined(_sentence(key, args) for key, args in comparison.parts)


def _sentence(key: str, args: Mapping[str, Named]) -> str:
    count = args.get("n")
    source = translate("Comparison", _SENTENCES[key], count if isinstance(count, int) else None)
    return source.format(**{name: _shown(value) for name, value in args.items()})


def _shown(value: Named) -> str:
    if isinstance(value, Milliseconds):
        return _time(value.value)
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value


def _time(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} ms" if value < 1000 else f"{value / 1000:,.1f} s"
