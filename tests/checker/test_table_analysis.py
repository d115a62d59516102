"""What the analysis finds in the tables of `tests/tables`; each file ends with the findings expected of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ilacs_rules import NOTHING, Code, Value
from ilacs_rules.checker.table_analysis import analyse
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.types import Basic
from ilacs_rules.model.tree import Const, History, Named, Not, Select
from ilacs_rules.model.version import DecisionTable, Definition
from tests.decision_tables import read_table
from tests.policies import in_words
from tests.reading_rows import row_by_row

TABLES = sorted((Path(__file__).parents[1] / "tables").glob("*.txt"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_findings(path: Path, golden: Callable[[str, Path], None]) -> None:
    table = path.read_text(encoding="utf-8").split("\n---\n")[0].rstrip() + "\n"
    found = analyse(read_table(table, path.name))
    told = in_words(found) if found else "nothing found"
    golden(f"{table}\n---\n{told.rstrip()}\n", path)


def test_a_count_of_events_is_whole_and_not_below_nothing() -> None:
    table = read_table(
        "visits: number\noutput: number\n| visits | output |\n|--|--|\n| 0 | 1 |\n| 1 | 2 |\n| > 1 | 3 |\n"
    )
    assert [d.message for d in analyse(table)] == [
        "no row matches when visits is -1",
        "no row matches when visits is 0.5",
    ]
    span = table.span
    history = History("check", frozenset(["check"]), (), span)
    body = Select(type=Basic.NUMBER, span=span, picks=Picks.NUMBER, history=history)
    visits = Definition("visits", "visits", "visits", Basic.NUMBER, body)
    table = replace(table, inputs=(Named(type=Basic.NUMBER, span=span, name="visits"),))
    assert analyse(table, {"visits": visits}) == []


def test_a_table_with_something_wrong_in_it_is_not_looked_at() -> None:
    table = read_table("size: number\noutput: number\n| size | output |\n|--|--|\n| 1 | 1 |\n")
    assert [d.code for d in analyse(table)] == [Code.TABLE_GAP] * 2
    wrong = Const(type=Basic.ERROR, span=table.span, value=False)
    test = replace(table.rows[0].tests[0], condition=Not(type=Basic.YES_OR_NO, span=table.span, item=wrong))
    assert analyse(replace(table, rows=(replace(table.rows[0], tests=(test,)),))) == []


# ------------------------------------------------------------------------------------------------ against trying all

NUMBER_CELLS = ["-", "missing", "3", "not(3)", "< 2", ">= 2", "[1..4]", "(1..4)", "(2..3)", "1, (2..3]", "not(missing)"]
RESULT_CELLS = ["-", "good", "poor", "fair or better", "fair or worse", "not(fair)", "good, missing"]
COLOUR_CELLS = ["-", "red", "red, green", "not(red)", "missing"]
ROWS = st.lists(st.tuples(*map(st.sampled_from, [NUMBER_CELLS, RESULT_CELLS, COLOUR_CELLS])), min_size=1, max_size=7)
RECORDED: list[list[Value]] = [
    [Decimal(n) / 2 for n in range(12)],
    ["good", "fair", "poor"],
    ["red", "green", "black"],
]
CASES = [tuple(case) for case in product(*([*values, NOTHING] for values in RECORDED))]


@pytest.mark.thorough
@given(ROWS, st.sampled_from(["unique", "first"]))
def test_findings_agree_with_trying_every_case(rows: list[tuple[str, ...]], policy: str) -> None:
    table = read_table(
        f"hit policy: {policy}\nsize: number\nresult: good > fair > poor\ncolour: text\noutput: number\n"
        "| size | result | colour | output |\n|--|--|--|--|\n"
        + "".join(f"| {' | '.join(row)} | {number} |\n" for number, row in enumerate(rows))
    )
    found = analyse(table)
    matched = {case: row_by_row(table, case, {}).rows for case in CASES}

    overlaps = policy == "unique" and any(len(hits) > 1 for hits in matched.values())
    assert any(d.code is Code.ROWS_OVERLAP for d in found) == overlaps
    gap = any(not hits for case, hits in matched.items() if NOTHING not in case)
    assert any(d.code is Code.TABLE_GAP for d in found) == gap
    if policy == "first":
        idle = set(range(len(rows))) - {hits[0] for hits in matched.values() if hits}
        told = {int(d.message.split()[1]) - 1 for d in found if d.code is Code.ROW_UNREACHABLE and "never" in d.message}
        assert told == idle


def gives(table: DecisionTable, case: tuple[Value, ...]) -> object:
    """What the first row that matches gives, or the default where none does."""
    hits = row_by_row(table, case, {}).rows
    return table.rows[hits[0]].outputs if hits else table.default


@pytest.mark.thorough
@given(ROWS, st.lists(st.sampled_from("12"), min_size=7, max_size=7), st.booleans())
def test_rows_that_can_be_left_out_change_nothing(
    rows: list[tuple[str, ...]], outputs: list[str], default: bool
) -> None:
    def text(left_out: set[int]) -> str:
        kept = [(*row, output) for place, (row, output) in enumerate(zip(rows, outputs, strict=False))]
        return (
            "hit policy: first\nsize: number\nresult: good > fair > poor\ncolour: text\noutput: number\n"
            + ("default: 1\n" if default else "")
            + "| size | result | colour | output |\n|--|--|--|--|\n"
            + "".join(f"| {' | '.join(row)} |\n" for place, row in enumerate(kept) if place not in left_out)
        )

    table = read_table(text(set()))
    found = [d.message for d in analyse(table) if d.code is Code.ROW_UNREACHABLE]
    spare = {int(each.split()[1]) - 1 for each in found}  # also those that never decide: who reads both takes out both
    assume(any("can be left out" in each for each in found) and len(spare) < len(rows))
    fewer = read_table(text(spare))
    for case in CASES:
        assert gives(table, case) == gives(fewer, case), case


def test_a_thousand_rows_are_looked_at_whole() -> None:
    """A thousand combinations of three columns, then one of them left out."""
    cells = [f"| [{a}..{a + 1}) | [{b}..{b + 1}) | {c} |" for a, b, c in product(range(10), range(10), range(10))]
    text = (
        "hit policy: unique\nsize: number\nage: number\ncolour: "
        + ", ".join(map(str, range(10)))
        + "\noutput: number\n| size | age | colour | output |\n|--|--|--|--|\n"
        + "| < 0 | - | - | 1 |\n| >= 10 | - | - | 1 |\n| [0..10) | < 0 | - | 1 |\n| [0..10) | >= 10 | - | 1 |\n"
    )
    whole = read_table(text + "".join(f"{cell} 1 |\n" for cell in cells))
    assert analyse(whole) == []
    lacking = read_table(text + "".join(f"{cell} 1 |\n" for cell in cells[:567] + cells[568:]))
    assert [d.message for d in analyse(lacking)] == ["no row matches when size is 5, age is 6 and colour is 7"]
