"""How far the record goes that an answer rests on, in words: `record to 18 June 2026`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.explain.standing import is_used_up
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.as_recorded import counted_as_recorded, ruled_out_as_recorded, values_as_recorded
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.record_end import RecordEnd
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import family_of


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


def recorded_to(obligation: Obligation, decision: Decision) -> date | None:
    """Of what does not apply, or is used up: the day up to which that is recorded, if what came since may change it.

    A number begins anew with a later event from which it is counted. None as well where that is the day `known` of the
    decision, which is told beside it.
    """
    found = ruled_out_as_recorded(decision).get(obligation.requirement) if obligation.applies is False else None
    if is_used_up(obligation):
        found = counted_as_recorded(decision, obligation)
    return None if found == decision.known else found


def could_have_changed(decision: Decision) -> tuple[str, ...]:
    """That an answer told for certain rests on a record that ends before the day, as a sentence; nothing if none does.

    What cannot be told, and what is owed, says so itself: values, and what does not apply, stand without a word.
    """
    if record_in_words(decision.record, decision.version, decision.known) is None:
        return ()
    what = ["the values"] if values_as_recorded(decision) else []
    what += ["what does not apply"] if ruled_out_as_recorded(decision) else []
    if not what:
        return ()
    rest, them = ("rest", "them") if "the values" in what else ("rests", "it")
    record_ends = f"a record that ends before {values.day(decision.on)}"
    return (sentence(f"{joined(what)} {rest} on {record_ends}; what happened since may change {them}"),)
