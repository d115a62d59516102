"""What officers write under `due:`, and the sentence they are told to write: it is right at the first try."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules import Diagnostic
from ilacs_rules.language.due_meant import as_meant
from tests.checker.buildings import VERSION
from tests.sentences import due

LINES = (Path(__file__).parent / "due_meant.txt").read_text(encoding="utf-8").splitlines()
PAIRS = [tuple(line.split(" => ")) for line in LINES if line and not line.startswith("#")]
OURS = [line for line in (Path(__file__).parent / "due.txt").read_text(encoding="utf-8").splitlines() if " => " in line]


def findings(said: str) -> list[Diagnostic]:
    return due(said, VERSION, "drill")[1]


@pytest.mark.parametrize(("said", "meant"), PAIRS)
def test_the_answer_is_the_sentence_to_write(said: str, meant: str) -> None:
    (found,) = findings(said)
    assert found.hint is not None
    assert f"write “{meant}”" in found.hint
    assert found.span.text in said
    assert findings(meant) == []


@pytest.mark.parametrize("said", ["no later than 2 years", "within 10 business days"])
def test_where_the_day_is_wanting_it_says_where_it_goes(said: str) -> None:
    (found,) = findings(said)
    assert found.hint is not None
    sentence = found.hint.partition("write “")[2].partition("”")[0]
    assert sentence.endswith("after …")
    assert findings(sentence.replace("…", "built")) == []


@pytest.mark.parametrize(
    ("said", "besides"),
    [
        ("at most 1 between 2024-01-01 and 2025-12-31", ", and “when: today is on or before 2025-12-31”"),
        (
            "at least 1 in each term",
            "; list under “stretches” when the terms are, else each is counted as 4 months",
        ),
        ("at least 1 in each 2 financial years", ", with the day from which they are counted"),
    ],
)
def test_what_must_be_thought_of_besides(said: str, besides: str) -> None:
    (found,) = findings(said)
    assert (found.hint or "").endswith(besides)


def test_two_times_are_two_requirements() -> None:
    (found,) = findings("every 2 years after end of last check or 1 month after a repair")
    assert found.span.text == "or"
    assert found.hint == "write a second requirement, with “due: 1 month after end of latest repair”"


@pytest.mark.parametrize("line", OURS)
def test_what_is_said_in_our_words_already_is_left_alone(line: str) -> None:
    sentence, said = line.split(" => ")
    assert said[:1] == "E" or as_meant(sentence.rstrip()) is None
