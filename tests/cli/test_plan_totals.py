"""The last line of a plan counts each duty once, however it stands."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.running import run

CASE = """name: Anyshire
events:
  - {event: standard inspection, start: 2018-01-22, end: 2018-02-02, publication: 2018-03-20,
     overall effectiveness: inadequate}
"""


def test_what_is_provisional_is_counted_too(tmp_path: Path) -> None:
    """The day of the later monitoring visits hangs on the first one."""
    case = tmp_path / "anyshire.yaml"
    case.write_text(CASE, encoding="utf-8")
    told = " ".join(run("plan", "ilacs", str(case), "--on", "2018-05-01").stdout.split())
    duties, parts = re.findall(r"1 case, (\d+) duties \(1 asked\): ([^;]*);", told)[0]
    assert "1 provisional" in parts
    assert sum(int(part.split()[0]) for part in parts.split(", ")) == int(duties)
