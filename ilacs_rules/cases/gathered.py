"""What is wrong with the cells of one column, told in one finding: how many there are, the first few, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ilacs_rules.cases.day_order import DaysWritten, order_for
from ilacs_rules.cases.table import CaseTable, Row
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_MOST_PLACES = 3  # further ones, beside the first
_MOST_ALONE = 8  # of one code, about whole cases
_MOST_TEXTS = 8
_MOST_COUNTED = 1000


@dataclass(slots=True)
class _Alike:
    """Findings of one code in one column."""

    first: list[Diagnostic] = field(default_factory=list)
    texts: Counter[str] = field(default_factory=Counter)
    number: int = 0


class Gathered:
    """The findings of the rows of a table."""

    def __init__(self, table: CaseTable, dates: DaysWritten) -> None:
        self._table = table
        self._dates = dates
        self._alike: dict[tuple[int | None, Code, str], _Alike] = {}

    def add(self, row: Row, found: Iterable[Diagnostic]) -> None:
        """What was found in a row."""
        for each in dict.fromkeys(found):  # a day that begins an event and ends it is read twice
            written = _short(each.span)
            column = row.column_at(each.span)
            of_text = column is None or (each.code in _OF_CELLS and written in each.message)
            alike = self._alike.setdefault((column, each.code, "" if of_text else each.message), _Alike())
            alike.number += 1
            if len(alike.first) <= _MOST_PLACES:
                alike.first.append(each)
            if written in alike.texts or len(alike.texts) < _MOST_COUNTED:
                alike.texts[written] += 1

    def findings(self) -> list[Diagnostic]:
        """One finding for each column and code."""
        return [each for (column, _, same), alike in self._alike.items() for each in self._told(column, same, alike)]

    def _told(self, column: int | None, same: str, alike: _Alike) -> list[Diagnostic]:
        first, *others = alike.first
        is_day = first.code is Code.CASE_DATE and column is not None
        days = order_for(alike.texts, self._dates.order) if is_day else None
        if alike.number == 1:
            return [replace(first, hint=days)] if days is not None else [first]
        if column is None and alike.number <= len(alike.first):
            return alike.first
        related = tuple((each.span, "here too" if same else _words(each)) for each in others)
        hint = days or first.hint
        if column is None or same:
            message = f"{first.message} (and so in {alike.number - 1:,} more rows)"
            return [replace(first, message=message, related=(*first.related, *related))]
        heading = self._table.header.value(column)
        message = f"{alike.number:,} cells of “{heading}” {_OF_CELLS[first.code]}: {_listed(alike.texts)}"
        if len({each.hint for each in alike.first}) > 1 and days is None:
            hint = f"“{_short(first.span)}”: {first.hint}" if first.hint is not None else None
        return [Diagnostic(first.code, message, first.span, hint, related)]


def told_in_short(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings of whole cases: those of a code each by itself while they are few, else the first with their number."""
    by_code: dict[Code, list[Diagnostic]] = {}
    for each in found:
        by_code.setdefault(each.code, []).append(each)
    return [each for alike in by_code.values() for each in (alike if len(alike) <= _MOST_ALONE else [_counted(alike)])]


def _counted(alike: list[Diagnostic]) -> Diagnostic:
    first, *others = alike
    related = tuple((each.span, each.message) for each in others[:_MOST_PLACES])
    message = f"{first.message}; so, or alike, are {len(others):,} more"
    return replace(first, message=message, related=(*first.related, *related))


_OF_CELLS = {
    Code.CASE_DATE: "are no days that can be read",
    Code.CASE_VALUE: "cannot be read",
    Code.CASE_UNKNOWN_EVENT: "name no kind of event",
}


def _words(finding: Diagnostic) -> str:
    return finding.message if finding.hint is None else f"{finding.message}; {finding.hint}"


def _listed(texts: Counter[str]) -> str:
    """The texts most often met, each with how often."""
    often = sorted(texts.items(), key=lambda each: -each[1])
    told = [f"“{text}” ({number:,} times)" if number > 1 else f"“{text}”" for text, number in often[:_MOST_TEXTS]]
    return ", ".join(told) + (", …" if len(texts) > _MOST_TEXTS else "")


def _short(span: Span) -> str:
    text = span.text.strip()
    return text if len(text) <= 40 else f"{text[:39]}…"
