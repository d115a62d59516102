"""What is counted as contact, of which days it is surely all, how long there was none, and what policies would ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import (
    ArgumentError,
    Case,
    ContactReport,
    Event,
    NotInForce,
    Partial,
    Policy,
    contacts,
    load,
    read_all_cases,
)
from ilacs_rules.workspace.contacts import contacts_in_short
from tests.conftest import ROOT
from tests.engine.obligation_tools import event
from tests.engine.test_fast_equals_traced import ready
from tests.policies import read_once

HERE = Path(__file__).parent / "contacts"
SINCE, ON = date(2020, 1, 1), date(2023, 6, 30)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load(HERE / "halls.yaml")


@pytest.fixture(scope="module")
def cases(policy: Policy) -> list[Case]:
    return read_all_cases(policy, HERE / "register.yaml").cases


@pytest.fixture(scope="module")
def report(policy: Policy, cases: list[Case]) -> ContactReport:
    return contacts(policy, cases, SINCE, ON)


def cells(report: ContactReport, case: str, contact: str = "all contacts") -> dict[int, tuple[int, int, bool]]:
    """Of each year of a case: how many there were, how many more there may have been, whether these are all."""
    years = [each for each in report.contacts.years if (each.case.name, each.contact.words) == (case, contact)]
    return {each.year: (each.number, each.perhaps, each.is_known) for each in years}


def test_a_contact_is_what_the_policy_asks_its_own_publisher_for(report: ContactReport) -> None:
    assert [each.words for each in report.contacts.counted] == ["check", "visit"]


def test_a_contact_counts_on_its_last_day_and_the_owners_letter_not_at_all(report: ContactReport) -> None:
    assert cells(report, "all is known") == {
        2020: (1, 0, True),
        2021: (1, 0, True),
        2022: (1, 0, True),
        2023: (1, 0, True),
    }


def test_whoever_asks_says_what_counts(policy: Policy, cases: list[Case]) -> None:
    found = contacts(policy, cases, SINCE, ON, events=["Letters", "visit"])
    assert [each.words for each in found.contacts.counted] == ["letter", "visit"]
    assert cells(found, "all is known", "letter")[2022] == (1, 0, True)


def test_a_year_before_a_case_was_created_is_none_of_its_years(report: ContactReport) -> None:
    assert list(cells(report, "created in a year")) == [2021, 2022, 2023]
    assert list(cells(report, "ended in a year")) == [2020, 2021, 2022]


def test_a_part_of_a_year_is_marked_with_its_days_and_the_reason(report: ContactReport) -> None:
    parts = {(each.case.name, each.year): each for each in report.contacts.years if each.contact.words == "check"}
    created, ended = parts["created in a year", 2021], parts["ended in a year", 2022]
    assert (created.number, created.days, created.sure_days) == (1, 184, 184)
    assert [each.value for each in created.lacking] == ["it was created in it, or it is not known that it was there"]
    assert (ended.number, ended.days) == (0, 181)
    assert [each.value for each in ended.lacking] == ["it ended in it, or it is not known that it was still there"]
    asked = parts["all is known", 2023]
    assert (asked.days, [each.value for each in asked.lacking]) == (181, ["only a part of it is looked at"])


def test_where_no_record_is_kept_a_nought_is_never_told(report: ContactReport) -> None:
    unrecorded = "no record of visits is kept"
    assert all(not known for _, _, known in cells(report, unrecorded, "visit").values())
    assert all(known for _, _, known in cells(report, unrecorded, "check").values())
    told = {
        (each["case"], each["year"]): each["number"]
        for each in report.as_data()["years"]  # type: ignore[attr-defined]
        if each["contact"] == "visit"
    }
    assert [told[unrecorded, year] for year in (2020, 2021, 2022, 2023)] == [None, None, 1, None]
    assert told["all is known", 2020] == 0


def test_a_year_in_which_the_record_ends_is_known_up_to_its_end(report: ContactReport) -> None:
    found = {each.year: each for each in report.contacts.years if each.case.name == "the record ends in a year"}
    assert (found[2021].sure_days, found[2021].days) == (273, 365)
    assert "the record does not cover it" in found[2021].lacking
    assert found[2022].sure_days == 0


def test_what_ended_at_some_time_in_a_year_counts_in_it_and_what_may_have_is_told_apart(report: ContactReport) -> None:
    assert cells(report, "seen at some time in two years")[2022] == (1, 0, True)
    assert cells(report, "seen in one year or another")[2021] == (1, 0, True)


def test_what_may_have_ended_in_either_of_two_years_is_counted_in_neither(policy: Policy) -> None:
    between = Event("visit", date(2020, 12, 1), None)
    vague = Event("visit", date(2020, 12, 1), Partial(date(2020, 12, 15), date(2021, 1, 15)))
    found = contacts(policy, [Case("hall", {}, (vague,)), Case("other", {}, (between,))], SINCE, ON, events=["visit"])
    assert cells(found, "hall", "visit")[2020] == cells(found, "hall", "visit")[2021] == (0, 1, False)
    assert cells(found, "other", "visit")[2021] == (0, 0, True), "it is still in hand"
    assert sum(rate.number for rate in found.contacts.by_year) == 0


def test_an_event_that_contradicts_the_last_day_of_a_case_is_counted_in_no_rate(policy: Policy) -> None:
    case = Case("hall", {"ended": date(2021, 6, 30)}, (event("visit", "2022-03-01"),))
    found = contacts(policy, [case], SINCE, ON, events=["visit"])
    assert all(rate.days == 0 for rate in found.contacts.by_year), "one of the two days is wrong"


# ------------------------------------------------------------------------------------------------ the longest time


def longest(report: ContactReport, case: str) -> tuple[int, str, str, bool]:
    gap = next(each for each in report.contacts.gaps if each.case.name == case)
    return gap.days, f"{gap.stretch.first}", f"{gap.stretch.last}", gap.exact


def test_the_longest_time_without_is_between_the_last_day_of_one_and_the_first_of_the_next(
    report: ContactReport,
) -> None:
    assert longest(report, "all is known") == (398, "2022-01-04", "2023-02-05", True)


def test_it_begins_with_the_case_and_goes_on_to_its_last_day(report: ContactReport) -> None:
    assert longest(report, "created in a year") == (634, "2021-10-05", "2023-06-30", True)
    assert longest(report, "ended in a year") == (790, "2020-05-02", "2022-06-30", False)


def test_it_is_at_most_so_long_where_a_contact_may_not_be_recorded(report: ContactReport) -> None:
    assert longest(report, "no record of visits is kept")[3] is False
    assert longest(report, "the record ends in a year") == (970, "2020-11-03", "2023-06-30", False)


def test_what_is_in_hand_is_contact_all_the_same(report: ContactReport) -> None:
    assert longest(report, "a visit is still in hand") == (1094, "2020-06-02", "2023-05-31", True)


# ------------------------------------------------------------------------------------------------ rates


def test_a_rate_has_the_cases_and_the_days_of_which_it_is(report: ContactReport) -> None:
    visits = {each.year: each for each in report.contacts.by_year if each.contact.words == "visit"}
    # of eight halls one is not there yet, and of one no visit is recorded; later the record of another has ended
    assert (visits[2020].number, visits[2020].cases, visits[2020].days) == (0, 6, 6 * 366)
    assert visits[2020].a_year == 0
    assert (visits[2022].number, visits[2022].cases, visits[2022].days) == (1, 6, 5 * 365 + 181)
    assert visits[2022].a_year == pytest.approx(1 / (5 * 365 + 181) * 365.25)


def test_where_the_first_day_is_not_told_the_days_begin_when_the_first_event_is_over(policy: Policy) -> None:
    """Days that begin with an event, because it is all that proves the case was there, would always hold that event."""
    text = (
        (HERE / "halls.yaml")
        .read_text(encoding="utf-8")
        .replace("created: {is: date, default: nothing}", "created: date")
    )
    case = Case("hall", {}, (Event("check", date(2021, 3, 1), date(2021, 3, 5)), event("check", "2022-03-01")))
    found = contacts(ready(text), [case], SINCE, ON, events=["check"]).contacts
    assert [(rate.year, rate.number, rate.days) for rate in found.by_year] == [
        (2020, 0, 0),
        (2021, 0, (date(2021, 12, 31) - date(2021, 3, 5)).days),
        (2022, 1, 365),
        (2023, 0, 181),
    ]


def test_the_grade_is_that_of_the_last_event_that_has_one_from_the_day_after_it_was_published(policy: Policy) -> None:
    case = Case(
        "hall",
        {},
        (
            Event("check", date(2020, 2, 10), date(2020, 2, 10), fields={"result": "unsafe"}),
            event("visit", "2021-03-01"),
            Event("check", date(2023, 2, 6), date(2023, 2, 6), date(2023, 3, 1), {"result": "safe"}),
        ),
    )
    found = contacts(policy, [case], SINCE, ON)
    assert found.contacts.by is not None
    assert found.contacts.by.words == "result", "most requirements hang on it"
    told = {(found.value(each.value), each.contact.words): (each.number, each.days) for each in found.contacts.by_value}
    assert told["none yet", "all contacts"] == (1, 41)
    assert told["unsafe", "all contacts"] == (2, (date(2023, 3, 1) - date(2020, 2, 10)).days)
    assert told["safe", "all contacts"] == (0, (ON - date(2023, 3, 1)).days)


def test_a_grade_that_was_not_recorded_is_not_the_one_before(policy: Policy) -> None:
    unrecorded = Event("check", date(2022, 1, 3), date(2022, 1, 3))
    safe = Event("check", date(2020, 1, 6), date(2020, 1, 6), fields={"result": "safe"})
    found = contacts(policy, [Case("hall", {}, (safe, unrecorded))], SINCE, ON, events=["check"])
    told = {found.value(each.value): each.days for each in found.contacts.by_value}
    assert told == {"safe": 728, "none yet": 6, "not known": (ON - date(2022, 1, 3)).days}


def test_before_a_record_is_complete_a_grade_may_have_been_another(policy: Policy) -> None:
    safe = Event("check", date(2019, 1, 7), date(2019, 1, 7), fields={"result": "safe"})
    case = Case("hall", {}, (safe,), {"check": date(2021, 1, 1)})
    found = contacts(policy, [case], SINCE, ON, events=["visit"])
    assert {found.value(each.value): each.days for each in found.contacts.by_value} == {"not known": 1277}


# ------------------------------------------------------------------------------------------------ what policies ask

STRICTER = {"due: every year, when: last result is unsafe": "due: every 6 months, when: last result is recorded"}


def stricter() -> Policy:
    text = (HERE / "halls.yaml").read_text(encoding="utf-8")
    for old, new in STRICTER.items():
        assert old in text
        text = text.replace(old, new)
    return ready(text)


def asked(report: ContactReport, place: int, contact: str = "visit") -> dict[int | None, int]:
    return {each.year: each.number for each in report.asked[place].years if each.contact.words == contact}


SAFE = Case("hall", {}, (Event("check", date(2020, 1, 1), date(2020, 1, 1), fields={"result": "safe"}),))


def test_one_policy_asks_for_more_than_another_from_the_same_beginning(policy: Policy) -> None:
    found = contacts(policy, [SAFE], SINCE, ON, against=stricter())
    assert asked(found, 0) == {2020: 0, 2021: 0, 2022: 0, 2023: 0, None: 0}
    assert asked(found, 1) == {2020: 1, 2021: 2, 2022: 2, 2023: 1, None: 6}
    assert asked(found, 0, "check") == asked(found, 1, "check") == {2020: 0, 2021: 0, 2022: 0, 2023: 1, None: 1}
    assert [each.cases for each in found.asked] == [1, 1]


def test_a_policy_without_a_rule_about_a_contact_does_not_ask_for_it_nought_times(policy: Policy) -> None:
    """`halls` asks for visits only after an unsafe check, and the other not at all."""
    text = (HERE / "halls.yaml").read_text(encoding="utf-8")
    without = ready(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  visit: {assumes"))
    )
    found = contacts(policy, [SAFE], SINCE, ON, against=without)
    told = {(place, each.contact.words): each.has_rule for place in (0, 1) for each in found.asked[place].years}
    assert (told[0, "visit"], told[1, "visit"], told[0, "check"], told[1, "check"]) == (True, False, True, True)
    rows = [row for part in contacts_in_short(found).parts if part.table for row in part.table.rows]
    assert rows[-2][0] == "visit"
    assert rows[-2][-2:] == ("0.00 (0 in 3.5 years)", "none in its rules")


def test_what_was_held_later_plays_no_part_in_what_is_asked(policy: Policy) -> None:
    later = Case("hall", {}, (*SAFE.events, event("visit", "2020-02-01"), event("visit", "2020-03-01")))
    assert asked(contacts(policy, [later], SINCE, ON, against=stricter()), 1) == asked(
        contacts(policy, [SAFE], SINCE, ON, against=stricter()), 1
    )


def test_of_a_case_that_ends_nothing_is_asked_afterwards(policy: Policy) -> None:
    ended = Case("hall", {"ended": date(2021, 1, 31)}, SAFE.events)
    found = contacts(policy, [ended], SINCE, ON, against=stricter())
    assert asked(found, 1) == {2020: 1, 2021: 1, 2022: 0, 2023: 0, None: 2}
    days = {each.year: each.days for each in found.asked[1].years if each.contact.words == "visit"}
    assert days == {2020: 366, 2021: 31, 2022: 0, 2023: 0, None: 397}


def test_a_framework_that_had_ended_is_asked_as_if_it_had_gone_on() -> None:
    ilacs, sif = read_once(ROOT / "rules" / "ilacs"), read_once(ROOT / "rules" / "sif")
    found = read_all_cases(ilacs, ROOT / "examples" / "authorities").cases
    report = contacts(ilacs, found, date(2018, 1, 1), date(2025, 12, 31), against=sif)
    ours, theirs = report.asked
    assert (ours.goes_on, theirs.goes_on) == (False, True)
    totals = [next(each for each in one.years if each.year is None and not each.contact.name) for one in report.asked]
    assert totals[0].days == totals[1].days
    assert totals[0].number > 3 * totals[1].number > 0, "more frequent contact"
    assert "which ended on 31 December 2017" in report.assumptions[-1]


# ------------------------------------------------------------------------------------------------ what cannot be asked


def test_what_cannot_be_asked_is_refused_in_plain_words(policy: Policy, cases: list[Case]) -> None:
    for given, words in (
        ({"events": ["chek"]}, "mean “check”?"),
        ({"by": "reslt"}, "mean “result”?"),
        ({"on": SINCE}, "“on” is a day after 2020-01-01"),
    ):
        with pytest.raises(ArgumentError, match=words.replace("?", r"\?")):
            contacts(policy, cases, SINCE, **{"on": ON, **given})  # type: ignore[arg-type]
    with pytest.raises(NotInForce):
        contacts(policy, cases, date(2019, 6, 1), ON, against=stricter())


def test_years_before_the_policy_began_are_counted_all_the_same(policy: Policy) -> None:
    case = Case("hall", {}, (event("visit", "2018-03-01"),))
    found = contacts(policy, [case], date(2018, 1, 1), ON, events=["visit"])
    assert cells(found, "hall", "visit")[2018] == (1, 0, True)


def test_a_policy_that_asks_its_publisher_for_nothing_wants_to_be_told_what_counts(policy: Policy) -> None:
    text = (
        (HERE / "halls.yaml")
        .read_text(encoding="utf-8")
        .replace("{assumes: an example,", "{assumes: ours, by: the owner,")
    )
    text = text.replace("{assumes: ours, by: the owner, by: the owner", "{assumes: ours, by: the owner")
    with pytest.raises(ArgumentError, match="names that the policy has"):
        contacts(ready(text), [SAFE], SINCE, ON)


def test_a_case_that_is_wrong_is_told_and_the_others_are_counted(policy: Policy) -> None:
    wrong = Case("inn", {}, (event("fete", "2021-01-01"),))
    found = contacts(policy, [wrong, SAFE], SINCE, ON)
    assert [case.name for case in found.contacts.cases] == ["hall"]
    assert [each.message for each in found.findings] == ["“inn” cannot be decided: there is no event “fete”"]


def test_a_policy_that_asks_without_a_day_asks_for_more_than_is_counted(policy: Policy) -> None:
    """Of a hall not checked yet the first check is expected; what it finds is not known, nor whether visits follow."""
    found = contacts(policy, [Case("hall")], SINCE, ON, against=policy)
    asked = [each for each in found.asked[0].years if each.year is None]
    told = {each.contact.words: (each.number, each.undated, each.perhaps) for each in asked}
    assert told == {"check": (1, 0, 1), "visit": (0, 0, 1), "all contacts": (1, 0, 2)}
    of_two = "of 2 duties it cannot be told whether they apply, so that it may ask for more (+)"
    assert of_two in found.assumptions[-1]
    assert "have no day" not in found.assumptions[-1]
