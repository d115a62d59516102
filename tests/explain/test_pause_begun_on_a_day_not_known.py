"""A pause of which it is not known on which day it began: how a policy says so, and what readers are told."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Decision, decide, explain, plan
from ilacs_rules.workspace.due_tables import status_words
from ilacs_rules.workspace.plan_totals import totals_in_words
from tests.policies import HALLS, findings, loaded

TEXT = (
    HALLS
    + """\
events: {check: {}}
facts: {created: date}
pauses:
  the flood: {source: notice, from: FROM, UNTIL, events: [check], effect: EFFECT}
requirements:
  check: {source: notice, event: check, due: DUE}
"""
)


def policy_text(begins: str, until: str | None, due: str, effect: str = "clock stops") -> str:
    text = TEXT.replace("FROM", begins).replace("DUE", due).replace("EFFECT", effect)
    return text.replace("UNTIL, ", f"until: {until}, " if until else "")


def decided(begins: str, until: str | None, due: str, on: str, effect: str = "clock stops") -> Decision:
    hall = Case("Old Hall", {"created": date(2019, 1, 15)})
    return decide(loaded(policy_text(begins, until, due, effect)), hall, date.fromisoformat(on))


WIDE = 1000


# ------------------------------------------------------------------------------------------------ written, and in words


@pytest.mark.parametrize(
    ("begins", "until", "words"),
    [
        ("2020-03-17", None, "From 17 March 2020, the clock stops for checks."),
        ("2020-03", None, "From a day in March 2020 that is not known, the clock stops for checks."),
        ("2020", "2021-01-31", "From a day in 2020 that is not known, to 31 January 2021, the clock stops for checks."),
        (
            "between 2020-02-20 and 2020-03",
            None,
            "From a day between 20 February 2020 and 31 March 2020 that is not known, the clock stops for checks.",
        ),
        (
            "2020-03",  # it did not begin after its end
            "2020-03-15",
            "From a day between 1 March 2020 and 15 March 2020 that is not known, to 15 March 2020, the clock stops "
            "for checks.",
        ),
        (
            "unknown",
            "2020-03-15",
            "From a day up to 15 March 2020 that is not known, to 15 March 2020, the clock stops for checks.",
        ),
        ("2020-03", "2020-03-01", "From 1 March 2020 to 1 March 2020, the clock stops for checks."),
    ],
)
def test_it_is_written_as_far_as_it_is_known(begins: str, until: str | None, words: str) -> None:
    policy = loaded(policy_text(begins, until, "every 2 years after created"))
    assert words in explain(policy, width=WIDE)


@pytest.mark.parametrize(
    ("begins", "until", "code", "message"),
    [
        ("2020-04", "2020-03-31", "E503", "“the flood” ends on 2020-03-31, before it begins on a day from 2020-04-01"),
        ("2020-04-01", "2020-03-31", "E503", "“the flood” ends on 2020-03-31, before it begins on 2020-04-01"),
        ("unknown", None, "E111", "of “the flood” it is told neither when it begins nor when it ends"),
    ],
)
def test_a_pause_that_cannot_be_is_a_mistake(begins: str, until: str | None, code: str, message: str) -> None:
    (found,) = findings(policy_text(begins, until, "every 2 years after created"))
    assert (found.code.value, message in found.message) == (code, True), found.message
    assert found.hint


# ------------------------------------------------------------------------------------------------ told of a case


@pytest.mark.parametrize(
    ("due", "until", "on", "expected", "in_short"),
    [
        (
            "by 2020-12-31",
            None,
            "2020-06-01",
            "open since 15 January 2019, due by 31 December 2020; paused from a day in March 2020 that is not known "
            "(“the flood”), and no end is known",
            "open; paused from a day in 2020-03 (the flood)",
        ),
        (
            "every year after created",
            "2020-05-31",
            "2020-06-01",
            "overdue by 138 days (62 of them in a pause, and perhaps 30 more): it was due by 15 January 2020",
            "overdue by 138 days (62 of the days in a pause, perhaps 30 more in a pause)",
        ),
        (
            "every 15 months after created",
            "2020-05-31",
            "2020-06-20",
            "applies, but how it stands cannot be told: its day lies between 16 June 2020 and 16 July 2020",
            "how it stands cannot be told",
        ),
        (
            "every 2 years after created",
            None,
            "2020-06-01",
            "paused: the clock has stood still since a day in March 2020 that is not known, and no end is known",
            "paused",
        ),
    ],
)
def test_its_status_says_what_is_known(due: str, until: str | None, on: str, expected: str, in_short: str) -> None:
    found = decided("2020-03", until, due, on)
    assert f"Check: {expected}." in explain(found, width=WIDE)
    assert status_words(found.obligations[0]) == in_short


def test_why_says_between_which_days_it_lies_and_what_would_settle_it() -> None:
    said = explain(decided("2020-03", "2020-05-31", "every 15 months after created", "2020-07-01"), width=WIDE)
    assert (
        "At the earliest, 15 months after 15 January 2019 is 15 April 2020. "
        "The clock is taken to have stood still for 62 days, from 31 March 2020 to 31 May 2020. "
        "So that day moves to 16 June 2020. "
        "At the latest, 15 months after 15 January 2019 is 15 April 2020. "
        "The clock is taken to have stood still for 92 days, from 1 March 2020 to 31 May 2020. "
        "So that day moves to 16 July 2020."
    ) in said
    assert "Cannot tell: the day on which “the flood” begins is not known exactly." in said


def test_as_data_it_is_what_is_known() -> None:
    data = decided("2020-03", "2020-05-31", "every year after created", "2020-05-01").obligations[0].as_data()
    assert data["pause"] == {"name": "the flood", "from": "2020-03", "until": "2020-05-31", "effect": "clock stops"}
    assert (data["days_late"], data["days_paused"], data["days_perhaps_paused"]) == (107, 32, 30)


@pytest.mark.parametrize(("on", "says"), [("2020-03-10", "may be"), ("2020-04-10", "is")])
def test_a_plan_counts_apart_what_is_paused_and_what_may_be(on: str, says: str) -> None:
    hall = Case("Old Hall", {"created": date(2019, 1, 15)})
    made = plan(loaded(policy_text("2020-03", None, "by 2020-12-31")), [hall], date.fromisoformat(on))
    words = totals_in_words(made, made.rows, 10, 0)
    assert words == f"1 case, 1 duty: 1 open; 1 of these {says} paused on this day"


def test_days_of_two_pauses_are_said_to_be_added_once() -> None:
    flood = "  the flood: {source: notice, from: FROM, UNTIL, events: [check], effect: EFFECT}\n"
    both = "".join(f"  {name}: {{source: notice, {days}, events: [check], effect: clock stops}}\n" for name, days in (
        ("the flood", "from: 2020-03-17, until: 2021-05-31"),
        ("the lockdown", "from: 2020-11-05, until: 2020-12-02"),
        ("the move", "from: 2022-01-03, until: 2022-01-07"),
    ))  # fmt: skip
    text = TEXT.replace(flood, both).replace("DUE", "every year")
    said = explain(loaded(text), width=WIDE)
    assert said.count("Any of these days that fall within a time limit are added to it.") == 3
    assert "Days that lie in “the lockdown” as well are added once." in said
    assert "Days that lie in “the flood” as well are added once." in said
    assert "the move” as well" not in said
