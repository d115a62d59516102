"""Every law by which two rules are taken to mean the same, against the engine: known, unknown and nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, permutations, product
from pathlib import Path

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Policy, PolicyError, Value, decide
from ilacs_rules.checker.comparing.forms import Forms
from ilacs_rules.checker.comparing.laws import LAWS, Law, Use
from ilacs_rules.checker.comparing.rewriting import Rewriting
from ilacs_rules.checker.comparing.terms import TermBook
from ilacs_rules.language.decimals import added_up
from ilacs_rules.language.functions import FUNCTIONS, Shape
from tests.policies import loaded

pytestmark = pytest.mark.thorough

ON = date(2024, 6, 1)
VALUES: dict[str, tuple[Value, ...]] = {  # what `x`, `y` and `z` may be, by the type they are declared with
    "number": (1, 2, 3),
    "date": (date(2024, 1, 1), date(2024, 2, 29), date(2024, 12, 31)),
    "grade": ("good", "fair", "poor"),
    "colour": ("red", "green", "blue"),
    "text": ("one", "two"),
    "yes or no": (True, False),
}
HEAD = """\
policy: laws
title: Laws
publisher: Nobody
published: 2024-01-01
in force: {{from: 2024-01-01}}
subject: subject
scales: {{grade: [good, fair, poor]}}
choices: {{colour: [red, green, blue]}}
facts:
  p: yes or no
  q: yes or no
  r: yes or no
  s: grade
  t: grade
  u: grade
  x: {type}
  y: {type}
  z: {type}
events: {{visit: {{}}}}
definitions:
"""

# each law in the places where it may be used, and what is then asked
PLACES = {
    Use.ALWAYS: ("{}",),
    Use.AS_CONDITION: ("not ({})", "({}) and q", "({}) or q", "if {} then 1 else 2"),
    Use.TOGETHER: (
        *(f"{function.phrase} {{}}" for function in FUNCTIONS.values() if function.shape is Shape.LIST),
        *("at least one of {} are z", "at most 1 of {} are z", "exactly 1 of {} are z", "all of {} are z"),
        "any of {} are z",
    ),
}


def places(law: Law) -> Iterator[tuple[str, str]]:
    for place in PLACES[law.use]:
        yield place.format(law.left), place.format(law.right)


@lru_cache
def policy(type_: str, *bodies: str) -> Policy | None:
    """A policy with these definitions, called d0, d1, …; None if the checker refuses them."""
    text = HEAD.format(type=type_) + "".join(f"  d{at}: {body}\n" for at, body in enumerate(bodies))
    try:
        return loaded(text)
    except PolicyError:
        return None


def pairs(type_: str) -> list[tuple[str, str]]:
    """Both sides of every law, in every place where it may be used, that can be said of values of a type."""
    return [pair for law in LAWS for pair in places(law) if policy(type_, *pair) is not None]


def cases(type_: str) -> Iterator[Case]:
    """Letters that stand together in some law, in every combination of known, unknown and nothing."""
    there = {"pqr": (True, False), "stu": VALUES["grade"], "xyz": VALUES[type_]}
    letters = {letter: (*known, UNKNOWN, NOTHING) for group, known in there.items() for letter in group}
    for together in ("pqr", "stu", "pxy", "qxyz"):
        for told in product(*(letters[letter] for letter in together)):
            yield Case("it", dict(zip(together, told, strict=True)))
    yield Case("it", {}, (Event("visit", ON, ON),))
    yield Case("it", {}, (), {"visit": None})
    yield Case("it", {}, (Event("visit", ON, ON),), {"visit": None})


@pytest.mark.parametrize("type_", VALUES)
def test_both_sides_of_each_law_are_decided_alike(type_: str) -> None:
    both = pairs(type_)
    held = policy(type_, *(side for pair in both for side in pair))
    assert held is not None
    for case in cases(type_):
        values = decide(held, case, ON, trace=False).values
        for at, (left, right) in enumerate(both):
            one, other = values[f"d{2 * at}"], values[f"d{2 * at + 1}"]
            assert (one, type(one)) == (other, type(other)), f"{left} | {right} | {case.facts} {case.events}"


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_each_law_is_tried_on_values_of_some_type(law: Law) -> None:
    for pair in places(law):
        assert any(policy(type_, *pair) is not None for type_ in VALUES), pair


@pytest.mark.parametrize("law", [law for law in LAWS if law.use is Use.AS_CONDITION], ids=lambda law: law.name)
def test_a_law_of_conditions_would_be_wrong_of_values(law: Law) -> None:
    held = policy("number", law.left, law.right)
    assert held is not None
    told = [decide(held, case, ON, trace=False).values for case in cases("number")]
    assert any(values["d0"] is not values["d1"] for values in told)
    assert any((values["d0"] is NOTHING) != (values["d1"] is NOTHING) for values in told)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_each_law_brings_both_sides_to_one_form(law: Law) -> None:
    for pair in places(law):
        held = next(found for type_ in VALUES if (found := policy(type_, *pair)) is not None)
        assert form(held, "d0") == form(held, "d1"), pair


def test_a_sum_is_the_same_in_whatever_order_it_is_added_up() -> None:
    """To 28 digits, and far beyond them."""
    numbers = (10**27, Decimal("0.04"), Decimal("0.01"), -(10**27), Decimal("1E+40"), Decimal("-1E+40"))
    for some in combinations(numbers, 4):
        assert len({str(added_up(order)) for order in permutations(some)}) == 1
    assert added_up([10**40, 1, -(10**40)]) == 1


# what looks like a law and is none, with a case in which it is decided otherwise
NO_LAWS = [
    ("p is no", "not p", {"p": NOTHING}),
    ("p is not no", "p", {"p": NOTHING}),
    ("not (x < y)", "x >= y", {"x": NOTHING, "y": 2}),
    ("not (not p)", "p", {"p": NOTHING}),
    ("x is y or x is not y", "x is recorded", {"x": NOTHING, "y": 1}),
    ("p or not p", "x is x", {"p": UNKNOWN, "x": 1}),
    ("if p then x else x", "x", {"p": UNKNOWN, "x": 1}),
    ("(x + y) - y", "x", {"x": 1, "y": NOTHING}),
    ("number of visits >= 1", "any visit", {}),
]


@pytest.mark.parametrize(("one", "other", "facts"), NO_LAWS, ids=[f"{one} | {other}" for one, other, _ in NO_LAWS])
def test_what_looks_like_a_law_and_is_none(one: str, other: str, facts: dict[str, Value]) -> None:
    held = policy("number", one, other)
    assert held is not None
    case = Case("it", facts) if facts else Case("it", {}, (Event("visit", ON, ON),), {"visit": None})
    values = decide(held, case, ON, trace=False).values
    assert values["d0"] is not values["d1"]
    assert form(held, "d0") != form(held, "d1")


def form(held: Policy, name: str) -> int:
    return Forms(held.versions[0].version, TERMS, LAWS_IN_USE).definition(name)


TERMS = TermBook()
LAWS_IN_USE = Rewriting(TERMS, may_fail=False)


def test_the_manual_lists_the_laws() -> None:
    words = {Use.ALWAYS: "always", Use.AS_CONDITION: "of conditions", Use.TOGETHER: "of lists"}
    page = (Path(__file__).parents[2] / "docs" / "change.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{law.left}` | `{law.right}` | {words[law.use]} |" for law in LAWS]
