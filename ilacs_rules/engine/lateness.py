"""By how many days something is late, or was done late; how many of them in pauses, and how many under these rules."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.made_late import ClosesUnder, made_late_since
from ilacs_rules.engine.pauses import paused_days
from ilacs_rules.engine.progress import Progress
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.decision import SURELY_LATE, Status
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.frozen import frozen


@frozen(guarded=False)
class Lateness:
    """Days late; of these the days of pauses, and those that may be; and those since it came into force, if fewer."""

    days: int | None = None
    paused: int | None = None
    perhaps_paused: int | None = None
    in_force: int | None = None
    made_late_since: date | None = None  # where that is after the last day


NOT_LATE = Lateness()
_DONE_OR_LATE = (Status.SATISFIED, *SURELY_LATE)


def lateness(
    progress: Progress,
    status: Status,
    on: date,
    requirement: Requirement,
    version: Version,
    number: int,
    sure: date,
    closes_under: ClosesUnder,
) -> Lateness:
    """How late it is on a day, or was done: by the event that completed the `number` to do.

    Untold where the day by which it was due, or that on which it was done, is known only to a month or a year, and
    where another event may have been the one, also one that the record, `sure` to a day, may lack.
    `version` is the one that decides, `closes_under` tells by when earlier ones asked for it.
    """
    if status not in _DONE_OR_LATE:
        return NOT_LATE
    closes = progress.dates.closes
    if closes is None or (progress.at_latest is not None and progress.at_latest.closes != closes):
        return NOT_LATE
    until: object = on
    if status is Status.SATISFIED:
        until = progress.own.day_of_number(number) if 0 < number <= len(progress.served_by) else None
        until = until if isinstance(until, date) and until <= sure else None
    if not isinstance(until, date) or until <= closes:
        return NOT_LATE
    first = closes + ONE_DAY
    since = made_late_since(version, requirement.name, closes, closes_under)
    least, most = paused_days(version.pauses.values(), requirement.event, first, until)
    was_late = since is not None and since > closes and until >= since
    in_force = (until - max(since, first)).days + 1 if since is not None and was_late else None
    before = since if was_late else None
    return Lateness((until - closes).days, least or None, most - least or None, in_force, before)
