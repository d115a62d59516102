"""A version made ready to be run: what both ways of evaluating it share, each part made once when first needed.

A program is immutable in meaning and may be shared between threads: two that make a part at the same moment make the
same part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.kinds_read import LooksAt, looks_at, requirement_looks_at, transitions_look_at
from ilacs_rules.engine.reading import Reader
from ilacs_rules.language.calendars import find_calendar
from ilacs_rules.language.functions import Context
from ilacs_rules.language.walk import TreePart, placed_children, walk
from ilacs_rules.model.reached import definitions_behind, names_something, parts_of
from ilacs_rules.model.tree import Lot, Node, OfCase, Today
from ilacs_rules.model.version import DecisionTable, Definition, Requirement, Version
from ilacs_rules.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ilacs_rules.engine.codegen.compile import Compiled, CompiledEvaluator
    from ilacs_rules.engine.codegen.stepwise import Apart, StepwiseEvaluator
    from ilacs_rules.engine.needing import NeedingEvaluator
    from ilacs_rules.engine.population import Population
    from ilacs_rules.engine.snapshot import Snapshot
    from ilacs_rules.engine.tables import TableMatcher


T = TypeVar("T")
AnyNode = TypeVar("AnyNode", bound=Node)
_GIVEN = ("version", "earlier", "words", "population")  # what a program is made of; all else is made of that


class Program:
    """A checked version, ready to be run. `earlier` are those before it, by the days they came into force.

    `words` are those of all versions of the policy, its own if none are given: a case may hold them, and those that
    this version does not know are nothing to it. `population` are all the cases there are, where that is known: what is
    drawn by lot is drawn from them.
    """

    def __init__(
        self,
        version: Version,
        earlier: Mapping[date, Program] | None = None,
        words: Vocabulary | None = None,
        population: Population | None = None,
    ) -> None:
        self.version = version
        self.earlier: Mapping[date, Program] = earlier or {}
        self.words = words or version.vocabulary
        self.population = population

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Program):
            return NotImplemented
        return self is other or (
            self.version == other.version
            and self.words == other.words
            and [(day, each.version) for day, each in self.earlier.items()]
            == [(day, each.version) for day, each in other.earlier.items()]
        )

    def __hash__(self) -> int:
        return hash((self.version.policy, self.version.start))

    def __getstate__(self) -> dict[str, object]:
        """What a copy is made of, also in another process: parts that were made when first needed are made anew."""
        return {name: value for name, value in vars(self).items() if name in _GIVEN}

    def among(self, population: Population, done: dict[int, Program] | None = None) -> Program:
        """The same version, where all the cases there are are known; `done` are those that were made so, by their id.

        Each looks back to all before it, so that one made anew every time would be made twice as often with each more.
        """
        done = {} if done is None else done
        if id(self) not in done:
            earlier = {day: each.among(population, done) for day, each in self.earlier.items()}
            found = done[id(self)] = Program(self.version, earlier, self.words, population)
            _ = self._only  # what is asked of other cases is made ready once, among whichever they are
            made = {name: part for name, part in vars(self).items() if name not in _GIVEN}
            vars(found).update(made)  # what was made of the version is so whatever cases there are
        return done[id(self)]

    def only(self, condition: Node) -> Program:
        """What a condition hangs on and nothing else, as a program: it is the last of its definitions.

        So that it can be asked of other cases, of which everything else may hang in turn on this one.
        """
        key = condition.id or condition
        found = self._only.get(key)
        if found is None:
            version = self.version
            used = set(definitions_behind(version, [condition]))
            defined = {name: each for name, each in version.definitions.items() if name in used}
            defined[""] = Definition("", "", "", condition.type, condition)
            found = Program(version.with_only(defined), None, self.words)
            self._only[key] = found
        return found

    @cached_property
    def _only(self) -> dict[str | Node, Program]:
        return {}

    @cached_property
    def from_today(self) -> Program:
        """The definitions that hang on today, with what they are made from, and nothing else, as a program."""
        version = self.version
        found = {name for name, each in version.definitions.items() if hangs_on_today([each])}
        turning = (self.made_from(name) for name in version.definitions if not found.isdisjoint(self.made_from(name)))
        wanted = {name for names in turning for name in names}
        definitions = {name: each for name, each in version.definitions.items() if name in wanted}
        return Program(version.with_only(definitions), None, self.words)

    @cached_property
    def turns_of_itself(self) -> bool:
        """Whether something besides its definitions is reckoned from today, or drawn by lot."""
        version = self.version
        beside = (version.requirements, version.priorities, version.transitions)
        return hangs_on_today(part for parts in beside for part in parts.values())

    def made_from(self, name: str) -> tuple[str, ...]:
        """The definitions that a definition (folded) is made from, at any remove, in their order; itself the last."""
        if name not in self._made_from:
            definitions = self.version.definitions
            used = set(definitions_behind(self.version, [definitions[name].body]))
            self._made_from[name] = tuple(each for each in definitions if each in used or each == name)
        return self._made_from[name]

    @cached_property
    def _made_from(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def arithmetic(self) -> DateArithmetic:
        """How the version adds a length of time to a day."""
        calendar = find_calendar(self.version.calendar, self.version.closures) if self.version.calendar else None
        return DateArithmetic(self.version.month_end, calendar)

    @cached_property
    def context(self) -> Context:
        """What the functions of the language may know of the version."""
        return Context(self.version.month_end, self.arithmetic.calendar)

    @cached_property
    def readers(self) -> dict[str, Reader]:
        """How each fact is read."""
        return {name: Reader.of(kind) for name, kind in self.version.vocabulary.facts.items()}

    @cached_property
    def matchers(self) -> dict[str, TableMatcher]:
        """How each decision table finds its rows, by the name of its definition."""
        from ilacs_rules.engine.tables import TableMatcher  # nobody waits for it whose version has no table

        tables = ((name, definition.body) for name, definition in self.version.definitions.items())
        return {name: TableMatcher(body) for name, body in tables if isinstance(body, DecisionTable)}

    @cached_property
    def parts(self) -> dict[str, tuple[tuple[str, Node], ...]]:
        """The expressions of each requirement by the name of their part: `when`, `anchor`, `window before`."""
        return {name: tuple(_parts(requirement)) for name, requirement in self.version.requirements.items()}

    @cached_property
    def looked_at(self) -> dict[str, LooksAt]:
        """What each requirement hangs on."""
        return {name: requirement_looks_at(self.version, name) for name in self.version.requirements}

    @cached_property
    def transitions_look_at(self) -> LooksAt:
        """What its transitions hang on, and so which version decides."""
        return transitions_look_at(self.version)

    @cached_property
    def asks_others(self) -> tuple[OfCase, ...]:
        """All that it asks of other cases than its own."""
        return looks_at(self.version, parts_of(self.version)).others

    @cached_property
    def definitions_look_at(self) -> dict[str, LooksAt]:
        """What each definition looks at, of the case that it is asked of."""
        return {name: looks_at(self.version, [definition]) for name, definition in self.version.definitions.items()}

    def of_node(self, node: AnyNode, find: Callable[[AnyNode], T]) -> T:
        """What follows from a node of the version alone, once it has been asked for."""
        found = self._of_nodes.get(id(node))
        if found is None:
            found = self._of_nodes[id(node)] = node, find(node)  # with the node, so that the id stays its own
        return cast("T", found[1])

    @cached_property
    def _of_nodes(self) -> dict[int, tuple[Node, object]]:
        return {}

    @cached_property
    def compiled(self) -> Compiled:
        """The version as generated code, for decisions without a trace."""
        from ilacs_rules.engine.codegen.compile import compile_program  # it builds on this module

        return compile_program(self)

    @cached_property
    def apart(self) -> Apart:
        """Its definitions as generated code, each by itself, for a case of which ever more is told."""
        from ilacs_rules.engine.codegen.stepwise import definitions_apart  # it builds on this module

        return definitions_apart(self)

    def without_trace(self, snapshot: Snapshot) -> CompiledEvaluator:
        """A case evaluated by the generated code. It is imported now: who asks with a trace does not wait for it."""
        return self._compiled_evaluator(self, snapshot)

    @cached_property
    def _compiled_evaluator(self) -> type[CompiledEvaluator]:
        from ilacs_rules.engine.codegen.compile import CompiledEvaluator

        return CompiledEvaluator

    def step_by_step(self, snapshot: Snapshot, before: CompiledEvaluator | None) -> StepwiseEvaluator:
        """A case of which ever more is told, without a trace; `before` it the same of which less was told."""
        from ilacs_rules.engine.codegen.stepwise import StepwiseEvaluator

        return StepwiseEvaluator(self, snapshot, before)

    def with_needs(self, snapshot: Snapshot) -> NeedingEvaluator:
        """The same, where what would settle what is unknown is told too."""
        from ilacs_rules.engine.needing import NeedingEvaluator

        return NeedingEvaluator(self, snapshot)


def hangs_on_today(parts: Iterable[TreePart]) -> bool:
    """Whether something in them is reckoned from today, or drawn by lot."""
    return any(isinstance(part, Today | Lot) for part in walk(*parts, into=names_something))


def _parts(requirement: Requirement) -> Iterator[tuple[str, Node]]:
    due = requirement.due
    own = [(name, part) for name, part in placed_children(requirement) if name != "when"]
    named: list[tuple[str, TreePart | None]] = [("when", requirement.when), *placed_children(due.timing)]
    if due.window is not None:
        named += [("window before", due.window.before), ("window after", due.window.after)]
    named += [("until", due.until), ("not before", due.not_before), ("not after", due.not_after)]
    for number, phase in enumerate(requirement.phases, 1):
        for extent, each in (("work", phase.work), ("over", phase.over)):
            named.append((f"phase {number} {extent}", None if each is None else each.length))
        named.append((f"phase {number} people", phase.people))
    for part, node in (*named, *own):
        if isinstance(node, Node):
            yield part, node
