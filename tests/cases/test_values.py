"""What somebody typed, and what it is taken for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Code, Day, Diagnostic, DurationKind, Partial, Source, Span, Value
from ilacs_rules.cases.days import day_or_period, exact_day
from ilacs_rules.cases.given import why_refused
from ilacs_rules.cases.values import read_value
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.model.vocabulary import FactKind
from ilacs_rules.policy.tree import Text
from tests.cases.vocabularies import RISK, USE
from tests.lengths import length_of_time

MONTHS = DurationType(DurationKind.MONTHS)
DAYS = DurationType(DurationKind.DAYS)
WORKING_DAYS = DurationType(DurationKind.WORKING_DAYS)


def typed(words: str) -> Text:
    span = Span(Source("typed", words), 0, len(words))
    return Text(words, span, span)


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("yes", Basic.YES_OR_NO, True),
        ("TRUE", Basic.YES_OR_NO, True),
        ("no", Basic.YES_OR_NO, False),
        ("false", Basic.YES_OR_NO, False),
        ("12", Basic.NUMBER, 12),
        ("-3.50", Basic.NUMBER, Decimal("-3.50")),
        ("0", Basic.NUMBER, 0),
        (" a text ", Basic.TEXT, "a text"),
        ("2020-02-29", Basic.DATE, date(2020, 2, 29)),
        ("3 years", MONTHS, length_of_time("3 years")),
        ("1 Week", DAYS, length_of_time("7 days")),
        ("10 working  days", WORKING_DAYS, length_of_time("10 working days")),
        ("Medium", RISK, "medium"),
        ("middling", RISK, "medium"),
        ("SCHOOL", USE, "school"),
        ("", RISK, UNKNOWN),
        ("  ", Basic.NUMBER, UNKNOWN),
        ("anything", Basic.ERROR, UNKNOWN),
        ("unknown", RISK, UNKNOWN),
        ("Unknown", Basic.TEXT, UNKNOWN),
        ("unknown", Basic.DATE, UNKNOWN),
        ("nothing", Basic.YES_OR_NO, NOTHING),
        ("NOTHING", MONTHS, NOTHING),
        ("nothing to see", Basic.TEXT, "nothing to see"),
    ],
)
def test_what_is_typed_becomes_a_value(words: str, type_: Type, value: Value) -> None:
    out: list[Diagnostic] = []
    found = read_value(typed(words), type_, out)
    assert (found, type(found), out) == (value, type(value), [])


@pytest.mark.parametrize(
    ("words", "type_", "code"),
    [
        ("y", Basic.YES_OR_NO, Code.CASE_VALUE),
        ("1", Basic.YES_OR_NO, Code.CASE_VALUE),
        ("1,200", Basic.NUMBER, Code.CASE_VALUE),
        ("007", Basic.NUMBER, Code.CASE_VALUE),
        ("1e5", Basic.NUMBER, Code.CASE_VALUE),
        ("9" * 5000, Basic.NUMBER, Code.CASE_VALUE),
        ("٣", Basic.NUMBER, Code.CASE_VALUE),
        ("30 days", MONTHS, Code.CASE_VALUE),
        ("days", DAYS, Code.CASE_VALUE),
        ("null", Basic.TEXT, Code.CASE_VALUE),
        ("~", Basic.TEXT, Code.CASE_VALUE),
        ("N/A", Basic.TEXT, Code.CASE_VALUE),
        ("NULL", Basic.DATE, Code.CASE_VALUE),
        ("#N/A", RISK, Code.CASE_VALUE),
        ("3 fortnights", DAYS, Code.CASE_VALUE),
        ("worst", RISK, Code.CASE_VALUE),
        ("1974-05", Basic.DATE, Code.CASE_DATE),
        ("1974", Basic.DATE, Code.CASE_DATE),
        ("2020-02-30", Basic.DATE, Code.CASE_DATE),
        ("01/08/2018", Basic.DATE, Code.CASE_DATE),
    ],
)
def test_what_is_no_such_value_is_reported_and_never_guessed(words: str, type_: Type, code: Code) -> None:
    out: list[Diagnostic] = []
    assert read_value(typed(words), type_, out) is None
    assert [d.code for d in out] == [code]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-08-25", date(2021, 8, 25)),
        ("2021-08", Partial(date(2021, 8, 1), date(2021, 8, 31))),
        ("2020-02", Partial(date(2020, 2, 1), date(2020, 2, 29))),
        ("2021", Partial(date(2021, 1, 1), date(2021, 12, 31))),
        ("9999", Partial(date(9999, 1, 1), date(9999, 12, 31))),
    ],
)
def test_a_month_is_a_month_and_a_year_a_year(words: str, day: Day) -> None:
    out: list[Diagnostic] = []
    assert day_or_period(typed(words), out) == day
    assert not out


@pytest.mark.parametrize(
    "words", ["0000", "0000-01", "2021-00", "2021-13", "2021-8", "21-08", "2021-02-29", "soon", "٢٠٢١"]
)
def test_no_day_month_or_year(words: str) -> None:
    out: list[Diagnostic] = []
    assert day_or_period(typed(words), out) is None
    assert [d.code for d in out] == [Code.CASE_DATE]


def test_a_time_is_not_cut_off_in_silence() -> None:
    out: list[Diagnostic] = []
    assert exact_day(typed("2021-08-25T10:00:00"), out) is None
    assert out[0].hint == "write 2021-08-25"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2021, 8, 1), date(2021, 8, 31), "2021-08"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(2020, 12, 30), date(2021, 1, 2), "2020-12-30 to 2021-01-02"),
    ],
)
def test_how_a_day_known_in_part_is_shown(first: date, last: date, shown: str) -> None:
    assert str(Partial(first, last)) == shown


@pytest.mark.parametrize(
    ("words", "hint"),
    [("2.0", "write 2"), ("02", "write 2"), ("2.5", "there are: “1”, “2”, “3”"), ("7.0", "there are: “1”, “2”, “3”")],
)
def test_a_grade_as_a_program_writes_numbers_is_told_with_the_grade_it_may_be(words: str, hint: str) -> None:
    found: list[Diagnostic] = []
    assert read_value(typed(words), ValueSet("grade", ("1", "2", "3"), ordered=True), found) is None
    assert [each.hint for each in found] == [hint]


def test_a_grade_that_a_program_gives_as_a_number_is_told_with_the_text_to_give() -> None:
    kind = FactKind("grade", "grade", ValueSet("grade", ("1", "2", "3"), ordered=True))
    assert why_refused(kind, 2)[1] == "give the text '2'"
    assert [why_refused(kind, other)[1] for other in (7, True, 2.0, 10**5000)] == [None] * 4
