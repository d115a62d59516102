"""`ilacs-rules test`: JUnit, what `--update` writes into files, and the plugin of pytest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copy
from xml.etree import ElementTree

import pytest

from tests.cli.running import EXPECTED, FIRE, run

ROOT = Path(__file__).parents[2]
Golden = Callable[[str, Path], None]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return Path(copy(FIRE / "wrong-examples.yaml", tmp_path))


def test_junit_has_a_case_for_each_example_and_tells_failures_from_what_cannot_be_decided(tmp_path: Path) -> None:
    file = tmp_path / "examples.xml"
    assert run("test", "wrong-examples.yaml", "--junit", str(file)).exit_code == 1
    suite = ElementTree.parse(file).getroot().find("testsuite")
    assert suite is not None
    assert {key: suite.get(key) for key in ("name", "tests", "failures", "errors")} == {
        "name": "fire 2019-07-01",
        "tests": "3",
        "failures": "2",
        "errors": "1",
    }
    told = [(case.get("line"), [part.tag for part in case]) for case in suite.iter("testcase")]
    assert told == [("97", ["failure"]), ("108", ["failure"]), ("121", ["error"])]
    assert "expects closes 2020-04-30; the policy gives closes 2020-03-31" in next(suite.iter("failure")).text  # type: ignore[operator]
    assert run("test", "fire.yaml", "--junit", str(file)).exit_code == 0
    assert "<failure" not in file.read_text(encoding="utf-8")


def test_update_changes_what_is_expected_and_nothing_else(wrong: Path, golden: Golden) -> None:
    result = run("test", wrong.name, "--update", folder=wrong.parent)
    golden(wrong.read_text(encoding="utf-8"), EXPECTED / "wrong-examples-updated.yaml")
    golden(result.stdout, EXPECTED / "test-update.txt")
    assert result.exit_code == 1, "two are left to a person"
    again = run("test", wrong.name, "--update", folder=wrong.parent).stdout
    assert "now expects" not in again


def test_update_keeps_line_ends_and_the_mark_at_the_beginning(wrong: Path) -> None:
    text = wrong.read_text(encoding="utf-8")
    wrong.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    run("test", wrong.name, "--update", folder=wrong.parent)
    expected = (EXPECTED / "wrong-examples-updated.yaml").read_text(encoding="utf-8")
    assert wrong.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


def test_update_wants_files_of_ones_own() -> None:
    result = run("test", "ilacs", "--update")
    assert (result.exit_code, "name the file or folder of a policy of yours" in result.stderr) == (2, True)


def test_update_of_what_holds_leaves_the_file_alone(tmp_path: Path) -> None:
    file = Path(copy(FIRE / "fire.yaml", tmp_path))
    before = file.stat()
    result = run("test", file.name, "--update", folder=tmp_path)
    assert (result.exit_code, "nothing to update" in result.stdout) == (0, True)
    assert file.stat() == before


# ------------------------------------------------------------------------------------------------ coverage

HOMES = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: home
sources:
  scheme: {title: The scheme, published: 2024-01-01}
choices: {size: [large, small]}
facts:
  beds: number
events:
  inspection: {}
definitions:
  size:
    table: |
      | beds  | size  |
      |-------|-------|
      | >= 10 | large |
      | < 10  | small |
  is large: size is large
requirements:
  inspection:
    source: scheme
    when: is large
    event: inspection
    due: 12 months after end of latest inspection
examples:
"""
EXAMPLE = """\
  - name: Example NUMBER
    on: DAY
    facts: {beds: BEDS}
    events: [{event: inspection, on: 2024-02-29}]
    expect: {inspection: {OF}}
"""


def missed(tmp_path: Path, *examples: tuple[str, str, str]) -> set[str]:
    """What is not reached by examples, each a day, a number of beds, and what is expected."""
    text = HOMES
    for number, (day, beds, of) in enumerate(examples):
        text += EXAMPLE.replace("NUMBER", f"{number}").replace("DAY", day).replace("BEDS", beds).replace("OF", of)
    (tmp_path / "homes.yaml").write_text(text, encoding="utf-8")
    answer = json.loads(run("test", "homes.yaml", "--coverage", "--format", "json", folder=tmp_path).stdout)
    assert answer["failed"] == 0
    return {each["example"] for each in answer["coverage"][0]["points"] if each["reached_by"] is None}


def test_coverage_tells_what_no_example_reaches_and_each_example_takes_its_part_away(tmp_path: Path) -> None:
    target = "target: 2025-02-28"
    large = missed(tmp_path, ("2024-03-01", "12", target))
    assert large == {
        "in which row 2 gives the answer",
        "in which “is large” does not hold",
        "in which “size is large” does not hold",
        "in which it does not apply",
        "in which it cannot be told whether it applies",
        "just at 10",
        "of its last day",
        "of the day after its last",
        "of the day before it opens",
        "of the day on which it opens",
    }, "but for what is not large, at the boundary, not known, and on the days themselves"
    one = ("2024-03-01", "12", target)
    small = missed(tmp_path, one, ("2024-03-01", "9", "status: does not apply"))
    assert large - small == {
        "in which row 2 gives the answer",
        "in which “is large” does not hold",
        "in which “size is large” does not hold",
        "in which it does not apply",
    }
    assert large - missed(tmp_path, one, ("2025-02-28", "10", target)) == {
        "just at 10",
        "of its last day",
        "of the day on which it opens",
    }
    edges = missed(tmp_path, one, ("2025-02-27", "12", target), ("2025-03-01", "12", target))
    assert large - edges == {"of the day before it opens", "of the day after its last"}
    untold = missed(tmp_path, one, ("2025-02-01", "unknown", "status: undetermined"))
    assert large - untold == {"in which it cannot be told whether it applies"}


# ------------------------------------------------------------------------------------------------ pytest


def pytest_in(folder: Path, *arguments: str) -> str:
    """What pytest says in a folder, with the plugin of this checkout and no other."""
    plugin = ("-p", "ilacs_rules.pytest_plugin", "-p", "no:cacheprovider")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); import pytest; sys.exit(pytest.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, str(ROOT), "-q", *plugin, *arguments]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=alone).stdout


@pytest.mark.thorough
def test_examples_are_items_of_pytest_where_policies_are_named(wrong: Path) -> None:
    folder = wrong.parent
    (folder / "tests").mkdir()
    (folder / "tests" / "test_one.py").write_text("def test_one(): pass\n")
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = tests\nfilterwarnings = error\n")
    assert "1 passed" in pytest_in(folder), "nobody asked for more"
    (folder / "pytest.ini").write_text(
        f"[pytest]\ntestpaths = tests\nfilterwarnings = error\nilacs_rules_policies = {wrong.name}\n"
    )
    told = pytest_in(folder)
    assert "3 failed, 1 passed" in told
    assert "wrong-examples.yaml:101:29: “first check”: the example expects closes 2020-04-30" in told
    assert "Traceback" not in told
    assert "1 passed" in pytest_in(folder, "tests"), "a path named leaves all others aside"
    assert "1 failed" in pytest_in(folder, "wrong-examples.yaml::Two notices of one day")
    wrong.write_text("policy: x\n", encoding="utf-8")
    told = pytest_in(folder)
    assert "1 error" in told
    assert "E111" in told
