"""What differs between two plans of the same cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ilacs_rules
from ilacs_rules import Case, Policy, compare
from tests.explain import fire

ON = date(2025, 6, 30)
CASES = [Case("low", facts={"height": 5}), Case("tall", facts={"height": 50})]


def edited(folder: Path, *edits: tuple[str, str]) -> Policy:
    """The invented policy, and from 2025 on an edited version of it."""
    text = fire.TEXT.replace("from: 2019-07-01", "from: 2025-01-01")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    folder.mkdir()
    (folder / "2019-07-01.yaml").write_text(fire.TEXT, encoding="utf-8")
    (folder / "2025-01-01.yaml").write_text(text, encoding="utf-8")
    return ilacs_rules.load(folder)


OWNERS = fire.TEXT[fire.TEXT.index("  owner meeting:") : fire.TEXT.index("  repair report:\n    source")]
KEPT = """\
transition:
  tall ones:
    keep: 2019-07-01
    when: height > 30
    source: announcement

priorities:
"""


def test_how_binding_it_is_counts(tmp_path: Path) -> None:
    after = edited(tmp_path / "after", ("strength: asked", "strength: must"))
    found = compare(fire.POLICY, after, CASES, ON).changes
    assert [(each.case, each.requirement) for each in found] == [("low", "fire drill"), ("tall", "fire drill")]
    (low, _) = found
    assert low.before is not None
    assert low.after is not None
    assert (low.before.strength, low.after.strength) == ("asked", "must")


def test_a_case_that_an_earlier_version_still_decides_has_no_change(tmp_path: Path) -> None:
    after = edited(tmp_path / "after", (OWNERS, ""), ("priorities:\n", KEPT))
    (ended,) = compare(fire.POLICY, after, CASES, ON).changes
    assert (ended.case, ended.requirement, ended.after, ended.version_after) == ("low", "owner meeting", None, None)
    assert ended.version.start == date(2019, 7, 1)


def test_what_an_earlier_version_still_asks_is_told_by_that_version(tmp_path: Path) -> None:
    all_by_the_new = edited(tmp_path / "before", (OWNERS, ""))
    some_by_the_old = edited(tmp_path / "after", (OWNERS, ""), ("priorities:\n", KEPT))
    (found,) = compare(all_by_the_new, some_by_the_old, CASES, ON).changes
    assert (found.case, found.requirement, found.before) == ("tall", "owner meeting", None)
    assert found.version_after is not None
    assert found.version_after.start == date(2019, 7, 1)
