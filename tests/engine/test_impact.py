"""What a change does to the duties of cases: what moves and by how much, what comes, falls away, or cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilacs_rules import ArgumentError, Case, Event, ImpactReport, Partial, Policy, Workspace, impact, tables
from ilacs_rules.workspace.impact_tables import by_name, in_one_sentence
from tests.policies import FIRE, loaded

POLICY = (
    FIRE
    + """\
facts:
  use: text
  height: number
events:
  check: {records: {result: result}}
  visit: {}
  phone call: {}
requirements:
  check:
    assumes: an example
    event: check
    lasts: 2 days
    due: 24 months after end of last check, from 2 months before to 1 month after
  visit:
    assumes: an example
    when: height > 18
    event: visit
    due: within 6 months after end of last check
definitions:
  last check: latest check
"""
)
ON, UNTIL = date(2024, 1, 1), date(2026, 12, 31)


def edited(*changes: tuple[str, str]) -> Policy:
    text = POLICY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return loaded(text)


def mill(height: object = 20, checked: date | Partial = date(2022, 6, 30), name: str = "Mill", **more: object) -> Case:
    facts = {"height": height, **more} if height is not None else dict(more)
    return Case(name, facts, (Event("check", checked, checked, fields={"result": "advised"}),), {"check": None})


def known(case: Case) -> Case:
    """The same, of which every check and visit is recorded."""
    always = date(2000, 1, 1)
    return Case(case.name, case.facts, case.events, {"check": always, "visit": always, "phone call": always})


def changed(*changes: tuple[str, str], cases: list[Case] | None = None) -> ImpactReport:
    return impact(loaded(POLICY), edited(*changes), cases or [known(mill())], ON, UNTIL)


def becomes(report: ImpactReport) -> dict[str, str]:
    return {each.change.requirement: each.kind.value for each in report.impacts}


def test_what_is_due_later_is_told_with_the_days() -> None:
    report = changed(("24 months", "30 months"))
    assert becomes(report)["check"] == "later"
    (check,) = (each for each in report.impacts if each.change.requirement == "check")
    assert check.moved is not None
    assert (check.moved.before, check.moved.after) == (date(2024, 7, 30), date(2025, 1, 30))
    assert check.moved.days == 184
    (shift,) = report.shifts
    assert (shift.requirement, shift.duties, shift.least, shift.half, shift.most) == ("check", 1, 184, 184, 184)


def test_what_is_due_earlier_may_be_late_by_the_change_at_once() -> None:
    report = changed(("24 months", "12 months"))
    assert becomes(report)["check"] == "earlier"
    assert [each.change.requirement for each in report.impacts if each.becomes_late] == ["check"]
    assert (report.in_all.late, report.in_all.maybe_late) == (1, 0)


def test_what_is_only_asked_for_is_not_called_late() -> None:
    """The check is overdue by the change, the visit by now only later than asked for, as nobody has to make it."""
    asked = ("    when: height > 18\n", "    when: height > 18\n    strength: asked\n")
    before = edited(asked, ("within 6 months after end", "within 24 months after end"))
    after = edited(asked, ("24 months", "16 months"))
    report = impact(before, after, [known(mill())], ON, UNTIL)
    heading, those = by_name(report)[0]
    assert [each.change.requirement for each in those] == ["check", "visit"]
    assert heading == "Late because of the change: 2, 1 of them only later than usual or than asked for"
    assert in_one_sentence(report).endswith("because of it, 1 of them only later than usual or than asked for")


def test_what_neither_text_may_ask_for_is_counted_apart_from_the_duties() -> None:
    """Nobody says how high the second mill is: whether it is to be visited cannot be told by either text."""
    cases = [known(mill()), known(mill(height=None, name="Other mill"))]
    told = in_one_sentence(changed(("24 months", "30 months"), cases=cases))
    assert told.startswith(
        "of 3 duties by one text or both: 2 later, 1 as before; of 1 more it cannot be told whether either asks for it;"
    )


def test_what_is_late_by_both_is_not_late_because_of_the_change() -> None:
    report = changed(("24 months", "12 months"), cases=[known(mill(checked=date(2020, 1, 1)))])
    assert becomes(report)["check"] == "earlier"
    assert not any(each.becomes_late for each in report.impacts)


def test_what_is_late_by_the_old_text_alone() -> None:
    report = changed(("24 months", "60 months"), cases=[known(mill(checked=date(2020, 1, 1)))])
    assert [each.change.requirement for each in report.impacts if each.no_longer_late] == ["check"]


def test_a_duty_that_comes_and_one_that_falls_away() -> None:
    assert becomes(changed(("height > 18", "height > 30")))["visit"] == "falls away"
    low = known(mill(height=12))
    assert becomes(changed(("height > 18", "height > 11"), cases=[low]))["visit"] == "new"
    assert "visit" not in becomes(changed(("height > 18", "height > 15"), cases=[low])), "nothing is asked by either"


def test_another_event_on_the_same_day_is_otherwise() -> None:
    report = changed(("event: visit", "event: phone call"))
    assert becomes(report) == {"check": "as before", "visit": "otherwise"}


def test_what_cannot_be_told_is_counted_as_that_and_never_as_unchanged() -> None:
    report = changed(("height > 18", "height > 15"), cases=[known(mill(height=None)), known(mill(name="Barn"))])
    visits = next(each for each in report.by_requirement if each.name == "visit")
    assert {kind.value: number for kind, number in visits.kinds.items()} == {"cannot be told": 1, "as before": 1}
    assert any("of one duty it cannot be told what becomes of it" in said.lower() for said in report.said)


def test_a_rule_that_means_the_same_stays_whatever_is_not_known() -> None:
    """Nobody knows the height, or whether a visit was made: the visit is asked for as before all the same."""
    report = changed(("24 months", "30 months"), cases=[mill(height=None)])
    assert becomes(report)["visit"] == "as before"
    assert becomes(changed(("height > 18", "18 < height"), cases=[mill(height=None)]))["visit"] == "as before"


def test_a_day_known_to_a_month_moves_by_no_certain_number_of_days() -> None:
    june = Partial(date(2022, 6, 1), date(2022, 6, 30))
    (shift,) = changed(("24 months", "30 months"), cases=[known(mill(checked=june))]).shifts
    assert (shift.duties, shift.vague, shift.least) == (1, 1, None)
    report = changed(("24 months", "104 weeks"), cases=[known(mill(checked=june))])
    assert becomes(report)["check"] == "cannot be told", "a few days, and nobody knows which way"


def test_what_is_open_by_the_new_text_before_it_is_in_force() -> None:
    report = changed(("from 2 months before", "from 12 months before"))
    assert [each.change.requirement for each in report.opened_before] == ["check"]
    assert not changed(("from 2 months before", "from 3 months before")).opened_before
    low = changed(("height > 18", "height > 11"), cases=[known(mill(height=None))])
    assert [each.opens_before(ON) for each in low.impacts if each.change.requirement == "visit"] == [None]


def test_what_may_be_done_already_is_not_surely_opened_by_the_new_text() -> None:
    """No visit is recorded, and the record of visits is not complete: one may have been made."""
    later = ("due: within 6 months after end of last check", "due: between 24 and 30 months after end of last check")
    lacking = replace(known(mill()), complete_from={"check": date(2000, 1, 1), "visit": None})
    told = {
        name: [each.opens_before(ON) for each in found.impacts if each.change.requirement == "visit"]
        for name, case in (("not complete", lacking), ("complete", known(mill())))
        for found in (impact(edited(later), edited(), [case], ON, UNTIL),)
    }
    assert told == {"not complete": [None], "complete": [True]}


def test_what_is_due_by_the_last_day_by_one_text_alone() -> None:
    """The last day for it is 30 July 2024 by the one text, and 30 July 2027 by the other."""
    report = changed(("24 months", "60 months"))
    (check,) = (each for each in report.impacts if each.change.requirement == "check")
    assert check.due_by(UNTIL) == (True, False)
    assert check.due_by(date(2024, 7, 29)) == (False, False)
    assert check.due_by(date(2027, 7, 30)) == (True, True)
    assert {each.requirement: (each.numbers, each.untold) for each in report.falls_due}["check"] == ((1, 0), (0, 0))
    low = changed(("height > 18", "height > 11"), cases=[known(mill(height=None))])
    assert {each.requirement: (each.numbers, each.untold) for each in low.falls_due}["visit"] == ((0, 0), (1, 1))


def test_duties_are_compared_as_at_the_day_from_which_the_texts_differ() -> None:
    amendment = """\
policy: fire
amends: 2020-01-01
published: 2024-12-01
in force: {from: 2025-01-01}
requirements:
  check: {assumes: an example, due: "30 months after end of last check, from 2 months before to 1 month after"}
"""
    held = Workspace()
    held.open("fire/2020-01-01.yaml", POLICY)
    before = held.load("fire")
    held.open("fire/2025-01-01.yaml", amendment)
    report = impact(before, held.load("fire"), [known(mill())], ON, UNTIL)
    assert (report.on, report.differs, report.in_force) == (date(2025, 1, 1), True, date(2025, 1, 1))
    assert "Until the day before 1 January 2025 both decide by the same text." in report.said
    early = impact(before, held.load("fire"), [known(mill())], ON, date(2024, 12, 31))
    assert not early.differs
    assert early.said[0].startswith("Both decide by the same text on every day from 1 January 2024 to 31 December 2024")
    alone = impact(held.load("fire").alone(ON), held.load("fire@2025-01-01"), [known(mill())], date(2025, 1, 1), UNTIL)
    assert alone.names == ("the version of 1 January 2020", "the version of 1 January 2025")
    assert becomes(alone)["check"] == "later"


def test_cases_are_counted_by_a_fact_or_by_what_was_recorded_last() -> None:
    cases = [
        known(mill(name="Mill", use="flats")),
        known(mill(name="Barn", use="shop", checked=date(2021, 1, 1))),
        Case("Shed", {"height": 3}),
    ]
    after = edited(("24 months", "30 months"))
    by_use = impact(loaded(POLICY), after, cases, ON, UNTIL, by="use")
    assert [(each.name, each.cases, each.touched) for each in by_use.by_group] == [
        ("flats", 1, 1),
        ("shop", 1, 1),
        ("not known", 1, 0),
    ]
    assert sum(each.duties for each in by_use.by_group) == by_use.in_all.duties
    by_result = impact(loaded(POLICY), after, cases, ON, UNTIL, by="Result")
    assert [(each.name, each.cases) for each in by_result.by_group] == [("advised", 2), ("none recorded", 1)]
    with pytest.raises(ArgumentError, match="use"):
        impact(loaded(POLICY), after, cases, ON, UNTIL, by="uze")


def test_what_is_expected_in_each_quarter_by_either_text() -> None:
    report = changed(("24 months", "12 months"))
    numbers = {each.quarter: each.numbers for each in report.loads if each.event == "check"}
    assert numbers["2024 Q1"] == (0, 1), "what is late is done at once"
    assert (sum(n[0] for n in numbers.values()), sum(n[1] for n in numbers.values())) == (2, 3)
    assert all(each.work is None for each in report.loads), "the rules tell no phases"


def test_work_without_a_figure_is_no_work_of_none() -> None:
    """The old text tells no phases of a check, the new one has 2 days by 3 inspectors."""
    report = changed(("lasts: 2 days", "lasts: 2 days\n    phases: {on site: 2 days by 3 inspectors}"))
    load = next(each for each in report.loads if each.event == "check")
    assert load.quarter == "2024 Q2"
    assert load.work is not None
    before, after = load.work
    assert (before.without, before.known.most) == (1, 0)
    assert (after.without, after.known.least) == (0, 6)
    row = next(row for row in tables(report)["by quarter"].rows if row[1] == "check")
    assert row[5:] == (None, None, 1, 6, 6, None)


def test_an_earlier_text_that_is_kept_decides_as_before() -> None:
    kept = """\
transition:
  low ones: {assumes: an example, keep: 2020-01-01, when: height < 10}
"""
    held = Workspace()
    held.open("fire/2020-01-01.yaml", POLICY)
    held.open(
        "fire/2024-01-01.yaml",
        "policy: fire\namends: 2020-01-01\npublished: 2023-12-01\nin force: {from: 2024-01-01}\nrequirements:\n"
        '  check: {assumes: an example, due: "30 months after end of last check"}\n' + kept,
    )
    whole = held.load("fire")
    cases = [mill(height=3, name="Shed"), known(mill())]
    report = impact(whole.alone(date(2020, 1, 1)), whole, cases, ON, UNTIL)
    found = {(each.case, each.change.requirement): each.kind.value for each in report.impacts}
    assert found["Shed", "check"] == "as before"
    assert found["Mill", "check"] == "later"


def test_it_can_be_had_as_tables_and_as_data() -> None:
    report = changed(("24 months", "30 months"))
    sheets = tables(report)
    assert next(iter(sheets)) == "what changes"
    assert [row[0] for row in sheets["what changes"].rows] == ["Mill"]
    (duty,) = report.as_data()["duties"]  # type: ignore[misc]
    assert (duty["what"], duty["days_at_least"], duty["from"]) == ("later", 184, "2024-07-30")


def test_what_cannot_be_told_is_expected_neither_never_nor_as_often_as_before() -> None:
    """By the new text nobody knows of the mill, without a height, whether a visit comes; of the barn one is known."""
    cases = [known(mill(height=None, use="mill")), known(mill(name="Barn", checked=date(2024, 1, 1), use="barn"))]
    report = impact(edited(("    when: height > 18\n", "")), loaded(POLICY), cases, ON, UNTIL, by="use")
    found = {(each.quarter, each.group): each for each in report.loads if each.event == "visit"}
    assert {each.untold for (_, group), each in found.items() if group == "mill"} == {(0, 1)}
    assert {each.untold for (_, group), each in found.items() if group == "barn"} == {(0, 0)}
    rows = [row for row in tables(report)["by quarter"].rows if row[1] == "visit"]
    assert {row[5] for row in rows if row[3] == "mill"} == {"not known"}
    assert not any(isinstance(row[5], str) for row in rows if row[3] == "barn")
