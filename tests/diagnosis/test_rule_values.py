"""A rule names every layer and severity that its findings may have, and no other."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from itertools import chain

import pytest

from streamlab.analysis import analyze_messages
from streamlab.diagnosis import RULES, Subject, rules
from streamlab.lab.scenarios import load_all
from streamlab.model import Finding, Severity
from tests.diagnosis.played import played

FINDS = tuple(dict.fromkeys(rule.find for rule in RULES))


@pytest.mark.parametrize("find", FINDS, ids=lambda find: find.__name__)
def test_the_severities_are_those_in_the_code_that_finds(find: Callable[[Subject], Finding | None]) -> None:
    named = {Severity[name] for name in re.findall(r"\bSeverity\.([A-Z]+)\b", inspect.getsource(find))}
    told = set(chain.from_iterable(rule.severities for rule in RULES if rule.find is find))
    assert told == named


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_severities_fall_and_nothing_is_named_twice(rule: rules.AnyRule) -> None:
    weights = [severity.gravity for severity in rule.severities]
    assert weights == sorted(set(weights), reverse=True)
    assert rule.layers
    assert len(set(rule.layers)) == len(rule.layers)


def test_the_labs_findings_have_what_their_rules_name() -> None:
    for scenario in load_all():
        for finding in analyze_messages(played(scenario)).findings:
            rule = rules.of(finding)
            assert finding.severity in rule.severities, rule.id
            assert finding.layer in rule.layers, rule.id
