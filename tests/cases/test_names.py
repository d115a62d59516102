"""Names of cases that a reader would take for one split no history; names that are two stay two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Case, Code, DecisionError, decide, read_all_cases
from ilacs_rules.cases.named import likeness
from tests.cases.test_tables import codes, workbook
from tests.cases.vocabularies import POLICY, read_cases

ALIKE = [
    ("Elm House", "elm house", "in capitals"),
    ("Elm House", "Elm-House", "in spaces, hyphens, apostrophes or full stops"),
    ("Elm House", "ElmHouse", "in spaces, hyphens, apostrophes or full stops"),
    ("Elm\u2013House", "Elm-House", "in spaces, hyphens, apostrophes or full stops"),
    ("St. John's", "St John\u2019s", "in spaces, hyphens, apostrophes or full stops"),
    ("Elm House\u200b", "Elm House", "in a character that cannot be seen (U+200B)"),
    ("Elm\u00ad House", "Elm House", "in a character that cannot be seen (U+00AD)"),
    ("Ynys Môn", "Ynys Mon", "in accents, or in letters that only look the same"),
    ("Elm Ноuse", "Elm House", "in accents, or in letters that only look the same"),
    ("Ｅlm House", "Elm House", "in accents, or in letters that only look the same"),
    ("Bath & Wells", "Bath and Wells", "in “&” and “and”"),
    ("0555567", "555567", "in zeros before a number"),
    ("ELM-HOUSE", "Elm House", "in capitals and in spaces, hyphens, apostrophes or full stops"),
]
APART = [
    ("Bournemouth", "Bournemouth, Christchurch and Poole"),
    ("Ward 1", "Ward 2"),
    ("Ward 1-1", "Ward 11"),
    ("Ward 1.05", "Ward 1.5"),
    ("Ward 10", "Ward 1"),
    ("Ward A+", "Ward A"),
    ("Unit 1, 2 High Street", "Unit 12 High Street"),
    ("Flat 1/2", "Flat 12"),
    ("Лес", "Лис"),
]


@pytest.mark.parametrize(("one", "other", "words"), ALIKE)
def test_two_names_that_may_be_one_are_told_and_both_left_out(tmp_path: Path, one: str, other: str, words: str) -> None:
    file = tmp_path / "cases.csv"
    rows = f"case,event,on\n{one},fire drill,2020-01-01\n{other},fire drill,2021-01-01\nMill,fire drill,2020-01-01\n"
    file.write_text(rows, encoding="utf-8")
    cases, found = read_cases(file)
    assert [case.name for case in cases] == ["Mill"]
    assert codes(found) == [Code.CASE_NAMES_ALIKE]
    assert f"they differ only {words})" in found[0].message
    assert (found[0].span.line, found[0].related[0][0].line) == (3, 2)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_names_that_are_two_stay_two(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


@pytest.mark.parametrize("other", ["Caf\u00e9", "Cafe\u0301", "Caf\u00e9 ", "\u00a0Caf\u00e9"])
def test_a_name_is_the_same_in_either_form_of_unicode_and_between_any_spaces(tmp_path: Path, other: str) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(f"case,event,on\nCaf\u00e9,fire drill,2020\n{other},fire drill,2021\n", encoding="utf-8")
    cases, found = read_cases(file)
    assert found == []
    assert [(case.name, len(case.events)) for case in cases] == [("Caf\u00e9", 2)]


def test_an_escaped_accent_in_json_is_the_same_letter(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"name": "Cafe\\u0301", "facts": {"owner": "Rene\\u0301"}}', encoding="utf-8")
    cases, found = read_cases(tmp_path / "one.json")
    assert found == []
    assert (cases[0].name, cases[0].facts["owner"]) == ("Caf\u00e9", "Ren\u00e9")


def test_names_are_held_against_each_other_over_all_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: Elm House\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("case,event,on\nelm house,fire drill,2020\n", encoding="utf-8")
    cases, found = read_cases(tmp_path)
    assert cases == []
    assert codes(found) == [Code.CASE_NAMES_ALIKE]
    assert [Path(span.source.name).name for span in (found[0].span, found[0].related[0][0])] == ["b.csv", "a.yaml"]


def test_names_are_held_against_each_other_over_the_sheets_of_a_workbook(tmp_path: Path) -> None:
    events = [["case", "event", "on"], ["Elm House", "fire drill", "2020"]]
    path = workbook(tmp_path / "all.xlsx", events=events, facts=[["case", "storeys"], ["elm house", 2]])
    cases, found = read_cases(path)
    assert cases == []
    assert codes(found) == [Code.CASE_NOT_JOINED, Code.CASE_NAMES_ALIKE]


@pytest.mark.parametrize("name", ["Elm House", "elm house"])
def test_the_other_half_of_a_case_that_could_not_be_read_is_not_decided_on(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_text("name: Elm House\nevents:\n  - event: fire dril\n    on: 2020\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"case,event,on\n{name},fire drill,2020\nMill,fire drill,2020\n", encoding="utf-8")
    read = read_all_cases(POLICY, tmp_path)
    assert [case.name for case in read.cases] == ["Mill"]
    assert "Elm House" in read.left_out


def test_what_is_passed_over_in_a_folder_of_cases_is_told(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.YML", "c.Json", "d.CSV"):
        text = {".json": '{"name": "c"}', ".csv": "case,event,on\nd,fire drill,2020\n"}
        (tmp_path / name).write_text(text.get(Path(name).suffix.lower(), f"name: {name}\n"), encoding="utf-8")
    for name in (".hidden.yaml", "~$d.xlsx", "a.yaml~", "a.yaml.bak", "README.txt", "notes.md"):
        (tmp_path / name).write_text("nothing to read here", encoding="utf-8")
    cases, found = read_cases(tmp_path)
    assert (len(cases), found) == (4, [])
    (tmp_path / "2024").mkdir()
    (tmp_path / "d.xls").write_text("", encoding="utf-8")
    found = read_cases(tmp_path)[1]
    assert codes(found) == [Code.FILE_PASSED_OVER]
    assert found[0].message == "not read in this folder: “2024/”, “d.xls”"


@pytest.mark.parametrize("said", ["unknown", "Nothing", "N/A", "null", "?", "\u200b"])
def test_buildings_whose_name_is_not_known_are_not_one_building(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.csv").write_text(
        f"case,event,on\nMill,fire drill,2020\n{said},fire drill,2021\n{said},fire drill,2022\n", encoding="utf-8"
    )
    cases, found = read_cases(tmp_path / "a.csv")
    assert (cases, codes(found)) == ([], [Code.CASE_SHAPE, Code.CASE_LEFT_OUT])
    assert "names no case" in found[0].message
    (tmp_path / "b.yaml").write_text(f'cases: [{{name: Mill}}, {{name: "{said}"}}]\n', encoding="utf-8")
    cases, found = read_cases(tmp_path / "b.yaml")
    assert ([case.name for case in cases], codes(found)) == (["Mill"], [Code.CASE_SHAPE, Code.CASE_LEFT_OUT])
    with pytest.raises(DecisionError, match="names no case") as refused:
        decide(POLICY, Case(said), date(2024, 7, 1))
    assert codes(refused.value.diagnostics) == [Code.CASE_SHAPE]
