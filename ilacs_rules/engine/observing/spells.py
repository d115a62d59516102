"""How long a case waited from one event of some kinds to the next, as far as was known on a day.

It is counted from the last day of the one to the first of the next, without the days on which the clock stood still for
these kinds. What had ended by the day up to which the record is sure counts as having happened; whoever waits longer
was seen to wait until that day. What happened, or did not, before rules asked for these kinds tells nothing of how long
it takes under them: a wait that had begun before is seen from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.observing.survival import Spell, Survival
from ilacs_rules.engine.pauses import at_earliest, paused_days
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import ONE_DAY, add_days
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.record_end import complete_since
from ilacs_rules.model.version import Pause, Version
from ilacs_rules.text.frozen import frozen


@frozen
class Clock:
    """Days as they count for some kinds of event: not those on which all of them are paused."""

    pauses: tuple[Pause, ...]
    kind: str

    @staticmethod
    def of(pauses: Iterable[Pause], kinds: Collection[str]) -> Clock:
        """The clock of these kinds (folded, one or more): a pause of some of them only does not stop it."""
        stopping = tuple(pause for pause in pauses if pause.kinds.issuperset(kinds))
        return Clock(stopping, next(iter(sorted(kinds))))

    def days(self, first: date, last: date) -> int | None:
        """How many days after `first` up to and with `last` count; None where that hangs on when a pause began."""
        least, most = paused_days(self.pauses, self.kind, first + ONE_DAY, last)
        return (last - first).days - least if least == most else None

    def day(self, first: date, number: int) -> date | None:
        """The day by which so many days after `first` have counted.

        None where a pause without an end comes before it, or it hangs on when a pause began.
        """
        endless = min((at_earliest(pause) for pause in self.pauses if pause.until is None), default=date.max)
        day: date | None = first
        while day is not None:
            counted = self.days(first, day)
            if counted is None or counted == number:
                return None if counted is None else day
            if day > endless:
                return None
            day = add_days(day, number - counted)
        return None


def waits_of(snapshots: Iterable[Snapshot], kinds: frozenset[str], clock: Clock, version: Version) -> Survival:
    """How long some cases waited for some kinds of event (folded) since the rules of a version ask for them.

    Where they ask for none of these kinds, all that was seen counts.
    """
    asked_since = version.asks_since(kinds) or date.min
    return Survival.of(spell for each in snapshots for spell in _spells_of(each, kinds, clock, asked_since))


def chance(waits: Survival, clock: Clock, last: date, on: date, until: date, sure: date) -> float | None:
    """The chance that the next one comes after a day and up to another, if the last ended on `last`.

    None had come by `sure`; one that came since then and was not published yet would not be seen. None where nobody was
    seen to wait so long, and where it hangs on a day on which a pause began that is not known.
    """
    waited, ahead = clock.days(last, on), clock.days(on, until)
    seen_to_wait = clock.days(last, max(last, min(sure, on)))
    if waited is None or ahead is None or seen_to_wait is None:
        return None
    return waits.chance(waited, waited + ahead, seen_to_wait)


def _spells_of(snapshot: Snapshot, kinds: frozenset[str], clock: Clock, asked_since: date) -> list[Spell]:
    """The waits of a case, of which none is missing in between.

    Those that begin or end on a day that is not known exactly are left out, and so are those of which it is not known
    how many of their days lie in pauses, and those that began before the record was complete.
    """
    since = complete_since(snapshot.case, kinds, snapshot.kinds)
    if since is None:
        return []
    over = snapshot.existence.ended.day
    sure_until = min(snapshot.sure_until(kinds), date.max if over is None else first_of(over))
    ended = seen(snapshot, kinds)
    found: list[Spell] = []
    for place, event in enumerate(ended):
        begun = event.end
        if not isinstance(begun, date) or not since <= begun < sure_until:
            continue
        following = ended[place + 1] if place + 1 < len(ended) else None
        since_when = clock.days(begun, max(begun, asked_since))
        if following is None:
            under_way = in_hand_since(snapshot, kinds)  # whoever has the next one in hand waits no longer
            found += _spell(clock.days(begun, min(sure_until, under_way or sure_until)), False, since_when)
        elif isinstance(following.start, date) and isinstance(following.end, date) and following.start > begun:
            happened = following.end <= sure_until
            until = following.start if happened else min(following.start, sure_until)
            found += _spell(clock.days(begun, until), happened, since_when)
    return found


def _spell(days: int | None, ended: bool, since: int | None) -> list[Spell]:
    return [] if days is None or since is None else [Spell(days, ended, since)]


def as_published(case: Case, on: date) -> Case:
    """A case as a record held it that was made on a day: what was not published by then is not in it at all."""

    def is_published(event: Event) -> bool:
        known_from = event.end if event.publication is None else event.publication
        return known_from is not None and last_of(known_from) <= on

    return replace(case, events=tuple(event for event in case.events if is_published(event)))


def in_hand_since(snapshot: Snapshot, kinds: frozenset[str]) -> date | None:
    """The first day that an event of some kinds may have which may be under way on the day; None if there is none."""
    may_be = snapshot.vocabulary.may_be
    begun = (each for each in snapshot.case.events if may_be(each.kind, kinds) and snapshot.may_be_in_hand(each))
    return min((first_of(each.start) for each in begun), default=None)


def last_seen(snapshot: Snapshot, kinds: frozenset[str]) -> Event | None:
    """The last event of some kinds that is known to have ended by the day."""
    return max(seen(snapshot, kinds), key=lambda event: last_of(event.end or event.start), default=None)


def seen(snapshot: Snapshot, kinds: frozenset[str]) -> list[Event]:
    """The events of some kinds that surely ended by the day, in order."""
    return list(snapshot.history(kinds).sure)
