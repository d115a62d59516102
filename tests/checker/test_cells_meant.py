"""Cells of decision tables as officers write them, and the cell they are told to write: it is right, and means that."""

from __future__ import annotations

from itertools import product

import pytest

from ilacs_rules import Diagnostic
from tests.checker.buildings import VERSION
from tests.policies import errors, findings

BUILDINGS = VERSION.text.policy.span.source.text
CELLS = {  # by the column in which they stand
    "floors": {
        **{f"{bound} {said}": f"{sign} {n}" for (said, n), (bound, sign) in product(
            {"5": 5, "twenty-one": 21}.items(),
            {
                "over": ">", "above": ">", "more than": ">", "greater than": ">", "is more than": ">", "exceeds": ">",
                "under": "<", "below": "<", "less than": "<", "fewer than": "<", "is less than": "<",
                "up to": "<=",
                "max": "<=", "maximum": "<=", "no more than": "<=", "not more than": "<=", "not over": "<=",
                "min": ">=",
                "minimum of": ">=", "from": ">=", "no fewer than": ">=", "no less than": ">=", "not under": ">=",
            }.items())},
        **{f"5 {said}": f"{sign} 5" for said, sign in {
            "or more": ">=", "and over": ">=", "or over": ">=", "and above": ">=", "or higher": ">=",
            "or less": "<=", "or fewer": "<=", "and under": "<=", "and below": "<=",
        }.items()},
        "5+": ">= 5",
        "20..": ">= 20",
        "..5": "<= 5",
        **dict.fromkeys(
            ("between 21 and 100", "between 21 & 100", "from 21 to 100", "21 to 100", "21..100", "21 - 100", "21-100",
             "21–100", "[21, 100]", "between twenty-one and a hundred", "between 21 and 100 inclusive"),
            "[21..100]",
        ),
        "up to and including 5": "<= 5",
        "from 21 up to and including 100": "[21..100]",
        "over 20 and up to 100": "(20..100]",
        "over 20, up to 100": "(20..100]",
        ">5 and <10": "(5..10)",
        ">= 5 and < 10": "[5..10)",
        "5 < floors <= 10": "(5..10]",
        "less than 3 or more than 10": "< 3, > 10",
        "< 3 or > 10": "< 3, > 10",
        "3 or 4": "3, 4",
        "3 and 4": "3, 4",
        "two": "2",
        "> five": "> 5",
        "exactly 5": "5",
        "equals 5": "5",
        "not 5": "not (5)",
        "anything but 5": "not (5)",
        **dict.fromkeys(("any", "Any", "all", "*", "any number", "anything", "don't care", "no limit"), "-"),
    },
    "occupied": {
        **dict.fromkeys(("yes/no", "yes or no", "true/false", "either", "both", "any", "*"), "-"),
        **dict.fromkeys(("y", "✓", "1", "is yes"), "yes"),
        **dict.fromkeys(("n", "✗", "0", "is no"), "no"),
        "not yes": "not (yes)",
    },
    "last risk": {
        **dict.fromkeys(
            ("low or middling", "low/middling", "low and middling", "low; middling", "low & middling"), "low, middling"
        ),
        **dict.fromkeys(
            ("not high", "anything but high", "except high", "all except high", "other than high"),
            "not (high)",
        ),
        **dict.fromkeys(("not low or middling", "neither low nor middling"), "not (low, middling)"),
        "low, middling or high": "low, middling, high",
        "any": "-",
        "is low": "low",
        "recorded": "not (missing)",
    },
    "main use": {
        "homes and schools": "home, school",
        "offices or homes": "office, home",
        "not homes": "not (home)",
    },
    "usual interval": {
        "1 to 3 years": "[1 year..3 years]",
        "between 1 and 3 years": "[1 year..3 years]",
        "2-3 months": "[2 months..3 months]",
        "over 1 and up to 3 years": "(1 year..3 years]",
    },
    "built": {
        "before 1960": "before 1960-01-01",
        "after 1960": "after 1960-12-31",
        "in 1960": "[1960-01-01..1960-12-31]",
        "1960": "[1960-01-01..1960-12-31]",
        "before 1 January 1960": "before 1960-01-01",
        "between 1960-01-01 and 1970-01-01": "[1960-01-01..1970-01-01]",
        "1960-01-01 to 1970-01-01": "[1960-01-01..1970-01-01]",
        "since 1 May 1960": "on or after 1960-05-01",
        "from 1960-01-01 onwards": "on or after 1960-01-01",
        "until 1960-01-01": "on or before 1960-01-01",
        "up to 1 May 1960": "on or before 1960-05-01",
        "1960-1970": "[1960-01-01..1970-12-31]",
        "[1960..1970]": "[1960-01-01..1970-12-31]",
        "<= 1960": "on or before 1960-12-31",
        "1960 or later": "on or after 1960-01-01",
        "1960 or earlier": "on or before 1960-12-31",
        "older than 10 years": "before today - 10 years",
        "more than 10 years ago": "before today - 10 years",
    },
}  # fmt: skip
CELLS_OF_ONE_OR_ANOTHER = {
    **dict.fromkeys(
        ("n/a", "N/A", "none", "not applicable"), "write “-” where it does not matter, or “missing” where there is none"
    ),
    **dict.fromkeys(
        ("?", "blank", "not known", "not recorded"),
        "write “missing” where there is none; of what is not known no cell is sure to hold but “-”",
    ),
    **dict.fromkeys(
        ("other", "else", "otherwise", "everything else", "all others"),
        "take the row out: the output for all others stands under “default:” beside “table:”",
    ),
    "middling or higher": "write “middling or better” or “middling or worse”, whichever is meant",
    "middling+": "write “middling or better” or “middling or worse”, whichever is meant",
    "low to middling": "list the values that are meant, with a comma between them",
}

TABLE = """
  points:
    table: |
      | {column} | points |
      |----------|--------|
      | {cell}   | 1      |
    default: 0

requirements:
"""


def told_of_a_cell(column: str, cell: str, instead: dict[str, str] | None = None) -> list[Diagnostic]:
    text = BUILDINGS
    for old, new in {"\nrequirements:\n": TABLE.format(column=column, cell=cell), **(instead or {})}.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    return errors(findings(text))


@pytest.mark.parametrize("column", CELLS)
def test_a_cell_means_what_was_said(column: str) -> None:
    wrong = {}
    for said, meant in CELLS[column].items():
        found = [(each.span.text, each.hint) for each in told_of_a_cell(column, said)]
        if found != [(said, f"write “{meant}”")] or told_of_a_cell(column, meant) != []:
            wrong[said] = found
    assert wrong == {}


CELLS_IN_YEARS = {
    **dict.fromkeys(
        ("between 1960 and 1970", "1960 to 1970", "from 1960 to 1970"), ("[1960..1970]", "[1960-01-01..1970-12-31]")
    ),
    **dict.fromkeys(("until 1960", "up to 1960"), ("<= 1960", "on or before 1960-12-31")),
    "from 1960 on": (">= 1960", "on or after 1960-01-01"),
    "over 1960": ("> 1960", "after 1960-12-31"),
}


@pytest.mark.parametrize("said", CELLS_IN_YEARS)
def test_of_figures_that_may_be_a_year_the_days_are_told_as_well(said: str) -> None:
    """They are all of the first and all of the last year."""
    number, days = CELLS_IN_YEARS[said]
    (found,) = told_of_a_cell("built", said)
    assert found.hint == f"write “{number}”, or in a column of days “{days}”"
    assert told_of_a_cell("built", days) == told_of_a_cell("floors", number) == []


@pytest.mark.parametrize("said", ["all but school and flats", 'all but "school and flats"'])
def test_a_value_that_holds_an_and_stays_one(said: str) -> None:
    (found,) = told_of_a_cell("main use", said, {"    - school\n": "    - school\n    - school and flats\n"})
    assert found.hint in ("write “not (school-and-flats)”", 'write “not ("school and flats")”')


@pytest.mark.parametrize("said", CELLS_OF_ONE_OR_ANOTHER)
def test_of_a_cell_that_may_mean_several_things_each_is_told(said: str) -> None:
    (found,) = told_of_a_cell("last risk", said)
    assert (found.span.text, found.hint) == (said, CELLS_OF_ONE_OR_ANOTHER[said])


@pytest.mark.parametrize("said", ["about 5", "5 floors", "nearly 5", "x", "a few"])
def test_for_a_cell_that_cannot_be_told_no_other_is_offered(said: str) -> None:
    found = told_of_a_cell("floors", said)
    assert found != []
    assert [each.hint for each in found if each.hint and each.hint.startswith(("write “", "did you mean"))] == []


def test_a_cell_whose_limits_leave_nothing_out_is_told() -> None:
    text = BUILDINGS.replace("\nrequirements:\n", TABLE.format(column="floors", cell="> 5, < 10"))
    (found,) = [each for each in findings(text) if each.span.text == "> 5, < 10"]
    assert found.message == "“> 5, < 10” leaves out no floors: one of its parts always holds"
    assert found.hint == "write “(5..10)” for what lies between, or “-” for anything"
