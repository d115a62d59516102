"""While one writes on a line all other items stay the very same things; and what is found is what is found anew."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from ilacs_rules.editing.colours import coloured
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.mentions import mentions
from tests.conftest import ROOT
from tests.editing.lift_desk import LIFTS, WHOLE

SCHOOLS = ROOT / "examples" / "schools" / "2025-09-01.yaml"

TYPED = (
    *("", " ", "\n", ":", "- ", "{", "|", '"', "#", "x", "\r\n", "is ", "latest ", "when: ", "e\u0301"),
    *("  more: {}\n", "0", "not ", "check", "set aside: {W553: so}\n"),
)


def test_rules_on_other_lines_stay_what_they_are() -> None:
    desk = Desk()
    text = WHOLE.read_text(encoding="utf-8")
    desk.open(WHOLE, text)
    desk.read(WHOLE)
    before, checked = desk.written(WHOLE).version, desk.last_checked(WHOLE)
    desk.open(WHOLE, text.replace("within 12 months after", "within 120 months after"))
    desk.read(WHOLE)
    after, again = desk.written(WHOLE).version, desk.last_checked(WHOLE)
    assert before is not None
    assert after is not None
    assert checked is not None
    assert again is not None
    assert after.requirements["check"] is not before.requirements["check"]
    assert after.requirements["repair"] is before.requirements["repair"], "it stands below, on the same lines"
    assert again.requirements["repair"] is checked.requirements["repair"]
    assert (after.facts, again.definitions) == (before.facts, checked.definitions)
    assert after.facts is before.facts
    desk.open(WHOLE, "\n" + text)
    moved = desk.written(WHOLE).version
    assert moved is not None
    assert moved.requirements["repair"].name.span.line == before.requirements["repair"].name.span.line + 1


def test_so_they_do_where_stretches_of_the_calendar_are_told() -> None:
    desk = Desk()
    desk.read(SCHOOLS)
    before = desk.last_checked(SCHOOLS)
    desk.open(SCHOOLS, SCHOOLS.read_text(encoding="utf-8").replace("title: ", "title: The ", 1))
    desk.read(SCHOOLS)
    after = desk.last_checked(SCHOOLS)
    assert before is not None
    assert after is not None
    assert (before.title, before.vocabulary.stretches) != (after.title, {})
    assert all(after.requirements[name] is each for name, each in before.requirements.items())


@pytest.mark.parametrize("seed", range(2))
def test_what_is_found_is_what_is_found_of_the_text_anew(tmp_path: Path, seed: int) -> None:
    shutil.copytree(LIFTS, tmp_path / "lifts")
    chance, kept = random.Random(seed), Desk()
    for path in sorted((tmp_path / "lifts").glob("*.yaml")):
        text = whole = path.read_text(encoding="utf-8")
        for moment in range(12):
            start = chance.randrange(len(text))
            text = text[:start] + chance.choice(TYPED) + text[start + chance.choice((0, 0, 1, 3, 20)) :]
            if moment % 4 == 3:
                text = whole
            afresh = Desk()
            for desk in (kept, afresh):
                desk.open(path, text)
            assert kept.checked(path) == afresh.checked(path)
            of_kept, of_afresh = kept.written(path), afresh.written(path)
            if of_afresh.version is not None:  # else names are told as they were when it could last be read
                assert mentions(of_kept) == mentions(of_afresh)
                assert coloured(of_kept) == coloured(of_afresh)
