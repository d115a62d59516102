"""The impact of a change as tables: to look at, for a workbook, and for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ilacs_rules.engine.impact import ImpactKind, ObligationImpact
from ilacs_rules.engine.workload import WorkTotal, all_of
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, names_of
from ilacs_rules.explain.impact_counts import (
    ImpactTally,
    Load,
    at_least,
    instance_of,
    number_told,
    requirement_of,
)
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.explain.impact_words import becomes, head, not_binding, which_day
from ilacs_rules.explain.impact_words import in_one_sentence as in_one_sentence
from ilacs_rules.explain.phases import person_days
from ilacs_rules.model.as_data import work_as_data
from ilacs_rules.workspace.comparisons import both_sides
from ilacs_rules.workspace.days import as_cell
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

CASES = "cases"
_SEVERAL = 3  # cases that are told together
_FEW = 12  # rows by name on a screen; the workbook, the page and the JSON have them all
_ALL_OF_THEM = "--format xlsx, html or json has all"

CHANGES, REQUIREMENTS, GROUPS, SHIFTS = "what changes", "requirements", "groups", "by how many days"
DUE, QUARTERS, WAITING, RESTS_ON = "last day by the end", "by quarter", "without a day", "what it rests on"


# ------------------------------------------------------------------------------------------------ in short


def impact_in_short(report: ImpactReport) -> Summary:
    """What becomes of the duties, who is late because of it, what moves by how much, and the work by quarter."""
    parts = [SummaryPart("What becomes of what is asked", tallies_table(report.by_requirement, "requirement"))]
    if report.by is not None:
        parts.append(SummaryPart(f"By {report.by}", tallies_table(report.by_group, report.by, cases=CASES)))
    if report.shifts:
        parts.append(SummaryPart("By how many days it moves", shifts_table(report)))
    told = (*by_name(report), (_heading("what changes, by name", report.changed, 0), report.changed))
    parts += [part for heading, those in told for part in _few(heading, those)]
    if report.falls_due:
        parts.append(SummaryPart(due_heading(report), due_table(report)))
    parts += _expected_in_short(report)
    if report.waiting:
        parts.append(SummaryPart("Expected, and without a day that can be told", waiting_table(report)))
    parts.append(SummaryPart("What this rests on", points=(*report.said, *report.assumptions)))
    cases = len(report.comparison.after.decisions)
    whose = f"{cases:,} {'case' if cases == 1 else 'cases'}"
    return Summary(head(report), tuple(parts), f"{whose}; {in_one_sentence(report)}")


def _expected_in_short(report: ImpactReport) -> list[SummaryPart]:
    """What is expected in all, and the quarters in which that is otherwise."""
    loads = all_loads(report)
    otherwise = [each for each in loads if len({*_numbers(each)}) > 1 or _worked(each, 0) != _worked(each, 1)]
    span = f"from {values.day(report.since)} to {values.day(report.until)}"
    parts = [SummaryPart(f"What is expected {span}", loads_table(report, _in_all(loads), with_quarter=False))]
    if otherwise:
        alike = len(loads) - len(otherwise)
        rest = "" if not alike else f"; {alike:,} other rows are alike"
        parts.append(SummaryPart(f"Quarters in which that is otherwise{rest}", loads_table(report, otherwise)))
    else:
        parts.append(SummaryPart("In no quarter anything else is expected"))
    return parts


def by_name(report: ImpactReport) -> tuple[tuple[str, tuple[ObligationImpact, ...]], ...]:
    """What is late, open before it is in force, or to be done by the last day, by one text alone, under headings."""
    late = tuple(each for each in report.impacts if each.becomes_late)
    eased = tuple(each for each in report.impacts if each.no_longer_late)
    untold = sum(each.no_longer_late is None for each in report.impacts)
    opened = report.opened_before
    perhaps = sum(each.opens_before(report.in_force) is None for each in report.impacts)
    due = [(each, each.due_by(report.until)) for each in report.impacts if each.kind is not ImpactKind.AS_BEFORE]
    vague = sum(None in sides for _, sides in due)
    new = tuple(each for each, sides in due if sides == (False, True))
    old = tuple(each for each, sides in due if sides == (True, False))
    until = values.day(report.until)
    soft = not_binding(each.change.after for each in late)
    were_soft = not_binding(each.change.before for each in eased)
    return (
        (_heading("late because of the change", late, report.in_all.maybe_late, soft), late),
        (_heading("no longer late because of the change", eased, untold, were_soft), eased),
        (_heading(f"open before {values.day(report.in_force)} by the new text alone", opened, perhaps), opened),
        (_heading(f"to be done by {until} at the latest by the new text alone", new, vague), new),
        (_heading(f"to be done by {until} at the latest by the old text alone", old, vague), old),
    )


def _heading(what: str, those: Sequence[ObligationImpact], untold: int, more_of_them: str = "") -> str:
    number = "none" if not those else f"{len(those):,}{more_of_them}"
    more = "" if not untold else f"{'' if those else ' as far as can be told'}; of {untold:,} it cannot be told"
    return f"{capital(what)}: {number}{more}"


def _few(heading: str, those: Sequence[ObligationImpact]) -> list[SummaryPart]:
    """What changes alike for several cases in one point, the others in a table; where it is much, the first of all."""
    if not those:
        return [SummaryPart(heading)]
    alike = together(those)
    if len(alike) > _FEW:
        more = f" (the first {_FEW}; {_ALL_OF_THEM})"
        return [SummaryPart(f"{heading}{more}", named_table(those[:_FEW]))]
    points = tuple(_in_a_point(each) for each in alike if len(each) >= _SEVERAL)
    others = [each for some in alike if len(some) < _SEVERAL for each in some]
    if not others:
        return [SummaryPart(heading, points=points)]
    table = SummaryPart(heading, named_table(others))
    return [table, SummaryPart(points=points)] if points else [table]


def together(those: Iterable[ObligationImpact]) -> list[list[ObligationImpact]]:
    """Those of several cases that change alike, in the order of the first of them."""
    found: dict[tuple[str, ...], list[ObligationImpact]] = {}
    for each in those:
        found.setdefault((requirement_words(each), becomes(each), *both_sides(each.change)), []).append(each)
    return list(found.values())


def _in_a_point(those: Sequence[ObligationImpact]) -> str:
    first = those[0]
    before, after = both_sides(first.change)
    names = names_of(each.case for each in those)
    whom = f"{capital(requirement_words(first))} of {len(those)}, {becomes(first)}"
    return f"{whom} (before: {before}; after: {after}): {names}"


def named_table(those: Iterable[ObligationImpact]) -> Table:
    """A row for each duty: of whom, what, by how much it moves, and both sides."""
    rows = tuple((each.case, requirement_words(each), *both_sides(each.change), becomes(each)) for each in those)
    return Table(("case", "requirement", "before", "after", "change"), rows)


def tallies_table(tallies: Sequence[ImpactTally], name: str, *, cases: str | None = None, late: bool = False) -> Table:
    """A row for each requirement or group, a column for whatever becomes of any of its duties.

    With how many `cases` there are, under that word, and of how many anything changes; and with how many duties are
    `late` by it.
    """
    kinds = [kind for kind in ImpactKind if any(each.kinds.get(kind) for each in tallies)]
    columns = (name, *((cases, "touched") if cases else ()), *(_HEADERS.get(kind, kind.value) for kind in kinds))
    rows: list[tuple[Cell, ...]] = []
    for each in tallies:
        row: tuple[Cell, ...] = (each.name, *((each.cases, each.touched) if cases else ()))
        row += tuple(each.kinds.get(kind, 0) for kind in kinds)
        rows.append((*row, each.late, each.maybe_late) if late else row)
    return Table((*columns, "late by it", "perhaps late") if late else columns, tuple(rows))


_HEADERS = {ImpactKind.GONE: "gone", ImpactKind.NOT_TOLD: "not told"}  # numbers stand under them


def shifts_table(report: ImpactReport) -> Table:
    """A row for each requirement and way in which it moves: by how many days at least, half of them, at most."""
    rows = tuple(
        (each.requirement, each.kind.value, each.duties, each.least, each.half, each.most, each.vague or None)
        for each in report.shifts
    )
    vague = any(each.vague for each in report.shifts)
    columns = ("requirement", "moves", "duties", "days at least", "half up to", "at most", "not told")
    return Table(columns if vague else columns[:-1], rows if vague else tuple(row[:-1] for row in rows))


def due_heading(report: ImpactReport) -> str:
    """What stands above the table of what is to be done by the last day."""
    return f"To be done by {values.day(report.until)} at the latest, if it is not done before"


def due_table(report: ImpactReport) -> Table:
    """A row for each requirement: how many of its duties are to be done by the last day, before and after."""
    rows = [(each.requirement, *each.numbers, *each.untold) for each in report.falls_due]
    vague = any(any(each.untold) for each in report.falls_due)
    columns = ("requirement", "before", "after", "not told before", "not told after")
    return Table(columns if vague else columns[:3], tuple(row if vague else row[:3] for row in rows))


def loads_table(report: ImpactReport, loads: Sequence[Load], *, with_quarter: bool = True) -> Table:
    """A row for each quarter and kind of event: how many, and the work in them, before and after."""
    publisher = report.versions[1].publisher
    has_work = any(_figure(total) is not None for each in loads for total in each.work or ())
    rows: list[tuple[Cell, ...]] = []
    for each in loads:
        event = each.event if each.by == publisher else f"{each.event} ({each.by})"
        row: tuple[Cell, ...] = (*((each.quarter,) if with_quarter else ()), event, *_numbers(each))
        rows.append((*row, *(_in_words(report, each) if has_work else ())))
    columns = (*(("quarter",) if with_quarter else ()), "event", "before", "after", *(_WORK if has_work else ()))
    return Table(columns, tuple(rows), unfolded=("quarter",))


def _numbers(load: Load) -> tuple[int | str, ...]:
    return tuple(number_told(load.numbers[side], load.untold[side]) for side in (0, 1))


_WORK = ("person-days before", "person-days after")


def waiting_table(report: ImpactReport) -> Table:
    """A row for each requirement: how many of its duties have no day by the last day, before and after."""
    rows = tuple((name, *numbers) for name, numbers in report.waiting.items())
    return Table(("requirement", "before", "after"), rows)


def all_loads(report: ImpactReport) -> list[Load]:
    """What is expected in each quarter, all groups as one."""
    found: dict[tuple[str, str, str], list[Load]] = {}
    for each in report.loads:
        found.setdefault((each.quarter, each.event, each.by), []).append(each)
    return [_as_one(key, those, report.untold(*key[1:])) for key, those in found.items()]


def _in_all(loads: Iterable[Load]) -> list[Load]:
    """All quarters as one."""
    found: dict[tuple[str, str], list[Load]] = {}
    for each in loads:
        found.setdefault((each.event, each.by), []).append(each)
    return [_as_one(("", *key), those, those[0].untold) for key, those in sorted(found.items())]


def _as_one(key: tuple[str, str, str], those: Sequence[Load], untold: tuple[int, int]) -> Load:
    numbers = sum(each.numbers[0] for each in those), sum(each.numbers[1] for each in those)
    works = [each.work for each in those if each.work is not None]
    work = (all_of(one for one, _ in works), all_of(other for _, other in works)) if works else None
    return Load(*key, "", numbers, work, untold)


def _worked(load: Load, side: int) -> str | None:
    figure = None if load.work is None else _figure(load.work[side])
    return at_least(figure) if figure is not None and load.untold[side] else figure


def _figure(total: WorkTotal) -> str | None:
    """`292`, `at least 8`; None where nothing is to be done, or it has no figure at all."""
    told = person_days(total.work) if total.known.most or total.without else None
    return None if told is None else told.removesuffix("s").removesuffix(" person-day")


def _in_words(report: ImpactReport, load: Load) -> tuple[str | None, str | None]:
    """The work in words: what is done by others, or by nobody, has none, and what has no figure is not known."""
    if load.by != report.versions[1].publisher:
        return None, None
    told = [
        _worked(load, side) or ("not known" if load.numbers[side] or load.untold[side] else None) for side in (0, 1)
    ]
    return told[0], told[1]


def requirement_words(each: ObligationImpact) -> str:
    """The requirement as the policy names it; of one duty for each event, also the event."""
    about = instance_of(each)
    return f"{requirement_of(each)}, for {about}" if about else requirement_of(each)


# ------------------------------------------------------------------------------------------------ for a workbook


def impact_sheets(report: ImpactReport) -> dict[str, Table]:
    """The sheets of a workbook, by title, each with what it is about above it."""
    sheets = {
        CHANGES: duties_table(report),
        REQUIREMENTS: tallies_table(report.by_requirement, "requirement", cases=CASES, late=True),
        **(
            {GROUPS: tallies_table(report.by_group, report.by, cases=CASES, late=True)} if report.by is not None else {}
        ),
        SHIFTS: shifts_table(report),
        DUE: due_table(report),
        QUARTERS: all_quarters_table(report),
        WAITING: waiting_table(report),
        RESTS_ON: Table(("it rests on",), tuple((each,) for each in (*report.said, *report.assumptions))),
    }
    return {title: replace(table, above=head(report)) for title, table in sheets.items()}


def duties_table(report: ImpactReport) -> Table:
    """A row for each duty that is not surely as before, with all that is known of it."""
    columns = ("case", *((report.by,) if report.by is not None else ()), "requirement", "for", "what becomes of it")
    columns += ("before", "after", "day before", "day after", "which day", "days later at least", "days later at most")
    columns += ("becomes late", "no longer late", "opens before it is in force")
    shown = [each for each in report.impacts if each.kind is not ImpactKind.AS_BEFORE]
    rows = tuple(_duty_row(report, each) for each in shown)
    return Table(
        columns,
        rows,
        tuple("red" if each.becomes_late else _COLOURS.get(each.kind, "") for each in shown),
        printed=columns.index("which day"),
    )


_COLOURS = {ImpactKind.EARLIER: "yellow", ImpactKind.NEW: "yellow", ImpactKind.NOT_TOLD: "grey"}


def _duty_row(report: ImpactReport, each: ObligationImpact) -> tuple[Cell, ...]:
    moved = each.moved
    days: tuple[Cell, ...] = (None, None, None, None, None)
    if moved is not None:
        days = as_cell(moved.before), as_cell(moved.after), which_day(moved), moved.least, moved.most
    return (
        each.case,
        *((report.groups[each.case],) if report.by is not None else ()),
        requirement_of(each),
        instance_of(each) or None,
        becomes(each),
        *both_sides(each.change),
        *days,
        _yes(each.becomes_late),
        _yes(each.no_longer_late),
        _yes(each.opens_before(report.in_force)),
    )


def _yes(truth: bool | None) -> str | None:
    return "cannot be told" if truth is None else "yes" if truth else None


def all_quarters_table(report: ImpactReport) -> Table:
    """A row for each quarter, kind of event and group, with the work as numbers."""
    columns = ("quarter", "event", "by", *((report.by,) if report.by is not None else ()), "before", "after")
    has_work = any(each.work is not None for each in report.loads)
    if has_work:
        figures = ("person-days at least", "person-days at most", "without a figure")
        columns += tuple(f"{each} {side}" for side in ("before", "after") for each in figures)
    rows: list[tuple[Cell, ...]] = []
    for each in report.loads:
        row: tuple[Cell, ...] = (each.quarter, each.event, each.by)
        row += (each.group,) if report.by is not None else ()
        row += _numbers(each)
        for side, total in enumerate(each.work or ()):
            own = each.by == report.versions[1].publisher  # what others do is no work of the publisher's
            least, most = work_as_data(total.work).values()
            row += (least, None if each.untold[side] else most, total.without or None) if own else (None,) * 3
        rows.append(row)
    return Table(columns, tuple(rows))
