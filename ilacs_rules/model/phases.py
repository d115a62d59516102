"""The phases of an event: as the policy has them, and for one case, with the work that is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import PhasePlace
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.case import Length
from ilacs_rules.model.tree import Node
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span

DAYS_OF_A_WEEK, WORKED_OF_A_WEEK = 7, 5


@frozen
class Extent(TreePart):
    """A length of time; with `up_to`, so much at most."""

    length: Node
    up_to: bool = False


@frozen
class Phase(TreePart):
    """One phase: the work in it, the time over which that is spread if it is another, and how many people do it.

    `who` is what they are called where the number is written beside it.
    """

    words: str
    work: Extent
    over: Extent | None = None
    people: Node | None = None
    who: str | None = None
    place: PhasePlace = PhasePlace.DURING
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def said(self) -> tuple[object, ...]:
        """All that is said of it but for lengths and numbers."""
        over = None if self.over is None else self.over.up_to
        return self.words, self.place, self.who, self.work.up_to, over

    @property
    def stretch(self) -> Extent:
        """How long it goes on."""
        return self.work if self.over is None else self.over


@frozen
class PersonDays:
    """Days of work, of all people together: between the least and the most; the same where neither is `up to`."""

    least: Fraction
    most: Fraction

    def __add__(self, other: PersonDays) -> PersonDays:
        return PersonDays(self.least + other.least, self.most + other.most)

    def times(self, number: int) -> PersonDays:
        """So many times as much."""
        return self if number == 1 else PersonDays(self.least * number, self.most * number)


NO_WORK = PersonDays(Fraction(), Fraction())


@frozen
class PhaseToDo:
    """A phase for one case. `work`, `over` and `people` are UNKNOWN where they hang on what is not known.

    None where nothing is said of them; `needs` would settle what is unknown. Two are equal by what they come to and
    what is `said` of them, in whatever words the policy tells lengths and numbers.
    """

    phase: Phase = field(compare=False)
    said: tuple[object, ...]
    work: Length
    over: Length
    people: int | Decimal | Absent | None
    needs: tuple[str, ...] = field(default=(), compare=False)

    @property
    def stretch(self) -> Length:
        """How long it goes on."""
        return self.work if self.phase.over is None else self.over

    @property
    def person_days(self) -> PersonDays | None:
        """The days of work in it; None where it has no figure: how long, or by how many, is not said or not known."""
        days = working_days(self.work)
        if days is None or not isinstance(self.people, int | Decimal):
            return None
        return _person_days(days, self.people, self.phase.work.up_to)


@lru_cache(1_000)  # a plan of many cases asks for the same few over and over
def _person_days(days: int, people: int | Decimal, up_to: bool) -> PersonDays:
    most = days * Fraction(people)
    return PersonDays(Fraction() if up_to else most, most)


@frozen
class Work:
    """The work in something: what is known of it, and whether any of it has no figure."""

    known: PersonDays = NO_WORK
    lacks_figures: bool = True


def work_in(phases: Iterable[PhaseToDo]) -> Work:
    """The work in all the phases of an event; where nothing is said of any, that is no figure, and not 0."""
    known, found = NO_WORK, [each.person_days for each in phases]
    for each in found:
        known += each or NO_WORK
    return Work(known, not found or None in found)


def working_days(length: Length) -> int | None:
    """How many days of work lie in a length of time; None where that cannot be told, as of months.

    Of seven days five are worked, and of fewer as many, but no more than five.
    """
    if not isinstance(length, Duration) or length.kind is DurationKind.MONTHS:
        return None
    if length.skips_days:
        return length.amount
    weeks, days = divmod(length.amount, DAYS_OF_A_WEEK)
    return weeks * WORKED_OF_A_WEEK + min(days, WORKED_OF_A_WEEK)
