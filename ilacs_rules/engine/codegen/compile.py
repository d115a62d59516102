"""Turns a program into generated Python: one function for its facts and definitions, one for each other expression.

No text of the policy gets into the code (see `writing.Names`), so that nothing an author writes can be run as Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from ilacs_rules.engine.codegen.emit import Emitter, Writer
from ilacs_rules.engine.codegen.emit_tables import table
from ilacs_rules.engine.codegen.emit_values import selection
from ilacs_rules.engine.codegen.writing import Names, Operand
from ilacs_rules.engine.none_there import days_ahead
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.reading import read_all
from ilacs_rules.engine.selection import Selection
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.vague_days import event_that_tells
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.due_shapes import Reach, Single
from ilacs_rules.model.reached import outermost
from ilacs_rules.model.version import DecisionTable, Version

_NOT_AN_ANCHOR = (tree.DayOf, tree.History, tree.Counting, DecisionTable)  # none is looked for inside of these

_Env = tuple[Any, ...]
Part = Callable[[Any, Event | None], Any]
"""An expression, as a function of an environment and of the event that a `for each` instance is about."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program as functions. `run` gives the environment that the others take: snapshot, day, facts, definitions."""

    run: Callable[[Snapshot], _Env]
    parts: dict[str, Part]  # by the id of a node or history of the version
    first_definition: int  # its place in the environment


class CompiledEvaluator:
    """One case on one day, evaluated without a trace. It is an `Evaluation` for obligations to ask."""

    traced = False
    keeps_steps = False

    def __init__(self, program: Program, snapshot: Snapshot) -> None:
        self.program = program
        self.snapshot = snapshot
        self.arithmetic = program.arithmetic
        self._compiled = program.compiled
        self._under: dict[date, Self] = {}
        self._as_of: dict[date, CompiledEvaluator] = {}  # many requirements look back to the same ends of periods

    @cached_property
    def _env(self) -> _Env:
        return self._compiled.run(self.snapshot)

    def under(self, start: date) -> Self:
        """The same case on the same day under the earlier version that came into force on a day."""
        found = self._under.get(start)
        if found is None:
            program = self.program.earlier[start]
            found = self._under[start] = type(self)(program, self.snapshot.under(program.version.vocabulary))
        return found

    def as_of(self, day: date) -> CompiledEvaluator:
        """The same case under the same version, as it stood on another day."""
        found = self._as_of.get(day)
        if found is None:
            found = self._as_of[day] = CompiledEvaluator(self.program, self.snapshot.as_of(day))
        return found

    @cached_property
    def values(self) -> dict[str, Value]:
        """The values of all definitions."""
        return dict(zip(self.program.version.definitions, self._env[self._compiled.first_definition :], strict=True))

    def defined(self, name: str) -> Value:
        """The value of a definition (folded)."""
        return self.values[name]

    def value(self, node: tree.Node, this: Event | None = None) -> Value:
        """What a node of the version comes to."""
        found: Value = self._compiled.parts[node.id](self._env, this)
        return found

    def asked(self, parts: Iterable[Part]) -> list[Value]:
        """What further expressions come to, each as a function."""
        return [part(self._env, None) for part in parts]

    def needs(self, node: tree.Node, this: Event | None = None) -> tuple[Need, ...]:
        """Nothing: nobody asks on the fast path."""
        return ()

    def step(self, node: tree.Node) -> Step | None:
        """Nothing: nobody asks on the fast path."""
        return None

    def select(self, history: tree.History, this: Event | None = None) -> Selection:
        """The events of a history of the version, filtered."""
        found: Selection = self._compiled.parts[history.id](self._env, this)
        return found

    def select_needs(self, history: tree.History, event: Event | None) -> tuple[Need, ...]:
        """Nothing: nobody asks on the fast path."""
        return ()


def compile_program(program: Program) -> Compiled:
    """Write, compile and bind the functions of a program."""
    version = program.version
    writer = new_writer(program, facts_present=False)
    main = Emitter(writer)
    define(main, list(version.definitions))
    facts = [f"f{index}" for index in range(len(version.vocabulary.facts))]
    env = ["snapshot", "on", *facts, *(operand.code for operand in writer.definitions.values())]
    places = {name: place for place, name in enumerate(env)}
    head = ["    on = snapshot.on"]
    if facts:
        read, readers = writer.names.constant(read_all), writer.names.constant(tuple(program.readers.values()))
        head.append(f"    {', '.join(facts)}, = {read}({readers}, snapshot.case.facts)")
    writer.functions.append(main.body.source("run", "snapshot", f"({', '.join(env)},)", head))
    parts = {}
    asking = (version.requirements, version.guarantees, version.priorities, version.transitions)
    asked = [*outermost(part for parts in asking for part in parts.values())]
    asked += _telling(version)
    asked += behind_anchors([*version.requirements.values(), *version.definitions.values()])
    asked += days_ahead((*version.requirements.values(), *version.definitions.values()))
    for root in asked:
        emitter = Emitter(writer, this=Operand("this", simple=True))
        code = selection(emitter, root) if isinstance(root, tree.History) else emitter.value(root).code
        assert root.id, "nodes of a version have their ids"
        parts[root.id] = taking(emitter, code, places)
    bound = bind(writer)
    return Compiled(bound["run"], {key: bound[name] for key, name in parts.items()}, 2 + len(facts))


def taking(emitter: Emitter, code: str, places: Mapping[str, int]) -> str:
    """Write a `Part` that returns what an emitter has written; what it uses has its place in the environment."""
    writer = emitter.writer
    unpacked = [f"    {use} = env[{places[use]}]" for use in emitter.body.uses if use != "this"]
    name = writer.names.fresh("p")
    writer.functions.append(emitter.body.source(name, "env, this", code, unpacked))
    return name


def new_writer(program: Program, facts_present: bool) -> Writer:
    """A writer for one generated module."""
    return Writer(program, Names(), [], facts_present, {})


def define(emitter: Emitter, wanted: list[str]) -> None:
    """Write the working out of definitions, each of which uses only those before it."""
    writer = emitter.writer
    for name in wanted:
        definition = writer.program.version.definitions[name]
        body = definition.body
        operand = table(emitter, definition, body) if isinstance(body, DecisionTable) else emitter.value(body)
        variable = writer.names.fresh("d")
        emitter.body.line(f"{variable} = {operand.code}")
        writer.definitions[name] = Operand(variable, operand.unknown, operand.nothing, simple=True)


def bind(writer: Writer) -> dict[str, Any]:
    """Compile what was written; gives the functions by name."""
    bound: dict[str, Any] = {"UNKNOWN": UNKNOWN, "NOTHING": NOTHING, **writer.names.bound}
    exec(compile("\n".join(writer.functions), "<generated from a policy>", "exec"), bound)
    return bound


def _telling(version: Version) -> Iterator[tree.Node]:
    """The events of which obligations ask when they told a day to come."""
    for requirement in version.requirements.values():
        shape = requirement.due.shape
        if isinstance(shape, Single) and shape.opens is Reach.TOLD and isinstance(shape.anchor, tree.Node):
            event = event_that_tells(shape.anchor, version.definitions)
            if event is not None:
                yield event


def behind_anchors(parts: Iterable[TreePart]) -> Iterator[tree.Node]:
    """What obligations ask for when they look for the event of an anchor, in parts of a version.

    The events whose days stand in them, and the conditions that choose between days.
    """
    for part in walk(*parts, into=lambda part: not isinstance(part, _NOT_AN_ANCHOR)):
        match part:
            case tree.DayOf(event=event):
                yield event
            case tree.If(condition=condition):
                yield condition
