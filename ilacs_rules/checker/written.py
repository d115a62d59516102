"""Days and lengths of time that stand in the policy itself, so that they can be looked at before any case is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ilacs_rules.language.calendars import Calendar
from ilacs_rules.language.dates import DaysNotKnown, NoSuchDay, add_duration, summed, times
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import MonthEnd, Picks, Sign
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import Lengths
from ilacs_rules.model.version import DecisionTable, Definition


class Written:
    """What is written in a version with such definitions, calendar and rule for month ends."""

    def __init__(self, definitions: Mapping[str, Definition], calendar: Calendar | None, month_end: MonthEnd) -> None:
        self._definitions = definitions
        self._calendar = calendar
        self._month_end = month_end

    def day(self, node: tree.Node | None) -> date | None:
        """The day that is meant whatever is known of a case; None if there is none such."""
        match self._body(node):
            case tree.Const(value=date() as day):
                return day
            case tree.Arithmetic(sign=sign, left=left, right=right):
                return self.reckoned(self.day(left), ((right, 1 if sign is Sign.PLUS else -1),))
            case _:
                return None

    def length(self, node: tree.Node | None) -> Duration | None:
        """The length of time that is meant whatever is known of a case; None if there is none such."""
        match self._body(node):
            case tree.Const(value=Duration() as length):
                return length
            case tree.Arithmetic(sign=sign, left=left, right=right):
                one, other = self.length(left), self.length(right)
                if one is None or other is None:
                    return None
                return Duration(one.amount + other.amount * (1 if sign is Sign.PLUS else -1), one.kind, one.unit)
            case _:
                return None

    def lengths(self, node: tree.Node | None) -> Iterator[tuple[Duration, tree.Node]]:
        """Each length of time it may come to, as far as they are written, and where."""
        length = self.length(node)
        body = self._body(node)
        if length is not None and isinstance(body, tree.Node):
            yield length, body
            return
        match body:
            case tree.If(then=then, otherwise=otherwise):
                branches: tuple[tree.Node, ...] = (then, otherwise)
            case DecisionTable(rows=rows, default=default) if len(body.output_words) == 1:
                branches = (*(row.outputs[0] for row in rows), *(default or ()))
            case _:
                return
        for branch in branches:
            yield from self.lengths(branch)

    def reckoned(self, day: date | None, lengths: Lengths) -> date | None:
        """The day that lies lengths of time after another, as the engine reckons it; None where that cannot be told."""
        found = [(self.length(node), count) for node, count in lengths]
        for length in summed(times(length, count) for length, count in found if length is not None):
            day = self._add(day, length)
        return None if any(length is None for length, _ in found) else day

    def _add(self, day: date | None, length: Duration) -> date | None:
        if day is None or length.kind not in (DurationKind.MONTHS, DurationKind.DAYS, DurationKind.WORKING_DAYS):
            return None
        if self._calendar is None and length.kind is DurationKind.WORKING_DAYS:
            return None
        try:
            return add_duration(day, length, self._calendar, self._month_end)
        except (NoSuchDay, DaysNotKnown, OverflowError):
            return None

    def is_of_today(self, node: tree.Node | None) -> bool:
        """Whether it is the day of the question, or so long before or after it."""
        match self._body(node):
            case tree.Today():
                return True
            case tree.Arithmetic(left=left, right=right):
                return self.is_of_today(left) and self.length(right) is not None
            case _:
                return False

    def of_latest(self, node: tree.Node | None) -> tree.History | None:
        """The events of which it is a day of the latest; None where it is no such day."""
        match self._body(node):
            case tree.DayOf(event=event):
                match self._body(event):
                    case tree.Select(picks=Picks.LATEST, history=history):
                        return history
                    case _:
                        return None
            case _:
                return None

    def _body(self, node: tree.Node | DecisionTable | None) -> tree.Node | DecisionTable | None:
        while isinstance(node, tree.Named):
            node = self._definitions[node.name].body if node.name in self._definitions else None
        return node


def is_longer(one: Duration, other: Duration) -> bool:
    """Whether a length of time is more than another wherever they begin; those of two kinds by their extremes."""
    if one.kind == other.kind:
        return one.amount > other.amount
    extremes: dict[object, int] = {DurationKind.MONTHS: 31, DurationKind.DAYS: 1}
    longest, shortest = extremes.get(other.kind), 28 if one.kind is DurationKind.MONTHS else 1
    return longest is not None and one.amount * shortest > other.amount * longest
