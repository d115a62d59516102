"""Obligations as tables to look at: what is due when, and what is needed where that cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.bending import ruled_out_in_words
from ilacs_rules.engine.plan_rows import LATE, unless_done_since
from ilacs_rules.explain import english
from ilacs_rules.explain.for_what import for_what
from ilacs_rules.explain.instead import replaced
from ilacs_rules.explain.lateness import done_late
from ilacs_rules.explain.record import recorded_to
from ilacs_rules.explain.standing import ahead, late_word
from ilacs_rules.explain.status import HOW_IT_STANDS, NO_DAY_TOLD, earlier, is_exceeded
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.decision import Decision, Flag, Obligation, Status
from ilacs_rules.model.due_shapes import Quota, Repeat
from ilacs_rules.model.partial import Day, Partial, exact
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.workspace.days import both_ends, shortest
from ilacs_rules.workspace.tables import Cell, Table

CANNOT_TELL = "cannot be told yet"

COUNTED: dict[str, str] = {
    Status.NO_DATE_SET: "undated",
    Status.APPLIES: "unclear",
    Status.UNDETERMINED: CANNOT_TELL,
    Flag.EXCEEDED: "done too often",
    Flag.EXCEEDED_BEFORE: "done too often before",
}  # how many stand so, in words

# header → part of an obligation
_DAYS = {"opens": "opens", "due": "target", "last day": "closes", "told by": "to_tell_by"}
_RED = {Flag.MISSED, Flag.EXCEEDED, Flag.EXCEEDED_BEFORE}

LESS_THAN_LATE = frozenset(LATE) - {Status.OVERDUE}  # what need not be done, or may have been

_FEW = 3  # names in a cell; the spreadsheet and the JSON hold them all

Owed = tuple[Decision, Obligation]  # what a case owes, and the decision that it is from


def due_table(owed: Sequence[Owed], version: Version, *, with_case: bool) -> Table:
    """A row for each obligation: what, its days, its status. A day that is also the last one stands there only."""
    days = {header: [_day(obligation, part) for _, obligation in owed] for header, part in _DAYS.items()}
    told = {header: cells for header, cells in days.items() if any(cells)}
    columns = {
        **({"case": [decision.case.name for decision, _ in owed]} if with_case else {}),
        "requirement": [f"{requirement_words(version, each)}{_only_asked(each)}" for _, each in owed],
        **told,
        "status": [standing_words(obligation, decision) for decision, obligation in owed],
    }
    rows: list[tuple[Cell, ...]] = list(zip(*columns.values(), strict=True))
    return Table(tuple(columns), tuple(rows), tuple(colour(obligation) for _, obligation in owed), tuple(told))


def _only_asked(obligation: Obligation) -> str:
    return " (asked)" if obligation.strength is Strength.ASKED else ""


def lacking(owed: Iterable[Owed], version: Version) -> dict[tuple[str, str], list[str]]:
    """Each thing a case lacks, by the case and what it is, with the requirements that hang on it."""
    found: dict[tuple[str, str], list[str]] = {}
    for decision, obligation in owed:
        words = obligation.asked_by(version).words
        for need in [need.text for need in obligation.needs] or [obligation.reason or "more would have to be recorded"]:
            held_up = found.setdefault((decision.case.name, need), [])
            if words not in held_up:
                held_up.append(words)
    return found


def needs_table(owed: Iterable[Owed], version: Version, cases: int) -> Table:
    """A row for each thing lacking. What several of the `cases` planned lack in the same way is one row, at the end."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (case, need), held_up in lacking(owed, version).items():
        alike.setdefault((need, tuple(held_up)), []).append(case)
    shared_last = sorted(alike.items(), key=lambda item: len(item[1]))
    rows = [(whose(names, cases), need, few(held_up)) for (need, held_up), names in shared_last]
    return Table(("case", "because", "holds up"), tuple(rows))


def whose(names: Sequence[str], cases: int) -> str:
    """Some of so many cases by their names, or `all 14 cases`."""
    return f"all {cases} cases" if len(names) == cases > _FEW else few(names)


def few(names: Sequence[str]) -> str:
    """All of a few names, and of many the first and how many more; set apart where there is a comma in one."""
    told = english.set_apart(names if len(names) <= _FEW else names[: _FEW - 1])
    if len(names) <= _FEW:
        return ", ".join(told)
    return f"{', '.join(told)} and {len(names) - _FEW + 1} more"


def in_a_sentence(names: Sequence[str], most: int) -> str:
    """`Bradford, Leeds and York`; of more than so many the first and how many more."""
    return english.names_of(names) if len(names) <= most else few(names)


def requirement_words(version: Version, obligation: Obligation) -> str:
    """The requirement as the policy names it; of one duty for each event, also the event."""
    return f"{obligation.asked_by(version).words}{for_what(obligation, version)}"


def standing_words(obligation: Obligation, decision: Decision) -> str:
    """Its status in words, by the decision that it is from: `does not apply, as recorded to 2025-06-01`."""
    words = status_words(obligation, ahead(obligation, decision))
    to = recorded_to(obligation, decision)
    return words if to is None else f"{words}, as recorded to {to}"


def status_words(obligation: Obligation, early: str | None = None) -> str:
    """`overdue by 12 days`, `missed 2023; open, 1 of 2 done`, `open; in hand since …`, `cannot be told yet`.

    `early` are the words of what lies `ahead`, where they are known.
    """
    stands = () if is_exceeded(obligation) else (", ".join((_status(obligation, early), *_of_its_events(obligation))),)
    return "; ".join((*not_kept(obligation, both_ends), *stands, *_beside(obligation)))


def to_note(obligation: Obligation) -> str | None:
    """For a column of its own: what its flags tell beside the status."""
    early = _of_its_events(obligation)
    late = [text for text in (_of_the_days(obligation),) if text]
    return "; ".join([*not_kept(obligation, exact), *early, *late, *_beside(obligation)]) or None


def _beside(obligation: Obligation) -> list[str]:
    """What stands beside a status: `in hand since 2024-07-08`, what it is in place of, `paused since …`."""
    event = obligation.in_hand
    begun = [] if event is None else [f"under way since {shortest(event.start)}"]
    return [*begun, *in_place_of(obligation), *_paused(obligation)]


def _of_its_events(obligation: Obligation) -> list[str]:
    """What its flags tell of what was done, and of the day: `the last one was early`, `done in school holidays`."""
    ruled_out = ruled_out_in_words(_requirement(obligation).due)
    words = {
        Flag.EARLY: "the last one was early",
        Flag.RULED_OUT: f"done in {ruled_out}",
        Flag.PERHAPS_RULED_OUT: f"perhaps done in {ruled_out}",
        Flag.NOT_TODAY: f"not today, in {ruled_out}",
    }
    return [words[flag] for flag in obligation.flags if flag in words]


def _requirement(obligation: Obligation) -> Requirement:
    version = obligation.terms or obligation.version
    assert version is not None, "one that a decision holds"
    return version.requirements[obligation.requirement]


def in_place_of(obligation: Obligation) -> list[str]:
    """`in place of check (2026-08-01 to 2027-08-01)`, for each requirement that it is an exception to."""
    may = "may be done " if obligation.strength is Strength.MAY else ""
    return [f"{may}in place of {_named(each)}{_when_else(each)}" for each in replaced(obligation)]


def _named(obligation: Obligation) -> str:
    assert obligation.version is not None, "one that a decision holds"
    return requirement_words(obligation.terms or obligation.version, obligation)


def _when_else(obligation: Obligation) -> str:
    """` (2026-08-01 to 2027-08-01)`; ` (2023-08-01 to 2024-02-01, overdue by 42 days)` of what was late before."""
    opens, last = shortest(obligation.opens), shortest(obligation.closes or obligation.target)
    days = f"{opens} to {last}" if opens and last and opens != last else last or (f"from {opens}" if opens else "")
    plain = replace(obligation, days_in_force=None, days_paused=None, days_perhaps_paused=None)
    told = ", ".join([*([days] if days else []), *([_status(plain)] if obligation.status in LATE else [])])
    return f" ({told})" if told else ""


def _paused(obligation: Obligation) -> list[str]:
    """`paused since 2020-03-17 (the flood)`, where what is owed is paused and its status does not say so."""
    pause = obligation.pause
    if pause is None or obligation.status is Status.PAUSED:
        return []
    match pause.start:
        case Partial(first=date.min, last=last):
            begun = f"a day up to {last}"
        case Partial():
            begun = f"a day in {shortest(pause.start)}"
        case _:
            begun = str(pause.start)
    since = "from" if pause.until is not None or isinstance(pause.start, Partial) else "since"
    until = "" if pause.until is None else f" to {pause.until}"
    return [f"paused {since} {begun}{until} ({pause.words})"]


def _of_the_days(obligation: Obligation) -> str:
    """Which of the days late are of another kind: `639 of the days since the rule came into force, 77 in a pause`."""
    force, still = obligation.days_in_force, obligation.days_paused
    parts = [f"{force:,} of the days since the rule came into force"] if force is not None else []
    parts += [f"{still:,} in a pause" if parts else f"{still:,} of the days in a pause"] if still else []
    perhaps = obligation.days_perhaps_paused
    parts += [f"perhaps {perhaps:,} {'more' if still else 'of the days'} in a pause"] if perhaps else []
    return ", ".join(parts)


def not_kept(obligation: Obligation, day: Callable[[Day | None], str | None]) -> list[str]:
    """What its flags tell of a period that was not kept: `missed 2023`, `done too often in 2023`."""
    about = day(obligation.period_before) or "the period before"
    words = {
        Flag.MISSED: f"missed {about}{earlier(obligation)}",
        Flag.EXCEEDED_BEFORE: f"done too often in {about}",
        Flag.NOT_KNOWN_BEFORE: f"{about} cannot be told",
        Flag.EXCEEDED: f"done too often: {obligation.reason}",
    }
    return [words[flag] for flag in obligation.flags if flag in words]


def _status(obligation: Obligation, early: str | None = None) -> str:
    if obligation.status is Status.UNDETERMINED:
        return CANNOT_TELL
    if obligation.status is Status.APPLIES:
        return applies_words(obligation)
    words = early or late_word(obligation)
    if (late := done_late(obligation)) is not None:
        words += f", {late}"
    elif obligation.days_late is not None:
        of = _of_the_days(obligation)
        words += f" by {english.days(obligation.days_late)}" + (f" ({of})" if of else "")
    if (since := unless_done_since(obligation)) is not None:
        words += f" unless done since {exact(since)}"
    if obligation.done is not None and obligation.status is not Status.SATISFIED:
        words += f", {obligation.done}{_of_how_many(obligation)} done"
    return words


def _of_how_many(obligation: Obligation) -> str:
    """` of 2`, ` of 3 to 5` where more may be done, or it is not known how many are carried over; else nothing."""
    shape, (at_least, at_most) = _requirement(obligation).due.shape, obligation.carried
    if isinstance(shape, Repeat) and shape.at_least is not None and shape.at_least != shape.up_to:
        return f" of at least {shape.at_least}" if shape.up_to is None else f" of {shape.at_least} to {shape.up_to}"
    if obligation.left is not None and obligation.done is not None:
        return f" of {obligation.done + obligation.left}"
    return f" of {shape.count + at_least} to {shape.count + at_most}" if at_most and isinstance(shape, Quota) else ""


def applies_words(obligation: Obligation) -> str:
    """Of what applies without more that can be told: `no day can be told`, or where it has days how it stands."""
    return NO_DAY_TOLD if obligation.is_undated else HOW_IT_STANDS


def _day(obligation: Obligation, part: str) -> str:
    day: Day | None = getattr(obligation, part)
    return shortest(day) if part in ("closes", "to_tell_by") or day != obligation.closes else ""


def colour(obligation: Obligation) -> str:
    """Red for what is late or was not kept, yellow for what is late and need not be done, or may have been since."""
    if obligation.status is Status.OVERDUE or not _RED.isdisjoint(obligation.flags):
        return "red"
    return "yellow" if obligation.status in LESS_THAN_LATE else ""
