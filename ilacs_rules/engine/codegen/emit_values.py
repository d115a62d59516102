"""Generated code for values: days, sums, lists, functions, events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from ilacs_rules.engine import date_arithmetic, logic, meaning
from ilacs_rules.engine.case_lists import cases, key, select
from ilacs_rules.engine.codegen.writing import Operand
from ilacs_rules.engine.lots import drawn
from ilacs_rules.engine.reading import read_field
from ilacs_rules.engine.relations import of_case
from ilacs_rules.engine.selection import TimeFilter
from ilacs_rules.engine.vague_days import as_known, compare_days, comparisons, day_behind
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import MonthEnd, Picks, Sign
from ilacs_rules.language.functions import FUNCTIONS, Shape
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import Basic, DurationType, ListType
from ilacs_rules.model import tree
from ilacs_rules.model.tree import Node

if TYPE_CHECKING:
    from ilacs_rules.engine.codegen.emit import Emitter

_PICKS = {
    Picks.LATEST: "latest",
    Picks.FIRST: "first",
    Picks.NUMBER: "number",
    Picks.ANY: "any_event",
    Picks.NO: "no_event",
}
_FAR = 10**6  # a length of time beyond this is left to the general sum

_Here = (
    tree.InHand
    | tree.Field
    | tree.Output
    | tree.DayOf
    | tree.Arithmetic
    | tree.ListOf
    | tree.Call
    | tree.Select
    | tree.Several
    | tree.PeriodOf
    | tree.Lot
    | tree.OfCase
    | tree.ThisCase
    | tree.Cases
    | tree.SelectCases
)


def value(emitter: Emitter, node: _Here) -> Operand:
    """Code for a value."""
    constant = emitter.body.names.constant
    match node:
        case tree.InHand(kind=kind):
            kinds = emitter.writer.program.version.vocabulary.events[kind].kinds
            return Operand(f"{_snapshot(emitter)}.in_hand({constant(kinds)})", unknown=True, nothing=True)
        case tree.Field(event=event, name=name, type=type_):
            function = constant(read_field)
            snapshot = _snapshot(emitter)
            return _of_event(
                emitter, event, lambda code: f"{function}({snapshot}, {code}, {constant(name)}, {constant(type_)})"
            )
        case tree.Output(row=row, place=place):
            listed = isinstance(node.type, ListType)
            code = f"{constant(meaning.output)}({emitter.value(row).code}, {place}, {listed})"
            return Operand(code, unknown=True, nothing=True)
        case tree.DayOf(event=event, day=day):
            snapshot = _snapshot(emitter)
            return _of_event(emitter, event, lambda code: f"{snapshot}.event_day({code}, {constant(day)})")
        case tree.Arithmetic():
            return _arithmetic(emitter, node)
        case tree.ListOf(items=items):
            return Operand("(" + "".join(f"{emitter.value(item).code}, " for item in items) + ")")
        case tree.Call():
            return _call(emitter, node)
        case tree.Select(picks=picks, history=history):
            is_event = picks in (Picks.LATEST, Picks.FIRST)
            return Operand(f"{selection(emitter, history)}.{_PICKS[picks]}()", unknown=True, nothing=is_event)
        case tree.Lot():
            code = f"{_snapshot(emitter)}, {constant(emitter.writer.program)}, {constant(node)}"
            return Operand(f"{constant(drawn)}({code})", unknown=True)
        case tree.Several(picks=picks, count=count, history=history):
            return Operand(f"{selection(emitter, history)}.{_PICKS[picks]}_several({count})")
        case tree.OfCase(case=case):
            code = f"{_snapshot(emitter)}, {constant(emitter.writer.program)}, {constant(node)}"
            code = f"{constant(of_case)}({code}, {emitter.value(case).code})"
            return Operand(code, unknown=True, nothing=True)
        case tree.ThisCase():
            return Operand(f"{_snapshot(emitter)}.case.name", simple=True)
        case tree.Cases(listed=listed, condition=condition):
            among = "None" if listed is None else emitter.value(listed).code
            test = "None" if condition is None else emitter.function_of(condition, "e", "candidate")
            by = key(node)
            wanted = "UNKNOWN" if by is None else emitter.value(by.wanted).code
            code = f"{_snapshot(emitter)}, {constant(emitter.writer.program)}, {constant(node)}"
            return Operand(f"{constant(cases)}({code}, {among}, {test}, {wanted})", unknown=True)
        case tree.SelectCases(cases=listed):
            return Operand(f"{constant(select)}({constant(node)}, {emitter.value(listed).code})", unknown=True)
        case tree.PeriodOf():
            return Operand(constant(node), simple=True)
        case _:
            assert_never(node)


def _snapshot(emitter: Emitter) -> str:
    return emitter.around(Operand("snapshot", simple=True)).code


def _of_event(emitter: Emitter, node: Node, read: Callable[[str], str]) -> Operand:
    event = emitter.value(node)
    if isinstance(node.type, ListType):
        each = emitter.body.names.fresh("e")
        code = f"{emitter.body.names.constant(meaning.of_events)}({event.code}, lambda {each}: {read(each)})"
        return Operand(code, unknown=True, nothing=True)
    if not event.absent:
        return Operand(read(event.code), unknown=True, nothing=True)
    code = emitter.body.named(event).code
    return Operand(f"({code} if {code} is UNKNOWN or {code} is NOTHING else {read(code)})", unknown=True, nothing=True)


def may_be_vague(emitter: Emitter, node: tree.Compare | tree.Between) -> bool:
    """Whether a side of a comparison is a day of an event, and so may be known only to a month or year."""
    definitions = emitter.writer.program.version.definitions
    return any(day_behind(side, definitions) is not None for _, *sides in comparisons(node) for side in sides)


def compared_days(emitter: Emitter, node: tree.Compare | tree.Between) -> Operand:
    """Code for the comparison of days of which one is that of an event."""
    constant = emitter.body.names.constant

    def known(side: Node) -> str:
        of_event = day_behind(side, emitter.writer.program.version.definitions)
        if of_event is None:
            return emitter.value(side).code
        event = emitter.value(of_event.event).code
        return f"{constant(as_known)}({_snapshot(emitter)}, {event}, {constant(of_event.day)})"

    compare = constant(compare_days)
    codes = [f"{compare}({constant(which)}, {known(a)}, {known(b)})" for which, a, b in comparisons(node)]
    code = codes[0] if len(codes) == 1 else f"{constant(logic.all_of)}(({', '.join(codes)}))"
    return Operand(code, unknown=True)


def _arithmetic(emitter: Emitter, node: tree.Arithmetic) -> Operand:
    constant = emitter.body.names.constant
    left = emitter.value(node.left)
    if node.left.type is Basic.DATE:
        quick = _constant_length(emitter, node, left)
        if quick is not None:
            return quick
        right = emitter.value(node.right)
        add = constant(emitter.writer.program.arithmetic.add)
        codes = f"{left.code}, {constant(node.sign)}, {right.code}, {constant(node.span)}"
        unknown = _in_working_days(node.right) or left.unknown or right.unknown
        return Operand(f"{add}({codes})[0]", unknown, nothing=True)
    right = emitter.value(node.right)
    is_number = node.type is Basic.NUMBER
    function = constant(meaning.number if is_number else meaning.length)
    nothing = is_number or node.sign is Sign.TIMES or left.nothing or right.nothing
    code = f"{function}({constant(node.sign)}, {left.code}, {right.code})"
    return Operand(code, left.unknown or right.unknown, nothing)


def _in_working_days(length: Node) -> bool:
    """Whether a length of time may be one of working days, which are not known of all years."""
    return isinstance(length.type, DurationType) and length.type.kind not in (DurationKind.MONTHS, DurationKind.DAYS)


def _constant_length(emitter: Emitter, node: tree.Arithmetic, day: Operand) -> Operand | None:
    """A day and a length of time written in the policy, unless months may bring an error or it is very long."""
    constant = emitter.body.names.constant
    length = node.right.value if isinstance(node.right, tree.Const) else None
    if not isinstance(length, Duration) or abs(length.amount) > _FAR:
        return None
    amount = length.amount if node.sign is Sign.PLUS else -length.amount
    month_end = emitter.writer.program.version.month_end
    if length.kind is DurationKind.DAYS:
        add, given = constant(date_arithmetic.add_days), constant(timedelta(days=amount))
    elif length.kind is DurationKind.MONTHS and month_end is not MonthEnd.ERROR:
        add, given = constant(date_arithmetic.MONTH_ADDERS[month_end]), str(amount)
    else:
        return None
    if not day.unknown:  # the functions see to a day that is nothing, which is rare
        return Operand(f"{add}({day.code}, {given})", nothing=True)
    code = emitter.body.named(day).code
    return Operand(f"(UNKNOWN if {code} is UNKNOWN else {add}({code}, {given}))", unknown=True, nothing=True)


def _call(emitter: Emitter, node: tree.Call) -> Operand:
    constant = emitter.body.names.constant
    function = FUNCTIONS[node.function]
    values = [argument for argument in node.arguments if not isinstance(argument, tree.PeriodOf)]
    types = constant(tuple(argument.type for argument in values))
    context = constant(emitter.writer.program.context)
    if function.shape is Shape.LIST and isinstance(values[0], tree.ListOf):
        items = [emitter.value(item) for item in values[0].items]
        listed = "".join(f"{item.code}, " for item in items)
        unknown, nothing = any(item.unknown for item in items), any(item.nothing for item in items)
        if not unknown and not nothing:
            return Operand(f"{constant(function.call)}({context}, {types}, ({listed}))")
        operands, codes = [Operand("", unknown, nothing)], [f"({listed})"]
    else:
        operands = [emitter.value(argument) for argument in values]
        codes = [operand.code for operand in operands]
    stretches = [argument for argument in node.arguments if isinstance(argument, tree.PeriodOf)]
    periods = "".join(f"{constant(item)}, " for item in stretches)
    given = "".join(f"{code}, " for code in codes)
    code = f"{constant(meaning.call)}({constant(function)}, {context}, {types}, ({periods}), ({given}))"
    from_list = function.shape is Shape.LIST and not isinstance(values[0], tree.ListOf)  # its items may be unknown
    told = any(isinstance(each.cycle, ToldStretches) for each in stretches)  # of which none may be told so late
    unknown = told or function.needs_calendar or from_list or any(operand.unknown for operand in operands)
    return Operand(code, unknown, nothing=True)


def selection(emitter: Emitter, history: tree.History) -> str:
    """Code for the events of a history."""
    constant = emitter.body.names.constant
    snapshot = _snapshot(emitter)
    if not history.filters:
        return f"{snapshot}.history({constant(history.kinds)})"
    stretches, conditions = "", []
    for filter_ in history.filters:
        if isinstance(filter_, tree.Where):
            conditions.append(filter_.condition)
            continue
        low, high = ("None" if side is None else emitter.value(side).code for side in (filter_.low, filter_.high))
        stretches += f"{constant(TimeFilter)}({low}, {high}, {filter_.low_included}, {filter_.high_included}), "
    where = "None"
    if conditions:
        first = conditions[0]
        tested = first if len(conditions) == 1 else tree.And(tuple(conditions), type=first.type, span=first.span)
        where = emitter.function_of(tested, "e", "candidate")
    return f"{snapshot}.select({constant(history.kinds)}, ({stretches}), {where})"
