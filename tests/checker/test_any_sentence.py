"""The checker has an answer for any sentence, and what it accepts can be decided.

The sentences are put together from the lines of `sense.txt`: each part by one of its kind, or by one of any kind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from ilacs_rules import decide
from ilacs_rules.language.types import Basic
from tests.checker.buildings import KNOWN, UNKNOWN, VERSION, told
from tests.conftest import IN_CI, tried
from tests.policies import by_hand, with_definitions
from tests.sentences import condition, value

PART = re.compile(r"\{(\w+)\}")
MANY = tried(10_000, here=200)
ODD = (
    "nonsense",
    "check",
    "1/1/2020",
    "six months",
    "owner was home",
    "this check",
    "home",
    "5 working days",
    "(1, 2)",
)


def _forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "sense.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, form = line.partition(": ")
            forms.setdefault(kind, []).append(form)
    return forms


FORMS = _forms()
ANY = {"any": [*(form for forms in FORMS.values() for form in forms), *ODD]}


def sentence(random: Random, forms: dict[str, list[str]], kind: str, depth: int = 3) -> str:
    """A sentence of a kind; where its parts are of kinds that `forms` does not have, they are of any kind."""
    known = forms[kind if kind in forms else "any"]
    form = random.choice([form for form in known if depth > 0 or "{" not in form])
    return PART.sub(lambda part: f"({sentence(random, forms, part[1], depth - 1)})", form)


@pytest.mark.thorough
@pytest.mark.parametrize("tenth", range(10))
def test_there_is_an_answer_for_any_sentence(tenth: int) -> None:
    """Never a traceback; what is not understood is reported, with what to write instead."""
    for number in range(tenth, MANY, 10):
        said = sentence(Random(number), ANY, "any")
        for read_it in (value, condition):
            node, found = read_it(said, VERSION)
            assert found or (node is not None and node.type is not Basic.ERROR), said
            for each in found:
                assert each.hint, said
                assert 0 <= each.span.start < each.span.end <= len(said), said


@pytest.mark.parametrize("number", range(100 if IN_CI else 50))
def test_what_makes_sense_is_accepted_and_can_be_decided(number: int) -> None:
    """On a building with a history and on one nothing is known of."""
    random = Random(number)
    said = sentence(random, FORMS, random.choice(list(FORMS)))
    node, found = value(said, VERSION)
    assert not found, told(found)
    assert node is not None
    policy = by_hand(with_definitions(replace(VERSION, calendar="england"), {"tried": node}))
    for case in (KNOWN, UNKNOWN):
        quick, traced = (decide(policy, case, date(2021, 1, 1), trace=trace) for trace in (False, True))
        assert quick.values == traced.values
