"""Cases told apart by a fact, or by what was recorded of them last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ilacs_rules.engine.contacting.covered import last_told
from ilacs_rules.engine.contacting.what_counts import GradedBy, recorded_values_of
from ilacs_rules.engine.names_asked import facts_of, named
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain import values
from ilacs_rules.language.names import fold
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Case

NONE_RECORDED, NOT_KNOWN = "none recorded", "not known"


def grouped(policy: Policy, cases: Iterable[Case], on: date, by: str) -> tuple[str, dict[str, str]]:
    """What cases are counted by, in words, and the group of each by its name, the groups in the order of the values.

    By a fact; or by what events record on a scale, or as one of some choices: then by what was recorded last, as known
    on a day. Raises NoSuchNameError for what is neither.
    """
    recorded = {each.name: each for each in recorded_values_of(policy)}
    facts = facts_of(policy)
    known = [*facts, *((each.name, each.words) for each in recorded.values())]
    name, words = named(by, known, "fact, or value on a scale or of choices that an event records,")
    is_fact = fold(name) in dict(facts)
    value = _fact(policy, name, on) if is_fact else _recorded(policy, recorded[name], on)
    found = {case.name: value(case) for case in cases}
    order = [] if is_fact else [_label(recorded[name], each) for each in recorded[name].type.values]
    last = [NONE_RECORDED, NOT_KNOWN]
    listed = [*order, *sorted(set(found.values()) - {*order, *last}), *last]
    places = {group: place for place, group in enumerate(listed)}
    return words, dict(sorted(found.items(), key=lambda item: places[item[1]]))


def _fact(policy: Policy, name: str, on: date) -> Callable[[Case], str]:
    declared, version = policy.vocabulary.facts[name], policy.in_force(on).version

    def value(case: Case) -> str:
        told = case.facts.get(name, UNKNOWN if declared.default is None else declared.default)
        if told is UNKNOWN or told is NOTHING:
            return NOT_KNOWN if told is UNKNOWN else NONE_RECORDED
        return told if isinstance(told, str) else values.value(told, declared.type, version)

    return value


def _recorded(policy: Policy, by: GradedBy, on: date) -> Callable[[Case], str]:
    def value(case: Case) -> str:
        told = last_told(policy, case, by.name, on)
        return _label(by, told) if isinstance(told, str) else NONE_RECORDED if told is NOTHING else NOT_KNOWN

    return value


def _label(by: GradedBy, value: str) -> str:
    return by.type.labels.get(value, value)
