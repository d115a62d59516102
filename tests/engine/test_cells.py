"""What each kind of cell matches, cell by cell: in a table inside the policy and in a CSV file, fast and traced."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Policy, PolicyError, Value

HEAD = """
policy: cells
title: Cells
publisher: the tests
published: 2020-01-01
in force: {from: 2020-01-01}
subject: building
scales: {grade: [good, fair, poor]}
choices: {use: [hotel, flats, shop]}
facts:
  size: number
  limit: {is: number, default: 4}
  lift: yes or no
  result: grade
  purpose: use
  colour: text
  built: date
requirements: {}
"""

# the fact, the cell, what it matches, what it does not match
CELLS: list[tuple[str, str, list[Value], list[Value]]] = [
    ("size", "-", [0, Decimal("2.5")], []),
    ("size", "3", [3, Decimal("3.0")], [2, 4]),
    ("size", "= 3", [3], [2]),
    ("size", "!= 3", [2], [3]),
    ("size", "< 3, [10..20]", [2, 10, 20], [3, 9, 21]),
    ("size", "(1..2), > 5, 4", [Decimal("1.5"), 6, 4], [1, 2, 5]),
    ("size", "[1..limit)", [1, 3], [0, 4]),
    ("size", "not(< 3, [10..20])", [3, 9], [2, 10]),
    ("size", "at least 3", [3, 4], [2]),
    ("lift", "yes", [True], [False]),
    ("lift", "= yes", [True], [False]),
    ("lift", "= no", [False], [True]),
    ("lift", "!= yes", [False], [True]),
    ("lift", "not(no)", [True], [False]),
    ("result", "fair", ["fair"], ["good", "poor"]),
    ("result", "= fair", ["fair"], ["good", "poor"]),
    ("result", "!= fair", ["good", "poor"], ["fair"]),
    ("result", "better than fair, poor", ["good", "poor"], ["fair"]),
    ("result", "fair or better", ["good", "fair"], ["poor"]),
    ("result", "[poor..fair]", ["fair", "poor"], ["good"]),
    ("purpose", "hotel, flats", ["hotel", "flats"], ["shop"]),
    ("purpose", "= hotel, = shop", ["hotel", "shop"], ["flats"]),
    ("purpose", "!= hotel", ["flats", "shop"], ["hotel"]),
    ("colour", '"red"', ["red"], ["Red", "blue"]),
    ("colour", "red", ["red"], ["blue"]),
    ("colour", '"red", dark green', ["red", "dark green"], ["green"]),
    ("colour", '= "red"', ["red"], ["blue"]),
    ("colour", "!= red", ["blue"], ["red"]),
    ("colour", "not(red, blue)", ["green"], ["red", "blue"]),
    ("colour", "31, yes, 2020-01-01", ["31", "yes", "2020-01-01"], ["32", "no"]),
    ("built", "< 2020-02-01, [2021-01-01..2021-12-31]", [date(2020, 1, 31), date(2021, 5, 1)], [date(2020, 2, 1)]),
    ("built", "= 2020-02-01", [date(2020, 2, 1)], [date(2020, 2, 2)]),
]


def in_the_policy(folder: Path) -> Policy:
    tables = [
        f"  cell {name(number)}:\n    default: no\n    table: |\n"
        f"      | {fact} | answer |\n      |--|--|\n      | {cell} | yes |\n"
        for number, (fact, cell, _, _) in enumerate(CELLS)
    ]
    return loaded(folder, tables)


def in_csv_files(folder: Path) -> Policy:
    tables = []
    for number, (fact, cell, _, _) in enumerate(CELLS):
        with (folder / f"{name(number)}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([[fact, "answer"], [cell, "yes"]])
        tables.append(f"  cell {name(number)}: {{table: {name(number)}.csv, default: no}}\n")
    return loaded(folder, tables)


def name(number: int) -> str:
    return f"{'abcdefgh'[number // 8]}{'stuvwxyz'[number % 8]}"


def loaded(folder: Path, tables: list[str]) -> Policy:
    (folder / "cells.yaml").write_text(f"{HEAD}definitions:\n{''.join(tables)}", encoding="utf-8")
    return ilacs_rules.load(folder / "cells.yaml")


@pytest.mark.parametrize("made", [in_the_policy, in_csv_files])
def test_each_cell_matches_what_the_manual_says(made: Callable[[Path], Policy], tmp_path: Path) -> None:
    policy = made(tmp_path)
    for number, (fact, cell, matching, others) in enumerate(CELLS):
        quick = ilacs_rules.evaluator(policy.versions[-1], [f"cell {name(number)}"])
        for value, wanted in [*((each, True) for each in matching), *((each, False) for each in others)]:
            said = quick({fact: value})[f"cell {name(number)}"]
            decision = ilacs_rules.decide(policy, Case("a", {fact: value}), on=date(2020, 5, 5))
            traced = decision.value(f"cell {name(number)}")
            assert (said, traced) == (wanted, wanted), (cell, value)


# ------------------------------------------------------------------------------------------------ what is refused

REFUSED = [
    (
        "hit policy: collect max",
        "| size | answer |",
        '| > 1 | "a" |',
        "“collect max” needs an order, and a text has none",
    ),
    (
        "hit policy: collect min",
        "| size | answer |",
        "| > 1 | hotel |",
        "“collect min” needs an order, and a use has none",
    ),
    (
        "hit policy: collect min",
        "| size | answer |",
        "| > 1 | yes |",
        "“collect min” needs an order, and a yes-or-no has",
    ),
    ("{hit policy: collect count, default: 2}", "| size | answer |", "| > 1 | 5 |", "it has no use for a default"),
    (
        "{hit policy: collect, default: (1, 2)}",
        "| size | answer |",
        "| > 1 | 5 |",
        "the default is a list, each of it a number",
    ),
    ("{outputs: 2, default: 4}", "| size | answer | other |", "| > 1 | 5 | fair |", "its default is a list of 2"),
    (
        "{outputs: 2, default: (4, 5)}",
        "| size | answer | other |",
        "| > 1 | 5 | fair |",
        "the outputs “other” are each a grade",
    ),
    ("hit policy: first", "| colour | answer |", '| < "m" | 5 |', '“< "m"” cannot be said of a text'),
    ("hit policy: first", "| colour | answer |", '| ["a".."m"] | 5 |', "needs an order, and a text has none"),
    ("hit policy: first", "| colour | answer |", "| colours | 5 |", "there is no “colours” in this policy"),
]


@pytest.mark.parametrize(("keys", "header", "row", "message"), REFUSED)
def test_what_a_table_cannot_mean_is_said(keys: str, header: str, row: str, message: str, tmp_path: Path) -> None:
    keys = "\n    ".join(keys.strip("{}").replace(", default", "\n    default").split("\n    "))
    dashes = "|--" * (header.count("|") - 1) + "|"
    table = f"  answers:\n    {keys}\n    table: |\n      {header}\n      {dashes}\n      {row}\n"
    (tmp_path / "cells.yaml").write_text(f"{HEAD}definitions:\n{table}", encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        ilacs_rules.load(tmp_path / "cells.yaml")
    assert message in str(refused.value)
