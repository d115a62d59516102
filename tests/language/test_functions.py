"""The examples of the functions hold; here and in `docs/language.md` they are the same."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules import Duration, DurationKind, Source, Span
from ilacs_rules.language.calendars import Calendar
from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.language.functions import FUNCTIONS, Context, Function, Shape
from ilacs_rules.language.types import Basic, DurationType, EventType, ListType, Type, ValueSet
from ilacs_rules.model.tree import PeriodOf
from tests.lengths import length_of_time
from tests.stretches import CYCLES, Cycle, Months, Weeks

QUALITY = ValueSet("quality", ("strong", "fair", "weak"), ordered=True)
NOWHERE = Span(Source("nowhere", ""), 0, 0)
PERIODS = {"year from 1 April": Months(12, 4, 1), **CYCLES}


def read(text: str) -> object:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"-?[\d.]+", text):
        return Decimal(text)
    if length := re.fullmatch(r"(\d+) (.+)", text):
        return length_of_time(f"{length[1]} {length[2]}")
    return text


def type_of(value: object) -> Type:
    match value:
        case date():
            return Basic.DATE
        case Decimal():
            return Basic.NUMBER
        case Duration(kind=kind):
            return DurationType(kind)
        case _:
            return QUALITY


def work_out(function: Function, expression: str) -> object:
    """What an example comes to, read by hand: the example is one call with values written out."""
    context = Context(calendar=Calendar("weekdays", "GB", "ENG", frozenset()))
    rest = expression.removeprefix(function.phrase).strip()
    if function.shape is Shape.LIST:
        items = [read(text) for text in rest.strip("()").split(", ")]
        types: tuple[Type, ...] = (ListType(type_of(items[0])),)
        assert function.result(types) == type_of(items[0])
        return function.call(context, types, items)
    if function.shape is Shape.BETWEEN:
        values = [read(text) for text in rest.split(" and ")]
        return function.call(context, (Basic.DATE, Basic.DATE), *values)
    period, day = rest.removeprefix("the ").split(" after ")
    node = PeriodOf(period, PERIODS[period], type=Basic.ERROR, span=NOWHERE)
    return function.call(context, (Basic.DATE,), node, read(day))


@pytest.mark.parametrize(
    ("function", "expression", "answer"), [(f, *example) for f in FUNCTIONS.values() for example in f.examples]
)
def test_every_example_holds(function: Function, expression: str, answer: str) -> None:
    assert expression.startswith(function.phrase)
    assert work_out(function, expression) == read(answer)


def test_every_function_has_an_example_and_says_what_it_does() -> None:
    for phrase, function in FUNCTIONS.items():
        assert function.phrase == phrase
        assert function.examples
        assert function.doc.endswith(".")


@pytest.mark.parametrize(
    ("phrase", "types"),
    [
        ("earliest of", (ListType(Basic.NUMBER),)),
        ("best of", (ListType(Basic.DATE),)),
        ("best of", (ListType(ValueSet("colour", ("red", "blue"), ordered=False)),)),
        ("smallest of", (ListType(QUALITY),)),
        ("total of", (ListType(DurationType(DurationKind.DAYS)),)),
        ("days between", (Basic.DATE, EventType("visit"))),
        ("start of", (Basic.NUMBER,)),
    ],
)
def test_arguments_that_do_not_suit_are_refused(phrase: str, types: tuple[Type, ...]) -> None:
    assert FUNCTIONS[phrase].result(types) is None


@given(st.dates(), st.dates(), st.sampled_from(["last day", "next day"]))
def test_counting_backwards_is_the_negative(start: date, end: date, month_end: str) -> None:
    for phrase in ("years between", "months between", "weeks between", "days between"):
        call = FUNCTIONS[phrase].call
        context = Context(MonthEnd(month_end))
        assert call(context, (), start, end) == -call(context, (), end, start)


@given(st.dates(), st.sampled_from([Months(12, 4, 1), Months(3, 1, 1), Months(1, 1, 1), Months(1, 1, 31), Weeks()]))
def test_a_start_is_strictly_after_the_day_and_the_next_one_follows(day: date, cycle: Cycle) -> None:
    node = PeriodOf("", cycle, type=Basic.ERROR, span=NOWHERE)
    start = FUNCTIONS["start of"].call(Context(), (Basic.DATE,), node, day)
    if start is None:
        assert day.year >= 9999
    else:
        assert timedelta(0) < start - day <= timedelta(7 if isinstance(cycle, Weeks) else 31 * cycle.months)
