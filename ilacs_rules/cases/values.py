"""Turning what somebody typed into a value of a type; shared by every format."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar, assert_never

from ilacs_rules.cases.days import day_or_period, exact_day
from ilacs_rules.cases.known_names import KnownNames
from ilacs_rules.cases.shape import as_text
from ilacs_rules.language.durations import UNITS, duration
from ilacs_rules.language.names import YES_OR_NO, fold
from ilacs_rules.language.types import (
    CASES,
    Basic,
    DurationType,
    EventType,
    ListType,
    OutputsType,
    Type,
    ValueSet,
    describe,
)
from ilacs_rules.model.absent import NOTHING, UNKNOWN, absent
from ilacs_rules.model.case import Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import EventKind, Vocabulary
from ilacs_rules.policy.tree import Entry, Items, Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.patterns import pattern

T = TypeVar("T")

_NUMBER = pattern(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?")
_WITH_COMMAS = pattern(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_NUMBER_WITH_ZEROS = pattern(r"0*([0-9]+)(?:\.0+)?")  # how programs write out a column that has gaps: `3.0`
_LENGTH = pattern(r"([0-9]{1,6}) +([a-z ]+?)")
_MOST_LISTED = 8
# what programs, and people, write where they have no value
_OF_MACHINES = frozenset(
    [
        "n/a",
        "#n/a",
        "null",
        "none",
        "nan",
        "<na>",
        "~",
        "-",
        "--",
        "?",
        "tbc",
        "tbd",
        "n.a.",
        "n.a",
        "nil",
        "not known",
        "not recorded",
    ]
)


def read_values(
    entries: Iterable[Entry], kind: EventKind, vocabulary: Vocabulary, out: list[Diagnostic]
) -> dict[str, Value]:
    """What an event of a kind records, by folded name; an empty one is left out."""
    return dict(_read(entries, KnownNames.of_event(kind, vocabulary), read_value, out))


def read_facts(entries: Iterable[Entry], vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, Value | Partial]:
    """As `read_values`, of the facts of a case: of a day only the month or the year may be known."""

    def read_fact(text: Text, type_: Type, out: list[Diagnostic]) -> Value | Partial | None:
        vague = type_ is Basic.DATE and absent(text.value) is None and not stands_for_none(text.value)
        return day_or_period(text, out) if vague else read_value(text, type_, out)

    return dict(_read(entries, KnownNames.of_facts(vocabulary), read_fact, out))


def _read(
    entries: Iterable[Entry],
    known: KnownNames,
    read: Callable[[Text, Type, list[Diagnostic]], T | None],
    out: list[Diagnostic],
) -> Iterator[tuple[str, T]]:
    for entry in entries:
        kind = known.kinds.get(fold(entry.key.value))
        if kind is None:
            out.append(known.unknown(entry.key.value, entry.key.span))
            continue
        if kind.type == CASES:
            names = _names_of_cases(entry, out)
            if names is not None:
                yield kind.name, names  # type: ignore[misc]
            continue
        text = as_text(entry, out)
        value = read(text, kind.type, out) if text is not None and text.value.strip() else None
        if value is not None:
            yield kind.name, value


def _names_of_cases(entry: Entry, out: list[Diagnostic]) -> Value | None:
    """The cases that a list names, or a text with semicolons between their names; None where it is empty."""
    items = entry.value.items if isinstance(entry.value, Items) else ()
    if isinstance(entry.value, Map) or not all(isinstance(item, Text) for item in items):
        message = f"“{entry.key.value}” is a list of names of cases"
        out.append(Diagnostic(Code.CASE_VALUE, message, entry.value.span, "write “- ” and a name on each line"))
        return None
    if isinstance(entry.value, Items):
        texts = [item for item in items if isinstance(item, Text)]
        if len(texts) == 1 and absent(texts[0].value.strip()) is NOTHING:
            return NOTHING
    else:
        text = as_text(entry, out)
        if text is None or not text.value.strip():
            return None
        if absent(text.value.strip()) is not None:
            return absent(text.value.strip())
        texts = [Text(each, text.span, text.inner) for each in text.value.split(";") if each.strip()]
        if not texts:
            message = f"no case is named under “{entry.key.value}”"
            hint = "write “nothing” if there are none, or leave it empty if that is not known"
            out.append(Diagnostic(Code.CASE_VALUE, message, text.span, hint))
            return None
    names: list[Value] = []
    for each in texts:
        name = read_value(each, Basic.CASE, out)
        if name is NOTHING:
            message = f"“{each.value.strip()}” says that there are none, and others stand beside it"
            out.append(Diagnostic(Code.CASE_VALUE, message, each.span, "leave it out, or leave out the names"))
        if name is None or name is NOTHING:
            continue
        if isinstance(name, str) and fold(name) in {fold(other) for other in names if isinstance(other, str)}:
            message = f"“{each.value.strip()}” stands twice under “{entry.key.value}”"
            out.append(Diagnostic(Code.CASE_VALUE, message, each.span, "keep one of them"))
        names.append(name)
    return tuple(names)


def read_value(text: Text, type_: Type, out: list[Diagnostic]) -> Value | None:
    """The value of a type that a text spells: UNKNOWN if it is empty, None if it is none (reported, E704 or E705)."""
    written = text.value.strip()
    said = absent(written)
    if said is not None:
        return said
    if not written or type_ is Basic.ERROR:
        return UNKNOWN
    if stands_for_none(written) and not (isinstance(type_, ValueSet) and type_.value(written)):
        message = f"“{written}” may mean that it is not known, or that there is none"
        hint = "write “unknown” if it is not known, “nothing” if there is none, or leave it empty"
        out.append(Diagnostic(Code.CASE_VALUE, message, text.span, hint))
        return None
    match type_:
        case Basic.TEXT | Basic.CASE:
            return unicodedata.normalize("NFC", written)
        case Basic.DATE:
            return exact_day(text, out)
        case Basic.YES_OR_NO:
            value: Value | None = YES_OR_NO.get(written.lower())
            hint = "write yes or no, or “unknown” if it is not known"
        case Basic.NUMBER:
            value = _number(written)
            plain = written.replace(",", "")
            hint = f"write {plain}" if _WITH_COMMAS.fullmatch(written) else "write digits only, such as 12 or 3.5"
        case DurationType():
            value = _length(written, type_)
            hint = "write a number and a unit, such as " + (
                "10 working days" if "w" in type_.kind.value else "3 months"
            )
        case ValueSet(name=name, values=values):
            value = type_.in_data(written)
            listed = ", ".join(values[:_MOST_LISTED]) + (", …" if len(values) > _MOST_LISTED else "")
            wrong = f"“{written}” is not a value of “{name}” ({listed})"
            if value is None:
                known = [*values, *type_.also, *type_.labels.values()]
                whole = _NUMBER_WITH_ZEROS.fullmatch(written)
                meant = f"write {whole[1]}" if whole and type_.value(whole[1]) else did_you_mean(written, known)
                hint = meant or "write one of them, or “unknown” if it is not known"
                out.append(Diagnostic(Code.CASE_VALUE, wrong, text.span, hint))
            return value
        case Basic.LENGTH | EventType() | ListType() | OutputsType():
            value, hint = None, "a case cannot give such a value"
        case _:
            assert_never(type_)
    if value is None:
        out.append(Diagnostic(Code.CASE_VALUE, f"“{written}” is not {describe(type_)}", text.span, hint))
    return value


def stands_for_none(written: str) -> bool:
    """Whether a text is what programs write where there is no value, and so hardly a value itself."""
    return written.strip().casefold() in _OF_MACHINES


def _number(written: str) -> int | Decimal | None:
    if not _NUMBER.fullmatch(written):
        return None
    return Decimal(written) if "." in written else int(written)


def _length(written: str, type_: DurationType) -> Value | None:
    found = _LENGTH.fullmatch(written.lower())
    if found is None:
        return None
    unit = " ".join(found[2].split())
    if unit.removesuffix("s") not in UNITS:
        return None
    length = duration(int(found[1]), unit)
    return length if length.kind is type_.kind else None
