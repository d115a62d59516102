"""The one form in which anything an author got wrong is told.

Diagnostics are gathered, not thrown. The code comes first and is stable; its wording may be bettered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span


class Severity(StrEnum):
    """How much a finding weighs: only an error stops a policy or a case from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SEVERITY = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to write instead.

    `message` is in plain words, lower case, without a full stop, and quotes the author's own words as “…”.
    `related` are other places that matter, each with a few words ("first declared here").
    """

    code: Code
    message: str
    span: Span
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Told by the first letter of the code."""
        return _SEVERITY[self.code.value[0]]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, then place, then code; findings told twice are told once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.span.source.name, d.span.start, d.code.value, d.message))
