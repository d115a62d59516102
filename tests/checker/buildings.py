"""The policy of `tests/mistakes/buildings.yaml`, as the tests of names and types use it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilacs_rules import Case, Diagnostic, Event, Source, Span
from ilacs_rules.checker.check import check_version, declared
from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.model.version import Version
from ilacs_rules.policy.loading import read_policy
from ilacs_rules.policy.model import VersionText
from ilacs_rules.text.diagnostics import in_reading_order


def _buildings() -> tuple[VersionText, Version]:
    (text,), _ = read_policy(Path(__file__).parents[1] / "mistakes" / "buildings.yaml")
    version, found = check_version(text)
    assert version is not None, told(found)
    return text, version


def scope() -> Scope:
    """What an expression of that policy may use, and a place for what is found."""
    types = {name: definition.type for name, definition in VERSION.definitions.items()}
    return Scope(VERSION.vocabulary, Findings(), types.get, declared(TEXT), phrases=TEXT.phrases)


def place(sentence: str) -> Span:
    return Span(Source("test", sentence), 0, len(sentence))


def told(found: list[Diagnostic]) -> str:
    return "; ".join(f"{d.code.value} {d.message}" for d in in_reading_order(found))


TEXT, VERSION = _buildings()
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
UNKNOWN = Case("unknown", {}, ())
