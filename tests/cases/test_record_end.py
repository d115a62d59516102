"""How far a record goes, told in files, in tables and by a program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import (
    Case,
    CaseError,
    Code,
    DecisionError,
    Duration,
    DurationKind,
    Status,
    decide,
    read_all_cases,
    read_cases,
)
from tests.conftest import ROOT
from tests.policies import read_once

FIRE = read_once(ROOT / "examples" / "fire-safety")
JUNE = date(2024, 6, 30)
TABLE = """\
case,event,start,end,publication
Town Hall,full check,2024-03-04,2024-03-05,2024-04-04
Library,full check,2024-05-01,2024-05-02,2024-06-18
Library,fire drill,2024-02-01,2024-02-01,
"""


def table(folder: Path, text: str = TABLE, mapping: str = "") -> Case:
    """The first case of a table."""
    file = folder / "events.csv"
    file.write_text(text, encoding="utf-8")
    beside = folder / "mapping.yaml"
    columns = "{case: case, event: event, start: start, end: end, publication: publication}"
    beside.write_text(f"events: {columns}\n{mapping}\n", encoding="utf-8")
    return read_cases(FIRE, file, beside if mapping else None)[0]


def until(case: Case, kind: str, on: date) -> date:
    """The day by which what is told of a kind was recorded, as asked on a day."""
    return decide(FIRE, case, on).record[kind].until


def test_a_table_was_made_on_its_newest_day_of_publication(tmp_path: Path) -> None:
    assert table(tmp_path).complete_until == date(2024, 6, 18)


def test_a_table_that_publishes_nothing_was_made_on_its_newest_day(tmp_path: Path) -> None:
    told = table(tmp_path, "case,event,on\nTown Hall,fire drill,2024-02-01\nLibrary,fire drill,2024-03\n")
    assert told.complete_until == date(2024, 3, 1)  # the first day on which that drill may have been held
    assert told.published_within == {}


def test_a_table_without_an_event_does_not_tell_that_there_was_none(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text("case,use,created\nTown Hall,office,2019-01-01\n", encoding="utf-8")
    facts = "facts: {table: buildings.csv, case: case, fields: {use: use, created: created}}"

    def statuses(mapping: str) -> tuple[dict[Code, str], set[Status]]:
        (tmp_path / "events.csv").write_text("case,event,start,end,publication\n", encoding="utf-8")
        columns = "{case: case, event: event, start: start, end: end, publication: publication}"
        (tmp_path / "mapping.yaml").write_text(f"events: {columns}\n{facts}\n{mapping}\n", encoding="utf-8")
        read = read_all_cases(FIRE, tmp_path / "events.csv", tmp_path / "mapping.yaml")
        found = {each.code: each.message for each in read.findings}
        return found, {one.status for one in decide(FIRE, read.cases[0], date(2026, 1, 1)).obligations}

    late = {Status.OVERDUE, Status.LATER_THAN_USUAL, Status.LATER_THAN_ASKED}
    found, stand = statuses("")
    assert "so of no kind of event is it known" in found[Code.NO_EVENT_IN_TABLE]
    assert not stand & late
    found, _ = statuses("complete until: {check: the day asked, fire drill: the day asked}")
    assert "so of follow-up visits, " in found[Code.NO_EVENT_IN_TABLE], "checks and drills are told of"
    assert "it is not known that there was none" in found[Code.NO_EVENT_IN_TABLE]
    found, stand = statuses("complete until: the day asked")
    assert Code.NO_EVENT_IN_TABLE not in found
    assert stand & late


def test_events_of_a_table_take_as_long_to_be_published_as_the_one_that_took_longest(tmp_path: Path) -> None:
    assert table(tmp_path).published_within == {"check": Duration(47, DurationKind.DAYS)}


def test_an_end_that_is_not_told_lets_no_record_go_further(tmp_path: Path) -> None:
    """It may have ended on its first day, so it may have taken longest: less is told, and less is sure."""
    for told in ("2024-05-02", ""):
        took = table(tmp_path, TABLE.replace("2024-05-01,2024-05-02", f"2024-05-01,{told}")).published_within
        assert took == {"check": Duration(47 if told else 48, DurationKind.DAYS)}


def test_a_mapping_says_otherwise(tmp_path: Path) -> None:
    said = table(tmp_path, mapping="complete until: 2024-06-30\npublished within: {check: 2 months}")
    assert (said.complete_until, said.published_within) == (JUNE, {"check": Duration(2, DurationKind.MONTHS)})
    assert table(tmp_path, mapping="complete until: the day asked").complete_until == date.max


def test_kinds_that_a_mapping_does_not_name_end_with_the_table(tmp_path: Path) -> None:
    said = table(tmp_path, mapping="complete until: {fire drill: 2024-06-30}")
    assert until(said, "fire drill", date(2025, 1, 1)) == JUNE
    assert until(said, "check", date(2025, 1, 1)) == date(2024, 6, 18)


def test_a_record_of_which_nothing_is_told_goes_to_the_day_asked_about() -> None:
    assert decide(FIRE, Case("Hall"), JUNE).record == {}
    assert decide(FIRE, Case("Hall", complete_until=JUNE), JUNE).record == {}


def test_a_record_that_a_program_lets_end_before_it_begins() -> None:
    case = Case("Hall", complete_from={"full check": JUNE}, complete_until=date(2024, 6, 29))
    with pytest.raises(DecisionError) as caught:
        decide(FIRE, case, JUNE)
    assert [each.code for each in caught.value.diagnostics] == [Code.RECORD_ENDS_BEFORE_IT_BEGINS]
    decide(FIRE, Case("Hall", complete_from={"full check": JUNE}, complete_until=JUNE), JUNE)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"complete_until": "2024-06-30"}, Code.CASE_SHAPE),
        ({"complete_until": None}, Code.CASE_SHAPE),
        ({"complete_until": {"full check": None}}, Code.CASE_DATE),
        ({"published_within": {"full check": "4 months"}}, Code.CASE_VALUE),
        ({"published_within": {"full check": Duration(20, DurationKind.WORKING_DAYS)}}, Code.CASE_VALUE),
    ],
)
def test_what_says_nothing_of_the_end_is_refused(told: dict[str, object], code: Code) -> None:
    with pytest.raises(CaseError) as caught:
        Case("Hall", **told)  # type: ignore[arg-type]
    assert [each.code for each in caught.value.diagnostics] == [code]
