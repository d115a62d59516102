"""What `check` counts: a guarantee is one, however many versions of the text it goes on through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

FIRST = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: house
facts: {large: yes or no}
events:
  check: {records: {risk: number}}
requirements:
  check of a large house: {assumes: it, when: large, event: check, due: within 1 year after end of latest check}
  check of another: {assumes: it, when: not large, event: check, due: within 2 years after end of latest check}
guarantees:
  each house has one check to come:
    given: large is recorded
    exactly one of: [check of a large house, check of another]
MORE"""
LATER = """\
policy: checks
amends: 2024-01-01
published: 2024-11-01
in force: {from: 2025-01-01}
requirements:
  check of another: {due: within 3 years after end of latest check}
"""
RISK = """\
  each check tells the risk: {given: any check, always: risk of latest check is recorded}
"""


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", "1 guarantee holds"),
        (RISK, "1 guarantee holds, 1 guarantee hangs on what is recorded"),
    ],
)
def test_a_guarantee_of_two_versions_is_counted_once(tmp_path: Path, more: str, told: str) -> None:
    folder = tmp_path / "checks"
    folder.mkdir()
    (folder / "2024-01-01.yaml").write_text(FIRST.replace("MORE", more), encoding="utf-8")
    (folder / "2025-01-01.yaml").write_text(LATER, encoding="utf-8")
    said = run("check", "checks", folder=tmp_path).stdout.splitlines()[-1]
    assert said.endswith(f"; {told}")
