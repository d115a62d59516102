"""Contacts for each case and year as a picture: a bar for each kind of contact, or for what was held and what is asked.

A year of which nothing is covered has no bar, and says so.
"""

from __future__ import annotations

from ilacs_rules.documents.bars import Bar, Bars
from ilacs_rules.engine.contacting.covered import YEAR, a_year
from ilacs_rules.explain import values
from ilacs_rules.explain.contact_report import ContactReport
from ilacs_rules.explain.english import joined


def contact_chart(report: ContactReport, left_out: str = "") -> str:
    """The picture as SVG, fit for light and dark, with what is `left_out`; the same report gives the same bytes."""
    found = report.contacts
    return Bars(
        "Contacts for each case and year" + (", held and asked" if report.asked else ""),
        f"{found.policy.title}, {values.day(found.since)} to {values.day(found.on)}{left_out}",
        _shown(report),
        [str(year) for year in range(found.since.year, found.on.year + 1)],
        _series(report),
        lambda rate: f"{rate:.2f}",
        "no day of it is surely recorded",
    ).as_svg()


def _shown(report: ContactReport) -> str:
    """What the bars are of."""
    held = "what was held, on days of which every contact is surely recorded"
    if not report.asked:
        return held
    return f"{held}; and what {joined(report.askers)} would have asked, as forecast from the first day"


def _bar(year: int, number: int, days: int) -> Bar:
    """So many on so many days of cases, in a year; not known where no day of it is covered."""
    rate = a_year(number, days)
    if rate is None:
        return Bar(None, f"{year}: not known")
    return Bar(rate, f"{year}: {rate:.2f} ({number:,} in {days / YEAR:,.1f} case-years)")


def _series(report: ContactReport) -> dict[str, list[Bar]]:
    """The bars of each kind of contact; with policies to compare, of all contacts held and of those each asks."""
    found = report.contacts
    if not report.asked:
        bars: dict[str, list[Bar]] = {}
        for rate in found.by_year:
            assert rate.year is not None, "counted by year"
            bars.setdefault(rate.contact.words, []).append(_bar(rate.year, rate.number, rate.days))
        return bars
    held = [_bar(r.year or 0, r.number, r.days) for r in found.by_year if r.contact == found.as_one]
    series = {"held": held}
    for name, each in zip(report.askers, report.asked, strict=True):
        asked = [year for year in each.years if year.year is not None and year.contact.words == found.together.words]
        more = ", at least" if any(year.may_be_more for year in asked) else ""
        series[f"{name} asks{more}"] = [_bar(y.year or 0, y.number, y.days) for y in asked]
    return series
