"""An event of several kinds at once: it counts as each, records what each does, and each record tells of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilacs_rules import Case, Event, audit, changes, load
from tests.policies import decided, findings, loaded

POLICY = """policy: kinds
title: Checks and paid visits
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: home
scales: {grade: [good, poor]}
events:
  check: {records: {result: grade}}
  full check: {is: check}
  paid visit: {records: {fee: number}}
  paid full check: {is: [full check, paid visit]}
requirements:
  check: {assumes: an example, event: check, due: at least 2 in each calendar year}
  paid visit: {assumes: an example, event: paid visit, due: at least 1 in each calendar year}
  poor:
    assumes: an example
    when: result of latest check is poor
    event: check
    due: within 3 months after end of latest check
  fees: {assumes: an example, when: fee of latest paid visit > 200, event: check, due: by 2024-12-31}
"""
KINDS = loaded(POLICY, "kinds.yaml")


def on(text: str) -> date:
    return date.fromisoformat(text)


def home(*events: tuple[str, str], **more: Any) -> Case:
    values = {"result": "poor", "fee": 300}
    kinds = KINDS.versions[0].version.vocabulary.events
    held = [
        Event(kind, on(day), on(day), None, {name: values[name] for name in kinds[kind].records})
        for kind, day in events
    ]
    return Case("a home", {}, tuple(held), **more)


def stands(case: Case, requirement: str) -> tuple[str, int | None]:
    found = decided(KINDS, case, on("2024-11-30")).obligation(requirement)
    return str(found.status), found.done


def test_it_counts_as_each_and_records_what_each_does() -> None:
    case = home(("paid full check", "2024-05-01"))
    assert stands(case, "check") == ("open", 1)
    assert stands(case, "paid visit") == ("satisfied", 1)
    assert stands(case, "poor")[0] == "overdue"
    assert stands(case, "fees")[0] == "satisfied"
    held = [
        (str(each.held), each.event.kind)
        for each in audit(KINDS, [case], on("2024-01-01"), on("2024-11-30")).audit.findings
    ]
    assert held == [("right kind", "paid full check")] * 2


@pytest.mark.parametrize(
    ("complete", "checks", "paid"),
    [
        ({"check": "2024-01-01", "paid visit": "2024-01-01"}, ("open", 0), ("open", 0)),
        # all checks are told of, so also those that were paid for; of other paid visits some may lack
        ({"check": "2024-01-01", "paid visit": "2024-09-01"}, ("open", 0), ("applies", None)),
        ({"check": "2024-09-01", "paid visit": "2024-01-01"}, ("applies", None), ("open", 0)),
        ({"check": "2024-09-01"}, ("applies", None), ("applies", None)),
        # what is said of the very kind stands, whatever is said of those that it is one of
        ({"check": "2024-01-01", "paid full check": "2024-09-01"}, ("applies", None), ("applies", None)),
        ({"paid full check": "2024-01-01", "check": "2024-09-01"}, ("applies", None), ("open", 0)),
    ],
)
def test_a_record_of_one_of_its_kinds_tells_of_it(
    complete: dict[str, str], checks: tuple[str, int | None], paid: tuple[str, int | None]
) -> None:
    case = home(complete_from={kind: on(day) for kind, day in complete.items()})
    assert (stands(case, "check"), stands(case, "paid visit")) == (checks, paid)


def test_of_two_ends_of_a_record_the_later_tells_of_it() -> None:
    case = home(complete_until={"check": on("2024-03-01"), "paid visit": on("2024-06-01")})
    obligations = {
        each.requirement: each.unless_done_since for each in decided(KINDS, case, on("2024-11-30")).obligations
    }
    assert (obligations["check"], obligations["paid visit"]) == (on("2024-03-01"), on("2024-06-01"))


def test_a_change_note_tells_of_all_its_kinds(tmp_path: Path) -> None:
    later = POLICY.replace("[full check, paid visit]", "full check").replace("2024-01-01}", "2025-01-01}")
    for start, text in (("2024-01-01", POLICY), ("2025-01-01", later)):
        (tmp_path / f"{start}.yaml").write_text(text, encoding="utf-8")
    note = str(changes(load(tmp_path), on("2024-01-01"), on("2025-01-01")))
    assert "A paid full check is a full check and a paid visit." in note


@pytest.mark.parametrize(
    ("said", "code", "message"),
    [
        ("[full check, paid full check]", "E313", "a kind of event cannot be itself"),
        ("[full check, full check]", "E311", "“full check” stands twice in what “paid full check” is"),
        ("[full check, payed visit]", "E303", "there is no event “payed visit”"),
    ],
)
def test_a_slip_is_told(said: str, code: str, message: str) -> None:
    found = findings(POLICY.replace("[full check, paid visit]", said))
    assert any((each.code.value, message in each.message) == (code, True) for each in found), found


def test_two_kinds_that_record_different_things_under_one_name_are_no_one_kind() -> None:
    (found,) = findings(POLICY.replace("{fee: number}", "{fee: number, result: number}"))
    assert (found.code.value, "record different things as “result”" in found.message) == ("E311", True)
