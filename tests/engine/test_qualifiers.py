"""Every qualifier after every form of a due sentence: it changes an answer and the words, or `check` refuses it.

The forms and the qualifiers are those of the language itself, so a new one needs a line here. A sentence that `check`
accepts must be told apart from the same sentence without its qualifier by a building with some history, on some day,
and in what `explain` prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import get_args

import pytest

from ilacs_rules import Case, Code, Event, Policy
from ilacs_rules.language import due_nodes
from tests.engine.obligation_tools import shown
from tests.policies import by_hand, decided, due_in_words, read_and_checked

POLICY = """policy: drills
title: Drills
publisher: Fire service
published: 2018-01-01
in force: {{from: 2018-06-01}}
subject: building
calendar: england
facts: {{created: date}}
stretches:
  quiet weeks:
    - {{from: 2010-01-01, until: 2010-01-02}}
    - {{from: 2018-07-19, until: 2018-07-22}}
    - {{from: 2018-09-01, until: 2018-09-18}}
    - {{from: 2018-11-10, until: 2018-11-20}}
    - {{from: 2019-05-20, until: 2019-06-03}}
    - {{from: 2030-01-01, until: 2030-01-02}}
events:
  check: {{}}
  drill: {{}}
requirements:
  check: {{assumes: an example, event: check, due: {check}}}
  drill:
    assumes: an example
    event: drill
    due: "{due}"
"""

TIMINGS = {
    due_nodes.Every: ("every 4 months after 2018-07-14", "every 4 months"),
    due_nodes.Once: ("4 months after 2018-07-18",),
    due_nodes.WithinAfter: ("within 4 months after 2018-07-18",),
    due_nodes.BetweenAfter: ("between 2 and 4 months after 2018-07-18",),
    due_nodes.BetweenDays: ("between 2018-07-15 and 2018-12-22",),
    due_nodes.BetweenEvents: ("at least 1 between checks", "exactly 1 between checks", "at most 1 between checks"),
    due_nodes.InEach: (
        "at least 1 in each quarter",
        "at most 1 in each quarter",
        "at least 1 in each week",
        "by 31 October each year",
    ),
    due_nodes.InEachFrom: ("at least 1 in each 4 months from 2018-07-14",),
    due_nodes.BeforeDay: ("at least 2 months before 2019-08-01",),
    due_nodes.By: ("by 2019-06-01",),
    due_nodes.On: ("on 2018-09-01",),
    due_nodes.After: ("after 2018-09-01",),
    due_nodes.OnOrAfter: ("on or after 2018-09-01",),
    due_nodes.Following: ("following check",),
}
QUALIFIERS = {
    due_nodes.Window: ("within 10 days either side", "from 1 month before to 10 days after", "up to 10 days late"),
    due_nodes.Times: ("up to 1 times", "at least 2 times"),
    due_nodes.Until: ("until 2018-10-31", "until 2018-12-31"),
    due_nodes.NotBefore: ("but not before 2018-12-15", "but not before 2018-11-10"),
    due_nodes.NotAfter: ("but not after 2018-08-15", "but not after 2018-11-10", "but not after 2019-01-15"),
    due_nodes.Keeping: ("up to 1 month early, keeping the day", "within 1 month either side, keeping the day"),
    due_nodes.Moved: ("moved to the next working day", "moved to the previous working day", "moved to the next Friday"),
    due_nodes.NotIn: ("not in quiet weeks",),
    due_nodes.CarriedOver: ("missed ones carried over",),
}
ACCEPTED = {
    due_nodes.Window: {due_nodes.Every, due_nodes.Once},
    due_nodes.Times: {due_nodes.Every},
    due_nodes.Until: {due_nodes.Every},
    due_nodes.Keeping: {due_nodes.Every},
    due_nodes.NotBefore: set(TIMINGS) - {due_nodes.InEach, due_nodes.InEachFrom},
    due_nodes.NotAfter: set(TIMINGS) - {due_nodes.InEach, due_nodes.InEachFrom},
    due_nodes.Moved: set(TIMINGS) - {due_nodes.InEach, due_nodes.InEachFrom},
    due_nodes.NotIn: set(TIMINGS),
    due_nodes.CarriedOver: {due_nodes.InEach, due_nodes.InEachFrom},
}


@cache
def policy(due: str) -> tuple[Policy | None, list[str]]:
    """The policy with that due sentence; if `check` refuses it, what it says."""
    check = (
        "by 2018-07-31" if due.startswith("following") else "every year after 2018-07-14"
    )  # “following” needs an end
    version, found = read_and_checked(POLICY.format(check=check, due=due))
    assert all(each.hint for each in found)
    refused = {Code.NOT_A_COUNT, Code.ENDS_BEFORE_START, Code.NO_EFFECT}  # the last two: of days that suit no case
    assert {each.code for each in found} <= refused, [each.message for each in found]
    return None if version is None else by_hand(version), [each.hint or "" for each in found]


def histories() -> Iterator[Case]:
    for created, checks, drills in product(
        (date(2018, 1, 1), date(2018, 7, 14)),
        ((), (date(2018, 7, 13),)),
        ((), (date(2018, 7, 20),), (date(2018, 9, 12),), (date(2018, 7, 20), date(2018, 9, 12), date(2018, 12, 1))),
    ):
        events = [*(Event("check", day, day) for day in checks), *(Event("drill", day, day) for day in drills)]
        yield Case("a building", {"created": created}, tuple(events))


DAYS = [date(2018, month, 16) for month in range(7, 13)] + [date(2019, 6, 1), date(2020, 6, 1)]


@cache
def answers(due: str) -> list[str]:
    found, _ = policy(due)
    assert found is not None
    decisions = (decided(found, case, on, trace=False) for case, on in product(histories(), DAYS))
    return [shown(decision.obligation("drill")) for decision in decisions]


def test_the_forms_and_qualifiers_are_all_of_the_language() -> None:
    assert set(TIMINGS) == set(get_args(due_nodes.Timing))
    assert set(QUALIFIERS) == set(ACCEPTED) == set(get_args(due_nodes.Qualifier))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("timing", "qualifier"),
    [
        pytest.param((form, sentence), (kind, words), id=f"{sentence}, {words}")
        for form, sentences in TIMINGS.items()
        for sentence in sentences
        for kind, said in QUALIFIERS.items()
        for words in said
    ],
)
def test_a_qualifier_means_what_it_says_or_is_refused(timing: tuple[type, str], qualifier: tuple[type, str]) -> None:
    (form, plain), (kind, words) = timing, qualifier
    bent, hints = policy(f"{plain}, {words}")
    if form not in ACCEPTED[kind]:
        assert bent is None
        assert 1 <= len(hints) <= words.count(",") + 1
        return
    if hints:
        return  # it leaves no day, or changes none, and that is said
    straight, _ = policy(plain)
    assert bent is not None
    assert straight is not None
    assert answers(f"{plain}, {words}") != answers(plain), "nobody could tell that it was said"
    versions = (one.versions[0].version for one in (bent, straight))
    said, unsaid = (due_in_words(one, "drill") for one in versions)
    assert (said.words, said.sentences) != (unsaid.words, unsaid.sentences)


def shown_on(due: str, drill: str, on: str) -> str:
    found, _ = policy(due)
    assert found is not None
    event = Event("drill", date.fromisoformat(drill), date.fromisoformat(drill))
    case = Case("a building", {"created": date(2010, 1, 1)}, (event,))
    return shown(decided(found, case, date.fromisoformat(on)).obligation("drill"))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (
            "by 2019-05-31, but not before 2019-01-01",
            "not yet open | 2019-01-01 · – · 2019-05-31 | [early]",
        ),
        (
            "on created + 8 years, but not before 2019-01-01",
            "not yet open | 2019-01-01 · 2019-01-01 · 2019-01-01 | [early]",
        ),
        ("after 2018-06-20, but not before 2019-01-01", "not yet open | 2019-01-01 · – · – | [early]"),
        ("after 2018-07-20, but not after 2018-08-15", "overdue | 2018-07-21 · – · 2018-08-15 | 16 days late"),
        (
            "within 2 years after 2018-06-20, but not before 2019-01-01",
            "not yet open | 2019-01-01 · – · 2020-06-20 | [early]",
        ),
    ],
)
def test_what_was_done_before_it_may_be_done_does_not_count(due: str, expected: str) -> None:
    assert shown_on(due, "2018-07-01", "2018-08-31") == expected


@pytest.mark.parametrize(
    ("due", "instead"),
    [
        (
            "at least 2 in each quarter, but not before 2019-01-01",
            "at least 2 in each 1 quarter from 2019-01-01",
        ),
        (
            "at most 1 in each financial year, but not before 2019-01-01 + 1 year",
            "at most 1 in each 1 year from 2019-01-01 + 1 year",
        ),
        (
            "at least 1 in each 4 months from 2018-07-14, but not before created",
            "at least 1 in each 4 months from created",
        ),
    ],
)
def test_a_refusal_says_a_sentence_that_is_right(due: str, instead: str) -> None:
    _, (hint,) = policy(due)
    assert f"write “{instead}”" in hint
    assert policy(instead)[0] is not None


@pytest.mark.parametrize(
    "twice",
    [
        "every year, until 2020-01-01, until 2021-01-01",
        "every year, up to 2 times, up to 3 times",
        "by 2019-01-01, moved to the next working day, moved to the previous working day",
        "every year, within 1 month either side, from 1 month before to 2 months after",
    ],
)
def test_what_is_said_twice_is_refused(twice: str) -> None:
    assert policy(twice) == (None, ["leave one of the two out"])


def test_limits_with_nothing_between_are_refused() -> None:
    for due in (
        "every year, at least 4 times, up to 3 times",
        "by created, but not before 2020-01-01, but not after 2019-01-01",
    ):
        _, found = read_and_checked(POLICY.format(check="every year", due=due))
        assert [each.code for each in found] == [Code.ENDS_BEFORE_START]
