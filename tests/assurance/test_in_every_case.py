"""Conditions that hold of no case or of every one are told, by every kind of case; and no other is."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import pytest

from ilacs_rules import DecisionError, Workspace
from tests.policies import Seen, by_hand, read_and_checked
from tests.regions.test_partition import HEAD, OF_CHECKS, any_of

ON = date(2022, 6, 1)


def policy(when: str) -> str:
    return HEAD + f"  duty: {{source: law, event: drill, when: {when!r}, due: every year}}\n"


def told(when: str) -> str | None:
    """What `check` says of a condition."""
    workspace = Workspace()
    workspace.open("2020-01-01.yaml", policy(when))
    found = [each for each in workspace.check("2020-01-01.yaml")[1] if each.code == "W510"]
    assert len(found) < 2
    return found[0].message if found else None


@pytest.mark.parametrize(
    "when",
    [
        "number of checks >= 2 and no check",
        "any check and latest check is missing",
        "last result is recorded and no check",
        "last result is bad and not badly run",
    ],
)
def test_of_no_case(when: str) -> None:
    assert told(when) == "“duty” never applies: this holds of no case"


@pytest.mark.parametrize("when", ["any check or no check", "use is school or not (use is school)"])
def test_of_every_case(when: str) -> None:
    assert told(when) == "this holds of every case of which all is known, so “duty” applies to each"


@pytest.mark.parametrize(
    "when",
    [
        "height < 5 or height >= 5",  # not of a building without one
        "number of checks > 1 or last result is bad",
        "any check since (today - 1 year) and no check",  # days that are reckoned are only tried here and there
    ],
)
def test_of_others_nothing_is_said(when: str) -> None:
    assert told(when) is None


def test_no_case_is_found_of_which_it_is_not_so() -> None:
    random, tried = Random(1), 0
    for one, other in product(OF_CHECKS, OF_CHECKS):
        when = f"({one}) and not ({other})"
        if one == other or told(when) is None:
            continue
        version, _ = read_and_checked(policy(when))
        assert version is not None
        program = by_hand(version).versions[0]
        for _ in range(60):
            with suppress(DecisionError):
                assert Seen(program, any_of(random, program, ON), ON).applies("duty") is not True, when
                tried += 1
    assert tried > 300


def test_what_an_amendment_leaves_alone_is_told_once_and_what_it_changes_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "2020-01-01.yaml").write_text(policy("any check or no check"), encoding="utf-8")
    amendment = (
        "policy: checks\namends: 2020-01-01\npublished: 2021-01-01\nin force: {from: 2022-01-01}\nrequirements:\n"
    )
    for changed, said in (("note: as before", 1), ("when: last result is recorded and no check", 2)):
        (tmp_path / "2022-01-01.yaml").write_text(f"{amendment}  duty: {{{changed}}}\n", encoding="utf-8")
        found = [each for each in Workspace().check(tmp_path)[1] if each.code == "W510"]
        assert len(found) == said, changed
