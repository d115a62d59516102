"""How each day of an obligation was reached: the steps lead to the day, whichever way it is decided."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Decision, DecisionError, Obligation, Partial
from ilacs_rules.model.derivation import Added, DayBefore, NextDay, Path, Start, StoodStill
from tests.conftest import tried
from tests.engine.test_fast_equals_traced import ready
from tests.explain import fire
from tests.policies import decided
from tests.strategies.cases import cases
from tests.strategies.policy_texts import policy_texts
from tests.strategies.vocabulary import near_days

ONE_DAY = timedelta(days=1)


def days_of(obligation: Obligation) -> list[tuple[date | None, date | None]]:
    """The earliest and the latest of the three days of an obligation."""
    days = (obligation.opens, obligation.target, obligation.closes)
    return [(day.first, day.last) if isinstance(day, Partial) else (day, day) for day in days]


def led_to(obligation: Obligation) -> list[tuple[date | None, date | None]]:
    """The days that the derivation ends with."""
    early = obligation.derivation
    ends = zip(early.paths(), (early.at_latest or early).paths(), strict=True)
    return [(path[-1].day if path else None, last[-1].day if last else None) for (_, path), (_, last) in ends]


def assert_leads_on(path: Path) -> None:
    """It begins with a day, and each step goes on from the day before it."""
    for place, step in enumerate(path):
        before = path[place - 1].day if place else None
        assert isinstance(step, Start) == (place == 0)
        assert isinstance(step, Start | StoodStill) or before is not None
        match step:
            case NextDay(day=day):
                assert before == day - ONE_DAY
            case DayBefore(day=day):
                assert before == day + ONE_DAY
            case Added(day=day, length=length):
                assert before is not None
                assert (day > before) == (length.amount > 0) or day == before
            case StoodStill(day=day, stop=stop) if stop.days is not None:
                assert before is not None
                assert day == before + timedelta(days=stop.days)


@pytest.mark.thorough
@settings(suppress_health_check=list(HealthCheck), max_examples=tried(40))
@given(policy_texts(), st.data(), near_days())
def test_the_steps_lead_to_the_days(text: str, data: st.DataObject, on: date) -> None:
    note(text)
    policy, case = ready(text), data.draw(cases())
    try:
        traced, fast = (decided(policy, case, on, trace=trace).obligations for trace in (True, False))
    except DecisionError:
        return
    assert [one.derivation for one in traced] == [one.derivation for one in fast]
    for one in traced:
        early = one.derivation
        for derivation in (early, early.at_latest or early):
            for _, path in derivation.paths():
                assert_leads_on(path)
        if one.status == "undetermined":
            continue  # dates that it may have are not told
        assert led_to(one) == days_of(one)


# ------------------------------------------------------------------------------------------------ in data

FIRST_CHECK = "within 18 months after created, but not before 2019-10-01"


def of_first_check(due: str, case: Case, on: str) -> Decision:
    text = fire.TEXT.replace(FIRST_CHECK, due)
    assert text != fire.TEXT or due == FIRST_CHECK
    return decided(fire.policy(text), case, date.fromisoformat(on), trace=False)


def steps(due: str, which: str = "closes", on: str = "2020-07-01", created: str = "2018-01-15") -> list[str]:
    """The steps to one day of the first check, in short: `start 2018-01-15, created`."""
    case = Case("Dale Works", {"created": date.fromisoformat(created)})
    told = of_first_check(due, case, on).obligation("first check").as_data()["reached"]
    assert isinstance(told, dict)
    assert told["version"] == "2019-07-01"
    return [
        " ".join(
            [step.pop("step"), str(step.pop("day"))]
            + [f"{key}={value}" for key, value in step.items() if value not in (None, [], False)]
        )
        for step in told[which]
    ]


@pytest.mark.parametrize(
    ("due", "which", "expected"),
    [
        (
            FIRST_CHECK,
            "closes",
            ["start 2018-01-15 of=named by=created", "added 2019-07-15 length=18 months", "not before 2019-10-01"],
        ),
        (
            FIRST_CHECK,
            "opens",
            ["start 2018-01-15 of=named by=created", "next day 2018-01-16", "not before 2019-10-01"],
        ),
        (
            "by 2020-12-25, moved to the next working day",
            "closes",
            [
                "start 2020-12-25 of=named by=2020-12-25",
                "to a kind of day 2020-12-29 kind=working day "
                "holidays=[{'day': '2020-12-25', 'name': 'Christmas Day'}, "
                "{'day': '2020-12-28', 'name': 'Boxing Day (observed)'}]",
            ],
        ),
        ("by 2020-12-25, moved to the next working day", "opens", ["start 2019-07-01 of=rules in force"]),
        (
            "after created, but not after 2020-05-01",
            "closes",
            ["start 2020-05-01 of=limit by=2020-05-01"],
        ),
        (
            "between 1 and 2 months after created",
            "opens",
            ["start 2018-01-15 of=named by=created", "added 2018-02-15 length=1 month"],
        ),
        (
            "every 2 years, until 2021-01-01",
            "target",
            ["start 2019-07-01 of=rules in force", "added 2021-07-01 length=2 years", "until None until=2021-01-01"],
        ),
        ("at least 1 in each calendar year", "closes", ["start 2020-12-31 of=calendar"]),
        (
            "at least 1 in each 1 year from 2019-07-01",
            "closes",
            ["start 2019-07-01 of=named by=2019-07-01", "added 2021-07-01 length=2 years", "day before 2021-06-30"],
        ),
    ],
)
def test_each_step_is_told_in_data(due: str, which: str, expected: list[str]) -> None:
    assert steps(due, which) == expected


def test_a_subject_that_is_younger_than_the_rules_binds_from_its_first_day() -> None:
    assert steps("every 2 years", "target", created="2019-08-31")[0] == "start 2019-08-31 of=created"


def test_what_has_no_day_was_not_reached() -> None:
    decision = of_first_check("on 2018-06-01", Case("Dale Works", {"created": date(2020, 1, 1)}), "2020-07-01")
    assert decision.obligation("first check").as_data()["reached"] is None


def test_a_day_in_a_month_was_reached_from_both_its_ends() -> None:
    may = Partial(date(2020, 5, 1), date(2020, 5, 31))
    told = of_first_check("every 18 months", Case("Dale Works", {"created": may}), "2020-07-01")
    reached = told.obligation("first check").derivation
    assert [step.day for step in reached.target] == [date(2020, 5, 1), date(2021, 11, 1)]
    assert reached.at_latest is not None
    assert [step.day for step in reached.at_latest.target] == [date(2020, 5, 31), date(2021, 11, 30)]
