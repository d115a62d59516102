"""What stands behind the day that something is counted from: the event it is a day of, known exactly or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ilacs_rules.engine.history import day_told
from ilacs_rules.engine.selection import latest
from ilacs_rules.model import tree
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Definition

Evaluate = Callable[[Node], Value]
Definitions = dict[str, Definition]


def vague_day(node: Node, definitions: Definitions, evaluate: Evaluate, seen: date) -> Partial | None:
    """The month or year in which a day of an event lies, if all of it has passed and no more is known."""
    match node:
        case tree.Named(name=name):
            body = definitions[name].body
            return vague_day(body, definitions, evaluate, seen) if isinstance(body, tree.Node) else None
        case tree.DayOf(event=event, day=which):
            found = evaluate(event)
            day = day_told(found, which) if isinstance(found, Event) else None
            return day if isinstance(day, Partial) and latest(day) <= seen else None
        case _:
            return None


def events_behind(node: Node, definitions: Definitions, evaluate: Evaluate, every_one: bool) -> list[Event]:
    """The events an anchor is a day of: in a sum, or if `every_one` is asked for.

    An exact day of an event itself excludes it already: it began no later.
    """
    match node:
        case tree.DayOf(event=event):
            found = evaluate(event) if every_one else None
            return [found] if isinstance(found, Event) else []
        case tree.Named(name=name):
            body = definitions[name].body
            return events_behind(body, definitions, evaluate, every_one) if isinstance(body, tree.Node) else []
        case tree.Arithmetic(left=left, right=right):
            parts: tuple[Node, ...] = (left, right)
        case tree.Call(arguments=arguments):
            parts = arguments
        case tree.ListOf(items=items):
            parts = items
        case tree.If(then=then, otherwise=otherwise):
            parts = (then, otherwise)
        case _:
            return []
    return [event for part in parts for event in events_behind(part, definitions, evaluate, every_one=True)]
