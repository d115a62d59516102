"""What the options of `forecast` mean, held against the policy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

import click

from ilacs_rules.cli.question import named_by
from ilacs_rules.engine.forecasting.outcomes import AssumedValue
from ilacs_rules.engine.names_asked import outcome_named
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.english import quoted
from ilacs_rules.language.durations import NO_TIME, UNITS, Duration, DurationKind, duration

_LENGTH = re.compile(r"([0-9]{1,4}) ([a-z ]+)")
_AFTER = "--published-after"


def outcomes_given(written: Iterable[str], policy: Policy) -> tuple[AssumedValue, ...]:
    """Outcomes as written: `same`, `VALUE` or `FIELD=VALUE`. Raises BadParameter for one that no version can record."""
    found = [named_by("--outcome", partial(outcome_named, each, policy)) for each in written]
    return tuple(each for each in found if each is not None)


def length_given(written: str | None, has_calendar: bool) -> Duration:
    """A length of time; none if nothing is written. Raises BadParameter."""
    if written is None:
        return NO_TIME
    found = _LENGTH.fullmatch(" ".join(written.lower().split()))
    if found is None or found[2].removesuffix("s") not in UNITS:
        message = f"{quoted(written)} is not a length of time; write “30 working days” or “6 weeks”"
        raise click.BadParameter(message, param_hint=_AFTER)
    length = duration(int(found[1]), found[2])
    if length.kind is DurationKind.WORKING_DAYS and not has_calendar:
        message = "the policy names no calendar, so that nobody knows its working days; write days"
        raise click.BadParameter(message, param_hint=_AFTER)
    return length
