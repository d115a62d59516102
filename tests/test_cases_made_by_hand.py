"""Cases made in Python are held against the same rules as files, and what is wrong carries the same codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from ilacs_rules import (
    NOTHING,
    UNKNOWN,
    Case,
    CaseError,
    Code,
    DecisionError,
    Duration,
    DurationKind,
    Event,
    Partial,
    Policy,
    PolicyError,
    Source,
    Span,
    audit,
    decide,
    forecast,
    plan,
    read_cases,
)
from tests.cases.vocabularies import POLICY as BUILDINGS
from tests.policies import loaded, read_once

ON = date(2025, 2, 1)
MAY = date(2024, 5, 13)
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_once(ROOT / "examples" / "fire-safety")


# ------------------------------------------------------------------------------------------------ as it is made

WRONGLY_MADE: list[tuple[Callable[[], object], Code, str]] = [
    (lambda: Partial(date(2024, 6, 1), MAY), Code.CASE_DATE, "the last day it can be (2024-05-13) is before the first"),
    (lambda: Partial("2024", MAY), Code.CASE_DATE, "“first” is a datetime.date, and '2024' is not"),  # type: ignore[arg-type]
    (lambda: Partial(MAY, datetime(2024, 6, 1, 9)), Code.CASE_DATE, "“last” is a datetime.date"),
    (lambda: Event("drill", "2024-05-13", None), Code.CASE_DATE, "“start” is a datetime.date or a Partial"),  # type: ignore[arg-type]
    (lambda: Event("drill", None, None), Code.CASE_DATE, "“start” is"),  # type: ignore[arg-type]
    (lambda: Event("drill", datetime(2024, 5, 13), None), Code.CASE_DATE, "“start” is"),
    (lambda: Event("drill", MAY, datetime(2024, 5, 13)), Code.CASE_DATE, "“end” is"),
    (lambda: Event("drill", MAY, MAY, 2024), Code.CASE_DATE, "“publication” is"),  # type: ignore[arg-type]
    (
        lambda: Event("drill", MAY, date(2024, 5, 12)),
        Code.EVENT_ENDS_BEFORE_START,
        "ends (2024-05-12) before",
    ),
    (
        lambda: Event("drill", MAY, Partial(date(2024, 4, 1), date(2024, 4, 30))),
        Code.EVENT_ENDS_BEFORE_START,
        "this event ends (2024-04) before it starts (2024-05-13)",
    ),
    (
        lambda: Event("drill", MAY, MAY, date(2024, 5, 12)),
        Code.EVENT_ENDS_BEFORE_START,
        "(2024-05-12) before it ended",
    ),
    (lambda: Event("drill", MAY, None, date(2024, 5, 12)), Code.EVENT_ENDS_BEFORE_START, "before it started"),
    (lambda: Event(5, MAY, MAY), Code.CASE_SHAPE, "“kind” is the name of a kind of event"),  # type: ignore[arg-type]
    (lambda: Event(" ", MAY, MAY), Code.CASE_SHAPE, "“kind” is"),
    (lambda: Event("drill", MAY, MAY, fields=[("result", "safe")]), Code.CASE_SHAPE, "“fields” is a mapping"),  # type: ignore[arg-type]
    (lambda: Event("drill", MAY, MAY, fields={1: "safe"}), Code.CASE_SHAPE, "“fields” is a mapping with names"),  # type: ignore[dict-item]
    (
        lambda: Event("drill", MAY, MAY, fields={"fire-doors": "safe", "Fire doors": "safe"}),
        Code.CASE_SHAPE,
        "“fire-doors” and “Fire doors” are two spellings of one name",
    ),
    (lambda: Event("drill", MAY, MAY, source=7), Code.CASE_SHAPE, "“source” is a str or None"),  # type: ignore[arg-type]
    (lambda: Case(None), Code.CASE_SHAPE, "“name” is a str that is not empty"),  # type: ignore[arg-type]
    (lambda: Case(""), Code.CASE_SHAPE, "“name” is"),
    (lambda: Case("half \ud83d"), Code.CASE_SHAPE, "“name” is"),
    (lambda: Case("Hall", facts=["use"]), Code.CASE_SHAPE, "“facts” is a mapping of names to values"),  # type: ignore[arg-type]
    (lambda: Case("Hall", facts={"use": 1, "Use": 2}), Code.CASE_SHAPE, "two spellings of one name"),
    (lambda: Case("Hall", events=Event("drill", MAY, MAY)), Code.CASE_SHAPE, "“events” is a tuple of Events"),  # type: ignore[arg-type]
    (lambda: Case("Hall", events="drill"), Code.CASE_SHAPE, "“events” is"),  # type: ignore[arg-type]
    (lambda: Case("Hall", events=[{"event": "drill"}]), Code.CASE_SHAPE, "“events” is"),  # type: ignore[arg-type, list-item]
    (lambda: Case("Hall", complete_from=MAY), Code.CASE_SHAPE, "“complete_from” is a mapping"),  # type: ignore[arg-type]
    (lambda: Case("Hall", complete_from={"drill": "never"}), Code.CASE_DATE, "“complete_from, drill” is"),  # type: ignore[dict-item]
    (lambda: Case("Hall", complete_from={"drill": datetime(2024, 5, 1)}), Code.CASE_DATE, "or None for never"),
]


@pytest.mark.parametrize(("make", "code", "words"), WRONGLY_MADE)
def test_what_cannot_be_is_refused_where_it_is_made(make: Callable[[], object], code: Code, words: str) -> None:
    with pytest.raises(CaseError) as raised:
        make()
    assert [found.code for found in raised.value.diagnostics] == [code]
    assert words in str(raised.value)


def test_everything_wrong_with_an_event_is_told_at_once() -> None:
    with pytest.raises(CaseError) as raised:
        Event("", "1", 2, 3.0, [], 5)  # type: ignore[arg-type]
    assert len(raised.value.diagnostics) == 6


def test_a_day_given_otherwise_is_told_how_to_give_it() -> None:
    for given, hint in [
        ("2024-05-13", "give datetime.date(2024, 5, 13)"),
        (datetime(2024, 5, 13), "give its .date()"),
    ]:
        with pytest.raises(CaseError) as raised:
            Event("drill", given, None)  # type: ignore[arg-type]
        assert hint in (raised.value.diagnostics[0].hint or "")


def test_what_is_known_of_one_day_narrows_the_others_as_in_a_file() -> None:
    may, june = Partial(date(2024, 5, 1), date(2024, 5, 31)), Partial(date(2024, 6, 1), date(2024, 6, 30))
    whole = Partial(date(2024, 5, 1), date(2024, 6, 30))
    assert Event("drill", may, date(2024, 5, 9)).start == Partial(date(2024, 5, 1), date(2024, 5, 9))
    assert Event("drill", whole, whole, date(2024, 6, 5)).end == Partial(date(2024, 5, 1), date(2024, 6, 5))
    assert Event("drill", june, date(2024, 6, 1)).start == date(2024, 6, 1)


def test_events_may_come_in_any_iterable_and_are_read_once() -> None:
    events = (Event("drill", MAY, MAY), Event("drill", ON, ON))
    for given in (list(events), iter(events), (each for each in events), dict.fromkeys(events).keys()):
        assert Case("Hall", events=given).events == events  # type: ignore[arg-type]


def test_what_is_done_later_to_what_was_given_changes_nothing() -> None:
    facts: dict[str, Any] = {"use": "hotel"}
    events = [Event("drill", MAY, MAY)]
    complete = {"drill": MAY}
    case = Case("Hall", facts, events, complete)  # type: ignore[arg-type]
    facts["use"], complete["drill"] = "shop", ON
    events.clear()
    assert (case.facts["use"], len(case.events), case.complete_from["drill"]) == ("hotel", 1, MAY)


# ------------------------------------------------------------------------------------------------ against a policy


def check(**fields: Any) -> tuple[Event, ...]:
    return (Event("short check", MAY, MAY, fields=fields),)


def notice(article: str) -> tuple[Event, ...]:
    return (Event("enforcement notice", MAY, MAY, fields={"article": article}),)


WRONG_BY_THE_POLICY: list[tuple[Case, Code, str]] = [
    (Case("Hall", {"heigth": 3}), Code.CASE_UNKNOWN_NAME, "“heigth” is not a fact of a building"),
    (Case("Hall", {"height": 12.5}), Code.CASE_VALUE, "“height” is a number, and 12.5 is not"),
    (Case("Hall", {"height": True}), Code.CASE_VALUE, "“height” is a number, and True is not"),
    (Case("Hall", {"height": "12"}), Code.CASE_VALUE, "“height” is a number, and “12” is not"),
    (Case("Hall", {"height": Decimal("NaN")}), Code.CASE_VALUE, "“height” is a number"),
    (Case("Hall", {"height": 10**5000}), Code.CASE_VALUE, "“height” is a number"),
    (Case("Hall", {"height": Decimal("1E+40")}), Code.CASE_VALUE, "“height” is a number"),
    (Case("Hall", {"height": [12]}), Code.CASE_VALUE, "“height” is a number, and [12] is not"),  # type: ignore[dict-item]
    (Case("Hall", {"created": datetime(1974, 5, 1)}), Code.CASE_VALUE, "“created” is a date"),
    (Case("Hall", {"created": "1974-05-01"}), Code.CASE_VALUE, "“created” is a date, and “1974-05-01” is not"),
    (Case("Hall", {"height": Partial(MAY, ON)}), Code.CASE_VALUE, "“height” is a number"),
    (Case("Hall", {"sprinklers": "yes"}), Code.CASE_VALUE, "“sprinklers” is a yes-or-no"),
    (Case("Hall", {"sprinklers": 1}), Code.CASE_VALUE, "“sprinklers” is a yes-or-no"),
    (Case("Hall", {"use": "hotle"}), Code.CASE_VALUE, "“hotle” is not a value of “occupancy”"),
    (Case("Hall", {"use": True}), Code.CASE_VALUE, "True is not a value of “occupancy”"),
    (
        Case("Hall", {"use": "unknown"}),
        Code.CASE_VALUE,
        "and “unknown” says that it is not known",
    ),
    (
        Case("Hall", events=notice("nothing")),
        Code.CASE_VALUE,
        "and “nothing” says that there is none",
    ),
    (Case("Hall", events=notice("half \ud83d")), Code.CASE_VALUE, "“article” is a text"),
    (Case("Hall", events=(Event("fete", MAY, MAY),)), Code.CASE_UNKNOWN_EVENT, "there is no event “fete”"),
    (Case("Hall", events=check(reslut="safe")), Code.CASE_UNKNOWN_NAME, "“reslut” is not recorded by “short check”"),
    (Case("Hall", events=check(result="saef")), Code.CASE_VALUE, "“saef” is not a value of “result”"),
    (Case("Hall", events=check(result=("safe",))), Code.CASE_VALUE, "is not a value of “result”"),
    (Case("Hall", complete_from={"fete": MAY}), Code.CASE_UNKNOWN_EVENT, "there is no event “fete”"),
    (
        Case("Hall", events=(*check(result="safe"), *check(result="unsafe"))),
        Code.EVENTS_CONTRADICT,
        "two events “short check” on the same days do not agree",
    ),
]


@pytest.mark.parametrize(("case", "code", "words"), WRONG_BY_THE_POLICY)
@pytest.mark.parametrize("trace", [True, False])
def test_what_the_policy_does_not_know_is_refused(
    policy: Policy, case: Case, code: Code, words: str, trace: bool
) -> None:
    with pytest.raises(DecisionError) as raised:
        decide(policy, case, ON, trace=trace)
    assert [found.code for found in raised.value.diagnostics] == [code]
    assert words in raised.value.diagnostics[0].message


@pytest.mark.parametrize(("case", "code"), [row[:2] for row in WRONG_BY_THE_POLICY])
def test_everything_that_decides_looks_first(policy: Policy, case: Case, code: Code) -> None:
    good = Case("Grange")
    planned = plan(policy, [good, case], ON)
    asked = (
        planned,
        forecast(policy, [case, good], ON, date(2025, 6, 1)).forecast,
        audit(policy, [case, good], MAY, ON).audit,
    )
    for answer in asked:
        ((failed, why),) = answer.failed
        assert failed is case
        assert [found.code for found in why] == [code]
    assert [decision.case for decision in planned.decisions] == [good]


def test_a_plan_tells_of_names_that_may_be_one_and_of_events_before_the_creation(policy: Policy) -> None:
    """As files do; what was read from one is told there."""
    halls = plan(policy, [Case("Elm House"), Case("elm house")], ON)
    assert halls.decisions == ()
    assert {found.code for found in halls.findings} == {Code.CASE_NAMES_ALIKE}
    early = Case("Hall", {"created": date(2024, 6, 1)}, check(result="safe"))
    (found,) = plan(policy, [early], ON).findings
    assert found.code is Code.EVENT_BEFORE_CREATED
    assert "“Hall” was created on 2024-06-01" in found.message
    read = replace(early, place=Span(Source("hall.yaml", "name: Hall"), 0, 10))
    assert plan(policy, [read], ON).findings == ()


def test_both_doors_refuse_with_the_same_codes(policy: Policy, tmp_path: Path) -> None:
    """What a program can make and a file can tell: the codes are the same."""
    both: list[tuple[Callable[[], Case], dict[str, Any]]] = [
        (lambda: Case("Hall", {"heigth": 3}), {"facts": {"heigth": 3}}),
        (lambda: Case("Hall", {"height": "high"}), {"facts": {"height": "high"}}),
        (lambda: Case("Hall", {"use": "hotle"}), {"facts": {"use": "hotle"}}),
        (lambda: Case("Hall", complete_from={"fete": MAY}), {"complete from": {"fete": "2024-05-13"}}),
        (lambda: Case("Hall", complete_until={"fete": MAY}), {"complete until": {"fete": "2024-05-13"}}),
        (
            lambda: Case("Hall", complete_from={"short check": MAY}, complete_until=date(2024, 5, 1)),
            {"complete from": {"short check": "2024-05-13"}, "complete until": "2024-05-01"},
        ),
        (lambda: Case("Hall", events=check(reslut="safe")), _told(reslut="safe")),
        (lambda: Case("Hall", events=check(result="saef")), _told(result="saef")),
        (lambda: Case("Hall", events=(Event("fete", MAY, MAY),)), {"events": [{"event": "fete", "on": "2024-05-13"}]}),
        (
            lambda: Case("Hall", events=(Event("short check", MAY, date(2024, 5, 1)),)),
            {"events": [{"event": "short check", "start": "2024-05-13", "end": "2024-05-01"}]},
        ),
        (
            lambda: Case("Hall", events=(Event("short check", MAY, MAY, date(2024, 5, 1)),)),
            {"events": [{"event": "short check", "on": "2024-05-13", "publication": "2024-05-01"}]},
        ),
        (
            lambda: Case("Hall", events=(*check(result="safe"), *check(result="unsafe"))),
            {"events": [*_told(result="safe")["events"], *_told(result="unsafe")["events"]]},
        ),
    ]
    for number, (make, told) in enumerate(both):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps({"name": "Hall", **told}), encoding="utf-8")
        with pytest.raises(PolicyError) as from_file:
            read_cases(policy, file)
        with pytest.raises(CaseError) as by_hand:
            decide(policy, make(), ON)
        codes = [found.code for found in from_file.value.diagnostics if found.code is not Code.CASE_LEFT_OUT]
        assert [found.code for found in by_hand.value.diagnostics] == codes, told


def _told(**fields: str) -> dict[str, Any]:
    return {"events": [{"event": "short check", "on": "2024-05-13", **fields}]}


def test_what_both_doors_can_say_is_one_case(policy: Policy, tmp_path: Path) -> None:
    file = tmp_path / "hall.json"
    facts = {"use": "hotel", "height": "12.5", "created": "1974-05-01", "sprinklers": "yes"}
    events = [{"event": "Short checks", "on": "2024-05-13", "result": "safe with advice"}]
    told = {"name": "Hall", "facts": facts, "events": events, "complete from": {"short checks": "never"}}
    file.write_text(json.dumps(told), encoding="utf-8")
    (from_file,) = read_cases(policy, file)
    by_hand = Case(
        "Hall",
        {"Use": "Hotel", "height": Decimal("12.5"), "created": date(1974, 5, 1), "sprinklers": True},
        [Event("Short checks", MAY, MAY, fields={"result": "Safe with advice"})],  # type: ignore[arg-type]
        {"short checks": None},
    )
    assert decide(policy, by_hand, ON) == decide(policy, from_file, ON)
    assert decide(policy, by_hand, ON).case == from_file
    assert by_hand.events[0].kind == "short checks", "what was given stays as it was given"


def test_values_may_be_left_open_and_a_choice_may_be_a_member_of_an_enumeration(policy: Policy) -> None:
    class Use(StrEnum):
        HOTEL = "hotel"

    open_ = Case("Hall", {"use": Use.HOTEL, "height": None, "staircases": UNKNOWN, "created": NOTHING})  # type: ignore[dict-item]
    assert decide(policy, open_, ON).case == open_


def test_a_text_is_as_a_file_would_have_it(policy: Policy) -> None:
    for given, told in [(" 31 ", {"article": "31"}), ("  ", {}), ("", {}), ("31", {"article": "31"})]:
        assert decide(policy, Case("Hall", events=notice(given)), ON).case.events[0].fields == told


def test_a_text_that_a_file_may_not_say_a_program_may_not_say_either(policy: Policy) -> None:
    for given in ("N/A", " null ", "not known"):
        with pytest.raises(DecisionError, match="may mean that “article” is not known, or that there is none"):
            decide(policy, Case("Hall", events=notice(given)), ON)


def test_a_name_is_as_a_file_would_have_it() -> None:
    assert Case("  Elm \t House ").name == "Elm House"
    assert Case("Cafe\u0301") == Case("Caf\u00e9")


def test_an_event_told_twice_counts_once(policy: Policy) -> None:
    once, twice = Case("Hall", events=check(result="safe")), Case("Hall", events=check(result="safe") * 2)
    assert decide(policy, twice, ON) == decide(policy, once, ON)


def test_lengths_of_time_are_of_their_kind_and_of_a_size_that_files_may_have() -> None:
    def found(length: object) -> list[Code]:
        return refused(BUILDINGS, Case("Hall", {"lease": length}))  # type: ignore[dict-item]

    assert found(Duration(30, DurationKind.MONTHS)) == []
    for wrong in (
        Duration(30, DurationKind.DAYS),
        Duration(-1, DurationKind.MONTHS),
        Duration(10**9, DurationKind.MONTHS),
        Duration("3", DurationKind.MONTHS),  # type: ignore[arg-type]
        Duration(True, DurationKind.MONTHS),
        30,
        "30 months",
    ):
        assert found(wrong) == [Code.CASE_VALUE], wrong


def test_a_day_that_an_event_records_is_a_whole_day() -> None:
    policy = loaded(SMALL)
    for day, codes in [(MAY, []), (Partial(MAY, ON), [Code.CASE_VALUE])]:
        assert refused(policy, Case("Hall", events=(Event("check", ON, ON, fields={"held on": day}),))) == codes  # type: ignore[dict-item]


def refused(policy: Policy, case: Case) -> list[Code]:
    try:
        decide(policy, case, ON)
    except DecisionError as error:
        return [each.code for each in error.diagnostics]
    return []


SMALL = """
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: building
events: {check: {records: {held on: date}}}
"""


def test_names_that_may_be_one_case_are_not_decided(policy: Policy) -> None:
    cases = [Case("Elm House"), Case("Oak House"), Case("elm house"), Case("Ash House"), Case("Ash House")]
    answer = plan(policy, cases, ON)
    assert [decision.case.name for decision in answer.decisions] == ["Oak House"]
    assert [(case.name, [found.code for found in why]) for case, why in answer.failed] == [
        ("Elm House", [Code.CASE_NAMES_ALIKE]),
        ("elm house", [Code.CASE_NAMES_ALIKE]),
        ("Ash House", [Code.CASE_SHAPE]),
        ("Ash House", [Code.CASE_SHAPE]),
    ]


def test_a_case_is_held_against_a_policy_once(policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Case] = []
    from ilacs_rules.cases import held

    history = held.checked_history
    monkeypatch.setattr(held, "checked_history", lambda *given: looked.append(case) or history(*given))
    case = Case("Hall", events=check(result="Safe"))
    for day in range(1, 20):
        decide(policy, case, date(2025, 2, day), trace=False)
    assert len(looked) == 1
    decide(policy, replace(case, facts={"use": "hotel"}), ON)
    decide(read_once("ilacs"), Case("Hall"), ON)
    assert len(looked) == 3


def test_another_policy_looks_again(policy: Policy) -> None:
    case = Case("Hall", events=check(result="safe"))
    decide(policy, case, ON)
    with pytest.raises(DecisionError, match="there is no event “short check”"):
        decide(read_once("ilacs"), case, ON)
    assert decide(policy, case, ON).case == case
