"""Whether a requirement applies, before any date is looked at: yes, no, or it cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.duty import duties
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.logic import all_of, any_of, opposite, truth
from ilacs_rules.engine.selection import NONE_OF_THEM, Gap, Selection
from ilacs_rules.engine.unknowns import ended_in_words, ended_needs, selection_needs
from ilacs_rules.language.dates import ONE_DAY, add_days
from ilacs_rules.language.nouns import is_plural
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.decision import Need, Obligation, Status
from ilacs_rules.model.tree import Const, Within
from ilacs_rules.model.version import ForEach, Requirement, Version
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.words import joined, quoted


@frozen(guarded=False)
class Terms:
    """The events that a `for each` requirement is about, as the version in force on the day they ended has it.

    Who judges by them is asked of the `Applicability` that gave them (`judging`): did they hold it, nothing of a
    decision would be let go of before Python next looks for rings, and the next could not be made in the same memory.
    """

    version: Version
    requirement: Requirement
    events: Selection


_InVersion = tuple[Version, Requirement, ForEach, tuple[date, date | None]]
"""A `for each` requirement as a version has it, and the days within which what it is about ended."""


class Applicability:
    """Of each requirement of a version, for one case on one day. The checker sees that exceptions make no ring."""

    def __init__(self, version: Version, evaluation: Evaluation, unexcepted: str | None = None) -> None:
        """`unexcepted` names (folded) a requirement to which nothing is taken to be an exception."""
        self.version = version
        self.evaluation = evaluation
        self.unexcepted = unexcepted
        self.is_over = evaluation.snapshot.existence.is_over(evaluation.snapshot.on)  # whether the subject had ended
        self._duties = duties(version)
        self._memo: dict[str, Truth] = {}
        self._lacking: dict[str, tuple[Need, ...]] = {}
        self._terms: dict[str, list[Terms]] = {}
        self._earlier: dict[date, Applicability] = {}
        self._told: dict[frozenset[str], Selection] = {}

    def of(self, name: str) -> Truth:
        """Whether a requirement applies; a `for each` requirement does if one of its instances does."""
        found = self._memo.get(name)
        if found is None:
            requirement = self.version.requirements[name]
            of_each = requirement.for_each is not None and self.is_over is not True
            found = self._memo[name] = self._of_instances(requirement) if of_each else self.of_one(requirement, None)
        return found

    def but_for_exceptions(self, name: str) -> Applicability:
        """The same if nothing were an exception to a requirement (folded): whether that would apply without any."""
        return Applicability(self.version, self.evaluation, name)

    def of_one(self, requirement: Requirement, this: Event | None) -> Truth:
        """Whether a requirement, or one instance of it, applies: of a subject that has ended nothing is asked."""
        over = self.is_over
        if over is True:
            return False
        own = self._in_itself(requirement, this)
        if own is False or (over is False and not self._duties[requirement.name].replaced_by):
            return own
        return all_of((own, opposite(over), self._not_excepted(requirement, this)))

    def _in_itself(self, requirement: Requirement, this: Event | None) -> Truth:
        """Whether its `when` holds and, for `between K`, there has been a K; exceptions are left aside."""
        when: Truth = True
        if requirement.when is not None:
            when = truth(self.evaluation.value(requirement.when, this))
        between = self._duties[requirement.name].between
        if when is False or between is None:
            return when
        return all_of((when, self.evaluation.snapshot.history(between.kinds).any_event()))

    def _not_excepted(self, requirement: Requirement, this: Event | None) -> Truth:
        """Whether no exception to it applies."""
        exceptions = self._exceptions_to(requirement)
        return opposite(any_of(self._instead(each, requirement, this) for each in exceptions)) if exceptions else True

    def _exceptions_to(self, requirement: Requirement) -> Sequence[Requirement]:
        return () if requirement.name == self.unexcepted else self._duties[requirement.name].replaced_by

    def _instead(self, other: Requirement, requirement: Requirement, this: Event | None) -> Truth:
        """Whether an exception applies; where both are for each event of a kind, that for the same event."""
        if this is None or not other.goes_by_event_with(requirement):
            return self.of(other.name)
        return any_of(
            all_of((is_about, self.judging(terms).of_one(terms.requirement, this)))
            for terms, is_about in self._terms_about(other, this)
        )

    def _terms_about(self, requirement: Requirement, this: Event) -> Iterator[tuple[Terms, Truth]]:
        """The terms under which a `for each` requirement is about an event, or may be."""
        for terms in self.terms(requirement.name):
            if any(event is this for event in terms.events.sure):
                yield terms, True
            elif any(event is this for event in terms.events.maybe):
                yield terms, UNKNOWN

    def terms(self, name: str) -> list[Terms]:
        """The events a `for each` requirement is about: those that ended since it came into force, the oldest first.

        They come by versions, each event under the one in force on the day it ended; one from before there was any, if
        the requirement reaches back so far, under the first. An event that may have ended under either of two versions
        may come under both.
        """
        if name not in self._terms:
            self._terms[name] = self._through_versions(name)
        return self._terms[name]

    def _through_versions(self, name: str) -> list[Terms]:
        asked = self.version.once(("in versions", name), lambda: tuple(_in_versions(self.version, name))[::-1])
        *earlier, own = asked
        as_one = self.version.once(("earlier as one", name), lambda: _as_one(earlier))
        if as_one is not None:
            told = self._told_in(*as_one[2:])
            earlier = earlier if told.sure or told.maybe else [as_one]
        found = [self._under(*each) for each in (*earlier, own)]
        return [terms for terms in found if terms is not None]

    def _under(
        self, version: Version, requirement: Requirement, each: ForEach, within: tuple[date, date | None]
    ) -> Terms | None:
        """What a version has to say of the events that ended within some days.

        An earlier one is only asked if something ended then that it may be about, or if only it can tell whether the
        record lacks such; None if nothing can have.
        """
        if version is self.version:
            return Terms(version, requirement, self.evaluation.select(each.history).done_in(*within))
        ended = self._told_in(each, within)
        if not ended.sure and not ended.maybe and not _hang_on_the_case(each, ended.gaps):
            return Terms(self.version, requirement, ended) if ended.gaps else None
        judging = self._earlier.get(version.start)
        if judging is None:
            judging = Applicability(version, self.evaluation.under(version.start), self.unexcepted)
            self._earlier[version.start] = judging
        return Terms(version, requirement, judging.evaluation.select(each.history).done_in(*within))

    def judging(self, terms: Terms) -> Applicability:
        """Who judges by terms that it gave."""
        return self if terms.version is self.version else self._earlier[terms.version.start]

    def _told_in(self, each: ForEach, within: tuple[date, date | None]) -> Selection:
        """All that is told to end within some days and that it may be about, and where the record lacks some."""
        kinds = each.history.kinds
        told = self._told.get(kinds)
        if told is None:
            snapshot = self.evaluation.snapshot
            ended = (event for event in snapshot.case.events if event.end is not None)
            events = tuple(event for event in ended if snapshot.vocabulary.may_be(event.kind, kinds))
            told = self._told[kinds] = Selection(events, gaps=snapshot.gaps(kinds))
        return told.done_in(*within) if told.sure or told.gaps else NONE_OF_THEM

    def reason(self, requirement: Requirement, this: Event | None) -> str | None:
        """In a few words why it does not apply, where that is not simply its `when`: all that stands in the way."""
        if self.is_over is True:
            return ended_in_words(self.evaluation.snapshot)
        found: list[str] = []
        exceptions = self._exceptions_to(requirement)
        instead = [other.label for other in exceptions if self._instead(other, requirement, this) is True]
        if instead:
            apply = "apply" if len(instead) > 1 or any(map(is_plural, instead)) else "applies"
            found.append(f"{joined([quoted(label) for label in instead])} {apply} instead")
        between = self._duties[requirement.name].between
        if between is not None and self.evaluation.snapshot.history(between.kinds).any_event() is False:
            found.append(f"there has been no {self._label(between.kind)} yet")
        if found:
            return joined(found)
        if requirement.for_each is not None and not any(self._about(requirement)):
            return f"there is no {self._label(requirement.for_each.history.kind)} that it would be about"
        return None

    def needs(self, requirement: Requirement, this: Event | None) -> tuple[Need, ...]:
        """What would settle whether it applies."""
        evaluation = self.evaluation
        if not evaluation.traced:
            return ()
        needs = [*ended_needs(evaluation.snapshot)] if self.is_over is UNKNOWN else []
        if requirement.when is not None and evaluation.value(requirement.when, this) is UNKNOWN:
            needs += evaluation.needs(requirement.when, this)
        between = self._duties[requirement.name].between
        if between is not None:
            history = evaluation.snapshot.history(between.kinds)
            if history.any_event() is UNKNOWN:
                needs += selection_needs(evaluation.snapshot, history, between.kinds)
        for other in self._exceptions_to(requirement):
            if self._instead(other, requirement, this) is UNKNOWN:
                needs += self._needs_instead(other, requirement, this)
        return tuple(dict.fromkeys(needs))

    def _needs_instead(self, other: Requirement, requirement: Requirement, this: Event | None) -> tuple[Need, ...]:
        """What would settle whether an exception applies."""
        if this is not None and other.goes_by_event_with(requirement):
            found: list[Need] = []
            for terms, is_about in self._terms_about(other, this):
                found += self.event_needs(terms, this) if is_about is UNKNOWN else ()
                found += self.judging(terms).needs(terms.requirement, this)
            return tuple(found)
        return self._instance_needs(other) if other.for_each else self.needs(other, None)

    def selection_needs(self, requirement: Requirement) -> tuple[Need, ...]:
        """What would settle which events a `for each` requirement is about."""
        if requirement.for_each is None or not self.evaluation.traced:
            return ()
        needs: list[Need] = []
        for terms in self.terms(requirement.name):
            for event in terms.events.maybe:
                needs += self.event_needs(terms, event)
            told = replace(terms.events, gaps=())
            needs += selection_needs(self.evaluation.snapshot, told, requirement.for_each.history.kinds)
        return tuple(dict.fromkeys([*needs, *self.lacking_needs(requirement)]))

    def event_needs(self, terms: Terms, event: Event) -> tuple[Need, ...]:
        """What would settle whether a requirement is about an event: its days only where the filters leave it open."""
        evaluation, each = self.judging(terms).evaluation, terms.requirement.for_each
        if each is None or not evaluation.traced:
            return ()
        filtered = evaluation.select_needs(each.history, event)
        return filtered or selection_needs(evaluation.snapshot, Selection(maybe=(event,)), each.history.kinds)

    def lacking_needs(self, requirement: Requirement) -> tuple[Need, ...]:
        """What would settle whether a `for each` requirement is about an event that the record lacks."""
        found = self._lacking.get(requirement.name)
        if found is None:
            found = self._lacking[requirement.name] = tuple(dict.fromkeys(self._lacking_needs(requirement.name)))
        return found

    def _lacking_needs(self, name: str) -> Iterator[Need]:
        gaps: dict[Gap, None] = {}
        for terms in self.terms(name):
            evaluation, each = self.judging(terms).evaluation, terms.requirement.for_each
            if terms.events.gaps and each is not None and evaluation.traced:
                yield from evaluation.select_needs(each.history, None)
                gaps |= dict.fromkeys(terms.events.gaps)
        yield from selection_needs(self.evaluation.snapshot, Selection(gaps=tuple(gaps)))

    def _of_instances(self, requirement: Requirement) -> Truth:
        truths: list[Truth] = []
        for terms in self.terms(requirement.name):
            of_one, events = self.judging(terms).of_one, terms.events
            truths += [of_one(terms.requirement, event) for event in events.sure]
            truths += [all_of((UNKNOWN, of_one(terms.requirement, event))) for event in events.maybe]
            truths += [UNKNOWN] if events.gaps else []
        return any_of(truths)

    def _instance_needs(self, requirement: Requirement) -> tuple[Need, ...]:
        needs = list(self.selection_needs(requirement))
        for terms in self.terms(requirement.name):
            for event in terms.events.sure:
                needs += self.judging(terms).needs(terms.requirement, event)
        return tuple(dict.fromkeys(needs))

    def _about(self, requirement: Requirement) -> Iterator[bool]:
        for terms in self.terms(requirement.name):
            yield terms.events.any_event() is not False

    def _label(self, kind: str) -> str:
        declared = self.evaluation.snapshot.kinds.get(kind)
        return declared.label if declared is not None else kind


def does_not_apply(
    requirement: Requirement, reason: str | None, this: Event | None, terms: Version | None, by: Version
) -> Obligation:
    """What is told of a requirement that does not apply; `terms` is the earlier version that judges, `by` the later."""
    return Obligation(
        requirement.name,
        requirement.event,
        Status.DOES_NOT_APPLY,
        requirement.strength,
        requirement.by,
        instance=this,
        reason=reason,
        applies=False,
        terms=terms,
        version=by,
    )


def _in_versions(version: Version, name: str) -> Iterator[_InVersion]:
    """A `for each` requirement as each version has it, the newest first, with the days on which its events ended."""
    last = None
    while True:
        requirement, before = version.requirements[name], version.before
        oldest = before is None or name not in before.requirements
        each = requirement.for_each
        if each is not None:
            since = _since(each)
            first = since if oldest and since is not None else max(version.start, since or date.min)
            if last is None or first <= last:
                yield version, requirement, each, (first, last)
        if before is None or oldest:
            return
        version, last = before, version.start - ONE_DAY


def _as_one(earlier: Sequence[_InVersion]) -> _InVersion | None:
    """Several versions (the oldest first) asked as one, where it does not matter which if no event is told.

    Then nothing is asked but what the record lacks: of the same kinds, and in no stretch of which a side hangs on the
    case.
    """
    if not earlier:
        return None
    version, requirement, each, (first, _) = earlier[0]
    histories = [other.history for _, _, other, _ in earlier]
    alike = all(history.kinds == each.history.kinds and not history.open_sides for history in histories)
    return (version, requirement, each, (first, earlier[-1][3][1])) if alike else None


def _hang_on_the_case(each: ForEach, gaps: tuple[Gap, ...]) -> bool:
    """Whether it takes the case to tell if the record lacks events that a requirement is about."""
    return bool(each.history.open_sides) and any(gap.before is not None for gap in gaps)


def _since(each: ForEach) -> date | None:
    """The day from which events count, as told with them: `for each: check since …`; None where none is told.

    The first day there is, where it hangs on the case.
    """
    told = [part for part in each.history.filters if isinstance(part, Within) and part.low is not None]
    days = [
        part.low.value if part.low_included else add_days(part.low.value, 1) or date.max
        for part in told
        if isinstance(part.low, Const) and isinstance(part.low.value, date)
    ]
    return max(days, default=date.min) if told else None
