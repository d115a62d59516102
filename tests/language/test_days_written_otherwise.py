"""Days as people write them: each is answered with the day to write, of which nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Diagnostic
from tests.checker.buildings import POLICY, VERSION
from tests.policies import errors
from tests.sentences import condition, due

FIFTH_OF_NOVEMBER = [
    "5 Nov 2021",
    "5th Nov 2021",
    "5 November, 2021",
    "5th of November 2021",
    "the 5th of November 2021",
    "Nov 5, 2021",
    "November 5 2021",
    "November the 5th, 2021",
    "Friday 5 November 2021",
    "Fri, 5 Nov 2021",
    "Friday the 5th of November 2021",
    "5-Nov-2021",
    "2021 November 5",
    "2021/11/05",
    "2021.11.5",
]


IN_A_CASE = """
name: Town Hall
facts: {{built: "{0}"}}
events:
  - {{event: drill, on: "{0}"}}
  - {{event: drill, start: 2020-01-01, end: "{0}"}}
"""


def in_cases(written: str, folder: Path) -> list[Diagnostic]:
    """What is told of a day that stands in a row of a table, and thrice in a case of a YAML file."""
    (folder / "halls.csv").write_text(f'case,event,on\nTown Hall,drill,"{written}"\n', encoding="utf-8")
    (folder / "hall.yaml").write_text(IN_A_CASE.format(written), encoding="utf-8")
    told: list[Diagnostic] = []
    for file in ("halls.csv", "hall.yaml"):
        with pytest.raises(ilacs_rules.PolicyError) as refused:
            ilacs_rules.read_cases(POLICY, folder / file)
        told += errors(list(refused.value.diagnostics))
    assert len(told) == 4
    return told


@pytest.mark.parametrize("written", FIFTH_OF_NOVEMBER)
def test_the_day_is_told_as_it_is_to_be_written(written: str, tmp_path: Path) -> None:
    (in_condition,) = condition(f"built is before {written}", VERSION)[1]
    (in_since,) = condition(f"no check since {written}", VERSION)[1]
    (in_due,) = due(f"by {written}", VERSION, "drill")[1]
    hints = {told.hint for told in (in_condition, in_since, in_due, *in_cases(written, tmp_path))}
    assert hints == {"write 2021-11-05"}


@pytest.mark.parametrize("written", ["November 2021", "Nov 2021", "Nov. 2021", "in Nov 2021", "Nov-2021"])
def test_a_month_alone_is_one(written: str, tmp_path: Path) -> None:
    assert {told.hint for told in in_cases(written, tmp_path)} == {"write 2021-11"}


@pytest.mark.parametrize(
    "written", ["about November 2021", "5–7 November 2021", "5 and 6 Nov 2021", "Oct to Nov 2021", "mid Nov 2021"]
)
def test_what_says_more_than_a_month_is_not_told_as_that_month(written: str, tmp_path: Path) -> None:
    assert not any("2021" in (told.hint or "") for told in in_cases(written, tmp_path))


def test_where_the_day_of_the_week_is_another_nothing_is_chosen(tmp_path: Path) -> None:
    hints = {told.hint for told in in_cases("Monday 5 November 2021", tmp_path)}
    assert hints == {"that day is a Friday: write the day that is meant, with the year first, as in 2021-11-05"}


def test_of_two_days_that_may_be_meant_both_are_told() -> None:
    (told,) = condition("built is before 05.11.2021", VERSION)[1]
    assert told.hint == "write the year first: 2021-11-05 or 2021-05-11"


@pytest.mark.parametrize("written", ["2021-11", "November 2021"])
def test_a_month_is_no_day_of_a_condition(written: str) -> None:
    (told,) = condition(f"no check since {written}", VERSION)[1]
    assert told.message == f"“{written}” is a month, not a date"
    assert told.hint == "write a day of it, such as 2021-11-01"


@pytest.mark.parametrize("written", ["2021-11", "November 2021"])
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("built is before {}", "built is before 2021-11-01"),
        ("built is after {} and occupied", "built is after 2021-11-30 and occupied"),
    ],
)
def test_before_or_after_a_month_is_before_its_first_day_or_after_its_last(said: str, meant: str, written: str) -> None:
    (told,) = condition(said.format(written), VERSION)[1]
    assert told.hint == f"write “{meant}”"
