"""A whole policy in plain English. The stored file is what `explain` prints; read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ilacs_rules import Strength, explain, explanation
from ilacs_rules.explain.requirements import requirement_section
from tests.explain import fire

HERE = Path(__file__).parent


def test_the_whole_policy(golden: Callable[[str, Path], None]) -> None:
    golden(explain(fire.POLICY, width=90), HERE / "policy.txt")


def test_no_line_is_wider_than_asked() -> None:
    text = explain(fire.POLICY, width=50)
    assert max(map(len, text.splitlines())) <= 50


def test_json_holds_every_requirement_with_its_sources() -> None:
    told = json.loads(json.dumps(explanation(fire.POLICY).as_data()))
    sections = {section["name"]: section for section in told["parts"][0]["sections"]}
    assert list(sections) == list(fire.VERSION.requirements)
    assert sections["fire drill"]["sources"] == [
        {"source": "announcement", "pinpoint": "bullet 6"},
        {"source": "building code", "pinpoint": "section 12"},
    ]
    assert sections["short check"]["assumption"].startswith("the three years run")
    table = next(s for s in told["parts"][1]["sections"] if s["name"] == "checkers on site")["table"]
    assert table["header"] == ["height", "previous result", "checkers on site"]
    assert table["rows"][1] == ["at least 11 and at most 29", "not recorded", "3"]


def duty(old: str, new: str, name: str) -> str:
    """What a requirement says once a part of the policy is written otherwise."""
    assert old in fire.TEXT
    changed = fire.policy(fire.TEXT.replace(old, new)).versions[-1].version
    return " ".join(requirement_section(changed.requirements[name], changed).sentences)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (
            "18 months after end of last check",
            "18 months after the end of the last check.",
        ),
        (
            "between 7 and 12 months after created",
            "between 7 and 12 months after the day the building was created.",
        ),
        (
            "between 7 months and 1 year after created",
            "between 7 months and 1 year after the day the building was created.",
        ),
        ("by 2027-03-31", "by 31 March 2027."),
        ("on 2027-03-31", "on 31 March 2027."),
        ("after 2027-03-31", "after 31 March 2027. No date is set."),
        (
            "every quarter after end of last check, from 1 month before to 2 months after, at least 4 times",
            "every quarter after the end of the last check, at least four times. "
            "It may be done from 1 month before that day to 2 months after it.",
        ),
        (
            "6 months after end of last check, but not after 2027-03-31, moved to the previous working day",
            "6 months after the end of the last check, at the latest 31 March 2027. "
            "A day that is not a working day is moved to the previous working day.",
        ),
        (
            "every 2 years",
            "every 2 years. This is counted from the end of the last one. The first is counted from 1 July 2019, the "
            "day this requirement first came into force. Where the day the building was created is later, it is "
            "counted from then.",
        ),
    ],
)
def test_when_it_is_due(due: str, expected: str) -> None:
    told = duty("every year after end of last check", due, "full check")
    one = "When the previous result is “safe with advice” or worse, Example Fire Service must carry out a full check "
    two = one.replace("When", "This applies when").replace(", Example", ". Example")  # where one would be too long
    assert told in [f"{start}{expected} The full check lasts 1 week." for start in (one, two)]
    assert all(len(each.split()) <= 25 for each in told.split(". "))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("at most 1 in each calendar year", "hold at most one fire drill in each calendar year."),
        ("exactly 2 in each quarter", "hold exactly two fire drills in each quarter."),
        (
            "at least 2 in each 4 years from 2019-07-01",
            "hold at least two fire drills in each period of 4 years, counted from 1 July 2019.",
        ),
    ],
)
def test_how_many_are_due(due: str, expected: str) -> None:
    start = "The building owner is asked to "
    assert duty("at least 2 in each year from 1 April", due, "fire drill") == start + expected


@pytest.mark.parametrize(
    ("strength", "by", "expected"),
    [
        ("must", "Example Fire Service", "Example Fire Service must hold a safety meeting"),
        ("should", "building", "The building should hold a safety meeting"),
        ("usually", "fire officer", "The fire officer usually holds a safety meeting"),
        ("usually", "fire officers", "The fire officers usually hold a safety meeting"),
        ("asked", "owners of the building", "The owners of the building are asked to hold a safety meeting"),
        ("may", "any tenant", "Any tenant may hold a safety meeting"),
    ],
)
def test_who_does_it(strength: str, by: str, expected: str) -> None:
    meeting = replace(fire.VERSION.requirements["owner meeting"], strength=Strength(strength), by=by)
    assert requirement_section(meeting, fire.VERSION).sentences[0] == f"{expected} every year."
