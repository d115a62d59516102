"""What each form of a due sentence comes to: the engine works out the shape on the right and nothing else."""

from __future__ import annotations

from typing import get_args

import pytest

from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.model import due
from ilacs_rules.model.due_shapes import (
    CalendarStretch,
    Complete,
    Quota,
    Reach,
    Repeat,
    Shape,
    Single,
    StretchFrom,
    ToTheNext,
    kinds_between,
)
from tests.engine.obligation_tools import kinds, length, on_day, span
from tests.stretches import Weeks

DAY, YEAR, MONTH, WEEK = on_day("2024-05-01"), length("1 year"), length("1 month"), length("1 week")
LATER = on_day("2024-06-01")
WINDOW = due.Window(before=MONTH, after=WEEK)

FORMS: list[tuple[due.Timing, Shape]] = [
    (due.Every(YEAR, None), Repeat(YEAR, None)),
    (due.Every(YEAR, DAY), Repeat(YEAR, DAY)),
    (due.Once(YEAR, DAY), Single(DAY, ((YEAR, 1),), ((YEAR, 1),), ((YEAR, 1),))),
    (due.WithinAfter(YEAR, DAY), Single(DAY, Reach.DAY_AFTER, None, ((YEAR, 1),))),
    (due.BetweenAfter(MONTH, YEAR, DAY), Single(DAY, ((MONTH, 1),), None, ((YEAR, 1),))),
    (due.BeforeDay(WEEK, DAY), Single(DAY, Reach.TOLD, None, ((WEEK, -1),), only_after=False)),
    (due.By(DAY), Single(DAY, Reach.FIRST_DAY, None, Reach.THAT_DAY, only_after=False)),
    (due.On(DAY), Single(DAY, Reach.THAT_DAY, Reach.THAT_DAY, Reach.THAT_DAY, only_after=False)),
    (due.After(DAY), Single(DAY, Reach.DAY_AFTER)),
    (due.Following("fire check"), Single(Complete("fire check"), Reach.DAY_AFTER)),
    (
        due.BetweenEvents(Bound.AT_LEAST, 1, "inspection", kinds("inspection")),
        Quota(Bound.AT_LEAST, 1, ToTheNext("inspection", kinds("inspection"))),
    ),
    (due.BetweenDays(DAY, LATER), Single(LATER, DAY, None, Reach.THAT_DAY, only_after=False)),
    (due.OnOrAfter(DAY), Single(DAY, Reach.THAT_DAY)),
    (due.InEach(Bound.EXACTLY, 2, "week", Weeks()), Quota(Bound.EXACTLY, 2, CalendarStretch(Weeks()))),
    (due.InEachFrom(Bound.AT_MOST, 3, YEAR, DAY), Quota(Bound.AT_MOST, 3, StretchFrom(YEAR, DAY))),
]


@pytest.mark.parametrize(("form", "shape"), FORMS)
def test_a_form_has_a_shape(form: due.Timing, shape: Shape) -> None:
    assert due.Due(form, span("due")).shape == shape


def test_every_form_is_here() -> None:
    assert {type(form) for form, _ in FORMS} == set(get_args(due.Timing))


def test_a_window_is_added_to_the_length() -> None:
    once = due.Due(due.Once(YEAR, DAY), span("due"), WINDOW).shape
    assert once == Single(DAY, ((YEAR, 1), (MONTH, -1)), ((YEAR, 1),), ((YEAR, 1), (WEEK, 1)))
    again = due.Due(due.Every(YEAR, DAY), span("due"), WINDOW, up_to=3, at_least=2, until=DAY).shape
    assert again == Repeat(YEAR, DAY, ((MONTH, -1),), ((WEEK, 1),), 3, 2, DAY)


def test_only_what_is_asked_between_events_waits_for_one() -> None:
    assert [kinds_between(shape) is not None for _, shape in FORMS] == [
        isinstance(form, due.BetweenEvents) for form, _ in FORMS
    ]
