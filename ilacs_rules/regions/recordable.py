"""What can have been recorded of an event that ended on a day: so that no case is made up that nobody could have.

The version in force on that day says which kinds there are and what is recorded of them; before the first version the
first says it. Of a kind that has kinds of its own each event is of one of these, and told so. Where that leaves a proof
short of what was told less exactly, `Matters.limits` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.version import Version

Fields = frozenset[str]
"""What is recorded of a kind of event, by its folded names."""


class Recordable:
    """What the versions in force, each in its time, let be recorded of events."""

    def __init__(self, versions: Iterable[Version]) -> None:
        """`versions` are those asked; those before them count in their time. Of two that begin together either may."""
        self._by_start: dict[date, dict[int, Version]] = {}
        for asked in versions:
            for version in and_before(asked):
                self._by_start.setdefault(version.start, {})[id(version)] = version
        self._starts = sorted(self._by_start)
        self._known: dict[tuple[str, date], Fields | None] = {}

    def of(self, kind: str, day: date) -> Fields | None:
        """What is recorded of a kind (folded) that ended on a day; None where nothing of this kind is told then."""
        start = next((start for start in reversed(self._starts) if start <= day), self._starts[0])
        key = kind, start
        if key not in self._known:
            told = [fields for each in self._by_start[start].values() if (fields := _told(each, kind)) is not None]
            self._known[key] = Fields().union(*told) if told else None
        return self._known[key]

    def in_time(self, kind: str, read: Fields) -> tuple[Fields | None, ...]:
        """What is recorded of a kind under each version in turn, of all that is read."""
        each = (self.of(kind, start) for start in self._starts)
        return tuple(None if fields is None else fields & read for fields in each)

    def changes(self, kinds: Sequence[str], read: Fields) -> list[date]:
        """The days on which it becomes otherwise what is recorded of some kinds, of all that is read."""
        in_time = list(zip(*(self.in_time(kind, read) for kind in kinds), strict=True)) or [()] * len(self._starts)
        return [day for place, day in enumerate(self._starts) if place and in_time[place] != in_time[place - 1]]

    def could_be(self, case: Case, like: Case) -> bool:
        """Whether a case made of another could have been recorded: of each of its events no more and no less.

        Its events are those of the other, on other days, and perhaps more.
        """
        kept = len(like.events)
        told = [self._of(event) for event in case.events]
        pairs = zip(like.events, told[:kept], strict=True)
        return None not in told and all(_just_as_much(event, self._of(event), now) for event, now in pairs)

    def _of(self, event: Event) -> Fields | None:
        assert isinstance(event.end, date), "made-up events have days"
        return self.of(event.kind, event.end)


def _just_as_much(event: Event, before: Fields | None, now: Fields | None) -> bool:
    return before is not None and now is not None and all((name in before) == (name in now) for name in event.fields)


def and_before(version: Version | None) -> Iterator[Version]:
    """A version and all before it, the newest first."""
    while version is not None:
        yield version
        version = version.before


def _told(version: Version, name: str) -> Fields | None:
    """What a version lets be recorded of a kind; None where it has none such, or has kinds of it that are told."""
    kind = version.vocabulary.events.get(name)
    if kind is None or kind.repealed or name in version.vocabulary.told_by_kinds:
        return None
    return Fields(name for name, record in kind.records.items() if not record.repealed)
