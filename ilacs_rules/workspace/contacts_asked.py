"""What was held by way of contact beside what each of several policies asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ilacs_rules.engine.contacting.covered import YEAR, a_year
from ilacs_rules.explain.contact_report import ContactReport, rounded
from ilacs_rules.workspace.tables import Cell, Table

AT_LEAST = (
    "0.35+: at least so much, as some duties have no day by the end, or may not apply, and are not counted; of two "
    "such figures it cannot be told which is more"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """So many contacts in so many case-years; `undated` duties would be more, and `perhaps` those that may apply."""

    number: int
    days: int
    undated: int = 0
    has_rule: bool = True
    perhaps: int = 0

    @property
    def a_year(self) -> float | None:
        return a_year(self.number, self.days)

    @property
    def words(self) -> str:
        """`0.35 (49 in 140.0 years)`, or `0.35+ …` where it is more."""
        if not self.has_rule:
            return "none in its rules"
        if self.a_year is None:
            return "not known"
        more = "+" if self.undated or self.perhaps else ""
        return f"{self.a_year:.2f}{more} ({self.number:,} in {self.days / YEAR:,.1f} years)"

    @property
    def in_its_rules(self) -> str:
        return "yes" if self.has_rule else "no"

    @property
    def cells(self) -> tuple[Cell, ...]:
        a_year = None if self.a_year is None else rounded(self.a_year)
        return (self.number if self.days else None), rounded(self.days / YEAR), a_year


def _side_by_side(
    report: ContactReport, year: int | None
) -> Iterable[tuple[str, _Figure | None, list[_Figure | None]]]:
    """What was held of each kind of contact in a year or in all of them, and what each policy asks."""
    held: dict[str, _Figure] = {}
    for rate in report.contacts.by_year:
        if year in (None, rate.year):
            before = held.get(rate.contact.words, _Figure(0, 0))
            held[rate.contact.words] = _Figure(before.number + rate.number, before.days + rate.days)
    asks = [
        {
            each.contact.words: _Figure(each.number, each.days, each.undated, each.has_rule, each.perhaps)
            for each in one.years
            if each.year == year
        }
        for one in report.asked
    ]
    together = report.contacts.together.words
    names = [each.words for each in report.contacts.counted]
    names += [name for one in asks for name in one if name not in (*names, together)]
    for name in dict.fromkeys([*names, *([together] if len(names) > 1 else [])]):
        told = held.get(names[0] if name == together and len(report.contacts.counted) == 1 else name)
        yield name, told, [one.get(name) for one in asks]


def asked_in_short(report: ContactReport) -> Table:
    """A row for each kind of contact over all the years: what was held, and what each policy asks, a case and year."""
    rows: list[tuple[Cell, ...]] = []
    for words, held, policies in _side_by_side(report, None):
        rows.append((words, *("–" if each is None else each.words for each in (held, *policies))))
    return Table(("contact", "held", *(f"{name} asks" for name in report.askers)), tuple(rows))


def asked_table(report: ContactReport) -> Table:
    """The same year by year and over all the years, with all there is to know."""
    columns = ["year", "contact", "held", "held, case-years", "held, a year"]
    for name in (f"{name} asks" for name in report.askers):
        columns += [
            name,
            f"{name}, case-years",
            f"{name}, a year",
            f"{name}, undated",
            f"{name}, may apply",
            f"{name}, has a rule",
        ]
    rows: list[tuple[Cell, ...]] = []
    for year in (*range(report.contacts.since.year, report.contacts.on.year + 1), None):
        for words, held, policies in _side_by_side(report, year):
            cells: list[Cell] = ["all" if year is None else year, words, *((None,) * 3 if held is None else held.cells)]
            for figure in policies:
                cells += (
                    (None,) * 6
                    if figure is None
                    else (*figure.cells, figure.undated, figure.perhaps, figure.in_its_rules)
                )
            rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows))
