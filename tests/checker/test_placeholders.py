"""Texts that are still to be written (W613): what stands for one to come, and what only sounds like it."""

from __future__ import annotations

import pytest

from tests.checker.buildings import VERSION
from tests.policies import findings

BUILDINGS = VERSION.text.policy.span.source.text
SOURCE = "    source: fire act, section 2\n"


def placeholders(note: str) -> list[str]:
    assert BUILDINGS.count(SOURCE) == 1
    text = BUILDINGS.replace(SOURCE, f'{SOURCE}    note: "{note}"\n')
    return [each.message for each in findings(text) if each.code.value == "W613"]


@pytest.mark.parametrize(
    ("note", "words"),
    {
        "tba": "tba",
        "(tbc)": "(tbc)",
        "[to be added]": "to be added",
        "To be confirmed": "To be confirmed",
        "see section TBA": "TBA",
        "see paragraph to be confirmed": "to be confirmed",
        "section 4 (to be decided)": "to be decided",
        "XXX ask the lawyers": "XXX",
        "section XXX": "XXX",
    }.items(),
)
def test_what_stands_for_a_text_to_come_is_told(note: str, words: str) -> None:
    assert placeholders(note) == [f"“{words}” stands where readers are to be told something"]


@pytest.mark.parametrize(
    "note",
    [
        "The form is to be completed by the owner.",
        "A grade is to be confirmed by the panel within a week.",
        "The number is to be confirmed.",
        "Checks to be completed",
        "see the act, chapter XXX",
        "see part XXX of the act",
    ],
)
def test_what_somebody_is_to_do_and_a_numeral_are_none(note: str) -> None:
    assert placeholders(note) == []
