"""The one form in which anything an author got wrong is told.

Diagnostics are gathered, not thrown. The code comes first and is stable; its wording may be bettered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from ilacs_rules.text.codes import Code
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span


class Severity(StrEnum):
    """How much a finding weighs: only an error stops a policy or a case from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LONGEST_WORDS = 1_000  # characters of a message or a hint

_SEVERITY = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}


@frozen
class Diagnostic:
    """One finding: what is wrong, where, and what to write instead.

    `message` is in plain words, lower case, without a full stop, and quotes the author's own words as “…”.
    `related` are other places that matter, each with a few words ("first declared here"). Of a message or a hint that
    quotes more than anybody reads, the middle is left out.
    """

    code: Code
    message: str
    span: Span
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.message) > LONGEST_WORDS:
            object.__setattr__(self, "message", _cut_short(self.message))
        if self.hint is not None and len(self.hint) > LONGEST_WORDS:
            object.__setattr__(self, "hint", _cut_short(self.hint))

    @property
    def severity(self) -> Severity:
        """Told by the first letter of the code."""
        return _SEVERITY[self.code.value[0]]

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON. Lines and columns count from 1; an end is exclusive."""
        return {
            "code": self.code.value,
            "severity": self.severity.value,
            "message": self.message,
            **_place(self.span),
            "hint": self.hint,
            "related": [{"message": words, **_place(span)} for span, words in self.related],
        }


MOST_FINDINGS = 200  # of one text; more are the work of a machine, or of one slip that spoils everything after it


class Enough(Exception):  # noqa: N818 (it ends a search, and is no error of ours)
    """So much is wrong with a text that no more is looked for."""


def not_looked_at(found: Sequence[Diagnostic]) -> Diagnostic:
    """The last finding of a text of which the rest was not looked at (E122), where the last of the others ends."""
    message = f"so much is wrong with this file ({len(found):,} findings so far) that the rest of it was not looked at"
    last = max((each.span for each in found), key=lambda span: (span.source.name, span.end))
    return _too_many(message, Span(last.source, last.end, last.end))


def not_told(more: Sequence[Diagnostic], about: str) -> Diagnostic:
    """What stands in the place of findings that are only counted (E122): `about cases that are not used`."""
    return _too_many(f"{len(more):,} more findings {about} are not told", more[0].span)


def _too_many(message: str, place: Span) -> Diagnostic:
    return Diagnostic(Code.TOO_MANY, message, place, "mend what is told, and check again")


def _cut_short(words: str) -> str:
    half = LONGEST_WORDS // 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(map(is_error, diagnostics))


def is_error(found: Diagnostic) -> bool:
    """Whether a finding stops what it is about from being used."""
    return found.severity is Severity.ERROR


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, then place, then code; findings told twice are told once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.span.source.name, *d.span.begins, d.code.value, d.message))


def _place(span: Span) -> dict[str, object]:
    (line, column), (end_line, end_column) = (
        span.source.line_and_column(span.start),
        span.source.line_and_column(span.end),
    )
    return {
        "file": span.source.name,
        "start": {"line": line, "column": column},
        "end": {"line": end_line, "column": end_column},
    }
