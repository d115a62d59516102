"""What obligations ask of whatever evaluates the checked tree: the same of the traced path and of the fast one."""

from __future__ import annotations

from datetime import date
from typing import Protocol, Self

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.selection import Selection
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.tree import History, Node


class Evaluation(Protocol):
    """One case on one day under one version. `this` is the event a `for each` instance is about."""

    @property
    def program(self) -> Program:
        """The version, ready to be run."""

    @property
    def snapshot(self) -> Snapshot:
        """The case as seen on the day."""

    @property
    def arithmetic(self) -> DateArithmetic:
        """How the version adds a length of time to a day; holds its calendar, made once for the version."""

    @property
    def traced(self) -> bool:
        """Whether needs are asked for; on the fast path nobody does, and no words are made."""

    @property
    def keeps_steps(self) -> bool:
        """Whether it is told of each part that was asked for, also of one that hangs on no case."""

    def under(self, start: date) -> Self:
        """The same case on the same day under the earlier version that came into force on a day."""

    def as_of(self, day: date) -> Evaluation:
        """The same case under the same version, as it stood on another day; without a trace, which nobody reads."""

    def value(self, node: Node, this: Event | None = None) -> Value:
        """What a node of the version comes to."""

    def needs(self, node: Node, this: Event | None = None) -> tuple[Need, ...]:
        """What would settle a node that is unknown; nothing on the fast path."""

    def step(self, node: Node) -> Step | None:
        """How a node of the version came to its value; None on the fast path."""

    def select(self, history: History, this: Event | None = None) -> Selection:
        """The events of a history of the version, filtered."""

    def select_needs(self, history: History, event: Event | None) -> tuple[Need, ...]:
        """What is not known of the filters of a history for an event, or where there is none, whatever the event.

        Nothing on the fast path.
        """
