"""Other cases: what a fact or a definition comes to for one that is named, or for each of a list."""

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
    @property
    def definitions(self) -> dict[str, Step]: ...


# ------------------------------------------------------------------------------------------------ one case, or each


def of_case(snapshot: Snapshot, program: Program, node: OfCase, named: Value) -> Value:
    """What it comes to, on the same day; unknown for a case that is not in the population. Of a list, a list."""
    if isinstance(named, Absent):
        return named
    if isinstance(named, tuple):
        return tuple(of_case(snapshot, program, node, each) for each in named)
    if named == snapshot.case.name:  # as it is imagined to go on, in a forecast
        own: Value = program.only(_asked(node)).compiled.run(snapshot)[-1]
        return own
    return of_other(snapshot, program, node, named)


def of_other(snapshot: Snapshot, program: Program, node: OfCase, named: Value) -> Value:
    """What it comes to for a case as it stands in the population."""
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
    if isinstance(named.value, tuple) and isinstance(value, tuple):
        unknown = [each for each, found in zip(named.value, value, strict=True) if found is UNKNOWN]
        whys = [need for each in unknown if each is not UNKNOWN for need in _why(node, each, snapshot, program, trace)]
        return Step(node, value, (named,), tuple(dict.fromkeys((*named.needs, *whys))) if unknown else ())
    whole = not isinstance(value, tuple) or UNKNOWN not in value
    if named.value is UNKNOWN or (value is not UNKNOWN and whole):
        return stepped(node, value, [named])
    return Step(node, value, (named,), _why(node, named.value, snapshot, program, trace))


def _why(
    node: OfCase, named: Value, snapshot: Snapshot, program: Program, trace: Callable[[Program, Snapshot], _Traced]
) -> tuple[Need, ...]:
    """Why something is not known of a case."""
    own = named == snapshot.case.name
    needs = None if own else _why_not_there(snapshot, named)
    if needs is not None:
        return needs
    other = snapshot.case if own else other_case(snapshot, named)
    assert other is not None, "why it is not there would have been told"
    seen = snapshot if own else snapshot.of_another(other)
    *_, there = trace(program.only(_asked(node)), seen).definitions.values()
    whose = "" if own else f", of {quoted(other.name)}"
    return tuple(replace(each, text=f"{each.text}{whose}") for each in there.needs)


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
