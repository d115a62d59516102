"""Days of events that are known only to a month or year, compared: told where every day they may be agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ilacs_rules.engine.logic import all_of
from ilacs_rules.engine.meaning import RELATIONS
from ilacs_rules.engine.selection import earliest, latest
from ilacs_rules.engine.snapshot import Snapshot, day_told
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Event, Truth, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.version import Definition

Evaluate = Callable[[tree.Node], Value]
Definitions = dict[str, Definition]


def by_ends(
    node: tree.Compare | tree.Between, definitions: Definitions, snapshot: Snapshot, evaluate: Evaluate
) -> Truth:
    """What a comparison comes to whose sides are not all known, as far as days known to a month or year tell it."""

    def known(side: tree.Node) -> Value | Partial:
        of_event = day_behind(side, definitions)
        return evaluate(side) if of_event is None else as_known(snapshot, evaluate(of_event.event), of_event.day)

    return all_of(compare_days(relation, known(left), known(right)) for relation, left, right in comparisons(node))


def comparisons(node: tree.Compare | tree.Between) -> tuple[tuple[Relation, tree.Node, tree.Node], ...]:
    """The comparisons that must all hold."""
    if isinstance(node, tree.Compare):
        return ((node.relation, node.left, node.right),)
    return (Relation.AT_LEAST, node.subject, node.low), (Relation.AT_MOST, node.subject, node.high)


def day_behind(node: tree.Node, definitions: Definitions) -> tree.DayOf | None:
    """The day of an event that a node is, by itself or under a name."""
    body = _named(node, definitions)
    return body if isinstance(body, tree.DayOf) else None


def event_that_tells(node: tree.Node, definitions: Definitions) -> tree.Node | None:
    """The event that records what a node is, by itself or under a name."""
    body = _named(node, definitions)
    return body.event if isinstance(body, tree.Field) else None


def _named(node: tree.Node, definitions: Definitions) -> tree.Node | None:
    while isinstance(node, tree.Named):
        body = definitions[node.name].body
        if not isinstance(body, tree.Node):
            return None
        node = body
    return node


def as_known(snapshot: Snapshot, event: Value, which: tree.EventDay) -> Value | Partial:
    """A day of an event, or the month or year in which it lies if all of it has passed; else as `event_day` says."""
    if not isinstance(event, Event):
        return event
    day = day_told(event, which)
    return day if isinstance(day, Partial) and latest(day) <= snapshot.seen else snapshot.event_day(event, which)


def compare_days(relation: Relation, left: Value | Partial, right: Value | Partial) -> Truth:
    """One day compared with another; unknown unless all the days that either may be give the same answer.

    Which comes first is most in favour of the test at one end of both, and most against it at the other.
    """
    if left is NOTHING or right is NOTHING:
        return relation is Relation.UNEQUAL
    if not isinstance(left, date | Partial) or not isinstance(right, date | Partial):
        return UNKNOWN
    answers = {
        RELATIONS[relation](earliest(left), latest(right)),
        RELATIONS[relation](latest(left), earliest(right)),
    }
    if relation in (Relation.EQUAL, Relation.UNEQUAL):  # days between the ends may be the same
        apart = latest(left) < earliest(right) or latest(right) < earliest(left)
        exact = not isinstance(left, Partial) and not isinstance(right, Partial)
        return answers.pop() if apart or exact else UNKNOWN
    return answers.pop() if len(answers) == 1 else UNKNOWN
