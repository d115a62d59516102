"""The version in force on a day: of a policy that is asked; and alone where the day is named, as `fire@2020-01-01`."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import nowhere
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.given import Where

_OF_A_DAY = pattern(r"(?P<policy>.+)@(?P<day>\d{4}-\d{2}-\d{2})")


def program_in_force(loaded: Policy, given: Where, on: date, known: date | None = None) -> Program:
    """The version in force on a day. Raises PolicyError (E605) if there is none; `given` is how it was named."""
    try:
        return loaded.in_force(on, known)
    except NotInForce as error:
        first, why = loaded.versions[0].version.start, str(error)
        if on < first and len(loaded.versions) == 1 and of_a_day(given)[1] is not None:  # of the others none was asked
            why = f"this version of “{loaded.name}” begins on {first}; ask from then on"
        raise PolicyError([Diagnostic(Code.NO_VERSION_IN_FORCE, why, nowhere(f"{given}"))]) from None


def of_a_day(given: Where) -> tuple[Where, date | None]:
    """The policy and the day of `POLICY@DAY`; the path as it is where there is a file of that name, or no such day."""
    found = _OF_A_DAY.fullmatch(f"{given}")
    if found is not None and not Path(given).exists():
        with suppress(ValueError):
            return found["policy"], date.fromisoformat(found["day"])
    return given, None


def alone(loaded: Policy, given: Where, day: date) -> Policy:
    """The version in force on a day as if it were the whole policy and went on. Raises PolicyError (E605) for none."""
    program_in_force(loaded, given, day)
    return loaded.alone(day)
