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
    lines = run("audit", str(policy), str(cases), *days, columns=200).stdout.splitlines()
    return [line for line in lines if " 2024: " in line or line.startswith("Stand-ins")]


@pytest.mark.parametrize(
    ("strength", "untold", "late"),
    [
        ("must", "", ["Overdue on 1 March 2024: none"]),
        (
            "must",
            HALF_TOLD,
            ["Overdue on 1 March 2024: 2 cannot be told, and none is certain"],
        ),
        (
            "usually",
            HALF_TOLD,
            [
                "Overdue on 1 March 2024: 1 cannot be told, and none is certain",
                "Later than usual on 1 March 2024: 1 cannot be told, and none is certain",
            ],
        ),
        (
            "asked",
            HALF_TOLD,
            [
                "Overdue on 1 March 2024: 1 cannot be told, and none is certain",
                "Later than asked for on 1 March 2024: 1 cannot be told, and none is certain",
            ],
        ),
    ],
)
def test_none_is_said_only_of_what_is_certain(tmp_path: Path, strength: str, untold: str, late: list[str]) -> None:
    found = headings(tmp_path, strength, untold)
    missed = "Missed, or more than allowed, on 1 March 2024: none"
    assert found[1:] == [*late, f"{missed[: -len('none')]}1 cannot be told, and none is certain" if untold else missed]


def test_another_kind_that_counts_is_a_stand_in_and_no_breach(tmp_path: Path) -> None:
    assert (
        headings(tmp_path, "must", "")[0] == "Stand-ins: another kind, which counts, in place of the one that must be"
    )


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
