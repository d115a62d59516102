"""A forecast to look at, as tables for a spreadsheet, and as plain data for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from ilacs_rules.cases.model import UNKNOWN, Day, Event, Partial
from ilacs_rules.cases.partial import exact
from ilacs_rules.checker.version import Version
from ilacs_rules.cli.dates import shortest
from ilacs_rules.cli.due_table import not_kept, to_note
from ilacs_rules.cli.output import line_length
from ilacs_rules.cli.tables import Cell, Table
from ilacs_rules.engine.as_data import event_words, obligation_as_data
from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.explain import values
from ilacs_rules.explain.document import wrapped
from ilacs_rules.explain.forecast import assumptions, why_without_date
from ilacs_rules.language.durations import DurationKind
from ilacs_rules.text.excerpt import visible

T = TypeVar("T")

_FEW = 3  # names in a cell; the workbook and the JSON hold them all


@dataclass(frozen=True, slots=True)
class Report:
    """A forecast, and what its events are counted by: a fact and a team size, by their folded names, if asked for."""

    forecast: Forecast
    by: str | None = None
    team: str | None = None


# ------------------------------------------------------------------------------------------------ to look at


def forecast_as_text(report: Report, *, colour: bool, width: int | None) -> str:
    """What is expected year by year, the totals, what has no date, and the assumptions."""
    forecast = report.forecast
    blocks = [_heading(forecast)]
    for year, table in _year_tables(forecast).items():
        blocks.append(f"{year}\n\n{table.as_text(colour=colour, width=width)}")
    return "\n\n".join([*blocks, *_ending(report, _by_year(report), colour=colour, width=width)])


def totals_as_text(report: Report, *, colour: bool, width: int | None) -> str:
    """The totals month by month, what has no date, and the assumptions."""
    return "\n\n".join([_heading(report.forecast), *_ending(report, totals_table(report), colour=colour, width=width)])


def _heading(forecast: Forecast) -> str:
    span = f"Forecast from {values.day(forecast.on)} to {values.day(forecast.until)}"
    return "\n".join(line for part in (visible(forecast.policy.title), span) for line in wrapped(part, line_length()))


def _ending(report: Report, totals: Table, *, colour: bool, width: int | None) -> list[str]:
    forecast = report.forecast
    blocks = []
    if totals.rows:
        blocks.append(f"Totals\n\n{totals.as_text(colour=colour, width=width)}")
    noted = {
        (each.case.name, each.requirement.words, "; ".join(not_kept(each.obligation, shortest))): None
        for each in forecast.events
        if not_kept(each.obligation, shortest)
    }
    if noted:
        table = Table(("case", "requirement", "to note"), tuple(noted))
        blocks.append(f"Before that\n\n{table.as_text(colour=colour, width=width)}")
    if forecast.waiting:
        blocks.append(f"Waiting without a date\n\n{_waiting_few(forecast).as_text(colour=colour, width=width)}")
    lines = [line for each in assumptions(forecast) for line in _item(visible(each))]
    blocks.append("\n".join(["Assumptions", "", *lines]))
    return [*blocks, "\n".join(wrapped(_count(forecast), line_length()))]


def _item(text: str) -> list[str]:
    first, *others = wrapped(text, line_length() - 2)
    return [f"- {first}", *(f"  {line}" for line in others)]


def _count(forecast: Forecast) -> str:
    cases, events = len(forecast.cases), len(forecast.events)
    words = f"{cases:,} {'case' if cases == 1 else 'cases'}: {events:,} {'event' if events == 1 else 'events'} expected"
    waiting = len(forecast.waiting)
    words += f", {waiting:,} waiting without a date" if waiting else ""
    return f"{words}; {len(forecast.failed):,} more could not be decided" if forecast.failed else words


def _year_tables(forecast: Forecast) -> dict[int, Table]:
    """What begins in each year, all with the same columns; what says the same in every row is left out."""
    several = len(forecast.cases) > 1
    long = any(each.end != each.start for each in forecast.events)
    named = any(each.requirement.words != _event(each) for each in forecast.events)
    columns = ("from", *_if(long, "to"), *_if(several, "case"), "expected", *_if(named, "required by"), "falls on")
    rows: dict[int, list[tuple[Cell, ...]]] = {}
    for each in forecast.events:
        end = None if each.end == each.start else each.end
        cells = (*_if(several, each.case.name), _event(each), *_if(named, each.requirement.words), each.basis.value)
        rows.setdefault(each.start.year, []).append((each.start, *_if(long, end), *cells))
    return {year: Table(columns, tuple(found)) for year, found in rows.items()}


def _name(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _if(wanted: bool, cell: T) -> tuple[T, ...]:
    return (cell,) if wanted else ()


def _by_year(report: Report) -> Table:
    """A row for each kind of event (and value of the fact), a column for each year."""
    years = sorted({each.start.year for each in report.forecast.events})
    counts: Counter[tuple[str, str, int]] = Counter()
    for each in report.forecast.events:
        counts[_event(each), _fact(report, each), each.start.year] += 1
    rows: list[tuple[Cell, ...]] = []
    for event, fact in sorted({key[:2] for key in counts}):
        numbers = [counts[event, fact, year] for year in years]
        rows.append((event, *_if(report.by is not None, fact), *numbers, sum(numbers)))
    return Table(("event", *_name(report.by), *map(str, years), "all"), tuple(rows))


def _waiting_few(forecast: Forecast) -> Table:
    """A row for each requirement and reason; of several cases a row for each requirement, with the usual reason."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for each in forecast.waiting:
        found = reasons.setdefault(each.requirement.words, {}).setdefault(why_without_date(each), [])
        if each.case.name not in found:
            found.append(each.case.name)
    if len(forecast.cases) == 1:
        alone = [(words, why) for words, found in reasons.items() for why in found]
        return Table(("requirement", "because"), tuple(alone))
    rows = []
    for words, cases in reasons.items():
        usual = max(cases.items(), key=lambda item: len(item[1]))[0]
        others = f" (and {len(cases) - 1} other {'reason' if len(cases) == 2 else 'reasons'})" if len(cases) > 1 else ""
        names = list(dict.fromkeys(name for each in cases.values() for name in each))
        rows.append((words, f"{usual}{others}", _few(names, len(forecast.cases))))
    return Table(("requirement", "because", "case"), tuple(rows))


def _few(names: Sequence[str], cases: int) -> str:
    if len(names) == cases > _FEW:
        return f"all {cases} cases"
    return (
        ", ".join(names) if len(names) <= _FEW else f"{', '.join(names[: _FEW - 1])} and {len(names) - _FEW + 1} more"
    )


# ------------------------------------------------------------------------------------------------ for spreadsheets


def events_table(report: Report) -> Table:
    """A row for each expected event with all that is known of it."""
    columns = (
        *("from", "to", "case", "event", "requirement", "strength", "by", "falls on", "opens", "target", "closes"),
        *("recorded", "to note", "version"),
        *_name(report.by),
        *([report.team, "team weeks"] if report.team else []),
    )
    return Table(columns, tuple(_event_row(report, each) for each in report.forecast.events))


def _event_row(report: Report, each: Expected) -> tuple[Cell, ...]:
    obligation = each.obligation
    return (
        each.start,
        each.end,
        each.case.name,
        _event(each),
        _requirement(each),
        obligation.strength,
        obligation.by,
        each.basis.value,
        *(_day(day) for day in (obligation.opens, obligation.target, obligation.closes)),
        "; ".join(f"{name}: {value}" for name, value in _recorded_values(each.event, each.version).items()) or None,
        to_note(obligation),
        each.version.start,
        *_if(report.by is not None, _fact(report, each)),
        *([_team_size(report, each), _rounded(_weeks(report, each))] if report.team else []),
    )


def totals_table(report: Report) -> Table:
    """How many events of each kind begin in each month (for each value of the fact), and the weeks of teams."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    weeks: dict[tuple[str, str, str], Fraction] = {}
    for each in report.forecast.events:
        key = f"{each.start:%Y-%m}", _event(each), _fact(report, each)
        numbers[key] += 1
        size = _weeks(report, each)
        if size is not None:
            weeks[key] = weeks.get(key, Fraction()) + size
    rows: list[tuple[Cell, ...]] = [
        (
            month,
            event,
            *_if(report.by is not None, fact),
            numbers[key],
            *([_rounded(weeks.get(key))] if report.team else []),
        )
        for key in sorted(numbers)
        for month, event, fact in [key]
    ]
    columns = (
        "month",
        "event",
        *_name(report.by),
        "number",
        *(["team weeks"] if report.team else []),
    )
    return Table(columns, tuple(rows))


def waiting_table(forecast: Forecast) -> Table:
    """A row for each obligation that has no date on the last day."""
    rows = tuple(
        (each.case.name, each.requirement.words, each.obligation.status.value, why_without_date(each))
        for each in forecast.waiting
    )
    return Table(("case", "requirement", "status", "because"), rows)


def forecast_as_sheets(report: Report) -> dict[str, Table]:
    """The sheets of a workbook, by title."""
    forecast = report.forecast
    return {
        "expected": events_table(report),
        "totals": totals_table(report),
        "waiting": waiting_table(forecast),
        "assumptions": Table(("assumption",), tuple((each,) for each in assumptions(forecast))),
    }


# ------------------------------------------------------------------------------------------------ for programs


def forecast_as_data(report: Report) -> dict[str, object]:
    """For JSON: what was asked and assumed, the events in order, what waits, and the totals by month."""
    forecast = report.forecast
    return {
        "policy": forecast.policy.name,
        "title": forecast.policy.title,
        "on": forecast.on.isoformat(),
        "until": forecast.until.isoformat(),
        "versions": [version.start.isoformat() for version in forecast.versions],
        "assumptions": list(assumptions(forecast)),
        "cases": len(forecast.cases),
        "expected": [_event_as_data(report, each) for each in forecast.events],
        "waiting": [
            {"case": each.case.name, **obligation_as_data(each.decision.version, each.obligation)}
            for each in forecast.waiting
        ],
        "totals": totals_table(report).as_data(),
    }


def _event_as_data(report: Report, each: Expected) -> dict[str, object]:
    weeks = _weeks(report, each)
    return {
        "case": each.case.name,
        "from": each.start.isoformat(),
        "to": each.end.isoformat(),
        "falls_on": each.basis.value,
        "version": each.version.start.isoformat(),
        "recorded": _recorded_values(each.event, each.version),
        **({"counted_by": _fact(report, each)} if report.by else {}),
        **({"team_weeks": None if weeks is None else _rounded(weeks)} if report.team else {}),
        "obligation": obligation_as_data(each.version, each.obligation),
    }


# ------------------------------------------------------------------------------------------------ parts


def _event(each: Expected) -> str:
    return event_words(each.version, each.obligation.event)


def _requirement(each: Expected) -> str:
    """The requirement as the policy names it; of one duty for each event, also the event."""
    about = each.obligation.instance
    words = each.requirement.words
    return words if about is None else f"{words}, for {values.event(about, each.version)}"


def _recorded_values(event: Event, version: Version) -> dict[str, str]:
    """What an event records, by the words of the policy."""
    fields = version.vocabulary.events[event.kind].records
    return {fields[name].words: values.value(value, fields[name].type, version) for name, value in event.fields.items()}


def _fact(report: Report, each: Expected) -> str:
    """The fact that events are counted by; an empty text where they are not."""
    if report.by is None:
        return ""
    declared = report.forecast.policy.vocabulary.facts[report.by]
    value = each.case.facts.get(report.by, UNKNOWN if declared.default is None else declared.default)
    return value if isinstance(value, str) else values.value(value, declared.type, each.version)


def _team_size(report: Report, each: Expected) -> Cell:
    size = _team(report, each)
    return float(size) if isinstance(size, Decimal) else size


def _team(report: Report, each: Expected) -> int | Decimal | None:
    """The size of the team; None for what somebody else than the publisher does, or where there is no such number."""
    if each.obligation.by != each.version.publisher:
        return None
    value = None if report.team is None else each.decision.values.get(report.team)
    return value if isinstance(value, int | Decimal) else None


def _weeks(report: Report, each: Expected) -> Fraction | None:
    """The size of the team times the weeks of the event: of seven days, or of five where working days are counted."""
    size, lasts = _team(report, each), each.obligation.lasts
    if size is None:
        return None
    if lasts is not None and lasts.kind is DurationKind.WORKING_DAYS:
        return Fraction(size) * Fraction(lasts.amount, 5)
    return Fraction(size) * Fraction((each.end - each.start).days + 1, 7)


def _rounded(weeks: Fraction | None) -> float | None:
    return None if weeks is None else float(round(weeks, 2))


def _day(day: Day | None) -> Cell:
    return exact(day) if isinstance(day, Partial) else day
