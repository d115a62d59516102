"""The words of generated policies, about buildings, and the values that facts and expressions of each type take."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ilacs_rules import Duration, DurationKind, Source, Span
from ilacs_rules.language.types import Basic, DurationType, EventType, Type, ValueSet
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary

QUALITY = ValueSet("quality", ("strong", "fair", "weak", "poor"), ordered=True, also={"so so": "fair"})
COLOUR = ValueSet("colour", ("red", "green", "blue"), ordered=False)
MONTHS, DAYS = DurationType(DurationKind.MONTHS), DurationType(DurationKind.DAYS)
WORKING_DAYS = DurationType(DurationKind.WORKING_DAYS)
INSPECTION = EventType("inspection")
NOWHERE = Span(Source("generated", "generated"), 0, 9)
VALUE_TYPES: tuple[Type, ...] = (Basic.YES_OR_NO, Basic.NUMBER, Basic.DATE, QUALITY, COLOUR, MONTHS, DAYS, INSPECTION)

RECORDS = {
    kind.name: kind
    for kind in (
        FactKind("result", "result", QUALITY),
        FactKind("score", "score", Basic.NUMBER),
        FactKind("safe", "safe", Basic.YES_OR_NO, default=False),
        FactKind("next visit", "next visit", Basic.DATE),
    )
}
EVENTS = {
    "inspection": EventKind(
        "inspection", "inspection", "inspection", (), frozenset(["inspection", "full inspection"]), RECORDS
    ),
    "full inspection": EventKind(
        "full inspection",
        "full inspection",
        "full inspection",
        ("inspection",),
        frozenset(["full inspection"]),
        {**RECORDS, "paint": FactKind("paint", "paint", COLOUR)},
    ),
    "repair": EventKind("repair", "repair", "repair", (), frozenset(["repair"]), {}),
    "drill": EventKind("drill", "drill", "drill", (), frozenset(["drill"]), {"safe": RECORDS["safe"]}),
}
FACTS = {
    kind.name: kind
    for kind in (
        FactKind("rating", "rating", QUALITY),
        FactKind("paint", "paint", COLOUR),
        FactKind("size", "size", Basic.NUMBER),
        FactKind("rent", "rent", Basic.NUMBER, default=Decimal("10.5")),
        FactKind("opened", "opened", Basic.DATE),
        FactKind("listed", "listed", Basic.YES_OR_NO),
        FactKind("alarmed", "alarmed", Basic.YES_OR_NO, default=False),
        FactKind("cycle", "cycle", MONTHS),
        FactKind("notice", "notice", DAYS),
        FactKind("created", "created", Basic.DATE),
    )
}
VOCABULARY = Vocabulary("building", {"quality": QUALITY, "colour": COLOUR}, FACTS, EVENTS)


@st.composite
def mostly(draw: DrawFn, common: SearchStrategy[Any], rare: SearchStrategy[Any], one_in: int) -> Any:
    """Now and then the rare one; `one_of` takes the same strategy given twice for one."""
    return draw(common if draw(st.integers(1, one_in)) < one_in else rare)


def near_days() -> SearchStrategy[date]:
    """Days within a few years of each other."""
    return st.integers(0, 1500).map(lambda n: date(2018, 1, 1) + timedelta(n))


def days() -> SearchStrategy[date]:
    """Days near each other, and now and then the ends of time and the ends of months."""
    odd = st.sampled_from([date(2019, 1, 31), date(2020, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(2018, 8, 31)])
    return mostly(near_days(), odd, 6)


def values(type_: Type) -> SearchStrategy[Any]:
    """Present values of a type."""
    match type_:
        case Basic.YES_OR_NO:
            return st.booleans()
        case Basic.NUMBER:
            return st.one_of(st.integers(-3, 40), st.decimals(-10, 10, places=2), st.just(10**27))
        case Basic.DATE:
            return days()
        case ValueSet(values=words):
            return st.sampled_from(words)
        case DurationType(kind=kind):
            return st.integers(0, 40).map(lambda n: Duration(n, kind))
        case _:
            raise AssertionError(f"no value is written for {type_}")
