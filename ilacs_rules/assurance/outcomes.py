"""What comes out of an example, in the form in which the example expects it: to be read beside it, or written there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ilacs_rules.explain.phases import person_days, phase_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.names import fold
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status
from ilacs_rules.model.version import Definition, Requirement
from ilacs_rules.policy.show import in_brackets
from ilacs_rules.policy.tree import Items, Map, Text, Tree

OutcomeItem = str | dict[str, str]
Outcome = OutcomeItem | list[OutcomeItem]
"""One text; of an obligation its parts by their keys; or a list, with an item for each obligation."""

_MADE = frozenset({"paused by"})  # of what an obligation holds under another name
_NOTHING_MORE_TO_TELL = (Status.DOES_NOT_APPLY, Status.UNDETERMINED)


def expected_outcome(written: Tree) -> Outcome:
    """What an example expects of one definition or requirement."""
    match written:
        case Items(items=items):
            return [_item(each) for each in items]
        case _:
            return _item(written)


def outcome_of(written: Tree, obligations: Sequence[Obligation]) -> Outcome:
    """What came out of a requirement, told as what is `written` tells what was expected of it."""
    expected = written.items if isinstance(written, Items) else (written,)
    if len(expected) != len(obligations):
        return [_told(expected[0] if expected else None, each) for each in obligations]
    told = [_told(item, obligation) for item, obligation in zip(expected, obligations, strict=True)]
    return told if isinstance(written, Items) else told[0]


def outcome_for(part: Definition | Requirement, decision: Decision, days: Sequence[str] = ()) -> Outcome:
    """What came out of a part, told as an example is best begun: the day by which, the status, and the days late.

    `days` are keys of the days to tell instead: `opens`, `closes`.
    """
    if isinstance(part, Definition):
        return shown(decision.values[part.name])
    told = [_in_short(each, days) for each in decision.obligations if each.requirement == part.name]
    return told[0] if len(told) == 1 else list(told)


def _in_short(obligation: Obligation, days: Sequence[str]) -> OutcomeItem:
    status = obligation.status
    if status is Status.DOES_NOT_APPLY or status in CANNOT_BE_TOLD:
        return str(status)
    keys = days or ["target" if isinstance(obligation.target, date) else "closes"]
    told = {key: shown(day) for key in keys if (day := part_of(obligation, key)) is not None}
    told["status"] = str(status)
    return told | ({"days late": str(obligation.days_late)} if obligation.days_late else {})


def in_line(outcome: Outcome) -> str:
    """An outcome on one line, for people: `target 2021-05-25, lasts 1 week`."""
    match outcome:
        case str():
            return outcome
        case dict():
            return ", ".join(value if key == "status" else f"{key} {value}" for key, value in outcome.items())
        case _:
            return "; ".join(map(in_line, outcome)) or "none"


def as_yaml(given: Outcome) -> str:
    """An outcome on one line of a rule file: `{target: 2021-05-25, lasts: 1 week}`."""
    match given:
        case str():
            return in_brackets(given)
        case dict():
            return "{" + ", ".join(f"{key}: {in_brackets(value)}" for key, value in given.items()) + "}"
        case _:
            return "[" + ", ".join(map(as_yaml, given)) + "]"


def shown(value: Value | Duration | tuple[str, ...] | None) -> str:
    """A value as an example writes it."""
    match value:
        case None | Duration(amount=0):
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(shown(item) for item in value) or "none"
        case date():
            return value.isoformat()
        case Event(kind=kind):
            return kind
        case Absent():
            return value.value
        case _:
            return str(value)


def part_of(obligation: Obligation, key: str) -> Any:
    """What an obligation holds under the key of an example: `days late` is `days_late`."""
    match key:
        case "work":
            return (person_days(obligation.work) or UNKNOWN) if obligation.phases else None
        case "phases":
            return tuple(f"{each.phase.words} {phase_in_words(each)}" for each in obligation.phases)
        case "paused by":
            return None if obligation.pause is None else obligation.pause.words
        case "in place of":
            return tuple(dict.fromkeys(each.requirement for each in obligation.in_place_of))
        case _:
            return getattr(obligation, key.replace(" ", "_"))


def _item(written: Tree) -> OutcomeItem:
    match written:
        case Text(value=value):
            return " ".join(value.split())
        case Map(entries=entries):
            return {key: in_line(expected_outcome(entry.value)) for key, entry in entries.items()}
        case Items(items=items):
            return ", ".join(in_line(_item(each)) for each in items)


def _told(written: Tree | None, obligation: Obligation) -> OutcomeItem:
    if isinstance(written, Text) and fold(written.value) == Status.UNDETERMINED:
        undetermined = obligation.status in CANNOT_BE_TOLD
        return written.value if undetermined else str(obligation.status)
    if not isinstance(written, Map) or obligation.status in _NOTHING_MORE_TO_TELL:
        return str(obligation.status)
    keys = (fold(entry.key.value) for entry in written.entries.values())
    return {
        key: shown(part_of(obligation, key))
        for key in keys
        if key in _MADE or hasattr(obligation, key.replace(" ", "_"))
    }
