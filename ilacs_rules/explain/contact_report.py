"""Contacts as they are told: what counts and what does not, in sentences, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ilacs_rules.engine.contacting.asked import AskedYear, ContactsAsked
from ilacs_rules.engine.contacting.counting import ContactRate, Contacts, ContactYear, WithoutContact
from ilacs_rules.engine.contacting.covered import YEAR
from ilacs_rules.engine.findings import undecided
from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.model.absent import NOTHING, Absent
from ilacs_rules.model.as_data import record_as_data, version_as_data
from ilacs_rules.model.record_end import RecordEnd, record_ends
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings


@dataclass(frozen=True, slots=True)
class ContactReport:
    """The contacts of cases, and what policies would have asked: the policy itself and another, if one was named."""

    contacts: Contacts
    asked: tuple[ContactsAsked, ...] = ()

    @property
    def record(self) -> dict[str, RecordEnd]:
        """How far the record goes of each family of events (folded), where it ends before the last day."""
        found = self.contacts
        return record_ends(found.cases, found.policy.in_force(found.on).version, found.on, None)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be read or decided."""
        failed = [*self.contacts.failed, *(pair for each in self.asked for pair in each.failed)]
        return tuple(dict.fromkeys(finding for case, reasons in failed for finding in undecided(case, reasons)))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What has to be known to read the numbers, each a sentence."""
        found = self.contacts
        said = [
            f"a contact is any {joined([each.words for each in found.counted], 'or')}; it counts on its last day",
            "a rate counts only days on which the case surely was there and every contact is surely recorded; a year "
            "has 365.25 of them",
        ]
        if found.by is not None:
            said.append(
                f"the {quoted(found.by.words)} of a day is that of the last event that has one, from the day after it "
                "was published, or ended where no publication is recorded"
            )
        said += [self._forecast(each, name) for each, name in zip(self.asked, self.askers, strict=True)]
        return tuple(sentence(each) for each in said)

    @property
    def askers(self) -> tuple[str, ...]:
        """The names of the policies that are compared; of two of one name the second is the other."""
        names = [each.policy.name for each in self.asked]
        return (names[0], f"the other {names[0]}") if len(names) > len(set(names)) else tuple(names)

    def _forecast(self, asked: ContactsAsked, name: str) -> str:
        begins = values.day(self.contacts.since)
        said = [f"what {name} asks is forecast from what was told by {begins}, taken to be all there was"]
        until = asked.policy.versions[-1].version.until
        if asked.goes_on and until is not None:
            said.append(f"its last version, which ended {values.on_day(until)}, is taken to have gone on")
        said.append("each event is on the day it is due, with the outcome of the last time, and published when it ends")
        undated = max((each.undated for each in asked.years), default=0)
        if undated:
            duties = "1 duty has" if undated == 1 else f"{undated:,} duties have"
            said.append(f"{duties} no day by the end, so that it asks for more than can be counted (+)")
        if perhaps := max((each.perhaps for each in asked.years), default=0):
            of, they = ("duty", "it applies") if perhaps == 1 else ("duties", "they apply")
            more = " more" if undated else ""
            said.append(f"of {perhaps:,} {of}{more} it cannot be told whether {they}, so that it may ask for more (+)")
        return "; ".join(said)

    def value(self, value: str | Absent | None) -> str:
        """A value by which cases are told apart, in words."""
        by = self.contacts.by
        if by is None or not isinstance(value, str):
            return "none yet" if value is NOTHING else "not known"
        return by.type.labels.get(value, value)

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it."""
        found = self.contacts
        version = found.policy.in_force(found.on).version
        answer = {
            **version_as_data(version),
            "from": found.since.isoformat(),
            "on": found.on.isoformat(),
            "cases": len(found.cases),
            "record": record_as_data(version, self.record),
            "counted": [each.words for each in found.counted],
            "by": None if found.by is None else found.by.words,
            "assumptions": list(self.assumptions),
            "years": [_year(each) for each in found.years],
            "longest_without": [_without(each) for each in found.gaps],
            "by_year": [{"year": each.year, **_rate(each)} for each in found.by_year],
            "by_value": [{"value": self.value(each.value), **_rate(each)} for each in found.by_value],
            "asked": [
                {
                    "policy": each.policy.name,
                    "goes_on": each.goes_on,
                    "cases": each.cases,
                    "years": [_asked(year) for year in each.years],
                }
                for each in self.asked
            ],
        }
        return with_findings(answer, [*beside, *self.findings])


def _year(year: ContactYear) -> dict[str, object]:
    return {
        "case": year.case.name,
        "year": year.year,
        "contact": year.contact.words,
        "number": year.number if year.number or year.sure_days else None,
        "perhaps": year.perhaps,
        "known": year.is_known,
        "days": year.days,
        "sure_days": year.sure_days,
        "lacking": [each.value for each in year.lacking],
    }


def _without(gap: WithoutContact) -> dict[str, object]:
    first, last = gap.stretch.first.isoformat(), gap.stretch.last.isoformat()
    return {"case": gap.case.name, "days": gap.days, "from": first, "to": last, "exact": gap.exact}


def _rate(rate: ContactRate) -> dict[str, object]:
    return {
        "contact": rate.contact.words,
        "number": rate.number if rate.days else None,
        "cases": rate.cases,
        "case_years": rounded(rate.days / YEAR),
        "a_year": None if rate.a_year is None else rounded(rate.a_year),
    }


def _asked(asked: AskedYear) -> dict[str, object]:
    return {
        "contact": asked.contact.words,
        "year": asked.year,
        "number": asked.number,
        "undated": asked.undated,
        "perhaps": asked.perhaps,
        "has_rule": asked.has_rule,
        "case_years": rounded(asked.days / YEAR),
        "a_year": None if asked.a_year is None else rounded(asked.a_year),
    }


def rounded(number: float) -> float:
    """To two places."""
    return round(number, 2)
