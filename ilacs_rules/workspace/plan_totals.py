"""What the rows of a plan come to, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ilacs_rules.engine.pauses import is_on
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import LATE, TOLD_FIRST, URGENCY, PlanRow, counted_as
from ilacs_rules.explain import values
from ilacs_rules.explain.ended import each_ended
from ilacs_rules.explain.english import joined
from ilacs_rules.explain.standing import MAY_BE_EARLY, PROVISIONAL, ahead
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import Decision, Status
from ilacs_rules.workspace.due_tables import COUNTED
from ilacs_rules.workspace.left_out import left_out_in_words

_MOST_ENDED = 5  # that are named
_EARLY = URGENCY.index(Status.NOT_YET_OPEN) + 1  # of what is not yet open, what may be done all the same comes apart


def totals_in_words(plan: Plan, rows: Sequence[PlanRow], limit: int, left_out: Sequence[str]) -> str:
    """`14 cases, 67 duties: 1 overdue, 4 undated, 62 cannot be told yet`."""
    cases = len(plan.going_on)
    counts = Counter(map(_counted, rows))
    order = [LATE, TOLD_FIRST, URGENCY[len(LATE) : _EARLY], (MAY_BE_EARLY, PROVISIONAL), URGENCY[_EARLY:]]
    told = [f"{counts[each]:,} {COUNTED.get(each, each)}" for part in order for each in part if counts[each]]
    asked = sum(row.obligation.strength is Strength.ASKED for row in rows)
    only = f" ({asked:,} asked)" if asked else ""  # which nobody has to do
    duties = f", {len(rows):,} {'duty' if len(rows) == 1 else 'duties'}{only}" if rows else ""
    others = len(plan.rows) - len(rows)
    none = "nothing of what is asked for" if others else "nothing to be done"
    words = f"{cases:,} {'case' if cases == 1 else 'cases'}{duties}: {', '.join(told) or none}"
    if others:
        words += f"; {others:,} other {'duty is' if others == 1 else 'duties are'} not shown"
    those = "the others" if counts[Status.PAUSED] else "these"
    pauses = [row.obligation.pause for row in rows if row.obligation.status is not Status.PAUSED]
    on_now = Counter(is_on(each, plan.on) for each in pauses if each is not None)
    if also := on_now[True]:
        words += f"; {also:,} of {those} {'is' if also == 1 else 'are'} paused on this day"
    if perhaps := on_now[UNKNOWN]:
        words += f"; {perhaps:,} of {those} may be paused on this day"
    if plan.ended:
        words += f"; {ended_in_words(plan.ended, plan.on)}"
    if plan.failed:
        words += f"; {len(plan.failed):,} more could not be decided"
    words += left_out_in_words(left_out)
    return f"{words}; the first {limit:,} are shown" if limit < len(rows) else words


def _counted(row: PlanRow) -> str:
    """What a row is counted as; not as not yet open what may be done early."""
    found = counted_as(row.obligation)
    return ahead(row.obligation, row.decision) or found if found == Status.NOT_YET_OPEN else found


def ended_in_words(ended: Sequence[Decision], on: date) -> str:
    """`2 more had ended before 1 June 2024: Cumbria (31 March 2023) and Dorset (31 March 2019)`."""
    told = each_ended((each.case.name, each.ended) for each in ended[:_MOST_ENDED] if each.ended is not None)
    rest = [f"{len(ended) - _MOST_ENDED:,} others"] if len(ended) > _MOST_ENDED else []
    return f"{len(ended):,} more had ended before {values.day(on)}: {joined([*told, *rest])}"
