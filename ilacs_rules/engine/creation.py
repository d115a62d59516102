"""Since when the subject of a case exists, as far as that can be told on a day.

It hangs on the fact `created`, where a policy declares it as a date. Where the day is not told, what is known to have
happened to the subject still tells that it was there by then. Where something is told to have begun before that day,
one of the two must be wrong, and it cannot be told which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.reading import Reader
from ilacs_rules.engine.selection import earliest, latest
from ilacs_rules.language.types import Basic
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Day, Partial, from_to
from ilacs_rules.model.vocabulary import CREATED, FactKind, Vocabulary

ANY_DAY = Partial(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Creation:
    """What is known of the day on which a subject was created.

    `told` is what the case says, and `day` what follows from that and from its history: a day, or the days between
    which it lies. Both are None where there is no such day: the policy does not ask for one, or there is known to be
    none. `fact` is None where the policy does not ask.
    """

    fact: FactKind | None = None
    told: Day | None = None
    day: Day | None = None

    @classmethod
    def of(cls, case: Case, vocabulary: Vocabulary, seen: date) -> Creation:
        """What is known of a case; of events those are looked at that had begun by the day `seen`."""
        fact = declared(vocabulary)
        told = None if fact is None else _told(case, fact)
        if told is None:
            return cls(fact)
        begun = [latest(event.start) for event in case.events if latest(event.start) <= seen]
        first, last = earliest(told), min([latest(told), *begun])
        return cls(fact, told, from_to(first, last) if first <= last else ANY_DAY)

    def is_doubtful(self, event: Event) -> bool:
        """Whether an event surely began before the subject is told to have been created."""
        return self.told is not None and latest(event.start) < earliest(self.told)


def declared(vocabulary: Vocabulary) -> FactKind | None:
    """The fact that says since when a subject exists, if the policy asks for it."""
    fact = vocabulary.facts.get(CREATED)
    return fact if fact is not None and fact.type is Basic.DATE else None


def _told(case: Case, fact: FactKind) -> Day | None:
    given = case.facts.get(CREATED)
    if isinstance(given, Partial):
        return given
    read = Reader.of(fact).read(given)
    if read is NOTHING:
        return None
    if read is UNKNOWN:
        return ANY_DAY
    assert isinstance(read, date)
    return read
