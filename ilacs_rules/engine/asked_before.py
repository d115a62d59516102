"""What a requirement asked for in a stretch of time that is over: by the text that was in force on its last day."""

from __future__ import annotations

from ilacs_rules.engine.applicability import Applicability
from ilacs_rules.engine.due_context import DueContext
from ilacs_rules.engine.duty import Duty
from ilacs_rules.engine.selection import Selection
from ilacs_rules.model.case import Truth
from ilacs_rules.model.due_shapes import Quota
from ilacs_rules.model.partial import Partial
from ilacs_rules.text.frozen import frozen


@frozen(guarded=False)
class AskedBefore:
    """A number that was asked for in a stretch that is over; with what it is worked out with, and what `own` counts."""

    context: DueContext
    quota: Quota
    stretch: Partial
    own: Selection

    @classmethod
    def of(cls, context: DueContext, quota: Quota, stretch: Partial, own: Selection) -> AskedBefore | None:
        """As the text of its last day has it; None where that asked for it in other stretches, or not by number.

        `own` is what counts by the text of the day, found once for all stretches. An instance of a `for each` is judged
        by one text, that of the day on which its event ended.
        """
        version, name = context.version, context.requirement.name
        if context.this is None:
            while version.start > stretch.last and version.before is not None and name in version.before.requirements:
                version = version.before
        if version is context.version:
            return cls(context, quota, stretch, own)
        duty = Duty.of(version, version.requirements[name])
        then = duty.due.shape
        if not isinstance(then, Quota) or then.stretch != quota.stretch:
            return None
        evaluation = context.evaluation.under(version.start)
        by_then = DueContext(version, duty, evaluation, side=context.side, clock=context.clock)
        return cls(by_then, then, stretch, by_then.own())

    def done(self) -> Selection:
        """What was done in it that counts."""
        return self.own.done_in(self.stretch.first, self.stretch.last)

    def applied(self) -> Truth:
        """Whether it was asked for on the last day."""
        context = self.context
        applicability = Applicability(context.version, context.evaluation.as_of(self.stretch.last))
        return applicability.of_one(context.requirement, context.this)
