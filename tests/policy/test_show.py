"""A consolidated text shown: read again it is the same text, and every part says which file wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules.policy.show import parts, shown
from ilacs_rules.policy.tree import REPEALED, Entry, Items, Map, Tree
from tests.policies import VersionText, texts_in
from tests.trees import tree_in

ROOT = Path(__file__).parents[2]
FOLDERS = ("rules/ilacs", "rules/sif", "examples/fire-safety")
VERSIONS = [version for folder in FOLDERS for version in texts_in(ROOT / folder)[0]]

FIRST = """\
policy: fire
title: "Checks: of buildings"
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: building
note: |
  Two lines,
    and the second is set in.
choices:
  use: [hotel, {flats: {also: ["flats, let", no]}}]
events:
  check: {}
  drill:
    records: {loud: yes or no}
requirements:
  check:
    assumes: an example
    event: check
    when: 'no check where ("x" is "y")'
    due: every 3 years after start of first check
  drill: {assumes: ours, event: drill, due: every year}
examples:
  - name: One
    on: 2020-05-01
    events:
      - {event: check, on: 2019-05-01}
    expect: {drill: not yet open}
"""
SECOND = """\
policy: fire
amends: 2020-01-01
published: 2021-01-01
in force: {from: 2021-01-01}
summary: Checks come every second year, and drills end.
events:
  drill: repealed
requirements:
  check:
    due: every 2 years after start of first check
  drill: repealed
"""


@pytest.fixture
def amended(tmp_path: Path) -> list[VersionText]:
    (tmp_path / "2020-01-01.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(SECOND, encoding="utf-8")
    return texts_in(tmp_path)[0]


def read_again(version: VersionText) -> Tree | None:
    assert version.tree is not None
    tree, found = tree_in("\n".join(map(str, shown(version.tree))) + "\n")
    assert found == []
    return tree


def unmarked(tree: Tree | None) -> Tree | None:
    """The same with nothing marked as repealed; an event that has nothing else is written as the word."""
    if isinstance(tree, Items):
        return Items(tuple(each for item in tree.items if (each := unmarked(item)) is not None), tree.span)
    if not isinstance(tree, Map):
        return tree
    if tree.entries.keys() == {REPEALED}:
        return tree.entries[REPEALED].value
    kept = {n: Entry(e.key, v) for n, e in tree.entries.items() if n != REPEALED and (v := unmarked(e.value))}
    return Map(kept, tree.span)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"{version.policy.value} {version.start}")
def test_what_is_shown_reads_as_the_same_text(version: VersionText) -> None:
    assert read_again(version) == unmarked(version.tree)


def test_awkward_texts_read_as_the_same_too(amended: list[VersionText]) -> None:
    for version in amended:
        assert read_again(version) == unmarked(version.tree)


def test_every_line_says_which_file_wrote_it(amended: list[VersionText]) -> None:
    tree = amended[-1].tree
    assert tree is not None
    lines = [" ".join(str(line).split()) for line in shown(tree)]
    assert "summary: Checks come every second year, and drills end. # 2021-01-01.yaml:5" in lines
    assert "due: every 2 years after start of first check # 2021-01-01.yaml:10" in lines
    assert "event: check # 2020-01-01.yaml:19" in lines
    assert "drill: # 2020-01-01.yaml:14, repealed by 2021-01-01.yaml:7" in lines
    assert not any("every year" in line or "examples" in line for line in lines)


def test_every_part_has_its_path_and_place(amended: list[VersionText]) -> None:
    tree = amended[-1].tree
    assert tree is not None
    by_path = {part.path: (part.value, Path(part.span.source.name).name, part.span.line) for part in parts(tree)}
    assert by_path["requirements", "check", "due"] == (
        "every 2 years after start of first check",
        "2021-01-01.yaml",
        10,
    )
    assert by_path["choices", "use", 1, "flats", "also", 0] == ("flats, let", "2020-01-01.yaml", 11)
    assert by_path["events", "drill", "repealed"] == ("repealed", "2021-01-01.yaml", 7)
    assert ("requirements", "drill", "due") not in by_path
