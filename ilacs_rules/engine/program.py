"""A version made ready to be run: what both ways of evaluating it share, each part made once when first needed.

A program is immutable in meaning and may be shared between threads: two that make a part at the same moment make the
same part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.kinds_read import kinds_read, kinds_that_choose
from ilacs_rules.engine.reading import Reader
from ilacs_rules.engine.tables import TableMatcher
from ilacs_rules.language.calendars import find_calendar
from ilacs_rules.language.functions import Context
from ilacs_rules.language.walk import TreePart, placed_children
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable, Requirement, Version
from ilacs_rules.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ilacs_rules.engine.codegen.compile import Compiled


class Program:
    """A checked version, ready to be run. `earlier` are those before it, by the days they came into force.

    `words` are those of all versions of the policy, its own if none are given: a case may hold them, and those that
    this version does not know are nothing to it.
    """

    def __init__(
        self,
        version: Version,
        earlier: Mapping[date, Program] | None = None,
        words: Vocabulary | None = None,
    ) -> None:
        self.version = version
        self.earlier: Mapping[date, Program] = earlier or {}
        self.words = words or version.vocabulary

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
        return {name: value for name, value in vars(self).items() if name in ("version", "earlier", "words")}

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
        tables = ((name, definition.body) for name, definition in self.version.definitions.items())
        return {name: TableMatcher(body) for name, body in tables if isinstance(body, DecisionTable)}

    @cached_property
    def parts(self) -> dict[str, tuple[tuple[str, Node], ...]]:
        """The expressions of each requirement by the name of their part: `when`, `anchor`, `window before`."""
        return {name: tuple(_parts(requirement)) for name, requirement in self.version.requirements.items()}

    @cached_property
    def kinds_read(self) -> dict[str, frozenset[str]]:
        """The kinds of event that each requirement hangs on."""
        return {name: kinds_read(self.version, name) for name in self.version.requirements}

    @cached_property
    def kinds_that_choose(self) -> frozenset[str]:
        """The kinds of event on which its transitions hang, and so which version decides."""
        return kinds_that_choose(self.version)

    @cached_property
    def compiled(self) -> Compiled:
        """The version as generated code, for decisions without a trace."""
        from ilacs_rules.engine.codegen.compile import compile_program  # it builds on this module

        return compile_program(self)


def _parts(requirement: Requirement) -> Iterator[tuple[str, Node]]:
    due = requirement.due
    own = [(name, part) for name, part in placed_children(requirement) if name != "when"]
    named: list[tuple[str, TreePart | None]] = [("when", requirement.when), *placed_children(due.timing)]
    if due.window is not None:
        named += [("window before", due.window.before), ("window after", due.window.after)]
    named += [("until", due.until), ("not before", due.not_before), ("not after", due.not_after)]
    for part, node in (*named, *own):
        if isinstance(node, Node):
            yield part, node
