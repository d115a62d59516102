"""`diff --committed`: a policy as its files are, held against its text in git; and two copies told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilacs_rules import PolicyError, Workspace
from ilacs_rules.workspace.differences import differences_since_committed
from tests.cli.running import run, seen
from tests.repositories import commit, git, needs_git

pytestmark = needs_git

POLICY = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: building
facts:
  height: number
events:
  check: {}
requirements:
  check:
    assumes: an example
    when: height > 18
    event: check
    due: every 12 months after end of latest check
"""
AMENDMENT = """\
policy: fire
amends: 2020-01-01
published: 2020-12-01
in force: {from: 2021-01-01}
requirements:
  check:
    assumes: an example
    lasts: 2 days
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A repository with the policy `fire` in a folder, of two versions."""
    (tmp_path / "fire").mkdir()
    (tmp_path / "fire" / "2020-01-01.yaml").write_text(POLICY)
    (tmp_path / "fire" / "2021-01-01.yaml").write_text(AMENDMENT)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "fire" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def told(folder: Path, *arguments: str) -> str:
    return " ".join(seen(run("diff", "fire", "--committed", *arguments, folder=folder)).split())


def test_what_is_as_committed_is_said_to_be_so(kept: Path) -> None:
    found = told(kept)
    assert found.startswith("Fire safety: the working copy held against the text committed in HEAD (")
    assert "The text of the versions of 1 January 2020 and 1 January 2021 is as committed in HEAD" in found


def test_an_edit_shows_in_each_version_that_takes_it_over(kept: Path) -> None:
    edit(kept, "2020-01-01.yaml", "height > 18", "height > 11")
    found = told(kept)
    assert "by the working copy than by the text committed in HEAD (" in found
    assert "both in the version of 1 January 2020" in found
    assert "height" in found
    assert "The version of 1 January 2021 differs in the same parts of the same requirements" in found
    data = json.loads(run("diff", "fire", "--committed", "--format", "json", folder=kept).stdout)
    assert [each["after"] for each in data["versions"]] == ["2020-01-01", "2021-01-01"]
    assert data["versions"][0]["texts"]["after"] == "the working copy"
    assert data["findings"] == []


def test_with_a_day_only_the_version_in_force_on_it_is_told(kept: Path) -> None:
    edit(kept, "2020-01-01.yaml", "12 months", "6 months")
    found = told(kept, "--from", "2021-06-01")
    assert "both in the version of 1 January 2021" in found
    assert "2020" not in found.split("than by")[1].partition("Check")[0]


def test_a_remark_and_a_worked_example_are_no_other_text(kept: Path) -> None:
    path = kept / "fire" / "2020-01-01.yaml"
    example = "examples:\n  - {name: A tall one, on: 2020-06-01, facts: {height: 30}, expect: {check: undetermined}}\n"
    path.write_text("# reviewed\n" + path.read_text() + example)
    assert "is as committed" in told(kept)


def test_a_version_that_is_new_is_held_against_what_it_takes_the_place_of(kept: Path) -> None:
    amendment = AMENDMENT.replace("2020-01-01", "2021-01-01").replace("in force: {from: 2021", "in force: {from: 2022")
    (kept / "fire" / "2022-01-01.yaml").write_text(amendment.replace("2 days", "3 days"))
    found = told(kept)
    assert "by the working copy (version of 1 January 2022) than by the text committed in HEAD (" in found
    assert "(version of 1 January 2021)" in found


def test_a_version_of_days_on_which_there_was_none_stands_alone(kept: Path) -> None:
    text = POLICY.replace("2020-01-01", "2019-06-01").replace("2019-11-01", "2019-05-01")
    text = text.replace("{from: 2019-06-01}", "{from: 2019-06-01, until: 2019-12-31}")
    (kept / "fire" / "2019-06-01.yaml").write_text(text)
    found = told(kept)
    assert "The version of 1 June 2019 is in the working copy; by the text committed in HEAD" in found


def test_an_earlier_revision_is_named_as_git_names_it(kept: Path) -> None:
    edit(kept, "2020-01-01.yaml", "12 months", "6 months")
    commit(kept)
    assert "is as committed in HEAD" in told(kept)
    assert "than by the text committed in HEAD~1 (" in told(kept, "HEAD~1")


def test_a_table_in_a_file_of_its_own_counts(kept: Path) -> None:
    path = kept / "fire" / "2020-01-01.yaml"
    path.write_text(path.read_text().replace("height > 18", "tall") + "definitions:\n  tall:\n    table: tall.csv\n")
    (kept / "fire" / "tall.csv").write_text("height,tall\n> 18,yes\n<= 18,no\n")
    commit(kept)
    assert "is as committed" in told(kept)
    (kept / "fire" / "tall.csv").write_text("height,tall\n> 11,yes\n<= 11,no\n")
    assert "both in the version of 1 January 2020" in told(kept)


@pytest.mark.parametrize("revision", ["nothing-of-that-name", "HEAD^{tree}:fire", "a\nb", " "])
def test_no_such_revision(kept: Path, revision: str) -> None:
    result = run("diff", "fire", f"--committed={revision}", folder=kept)
    assert result.exit_code == 1
    assert "[E123]" in result.stderr
    assert "there is no revision" in result.stderr


def test_a_revision_is_never_taken_for_an_option(kept: Path) -> None:
    with pytest.raises(PolicyError, match="there is no revision"):
        differences_since_committed(Workspace(), kept / "fire", "--git-dir")


def test_it_is_told_where_nothing_is_committed(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept / "new").mkdir()
    (kept / "new" / "2020-01-01.yaml").write_text(POLICY)
    assert "it is not in HEAD (" in run("diff", "new", "--committed", folder=kept).stderr
    git(kept / "new", "init", "-q")
    assert "nothing has been committed yet" in run("diff", "new", "--committed", folder=kept).stderr
    monkeypatch.setenv("PATH", f"{tmp_path / 'nowhere'}")
    assert "git is not installed here" in run("diff", "fire", "--committed", folder=kept).stderr


def test_it_is_told_where_there_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", f"{tmp_path.parent}")
    (tmp_path / "fire.yaml").write_text(POLICY)
    assert "it lies in no git repository" in run("diff", "fire.yaml", "--committed", folder=tmp_path).stderr


def test_mistakes_in_what_was_committed_are_told_of_that_text(kept: Path) -> None:
    edit(kept, "2020-01-01.yaml", "height > 18", "heigt > 18")
    commit(kept)
    edit(kept, "2020-01-01.yaml", "heigt > 18", "height > 18")
    result = run("diff", "fire", "--committed", folder=kept)
    assert "fire/2020-01-01.yaml as in HEAD (" in result.stderr
    assert "[E301]" in result.stderr


def test_nothing_is_written(kept: Path) -> None:
    edit(kept, "2020-01-01.yaml", "12 months", "6 months")
    before = {path: path.stat().st_mtime_ns for path in kept.rglob("*")}
    told(kept)
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*")} == before


def test_what_is_asked_must_make_sense() -> None:
    assert "leave OTHER out" in run("diff", "fire.yaml", "edited.yaml", "--committed").stderr
    assert "--from DATE --to DATE" in run("diff", "fire.yaml", "edited.yaml", "--from", "2020-06-30").stderr


def test_two_copies_are_told_apart_by_their_names() -> None:
    found = run("diff", "fire.yaml", "edited.yaml", "--from", "2020-06-30", "--to", "2020-06-30").stdout
    assert "by “edited.yaml” than by “fire.yaml”" in " ".join(found.split())
