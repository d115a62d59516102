"""The histories that ship, and the real inspections where they are there."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import UNKNOWN, Case, Code, Partial
from tests.policies import read_once

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
NO_REGISTER = (
    "monitoring visit",
    "focused visit",
    "joint targeted area inspection",
    "self evaluation",
    "annual conversation",
    "draft action plan",
    "final action plan",
)
NEWEST = read_once("ilacs")


@pytest.fixture(scope="module")
def authorities() -> dict[str, Case]:
    read = ilacs_rules.read_all_cases(NEWEST, ROOT / "examples" / "authorities")
    assert read.findings == []
    return {case.name: case for case in read.cases}


def test_thirteen_authorities_and_a_predecessor(authorities: dict[str, Case]) -> None:
    assert len(authorities) == 14
    assert "Cumbria" in authorities
    assert sum(len(case.events) for case in authorities.values()) == 87


def test_no_history_claims_to_be_a_register_of_visits(authorities: dict[str, Case]) -> None:
    for case in authorities.values():
        assert [case.complete_from[kind] for kind in NO_REGISTER] == [None] * len(NO_REGISTER)
        assert isinstance(case.complete_from["inspection"], date)


def test_every_event_names_its_page_and_has_an_end(authorities: dict[str, Case]) -> None:
    for case in authorities.values():
        for event in case.events:
            assert event.source is not None
            assert event.source.startswith("http")
            assert event.end is not None


def test_a_month_stays_a_month_and_a_grade_not_seen_unknown(authorities: dict[str, Case]) -> None:
    visit = next(event for event in authorities["Leeds"].events if event.kind == "focused visit")
    assert visit.end == Partial(date(2021, 8, 1), date(2021, 8, 31))
    inspection = next(event for event in authorities["Nottingham"].events if event.kind == "standard inspection")
    assert dict(inspection.fields) == {"overall effectiveness": "inadequate", "leaders": "requires improvement"}


def test_the_real_inspections(ilacs_data: Path) -> None:
    read = ilacs_rules.read_all_cases(NEWEST, ilacs_data / "ilacs-inspections.csv", MAPPING)
    assert [d.code for d in read.findings] == [Code.ROWS_LEFT_OUT]
    assert len(read.cases) == 153
    events = [event for case in read.cases for event in case.events]
    assert len(events) == 479
    assert all(event.end is not None and event.publication is not None for event in events)
    with open(ilacs_data / "ilacs-inspections.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["framework"] != "LAC 2013"]
    graded = sum(row["overall"] != "" for row in rows)
    assert sum(event.fields.get("overall effectiveness", UNKNOWN) is not UNKNOWN for event in events) == graded
    one_judgement = sum(
        row["framework"] == "ILACS" and not row["care_leavers"] and row["in_care"] != "" for row in rows
    )
    both = "children in care and care leavers"
    assert sum(event.fields.get(both, UNKNOWN) is not UNKNOWN for event in events) == one_judgement


def test_only_authorities_whose_record_begins_anew_have_a_day_of_creation(ilacs_data: Path) -> None:
    read = ilacs_rules.read_all_cases(NEWEST, ilacs_data / "ilacs-inspections.csv", MAPPING)
    created = {case.name: case.facts["created"] for case in read.cases if isinstance(case.facts.get("created"), date)}
    assert len(created) == 6
    assert not {"Buckinghamshire", "North Yorkshire", "Somerset"} & created.keys(), "they keep the county's inspections"
