"""How far the record goes that an answer rests on, in words: `record to 18 June 2026`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import Decision, Status
from ilacs_rules.model.reached import reached
from ilacs_rules.model.record_end import RecordEnd
from ilacs_rules.model.tree import History, InHand
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import family_of

if TYPE_CHECKING:
    from ilacs_rules.language.walk import TreePart


def said(record: Mapping[str, RecordEnd], version: Version, known: date | None = None) -> tuple[str, ...]:
    """How far the record goes, as a sentence beside a table; nothing where it goes to the day asked about."""
    words = record_in_words(record, version, known)
    return () if words is None else (sentence(words),)


def record_in_words(record: Mapping[str, RecordEnd], version: Version, known: date | None = None) -> str | None:
    """`record to 18 June 2026; of inspections, what ended after 1 February 2026 may not be in it yet`.

    None where it goes to the day asked about, or just to the day `known`, which is told beside it.
    """
    if all(end == RecordEnd(known or date.max, known or date.max) for end in record.values()):
        return None
    labels = {family: plural(values.kind_label(family, version)) for family in record}
    by_day: dict[date, list[str]] = {}
    late: dict[date, list[str]] = {}
    for family, end in record.items():
        by_day.setdefault(end.until, []).append(labels[family])
        if end.sure < end.until:
            late.setdefault(end.sure, []).append(labels[family])
    told = [f"of {joined(names)} to {values.day(day)}" for day, names in by_day.items()]
    kinds = version.vocabulary.events
    asked = {family_of(kind, kinds) for kind in version.kinds_asked()}
    if len(by_day) == 1 and set(record) == asked:
        told = [f"to {values.day(next(iter(by_day)))}"]
    more = [
        f"of {joined(names)}, what ended after {values.day(day)} may not be in it yet" for day, names in late.items()
    ]
    return "; ".join((f"record {joined(told)}", *more))


def could_have_changed(decision: Decision) -> tuple[str, ...]:
    """That an answer told for certain rests on a record that ends before the day, as a sentence; nothing if none does.

    What cannot be told, and what is owed, says so itself: values, and what does not apply, stand without a word.
    """
    record, version = decision.record, decision.version
    if record_in_words(record, version, decision.known) is None:
        return ()

    def rests_on_it(*parts: TreePart | None) -> bool:
        kinds = version.vocabulary.events
        looked_at = [part for part in reached(version, parts) if isinstance(part, History | InHand)]
        asked = {kind for part in looked_at for kind in (part.kinds if isinstance(part, History) else (part.kind,))}
        return any(family_of(kind, kinds) in record for kind in asked)

    ruled_out = {each.requirement for each in decision.obligations if each.status is Status.DOES_NOT_APPLY}
    told = [name for name, value in decision.values.items() if value is not UNKNOWN]
    what = []
    if any(rests_on_it(version.definitions[name].body) for name in told):
        what.append("the values")
    if any(rests_on_it(version.requirements[name].when, version.requirements[name].for_each) for name in ruled_out):
        what.append("what does not apply")
    if not what:
        return ()
    rest, them = ("rest", "them") if "the values" in what else ("rests", "it")
    record_ends = f"a record that ends before {values.day(decision.on)}"
    return (sentence(f"{joined(what)} {rest} on {record_ends}; what happened since may change {them}"),)
