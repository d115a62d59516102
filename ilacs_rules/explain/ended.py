"""Cases that have ended, each with its last day."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.explain import values
from ilacs_rules.explain.english import set_apart
from ilacs_rules.model.partial import Day


def each_ended(cases: Iterable[tuple[str, Day]]) -> list[str]:
    """`Cumbria (31 March 2023)`, to be joined: set apart where there is a comma in one of the names."""
    found = list(cases)
    names = set_apart(name for name, _ in found)
    return [f"{name} ({values.day(day)})" for name, (_, day) in zip(names, found, strict=True)]
