"""A record has an end: what may have been done since is not told as late, and nothing else becomes uncertain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from ilacs_rules import (
    Case,
    Code,
    Decision,
    DecisionError,
    Duration,
    DurationKind,
    Event,
    Flag,
    NotInForce,
    Obligation,
    Partial,
    Status,
    decide,
    explanation,
    plan,
)
from tests.conftest import ROOT, tried
from tests.engine.less_told import flips, later_by
from tests.policies import CANNOT_BE_TOLD, read_once
from tests.strategies.any_cases import any_case, some_day

FIRE = read_once(ROOT / "examples" / "fire-safety")
OPENED = date(2000, 1, 1)
CHECK = Event("full check", date(2020, 3, 2), date(2020, 3, 3), fields={"result": "safe"})
LONG = date(2024, 6, 1)
"""The routine check after that one was due long before."""
FOUR_WEEKS = {"check": Duration(28, DurationKind.DAYS)}


def hall(**told: object) -> Case:
    """A hall checked once."""
    return Case("Hall", {"created": OPENED, "use": "hotel", "height": 10}, (CHECK,), **told)  # type: ignore[arg-type]


def routine_check(case: Case, on: date = LONG, known: date | None = None) -> Obligation:
    return decide(FIRE, case, on, known=known).obligation("routine check")


def test_where_the_record_goes_to_the_day_what_is_late_is_late() -> None:
    for told in ({}, {"complete_until": LONG}, {"complete_until": date.max}):
        late = routine_check(hall(**told))
        assert (late.status, late.unless_done_since) == (Status.OVERDUE, None)


def test_where_the_record_ends_before_it_may_have_been_done_since() -> None:
    certain, late = routine_check(hall()), routine_check(hall(complete_until=date(2024, 5, 31)))
    assert (late.status, late.unless_done_since) == (Status.OVERDUE_UNLESS_DONE, date(2024, 5, 31))
    assert (late.closes, late.days_late) == (certain.closes, certain.days_late)


def test_what_takes_long_to_be_published_may_have_been_done_before() -> None:
    late = routine_check(hall(complete_until=date(2024, 5, 31), published_within=FOUR_WEEKS))
    assert late.unless_done_since == date(2024, 5, 3)
    assert routine_check(hall(published_within=FOUR_WEEKS)).unless_done_since == date(2024, 5, 4)


def test_asked_about_an_earlier_day_the_record_tells_all_by_now_and_less_as_it_was_known_then() -> None:
    told = hall(complete_until=date(2025, 6, 1), published_within=FOUR_WEEKS)
    assert routine_check(told).status is Status.OVERDUE
    assert routine_check(told, known=LONG).unless_done_since == date(2024, 5, 4)
    assert routine_check(told, known=date(2024, 5, 30)).unless_done_since == date(2024, 5, 2)


def test_the_record_of_another_kind_does_not_matter() -> None:
    assert routine_check(hall(complete_until={"fire drill": date(2020, 1, 1)})).status is Status.OVERDUE


def test_what_hangs_on_another_kind_is_as_uncertain_as_the_record_of_that() -> None:
    """The meeting was due before the check after the last; where another check may have been made, so may it be."""
    meeting = decide(FIRE, hall(complete_until={"check": date(2024, 5, 31)}), LONG).obligation("safety meeting")
    assert (meeting.status, meeting.unless_done_since) == (Status.OVERDUE_UNLESS_DONE, date(2024, 5, 31))


def test_what_is_known_on_a_day_ends_the_record() -> None:
    assert routine_check(hall(), known=date(2024, 5, 1)).unless_done_since == date(2024, 5, 1)
    assert routine_check(hall(), known=LONG).status is Status.OVERDUE


def test_what_is_not_late_keeps_its_status_and_says_so_too() -> None:
    checked = replace(CHECK, start=date(2024, 5, 2), end=date(2024, 5, 2))
    early = routine_check(replace(hall(complete_until=date(2024, 5, 31)), events=(checked,)))
    assert (early.status, early.unless_done_since) == (Status.NOT_YET_OPEN, date(2024, 5, 31))


def test_a_period_that_ended_after_the_record_was_not_missed_for_certain() -> None:
    def flags(until: date) -> tuple[Flag, ...]:
        return decide(FIRE, hall(complete_until=until), date(2026, 3, 1)).obligation("fire drill").flags

    assert Flag.MISSED in flags(date(2025, 3, 31))
    assert Flag.MISSED not in flags(date(2025, 3, 30))
    assert Flag.NOT_KNOWN_BEFORE in flags(date(2025, 3, 30))


def test_why_says_how_far_the_record_goes() -> None:
    def told(case: Case) -> str:
        return " ".join(explanation(decide(FIRE, case, LONG)).as_text().split())

    assert "from a record to 31 May 2024." in told(hall(complete_until=date(2024, 5, 31)))
    assert "unless it was done since 31 May 2024: it was due by" in told(hall(complete_until=date(2024, 5, 31)))
    some = told(hall(complete_until={"check": date(2024, 5, 31)}, published_within=FOUR_WEEKS))
    assert "a record of checks to 31 May 2024; of checks, what ended after 3 May 2024 may not be in it yet." in some
    assert "from a record" not in told(hall())


def test_of_several_cases_the_record_goes_as_far_as_that_of_each() -> None:
    cases = [hall(complete_until=date(2024, 5, 31)), Case("Mill", complete_until=date(2024, 2, 1))]
    assert {end.until for end in plan(FIRE, cases, LONG).record.values()} == {date(2024, 2, 1)}


def test_a_plan_long_after_the_record_says_so() -> None:
    old, new = hall(complete_until=date(2023, 6, 1)), hall(complete_until=date(2023, 6, 2))
    (found,) = plan(FIRE, [old], LONG).findings
    assert found.code is Code.RECORD_ENDED_LONG_BEFORE
    assert "“Hall” ends on 2023-06-01, a year or more before 2024-06-01" in found.message
    assert plan(FIRE, [new], LONG).findings == ()


UNLESS_DONE = {
    Status.OVERDUE_UNLESS_DONE: Status.OVERDUE,
    Status.LATER_THAN_USUAL_UNLESS_DONE: Status.LATER_THAN_USUAL,
    Status.LATER_THAN_ASKED_UNLESS_DONE: Status.LATER_THAN_ASKED,
}


def _as_recorded(one: Obligation) -> tuple[object, ...]:
    """How it stands as far as the record goes."""
    status = UNLESS_DONE.get(one.status, one.status)
    return one.requirement, one.instance, status, one.opens, one.target, one.closes, one.done, one.left


@pytest.mark.thorough
def test_an_earlier_end_takes_certainty_away_and_a_later_one_gives_it() -> None:
    """Nothing certain becomes another certain answer when the record ends earlier; the rest is told as it stands."""
    random, taken = Random(11), 0
    for folder in ("rules/ilacs", "rules/sif", "examples/fire-safety"):
        policy = read_once(ROOT / folder)
        for _ in range(tried(40)):
            start = random.choice(policy.versions).version.start
            first, last = start.replace(year=start.year - 4), start.replace(year=start.year + 4)
            case, on = any_case(random, policy.vocabulary, first, last), some_day(random, Case("a"), start, last)
            ends = sorted(later_by(start, random.randint(-900, 1800)) for _ in range(3))
            try:
                told = [
                    decide(policy, replace(case, complete_from={}, complete_until=end), on) for end in (*ends, date.max)
                ]
            except (DecisionError, NotInForce):
                continue
            taken += sum(_loses_only_certainty(later, earlier) for earlier, later in pairwise(told))
    assert taken > 10


def _loses_only_certainty(later: Decision, earlier: Decision) -> int:
    """How many obligations lose it; fails where anything else changes."""
    assert flips(later, earlier) == []
    taken = 0
    for one, more in zip(earlier.obligations, later.obligations, strict=True):
        assert _as_recorded(one) == _as_recorded(more)
        assert one.days_late == more.days_late or (one.status is Status.SATISFIED and one.days_late is None)
        assert Flag.MISSED not in set(one.flags) - set(more.flags)
        if one.unless_done_since is None:
            assert (one.status, more.unless_done_since) == (more.status, None)
        else:
            assert (more.unless_done_since or date.max) >= one.unless_done_since
            taken += one.status is not more.status
    return taken


@pytest.mark.thorough
def test_what_is_late_for_certain_is_late_whatever_is_recorded_later() -> None:
    """Events of a family that ended after its record does are left out: no lateness that is certain hangs on them."""
    random, certain = Random(5), 0
    for folder in ("rules/ilacs", "rules/sif", "examples/fire-safety"):
        policy = read_once(ROOT / folder)
        families = [name for name, kind in policy.vocabulary.events.items() if not kind.is_a]
        for _ in range(tried(60)):
            start = random.choice(policy.versions).version.start
            first, last = start.replace(year=start.year - 4), start.replace(year=start.year + 4)
            case, on = any_case(random, policy.vocabulary, first, last), some_day(random, Case("a"), start, last)
            case = replace(case, complete_until={})
            ends = {name: later_by(first, random.randint(0, 2900)) for name in random.sample(families, 2)}
            by_kinds = {policy.vocabulary.events[family].kinds: day for family, day in ends.items()}
            kept = tuple(event for event in case.events if not _is_later(event, by_kinds))
            try:
                told = decide(policy, replace(case, events=kept, complete_until=ends), on)
                later = decide(policy, case, on)
            except (DecisionError, NotInForce):
                continue
            certain += _late_in_both(told, later)
    assert certain > 20


def _is_later(event: Event, ends: dict[frozenset[str], date]) -> bool:
    ended = event.end.last if isinstance(event.end, Partial) else event.end
    return ended is None or ended > next((day for kinds, day in ends.items() if event.kind in kinds), date.max)


def _late_in_both(told: Decision, later: Decision) -> int:
    """How many are late, or missed, for certain; fails where they are not once more is told."""
    certain = 0
    found = {(one.requirement, one.instance): one for one in later.obligations}
    for one in told.obligations:
        late = one.status in UNLESS_DONE.values()
        if not late and Flag.MISSED not in one.flags:
            continue
        other = found[one.requirement, one.instance]
        if late:
            assert other.status in (one.status, *CANNOT_BE_TOLD), (one, other)
        if Flag.MISSED in one.flags:
            assert other.status in CANNOT_BE_TOLD or Flag.MISSED in other.flags, (one, other)
        certain += 1
    return certain
