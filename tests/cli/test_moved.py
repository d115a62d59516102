"""A plan says what was moved, by which rule and from where; also that it was late where it was moved from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.engine.test_exceptions import TEXT

CASE = """
name: North Hall
events:
  - {{event: full check, on: {checked}}}
  - {{event: warning, on: 2024-06-03, weight: grave}}
"""


@pytest.fixture
def halls(tmp_path: Path) -> Path:
    text = TEXT.format(strength="must") + "priorities:\n  warned: {assumes: ours, when: open warning is recorded}\n"
    (tmp_path / "halls.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_plan_says_what_was_moved(halls: Path) -> None:
    (halls / "hall.yaml").write_text(CASE.format(checked="2024-02-01"), encoding="utf-8")
    told = " ".join(run("plan", "halls.yaml", "hall.yaml", "--on", "2024-09-01", folder=halls).stdout.split())
    moved = "early check, in place of usual check (2026-08-01 to 2027-08-01), for the warning of 3 June 2024"
    assert f"- North Hall: {moved}" in told
    assert "North Hall (warned: the warning of 3 June 2024)" in told


def test_what_was_late_before_is_not_hidden_by_a_move(halls: Path) -> None:
    (halls / "hall.yaml").write_text(CASE.format(checked="2020-02-03"), encoding="utf-8")
    told = " ".join(run("plan", "halls.yaml", "hall.yaml", "--on", "2024-09-01", folder=halls).stdout.split())
    assert "in place of usual check (2022-08-03 to 2023-08-03, overdue by 395 days)" in told
    why = " ".join(run("why", "halls.yaml", "hall.yaml", "--on", "2024-09-01", folder=halls).stdout.split())
    assert "which could be done from 3 August 2022 to 3 August 2023 and would be overdue by 395 days" in why


def test_why_and_json_say_what_puts_a_case_forward(halls: Path) -> None:
    (halls / "hall.yaml").write_text(CASE.format(checked="2024-02-01"), encoding="utf-8")
    asked = ("halls.yaml", "hall.yaml", "--on", "2024-09-01", "--format", "json")
    (explained,) = json.loads(run("why", *asked, folder=halls).stdout)["explanations"]
    (forward,) = explained["forward"]
    assert forward["priority"] == "warned"
    assert forward["because"][0].startswith("“Warned” puts it first because there has been a warning")
    assert [fact["text"] for fact in forward["facts"]] == ["The open warning was the warning of 3 June 2024."]
    (line,) = json.loads(run("plan", *asked, folder=halls).stdout)["lines"]
    assert [event["start"] for event in line["put_forward_for"]] == ["2024-06-03"]
