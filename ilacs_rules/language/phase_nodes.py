"""The parsed tree of a phase of an event, and the phase as it is written."""

from __future__ import annotations

from ilacs_rules.language.fixed_words import PhasePlace
from ilacs_rules.language.nodes import Expr, Node
from ilacs_rules.language.printer import show
from ilacs_rules.text.frozen import frozen


@frozen
class LengthOfPhase(Node):
    """`3 days`; with `up_to`, so much at most."""

    length: Expr
    up_to: bool = False


@frozen
class People(Node):
    """`by 2 inspectors`; without `words`, `by N`, where N is the name of a number."""

    number: Expr
    words: str | None = None


@frozen
class PhaseSentence(Node):
    """`2 days over up to 3 weeks by 2 inspectors before it starts`: the work, the time that is spread over, by whom."""

    work: LengthOfPhase
    over: LengthOfPhase | None = None
    people: People | None = None
    place: PhasePlace = PhasePlace.DURING


def show_phase(phase: PhaseSentence) -> str:
    """The canonical text of a phase."""
    over = "" if phase.over is None else f"over {_extent(phase.over)}"
    people = "" if phase.people is None else _people(phase.people)
    return " ".join(part for part in (_extent(phase.work), over, people, phase.place.value) if part)


def _extent(extent: LengthOfPhase) -> str:
    return f"up to {show(extent.length)}" if extent.up_to else show(extent.length)


def _people(people: People) -> str:
    return f"by {show(people.number)}" if people.words is None else f"by {show(people.number)} {people.words}"
