"""What was observed, as a table beside a plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ilacs_rules.engine.observing.observation import AHEAD, Observation
from ilacs_rules.explain import values
from ilacs_rules.explain.backtest_report import percent, rounded
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.explain.observed_report import ObservedReport
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.as_data import event_words
from ilacs_rules.model.vocabulary import family_of
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

SHEET = "observed"
_TOLD = ("usually from", "usually to", *(f"chance in {months} months" for months in AHEAD))
_HEADING = "Observed, and no part of the policy: when the next one usually came, and the chance in so many months"


def observed_table(report: ObservedReport) -> Table:
    """A row for each case and family of events; every column says that it was observed."""
    rows = [(each.case, *_cells(report, each)) for each in report.observed.cases]
    return Table(("case", "event", "waits since", *(f"observed: {name}" for name in _TOLD)), tuple(rows))


def with_observed(table: Table, asked: Sequence[tuple[str, str]], report: ObservedReport, *, whole_case: bool) -> Table:
    """A table with what was observed of each row in its last columns; `asked` are the cases, each with a kind of event.

    It is that of the family of the kind. Where a row is about the `whole_case` and nothing was observed of that family,
    it is what else was, if that is one thing.
    """
    words = report.observed.program.words.events
    by_case: dict[str, dict[str, Observation]] = {}
    for each in report.observed.cases:
        by_case.setdefault(each.case, {})[each.family] = each
    beside: list[tuple[Cell, ...]] = []
    for case, kind in asked:
        found = by_case.get(case, {})
        one = found.get(family_of(kind, words)) if kind in words else None
        if one is None and whole_case and len(found) == 1:
            (one,) = found.values()
        beside.append(_cells(report, one))
    columns = tuple(f"observed: {name}" for name in ("event", "waits since", *_TOLD))
    rows = tuple((*row, *cells) for row, cells in zip(table.rows, beside, strict=True))
    return replace(table, columns=(*table.columns, *columns), rows=rows)


def _cells(report: ObservedReport, one: Observation | None) -> tuple[Cell, ...]:
    if one is None:
        return (None,) * (2 + len(_TOLD))
    event = event_words(report.observed.program.version, one.family)
    return (event, one.since, one.first, one.last, *(rounded(chance) for chance in one.chances))


def observed_in_words(report: ObservedReport) -> dict[str, str]:
    """A sentence for each family of events observed of a case, each on a line of its own, by the name of the case."""
    found: dict[str, list[str]] = {}
    for each in report.observed.cases:
        chances = zip(AHEAD, map(percent, each.chances), strict=True)
        within = joined([f"{chance} in {months} months" for months, chance in chances if chance is not None])
        told = [*_usual(each), *([f"the chance is {within}"] if within else [])]
        if told:
            events = plural(values.kind_label(each.family, report.observed.program.version))
            words = f"as observed of {events}, and not asked for by the policy: {'; '.join(told)}"
            found.setdefault(each.case, []).append(sentence(words))
    return {case: "\n".join(sentences) for case, sentences in found.items()}


def _usual(each: Observation) -> list[str]:
    """When half of those like it had the next one; where that cannot be told, by when a quarter."""
    if each.first is None:
        return []
    like = "of those that waited so long had the next one"
    first = values.day(each.first)
    if each.last is None:
        return [f"a quarter {like} by {first}"]
    return [f"half {like} between {first} and {values.day(each.last)}"]


def observed_in_short(report: ObservedReport, shown: Collection[str]) -> list[SummaryPart]:
    """The same of the cases that are shown, for a terminal, and what it rests on."""
    version = report.observed.program.version
    order = {name: place for place, name in enumerate(shown)}
    told = sorted((each for each in report.observed.cases if each.case in order), key=lambda each: order[each.case])
    several = len({each.family for each in told}) > 1
    rows: list[tuple[Cell, ...]] = []
    for each in told:
        between = " to ".join("–" if day is None else f"{day:%Y-%m}" for day in (each.first, each.last))
        chances = [percent(chance) or "–" for chance in each.chances]
        event = (event_words(version, each.family),) if several else ()
        rows.append((each.case, *event, each.since, between, *chances))
    months = tuple(f"{months} months" for months in AHEAD)
    columns = ("case", *(("event",) if several else ()), "waits since", "usually", *months)
    table = Table(columns, tuple(rows), unfolded=("waits since", "usually", *months))
    return [SummaryPart(_HEADING, table if rows else None), SummaryPart(points=report.said)]
