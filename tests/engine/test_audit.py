"""Histories of invented buildings held against an invented policy of three versions and a pause.

`audit/buildings.yaml` names each building for what is to be said of it; `audit/expected.txt` is what was said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import AuditReport, Case, Duration, DurationKind, Event, NotInForce, Partial, Policy, audit
from ilacs_rules.engine.auditing.finding import Audit, Finding
from ilacs_rules.engine.auditing.stretches import stretch
from ilacs_rules.engine.auditing.totals import Spread
from ilacs_rules.model.version import Pause

HERE = Path(__file__).parent / "audit"
SINCE, ON = date(2019, 1, 1), date(2023, 12, 31)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return ilacs_rules.load(HERE / "checks")


@pytest.fixture(scope="module")
def buildings(policy: Policy) -> list[Case]:
    read = ilacs_rules.read_all_cases(policy, HERE / "buildings.yaml")
    assert read.findings == []
    return read.cases


@pytest.fixture(scope="module")
def audited(policy: Policy, buildings: list[Case]) -> Audit:
    return audit(policy, buildings, SINCE, ON).audit


def test_what_is_said_of_each_building(audited: Audit, golden: Callable[[str, Path], None]) -> None:
    said: dict[str, list[str]] = {}
    for finding in audited.findings:
        said.setdefault(finding.case.name, []).append(in_a_line(finding))
    for row in audited.late:
        owed = row.obligation
        line = f"on {ON} {owed.requirement} ({owed.strength}): {owed.status} by {owed.days_late} days"
        said.setdefault(row.case.name, []).append(line)
    golden("".join("\n  ".join([name, *lines]) + "\n" for name, lines in said.items()), HERE / "expected.txt")


def in_a_line(finding: Finding) -> str:
    """`short check of 2019-06-11, by the version of 2019-01-01, for short check (usually): right kind, late`."""
    line = f"{finding.event.kind} of {finding.event.start}, by the version of {finding.version.start}"
    if finding.obligation is not None:
        line += f", for {finding.obligation.requirement} ({finding.obligation.strength})"
    line += f": {finding.held}"
    if finding.timing is not None:
        line += f", {finding.timing}"
    numbers = {
        "outside": finding.days,
        "of these paused": finding.days_paused,
        "from target": finding.from_target,
        "since start": finding.interval,
    }
    line += "".join(f", {days} {words}" for words, days in numbers.items() if days is not None)
    return line if finding.stretch is None else f"{line}, {finding.stretch.words}"


def of(audited: Audit, building: str) -> list[Finding]:
    return [each for each in audited.findings if each.case.name.startswith(building)]


@pytest.mark.parametrize(
    ("building", "said"),
    [
        ("in time", ("right kind", "on time", 0)),
        ("a day late", ("right kind", "later than usual", 1)),
        ("departure", ("departure", "on time", 0)),
        ("stand-in", ("stand-in", "on time", 0)),
        ("wrong kind", ("wrong kind", None, None)),
        ("no date set", ("right kind", "no date set", None)),
        ("kind not told, as the last result is not recorded", ("not told", None, None)),
        ("kind not told, as the last result was not published", ("not told", None, None)),
        ("time not told, as the last check", ("right kind", "not told", None)),
        ("time not told, as no record", ("right kind", "not told", None)),
        ("held while the clock", ("right kind", "paused", None)),
        ("by the version in force", ("right kind", "on time", 0)),
        ("across the pause", ("right kind", "on time", 0)),
        ("late before the pause", ("right kind", "late", 151)),
    ],
)
def test_the_last_event_of_a_building(audited: Audit, building: str, said: tuple[object, ...]) -> None:
    last = of(audited, building)[-1]
    assert (last.held, last.timing, last.days) == said


def test_what_was_due_before_the_requirement_came_into_force_is_told_apart(policy: Policy) -> None:
    """The checks were first asked for on 1 January 2019; a year after a check of 2010 nobody could be in time."""
    for year, timing in ((2010, "due before in force"), (2018, "late")):
        before = Event("full check", date(year, 1, 8), date(year, 1, 12), fields={"result": "faulty"})
        after = Event("full check", date(2019, 6, 3), date(2019, 6, 7), fields={"result": "safe"})
        (found,) = audit(
            policy, [Case("old mill", {}, (before, after))], SINCE, ON, requirements=["full check"]
        ).audit.findings
        assert (found.timing, (found.days or 0) > 0) == (timing, True)


def test_the_days_late_that_lie_in_a_pause_are_told(audited: Audit) -> None:
    last = of(audited, "late before the pause")[-1]
    assert (last.days, last.days_paused) == (151, 103)  # the flood, from 1 February to 14 May 2021
    assert {each.days_paused for each in of(audited, "a day late")} == {None}


def test_an_event_is_judged_by_what_was_known_and_in_force_when_it_began(audited: Audit) -> None:
    first = of(audited, "by the version in force")[-1]
    assert first.version.start == date(2021, 1, 1)
    assert first.obligation is not None
    assert first.obligation.target == date(2021, 1, 11)  # two years on; one year under the version before


def test_what_was_in_hand_or_before_the_first_day_is_not_judged(audited: Audit) -> None:
    assert of(audited, "a check in hand") == []


def test_later_events_do_not_change_what_is_said_of_earlier_ones(policy: Policy, buildings: list[Case]) -> None:
    for building in buildings:
        whole = audit(policy, [building], SINCE, ON).audit.findings
        for count in range(len(building.events)):
            events = tuple(sorted(building.events, key=lambda each: str(each.start)))[:count]
            part = audit(policy, [replace(building, events=events)], SINCE, ON).audit.findings
            assert [_said(each) for each in part] == [_said(each) for each in whole[: len(part)]]


def _said(finding: Finding) -> tuple[object, ...]:
    return (finding.event, finding.held, finding.timing, finding.days, finding.from_target, finding.interval)


def test_an_event_is_not_late_where_one_that_the_record_may_lack_was_in_time(
    policy: Policy, buildings: list[Case], audited: Audit
) -> None:
    late = next(each for each in audited.findings if each.timing == "late")
    to_publish = {"check": Duration(60, DurationKind.MONTHS)}
    ends = [replace(case, complete_until=ON, published_within=to_publish) for case in buildings]
    told = [each for each in audit(policy, ends, SINCE, ON).audit.findings if each.event == late.event]
    assert {each.timing for each in told} == {"not told"}


def test_only_the_requirements_asked_for(policy: Policy, buildings: list[Case], audited: Audit) -> None:
    drills = audit(policy, buildings, SINCE, ON, requirements=["fire drill"]).audit
    assert [each.held for each in drills.findings] == ["right kind", "more than required"]
    assert {row.obligation.requirement for row in (*drills.late, *drills.undetermined)} <= {"fire drill"}
    assert len(drills.findings) < len(audited.findings)


def test_totals_hold_every_finding_once(audited: Audit) -> None:
    told = AuditReport(audited).tallies
    assert sum(each.events for each in told) == len(audited.findings)
    assert all(each.events == sum(each.held.values()) for each in told)
    assert [each.words for each in told if each.words is None] == [None]  # a visit nobody asked for
    assert told[-1].words is None


def test_groups_are_in_the_order_of_policy_scale_and_time(audited: Audit) -> None:
    found = AuditReport(audited, {"last result": "last result"}).groups
    checks = [each for each in found if each.requirement in ("short check", "full check")]
    assert [(g.requirement, g.values[0], g.stretch.words if g.stretch else None) for g in checks] == [
        ("short check", "safe", "before the flood"),
        ("full check", "faulty", "before the flood"),
        ("full check", "faulty", "across the flood"),
        ("full check", "faulty", "after the flood"),
        ("full check", "unsafe", "before the flood"),
    ]


def test_a_spread_is_in_whole_days() -> None:
    assert Spread.of([]) is None
    assert Spread.of([3]) == Spread(1, 3, 3, 3)
    assert Spread.of([-3, 0, 10, -5]) == Spread(4, 1, -5, 10)


def test_a_case_that_cannot_be_decided_is_told_and_the_others_are_judged(policy: Policy, buildings: list[Case]) -> None:
    odd = Case("odd", {}, (Event("hail", date(2020, 1, 1), date(2020, 1, 1)),))
    found = audit(policy, [odd, buildings[0]], SINCE, ON).audit
    assert [case.name for case, _ in found.failed] == ["odd"]
    assert (found.cases, len(found.findings)) == (1, 1)


def test_a_day_before_the_policy_was_in_force_is_no_day_to_judge_by(policy: Policy, buildings: list[Case]) -> None:
    with pytest.raises(NotInForce):
        audit(policy, buildings, date(2017, 1, 1), ON)


# ------------------------------------------------------------------------------------------------ pauses


def pause(name: str, start: date, until: date | None) -> Pause:
    return Pause(name, name, start, until, frozenset({"check"}), "clock stops")


FLOOD = pause("the flood", date(2021, 2, 1), date(2021, 5, 14))
STRIKE = pause("the strike", date(2022, 1, 1), None)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 1, 1), date(2021, 1, 31), "before the flood"),
        (date(2019, 1, 1), date(2021, 2, 1), "across the flood"),
        (date(2021, 5, 14), date(2021, 9, 1), "across the flood"),
        (date(2021, 5, 15), date(2021, 12, 31), "after the flood"),
        (date(2021, 5, 15), date(2022, 1, 1), "across the strike"),
        (date(2020, 5, 15), date(2023, 1, 1), "across the flood and the strike"),
    ],
)
def test_where_a_time_lies_among_pauses(first: date, last: date, words: str) -> None:
    found = stretch([STRIKE, FLOOD], {"check", "other"}, first, last)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 1, 1), date(2021, 1, 31), "before the flood"),
        (date(2019, 1, 1), date(2021, 2, 10), "perhaps across the flood"),
        (date(2019, 1, 1), date(2021, 2, 28), "across the flood"),
        (date(2021, 5, 15), date(2021, 12, 31), "after the flood"),
        (date(2021, 2, 27), date(2021, 2, 27), "perhaps across the flood"),
    ],
)
def test_a_time_may_lie_across_a_pause_that_began_in_a_month(first: date, last: date, words: str) -> None:
    flood = replace(FLOOD, start=Partial(date(2021, 2, 1), date(2021, 2, 28)))
    found = stretch([STRIKE, flood], {"check"}, first, last)
    assert found is not None
    assert found.words == words


def test_days_late_that_may_lie_in_a_pause_stand_apart(tmp_path: Path, buildings: list[Case]) -> None:
    for file in (HERE / "checks").glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("from: 2021-02-01", "from: 2021-02")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    (late,) = [case for case in buildings if case.name.startswith("late before the pause")]
    report = audit(ilacs_rules.load(tmp_path), [late], SINCE, ON)
    last = report.audit.findings[-1]
    assert (last.days, last.days_paused, last.days_perhaps_paused) == (151, 76, 27)
    table = next(each for each in ilacs_rules.tables(report).values() if "of these paused" in each.columns)
    assert table.rows[-1][table.columns.index("perhaps paused")] == 27


def test_pauses_of_other_events_do_not_count() -> None:
    assert stretch([FLOOD], {"drill"}, date(2019, 1, 1), date(2023, 1, 1)) is None


GAP = """\
policy: visits
title: Visits
publisher: Example Council
published: PUBLISHED
in force: {from: FIRST}
subject: house
sources: {law: {title: Law, published: 2017-01-01}}
events: {visit: {}}
requirements:
  visit: {source: law, event: visit, due: every year}
"""


def test_an_event_in_a_gap_between_two_versions_is_told_and_the_others_are_judged(tmp_path: Path) -> None:
    first = GAP.replace("PUBLISHED", "2017-06-01").replace("FIRST", "2018-01-01, until: 2018-12-31")
    second = GAP.replace("PUBLISHED", "2019-06-01").replace("FIRST", "2020-01-01")
    (tmp_path / "2018-01-01.yaml").write_text(first, encoding="utf-8")
    (tmp_path / "2020-01-01.yaml").write_text(second, encoding="utf-8")
    days = [date(2018, 5, 1), date(2019, 5, 1), date(2020, 5, 1)]
    house = Case("Mill House", events=tuple(Event("visit", day, day) for day in days))
    report = ilacs_rules.audit(ilacs_rules.load(tmp_path), [house], date(2018, 2, 1), date(2020, 6, 1))
    assert [found.event.start for found in report.audit.findings] == [days[0], days[2]]
    (told,) = report.findings
    assert told.message == (
        "“visit” of “Mill House” cannot be judged: no version of “visits” is in force on 2019-05-01: "
        "the last before it ended on 2018-12-31"
    )


OF_A_FAMILY = """\
policy: checks
title: Checks
publisher: Example Council
published: 2017-06-01
in force: {from: 2018-01-01}
subject: house
sources: {law: {title: Law, published: 2017-01-01}}
events: {check: {}, full check: {is: check}, short check: {is: check}}
requirements:
  full check: {source: law, event: full check, due: "every 3 years, from 1 month before to 1 month after"}
"""


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2020, 6, 1), "not required"), (date(2021, 5, 2), "wrong kind"), (date(2021, 7, 9), "wrong kind")],
)
def test_another_kind_is_wrong_only_where_the_time_of_the_one_owed_had_come(
    tmp_path: Path, day: date, said: str
) -> None:
    (tmp_path / "checks.yaml").write_text(OF_A_FAMILY, encoding="utf-8")
    checks = (Event("full check", date(2018, 6, 1), date(2018, 6, 1)), Event("short check", day, day))
    house = Case("Mill House", events=checks)
    report = ilacs_rules.audit(ilacs_rules.load(tmp_path / "checks.yaml"), [house], date(2019, 1, 1), date(2021, 12, 1))
    assert [found.held for found in report.audit.findings] == [said]
