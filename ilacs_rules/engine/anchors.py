"""What stands behind the day that something is counted from: the event it is a day of, known exactly or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.vague_days import Definitions, Evaluate, as_known, day_behind
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.tree import Node


def vague_day(node: Node, definitions: Definitions, evaluate: Evaluate, snapshot: Snapshot) -> Partial | None:
    """The month or year in which a day of an event lies, if all of it has passed and no more is known."""
    of_event = day_behind(node, definitions)
    if of_event is None:
        return None
    day = as_known(snapshot, evaluate(of_event.event), of_event.day)
    return day if isinstance(day, Partial) else None


Behind = Callable[[Evaluate, bool], list[Event | Absent]]
"""The events a day is of: in a sum, or if every one is asked for. Unknown for one that cannot be told.

An exact day of an event itself excludes it already: it began no later.
"""


def events_behind(node: Node, definitions: Definitions) -> Behind:
    """How the events are found that an anchor is a day of."""
    match node:
        case tree.DayOf(event=event):
            return _of(event)
        case tree.Named(name=name):
            body = definitions[name].body
            return events_behind(body, definitions) if isinstance(body, tree.Node) else nothing_behind
        case tree.Arithmetic(left=left, right=right):
            return _of_parts((left, right), definitions)
        case tree.Call(arguments=arguments):
            return _of_parts(arguments, definitions)
        case tree.ListOf(items=items):
            return _of_parts(items, definitions)
        case tree.If(condition=condition, then=then, otherwise=otherwise):
            return _of_one(condition, events_behind(then, definitions), events_behind(otherwise, definitions))
        case _:
            return nothing_behind


def nothing_behind(evaluate: Evaluate, every_one: bool) -> list[Event | Absent]:
    """Of what is a day of no event."""
    return []


def _of(node: Node) -> Behind:
    return partial(_events_of, node)  # no function within a function: a version goes to other processes with it


def _events_of(node: Node, evaluate: Evaluate, every_one: bool) -> list[Event | Absent]:
    if not every_one:
        return []
    found = evaluate(node)
    several = found if isinstance(found, tuple) else (found,)
    return [each for each in several if isinstance(each, Event) or each is UNKNOWN]


def _of_parts(nodes: tuple[Node, ...], definitions: Definitions) -> Behind:
    parts = [each for node in nodes if (each := events_behind(node, definitions)) is not nothing_behind]
    return partial(_events_of_parts, parts) if parts else nothing_behind


def _events_of_parts(parts: list[Behind], evaluate: Evaluate, every_one: bool) -> list[Event | Absent]:
    return [event for part in parts for event in part(evaluate, True)]


def _of_one(condition: Node, then: Behind, otherwise: Behind) -> Behind:
    return partial(_events_of_one, condition, then, otherwise)


def _events_of_one(
    condition: Node, then: Behind, otherwise: Behind, evaluate: Evaluate, every_one: bool
) -> list[Event | Absent]:
    holds = evaluate(condition)
    return [UNKNOWN] if holds is UNKNOWN else (then if holds is True else otherwise)(evaluate, True)
