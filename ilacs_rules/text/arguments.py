"""What a program gives to a function: the one error for what it does not take, and showing it to whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span

_SHOWN = 60  # characters of a value


class ArgumentError(TypeError, ValueError):
    """A function was given what it does not take; `diagnostics` say what, and what to give instead (E901)."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.message}{f' ({d.hint})' if d.hint else ''}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[ArgumentError], tuple[object, ...]]:
        return ArgumentError, (self.diagnostics,)  # its words are made anew, also in another process


def shown(value: object) -> str:
    """A value as a program would write it, cut where it is long; whatever it is, it can be shown and encoded."""
    try:
        text = repr(value)
    except Exception:  # a number of thousands of digits, a class with a fault of its own
        text = f"<{type(value).__name__}>"
    return text[:_SHOWN].encode("utf-8", "backslashreplace").decode()


def given_as(owner: str, name: str, value: object) -> Span:
    """A place for what stands in no file: the value, under its name, in a line of its own."""
    source = Source(owner, f"{name}: {shown(value)}")
    return Span(source, len(name) + 2, len(source.text))


def refused(function: str, name: str, value: object, takes: str, hint: str | None = None) -> ArgumentError:
    """The error for an argument of a function that `takes` something else."""
    message = f"{function}: “{name}” is {takes}, and {shown(value)} is not"
    return ArgumentError([Diagnostic(Code.ARGUMENT, message, given_as(function, name, value), hint)])


def is_day(value: object) -> bool:
    """Whether a value is a whole day: a moment is none."""
    return isinstance(value, date) and not isinstance(value, datetime)


def day_hint(value: object) -> str | None:
    """How to give a day that was given otherwise."""
    if isinstance(value, datetime):
        return "only whole days count: give its .date()"
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return None
        return f"give datetime.date({day.year}, {day.month}, {day.day})"
    return None


def need_day(function: str, name: str, value: object, *, none: bool = False) -> None:
    """Raises ArgumentError unless a value is a day, or None where that is allowed."""
    if not is_day(value) and not (none and value is None):
        raise refused(function, name, value, "a datetime.date or None" if none else "a datetime.date", day_hint(value))
