"""What is told of a requirement, once it is known where it stands: its status, its days, how late it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.engine.duty import Duty
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.lateness import lateness
from ilacs_rules.engine.made_late import LateUnder
from ilacs_rules.engine.notice import told_by
from ilacs_rules.engine.paused_dates import holding_up
from ilacs_rules.engine.phases import phases_to_do
from ilacs_rules.engine.progress import NOT_DONE, Progress, reason_of, spread, status_of, unless_done
from ilacs_rules.engine.records_behind import sure_until
from ilacs_rules.engine.selection import latest
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Length, Truth
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Obligation, Status
from ilacs_rules.model.derivation import Start
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.frozen import frozen


@frozen(guarded=False)
class AsItStands:
    """For one case on one day, by one version.

    `deciding` is the version that decides, and `terms` the earlier one that judges an instance, if one does.
    """

    evaluation: Evaluation
    deciding: Version
    terms: Version | None

    def obligation(
        self, duty: Duty, progress: Progress, this: Event | None, applies: Truth, late_under: LateUnder
    ) -> Obligation:
        """A requirement, or the instance of it that is about an event, as it stands."""
        evaluation, requirement, deciding = self.evaluation, duty.requirement, self.deciding
        on, first, last = evaluation.snapshot.on, progress.dates, progress.at_latest
        recorded = status_of(progress, on, requirement.strength)
        if recorded is Status.UNDETERMINED and applies is True:
            recorded = Status.APPLIES
        sure = sure_until(evaluation, requirement, this)
        late = lateness(progress, recorded, on, requirement, deciding, duty.number or 0, sure, late_under)
        status, unless_done_since = unless_done(recorded, sure, on, at_most=duty.at_most)
        since = self._since(duty, this) if applies is True else None
        lasts, notice = self._length(requirement.lasts, this), self._length(requirement.notice, this)
        untold = requirement.lasts if lasts is UNKNOWN else None
        return Obligation(
            requirement.name,
            requirement.event,
            status,
            requirement.strength,
            requirement.by,
            first.opens if last is None else spread(first.opens, last.opens),
            first.target if last is None else spread(first.target, last.target),
            first.closes if last is None else spread(first.closes, last.closes),
            lasts,
            notice,
            progress.done,
            progress.left,
            late.days,
            this,
            progress.served_by,
            progress.flags,
            progress.period_before,
            reason_of(status, progress, unless_done_since),
            progress.needs if status in CANNOT_BE_TOLD else (),
            applies,
            self.terms,
            deciding,
            progress.derivation(),
            () if untold is None else evaluation.needs(untold, this),
            late.paused,
            late.perhaps_paused,
            late.in_force,
            late.made_late_since,
            progress.missed_earlier,
            progress.carried,
            holding_up(deciding, requirement, first.opens, on) if deciding.pauses and recorded in NOT_DONE else None,
            self._in_hand(requirement, progress, since) if recorded in NOT_DONE else None,
            unless_done_since,
            since,
            self._not_before(duty, this) if status is Status.APPLIES else None,
            None if notice is None else told_by(requirement, progress, lasts, notice, evaluation.arithmetic),
            phases_to_do(requirement, evaluation, this) if requirement.phases else (),
        )

    def _since(self, duty: Duty, this: Event | None) -> Event | None:
        """The one event it is about or reckoned from."""
        if this is not None:
            return this
        if duty.between is not None:
            last = self.evaluation.snapshot.history(duty.between.kinds).latest()
            return last if isinstance(last, Event) else None
        found = duty.behind(self.evaluation.value, True)
        return found[0] if len(found) == 1 and isinstance(found[0], Event) else None

    def _in_hand(self, requirement: Requirement, progress: Progress, since: Event | None) -> Event | None:
        """One that will count once it has ended, as it is seen; what counts from its start has been counted.

        Not what began by the day of an event it is reckoned from, which may be for what came before. Nor of a `for
        each`: which of its instances one is for is only told once it has ended.
        """
        if requirement.counts_at_once or requirement.for_each is not None:
            return None
        event = self.evaluation.snapshot.surely_in_hand(requirement.accepts)
        if event is None or (since is not None and latest(event.start) <= _last_start(progress)):
            return None
        return replace(event, end=None, publication=None, fields={})

    def _not_before(self, duty: Duty, this: Event | None) -> date | None:
        node = duty.due.not_before
        day = None if node is None else self.evaluation.value(node, this)
        return day if isinstance(day, date) else None

    def _length(self, node: Node | None, this: Event | None) -> Length:
        value = None if node is None else self.evaluation.value(node, this)
        return value if isinstance(value, Duration) or value is UNKNOWN else None


def _last_start(progress: Progress) -> date:
    """The last day from which a day of it is reckoned."""
    every = [dates.paths for dates in (progress.dates, progress.at_latest) if dates is not None]
    starts = [step.day for paths in every for path in paths for step in path if isinstance(step, Start)]
    return max(starts, default=date.max)


def as_far_as_both_say(one: Obligation, other: Obligation) -> Obligation:
    """The other; of how long it lasts, its notice and its phases only what the one says as well."""
    found = other
    if one.lasts != other.lasts:
        found = replace(found, lasts=UNKNOWN)
    if one.notice != other.notice:
        found = replace(found, notice=UNKNOWN)
    return found if one.phases == other.phases else replace(found, phases=())
