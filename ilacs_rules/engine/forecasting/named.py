"""What a forecast is to assume, as somebody wrote it, held against the names of the policy."""

from __future__ import annotations

from ilacs_rules.engine.forecasting.expected import AssumedWait
from ilacs_rules.engine.forecasting.outcomes import AssumedValue
from ilacs_rules.engine.names_asked import NoSuchNameError, kinds_of, named, time_named
from ilacs_rules.engine.policies import Policy
from ilacs_rules.language.names import fold
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.words import quoted

SAME = "same"  # as an outcome: nothing is said, so that what is recorded is the same as last time


def outcome_named(written: str, policy: Policy) -> AssumedValue | None:
    """An outcome as written: `VALUE` or `FIELD=VALUE`; None for `same`. Raises NoSuchNameError."""
    if fold(written) == SAME:
        return None
    field, sign, value = written.rpartition("=")
    outcome = AssumedValue(value.strip(), field.strip() if sign else None)
    if any(outcome.fits(program.version.vocabulary) for program in policy.versions):
        return outcome
    kinds = [kind for program in policy.versions for kind in program.version.vocabulary.events.values()]
    records = [record for kind in kinds for record in kind.records.values()]
    if outcome.field is not None and fold(outcome.field) not in {record.name for record in records}:
        hint = did_you_mean(outcome.field, list({record.words: None for record in records}))
        raise NoSuchNameError(f"no event records {quoted(outcome.field)}", hint)
    values = [value for record in records for value in getattr(record.type, "values", ())]
    what = f"as {quoted(outcome.field)}" if outcome.field is not None else "of any event"
    hint = did_you_mean(outcome.value, list(dict.fromkeys(values)))
    raise NoSuchNameError(f"{quoted(outcome.value)} cannot be recorded {what}", hint)


def wait_named(written: str, policy: Policy) -> AssumedWait:
    """How long what has no day waits, as written: `LENGTH` or `KIND=LENGTH`. Raises NoSuchNameError."""
    kind, sign, length = written.rpartition("=")
    return AssumedWait(time_named(length), named(kind, kinds_of(policy), "kind of event")[0] if sign else None)
