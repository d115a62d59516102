"""`ilacs-rules suggest-examples`: what it suggests can be pasted, holds, and reaches what it says it does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.cli.running import FIRE, run
from tests.cli.test_machine_forms import validator

HOMES = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: home
sources:
  scheme: {title: The scheme, published: 2024-01-01}
scales: {outcome: [passed, failed]}
facts: {places: number}
events:
  inspection: {records: {outcome: outcome, "next to last": text}}
  letter: {}
requirements:
  re-inspection:
    source: scheme
    when: outcome of latest inspection is failed and places > 4
    event: inspection
    due: between 9 and 12 months after publication of latest inspection
  letter:
    source: scheme
    event: letter
    due: by 2024-06-30
"""
LATER = """\
policy: homes
amends: 2024-01-01
published: 2025-01-01
in force: {from: 2025-01-01}
requirements:
  re-inspection:
    source: scheme
    due: between 6 and 12 months after publication of latest inspection
"""
ROOMS = """\
policy: rooms
title: Checks of rooms
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: room
sources:
  notice: {title: Checks of rooms, published: 2024-01-01}
scales: {risk: [low, high]}
facts: {seats: number, listed: yes or no}
events:
  check: {records: {risk: risk}}
  drill: {}
definitions:
  last check: latest check
  last risk: risk of last check
  risky: last risk is high and not listed
  interval:
    hit policy: first
    table: |
      | seats  | last risk | interval  |
      |--------|-----------|-----------|
      | >= 500 | -         | 6 months  |
      | -      | high      | 12 months |
      | -      | -         | 18 months |
requirements:
  check:
    source: notice
    event: check
    due: every interval after end of last check, from 2 weeks before to 10 days after
  drill:
    source: notice
    when: risky or number of checks > 2
    event: drill
    due: within 3 months after end of last check
    exception to: [check]
examples:
  # agreed in May
  - name: A room is checked after a year and a half
    on: 2024-06-01
    facts: {seats: 20, listed: yes}
    events: [{event: check, on: 2024-04-02, risk: low}]
    expect:
      check: {target: 2025-10-02}
"""


def suggested(*policy: str, folder: Path = FIRE) -> list[dict[str, Any]]:
    answer = json.loads(run("suggest-examples", *policy, "--format", "json", folder=folder).stdout)
    validator("suggest-examples").validate(answer)
    assert answer["findings"] == []
    return list(answer["versions"])


def points(policy: str, folder: Path) -> set[tuple[str, int, str, str]]:
    """What no example reaches, by version and place."""
    answer = json.loads(run("test", policy, "--coverage", "--format", "json", folder=folder).stdout)
    assert answer["failed"] == 0
    versions = ((each["version"], point) for each in answer["coverage"] for point in each["points"])
    return {(v, p["line"], p["of"], p["example"]) for v, p in versions if p["reached_by"] is None}


def test_what_is_pasted_holds_and_reaches_all_but_what_is_said_to_be_left(tmp_path: Path) -> None:
    (tmp_path / "rooms.yaml").write_text(ROOMS, encoding="utf-8")
    before = points("rooms.yaml", tmp_path)
    (version,) = suggested("rooms.yaml", folder=tmp_path)
    with (tmp_path / "rooms.yaml").open("a", encoding="utf-8") as file:
        file.writelines(each["text"] for each in version["suggested"])
    assert points("rooms.yaml", tmp_path) == set()
    shown = [("2024-01-01", p["line"], p["of"], p["example"]) for each in version["suggested"] for p in each["shows"]]
    assert sorted(shown) == sorted(before)  # each is told of one example alone
    assert len(version["suggested"]) < len(before)


def test_examples_for_files_that_have_none_and_for_what_they_amend(tmp_path: Path) -> None:
    """The whole output stands in the files as it came, with what is no example in comments."""
    (tmp_path / "2024-01-01.yaml").write_text(HOMES, encoding="utf-8")
    (tmp_path / "2025-01-01.yaml").write_text(LATER, encoding="utf-8")
    for day in ("2025-01-01", "2024-01-01"):
        text = run("suggest-examples", ".", "--version", day, folder=tmp_path).stdout
        assert "\nexamples:\n  # confirm: " in text
        with (tmp_path / f"{day}.yaml").open("a", encoding="utf-8") as file:
            file.write(text)
    left = points(".", tmp_path)
    assert left == {("2024-01-01", 20, "letter", "of the day before it opens")}
    assert suggested(".", folder=tmp_path)[1]["suggested"] == []


def test_a_suggested_case_is_small_and_says_what_is_to_be_confirmed(tmp_path: Path) -> None:
    (tmp_path / "homes.yaml").write_text(HOMES, encoding="utf-8")
    (version,) = suggested("homes.yaml", folder=tmp_path)
    for each in version["suggested"]:
        assert each["text"].startswith("  # confirm: of “")
        assert each["confirmed"] is False
        assert date.fromisoformat(each["on"]) >= date(2024, 1, 1)
    texts = {each["name"]: each["text"] for each in version["suggested"]}
    assert texts["re-inspection (its last day)"] == (
        "  # confirm: of “re-inspection” there is no example yet of its last day\n"
        "  - name: re-inspection (its last day)\n"
        "    on: 2025-12-23\n"
        "    facts: {places: 5}\n"
        "    events:\n"
        "      - {event: inspection, on: 2024-12-02, publication: 2024-12-23, outcome: failed}\n"
        "    expect:\n"
        "      re-inspection: {closes: 2025-12-23, status: open}\n"
    )
    assert [each["why"] for each in version["not_reached"]] == [
        "of the 6 cases that were tried it is asked of none on that day while this text is in force"
    ]


def test_nothing_more_to_suggest_is_said(tmp_path: Path) -> None:
    only = HOMES[: HOMES.index("  re-inspection:")] + HOMES[HOMES.index("  letter:\n    source") :]
    (tmp_path / "homes.yaml").write_text(
        only.replace("    due: by 2024-06-30\n", "    due: after 2024-06-30\n")
        + ("examples:\n  - name: A letter\n    on: 2024-07-01\n    expect: {letter: open}\n"),
        encoding="utf-8",
    )
    assert run("suggest-examples", "homes.yaml", folder=tmp_path).stdout == (
        "# nothing to suggest: the examples reach all that they can be about\n"
    )


def test_a_day_on_which_no_version_began_is_told_with_those_that_there_are() -> None:
    result = run("suggest-examples", "sif", "--version", "2014-01-01")
    assert result.exit_code == 2
    assert "there are those of 2013-11-19 and 2016-05-31" in result.stderr


def test_it_is_written_to_a_file_as_to_the_screen(tmp_path: Path) -> None:
    (tmp_path / "homes.yaml").write_text(HOMES, encoding="utf-8")
    asked = ("suggest-examples", "homes.yaml")
    assert run(*asked, "--out", "suggested.yaml", folder=tmp_path).stdout == ""
    assert (tmp_path / "suggested.yaml").read_text(encoding="utf-8") == run(*asked, folder=tmp_path).stdout
