"""Any two versions: what is told differs before and after, and what is told to be the same decides alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from ilacs_rules import Case, DecisionError, Policy
from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.explain.changes.make import change_note, rule_changes
from ilacs_rules.explain.changes.parts import PartChange
from tests.conftest import tried
from tests.policies import Version, VersionText, as_written, by_hand, decided, meant
from tests.strategies.cases import cases, known_to
from tests.strategies.mutated import mutated
from tests.strategies.policy_texts import policy_texts
from tests.strategies.same_rules import same_rules
from tests.strategies.versions import versions
from tests.strategies.vocabulary import near_days

generated = settings(suppress_health_check=list(HealthCheck), max_examples=tried(10, here=4))


@lru_cache(20)  # hypothesis comes back to a policy it has just tried
def written(text: str) -> VersionText:
    return as_written(text)


def checked(text: VersionText) -> Version:
    version = meant(text)
    assume(version is not None)  # a duty that no case can meet is refused
    assert version is not None
    return version


@pytest.mark.thorough
@generated
@given(policy_texts(), policy_texts())
def test_before_and_after_are_whole_sentences_that_differ(one: str, other: str) -> None:
    assume(one != other)
    told = change_note(*(by_hand(checked(written(text))).versions[0] for text in (one, other)))
    note(told.as_text())
    parts = [part for group in told.groups for change in group.changes for part in change.parts]
    assert told.effects is not None
    parts += [part for effect in told.effects.found for part in effect.parts]
    assert [part for part in parts if part.before == part.after] == []
    assert [part for part in parts if not all(is_sentence(said) for said in (part.before, part.after))] == []


def is_sentence(said: str) -> bool:
    return said.endswith((".", ".”")) and (said[0].isupper() or not said[0].isalpha())


@pytest.mark.thorough
@generated
@given(policy_texts(), st.data(), near_days())
def test_what_is_told_to_be_the_same_decides_alike(text: str, data: st.DataObject, on: date) -> None:
    read = written(text)
    before, after = checked(read), checked(data.draw(same_rules(read)))
    if before.month_end != "error":  # adding months may then end a decision, in one order and not in another
        assert rule_changes(before, after).groups == ()
    elif rule_changes(before, after).groups:
        return
    case = data.draw(cases())
    assert answer(by_hand(before), case, on) == answer(by_hand(after), case, on)


@pytest.mark.thorough
@generated
@given(policy_texts(), st.integers(0), st.lists(st.tuples(cases(), near_days()), min_size=5, max_size=5))
def test_what_is_told_to_be_the_same_decides_alike_whatever_was_changed(
    text: str, seed: int, asked: list[tuple[Case, date]]
) -> None:
    """Numbers, relations, rows, brackets, qualifiers, names: the changes know nothing of what means the same."""
    read, random = written(text), Random(seed)
    before = meant(read)
    for _ in range(5):
        after = meant(mutated(read, random))
        if before is not None and after is not None and rule_changes(before, after).groups == ():
            one, other = ([answer(policy, *each) for each in asked] for policy in map(by_hand, (before, after)))
            assert one == other


@pytest.mark.thorough
@generated
@given(versions(), versions())
def test_it_is_a_change_in_both_directions_or_in_none(one: Version, other: Version) -> None:
    same, there, back = VersionComparison(one, one), VersionComparison(one, other), VersionComparison(other, one)
    assert [name for name in one.definitions if same.definition_changed(name)] == []
    for name in set(one.definitions) & set(other.definitions):
        assert there.definition_changed(name) == back.definition_changed(name)


def answer(policy: Policy, case: Case, on: date) -> Iterable[object]:
    """What is asked of a case; nothing where it cannot be decided, which may show in another place."""
    try:
        found = decided(policy, known_to(policy.versions[0].version, case), on, trace=False)
    except DecisionError:
        return "cannot be decided"
    return {
        (
            each.requirement,
            each.instance,
            each.status,
            each.opens,
            each.target,
            each.closes,
            each.done,
            each.left,
            each.lasts,
        )
        for each in found.obligations
    }


def test_a_sentence_is_told_from_what_is_none() -> None:
    part = PartChange("", "It lasts 2 weeks.", "it lasts")
    assert is_sentence(part.before)
    assert not is_sentence(part.after)
