"""From lark's parse tree to whole sentences: `due:`, phases, the cells of decision tables, on top of expressions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from lark import Token, Tree

from ilacs_rules.language import cell_nodes as c
from ilacs_rules.language import due_nodes as d
from ilacs_rules.language import nodes as n
from ilacs_rules.language import phase_nodes as ph
from ilacs_rules.language.builder import ExpressionBuilder, units_hint, words_of
from ilacs_rules.language.dates import MONTH_NAMES
from ilacs_rules.language.durations import NO_TIME, Duration, duration
from ilacs_rules.language.fixed_words import Direction, PhasePlace
from ilacs_rules.language.names import in_expression
from ilacs_rules.language.stretches import Months
from ilacs_rules.text.codes import Code


def first_day_after(day_and_month: str) -> tuple[int, int] | None:
    """The day and the month that follow `31 July`, where both are days that every year has."""
    number, name = day_and_month.split()
    try:
        last = date(2023, MONTH_NAMES.index(name.capitalize()) + 1, int(number))
    except ValueError:
        return None
    first = last + timedelta(1)
    return None if (last.month, first.month) == (2, 3) else (first.day, first.month)


def in_one_spelling(day_and_month: str) -> str:
    """`31 July`, however it was written."""
    number, name = day_and_month.split()
    return f"{number} {name.capitalize()}"


class Builder(ExpressionBuilder):
    """Builds any sentence of the language from its parse tree."""

    of_parts: ClassVar = {**n.OF_PARTS, **d.OF_PARTS}
    of_a_list: ClassVar = {**n.OF_A_LIST, **c.OF_A_LIST}

    # -------------------------------------------------------------------------------------------- due:

    def _due(self, t: Tree[Token]) -> d.Due:
        timing, *qualifiers = map(self.build, t.children)
        return d.Due(timing, tuple(qualifiers), span=self.span(t))

    def _one_unit(self, t: Tree[Token]) -> n.Expr:
        unit = str(t.children[0])
        if unit.lower().endswith("s"):
            self.error(
                Code.UNIT_EXPECTED,
                f"expected a number before “{unit}”",
                self.span(t),
                f"write “every {unit[:-1]}”, or say how many",
            )
        return n.Literal(duration(1, unit), span=self.span(t))

    def _between_after(self, t: Tree[Token]) -> d.Timing:
        low, high, after = (self.build(t.children[i]) for i in (0, 1, 3))
        if isinstance(low, n.Literal) and isinstance(low.value, (int, Decimal)):  # `between 7 and 12 months`
            if not isinstance(high, n.Literal) or not isinstance(high.value, Duration):
                self.error(Code.UNIT_EXPECTED, f"expected a unit of time after {low.span.text}", low.span, units_hint())
            else:
                low = n.Literal(self.length(low.span.text, high.value.unit, low.span), span=low.span)
        return d.BetweenAfter(low, high, after, span=self.span(t))

    def _before_day(self, t: Tree[Token]) -> d.Timing:
        return d.BeforeDay(self.build(t.children[1]), self.build(t.children[3]), span=self.span(t))

    def _how_many(self, t: Any) -> tuple[n.Bound, int]:
        return n.Bound(words_of(t.children[0])), self.count(t.children[1])

    def _between_events(self, t: Tree[Token]) -> d.Timing:
        bound, count = self._how_many(t.children[0])
        return d.BetweenEvents(bound, count, self.build(t.children[1]), span=self.span(t))

    def _in_each(self, t: Tree[Token]) -> d.Timing:
        bound, count = self._how_many(t.children[0])
        return d.InEach(bound, count, self.build(t.children[2]), span=self.span(t))

    def _by_each_year(self, t: Tree[Token]) -> d.Timing:
        last, span = t.children[0], self.span(t)
        first = first_day_after(str(last))
        if first is None:
            hint = "write “at least 1 in each year from 1 March”, which ends on the last day of February"
            self.error(Code.NO_SUCH_DAY, f"no year of the calendar ends on {last} each time", self.span(last), hint)
            first = (1, 1)
        day, month = first
        period = n.Period(f"year from {day} {MONTH_NAMES[month - 1]}", Months(12, month, day), span=span)
        return d.InEach(n.Bound.AT_LEAST, 1, period, in_one_spelling(str(last)), span=span)

    def _in_each_from(self, t: Tree[Token]) -> d.Timing:
        bound, count = self._how_many(t.children[0])
        return d.InEachFrom(bound, count, self.build(t.children[2]), self.build(t.children[3]), span=self.span(t))

    def _either_side(self, t: Tree[Token]) -> d.Qualifier:
        length = self.build(t.children[0])
        return d.Window(length, length, span=self.span(t))

    def _up_to_early(self, t: Tree[Token]) -> d.Qualifier:
        return d.Window(self.build(t.children[1]), n.Literal(NO_TIME, span=self.span(t)), span=self.span(t))

    def _up_to_late(self, t: Tree[Token]) -> d.Qualifier:
        return d.Window(n.Literal(NO_TIME, span=self.span(t)), self.build(t.children[1]), span=self.span(t))

    def _keeping(self, t: Tree[Token]) -> d.Qualifier:
        return d.Keeping(span=self.span(t))

    def _times(self, t: Tree[Token]) -> d.Qualifier:
        bound = n.Bound.AT_LEAST if words_of(t.children[0]) == "at least" else n.Bound.AT_MOST
        return d.Times(bound, self.count(t.children[1]), span=self.span(t))

    def _moved(self, t: Tree[Token]) -> d.Qualifier:
        words, kind = t.children
        return d.Moved(Direction(words_of(words).split()[-1]), self.build(kind), span=self.span(t))

    def _carried_over(self, t: Tree[Token]) -> d.Qualifier:
        return d.CarriedOver(span=self.span(t))

    def _not_in(self, t: Tree[Token]) -> d.Qualifier:
        return d.NotIn(self.build(t.children[1]), span=self.span(t))

    def _after(self, t: Tree[Token]) -> d.Timing:
        words, day = t.children
        form = d.OnOrAfter if words_of(words) == "on or after" else d.After
        return form(self.build(day), span=self.span(t))

    # -------------------------------------------------------------------------------------------- phases:

    def _phase(self, t: Tree[Token]) -> ph.PhaseSentence:
        parts = [self.build(child) for child in t.children if isinstance(child, Tree)]
        work, *over = [each for each in parts if isinstance(each, ph.LengthOfPhase)]
        people = next((each for each in parts if isinstance(each, ph.People)), None)
        place = next((words_of(child) for child in t.children if getattr(child, "type", "") == "PLACE"), "")
        return ph.PhaseSentence(work, over[0] if over else None, people, PhasePlace(place), span=self.span(t))

    def _extent(self, t: Tree[Token]) -> ph.LengthOfPhase:
        return ph.LengthOfPhase(self.build(t.children[-1]), len(t.children) > 1, span=self.span(t))

    def _so_many(self, t: Tree[Token]) -> ph.People:
        count, name = t.children
        number = n.Literal(self.count(count), span=self.span(count))
        return ph.People(number, in_expression(self.build(name).name), span=self.span(t))

    def _as_many(self, t: Tree[Token]) -> ph.People:
        return ph.People(self.build(t.children[0]), None, span=self.span(t))

    def _phase_name(self, t: Tree[Token]) -> n.Name:
        return self._name(t)

    # -------------------------------------------------------------------------------------------- cells

    def _interval_from(self, t: Tree[Token]) -> c.CellTest:
        return self._interval(t, low_included=True)

    def _interval_after(self, t: Tree[Token]) -> c.CellTest:
        return self._interval(t, low_included=False)

    def _interval(self, t: Tree[Token], *, low_included: bool) -> c.CellTest:
        low, high, end = t.children
        return c.Interval(self.build(low), self.build(high), low_included, end == "]", span=self.span(t))
