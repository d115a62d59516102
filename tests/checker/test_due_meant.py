"""What officers write under `due:`, and the sentence they are told to write: it is right at the first try."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilacs_rules import Diagnostic
from ilacs_rules.language.due_meant import as_meant
from tests.checker.buildings import VERSION
from tests.sentences import condition, due

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


CASES = {
    "if occupied": "occupied",
    "only if the last risk was high": "last risk is high",
    "provided that last risk is high or worse": "last risk is high or worse",
    "unless occupied": "not (occupied)",
    "except where last risk is high, or middling": "not (last risk is one of high, middling)",
    "if the weather is fine": "…",
}


@pytest.mark.parametrize("said", CASES)
def test_the_case_in_which_alone_something_is_due_belongs_under_when(said: str) -> None:
    (found,) = findings(f"4 weeks after built, {said}")
    assert (found.span.text, found.message) == (said, f"“{said}” is not used here")
    assert found.hint == f"write “4 weeks after built”, and beside it “when: {CASES[said]}”"
    assert CASES[said] == "…" or condition(CASES[said], VERSION)[1] == []


@pytest.mark.parametrize(
    "days",
    [
        "every year after built",
        "4 weeks after built",
        "within 4 weeks after built",
        "between 2024-01-01 and 2024-12-31",
        "by 2027-03-31",
        "after built",
        "following night check",
        "at least 1 in each calendar year",
        "at most 1 in each quarter",
    ],
)
def test_after_a_comma_it_is_said_what_may_stand_there(days: str) -> None:
    (found,) = findings(f"{days}, with biscuits")
    shown, _, offered = (found.hint or "").partition(" for example ")
    assert shown == "after this comma write"
    for each in re.findall("“([^”]+)”", offered):
        day_named = each.replace("not in …", "moved to the next Monday" if "in each" not in days else "")
        tried = day_named.replace("…", "2027-01-04").replace("working day", "Monday")
        assert findings(f"{days}, {tried}".rstrip(", ")) == [], each


def test_two_times_are_two_requirements() -> None:
    (found,) = findings("every 2 years after end of last check or 1 month after a repair")
    assert found.span.text == "or"
    assert found.hint == "write a second requirement, with “due: 1 month after end of latest repair”"


@pytest.mark.parametrize("line", OURS)
def test_what_is_said_in_our_words_already_is_left_alone(line: str) -> None:
    sentence, said = line.split(" => ")
    assert said[:1] == "E" or as_meant(sentence.rstrip()) is None
