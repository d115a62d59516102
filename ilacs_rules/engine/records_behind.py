"""The records that an answer rests on: that of the case, and those of the cases that it asks something of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import Sign
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.record_end import AskedElsewhere, before, goes_to_the_day
from ilacs_rules.model.tree import OfCase
from ilacs_rules.model.version import Requirement


def sure_until(evaluation: Evaluation, requirement: Requirement, this: Event | None = None) -> date:
    """The last day up to which all is surely recorded of what a requirement hangs on; the day asked about at most.

    Of all records that it looks at, also by way of another case, the one that ends first counts. `this` is the event
    that an instance of a `for each` is about.
    """
    snapshot = evaluation.snapshot
    if goes_to_the_day(snapshot.case, snapshot.known):
        own = snapshot.on if snapshot.on < snapshot.chosen_until else snapshot.chosen_until
    else:
        own = _own_sure_until(evaluation, requirement, this)
    if snapshot.population is None:  # as where nothing is asked of other cases
        return own
    return min(own, sure_elsewhere(snapshot, evaluation.program, evaluation.program.looked_at[requirement.name].others))


def _own_sure_until(evaluation: Evaluation, requirement: Requirement, this: Event | None) -> date:
    """The same of the case itself, where something was told of the end of its record.

    What is recorded once it is published had ended by that day. So what counts from its start is sure only up to a day
    that lies as much earlier as it lasts.
    """
    snapshot = evaluation.snapshot
    sure = snapshot.sure_until(evaluation.program.looked_at[requirement.name].kinds)
    under_way = requirement.counts_under_way
    if under_way is None or not snapshot.case.published_within:
        return sure
    length = evaluation.value(under_way, this)
    if not isinstance(length, Duration):
        return sure
    if length.kind in (DurationKind.MONTHS, DurationKind.DAYS):
        return before(sure, length)
    begun, _ = evaluation.arithmetic.add(sure, Sign.MINUS, length, requirement.due.span)
    return begun if isinstance(begun, date) else sure


def sure_elsewhere(snapshot: Snapshot, program: Program, asked: Sequence[OfCase]) -> date:
    """The last day up to which all is surely recorded of what is asked of other cases; the day asked about at most."""
    found = asked_elsewhere(snapshot, program, asked)
    return min((snapshot.of_another(each.case).sure_until(each.kinds) for each in found), default=snapshot.on)


def asked_elsewhere(snapshot: Snapshot, program: Program, asked: Sequence[OfCase]) -> tuple[AskedElsewhere, ...]:
    """The cases that something is asked of, also by way of one another, with the kinds of event looked at there.

    One that had ended by the day up to which all is recorded of it is left out: there was nothing to record since.
    """
    found: dict[str, AskedElsewhere] = {}
    entered: set[tuple[str, str]] = set()
    waiting = [(snapshot, node) for node in asked]
    while waiting:
        asking, node = waiting.pop()
        if node.is_fact:
            continue
        looks_at = program.definitions_look_at[node.name]
        for other in _named(asking, program.only(node.case).compiled.run(asking)[-1]):
            if (other.name, node.name) in entered:
                continue
            entered.add((other.name, node.name))
            there = asking.of_another(other)
            over = _over(there, looks_at.kinds)
            waiting += [(there, each) for each in looks_at.others]
            if looks_at.kinds and not over:
                before_it = found.get(other.name)
                kinds = looks_at.kinds if before_it is None else before_it.kinds | looks_at.kinds
                found[other.name] = AskedElsewhere(other, kinds)
    return tuple(found.values())


def _named(asking: Snapshot, named: Value) -> Iterator[Case]:
    """The cases of the population that a value names: one, several, or those of several lists."""
    from ilacs_rules.engine.relations import other_case  # nobody waits for it whose policy asks nothing of other cases

    if isinstance(named, tuple):
        for each in named:
            yield from _named(asking, each)
    elif (other := other_case(asking, named)) is not None:
        yield other


def _over(snapshot: Snapshot, kinds: frozenset[str]) -> bool:
    """Whether a case of the population had ended in its record."""

    def find() -> bool:
        ended, over = snapshot.existence.ended.day, snapshot.existence.is_over(snapshot.on)
        return ended is not None and over is True and snapshot.sure_until(kinds) >= last_of(ended)

    assert snapshot.population is not None, "of which it is one"
    return snapshot.population.once(("over", snapshot.case.name, kinds, snapshot.on, snapshot.known), find)
