"""Cases beside the rules: how many a rule applies to, on the day that the editor is set to; and names in case files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules.editing.asked_cases import AskedCases, Figures, PlanFigures, asked_cases, places_asked, written_last
from ilacs_rules.editing.beginnings import beginnings
from ilacs_rules.editing.case_names import files_beside
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.mentions import mention_at
from ilacs_rules.editing.renaming import renamed
from ilacs_rules.editing.symbols import named_in
from tests.editing.lift_desk import AMENDMENT, LIFTS, WHOLE

CASES = """\
cases:
  - name: Town hall  # sound, and not checked since
    facts: {use: people, floors: 4, in service: yes}
    events:
      - {event: check, on: 2023-02-01, state: sound}
  - name: Library
    facts: {use: people, floors: 2}
    events:
      - {event: short check, on: 2024-03-01, state: broken}
  - name: Mill
    facts: {use: goods, floors: 3}
    events:
      - {event: check, on: 2024-03-01, state: unknown}
"""
ON = date(2024, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LIFTS, tmp_path / "lifts")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def test_of_how_many_cases_a_rule_applies(folder: Path) -> None:
    asked = asked_cases({"ilacs-rules": {"cases": "cases.yaml", "on": "2024-06-01"}}, folder)
    assert asked == AskedCases(folder / "cases.yaml", ON)
    found = PlanFigures().of(folder / "lifts", {}, asked)
    assert found["check"] == Figures(cases=3, applies=1, overdue=1, unsure=1)  # nobody knows the state of the mill
    assert found["repair"] == Figures(cases=3, applies=1, overdue=1, unsure=1)


def test_a_text_that_is_not_saved_counts(folder: Path) -> None:
    file = folder / "lifts" / WHOLE.name
    text = file.read_text(encoding="utf-8").replace("within 12 months after", "within 24 months after")
    assert PlanFigures().of(folder / "lifts", {file: text}, AskedCases(folder / "cases.yaml", ON))["check"].overdue == 0


def test_nothing_is_worked_out_again_while_nothing_is_otherwise(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, cases = folder / "lifts", folder / "cases.yaml"
    file = policy / WHOLE.name
    text = file.read_text(encoding="utf-8")
    figures = PlanFigures()
    decided: list[object] = []
    decide = figures.workspace.decide
    monkeypatch.setattr(figures.workspace, "decide", lambda *of, **by: (decided.append(of), decide(*of, **by))[1])
    asked = AskedCases(cases, ON)
    told = figures.of(policy, {file: text}, asked)
    read = figures.workspace.worked_out["check_version"]
    assert figures.of(policy, {file: text}, asked) == told
    assert figures.of(policy, {}, asked) == told, "on the disk it is the same"
    assert (len(decided), figures.workspace.worked_out["check_version"]) == (1, read)
    longer = text.replace("within 12 months after", "within 24 months after")
    assert figures.of(policy, {file: longer}, asked)["check"].overdue == 0
    cases.write_text(CASES.replace("2023-02-01", "2020-02-01"), encoding="utf-8")
    assert figures.of(policy, {file: longer}, asked)["check"].overdue == 1
    assert figures.of(policy, {file: longer}, AskedCases(cases, date(2020, 6, 1))) == {}
    assert len(decided) == 3, "nothing was in force on the last day"


def test_the_table_of_facts_that_a_mapping_names_counts_too(folder: Path) -> None:
    (folder / "visits.csv").write_text("lift,what,when,state\nTown hall,check,2023-02-01,sound\n", encoding="utf-8")
    mapping = "events: {case: lift, event: what, on: when, fields: {state: state}}\n"
    mapping += "facts: {table: facts.csv, case: lift, fields: {in service: used, floors: storeys}}\n"
    (folder / "visits.yaml").write_text(mapping, encoding="utf-8")
    asked = AskedCases(folder / "visits.csv", ON, folder / "visits.yaml")
    assert places_asked(asked).all == tuple(folder / name for name in ("visits.csv", "facts.csv", "visits.yaml"))
    figures = PlanFigures()
    told = []
    for used in (None, "yes", "no"):
        if used is not None:
            (folder / "facts.csv").write_text(f"lift,used,storeys\nTown hall,{used},4\n", encoding="utf-8")
        told.append(figures.of(folder / "lifts", {}, asked).get("check"))
    assert told == [None, Figures(1, 1, 0, 1), Figures(1, 0, 0, 0)], "there are no facts at first"


@pytest.mark.parametrize("settings", [None, {}, {"cases": "cases.yaml"}, {"cases": 3, "on": "2024-06-01"},
                                      {"cases": "cases.yaml", "on": "June"}, ["cases"]])  # fmt: skip
def test_without_cases_and_a_day_nothing_is_asked(settings: object, folder: Path) -> None:
    assert asked_cases(settings, folder) is None


def test_what_cannot_be_answered_has_no_figures(folder: Path) -> None:
    assert PlanFigures().of(folder / "lifts", {}, AskedCases(folder / "nowhere.yaml", ON)) == {}
    assert PlanFigures().of(folder / "lifts", {}, AskedCases(folder / "cases.yaml", date(1999, 1, 1))) == {}


def test_figures_stand_where_the_rule_was_written_last() -> None:
    desk = Desk()
    desk.read(WHOLE)
    assert written_last(desk, WHOLE, ON) == {"check": WHOLE, "repair": WHOLE}
    assert written_last(desk, WHOLE, date(2025, 6, 1)) == {"check": AMENDMENT, "repair": WHOLE}


RENAMED = [
    ("  floors: number", "storeys", "floors: ", 3),
    ("  short check:", "quick look", "short check", 1),
    ("      state: state", "condition", "state: ", 3),
    ("[sound, worn", "whole", "sound}", 1),
]


@pytest.mark.parametrize(("at", "new", "before", "times"), RENAMED)
def test_a_name_is_written_otherwise_in_case_files_too(
    folder: Path, at: str, new: str, before: str, times: int
) -> None:
    file = folder / "lifts" / WHOLE.name
    desk = Desk()
    desk.read(file)
    text = file.read_text(encoding="utf-8")
    mention = mention_at(desk, file, text.index(at) + len(at) - len(at.lstrip(" [")))
    assert mention is not None
    edits = renamed(desk, file, mention, new, AskedCases(folder / "cases.yaml", ON)).edits[folder / "cases.yaml"]
    assert len(edits) == times
    assert all(CASES[span.start :].startswith(before.rstrip(": }")) for span, _ in edits)


def test_case_files_below_a_policy_are_its_own(folder: Path) -> None:
    below = folder / "lifts" / "cases"
    below.mkdir()
    shutil.copy(folder / "cases.yaml", below / "some.yaml")
    found = files_beside(Desk(), folder / "lifts" / WHOLE.name, places_asked(None))
    assert [file.relative_to(folder).as_posix() for file in found] == ["lifts/cases/some.yaml", "lifts/years.csv"]


def test_names_are_found_in_all_files(folder: Path) -> None:
    files = sorted((folder / "lifts").glob("*.yaml"))
    found = [
        (file.name, each.section, each.name)
        for file, each in named_in(Desk(), [*files, folder / "cases.yaml"], "CHECK")
    ]
    assert ("2024-01-01.yaml", "requirements", "check") in found
    assert ("2025-01-01.yaml", "requirements", "check") in found
    assert ("2024-01-01.yaml", "definitions", "years between checks") in found
    assert all(name != "cases.yaml" for name, _, _ in found)


def test_an_example_is_begun_from_cases_that_belong_to_the_policy(folder: Path) -> None:
    rules, asked = folder / "lifts" / WHOLE.name, AskedCases(folder / "cases.yaml", ON)
    own, apart, hidden = folder / "lifts" / "own.yaml", folder / "apart.yaml", folder / "lifts" / ".own.yaml"
    for file in (own, apart, hidden):
        shutil.copy(folder / "cases.yaml", file)
    desk = Desk()
    desk.open(rules, rules.read_text(encoding="utf-8"))
    begun = {
        file.name: [(each.policy, each.name) for each in beginnings(desk, file, CASES.index("Library"), asked)]
        for file in (asked.cases, own, apart, hidden)
    }
    library = [(folder / "lifts", "Library")]
    assert begun == {"cases.yaml": library, "own.yaml": library, "apart.yaml": [], ".own.yaml": []}
