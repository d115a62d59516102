"""What a fact or a definition comes to for another case, which a fact of this one names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from ilacs_rules.engine.lots import NO_POPULATION
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.stepping import stepped
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Case, Value
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.tree import Fact, Named, Node, OfCase
from ilacs_rules.text.nearest import nearest
from ilacs_rules.text.words import quoted


class _Traced(Protocol):
    definitions: dict[str, Step]


def of_case(snapshot: Snapshot, program: Program, node: OfCase, named: Value) -> Value:
    """What it comes to, on the same day; unknown for a case that is not in the population."""
    if isinstance(named, Absent):
        return named
    other = other_case(snapshot, named)
    if other is None or snapshot.population is None:
        return UNKNOWN

    def found() -> Value:
        value: Value = program.only(_asked(node)).compiled.run(snapshot.of_another(other))[-1]
        return value

    seen = snapshot.on, snapshot.known, snapshot.gap_at_end
    return snapshot.population.once((node.name, node.is_fact, other.name, program.version.start, seen), found)


def step(
    node: OfCase, named: Step, snapshot: Snapshot, program: Program, trace: Callable[[Program, Snapshot], _Traced]
) -> Step:
    """The same for a trace; `trace` tells what would settle it for the other case, if that is there."""
    value = of_case(snapshot, program, node, named.value)
    if value is not UNKNOWN or named.value is UNKNOWN:
        return stepped(node, value, [named])
    needs = _why_not_there(snapshot, named.value)
    if needs is None:
        other = other_case(snapshot, named.value)
        assert other is not None, "why it is not there would have been told"
        *_, there = trace(program.only(_asked(node)), snapshot.of_another(other)).definitions.values()
        needs = tuple(replace(each, text=f"{each.text}, of {quoted(other.name)}") for each in there.needs)
    return Step(node, value, (named,), needs)


def _why_not_there(snapshot: Snapshot, named: Value) -> tuple[Need, ...] | None:
    if snapshot.population is None:
        return (NO_POPULATION,)
    if other_case(snapshot, named) is not None:
        return None
    meant = nearest(str(named), snapshot.population.cases)
    perhaps = "" if meant is None else f"; {quoted(meant)} is"
    return (Need(f"{quoted(str(named))} is not among the cases of the population{perhaps}"),)


def other_case(snapshot: Snapshot, named: Value) -> Case | None:
    """The case of the population that has a name; None if there is none."""
    population = snapshot.population
    return population.cases.get(named) if population is not None and isinstance(named, str) else None


def _asked(node: OfCase) -> Node:
    kind = Fact if node.is_fact else Named
    return kind(node.name, type=node.type, span=node.span)
