"""What followed a day: the first event of some kinds that began after it, as far as the record can tell."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.record_end import complete_since, record_end, sure_until
from ilacs_rules.model.vocabulary import Kinds, Vocabulary


def sure_after(case: Case, asked: frozenset[str], words: Kinds, after: date, until: date) -> date | None:
    """Up to which day, at most `until`, all is surely recorded of the kinds asked for that happened after a day.

    None where the record does not begin by then, or was closed before `until`.
    """
    since = complete_since(case, asked, words)
    if since is None or since > after + ONE_DAY:
        return None
    if any(record_end(case, kind, words, until, None).until < until for kind in asked):
        return None
    return sure_until(case, asked, words, until)


def followed_by(
    case: Case, kinds: frozenset[str], words: Vocabulary, after: date, until: date
) -> Event | Literal[Absent.UNKNOWN] | None:
    """The first event of some kinds that began after one day and by another; None if there was none.

    It is unknown where a first day is known to the month or year only, so that it may lie before or after, and where it
    is not told of which kind an event was.
    """
    perhaps = (each for each in case.events if words.may_be(each.kind, kinds))
    for event in sorted(perhaps, key=lambda each: first_of(each.start)):
        first, last = first_of(event.start), last_of(event.start)
        if after < first and last <= until and words.is_one_of(event.kind, kinds):
            return event
        if last > after and first <= until:
            return UNKNOWN
    return None
