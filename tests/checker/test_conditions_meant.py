"""What officers write under `when:`, and the condition they are told to write: it is right at the first try."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules import Diagnostic
from ilacs_rules.language.spoken import Spoken
from tests.checker.buildings import VERSION
from tests.sentences import condition

LINES = (Path(__file__).parent / "conditions_meant.txt").read_text(encoding="utf-8").splitlines()
PAIRS = [tuple(line.split(" => ")) for line in LINES if line and not line.startswith("#")]


def findings(when: str) -> list[Diagnostic]:
    return condition(when, VERSION)[1]


@pytest.mark.parametrize(("said", "meant"), PAIRS)
def test_the_answer_is_the_condition_to_write(said: str, meant: str) -> None:
    (found,) = findings(said)
    assert found.hint is not None
    assert f"write “{meant}”" in found.hint
    assert found.span.text in said
    assert findings(meant) == []


def test_where_a_whole_rule_may_be_meant_that_is_said_too() -> None:
    (found,) = findings("last risk is high unless occupied")
    assert found.hint is not None
    assert "“exception to:”" in found.hint


def test_what_always_applies_needs_no_condition() -> None:
    (found,) = findings("always")
    assert found.hint == "what always applies has no “when”: leave the key out"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("checked", "check"),
        ("inspected", "inspection"),
        ("visited", "visit"),
        ("planned", "plan"),
        ("fires", "fire"),
        ("noticed", "notice"),
        ("red", None),
        ("listened", None),
    ],
)
def test_a_verb_tells_of_the_kind_of_event_that_is_meant(said: str, kind: str | None) -> None:
    kinds = ("check", "full check", "inspection", "visit", "plan", "fire", "notice", "listing")
    assert Spoken(kinds).kind(said) == kind
