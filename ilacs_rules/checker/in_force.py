"""Days that lie before a requirement is in force: what is asked until then is asked of nobody (W510)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ilacs_rules.checker.written import Written
from ilacs_rules.language.calendars import find_calendar
from ilacs_rules.model import tree
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import Complete, Reach, Repeat, Single
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span


def check_in_force(version: Version) -> list[Diagnostic]:
    """What is said of days before each requirement of a version came into force, by it and those before it."""
    calendar = find_calendar(version.calendar, version.closures) if version.calendar is not None else None
    written = Written(version.definitions, calendar, version.month_end)
    return [
        Diagnostic(Code.NO_EFFECT, f"{message}: “{each.words}” is in force since {since}", span, hint)
        for each in version.requirements.values()
        for since in (version.since(each.name),)
        for message, span, hint in (*_days(each.due, written, since), *_events(each, since))
    ]


def _days(due: Due, written: Written, since: date) -> Iterator[tuple[str, Span, str]]:
    low, high, until = (written.day(each) for each in (due.not_before, due.not_after, due.until))
    later = f"write a day from {since} on, or leave the rule out"
    match due.shape:
        case Single(opens=Reach.FIRST_DAY, anchor=node) if not isinstance(node, Complete):
            last = written.day(node)
            last = high if last is None else last  # where both are written, that one is idle is told already
            if last is not None and last < since:
                why = f"nothing can be done by {last} that counts"
                yield why, node.span, f"only what is done since then counts; {later}"
            elif due.not_before is not None and low is not None and low <= since:
                yield (
                    f"“but not before {low}” changes nothing",
                    due.not_before.span,
                    "leave it out, or name a later day",
                )
        case Repeat():
            for limit, place, words in ((until, due.until, "until"), (high, due.not_after, "but not after")):
                if limit is not None and place is not None and limit < since:
                    yield f"“{words} {limit}” asks for nothing later", place.span, later
        case _:
            pass


def _events(requirement: Requirement, since: date) -> Iterator[tuple[str, Span, str]]:
    """A `for each` of events that all ended before; one that says “since” reaches back to them."""
    if requirement.for_each is None:
        return
    filters = [part for part in requirement.for_each.history.filters if isinstance(part, tree.Within)]
    if any(part.low is not None for part in filters):
        return
    for part in filters:
        last = part.high
        if isinstance(last, tree.Const) and isinstance(last.value, date) and last.value < since:
            kind = requirement.for_each.history.kind
            hint = f"write “for each: {kind} since …” to reach back, or a day from {since} on"
            yield f"no event up to {last.value} is asked about", last.span, hint
