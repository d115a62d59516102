"""Any expression and the same with a few places changed at random: what the laws bring to one form is decided alike.

The changes know nothing of the laws, and most of them change the meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ilacs_rules import Case, DecisionError
from ilacs_rules.checker.comparing.forms import Forms
from ilacs_rules.checker.comparing.rewriting import Rewriting
from ilacs_rules.checker.comparing.terms import TermBook
from ilacs_rules.engine.logic import truth
from ilacs_rules.language.types import Basic
from tests.conftest import tried
from tests.policies import Node, Version, as_written, by_hand, decided, meant, version_of, with_definitions
from tests.sentences import meaning, parsed
from tests.strategies.cases import cases, known_to
from tests.strategies.mutated import expressions, mutated_expression
from tests.strategies.policy_texts import HEAD, ROWS, policy_texts
from tests.strategies.vocabulary import near_days

PAIRS = 40  # of each policy
ABSENT = (  # of what may be nothing, and of lists
    *("listed", "alarmed", "safe of latest drill", "not listed", "(size, rent, scores)", "opened"),
    "if listed then alarmed else safe of latest drill",
    "(listed and alarmed) or safe of latest drill",
    "at least two of (listed, alarmed, safe of latest drill) are yes",
    "rating is between fair and weak",
    "rating is one of strong, weak, fair",
    "best of (rating, last result)",
    "total of (size, score of last inspection, rent, size)",
    "latest inspection is recorded",
    "any inspection where (safe is yes and score > size)",
    "number of inspections where (not (safe and result is fair))",
)


one_parsed = lru_cache(parsed)


def told_the_same(version: Version, random: Random) -> Iterator[tuple[Node, Node, bool]]:
    """Pairs that differ and have one form; last, whether only as conditions."""
    text, terms = version.text, TermBook()
    forms = Forms(version, terms, Rewriting(terms, may_fail=version.month_end == "error"))
    some = [*expressions(text), *map(one_parsed, ABSENT)]
    for _ in range(PAIRS):
        expression = random.choice(some)
        one, other = meaning(expression, version), meaning(mutated_expression(expression, text, random), version)
        if one is None or other is None or one == other:
            continue
        if forms.value(one) == forms.value(other):
            yield one, other, False
        elif one.type is Basic.YES_OR_NO and forms.condition(one) == forms.condition(other):
            yield one, other, True


@pytest.mark.thorough
@settings(max_examples=tried(30, here=6), suppress_health_check=list(HealthCheck))
@given(policy_texts(), st.integers(0), st.lists(st.tuples(cases(), near_days()), min_size=6, max_size=6))
def test_what_has_one_form_is_decided_alike(written: str, seed: int, asked: list[tuple[Case, date]]) -> None:
    version = meant(as_written(written))
    assume(version is not None)  # a duty that no case can meet is refused
    assert version is not None
    pairs = list(told_the_same(version, Random(seed)))
    both = {f"{side} {at}": node for at, pair in enumerate(pairs) for side, node in zip("ab", pair[:2], strict=True)}
    policy = by_hand(with_definitions(replace(version, requirements={}, guarantees={}, priorities={}), both))
    for case, on in asked:
        try:
            values = decided(policy, known_to(version, case), on, trace=False).values
        except DecisionError:  # of a table, or of a month without such a day
            continue
        for at, (one, other, as_conditions) in enumerate(pairs):
            found = values[f"a {at}"], values[f"b {at}"]
            left, right = map(truth, found) if as_conditions else found
            assert (left, type(left)) == (right, type(right)), (one, other)


def test_pairs_are_found_that_the_laws_have_to_tell_apart() -> None:
    """So that the test above looks at something: of one policy, pairs of each kind."""
    version = version_of(PLAIN)
    random = Random(1)
    found = [pair for _ in range(12) for pair in told_the_same(version, random)]
    assert sum(not as_conditions for *_, as_conditions in found) > 20
    assert sum(as_conditions for *_, as_conditions in found) > 5


PLAIN = (
    HEAD.format(
        month_end="last day",
        picked="latest",
        interval="18 months",
        created="date",
        ended="date",
        hit_policy="first",
        rows="\n".join(f"      | {row} |" for row in ROWS["first"]),
        points_policy="collect sum",
    )
    + "  duty a:\n    source: scheme, section 1\n    event: full inspection\n    due: every 3 years\n"
)
