"""`ilacs-rules new`: what it begins checks clean and is laid out well, and nothing is written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.editing.lift_desk import LIFTS

CASES = """\
cases:
  - name: Town Hall
    facts: {use: people, floors: 14}
    events:
      - {event: check, start: 2024-03-04, end: 2024-03-05, state: broken}
      - {event: check, on: 2025-02-10, state: sound}
  - name: Library
"""


def test_a_policy_and_a_version_of_it_check_clean(tmp_path: Path) -> None:
    begun = run("new", "policy", "lift-checks", "--from", "2024-02-29", folder=tmp_path)
    assert begun.stdout.startswith("lift-checks/2024-02-29.yaml is begun. What to do next:\n- ")
    assert run("check", "lift-checks", folder=tmp_path).stdout == "no mistakes found; 1 worked example holds\n"
    begun = run("new", "version", "lift-checks", "--from", "2025-01-01", folder=tmp_path)
    assert begun.stdout.startswith("lift-checks/2025-01-01.yaml is begun.")
    assert "amends: 2024-02-29\n" in (tmp_path / "lift-checks" / "2025-01-01.yaml").read_text(encoding="utf-8")
    assert run("check", "lift-checks", folder=tmp_path).stdout == "no mistakes found; 1 worked example holds\n"
    assert run("fmt", "--check", ".", folder=tmp_path).exit_code == 0


def test_between_two_versions_it_says_what_amends_what(tmp_path: Path) -> None:
    run("new", "policy", "lifts", "--from", "2024-01-01", folder=tmp_path)
    run("new", "version", "lifts", "--from", "2025-01-01", folder=tmp_path)
    between = run("new", "version", "lifts", "--from", "2024-06-01", folder=tmp_path)
    assert "there is a later version, of 2025-01-01: “amends: 2024-06-01” there builds it on this one" in between.stdout
    assert run("check", "lifts", folder=tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("policy", "lifts", "--from", "2024-01-01"), "lifts/2024-01-01.yaml is there already, and stays as it is"),
        (
            ("version", "lifts", "--from", "2024-01-01"),
            "no version comes into force before 2024-01-01: the first is that of",
        ),
        (("policy", "Lifts!", "--from", "2024-01-01"), "“Lifts!” cannot name a policy"),
        (("version", "ilacs", "--from", "2024-01-01"), "there is no file or folder “ilacs”: name a policy of yours"),
        (("policy", "late", "--from", "9998-01-01"), "9998-01-01 is too late"),
    ],
)
def test_what_cannot_be_begun(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    run("new", "policy", "lifts", "--from", "2024-01-01", folder=tmp_path)
    before = (tmp_path / "lifts" / "2024-01-01.yaml").read_bytes()
    result = run("new", *arguments, folder=tmp_path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (tmp_path / "lifts" / "2024-01-01.yaml").read_bytes() == before
    assert len(list(tmp_path.rglob("*.yaml"))) == 1


@pytest.fixture
def lifts(tmp_path: Path) -> Path:
    shutil.copytree(LIFTS, tmp_path / "lifts", ignore=shutil.ignore_patterns("2025-*"))
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def test_a_case_becomes_an_example_that_holds(lifts: Path) -> None:
    file = lifts / "lifts" / "2024-01-01.yaml"
    before = file.read_text(encoding="utf-8")
    asked = ("new", "example", "lifts", "--like", "cases.yaml", "--case", "town hall", "--on", "2024-10-01")
    result = run(*asked, folder=lifts)
    assert result.stdout.startswith("lifts/2024-01-01.yaml has an example more. What to do next:\n- ")
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.removeprefix(before).splitlines() == [
        "",
        "  # confirm: this is what the policy gives now; where it is right, say in the name what it shows",
        "  - name: Town Hall on 1 October 2024",
        "    on: 2024-10-01",
        "    facts: {use: people, floors: 14}",
        "    events:",
        "      - {event: check, start: 2024-03-04, end: 2024-03-05, state: broken}",  # and not that of 2025
        "    expect:",
        "      repair: {closes: 2024-04-05, status: overdue, days late: 179}",
    ]
    assert run("check", "lifts", folder=lifts).exit_code == 0
    assert run("fmt", "--check", "lifts", folder=lifts).exit_code == 0


def test_an_example_stands_as_far_in_as_those_before_it(tmp_path: Path) -> None:
    run("new", "policy", "lifts", "--from", "2024-01-01", folder=tmp_path)
    file = tmp_path / "lifts" / "2024-01-01.yaml"
    head, examples = file.read_text(encoding="utf-8").split("examples:\n")
    flush = "\r\n".join(line.removeprefix("  ") for line in examples.split("\n"))
    file.write_bytes((head.replace("\n", "\r\n") + "examples:\r\n" + flush + "# the end\r\n").encode())
    (tmp_path / "lift.yaml").write_text(
        "name: Lift 1\nevents:\n  - {event: inspection, on: 2023-05-01}\n", encoding="utf-8"
    )
    asked = ("new", "example", "lifts", "--like", "lift.yaml", "--on", "2026-06-01")
    assert run(*asked, folder=tmp_path).exit_code == 0
    written = file.read_bytes().decode()
    assert "\r\n- name: Lift 1 on 1 June 2026\r\n  on: 2026-06-01\r\n" in written
    assert "    inspection: {target: 2026-05-01, status: overdue, days late: 31}\r\n" in written
    assert "\n" not in written.replace("\r\n", "")
    assert run(*asked, folder=tmp_path).exit_code == 0
    assert "\r\n- name: Lift 1 on 1 June 2026 (2)\r\n" in file.read_bytes().decode()
    assert run("check", "lifts", folder=tmp_path).exit_code == 0


def test_of_several_cases_one_has_to_be_named(lifts: Path) -> None:
    result = run("new", "example", "lifts", "--like", "cases.yaml", "--on", "2024-10-01", folder=lifts)
    assert result.exit_code == 2
    assert "there are 2 cases; name one with --case: Town Hall, Library" in result.stderr
