"""What could be read more easily is told, and nothing else; what a file sets aside is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules import check
from tests.policies import findings

POLICY = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
status: example
published: 2024-01-01
in force: {from: 2024-01-01}
subject: home
sources: {law: {title: A law}}
facts: {places: number, open: yes or no, owner: text}
events: {visit: {records: {result: text}}}
definitions:
  large: places > 40
DEFINITIONS
requirements:
  visit: {source: law, event: visit, when: WHEN, due: every year}
"""


def told(when: str = "large", definitions: str = "", more: str = "") -> list[str]:
    """The codes of what is told of a condition, or of some definitions."""
    text = POLICY.replace("WHEN", when).replace("DEFINITIONS\n", definitions) + more
    return [each.code.value for each in findings(text)]


TABLE = """\
  size:
    hit policy: first
    table: |
      | places | size  |
      |--------|-------|
"""
SMALL, BIG, REST = "      | < 10   | 1     |\n", "      | >= 10  | 2     |\n", "      | -      | 2     |\n"
MANY = "      | < 20   | 2     |\n      | >= 20  | 3     |\n"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (SMALL + BIG, ["W551"]),
        (SMALL + REST, ["W552"]),
        (SMALL + MANY, []),  # those below 10 are below 20 too: here the order means something
    ],
)
def test_tables(rows: str, codes: list[str]) -> None:
    assert told("size > 1 and large", TABLE + rows) == codes


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        ("large and (open or (places > 60 and (owner is missing or no visit)))", ["W553"]),
        ("large and (open or owner is missing)", []),
        ("any visit where (result is missing and (places < 3 or open)) or large", []),
        ("if open then large else if no visit then yes else if owner is missing then no else large", []),
        ('not (owner is not "A")', ["W554"]),
        ("not (no visit)", ["W554"]),
        ('owner is not "A"', []),
        ("no visit", []),
    ],
)
def test_sentences(when: str, codes: list[str]) -> None:
    assert [each for each in told(f"'{when}'") if each not in ("W603", "E302")] == codes


def test_numbers_that_come_from_nowhere() -> None:
    rule = "priorities:\n  first: {when: far too large}\n"
    number = "  far too large: places > 80\n"
    assert told(definitions=number, more=rule) == ["W555"]  # Code.UNEXPLAINED_NUMBER
    assert told(definitions=number, more=rule.replace("{", "{note: agreed in May, ")) == []
    assert told(definitions="  far too large: {value: places > 80, assumes: ours}\n", more=rule) == []
    assert told(definitions="  far too large: places > 1\n", more=rule) == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [("largen", []), ("overcrowdet", ["W556"]), ("overcrowdeds", []), ("overcrowded 2", [])],
)
def test_names_one_letter_apart(name: str, codes: list[str]) -> None:
    definitions = f"  overcrowded: open\n  {name}: large\n"
    assert told(f"overcrowded and {name} and large", definitions) == codes


def test_what_is_set_aside_is_not_told() -> None:
    when = '"not (no visit)"'
    aside = "set aside:\n  W554:\n    visit: as the law has it\n"
    assert told(when) == ["W603", "W554"]
    assert told(when, more=aside) == ["W603"]
    assert told(when, more=aside.replace("W554:\n    visit: as", "w554: as")) == ["W603"]
    assert told(when, more=aside.replace("visit:", "large:")) == ["W603", "W554", "W559"]
    assert told(when, more=aside + "  W603: kept for later\n") == []


def test_what_is_set_aside_for_all_versions_is_told_of_none_of_them(tmp_path: Path) -> None:
    of_this, of_all = (
        "set aside: {W554: as the law has it}\n",
        "set aside:\n  W554: {all versions: as the law has it}\n",
    )
    amendment = (
        "policy: homes\namends: 2024-01-01\npublished: 2025-01-01\nin force: {from: 2025-01-01}\n"
        'requirements:\n  visit: {when: "not (no visit) and open"}\n'
    )
    (tmp_path / "2025-01-01.yaml").write_text(amendment, encoding="utf-8")
    for aside, files in (("", ["2024", "2025"]), (of_this, ["2025"]), (of_all, [])):
        text = POLICY.replace("WHEN", '"not (no visit)"').replace("DEFINITIONS\n", "") + aside
        (tmp_path / "2024-01-01.yaml").write_text(text, encoding="utf-8")
        told_in = [Path(each.span.source.name).name[:4] for each in check(tmp_path) if each.code.value == "W554"]
        assert told_in == files


def test_no_error_can_be_set_aside() -> None:
    assert told("lage", more="set aside:\n  E301: later\n") == ["E301"]


def test_what_is_found_in_a_table_beside_the_file_can_be_set_aside_there(tmp_path: Path) -> None:
    beside = "  size: {hit policy: first, table: sizes.csv}\n"
    (tmp_path / "sizes.csv").write_text("places,size\n< 10,1\n>= 10,2\n", encoding="utf-8")
    for aside, codes in (
        ("", ["W551"]),
        ("set aside:\n  W551: {size: read from the top}\n", []),
        ("set aside: {W551: read from the top}\n", []),
        ("set aside:\n  W551: {large: read from the top}\n", ["W559", "W551"]),
    ):
        text = POLICY.replace("WHEN", "size > 1 and large").replace("DEFINITIONS\n", beside) + aside
        (tmp_path / "2024-01-01.yaml").write_text(text, encoding="utf-8")
        assert [each.code.value for each in check(tmp_path)] == codes
