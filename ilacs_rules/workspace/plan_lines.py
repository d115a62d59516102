"""A plan with one line for each case, to look at and for a spreadsheet, and what is missing in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.case_lines import CaseLine, Missing
from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.explain.instead import replaced
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.explain.standing import UNCLEAR, ahead
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.as_data import event_words, length_as_data
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status, record_of
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Version
from ilacs_rules.workspace.days import as_cell, shortest
from ilacs_rules.workspace.due_tables import (
    colour,
    in_a_sentence,
    in_place_of,
    requirement_words,
    status_words,
    to_note,
    whose,
)
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

COLUMNS = (
    "place",
    "case",
    "requirement",
    "opens",
    "closes",
    "status",
    "days late",
    "since",
    "put forward by",
    "needs",
    "day earliest",
    "day latest",
    "for",
    "event",
    "by",
    "target",
    "lasts",
    "waited least",
    "waited most",
    "unless done since",
    "to note",
    "not told",
    "more late",
    "put forward for",
    "told by",
    "note",
)
_PRINTED = 10  # columns that fit beside each other on a page; the others are for sorting and filtering

NOTHING_ASKED = "nothing is asked"

WAITED = (
    "What is “waited” is the time since the event from which the day is reckoned; “had” is how much of it the case, or "
    "somebody else, has had to do it."
)

_PLACED = (
    "is taken to be due as long after its last event as the others here that wait for the same kind are (the median); "
    "if none does, on the day of that event"
)

_SHOWN = 5  # open questions on a screen; the JSON and the workbook hold them all
_NOT_TOLD = "not told"
_NAMED = 6  # cases in a sentence


def lines_in_short(lines: Sequence[CaseLine]) -> Table:
    """A row for each case: what matters first of it, when, how long it has waited for it, its status."""
    days = {"when": [_when(line) for line in lines], "waited": [waits(line) for line in lines]}
    told = {header: cells for header, cells in days.items() if any(cells)}
    columns = {
        "case": [line.case.name for line in lines],
        "what": [_what(line) for line in lines],
        **told,
        # with the duties of the case that are late beside the one that its line names
        "status": [f"{_status(each)}{f'; {each.more_late:,} more late' if each.more_late else ''}" for each in lines],
    }
    rows: list[tuple[Cell, ...]] = list(zip(*columns.values(), strict=True))
    colours = tuple("" if line.row is None else colour(line.row.obligation) for line in lines)
    return Table(tuple(columns), tuple(rows), colours, tuple(told))


def reasons_of_place(lines: Sequence[CaseLine]) -> list[str]:
    """Which cases the policy's priorities put first, and which stand where they do by assumption, in sentences."""
    by_reason: dict[tuple[str, ...], list[CaseLine]] = {}
    for line in lines:
        if line.put_forward:
            by_reason.setdefault(line.put_forward, []).append(line)
    told: list[str] = []
    for reason, those in by_reason.items():
        names = [line.case.name for line in those]
        events = _put_forward_for(those[0]) if len(those) == 1 else []
        about = f"{joined(reason)}: {joined(events)}" if events else joined(reason)
        told.append(f"{in_a_sentence(names, _NAMED)} ({about})")
    told_of: dict[int, list[Decision]] = {}
    for line in lines:
        if line.put_forward:
            told_of.setdefault(id(line.decision.version), []).append(line.decision)
    decided = ((record_of(those), those[0]) for those in told_of.values())
    goes_to_the_day = all(record_in_words(record, one.version, one.known) is None for record, one in decided)
    as_recorded = "" if goes_to_the_day else ", as far as is recorded"
    said = [sentence(f"put first by the policy's priorities{as_recorded}: {'; '.join(told)}")] if told else []
    placed = [line.case.name for line in lines if line.as_if_due is not None]
    if placed:
        whom = in_a_sentence(placed, _NAMED)
        each = f"{'it' if len(placed) == 1 else 'each'} {_PLACED}"
        said.append(sentence(f"no day can be told for {whom}: for its place alone {each}"))
    return said


def what_it_rests_on(lines: Sequence[CaseLine]) -> str:
    """`; by our readings: 8 lines (1 late) and 2 priorities`; and how many lines count days late in a pause."""
    rows = [line.row for line in lines if line.row is not None]
    assumed = [row.obligation for row in rows if row.decision.requirement(row.obligation).assumes is not None]
    priorities = {
        each.name
        for line in lines
        for each in line.decision.version.priorities.values()
        if each.assumes is not None and each.words in line.put_forward
    }
    counts = ((len(assumed), "line", "lines"), (len(priorities), "priority", "priorities"))
    told = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    if number_late := sum(each.status in LATE for each in assumed):
        told[0] += f" ({f'{number_late:,} ' if len(assumed) > 1 else ''}late)"
    one = len(assumed) + len(priorities) == 1
    words = f"; by {'a reading of ours' if one else 'our readings'}: {joined(told)}" if told else ""
    if before := sum(row.obligation.days_in_force is not None for row in rows):
        those, them, their = ("1 line was", "it", "its") if before == 1 else (f"{before:,} lines were", "them", "their")
        words += f"; {those} past {their} last day already when the rule that makes {them} late came into force"
    paused = sum(bool(row.obligation.days_paused) for row in rows)
    late = "1 line has days late" if paused == 1 else f"{paused:,} lines have days late"
    words += f"; {late} that lie in a pause" if paused else ""
    perhaps = sum(bool(row.obligation.days_perhaps_paused) for row in rows)
    late = "1 line has days late" if perhaps == 1 else f"{perhaps:,} lines have days late"
    return f"{words}; {late} that may lie in one, as it is not known when it began" if perhaps else words


def _put_forward_for(line: CaseLine) -> list[str]:
    return [values.event(event, line.decision.version) for event in line.put_forward_for]


def moved_in_short(lines: Sequence[CaseLine]) -> list[SummaryPart]:
    """Which of them an exception of the policy has moved, or may: by which rule, from where, and since which event."""
    told = [(line, line.row.obligation) for line in lines if line.row is not None and replaced(line.row.obligation)]
    leave = [line for line, obligation in told if obligation.strength is Strength.MAY]
    moved = [line for line, obligation in told if obligation.strength is not Strength.MAY]
    parts = (
        ("Moved by the policy's exceptions, and from where", moved),
        ("May be done in place of what applies all the same", leave),
    )
    return [SummaryPart(heading, points=_points(those)) for heading, those in parts if those]


def _points(moved: Sequence[CaseLine]) -> tuple[str, ...]:
    more = [f"and {len(moved) - _SHOWN:,} more"] if len(moved) > _SHOWN else []
    return (*map(_moved, moved[:_SHOWN]), *more)


def _moved(line: CaseLine) -> str:
    """`North Hall: early check, in place of check (2026-08-01 to 2027-08-01), for the concern of 3 June 2024`."""
    assert line.row is not None, "only what is asked for is moved"
    obligation, version = line.row.obligation, line.decision.version
    instead = joined(in_place_of(obligation))
    since = "" if obligation.since is None else f", for {values.event(obligation.since, version)}"
    return f"{line.case.name}: {requirement_words(version, obligation)}, {instead}{since}"


def _named(names: Sequence[str]) -> str:
    """All of a few names, of many the first."""
    return in_a_sentence(names, _NAMED)


def missing_in_short(missing: Missing, version: Version, cases: int) -> list[SummaryPart]:
    """The first of the open questions, and in one sentence the records that nobody keeps."""
    parts: list[SummaryPart] = []
    shown, others = missing.questions[:_SHOWN], missing.questions[_SHOWN:]
    if len(missing.questions) == 1:
        (only,) = shown
        hang = f"{_answers(only.answers)} {'hangs' if only.answers == 1 else 'hang'}"
        about = f"{whose(only.cases, cases)}: {only.text}"
        parts.append(SummaryPart(sentence(f"one thing to find out, on which {hang}: {about}")))
    elif shown:
        points = [f"{whose(each.cases, cases)}: {each.text} ({_answers(each.answers)})" for each in shown]
        points += [f"and {len(others):,} more ({_answers(sum(each.answers for each in others))})"] if others else []
        parts.append(SummaryPart("To find out, and how many answers hang on it", points=tuple(points)))
    if missing.records:
        parts.append(SummaryPart(records_not_kept(missing, version)))
    return parts


def records_not_kept(missing: Missing, version: Version) -> str:
    """`The record of meetings is complete for no case: 14 answers hang on that alone.`."""
    names = [plural(values.kind_label(kind, version)) for kind in missing.records]
    records = "the record of" if len(names) == 1 else "the records of"
    hang = "hangs" if missing.only_records == 1 else "hang"
    are = "is" if len(names) == 1 else "are"
    return sentence(
        f"{records} {joined(names)} {are} complete for no case: {_answers(missing.only_records)} {hang} on that alone"
    )


def lines_table(lines: Sequence[CaseLine]) -> Table:
    """Every line with all its columns; days that are known are dates, others are texts with their ends beside them."""
    rows = [_row(place, line) for place, line in enumerate(lines, 1)]
    colours = tuple("" if line.row is None else mark(line.row.obligation) for line in lines)
    return Table(COLUMNS, tuple(rows), colours, printed=_PRINTED)


def mark(obligation: Obligation) -> str:
    """The colour of a row of a spreadsheet, where also what is open, and what cannot be told, has one."""
    if obligation.status in CANNOT_BE_TOLD:
        return "grey"
    return colour(obligation) or ("green" if obligation.status is Status.OPEN else "")


def questions_table(missing: Missing) -> Table:
    """A row for each open question and case."""
    rows: list[tuple[Cell, ...]] = [
        (case, each.text, each.answers) for each in missing.questions for case in each.cases
    ]
    return Table(("case", "what is missing", "answers"), tuple(rows))


def _row(place: int, line: CaseLine) -> tuple[Cell, ...]:
    forward = "; ".join(line.put_forward) or None
    told: dict[str, Cell] = {"place": place, "case": line.case.name, "put forward by": forward, "note": line.case.note}
    told["put forward for"] = "; ".join(_put_forward_for(line)) or None
    if line.row is None:
        told |= {"status": NOTHING_ASKED, "not told": line.not_told}
        return tuple(told.get(column) for column in COLUMNS)
    obligation, version, due = line.row.obligation, line.decision.version, line.row.due
    about, since, waited = obligation.instance, line.since, line.days_waited or (None, None)
    told |= {
        "requirement": obligation.asked_by(version).words,
        "opens": as_cell(obligation.opens),
        "closes": as_cell(obligation.closes),
        "status": obligation.status.value,
        "days late": obligation.days_late,
        "since": None if since is None else values.event(since, version),
        "needs": "; ".join(need.text for need in obligation.needs) or None,
        "day earliest": None if due is None else first_of(due),
        "day latest": None if due is None else last_of(due),
        "for": None if about is None else values.event(about, version),
        "event": event_words(version, obligation.event),
        "by": obligation.by,
        "target": as_cell(obligation.target),
        "lasts": length_as_data(obligation.lasts),
        "waited least": waited[0],
        "waited most": waited[1],
        "unless done since": as_cell(obligation.unless_done_since),
        "to note": to_note(obligation),
        "not told": line.not_told,
        "more late": line.more_late,
        "told by": as_cell(obligation.to_tell_by),
    }
    return tuple(told.get(column) for column in COLUMNS)


def _what(line: CaseLine) -> str:
    if line.row is None:
        return ""
    words = line.row.obligation.asked_by(line.decision.version).words
    if line.row.obligation.status is not Status.UNDETERMINED:
        return words
    return f"perhaps {words}, or another" if line.not_told else f"perhaps {words}"


def _status(line: CaseLine) -> str:
    """How it stands: `standing unclear` where it applies and cannot be told how, `not told` where not even that."""
    if line.row is None:
        return NOTHING_ASKED
    obligation = line.row.obligation
    if obligation.status in CANNOT_BE_TOLD:
        return _NOT_TOLD if obligation.status is Status.UNDETERMINED else UNCLEAR
    if (early := ahead(obligation, line.decision)) is not None:
        return early
    late = obligation.days_late if obligation.status is Status.OVERDUE else None  # the others are told by their day
    told = replace(
        obligation,
        days_late=late,
        days_in_force=None,
        days_paused=None,
        days_perhaps_paused=None,
        done=None,
        in_place_of=(),
    )
    return status_words(told)


def _when(line: CaseLine) -> str:
    """`by` its last day; of what is still to come `from` its first day, or `on` the day if that is the only one."""
    if line.row is None or line.row.obligation.status is Status.UNDETERMINED:
        return ""
    obligation = line.row.obligation
    opens, last = obligation.opens, obligation.closes or obligation.target
    if obligation.status is Status.APPLIES and obligation.is_undated:
        return _NOT_TOLD
    if last is None:
        return "" if opens is None or obligation.status is Status.OPEN else f"from {shortest(opens)}"
    if obligation.status is not Status.NOT_YET_OPEN:
        return f"by {shortest(last)}"
    if opens != last:
        return f"from {shortest(opens)}"
    if ahead(obligation, line.decision) is not None:
        return f"by {shortest(last)}"
    return f"{'on' if isinstance(last, date) else 'in'} {shortest(last)}"


def waits(line: CaseLine) -> str:
    """`15 months`; `12–15 months` since a day known only to a month or a year; `≤ 15 months`; or days.

    `had 15 months` where it is not the publisher who is to act: nobody keeps the case waiting then.
    """
    day, waited, on = line.waits_from, line.days_waited, line.decision.on
    if day is None or waited is None:
        return ""
    least, most = _months(last_of(day), on), _months(first_of(day), on)
    noun = "month" if most else "day"
    if not most:
        least, most = waited
    words = f"≤ {_count(most, most, noun)}" if line.may_have_been_met else _count(least, most, noun)
    return f"had {words}" if line.others_act else words


def _count(least: int, most: int, noun: str) -> str:
    return f"{most} {noun}{'' if most == 1 else 's'}" if least == most else f"{least}–{most} {noun}s"


def _months(since: date, on: date) -> int:
    """Whole months between two days."""
    return max(0, (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day))


def _answers(count: int) -> str:
    return f"{count:,} {'answer' if count == 1 else 'answers'}"
