"""The obligations of one case on one day: every requirement of a version applied, with its dates and status.

The meanings are those of the tables of due sentences in `docs/language.md`, section 6. Both the traced and the
fast path come here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import assert_never

from ilacs_rules.engine import quotas, timings
from ilacs_rules.engine.applicability import Applicability, Terms, does_not_apply
from ilacs_rules.engine.due_context import NOT_TAKEN, DueContext, Taken
from ilacs_rules.engine.duty import Duty, duties
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.kinds_read import begins_anew
from ilacs_rules.engine.made_late import not_asked, records_alike, was_past_its_last_day
from ilacs_rules.engine.matching import Matching
from ilacs_rules.engine.paused_dates import PausesOf
from ilacs_rules.engine.progress import (
    Dates,
    KnownEarly,
    Progress,
    Side,
    between,
    due_after,
    no_date,
    undetermined,
)
from ilacs_rules.engine.ruled_out import with_flags
from ilacs_rules.engine.selection import Selection
from ilacs_rules.engine.standing_in import standing_in
from ilacs_rules.engine.telling import AsItStands, as_far_as_both_say
from ilacs_rules.engine.unknowns import ended_in_words, ended_needs, selection_needs
from ilacs_rules.engine.what_stands import NOTHING_STANDS, Standing
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.nouns import is_or_are, is_plural
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.decision import Flag, Need, Obligation
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import Quota, Repeat, Single, once_complete
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.version import Requirement, Version


def obligations(
    version: Version, evaluation: Evaluation, only: Collection[str] | None, standing: Standing = NOTHING_STANDS
) -> tuple[Obligation, ...]:
    """An obligation for each requirement, in the order of the file; for a `for each` one for each of its instances.

    A requirement that does not apply has one too, and says so. `only` names (folded) those asked for; None all.
    What is `standing` is not worked out again.
    Raises DecisionError where a policy with `month end: error` meets a day that does not exist.
    """
    deciding = _Deciding(Applicability(version, evaluation), standing=standing)
    asked = version.requirements if only is None else [name for name in version.requirements if name in only]
    return tuple([each for name in asked for each in deciding.of(name)])


class _Deciding:
    """Requirements refer to each other; each is worked out once, when it is first asked for."""

    def __init__(
        self, applicability: Applicability, later: Version | None = None, standing: Standing = NOTHING_STANDS
    ) -> None:
        """`later` is the version that decides, where this is an earlier one that judges an instance by its terms."""
        self._version = applicability.version
        self._evaluation = applicability.evaluation
        self._applicability = applicability
        self._terms = None if later is None else self._version
        self._deciding = later or self._version
        self._duties = duties(self._version)
        self._as_it_stands = AsItStands(self._evaluation, self._deciding, self._terms)
        self._memo: dict[str, tuple[Obligation, ...]] = dict(standing)
        self._found: dict[str, list[Progress]] = {}  # of what applies, or may

    def of(self, name: str) -> tuple[Obligation, ...]:
        found = self._memo.get(name)
        if found is None:
            requirement = self._version.requirements[name]
            found = tuple(self._for_each(requirement)) if requirement.for_each else (self._single(requirement),)
            self._memo[name] = found  # what leave stands beside may itself follow it
            if requirement.exception_to and self._applicability.unexcepted is None:
                found = standing_in(self._version, requirement, found, partial(self._but_for_exceptions, requirement))
            self._memo[name] = found
        return found

    def _but_for_exceptions(self, requirement: Requirement, name: str) -> tuple[Obligation, ...]:
        """What applies of a requirement beside leave, or would if nothing were an exception to it."""
        if requirement.is_leave:
            return self.of(name)
        return _Deciding(self._applicability.but_for_exceptions(name), self._terms and self._deciding).of(name)

    def _single(self, requirement: Requirement) -> Obligation:
        applies = self._applicability.of(requirement.name)
        if applies is not True:
            return self._not_applied(requirement, applies, None)
        duty = self._duties[requirement.name]
        return self._obligation(duty, self._progress(self._context(duty)))

    def _context(self, duty: Duty, this: Event | None = None, taken: Taken = NOT_TAKEN) -> DueContext:
        pauses = None if self._terms is None else PausesOf.of(self._deciding, duty.requirement.event)
        return DueContext(self._version, duty, self._evaluation, this, taken, pauses=pauses)

    def _for_each(self, requirement: Requirement) -> Iterator[Obligation]:
        """One instance for each event, matched one to one with the events that serve them, in order."""
        all_terms = self._applicability.terms(requirement.name)
        matching = Matching(all_terms, partial(self._applicability.selection_needs, requirement))
        for terms in all_terms:
            judge = self._applicability.judging(terms)
            judging, about = self._judging(judge), terms.requirement
            for event in terms.events.sure:
                applies = judge.of_one(about, event)
                if applies is False:
                    yield judging._not_applied(about, applies, event)
                    continue
                accepted = judge.evaluation.snapshot.history(about.accepts, about.counts_from)
                taken = matching.taken_from(event, about, accepted)
                duty = judging._duties[about.name]
                progress = judging._progress(judging._context(duty, event, taken))
                if applies is UNKNOWN:
                    obligation = judging._not_applied(about, applies, event)
                else:
                    if judging is not self:
                        self._found.setdefault(requirement.name, []).append(progress)
                    obligation = judging._obligation(duty, progress, event)
                matching.served(about, progress, accepted, obligation)
                yield obligation
        maybe = [(terms, event) for terms in all_terms for event in terms.events.maybe]
        some = any(terms.events.sure for terms in all_terms)
        over = self._applicability.is_over is True  # then nothing is asked, whatever the record may lack
        for event in {id(event): event for _, event in maybe}.values():
            under = [terms for terms, other in maybe if other is event]
            yield self._not_applied(requirement, False, event) if over else self._under_some_of(under, event)
        if not over and any(terms.events.gaps for terms in all_terms):
            yield self._may_be_about(requirement, self._applicability.lacking_needs(requirement), None)
        elif not some and not maybe:
            yield self._not_applied(requirement, False, None)

    def _under_some_of(self, terms: list[Terms], event: Event) -> Obligation:
        """One that may be about an event; where it cannot be told under which terms, it lasts what all of them say."""
        found = None
        for one in terms:
            judging = self._judging(self._applicability.judging(one))
            told = judging._may_be_about(one.requirement, self._applicability.event_needs(one, event), event)
            if judging is not self:
                self._found.setdefault(one.requirement.name, []).append(Progress(undetermined=True))
            found = told if found is None else as_far_as_both_say(found, told)
        assert found is not None, "an event that may belong to it does so under some terms"
        return found

    def _may_be_about(self, requirement: Requirement, needs: tuple[Need, ...], event: Event | None) -> Obligation:
        """Where it cannot be told whether it is about an event, or about one that the record lacks."""
        cannot_tell = Progress(undetermined=True, needs=needs)
        return self._obligation(self._duties[requirement.name], cannot_tell, event, applies=UNKNOWN)

    def _judging(self, applicability: Applicability) -> _Deciding:
        return self if applicability is self._applicability else _Deciding(applicability, later=self._version)

    # ------------------------------------------------------------------------------------------------ one of them

    def _progress(self, context: DueContext) -> Progress:
        """Where it stands: as reckoned, but for what would only be due once the subject has ended."""
        progress, ended = self._reckoned(context), self._evaluation.snapshot.existence.ended.day
        after = False if ended is None else due_after(progress, ended)
        if after is False:
            return progress
        flags = tuple(flag for flag in progress.flags if flag is not Flag.MONTH_END)
        undated = replace(progress, dates=Dates(), at_latest=None, flags=flags)
        if progress.undetermined:
            return undated
        if after is UNKNOWN:
            return replace(undated, undetermined=True, needs=(*self._ended_needs(), *progress.needs))
        reason = f"{ended_in_words(self._evaluation.snapshot, 'ends')}, before this is due"
        return replace(undated, reason=reason)

    def _reckoned(self, context: DueContext) -> Progress:
        """Where it stands; what hangs on a vague day, of an event or of a pause, is reckoned from both its ends."""
        progress = self._settled(context)
        if not progress.undetermined or not (self._evaluation.snapshot.is_vague or context.pauses.is_vague):
            return progress
        try:
            first, last = (self._settled(context.reckoned_from(side)) for side in Side)
            if first.dates.base != last.dates.base:  # a clock may start on either end too: with each at its other end
                clocks = (last.dates.base, first.dates.base)
                first, last = (self._settled(context.reckoned_from(*end)) for end in zip(Side, clocks, strict=True))
        except DecisionError:
            return progress  # one of the days it may be leads to a day that does not exist; it need not be that one
        return between(first, last, progress, context.pausing.drops_alike) or progress

    def _settled(self, context: DueContext) -> Progress:
        try:
            found = self._work_out(context)
            return with_flags(found, context.due, context.snapshot.on) if context.due.not_in else found
        except KnownEarly as early:
            return early.progress

    def _work_out(self, context: DueContext) -> Progress:
        shape = context.due.shape
        match shape:
            case Single():
                return timings.single(context, shape, lambda name: self._completed(name, context.due))
            case Repeat():
                return timings.repeat(context, shape)
            case Quota():
                return quotas.quota(context, shape, lambda between: self._bringing(context.requirement, between.kinds))
            case _:
                assert_never(shape)

    def _not_applied(self, requirement: Requirement, applies: Truth, this: Event | None) -> Obligation:
        if applies is UNKNOWN:
            needs = self._applicability.needs(requirement, this)
            cannot_tell = Progress(undetermined=True, needs=needs)
            return self._obligation(self._duties[requirement.name], cannot_tell, this, applies=UNKNOWN)
        reason, by = self._applicability.reason(requirement, this), self._deciding
        if this is not None or self._terms is not None or self._applicability.is_over is True:  # of this case alone
            return does_not_apply(requirement, reason, this, self._terms, by)
        asked = "does not apply", requirement.name, reason
        return by.once(asked, lambda: does_not_apply(requirement, reason, None, None, by))

    def _obligation(
        self, duty: Duty, progress: Progress, this: Event | None = None, *, applies: Truth = True
    ) -> Obligation:
        self._found.setdefault(duty.requirement.name, []).append(progress)
        late_under = self._late_under if this is None and self._terms is None else not_asked
        return self._as_it_stands.obligation(duty, progress, this, applies, late_under)

    def _late_under(self, name: str, before: Version, on: date) -> Truth:
        """Whether it was past its last day under an earlier version when the next one began on a day.

        Unknown as well where what is recorded has other types there, or the version leads to a day that does not exist.
        """
        if not records_alike(self._version, before):
            return UNKNOWN
        try:
            return self._was_late_under(name, before, on)
        except DecisionError:
            return UNKNOWN

    def _was_late_under(self, name: str, before: Version, on: date) -> Truth:
        applicability = Applicability(before, self._evaluation.under(before.start), self._applicability.unexcepted)
        judging = _Deciding(applicability, self._deciding)
        applies = UNKNOWN if before.requirements[name].for_each else applicability.of(name)
        if applies is not True:
            return applies
        duty = judging._duties[name]
        return was_past_its_last_day(judging._progress(judging._context(duty)), duty.number or 0, on)

    # ------------------------------------------------------------------------------------------------ the others

    def _bringing(self, asking: Requirement, kinds: frozenset[str]) -> Iterator[Obligation]:
        """The obligations of the other requirements, save permissions, whose event is of one of the kinds."""
        for other in self._version.requirements.values():
            if other.event in kinds and other.strength is not Strength.MAY and other.name != asking.name:
                yield from self.of(other.name)

    def _completed(self, followed: str, due: Due) -> date:
        """The day on which what is followed was complete; there is no date while it is not, or if it never is."""
        requirement = self._version.requirements[followed]
        name = requirement.label
        number = self._duties[requirement.name].number
        if number is None:
            goes_on = "go on" if is_plural(name) else "goes on"
            raise no_date(f"it follows “{name}”, which {goes_on} without an end")
        self.of(requirement.name)
        found = self._found.get(requirement.name, [])
        if not found:
            raise no_date(f"it follows “{name}”, which {'do' if is_plural(name) else 'does'} not apply")
        days = [progress.day_of_number(number) for progress in found]
        if any(day is NOTHING and not progress.undetermined for day, progress in zip(days, found, strict=True)):
            if begins_anew(self._version, requirement):
                begins, is_ = ("begin", "they are") if is_plural(name) else ("begins", "it is")
                raise no_date(f"it follows “{name}”, which {begins} anew each time {is_} done")
            waits = f"it follows “{name}”, which {is_or_are(name)} not done yet"
            kind = self._version.vocabulary.events[requirement.event].label
            once = once_complete(name, kind, requirement.due.shape)
            raise no_date(f"it may be done once {once}" if due.has_no_last_day else waits)
        for day, progress in zip(days, found, strict=True):
            if not isinstance(day, date):
                raise undetermined(progress.needs or self._needs_of(progress.own, requirement))
        return max(day for day in days if isinstance(day, date))

    def _ended_needs(self) -> tuple[Need, ...]:
        snapshot = self._evaluation.snapshot
        vague = isinstance(snapshot.existence.ended.day, Partial)
        return ended_needs(snapshot) if self._evaluation.traced and vague else ()

    def _needs_of(self, own: Selection, requirement: Requirement) -> tuple[Need, ...]:
        return selection_needs(self._evaluation.snapshot, own, requirement.accepts) if self._evaluation.traced else ()
