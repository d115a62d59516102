"""What is not known, what does not apply, and what stands in the place of another.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Event, Flag, load, read_cases
from ilacs_rules import decide as decision
from ilacs_rules.engine.obligations import obligations
from tests.engine import timings
from tests.engine.obligation_rows import (
    FULL,
    INSPECTED,
    INSPECTION,
    ONCE,
    QUARTERLY,
    SHORT,
    answer,
    check,
    checks,
    row,
    year,
)
from tests.engine.obligation_tools import (
    NOTHING,
    UNKNOWN,
    Requirement,
    case,
    decide,
    evaluation,
    event,
    length,
    make_version,
    named,
    requirement,
    shown,
)

# ------------------------------------------------------------------------------------------------ what is not known


@pytest.mark.parametrize(
    ("asked", "events", "complete_from", "on", "expected"),
    [
        row(
            "a check in a month makes the next due in a month",
            check(QUARTERLY),
            checks("2018-08"),
            {},
            "2018-10-01",
            "not yet open | 2018-11 · 2018-11 · 2018-11 | because a day it is reckoned from is not known exactly",
        ),
        row(
            "and in that month nobody can tell whether it is late",
            check(QUARTERLY),
            checks("2018-08"),
            {},
            "2018-11-10",
            "applies | 2018-11 · 2018-11 · 2018-11 | "
            "because a day it is reckoned from is not known exactly | "
            "needs: the day in August 2018 on which the fire check ended is not recorded",
        ),
        row(
            "after it, it is late, by how much nobody can tell",
            check(QUARTERLY),
            checks("2018-08"),
            {},
            "2018-12-01",
            "overdue | 2018-11 · 2018-11 · 2018-11 | because a day it is reckoned from is not known exactly",
        ),
        row(
            "from either end of which a month has no such day, though in between it has",
            check(timings.every("6 months", INSPECTED)),
            [event("fire check", "2018-08-31", "2018")],
            {},
            "2019-01-01",
            "not yet open | 2019-02-28 to 2019-06-30 · 2019-02-28 to 2019-06-30 · 2019-02-28 to 2019-06-30 | "
            "because a day it is reckoned from is not known exactly",
        ),
        row(
            "of two of which nobody can tell which was the last, none is called early",
            check(QUARTERLY),
            [event("fire check", "2018-08-06", "2018"), event("fire check", "2018-10-02", "2018-12-01")],
            {},
            "2020-10-08",
            "overdue | 2019-03 · 2019-03 · 2019-03 | because a day it is reckoned from is not known exactly",
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
            "which may not have been the first, so that nobody can tell how late it was done",
            check(ONCE),
            checks("2020-11-25"),
            {"fire check": date(2020, 6, 1)},
            "2021-01-01",
            "satisfied | 2019-11-25 · 2019-11-25 · 2019-11-25",
        ),
        row(
            "which may have been too early",
            check(ONCE),
            checks("2019-11"),
            {},
            "2020-10-01",
            "applies | 2019-11-25 · 2019-11-25 · 2019-11-25 | "
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
            "applies | needs: the record of fire checks is not complete before 1 October 2018",
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
            "open | 2019-04-01 · – · 2020-03-31 | 0 done, 1 left | [not known before] 2018-04-01 to 2019-03-31",
        ),
        row(
            "a quota of a year for which it is not",
            check(year(1)),
            [],
            {"fire check": date(2019, 4, 2)},
            "2019-06-01",
            "applies | 2019-04-01 · – · 2020-03-31 | [not known before] 2018-04-01 to 2019-03-31 | "
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
    other = requirement("other", "fire check", timings.within("1 year", INSPECTED))
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


def test_without_a_trace_the_answer_is_the_same_and_nobody_is_told_what_is_needed() -> None:
    version = make_version(check(QUARTERLY))
    asking = evaluation(version, case(INSPECTION, *checks("2018-08")), "2018-11-10")
    (told,) = obligations(version, asking, None)
    asking.traced = False
    (untold,) = obligations(version, asking, None)
    assert told.needs
    assert untold == replace(told, needs=())


EIGHTEEN_MONTHS = """
policy: p
title: Checks
publisher: Fire Service
published: 2017-11-01
in force: {from: 2018-06-01}
subject: building
events: {check: {}}
requirements:
  check: {assumes: an example, event: check, due: "every 18 months, within 3 months either side"}
"""


@pytest.mark.parametrize(
    ("done", "early"),
    [
        ("2018-02-17", False),  # before there was the rule
        ("2018", False),  # before or since
        ("2018-07-17", True),
        ("2018-07", True),  # since, whichever day it was
    ],
)
def test_early_is_only_what_was_surely_done_since_there_was_the_rule(tmp_path: Path, done: str, early: bool) -> None:
    (tmp_path / "p.yaml").write_text(EIGHTEEN_MONTHS, encoding="utf-8")
    (tmp_path / "hall.yaml").write_text(f"name: Hall\nevents: [{{event: check, on: {done}}}]\n", encoding="utf-8")
    policy = load(tmp_path / "p.yaml")
    (hall,) = read_cases(policy, tmp_path / "hall.yaml")
    told = decision(policy, hall, date(2019, 10, 13)).obligation("check")
    assert (Flag.EARLY in told.flags) is early
