"""What the findings of an audit come to: counted by requirement, and the days between events group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ilacs_rules.engine.auditing.finding import Finding
from ilacs_rules.engine.auditing.judging import Timing, Verdict
from ilacs_rules.engine.auditing.stretches import PauseStretch
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.case import Value


@dataclass(frozen=True, slots=True)
class Tally:
    """How the events held against a requirement of one strength were; `words` None: nothing requires them."""

    words: str | None  # its name as the policy has it
    strength: Strength | None
    events: int
    held: Counter[Verdict]
    timing: Counter[Timing]


@dataclass(frozen=True, slots=True)
class Spread:
    """Whole numbers summed up: how many, their mean to the nearest whole number, the least and the most."""

    number: int
    mean: int
    least: int
    most: int

    @staticmethod
    def of(numbers: Sequence[int]) -> Spread | None:
        """None of no numbers."""
        if not numbers:
            return None
        count = len(numbers)
        return Spread(count, (2 * sum(numbers) + count) // (2 * count), min(numbers), max(numbers))


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings alike in requirement, in the values asked for, and in where they lie among the pauses.

    `interval` is of the days from start to start since the last event that counted, `from_target` of those from the
    target. `example` is one of the findings, to name the values by.
    """

    requirement: str  # folded name
    words: str  # as the policy has it
    values: tuple[Value | None, ...]
    stretch: PauseStretch | None
    interval: Spread
    from_target: Spread | None
    example: Finding


def tallies(findings: Sequence[Finding]) -> list[Tally]:
    """One for each requirement and strength, in the order of the policy; what nothing requires comes last."""
    alike: dict[tuple[str | None, Strength | None], list[Finding]] = {}
    for finding in findings:
        owed = finding.obligation
        key = (None, None) if owed is None else (owed.requirement, owed.strength)
        alike.setdefault(key, []).append(finding)
    order = _order(findings)
    return [
        Tally(
            _words(found[0]) if requirement is not None else None,
            strength,
            len(found),
            Counter(each.held for each in found),
            Counter(each.timing for each in found if each.timing is not None),
        )
        for (requirement, strength), found in sorted(
            alike.items(), key=lambda item: (order.get(item[0][0] or "", len(order)), item[0][1] or "")
        )
    ]


def groups(findings: Sequence[Finding], show: Sequence[str]) -> list[FindingGroup]:
    """The findings with an interval, by requirement, values of the definitions `show` (folded), and stretch."""
    alike: dict[tuple[str, tuple[Value | None, ...], PauseStretch | None], list[Finding]] = {}
    for finding in findings:
        if finding.interval is not None and finding.obligation is not None:
            values = tuple(finding.value(name) for name in show)
            alike.setdefault((finding.obligation.requirement, values, finding.stretch), []).append(finding)
    order = _order(findings)
    found = []
    for (requirement, values, stretch), members in alike.items():
        interval = Spread.of([each.interval for each in members if each.interval is not None])
        assert interval is not None, "every member of a group has one"
        from_target = Spread.of([each.from_target for each in members if each.from_target is not None])
        found.append(FindingGroup(requirement, _words(members[0]), values, stretch, interval, from_target, members[0]))
    found.sort(
        key=lambda group: (
            order.get(group.requirement, len(order)),
            [_size(group.example, name, value) for name, value in zip(show, group.values, strict=True)],
            group.stretch.place if group.stretch is not None else -1,
        )
    )
    return found


def _words(finding: Finding) -> str:
    assert finding.obligation is not None
    return finding.decision.requirement(finding.obligation).words


def _order(findings: Iterable[Finding]) -> dict[str, int]:
    """The place of each requirement: as in the versions, the older first."""
    versions = {finding.version.start: finding.version for finding in findings}
    names = [name for _, version in sorted(versions.items()) for name in version.requirements]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _size(finding: Finding, name: str, value: Value | None) -> tuple[int, float, str]:
    """What values are sorted by: on a scale the best first, numbers by size; what is absent comes last."""
    if value is None or isinstance(value, Absent):
        return (1, 0, str(value))
    type_ = finding.version.definitions[name].type
    if isinstance(type_, ValueSet) and isinstance(value, str):
        return (0, type_.rank(value), "")
    return (0, float(value), "") if isinstance(value, int | Decimal) else (0, 0, str(value))
