"""`show`: the whole text of a version, on the screen and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import run
from tests.cli.test_machine_forms import validator

ROOT = Path(__file__).parents[2]


def words(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_text_of_a_day_with_its_amendments_worked_in() -> None:
    launch = run("show", "rules/ilacs", "--on", "2018-03-01", folder=ROOT)
    autumn = run("show", "rules/ilacs", "--on", "2018-10-01", folder=ROOT)
    assert launch.exit_code == autumn.exit_code == 0
    assert words(launch.stdout)[1:3] == [
        "# The text on 1 March 2018:",
        "# in force from 1 January 2018, published on 29 November 2017.",
    ]
    due = "due: every quarter after end of opening visit, at least 3 times"
    assert f"\n# 2018-01-01.yaml:268\n{due}\n" in "\n".join(words(launch.stdout))
    assert f"\ndue: >- # 2018-09-17.yaml:36\n{due.removeprefix('due: ')}, up to 5 times\n" in "\n".join(
        words(autumn.stdout)
    )
    wide = [line for line in (launch.stdout + autumn.stdout).splitlines() if len(line) > 80 and " " in line.strip()]
    assert wide == [], "only an address cannot be broken"


def test_what_was_not_published_yet_is_left_aside() -> None:
    known = run("show", "rules/ilacs", "--on", "2026-05-01", "--known", "2025-06-30", folder=ROOT)
    assert words(known.stdout)[1] == "# The text on 1 May 2026, as published by 30 June 2025:"
    assert words(known.stdout)[2].startswith("# in force from 13 December 2024")


def test_json_has_every_part_with_its_place() -> None:
    result = run("show", "rules/ilacs", "--on", "2018-10-01", "--format", "json", folder=ROOT)
    answer = json.loads(result.stdout)
    validator("show").validate(answer)
    (due,) = [part for part in answer["parts"] if part["path"] == ["requirements", "monitoring", "due"]]
    assert due["file"] == "rules/ilacs/2018-09-17.yaml"
    assert due["value"].endswith("up to 5 times")


def test_a_day_without_a_version_is_told() -> None:
    result = run("show", "rules/sif", "--on", "2018-03-01", folder=ROOT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no version of “sif” is in force on 2018-03-01" in result.stderr
