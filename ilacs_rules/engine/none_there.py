"""Why there is none of what a date hangs on, in a reader's words: `there has been no inspection`."""

from __future__ import annotations

from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import EventType
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, Version


def why_none(node: tree.Node, version: Version) -> str:
    """Of a node that comes to nothing; as it is written, in quotation marks, where nobody has given it a name."""
    return _why_none(node, version) or f"there is no “{node.span.words}”"


def _why_none(node: tree.Node, version: Version) -> str | None:
    match node:
        case tree.Named(name=name) if (definition := version.definitions.get(name)) is not None:
            body = definition.body
            inner = None if isinstance(body, DecisionTable) else _why_none(body, version)
            there = "there has been" if isinstance(node.type, EventType) else "there is"
            return inner or f"{there} no {_bare(definition.label)}"
        case tree.Fact(name=name) if (fact := version.vocabulary.facts.get(name)) is not None:
            return f"there is no {_bare(fact.shown)}"
        case tree.Select(picks=Picks.LATEST | Picks.FIRST, history=history) if not history.filters:
            return f"there has been no {version.vocabulary.events[history.kind].label}"
        case tree.DayOf(event=event):  # which an event has, known or not: where there is none, there is no event
            return _why_none(event, version)
        case tree.Arithmetic(left=left, right=right):
            return _of_the_only((left, right), version)
        case tree.Call(arguments=arguments):
            return _of_the_only(arguments, version)
        case _:
            return None


def _of_the_only(parts: tuple[tree.Node, ...], version: Version) -> str | None:
    """Why the one of them that is no constant comes to nothing; None of several, as on the fast path none is asked."""
    varying = [part for part in parts if not _is_constant(part, version)]
    return _why_none(varying[0], version) if len(varying) == 1 else None


def _is_constant(node: tree.Node, version: Version) -> bool:
    if isinstance(node, tree.Named) and (definition := version.definitions.get(node.name)) is not None:
        return isinstance(definition.body, tree.Const)
    return isinstance(node, tree.Const | tree.PeriodOf)


def _bare(label: str) -> str:
    return the(label).removeprefix("the ")
