"""Names and types of expressions: from the parsed tree to the checked tree.

Nothing stops at the first mistake: what cannot be understood is reported once and becomes a node that agrees with
everything.
"""

from __future__ import annotations

from typing import assert_never

from ilacs_rules.checker.arithmetic import arithmetic, check_order, is_a_day_written_otherwise, negative
from ilacs_rules.checker.cases import named_list, refuse_events, those
from ilacs_rules.checker.cases import select as select_cases
from ilacs_rules.checker.comparisons import check_test
from ilacs_rules.checker.fields import field_of
from ilacs_rules.checker.joined import value_alone
from ilacs_rules.checker.literals import as_value, literal, spelled_value
from ilacs_rules.checker.lots import lot
from ilacs_rules.checker.scope import Scope, place, short, unknown_value
from ilacs_rules.checker.stretches import period_of
from ilacs_rules.language import nodes as n
from ilacs_rules.language.functions import FUNCTIONS, Shape
from ilacs_rules.language.types import (
    Basic,
    DurationType,
    EventType,
    ListType,
    OutputsType,
    Type,
    ValueSet,
    describe,
    in_common,
    is_length,
)
from ilacs_rules.model import tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span


def check(expr: n.Expr, scope: Scope, expected: Type | None = None) -> tree.Node:
    """The checked node of an expression. `expected` helps to read the values of scales; it is not enforced."""
    match expr:
        case _ if (value := spelled_value(expr, expected)) is not None:
            return value
        case n.Literal(value=written):
            return literal(written, scope, expr.span)
        case n.Today():
            return tree.Today(type=Basic.DATE, span=expr.span)
        case n.Name():
            return _name(expr, scope, expected)
        case n.FieldOf(name=name, of=of):
            return field_of(name, check(of, scope), scope, expr.span)
        case n.Is(subject=subject, test=test, negated=negated):
            return check_test(check(subject, scope), test, negated, scope, expr.span, check)
        case n.Counting():
            return _counting(expr, scope)
        case n.And() | n.Or():
            checked = _joined(expr, scope)
            make = tree.And if isinstance(expr, n.And) else tree.Or
            return make(checked, type=Basic.YES_OR_NO, span=expr.span)
        case n.Not(item=item):
            return tree.Not(condition(item, scope), type=Basic.YES_OR_NO, span=expr.span)
        case n.If():
            return _if(expr, scope, expected)
        case n.Arithmetic():
            return arithmetic(expr, check(expr.left, scope), check(expr.right, scope), scope)
        case n.Negative(item=item):
            return negative(expr, check(item, scope), scope)
        case n.Brackets(item=item):
            return check(item, scope, expected)
        case n.ListOf():
            return _list(expr, scope, expected)
        case n.Call():
            return _call(expr, scope)
        case n.Those():
            return those(expr, scope, condition)
        case n.Select(history=n.History(kind=kind)) if (listed := _cases(kind, scope)) is not None:
            return select_cases(expr.picks, listed, expr.history, scope, condition)
        case n.Select() | n.Several() | n.Lot() if scope.among_cases:
            return refuse_events(expr, scope)
        case n.Select(picks=picks, history=history):
            return _select(picks, history, scope, expr.span)
        case n.Lot():
            return lot(expr, scope, condition)
        case n.Several():
            return _several(expr, scope)
        case _:
            assert_never(expr)


def condition(expr: n.Expr, scope: Scope) -> tree.Node:
    """A checked yes-or-no expression; anything else is reported (E305)."""
    node = check(expr, scope)
    if node.type in (Basic.YES_OR_NO, Basic.ERROR):
        return node
    scope.findings.report(
        Code.NOT_A_CONDITION,
        f"“{short(expr.span)}” is {describe(node.type)}, not a condition",
        expr.span,
        f"say how many of them: “any of {short(expr.span)} are …”"
        if isinstance(node.type, ListType)
        else f"say something of it, for example “{short(expr.span)} is recorded”",
    )
    return scope.error(expr.span)


def day(expr: n.Expr, scope: Scope, what: str) -> tree.Node:
    """A checked date; `what` says for what it is needed, as in “a due date counts from a day”."""
    node = check(expr, scope)
    if node.type in (Basic.DATE, Basic.ERROR):
        return node
    words = short(expr.span)
    if isinstance(node.type, EventType):
        hint = f"write “end of {words}”, “start of {words}” or “publication of {words}”"
        scope.findings.report(Code.EVENT_NOT_DAY, f"“{words}” is an event; {what}", expr.span, hint)
    elif not is_a_day_written_otherwise(node, scope):
        hint = "write a date such as 2018-08-01, a fact that is one, or “end of …”"
        scope.findings.report(Code.WRONG_TYPE, f"“{words}” is {describe(node.type)}; {what}", expr.span, hint)
    return scope.error(expr.span)


def any_length(expr: n.Expr, scope: Scope) -> tree.Node:
    """A checked length of time, whatever its kind; months in one case, it may be working days in another."""
    node = check(expr, scope)
    return node if is_length(node.type) else _in_one_kind(node, expr, scope)


def length(expr: n.Expr, scope: Scope) -> tree.Node:
    """A checked length of time, as written or as a definition, that is always of one kind."""
    return _in_one_kind(check(expr, scope), expr, scope)


def _in_one_kind(node: tree.Node, expr: n.Expr, scope: Scope) -> tree.Node:
    if isinstance(node.type, DurationType) or node.type is Basic.ERROR:
        return node
    if node.type is Basic.LENGTH:
        message = f"“{short(expr.span)}” is {describe(node.type)}, and a due date is counted in one"
        hint = "only “lasts” and “notice” take any: make it one kind, or a requirement for each"
        scope.findings.report(Code.WRONG_TYPE, message, expr.span, hint)
        return scope.error(expr.span)
    message = f"“{short(expr.span)}” is {describe(node.type)}, not a length of time"
    hint = "write for example “6 months”"
    if isinstance(node, tree.Named):
        hint += f" where it is defined, {place(scope.declared[node.name], expr.span, 'on ')}"
    scope.findings.report(Code.WRONG_TYPE, message, expr.span, hint)
    return scope.error(expr.span)


def history(of: n.History, scope: Scope) -> tree.History | None:
    """A checked history, or None if its kind of event is not known (reported)."""
    kind = scope.event_kind(of.kind)
    if kind is None:
        return None
    filters = tuple(_filter(f, kind.name, scope) for f in of.filters)
    return tree.History(kind.name, kind.kinds, filters, span=of.span)


def _name(name: n.Name, scope: Scope, expected: Type | None) -> tree.Node:
    if isinstance(expected, ValueSet):
        value = expected.value(name.name)
        if value is not None:
            return tree.Const(value, type=expected, span=name.span)
    node = scope.resolve(name)
    if node is not None:
        return node
    sets = scope.sets_with(name.name)
    if isinstance(expected, ValueSet):
        unknown_value(name.span, expected, scope)
        return scope.error(name.span)
    if len(sets) == 1:
        return tree.Const(sets[0].value(name.name) or "", type=sets[0], span=name.span)
    if sets:
        names = " and ".join(f"“{s.name}”" for s in sets)
        message = f"“{name.span.text}” is a value of {names}; which is meant cannot be told here"
        hint = "compare it with something that can have this value"
        scope.findings.report(Code.UNKNOWN_VALUE, message, name.span, hint)
    else:
        scope.unknown_name(name)
    return scope.error(name.span)


def _joined(expr: n.And | n.Or, scope: Scope) -> tuple[tree.Node, ...]:
    """The conditions of `and` or `or`, with an eye on a value that was meant as part of the last one."""
    word = "and" if isinstance(expr, n.And) else "or"
    checked: list[tree.Node] = []
    for item in expr.items:
        if value_alone(item, checked, word, scope):
            checked.append(scope.error(item.span))
        else:
            checked.append(condition(item, scope))
    return tuple(checked)


def _counting(expr: n.Counting, scope: Scope) -> tree.Node:
    items = check(expr.items, scope)
    if items.type is Basic.ERROR:
        return items
    if not isinstance(items.type, ListType):
        message = f"“{short(expr.items.span)}” is {describe(items.type)}, and counting needs a list"
        hint = "write a list of two or more in brackets: “(a, b) of …”"
        if isinstance(items.type, OutputsType):
            hint = f"say which of them is meant: “{items.type.names[0]} of {short(expr.items.span)} is …”"
        scope.findings.report(Code.WRONG_TYPE, message, expr.items.span, hint)
        return scope.error(expr.span)
    item = tree.Item(type=items.type.item, span=expr.items.span)
    test = check_test(item, expr.test, expr.negated, scope, expr.test.span, check)
    count = items.type.places if expr.bound is n.Bound.ALL else expr.count
    return tree.Counting(expr.bound, count, items, test, type=Basic.YES_OR_NO, span=expr.span)


def _if(expr: n.If, scope: Scope, expected: Type | None) -> tree.Node:
    when = condition(expr.condition, scope)
    then = check(expr.then, scope, expected)
    otherwise = check(expr.otherwise, scope, expected or then.type)
    then = as_value(expr.then, then, otherwise.type)
    type_ = in_common(then.type, otherwise.type) or _one_type((then, otherwise), scope, "“then” and “else”")
    return tree.If(when, then, otherwise, type=type_, span=expr.span)


def _one_type(items: tuple[tree.Node, ...], scope: Scope, what: str) -> Type:
    """The type that all items share; E306 at the first that differs."""
    known = [item for item in items if item.type is not Basic.ERROR]
    if not known:
        return Basic.ERROR
    for item in known[1:]:
        if item.type != known[0].type:
            message = f"{what} differ: one is {describe(known[0].type)}, the other {describe(item.type)}"
            scope.findings.report(Code.WRONG_TYPE, message, item.span, "make them one kind of thing")
            return Basic.ERROR
    return known[0].type


def _list(expr: n.ListOf, scope: Scope, expected: Type | None) -> tree.Node:
    if expr.of is None:
        wanted = expected.item if isinstance(expected, ListType) else None
        items = tuple(check(item, scope, wanted) for item in expr.items)
        wanted = next((item.type for item in items if isinstance(item.type, ValueSet)), Basic.ERROR)
        items = tuple(as_value(item, node, wanted) for item, node in zip(expr.items, items, strict=True))
    else:
        event = check(expr.of, scope)
        if isinstance(event.type, ListType):
            message = f"“(…) of …” is asked of one event, and “{short(expr.of.span)}” is a list"
            hint = f"ask for one thing at a time: “{short(expr.items[0].span)} of {short(expr.of.span)}”"
            scope.findings.report(Code.WRONG_TYPE, message, expr.span, hint)
            return scope.error(expr.span)
        items = tuple(_listed_field(item, event, scope) for item in expr.items)
    item_type = _one_type(items, scope, "the items of a list")
    return tree.ListOf(items, type=ListType(item_type), span=expr.span)


def _listed_field(item: n.Expr, event: tree.Node, scope: Scope) -> tree.Node:
    if isinstance(item, n.Name):
        return field_of(item, event, scope, item.span)
    message = f"“{short(item.span)}” is not the name of something recorded"
    scope.findings.report(Code.UNKNOWN_FIELD, message, item.span, "“(a, b) of …” lists names only")
    return scope.error(item.span)


def _call(expr: n.Call, scope: Scope) -> tree.Node:
    function = FUNCTIONS[expr.function]
    arguments: list[tree.Node] = []
    types: list[Type] = []
    for argument in expr.arguments:
        if isinstance(argument, n.Period):
            arguments.append(period_of(argument, scope) or scope.error(argument.span))
            continue
        if function.shape is Shape.LIST:
            node = check(argument, scope)
            if recorded := _recorded_as(function.phrase.removesuffix(" of"), node, scope, expr.span):
                return recorded
        else:
            node = day(argument, scope, f"“{function.phrase} …” needs a day")
        arguments.append(node)
        types.append(node.type)
    if function.needs_calendar:
        scope.findings.working_days.append(expr.span)
    if any(node.type in (Basic.ERROR, ListType(Basic.ERROR)) for node in arguments):
        return scope.error(expr.span)
    if function.shape is Shape.LIST and not isinstance(types[0], ListType):
        words = short(arguments[0].span)
        message = f"“{function.phrase}” takes a list, and “{words}” is {describe(types[0])}"
        hint = f"write two or more in brackets: “{function.phrase} ({words}, …)”"
        scope.findings.report(Code.WRONG_TYPE, message, arguments[0].span, hint)
        return scope.error(expr.span)
    result = function.result(tuple(types))
    if result is None:
        message = f"“{function.phrase}” takes {function.takes}, not {describe(types[0])}"
        hint = f"write for example “{function.examples[0][0]}”"
        scope.findings.report(Code.WRONG_TYPE, message, arguments[0].span, hint)
        return scope.error(expr.span)
    return tree.Call(expr.function, tuple(arguments), type=result, span=expr.span)


def _select(picks: n.Picks, of: n.History, scope: Scope, span: Span) -> tree.Node:
    events = history(of, scope)
    if events is None:
        return scope.error(span)
    type_: Type
    match picks:
        case n.Picks.LATEST | n.Picks.FIRST:
            type_ = EventType(events.kind)
        case n.Picks.NUMBER:
            type_ = Basic.NUMBER
        case n.Picks.ANY | n.Picks.NO:
            type_ = Basic.YES_OR_NO
        case _:
            assert_never(picks)
    return tree.Select(picks, events, type=type_, span=span)


def _cases(name: n.Name, scope: Scope) -> tree.Node | None:
    """The list of cases that is meant where a kind of event could stand as well, which goes before."""
    return None if scope.vocabulary.event(name.name) is not None else named_list(name, scope)


def _several(expr: n.Several, scope: Scope) -> tree.Node:
    events = history(expr.history, scope)
    if events is None:
        return scope.error(expr.span)
    type_ = ListType(EventType(events.kind), expr.count)
    return tree.Several(expr.picks, expr.count, events, type=type_, span=expr.span)


def _recorded_as(name: str, event: tree.Node, scope: Scope, span: Span) -> tree.Node | None:
    """`total of last check`, where a check records a total: that, and not the function."""
    if not isinstance(event.type, EventType):
        return None
    known = scope.field(event.type.kind, name)
    return tree.Field(event, name, type=known.type, span=span) if known is not None else None


def _filter(filter_: n.Filter, kind: str, scope: Scope) -> tree.Within | tree.Where:
    match filter_:
        case n.Where(condition=inner):
            return tree.Where(condition(inner, scope.looking_at(kind)), type=Basic.YES_OR_NO, span=filter_.span)
        case n.Within(low=low, high=high, low_included=low_included, high_included=high_included):
            what = "a period is bounded by days"
            first = None if low is None else day(low, scope, what)
            last = None if high is None else day(high, scope, what)
            if first is not None and last is not None:
                check_order(first, last, scope)
            type_, span = Basic.YES_OR_NO, filter_.span
            return tree.Within(first, last, low_included, high_included, type=type_, span=span)
        case _:
            assert_never(filter_)
