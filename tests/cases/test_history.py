"""The events of a case taken together say the same in whatever order they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest

from ilacs_rules import Case, Code, Day, Diagnostic, Event, Partial
from ilacs_rules.cases.history import checked_history, tell_outside
from tests.cases.vocabularies import BUILDINGS
from tests.policies import loaded

FIRST, THIRD, FIFTH = date(2020, 3, 1), date(2020, 3, 3), date(2020, 3, 5)


def event(kind: str, start: Day, end: Day | None, risk: str | None = None, publication: Day | None = None) -> Event:
    return Event(kind, start, end, publication, {"risk": risk} if risk is not None else {})


AT_ODDS = {
    "two kinds of one family, two results": (
        event("full check", FIRST, FIFTH, "low"),
        event("brief check", FIRST, FIFTH, "high"),
    ),
    "two kinds of one family, one result": (
        event("full check", FIRST, FIFTH, "low"),
        event("brief check", FIRST, FIFTH),
    ),
    "a kind and a more exact one, two results": (
        event("check", FIRST, FIFTH, "low"),
        event("full check", FIRST, FIFTH, "high"),
    ),
    "a kind and a more exact one, overlapping": (
        event("check", FIRST, THIRD, "low"),
        event("full check", THIRD, FIFTH, "low"),
    ),
    "a long one, and a more exact one behind a short one": (
        event("check", FIRST, FIFTH, "low"),
        event("fire drill", FIRST, FIRST),
        event("full check", THIRD, THIRD, "low"),
    ),
    "one kind, overlapping": (event("check", FIRST, THIRD, "low"), event("check", THIRD, FIFTH, "low")),
    "one kind, two results": (event("check", FIRST, FIFTH, "low"), event("check", FIRST, FIFTH, "high")),
    "one kind, published on two days": (
        event("check", FIRST, THIRD, "low", THIRD),
        event("check", FIRST, THIRD, "low", FIFTH),
    ),
    "one kind, in hand since the same day": (event("check", FIRST, None, "low"), event("check", FIRST, None, "high")),
}

AT_PEACE = {
    "two kinds of one family, one result": (
        event("full check", FIRST, FIFTH, "low"),
        event("brief check", FIRST, FIFTH, "low"),
    ),
    "two kinds of one family, overlapping": (
        event("full check", FIRST, THIRD, "low"),
        event("brief check", THIRD, FIFTH, "high"),
    ),
    "two families": (event("full check", FIRST, FIFTH, "low"), event("fire drill", FIRST, FIFTH)),
    "one after the other": (event("check", FIRST, FIRST, "low"), event("full check", THIRD, FIFTH, "high")),
    "in one month, it may be one after the other": (
        event("check", Partial(FIRST, date(2020, 3, 31)), Partial(FIRST, date(2020, 3, 31)), "low"),
        event("check", Partial(FIRST, date(2020, 3, 31)), Partial(FIRST, date(2020, 3, 31)), "high"),
    ),
}


def checked(events: Sequence[Event]) -> tuple[tuple[Event, ...], list[Code]]:
    out: list[Diagnostic] = []
    history = checked_history(events, BUILDINGS, out)
    return history, [d.code for d in out]


@pytest.mark.parametrize("events", AT_ODDS.values(), ids=list(AT_ODDS))
def test_events_at_odds_are_told_in_whatever_order_they_stand(events: Sequence[Event]) -> None:
    for told in permutations(events):
        assert checked(told)[1] == [Code.EVENTS_CONTRADICT]


@pytest.mark.parametrize("events", AT_PEACE.values(), ids=list(AT_PEACE))
def test_events_that_can_all_be_true_are_kept_in_one_order(events: Sequence[Event]) -> None:
    histories = [checked(told) for told in permutations(events)]
    assert all(history == histories[0] for history in histories)
    assert (len(histories[0][0]), histories[0][1]) == (len(events), [])


def test_an_event_told_once_more_under_a_more_exact_name_is_counted_once() -> None:
    events = (event("check", FIRST, FIFTH), event("full check", FIRST, FIFTH, "low"))
    for told in permutations(events):
        history, found = checked(told)
        assert ([each.kind for each in history], found) == (["full check"], [Code.DUPLICATE_EVENT])


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (date(2020, 3, 31), True),
        (date(2020, 4, 1), False),
        (Partial(date(2020, 3, 1), date(2020, 3, 31)), True),
        (Partial(date(2020, 1, 1), date(2020, 12, 31)), False),  # it may have been after
    ],
)
def test_events_surely_from_before_there_was_the_case_are_told(start: Day, told: bool) -> None:
    vocabulary = loaded(SMALL).vocabulary
    case = Case("Mill", {"created": date(2020, 4, 1)}, (event("check", start, date(2021, 1, 1)),))
    out: list[Diagnostic] = []
    tell_outside(case, vocabulary, out)
    assert [d.code for d in out] == ([Code.EVENT_BEFORE_CREATED] if told else [])
    assert all("2020-04-01" in d.message and f"{start}" in d.message for d in out)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (date(2020, 4, 1), False),  # on its last day it is still there
        (date(2020, 4, 2), True),
        (Partial(date(2020, 5, 1), date(2020, 5, 31)), True),
        (Partial(date(2020, 1, 1), date(2020, 12, 31)), False),  # it may have been before
    ],
)
def test_events_surely_from_after_the_case_had_ended_are_told(start: Day, told: bool) -> None:
    vocabulary = loaded(SMALL).vocabulary
    case = Case("Mill", {"ended": date(2020, 4, 1)}, (event("check", start, date(2021, 1, 1)),))
    out: list[Diagnostic] = []
    tell_outside(case, vocabulary, out)
    assert [d.code for d in out] == ([Code.EVENT_AFTER_ENDED] if told else [])
    assert all("2020-04-01" in d.message and f"{start}" in d.message for d in out)


def test_events_on_both_sides_of_a_case_are_told_apart() -> None:
    events = tuple(event("check", date(year, 5, 1), date(year, 5, 1)) for year in (2016, 2018, 2020, 2021))
    case = Case("Mill", {"created": date(2017, 1, 1), "ended": date(2019, 12, 31)}, events)
    out: list[Diagnostic] = []
    tell_outside(case, loaded(SMALL).vocabulary, out)
    assert [(d.code, d.message) for d in out] == [
        (Code.EVENT_BEFORE_CREATED, "“Mill” was created on 2017-01-01, and this “check” is of 2016-05-01"),
        (
            Code.EVENT_AFTER_ENDED,
            "“Mill” ended on 2019-12-31, and 2 of its events are of later days, the first of 2020-05-01",
        ),
    ]


SMALL = """
policy: checks
title: Checks
publisher: Anyshire
published: 2018-01-31
in force: {from: 2018-01-31}
subject: building
facts: {created: date, ended: date}
events: {check: {}, full check: {is: check}, fire drill: {}}
"""
