"""`NAME of …`: what an event records, one of its days, what is so of another case, or an output of a table."""

from __future__ import annotations

from ilacs_rules.checker.arithmetic import is_a_day_written_otherwise
from ilacs_rules.checker.cases import of_each
from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.types import CASES, Basic, EventType, ListType, OutputsType, Type, describe
from ilacs_rules.model import tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span


def field_of(name: n.Name, event: tree.Node, scope: Scope, span: Span) -> tree.Node:
    """`F of E`: what an event records, or one of its days."""
    if event.type is Basic.ERROR:
        return event
    if event.type in (Basic.CASE, CASES):
        return of_each(name, event, scope, span)
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
    fields = scope.fields(kind.name)
    hint = did_you_mean(name.name, [*fields, *tree.EventDay]) or did_you_mean(name.name, fields)
    hint = hint or f"declare it under “records” of “{kind.words}”"
    message = f"nothing called “{name.span.text}” is recorded of “{kind.words}”"
    scope.findings.report(Code.UNKNOWN_FIELD, message, name.span, hint)
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
