"""All inspections from 2018 to June 2026 held against the policy: what must come out, and the tables of docs/audit.md.

The data is not part of the project; without it these tests are skipped. `pytest --rewrite` stores the tables.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilacs_rules import AuditReport, Status, audit, read_cases
from ilacs_rules.engine.auditing.finding import Audit, Finding
from ilacs_rules.engine.auditing.totals import Spread
from tests.markdown import markdown
from tests.policies import read_once

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "audit.md"
MAPPING = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
SINCE, ON = date(2018, 1, 1), date(2026, 6, 29)
GRADES = ("outstanding", "good", "requires improvement", "inadequate")

# Named in the facts as outstanding or good, and inspected next by a standard inspection. Lancashire is among them too,
# but its inspection of 2026 was published after the data were read.
NAMED_IN_THE_FACTS = {
    "Croydon",
    "Havering",
    "Leeds",
    "Manchester",
    "Oxfordshire",
    "Peterborough",
    "Sheffield",
    "Shropshire",
    "Stockport",
    "Swindon",
}
# The facts look at pairs of inspections of this framework; these had their grade from the single inspection before it.
GRADED_BEFORE_2018 = {
    "Blackburn with Darwen",
    "Doncaster",
    "Enfield",
    "Hackney",
    "Kent",
    "North East Lincolnshire",
    "Nottinghamshire",
    "Wigan",
    "York",
}
OVERDUE = {"North Northamptonshire", "West Northamptonshire"}


@pytest.fixture(scope="module")
def report(ilacs_data: Path) -> AuditReport:
    policy = read_once("ilacs")
    return audit(policy, read_cases(policy, ilacs_data / "ilacs-inspections.csv", MAPPING), SINCE, ON, timing=True)


@pytest.fixture(scope="module")
def audited(report: AuditReport) -> Audit:
    return report.audit


def grade_before(finding: Finding) -> str | None:
    """The overall grade of the inspection before; that of one since April 2026 would be None."""
    grade = finding.previous.fields.get("overall effectiveness") if finding.previous is not None else None
    return grade if isinstance(grade, str) else None


def after_this_framework(findings: Iterable[Finding]) -> list[Finding]:
    """Those whose last inspection was one of this framework too: a pair as the facts count them."""
    return [each for each in findings if each.previous is not None and each.previous.kind != "single inspection"]


def names(findings: Iterable[Finding]) -> set[str]:
    return {each.case.name for each in findings}


# ------------------------------------------------------------------------------------------------ the facts


def test_every_inspection_is_judged(audited: Audit) -> None:
    found = audited
    assert (found.cases, found.failed) == (153, ())
    # 312 of this framework, and 7 single inspections of 2018
    assert Counter(each.event.kind for each in found.findings) == {
        "short inspection": 127,
        "standard inspection": 185,
        "single inspection": 7,
    }


def test_requires_improvement_and_inadequate_were_always_followed_by_a_standard_inspection(audited: Audit) -> None:
    followed = [each for each in audited.findings if grade_before(each) in ("requires improvement", "inadequate")]
    assert len(followed) == 167
    assert {each.held for each in followed} == {"right kind"}
    single = [each for each in followed if each.event.kind == "single inspection"]
    assert {grade_before(each) for each in single} == {"inadequate"}
    assert max(each.event.start for each in single if isinstance(each.event.start, date)) == date(2018, 6, 11)
    assert {each.event.kind for each in followed if each not in single} == {"standard inspection"}


def test_nothing_stood_in_for_what_must_be_and_nothing_that_cannot_be_told(audited: Audit) -> None:
    assert {each.held for each in audited.findings} == {"right kind", "departure"}


def test_the_good_and_outstanding_ones_followed_by_a_standard_inspection_are_departures_by_name(audited: Audit) -> None:
    departures = [each for each in audited.findings if each.held == "departure"]
    pairs = after_this_framework(departures)
    assert names(pairs) == NAMED_IN_THE_FACTS
    assert names(each for each in departures if each not in pairs) == GRADED_BEFORE_2018
    assert len(departures) == len(NAMED_IN_THE_FACTS) + len(GRADED_BEFORE_2018)
    assert {each.obligation.strength for each in departures if each.obligation} == {"will"}
    assert [each.case.name for each in departures if grade_before(each) == "outstanding"] == ["Leeds"]


def test_what_followed_which_grade_is_as_in_the_facts_less_what_was_published_later(audited: Audit) -> None:
    """The facts count 168 pairs of inspections of this framework; nine of them are not in the data yet."""
    pairs = after_this_framework(audited.findings)
    assert Counter((grade_before(each), each.event.kind) for each in pairs) == {
        ("outstanding", "short inspection"): 24,
        ("outstanding", "standard inspection"): 1,
        ("good", "short inspection"): 55,
        ("good", "standard inspection"): 9,
        ("requires improvement", "standard inspection"): 49,
        ("inadequate", "standard inspection"): 21,
    }
    assert len(pairs) == 168 - 9


@pytest.mark.parametrize(
    ("grade", "stretch", "number", "months", "least", "most"),
    [
        ("outstanding", "after", 8, 40.1, 1043, 1309),
        ("good", "after", 28, 40.8, 1050, 1400),
        ("requires improvement", "after", 15, 38.2, 952, 1288),
        ("inadequate", "after", 7, 39.8, 1092, 1379),
        ("outstanding", "across", 17, 57.0, 1211, 1974),
        ("good", "across", 36, 59.4, 1366, 2128),
        ("requires improvement", "across", 34, 51.6, 973, 1939),
        ("inadequate", "across", 14, 44.4, 910, 1715),
    ],
)
def test_the_days_between_two_inspections_of_this_framework(
    audited: Audit, grade: str, stretch: str, number: int, months: float, least: int, most: int
) -> None:
    """None lies wholly before the pause: three years had not passed."""
    found = Spread.of(
        [
            each.interval
            for each in after_this_framework(audited.findings)
            if grade_before(each) == grade and each.interval and each.stretch and each.stretch.words.startswith(stretch)
        ]
    )
    assert found is not None
    assert (found.number, found.least, found.most) == (number, least, most)
    assert round(found.mean / 30.4375, 1) == pytest.approx(months, abs=0.05)


def test_new_authorities_had_a_standard_inspection_first(audited: Audit) -> None:
    first = [each for each in audited.findings if each.previous is None]
    assert {each.event.kind for each in first} == {"standard inspection"}
    assert {each.obligation.requirement for each in first if each.obligation} == {"first inspection"}
    assert len(first) == 6


def test_who_is_overdue_in_june_2026(audited: Audit) -> None:
    late = {status: {row.case.name for row in audited.late if row.obligation.status is status} for status in Status}
    assert late[Status.OVERDUE_UNLESS_DONE] == OVERDUE
    assert not late[Status.LATER_THAN_USUAL_UNLESS_DONE]
    assert not late[Status.OVERDUE] | late[Status.LATER_THAN_USUAL]  # the table ends on 18 June


# ------------------------------------------------------------------------------------------------ three years


READINGS = {  # of “every 3 years”: the day they are counted from, and the day of the next inspection that counts
    "the last day on site to the last day": lambda last, event: (last.end, event.end),
    "the last day on site to the first day": lambda last, event: (last.end, event.start),
    "publication to the last day": lambda last, event: (last.publication, event.end),
    "publication to the first day": lambda last, event: (last.publication, event.start),
}
FREE_OF_THE_PAUSE = date(2021, 6, 1)
TEXT_OF_2026 = date(2025, 11, 27)  # the day it was published: what was published later it could not be learnt from


def followed_since_2021(audited: Audit, *, after_inadequate: bool = False) -> list[Finding]:
    """Inspections that followed one begun since June 2021, after a grade from which three years are counted."""
    return [
        each
        for each in audited.findings
        if each.previous is not None
        and each.previous.start >= FREE_OF_THE_PAUSE  # type: ignore[operator]
        and (after_inadequate or grade_before(each) != "inadequate")
    ]


def in_the_window(found: Iterable[Finding], reading: str) -> int:
    """How many fall into the window of six months on either side of three years, by a reading of them."""
    number = 0
    for each in found:
        counted_from, counted = READINGS[reading](each.previous, each.event)
        number += add_months(counted_from, 30) <= counted <= add_months(counted_from, 42)
    return number


def add_months(day: date, months: int) -> date:
    """So many months later; the last of February where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def by_publication(found: list[Finding], since: date, until: date) -> list[Finding]:
    return [each for each in found if since < each.event.publication <= until]  # type: ignore[operator]


def test_the_reading_of_three_years_is_the_one_that_fitted_best_what_was_known_then(audited: Audit) -> None:
    known = by_publication(followed_since_2021(audited), SINCE, TEXT_OF_2026)
    best = max(READINGS, key=lambda reading: in_the_window(known, reading))
    assert best == "publication to the first day"
    rule = read_once("ilacs").in_force(date(2026, 4, 1)).version.requirements["short inspection"]
    assert rule.due.span.text.startswith("3 years after publication of last inspection, within 6 months")
    assert rule.counts_from == "start"


def test_the_policy_states_how_often_each_reading_holds(audited: Audit) -> None:
    said = read_once("ilacs").in_force(date(2026, 4, 1)).version.requirements["short inspection"].assumes or ""
    pairs = followed_since_2021(audited)
    known, later = by_publication(pairs, SINCE, TEXT_OF_2026), by_publication(pairs, TEXT_OF_2026, ON)
    taken, before = "publication to the first day", "the last day on site to the last day"
    words = [f"Of {len(known)} inspections"]
    words += [share(in_the_window(known, reading), known) for reading in (taken, before)]
    words += [f"Of the {len(later)} published"]
    words += [share(in_the_window(later, reading), later) for reading in (taken, before)]
    places = [said.find(each) for each in words]
    assert -1 not in places, words
    assert places == sorted(places)


def share(number: int, found: Sequence[Finding]) -> str:
    return f"{number} ({100 * number / len(found):.0f} %)"


# ------------------------------------------------------------------------------------------------ the page


def test_the_tables_of_the_page_are_those_of_the_data(report: AuditReport, golden: Callable[[str, Path], None]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    parts = re.findall(r"<!-- from the data: ([\w ]+) -->", page)
    tables = {"waits": waits(report), **{name: make(report.audit) for name, make in TABLES.items()}}
    assert sorted(parts) == sorted(tables)

    def made_anew(found: re.Match[str]) -> str:
        return f"{found[1]}{tables[found['what']]}{found[3]}"

    golden(re.sub(r"(?s)(<!-- from the data: (?P<what>[\w ]+) -->\n).*?(<!-- end -->)", made_anew, page), PAGE)


def totals(audited: Audit) -> str:
    rows = [
        (
            tally.words,
            tally.strength,
            tally.events,
            *(tally.held[each] for each in ("right kind", "departure", "stand-in")),
            *(tally.timing[each] for each in ("early", "on time", "late", "due before in force")),
            tally.timing["no date set"] + tally.timing["not told"],
        )
        for tally in AuditReport(audited).tallies
    ]
    columns = ("requirement", "strength", "events", "right kind", "departures", "stand-ins")
    return markdown((*columns, "early", "in time", "late", "due before", "no date, or not told"), rows)


def followed(audited: Audit) -> str:
    kinds = ("short inspection", "standard inspection", "single inspection")
    rows = []
    for grade in GRADES:
        found = [each for each in audited.findings if grade_before(each) == grade]
        pairs = after_this_framework(found)
        counted = Counter(each.event.kind for each in found)
        of_pairs = Counter(each.event.kind for each in pairs)
        rows.append((grade, *(counted[kind] for kind in kinds), *(of_pairs[kind] for kind in kinds[:2])))
    columns = ("grade before", "short", "standard", "single", "of pairs: short", "of pairs: standard")
    return markdown(columns, rows)


def departures(audited: Audit) -> str:
    found = sorted(
        (each for each in audited.findings if each.held == "departure"),
        key=lambda each: (each not in after_this_framework([each]), each.case.name),
    )
    rows = []
    for each in found:
        assert isinstance(each.event.start, date)
        graded_by = "this framework" if after_this_framework([each]) else "the single inspection"
        rows.append((each.case.name, each.event.start.strftime("%B %Y"), grade_before(each), graded_by))
    return markdown(("authority", "standard inspection of", "grade before", "graded under"), rows)


def intervals(audited: Audit) -> str:
    """By the grade before and the stretch, for all inspections, and for the pairs as the facts count them."""
    rows = []
    for grade in GRADES:
        for which, chosen in (("all", audited.findings), ("pairs", after_this_framework(audited.findings))):
            found = [each for each in chosen if grade_before(each) == grade]
            for group in AuditReport(replace(audited, findings=tuple(found))).groups:
                assert group.stretch is not None
                target = group.from_target
                rows.append(
                    (
                        grade,
                        group.stretch.words.split()[0],
                        which,
                        group.interval.number,
                        *(f"{days:,}" for days in (group.interval.mean, group.interval.least, group.interval.most)),
                        f"{group.interval.mean / 30.4375:.1f}",
                        *((target.mean, target.least, target.most) if target is not None else (None,) * 3),
                    )
                )
    columns = ("grade before", "the pause", "which", "events", "mean days", "least", "most", "mean months")
    return markdown((*columns, "mean from target", "least", "most"), _merged(rows))


def _merged(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    order = {"before": 0, "across": 1, "after": 2}
    return sorted(rows, key=lambda row: (GRADES.index(str(row[0])), order[str(row[1])], row[2] != "all"))


def overdue(audited: Audit) -> str:
    rows = []
    for row in audited.late:
        obligation = row.obligation
        assert isinstance(obligation.closes, date)
        words = row.decision.requirement(obligation).words
        due = f"{obligation.closes.day} {obligation.closes:%B %Y}"
        rows.append((row.case.name, words, obligation.status.value, due, obligation.days_late))
    return markdown(("authority", "requirement", "status", "due by", "days late"), rows)


def waits(report: AuditReport) -> str:
    """The requirements for which a wait had ended, and the versions under which ten or more that ended began."""
    took: Any = report.as_data()["waits"]
    rows = [
        (
            each["requirement"],
            each["began_under"] or "any version",
            each["ended"],
            each["going_on"],
            " / ".join(f"{days:,}" for days in each["days"].values()),
            *(
                " / ".join(f"{days / 30.4375:.1f}" for days in each[measure].values())
                for measure in ("days", "days_without_pauses")
            ),
        )
        for each in took
        if each["ended"] >= 10 or (each["ended"] and each["began_under"] is None)
    ]
    columns = ("requirement", "began under", "ended", "going on", "days", "months", "months without the pause")
    return markdown(columns, rows)


def readings(audited: Audit) -> str:
    pairs = followed_since_2021(audited)
    groups = [
        by_publication(pairs, SINCE, TEXT_OF_2026),
        by_publication(pairs, TEXT_OF_2026, ON),
        pairs,
        followed_since_2021(audited, after_inadequate=True),
    ]
    rows = [(reading, *(share(in_the_window(found, reading), found) for found in groups)) for reading in READINGS]
    said = ("published by 27 November 2025", "published later", "together", "with those after inadequate")
    columns = [f"{words}: of {len(found)}" for words, found in zip(said, groups, strict=True)]
    return markdown(("counted from", *columns), rows)


TABLES: dict[str, Callable[[Audit], str]] = {
    "totals": totals,
    "followed": followed,
    "departures": departures,
    "intervals": intervals,
    "overdue": overdue,
    "readings": readings,
}
