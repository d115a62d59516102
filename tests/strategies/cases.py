"""Cases with everything that may be missing: values, days known only to the month, records that are incomplete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ilacs_rules import NOTHING, UNKNOWN, Case, Day, Event, Partial, Value
from tests.policies import Version
from tests.strategies.vocabulary import EVENTS, FACTS, days, mostly, values


def missing_or(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """A value, most often; else unknown or nothing."""
    return mostly(strategy, st.sampled_from([UNKNOWN, NOTHING]), 5)


@st.composite
def vague_days(draw: DrawFn, near: date) -> Day:
    """A day soon after another, or the month it lies in."""
    day = near + timedelta(draw(st.integers(0, 40)))
    if draw(st.integers(0, 4)):
        return day
    first = day.replace(day=1)
    return Partial(first, (first + timedelta(31)).replace(day=1) - timedelta(1))


@st.composite
def events(draw: DrawFn) -> Event:
    """Something that happened to a building."""
    start = date(2017, 6, 1) + timedelta(draw(st.integers(0, 1200)))
    kind = draw(st.sampled_from(list(EVENTS)))
    records = EVENTS[kind].records
    fields = {name: draw(missing_or(values(of.type))) for name, of in records.items() if draw(st.integers(0, 4))}
    end = draw(mostly(vague_days(start), st.none(), 6))
    began: Day = start
    if isinstance(end, Partial) and end.first <= start <= end.last:
        began = end
    last = end.last if isinstance(end, Partial) else end or start
    publication = draw(mostly(st.none(), vague_days(last), 3))
    return Event(kind, began, end, publication, fields)


@st.composite
def cases(draw: DrawFn) -> Case:
    """A building with its history, some of it not known."""
    kinds = st.sampled_from(list(EVENTS))
    incomplete = st.dictionaries(kinds, st.one_of(st.none(), days()), min_size=1, max_size=1)
    complete_from = draw(mostly(st.just({}), incomplete, 4))
    happened = draw(st.lists(events(), max_size=6))
    return Case("the building", draw(facts()), tuple(happened), complete_from)


@st.composite
def facts(draw: DrawFn, *, complete: bool | None = None) -> dict[str, Value]:
    """Facts of a building; with `complete` all of them are known."""
    complete = draw(st.booleans()) if complete is None else complete
    if complete:
        return {name: draw(values(kind.type)) for name, kind in FACTS.items()}
    return {name: draw(missing_or(values(kind.type))) for name, kind in FACTS.items() if draw(st.booleans())}


def known_to(version: Version, case: Case) -> Case:
    """The case without facts that a version does not ask for, which would be refused."""
    asked = version.vocabulary.facts
    return replace(case, facts={name: value for name, value in case.facts.items() if name in asked})
