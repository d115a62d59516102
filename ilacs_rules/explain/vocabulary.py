"""The words of a policy in plain English: its scales and choices, its kinds of event, its facts."""

from __future__ import annotations

from collections.abc import Container, Iterator

from ilacs_rules.explain import values
from ilacs_rules.explain.document import Section, one_line
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.requirements import how_bound
from ilacs_rules.language.kinds_of_day import WEEKDAYS, KindOfDay
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import Basic, ListType, Type, ValueSet
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING
from ilacs_rules.model.compared_scales import is_compared
from ilacs_rules.model.reached import parts_of
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import CREATED, ENDED, EventKind, FactKind


def value_set_section(known: ValueSet, version: Version) -> Section:
    """`“Result” is one of these, where “better” means earlier in the list: safe, faulty, unsafe.`.

    Of a scale whose order nothing in the version asks for, no more than its values: `better` is no word of it.
    """
    labels = ", ".join(known.label(value) for value in known.values)
    order = ", where “better” means earlier in the list" if is_compared(known, version) else ""
    words = f"{quoted(capital(known.name))} is one of these{order}: {labels}"
    meant = tuple(_meant(known.label(each), means) for each, means in known.means.items())
    return Section(known.name, capital(known.name), (sentence(words), *meant))


def _meant(label: str, means: str) -> str:
    return sentence(f"{quoted(capital(label))}: {one_line(means)}")


def stretches_section(known: ToldStretches) -> Section:
    """`“School term” is from 2 September 2024 to 20 December 2024, and … . Of other days nothing is told.`."""
    told = [f"from {values.day(first)} to {values.day(last)}" for first, last in known.told]
    title = quoted(capital(known.words))
    begins, ends = values.day(known.told[0][0]), values.day(known.told[-1][1])
    more = f"Which days before {begins} and after {ends} are in it is not told."
    return Section(fold(known.words), capital(known.words), (sentence(f"{title} is {joined(told)}"), more))


def kind_of_day_section(known: KindOfDay) -> Section:
    """`A school day is a working day in “school term”.`."""
    base = "working day" if known.working else "day" if known.weekday is None else WEEKDAYS[known.weekday]
    where = [f"{'in' if inside else 'not in'} {quoted(each.words)}" for each, inside in known.stretches]
    words = f"{with_article(known.words)} is {with_article(base)} {joined(where)}"
    return Section(fold(known.words), capital(known.words), (sentence(words),))


def kind_section(kind: EventKind, version: Version, *, read: Container[str] | None = None) -> Section:
    """What a kind of event is: `A short check is a check.`, what is told of it, and what asks for it.

    How it is kept on record is for those who work with records. Everybody, for whom it is told what the rules `read` of
    events, is told that, and what it is held against a scale for.
    """
    kinds = version.vocabulary.events
    sentences = [sentence(one_line(kind.means))] if kind.means else []
    sentences += [what_it_is(kind, version)] if kind.is_a and not _says_what_it_is(kind, version) else []
    own = own_records(kind, version)
    if own and read is None:
        sentences.append(_told_of_it(own, any(kinds[above].records for above in kind.is_a)))
    elif own and read is not None:
        also = " as well" if any(kinds[above].records for above in kind.is_a) else ""
        those = [each for each in own if _is_judged(each) or each.name in read]
        plain = [_as_told(each) for each in those if not _is_judged(each)]
        listed = [*_judged_on(those), *([joined(plain)] if plain else [])]
        sentences += [sentence(f"what is told of each{also}: {'; '.join(listed)}")] if listed else []
        sentences += [_meant(each.shown, each.means) for each in those if each.means]
    below = [other.label for other in kinds.values() if kind.name in other.is_a and not other.repealed]
    if below:
        several = f"{joined([plural(label) for label in below])} are kinds of {kind.label}"
        only = f"{with_article(below[0])} is a kind of {kind.label}"
        sentences.append(sentence(only if len(below) == 1 else several))
    sentences += [sentence(f"who does it and when: {told}")] if (told := _where_told(kind, version)) else []
    if kind.several_at_once and read is None:
        sentences.append("There may be several at one time.")
    if kind.repealed:
        sentences.append("It is no longer held; those already held still count.")
    everything = tuple(sentences or ["Only the days on which it takes place are recorded."])
    return Section(kind.name, capital(kind.label), everything, assumption=kind.assumes, note=kind.note)


def _says_what_it_is(kind: EventKind, version: Version) -> bool:
    """Whether what its author says of it names all that it is a kind of: `the shorter kind of check`."""
    means = fold(kind.means or "")
    return all(fold(version.vocabulary.events[above].label) in means for above in kind.is_a)


def _where_told(kind: EventKind, version: Version) -> str:
    """`“first check” (usually) and “advice visit” (allowed)`; empty where no requirement asks for it."""
    asking = [each for each in version.requirements.values() if each.event == kind.name]
    return joined([f"{quoted(each.label)}{f' ({how})' if (how := how_bound(each)) else ''}" for each in asking])


def _told_of_it(records: list[FactKind], also: bool) -> str:
    """`The record of each one tells: fire doors (see “result”); damage.`, with what a reader is told of each."""
    told = "; ".join(map(_as_told, records))
    meant = [_meant(each.shown, each.means) for each in records if each.means]
    return " ".join([sentence(f"the record of each one {'also tells' if also else 'tells'}: {told}"), *meant])


def _is_judged(record: FactKind) -> bool:
    """Whether it is recorded on a scale: the rest is kept for the record."""
    return isinstance(record.type, ValueSet) and record.type.ordered


def _judged_on(records: list[FactKind]) -> Iterator[str]:
    """`fire doors and alarms (see “result”)`: what is recorded on a scale, for each scale."""
    on: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record.type, ValueSet) and _is_judged(record):
            on.setdefault(record.type.name, []).append(record.shown)
    for scale, labels in on.items():
        several = "; ".join(labels)
        yield f"{several} (see {quoted(scale)})"


def _as_told(record: FactKind) -> str:
    """`fire doors (see “result”)`; of a yes or no what is said where it is yes: `whether it found a fault`."""
    if isinstance(record.type, ValueSet):
        return f"{record.shown} (see {quoted(record.type.name)})"
    return record.shown if record.said_as is None else f"whether it {record.said_as}"


def fact_section(fact: FactKind, version: Version) -> Section:
    """What it means, of which values it is one, and what is taken where it is not told."""
    label = fact.shown
    sentences = [sentence(one_line(fact.means))] if fact.means else []
    if isinstance(fact.type, ValueSet):
        own = fold(label) == fold(fact.type.name)  # two sections of one name would lead to each other
        among = joined(list(map(fact.type.label, fact.type.values)), "or")
        those = among if own else f"one of those under {quoted(fact.type.name)}"
        sentences.append(sentence(f"{quoted(capital(label))} is {those}"))
    if fact.default is not None:
        sentences.append(sentence(_otherwise(fact, version)))
    if fact.name == ENDED and fact.type is Basic.DATE:
        sentences.append(f"From the day after it, nothing is asked of the {version.subject} any more.")
    if fact.name == CREATED and fact.type is Basic.DATE:
        sentences.append(f"Where the day is known, nothing is asked of the {version.subject} before it.")
    untold = f"{quoted(capital(label))} is told of each {version.subject}, where it is known"
    sentences = sentences or [sentence(untold)]
    return Section(fact.name, capital(label), tuple(sentences))


def read_by_rules(version: Version) -> frozenset[str]:
    """What the rules read of events, by its (folded) name."""
    return frozenset(part.name for part in walk(*parts_of(version)) if isinstance(part, tree.Field))


def what_it_is(kind: EventKind, version: Version) -> str:
    """`A short check is a check and a paid visit.`; `A check is a kind of its own.`."""
    wider = [with_article(version.vocabulary.events[above].label) for above in kind.is_a]
    return sentence(f"{with_article(kind.label)} is {joined(wider) or 'a kind of its own'}")


def own_records(kind: EventKind, version: Version) -> list[FactKind]:
    """What is recorded of a kind of event now, save what is recorded of the wider kind as well."""
    wider = [version.vocabulary.events[above].records for above in kind.is_a]
    return [
        record
        for name, record in kind.records.items()
        if not record.repealed and all(records.get(name) != record for records in wider)
    ]


def recorded(kind: str, records: list[FactKind], version: Version) -> str:
    """`A full check records: fire doors (on the scale “result”); damage (free text).`."""
    told = "; ".join(f"{record.shown} ({_recorded_as(record, version)})" for record in records)
    return sentence(f"{kind} records: {told}")


def _recorded_as(record: FactKind, version: Version) -> str:
    words = _type(record.type)
    if record.not_before is not None:
        words += f", never before the {record.not_before}"
    return words if record.default is None else f"{words}; {_otherwise(record, version)}"


def _otherwise(fact: FactKind, version: Version) -> str:
    """What stands in for what is not recorded, where the policy says so."""
    assert fact.default is not None
    if fact.default is NOTHING:
        goes_on = f"the {version.subject} goes on" if fact.name == ENDED else "there is none"
        return f"where none is known, it is taken that {goes_on}"
    return f"where nothing is known, it is taken to be {values.value(fact.default, fact.type, version)}"


def _as(type_: Type) -> str:
    words = _type(type_)
    return words if words.startswith("on ") else f"as {words}"


def _type(type_: Type) -> str:
    match type_:
        case ValueSet(name=name, ordered=ordered):
            return f"on the scale {quoted(name)}" if ordered else f"one of the values of {quoted(name)}"
        case Basic.YES_OR_NO:
            return "yes or no"
        case Basic.TEXT:
            return "free text"
        case Basic.NUMBER:
            return "a number"
        case Basic.DATE:
            return "a date"
        case Basic.CASE:
            return "the name of another case"
        case ListType(item=Basic.CASE):
            return "the names of other cases"
        case _:
            return str(type_)
