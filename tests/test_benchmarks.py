"""The benchmarks run and their answers agree with the functions by hand; nothing is timed here."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import starting, tables, wrong_texts
from benchmarks.measuring import Effort

pytestmark = pytest.mark.thorough

TINY = Effort(0.001)


@pytest.mark.parametrize("name", ["a", "b", "d", "e", "f", "g", "h", "j", "k", "l"])
def test_a_benchmark_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main([name, "--format", "json"], TINY) == 0
    rows = json.loads(capsys.readouterr().out)["measured"]
    assert {row["benchmark"] for row in rows} == {name}
    assert any(row["figure"] or row["seconds"] > 0 for row in rows)


def test_the_tables_are_found_in_at_every_size() -> None:
    rows = list(tables.measure(TINY, sizes=(10, 100)))
    assert [row.what for row in rows if row.ratio] == ["table of 10 rows, a decision", "table of 100 rows, a decision"]


def test_wrong_texts_are_checked_and_held_against_the_aims() -> None:
    first, second = islice(wrong_texts.measure(TINY), 2)
    assert first.reached is second.reached is True


def test_what_is_not_imported_is_told() -> None:
    assert set(starting.not_imported()) >= {"jsonschema", "jinja2", "openpyxl", "holidays"}


def test_the_table_of_figures_says_which_aims_are_reached(capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.main(["a"], TINY)
    assert "≤ 2 ×: " in capsys.readouterr().out
