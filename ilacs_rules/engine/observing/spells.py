"""How long a case waited from one event of some kinds to the next, as far as was known on a day.

It is counted from the last day of the one to the first of the next, without the days on which the clock stood still for
these kinds. What had ended by the day up to which the record is sure counts as having happened; whoever waits longer
was seen to wait until that day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.observing.survival import Spell
from ilacs_rules.engine.pauses import paused_days
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.case import Event
from ilacs_rules.model.version import Pause


@dataclass(frozen=True, slots=True)
class Clock:
    """Days as they count for some kinds of event: not those on which all of them are paused."""

    pauses: tuple[Pause, ...]
    kind: str

    @staticmethod
    def of(pauses: Iterable[Pause], kinds: Collection[str]) -> Clock:
        """The clock of these kinds (folded, one or more): a pause of some of them only does not stop it."""
        stopping = tuple(pause for pause in pauses if pause.kinds.issuperset(kinds))
        return Clock(stopping, next(iter(sorted(kinds))))

    def days(self, first: date, last: date) -> int:
        """How many days after `first` up to and with `last` count."""
        return (last - first).days - paused_days(self.pauses, self.kind, first + ONE_DAY, last)


def spells_of(snapshot: Snapshot, kinds: frozenset[str], clock: Clock) -> list[Spell]:
    """The waits of a case; those that begin or end on a day that is not known exactly are left out."""
    sure_until = snapshot.sure_until(kinds)
    ended = seen(snapshot, kinds)
    found: list[Spell] = []
    for place, event in enumerate(ended):
        begun = event.end
        if not isinstance(begun, date) or begun >= sure_until:
            continue
        following = ended[place + 1] if place + 1 < len(ended) else None
        if following is None:
            found.append(Spell(clock.days(begun, sure_until), ended=False))
        elif isinstance(following.start, date) and isinstance(following.end, date) and following.start > begun:
            happened = following.end <= sure_until
            until = following.start if happened else min(following.start, sure_until)
            found.append(Spell(clock.days(begun, until), ended=happened))
    return found


def seen(snapshot: Snapshot, kinds: frozenset[str]) -> list[Event]:
    """The events of some kinds that surely ended by the day, in order."""
    return list(snapshot.history(kinds).sure)
