"""How far the record of a case goes: by which day what it tells was recorded, and to which day nothing is missing."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.language.dates import add_days, add_months
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.model.vocabulary import Kinds, Vocabulary, family_of
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.model.case import Case
    from ilacs_rules.model.version import Version


LONGEST = 9_999  # days or months: no record takes longer


@frozen
class RecordEnd:
    """The end of a record as seen on a day: what was recorded by `until` is in it, so all that ended by `sure` is."""

    until: date
    sure: date


@frozen
class AskedElsewhere:
    """Another case that something is asked of, and the kinds of event (folded) that this hangs on there."""

    case: Case
    kinds: frozenset[str]


def entries_for(kind: str, entries: Container[str], kinds: Kinds) -> tuple[str, ...]:
    """The entries that go for a kind of event: its own; else those of the kinds it is one of, or of theirs.

    There are several only where it is of several kinds. Each tells of it, so what is told best is known of it.
    """
    if kind in entries:
        return (kind,)
    declared = kinds.get(kind)
    if declared is None or not declared.is_a:
        return ()
    return tuple(dict.fromkeys([entry for name in declared.is_a for entry in entries_for(name, entries, kinds)]))


def complete_entry(kind: str, complete_from: Mapping[str, date | None], kinds: Kinds) -> str | None:
    """The entry that says since when the record of a kind is complete: of several the one that goes back furthest."""
    entries = entries_for(kind, complete_from, kinds)
    if len(entries) < 2:
        return entries[0] if entries else None
    return min(entries, key=lambda entry: complete_from[entry] or date.max)


def until_entry(kind: str, complete_until: Mapping[str, date], kinds: Kinds) -> str | None:
    """The entry that says by which day a kind was recorded: of several the one that goes on longest."""
    return max(entries_for(kind, complete_until, kinds), key=lambda entry: complete_until[entry], default=None)


def until_of(kind: str, complete_until: date | Mapping[str, date], kinds: Kinds) -> date | None:
    """The day by which what happened of a kind was recorded, if it was told."""
    if isinstance(complete_until, date):
        return complete_until
    named = until_entry(kind, complete_until, kinds)
    return None if named is None else complete_until[named]


def goes_to_the_day(case: Case, known: date | None) -> bool:
    """Whether the record goes to the day asked about, whichever that is: nothing else was told of it."""
    return known is None and not case.published_within and not case.complete_until


def as_told(case: Case) -> Hashable:
    """What is told of the end of a record: two cases of which that is the same have records that end alike."""
    until = case.complete_until
    return until if isinstance(until, date) else frozenset(until.items()), frozenset(case.published_within.items())


def record_end(case: Case, kind: str, kinds: Kinds, on: date, known: date | None) -> RecordEnd:
    """How far the record of a kind of event goes on a day, by what was published by the day `known`.

    Where nothing is told of it, it goes to the day itself. An event is recorded on the day of its publication, which is
    at most what `published_within` says after its last day.
    """
    told = until_of(kind, case.complete_until, kinds)
    until = min(told or on, known or date.max)
    within = [case.published_within[entry] for entry in entries_for(kind, case.published_within, kinds)]
    sure = max((before(until, length) for length in within), default=until)
    return RecordEnd(min(until, on), min(sure, on))


def sure_so_far(case: Case, words: Vocabulary, on: date, known: date | None) -> dict[str, date]:
    """The days up to which nothing is missing that were found already, by kind, to be added to.

    Of all cases of a table the same is told of its end: what was found of one is kept until another is asked about.
    """
    kept = words.once("sure so far", dict[Hashable, dict[str, date]])
    told = as_told(case), on, known
    found = kept.get(told)
    if found is None:
        kept.clear()
        found = kept[told] = {}
    return found


def sure_until(case: Case, kinds: Iterable[str], words: Kinds, on: date, known: date | None = None) -> date:
    """The last day up to which nothing that ended is missing of any of some kinds of event; the day itself at most."""
    return min((record_end(case, kind, words, on, known).sure for kind in kinds), default=on)


def complete_since(case: Case, kinds: Iterable[str], words: Kinds) -> date | None:
    """From which day on nothing of some kinds of event is missing in a record; None if that is never so."""
    first = date.min
    for kind in kinds:
        named = complete_entry(kind, case.complete_from, words)
        if named is not None:
            day = case.complete_from[named]
            if day is None:
                return None
            first = max(first, day)
    return first


def record_ends(
    cases: Iterable[Case],
    version: Version,
    on: date,
    known: date | None,
    elsewhere: Iterable[AskedElsewhere] = (),
) -> dict[str, RecordEnd]:
    """How far the record goes of each family of events (folded) on which answers hang; of several cases the least.

    Those that something is asked of count as well. A family is left out where the record goes to the day asked about.
    """
    found: dict[str, RecordEnd] = {}
    kinds = version.vocabulary.events
    ending = {as_told(case): case for case in cases if not goes_to_the_day(case, known)}  # of many it is told alike
    asked = version.kinds_asked() if ending else frozenset()
    looked_at = [(case, asked) for case in ending.values()]
    looked_at += [(each.case, each.kinds) for each in elsewhere if not goes_to_the_day(each.case, known)]
    for case, names in looked_at:
        for kind in sorted(names):
            end = record_end(case, kind, kinds, on, known)
            if end.sure < on:
                family = family_of(kind, kinds)
                least = found.get(family, end)
                found[family] = RecordEnd(min(least.until, end.until), min(least.sure, end.sure))
    return found


def before(day: date, length: Duration) -> date:
    """The day so many days or months before another; the first there is where that lies before it."""
    move = add_months if length.kind is DurationKind.MONTHS else add_days
    return move(day, -length.amount) or date.min


def ends_before_it_begins(
    complete_from: Mapping[str, date | None], complete_until: date | Mapping[str, date], kinds: Kinds
) -> Iterator[tuple[str, date, str | None, date]]:
    """Where a record ends before the day from which it is complete: the two entries with their days, each pair once.

    The entry of the end is None where it goes for all kinds.
    """
    found: set[tuple[str, str | None]] = set()
    for kind in {**dict.fromkeys(kinds), **dict.fromkeys(complete_from)}:
        since, until = complete_entry(kind, complete_from, kinds), until_of(kind, complete_until, kinds)
        first = None if since is None else complete_from[since]
        if since is None or first is None or until is None or until >= first:
            continue
        ends = None if isinstance(complete_until, date) else until_entry(kind, complete_until, kinds)
        if (since, ends) not in found:
            found.add((since, ends))
            yield since, first, ends, until


def can_be_counted_back(length: object) -> bool:
    """Whether it is a length that a record may take: one that needs no calendar of working days."""
    if not isinstance(length, Duration) or length.kind not in (DurationKind.DAYS, DurationKind.MONTHS):
        return False
    return type(length.amount) is int and 0 <= length.amount <= LONGEST
