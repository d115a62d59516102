"""An audit never says “none” of what it cannot tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.policies import ALARMS

POLICY = (
    ALARMS
    + """\
events:
  check: {}
  small check: {is: check}
  drill: {}
requirements:
  check: {assumes: it, event: small check, satisfied by: check, strength: STRENGTH, due: every year}
  drill: {assumes: it, event: drill, due: at least 1 in each calendar year}
"""
)

CASES = """\
cases:
  - name: Told
    events: [{event: check, on: 2023-07-05}, {event: drill, on: 2023-02-01}, {event: drill, on: 2024-02-01}]
UNTOLD"""
HALF_TOLD = "  - {name: Half told, complete from: {check: never, drill: never}}\n"


def headings(tmp_path: Path, strength: str, untold: str) -> list[str]:
    policy, cases = tmp_path / "alarms.yaml", tmp_path / "cases.yaml"
    policy.write_text(POLICY.replace("STRENGTH", strength), encoding="utf-8")
    cases.write_text(CASES.replace("UNTOLD", untold), encoding="utf-8")
    days = ("--from", "2023-01-01", "--on", "2024-03-01")
    told = in_paragraphs(run("audit", str(policy), str(cases), *days).stdout)
    return [line for line in told if " 2024: " in line or line.startswith("Stand-ins")]


def in_paragraphs(said: str) -> list[str]:
    """What is said, each paragraph on one line."""
    return [" ".join(each.split()) for each in said.split("\n\n")]


@pytest.mark.parametrize(
    ("strength", "untold", "late"),
    [
        ("must", "", ["Overdue on 1 March 2024: none"]),
        (
            "must",
            HALF_TOLD,
            ["Overdue on 1 March 2024: of 2 duties it cannot be told, and none is certain"],
        ),
        (
            "usually",
            HALF_TOLD,
            [
                "Overdue on 1 March 2024: of 1 duty it cannot be told, and none is certain",
                "Later than usual on 1 March 2024: of 1 duty it cannot be told, and none is certain",
            ],
        ),
        (
            "asked",
            HALF_TOLD,
            [
                "Overdue on 1 March 2024: of 1 duty it cannot be told, and none is certain",
                "Later than asked for on 1 March 2024: of 1 duty it cannot be told, and none is certain",
            ],
        ),
    ],
)
def test_none_is_said_only_of_what_is_certain(tmp_path: Path, strength: str, untold: str, late: list[str]) -> None:
    found = headings(tmp_path, strength, untold)
    missed = "Missed, or more than allowed, on 1 March 2024: none"
    missed = missed.replace(": none", ": of 1 duty it cannot be told, and none is certain") if untold else missed
    assert found[1:] == [*late, missed]


TWO_ASK = """\
policy: visits
title: Visits
publisher: Example Council
published: 2022-01-01
in force: {from: 2022-01-01}
subject: home
facts: {large: yes or no}
events: {visit: {}, call: {}}
requirements:
  visit: {assumes: ours, when: large, event: visit, satisfied by: [call], due: every year}
  second visit: {assumes: ours, when: large, event: visit, satisfied by: [call], due: every 2 years}
"""
OF_TWO = """\
cases:
  - name: Nobody said how large
    events: [{event: call, on: 2023-05-02}]
  - name: Large
    facts: {large: yes}
    events: [{event: call, on: 2023-05-02}]
"""


@pytest.mark.parametrize(
    ("cases", "heading"),
    [
        (OF_TWO, " (of 1 event more it cannot be told)"),
        (OF_TWO[: OF_TWO.index("  - name: Large")], ": of 1 event it cannot be told, and none is certain"),
    ],
    ids=["beside one that is certain", "none is certain"],
)
def test_of_what_cannot_be_told_events_are_counted_and_not_once_for_each_requirement(
    tmp_path: Path, cases: str, heading: str
) -> None:
    """A call stands in for two visits that are asked for, or may be."""
    (tmp_path / "visits.yaml").write_text(TWO_ASK, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
    days = ("--from", "2022-06-01", "--on", "2024-03-01")
    said = run("audit", str(tmp_path / "visits.yaml"), str(tmp_path / "cases.yaml"), *days).stdout
    (line,) = (each for each in in_paragraphs(said) if each.startswith("Stand-ins"))
    assert line.startswith(f"Stand-ins: another kind, which counts, in place of the one that must be{heading}")


def test_another_kind_that_counts_is_a_stand_in_and_no_breach(tmp_path: Path) -> None:
    (stand_ins, *_) = headings(tmp_path, "must", "")
    assert stand_ins == "Stand-ins: another kind, which counts, in place of the one that must be"


def test_what_is_only_asked_for_is_never_called_overdue(tmp_path: Path) -> None:
    policy, cases = tmp_path / "alarms.yaml", tmp_path / "cases.yaml"
    policy.write_text(POLICY.replace("STRENGTH", "asked"), encoding="utf-8")
    late = "  - {name: Told, events: [{event: small check, on: 2023-07-05}]}\n"
    cases.write_text(f"cases:\n{late}", encoding="utf-8")
    days = ("--from", "2023-01-01", "--on", "2024-09-01", "--requirement", "check")
    told = run("audit", str(policy), str(cases), *days, columns=200).stdout
    assert "Overdue on 1 September 2024: none" in told
    heading, row = told[told.index("Later than asked for on") :].split("\n\n")[:2]
    assert heading == "Later than asked for on 1 September 2024"
    assert " ".join(row.splitlines()[-1].split()).startswith("Told check asked 2024-07-05 58 later than asked for")
    assert "duties on the last day: 1 later than asked for" in told
