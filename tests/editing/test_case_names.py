"""Another name for a thing of the policy: in cases as JSON and tables, and in mappings; what is left is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ilacs_rules.editing.asked_cases import AskedCases
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.mentions import declared_at, mention_at
from ilacs_rules.editing.renaming import Renaming, renamed
from ilacs_rules.workspace.workspace import Workspace
from tests.editing.lift_desk import LIFTS, WHOLE

ON = date(2024, 6, 1)
CASE = {
    "name": "Town hall",
    "facts": {"use": "people", "floors": 4, "in service": True},
    "events": [{"event": "short check", "on": "2023-02-01", "state": "sound"}],
    "complete from": {"short check": "2020-01-01"},
}
EVENTS = 'case,event,on,state\nTown hall,"Short Check",2023-02-01, sound \nMill,short checks,2024-03-01,unknown\n'
VISITS = "lift;what;when;result\nTown hall;short check;01/02/2023;OK\nMill;Quick;01/03/2024;worn\n"
FACTS = "lift;storeys;use\nTown hall;4;people\nMill;3;goods\n"
MAPPING = """\
events:
  case: lift
  event: what
  on: when
  dates: day first
  fields: {'state': result}
  spellings: {OK: sound, Quick: short check}
facts:
  table: facts.csv
  case: lift
  fields: {floors: storeys, use: use}
complete from: {check: 2020-01-01}
"""
FILES = {
    "lifts/case.json": json.dumps(CASE, indent=1),
    "lifts/events.csv": EVENTS,
    "visits.csv": VISITS,
    "facts.csv": FACTS,
    "visits.yaml": MAPPING,
}

# where it is declared, what it is called then, and what stands in the files then
RENAMED = [
    ("  floors: number", "storeys", {"lifts/case.json": ['"storeys": 4'], "visits.yaml": ["{storeys: storeys, use:"]}),
    ("  short check:", "lift-man's look", {
        "lifts/case.json": ['"event": "lift-man\'s look"', '{\n  "lift-man\'s look": "2020-01-01"'],
        "lifts/events.csv": ['"lift-man\'s look",2023', "Mill,lift-man's look,"],
        "visits.csv": ["Town hall;lift-man's look;", "Mill;Quick;"],
        "visits.yaml": ["Quick: lift-man's look}"],
    }),
    ("      state: state", "lift's condition", {
        "lifts/case.json": ['"lift\'s condition": "sound"'],
        "lifts/events.csv": ["on,lift's condition\n"],
        "visits.yaml": ["fields: {'lift''s condition': result}"],
    }),
    ("[sound, worn", "whole", {
        "lifts/case.json": ['"state": "whole"'],
        "lifts/events.csv": ["2023-02-01, whole \n"],
        "visits.yaml": ["{OK: whole,"],
    }),
    ("worn, broken]", "used up", {"visits.csv": ["01/03/2024;used up\n"]}),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LIFTS, tmp_path / "lifts")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def called(folder: Path, at: str, new: str, cases: str = "visits.csv") -> tuple[Desk, Renaming]:
    rules = folder / "lifts" / WHOLE.name
    desk = Desk()
    desk.read(rules)
    place = rules.read_text(encoding="utf-8").index(at) + len(at) - len(at.lstrip(" ["))
    mention = mention_at(desk, rules, place)
    assert mention is not None
    return desk, renamed(desk, rules, mention, new, AskedCases(folder / cases, ON, folder / "visits.yaml"))


def decided(folder: Path) -> list[object]:
    """What the policy gives for all cases, of which nothing is wrong: days and statuses, whatever things are called."""
    workspace, told = Workspace(cache=False), list[object]()
    for cases, mapping in (("lifts/case.json", None), ("lifts/events.csv", None), ("visits.csv", "visits.yaml")):
        found = workspace.decide(folder / "lifts", folder / cases, ON, mapping=mapping and folder / mapping)
        assert not [each for each in found.findings if each.code.value[0] == "E" or each.code.value == "W713"]
        told += [(each.case.name, [(one.target, one.status) for one in each.obligations]) for each in found.decisions]
    return told


@pytest.mark.parametrize(("at", "new", "written"), RENAMED)
def test_cases_say_the_same_of_a_thing_by_its_new_name(
    folder: Path, at: str, new: str, written: dict[str, list[str]]
) -> None:
    before = decided(folder)
    desk, renaming = called(folder, at, new)
    for file, edits in renaming.edits.items():
        text = desk.source(file).text
        for span, written_there in sorted(edits, key=lambda edit: -edit[0].start):
            text = text[: span.start] + written_there + text[span.end :]
        file.write_text(text, encoding="utf-8")
    changed = {name for name, text in FILES.items() if (folder / name).read_text(encoding="utf-8") != text}
    assert changed == written.keys()
    for name, parts in written.items():
        assert [part for part in parts if part not in (folder / name).read_text(encoding="utf-8")] == []
    assert decided(folder) == before
    assert renaming.left == ()


def test_a_name_is_written_otherwise_from_a_table_of_the_policy_too(folder: Path) -> None:
    table = folder / "lifts" / "years.csv"
    desk = Desk()
    mention = mention_at(desk, table, table.read_text(encoding="utf-8").index("use") + 1)
    assert mention is not None
    assert declared_at(desk, table, mention)[0].source.name.endswith(WHOLE.name)
    edits = renamed(
        desk, table, mention, "purpose", AskedCases(folder / "visits.csv", ON, folder / "visits.yaml")
    ).edits
    assert {file.name for file in edits} == {WHOLE.name, "years.csv", "case.json", "visits.yaml"}
    assert mention_at(desk, folder / "visits.csv", 1) is None, "it is read by no version"


def test_what_is_to_be_written_in_a_workbook_is_told(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "events"
    for row in [("case", "event", "on", "state"), *[("Town hall", "check", "2023-02-01", "sound")] * 10]:
        book.active.append(row)
    book.create_sheet("facts").append(("case", "floors"))
    book["facts"].append(("Town hall", 4))
    book.save(folder / "lifts" / "lifts.xlsx")
    unchanged = "lifts.xlsx is not changed, for a workbook cannot be written to from an editor. Do it there: "
    _, renaming = called(folder, "  floors: number", "storeys")
    assert renaming.left == (f"{unchanged}on sheet facts, write “storeys” for “floors” in B1.",)
    _, renaming = called(folder, "[sound, worn", "whole")
    told = "on sheet events, write “whole” for “sound” in D2, D3, D4, D5, D6, D7, D8, D9 and 2 more cells."
    assert renaming.left == (unchanged + told,)
    _, renaming = called(folder, "worn, broken]", "used up")
    assert renaming.left == ()


def test_a_workbook_is_read_by_the_mapping_that_the_editor_is_set_to(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Visits"
    for row in (("All visits",), ("lift", "what", "when", "result"), ("Town hall", "check", "2023-02-01", "sound")):
        book.active.append(row)
    book.create_sheet("Lifts").append(("lift", "storeys"))
    book.save(folder / "visits.xlsx")
    mapping = """\
events: {table: Visits, headings in row: 2, case: lift, event: what, on: when, fields: {state: result}}
facts: {table: Lifts, case: lift, fields: {floors: storeys}}
"""
    (folder / "visits.yaml").write_text(mapping, encoding="utf-8")
    _, renaming = called(folder, "[sound, worn", "whole", "visits.xlsx")
    (told,) = renaming.left
    assert told.endswith("Do it there: on sheet Visits, write “whole” for “sound” in D3.")


def test_a_parquet_file_is_left_and_told(folder: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = {"lift": ["A", "B", "C"], "what": ["check"] * 3, "when": ["2023-02-01"] * 3}
    parquet.write_table(pyarrow.table(table | {"result": ["sound", "worn", "sound"]}), folder / "visits.parquet")
    _, renaming = called(folder, "[sound, worn", "whole", "visits.parquet")
    told = "cannot be written to from an editor. Write it anew with “whole” for “sound” (in 2 cells)."
    assert renaming.left == (f"visits.parquet is not changed, for a Parquet file {told}",)


UNREADABLE = {
    "broken.json": '{"name": "A", "facts": {"floors": 4',
    "long.json": " " * (2 * 1024 * 1024 + 1),
    "long.yaml": "#" * (2 * 1024 * 1024 + 1),
    "other.xlsx": "no workbook",
    "quoted.csv": 'case,event,on,state\nMill,check,2024-03-01,"sound\n',
    "ragged.csv": "case,event,on,state\nMill,check,2024-03-01\n",
    "some.yaml": "name: A\nfacts:\n  floors: 3\n  use: [\n",
}


def test_a_file_that_cannot_be_looked_through_is_told(folder: Path) -> None:
    for name, text in UNREADABLE.items():
        (folder / "lifts" / name).write_text(text, encoding="utf-8")
    _, renaming = called(folder, "  floors: number", "storeys")
    assert [told.partition(", which cannot be read: ")[0] for told in renaming.left] == [
        f"“floors” may still stand in {name}" for name in UNREADABLE
    ]
