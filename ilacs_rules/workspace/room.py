"""What a plan has no room for in a calendar of work: in short, as a table for a spreadsheet, and as JSON."""

from __future__ import annotations

from ilacs_rules.engine.room import Room, TooLittleRoom
from ilacs_rules.explain import values
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.as_data import event_words
from ilacs_rules.model.version import Version
from ilacs_rules.workspace.days import as_cell
from ilacs_rules.workspace.due_tables import few
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

NO_ROOM = "no room"  # the sheet
_COLUMNS = ("begin from", "up to", "room", "needed", "what")
_EVERY = ("begin from", "up to", "limit", "room", "needed", "counted in", "case", "requirement", "opens", "closes")


def room_in_short(room: Room | None, version: Version | None) -> list[SummaryPart]:
    """What cannot all be done in time, and how far that was looked at; nothing without a calendar of work."""
    if room is None or version is None:
        return []
    rows = tuple(_in_short(each, version) for each in room.found)
    told = _looked_at(room)
    if not room.looked_at:
        return [SummaryPart(f"Whether the calendar of work has room cannot be told: nothing {told}.")]
    if not rows:
        return [SummaryPart(f"Nothing is found that the calendar of work has no room for, of what {told}.")]
    heading = "The calendar of work has no room for all of this: it cannot all be done in time"
    return [SummaryPart(heading, Table(_COLUMNS, rows)), SummaryPart(f"This looks at what {told}.")]


def room_table(room: Room, version: Version) -> Table:
    """A row for each duty that is one of too many, those that crowd each other together."""
    rows: list[tuple[Cell, ...]] = []
    for each in room.found:
        about = (each.first, each.last, _limit(each, version), each.room, each.needed, _unit(each))
        for row in each.rows:
            obligation = row.obligation
            words = obligation.asked_by(row.decision.version).words
            rows.append((*about, row.case.name, words, as_cell(obligation.opens), as_cell(obligation.closes)))
    return Table(_EVERY, tuple(rows))


def room_as_data(room: Room, version: Version) -> dict[str, object]:
    """The same as JSON; `counted in` says whether `room` and `needed` are beginnings or days."""
    found = [
        {
            "from": each.first.isoformat(),
            "to": each.last.isoformat(),
            "limit": _limit(each, version),
            "room": each.room,
            "needed": each.needed,
            "counted in": _unit(each),
            "rows": [{"case": row.case.name, "requirement": row.obligation.requirement} for row in each.rows],
        }
        for each in room.found
    ]
    looked_at = {"until": room.until.isoformat(), "looked_at": room.looked_at, "not_looked_at": room.not_looked_at}
    return {**looked_at, "no_room": found}


def _in_short(found: TooLittleRoom, version: Version) -> tuple[Cell, ...]:
    names = few([row.case.name for row in found.rows])
    if found.kind is None:
        row = found.rows[0]
        words = row.obligation.asked_by(row.decision.version).words
        return as_cell(found.first), as_cell(found.last), "no day", "1 day", f"{words}: {names}"
    noun = "day" if found.in_days else "start"
    room, needed = (f"{count:,} {noun if count == 1 else plural(noun)}" for count in (found.room, found.needed))
    return as_cell(found.first), as_cell(found.last), room, needed, f"{_limit(found, version)}: {names}"


def _limit(found: TooLittleRoom, version: Version) -> str | None:
    return None if found.kind is None else event_words(version, found.kind)


def _unit(found: TooLittleRoom) -> str:
    return "days" if found.in_days else "beginnings"


def _looked_at(room: Room) -> str:
    duties = "duty" if room.looked_at == 1 else "duties"
    surely = f"certainly has its last day up to {values.day(room.until)}"
    if room.looked_at:
        surely += f" ({room.looked_at:,} {duties})"
    if not room.not_looked_at:
        return surely
    more = "1 more is" if room.not_looked_at == 1 else f"{room.not_looked_at:,} more are"
    return f"{surely}; {more} late, or without a last day that is certain, and not counted"
