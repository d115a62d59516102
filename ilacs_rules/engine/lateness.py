"""By how many days something is late, or was done late; how many of them in pauses, and how many under these rules."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.made_late import LateUnder, made_late_since
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
    late_under: LateUnder,
) -> Lateness:
    """How late it is on a day, or was done: by the event that completed the `number` to do.

    Untold where the day by which it was due, or that on which it was done, is known only to a month or a year, and
    where another event may have been the one, also one that the record, `sure` to a day, may lack.
    `version` is the one that decides, `late_under` tells whether it was late under earlier ones.
    """
    if status not in _DONE_OR_LATE:
        return NOT_LATE
    closes = progress.dates.closes
    if closes is None or (progress.at_latest is not None and progress.at_latest.closes != closes):
        return NOT_LATE
    done = status is Status.SATISFIED
    until = progress.completed(number) if done else on
    if until is None or until <= closes or (done and until > sure):
        return NOT_LATE
    least, most = paused_days(version.pauses.values(), requirement.event, closes + ONE_DAY, until)
    late = (until - closes).days, least or None, most - least or None
    since = made_late_since(version, requirement.name, closes, late_under)
    if since is None or not closes < since <= until:
        return Lateness(*late)
    return Lateness(*late, (until - since).days + 1, since)
