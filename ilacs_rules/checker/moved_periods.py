"""Periods of the calendar that begin on other days than before: what is done between may count in two of them."""

from __future__ import annotations

from datetime import date

from ilacs_rules.checker.sources import heading
from ilacs_rules.language.dates import add_days
from ilacs_rules.language.stretches import Cycle, ToldStretches
from ilacs_rules.model.due_shapes import CalendarStretch, Quota
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic


def check_moved_periods(version: Version) -> list[Diagnostic]:
    """Requirements whose first period by a version holds days of the last one by the text before (W515)."""
    before = version.before
    if before is None:
        return []
    earlier = before.requirements
    both = ((earlier[name], each) for name, each in version.requirements.items() if name in earlier)
    return [found for old, new in both if (found := _overlap(old, new, version)) is not None]


def _overlap(old: Requirement, new: Requirement, version: Version) -> Diagnostic | None:
    theirs, ours = _cycle(old), _cycle(new)
    if theirs is None or ours is None or theirs == ours or old.accepts.isdisjoint(new.accepts):
        return None
    running, first = theirs.start_of(version.start), ours.start_of(version.start)
    ended = None if running is None else theirs.before(running)
    last = None if first is None else ours.end_of(first)
    if ended is None or first is None or last is None or first > ended[1] or ended[1] < _asked_from(new, version):
        return None
    begin = max(first, ended[0])
    counted = f"what is done from {begin} to {ended[1]}"
    message = f"{counted} counts for “{new.words}” both in the period to {ended[1]} and in the one to {last}"
    where = new.due.span if new.due.span.source.name == version.text.origin.name else heading(version.text)
    hint = (
        f"if it is to serve one alone, let this version begin on {add_days(last, 1)}, or set this aside with the reason"
    )
    return Diagnostic(Code.PERIODS_OVERLAP, message, where, hint, ((old.due.span, "the periods before"),))


def _asked_from(requirement: Requirement, version: Version) -> date:
    """The first day of the texts before a version that asked for it: no period that ended earlier was asked for."""
    first, earlier = version.start, version.before
    while earlier is not None and requirement.name in earlier.requirements:
        first, earlier = earlier.start, earlier.before
    return first


def _cycle(requirement: Requirement) -> Cycle | None:
    """The endless periods in each of which something is to be done, once for the case."""
    match requirement.due.shape:
        case Quota(stretch=CalendarStretch(cycle=cycle)) if not isinstance(cycle, ToldStretches):
            return cycle if requirement.for_each is None else None
        case _:
            return None
