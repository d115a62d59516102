"""Definitions in an order in which each uses only earlier ones, checked; a ring is reported with all its members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ilacs_rules.checker.expressions import check
from ilacs_rules.checker.scope import Scope
from ilacs_rules.checker.tables import check_table
from ilacs_rules.checker.version import Definition
from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.policy.model import DefinitionText, TableText
from ilacs_rules.text.codes import Code


def in_order(texts: dict[str, DefinitionText], scope: Scope) -> list[str]:
    """The folded names of definitions, each after those it uses. A ring is reported (E313) and broken."""
    uses = {name: [u for u in _names_in(text, scope) if u in texts] for name, text in texts.items()}
    order: list[str] = []
    state: dict[str, str] = {}
    for start in texts:
        path = [(start, iter(uses[start]))] if start not in state else []
        if path:
            state[start] = "open"
        while path:
            name, rest = path[-1]
            following = next(rest, None)
            if following is None:
                state[name] = "done"
                order.append(name)
                path.pop()
            elif following not in state:
                state[following] = "open"
                path.append((following, iter(uses[following])))
            elif state[following] == "open":
                names = [p[0] for p in path]
                _report_ring(names[names.index(following) :], texts, scope)
    return order


def _report_ring(ring: list[str], texts: dict[str, DefinitionText], scope: Scope) -> None:
    words = [texts[name].name.value for name in ring]
    chain = " → ".join(f"“{w}”" for w in [*words, words[0]])
    related = tuple((texts[name].name.span, "part of the ring") for name in ring[1:])
    first = texts[ring[0]].name
    if len(ring) == 1:
        message, hint = f"“{first.value}” is defined by itself", "say what it is without its own name"
    else:
        message, hint = f"“{first.value}” is defined by itself: {chain}", "one of them must not use the next"
    scope.findings.report(Code.CYCLE, message, first.span, hint, related)


def check_definition(text: DefinitionText, scope: Scope) -> Definition:
    """A checked definition; of the error type if it could not be understood."""
    body = check_table(text.body, scope) if isinstance(text.body, TableText) else check(text.body, scope)
    words = text.name.value
    label = text.label or words
    return Definition(fold(words), words, label, body.type, body, text.source, text.note, text.name.span)


def _names_in(text: DefinitionText, scope: Scope) -> Iterator[str]:
    """Every name a definition may use, without recursion: not the fields of events."""
    waiting: list[tuple[object, frozenset[str]]] = [(text.body, frozenset())]  # with the names hidden by a `where`
    if isinstance(text.body, TableText):
        table = text.body
        yield from (fold(column.value) for column in table.header[: -table.outputs])
        parts: list[object] = [table.default, *(p for row in table.rows for c in row for p in (c.cell, c.output))]
        waiting = [(part, frozenset()) for part in parts if part is not None]
    while waiting:
        item, hidden = waiting.pop()
        match item:
            case n.Name(name=name):
                if name not in hidden:
                    yield name
            case n.History(kind=kind, filters=filters):
                known = scope.vocabulary.event(kind.name)
                recorded = frozenset(map(fold, scope.fields(known.name))) if known else frozenset[str]()
                waiting.extend((f, recorded if isinstance(f, n.Where) else hidden) for f in filters)
            case n.FieldOf(of=of) | n.ListOf(of=of) if of is not None:
                waiting.append((of, hidden))
            case tuple():
                waiting.extend((part, hidden) for part in item)
            case _ if is_dataclass(item):
                waiting.extend((getattr(item, f.name), hidden) for f in fields(item) if f.name != "span")
