"""The same rules written otherwise: items in another order, definitions under other names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from hypothesis.strategies import DrawFn, composite, integers, permutations

from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.policy.model import DefinitionText, TableText, VersionText
from ilacs_rules.policy.tree import Text

T = TypeVar("T")
IN_ORDER = ("first", "rule order", "collect")  # hit policies for which the order of rows has a meaning
SECTIONS = ("sources", "value_sets", "facts", "events", "definitions", "requirements", "guarantees", "pauses")


@composite
def same_rules(draw: DrawFn, text: VersionText) -> VersionText:
    """A version that means the same: shuffled, with some definitions renamed, brackets and `not not` put in."""
    names = {name: f"renamed {number}" for number, name in enumerate(_renamable(text)) if draw(integers(0, 2))}
    written = _Otherwise(names, lambda items: draw(permutations(items)))
    shuffled: dict[str, Any] = {section: written.section(getattr(text, section)) for section in SECTIONS}
    shuffled["definitions"] = {names.get(name, name): each for name, each in shuffled["definitions"].items()}
    kept_in_order = {name: written.of(each) for name, each in text.priorities.items()}
    transitions = {name: written.of(each) for name, each in text.transitions.items()}
    return replace(text, priorities=kept_in_order, transitions=transitions, **shuffled)


def _renamable(text: VersionText) -> list[str]:
    """Definitions whose name is not that of something recorded as well."""
    recorded = {field for event in text.events.values() for field in event.records}
    return [name for name in text.definitions if name not in recorded]


class _Otherwise:
    def __init__(self, names: dict[str, str], shuffle: Callable[[list[Any]], list[Any]]) -> None:
        self.names = names
        self.shuffle = shuffle

    def section(self, items: dict[str, T]) -> dict[str, T]:
        return {name: self.of(items[name]) for name in self.shuffle(list(items))}

    def of(self, part: Any) -> Any:
        """A part of the text, written otherwise."""
        match part:
            case n.Name(name=name):
                return replace(part, name=self.names.get(name, name))
            case n.FieldOf(name=name, of=of):
                return replace(part, of=self.of(of))
            case n.And(items=items) | n.Or(items=items):
                return replace(part, items=tuple(self.shuffle([self._bracketed(item) for item in items])))
            case n.OneOf(options=options):
                return replace(part, options=tuple(self.shuffle([self.of(option) for option in options])))
            case n.ListOf(items=items):
                return replace(part, items=tuple(self.shuffle([self.of(item) for item in items])), of=self.of(part.of))
            case n.Not():
                return n.Not(n.Not(n.Not(self.of(part.item), span=part.span), span=part.span), span=part.span)
            case DefinitionText(name=name, body=body):
                words = self.names.get(fold(name.value), name.value)
                return replace(part, name=replace(name, value=words), body=self.of(body))
            case TableText():
                return self._table(part)
            case Text() | dict() | str():
                return part
            case tuple():
                return tuple(self.of(item) for item in part)
            case _ if is_dataclass(part):
                found = {each.name: self.of(getattr(part, each.name)) for each in fields(part) if each.name != "span"}
                return replace(part, **found)  # type: ignore[type-var]
            case _:
                return part

    def _bracketed(self, item: n.Expr) -> n.Expr:
        return n.Brackets(self.of(item), span=item.span)

    def _table(self, table: TableText) -> TableText:
        """Rows and condition columns in another order, where that makes no difference."""
        rows = list(table.rows) if table.hit_policy in IN_ORDER else self.shuffle(list(table.rows))
        inputs = len(table.header) - table.outputs
        columns = [*self.shuffle(list(range(inputs))), *range(inputs, len(table.header))]
        header = [replace(each, value=self.names.get(fold(each.value), each.value)) for each in table.header]
        return replace(
            table,
            header=tuple(header[column] for column in columns),
            rows=tuple(tuple(self.of(row[column]) for column in columns) for row in rows),
            default=self._default(table.default),
        )

    def _default(self, default: n.Expr | None) -> n.Expr | None:
        """Of several outputs the defaults are in the order of the columns, and stay so."""
        if isinstance(default, n.ListOf):
            return replace(default, items=tuple(self.of(item) for item in default.items))
        found: n.Expr | None = self.of(default)
        return found
