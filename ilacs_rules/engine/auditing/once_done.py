"""Which of the requirements that ask for an event count it, as the engine has it once the event is done.

Several may ask for the same kind on the day before: a first visit, and those that are counted from the first. The visit
then serves the first, and starts the count of the others. So it is decided again, by the same version, with the event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import Enum

from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Flag, Obligation, Status
from ilacs_rules.model.partial import last_of


class Counted(Enum):
    """Whether an obligation counts an event."""

    YES = "it does, or something new is asked for since"
    PERHAPS = "it cannot be told"
    EARLY = "it was done too early to count, and is told so"
    NO = "it does not"


class OnceDone:
    """A case without an event and what came after it; what is decided once that is done is found when it is needed."""

    def __init__(self, program: Program, so_far: Case, event: Event) -> None:
        """`so_far` are the events that came before it."""
        done = event.start if event.end is None else event.end
        published = None if event.publication is None else done  # what it led to is asked, whenever that was known
        self._program, self._so_far = program, so_far
        self._event, self._on = replace(event, publication=published), last_of(done)
        self._asked: frozenset[str] = frozenset()  # the requirements of which it is asked: no others are worked out
        self._now: Decision | None = None
        self._with_another: tuple[Decision | None] | None = None

    def asked_by(self, owed: Iterable[Obligation], *, perhaps_others: bool) -> list[Obligation]:
        """Of what asked for such an event on the day before, that for which it is told; at most one a requirement.

        What counts it, or perhaps does; if nothing surely does, also that for which it was early. If there is nothing
        of these, it is told for what had set a day for it, unless there are `perhaps_others` that ask for it. Of
        several duties of one kind the first that counts it is taken, else the oldest.
        """
        listed = list(owed)
        if len(listed) == 1 and not listed[0].is_undated and not perhaps_others:
            return listed
        self._asked, self._now, self._with_another = frozenset(each.requirement for each in listed), None, None
        found = [(each, self._counts(each)) for each in listed]
        surely = any(counted is Counted.YES for _, counted in found)
        told = (Counted.YES, Counted.PERHAPS, *(() if surely else (Counted.EARLY,)))
        kept = [each for counts in told for each, counted in found if counted is counts]
        if not kept and not perhaps_others:
            kept = [each for each in listed if not each.is_undated]
        best = {each.requirement: each for each in reversed(kept)}
        return [each for each in listed if best.get(each.requirement) is each]

    def _counts(self, before: Obligation) -> Counted:
        alike = [each for each in self._decided().obligations if each.requirement == before.requirement]
        now = next((each for each in alike if each.instance is before.instance), None)
        if now is None or now.applies is not True:
            return Counted.YES
        if self._is_among(now.served_by):
            return Counted.YES
        if any(self._is_among(each.served_by) for each in alike):
            return Counted.NO  # it serves another of its duties
        if before.instance is None and now.since is self._event:
            return self._starts_a_count(before)
        if now.status in CANNOT_BE_TOLD:
            return Counted.PERHAPS
        if now.since is not before.since:
            return Counted.YES
        if Flag.EARLY in now.flags:
            return Counted.EARLY
        # without a day nothing is asked for yet, but a pause may hide the day
        return Counted.PERHAPS if now.status is Status.PAUSED and now.opens is None else Counted.NO

    def _starts_a_count(self, before: Obligation) -> Counted:
        """For what is counted from the event: whether one more would be counted, or start the count anew.

        In a chain (“a year after the last visit”) each is what the one before asked for.
        """
        decided = self._decided_with_another()
        if decided is None:
            return Counted.PERHAPS
        now = next((each for each in decided.obligations if each.requirement == before.requirement), None)
        return Counted.NO if now is not None and now.since is self._event else Counted.YES

    def _is_among(self, events: Iterable[Event]) -> bool:
        return any(each is self._event for each in events)

    def _decided(self) -> Decision:
        if self._now is None:
            self._now = self._decide(self._on, self._event)
        return self._now

    def _decided_with_another(self) -> Decision | None:
        if self._with_another is None:
            self._with_another = (self._decide_with_another(self._on + ONE_DAY),)
        return self._with_another[0]

    def _decide_with_another(self, day: date) -> Decision | None:
        published = None if self._event.publication is None else day
        another = replace(self._event, start=day, end=day, publication=published)
        try:
            return self._decide(day, self._event, another)
        except DecisionError:
            return None  # a made-up one leads to a day that does not exist

    def _decide(self, on: date, *events: Event) -> Decision:
        case = replace(self._so_far, events=(*self._so_far.events, *events))
        return decide_held(self._program, case, on, trace=False, only=self._asked)
