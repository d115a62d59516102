"""What is noted beside a case for whoever reads an answer about it; nothing is decided by it."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import sentence
from ilacs_rules.model.case import Case

NOTED = "Noted beside the cases; nothing is decided by it"


def noted(note: str | None) -> tuple[str, ...]:
    """`Noted beside the case; nothing is decided by it: Closed since May.`; nothing of one without a note."""
    return (f"Noted beside the case; nothing is decided by it: {_told(note)}",) if note else ()


def notes_of(cases: Iterable[Case]) -> tuple[str, ...]:
    """`North Hall: Closed since May.`, of each case that has a note, once."""
    told = {case.name: case.note for case in cases if case.note}
    return tuple(f"{name}: {_told(note)}" for name, note in told.items())


def _told(note: str) -> str:
    return sentence(one_line(note))
