"""September 2018 and April 2026 for the real authorities: what must come out, and the tables of docs/impact.md.

The data is not part of the project; without it these tests are skipped. `pytest --rewrite` stores the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Case, ImpactReport, impact, read_cases
from tests.markdown import markdown
from tests.policies import read_once

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "impact.md"
MAPPING = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"

INADEQUATE_IN_2018 = {
    *("Barnet", "Birmingham", "Bromley", "Buckinghamshire", "Croydon", "Dudley", "Gloucestershire", "Kirklees"),
    *("Reading", "Sandwell", "Slough", "South Gloucestershire", "Sunderland", "Surrey", "Tameside", "Torbay"),
    *("Tower Hamlets", "Wakefield", "Wirral", "Worcestershire"),
}
INSPECTIONS = ("short inspection", "standard inspection")


@pytest.fixture(scope="module")
def cases(ilacs_data: Path) -> list[Case]:
    return read_cases(read_once("ilacs"), ilacs_data / "ilacs-inspections.csv", MAPPING)


@pytest.fixture(scope="module")
def september(cases: list[Case]) -> ImpactReport:
    return between(cases, date(2018, 8, 1), date(2018, 9, 17), date(2021, 12, 31), "overall effectiveness")


@pytest.fixture(scope="module")
def april(cases: list[Case]) -> ImpactReport:
    return between(cases, date(2024, 12, 13), date(2026, 4, 1), date(2029, 3, 31), "region")


def between(cases: list[Case], before: date, after: date, until: date, by: str) -> ImpactReport:
    policy = read_once("ilacs")
    return impact(policy.alone(before), policy.alone(after), cases, after, until, by=by)


def of_kind(report: ImpactReport, kind: str, *requirements: str) -> list[tuple[str, str]]:
    """Whose duties, and of which requirement, become that."""
    return [
        (each.case, each.change.requirement)
        for each in report.impacts
        if each.kind.value == kind and (not requirements or each.change.requirement in requirements)
    ]


# ------------------------------------------------------------------------------------------------ the facts


def test_september_2018_touches_the_inadequate_authorities_and_nobody_else(september: ImpactReport) -> None:
    changed = {(each.case, each.change.requirement) for each in september.changed}
    assert changed == {(name, "re inspection") for name in INADEQUATE_IN_2018}
    for each in september.changed:
        assert each.change.before is not None
        assert each.change.after is not None
        assert (each.change.before.event, each.change.after.event) == ("single inspection", "standard inspection")
    grades = {each.name: each.touched for each in september.by_group}
    assert {name for name, touched in grades.items() if touched} == {"inadequate"}


def test_of_september_2018_no_more_is_left_open_than_visits_and_a_report_that_was_not_out(
    september: ImpactReport,
) -> None:
    open_ = of_kind(september, "cannot be told")
    assert {case for case, _ in open_} == {*INADEQUATE_IN_2018, "Portsmouth"}
    assert {requirement for case, requirement in open_ if case != "Portsmouth"} == {"monitoring"}
    assert september.in_all.late == 0


def test_after_september_2018_no_single_inspection_is_expected(september: ImpactReport) -> None:
    before = sum(each.numbers[0] for each in september.loads if each.event == "single inspection")
    after = sum(each.numbers[1] for each in september.loads if each.event == "single inspection")
    assert before > 0
    assert after == 0


def test_those_whose_visits_had_still_to_begin_are_expected_to_be_inspected_again(september: ImpactReport) -> None:
    for forecast in september.forecasts:
        again = {each.case.name for each in forecast.events if each.obligation.requirement == "re inspection"}
        assert again == {"Sunderland", "Torbay", "Wakefield"}


def test_of_the_first_quarter_24_were_past_their_day_by_both_texts_and_two_more_in_hand(
    september: ImpactReport,
) -> None:
    for forecast in september.forecasts:
        first = [
            each
            for each in forecast.events
            if each.obligation.event == "standard inspection" and each.start <= date(2018, 9, 30)
        ]
        late = {each.case.name for each in first if each.obligation.status == "overdue"}
        assert (len(first), len(late)) == (25, 24)
        assert {each.case.name for each in first} - late == {"Medway"}
        assert {case.name for case, _ in forecast.brought_to_end} == {"Bradford", "Bristol, City of"}


def test_april_2026_moves_inspections_later_and_makes_nobody_late(april: ImpactReport) -> None:
    assert {each.kind.value for each in april.changed} == {"later"}
    moved = {each.change.requirement for each in april.changed}
    assert moved == {"short inspection", "standard inspection", "focused visit"}
    assert (april.in_all.late, april.opened_before) == (0, ())


def test_april_2026_leaves_those_under_the_text_before_as_they_are(april: ImpactReport) -> None:
    kept = {each.case.name for each in april.comparison.after.decisions if each.kept is not None}
    assert len(kept) == 13
    assert {each.kind.value for each in april.impacts if each.case in kept} == {"as before"}


def test_every_authority_is_in_the_figures(september: ImpactReport, april: ImpactReport) -> None:
    for report in (september, april):
        assert sum(each.cases for each in report.by_group) == 153
        assert sum(each.duties for each in report.by_group) == report.in_all.duties == len(report.impacts)


# ------------------------------------------------------------------------------------------------ the page


def test_the_tables_of_the_page_are_those_of_the_data(
    september: ImpactReport, april: ImpactReport, golden: Callable[[str, Path], None]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    parts = re.findall(r"<!-- from the data: ([\w ]+) -->", page)
    assert sorted(parts) == sorted([*SEPTEMBER, *APRIL])
    tables = {name: make(september) for name, make in SEPTEMBER.items()}
    tables |= {name: make(april) for name, make in APRIL.items()}

    def made_anew(found: re.Match[str]) -> str:
        return f"{found[1]}{tables[found['what']]}{found[3]}"

    golden(re.sub(r"(?s)(<!-- from the data: (?P<what>[\w ]+) -->\n).*?(<!-- end -->)", made_anew, page), PAGE)


def by_group(report: ImpactReport, kinds: Iterable[str]) -> str:
    rows = []
    for each in report.by_group:
        numbers = {kind.value: number for kind, number in each.kinds.items()}
        rows.append((each.name, each.cases, each.touched, *(numbers.get(kind, 0) for kind in kinds)))
    return markdown((report.by or "", "authorities", "touched", *(f"duties: {kind}" for kind in kinds)), rows)


def by_requirement(report: ImpactReport) -> str:
    shifts = {each.requirement: each for each in report.shifts}
    rows = []
    for each in report.by_requirement:
        numbers = {kind.value: number for kind, number in each.kinds.items()}
        shift = shifts.get(each.name)
        days = (None, None, None) if shift is None else (shift.least, shift.half, shift.most)
        rows.append((each.name, *(numbers.get(kind, 0) for kind in ("later", "as before", "cannot be told")), *days))
    columns = ("requirement", "later", "as before", "cannot be told", "days at least", "half up to", "at most")
    return markdown(columns, rows)


def by_name_2018(report: ImpactReport) -> str:
    rows = []
    for each in report.changed:
        last = next(d.case for d in report.comparison.after.decisions if d.case.name == each.case)
        ended = [event.end for event in last.events if isinstance(event.end, date) and event.end <= report.on]
        rows.append((each.case, f"{max(ended):%B %Y}", "single inspection", "standard inspection"))
    return markdown(("authority", "last inspection", "inspected again by: before", "after"), rows)


def by_name_2026(report: ImpactReport) -> str:
    rows = []
    for each in report.changed:
        if each.change.requirement in INSPECTIONS and each.moved is not None:
            kind = each.change.requirement.removesuffix(" inspection")
            rows.append((each.case, kind, f"{each.moved.before}", f"{each.moved.after}", each.moved.days))
    return markdown(("authority", "next inspection", "last day: before", "after", "days later"), rows)


def by_quarter(report: ImpactReport, kinds: tuple[str, ...], *, work: str | None = None) -> str:
    quarters = sorted({each.quarter for each in report.loads})
    rows = []
    for quarter in quarters:
        found = [each for each in report.loads if each.quarter == quarter]
        cells: list[object] = [quarter]
        for kind in kinds:
            cells += [sum(each.numbers[side] for each in found if each.event == kind) for side in (0, 1)]
        for side in (0, 1) if work else ():
            totals = [each.work[side] for each in found if each.event == work and each.work is not None]
            cells.append(f"{sum(total.known.most for total in totals)}")
        rows.append(cells)
    columns = [f"{kind}: {side}" for kind in kinds for side in ("before", "after")]
    columns += [f"person-days of {work}s: {side}" for side in ("before", "after")] if work else []
    return markdown(("quarter", *columns), rows)


def named(names: Iterable[str]) -> str:
    listed = sorted(set(names))
    return f"{'; '.join(listed)} ({len(listed)}).\n"  # some have a comma in their names


SEPTEMBER: dict[str, Callable[[ImpactReport], str]] = {
    "september by grade": lambda report: by_group(report, ("otherwise", "as before", "cannot be told")),
    "september by name": by_name_2018,
    "september by quarter": lambda report: by_quarter(report, ("single inspection", "standard inspection")),
}
APRIL: dict[str, Callable[[ImpactReport], str]] = {
    "april by requirement": by_requirement,
    "april due": lambda report: named(
        each.case for each in report.impacts if each.due_by(report.until) == (True, False)
    ),
    "april kept": lambda report: named(d.case.name for d in report.comparison.after.decisions if d.kept is not None),
    "april not told": lambda report: named(case for case, _ in of_kind(report, "cannot be told", *INSPECTIONS)),
    "april by region": lambda report: by_group(report, ("later", "as before", "cannot be told")),
    "april by quarter": lambda report: by_quarter(report, INSPECTIONS, work="focused visit"),
    "april by name": by_name_2026,
}
