"""Why something in a forecast has no date."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.engine.forecasting.expected import Waiting
from ilacs_rules.engine.pauses import is_on
from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined
from ilacs_rules.explain.needed import first_and_how_many_more, named
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Need, Status


def may_apply(waiting: Waiting) -> bool:
    """Whether it cannot even be told that it applies."""
    return waiting.obligation.status is Status.UNDETERMINED


def without_date_in_short(waiting: Waiting) -> str:
    """What stands in a picture where an obligation has no date: whether it can be told, is set, or need not be."""
    obligation = waiting.obligation
    if obligation.needs or obligation.status in CANNOT_BE_TOLD:
        return "depends on what is not known"
    if obligation.status is Status.NO_DATE_SET:
        return "no date set"
    if obligation.status is Status.PAUSED or obligation.pause is not None:
        return "paused"
    return "at any time"


def why_without_date(waiting: Waiting, *, in_short: bool = False) -> str:
    """Why an obligation has no date, in a few words; `in_short` the first thing that is missing, and how many more."""
    obligation = waiting.obligation
    needed = _needed(waiting, in_short)
    told = first_and_how_many_more(needed) if in_short else "; ".join(needed)
    told = told or _marked(obligation.reason or "", waiting)
    match obligation.status:
        case Status.UNDETERMINED | Status.APPLIES:
            return told or "more would have to be recorded"
        case Status.NO_DATE_SET:
            return told or "no date is set"
        case _ if obligation.pause is None and obligation.status is not Status.PAUSED:
            days = "at any time" if obligation.opens is None else f"at any time from {values.day(obligation.opens)} on"
            return told or f"it may be done {days}"
        case _:
            pause = obligation.pause
            perhaps = pause is not None and is_on(pause, waiting.decision.on) is UNKNOWN
            return told or ("it may be paused" if perhaps else "it is paused")


def how_many_needed(waiting: Waiting) -> int:
    """How many things are missing by which it would have a date; those that are to come are one."""
    return len(_needed(waiting, in_short=True))


def _needed(waiting: Waiting, in_short: bool) -> list[str]:
    """What is not recorded; of what is only expected nothing is missing in a record, so the duty depends on it."""
    to_come = [need for need in waiting.obligation.needs if _marked(need.text, waiting) != need.text]
    missing = [need.text for need in waiting.obligation.needs if need not in to_come]
    told = [f"depends on {_in_events(to_come, waiting) if in_short else _by_name(to_come, waiting)}"] if to_come else []
    return told + missing


def _in_events(needs: Iterable[Need], waiting: Waiting) -> str:
    """`the full check of 1 July 2026 (expected)`, once, whatever of it is asked for."""
    about = [each for each in _imagined(waiting) if any(each in need.text for need in needs)]
    return _marked(joined(about), waiting)


def _by_name(needs: Iterable[Need], waiting: Waiting) -> str:
    return _marked(named(needs), waiting)


def _marked(text: str, waiting: Waiting) -> str:
    """With what was never held, and is only expected, said to be so."""
    for event in _imagined(waiting):
        text = text.replace(event, f"{event} (expected)")
    return text


def _imagined(waiting: Waiting) -> list[str]:
    return list(dict.fromkeys(values.event(each, waiting.decision.version) for each in waiting.imagined))
