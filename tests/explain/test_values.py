"""Days, events and other values as readers see them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Day, Event, Partial, Value
from ilacs_rules.explain import values, vocabulary
from ilacs_rules.language.types import Basic, ListType, Type
from tests.explain.fire import VERSION
from tests.lengths import length_of_time

RESULT = VERSION.vocabulary.value_sets["result"]
MAY = Partial(date(2018, 5, 1), date(2018, 5, 31))
SPRING = Partial(date(2018, 4, 3), date(2018, 6, 30))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2018, 5, 14), date(2018, 5, 14), "the full check of 14 May 2018"),
        (date(2018, 5, 14), date(2018, 5, 25), "the full check of 14–25 May 2018"),
        (date(2018, 5, 28), date(2018, 6, 1), "the full check of 28 May–1 June 2018"),
        (date(2018, 12, 31), date(2019, 1, 4), "the full check of 31 December 2018–4 January 2019"),
        (date(2018, 5, 14), None, "the full check begun on 14 May 2018"),
        (MAY, MAY, "the full check of May 2018"),
        (MAY, None, "the full check begun in May 2018"),
        (date(2018, 5, 14), MAY, "the full check begun on 14 May 2018 and over by 31 May 2018"),
        (MAY, date(2018, 6, 2), "the full check begun in May 2018 and over on 2 June 2018"),
        (MAY, SPRING, "the full check begun in May 2018 and over by 30 June 2018"),
        (SPRING, date(2018, 6, 30), "the full check begun no earlier than 3 April 2018 and over on 30 June 2018"),
        (MAY, date(2018, 5, 25), "the full check begun in May 2018 and over on 25 May 2018"),
        (date(2018, 4, 14), MAY, "the full check begun on 14 April 2018 and over in May 2018"),
        (date(2018, 5, 14), SPRING, "the full check begun on 14 May 2018 and over by 30 June 2018"),
        (SPRING, SPRING, "the full check at some time from 3 April 2018 to 30 June 2018"),
    ],
)
def test_an_event_is_told_by_its_kind_and_days(start: Day, end: Day | None, expected: str) -> None:
    assert values.event(Event("full check", start, end), VERSION) == expected


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        ("advised", RESULT, "safe with advice"),
        ("Mill Lane", Basic.TEXT, "“Mill Lane”"),
        (True, Basic.YES_OR_NO, "yes"),
        (False, Basic.YES_OR_NO, "no"),
        (1234567, Basic.NUMBER, "1,234,567"),
        (Decimal("1.50"), Basic.NUMBER, "1.50"),
        (date(2020, 2, 29), Basic.DATE, "29 February 2020"),
        (length_of_time("1 week"), Basic.TEXT, "1 week"),
        (UNKNOWN, Basic.NUMBER, "not known"),
        (NOTHING, Basic.NUMBER, "none"),
        (("safe", "unsafe"), ListType(RESULT), "safe and unsafe"),
        ((), ListType(RESULT), "none"),
    ],
)
def test_values(value: Value, type_: Type, expected: str) -> None:
    assert values.value(value, type_, VERSION) == expected


@pytest.mark.parametrize(("result", "words"), [("safe", "safe"), ("advised", "“safe with advice”")])
def test_a_grade_of_several_words_is_kept_apart_in_a_sentence(result: str, words: str) -> None:
    assert values.in_sentence(result, RESULT, VERSION) == words
    assert values.value(result, RESULT, VERSION) == words.strip("“”")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (1200, "1,200"),
        (Decimal("2.5"), "2.5"),
        (Decimal("1.10"), "1.10"),
        (Decimal("0.123456"), "0.123456"),
        (Decimal(40) / 3, "about 13.33"),
        (Decimal(20_000) / -3, "about -6,666.67"),
        (Decimal("0.0000123456"), "about 0.0000123"),
        (Decimal("7.00000000"), "7.00"),
    ],
)
def test_a_number_that_goes_on_and_on_is_rounded_and_says_so(shown: Value, expected: str) -> None:
    assert values.value(shown, Basic.NUMBER, VERSION) == expected


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("repair notice", "A repair notice records: urgent (yes or no)."),
        (
            "check",
            "A check records: result (on the scale “result”); doors (on the scale “result”); alarms and sprinklers (on "
            "the scale “result”); signs and ways out (on the scale “result”).",
        ),
    ],
)
def test_what_is_recorded_of_a_kind_of_event_is_told_with_what_it_is(kind: str, told: str) -> None:
    records = vocabulary.own_records(VERSION.vocabulary.events[kind], VERSION)
    assert vocabulary.recorded(f"a {kind}", records, VERSION) == told


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            "created",
            "Where the day is known, nothing is asked of the building before it.",
        ),
        ("people sleep there", "Where nothing is known, it is taken to be no."),
    ],
)
def test_what_is_known_of_a_subject_is_told_without_a_word_on_its_type(fact: str, told: str) -> None:
    assert " ".join(vocabulary.fact_section(VERSION.vocabulary.facts[fact], VERSION).sentences) == told
