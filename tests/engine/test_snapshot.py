"""What a case looks like on a day: events that count, may count, are in hand; what is known of them, and why not."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules.engine.selection import Selection, TimeFilter
from ilacs_rules.engine.unknowns import event_day_needs, event_in_words, field_needs, in_hand_needs, selection_needs
from ilacs_rules.model.tree import EventDay
from tests.engine.obligation_tools import KINDS, NOTHING, UNKNOWN, day, event, kinds, snapshot

INSPECTION = kinds("inspection")
FIRE_CHECK = kinds("fire check")

SPRING = event("full inspection", "2024-03-11", "2024-03-22", overall_result="safe")
SUMMER = event("short inspection", "2024-07-01", "2024-07-05")
CHECK = event("fire check", "2024-05-03")


def test_an_event_counts_from_the_day_it_ended() -> None:
    assert snapshot("2024-03-21", SPRING).history(INSPECTION).latest() is NOTHING
    assert snapshot("2024-03-22", SPRING).history(INSPECTION).latest() is SPRING


def test_an_event_is_in_hand_from_its_start_until_the_day_it_ends() -> None:
    found = {
        on: snapshot(on, SPRING).in_hand(INSPECTION) for on in ("2024-03-10", "2024-03-11", "2024-03-21", "2024-03-22")
    }
    assert found == {"2024-03-10": NOTHING, "2024-03-11": SPRING, "2024-03-21": SPRING, "2024-03-22": NOTHING}


def test_without_an_end_it_stays_in_hand() -> None:
    begun = event("full inspection", "2024-03-11", None)
    seen = snapshot("2030-01-01", begun, SUMMER)
    assert seen.in_hand(INSPECTION) is begun
    assert seen.history(INSPECTION).sure == (SUMMER,)
    assert seen.event_day(begun, EventDay.END) is UNKNOWN


def test_of_several_in_hand_it_is_the_one_begun_last() -> None:
    first, last = event("full inspection", "2024-03-11", None), event("short inspection", "2024-03-12", None)
    assert snapshot("2024-04-01", last, first).in_hand(INSPECTION) is last


def test_a_kind_takes_in_the_kinds_that_are_one() -> None:
    seen = snapshot("2025-01-01", SPRING, SUMMER, CHECK)
    assert seen.history(INSPECTION).sure == (SPRING, SUMMER)
    assert seen.history(kinds("short inspection")).sure == (SUMMER,)
    assert seen.history(FIRE_CHECK).number() == 1


def test_latest_and_first_go_by_end_then_start_then_the_data() -> None:
    long = event("full inspection", "2024-01-01", "2024-02-01")
    short = event("short inspection", "2024-01-20", "2024-02-01")
    twin = event("full inspection", "2024-01-20", "2024-02-01")
    history = snapshot("2025-01-01", twin, short, long).history(INSPECTION)
    assert history.sure == (long, twin, short)
    assert history.latest() is short
    assert history.first() is long


# ------------------------------------------------------------------------------------------------ filters


@pytest.mark.parametrize(
    ("stretch", "lies_in_it"),
    [
        (TimeFilter(low=day("2024-03-11")), True),  # since
        (TimeFilter(low=day("2024-03-12")), False),
        (TimeFilter(low=day("2024-03-11"), low_included=False), False),  # after
        (TimeFilter(low=day("2024-03-10"), low_included=False), True),
        (TimeFilter(high=day("2024-03-22")), True),  # until
        (TimeFilter(high=day("2024-03-21")), False),
        (TimeFilter(high=day("2024-03-22"), high_included=False), False),  # before
        (TimeFilter(day("2024-03-11"), day("2024-03-22")), True),  # between
        (TimeFilter(date.max, None, low_included=False), False),
        (TimeFilter(low=NOTHING), False),
        (TimeFilter(high=NOTHING), False),
    ],
)
def test_the_whole_event_lies_in_the_period(stretch: TimeFilter, lies_in_it: bool) -> None:
    found = snapshot("2025-01-01", SPRING).select(INSPECTION, (stretch,))
    assert found == Selection((SPRING,) if lies_in_it else ())
    assert found.any_event() is lies_in_it
    assert found.no_event() is not lies_in_it


def test_an_unknown_bound_makes_every_event_a_maybe() -> None:
    found = snapshot("2025-01-01", SPRING, SUMMER).select(
        INSPECTION, (TimeFilter(UNKNOWN), TimeFilter(high=day("2024-05-01")))
    )
    assert found.maybe == (SPRING,)
    assert found.number() is UNKNOWN
    assert found.any_event() is UNKNOWN
    assert found.latest() is UNKNOWN


def test_a_condition_that_cannot_be_told_makes_a_maybe() -> None:
    answers = {id(SPRING): True, id(SUMMER): UNKNOWN}
    found = snapshot("2025-01-01", SPRING, SUMMER).select(INSPECTION, where=lambda e: answers[id(e)])
    assert found == Selection((SPRING,), (SUMMER,))
    assert found.any_event() is True
    assert found.no_event() is False
    assert found.number() is UNKNOWN
    assert found.first() is SPRING  # a later one changes nothing
    assert found.latest() is UNKNOWN
    assert found.at_least(1) is True
    assert found.at_least(2) is UNKNOWN
    assert found.at_least(3) is False


# ------------------------------------------------------------------------------------------------ months


def test_a_day_known_to_the_month_is_surely_past_only_after_it() -> None:
    august = event("fire check", "2021-08")
    assert snapshot("2021-07-31", august).history(FIRE_CHECK) == Selection()
    assert snapshot("2021-08-15", august).history(FIRE_CHECK) == Selection((), (august,))
    assert snapshot("2021-08-31", august).history(FIRE_CHECK) == Selection((august,))
    assert snapshot("2021-09-30", august).event_day(august, EventDay.END) is UNKNOWN


def test_a_month_that_straddles_a_bound_is_a_maybe() -> None:
    august = event("fire check", "2021-08")
    seen = snapshot("2022-01-01", august)
    assert seen.select(FIRE_CHECK, (TimeFilter(day("2021-08-01")),)).sure == (august,)
    assert seen.select(FIRE_CHECK, (TimeFilter(day("2021-08-02")),)).maybe == (august,)
    assert seen.select(FIRE_CHECK, (TimeFilter(day("2021-09-01")),)).any_event() is False


@pytest.mark.parametrize(
    ("others", "known"),
    [
        (["2021-07-31"], True),
        (["2021-09-01"], True),
        (["2021-08-10"], False),  # before or after the one in August?
        (["2021-08"], False),
        (["2021-08", "2021-09-01"], True),
        (["2021"], False),
    ],
)
def test_which_came_last_may_not_be_known_but_a_number_is(others: list[str], known: bool) -> None:
    events = [event("fire check", "2021-08"), *(event("fire check", other) for other in others)]
    history = snapshot("2022-06-01", *events).history(FIRE_CHECK)
    assert history.number() == len(events)
    assert (history.latest() is not UNKNOWN) is known


def test_the_last_end_may_be_known_where_the_last_event_is_not() -> None:
    one, other = event("fire check", "2021-08", "2021-09-03"), event("fire check", "2021-08", "2021-09-03")
    history = snapshot("2022-01-01", one, other).history(FIRE_CHECK)
    assert history.latest() is UNKNOWN
    assert history.last_done() == day("2021-09-03")


# ------------------------------------------------------------------------------------------------ incomplete records


def test_a_record_complete_from_a_day() -> None:
    old, new = event("fire check", "2019-05-01"), event("fire check", "2021-05-01")
    from_2020 = {"fire check": day("2020-03-01")}
    seen = snapshot("2022-01-01", old, new, complete_from=from_2020)
    assert seen.history(FIRE_CHECK).number() is UNKNOWN
    assert seen.history(FIRE_CHECK).latest() is new
    assert seen.history(FIRE_CHECK).first() is UNKNOWN
    assert seen.select(FIRE_CHECK, (TimeFilter(day("2020-03-01")),)).number() == 1
    assert seen.select(FIRE_CHECK, (TimeFilter(day("2020-02-29"), low_included=False),)).number() == 1
    assert seen.select(FIRE_CHECK, (TimeFilter(day("2020-02-29")),)).number() is UNKNOWN
    before = snapshot("2022-01-01", old, complete_from=from_2020).history(FIRE_CHECK)
    assert before.latest() is UNKNOWN
    assert snapshot("2022-01-01", complete_from=from_2020).history(FIRE_CHECK).any_event() is UNKNOWN


def test_a_record_complete_from_the_first_day_there_is_is_complete() -> None:
    seen = snapshot("2025-01-01", CHECK, complete_from={"fire check": date.min})
    assert seen.history(FIRE_CHECK).number() == 1
    assert seen.in_hand(FIRE_CHECK) is NOTHING


def test_a_record_that_is_never_complete() -> None:
    seen = snapshot("2022-01-01", CHECK, event("fire check", "2021-05-01"), complete_from={"fire check": None})
    assert seen.history(FIRE_CHECK).latest() is UNKNOWN
    assert seen.history(FIRE_CHECK).any_event() is True
    assert seen.in_hand(FIRE_CHECK) is UNKNOWN


@pytest.mark.parametrize(
    ("complete_from", "asked", "certain"),
    [
        ({"inspection": "2020-01-01"}, "short inspection", False),  # the nearest ancestor counts
        ({"inspection": "2020-01-01", "short inspection": "1990-01-01"}, "short inspection", True),
        ({"short inspection": "2020-01-01"}, "inspection", False),  # every kind that is one counts
        ({"short inspection": "2020-01-01"}, "full inspection", True),
        ({"fire check": "2020-01-01"}, "inspection", True),
    ],
)
def test_for_which_kinds_a_record_is_complete(complete_from: dict[str, str], asked: str, certain: bool) -> None:
    seen = snapshot("2022-01-01", complete_from={kind: day(text) for kind, text in complete_from.items()})
    found = seen.select(kinds(asked), (TimeFilter(day("1995-01-01")),))
    assert found.is_certain is certain


# ------------------------------------------------------------------------------------------------ what is known


def test_what_an_event_records_is_known_from_its_publication_else_its_end() -> None:
    published = event("full inspection", "2024-03-11", "2024-03-22", "2024-05-03", overall_result="safe")
    assert snapshot("2024-05-02", published).event_field(published, "overall result") is UNKNOWN
    assert snapshot("2024-05-03", published).event_field(published, "overall result") == "safe"
    assert snapshot("2024-03-21", SPRING).event_field(SPRING, "overall result") is UNKNOWN
    assert snapshot("2024-03-22", SPRING).event_field(SPRING, "overall result") == "safe"


def test_nothing_unknown_and_a_default_are_three_things() -> None:
    seen = snapshot("2025-01-01", SPRING, SUMMER)
    assert seen.event_field(SUMMER, "alarm works") is NOTHING  # short inspections do not record it
    assert seen.event_field(SUMMER, "overall result") is UNKNOWN  # they do, and it was left out
    assert seen.event_field(SPRING, "alarm works") is False  # left out, and `no` unless said otherwise


def test_days_of_an_event() -> None:
    published = event("full inspection", "2024-03-11", "2024-03-22", "2024-05-03")
    seen = snapshot("2024-04-01", published)
    assert seen.event_day(published, EventDay.START) == day("2024-03-11")
    assert seen.event_day(published, EventDay.END) == day("2024-03-22")
    assert seen.event_day(published, EventDay.PUBLICATION) is UNKNOWN
    assert snapshot("2024-05-03").event_day(published, EventDay.PUBLICATION) == day("2024-05-03")
    assert seen.event_day(SPRING, EventDay.PUBLICATION) is UNKNOWN


# ------------------------------------------------------------------------------------------------ and why not


def texts(needs: object) -> list[str]:
    return [need.text for need in needs]  # type: ignore[attr-defined]


def test_why_a_selection_is_not_certain() -> None:
    seen = snapshot(
        "2021-08-20", event("fire check", "2021-08"), complete_from={"fire check": day("2020-03-01"), "drill": None}
    )
    assert texts(selection_needs(seen, seen.history(FIRE_CHECK))) == [
        "the record of fire checks is not complete before 1 March 2020",
        "the day in August 2021 on which the fire check ended is not recorded",
    ]
    assert texts(selection_needs(seen, seen.history(kinds("drill")))) == ["the record of drills is not complete"]
    assert texts(in_hand_needs(seen, kinds("drill"))) == ["the record of drills is not complete"]
    assert texts(in_hand_needs(seen, FIRE_CHECK)) == [
        "the day in August 2021 on which the fire check ended is not recorded"
    ]


def test_why_a_field_is_not_known() -> None:
    published = event("full inspection", "2024-03-11", "2024-03-22", "2024-05-03")
    month = event("full inspection", "2024-03-11", "2024-03-22", "2024-05")
    begun = event("full inspection", "2024-03-11", None)
    seen = snapshot("2024-04-01")
    assert texts(field_needs(seen, published, "overall result")) == [
        "overall result of the full inspection of 11–22 March 2024 is not known until it is published on 3 May 2024"
    ]
    assert texts(field_needs(seen, month, "overall result")) == [
        "overall result of the full inspection of 11–22 March 2024 is not known until it is published in May 2024"
    ]
    assert texts(field_needs(snapshot("2025-01-01"), SUMMER, "overall result")) == [
        "overall result of the short inspection of 1–5 July 2024 is not recorded"
    ]
    assert texts(field_needs(seen, begun, "overall result")) == [
        "overall result of the full inspection begun on 11 March 2024 is not known until it ends"
    ]


def test_why_a_day_is_not_known() -> None:
    published = event("full inspection", "2024-03-11", "2024-03-22", "2024-05-03")
    seen = snapshot("2024-04-01")
    assert texts(event_day_needs(seen, published, EventDay.PUBLICATION)) == [
        "publication of the full inspection of 11–22 March 2024 is not known until 3 May 2024"
    ]
    assert texts(event_day_needs(seen, SPRING, EventDay.PUBLICATION)) == [
        "publication of the full inspection of 11–22 March 2024 is not recorded"
    ]
    august = event("fire check", "2021-08")
    assert texts(event_day_needs(seen, august, EventDay.START)) == [
        "the day in August 2021 on which the fire check began is not recorded"
    ]
    assert texts(event_day_needs(seen, event("drill", "2024-03-31", None), EventDay.END)) == [
        "the drill begun on 31 March 2024 has not ended"
    ]


def test_events_in_words() -> None:
    seen = snapshot("2024-04-01")
    assert event_in_words(seen, CHECK) == "the fire check begun on 3 May 2024"
    seen = snapshot("2025-01-01")
    assert event_in_words(seen, CHECK) == "the fire check of 3 May 2024"
    assert event_in_words(seen, event("drill", "2024-03")) == "the drill of March 2024"
    assert event_in_words(seen, event("drill", "2024-03", "2024-04-02")) == (
        "the drill begun in March 2024 and over on 2 April 2024"
    )
    assert event_in_words(seen, event("drill", "2024-03", None)) == "the drill begun in March 2024"
    assert KINDS["drill"].label == "drill"
