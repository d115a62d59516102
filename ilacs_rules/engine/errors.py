"""The one exception a decision raises."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span


class DecisionError(Exception):
    """A case could not be decided for a reason that only shows at run time; `diagnostics` say what and where."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.span}: {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[DecisionError], tuple[object, ...]]:
        return DecisionError, (self.diagnostics,)  # its words are made anew, also in another process


def wrong_value(
    name: str, value: object, message: str, hint: str | None = None, code: Code = Code.CASE_VALUE
) -> DecisionError:
    """The error for a value of a case that does not suit what the policy declares; it has no place in a file."""
    shown = repr(value)[:60]
    source = Source("case", f"{name}: {shown}")
    span = Span(source, len(name) + 2, len(source.text))
    return DecisionError([Diagnostic(code, message, span, hint)])
