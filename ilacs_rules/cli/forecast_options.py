"""What the options of `forecast` mean, held against the policy."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from ilacs_rules.engine.forecasting.outcomes import Outcome
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.english import quoted
from ilacs_rules.language.durations import NO_TIME, UNITS, Duration, DurationKind, duration
from ilacs_rules.language.names import fold
from ilacs_rules.text.nearest import did_you_mean

SAME = "same"

_LENGTH = re.compile(r"([0-9]{1,4}) ([a-z ]+)")


def outcomes_given(written: Iterable[str], policy: Policy) -> tuple[Outcome, ...]:
    """Outcomes as written: `same`, `VALUE` or `FIELD=VALUE`. Raises BadParameter for one that no version can record."""
    found = []
    for each in written:
        if fold(each) == SAME:
            continue
        field, sign, value = each.rpartition("=")
        outcome = Outcome(value.strip(), field.strip() if sign else None)
        if not any(outcome.fits(program.version.vocabulary) for program in policy.versions):
            records = [
                record
                for program in policy.versions
                for kind in program.version.vocabulary.events.values()
                for record in kind.records.values()
            ]
            if outcome.field is not None and fold(outcome.field) not in {record.name for record in records}:
                hint = did_you_mean(outcome.field, list({record.words: None for record in records}))
                raise _wrong(f"no event records {quoted(outcome.field)}", hint, "--outcome")
            known = [value for record in records for value in getattr(record.type, "values", ())]
            hint = did_you_mean(outcome.value, list(dict.fromkeys(known)))
            what = f"as {quoted(outcome.field)}" if outcome.field is not None else "of any event"
            raise _wrong(f"{quoted(outcome.value)} cannot be recorded {what}", hint, "--outcome")
        found.append(outcome)
    return tuple(found)


def length_given(written: str | None, has_calendar: bool) -> Duration:
    """A length of time; none if nothing is written. Raises BadParameter."""
    if written is None:
        return NO_TIME
    found = _LENGTH.fullmatch(" ".join(written.lower().split()))
    if found is None or found[2].removesuffix("s") not in UNITS:
        raise _wrong(f"{quoted(written)} is not a length of time; write “30 working days” or “6 weeks”", None, _AFTER)
    length = duration(int(found[1]), found[2])
    if length.kind is DurationKind.WORKING_DAYS and not has_calendar:
        raise _wrong("the policy names no calendar, so that nobody knows its working days; write days", None, _AFTER)
    return length


_AFTER = "--published-after"


def named(written: str | None, known: Iterable[tuple[str, str]], what: str, option: str) -> str | None:
    """The folded name of what an option names; `known` are folded names and words. Raises BadParameter."""
    words = dict(known)
    if written is not None and fold(written) not in words:
        raise _wrong(f"there is no {what} {quoted(written)}", did_you_mean(written, list(words.values())), option)
    return None if written is None else fold(written)


def _wrong(message: str, hint: str | None, option: str) -> click.BadParameter:
    return click.BadParameter(f"{message}; {hint}" if hint else message, param_hint=option)
