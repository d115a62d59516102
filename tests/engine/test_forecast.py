"""What is expected, step by step: the day, the outcome, the version in force, and what stays without a date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilacs_rules import (
    Case,
    Code,
    Duration,
    DurationKind,
    Event,
    NotInForce,
    Partial,
    Policy,
    Status,
    audit,
    forecast,
    load,
    tables,
)
from ilacs_rules.engine.forecasting import simulation
from ilacs_rules.engine.forecasting.forecast import Forecast

HEAD = """
policy: fire
title: Fire-safety checks of buildings
publisher: Example Fire Service
published: 2018-06-01
in force: {from: 2019-01-01}
subject: building
sources:
  notice: {title: New checks of buildings, published: 2018-06-01}
scales:
  risk: [low, medium, high]
facts:
  storeys: {is: number, default: 1}
events:
  check:
    records:
      risk: risk
      remarks: text
  full check: {is: check}
  short check: {is: check}
  drill: {}
  visit: {}
  notice: {}
  report: {}
definitions:
  last check: latest check
  last risk: risk of last check
requirements:
"""

YEARLY = """
  check:
    source: notice
    event: full check
    due: every year after end of last check
"""

Made = Callable[..., Policy]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A policy with some requirements; amendments by the day they come into force."""

    def make(requirements: str, head: str = HEAD, **amendments: str) -> Policy:
        (tmp_path / "2019-01-01.yaml").write_text(head + requirements, encoding="utf-8")
        before = "2019-01-01"
        for day, text in sorted(amendments.items()):
            day = day.removeprefix("from_").replace("_", "-")
            top = f"policy: fire\namends: {before}\npublished: {before}\nin force: {{from: {day}}}\n"
            (tmp_path / f"{day}.yaml").write_text(top + text, encoding="utf-8")
            before = day
        return load(tmp_path)

    return make


def checked(day: date, risk: str | None = "low", kind: str = "full check") -> Event:
    return Event(kind, day, day, fields={} if risk is None else {"risk": risk})


def expected(policy: Policy, case: Case, on: date, until: date, **assumed: Any) -> Forecast:
    found = forecast(policy, [case], on, until, **assumed).forecast
    assert found.failed == ()
    return found


def days(found: Forecast) -> list[str]:
    return [f"{each.start} {each.requirement.words}" for each in found.events]


HALL = Case("Birch Hall", events=(checked(date(2020, 3, 10)),))
ON = date(2020, 6, 30)


# ------------------------------------------------------------------------------------------------ days


def test_what_is_due_happens_on_its_target_and_the_next_is_reckoned_from_it(made: Made) -> None:
    found = expected(made(YEARLY), HALL, ON, date(2023, 3, 10))
    assert days(found) == ["2021-03-10 check", "2022-03-10 check", "2023-03-10 check"]
    assert {each.basis for each in found.events} == {"target"}


def test_the_horizon_itself_is_looked_at_and_the_day_of_the_question_is_not(made: Made) -> None:
    policy = made(YEARLY)
    assert days(expected(policy, HALL, date(2021, 3, 9), date(2021, 3, 10))) == ["2021-03-10 check"]
    assert days(expected(policy, HALL, date(2021, 3, 10), date(2021, 3, 11))) == ["2021-03-11 check"]
    assert days(expected(policy, HALL, date(2020, 3, 10), date(2021, 3, 9))) == []


def test_what_is_late_is_done_the_next_day(made: Made) -> None:
    found = expected(made(YEARLY), HALL, date(2022, 5, 1), date(2023, 6, 1))
    assert days(found) == ["2022-05-02 check", "2023-05-02 check"]
    assert [each.basis for each in found.events] == ["at once", "target"]


WINDOW = """
  check:
    source: notice
    event: full check
    lasts: 1 week
    due: every year after end of last check, from 2 months before to 1 month after
"""


@pytest.mark.parametrize(
    ("within", "from_to"),
    [
        ("target", (date(2021, 3, 10), date(2021, 3, 16))),
        ("opening", (date(2021, 1, 10), date(2021, 1, 16))),
        ("close", (date(2021, 4, 4), date(2021, 4, 10))),  # it ends on the close, so as not to be late
    ],
)
def test_the_day_within_the_window_can_be_chosen(made: Made, within: str, from_to: tuple[date, date]) -> None:
    found = expected(made(WINDOW), HALL, ON, date(2021, 12, 31), day=within).events[0]
    assert (found.start, found.end) == from_to
    assert found.basis.value == within


@pytest.mark.parametrize(
    ("on", "from_to", "late"),
    [
        (ON, (date(2021, 2, 25), date(2021, 3, 10)), None),
        (date(2021, 3, 4), (date(2021, 3, 5), date(2021, 3, 18)), 8),  # the day before was too late to begin
    ],
)
def test_what_lasts_and_has_one_day_begins_early_enough_to_end_on_it(
    made: Made, on: date, from_to: tuple[date, date], late: int | None
) -> None:
    """Had it been so, an audit would say the same of it."""
    policy = made(YEARLY.replace("due:", "lasts: 2 weeks\n    due:"))
    found = expected(policy, HALL, on, date(2021, 12, 31)).events[0]
    assert (found.start, found.end, found.days_late) == (*from_to, late)
    (held,) = audit(policy, [replace(HALL, events=(*HALL.events, found.event))], on, date(2021, 12, 31)).audit.findings
    assert (held.timing, held.days) == (("late", late) if late else ("on time", 0))


ONCE_AFTER = """
  visit:
    event: visit
    source: notice
    lasts: 2 weeks
    due: 1 day after moved in
"""


def test_what_must_begin_after_another_day_ends_late_rather_than_not_count(made: Made) -> None:
    (found,) = expected(
        made(ONCE_AFTER, HEAD.replace("facts:", "facts:\n  moved in: date")),
        Case("Mill", {"moved in": date(2021, 6, 1)}),
        ON,
        date(2021, 12, 31),
    ).events
    assert (found.start, found.end, found.days_late) == (date(2021, 6, 2), date(2021, 6, 15), 13)


def test_working_days_are_counted_by_the_calendar(made: Made) -> None:
    windowed = WINDOW.replace("1 week", "5 working days")
    policy = made(windowed, HEAD.replace("subject:", "calendar: england\nsubject:"))
    (found,) = expected(policy, HALL, ON, date(2021, 12, 31), day="close").events
    assert (found.start, found.end) == (date(2021, 4, 1), date(2021, 4, 9))  # with Easter in between


@pytest.mark.parametrize(
    ("due", "day", "basis"),
    [
        ("within 18 months after end of last check", date(2021, 9, 10), "close"),
        ("after 2020-08-01", date(2020, 8, 2), "opening"),
        ("by 2020-12-24", date(2020, 12, 24), "close"),
        ("on 2020-12-24", date(2020, 12, 24), "target"),
    ],
)
def test_without_a_target_the_close_counts_and_without_a_close_the_opening(
    made: Made, due: str, day: date, basis: str
) -> None:
    policy = made(f"  visit:\n    source: notice\n    event: visit\n    due: {due}\n")
    found = expected(policy, HALL, ON, date(2022, 1, 1))
    assert [(each.start, each.basis) for each in found.events] == [(day, basis)]


def test_several_in_a_year_are_spread_evenly(made: Made) -> None:
    policy = made("  drill:\n    source: notice\n    event: drill\n    due: at least 3 in each calendar year\n")
    found = expected(policy, HALL, date(2020, 12, 31), date(2021, 12, 31))
    assert [each.start for each in found.events] == [date(2021, 5, 2), date(2021, 8, 31), date(2021, 12, 31)]
    assert {each.basis for each in found.events} == {"even share"}
    assert expected(policy, HALL, date(2021, 12, 31), date(2022, 12, 31)).events[0].obligation.flags == ("missed",)


BETWEEN = YEARLY + "  visit:\n    source: notice\n    event: visit\n    due: at least 1 between checks\n"


@pytest.mark.parametrize(
    ("within", "visit"),
    [("target", "2021-09-09"), ("opening", "2021-03-11"), ("close", "2022-03-09")],
)
def test_what_is_asked_for_between_two_events_comes_between_them(made: Made, within: str, visit: str) -> None:
    found = expected(made(BETWEEN), HALL, date(2021, 3, 9), date(2022, 3, 10), day=within)
    assert days(found) == ["2021-03-10 check", f"{visit} visit", "2022-03-10 check"]


def test_once_the_next_event_is_due_nothing_is_squeezed_in_before_it(made: Made) -> None:
    assert days(expected(made(BETWEEN), HALL, date(2021, 6, 1), date(2021, 6, 30))) == ["2021-06-02 check"]


def test_one_event_serves_all_that_accept_it(made: Made) -> None:
    policy = made(YEARLY + YEARLY.replace("  check:", "  other check:"))
    assert days(expected(policy, HALL, ON, date(2022, 12, 31))) == ["2021-03-10 check", "2022-03-10 check"]


def test_each_event_brings_its_own_duty(made: Made) -> None:
    policy = made(
        "  report:\n    source: notice\n    event: report\n    for each: notice\n"
        "    due: within 2 weeks after end of this notice\n"
    )
    case = Case("Birch Hall", events=tuple(Event("notice", date(2020, 6, day), date(2020, 6, day)) for day in (20, 25)))
    found = expected(policy, case, ON, date(2021, 1, 1))
    assert [(each.start, each.obligation.instance) for each in found.events] == [
        (date(2020, 7, 4), case.events[0]),
        (date(2020, 7, 9), case.events[1]),
    ]


# ------------------------------------------------------------------------------------------------ outcomes

BY_RISK = """
  easy check:
    source: notice
    when: last risk is low
    event: short check
    due: every 3 years after end of last check
  hard check:
    source: notice
    when: last risk is medium or worse
    event: full check
    due: every year after end of last check
"""


@pytest.mark.parametrize(
    ("outcomes", "then"),
    [
        ((), ["2023-03-10 easy check", "2026-03-10 easy check"]),
        (("HIGH",), ["2023-03-10 easy check", "2024-03-10 hard check", "2025-03-10 hard check"]),
        (("risk=high",), ["2023-03-10 easy check", "2024-03-10 hard check", "2025-03-10 hard check"]),
        (("high", "risk=low"), ["2023-03-10 easy check", "2026-03-10 easy check"]),
        (("remarks=high",), ["2023-03-10 easy check", "2026-03-10 easy check"]),
    ],
)
def test_what_is_recorded_decides_what_follows(made: Made, outcomes: tuple[str, ...], then: list[str]) -> None:
    found = expected(made(BY_RISK), HALL, ON, date(2026, 3, 10), outcomes=outcomes)
    assert days(found)[: len(then)] == then


def test_the_same_is_recorded_as_last_whatever_kind_recorded_it(made: Made) -> None:
    case = Case("Birch Hall", events=(Event("short check", ON, ON, fields={"risk": "high", "remarks": "two exits"}),))
    found = expected(made(BY_RISK), case, ON, date(2022, 1, 1)).events[0]
    assert dict(found.event.fields) == {"risk": "high", "remarks": "two exits"}
    assert found.event.kind == "full check"


def test_what_was_never_recorded_stays_unknown_and_what_hangs_on_it_waits(made: Made) -> None:
    case = Case("Birch Hall", events=(checked(date(2020, 3, 10), None),))
    found = expected(made(BY_RISK), case, ON, date(2026, 1, 1))
    assert found.events == ()
    (easy, hard) = found.waiting
    assert (easy.obligation.status, hard.obligation.status) == (Status.UNDETERMINED, Status.UNDETERMINED)
    assert easy.obligation.needs[0].text == "risk of the full check of 10 March 2020 is not recorded"


def test_what_is_expected_is_published_some_time_after_it_has_ended(made: Made) -> None:
    policy = made(YEARLY.replace("end of", "publication of"))
    case = Case("Birch Hall", events=(Event("full check", ON, ON, date(2020, 7, 10)),))
    weeks = Duration(6 * 7, DurationKind.DAYS)
    found = expected(policy, case, date(2020, 8, 1), date(2023, 1, 1), published_after=weeks)
    assert days(found) == ["2021-07-10 check", "2022-08-21 check"]
    assert [each.event.publication for each in found.events] == [date(2021, 8, 21), date(2022, 10, 2)]


NO_RISK_ANY_MORE = """
events:
  check:
    records:
      risk: repealed
requirements:
  easy check: {when: any check}
  hard check: repealed
definitions:
  last risk: repealed
"""
KEPT = """
transition:
  risky ones:
    keep: 2019-01-01
    when: risk of latest check is high
"""


def test_what_is_repealed_is_not_recorded_any_more(made: Made) -> None:
    """Neither the same as last time, nor as somebody says it will be; also where an earlier version decides."""
    risky = Case("Birch Hall", events=(checked(date(2020, 3, 10), "high"),))
    for text in (NO_RISK_ANY_MORE, NO_RISK_ANY_MORE + KEPT):
        for outcomes in ((), ("high",), ("risk=high",)):
            policy = made(BY_RISK, from_2020_12_01=text)
            found = expected(policy, risky, ON, date(2026, 12, 31), outcomes=outcomes)
            assert found.events
            assert [dict(each.event.fields) for each in found.events] == [{}] * len(found.events)


def test_what_began_before_is_recorded_as_it_was_then(made: Made) -> None:
    policy = made(BY_RISK, from_2020_12_01=NO_RISK_ANY_MORE)
    under_way = Case("Birch Hall", events=(*HALL.events, Event("full check", date(2020, 11, 30), None)))
    ((_, ended),) = expected(policy, under_way, date(2020, 12, 1), date(2022, 1, 1)).brought_to_end
    assert dict(ended.fields) == {"risk": "low"}


def test_an_outcome_that_is_recorded_no_more_is_told(made: Made) -> None:
    policy = made(BY_RISK, from_2020_12_01=NO_RISK_ANY_MORE)
    said = forecast(policy, [HALL], ON, date(2026, 1, 1), outcomes=("risk=high",)).assumptions
    which = "(not under the version of 1 December 2020, of which no event records it)"
    assert f"is recorded as “high” {which}" in " ".join(said)


def test_what_counts_from_its_first_day_may_begin_on_the_last(made: Made) -> None:
    policy = made(WINDOW.replace("    lasts", "    counts from: start\n    lasts"))
    found = expected(policy, HALL, ON, date(2021, 12, 31), day="close")
    assert [(each.start, each.end) for each in found.events] == [(date(2021, 4, 10), date(2021, 4, 16))]


# ------------------------------------------------------------------------------------------------ today's history


def test_nothing_that_became_known_later_is_looked_at(made: Made) -> None:
    policy = made(BY_RISK)
    later = (
        Event("full check", date(2020, 6, 29), date(2020, 7, 3), fields={"risk": "high"}),
        Event("short check", date(2020, 8, 1), date(2020, 8, 1), fields={"risk": "high"}),
    )
    begun = Event("full check", date(2020, 6, 29), date(2020, 7, 3))
    known = Case("Birch Hall", events=(*HALL.events, *later))
    asked = Case("Birch Hall", events=(*HALL.events, begun))
    found = expected(policy, known, ON, date(2026, 1, 1))
    assert days(found) == days(expected(policy, asked, ON, date(2026, 1, 1))) == ["2023-07-03 easy check"]
    ((_, ended),) = found.brought_to_end
    assert (ended.end, ended.publication, dict(ended.fields)) == (date(2020, 7, 3), date(2020, 7, 3), {"risk": "low"})


@pytest.mark.parametrize("told", [date(2020, 7, 20), Partial(date(2020, 7, 1), date(2020, 7, 20))])
def test_what_was_not_yet_published_is_taken_to_be_published_on_the_day_told(made: Made, told: date | Partial) -> None:
    unpublished = Event("full check", date(2020, 6, 1), date(2020, 6, 5), told, {"risk": "high"})
    found = expected(made(BY_RISK), Case("Hall", events=(*HALL.events, unpublished)), ON, date(2024, 1, 1))
    assert days(found) == ["2023-06-05 easy check"]
    ((_, event),) = found.made_public
    assert (event.publication, dict(event.fields)) == (told, {"risk": "low"})


def test_of_an_event_in_hand_the_days_told_for_its_end_and_its_publication_are_taken(made: Made) -> None:
    begun = Event("full check", date(2020, 6, 28), date(2020, 7, 8), date(2020, 7, 20), {"risk": "high"})
    said = forecast(made(WINDOW), [Case("Hall", events=(*HALL.events, begun))], ON, date(2020, 12, 31)).assumptions
    assert said[-1].endswith("begun on 28 June 2020, ends on 8 July 2020 and is published on 20 July 2020.")


def test_what_is_told_for_later_is_said_to_be_left_aside(made: Made) -> None:
    def left_aside(number: int) -> str:
        planned = tuple(Event("drill", date(2021, 1, day), date(2021, 1, day)) for day in range(1, number + 1))
        told = Case("Hall", events=(*HALL.events, *planned))
        return forecast(made(YEARLY), [told], ON, date(2021, 12, 31)).assumptions[0]

    assert left_aside(1) == "Told for after 30 June 2020 and left aside: the drill of Hall of 1 January 2021."
    assert left_aside(20) == "Told for after 30 June 2020 and left aside: 20 events."
    assert left_aside(0).startswith("Everything is done")


BETWEEN = YEARLY + "  visit:\n    source: notice\n    event: visit\n    due: at least 1 between checks\n"


@pytest.mark.parametrize("in_hand", [(), (Event("full check", date(2021, 4, 30), date(2021, 5, 5)),)])
def test_what_is_late_and_was_to_be_done_before_an_event_that_comes_first_is_told(
    made: Made, in_hand: tuple[Event, ...]
) -> None:
    case = Case("Hall", events=(*HALL.events, *in_hand))
    told = forecast(made(BETWEEN), [case], date(2021, 5, 1), date(2021, 12, 31))
    assert "2021-05-02 visit" not in days(told.forecast)
    first, then, *_ = told.assumptions
    comes = "the full check of 30 April–5 May 2021" if in_hand else "the full check of 2 May 2021"
    assert first == f"The visit of Hall (overdue) is not expected any more: {comes} comes first."
    assert then.endswith("is done at once, from 2 May 2021 on, unless something else comes first.")


def test_what_is_still_expected_before_the_next_event_is_not_told_as_overtaken(made: Made) -> None:
    found = expected(made(BETWEEN), HALL, ON, date(2021, 12, 31))
    assert days(found)[:2] == ["2020-09-09 visit", "2021-03-10 check"]
    assert found.overtaken == ()


def test_an_event_in_hand_ends_when_what_asks_for_it_says(made: Made) -> None:
    begun = Event("full check", date(2020, 6, 28), None)
    found = expected(made(WINDOW), Case("Hall", events=(*HALL.events, begun)), ON, date(2020, 12, 31))
    ((_, event),) = found.brought_to_end
    assert event.end == date(2020, 7, 4)
    assert found.events == ()


def test_from_the_next_day_on_the_record_is_complete(made: Made) -> None:
    policy = made("  drill:\n    source: notice\n    event: drill\n    due: at least 1 in each calendar year\n")
    case = Case("Birch Hall", complete_from={"drill": None})
    found = expected(policy, case, ON, date(2022, 12, 31))
    assert days(found) == ["2021-12-31 drill", "2022-12-31 drill"]


def test_what_is_reckoned_from_a_month_is_done_on_the_last_day_it_may_fall_on_and_is_not_late(made: Made) -> None:
    march = Partial(date(2020, 3, 1), date(2020, 3, 31))
    found = expected(made(YEARLY), Case("Hall", events=(Event("full check", march, march),)), ON, date(2021, 12, 31))
    assert days(found) == ["2021-03-31 check"]
    assert [(each.basis, each.days_late) for each in found.events] == [("target", None)]
    windowed = expected(made(WINDOW), Case("Hall", events=(Event("full check", march, march),)), ON, date(2021, 12, 31))
    assert days(windowed) == ["2021-03-26 check"]  # a week before 1 April, the earliest day on which it may close


def test_a_record_that_is_complete_from_no_day_on_is_told_as_not_complete(made: Made) -> None:
    rules = "  drill:\n    source: notice\n    event: drill\n    due: every year after end of latest visit\n"
    untold = Case("Hall", complete_from={"visit": None})
    (waits,) = expected(made(rules), untold, ON, date(2022, 1, 1)).waiting
    assert [need.text for need in waits.obligation.needs] == ["the record of visits is not complete"]


def test_what_may_have_been_done_already_is_not_imagined(made: Made) -> None:
    """The last check may be missing in the record: then the next is due later, and nothing is told of it."""
    gap = Case("Hall", events=HALL.events, complete_from={"full check": date(2020, 6, 1)})
    assert days(expected(made(YEARLY), gap, ON, date(2021, 12, 31))) == []


# ------------------------------------------------------------------------------------------------ versions

OFTENER = "requirements:\n  check:\n    due: every 6 months after end of last check\n"


def test_across_a_boundary_the_newer_text_counts(made: Made) -> None:
    found = expected(made(YEARLY, from_2021_06_01=OFTENER), HALL, ON, date(2022, 6, 30))
    assert days(found) == ["2021-03-10 check", "2021-09-10 check", "2022-03-10 check"]
    assert [each.version.start.isoformat() for each in found.events] == ["2019-01-01", "2021-06-01", "2021-06-01"]
    assert [version.start for version in found.versions] == [date(2019, 1, 1), date(2021, 6, 1)]


def test_what_the_newer_text_makes_late_is_done_on_its_first_day(made: Made) -> None:
    found = expected(made(YEARLY, from_2020_12_01=OFTENER), HALL, ON, date(2021, 5, 31))
    assert [(each.start, each.basis) for each in found.events] == [(date(2020, 12, 1), "at once")]


def test_a_version_published_later_than_is_known_is_left_aside(made: Made) -> None:
    policy = made(YEARLY, from_2021_06_01=OFTENER)
    assert days(expected(policy, HALL, ON, date(2022, 6, 30), known=date(2018, 12, 31))) == [
        "2021-03-10 check",
        "2022-03-10 check",
    ]


def test_while_no_version_is_in_force_nothing_is_expected(made: Made) -> None:
    policy = made(YEARLY, HEAD.replace("{from: 2019-01-01}", "{from: 2019-01-01, until: 2021-01-31}"))
    found = expected(policy, HALL, ON, date(2025, 1, 1))
    assert (found.events, found.waiting) == ((), ())
    resumed = made(YEARLY, HEAD.replace("2019-01-01}", "2019-01-01, until: 2021-01-31}"), from_2022_01_01=OFTENER)
    assert days(expected(resumed, HALL, ON, date(2022, 2, 1))) == ["2022-01-01 check"]


def test_a_policy_not_in_force_on_the_day_of_the_question_is_refused(made: Made) -> None:
    with pytest.raises(NotInForce):
        forecast(made(YEARLY), [HALL], date(2018, 1, 1), date(2020, 1, 1))


def test_a_horizon_that_is_not_later_is_refused(made: Made) -> None:
    with pytest.raises(ValueError, match="“until” is a day after 2020-06-30"):
        forecast(made(YEARLY), [HALL], ON, ON)


def test_what_is_reckoned_from_today_is_found_within_the_month(made: Made) -> None:
    policy = made(
        "  visit:\n    source: notice\n    when: no drill since (today - 1 year)\n    event: visit\n"
        "    due: every 5 years\n"
    )
    case = Case("Birch Hall", events=(Event("drill", date(2023, 5, 20), date(2023, 5, 20)),))
    found = expected(policy, case, date(2024, 1, 31), date(2026, 1, 1))
    assert [(each.start, each.basis) for each in found.events] == [(date(2024, 6, 1), "at once")]


# ------------------------------------------------------------------------------------------------ pauses

FLOOD = "pauses:\n  flood: {{from: 2021-02-01, {}events: [check], effect: {}, source: notice}}\n"


def test_across_a_pause_the_day_is_later_by_its_days(made: Made) -> None:
    policy = made(YEARLY + FLOOD.format("until: 2021-02-28, ", "clock stops"))
    assert days(expected(policy, HALL, ON, date(2022, 4, 30))) == ["2021-04-07 check", "2022-04-07 check"]


def test_nothing_takes_place_while_it_is_paused(made: Made) -> None:
    policy = made(
        YEARLY.replace("every year after end of last check", "by 2021-01-15")
        + FLOOD.format("until: 2021-03-31, ", "clock stops")
    )
    found = expected(policy, Case("Birch Hall"), date(2021, 2, 15), date(2021, 12, 31))
    assert [(each.start, each.basis) for each in found.events] == [(date(2021, 4, 1), "at once")]


def test_nor_while_it_may_be_paused(made: Made) -> None:
    policy = made(
        YEARLY.replace("every year after end of last check", "by 2021-02-15")
        + FLOOD.format("until: 2021-03-31, ", "clock stops").replace("from: 2021-02-01", "from: 2021-02")
    )
    found = expected(policy, Case("Birch Hall"), date(2021, 2, 10), date(2021, 12, 31))
    assert [(each.start, each.basis) for each in found.events] == [(date(2021, 4, 1), "at once")]
    endless = made(
        YEARLY.replace("every year after end of last check", "by 2021-02-15")
        + FLOOD.format("", "clock stops").replace("from: 2021-02-01", "from: 2021-02")
    )
    report = forecast(endless, [Case("Birch Hall")], date(2021, 2, 10), date(2021, 2, 14))
    (waiting,) = (table for table in tables(report).values() if "because" in table.columns)
    assert waiting.rows == (("Birch Hall", "check", "open", "it may be paused"),)


def test_without_an_end_of_the_pause_it_waits(made: Made) -> None:
    found = expected(made(YEARLY + FLOOD.format("", "clock stops")), HALL, ON, date(2030, 1, 1))
    assert found.events == ()
    assert [each.requirement.words for each in found.waiting] == ["check"]


# ------------------------------------------------------------------------------------------------ order, and no date


def test_on_one_day_the_order_is_that_of_the_file(made: Made) -> None:
    two = "  {}:\n    source: notice\n    event: {}\n    due: by 2020-12-24\n"
    policy = made(two.format("visit", "visit") + two.format("drill", "drill"))
    assert days(expected(policy, HALL, ON, date(2021, 1, 1))) == ["2020-12-24 visit", "2020-12-24 drill"]


def test_on_one_day_the_case_that_goes_before_comes_first(made: Made) -> None:
    policy = made(YEARLY + "priorities:\n  tall: {when: storeys > 5, points: 10}\n")
    cases = [Case(name, {"storeys": n}, HALL.events) for name, n in (("Alder", 2), ("Birch", 9), ("Cedar", 2))]
    found = forecast(policy, cases, ON, date(2021, 12, 31)).forecast
    assert [each.case.name for each in found.events] == ["Birch", "Alder", "Cedar"]


def test_what_has_no_date_waits_with_the_reason(made: Made) -> None:
    policy = made(
        YEARLY + "  report:\n    source: notice\n    event: report\n    due: following check\n"
        "  visit:\n    source: notice\n    strength: may\n    event: visit\n    due: by 2020-12-24\n"
    )
    found = expected(policy, HALL, ON, date(2021, 1, 31))
    assert found.events == ()  # nobody need make use of a permission
    (waiting,) = found.waiting
    assert (waiting.requirement.words, waiting.obligation.status) == ("report", Status.NO_DATE_SET)
    assert waiting.obligation.reason == "it follows “check”, which goes on without an end"


def test_what_repeats_without_measure_is_stopped_and_said(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    assert simulation.MOST == 1000
    monkeypatch.setattr(simulation, "MOST", 100)  # each time takes longer than the one before
    policy = made(YEARLY.replace("every year", "every 1 day"))
    found = forecast(policy, [HALL, Case("Empty House")], ON, date(2050, 1, 1)).forecast
    ((case, (finding,)),) = found.failed
    assert (case, found.events, [each.name for each in found.cases]) == (HALL, (), ["Empty House"])
    assert finding.code is Code.TOO_OFTEN
    assert finding.message == "“check” would be done more than 100 times, already by 9 October 2020"
    assert finding.span.text == "every 1 day after end of last check"


def test_what_is_due_every_day_happens_once_a_day(made: Made) -> None:
    policy = made(YEARLY.replace("every year", "every 1 day"))
    assert len(expected(policy, HALL, ON, date(2020, 7, 10)).events) == 10


def test_a_case_that_cannot_be_decided_is_told_and_the_others_go_on(made: Made) -> None:
    wrong = Case("Wrong", events=(Event("fire", ON, ON),))
    found = forecast(made(YEARLY), [wrong, HALL], ON, date(2021, 12, 31)).forecast
    assert [case.name for case, _ in found.failed] == ["Wrong"]
    assert days(found) == ["2021-03-10 check"]


@pytest.mark.parametrize("lasting", ["lasts: 5 working days", "lasts: 2 days"])
def test_what_lasts_working_days_of_years_without_known_holidays_is_not_made_up(made: Made, lasting: str) -> None:
    """Those of England are known up to 2100; one case that hangs on later ones does not take the others with it."""
    policy = made(YEARLY + f"    {lasting}\n", head=HEAD.replace("subject:", "calendar: england\nsubject:"))
    checked = Case("Hall", events=(Event("full check", date(2098, 5, 3), date(2098, 5, 3)),))
    found = forecast(policy, [checked, Case("Inn")], date(2099, 1, 1), date(2103, 1, 1)).forecast
    if "working" not in lasting:
        assert [each.start.year for each in found.events] == [2099, 2100, 2101, 2102]
        return
    ((case, (why,)),) = found.failed
    assert (case.name, why.code) == ("Hall", Code.UNKNOWN_CALENDAR)
    assert why.message.startswith("how long 5 working days are from ")
    assert "known for the years 1872 to 2100 only" in why.message


def test_one_that_an_earlier_version_still_decides_goes_on_as_the_others_do() -> None:
    """Asked about one version alone, as when two are compared, a transition still keeps the one before for a case."""
    policy = load("ilacs").alone(date(2026, 4, 1))
    judged = {"overall effectiveness": "inadequate"}
    inspected = Event("standard inspection", date(2025, 3, 3), date(2025, 3, 14), date(2025, 4, 28), judged)
    cases = [Case(name, {"created": date(1974, 4, 1)}, (inspected,)) for name in ("Framley", "Budmouth")]
    expected = forecast(policy, cases, date(2026, 4, 1), date(2027, 4, 1)).forecast
    assert {each.case.name for each in expected.events} == {"Framley", "Budmouth"}
    assert {each.decision.version.start for each in expected.events} == {date(2024, 12, 13)}
