"""The error for a case that is not as it should be."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.text.diagnostics import Diagnostic


class CaseError(ValueError):
    """A case, an event or a part of a day that cannot be as it was given; `diagnostics` say what is wrong with it.

    It is raised where one is made. What only a policy can tell is raised when it is decided, as a DecisionError.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.span.source.name}: {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[CaseError], tuple[object, ...]]:
        return type(self), (self.diagnostics,)  # its words are made anew, also in another process
