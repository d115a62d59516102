"""An event told as a “check” only, where each check is a short or a full one: it may be either, and that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import UNKNOWN, Case, CaseError, Decision, Event, audit, contacts, load
from tests.policies import decided, loaded

POLICY = """policy: wider
title: Short and full checks
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: home
scales: {grade: [good, poor]}
events:
  check: {records: {result: grade}}
  short check: {is: check}
  full check: {is: check, records: {doors: grade}}
  visit: {}
definitions:
  never checked in full: no full check
  state of the doors: doors of latest full check
  state of doors seen last: doors of latest check
  last result: result of latest check
requirements:
  short check: {assumes: an example, event: short check, due: every 1 year after end of latest check}
  full check: {assumes: an example, when: never checked in full, event: full check, due: by 2026-12-31}
"""
POLICIES = {
    "asked": POLICY + "  any check: {assumes: an example, event: check, due: at least 1 in each calendar year}\n",
    "not asked": POLICY,
}
SHOWN = ("never checked in full", "state of the doors", "state of doors seen last", "last result")


def told(kind: str, policy: str = "not asked", end: date | None = date(2024, 3, 5)) -> Decision:
    event = Event(kind, date(2024, 3, 4), end, None, {"result": "good"})
    return decided(loaded(POLICIES[policy], "wider.yaml"), Case("a home", {}, (event,)), date(2024, 6, 1))


def test_it_may_be_of_each_of_its_kinds() -> None:
    decision = told("check")
    assert {name: decision.values[name] for name in SHOWN} == {
        "never checked in full": UNKNOWN,
        "state of the doors": UNKNOWN,
        "state of doors seen last": UNKNOWN,
        "last result": "good",  # every check has one
    }
    assert str(decision.obligation("short check").target) == "2025-03-05"  # reckoned from any check
    assert str(decision.obligation("full check").status) == "undetermined"


def test_what_would_settle_it_is_its_kind() -> None:
    needs = {need.text for each in told("check").obligations for need in each.needs}
    assert needs == {"the kind of the check of 4–5 March 2024 is not recorded"}


def test_one_that_is_told_to_be_short_is_not_full() -> None:
    assert told("short check").values["never checked in full"] is True


def test_where_a_check_is_asked_for_one_of_neither_kind_may_be_meant() -> None:
    assert told("check", "asked").values["never checked in full"] is True


def test_one_in_hand_may_be_what_is_asked_for() -> None:
    full = told("full check", end=None).obligation("full check")
    assert full.in_hand is not None
    assert told("check", end=None).obligation("full check").in_hand is None  # that it is one is not told


def test_what_only_one_of_its_kinds_records_is_asked_for_by_that_kind() -> None:
    event = Event("check", date(2024, 3, 4), date(2024, 3, 5), None, {"doors": "good"})
    with pytest.raises(CaseError, match="“doors” is not recorded by “check”") as raised:
        decided(loaded(POLICY, "wider.yaml"), Case("a home", {}, (event,)), date(2024, 6, 1))
    assert [each.hint for each in raised.value.diagnostics] == ["say of which kind the event is: “full check”"]


def home(*events: tuple[str, str]) -> Case:
    days = [(kind, date.fromisoformat(on)) for kind, on in events]
    return Case("a home", {}, tuple(Event(kind, on, on) for kind, on in days))


REPEALED = """policy: wider
amends: 2024-01-01
published: 2024-11-01
in force: {from: 2025-01-01}
events: {full check: repealed}
definitions:
  never checked in full: repealed
  state of the doors: repealed
  state of doors seen last: repealed
  never checked in short: no short check
requirements: {full check: repealed}
"""


def test_a_kind_that_is_repealed_later_may_have_been_meant(tmp_path: Path) -> None:
    for day, text in (("2024-01-01", POLICY), ("2025-01-01", REPEALED)):
        (tmp_path / f"{day}.yaml").write_text(text, encoding="utf-8")
    decision = decided(load(tmp_path), home(("check", "2024-03-05")), date(2025, 6, 1))
    assert decision.values["never checked in short"] is UNKNOWN


def test_a_chain_of_kinds_is_no_choice_of_several() -> None:
    chain = POLICY.replace("full check: {is: check", "full check: {is: short check")
    decision = decided(loaded(chain, "chain.yaml"), home(("check", "2024-03-05")), date(2024, 6, 1))
    assert decision.values["never checked in full"] is True


def test_where_each_that_it_may_be_counts_it_counts() -> None:
    either = POLICY + "  either: {assumes: x, event: short check, satisfied by: full check, due: by 2024-12-31}\n"
    decision = decided(loaded(either, "either.yaml"), home(("check", "2024-03-05")), date(2024, 6, 1))
    assert str(decision.obligation("either").status) == "satisfied"


Said = list[tuple[str, str | None, int | None]]
FULL = "  full: {assumes: x, event: full check, due: by 2025-12-31}\n"


@pytest.mark.parametrize(
    ("requirement", "events", "said"),
    [
        (FULL, [("check", "2024-06-03")], [("not told", "full", None)]),
        (FULL, [("full check", "2024-06-03")], [("right kind", "full", None)]),
        (
            FULL,
            [("full check", "2024-02-03"), ("check", "2024-06-03")],
            [("right kind", "full", None), ("not told", "full", None)],
        ),
        (
            "  visit: {assumes: x, event: visit, satisfied by: check, due: by 2024-12-31}\n",
            [("check", "2024-06-03")],
            [("stand-in", "visit", None)],  # whichever it was
        ),
        (
            "  full: {assumes: x, event: full check, due: every 1 year}\n",
            [("full check", "2024-01-03"), ("check", "2024-06-03"), ("full check", "2025-01-02")],
            [("right kind", "full", None), ("not told", "full", None), ("right kind", "full", None)],  # since which?
        ),
    ],
)
def test_an_audit_does_not_say_that_it_was_something_else(
    requirement: str, events: list[tuple[str, str]], said: Said
) -> None:
    policy = loaded(POLICY[: POLICY.index("requirements:")] + "requirements:\n" + requirement, "audited.yaml")
    found = audit(policy, [home(*events)], date(2024, 1, 1), date(2025, 6, 1)).audit.findings
    assert [(str(each.held), each.obligation and each.obligation.requirement, each.interval) for each in found] == said


def test_of_contacts_it_is_one_perhaps_and_no_rate_is_told() -> None:
    of_2024 = date(2024, 1, 1), date(2024, 12, 31)
    found = contacts(
        loaded(POLICY, "wider.yaml"), [home(("check", "2024-03-05"))], *of_2024, events=["full check"]
    ).contacts
    assert [(each.number, each.perhaps) for each in found.years] == [(0, 1)]
    assert [each.days for each in found.by_year] == [0]
