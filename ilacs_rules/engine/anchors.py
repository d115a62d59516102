"""What stands behind the day that something is counted from: the event it is a day of, known exactly or not."""

from __future__ import annotations

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


def events_behind(node: Node, definitions: Definitions, evaluate: Evaluate, every_one: bool) -> list[Event | Absent]:
    """The events an anchor is a day of: in a sum, or if `every_one` is asked for. Unknown for one that cannot be told.

    An exact day of an event itself excludes it already: it began no later.
    """
    match node:
        case tree.DayOf(event=event):
            found = evaluate(event) if every_one else None
            several = found if isinstance(found, tuple) else (found,)
            return [each for each in several if isinstance(each, Event) or each is UNKNOWN]
        case tree.Named(name=name):
            body = definitions[name].body
            return events_behind(body, definitions, evaluate, every_one) if isinstance(body, tree.Node) else []
        case tree.Arithmetic(left=left, right=right):
            parts: tuple[Node, ...] = (left, right)
        case tree.Call(arguments=arguments):
            parts = arguments
        case tree.ListOf(items=items):
            parts = items
        case tree.If(condition=condition, then=then, otherwise=otherwise):
            holds = evaluate(condition)
            if holds is UNKNOWN:
                return [UNKNOWN]
            parts = (then if holds is True else otherwise,)
        case _:
            return []
    return [event for part in parts for event in events_behind(part, definitions, evaluate, every_one=True)]
