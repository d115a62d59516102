"""`ilacs-rules mutate`: small mistakes made in a policy, and which of them its worked examples notice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import FIRE, run

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "not-noticed.md"
SPARE = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: home
sources:
  scheme: {title: The scheme, published: 2024-01-01}
events:
  inspection: {}
requirements:
  inspection:
    source: scheme
    event: inspection
    due: every 12 months after end of latest inspection
examples:
  - name: A year later
    on: 2024-06-01
    events: [{event: inspection, start: 2024-05-01, end: 2024-05-02}]
    expect:
      inspection: WHAT
"""
LATER = """\
policy: homes
amends: 2024-01-01
published: 2025-01-01
in force: {from: 2025-01-01}
requirements:
  inspection:
    note: said again
    due: every 12 months after end of latest inspection
"""


def mistakes(*arguments: str, folder: Path = FIRE) -> list[dict[str, Any]]:
    answer = json.loads(run("mutate", *arguments, "--format", "json", folder=folder).stdout)
    return [each for version in answer["versions"] for each in version["mistakes"]]


def unnoticed(tmp_path: Path, expected: str) -> list[str]:
    (tmp_path / "homes.yaml").write_text(SPARE.replace("WHAT", expected), encoding="utf-8")
    return [each["mistake"] for each in mistakes("homes.yaml", folder=tmp_path) if each["noticed_by"] is None]


def test_an_example_that_expects_little_notices_little(tmp_path: Path) -> None:
    every_one = [
        "strength “will” instead of “must”",
        "“13 months” instead of “12 months”",
        "“11 months” instead of “12 months”",
        "“12 weeks” instead of “12 months”",
        "“start” instead of “end”",
        "“first” instead of “latest”",
    ]
    assert unnoticed(tmp_path, "not yet open") == every_one
    assert unnoticed(tmp_path, "{target: 2025-05-02}") == [every_one[0], every_one[5]]
    assert unnoticed(tmp_path, "{target: 2025-05-02, strength: must}") == [every_one[5]]


def test_each_sort_of_mistake_is_made() -> None:
    kinds = {each["kind"] for each in mistakes("halls.yaml")}
    assert kinds == {
        "a number, day or length one step off",
        "the value beside it",
        "another unit of time",
        "the opposite",
        "and, or",
        "something left out",
        "rows of a table",
        "another event or day",
        "another word under a key",
        "another strength",
    }


def test_an_amendment_is_tried_in_what_it_writes_itself_also_by_the_examples_before_it(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.yaml").write_text(SPARE.replace("WHAT", "{target: 2025-05-02}"), encoding="utf-8")
    (tmp_path / "2025-01-01.yaml").write_text(LATER, encoding="utf-8")
    made = mistakes(".", "--version", "2025-01-01", folder=tmp_path)
    assert {(each["line"], each["file"]) for each in made} == {(8, "2025-01-01.yaml")}
    assert [each["mistake"] for each in made if each["noticed_by"] is None] == ["“first” instead of “latest”"]


def test_examples_that_do_not_hold_tell_nothing() -> None:
    result = run("mutate", "wrong-examples.yaml")
    assert (result.exit_code, "E801" in result.stderr, result.stdout) == (1, True, "")


def test_a_day_on_which_no_version_began_is_told_with_those_that_there_are() -> None:
    result = run("mutate", "sif", "--version", "2014-01-01")
    assert result.exit_code == 2
    assert "there are those of 2013-11-19 and 2016-05-31" in result.stderr


def test_several_processes_find_the_same_in_the_same_order() -> None:
    assert mistakes("halls.yaml", "--jobs", "2") == mistakes("halls.yaml", "--jobs", "1")


def test_what_is_said_otherwise_and_means_the_same_is_no_mistake(tmp_path: Path) -> None:
    text = SPARE.replace("inspection: {}", "inspection: {}\nfacts: {places: number}").replace(
        "    due:", "    when: places > 4 and places > 2\n    due:"
    )
    (tmp_path / "homes.yaml").write_text(text.replace("WHAT", "undetermined"), encoding="utf-8")
    answer = json.loads(run("mutate", "homes.yaml", "--format", "json", folder=tmp_path).stdout)
    (version,) = answer["versions"]
    same = [each["mistake"] for each in version["mistakes"] if each["same"]]
    assert same == ["without “places > 2”", "“3” instead of “2”", "“1” instead of “2”"]
    assert answer["same"] == 3
    assert answer["tried"] == len(version["mistakes"]) - 3
    assert "; 3 more surely mean the same, and are left out" in " ".join(
        run("mutate", "homes.yaml", folder=tmp_path).stdout.split()
    )


def test_what_an_example_can_only_see_in_a_definition_is_a_mistake(tmp_path: Path) -> None:
    """No requirement hangs on it, so that all that is asked comes out alike."""
    text = SPARE.replace("requirements:", "facts: {places: number}\ndefinitions:\n  large: places > 4\nrequirements:")
    (tmp_path / "homes.yaml").write_text(text.replace("WHAT", "{strength: must}"), encoding="utf-8")
    made = mistakes("homes.yaml", folder=tmp_path)
    assert [each["same"] for each in made if each["of"] == "large"] == [False, False]


def test_of_strengths_that_no_example_expects_it_is_said_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "homes.yaml").write_text(SPARE.replace("WHAT", "{target: 2025-05-02}"), encoding="utf-8")
    shown = " ".join(run("mutate", "homes.yaml", folder=tmp_path).stdout.split())
    assert (
        "line 12: another strength of “inspection”: write “strength: must” into what an example of it expects" in shown
    )


def test_what_was_kept_is_not_tried_again_unless_it_was_edited(tmp_path: Path) -> None:
    """What is kept is written over with what is false, which shows where it is taken as it stands."""
    policy, kept = tmp_path / "homes.yaml", tmp_path / "kept.json"
    text = SPARE.replace("WHAT", "{target: 2025-05-02}")

    def tried_again(edited: str) -> int:
        """Of how many mistakes it is found out anew that nothing notices them."""
        policy.write_text(text, encoding="utf-8")
        mistakes("homes.yaml", "--keep", "kept.json", folder=tmp_path)
        kept.write_text(kept.read_text(encoding="utf-8").replace("false", "true"), encoding="utf-8")
        policy.write_text(edited, encoding="utf-8")
        made = mistakes("homes.yaml", "--keep", "kept.json", folder=tmp_path)
        kept.unlink()
        return sum(each["noticed_by"] is None for each in made)

    assert tried_again(text) == 0
    assert tried_again("# agreed in May\n" + text.replace("title: The scheme", "title: Our scheme")) == 0
    assert tried_again(text.replace("A year later", "After a year")) == 2  # an example that was not there
    assert tried_again(text.replace("12 months", "13 months").replace("2025-05-02}", "2025-06-02}")) == 2


@pytest.mark.parametrize("kept", ["", "no JSON", "[]", '{"form": 1, "by": "another", "versions": {}}'])
def test_a_file_of_something_else_is_no_hindrance(tmp_path: Path, kept: str) -> None:
    (tmp_path / "homes.yaml").write_text(SPARE.replace("WHAT", "{target: 2025-05-02}"), encoding="utf-8")
    (tmp_path / "kept.json").write_text(kept, encoding="utf-8")
    assert mistakes("homes.yaml", "--keep", "kept.json", folder=tmp_path) == mistakes("homes.yaml", folder=tmp_path)


def told_on_the_page() -> dict[str, tuple[int, int, set[tuple[str, ...]]]]:
    """By policy how many mistakes are noticed, of how many, and which are not."""
    found = {}
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        policy = section[section.index("`") + 1 : section.index("`)")]
        noticed, tried = map(int, section.split("\n\n")[1].split(" mistakes")[0].split(" of "))
        rows = [tuple(map(str.strip, line.split("|")[1:5])) for line in section.splitlines() if line.startswith("| 20")]
        assert all(row[3] for row in rows)
        found[policy] = noticed, tried, {row[:3] for row in rows}
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("policy", told_on_the_page())
def test_the_shipped_policies_are_held_fast_by_their_examples_and_what_is_not_has_its_reason(policy: str) -> None:
    answer = json.loads(run("mutate", policy, "--jobs", "1", "--format", "json", folder=ROOT).stdout)
    left = {
        (version["version"], each["of"], each["mistake"])
        for version in answer["versions"]
        for each in version["mistakes"]
        if each["noticed_by"] is None and not each["same"]
    }
    assert (answer["noticed"], answer["tried"], left) == told_on_the_page()[policy]
    assert answer["noticed"] / answer["tried"] >= 0.95
