"""What differs between two plans of the same cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ilacs_rules
from ilacs_rules import Case
from ilacs_rules.engine.changes import changes
from ilacs_rules.engine.plan import plan
from ilacs_rules.engine.program import Program
from tests.explain import fire

ON = date(2025, 6, 30)
CASES = [Case("low", facts={"height": 5}), Case("tall", facts={"height": 50})]


def before_and_after(folder: Path, *edits: tuple[str, str]) -> tuple[Program, Program]:
    """The invented policy, and an edited version of it from 2025 on."""
    text = fire.TEXT.replace("from: 2019-07-01", "from: 2025-01-01")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / "2019-07-01.yaml").write_text(fire.TEXT, encoding="utf-8")
    (folder / "2025-01-01.yaml").write_text(text, encoding="utf-8")
    before, after = ilacs_rules.load(folder).versions
    return before, after


def test_how_binding_it_is_counts(tmp_path: Path) -> None:
    before, after = before_and_after(tmp_path, ("strength: asked", "strength: must"))
    found = changes(plan(before, CASES, ON), plan(after, CASES, ON))
    assert [(each.case, each.requirement) for each in found] == [("low", "fire drill"), ("tall", "fire drill")]
    (low, _) = found
    assert low.before is not None
    assert low.after is not None
    assert (low.before.strength, low.after.strength) == ("asked", "must")


def test_a_case_that_an_earlier_version_still_decides_has_no_change(tmp_path: Path) -> None:
    owners = fire.TEXT[fire.TEXT.index("  owner meeting:") : fire.TEXT.index("  repair report:\n    source")]
    kept = "transition:\n  tall ones:\n    keep: 2019-07-01\n    when: height > 30\n    source: announcement\n"
    before, after = before_and_after(tmp_path, (owners, ""), ("priorities:\n", f"{kept}\npriorities:\n"))
    found = changes(plan(before, CASES, ON), plan(after, CASES, ON))
    (ended,) = found
    assert (ended.case, ended.requirement, ended.after, ended.version_after) == ("low", "owner meeting", None, None)
    assert ended.version.start == date(2019, 7, 1)


def test_what_an_earlier_version_still_asks_is_told_by_that_version(tmp_path: Path) -> None:
    owners = fire.TEXT[fire.TEXT.index("  owner meeting:") : fire.TEXT.index("  repair report:\n    source")]
    kept = "transition:\n  tall ones:\n    keep: 2019-07-01\n    when: height > 30\n    source: announcement\n"
    before, after = before_and_after(tmp_path, (owners, ""), ("priorities:\n", f"{kept}\npriorities:\n"))
    low_then_tall = changes(plan(after, CASES[:1], ON), plan(after, [Case("low", facts={"height": 50})], ON))
    (found,) = [each for each in low_then_tall if each.requirement == "owner meeting"]
    assert found.version_after is not None
    assert found.version_after.start == before.version.start
