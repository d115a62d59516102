"""When a requirement falls due: one case a row of the tables of due sentences, and the questions they leave open.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ilacs_rules.cases.model import Event
from ilacs_rules.checker.version import (
    After,
    BetweenAfter,
    BetweenEvents,
    By,
    Every,
    Following,
    InEach,
    InEachFrom,
    On,
    Once,
    Requirement,
    Window,
    WithinAfter,
)
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.language.nodes import Bound
from tests.engine.obligation_tools import (
    NO_LENGTH,
    NOTHING,
    UNKNOWN,
    case,
    day,
    decide,
    earlier,
    end_of_latest,
    end_of_this,
    event,
    kinds,
    length,
    make_version,
    named,
    on_day,
    requirement,
    shown,
)

INSPECTED = end_of_latest("inspection")
INSPECTION = event("full inspection", "2018-05-14", "2018-05-25")
SIX_MONTHS = Window(length("6 months"), length("6 months"))
THREE_YEARS = Every(length("3 years"), INSPECTED)
QUARTERLY = Every(length("1 quarter"), INSPECTED)
ONCE = Once(length("18 months"), INSPECTED)
AT_LEAST, AT_MOST, EXACTLY = Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACTLY


def year(count: int, bound: Bound = AT_LEAST) -> InEach:
    return InEach(bound, count, "year from 1 April", 12, 4, 1)


def checks(*days: str) -> list[Event]:
    return [event("fire check", text) for text in days]


def answer(asked: Requirement, events: Sequence[Event], on: str, **values: object) -> str:
    created = {"created": values["created"]} if "created" in values else {}
    found = decide(make_version(asked), case(*events, **created), on, **values)  # type: ignore[arg-type]
    return "\n".join(shown(obligation) for obligation in found)


def check(timing: object, **others: object) -> Requirement:
    return requirement("fire check", "fire check", timing, **others)  # type: ignore[arg-type]


def row(*parts: object) -> object:
    return pytest.param(*parts[1:], id=str(parts[0]))


# ------------------------------------------------------------------------------------------------ every P after A


@pytest.mark.parametrize(
    ("asked", "events", "on", "expected"),
    [
        row(
            "not yet: the day before",
            check(THREE_YEARS),
            [INSPECTION],
            "2021-05-24",
            "not yet open | 2021-05-25 · 2021-05-25 · 2021-05-25",
        ),
        row(
            "open on the day itself",
            check(THREE_YEARS),
            [INSPECTION],
            "2021-05-25",
            "open | 2021-05-25 · 2021-05-25 · 2021-05-25",
        ),
        row(
            "late from the day after",
            check(THREE_YEARS),
            [INSPECTION],
            "2021-05-26",
            "overdue | 2021-05-25 · 2021-05-25 · 2021-05-25 | 1 days late",
        ),
        row(
            "what is only usual is never overdue",
            check(THREE_YEARS, strength="usually"),
            [INSPECTION],
            "2021-06-01",
            "later than usual | 2021-05-25 · 2021-05-25 · 2021-05-25 | 7 days late",
        ),
        row(
            "no anchor, no date",
            check(THREE_YEARS),
            [],
            "2021-06-01",
            "no date set | because there is no “end of latest inspection”",
        ),
        row(
            "within 6 months either side",
            check(THREE_YEARS, window=SIX_MONTHS),
            [INSPECTION],
            "2021-01-01",
            "open | 2020-11-25 · 2021-05-25 · 2021-11-25",
        ),
        row(
            "from 6 months before to 3 months after",
            check(THREE_YEARS, window=Window(length("6 months"), length("3 months"))),
            [INSPECTION],
            "2021-08-26",
            "overdue | 2020-11-25 · 2021-05-25 · 2021-08-25 | 1 days late",
        ),
        row(
            "from 6 months before, nothing after",
            check(THREE_YEARS, window=Window(length("6 months"), NO_LENGTH)),
            [INSPECTION],
            "2021-05-25",
            "open | 2020-11-25 · 2021-05-25 · 2021-05-25",
        ),
        row(
            "a window of another kind is counted from the target",
            check(THREE_YEARS, window=Window(length("10 days"), length("5 working days"))),
            [INSPECTION],
            "2021-01-01",
            "not yet open | 2021-05-15 · 2021-05-25 · 2021-06-02",  # 31 May is a bank holiday
        ),
        row(
            "repeats from the last own event, not from the grid",
            check(QUARTERLY),
            [INSPECTION, *checks("2018-09-01", "2018-12-03")],
            "2019-01-01",
            "not yet open | 2019-03-03 · 2019-03-03 · 2019-03-03",
        ),
        row(
            "own events before the anchor are of an earlier round",
            check(QUARTERLY),
            [*checks("2018-01-05", "2018-05-25"), INSPECTION],
            "2018-06-01",
            "not yet open | 2018-08-25 · 2018-08-25 · 2018-08-25",
        ),
        row(
            "an early one moves the next, and is told",
            check(QUARTERLY),
            [INSPECTION, *checks("2018-06-10")],
            "2018-07-01",
            "not yet open | 2018-09-10 · 2018-09-10 · 2018-09-10 | [early]",
        ),
        row(
            "early is against the window, and of the last one only",
            check(QUARTERLY, window=Window(length("1 month"), length("1 month"))),
            [INSPECTION, *checks("2018-06-10", "2018-08-20")],
            "2018-08-21",
            "not yet open | 2018-10-20 · 2018-11-20 · 2018-12-20",
        ),
        row(
            "the month-end rule is told",
            check(QUARTERLY),
            [event("full inspection", "2018-11-20", "2018-11-30")],
            "2018-12-01",
            "not yet open | 2019-02-28 · 2019-02-28 · 2019-02-28 | [month end]",
        ),
        row(
            "up to 3 times: one left",
            check(QUARTERLY, up_to=3),
            [INSPECTION, *checks("2018-08-25", "2018-11-25")],
            "2018-12-01",
            "not yet open | 2019-02-25 · 2019-02-25 · 2019-02-25 | 2 done, 1 left",
        ),
        row(
            "up to 3 times: none left",
            check(QUARTERLY, up_to=3),
            [INSPECTION, *checks("2018-08-25", "2018-11-25", "2019-02-25")],
            "2019-03-01",
            "satisfied | 3 done, 0 left | because all 3 are done",
        ),
        row(
            "at least 2 times, and on",
            check(QUARTERLY, at_least=2),
            [INSPECTION, *checks("2018-08-25", "2018-11-25", "2019-02-25")],
            "2019-06-01",
            "overdue | 2019-05-25 · 2019-05-25 · 2019-05-25 | 3 done, 0 left | 7 days late",
        ),
        row(
            "until: the last target",
            check(QUARTERLY, until=on_day("2018-08-25")),
            [INSPECTION],
            "2018-06-01",
            "not yet open | 2018-08-25 · 2018-08-25 · 2018-08-25",
        ),
        row(
            "until: no target after it",
            check(QUARTERLY, until=on_day("2018-08-24")),
            [INSPECTION],
            "2018-06-01",
            "satisfied | because the next would fall after 24 August 2018",
        ),
        row(
            "not before",
            check(QUARTERLY, window=SIX_MONTHS, not_before=on_day("2018-09-01")),
            [INSPECTION],
            "2018-08-30",
            "not yet open | 2018-09-01 · 2018-09-01 · 2019-02-25",
        ),
        row(
            "not after",
            check(THREE_YEARS, window=SIX_MONTHS, not_after=on_day("2021-03-31")),
            [INSPECTION],
            "2021-01-01",
            "open | 2020-11-25 · 2021-03-31 · 2021-03-31",
        ),
        row(
            "moved to the next working day",
            check(Every(length("1 year"), INSPECTED), moved="next"),
            [INSPECTION],
            "2019-01-01",
            "not yet open | 2019-05-28 · 2019-05-28 · 2019-05-28",  # a Saturday, then a bank holiday Monday
        ),
        row(
            "moved to the previous working day",
            check(Every(length("1 year"), INSPECTED), moved="previous"),
            [INSPECTION],
            "2019-01-01",
            "not yet open | 2019-05-24 · 2019-05-24 · 2019-05-24",
        ),
        row(
            "not before comes before moved",
            check(QUARTERLY, not_before=on_day("2018-09-01"), moved="next"),
            [INSPECTION],
            "2018-08-30",
            "not yet open | 2018-09-03 · 2018-09-03 · 2018-09-03",
        ),
        row(
            "no day after the year 9999",
            check(Every(length("9000 years"), INSPECTED)),
            [INSPECTION],
            "2019-01-01",
            "no date set | because the day would lie outside the years 1 to 9999",
        ),
    ],
)
def test_every(asked: Requirement, events: list[Event], on: str, expected: str) -> None:
    assert answer(asked, events, on) == expected


@pytest.mark.parametrize(
    ("events", "on", "created", "expected"),
    [
        row("from coming into force", [], "2018-06-01", NOTHING, "not yet open | 2019-01-01 · 2019-01-01 · 2019-01-01"),
        row(
            "from its creation, if later",
            [],
            "2018-06-01",
            date(2018, 4, 1),
            "not yet open | 2019-04-01 · 2019-04-01 · 2019-04-01",
        ),
        row(
            "from coming into force, if created before",
            [],
            "2018-06-01",
            date(1974, 4, 1),
            "not yet open | 2019-01-01 · 2019-01-01 · 2019-01-01",
        ),
        row(
            "creation not known",
            [],
            "2018-06-01",
            UNKNOWN,
            "not yet open | 2019-01-01 · 2019-01-01 · 2019-01-01",
        ),
        row(
            "from its own last event, also one of before",
            checks("2016-03-01", "2017-10-02"),
            "2018-06-01",
            NOTHING,
            "not yet open | 2018-10-02 · 2018-10-02 · 2018-10-02",
        ),
    ],
)
def test_every_without_an_anchor(events: list[Event], on: str, created: object, expected: str) -> None:
    assert answer(check(Every(length("1 year"), None)), events, on, created=created) == expected


def test_an_anchor_that_is_not_known_is_asked_for() -> None:
    asked = check(Every(length("3 years"), named("approval")))
    assert answer(asked, [], "2018-06-01", approval=UNKNOWN) == "undetermined | needs: approval is not recorded"
    assert answer(asked, [], "2018-06-01", approval=NOTHING) == "no date set | because there is no “approval”"


def test_month_end_error_is_an_error_at_the_due_sentence() -> None:
    late = event("full inspection", "2018-11-20", "2018-11-30")
    with pytest.raises(DecisionError, match="30 February 2019"):
        decide(make_version(check(QUARTERLY), month_end="error"), case(late), "2018-12-01")


# ------------------------------------------------------------------------------------------------ once


@pytest.mark.parametrize(
    ("timing", "events", "on", "expected"),
    [
        row("P after", ONCE, [], "2019-01-01", "not yet open | 2019-11-25 · 2019-11-25 · 2019-11-25"),
        row(
            "P after, done",
            ONCE,
            checks("2019-11-25"),
            "2019-11-25",
            "satisfied | 2019-11-25 · 2019-11-25 · 2019-11-25",
        ),
        row(
            "P after, done late is done",
            ONCE,
            checks("2020-11-25"),
            "2021-01-01",
            "satisfied | 2019-11-25 · 2019-11-25 · 2019-11-25",
        ),
        row(
            "P after, too early does not count",
            ONCE,
            checks("2019-11-24"),
            "2019-11-26",
            "overdue | 2019-11-25 · 2019-11-25 · 2019-11-25 | 1 days late | [early]",
        ),
        row(
            "within P after opens the day after",
            WithinAfter(length("30 months"), INSPECTED),
            [],
            "2018-05-26",
            "open | 2018-05-26 · – · 2020-11-25",
        ),
        row(
            "within P after, done on the first day",
            WithinAfter(length("30 months"), INSPECTED),
            checks("2018-05-26"),
            "2018-05-26",
            "satisfied | 2018-05-26 · – · 2020-11-25",
        ),
        row(
            "within working days",
            WithinAfter(length("20 working days"), INSPECTED),
            [],
            "2018-06-26",
            "overdue | 2018-05-26 · – · 2018-06-25 | 1 days late",
        ),
        row(
            "between P and Q after",
            BetweenAfter(length("7 months"), length("12 months"), INSPECTED),
            checks("2018-12-24"),
            "2019-01-01",
            "open | 2018-12-25 · – · 2019-05-25 | [early]",
        ),
        row("by D", By(on_day("2018-03-31")), [], "2018-02-01", "open | 2018-01-01 · – · 2018-03-31"),
        row(
            "by D, late",
            By(on_day("2018-03-31")),
            [],
            "2018-04-02",
            "overdue | 2018-01-01 · – · 2018-03-31 | 2 days late",
        ),
        row(
            "by D, what was done before it opened does not count",
            By(on_day("2018-03-31")),
            checks("2017-12-31"),
            "2018-02-01",
            "open | 2018-01-01 · – · 2018-03-31",
        ),
        row(
            "by D, done",
            By(on_day("2018-03-31")),
            checks("2018-01-01"),
            "2018-02-01",
            "satisfied | 2018-01-01 · – · 2018-03-31",
        ),
        row(
            "by a day before it came into force has only that day",
            By(on_day("2017-03-31")),
            [],
            "2018-01-01",
            "overdue | 2017-03-31 · – · 2017-03-31 | 276 days late",
        ),
        row("on D", On(on_day("2018-03-31")), [], "2018-03-30", "not yet open | 2018-03-31 · 2018-03-31 · 2018-03-31"),
        row(
            "on D, done",
            On(on_day("2018-03-31")),
            checks("2018-03-30", "2018-03-31"),
            "2018-03-31",
            "satisfied | 2018-03-31 · 2018-03-31 · 2018-03-31",
        ),
        row("after D, before it", After(on_day("2018-06-30")), [], "2018-06-30", "not yet open | 2018-07-01 · – · –"),
        row("after D, from then on", After(on_day("2018-06-30")), [], "2030-01-01", "open | 2018-07-01 · – · –"),
        row(
            "after D, done",
            After(on_day("2018-06-30")),
            checks("2018-07-01"),
            "2019-01-01",
            "satisfied | 2018-07-01 · – · –",
        ),
    ],
)
def test_once(timing: object, events: list[Event], on: str, expected: str) -> None:
    assert answer(check(timing), [INSPECTION, *events], on) == expected


def test_an_event_serves_whatever_kind_of_it_is_accepted() -> None:
    asked = check(ONCE, accepts=kinds("fire check") | kinds("drill"))
    assert answer(asked, [INSPECTION, event("drill", "2020-01-01")], "2020-02-01").startswith("satisfied")


def test_the_event_of_the_anchor_is_never_its_own() -> None:
    """The anchor lies before the inspection began, so that by its start alone the inspection would count."""
    asked = requirement("again", "inspection", WithinAfter(length("1 year"), earlier(INSPECTED, "1 month")))
    assert answer(asked, [INSPECTION], "2018-06-01") == "open | 2018-04-26 · – · 2019-04-25"


# ------------------------------------------------------------------------------------------------ a number in each


@pytest.mark.parametrize(
    ("timing", "events", "on", "expected"),
    [
        row(
            "the first whole year is the first",
            year(2),
            checks("2018-02-01"),
            "2018-03-01",
            "not yet open | 2018-04-01 · – · 2019-03-31 | 0 done, 2 left",
        ),
        row(
            "some done, some left",
            year(2),
            checks("2018-03-31", "2018-04-01"),
            "2018-06-01",
            "open | 2018-04-01 · – · 2019-03-31 | 1 done, 1 left",
        ),
        row(
            "all done",
            year(2),
            checks("2018-04-01", "2018-05-01", "2018-05-02"),
            "2018-06-01",
            "satisfied | 2018-04-01 · – · 2019-03-31 | 3 done, 0 left",
        ),
        row(
            "the last year was missed",
            year(2),
            checks("2018-04-01", "2019-04-01"),
            "2019-06-01",
            "open | 2019-04-01 · – · 2020-03-31 | 1 done, 1 left | [missed]",
        ),
        row(
            "the last year was kept",
            year(1),
            checks("2019-03-31", "2019-04-01"),
            "2019-06-01",
            "satisfied | 2019-04-01 · – · 2020-03-31 | 1 done, 0 left",
        ),
        row(
            "at most, kept",
            year(2, AT_MOST),
            checks("2018-04-01"),
            "2018-06-01",
            "satisfied | 2018-04-01 · – · 2019-03-31 | 1 done, 1 left",
        ),
        row(
            "at most, exceeded",
            year(1, AT_MOST),
            checks("2018-04-01", "2018-05-01"),
            "2018-06-01",
            "open | 2018-04-01 · – · 2019-03-31 | 2 done, 0 left | [exceeded] | "
            "because 2 are done where at most 1 may be",
        ),
        row(
            "exactly, one too few",
            year(2, EXACTLY),
            checks("2018-04-01"),
            "2018-06-01",
            "open | 2018-04-01 · – · 2019-03-31 | 1 done, 1 left",
        ),
        row(
            "each 4 months from a day",
            InEachFrom(AT_LEAST, 1, length("4 months"), on_day("2018-01-31")),
            checks("2018-05-30", "2018-05-31"),
            "2018-06-01",
            "satisfied | 2018-05-31 · – · 2018-09-29 | 1 done, 0 left | [month end]",
        ),
        row(
            "each stretch from a day that is to come",
            InEachFrom(AT_LEAST, 1, length("1 year"), on_day("2020-01-01")),
            [],
            "2018-06-01",
            "not yet open | 2020-01-01 · – · 2020-12-31 | 0 done, 1 left",
        ),
        row(
            "each stretch from a day before it came into force",
            InEachFrom(AT_LEAST, 1, length("4 years"), on_day("2015-06-01")),
            [],
            "2018-06-01",
            "not yet open | 2019-06-01 · – · 2023-05-31 | 0 done, 1 left",
        ),
        row(
            "each stretch of weeks, the one before missed",
            InEachFrom(AT_LEAST, 1, length("2 weeks"), on_day("2018-01-01")),
            checks("2018-01-08"),
            "2018-01-30",
            "open | 2018-01-29 · – · 2018-02-11 | 0 done, 1 left | [missed]",
        ),
    ],
)
def test_a_number_in_each_stretch(timing: object, events: list[Event], on: str, expected: str) -> None:
    assert answer(check(timing), events, on) == expected


def test_the_first_whole_stretch_counts_from_the_creation_of_the_subject() -> None:
    asked = check(year(1))
    expected = "not yet open | 2021-04-01 · – · 2022-03-31 | 0 done, 1 left"
    assert answer(asked, [], "2020-06-01", created=day("2020-04-02")) == expected
    expected = "open | 2020-04-01 · – · 2021-03-31 | 0 done, 1 left"
    assert answer(asked, [], "2020-06-01", created=day("2020-04-01")) == expected


# ------------------------------------------------------------------------------------------------ between events

BETWEEN = check(BetweenEvents(AT_LEAST, 1, "inspection", kinds("inspection")))
FULL = requirement("full", "full inspection", THREE_YEARS)
SHORT = requirement("short", "short inspection", Every(length("2 years"), INSPECTED), when=named("small"))


def between(events: Sequence[Event], on: str, *others: Requirement, **values: object) -> str:
    found = decide(make_version(BETWEEN, *others), case(*events), on, **values)  # type: ignore[arg-type]
    return shown(found[0])


@pytest.mark.parametrize(
    ("others", "events", "on", "small", "expected"),
    [
        row(
            "no inspection yet",
            [FULL],
            [],
            "2018-06-01",
            False,
            "does not apply | because there has been no inspection yet",
        ),
        row(
            "nothing brings the next",
            [],
            [INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · – | 0 done, 1 left",
        ),
        row(
            "by the close of the next",
            [FULL],
            [INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "by the first of several that apply",
            [FULL, SHORT],
            [INSPECTION],
            "2018-06-01",
            True,
            "open | 2018-05-26 · – · 2020-05-25 | 0 done, 1 left",
        ),
        row(
            "what does not apply brings none",
            [FULL, SHORT],
            [INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "what is only allowed brings none",
            [FULL, replace(SHORT, strength="may")],
            [INSPECTION],
            "2018-06-01",
            True,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "one that cannot be told",
            [FULL, SHORT],
            [INSPECTION],
            "2018-06-01",
            UNKNOWN,
            "undetermined | 2018-05-26 · – · – | 0 done, 1 left | needs: small is not recorded",
        ),
        row(
            "done, whatever cannot be told",
            [FULL, SHORT],
            [INSPECTION, *checks("2018-05-26")],
            "2018-06-01",
            UNKNOWN,
            "satisfied | 2018-05-26 · – · – | 1 done, 0 left",
        ),
        row(
            "one of before the last inspection does not count",
            [FULL],
            [*checks("2018-05-25"), INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "the next is in hand",
            [FULL],
            [INSPECTION, event("full inspection", "2020-02-03", "2020-02-14")],
            "2020-02-05",
            False,
            "overdue | 2018-05-26 · – · 2020-02-02 | 0 done, 1 left | 3 days late",
        ),
        row(
            "the next has ended: a new round",
            [FULL],
            [INSPECTION, *checks("2019-01-01"), event("full inspection", "2020-02-03", "2020-02-14")],
            "2020-02-14",
            False,
            "not yet open | 2020-02-15 · – · 2023-02-14 | 0 done, 1 left",
        ),
        row(
            "the day of the last inspection is not known",
            [FULL],
            [event("full inspection", "2018-05"), *checks("2018-05-20")],
            "2018-07-01",
            False,
            "undetermined | needs: the day in May 2018 on which the full inspection ended is not recorded",
        ),
        row(
            "the day of the last inspection is not known, and one is surely later",
            [FULL],
            [event("full inspection", "2018-05"), *checks("2018-06-01")],
            "2018-07-01",
            False,
            "satisfied | 1 done, 0 left",
        ),
    ],
)
def test_between_events(others: list[Requirement], events: list[Event], on: str, small: object, expected: str) -> None:
    assert between(events, on, *others, small=small) == expected


# ------------------------------------------------------------------------------------------------ for each


def plan(**others: object) -> Requirement:
    timing = others.pop("timing", WithinAfter(length("20 working days"), end_of_this("fire check")))
    return requirement("plan", "repair plan", timing, for_each="fire check", **others)  # type: ignore[arg-type]


def test_one_duty_for_each_event_since_it_came_into_force() -> None:
    events = checks("2017-12-31", "2018-01-01", "2018-08-10")
    assert answer(plan(), events, "2018-09-01").splitlines() == [
        "overdue | 2018-01-02 · – · 2018-01-29 | 215 days late",
        "open | 2018-08-11 · – · 2018-09-10",
    ]
    found = decide(make_version(plan()), case(*events), "2018-09-01")
    assert [obligation.instance for obligation in found] == events[1:]


def test_without_such_an_event_it_does_not_apply() -> None:
    expected = "does not apply | because there is no fire check that it would be about"
    assert answer(plan(), checks("2017-12-31"), "2018-09-01") == expected


PLANS = [event("repair plan", "2018-03-12"), event("repair plan", "2018-03-20")]
TWO_CHECKS = checks("2018-03-01", "2018-03-10")


@pytest.mark.parametrize(
    ("plans", "several", "expected"),
    [
        (PLANS[:1], False, ["satisfied", "overdue"]),
        (PLANS, False, ["satisfied", "satisfied"]),
        (PLANS[:1], True, ["satisfied", "satisfied"]),
        ([event("repair plan", "2018-03-05")], False, ["satisfied", "overdue"]),
        ([event("repair plan", "2018-03-12")] * 2, False, ["satisfied", "overdue"]),  # one event, named twice
        ([event("repair plan", "2018-03-12"), event("repair plan", "2018-03-12")], False, ["satisfied", "satisfied"]),
    ],
)
def test_events_are_matched_one_to_one(plans: list[Event], several: bool, expected: list[str]) -> None:
    asked = plan(one_event_may_serve_several=several)
    found = decide(make_version(asked), case(*TWO_CHECKS, *plans), "2019-01-01")
    assert [obligation.status.value for obligation in found] == expected


def test_each_instance_has_its_own_when() -> None:
    asked = plan(when=named("serious"))
    found = decide(make_version(asked), case(*TWO_CHECKS), "2018-03-15", serious=UNKNOWN)
    assert [shown(obligation) for obligation in found] == ["undetermined | needs: serious is not recorded"] * 2


def test_a_fire_check_that_may_have_ended_since_is_undetermined() -> None:
    found = answer(plan(), checks("2018-03-01", "2018-05"), "2018-05-15").splitlines()
    assert found == [
        "overdue | 2018-03-02 · – · 2018-03-29 | 47 days late",
        "undetermined | needs: the day in May 2018 on which the fire check ended is not recorded",
    ]


# ------------------------------------------------------------------------------------------------ following

REPAIR = requirement("repair", "repair plan", Following("fire check"))


def following(first: Requirement, events: Sequence[Event], on: str, **values: object) -> str:
    found = decide(make_version(REPAIR, first), case(INSPECTION, *events), on, **values)  # type: ignore[arg-type]
    return shown(found[0])


@pytest.mark.parametrize(
    ("first", "events", "on", "expected"),
    [
        row(
            "a repeat without an end",
            check(QUARTERLY),
            [],
            "2018-06-01",
            "no date set | because “fire check” repeats without an end, so it is never complete",
        ),
        row(
            "up to 2 times, one done",
            check(QUARTERLY, up_to=2),
            checks("2018-08-25"),
            "2018-09-01",
            "no date set | because “fire check” is not complete",
        ),
        row(
            "up to 2 times, both done",
            check(QUARTERLY, up_to=2),
            checks("2018-08-25", "2018-11-25", "2019-01-01"),
            "2019-01-01",
            "open | 2018-11-26 · – · –",
        ),
        row(
            "at least 1 counts before up to 2",
            check(QUARTERLY, up_to=2, at_least=1),
            checks("2018-08-25"),
            "2018-08-25",
            "not yet open | 2018-08-26 · – · –",
        ),
        row(
            "once, and followed",
            check(WithinAfter(length("1 year"), INSPECTED)),
            [*checks("2018-08-25"), event("repair plan", "2018-08-26")],
            "2018-09-01",
            "satisfied | 2018-08-26 · – · –",
        ),
        row(
            "what it follows does not apply",
            check(ONCE, when=named("large")),
            [],
            "2018-09-01",
            "no date set | because “fire check” does not apply",
        ),
        row(
            "what it follows cannot be told",
            check(ONCE, when=named("small")),
            [],
            "2018-09-01",
            "undetermined | needs: small is not recorded",
        ),
        row(
            "the day it was complete is not known",
            check(WithinAfter(length("1 year"), INSPECTED)),
            checks("2018-08"),
            "2018-10-01",
            "undetermined | needs: the day in August 2018 on which the fire check ended is not recorded",
        ),
    ],
)
def test_following(first: Requirement, events: list[Event], on: str, expected: str) -> None:
    assert following(first, events, on, large=False, small=UNKNOWN) == expected


# ------------------------------------------------------------------------------------------------ what is not known


@pytest.mark.parametrize(
    ("asked", "events", "complete_from", "on", "expected"),
    [
        row(
            "a check in a month cannot be the base of the next",
            check(QUARTERLY),
            checks("2018-08"),
            {},
            "2018-10-01",
            "undetermined | needs: the day in August 2018 on which the fire check ended is not recorded",
        ),
        row(
            "but it is one that is done",
            check(ONCE),
            checks("2020-08"),
            {},
            "2020-10-01",
            "satisfied | 2019-11-25 · 2019-11-25 · 2019-11-25",
        ),
        row(
            "which may have been too early",
            check(ONCE),
            checks("2019-11"),
            {},
            "2020-10-01",
            "undetermined | 2019-11-25 · 2019-11-25 · 2019-11-25 | "
            "needs: the day in November 2019 on which the fire check ended is not recorded",
        ),
        row(
            "enough are sure, whatever else is missing",
            check(QUARTERLY, up_to=2),
            checks("2018-08-25", "2018-11-25"),
            {"fire check": None},
            "2019-01-01",
            "satisfied | 2 done, 0 left | because all 2 are done",
        ),
        row(
            "the count of an incomplete record",
            check(QUARTERLY, up_to=2),
            checks("2018-11-25"),
            {"fire check": date(2018, 10, 1)},
            "2019-01-01",
            "undetermined | needs: the record of fire checks is not complete before 1 October 2018",
        ),
        row(
            "the last one is known all the same",
            check(QUARTERLY),
            checks("2018-11-25"),
            {"fire check": date(2018, 10, 1)},
            "2019-01-01",
            "not yet open | 2019-02-25 · 2019-02-25 · 2019-02-25",
        ),
        row(
            "a quota of a year for which the record is complete",
            check(year(1)),
            [],
            {"fire check": date(2019, 4, 1)},
            "2019-06-01",
            "open | 2019-04-01 · – · 2020-03-31 | 0 done, 1 left",  # nothing is said of the year before
        ),
        row(
            "a quota of a year for which it is not",
            check(year(1)),
            [],
            {"fire check": date(2019, 4, 2)},
            "2019-06-01",
            "undetermined | 2019-04-01 · – · 2020-03-31 | "
            "needs: the record of fire checks is not complete before 2 April 2019",
        ),
    ],
)
def test_what_is_not_known(
    asked: Requirement, events: list[Event], complete_from: dict[str, date | None], on: str, expected: str
) -> None:
    about = case(INSPECTION, *events, complete_from=complete_from)
    assert [shown(o) for o in decide(make_version(asked), about, on)] == [expected]


# ------------------------------------------------------------------------------------------------ applying


@pytest.mark.parametrize(
    ("large", "expected"),
    [(True, "not yet open"), (False, "does not apply"), (NOTHING, "does not apply"), (UNKNOWN, "undetermined")],
)
def test_when(large: object, expected: str) -> None:
    assert answer(check(ONCE, when=named("large")), [INSPECTION], "2018-06-01", large=large).split(" | ")[0] == expected


@pytest.mark.parametrize(
    ("small", "large", "full", "short"),
    [
        (True, True, "does not apply | because “short” applies instead", "not yet open"),
        (False, True, "not yet open", "does not apply"),
        (UNKNOWN, True, "undetermined | needs: small is not recorded", "undetermined"),
        (UNKNOWN, False, "does not apply", "undetermined"),
        (True, UNKNOWN, "does not apply | because “short” applies instead", "not yet open"),
    ],
)
def test_an_exception_stands_in_the_place_of_another(small: object, large: object, full: str, short: str) -> None:
    usual = replace(FULL, when=named("large"))
    version = make_version(usual, replace(SHORT, exception_to=("full",)))
    found = decide(version, case(INSPECTION), "2018-06-01", small=small, large=large)  # type: ignore[arg-type]
    assert shown(found[0]).startswith(full)
    assert shown(found[1]).startswith(short)


def test_one_event_discharges_every_requirement_that_accepts_it() -> None:
    other = requirement("other", "fire check", WithinAfter(length("1 year"), INSPECTED))
    found = decide(make_version(check(ONCE), other), case(INSPECTION, *checks("2020-01-01")), "2020-02-01")
    assert [obligation.status.value for obligation in found] == ["satisfied", "satisfied"]


def test_an_obligation_says_what_who_and_how_long() -> None:
    asked = check(ONCE, lasts=length("1 week"), notice=length("5 working days"), strength="asked", by="the owner")
    (found,) = decide(make_version(asked), case(INSPECTION), "2018-06-01")
    assert (found.requirement, found.event, found.strength, found.by) == (
        "fire check",
        "fire check",
        "asked",
        "the owner",
    )
    assert (str(found.lasts), str(found.notice)) == ("1 week", "5 working days")
