"""Who comes first: the points of a case, and its place under the priorities that are an order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.logic import truth
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import Among
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Decision, Step
from ilacs_rules.model.partial import first_of
from ilacs_rules.model.version import Priority, Version


def ranking(version: Version, evaluation: Evaluation) -> tuple[int, tuple[Value, ...], tuple[str, ...]]:
    """The points that surely add up, an entry for each priority without points, and what surely holds, by its name.

    All are in the order of the file. Such an entry is whether its `when` holds, or the value of its `by` (nothing while
    its `when` does not hold, unknown while that cannot be told). Points count only for what surely holds.
    """
    points = 0
    order: list[Value] = []
    met: list[str] = []
    for priority in version.priorities.values():
        holds = True if priority.when is None else truth(evaluation.value(priority.when))
        if holds is True and priority.when is not None:
            met.append(priority.name)
        if priority.points is not None:
            points += priority.points if holds is True else 0
        elif priority.by is None:
            order.append(holds)
        else:
            order.append(evaluation.value(priority.by) if holds is True else NOTHING if holds is False else UNKNOWN)
    return points, tuple(order), tuple(met)


def puts_forward(priority: Priority) -> bool:
    """Whether it brings a case forward when its `when` holds, and does not only order cases by a value."""
    return priority.when is not None and priority.by is None


def put_forward(decision: Decision, due: bool) -> tuple[str, ...]:
    """The priorities, as the policy names them, that surely bring a case forward.

    None brings forward a subject that has ended, or is surely not there yet. `due` is whether what they would bring
    forward is due.
    """
    found = (decision.version.priorities[name] for name in _met(decision))
    return tuple(each.words for each in found if puts_forward(each) and _counts(each, due))


def _met(decision: Decision) -> tuple[str, ...]:
    """The priorities that surely hold of a case whose subject may be there."""
    if not decision.priorities or decision.ended is not None:
        return ()
    created = Snapshot.of(decision).created
    to_come = created is not None and first_of(created) > decision.on
    return () if to_come else decision.priorities


def put_forward_for(decision: Decision, put_forward: Collection[str]) -> tuple[Event, ...]:
    """The events on which some priorities (as the policy names them) rest, each once; none where no needs are told."""
    priorities = decision.version.priorities
    found = [decision.rests_on.get(name, ()) for name in decision.priorities if priorities[name].words in put_forward]
    return tuple({id(event): event for events in found for event in events}.values())


def rests_on(version: Version, met: Iterable[str], evaluation: Evaluation) -> dict[str, tuple[Event, ...]]:
    """The events on which each of the priorities (folded) rests that surely hold and bring a case forward."""
    found: dict[str, tuple[Event, ...]] = {}
    for priority in (version.priorities[name] for name in met):
        step = evaluation.step(priority.when) if priority.when is not None and puts_forward(priority) else None
        if step is not None:
            found[priority.name] = tuple(_events(step))
    return found


def _events(step: Step) -> Iterator[Event]:
    """The events that a step rests on; of one that was picked out, not those by which it was."""
    if isinstance(step.value, Event):
        yield step.value
        return
    for below in step.steps:
        yield from _events(below)


def forward_key(decision: Decision, due: bool) -> tuple[int, ...]:
    """What cases are sorted by that priorities bring forward: most points, then each that has none, as in the file."""
    priorities = [each for each in decision.version.priorities.values() if puts_forward(each) and each.points is None]
    met = {name for name in _met(decision) if _counts(decision.version.priorities[name], due)}
    return (-_points(decision, due), *(each.name not in met for each in priorities))


def sort_key(decision: Decision, due: bool) -> tuple[float | str, ...]:
    """What is sorted by, first come first: most points, then each entry of the order.

    What surely holds comes before all else; of values the smallest is first (on a scale the worst), absent ones last.
    `due` is whether what is sorted is due.
    """
    orders = [priority for priority in decision.version.priorities.values() if priority.points is None]
    key: list[float | str] = [-_points(decision, due)]
    for priority, value in zip(orders, decision.order, strict=True):
        counts = _counts(priority, due)
        if priority.by is None:
            key += [value is not True or not counts]  # what cannot be told puts nobody behind what does not hold
        else:
            key += [1, ""] if isinstance(value, Absent) or not counts else [0, _size(priority, value)]
    return tuple(key)


def _points(decision: Decision, due: bool) -> int:
    """The points that surely add up for what is due, or is not."""
    priorities, met = decision.version.priorities, _met(decision)
    lost = (priorities[name] for name in decision.priorities if name not in met or not _counts(priorities[name], due))
    return decision.points - sum(each.points or 0 for each in lost)


def _counts(priority: Priority, due: bool) -> bool:
    return due or priority.among is Among.EVERYTHING


def _size(priority: Priority, value: Value) -> float | str:
    match value:
        case bool():
            return -value
        case int() | Decimal():
            return float(value)
        case date():
            return value.toordinal()
        case Duration(amount=amount):
            return amount
        case str() if priority.by is not None and isinstance(priority.by.type, ValueSet):
            return -priority.by.type.rank(value)
        case str():
            return value
        case _:
            raise TypeError(f"the checker lets nothing be ordered by {value!r}")
