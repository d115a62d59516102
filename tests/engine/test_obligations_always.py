"""What holds of every obligation, whatever the sentence, the history and the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Event, Obligation, Partial, Status
from ilacs_rules.language.dates import month_length
from tests.conftest import tried
from tests.engine import timings
from tests.engine.obligation_tools import (
    Pause,
    Requirement,
    Version,
    case,
    decide,
    end_of_latest,
    end_of_this,
    length,
    make_version,
    on_day,
    pause,
    requirement,
)
from tests.policies import CANNOT_BE_TOLD

DAYS = st.dates(date(2017, 11, 1), date(2019, 3, 31))  # close together, so that much happens within a month or two
KIND_NAMES = ["fire check", "fire check", "full inspection", "repair plan"]
INSPECTED = end_of_latest("inspection")

lengths = st.sampled_from(["1 month", "2 months", "1 quarter", "30 days", "2 weeks", "10 working days"]).map(length)
bounds = st.sampled_from(timings.BOUNDS)
some_days = DAYS.map(lambda day: on_day(day.isoformat()))
anchors = st.just(INSPECTED) | some_days
counts = st.integers(1, 3)
repeats = st.builds(timings.every, lengths, st.just(INSPECTED)) | st.builds(
    timings.every, lengths, some_days | st.none()
)
due_somehow = repeats | st.one_of(
    st.builds(timings.once, lengths, anchors),
    st.builds(timings.within, lengths, anchors),
    st.builds(timings.between, st.just(length("1 month")), st.just(length("1 quarter")), anchors),
    st.builds(timings.between_events, bounds, counts, st.just("inspection")),
    st.builds(timings.in_each, bounds, counts, st.just("year from 1 April"), st.just(12), st.just(4), st.just(1)),
    st.builds(timings.in_each_from, bounds, counts, lengths, some_days),
    st.builds(timings.by, some_days),
    st.builds(timings.on, some_days),
    st.builds(timings.after, anchors),
)
limits = st.fixed_dictionaries(
    {},
    optional={
        "window": st.builds(timings.window, lengths, lengths),
        "up_to": counts,
        "at_least": counts,
        "until": some_days,
        "not_before": some_days,
        "not_after": some_days,
        "moved": st.sampled_from(timings.WORKING_DAYS),
    },
)


@st.composite
def versions(draw: st.DrawFn) -> Version:
    """A requirement, one that follows it, one that brings inspections, and one for each fire check."""
    asked = requirement("asked", "fire check", draw(due_somehow), **draw(limits))
    bringing = requirement("bringing", "full inspection", draw(st.builds(timings.every, lengths, st.just(INSPECTED))))
    plan = requirement(
        "plan", "repair plan", timings.within(draw(lengths), end_of_this("fire check")), for_each="fire check"
    )
    following = requirement("following", "repair plan", timings.following("asked"))
    month_end = draw(st.sampled_from(["last day", "next day"]))
    return make_version(following, asked, bringing, plan, month_end=month_end, pauses=tuple(draw(pauses)))


@st.composite
def _pause(draw: st.DrawFn) -> Pause:
    start, length = draw(DAYS), draw(st.integers(0, 90) | st.none())
    until = None if length is None else (start + timedelta(days=length)).isoformat()
    paused = draw(st.sampled_from([("fire check",), ("full inspection", "fire check"), ("repair plan",)]))
    return pause(start.isoformat(), until, *paused, effect=draw(st.sampled_from(["clock stops", "lapses"])))


pauses = st.lists(_pause(), max_size=3) | st.just([])


@st.composite
def events(draw: st.DrawFn) -> Event:
    start = draw(DAYS)
    ended = draw(st.integers(0, 20) | st.none())
    return Event(draw(st.sampled_from(KIND_NAMES)), start, None if ended is None else start + timedelta(days=ended))


histories = st.lists(events(), max_size=10)


def month_of(day: date) -> Partial:
    return Partial(day.replace(day=1), day.replace(day=month_length(day.year, day.month)))


def vaguely(event: Event) -> Event:
    """The same event, its days known to the month only."""
    assert isinstance(event.start, date)
    end = event.end
    return replace(event, start=month_of(event.start), end=month_of(end) if isinstance(end, date) else None)


# ------------------------------------------------------------------------------------------------ always


@given(versions(), histories, DAYS)
def test_nothing_closes_before_it_opens(version: Version, history: list[Event], on: date) -> None:
    for found in decide(version, case(*history), on):
        days = [day for day in (found.opens, found.target, found.closes) if day is not None]
        assert days == sorted(days)


@given(versions(), histories, DAYS)
def test_the_status_agrees_with_the_dates(version: Version, history: list[Event], on: date) -> None:
    for found in decide(version, case(*history), on):
        if found.status is Status.OVERDUE or found.days_late is None:
            assert (found.days_late is not None) == (found.status is Status.OVERDUE)
        else:  # it was done after it closed
            assert found.status is Status.SATISFIED
            assert found.closes is not None
            assert found.closes + timedelta(days=found.days_late) in {event.end for event in found.served_by}
        if found.status is Status.NOT_YET_OPEN:
            assert found.opens is not None
            assert on < found.opens
        if found.status is Status.OPEN:
            assert found.opens is not None
            assert found.opens <= on
            assert found.closes is None or on <= found.closes
        if found.status is Status.OVERDUE:
            assert found.closes is not None
            assert found.closes + timedelta(days=found.days_late or 0) == on
        if found.status in (Status.NO_DATE_SET, Status.PAUSED, Status.LAPSED):
            assert found.reason
        assert found.needs == () or found.status in CANNOT_BE_TOLD


@given(versions(), histories, DAYS)
def test_what_happens_after_the_day_changes_nothing(version: Version, history: list[Event], on: date) -> None:
    seen = [event for event in history if event.start <= on]  # type: ignore[operator]
    as_seen = [
        replace(event, end=None) if event.end is not None and event.end > on else event  # type: ignore[operator]
        for event in seen
    ]
    assert decide(version, case(*history), on) == decide(version, case(*as_seen), on)


@given(versions(), histories, DAYS, st.randoms())
def test_the_order_of_the_data_does_not_matter(
    version: Version, history: list[Event], on: date, random: object
) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(version, case(*history), on) == decide(version, case(*shuffled), on)


def assert_agrees(less: Obligation, more: Obligation) -> None:
    """Knowing more changes no status that was told; a day told as a month or year turns out to lie in it."""
    assert less.status is more.status
    if less.status is Status.SATISFIED:
        return
    for one, other in ((less.opens, more.opens), (less.target, more.target), (less.closes, more.closes)):
        if isinstance(one, Partial):
            assert isinstance(other, date)
            assert one.first <= other <= one.last
        else:
            assert one == other


def agree_where_told(version: Version, less: Case, more: Case, on: date) -> None:
    single: list[Requirement] = [asked for asked in version.requirements.values() if asked.for_each is None]
    names = {asked.name for asked in single}
    known_less = {found.requirement: found for found in decide(version, less, on) if found.requirement in names}
    known_more = {found.requirement: found for found in decide(version, more, on) if found.requirement in names}
    for name, found in known_less.items():
        if found.status is Status.APPLIES:
            assert known_more[name].applies is True
        elif found.status is not Status.UNDETERMINED:
            assert_agrees(found, known_more[name])


@pytest.mark.thorough
@settings(max_examples=tried(150))
@given(versions(), histories, DAYS, st.lists(st.booleans(), min_size=10, max_size=10))
def test_knowing_only_the_month_never_gives_another_answer(
    version: Version, history: list[Event], on: date, vague: list[bool]
) -> None:
    less = [vaguely(event) if hide else event for event, hide in zip(history, vague, strict=False)]
    agree_where_told(version, case(*less), case(*history), on)


@pytest.mark.thorough
@settings(max_examples=tried(150))
@given(versions(), histories, DAYS, DAYS | st.none(), st.sampled_from(KIND_NAMES))
def test_an_incomplete_record_never_gives_another_answer(
    version: Version, history: list[Event], on: date, complete_from: date | None, kind: str
) -> None:
    def missing(event: Event) -> bool:
        if event.kind != kind:
            return False
        return complete_from is None or (event.end is not None and event.end < complete_from)  # type: ignore[operator]

    kept = [event for event in history if not missing(event)]
    agree_where_told(version, case(*kept, complete_from={kind: complete_from}), case(*history), on)
