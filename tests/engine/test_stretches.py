"""Stretches and kinds of day that a policy tells: asked about, counted in, and what is not known outside of them."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from ilacs_rules import Case, Event, Policy
from tests.engine.obligation_tools import shown
from tests.policies import decided, findings, loaded

POLICY = """policy: schools
title: Schools
publisher: Anyshire
published: 2025-06-02
in force: {{from: {start}}}
subject: school
calendar: england
stretches:
  school term:
    - {{from: 2026-01-05, until: 2026-03-27}}
    - {{from: 2025-09-02, until: 2025-12-19}}
    - {{from: 2026-04-13, until: 2026-07-17}}
days:
  school day: working day in school term
  quiet day: Tuesday not in school term
events: {{check: {{}}, visit: {{}}}}
definitions:
  in term: end of latest check is in school term
  out of term: end of latest check is not in school term
requirements:
  visit: {{assumes: an example, event: visit, due: "{due}"}}
"""
NOT_TOLD = "“school term” is told from 2 September 2025 to 17 July 2026 only; more can be listed under “stretches”"


@cache
def policy(due: str = "at least 1 in each school term", start: str = "2025-09-01") -> Policy:
    return loaded(POLICY.format(due=due, start=start), "schools.yaml")


def case(check: str | None = None, *visits: str) -> Case:
    checks = [] if check is None else [Event("check", date.fromisoformat(check), date.fromisoformat(check))]
    return Case(
        "a school", {}, (*checks, *(Event("visit", date.fromisoformat(day), date.fromisoformat(day)) for day in visits))
    )


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (None, "no"),
        ("2025-09-01", "unknown"),  # before the first term that is told
        ("2025-09-02", "yes"),
        ("2025-12-19", "yes"),
        ("2025-12-20", "no"),  # the holidays between two terms that are told
        ("2026-01-04", "no"),
        ("2026-07-17", "yes"),
        ("2026-07-18", "unknown"),  # after the last
    ],
)
@pytest.mark.parametrize("trace", [True, False])
def test_whether_a_day_is_in_term(check: str | None, told: str, trace: bool) -> None:
    decision = decided(policy(), case(check), date(2026, 8, 1), trace=trace)
    answers = {"yes": (True, False), "no": (False, True), "unknown": (decision.values["in term"],) * 2}
    assert (decision.values["in term"], decision.values["out of term"]) == answers[told]
    assert (told == "unknown") == (not isinstance(decision.values["in term"], bool))


@pytest.mark.parametrize(
    ("on", "visits", "expected"),
    [
        ("2025-10-01", (), "open | 2025-09-02 · – · 2025-12-19 | 0 of 1 done"),
        ("2025-10-01", ("2025-09-02",), "satisfied | 2025-09-02 · – · 2025-12-19 | 1 of 1 done"),
        ("2025-12-25", ("2025-12-22",), "not yet open | 2026-01-05 · – · 2026-03-27 | 0 of 1 done [missed]"),
        ("2026-05-01", ("2025-10-01",), "open | 2026-04-13 · – · 2026-07-17 | 0 of 1 done [missed]"),
        ("2026-07-18", (), "applies | – · – · –"),  # it may be a holiday, or the next term
    ],
)
def test_the_term_in_question(on: str, visits: tuple[str, ...], expected: str) -> None:
    obligation = decided(policy(), case(None, *visits), date.fromisoformat(on), trace=True).obligation("visit")
    assert shown(obligation).startswith(expected.split(" | ")[0])
    said = f"{obligation.opens or '–'} · {obligation.target or '–'} · {obligation.closes or '–'}"
    assert said == expected.split(" | ")[1]
    assert ("[missed]" in expected) == ("missed" in [str(flag) for flag in obligation.flags])
    assert [need.text for need in obligation.needs] == ([NOT_TOLD] if "applies" in expected else [])


def test_a_requirement_that_begins_in_a_term_begins_with_the_next_whole_one() -> None:
    obligation = decided(policy(start="2025-09-03"), case(), date(2025, 10, 1), trace=False).obligation("visit")
    assert (obligation.opens, obligation.closes) == (date(2026, 1, 5), date(2026, 3, 27))


@pytest.mark.parametrize(
    ("check", "closes"),
    [
        ("2025-08-31", None),  # a term may begin on the next day
        ("2025-09-01", date(2025, 9, 2)),
        ("2025-09-02", date(2026, 1, 5)),
        ("2026-04-12", date(2026, 4, 13)),
        ("2026-04-13", None),
    ],
)
def test_the_first_day_of_the_next_term(check: str, closes: date | None) -> None:
    due = "by start of the school term after end of (latest check)"
    obligation = decided(policy(due), case(check), date(2026, 8, 1), trace=True).obligation("visit")
    assert obligation.closes == closes
    assert [need.text for need in obligation.needs] == ([] if closes else [NOT_TOLD])


@pytest.mark.parametrize(
    ("due", "check", "closes"),
    [
        ("within 5 school days after end of (latest check)", "2025-12-12", "2025-12-19"),
        ("within 6 school days after end of (latest check)", "2025-12-12", "2026-01-05"),  # over the holidays
        ("within 1 school day after end of (latest check)", "2025-10-10", "2025-10-13"),  # over a weekend
        ("within 5 school days after end of (latest check)", "2026-07-10", "2026-07-17"),
        ("within 6 school days after end of (latest check)", "2026-07-10", None),
        ("2 weeks after end of (latest check), moved to the next school day", "2025-12-10", "2026-01-05"),
        ("2 weeks after end of (latest check), moved to the previous school day", "2025-12-10", "2025-12-19"),
        ("2 weeks after end of (latest check), moved to the next school day", "2026-07-10", None),
        ("2 weeks after end of (latest check), moved to the next quiet day", "2025-12-01", "2025-12-23"),
        ("by end of (latest check) - 5 school days", "2026-01-06", "2025-12-16"),
    ],
)
@pytest.mark.parametrize("trace", [True, False])
def test_school_days(due: str, check: str, closes: str | None, trace: bool) -> None:
    on = date(2025, 9, 1) if "- 5" in due else date(2026, 8, 1)
    obligation = decided(policy(due), case(check), max(on, date.fromisoformat(check)), trace=trace).obligation("visit")
    assert obligation.closes == (None if closes is None else date.fromisoformat(closes))
    assert not trace or [need.text for need in obligation.needs] == ([] if closes else [NOT_TOLD])


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("until: 2026-03-27", "until: 2025-03-27", "E503", "ends on 2025-03-27, before it begins on 2026-01-05"),
        ("until: 2025-12-19", "until: 2026-01-05", "E311", "2026-01-05 lies in two stretches of “school term”"),
        ("each school term", "each scool term", "E301", "“scool term” is no stretch of the calendar that is told"),
        ("is in school term", "is in exam weeks", "E301", "“exam weeks” is no stretch of the calendar that is told"),
        ("school day:", "school time:", "E312", "“school time” cannot be the name of a kind of day"),
        ("working day in", "Sundays in", "E301", "“Sundays in school term” is no kind of day"),
        ("day in school term", "day in the autumn", "E301", "“the autumn” is no stretch of the calendar that is told"),
        (
            "at least 1 in each school term",
            "by today + 5 market days",
            "E301",
            "“5 market days” is no kind of day",
        ),
        ("end of latest check is in", "number of checks is in", "E306", "only a day lies in a stretch of the calendar"),
    ],
)
def test_a_slip_is_told(old: str, new: str, code: str, message: str) -> None:
    text = POLICY.format(due="at least 1 in each school term", start="2025-09-01")
    (found,) = findings(text.replace(old, new, 1))
    assert (found.code.value, message in found.message) == (code, True), found.message
    assert found.hint


@pytest.mark.parametrize("said", ["in term time", "during term", "but only during school term"])
def test_in_term_time_is_said_by_moving_the_day(said: str) -> None:
    text = POLICY.format(due=f"2 weeks after end of (latest check) {said}", start="2025-09-01")
    (found,) = findings(text)
    assert "write “2 weeks after end of (latest check), moved to the next school day”" in (found.hint or "")


@pytest.mark.parametrize("said", ["not during the school term", ", but not during school term"])
def test_what_is_ruled_out_is_said_after_a_comma(said: str) -> None:
    text = POLICY.format(due=f"2 weeks after end of (latest check) {said}", start="2025-09-01")
    (found,) = findings(text)
    assert "write “2 weeks after end of (latest check), not in school term”" in (found.hint or "")
