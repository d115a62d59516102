"""A plan has one line for each case: which of its duties, in which place, what is missing; and no case is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import ilacs_rules
from ilacs_rules import Case, Event, Partial, Plan, Policy
from ilacs_rules.workspace.plan_lines import what_it_rests_on
from tests.conftest import tried
from tests.engine.less_told import tellings
from tests.engine.test_fast_equals_traced import ready
from tests.policies import CANNOT_BE_TOLD, read_once
from tests.strategies.any_cases import any_case
from tests.strategies.policy_texts import policy_texts

POLICY = """\
policy: buildings
title: Buildings
publisher: Fire service
published: 2018-01-01
in force: {from: 2018-01-01}
subject: building
scales:
  result: [unsafe, safe]
facts:
  hospital: yes or no
events:
  check:
    records: {result: result}
  letter: {}
  meeting: {}
requirements:
  yearly check:
    when: result of latest check is safe
    event: check
    due: every year after end of latest check, within 1 month either side
  re-check:
    when: result of latest check is unsafe
    event: check
    due: within 3 months after end of latest check
  letter:
    by: the owner
    when: any check
    event: letter
    due: by 2018-06-30
  first check:
    when: no check
    event: check
    due: by 2018-12-31
  meeting:
    event: meeting
    due: by 2019-12-31
priorities:
  hospitals:
    when: hospital
"""
ON = date(2018, 9, 1)
SENT = Event("letter", date(2018, 5, 2), date(2018, 5, 2))
MAY = Partial(date(2018, 5, 1), date(2018, 5, 31))


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return made(POLICY, tmp_path_factory.mktemp("buildings"))


def made(text: str, folder: Path) -> Policy:
    path = folder / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return ilacs_rules.load(path)


def building(name: str, *events: Event, hospital: bool = False, **told: object) -> Case:
    return Case(name, {"hospital": hospital}, events, **told)  # type: ignore[arg-type]


def checked(day: date | Partial, result: str | None = "safe") -> Event:
    return Event("check", day, day, fields={} if result is None else {"result": result})


def lines(plan: Plan) -> list[tuple[str, str | None, str | None]]:
    return [
        (line.case.name, line.row and line.row.obligation.requirement, line.row and line.row.obligation.status.value)
        for line in plan.lines
    ]


def planned(policy: Policy, *cases: Case) -> Plan:
    return ilacs_rules.plan(policy, cases, ON)


def test_the_line_of_a_case_is_the_most_urgent_it_is_due_and_the_most_urgent_case_is_first(policy: Policy) -> None:
    plan = planned(
        policy,
        building("checked in May", checked(date(2018, 5, 8)), SENT),
        building("unsafe in May", checked(date(2018, 5, 8), "unsafe"), SENT),
        building("unsafe in July", checked(date(2018, 7, 9), "unsafe"), SENT),
        building("never checked"),
    )
    assert lines(plan) == [
        ("unsafe in May", "re check", "overdue"),
        ("unsafe in July", "re check", "open"),
        ("never checked", "first check", "open"),
        ("checked in May", "meeting", "open"),
    ]


def test_who_is_put_forward_by_the_policy_stands_first_whatever_can_be_told(policy: Policy) -> None:
    late = building("unsafe", checked(date(2018, 5, 8), "unsafe"), SENT)
    held = Event("meeting", date(2018, 4, 4), date(2018, 4, 4))
    hospital = building("hospital", checked(date(2018, 5, 8), None), SENT, held, hospital=True)
    plan = planned(policy, late, hospital)
    assert lines(plan) == [("hospital", "yearly check", "undetermined"), ("unsafe", "re check", "overdue")]
    assert [line.put_forward for line in plan.lines] == [("hospitals",), ()]
    assert [decision.priorities for decision in plan.decisions] == [(), ("hospitals",)]
    unknown = replace(hospital, facts={})
    assert [line.put_forward for line in planned(policy, late, unknown).lines] == [(), ()]


AMONG = "priorities:\n  unsafe before:\n    when: result of latest check is not safe\n    among: {}\n"


@pytest.mark.parametrize(
    ("among", "first"),
    [
        # the re-check of “a” is over, so it has no duty that is due before the meeting
        ("everything", ["a", "b", "c"]),
        ("what is due", ["b", "c", "a"]),
    ],
)
def test_a_priority_may_count_only_among_what_is_due(tmp_path: Path, among: str, first: list[str]) -> None:
    text = POLICY[: POLICY.index("  meeting:\n    event")].replace("within 3 months", "9 months")
    policy = made(text + AMONG.format(among), tmp_path)
    a = building("a", checked(date(2018, 7, 9), "unsafe"), SENT)  # to be checked in April 2019
    b = building("b", checked(date(2017, 8, 8)), SENT)  # open
    c = building("c", checked(date(2017, 8, 9)), SENT)  # open, a day later
    plan = planned(policy, a, b, c)
    assert [line.case.name for line in plan.lines] == first
    assert [line.put_forward for line in plan.lines if line.case.name == "a"] == [
        ("unsafe before",) if among == "everything" else ()
    ]


def test_what_others_have_yet_to_do_does_not_hide_that_something_cannot_be_told(tmp_path: Path) -> None:
    text = POLICY.replace("due: by 2018-06-30", "due: on 2018-12-31")
    held = Event("meeting", date(2018, 4, 4), date(2018, 4, 4))
    plan = ilacs_rules.plan(made(text, tmp_path), [building("a", checked(date(2018, 5, 8), None), held)], ON)
    assert lines(plan) == [("a", "yearly check", "undetermined")]
    assert plan.lines[0].not_told == 1


def test_how_long_a_case_has_waited_is_told_from_the_event_it_is_reckoned_from(policy: Policy) -> None:
    held = Event("meeting", date(2018, 4, 4), date(2018, 4, 4))
    sure = building("sure", checked(date(2018, 5, 8)), SENT, held)
    vague = building("vague", checked(MAY), SENT, held)
    waited = {line.case.name: (line.since, line.days_waited) for line in planned(policy, sure, vague).lines}
    assert waited == {"sure": (sure.events[0], (116, 116)), "vague": (vague.events[0], (93, 123))}


def test_a_plan_says_how_much_of_it_rests_on_our_own_reading_and_on_days_of_a_pause(tmp_path: Path) -> None:
    late = (building("a", checked(date(2017, 5, 8)), SENT), building("b", checked(date(2017, 5, 8)), hospital=True))
    plain = made(POLICY, tmp_path)
    assert what_it_rests_on(planned(plain, *late).lines) == ""
    ours = POLICY.replace("    event: check\n", "    assumes: a year is one of the calendar.\n    event: check\n")
    ours = ours.replace("    when: hospital\n", "    when: hospital\n    assumes: who lies there cannot flee.\n")
    ours += "pauses:\n  flood: {from: 2018-07-01, until: 2018-07-31, events: [check], effect: clock stops}\n"
    told = what_it_rests_on(planned(made(ours, tmp_path), *late).lines)
    assert told == "; by our readings: 2 lines (2 late) and 1 priority; 2 lines have days late that lie in a pause"


CHOSEN = """\
definitions:
  counted from: if latest meeting is recorded then end of latest meeting else end of latest check
requirements:
  yearly check:
    event: check
    due: every year after counted from
"""


def test_what_it_is_reckoned_from_is_not_told_where_a_rule_cannot_choose_between_two(tmp_path: Path) -> None:
    policy = made(POLICY[: POLICY.index("requirements:")] + CHOSEN, tmp_path)
    check, held = checked(date(2017, 5, 8)), Event("meeting", date(2018, 4, 4), date(2018, 4, 4))
    cases = {
        "of two it takes the one": building("a", check, held),
        "there was no meeting": building("b", check),
        "there may have been one": building("c", check, complete_from={"meeting": date(2018, 8, 1)}),
    }
    since = {said: planned(policy, case).decisions[0].obligations[0].since for said, case in cases.items()}
    assert since == {
        "of two it takes the one": held,
        "there was no meeting": check,
        "there may have been one": None,
    }


LETTERS = """\
  letter:
    when: any check
    event: letter
    due: every 3 months after end of latest check

"""


def test_of_two_that_cannot_be_dated_the_one_that_may_have_waited_longer_is_first(tmp_path: Path) -> None:
    text = POLICY[: POLICY.index("  yearly check:")] + LETTERS + POLICY[POLICY.index("priorities:") :]
    late: dict[str, date | None] = {"letter": date(2018, 8, 1)}
    days = {"a": date(2018, 2, 9), "b": date(2018, 1, 8), "c": date(2018, 3, 8)}
    cases = [building(name, checked(day), complete_from=late) for name, day in days.items()]
    plan = ilacs_rules.plan(made(text, tmp_path), cases, ON)
    assert lines(plan) == [("b", "letter", "applies"), ("a", "letter", "applies"), ("c", "letter", "applies")]
    assert [line.days_waited for line in plan.lines] == [(0, 236), (0, 204), (0, 177)]


def test_what_has_no_day_stands_where_others_like_it_do(tmp_path: Path) -> None:
    """The letters that are told are due 92 days after the check: so long after it stands the one without a day."""
    text = POLICY[: POLICY.index("  yearly check:")] + LETTERS + POLICY[POLICY.index("priorities:") :]
    june, july, august = (building(name, checked(date(2018, int(name), 20))) for name in "678")
    july = replace(july, complete_from={"letter": date(2018, 8, 1)})
    plan = ilacs_rules.plan(made(text, tmp_path), [august, july, june], ON)
    assert lines(plan) == [("6", "letter", "not yet open"), ("7", "letter", "applies"), ("8", "letter", "not yet open")]
    assert [line.as_if_due for line in plan.lines] == [None, date(2018, 10, 20), None]


def test_what_has_no_day_may_be_due_for_all_that_is_known(tmp_path: Path) -> None:
    text = POLICY[: POLICY.index("  yearly check:")] + LETTERS
    policy = made(text + "priorities:\n  hospitals:\n    when: hospital\n    among: what is due\n", tmp_path)
    told = building("told", checked(date(2018, 2, 9)))  # its letter is late
    untold = building("untold", checked(date(2018, 7, 9)), hospital=True, complete_from={"letter": date(2018, 8, 1)})
    to_come = building("to come", checked(date(2018, 8, 9)), hospital=True)
    plan = ilacs_rules.plan(policy, [to_come, told, untold], ON)
    assert [(line.case.name, line.put_forward) for line in plan.lines] == [
        ("untold", ("hospitals",)),
        ("told", ()),
        ("to come", ()),
    ]


@pytest.mark.parametrize("points", ["", "    points: 7\n"])
def test_who_is_not_there_yet_is_not_put_forward(tmp_path: Path, points: str) -> None:
    text = POLICY.replace("facts:\n", "facts:\n  created: date\n", 1) + points
    new = Case("new", {"hospital": True, "created": date(2018, 11, 1)}, ())
    old = Case("old", {"hospital": False, "created": date(1990, 1, 1)}, (checked(date(2017, 8, 8)), SENT))
    plan = ilacs_rules.plan(made(text, tmp_path), [new, old], ON)
    assert [(line.case.name, line.put_forward) for line in plan.lines] == [("old", ()), ("new", ())]


def test_a_case_of_which_nothing_is_asked_has_a_line_too_and_is_the_last(tmp_path: Path) -> None:
    text = POLICY[: POLICY.index("  yearly check:")] + POLICY[POLICY.index("  first check:") :]
    policy = made(text, tmp_path)
    held = Event("meeting", date(2018, 4, 4), date(2018, 4, 4))
    plan = ilacs_rules.plan(policy, [building("done", checked(date(2018, 5, 8)), held), building("late")], ON)
    assert lines(plan) == [("late", "first check", "open"), ("done", None, None)]
    assert plan.lines[1].as_data()["row"] is None


def test_what_to_find_out_is_asked_once_with_all_that_hangs_on_it(policy: Policy) -> None:
    plan = planned(
        policy,
        building("a", checked(date(2018, 5, 8), None), SENT),
        building("b", checked(date(2018, 5, 8), None), SENT),
        building("c", checked(date(2018, 6, 8), None), SENT),
    )
    assert [(each.text, each.cases, each.answers) for each in plan.missing.questions] == [
        ("result of the check of 8 May 2018 is not recorded", ("a", "b"), 4),
        ("result of the check of 8 June 2018 is not recorded", ("c",), 2),
    ]
    assert (plan.missing.records, plan.missing.only_records) == ((), 0)


def test_a_record_that_nobody_keeps_is_no_question_about_any_case(policy: Policy) -> None:
    never: dict[str, date | None] = {"meeting": None}
    one, other = (building(name, checked(date(2018, 5, 8)), SENT, complete_from=never) for name in "ab")
    plan = planned(policy, one, other)
    assert plan.missing.questions == ()
    assert (plan.missing.records, plan.missing.only_records) == (("meeting",), 2)
    assert lines(plan)[0] == ("a", "yearly check", "not yet open")
    kept = planned(policy, one, replace(other, complete_from={}))
    assert [(each.text, each.cases) for each in kept.missing.questions] == [
        ("the record of meetings is not complete", ("a",))
    ]


# ------------------------------------------------------------------------------------------------ whatever is known


def assert_no_case_is_missing(plan: Plan, cases: Sequence[Case]) -> None:
    left = [decision.case for decision in plan.ended] + [case for case, _ in plan.failed]
    told = [line.case.name for line in plan.lines] + [case.name for case in left]
    assert sorted(told) == sorted(case.name for case in cases)
    for line in plan.lines:
        own = [row for row in plan.rows if row.case.name == line.case.name]
        assert (line.row is None) == (not own)
        assert line.row is None or line.row in own
    open_rows = [row for row in plan.rows if row.obligation.status in CANNOT_BE_TOLD]
    assert bool(plan.missing.questions or plan.missing.records) == bool(open_rows)
    for row in open_rows:
        needs = {need.text for need in row.obligation.needs if need.record not in plan.missing.records}
        assert needs <= {each.text for each in plan.missing.questions if row.case.name in each.cases}


@pytest.mark.thorough
@settings(max_examples=tried(8, here=3), suppress_health_check=list(HealthCheck))
@given(policy_texts(), st.integers(0, 2**32))
def test_no_case_is_missing_from_a_plan_whatever_is_known_of_it(text: str, seed: int) -> None:
    note(text)
    random, policy = Random(seed), ready(text)
    words = policy.versions[0].words
    drawn = [any_case(random, words, date(2017, 6, 1), date(2021, 6, 1)) for _ in range(4)]
    less = [found for case in drawn for _, found in list(tellings(case, words, random))[:3]]
    cases = [replace(case, name=f"building {number}") for number, case in enumerate([*drawn, *less])]
    assert_no_case_is_missing(ilacs_rules.plan(policy, cases, date(2019, 7, 1)), cases)


@pytest.mark.parametrize("year", [2020, 2026])
def test_no_example_authority_is_missing(year: int) -> None:
    root = Path(__file__).parents[2]
    policy = read_once("ilacs")
    cases = ilacs_rules.read_cases(policy, root / "examples" / "authorities")
    assert_no_case_is_missing(ilacs_rules.plan(policy, cases, date(year, 7, 1)), cases)
