"""A plan as one page: the months ahead as pictures, the same line by line in a table, and what to find out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ilacs_rules.documents.months_picture import MONTHS, DrawnLine, months_picture
from ilacs_rules.documents.plan_words import how_it_stands, reading_of_ours, what_is_due, why_not_told
from ilacs_rules.documents.policy_document.content import (
    Block,
    Listing,
    Page,
    PageSection,
    Paragraph,
    Picture,
    TableBlock,
    Words,
)
from ilacs_rules.documents.working_paper import WorkingPaper
from ilacs_rules.engine.case_lines import Missing
from ilacs_rules.engine.plan import Plan
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, counted, days, names_of
from ilacs_rules.explain.progress import to_look_at
from ilacs_rules.model.partial import Day

_IN_A_PICTURE = 24  # lines: as many as fit on a printed page, each picture with its months above it
_TABLE = "Every line"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the picture, with how long the case has waited and why it stands where it does, in words."""

    line: DrawnLine
    waits: str = ""
    put_forward: tuple[str, ...] = ()


def plan_page(
    plan: Plan, lines: Sequence[PlanLine], missing: Missing, said: Sequence[str], more: Iterable[PageSection]
) -> WorkingPaper:
    """The page of some lines of a plan, with what is said of it at its head, and `more` sections at its end."""
    assert plan.version is not None, "a plan that was made"
    sections = (
        PageSection("plan", "What this is", tuple(Paragraph((each,)) for each in said)),
        PageSection("months", "The months ahead", tuple(_pictures(plan, [each.line for each in lines]))),
        PageSection("lines", _TABLE, tuple(_table(lines))),
        PageSection("missing", "To find out", tuple(_to_find_out(missing))),
        PageSection("readings", "What rests on readings of ours", tuple(_readings(lines))),
        *more,
    )
    title = f"Plan as at {values.day(plan.on)}"
    page = Page("plan", title, (), tuple(each for each in sections if each.blocks))
    return WorkingPaper(plan.version, plan.on, page, plan.known)


def _pictures(plan: Plan, lines: Sequence[DrawnLine]) -> Iterable[Block]:
    for start in range(0, len(lines), _IN_A_PICTURE):
        part = lines[start : start + _IN_A_PICTURE]
        which = "" if len(part) == len(lines) else f", lines {start + 1} to {start + len(part)} of {len(lines):,}"
        title = f"The {MONTHS} months from {values.day(plan.on)}{which}"
        words = tuple(_in_words(part))
        told = f"{' '.join(words)} The table “{_TABLE}” has all days."
        yield Picture(f"months-{start + 1}", title, months_picture(part, plan.on, title, told), words)


def _in_words(lines: Iterable[DrawnLine]) -> Iterable[str]:
    """A sentence for each way to stand, with the cases that stand so, in the order of the picture."""
    found: dict[str, list[str]] = {}
    for line in lines:
        stands = "nothing is asked" if line.row is None else how_it_stands(line.row)
        found.setdefault(stands, []).append(line.case)
    for stands, names in found.items():
        yield f"{capital(stands)}: {names_of(names)}."


def _table(lines: Sequence[PlanLine]) -> Iterable[Block]:
    header = ("case", "what", "how it stands", "opens", "due", "last day", "by whom", "waited", "put first by")
    columns = [list(column) for column in zip(*map(_row, lines), strict=True)]
    kept = [place for place, column in enumerate(columns) if place < _ALWAYS or any(column)]
    rows = tuple(tuple((columns[place][at],) for place in kept) for at in range(len(lines)))
    if rows:
        caption = "In the order of the plan: who comes first"
        yield TableBlock(caption, tuple((header[place],) for place in kept), rows)


_ALWAYS = 3  # columns that are there though they should be empty


def _row(of: PlanLine) -> tuple[str, ...]:
    row, case = of.line.row, of.line.case
    forward = ", ".join(of.put_forward)
    if row is None:
        return case, "", "nothing is asked", "", "", "", "", "", forward
    obligation = row.obligation
    why = why_not_told(row) or ("" if obligation.reason is None else f": {obligation.reason}")
    late = "" if obligation.days_late is None else f", by {days(obligation.days_late)}"
    stands = " ".join((f"{capital(how_it_stands(row))}{late}{why}.", *to_look_at(obligation)))
    dates = _day(obligation.opens), _day(obligation.target), _day(obligation.closes)
    return case, what_is_due(row), stands, *dates, obligation.by, of.waits, forward


def _day(day: Day | None) -> str:
    return "" if day is None else values.some_day(day)


def _to_find_out(missing: Missing) -> Iterable[Block]:
    rows: list[tuple[Words, ...]] = [
        ((capital(each.text),), (names_of(each.cases),), (f"{each.answers:,}",)) for each in missing.questions
    ]
    if rows:
        first = ", those first on which most answers hang" if len(rows) > 1 else ""
        caption = f"{capital(counted(len(rows), 'open question'))}{first}"
        yield TableBlock(caption, (("what is missing",), ("of whom",), ("answers",)), tuple(rows))


def _readings(lines: Sequence[PlanLine]) -> Iterable[Block]:
    """Of each requirement in a line what is no word of the publisher's."""
    rows = [each.line.row for each in lines if each.line.row is not None]
    found = {
        f"{capital(row.decision.requirement(row.obligation).label)}. {reading}": None
        for row in rows
        for reading in reading_of_ours(row)
    }
    if found:
        yield Listing(tuple((each,) for each in found))
