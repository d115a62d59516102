"""Expressions in English. The stored file shows each as its author writes it and as its reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilacs_rules.explain.english import joined, sentence, third_person
from ilacs_rules.explain.phrases import phrase
from ilacs_rules.language.nouns import is_or_are, is_plural, plural, with_article
from tests import sentences
from tests.explain.fire import VERSION

STORED = Path(__file__).with_name("phrases.txt")


def in_english(words: str) -> str:
    """The English of an expression as an author writes it, or what is wrong with it."""
    node, found = sentences.value(words, VERSION, for_each="repair notice")
    wrong = [each.message for each in found]
    return f"! {'; '.join(wrong)}" if wrong or node is None else phrase(node, VERSION)


def test_every_kind_of_expression_reads_as_english(golden: Callable[[str, Path], None]) -> None:
    shown = []
    for line in STORED.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            continue  # the English of before
        shown.append(line)
        if line and not line.startswith("#"):
            shown.append(f"    {in_english(line)}")
    golden("\n".join(shown) + "\n", STORED)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("full check", "a full check"),
        ("inspection", "an inspection"),
        ("hour of closure", "an hour of closure"),
        ("unit check", "a unit check"),
        ("unannounced check", "an unannounced check"),
        ("one-day check", "a one-day check"),
        ("use", "a use"),
        ("the register", "the register"),
    ],
)
def test_articles(noun: str, expected: str) -> None:
    assert with_article(noun) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("fire drill", "fire drills"),
        ("entry", "entries"),
        ("survey", "surveys"),
        ("visit to a site", "visits to a site"),
        ("inspection under the old rules", "inspections under the old rules"),
    ],
)
def test_plurals_are_made_of_the_head_of_a_noun(noun: str, expected: str) -> None:
    assert plural(noun) == expected
    assert is_plural(expected)
    assert not is_plural(noun)


@pytest.mark.parametrize("noun", ["premises", "people", "premises of a charity"])
def test_a_plural_is_not_made_one_again(noun: str) -> None:
    assert plural(noun) == noun


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("experience and skills of the staff", "are"),
        ("people sleeping", "are"),
        ("people per staircase", "are"),
        ("time between checks", "is"),
        ("progress of the children", "is"),
        ("Boxing Days", "is"),
    ],
)
def test_nouns_take_the_verb_that_goes_with_their_head(noun: str, verb: str) -> None:
    assert is_or_are(noun) == verb


def test_lists_and_sentences() -> None:
    assert joined([]) == ""
    assert joined(["doors"]) == "doors"
    assert joined(["doors", "alarms", "exits"]) == "doors, alarms and exits"
    assert joined(["safe", "unsafe"], "or") == "safe or unsafe"
    assert sentence("“serious concern” holds") == "“Serious concern” holds."
    assert sentence("it is told. ") == "It is told."
    assert third_person("carry out") == "carries out"
    assert third_person("hold") == "holds"
