"""What a plan says of all its cases: above by which versions they are decided, below how many duties stand how."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.running import run
from tests.policies import counted_from_either

CASE = """name: Anyshire
events:
  - {event: standard inspection, start: 2018-01-22, end: 2018-02-02, publication: 2018-03-20,
     overall effectiveness: inadequate}
"""


def test_what_is_provisional_is_counted_too(tmp_path: Path) -> None:
    """The day of the later monitoring visits hangs on the first one, which is still to come and will move it."""
    case = tmp_path / "anyshire.yaml"
    case.write_text(CASE, encoding="utf-8")
    told = " ".join(
        run("plan", str(counted_from_either(tmp_path / "ilacs")), str(case), "--on", "2018-05-01").stdout.split()
    )
    duties, parts = re.findall(r"1 case, (\d+) duties \(1 asked\): ([^;]*);", told)[0]
    assert "1 provisional" in parts
    assert sum(int(part.split()[0]) for part in parts.split(", ")) == int(duties)


SHIRES = """cases:
  - name: Anyshire
    events:
      - {event: standard inspection, start: 2025-01-20, end: 2025-01-31, publication: 2025-03-10,
         overall effectiveness: inadequate}
  - name: Othershire
    events:
      - {event: standard inspection, start: 2025-02-03, end: 2025-02-14, publication: 2025-03-24,
         overall effectiveness: good}
"""


def test_whom_an_earlier_version_still_decides_is_named_above(tmp_path: Path) -> None:
    """Who was judged inadequate before April 2026 stays under the rules of December 2024; the others do not."""
    cases = tmp_path / "shires.yaml"
    cases.write_text(SHIRES, encoding="utf-8")
    after, before = (run("plan", "ilacs", str(cases), "--on", day).stdout for day in ("2026-06-01", "2026-03-02"))
    assert "\nBy the version of 13 December 2024 still: Anyshire\n" in after
    assert "still:" not in before
