"""Definitions in an order in which each uses only earlier ones, checked; a ring is reported with all its members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ilacs_rules.checker.cases import is_of_cases
from ilacs_rules.checker.expressions import check
from ilacs_rules.checker.readings import in_its_reading
from ilacs_rules.checker.scope import Scope
from ilacs_rules.checker.tables import check_table
from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import plural
from ilacs_rules.language.parser import other_readings
from ilacs_rules.language.walk import TreePart, children
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable, Definition
from ilacs_rules.policy.model import DefinitionText, TableText
from ilacs_rules.text.codes import Code

_LETTER = re.compile(r"[^\W\d_]")


def in_order(texts: dict[str, DefinitionText], scope: Scope) -> list[str]:
    """The folded names of definitions, each after those it uses. A ring is reported (E313) and broken."""
    plain = {name: {*_inputs(text), *_names_in(_sentences(text), scope, texts)} for name, text in texts.items()}
    others = {name: {*_names_in(_other_readings(text, scope), scope, texts)} for name, text in texts.items()}
    places = {name: place for place, name in enumerate(texts)}
    uses = {name: sorted((plain[name] | others[name]) & places.keys(), key=places.__getitem__) for name in texts}
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
            elif state[following] == "open" and following in plain[name]:
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
    words = text.name.value
    body: Node | DecisionTable
    if isinstance(text.body, TableText):
        body = check_table(text.body, scope)
    else:
        body = in_its_reading("expr", text.body, _inside(text, scope), check)
    label = text.label or words
    ground = text.source, text.assumes, text.note, text.name.span
    return Definition(fold(words), words, label, body.type, body, *ground, text.said_as, text.said_if_not)


def _inside(text: DefinitionText, scope: Scope) -> Scope:
    """The scope inside a definition, in which its own name is never meant."""
    return replace(scope, phrases=scope.phrases.without(fold(text.name.value)))


def _inputs(text: DefinitionText) -> Iterator[str]:
    """The names in the header of a decision table."""
    if isinstance(text.body, TableText):
        yield from (fold(column.value) for column in text.body.header[: -text.body.outputs])


def _sentences(text: DefinitionText) -> Iterator[tuple[str, n.Node]]:
    """The sentences of a definition in which anything may be named, each with its rule of the grammar."""
    if not isinstance(text.body, TableText):
        yield "expr", text.body
        return
    seen = set[tuple[str, bool]]()
    for cell in (cell for row in text.body.rows for cell in row):
        words = cell.text.value, cell.output is None
        if words in seen or not _LETTER.search(words[0]):  # large tables hold numbers, and the same over and over
            continue
        seen.add(words)
        if cell.cell is not None:
            yield "cell", cell.cell
        if cell.output is not None:
            yield "expr", cell.output
    if text.body.default is not None:
        yield "expr", text.body.default


def _other_readings(text: DefinitionText, scope: Scope) -> Iterator[tuple[str, n.Node]]:
    phrases = scope.phrases.without(fold(text.name.value))
    for start, sentence in _sentences(text):
        yield from ((start, other) for other, _ in other_readings(sentence, start, phrases))


def _names_in(sentences: Iterable[tuple[str, n.Node]], scope: Scope, texts: dict[str, DefinitionText]) -> Iterator[str]:
    """Every name that sentences may use, without recursion: not the fields of events."""
    # Each with the names hidden by a `where`
    waiting: list[tuple[TreePart, frozenset[str]]] = [(sentence, frozenset()) for _, sentence in sentences]
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
                if known is None:  # a list of cases, which is named in the singular as well
                    yield from (kind.name, plural(kind.name))
            case n.FieldOf(of=of) | n.ListOf(of=of) if of is not None:
                waiting.append((of, hidden))
                if is_of_cases(of, scope, texts):  # then these are names of definitions, or facts
                    names = (item.name,) if isinstance(item, n.FieldOf) else item.items
                    waiting.extend((name, frozenset()) for name in names)
            case _:
                waiting.extend((part, hidden) for part in children(item))
