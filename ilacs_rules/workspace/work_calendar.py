"""Reading a calendar of work: when an inspectorate can begin, and how much at a time.

Every key is explained in `schemas/work-calendar.schema.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ilacs_rules.cases.days import exact_day
from ilacs_rules.cases.events import event_kind
from ilacs_rules.cases.shape import as_items, as_map, filled, needed, only_keys
from ilacs_rules.engine.forecasting.work import WEEKDAYS, WORKING_WEEK, ClosedStretch, WorkCalendar
from ilacs_rules.engine.policies import Policy
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.tree import Entry, Map, Text
from ilacs_rules.policy.yaml_reader import read_file
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.workspace.errors import PolicyError

_KEYS = ("starts on", "closed", "closed weeks", "starts a week", "at a time", "note")
_WEEKS = re.compile(r"([0-9]{1,2})(?:\s*(?:-|–|to)\s*([0-9]{1,2}))?")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_LAST_WEEK = 53


def read_work_calendar(path: str | Path, vocabulary: Vocabulary) -> tuple[WorkCalendar | None, list[Diagnostic]]:
    """The calendar of work that a file holds, or None with the reasons; its kinds of event are words of the policy."""
    tree, out = read_file(path)
    if tree is None:
        return None, out
    calendar = _calendar(tree, vocabulary, out)
    return (None if has_errors(out) else calendar), out


def work_calendar(path: str | Path, policy: Policy) -> WorkCalendar:
    """The calendar of work in a file, with the words of a policy. Raises PolicyError if it cannot be read."""
    calendar, found = read_work_calendar(path, policy.vocabulary)
    if calendar is None:
        raise PolicyError(found)
    return calendar


def _calendar(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> WorkCalendar:
    only_keys(tree, _KEYS, "calendar of work", out)
    days = [_weekday(each, out) for each in _texts(tree, "starts on", out)]
    weeks = frozenset[int]().union(*(_weeks(each, out) for each in _texts(tree, "closed weeks", out)))
    if "closed weeks" in tree.entries and weeks >= set(range(1, _LAST_WEEK)):
        place = tree.entries["closed weeks"].key.span
        out.append(
            Diagnostic(Code.WORK_CALENDAR, "no week of the year is open", place, "leave some open, beside week 53")
        )
    return WorkCalendar(
        frozenset(day for day in days if day is not None) if "starts on" in tree.entries else WORKING_WEEK,
        tuple(_closed(tree, out)),
        weeks,
        _numbers(tree, "starts a week", vocabulary, out),
        _numbers(tree, "at a time", vocabulary, out),
    )


def _texts(tree: Map, key: str, out: list[Diagnostic]) -> Iterator[Text]:
    """The texts in a list, or the one that stands there alone."""
    entry = tree.entries.get(key)
    if entry is None:
        return
    if isinstance(entry.value, Text):
        text = filled(entry, out)
        if text is not None:
            yield text
        return
    items = as_items(entry, out)
    if items == ():
        message = f"nothing stands under “{key}”"
        out.append(Diagnostic(Code.WORK_CALENDAR, message, entry.key.span, "write at least one, or leave the line out"))
    for item in items or ():
        if isinstance(item, Text):
            yield item
        else:
            out.append(Diagnostic(Code.WRONG_SHAPE, "this must be a single value", item.span))


def _weekday(text: Text, out: list[Diagnostic]) -> int | None:
    said = text.value.strip().lower()
    if said in WEEKDAYS:
        return WEEKDAYS.index(said)
    hint = did_you_mean(text.value, [each.capitalize() for each in WEEKDAYS]) or "write Monday, Tuesday and so on"
    out.append(Diagnostic(Code.WORK_CALENDAR, f"“{text.value}” is no day of the week", text.span, hint))
    return None


def _weeks(text: Text, out: list[Diagnostic]) -> frozenset[int]:
    found = _WEEKS.fullmatch(text.value.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found is not None else (0, 0)
    if 1 <= first <= last <= _LAST_WEEK:
        return frozenset(range(first, last + 1))
    hint = f"write the number of a week of the year, 1 to {_LAST_WEEK}, or the first and the last: 31 to 35"
    out.append(Diagnostic(Code.WORK_CALENDAR, f"“{text.value}” is no week of the year", text.span, hint))
    return frozenset()


_BOTH_DAYS = "write both its days"


def _closed(tree: Map, out: list[Diagnostic]) -> Iterator[ClosedStretch]:
    entry = tree.entries.get("closed")
    for item in (as_items(entry, out) if entry is not None else None) or ():
        if not isinstance(item, Map):
            hint = "write “- {from: 2026-12-21, until: 2027-01-01}”"
            out.append(Diagnostic(Code.WRONG_SHAPE, "a closed stretch is a map of names and values", item.span, hint))
            continue
        only_keys(item, ("from", "until", "because"), "closed stretch", out)
        ends = [needed(item, key, "closed stretch", _BOTH_DAYS, out) for key in ("from", "until")]
        texts = [None if end is None else filled(end, out) for end in ends]
        days = [None if text is None else exact_day(text, out, if_vague=_BOTH_DAYS) for text in texts]
        first, last = days
        because = filled(item.entries["because"], out) if "because" in item.entries else None
        if first is None or last is None:
            continue
        if last < first:
            message = f"this ends on {last}, before it begins on {first}"
            out.append(Diagnostic(Code.WORK_CALENDAR, message, item.span, "are the two the wrong way round?"))
            continue
        yield ClosedStretch(first, last, because.value if because is not None else "")


def _numbers(tree: Map, key: str, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, int]:
    """How many of each kind of event, by its folded name."""
    entry = tree.entries.get(key)
    map_ = as_map(entry, out) if entry is not None else None
    found: dict[str, int] = {}
    for each in map_.entries.values() if map_ is not None else ():
        kind, number = event_kind(each.key, vocabulary, out), _number(each, out)
        if kind is not None and number is not None:
            found[kind.name] = number
    return found


def _number(entry: Entry, out: list[Diagnostic]) -> int | None:
    text = filled(entry, out)
    if text is None:
        return None
    if _NUMBER.fullmatch(text.value.strip()):
        return int(text.value)
    hint = "write a number from 1 to 9,999; for a time in which there are none, write “closed”"
    out.append(Diagnostic(Code.WORK_CALENDAR, f"“{text.value}” is no number of events", text.span, hint))
    return None
