"""Those for whom the rules of an earlier version go on, in the document of a later one; and facts about whom it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import document, load
from tests.documents.reading_documents import lines

BEFORE = """\
policy: schools
title: School visits
status: example
publisher: Anyshire
published: 2023-10-01
in force: {from: 2024-01-01}
subject: school
scales: {grade: [good, fair, poor]}
facts:
  created: {is: date, label: opened}
  pupils: number
  fees: {is: number, label: fees in pounds}
  beds: number
  closed: {is: yes or no, default: no}
events: {visit: {records: {grade: grade}}, call: {}}
definitions: {last visit: latest visit}
requirements:
  visit of the good:
    assumes: it
    when: grade of last visit is good and pupils < 200
    event: visit
    due: every 3 years after end of last visit
  return: {assumes: it, when: grade of last visit is poor, event: visit, due: within 6 months after end of last visit}
  calls: {assumes: it, when: grade of last visit is poor, event: call, due: every month after end of last visit}
  bursar: {assumes: it, when: CONDITION, event: call, due: at least 1 in each calendar year}
"""
AFTER = """\
policy: schools
amends: 2024-01-01
published: 2024-10-01
in force: {from: 2025-01-01}
requirements:
  visit of the good: {assumes: it, due: every 4 years after end of last visit}
  calls: repealed
transition:
  visited before: {assumes: it, keep: 2024-01-01, when: end of last visit is before 2025-01-01}
"""


def told(folder: Path, on: date, condition: str = "pupils > 500") -> list[str]:
    (folder / "schools").mkdir()
    (folder / "schools" / "2024-01-01.yaml").write_text(BEFORE.replace("CONDITION", condition), encoding="utf-8")
    (folder / "schools" / "2025-01-01.yaml").write_text(AFTER, encoding="utf-8")
    return lines(document(load(folder / "schools"), on))


def test_what_the_earlier_rules_ask_otherwise_is_told_and_nothing_that_is_alike(tmp_path: Path) -> None:
    """Also of what hangs on a number that no example tells: three years, where others have four."""
    found = told(tmp_path, date(2025, 3, 1))
    table = next(each for each in found if "What is asked of them otherwise than here: " in each)
    assert table.endswith("What is asked of them otherwise than here: visit of the good and calls.")
    assert [each for each in found if "Transition" in each and "every 3 years after the end of the last visit" in each]


def test_a_requirement_leaves_out_only_those_of_whom_it_is_asked_otherwise(tmp_path: Path) -> None:
    """Four years are asked by the rules of 2025 as by those of 2026, and three by those of 2024."""
    again = AFTER.replace("amends: 2024-01-01", "amends: 2025-01-01").replace("2025-01-01}", "2026-01-01}")
    again = (
        again.replace("2024-10-01", "2025-10-01").partition("requirements:")[0]
        + """\
requirements:
  bursar: {assumes: it, due: at least 2 in each calendar year}
transition:
  visited before: {assumes: it, keep: 2024-01-01, when: end of last visit is before 2025-01-01}
  visited in 2025:
    assumes: it
    keep: 2025-01-01
    when: end of last visit is between 2025-01-01 and 2025-12-31
"""
    )
    (tmp_path / "schools").mkdir()
    (tmp_path / "schools" / "2024-01-01.yaml").write_text(BEFORE.replace("CONDITION", "pupils > 500"), encoding="utf-8")
    (tmp_path / "schools" / "2025-01-01.yaml").write_text(AFTER, encoding="utf-8")
    (tmp_path / "schools" / "2026-01-01.yaml").write_text(again, encoding="utf-8")
    found = lines(document(load(tmp_path / "schools"), date(2026, 3, 1)))
    left_out = [each.split(" | ")[1] for each in found if "Visit of the good | This leaves out" in each]
    assert left_out == ["This leaves out the schools for which the rules of 1 January 2024 go on."]


def test_the_day_on_which_a_school_was_opened_is_named_as_a_day(tmp_path: Path) -> None:
    found = "\n".join(told(tmp_path, date(2024, 3, 1)))
    assert "the day the school was opened lies years back" in found
    assert "the opened" not in found


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("pupils > 500", "there are more than 500 pupils"),
        ("pupils >= 200 and pupils < 300", "there are at least 200 and fewer than 300 pupils"),
        ("fees < 200", "the fees in pounds are less than 200"),  # no number of things
        ("beds >= 1", "the beds are at least 1"),
        ("beds is 0 or beds is not 5", "the beds are 0 or not 5"),
    ],
)
def test_how_many_there_are_is_said_of_things(condition: str, said: str, tmp_path: Path) -> None:
    found = told(tmp_path, date(2024, 3, 1), condition)
    assert [each for each in found if f"hen {said}" in each], [each for each in found if "Bursar" in each]


def test_where_all_hangs_on_what_an_example_does_not_tell_it_is_not_said_that_nothing_is_asked(tmp_path: Path) -> None:
    found = told(tmp_path, date(2024, 3, 1), "closed or grade of last visit is good")
    assert not [each for each in found if "Nothing is asked." in each and each.startswith("2.")]
