"""Contacts in short, as the sheets of a workbook, and as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.contacting.asked import asked
from ilacs_rules.engine.contacting.counting import ContactRate, ContactYear, WithoutContact, contacts
from ilacs_rules.engine.contacting.covered import YEAR
from ilacs_rules.engine.contacting.named import NO_CONTACTS, contacts_named, graded_by_named
from ilacs_rules.engine.contacting.what_counts import contacts_of, graded_by
from ilacs_rules.engine.forecasting.forecast import FURTHEST as FURTHEST
from ilacs_rules.engine.forecasting.forecast import furthest as furthest
from ilacs_rules.engine.names_asked import NoSuchNameError
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.explain import values
from ilacs_rules.explain.contact_report import ContactReport, rounded
from ilacs_rules.explain.english import capital, joined
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.record import record_in_words, said
from ilacs_rules.model.case import Case
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import nowhere
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.contacts_asked import AT_LEAST, asked_in_short, asked_table
from ilacs_rules.workspace.errors import PolicyError, naming
from ilacs_rules.workspace.left_out import left_out_in_words
from ilacs_rules.workspace.question import Question
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

MOST_CASES = 30  # that are looked at; all are in the CSV

_IN_A_PICTURE = 3  # names of cases left out: more have no room in its line

_HOW_TO_READ = "2*: of a part of the year; 2+: two or more, as the record does not cover it all; ?: not known"

# ------------------------------------------------------------------------------------------------ asking


def contact_report(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    on: date,
    events: Sequence[str],
    by: str | None,
    against: Policy | None,
) -> ContactReport:
    """The contacts of cases, and what the policy and another would have asked, if there is another.

    Raises NoSuchNameError for names the policy does not have, and where nothing is a contact; NotInForce if a policy is
    not in force on a day.
    """
    versions = policy.in_force_between(since, on)
    with naming("events"):
        counted = contacts_named(policy, events) if events else contacts_of(policy, versions)
        if not counted:
            raise NoSuchNameError(NO_CONTACTS, "name kinds of event that count")
    with naming("by"):
        told_by = graded_by(policy, versions) if by is None else graded_by_named(policy, by)
    found = contacts(policy, cases, since, on, counted, told_by)
    policies = () if against is None else (policy, against)
    return ContactReport(found, tuple(asked(each, found.cases, since, on, counted, bool(events)) for each in policies))


def contacted(
    question: Question, since: date, events: Sequence[str], by: str | None, against: Policy | None
) -> Contacted:
    """The contacts of a question, as `Question.contacts` says."""
    cases = question.progress(question.cases, "counting")
    try:
        report = contact_report(question.policy, cases, since, question.on, events, by, against)
    except NotInForce as error:
        raise PolicyError([Diagnostic(Code.NO_VERSION_IN_FORCE, f"{error}", nowhere("the first day"))]) from None
    return Contacted(question, report)


# ------------------------------------------------------------------------------------------------ in short


def contacts_in_short(report: ContactReport) -> Summary:
    """Each case by year, the longest time without, the rates by year and by grade, and what policies ask."""
    found = report.contacts
    version = found.policy.in_force(found.on).version
    told = f"Contacts from {values.day(found.since)} to {values.day(found.on)}: "
    told += joined([each.words for each in found.counted])
    record = record_in_words(report.record, version)
    head = (titled(version), told, *([] if record is None else [capital(record)]))
    parts = []
    if found.cases:
        heading = "Contacts by the year in which they ended, and the most days without one"
        parts.append(SummaryPart(heading, _matrix(report)))
        parts.append(SummaryPart(points=(_HOW_TO_READ, *_not_shown(report))))
    by_year = _by_year(found.by_year)
    if by_year.rows:
        parts.append(SummaryPart("By year, on the days that are surely recorded", by_year))
    if found.by is not None and by_year.rows:
        parts.append(SummaryPart(f"By {found.by.words}, likewise", _by_value(report)))
    if report.asked:
        parts.append(SummaryPart("What was held, and what each policy asks", asked_in_short(report)))
        if any(year.may_be_more for each in report.asked for year in each.years):
            parts.append(SummaryPart(points=(AT_LEAST,)))
    parts.append(SummaryPart("How it is counted", points=(*report.assumptions, *_never_recorded(report))))
    return Summary(head, tuple(parts), _totals(report))


def _matrix(report: ContactReport) -> Table:
    found = report.contacts
    years = range(found.since.year, found.on.year + 1)
    together = found.as_one
    cells = {(each.case.name, each.year): _cell(each) for each in found.years if each.contact == together}
    gaps = {each.case.name: _at_most(each) for each in found.gaps}
    rows = [
        (case.name, *(cells.get((case.name, year)) for year in years), gaps.get(case.name))
        for case in found.cases[:MOST_CASES]
    ]
    return Table(("case", *map(str, years), "without"), tuple(rows))


def _cell(year: ContactYear) -> str:
    if not year.sure_days and not year.number:
        return "?"
    number = f"{year.number}"
    if year.sure_days < year.days:
        return f"{number}+" if year.number else "?"
    if year.perhaps:
        number = f"{year.number}–{year.number + year.perhaps}"
    return f"{number}*" if year.lacking else number


def _at_most(gap: WithoutContact) -> str:
    return f"{gap.days:,}" if gap.exact else f"≤ {gap.days:,}"


def _not_shown(report: ContactReport) -> list[str]:
    more = len(report.contacts.cases) - MOST_CASES
    return [f"{more:,} more cases are in the CSV and the workbook"] if more > 0 else []


def _never_recorded(report: ContactReport) -> list[str]:
    """The kinds of contact that are in no rate."""
    covered = {each.contact for each in report.contacts.by_year if each.days}
    never = [each.words for each in report.contacts.counted if each not in covered]
    return [f"No day is surely recorded of: {joined(never)}."] if never and report.contacts.cases else []


def _by_year(rates: Iterable[ContactRate]) -> Table:
    rows = [(f"{each.year}", *_rate_cells(each)) for each in rates if each.days]
    return Table(("year", "contact", "number", "cases", "case-years", "a year"), tuple(rows))


def _by_value(report: ContactReport) -> Table:
    found = report.contacts
    rows = [(report.value(each.value), *_rate_cells(each)) for each in found.by_value if each.days]
    name = "value" if found.by is None else found.by.words
    return Table((name, "contact", "number", "cases", "case-years", "a year"), tuple(rows))


def _totals(report: ContactReport) -> str:
    """`14 cases, 61 contacts told`."""
    found = report.contacts
    together = found.as_one
    number = sum(each.number for each in found.years if each.contact == together)
    perhaps = sum(each.perhaps for each in found.years if each.contact == together)
    cases = len(found.cases)
    words = f"{cases:,} {'case' if cases == 1 else 'cases'}, {number:,} {'contact' if number == 1 else 'contacts'} told"
    words += f", {perhaps:,} more in one year or another" if perhaps else ""
    known = sum(not each.lacking and each.is_known for each in found.years if each.contact == together)
    years = sum(each.contact == together for each in found.years)
    words += f"; {known:,} of {years:,} years of cases are wholly known"
    return f"{words}; {len(found.failed):,} more could not be read" if found.failed else words


# ------------------------------------------------------------------------------------------------ for spreadsheets


def contact_sheets(report: ContactReport) -> dict[str, Table]:
    """The sheets of a workbook, by title: each case and year first."""
    found = report.contacts
    sheets = {
        "contacts": Table(
            ("case", "year", "contact", "number", "perhaps", "known", "days", "sure days", "lacking"),
            tuple(
                (
                    each.case.name,
                    each.year,
                    each.contact.words,
                    each.number if each.number or each.sure_days else None,
                    each.perhaps,
                    "yes" if each.is_known and each.days else "no",
                    each.days,
                    each.sure_days,
                    "; ".join(lack.value for lack in each.lacking) or None,
                )
                for each in found.years
            ),
        ),
        "longest without": Table(
            ("case", "days", "from", "to", "exact"),
            tuple(
                (each.case.name, each.days, each.stretch.first, each.stretch.last, "yes" if each.exact else "at most")
                for each in found.gaps
            ),
        ),
        "by year": Table(
            ("year", "contact", "number", "cases", "case-years", "a year"),
            tuple((each.year, *_rate_cells(each)) for each in found.by_year),
        ),
        "by value": Table(
            ("value", "contact", "number", "cases", "case-years", "a year"),
            tuple((report.value(each.value), *_rate_cells(each)) for each in found.by_value),
        ),
    }
    if report.asked:
        sheets["asked"] = asked_table(report)
    return {**sheets, "assumptions": Table(("assumption",), tuple((each,) for each in report.assumptions))}


def _rate_cells(rate: ContactRate) -> tuple[Cell, ...]:
    a_year = None if rate.a_year is None else rounded(rate.a_year)
    return rate.contact.words, rate.number if rate.days else None, rate.cases, rounded(rate.days / YEAR), a_year


@dataclass(frozen=True, slots=True)
class Contacted:
    """The contacts of what was asked, and what was found while its cases were read."""

    question: Question
    report: ContactReport

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return (*self.question.findings, *self.report.findings)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        return self.report.as_data(self.question.findings)

    def in_short(self) -> Summary:
        """The contacts to look at."""
        found = contacts_in_short(self.report)
        return replace(found, ending=found.ending + left_out_in_words(self.question.left_out))

    def tables(self) -> dict[str, Table]:
        """The sheets of a workbook, by title; the first has each case and year."""
        return contact_sheets(self.report)

    def about(self) -> About:
        """What its tables are about."""
        found = self.report.contacts
        version = found.policy.in_force(found.on).version
        return About(
            "contacts of each case and year",
            version,
            {"from": found.since, "on": found.on},
            len(found.years),
            len(found.years),
            len(found.cases),
            tuple(f"case: {name}" for name in self.question.names),
            said=(*said(self.report.record, version), *self.report.assumptions),
            left_out=(*self.question.left_out, *(case.name for case, _ in found.failed)),
            findings=self.findings,
        )

    def as_picture(self) -> str:
        """The contacts for each case and year, drawn year by year, as SVG."""
        from ilacs_rules.documents.contact_chart import contact_chart

        return contact_chart(self.report, left_out_in_words(self.about().left_out, _IN_A_PICTURE))
