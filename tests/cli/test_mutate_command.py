"""`ilacs-rules mutate`: small mistakes made in a policy, and which of them its worked examples notice."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import FIRE, run

ROOT = Path(__file__).parents[2]
LAUNCH = ("mutate", "ilacs", "--version", "2018-01-01", "--format", "json")
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


@pytest.mark.thorough
def test_the_launch_text_is_held_fast_by_its_examples_and_what_is_not_has_its_reason() -> None:
    answer = json.loads(run(*LAUNCH, "--jobs", "1").stdout)
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?m)^\| ([^|]+) \| ([^|]*(?:instead of|not satisfied)[^|]*) \| [^|]+ \|$", page))
    left = {(each["of"], each["mistake"]) for each in answer["versions"][0]["mistakes"] if each["noticed_by"] is None}
    assert left == told
    assert answer["noticed"] / answer["tried"] > 0.93
