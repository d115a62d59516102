"""What a new version repeals, and an earlier one may have to decide still: on the screen it cannot be told yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

BEFORE = """\
policy: calls
title: Calls
publisher: Anyshire
published: 2023-10-01
in force: {from: 2024-01-01}
subject: school
events: {visit: {}, call: {}}
definitions: {last visit: latest visit}
requirements:
  calls: {assumes: an example, event: call, due: every month after end of last visit}
"""
AFTER = """\
policy: calls
amends: 2024-01-01
published: 2024-10-01
in force: {from: 2025-01-01}
summary: Calls are no more, save where a visit was before.
requirements: {calls: repealed}
transition:
  visited before: {assumes: an example, keep: 2024-01-01, when: end of last visit is before 2025-01-01}
"""
ON = ("calls", "cases.yaml", "--on", "2025-03-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls/2024-01-01.yaml").write_text(BEFORE, encoding="utf-8")
    (tmp_path / "calls/2025-01-01.yaml").write_text(AFTER, encoding="utf-8")
    cases = "cases:\n  - name: Birch\n    complete from: {visit: 2025-01-15}\n"
    (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("plan", "Birch  perhaps calls  not told"),
        ("decide", "calls        cannot be told yet"),
        ("why", "Calls: cannot tell.\n  The record of visits is not complete before 15 January 2025.\n"),
    ],
)
def test_what_may_still_be_asked_by_the_version_before_cannot_be_told_yet(
    folder: Path, command: str, told: str
) -> None:
    assert told in run(command, *ON, folder=folder).stdout


@pytest.mark.parametrize("told_as", ["csv", "html", "json"])
def test_every_form_of_a_plan_has_it(folder: Path, told_as: str) -> None:
    for every in ((), ("--all",)):
        assert "calls" in run("plan", *ON, *every, "--format", told_as, folder=folder).stdout


def test_it_stands_in_the_spreadsheet_the_page_and_the_comparison(folder: Path) -> None:
    written = run("plan", *ON, "--format", "xlsx", "--out", "plan.xlsx", folder=folder)
    assert written.exit_code == 0, written.stderr
    assert "May apply: calls." in run("case", *ON, "--case", "Birch", folder=folder).stdout
    changed = run("compare", "calls@2024-01-01", "calls", *ON[1:], "--format", "json", folder=folder)
    assert "calls" in json.dumps(json.loads(changed.stdout)["changes"])
