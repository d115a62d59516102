"""A case of which ever more is told, by generated code: only what that may change is worked out anew.

Each definition is a function of its own, called when something first asks for it. What is settled of a case stays so
however much more is told of it, and is taken over from the case of which less was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from ilacs_rules.engine.codegen.compile import CompiledEvaluator, Part, bind, define, new_writer, taking
from ilacs_rules.engine.codegen.emit import Emitter, fact_variable
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.reading import read_all
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable, Version


@dataclass(frozen=True, slots=True)
class Apart:
    """The definitions of a program as functions, each by its place in the environment, where `places` has its name.

    `made_from` are the places of those it is made from, in their order, itself the last. Those that `may_fail` may keep
    the case from being decided at all, also once more is told: two rows of a table match, or a day does not exist. All
    others `stay` as they are once they are settled.
    """

    functions: dict[int, Part]
    places: dict[str, int]
    made_from: dict[int, tuple[int, ...]]
    may_fail: tuple[int, ...]
    stay: tuple[int, ...]


class StepwiseEvaluator(CompiledEvaluator):
    """One case on one day, evaluated without a trace, `before` it the same case of which less was told."""

    def __init__(self, program: Program, snapshot: Snapshot, before: CompiledEvaluator | None = None) -> None:
        super().__init__(program, snapshot)
        self._before = before

    @cached_property
    def _env(self) -> Any:
        apart = self.program.apart
        snapshot, readers = self.snapshot, tuple(self.program.readers.values())
        env = _AsAsked(apart, (snapshot, snapshot.on, *read_all(readers, snapshot.case.facts)))
        before = None if self._before is None else vars(self._before).get("_env")
        if isinstance(before, _AsAsked):
            env.update((place, before[place]) for place in apart.stay if _is_settled(before.get(place, UNKNOWN)))
        for place in apart.may_fail:
            _ = env[place]
        return env

    def under(self, start: date) -> Self:
        """The same case on the same day under the earlier version that came into force on a day."""
        is_new = start not in self._under
        found = super().under(start)
        if is_new and self._before is not None:
            found._before = self._before._under.get(start)
        return found

    @cached_property
    def values(self) -> dict[str, Value]:
        """The values of all definitions."""
        return {name: self._env[place] for name, place in self.program.apart.places.items()}

    def defined(self, name: str) -> Value:
        """The value of a definition (folded)."""
        found: Value = self._env[self.program.apart.places[name]]
        return found


class _AsAsked(dict[int, Any]):
    """An environment in which definitions are worked out when they are first asked for.

    What one is made from goes before it, so that a long chain is not a deep one.
    """

    def __init__(self, apart: Apart, given: tuple[Any, ...]) -> None:
        super().__init__(enumerate(given))
        self._apart = apart

    def __missing__(self, place: int) -> Any:
        for each in self._apart.made_from[place]:
            if each not in self:
                self[each] = self._apart.functions[each](self, None)
        return self[place]


def _is_settled(value: Value) -> bool:
    """Whether a value stays as it is; an event stays the same, and more may be told of it."""
    return value is not UNKNOWN and not isinstance(value, Event | tuple)


def definitions_apart(program: Program) -> Apart:
    """Write, compile and bind the definitions of a program as functions of their own."""
    written = _Written(program)
    bound = bind(written.writer)
    own = written.own
    may_fail = tuple(place for name, place in own.items() if _may_fail(program.version, name))
    return Apart(
        {own[name]: bound[function] for name, function in written.functions.items()},
        own,
        {place: tuple(own[each] for each in program.made_from(name)) for name, place in own.items()},
        may_fail,
        tuple(place for place in own.values() if place not in may_fail),
    )


def expressions(program: Program, nodes: Iterable[Node]) -> list[Part]:
    """Expressions of a version, or such as it could have, as functions that its evaluators can be `asked`."""
    written = _Written(program)
    names = []
    for node in nodes:
        emitter = Emitter(written.writer)
        names.append(taking(emitter, emitter.value(node).code, written.places))
    bound = bind(written.writer)
    return [bound[name] for name in names]


class _Written:
    """The definitions of a program, each written as a function; the place of each, and of what else these may use."""

    def __init__(self, program: Program) -> None:
        self.writer = new_writer(program, facts_present=False)
        facts = [fact_variable(program, name) for name in program.version.vocabulary.facts]
        self.places = {name: place for place, name in enumerate(("snapshot", "on", *facts))}
        self.own: dict[str, int] = {}
        self.functions: dict[str, str] = {}
        for name in program.version.definitions:
            emitter = Emitter(self.writer)
            define(emitter, [name])
            variable = self.writer.definitions[name].code
            self.functions[name] = taking(emitter, variable, self.places)
            self.own[name] = self.places[variable] = len(self.places)


def _may_fail(version: Version, name: str) -> bool:
    return isinstance(version.definitions[name].body, DecisionTable) or version.month_end is MonthEnd.ERROR
