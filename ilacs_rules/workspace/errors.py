"""What stops an answer: files that cannot be used, and packages that are not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.names_asked import NoSuchNameError as NoSuchNameError
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.printing import as_text

T = TypeVar("T")


class PolicyError(ValueError):
    """A policy, mapping or case file that cannot be used; `diagnostics` say why, and where."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(as_text(self.diagnostics))

    def __reduce__(self) -> tuple[type[PolicyError], tuple[object, ...]]:
        return PolicyError, (self.diagnostics,)  # its words are made anew, also in another process


class NotInstalledError(ImportError):
    """A package that need not be installed, and is needed for what was asked; the message says how to get it."""


def needing(package: str, extra: str, what: str, make: Callable[[], T], *, doing: str = "writing") -> T:
    """What `make` makes with a package that need not be installed. Raises NotInstalledError where it is not."""
    try:
        return make()
    except ModuleNotFoundError:
        message = f"{doing} {what} needs {package}: pip install 'ilacs-rules[{extra}]'"
        raise NotInstalledError(message) from None


@contextmanager
def working_at_once() -> Iterator[None]:
    """Where one of several processes ends before it has answered, there is no answer: PolicyError."""
    try:
        yield
    except DecisionError as error:
        raise PolicyError(error.diagnostics) from None


@contextmanager
def naming(argument: str) -> Iterator[None]:
    """A name that is not there is told with what was named by it."""
    try:
        yield
    except NoSuchNameError as error:
        error.argument = argument
        raise
