"""Since when the rule that makes something late is in force: a new one, or one whose term an amendment shortened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ilacs_rules.engine.kinds_read import requirements_behind
from ilacs_rules.engine.progress import Progress
from ilacs_rules.language.types import Type
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.reached import definitions_behind, reached
from ilacs_rules.model.tree import Fact
from ilacs_rules.model.version import Version

LateUnder = Callable[[str, Version, date], Truth]
"""Whether a requirement (folded) was past its last day under an earlier version, when the next one began on a day."""


def made_late_since(version: Version, requirement: str, closes: date, late_under: LateUnder) -> date | None:
    """The first day of the rules by which a requirement (folded) was to be done by `closes`.

    That is of the unbroken run of versions that have it, as far back as it was past its last day when they came into
    force. Where it was not past it under the one before, it was the later one that made it late. None where that cannot
    be told of one before.
    """
    while version.start > closes:
        alike = _on_the_same_terms(version, requirement)
        for each in alike:
            if each.start <= closes:
                return each.start
        version = alike[-1]
        before = version.before
        if before is None or requirement not in before.requirements:
            break
        was_late = late_under(requirement, before, version.start)
        if was_late is UNKNOWN:
            return None
        if not was_late:
            break
        version = before
    return version.start


def was_past_its_last_day(progress: Progress, number: int, on: date) -> Truth:
    """Whether what stands so now was past its last day when a day began, and the `number` to do not done by then."""
    if progress.undetermined or progress.at_latest is not None:
        return UNKNOWN
    closes = progress.dates.closes
    if closes is None or closes >= on:
        return False
    if not progress.satisfied:
        return True
    done = progress.completed(number)
    return UNKNOWN if done is None else done >= on


def not_asked(_requirement: str, _before: Version, _next: date) -> Truth:
    """Of one event: it is judged by the version under which it ended, and others are not asked."""
    return UNKNOWN


def records_alike(version: Version, before: Version) -> bool:
    """Whether what both can record is of the same types in both: the one before can judge what is recorded now."""
    key = "records alike", before.start
    return version.once(key, lambda: _alike(_recorded(version), _recorded(before)))


def _alike(one: dict[tuple[str, str], Type], other: dict[tuple[str, str], Type]) -> bool:
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def _recorded(version: Version) -> dict[tuple[str, str], Type]:
    facts = {("fact", name): each.type for name, each in version.vocabulary.facts.items()}
    kinds = version.vocabulary.events.items()
    return {**facts, **{(kind, name): each.type for kind, event in kinds for name, each in event.records.items()}}


def _on_the_same_terms(version: Version, requirement: str) -> tuple[Version, ...]:
    """A version and those before it under which the last day cannot be another, so that nothing need be reckoned."""
    return version.once(("on the same terms", requirement), lambda: tuple(_run_of_versions(version, requirement)))


def _run_of_versions(version: Version, requirement: str) -> Iterator[Version]:
    yield version
    before = version.before
    if before is None or requirement not in before.requirements:
        return
    if _terms(version, requirement) == _terms(before, requirement):
        yield from _on_the_same_terms(before, requirement)


def _terms(version: Version, requirement: str) -> object:
    """What the last day hangs on beside the case: also what others say that it follows, or that are its exceptions."""
    asked = requirements_behind(version, requirement)
    parts = [part for each in asked for part in (each.when, each.due, each.for_each)]
    facts = version.vocabulary.facts
    defined = [version.definitions[name].body for name in definitions_behind(version, parts)]
    defaults = [facts[part.name].default for part in reached(version, parts) if isinstance(part, Fact)]
    duties = [(each.name, each.accepts, each.counts_from, each.replaces) for each in asked]
    return parts, defined, defaults, duties, version.month_end, version.calendar, version.closures
