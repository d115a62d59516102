"""`review`: what a change kept in git does, on one page: to whom, examples, coverage, assumptions, findings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import ilacs_rules
from ilacs_rules.workspace import review_scope, reviews
from tests.cli.running import EXPECTED, run
from tests.cli.test_machine_forms import validator
from tests.repositories import commit, git, needs_git

pytestmark = needs_git

Golden = Callable[[str, Path], None]

POLICY = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: building
sources:
  notice: {title: Fire checks, published: 2019-11-01}
facts:
  height: number
events:
  check: {}
definitions:
  tall:
    source: notice
    value: height > 18
requirements:
  check:
    source: notice
    when: tall
    event: check
    due: every 12 months after end of latest check
examples:
  - name: A tall building is checked each year
    on: 2020-06-30
    facts: {height: 20}
    events:
      - {event: check, on: 2020-02-03}
    expect:
      check: {target: 2021-02-03, status: not yet open}
  - name: A low building is not
    on: 2020-06-30
    facts: {height: 12}
    expect:
      check: does not apply
"""
AMENDMENT = """\
policy: fire
amends: 2020-01-01
published: 2020-12-01
in force: {from: 2021-01-01}
summary: Tall buildings are checked twice a year.
requirements:
  check:
    assumes: Twice a year is read as every six months.
    due: every 6 months after end of latest check
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A repository with the policy `fire` in a folder, of one version; each commit has the same name on any day."""
    (tmp_path / "fire").mkdir()
    (tmp_path / "fire" / "2020-01-01.yaml").write_text(POLICY)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "fire" / "2020-01-01.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def reviewed(folder: Path, *arguments: str) -> str:
    result = run("review", *arguments, folder=folder)
    assert result.stderr == ""
    return result.stdout


def data(result: Result) -> dict[str, object]:
    answer = json.loads(result.stdout)
    validator("review").validate(answer)
    (policy,) = answer["policies"]
    assert isinstance(policy, dict)
    return policy


def glance(folder: Path, *arguments: str) -> dict[str, str]:
    said = data(run("review", *(arguments or ("HEAD",)), "--format", "json", folder=folder))["at a glance"]
    assert isinstance(said, dict)
    return said


def test_an_assumption_that_stands_at_what_changes_is_told(kept: Path) -> None:
    """The rule says twelve months no more; what is assumed of the twelve is for the reader to see."""
    edit(kept, "    due: every 12", "    assumes: twelve months are a year.\n    due: every 12")
    git(kept, "commit", "-q", "-a", "-m", "assumed")
    edit(kept, "due: every 12 months", "due: every 6 months")
    said = "None is new; what is assumed of “Check”, which changes, stands as before."
    assert glance(kept)["Assumptions"] == said
    page = reviewed(kept, "HEAD")
    assert f"- **Assumptions:** {said}\n" in page
    assert "- **Check:** Twelve months are a year.\n" in page


def test_what_is_assumed_as_before_in_two_versions_is_named_once(kept: Path) -> None:
    """Each version assumes something of its own of the same rule."""
    edit(kept, "    due: every 12", "    assumes: twelve months are a year.\n    due: every 12")
    (kept / "fire" / "2021-01-01.yaml").write_text(AMENDMENT.replace("every 6 months", "every 12 months"))
    commit(kept)
    edit(kept, "when: tall", "when: tall and height < 90")
    said = "None is new; what is assumed of “Check”, which changes, stands as before."
    assert glance(kept)["Assumptions"] == said


def test_a_new_version_on_one_page(kept: Path, golden: Golden) -> None:
    git(kept, "checkout", "-q", "-b", "twice")
    (kept / "fire" / "2021-01-01.yaml").write_text(AMENDMENT)
    (kept / "README.md").write_text("Fire safety of Anyshire.\n")
    commit(kept)
    golden(reviewed(kept, "main..twice"), EXPECTED / "review-new-version.md")


def test_a_program_is_told_the_same(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(kept, "every 12 months", "every 6 months")
    asked = run("review", "HEAD", "--format", "json", folder=kept)
    monkeypatch.chdir(kept)
    review = ilacs_rules.review("HEAD")
    assert json.loads(asked.stdout) == review.as_data()
    assert review.as_markdown() == reviewed(kept, "HEAD").rstrip("\n")
    assert not review.sound
    with pytest.raises(ilacs_rules.PolicyError, match="there is no revision “nothing”"):
        ilacs_rules.review("HEAD..nothing")


@pytest.mark.parametrize(("limit", "what"), [("MOST_FILES", "files that may be rules"), ("MOST_POLICIES", "policies")])
def test_where_too_much_differs_nothing_is_looked_at(
    kept: Path, monkeypatch: pytest.MonkeyPatch, limit: str, what: str
) -> None:
    edit(kept, "every 12 months", "every 6 months")
    (kept / "more.yaml").write_text(POLICY)
    monkeypatch.setattr(review_scope, limit, 1)
    result = run("review", "HEAD", folder=kept)
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search(
        rf"review: 2 {what} differ from HEAD \(\w+\) to the working copy, and 1 are the most", result.stderr
    )
    assert "[E124]" in result.stderr
    assert "## Fire safety" in reviewed(kept, "HEAD", "fire", "more.yaml"), "those that are named are looked at"


def test_of_very_many_versions_it_is_told_which_were_not_worked_out(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(kept, "every 12 months", "every 6 months")
    monkeypatch.setattr(reviews, "MOST_WORKED_OUT", 0)
    assert glance(kept)["What changes"] == "Of one version it was not worked out what comes out otherwise."
    page = reviewed(kept, "HEAD")
    assert "every 12 months" in page
    assert "of the version of 1 January 2020 it is told how it reads, and made-up cases were not asked" in page


def test_an_edit_that_is_not_committed_on_one_page(kept: Path, golden: Golden) -> None:
    edit(kept, "height > 18", "height > 11")
    edit(kept, "latest check\n", "latest check\n    assumes: Eleven metres are four storeys.\n")
    result = run("review", "HEAD", folder=kept)
    golden(result.stdout, EXPECTED / "review-edit.md")
    assert result.exit_code == 1, "an example is broken"


def test_a_change_of_nothing_but_an_example(kept: Path) -> None:
    edit(kept, "height: 12", "height: 18")
    edit(kept, "A tall building is checked each year", "Each year")
    said = glance(kept)
    assert said["What changes"] == "The rules are as they were, in every version."
    assert said["Examples"] == "Two examples hold. One tells another case now; one is new; one is gone."
    assert "Tried by examples" not in said


def test_an_example_that_expects_something_else_says_what(kept: Path) -> None:
    edit(kept, "every 12 months", "every 6 months")
    edit(kept, "target: 2021-02-03", "target: 2020-08-03")
    page = reviewed(kept, "HEAD")
    assert "One expects something else now." in page
    assert "“check” was target 2021-02-03, not yet open, and is now target 2020-08-03, not yet open" in page


def test_where_an_example_comes_out_otherwise_it_is_not_said_that_no_case_does(kept: Path) -> None:
    """More is told of its record than of a made-up case, so that the search leaves it aside, and finds no other."""
    edit(kept, "every 12 months after end of latest check", '"every 12 months after 2018-02-03, at least 2 times"')
    edit(
        kept,
        "- {event: check, on: 2020-02-03}",
        "- {event: check, on: 2019-02-03}\n      - {event: check, on: 2020-02-03}",
    )
    edit(kept, "facts: {height: 20}", "facts: {height: 20}\n    complete until: 2020-06-30")
    commit(kept)
    edit(kept, "at least 2 times", "up to 2 times")
    said = glance(kept)
    assert said["Examples"] == "One example holds. One is broken."
    assert said["What changes"] == (
        "Worked examples come out otherwise, as is told of them; no made-up case was found that does."
    )


def test_another_wording_of_the_same_changes_nothing(kept: Path) -> None:
    edit(kept, "value: height > 18", "value: 18 < height")
    assert glance(kept)["What changes"] == "In these rules, what is asked, and of whom, does not change."


def test_versions_that_are_changed_alike_are_told_once_and_it_is_said_what_was_not_tried(kept: Path) -> None:
    later = AMENDMENT[: AMENDMENT.index("requirements:")]
    (kept / "fire" / "2021-01-01.yaml").write_text(later + "requirements:\n  check:\n    lasts: 2 days\n")
    commit(kept)
    edit(kept, "every 12 months", "every 6 months")
    page = reviewed(kept, "HEAD")
    assert page.count("### In the version of") == 1
    assert "The version of 1 January 2021 reads otherwise in the same parts." in page
    assert "no other than that of 1 January 2020 was asked of made-up cases" in page


def test_a_finding_is_new_once_wherever_its_line_has_moved_to(kept: Path) -> None:
    edit(kept, "facts:\n", "  letter: {title: A letter, published: 2019-11-02}\nfacts:\n")
    assert "1 warning" in glance(kept)["Findings"]
    commit(kept)
    edit(kept, "sources:\n", "# what it rests on\nsources:\n")
    assert glance(kept)["Findings"] == "Nothing new is found."
    edit(kept, "  letter: {title: A letter, published: 2019-11-02}\n", "")
    assert glance(kept)["Findings"] == "Nothing new is found. One found before is settled."


def test_what_has_mistakes_is_told_to_be_of_no_use(kept: Path) -> None:
    edit(kept, "when: tall", "when: tal")
    result = run("review", "HEAD", folder=kept)
    assert "- **It cannot be used:** 1 error." in result.stdout
    assert "E301, fire/2020-01-01.yaml, line 20: " in result.stdout
    assert result.exit_code == 1
    commit(kept)
    edit(kept, "when: tal\n", "when: tall\n")
    assert "it cannot be used (1 error), so what changes is not told." in glance(kept)["What changes"]


def test_policies_that_come_and_go(kept: Path) -> None:
    (kept / "gas.yaml").write_text(POLICY.replace("policy: fire", "policy: gas"))
    assert glance(kept)["What changes"] == "It is new."
    assert "Assumptions" not in glance(kept), "it may hold many, and was held against nothing"
    commit(kept)
    (kept / "gas.yaml").unlink()
    assert glance(kept)["What changes"] == "It is taken away."


def test_a_table_in_a_file_of_its_own_is_part_of_its_policy(kept: Path) -> None:
    edit(kept, "    value: height > 18", "    table: tall.csv")
    (kept / "fire" / "tall.csv").write_text("height,tall\n> 18,yes\n<= 18,no\n")
    commit(kept)
    (kept / "fire" / "tall.csv").write_text("height,tall\n> 11,yes\n<= 11,no\n")
    assert "“Check” comes out otherwise" in glance(kept)["What changes"]


def test_what_others_did_meanwhile_is_left_aside_with_three_dots(kept: Path) -> None:
    git(kept, "checkout", "-q", "-b", "mine")
    edit(kept, "every 12 months", "every 6 months")
    commit(kept)
    git(kept, "checkout", "-q", "main")
    edit(kept, "title: Fire safety", "title: Safety from fire")
    (kept / "gas.yaml").write_text(POLICY.replace("policy: fire", "policy: gas"))
    commit(kept)
    assert "Gone" not in reviewed(kept, "main...mine")
    assert len(json.loads(reviewed(kept, "main...mine", "--format", "json"))["policies"]) == 1
    assert len(json.loads(reviewed(kept, "main..mine", "--format", "json"))["policies"]) == 2


def test_only_what_is_named_is_looked_at_and_the_rest_is_told(kept: Path) -> None:
    (kept / "gas.yaml").write_text(POLICY.replace("policy: fire", "policy: gas"))
    edit(kept, "every 12 months", "every 6 months")
    told = json.loads(reviewed(kept, "HEAD", "gas.yaml", "--format", "json"))
    assert [each["policy"] for each in told["policies"]] == ["gas.yaml"]
    assert told["not looked at"]["files"] == ["fire/2020-01-01.yaml"]


def test_no_policy_and_no_revision_are_told(kept: Path) -> None:
    assert "No policy was touched." in reviewed(kept, "HEAD..HEAD")
    assert "[E101]" in run("review", "HEAD", "nothing-here", folder=kept).stderr
    assert "[E123]" in run("review", "no-branch..HEAD", folder=kept).stderr


def test_of_many_kinds_of_cases_the_first_are_shown_and_the_others_folded_away(kept: Path) -> None:
    rules = "".join(
        f"  visit {number}:\n    source: notice\n    when: height is {number}\n    event: check\n"
        "    due: every 24 months after end of latest check\n"
        for number in range(1, 8)
    )
    edit(kept, "examples:\n", f"{rules}examples:\n")
    commit(kept)
    edit(kept, "every 24 months", "every 18 months")
    page = reviewed(kept, "HEAD")
    shown, folded, rest = page.partition("<details><summary>Others that come out otherwise: 2</summary>")
    assert folded
    counts = [part.count("**Some buildings") for part in (shown, rest.partition("</details>")[0])]
    assert counts == [5, 2]


def test_a_long_list_is_folded_away(kept: Path) -> None:
    for number in range(9):
        (kept / f"{number}.txt").write_text("a note\n")
    assert "<details><summary>Files that differ and were not looked at: 9</summary>" in reviewed(kept, "HEAD")
