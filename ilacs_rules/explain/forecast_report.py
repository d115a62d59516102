"""A forecast as it is told: with what its events are counted by, the totals, and as plain data for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ilacs_rules.engine.findings import undecided
from ilacs_rules.engine.forecasting.expected import Basis, Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.forecasting.workload import work_of_forecast
from ilacs_rules.engine.workload import WorkTotal, has_phases, summed
from ilacs_rules.explain import values
from ilacs_rules.explain.english import days, quoted, sentence
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.standing import done_late_word
from ilacs_rules.explain.without_date import why_without_date
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.as_data import event_words, obligation_as_data, record_as_data
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings


@dataclass(frozen=True, slots=True)
class Total:
    """How many events of a kind begin in a month, for each value of the fact they are counted by.

    `month` is such as `2021-05`, `fact` empty where they are counted by none, `weeks` those of teams, rounded to two
    places; None where no team is counted or none of these events has one. `placed` are those that have no day that can
    be told, and one by assumption: they are counted apart.
    """

    month: str
    event: str  # the kind as the policy writes it
    fact: str
    number: int
    weeks: float | None
    placed: bool = False


@dataclass(frozen=True, slots=True)
class ForecastReport:
    """A forecast, and what its events are counted by: a fact and a team size, by their folded names, if asked for."""

    forecast: Forecast
    by: str | None = None
    team: str | None = None

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the forecast takes for granted, each a sentence, the most important first."""
        return assumptions(self.forecast)

    @property
    def totals(self) -> tuple[Total, ...]:
        """How many events begin in each month, by month, kind and fact."""
        numbers: Counter[tuple[str, str, str, bool]] = Counter()
        weeks: dict[tuple[str, str, str, bool], Fraction] = {}
        for each in self.forecast.events:
            key = f"{each.start:%Y-%m}", expected_kind(each), self.fact(each), each.basis is Basis.ASSUMED
            numbers[key] += 1
            size = self._weeks(each)
            if size is not None:
                weeks[key] = weeks.get(key, Fraction()) + size
        return tuple(Total(*key[:3], numbers[key], _rounded(weeks.get(key)), key[3]) for key in sorted(numbers))

    @property
    def work(self) -> tuple[WorkTotal, ...]:
        """The work in what is expected, by month, kind, phase and fact; none where no phases are told."""
        if not has_phases(self.forecast.versions):
            return ()
        return summed(work_of_forecast(self.forecast, self.fact))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be decided."""
        return tuple(finding for case, reasons in self.forecast.failed for finding in undecided(case, reasons))

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it."""
        forecast, known = self.forecast, self.forecast.assumptions.known
        answer = {
            "policy": forecast.policy.name,
            "title": forecast.policy.title,
            "on": forecast.on.isoformat(),
            "until": forecast.until.isoformat(),
            "versions": [version.start.isoformat() for version in forecast.versions],
            "assumptions": list(self.assumptions),
            "record": record_as_data(forecast.policy.in_force(forecast.on, known).version, forecast.record),
            "cases": len(forecast.cases),
            "expected": [self._event(each) for each in forecast.events],
            "waiting": [
                {
                    "case": each.case.name,
                    "because": why_without_date(each),
                    **obligation_as_data(each.decision.version, each.obligation),
                }
                for each in forecast.waiting
            ],
            "later": [
                {
                    "case": each.case.name,
                    "requirement": each.requirement.words,
                    "event": expected_kind(each),
                    "from": each.start.isoformat(),
                    "to": each.end.isoformat(),
                }
                for each in forecast.later
            ],
            "totals": [self._total(each) for each in self.totals],
            "work": [{**({self.by: each.fact} if self.by else {}), **each.as_data()} for each in self.work],
        }
        return with_findings(answer, [*beside, *self.findings])

    def fact(self, each: Expected) -> str:
        """The fact that events are counted by; an empty text where they are not."""
        if self.by is None:
            return ""
        declared = self.forecast.policy.vocabulary.facts[self.by]
        value = each.case.facts.get(self.by, UNKNOWN if declared.default is None else declared.default)
        return value if isinstance(value, str) else values.value(value, declared.type, each.version)

    def team_size(self, each: Expected) -> int | Decimal | None:
        """The size of the team; None where there is no such number, or somebody else than the publisher does it."""
        if each.obligation.by != each.version.publisher:
            return None
        value = None if self.team is None else each.decision.values.get(self.team)
        return value if isinstance(value, int | Decimal) else None

    def team_weeks(self, each: Expected) -> float | None:
        """The size of the team times the weeks of the event, rounded to two places; None where there is no team."""
        return _rounded(self._weeks(each))

    def _weeks(self, each: Expected) -> Fraction | None:
        """Weeks are of seven days, or of five where working days are counted."""
        size, lasts = self.team_size(each), each.obligation.lasts
        if size is None:
            return None
        if isinstance(lasts, Duration) and lasts.kind is DurationKind.WORKING_DAYS:
            return Fraction(size) * Fraction(lasts.amount, 5)
        return Fraction(size) * Fraction((each.end - each.start).days + 1, 7)

    def _event(self, each: Expected) -> dict[str, object]:
        return {
            "case": each.case.name,
            "from": each.start.isoformat(),
            "to": each.end.isoformat(),
            "falls_on": each.basis.value,
            **({} if each.wanted is None else {_moved_from(each.wanted, each.start): each.wanted.isoformat()}),
            **({} if each.days_late is None else {"days_late": each.days_late}),
            "version": each.version.start.isoformat(),
            "recorded": recorded_values(each.event, each.version),
            **({"counted_by": self.fact(each)} if self.by else {}),
            **({"team_weeks": self.team_weeks(each)} if self.team else {}),
            "obligation": obligation_as_data(each.version, each.obligation),
        }

    def _total(self, total: Total) -> dict[str, object]:
        """Under the names of the columns that a table of them has."""
        return {
            "month": total.month,
            "event": total.event,
            **({Basis.ASSUMED.value: total.placed} if self.forecast.assumptions.undated else {}),
            **({self.by: total.fact} if self.by is not None else {}),
            "number": total.number,
            **({"team weeks": total.weeks} if self.team else {}),
        }


def _moved_from(wanted: date, start: date) -> str:
    return "put_off_from" if wanted < start else "brought_forward_from"


_FALLS_ON = {
    Basis.TARGET: "its day",
    Basis.CLOSE: "last day",
    Basis.OPENING: "first day",
    Basis.SHARE: "spread out",
    Basis.AT_ONCE: "open",
    Basis.ASSUMED: Basis.ASSUMED.value,
}


_MEANS = {
    Basis.TARGET: "the day on which it is due",
    Basis.CLOSE: "the last on which it is in time",
    Basis.OPENING: "the first on which it may be done",
    Basis.SHARE: "the day of one of several, which are placed evenly",
    Basis.AT_ONCE: "the first day there is, as its day has passed and it is not late",
    Basis.ASSUMED: "a day that is assumed, as none can be told",
}


def what_falls_on_means(events: Iterable[Expected]) -> str | None:
    """What the words of the column say that stand in it, as a sentence; None of no events."""
    found = list(events)
    used = [basis for basis in _MEANS if any(falls_on(each) == _FALLS_ON[basis] for each in found)]
    told = [f"{quoted(_FALLS_ON[basis])} is {_MEANS[basis]}" for basis in used]
    late = any(each.days_late is not None or (each.basis is Basis.AT_ONCE and each.may_be_late) for each in found)
    told += ["what is late is put on the first day there is"] if late else []
    if not told:
        return None
    return sentence(f"what stands under “falls on” says which of its days an event is put on: {'; '.join(told)}")


def falls_on(each: Expected) -> str:
    """`its day`, or `13 days late`; `13 days later than asked for`, of what nobody has to do.

    Of a last day that is only known to lie between two, `at least 13 days late`, or `perhaps late`.
    """
    late, closes = done_late_word(each.obligation.strength), each.obligation.closes
    if each.days_late is not None:
        return f"{'at least ' if isinstance(closes, Partial) else ''}{days(each.days_late)} {late}"
    return f"perhaps {late}" if each.basis is Basis.AT_ONCE and each.may_be_late else _FALLS_ON[each.basis]


def expected_kind(each: Expected) -> str:
    """The kind of event that is expected, as the policy writes it."""
    return event_words(each.version, each.obligation.event)


def counted_kind(each: Expected) -> str:
    """What it is counted as: what is placed by assumption is counted apart."""
    kind = expected_kind(each)
    return f"{kind}, {each.basis.value}" if each.basis is Basis.ASSUMED else kind


def recorded_values(event: Event, version: Version) -> dict[str, str]:
    """What an event records, by the words of the policy."""
    fields = version.vocabulary.events[event.kind].records
    return {fields[name].words: values.value(value, fields[name].type, version) for name, value in event.fields.items()}


def _rounded(weeks: Fraction | None) -> float | None:
    return None if weeks is None else float(round(weeks, 2))
