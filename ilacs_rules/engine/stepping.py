"""How a step of a trace comes from those below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from ilacs_rules.engine import meaning, unknowns
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.meaning import of_events
from ilacs_rules.language.functions import FUNCTIONS, Context
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.tree import Node
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar


@frozen(guarded=False)
class Around:
    """What a node stands inside of: a counting, a `where`, a `for each`."""

    item: Step | None = None
    candidate: Event | str | None = None
    this: Event | None = None


def constant(node: tree.Const) -> Step:
    """The step of what hangs on nothing."""
    return Step(node, node.value)


def by_calendar(step: Step, calendar: Calendar | None) -> Step:
    """A step that may hang on what tells the days of its parts, else on the calendar; it does where it is unknown."""
    return step if step.value is not UNKNOWN else unknowns.by_calendar(step, unknowns.told_by(step, calendar))


def stepped(node: Node, value: Value, below: list[Step], note: str | None = None) -> Step:
    """A step whose needs, if it is unknown, are those of the steps below."""
    return Step(node, value, tuple(below), needs_of(below) if value is UNKNOWN else (), note)


def tried(nodes: Iterable[Node], step: Callable[[Node], Step]) -> tuple[Step, ...]:
    """The steps of nodes that nothing hangs on; one that cannot be worked out is left out."""
    found: list[Step] = []
    for node in nodes:
        with suppress(DecisionError):
            found.append(step(node))
    return tuple(found)


def needs_of(steps: Iterable[Step]) -> tuple[Need, ...]:
    """What would settle some steps, each need once."""
    return tuple(dict.fromkeys(need for step in steps for need in step.needs))


def called(node: tree.Call, given: list[Step], context: Context) -> Step:
    """The step of a function called with the values of some steps."""
    function, period = FUNCTIONS[node.function], [each for each in node.arguments if isinstance(each, tree.PeriodOf)]
    types = tuple(step.node.type for step in given)
    value = meaning.call(function, context, types, period, [each.value for each in given])
    told = next((each.cycle for each in period if isinstance(each.cycle, ToldStretches)), None)
    by = context.calendar if function.needs_calendar else told
    return unknowns.by_calendar(stepped(node, value, given), by)


def of_event(node: Node, event: Step, read: Callable[[Event], Value], why: Callable[[Event], tuple[Need, ...]]) -> Step:
    """What is read of an event that was found, or of each of several; `why` says what would tell it."""
    found = event.value
    if isinstance(found, tuple):
        return _of_each(node, event, found, read, why)
    if not isinstance(found, Event):
        return stepped(node, found, [event])
    value = read(found)
    return Step(node, value, (event,), why(found) if value is UNKNOWN else ())


def _of_each(
    node: Node,
    events: Step,
    found: tuple[Value, ...],
    read: Callable[[Event], Value],
    why: Callable[[Event], tuple[Need, ...]],
) -> Step:
    """The step of what is read of each event of a list; its needs are those of the list, and why one is not known."""
    values = tuple(of_events(each, read) for each in found)
    pairs = zip(found, values, strict=True)
    whys = (need for each, value in pairs if isinstance(each, Event) and value is UNKNOWN for need in why(each))
    return Step(node, values, (events,), tuple(dict.fromkeys((*events.needs, *whys))))


def of_items(node: tree.Counting, listed: Step) -> tuple[Step, ...]:
    """The steps of the items that are counted, of a list that is there."""
    if isinstance(node.items, tree.ListOf):
        return listed.steps
    assert isinstance(listed.value, tuple)
    place = tree.Item(type=node.test.type, span=node.items.span)
    return tuple(Step(place, item, (), listed.needs if item is UNKNOWN else ()) for item in listed.value)
