"""One part of a rule before and after."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a rule before and after, each in whole sentences. The rule as a whole where `name` is empty."""

    name: str
    before: str
    after: str
