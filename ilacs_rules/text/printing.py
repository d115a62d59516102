"""Findings for people: the place and what is wrong, the line with its carets, what to write instead."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from ilacs_rules.text.diagnostics import Diagnostic, Severity, in_reading_order
from ilacs_rules.text.excerpt import GUTTER, excerpt, visible
from ilacs_rules.text.source import Span

_MARGIN = " " * (GUTTER + 1)
_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOUR = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;34m"}


def as_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """All findings in reading order, an empty line between two; no line end after the last. Empty for none.

    Only with `colour` does the text hold terminal escapes; none ever comes through from what an author wrote.
    """
    return "\n\n".join(_one(d, colour) for d in in_reading_order(diagnostics))


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each severity: `2 errors, 1 warning`; empty for none."""
    found = [d.severity for d in in_reading_order(diagnostics)]
    counts = [(found.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{n} {word}" if n == 1 else f"{n} {word}s" for n, word in counts if n)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` characters; words are never broken."""
    return textwrap.wrap(
        text,
        max(width, 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _one(diagnostic: Diagnostic, colour: bool) -> str:
    def paint(style: str, text: str) -> str:
        return f"{style}{text}{_RESET}" if colour else text

    severity = diagnostic.severity
    accent = _COLOUR[severity]
    word = "" if severity is Severity.ERROR else f"{severity.value}: "
    message = paint(accent, word) + visible(diagnostic.message) if word else visible(diagnostic.message)
    lines = [f"{paint(_BOLD, _place(diagnostic.span))}: {message} {paint(_DIM, f'[{diagnostic.code.value}]')}"]
    if diagnostic.span.source.text:
        line, carets = excerpt(diagnostic.span)
        lines += [line, paint(accent, carets)]
    if diagnostic.hint is not None:
        lines.append(f"{_MARGIN}{paint(_BOLD, 'hint:')} {visible(diagnostic.hint)}")
    for span, words in diagnostic.related:
        lines.append(f"{_MARGIN}{paint(_BOLD, 'see:')} {_place(span)}: {visible(words)}")
    return "\n".join(lines)


def _place(span: Span) -> str:
    """File, line and column; only the file where there is no text to point into."""
    return visible(str(span) if span.source.text else span.source.name)
