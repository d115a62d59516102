"""`NAME of …`: what an event records, one of its days, or an output of a decision table that has several."""

from __future__ import annotations

from ilacs_rules.checker.arithmetic import is_a_day_written_otherwise
from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.types import Basic, EventType, ListType, OutputsType, Type, describe
from ilacs_rules.model import tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span


def field_of(name: n.Name, event: tree.Node, scope: Scope, span: Span) -> tree.Node:
    """`F of E`: what an event records, or one of its days."""
    if event.type is Basic.ERROR:
        return event
    if event.type is Basic.CASE:
        return _of_case(name, event, scope, span)
    row = event.type.item if isinstance(event.type, ListType) else event.type
    if isinstance(row, OutputsType):
        return _output(name, event, row, scope, span)
    if not isinstance(row, EventType):
        words = event.span.text
        message = f"“{name.span.text} of …” needs an event, and “{words}” is {describe(event.type)}"
        if not is_a_day_written_otherwise(event, scope):
            scope.findings.report(Code.WRONG_TYPE, message, event.span, "write for example “… of latest …”")
        return scope.error(span)

    def read(type_: Type) -> Type:
        return ListType(type_, event.type.places) if isinstance(event.type, ListType) else type_

    known = scope.field(row.kind, name.name)
    if known is not None:
        return tree.Field(event, name.name, type=read(known.type), span=span)
    if name.name in tuple(tree.EventDay):
        return tree.DayOf(event, tree.EventDay(name.name), type=read(Basic.DATE), span=span)
    if name.name in scope.perhaps or not scope.fields_are_known(row.kind):
        return scope.error(span)
    kind = scope.vocabulary.events[row.kind]
    hint = did_you_mean(name.name, [*scope.fields(kind.name), *tree.EventDay])
    hint = hint or f"declare it under “records” of “{kind.words}”"
    message = f"nothing called “{name.span.text}” is recorded of “{kind.words}”"
    scope.findings.report(Code.UNKNOWN_FIELD, message, name.span, hint)
    return scope.error(span)


def of_a_case(of: n.Expr, scope: Scope) -> bool:
    """Whether what stands after an “of” is a fact that names a case, or such a fact of another case."""
    match of:
        case n.Brackets(item=item):
            return of_a_case(item, scope)
        case n.Name(name=name) | n.FieldOf(name=n.Name(name=name)):
            fact = scope.vocabulary.facts.get(name)
            return fact is not None and fact.type is Basic.CASE
        case _:
            return False


def _of_case(name: n.Name, case: tree.Node, scope: Scope, span: Span) -> tree.Node:
    """`F of C`: what a fact or a definition comes to for another case."""
    if not isinstance(case, tree.Fact | tree.OfCase):
        message = f"“{case.span.text}” is a case, but no fact; only a fact says of which other case something is asked"
        scope.findings.report(Code.WRONG_TYPE, message, case.span, "write the name of the fact itself")
        return scope.error(span)
    type_ = scope.definition(name.name)
    if type_ is not None:
        scope.findings.used.add(name.name)
        scope.findings.unsure |= type_ is Basic.ERROR
        return tree.OfCase(case, name.name, False, type=type_, span=span)
    fact = scope.vocabulary.facts.get(name.name)
    if fact is not None:
        return tree.OfCase(case, name.name, True, type=fact.type, span=span)
    if name.name not in scope.perhaps:
        scope.unknown_name(name)
    return scope.error(span)


def _output(name: n.Name, of: tree.Node, row: OutputsType, scope: Scope, span: Span) -> tree.Node:
    """`OUTPUT of TABLE`, where a table has several outputs; of a list of rows, the list of that output."""
    if name.name not in row.names:
        words = of.span.text
        message = f"“{words}” has no output “{name.span.text}”"
        hint = did_you_mean(name.name, row.names)
        scope.findings.report(Code.UNKNOWN_FIELD, message, name.span, hint)
        return scope.error(span)
    place = row.names.index(name.name)
    type_ = row.types[place]
    return tree.Output(
        of, name.name, place, type=ListType(type_) if isinstance(of.type, ListType) else type_, span=span
    )
