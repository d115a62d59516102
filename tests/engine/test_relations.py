"""What hangs on another case: a predecessor whose history is inherited, a partner together with whom one is checked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

import ilacs_rules
from ilacs_rules import UNKNOWN, Case, Code, Duration, DurationKind, Event, Flag, Policy
from tests.conftest import tried

POLICY = """\
policy: pairs
title: Authorities and their partners
publisher: Anyshire
published: 2022-01-01
in force: {from: 2022-04-01}
subject: authority
sources: {scheme: {title: A scheme}}
scales: {grade: [good, fair, bad]}
facts:
  created: date
  ended: {is: date, default: nothing}
  predecessor: {is: case, default: nothing}
  partner: {is: case, default: nothing}
events:
  check: {records: {grade: grade}}
definitions:
  own last check: latest check
  last check: if own last check is recorded then own last check else own last check of predecessor
  grade: grade of last check
  grade there: grade of partner
  first check of all: if predecessor is missing then start of first check else created of predecessor
requirements:
  check: {source: scheme, event: check, due: every 3 years after end of last check}
  together:
    source: scheme
    when: grade there is bad
    event: check
    due: within 1 year after end of (last check of partner)
"""
ON = date(2024, 6, 1)
CREATED = date(2023, 4, 1)


def checked(day: date, grade: object = "fair") -> tuple[Event, ...]:
    return (Event("check", day, day, fields={"grade": grade}),)  # type: ignore[dict-item]


OLD = Case("Old County", {"created": date(1974, 4, 1), "ended": date(2023, 3, 31)}, checked(date(2022, 11, 10)))
WEST = Case("West", {"created": CREATED, "predecessor": "Old County", "partner": "East"})
EAST = Case(
    "East", {"created": CREATED, "predecessor": "Old County", "partner": "West"}, checked(date(2024, 5, 10), "bad")
)
ALL = [OLD, WEST, EAST]


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "pairs.yaml").write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(tmp_path / "pairs.yaml")


def test_a_successor_inherits_the_last_check_of_its_predecessor(policy: Policy) -> None:
    decision = ilacs_rules.decide(policy, WEST, ON, population=ALL)
    assert decision.value("last check") == OLD.events[0]
    assert decision.value("grade") == "fair"
    assert decision.obligation("check").closes == date(2025, 11, 10)
    assert ilacs_rules.decide(policy, EAST, ON, population=ALL).obligation("check").closes == date(2027, 5, 10)


def test_one_is_checked_together_with_a_partner(policy: Policy) -> None:
    owed = ilacs_rules.decide(policy, WEST, ON, population=ALL).obligation("together")
    assert (owed.status, owed.closes) == ("open", date(2025, 5, 10))
    assert ilacs_rules.decide(policy, EAST, ON, population=ALL).obligation("together").status == "does not apply"


def test_the_partner_is_seen_as_on_the_day_and_by_what_was_published(policy: Policy) -> None:
    before = ilacs_rules.decide(policy, WEST, date(2024, 5, 9), population=ALL)
    assert before.value("grade there") == "fair"
    known = ilacs_rules.decide(policy, WEST, ON, known=date(2024, 5, 9), population=ALL)
    assert known.value("grade there") == "fair"


@pytest.mark.parametrize(
    ("population", "need"),
    [
        (None, "the population is not given: all the cases there are"),
        ([WEST, EAST], "“Old County” is not among the cases of the population"),
        (
            [WEST, EAST, Case("Old Count")],
            "“Old County” is not among the cases of the population; “Old Count” is",
        ),
        (
            [WEST, EAST, Case("Old County", {}, (), {"check": None})],
            "the record of checks is not complete, of “Old County”",
        ),
    ],
)
def test_what_cannot_be_told_of_the_other_case_says_why(policy: Policy, population: list[Case], need: str) -> None:
    decision = ilacs_rules.decide(policy, WEST, ON, population=population)
    assert decision.value("last check") is UNKNOWN
    owed = decision.obligation("check")
    assert owed.closes is None
    assert need in [each.text for each in owed.needs]


def test_without_another_case_there_is_nothing_to_inherit(policy: Policy) -> None:
    alone = Case("Alone", {"created": CREATED})
    assert ilacs_rules.decide(policy, alone, ON).value("last check") is ilacs_rules.NOTHING
    named = Case("Alone", {"created": CREATED, "predecessor": UNKNOWN})
    assert ilacs_rules.decide(policy, named, ON, population=ALL).value("last check") is UNKNOWN


def test_the_trace_tells_what_is_decided_without_it(policy: Policy) -> None:
    vague = Case("Vague", {"created": CREATED, "predecessor": UNKNOWN, "partner": "West"})
    for case in (*ALL, vague):
        for population in (None, ALL, [case], [*ALL, vague]):
            fast = ilacs_rules.decide(policy, case, ON, population=population, trace=False)
            traced = ilacs_rules.decide(policy, case, ON, population=population)
            assert fast.values == traced.values
            assert [each.status for each in fast.obligations] == [each.status for each in traced.obligations]


def test_one_case_less_takes_certainty_away_and_gives_no_other_answer(policy: Policy) -> None:
    for case in ALL:
        whole = ilacs_rules.decide(policy, case, ON, population=ALL, trace=False).values
        for left_out in ALL:
            fewer = [each for each in ALL if each is not left_out]
            less = ilacs_rules.decide(policy, case, ON, population=fewer, trace=False).values
            assert all(value is UNKNOWN or value == whole[name] for name, value in less.items())


def test_two_that_name_each_other_are_no_ring_but_a_definition_of_itself_is_one(tmp_path: Path) -> None:
    ring = POLICY.replace("  grade there: grade of partner\n", "  grade there: grade there of partner\n")
    (tmp_path / "ring.yaml").write_text(ring, encoding="utf-8")
    found = ilacs_rules.check(tmp_path / "ring.yaml")
    assert [each.code for each in found] == [Code.CYCLE]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("colour of partner", Code.UNKNOWN_NAME),
        ("partner is good", Code.WRONG_TYPE),
        ("grade of (if grade is bad then last check else predecessor)", Code.WRONG_TYPE),
        ('partner is "East"', Code.WRONG_TYPE),
    ],
)
def test_what_makes_no_sense_of_another_case(said: str, code: Code, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        POLICY.replace("grade there: grade of partner", f"odd: {said}\n  grade there: grade of partner"),
        encoding="utf-8",
    )
    assert [each.code for each in ilacs_rules.check(tmp_path / "odd.yaml")][:1] == [code]


def test_a_name_that_is_none_of_the_cases_is_found_with_the_nearest(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(
        "cases:\n  - {name: Old County}\n  - {name: West, facts: {predecessor: Old Conty, partner: West}}\n",
        encoding="utf-8",
    )
    found = ilacs_rules.read_all_cases(policy, tmp_path / "cases.yaml").findings
    assert [(each.code, each.hint) for each in found] == [
        (Code.OTHER_CASE_NOT_THERE, "did you mean “Old County”?"),
        (Code.OTHER_CASE_NOT_THERE, "write the name of another case, or “nothing” if there is none"),
    ]


# -------------------------------------------------------------------------- where the record of the other case ends

BY_THEIR_RECORD = (
    POLICY.replace("events:\n", "events:\n  visit: {}\n").replace(
        "definitions:\n",
        "definitions:\n  behind: last check of partner\n",
    )
    + """\
  visit: {source: scheme, event: visit, due: within 1 month after end of (last check of partner)}
  by way of it: {source: scheme, event: visit, due: within 1 month after end of (behind of predecessor)}
  each year: {source: scheme, event: visit, when: grade there is fair, due: at least 1 in each calendar year}
  own: {source: scheme, event: visit, due: within 1 month after end of own last check}
"""
)
LONG_AGO = date(2010, 1, 1)
TO_NEW_YEAR = date(2024, 1, 1)
FIRST = checked(date(2022, 1, 10))
SECOND = checked(date(2024, 5, 20))


@pytest.fixture
def by_record(tmp_path: Path) -> Policy:
    (tmp_path / "pairs.yaml").write_text(BY_THEIR_RECORD, encoding="utf-8")
    return ilacs_rules.load(tmp_path / "pairs.yaml")


def one(**told: object) -> Case:
    return Case("A", {"created": LONG_AGO, "partner": "B"}, **told)  # type: ignore[arg-type]


def partner(*events: Event, ended: date | None = None, **told: object) -> Case:
    facts = {"created": LONG_AGO} | ({} if ended is None else {"ended": ended})
    return Case("B", facts, events, **told)  # type: ignore[arg-type]


def stands(policy: Policy, *cases: Case, name: str = "visit", known: date | None = None) -> tuple[object, object]:
    owed = ilacs_rules.decide(policy, cases[0], ON, known=known, population=cases).obligation(name)
    return owed.status, owed.unless_done_since


def test_what_hangs_on_another_case_is_as_sure_as_the_record_of_that_one(by_record: Policy) -> None:
    decision = ilacs_rules.decide(by_record, one(), ON, population=[one(), partner(*FIRST, *SECOND)])
    told = decision.obligation("visit")
    assert (told.status, told.closes, told.unless_done_since) == ("open", date(2024, 6, 20), None)
    assert stands(by_record, one(), partner(*FIRST)) == ("overdue", None)
    later = Duration(3, DurationKind.MONTHS)
    for less, since in (
        ({"complete_until": TO_NEW_YEAR}, TO_NEW_YEAR),
        ({"complete_until": {"check": TO_NEW_YEAR, "visit": LONG_AGO}}, TO_NEW_YEAR),
        ({"published_within": {"check": later}}, date(2024, 3, 1)),
        ({"complete_until": TO_NEW_YEAR, "published_within": {"check": later}}, date(2023, 10, 1)),
    ):
        assert stands(by_record, one(), partner(*FIRST, **less)) == ("overdue unless done since", since)
    assert stands(by_record, one(), partner(*FIRST, complete_until={"visit": LONG_AGO})) == ("overdue", None)
    assert stands(by_record, one(), partner(*FIRST), known=TO_NEW_YEAR) == ("overdue unless done since", TO_NEW_YEAR)


def test_of_both_records_the_one_that_ends_first_counts(by_record: Policy) -> None:
    for own, other in ((TO_NEW_YEAR, date(2024, 5, 1)), (date(2024, 5, 1), TO_NEW_YEAR)):
        cases = one(complete_until=own), partner(*FIRST, complete_until=other)
        assert stands(by_record, *cases) == ("overdue unless done since", TO_NEW_YEAR)


def test_what_asks_nothing_of_it_stays_certain(by_record: Policy) -> None:
    cases = one(events=FIRST), partner(*FIRST, complete_until=TO_NEW_YEAR)
    assert stands(by_record, *cases, name="own") == ("overdue", None)


def test_also_by_way_of_one_case_and_another(by_record: Policy) -> None:
    start = Case("C", {"created": LONG_AGO, "predecessor": "A"})
    cases = start, one(), partner(*FIRST, complete_until=TO_NEW_YEAR)
    assert stands(by_record, *cases, name="by way of it") == ("overdue unless done since", TO_NEW_YEAR)


def test_after_the_end_of_the_other_there_was_nothing_to_record(by_record: Policy) -> None:
    for until, status in ((date(2023, 3, 31), "overdue"), (date(2023, 3, 30), "overdue unless done since")):
        cases = one(), partner(*FIRST, ended=date(2023, 3, 31), complete_until=until)
        assert stands(by_record, *cases)[0] == status


def test_a_period_that_ended_after_the_record_of_the_other_was_not_missed_for_certain(by_record: Policy) -> None:
    def flags(until: date) -> tuple[Flag, ...]:
        cases = one(), partner(*FIRST, complete_until=until)
        return ilacs_rules.decide(by_record, cases[0], ON, population=cases).obligation("each year").flags

    assert flags(date(2023, 12, 31)) == (Flag.MISSED,)
    assert flags(date(2023, 12, 30)) == (Flag.NOT_KNOWN_BEFORE,)


def test_answers_say_how_far_the_record_of_the_other_goes(by_record: Policy) -> None:
    cases = [one(), partner(*FIRST, complete_until={"check": TO_NEW_YEAR, "visit": LONG_AGO})]
    decision = ilacs_rules.decide(by_record, cases[0], ON, population=cases)
    assert "from a record of checks to 1 January 2024, among 2 cases." in " ".join(
        ilacs_rules.explain(decision).split()
    )
    told = (
        decision.record,
        ilacs_rules.plan(by_record, cases[:1], ON, population=cases).record,
        ilacs_rules.audit(by_record, cases[:1], date(2024, 1, 1), ON, population=cases).audit.record,
        ilacs_rules.forecast(by_record, cases[:1], ON, date(2024, 12, 31), population=cases).forecast.record,
    )
    assert [{kind: end.until for kind, end in each.items()} for each in told] == [{"check": TO_NEW_YEAR}] * 4


def test_which_version_decides_is_as_sure_as_the_record_of_the_other(tmp_path: Path) -> None:
    (tmp_path / "2022-04-01.yaml").write_text(BY_THEIR_RECORD, encoding="utf-8")
    (tmp_path / "2024-02-01.yaml").write_text(
        "policy: pairs\namends: 2022-04-01\npublished: 2024-01-01\nin force: {from: 2024-02-01}\n"
        "transition:\n  as it was: {source: scheme, keep: 2022-04-01, when: grade there is fair}\n",
        encoding="utf-8",
    )
    policy = ilacs_rules.load(tmp_path)
    for until, stood in ((ON, ("overdue", None)), (TO_NEW_YEAR, ("overdue unless done since", TO_NEW_YEAR))):
        cases = one(events=FIRST), partner(*FIRST, complete_until=until)
        assert ilacs_rules.decide(policy, cases[0], ON, population=cases).kept is not None
        assert stands(policy, *cases, name="own") == stood


UNLESS_DONE = {"overdue unless done since": "overdue"}


def test_an_earlier_end_of_the_record_of_another_takes_certainty_away(by_record: Policy) -> None:
    """Nothing certain becomes another certain answer, and what is late for certain is so with all that was left out."""
    random, taken, certain = Random(3), 0, 0
    for _ in range(tried(60)):
        days = sorted(LONG_AGO + timedelta(random.randrange(5200)) for _ in range(random.randrange(1, 5)))
        events = [checked(day, random.choice(["good", "fair", "bad"]))[0] for day in days]
        until = LONG_AGO + timedelta(random.randrange(5400))
        own = one(events=tuple(random.sample(checked(date(2021, 3, 1)) + FIRST, random.randrange(3))))
        recorded = [event for event in events if event.end is not None and event.end <= until]
        whole, ending, less = (
            ilacs_rules.decide(by_record, own, ON, population=[own, other])
            for other in (
                partner(*events),
                partner(*events, complete_until=until),
                partner(*recorded, complete_until=until),
            )
        )
        assert whole.values == ending.values
        for sure, unsure, untold in zip(whole.obligations, ending.obligations, less.obligations, strict=True):
            assert UNLESS_DONE.get(unsure.status, unsure.status) == sure.status
            assert (unsure.opens, unsure.closes, unsure.done) == (sure.opens, sure.closes, sure.done)
            assert Flag.MISSED not in set(unsure.flags) - set(sure.flags)
            taken += unsure.status != sure.status
            if untold.status == "overdue":
                assert sure.status == "overdue"
                certain += 1
            if Flag.MISSED in untold.flags:
                assert Flag.MISSED in sure.flags
    assert taken > 10
    assert certain > 10
