"""What worked examples expect, as readers are told it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules.assurance.expectations import expectations, expected_of
from ilacs_rules.policy.tree import Map
from tests.policies import read_once

FIRE_SAFETY = Path(__file__).parents[2] / "examples" / "fire-safety"
EXAMPLES = read_once(FIRE_SAFETY).versions[0].version.text.examples


@pytest.mark.parametrize(
    ("number", "name", "words"),
    [
        (
            1,
            "routine check",
            "opens on 14 April 2025, due on 14 May 2025, late after 16 June 2025, lasts 1 day, announced 10 working "
            "days before, strength “must”, not yet open",
        ),
        (1, "safety meeting", "opens on 15 May 2024, due by 16 June 2025, one still to come, strength “should”, open"),
        (1, "re-check", "does not apply"),
        (5, "self-declaration", "due on 1 October 2022, strength “must”, overdue, 670 days late"),
        (6, "follow-up visits", "due on 2 December 2024, one done, three still to come, strength “must”, not yet open"),
        (11, "first check", "cannot be told"),
        (12, "last result", "not known"),
        (
            22,
            "fee payment",
            "two done, none still to come, strength “must”, more done than allowed, too few done in the ",
        ),
    ],
)
def test_each_expectation_is_told_in_words(number: int, name: str, words: str) -> None:
    example = EXAMPLES[number - 1]
    assert isinstance(example, Map)
    told = {key.replace(" ", "-"): said for key, said in expectations(example)}
    assert told[name.replace(" ", "-")].startswith(words)
    assert name.replace("-", " ") in expected_of(example)


def test_of_what_goes_on_once_its_least_number_is_done_what_is_left_is_the_least() -> None:
    """Three monitoring visits of at least three are done, and the next is due all the same."""
    launch = read_once("ilacs").versions[0].version
    told = [
        dict(expectations(example, launch.requirements)).get("monitoring", "")
        for example in launch.text.examples
        if isinstance(example, Map)
    ]
    assert any("three done, the least number reached, not yet open" in words for words in told)
    assert not any("still to come" in words for words in told if "at least" not in words)
