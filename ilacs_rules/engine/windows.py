"""What is done again and again, in lengths of time: how far its next days lie from the day it is counted from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from ilacs_rules.language.dates import summed, times
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.due_shapes import Lengths, Repeat, Shape
from ilacs_rules.model.tree import Const, Node
from ilacs_rules.text.frozen import frozen

Sums = tuple[Duration, ...]
"""Lengths of time that are added one after the other; neighbours of a kind are one sum."""


@frozen(guarded=False)
class Repeating:
    """The period of a sentence, and its window: how long before and after the target it opens and closes."""

    period: Duration
    before: Sums
    after: Sums
    _found: dict[int, tuple[Sums, Sums, Sums]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, shape: Repeat, length: Callable[[Node], Duration]) -> Repeating:
        """The lengths of a sentence, each worked out by `length`."""

        def window(lengths: Lengths) -> Sums:
            return tuple([times(length(node), count) for node, count in lengths])

        return cls(length(shape.period), window(shape.before), window(shape.after))

    def after_periods(self, number: int) -> tuple[Sums, Sums, Sums]:
        """How far it opens, is aimed at and closes from the day it is counted from, so many periods on."""
        found = self._found.get(number)
        if found is None:
            period = times(self.period, number)
            target = (period,)
            opens = tuple(summed((period, *self.before))) if self.before else target
            closes = tuple(summed((period, *self.after))) if self.after else target
            found = self._found[number] = opens, target, closes
        return found


def repeating(shape: Shape) -> Repeating | None:
    """Those of a sentence in which they hang on no case; None for any other."""
    if not isinstance(shape, Repeat):
        return None
    nodes = (shape.period, *(node for node, _ in (*shape.before, *shape.after)))
    return Repeating.of(shape, _said) if all(isinstance(node, Const) for node in nodes) else None


def _said(node: Node) -> Duration:
    value = node.value if isinstance(node, Const) else None
    assert isinstance(value, Duration), "the checker sees that it is a length of time"
    return value
