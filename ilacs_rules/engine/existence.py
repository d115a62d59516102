"""From when to when the subject of a case exists, as far as that can be told on a day.

It hangs on the facts `created` and `ended`, where a policy declares them as dates. Where one of the days is not told,
what is known to have happened to the subject still tells that it was there then. Where something is told to have begun
before it was created, or after it ended, one of the two must be wrong, and it cannot be told which.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ilacs_rules.engine.reading import Reader
from ilacs_rules.engine.selection import earliest, latest
from ilacs_rules.language.types import Basic
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Case, Event, Truth
from ilacs_rules.model.partial import Day, Partial, from_to
from ilacs_rules.model.vocabulary import CREATED, ENDED, FactKind, Vocabulary
from ilacs_rules.text.frozen import frozen

ANY_DAY = Partial(date.min, date.max)


@frozen(guarded=False)
class OneEnd:
    """What is known of the day on which a subject was created, or of its last day.

    `told` is what the case says, and `day` what follows from that and from its history: a day, or the days between
    which it lies. Both are None where there is no such day: the policy does not ask for one, or there is known to be
    none. `fact` is None where the policy does not ask.
    """

    fact: FactKind | None = None
    told: Day | None = None
    day: Day | None = None


@frozen(guarded=False)
class Existence:
    """The days between which a subject exists, both included."""

    created: OneEnd = OneEnd()
    ended: OneEnd = OneEnd()

    @classmethod
    def of(cls, case: Case, vocabulary: Vocabulary, seen: date) -> Existence:
        """What is known of a case; of events those are looked at that had begun by the day `seen`."""
        created, ended = declared(vocabulary, CREATED), declared(vocabulary, ENDED)
        if created is None and ended is None:
            return NO_LIMITS
        since, until = _told(case, created), _told(case, ended)
        if since is None and until is None:
            return cls(OneEnd(created), OneEnd(ended))
        begun = [event.start for event in case.events if latest(event.start) <= seen]
        return cls(_created(created, since, begun), _ended(ended, until, begun))

    def is_doubtful(self, event: Event) -> bool:
        """Whether an event surely began before the subject is told to have been created, or after it ended."""
        if self.created.told is None and self.ended.told is None:
            return False
        return next(self.doubted_by(event), None) is not None

    def doubted_by(self, event: Event) -> Iterator[tuple[OneEnd, str]]:
        """What is told of the subject that an event cannot be true with, and on which side of it the event began."""
        created, ended = self.created.told, self.ended.told
        if created is not None and latest(event.start) < earliest(created):
            yield self.created, "before"
        if ended is not None and earliest(event.start) > latest(ended):
            yield self.ended, "after"

    def is_over(self, on: date) -> Truth:
        """Whether the subject had ended before a day: on its last day it is still there."""
        ended = self.ended.day
        if ended is None or on <= earliest(ended):
            return False
        return True if on > latest(ended) else UNKNOWN


NO_LIMITS = Existence()


def declared(vocabulary: Vocabulary, name: str) -> FactKind | None:
    """The fact that says since when, or until when, a subject exists, if the policy asks for it."""
    fact = vocabulary.facts.get(name)
    return fact if fact is not None and fact.type is Basic.DATE else None


def _created(fact: FactKind | None, told: Day | None, begun: list[Day]) -> OneEnd:
    if told is None:
        return OneEnd(fact)
    return OneEnd(fact, told, _between(earliest(told), min([latest(told), *map(latest, begun)])))


def _ended(fact: FactKind | None, told: Day | None, begun: list[Day]) -> OneEnd:
    if told is None:
        return OneEnd(fact)
    return OneEnd(fact, told, _between(max([earliest(told), *map(earliest, begun)]), latest(told)))


def _between(first: date, last: date) -> Day:
    return from_to(first, last) if first <= last else ANY_DAY


def _told(case: Case, fact: FactKind | None) -> Day | None:
    if fact is None:
        return None
    given = case.facts.get(fact.name)
    if isinstance(given, Partial) or given.__class__ is date:
        return given
    if given is None and fact.default is None:
        return ANY_DAY
    read = Reader.of(fact).read(given)
    if read is NOTHING:
        return None
    if read is UNKNOWN:
        return ANY_DAY
    assert isinstance(read, date)
    return read
