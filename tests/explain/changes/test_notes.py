"""The change note of each step of ILACS from 2018 to 2026, as printed. The stored files are what people read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilacs_rules import NotInForce
from ilacs_rules.documents.changes import as_markdown
from ilacs_rules.explain.changes.make import change_note, change_notes
from tests.policies import read_once

HERE = Path(__file__).parent
POLICY = read_once("ilacs")
STARTS = [program.version.start for program in POLICY.versions]
DAY = timedelta(days=1)

Golden = Callable[[str, Path], None]


@pytest.mark.parametrize("start", STARTS[1:], ids=str)
def test_each_step(start: date, golden: Golden) -> None:
    (note,) = change_notes(POLICY, start - DAY, start)
    golden(note.as_text(), HERE / "ilacs" / f"{start}.txt")
    assert max(map(len, note.as_text(60).splitlines())) <= 60, "no line is wider than asked"


def test_a_step_as_markdown(golden: Golden) -> None:
    notes = change_notes(POLICY, date(2018, 9, 16), date(2019, 4, 1))
    golden(as_markdown("From September 2018 to April 2019", notes), HERE / "ilacs" / "2018-2019.md")


def test_all_steps_or_the_two_ends() -> None:
    steps = change_notes(POLICY, STARTS[0], STARTS[3])
    assert [note.after for note in steps] == STARTS[1:4]
    assert [note.before for note in steps] == STARTS[:3]
    (whole,) = change_notes(POLICY, STARTS[0], STARTS[-1], whole=True)
    assert (whole.before, whole.after) == (STARTS[0], STARTS[-1])
    assert [reason.start for reason in whole.reasons] == STARTS[1:]
    told = {change.title for group in whole.groups for change in group.changes}
    assert "Draft action plan" in told
    assert "Interim visit" not in told, "it came and went on the way"


def test_the_days_count_from_the_day_after_the_first_up_to_the_last() -> None:
    change = date(2018, 9, 17)
    assert [note.after for note in change_notes(POLICY, change - DAY, change)] == [change]
    assert change_notes(POLICY, change, change + DAY) == ()
    assert change_notes(POLICY, change - DAY, change - DAY) == ()
    with pytest.raises(NotInForce, match="no version of “ilacs” is in force on 2017-12-31"):
        change_notes(POLICY, STARTS[0] - DAY, change)


def test_a_version_against_itself_says_that_nothing_changes() -> None:
    program = POLICY.versions[3]
    note = change_note(program, program)
    assert note.rules.groups == note.rules.names == note.rules.sources == ()
    assert note.effects is not None
    assert note.effects.found == ()
    assert note.effects.proved
    assert "In these rules, what is asked, and of whom, does not change." in note.opening[-1]


def test_markdown_signs_are_kept_as_they_are() -> None:
    note = replace(change_note(POLICY.versions[0], POLICY.versions[1]), title="A | B")
    assert r"# A \| B \*now\*" in as_markdown("A | B *now*", [note])


def test_a_house_style_takes_the_place_of_the_template(tmp_path: Path) -> None:
    (tmp_path / "changes.md.j2").write_text("{{ title }}: {{ notes | length }} steps\n", encoding="utf-8")
    assert as_markdown("ILACS", change_notes(POLICY, STARTS[0], STARTS[2]), tmp_path) == "ILACS: 2 steps\n"
