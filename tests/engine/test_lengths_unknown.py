"""How long something lasts may hang on what is not known: then that is said, as nobody may take it for “not said”."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import UNKNOWN, Case, Policy
from tests.cli.running import run

POLICY = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: school
facts: {created: date, pupils: number}
events: {check: {}}
definitions:
  length: if pupils > 100 then 2 weeks else 1 week
requirements:
  check: {event: check, lasts: length, notice: length, due: by 2024-06-01}
"""
ON = date(2024, 2, 1)


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(tmp_path / "checks.yaml")


def test_a_length_that_hangs_on_what_is_not_known_is_unknown(policy: Policy) -> None:
    hall = Case("Hall", {"created": date(2000, 1, 1)})
    decided = ilacs_rules.decide(policy, hall, ON).obligation("check")
    assert decided.lasts is UNKNOWN
    assert decided.notice is UNKNOWN
    told = ilacs_rules.decide(policy, Case("Hall", {**hall.facts, "pupils": 101}), ON).obligation("check")
    assert (str(told.lasts), str(told.notice)) == ("2 weeks", "2 weeks")


def test_every_answer_says_so(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "hall.yaml").write_text("name: Hall\nfacts: {created: 2000-01-01}\n", encoding="utf-8")
    asked = (str(tmp_path / "checks.yaml"), str(tmp_path / "hall.yaml"), "--on", str(ON))
    assert "How long the check lasts cannot be told yet: pupils are not recorded." in " ".join(
        run("why", *asked).output.split()
    )
    assert '"lasts": "unknown"' in run("decide", *asked, "--format", "json").output
    assert ",unknown," in run("plan", *asked, "--format", "csv").output
    forecast = " ".join(run("forecast", *asked, "--until", "2024-12-31").output.split())
    assert "Where it cannot be told how long something lasts, it is taken to last a day." in forecast
