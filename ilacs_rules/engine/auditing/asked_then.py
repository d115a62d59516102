"""What was asked on the day on which an event began, by what was known the day before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.alike import Alike
from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.program import Program
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.due_shapes import Quota, ToTheNext
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.vocabulary import with_those_above


class Askers:
    """Which requirements, of any version, ask for an event of the family of a kind, or accept one: names, folded.

    An event can be held against no others, so that nothing else needs to be decided of the day on which it began.
    """

    def __init__(self, programs: Iterable[Program]) -> None:
        self._versions = [each.version for each in programs]
        self._found: dict[str, frozenset[str]] = {}

    def of(self, kind: str) -> frozenset[str]:
        """Of a kind of event (folded)."""
        found = self._found.get(kind)
        if found is None:
            found = self._found[kind] = frozenset(self._look_up(kind))
        return found

    def _look_up(self, kind: str) -> Iterable[str]:
        for version in self._versions:
            kinds = version.vocabulary.events
            own = set(with_those_above(kind, kinds)) if kind in kinds else {kind}
            for name, requirement in version.requirements.items():
                if any(
                    not own.isdisjoint(with_those_above(each, kinds))
                    for each in {*requirement.accepts, requirement.event}
                ):
                    yield name


def before(case: Case, event: Event, begun: date) -> Case:
    """A case without an event that began on a day, and what surely began no earlier."""
    events = (each for each in case.events if first_of(each.start) < begun and each is not event)
    return replace(case, events=tuple(events))


def asked_then(
    program: Program, so_far: Case, event: Event, begun: date, alike: Alike, asking: frozenset[str]
) -> Decision:
    """What is decided of the case `before` the day on which an event began, as far as these requirements are `asking`.

    A number in each year, or in another stretch, is that of the stretch in which the event counts.
    """
    known = replace(so_far, events=tuple(_not_seen_on(begun, each) for each in so_far.events))
    decision = alike.share(decide_held(program, known, begun, trace=False, only=asking))
    over = {each.requirement for each in decision.obligations if _is_over(decision, each, event)}
    if not over or event.end is None:
        return decision
    then = decide_held(program, so_far, last_of(event.end), trace=False, only=over)
    asked = {each.requirement: each for each in then.obligations if each.applies is True}
    return replace(decision, obligations=tuple(asked.get(each.requirement, each) for each in decision.obligations))


def _is_over(decision: Decision, asked: Obligation, event: Event) -> bool:
    """Whether a stretch that asks for such an event is over before the event is done, though it began in it."""
    requirement = decision.requirement(asked)
    shape, done = requirement.due.shape, requirement.day_done(event)
    if not isinstance(shape, Quota) or isinstance(shape.stretch, ToTheNext) or asked.instance is not None:
        return False
    accepts = decision.version.vocabulary.is_one_of(event.kind, requirement.accepts)
    return accepts and done is not None and asked.closes is not None and first_of(done) > last_of(asked.closes)


def _not_seen_on(day: date, event: Event) -> Event:
    """The same where what it came to, or its publication, was only known from that day on: not seen on it."""
    end, publication = event.end, event.publication
    if end != day and publication != day:
        return event
    return replace(
        event,
        end=day + ONE_DAY if end == day else end,
        publication=day + ONE_DAY if publication == day else publication,
    )
