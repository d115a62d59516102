"""Rules that are told as a whole: scales, guarantees, priorities, pauses, transitions; and how days are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.explain import values
from ilacs_rules.explain.changes.bearing import bears_on
from ilacs_rules.explain.changes.note import How, RuleChange
from ilacs_rules.explain.changes.parts import PartChange, whole_apart
from ilacs_rules.explain.document import Section
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.priorities import priority_section
from ilacs_rules.explain.version import (
    calendar_sentence,
    guarantee_section,
    month_end_sentence,
    pause_section,
    transition_section,
)
from ilacs_rules.explain.vocabulary import kind_of_day_section, stretches_section, value_set_section
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.version import Version

T = TypeVar("T")


def value_set_changes(compared: VersionComparison) -> list[RuleChange]:
    """Scales and lists of choices with other values; of a scale also in another order."""
    old, new = compared.before.vocabulary.value_sets, compared.after.vocabulary.value_sets
    same = {name: name for name in new if name in old}
    told = _RulesOfKind(
        compared, lambda v: v.vocabulary.value_sets, lambda each, by: value_set_section(each, by.version)
    )
    found = told.changes(same, lambda name: _values(old[name]) != _values(new[name]))

    def uses(name: str) -> Callable[[object], bool]:
        return lambda part: isinstance(known := getattr(part, "type", None), ValueSet) and fold(known.name) == name

    return [replace(each, bears_on=bears_on(compared, uses(each.name), uses(each.name))) for each in found]


def _values(known: ValueSet) -> object:
    return known.ordered, known.values if known.ordered else frozenset(known.values)


def guarantee_changes(compared: VersionComparison) -> list[RuleChange]:
    """What always holds."""
    told = _RulesOfKind(compared, lambda v: v.guarantees, guarantee_section)
    return told.changes(compared.guarantees, compared.guarantee_changed)


def priority_changes(compared: VersionComparison) -> list[RuleChange]:
    """Who comes first, and in which order."""
    told = _RulesOfKind(compared, lambda v: v.priorities, priority_section)
    found = told.changes(compared.priorities, compared.priority_changed)
    if compared.ranked_otherwise():
        part = PartChange("", *(_order(v) for v in (compared.before, compared.after)))
        found.append(RuleChange("order of priorities", "The order", How.CHANGED, parts=(part,)))
    return found


def _order(version: Version) -> str:
    names = [quoted(each.words) for each in version.priorities.values() if each.points is None]
    if len(names) < 2:
        return f"Only {names[0]} puts some before others." if names else "Nothing puts some before others."
    return f"First comes {', then '.join(names)}."


def pause_changes(compared: VersionComparison) -> list[RuleChange]:
    """When the clock stops."""
    told = _RulesOfKind(compared, lambda v: v.pauses, lambda each, by: pause_section(each, by.version))
    return told.changes(compared.pauses, compared.pause_changed)


def transition_changes(compared: VersionComparison) -> list[RuleChange]:
    """Which version decides."""
    told = _RulesOfKind(compared, lambda v: v.transitions, transition_section)
    found = told.changes(compared.transitions, compared.transition_changed)
    if compared.kept_otherwise():
        part = PartChange("", *(_first_of(v) for v in (compared.before, compared.after)))
        found.append(RuleChange("order of transitions", "Which is asked first", How.CHANGED, parts=(part,)))
    return found


def _first_of(version: Version) -> str:
    names = [quoted(each.words) for each in version.transitions.values()]
    return f"The first of these that holds decides: {', then '.join(names)}."


def day_changes(before: Version, after: Version) -> list[RuleChange]:
    """Working days, days closed, stretches of the calendar, and the end of the month."""
    days = {name: each.words for v in (before, after) for name, each in v.vocabulary.days.items()}
    stretches = {name: each.words for v in (before, after) for name, each in v.vocabulary.stretches.items()}
    return _parts_of_version(
        before,
        after,
        {
            "calendar": (
                "Working days",
                lambda v: calendar_sentence(v) or "No calendar of working days is named.",
            ),
            "closures": ("Closures", _closures),
            **{name: (f"Days of “{words}”", partial(_stretches, name)) for name, words in stretches.items()},
            **{name: (f"What a {words} is", partial(_kind_of_day, name)) for name, words in days.items()},
            "month end": ("End of the month", month_end_sentence),
        },
    )


def policy_changes(compared: VersionComparison) -> list[RuleChange]:
    """The names that the policy, its publisher and its subject go by; and its first day, if none follows the other."""
    first = {} if compared.successive else {"in force": ("In force", _in_force)}
    return _parts_of_version(
        compared.before,
        compared.after,
        {
            "title": ("Title", lambda v: f"It is called {quoted(v.title)}."),
            "publisher": ("Publisher", lambda v: f"It is published by {v.publisher}."),
            "subject": ("Of whom it speaks", lambda v: f"It is about every {v.subject}."),
            **first,
        },
    )


def _in_force(version: Version) -> str:
    return f"It is in force from {values.day(version.start)}, and counts from then."


def _stretches(name: str, version: Version) -> str:
    known = version.vocabulary.stretches.get(name)
    return "None are told." if known is None else " ".join(stretches_section(known).sentences)


def _kind_of_day(name: str, version: Version) -> str:
    known = version.vocabulary.days.get(name)
    return "Nothing is said." if known is None else " ".join(kind_of_day_section(known).sentences)


def _closures(version: Version) -> str:
    if not version.closures:
        return "On no other day is it closed."
    return sentence(f"it is closed besides on {joined([values.day(day) for day in sorted(version.closures)])}")


def _parts_of_version(
    before: Version, after: Version, parts: Mapping[str, tuple[str, Callable[[Version], str]]]
) -> list[RuleChange]:
    found = []
    for name, (title, said) in parts.items():
        part = PartChange("", said(before), said(after))
        if part.before != part.after:
            found.append(RuleChange(name, title, How.CHANGED, parts=(part,)))
    return found


@dataclass(frozen=True, slots=True)
class _RulesOfKind(Generic[T]):
    """The rules of one kind in two versions, each of which a section tells in whole."""

    compared: VersionComparison
    rules: Callable[[Version], Mapping[str, T]]
    section: Callable[[T, Phrases], Section]

    def changes(self, matched: Mapping[str, str], changed: Callable[[str], bool]) -> list[RuleChange]:
        """What is new, otherwise or ended; `matched` leads from the newer name to the older."""
        before, after = self.rules(self.compared.before), self.rules(self.compared.after)
        found = []
        for name, rule in after.items():
            if name not in matched:
                found.append(self._whole(name, rule, How.NEW))
            elif changed(name):
                title = self.section(rule, Phrases(self.compared.after)).title
                parts = whole_apart(self.compared, self.section, before[matched[name]], rule)
                found.append(RuleChange(name, title, How.CHANGED, parts=parts))
        kept = set(matched.values())
        return found + [self._whole(name, rule, How.ENDED) for name, rule in before.items() if name not in kept]

    def _whole(self, name: str, rule: T, how: How) -> RuleChange:
        version = self.compared.before if how is How.ENDED else self.compared.after
        told = self.section(rule, Phrases(version))
        return RuleChange(name, told.title, how, told.sentences)
