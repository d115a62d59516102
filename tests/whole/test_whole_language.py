"""The whole language held against itself: every form of a sentence, over every kind of absent, partial and odd value.

What is decided fast is what is decided with a trace; what is not known says what is needed; what English says of two
conditions in the same words is the same; and what the explanation says held did hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import get_args

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Decision, Policy, Severity, Value, decide, explain
from ilacs_rules.explain.phrases import Phrases, phrase
from ilacs_rules.explain.reasons import what_did_not_hold, what_held
from ilacs_rules.language.fixed_words import Bound, HitPolicy, Picks, Relation
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.model.decision import Step, Trace
from ilacs_rules.model.version import DecisionTable, Version
from tests.conftest import IN_CI
from tests.policies import by_hand, read_and_checked
from tests.whole import policies, sentences, told

pytestmark = pytest.mark.thorough

CONDITIONS = (*sentences.conditions(), *policies.LISTS)
VALUES = tuple(said for said, _ in sentences.values())
TABLES = tuple(sentences.tables())
CASES = tuple(told.cases(16 if IN_CI else 41))
ONLY_FOR_EACH = {tree.ThisEvent}  # what stands only in a `for each`


def sound(text: str) -> Policy:
    """A policy without an error in it."""
    version, found = read_and_checked(text)
    assert [each.message for each in found if each.severity is Severity.ERROR] == []
    assert version is not None
    return by_hand(version)


@cache
def policy_of(what: str) -> Policy:
    """The policy that holds all conditions, all values, all tables."""
    match what:
        case "conditions":
            return sound(policies.of_values(CONDITIONS))
        case "values":
            return sound(policies.of_values(VALUES))
        case _:
            return sound(policies.of_tables(TABLES))


def version_of(what: str) -> Version:
    return policy_of(what).versions[-1].version


@cache
def traced(what: str) -> tuple[tuple[Case, Decision, Trace], ...]:
    """Each case as it is decided by such a policy, with its trace: several tests look at the same."""
    found = []
    for case in CASES:
        decision = decide(policy_of(what), case, told.DAY)
        assert decision.trace is not None
        found.append((case, decision, decision.trace))
    return tuple(found)


def nodes_of(part: object) -> Iterator[object]:
    """Everything of the checked tree below something."""
    if isinstance(part, (tuple, list)):
        for each in part:
            yield from nodes_of(each)
    elif is_dataclass(part) and type(part).__module__ in (tree.__name__, tree.OfCase.__module__, Version.__module__):
        yield part
        for field in fields(part):
            if field.name not in ("type", "span"):
                yield from nodes_of(getattr(part, field.name))


def test_every_form_is_written() -> None:
    written = [
        node
        for what in ("conditions", "values", "tables")
        for definition in version_of(what).definitions.values()
        for node in nodes_of(definition.body)
    ]
    kinds = {type(node) for node in written}
    assert set(get_args(tree.Node)) - kinds == ONLY_FOR_EACH
    assert {node.relation for node in written if isinstance(node, tree.Compare)} == set(Relation)
    assert {node.picks for node in written if isinstance(node, tree.Select)} == set(Picks)
    assert {node.bound for node in written if isinstance(node, tree.Counting)} == set(Bound)
    assert {node.day for node in written if isinstance(node, tree.DayOf)} == set(tree.EventDay)
    assert {node.function for node in written if isinstance(node, tree.Call)} == set(sentences.FUNCTIONS)
    assert {table.hit_policy for table in TABLES} == set(HitPolicy)


@pytest.mark.parametrize("what", ["conditions", "values", "tables"])
def test_what_is_decided_fast_is_what_is_decided_with_a_trace_and_what_is_unknown_says_why(what: str) -> None:
    for case, decision, trace in traced(what):
        fast = decide(policy_of(what), case, told.DAY, trace=False)
        for name, value in decision.values.items():
            same = fast.values[name]
            assert (value, type(value)) == (same, type(same)), f"{name} of {case.facts}"
            parts: tuple[Value, ...] = value if isinstance(value, tuple) else (value,)
            assert bool(trace.definitions[name].needs) == (UNKNOWN in parts), f"{name} of {case.facts}"


def test_what_nobody_told_is_what_is_asked_for() -> None:
    """`rating is not recorded` is said only where neither a value nor a default nor “nothing” stands."""
    vocabulary = policy_of("conditions").vocabulary
    for case, _, trace in traced("conditions"):
        said = {need.text for step in trace.definitions.values() for need in step.needs}
        for name, kind in vocabulary.facts.items():
            given = case.facts.get(name)
            untold = given is UNKNOWN or (given in (None, "") and kind.default is None)
            assert untold or f"{kind.shown} is not recorded" not in said, f"{name} was told as {given}"


def test_what_is_the_same_in_english_is_the_same_in_every_case() -> None:
    """Or one of the two cannot be told: where the first check is not known, it may yet be known that there is one."""
    version = version_of("conditions")
    decisions = [decide(policy_of("conditions"), case, told.DAY, trace=False) for case in CASES]
    meant: dict[str, tuple[str, list[Value]]] = {}
    for name, words in zip((name for name in version.definitions if name.startswith("form ")), CONDITIONS, strict=True):
        body = version.definitions[name].body
        assert not isinstance(body, DecisionTable)
        values = [_truth(decision.values[name]) for decision in decisions]
        said = phrase(body, version)
        other, same = meant.setdefault(said, (words, values))
        for value, another in zip(values, same, strict=True):
            assert UNKNOWN in (value, another) or value == another, f"“{said}” is said of {other} and of {words}"
        opposite = phrase(tree.Not(body, type=body.type, span=body.span), version)
        assert said != opposite, f"{words} and its opposite are “{said}”"


def _truth(value: Value) -> Value:
    """A yes-or-no that is nothing is a condition that does not hold."""
    return False if value is NOTHING else value


TURNED = {Relation.LESS: Relation.AT_LEAST, Relation.AT_MOST: Relation.MORE}
TURNED |= {there: here for here, there in TURNED.items()}


def clauses(step: Step, phrases: Phrases) -> Iterator[tuple[str, bool]]:
    """What can be said of every condition below a step, each way round, and whether it is so."""
    if step.node.type is Basic.YES_OR_NO and not isinstance(step.node, tree.Candidate | tree.Item):
        for negated in (False, True):
            yield phrases.clause(step.node, negated=negated), (step.value is True) != negated
    match step.node:
        case tree.Compare(relation=relation, left=left) if left.type is Basic.DATE and relation in TURNED:
            if all(each.value is not NOTHING for each in step.steps):  # of days that there are
                yield phrases.clause(replace(step.node, relation=TURNED[relation])), step.value is False
        case _:
            pass
    for below in (*step.steps, *step.beside):
        yield from clauses(below, phrases)


def test_what_is_said_to_hold_held_and_what_is_said_not_to_hold_did_not() -> None:
    phrases = Phrases(version_of("conditions"))
    for case, decision, trace in traced("conditions"):
        for name, words in zip((n for n in decision.values if n.startswith("form ")), CONDITIONS, strict=True):
            step = trace.definitions[name]
            if step.value is UNKNOWN:
                continue
            so = dict(clauses(step, phrases))
            grounds = what_held(step, phrases) if step.value is True else what_did_not_hold(step, phrases)
            assert grounds.clauses, f"{words}, {case.facts}"
            for clause in grounds.clauses:
                held = [true for said, true in so.items() if clause == said or clause.startswith(f"{said} (")]
                assert True in held, f"“{clause}” of {words}, {case.facts}"


def test_each_form_can_be_explained() -> None:
    for what in ("conditions", "values", "tables"):
        assert explain(policy_of(what))
