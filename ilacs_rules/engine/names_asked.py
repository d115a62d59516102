"""Names that somebody asks by, held against those of a policy, and the nearest it has where it has none such."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.engine.policies import Policy
from ilacs_rules.language.durations import NO_TIME, UNITS, Duration, DurationKind, duration
from ilacs_rules.language.names import fold
from ilacs_rules.model.record_end import can_be_counted_back
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.words import quoted

_LENGTH = pattern(r"([0-9]{1,4}) ([a-z ]+)")

Named = tuple[str, str]  # a folded name, and the words of the policy for it


class NoSuchNameError(LookupError):
    """A name that the policy does not have; `hint` is the nearest it has, if one is near.

    `argument` is what was named by it, where a question has several such: `case`, `requirement`, `outcomes`, ….
    """

    def __init__(self, message: str, hint: str | None, argument: str | None = None) -> None:
        self.message, self.hint, self.argument = message, hint, argument
        super().__init__(f"{message}; {hint}" if hint else message)


def facts_of(policy: Policy) -> list[Named]:
    """The facts of all versions."""
    return [(each.name, each.words) for each in policy.vocabulary.facts.values()]


def definitions_of(policy: Policy) -> list[Named]:
    """The definitions of all versions, the older first."""
    return [(each.name, each.words) for p in policy.versions for each in p.version.definitions.values()]


def kinds_of(policy: Policy) -> list[Named]:
    """The kinds of event of all versions."""
    return [(each.name, each.words) for each in policy.vocabulary.events.values()]


def requirements_of(policy: Policy) -> list[Named]:
    """The requirements of all versions, the older first."""
    return [(each.name, each.words) for p in policy.versions for each in p.version.requirements.values()]


def named(written: str, known: Iterable[Named], what: str, where: str = "") -> Named:
    """The name in the newest words of the policy. Raises NoSuchNameError; `what` and `where` say of what it is none."""
    words = dict(known)
    if fold(written) not in words:
        raise NoSuchNameError(
            f"there is no {what} {quoted(written)}{where}", did_you_mean(written, list(words.values()))
        )
    return fold(written), words[fold(written)]


def length_named(written: Duration | str | None, has_calendar: bool) -> Duration:
    """A length of time, as it is or as written (“30 working days”); none for None. Raises NoSuchNameError."""
    length = _length(written) if isinstance(written, str) else written or NO_TIME
    if length.kind is DurationKind.WORKING_DAYS and not has_calendar:
        raise NoSuchNameError("the policy names no calendar, so that nobody knows its working days", "write days")
    return length


def time_named(written: Duration | str) -> Duration:
    """A length of time that days can go on by, as it is or as written (“3 months”). Raises NoSuchNameError."""
    length = _length(written, "3 months") if isinstance(written, str) else written
    if not can_be_counted_back(length) or not length.amount:
        by_working_days = length.kind is DurationKind.WORKING_DAYS
        why = "cannot be counted on by the calendar alone" if by_working_days else "is too long"
        why = why if length.amount else "is no time at all"
        raise NoSuchNameError(f"{quoted(str(written))} {why}", "write “3 months” or “6 weeks”")
    return length


def _length(written: str, such_as: str = "30 working days") -> Duration:
    found = _LENGTH.fullmatch(" ".join(written.lower().split()))
    if found is None or found[2].removesuffix("s") not in UNITS:
        message = f"{quoted(written)} is not a length of time"
        raise NoSuchNameError(message, f"write “{such_as}” or “6 weeks”")
    return duration(int(found[1]), found[2])
