"""Lengths of time as they are written."""

from __future__ import annotations

from ilacs_rules import Duration
from ilacs_rules.language.durations import duration


def length_of_time(text: str) -> Duration:
    """`3 years`, `20 working days`."""
    count, unit = text.split(" ", 1)
    return duration(int(count), unit)
