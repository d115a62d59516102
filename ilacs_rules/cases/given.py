"""What a program gives as a value: the value of its declared type, or why it is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ilacs_rules.cases.values import stands_for_none
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import CASES, Basic, DurationType, ListType, Type, ValueSet, describe
from ilacs_rules.model.absent import UNKNOWN, absent
from ilacs_rules.model.case import Value
from ilacs_rules.model.making import can_be_written
from ilacs_rules.model.vocabulary import FactKind
from ilacs_rules.text.arguments import day_hint, is_day, shown
from ilacs_rules.text.nearest import did_you_mean

_DIGITS = 30  # as many as a file may have on each side of the point
_TOO_LARGE = Decimal(10) ** _DIGITS
_LONGEST = 1_000_000  # of a length of time, in its unit; a file has six digits for it

_HINTS: dict[Type, str] = {
    Basic.DATE: "give a datetime.date",
    Basic.NUMBER: "give an int or a decimal.Decimal, which keep what was written; a float does not",
    Basic.YES_OR_NO: "give True or False",
    Basic.TEXT: "give a str",
    Basic.CASE: "give the name of a case, a str",
    CASES: "give a tuple of names of cases, each once, or NOTHING if there are none",
}


def value_given(type_: Type, given: Any) -> Value | None:
    """The value of a type that was given, of a scale or choices in any spelling a file may have; None if it is none."""
    match type_:
        case ValueSet():
            return type_.in_data(given) if isinstance(given, str) else None
        case Basic.YES_OR_NO:
            return given if isinstance(given, bool) else None
        case Basic.NUMBER:
            return _plain(given) if _is_number(given) else None
        case Basic.DATE:
            return given if is_day(given) else None
        case Basic.TEXT | Basic.CASE:
            return _text(given) if isinstance(given, str) else None
        case ListType(item=Basic.CASE):
            return _names(given)
        case DurationType(kind=kind):
            return given if isinstance(given, Duration) and given.kind is kind and _is_length(given) else None
        case _:
            return None


def why_refused(kind: FactKind, given: object) -> tuple[str, str | None]:
    """Why what was given is not a value of a fact or field, and what to give instead."""
    type_ = kind.type
    said = absent(given) if isinstance(given, str) else None
    if said is not None:
        meant = "it is not known" if said is UNKNOWN else "there is none"
        return f"“{kind.words}” is {describe(type_)}, and “{given}” says that {meant}", f"give {said.name}, not a text"
    if isinstance(given, str) and type_ in (Basic.TEXT, Basic.CASE) and stands_for_none(given):
        message = f"“{given}” may mean that “{kind.words}” is not known, or that there is none"
        return message, "give UNKNOWN if it is not known, NOTHING if there is none, or leave it out"
    quoted = f"“{given}”" if isinstance(given, str) and given.isprintable() and len(given) < 60 else shown(given)
    if isinstance(type_, ValueSet):
        hint = did_you_mean(given, type_.values) if isinstance(given, str) else None
        if type(given) is int and abs(given) < _TOO_LARGE and type_.value(str(given)) is not None:
            hint = f"give the text '{given}'"
        return f"{quoted} is not a value of “{type_.name}” ({', '.join(type_.values)})", hint
    hint = _HINTS.get(type_)
    if isinstance(given, int | Decimal) and not isinstance(given, bool) and type_ is Basic.NUMBER:
        hint = f"give a number of at most {_DIGITS} digits before and after the point"
    if type_ is Basic.DATE:
        hint = day_hint(given) or hint
    if isinstance(type_, DurationType):
        hint = f"give a Duration of {type_.kind.value}"
    return f"“{kind.words}” is {describe(type_)}, and {quoted} is not", hint


def _text(given: str) -> str | None:
    """The text as a file would have it; None for one that says that there is none, or cannot be written to a file."""
    none = absent(given) is not None or stands_for_none(given)
    return given.strip() if not none and can_be_written(given) else None


def _names(given: Any) -> Value | None:
    """The names of several cases, each once; one of them may be unknown."""
    if not isinstance(given, tuple | list):
        return None
    names = [each if each is UNKNOWN else _text(each) if isinstance(each, str) else None for each in given]
    known = [fold(each) for each in names if isinstance(each, str)]  # two that differ in spelling alone name one case
    if any(not each for each in names if each is not UNKNOWN) or len(set(known)) < len(known):
        return None
    found = tuple(each for each in names if each is not None)
    return given if given == found else found


def _plain(given: int | Decimal) -> int | Decimal:
    """A number as a file would have it, also where it was given as a member of an enumeration."""
    return int(given) if isinstance(given, int) else Decimal(given)


def _is_number(given: Any) -> bool:
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        return False
    if isinstance(given, int):
        return -_TOO_LARGE < given < _TOO_LARGE
    exponent = given.as_tuple().exponent
    return given.is_finite() and abs(given) < _TOO_LARGE and isinstance(exponent, int) and exponent >= -_DIGITS


def _is_length(given: Duration) -> bool:
    amount: object = given.amount
    return isinstance(amount, int) and not isinstance(amount, bool) and 0 <= amount < _LONGEST
