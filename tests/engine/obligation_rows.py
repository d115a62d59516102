"""What the rows of the due-sentence tests are made of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ilacs_rules import Event
from ilacs_rules.language.fixed_words import Bound
from tests.engine import timings
from tests.engine.obligation_tools import (
    Requirement,
    case,
    decide,
    end_of_latest,
    event,
    make_version,
    named,
    requirement,
    shown,
)

INSPECTED = end_of_latest("inspection")
INSPECTION = event("full inspection", "2018-05-14", "2018-05-25")
SIX_MONTHS = timings.window("6 months", "6 months")
THREE_YEARS = timings.every("3 years", INSPECTED)
QUARTERLY = timings.every("1 quarter", INSPECTED)
ONCE = timings.once("18 months", INSPECTED)
AT_LEAST, AT_MOST, EXACTLY = timings.BOUNDS
FULL = requirement("full", "full inspection", THREE_YEARS)
SHORT = requirement("short", "short inspection", timings.every("2 years", INSPECTED), when=named("small"))


def year(count: int, bound: Bound = AT_LEAST) -> timings.Timing:
    return timings.in_each(bound, count, "year from 1 April", 12, 4, 1)


def checks(*days: str) -> list[Event]:
    return [event("fire check", text) for text in days]


def answer(asked: Requirement, events: Sequence[Event], on: str, **values: object) -> str:
    created = {"created": values["created"]} if "created" in values else {}
    found = decide(make_version(asked), case(*events, **created), on, **values)  # type: ignore[arg-type]
    return "\n".join(shown(obligation) for obligation in found)


def check(timing: object, **others: object) -> Requirement:
    return requirement("fire check", "fire check", timing, **others)  # type: ignore[arg-type]


def row(*parts: object) -> object:
    return pytest.param(*parts[1:], id=str(parts[0]))
