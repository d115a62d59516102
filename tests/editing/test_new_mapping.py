"""A mapping begun for a table of an office: what its headings and cells tell is written, and the rest is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.editing.lift_desk import LIFTS

OFFICE = """\
Lift no,Activity,Visited on,Report date,State found,Inspector
L1,check,14/03/2024,02/04/2024,sound,A
L2,check,20/03/2024,11/04/2024,wornn,B
L2,repair,28/03/2024,,,B
"""


def begun(folder: Path, table: str, name: str = "visits.csv") -> str:
    (folder / name).write_text(table, encoding="utf-8")
    result = run("new", "mapping", str(LIFTS), name, folder=folder)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("visits.mapping.yaml is begun. What to do next:\n- ")
    return (folder / "visits.mapping.yaml").read_text(encoding="utf-8")


def test_a_mapping_says_what_the_table_tells_and_asks_the_rest(tmp_path: Path) -> None:
    assert begun(tmp_path, OFFICE).splitlines() == [
        "# How to read visits.csv. Every key is explained in docs/cases.md.",
        "events:",
        "  # ? is this the column that says which lift a row is about?",
        "  case: Lift no",
        "  event: Activity",
        "  on: Visited on",
        "  publication: Report date",
        "  dates: day first",
        "  fields:",
        "    # ? is this the state?",
        "    state: State found",
        "  # ? are these the values that are meant?",
        "  spellings:",
        "    wornn: worn",
        "  # Not used: “Inspector”: nothing that the policy has recorded goes by such a name.",
        "  ignore: [Inspector]",
        "# Of these the table holds nothing, so nothing is concluded from there being none.",
        "complete from:",
        "  short check: never",
    ]
    plan = ("plan", str(LIFTS), "visits.csv", "--mapping", "visits.mapping.yaml", "--on", "2024-06-01")
    read = run(*plan, folder=tmp_path)
    assert read.exit_code == 0, read.stderr
    assert "L2" in read.stdout


def test_an_order_of_days_that_can_be_read_in_two_ways_is_asked(tmp_path: Path) -> None:
    text = begun(tmp_path, "case,event,date\nL1,check,03/04/2024\nL2,check,05/06/2024\n")
    assert "  # ? are days written “day first” or “month first”? Write it, as “dates: day first”.\n" in text
    assert "dates:" not in text.replace("as “dates:", "")


def test_what_only_begins_the_name_of_a_kind_is_asked(tmp_path: Path) -> None:
    text = begun(tmp_path, "lift,kind,date\nL1,short,2024-04-03\nL2,Repair,2024-04-05\nL3,phone call,2024-04-05\n")
    assert text.splitlines()[2:8] == [
        "  case: lift",
        "  event:",
        "    # ? is it a short check where “kind” says so?",
        "    short check: {kind: short}",
        "    repair: {kind: Repair}",
        "    # ? what are rows where it says “phone call”? See “leave out” in docs/cases.md.",
    ]


def test_of_what_the_table_has_no_row_nothing_is_concluded(tmp_path: Path) -> None:
    text = begun(tmp_path, "premises,event,on\nL1,check,2024-04-03\n").replace("# ? ", "")
    assert text.endswith("complete from:\n  short check: never\n  repair: never\n")


def test_columns_that_are_not_used_are_told_with_the_reason(tmp_path: Path) -> None:
    table = "case,event,on,floors,remark,empty\nL1,check,2024-04-03,4,in a hurry,\n"
    (tmp_path / "visits.csv").write_text(table, encoding="utf-8")
    told = run("new", "mapping", str(LIFTS), "visits.csv", folder=tmp_path).stdout.splitlines()
    assert told[2:5] == [
        "- not used: “floors”: facts stand in a table of their own, see “facts” in docs/cases.md",
        "- not used: “empty”: nothing stands in it",
        "- not used: “remark”: nothing that the policy has recorded goes by such a name",
    ]


def test_for_a_table_of_facts_its_part_of_a_mapping_is_begun(tmp_path: Path) -> None:
    facts = "premises,storeys,floors,phone\nL1,6,6,12\nL2,3,3,13\n"
    (tmp_path / "places.csv").write_text(facts, encoding="utf-8")
    result = run("new", "mapping", str(LIFTS), "places.csv", folder=tmp_path)
    assert result.exit_code == 0, result.stderr
    assert f"begin the mapping of the table of events that belongs to it: ilacs-rules new mapping {LIFTS}" in (
        result.stdout
    )
    part = (tmp_path / "places.mapping.yaml").read_text(encoding="utf-8")
    assert part.splitlines()[1:3] == ["facts:", "  table: places.csv"]
    assert "  fields:\n    floors: floors\n" in part
    whole = begun(tmp_path, "case,event,on\nL1,check,2024-04-03\n") + part
    (tmp_path / "visits.mapping.yaml").write_text(whole, encoding="utf-8")
    plan = ("plan", str(LIFTS), "visits.csv", "--mapping", "visits.mapping.yaml", "--on", "2024-06-01")
    read = run(*plan, folder=tmp_path)
    assert read.exit_code == 0, read.stderr
    assert "L2" in read.stdout


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("a,b\nx,y\n", "no column says what happened, in the words of the policy: check, short check, repair"),
        ("", "this table is empty"),
    ],
)
def test_what_no_mapping_can_be_begun_for(table: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(table, encoding="utf-8")
    result = run("new", "mapping", str(LIFTS), "visits.csv", folder=tmp_path)
    assert result.exit_code != 0
    assert said in result.stderr
    assert not (tmp_path / "visits.mapping.yaml").exists()
