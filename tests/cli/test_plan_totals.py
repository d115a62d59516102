"""What a plan says of all its cases: above by which versions they are decided, below how many duties stand how."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.running import run
from tests.policies import COUNTED_FROM_THE_FIRST


def test_what_is_provisional_is_counted_too(tmp_path: Path) -> None:
    """The day of the later visits hangs on the first one, which is still to come and will move it."""
    (tmp_path / "counted.yaml").write_text(COUNTED_FROM_THE_FIRST, encoding="utf-8")
    (tmp_path / "homes.yaml").write_text(
        "name: Alder\nevents: [{event: inspection, on: 2024-02-01, result: poor}]\n", encoding="utf-8"
    )
    told = " ".join(run("plan", "counted.yaml", "homes.yaml", "--on", "2024-02-05", folder=tmp_path).stdout.split())
    duties, parts = re.findall(r"1 case, (\d+) duties: ([^;]*)", told)[0]
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
    """Whom an inspection begun before April 2026 judged inadequate overall stays under the rules of December 2024."""
    cases = tmp_path / "shires.yaml"
    cases.write_text(SHIRES, encoding="utf-8")
    after, before = (run("plan", "ilacs", str(cases), "--on", day).stdout for day in ("2026-06-01", "2026-03-02"))
    assert "\nBy the version of 13 December 2024 still: Anyshire\n" in after
    assert "still:" not in before
    cases.write_text(SHIRES.replace("  - name: Anyshire\n", "  - name: Anyshire\n    complete until: 2026-03-31\n"))
    told = run("plan", "ilacs", str(cases), "--on", "2026-06-01").stdout
    assert "\nBy the version of 13 December 2024 still, as far as is recorded: Anyshire\n" in told
