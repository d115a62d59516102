"""The policy of `tests/mistakes/buildings.yaml`, as the tests of names and types use it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilacs_rules import Case, Diagnostic, Event
from tests.policies import read_once


def told(found: list[Diagnostic]) -> str:
    in_order = sorted(found, key=lambda each: (each.span.start, each.code))
    return "; ".join(f"{each.code.value} {each.message}" for each in in_order)


POLICY = read_once(Path(__file__).parents[1] / "mistakes" / "buildings.yaml")
VERSION = POLICY.versions[-1].version
KNOWN = Case(
    "known",
    {"floors": 4, "built": date(1950, 1, 1), "main use": "school", "occupied": True, "owner": "council"},
    (
        Event("check", date(2019, 3, 1), date(2019, 3, 1), fields={"risk found": "high", "alarm works": False}),
        Event("drill", date(2020, 3, 1), date(2020, 3, 2)),
        Event("full check", date(2020, 5, 1), date(2020, 5, 1), fields={"risk found": "low", "doors": "middling"}),
        Event("drill", date(2020, 12, 31), None),
    ),
)
UNKNOWN = Case("nothing told", {}, ())
