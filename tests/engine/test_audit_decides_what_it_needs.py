"""An audit decides of the day of an event no more than what may ask for such an event, and says the same."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Decision, Policy, audit

ASKERS = "ilacs_rules.engine.auditing.asked_then.Askers.of"

AUTHORITIES = Path("examples/authorities")
SINCE, ON = date(2018, 1, 1), date(2026, 6, 1)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return ilacs_rules.load("ilacs")


@pytest.fixture(scope="module")
def authorities(policy: Policy) -> list[Case]:
    return list(ilacs_rules.read_cases(policy, AUTHORITIES))


def told(policy: Policy, cases: list[Case]) -> list[object]:
    found = audit(policy, cases, SINCE, ON).audit.findings
    return [(each.case.name, each.event, each.obligation, each.held, each.timing, each.days) for each in found]


def test_what_cannot_ask_for_an_event_changes_nothing_of_what_is_said_of_it(
    policy: Policy, authorities: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = told(policy, authorities)
    everything = frozenset(name for each in policy.versions for name in each.version.requirements)
    monkeypatch.setattr(ASKERS, lambda self, kind: everything)
    assert short == told(policy, authorities)


def test_of_the_day_of_an_inspection_no_visit_and_no_plan_is_decided(policy: Policy, authorities: list[Case]) -> None:
    findings = audit(policy, authorities, SINCE, ON).audit.findings
    decided = {
        each.requirement
        for finding in findings
        if finding.event.kind == "standard inspection"
        for each in finding.decision.obligations
    }
    assert {"short inspection", "standard inspection", "re inspection"} <= decided
    assert decided.isdisjoint({"monitoring", "focused visit", "action plan", "self evaluation"})


def test_once_an_event_is_done_only_what_asked_for_it_is_decided_again(
    policy: Policy, authorities: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    once_done = import_module("ilacs_rules.engine.auditing.once_done").OnceDone
    decided_again: list[set[str]] = []
    decide = once_done._decide

    def watched(*asked: object) -> Decision:
        found: Decision = decide(*asked)
        decided_again.append({each.requirement for each in found.obligations})
        return found

    monkeypatch.setattr(once_done, "_decide", watched)
    audit(policy, authorities, SINCE, ON)
    assert decided_again
    assert max(map(len, decided_again)) <= 3
