"""What an exported table is about: it goes with its rows, as a sheet of the workbook or as a file beside the CSV.

Whoever opens the table later is told by which version of which policy and for which day it was made, how many rows and
cases are in it, and everything that was found, above all what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.printing import tally
from ilacs_rules.workspace.tables import Cell, Table

_MAKER = "ilacs-rules"


@frozen
class About:
    """`days` are those that were asked about, by their options; `chosen` says which rows were asked for, if not all.

    `left_out` are the names of cases of which nothing is in the rows, because they could not be read or decided.
    `said` are sentences without which the rows would be read wrongly, such as the assumptions of a forecast.
    """

    what: str
    version: Version
    days: Mapping[str, date | None]
    rows: int
    rows_in_all: int
    cases: int | None = None
    chosen: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    def as_data(self) -> dict[str, object]:
        """For the file beside a CSV."""
        cases = {} if self.cases is None else {"cases": self.cases}
        answer = {
            "what": self.what,
            "policy": self.version.policy,
            "title": self.version.title,
            "version": self.version.start.isoformat(),
            **{name: day.isoformat() for name, day in self.days.items() if day is not None},
            **cases,
            "rows": self.rows,
            "rows_in_all": self.rows_in_all,
            "chosen": list(self.chosen),
            "said": list(self.said),
            "left_out": list(self.left_out),
            "made_by": f"{_MAKER} {own_version()}",
        }
        return with_findings(answer, self.findings)

    def as_table(self) -> Table:
        """For the sheet of a workbook: a line for each thing there is to know, then one for each finding."""
        told: list[tuple[Cell, ...]] = [
            ("what", self.what),
            ("policy", self.version.title),
            ("version in force from", self.version.start),
            *((name, day) for name, day in self.days.items() if day is not None),
            *([] if self.cases is None else [("cases", self.cases)]),
            *(("case left out", name) for name in self.left_out),
            ("rows", self.rows),
            *([("rows left out", self.rows_in_all - self.rows)] if self.rows < self.rows_in_all else []),
            *(("only", each) for each in self.chosen),
            *(("said", each) for each in self.said),
            ("made by", f"{_MAKER} {own_version()}"),
            ("found", tally(self.findings) or "nothing"),
            *((f"{each.severity} {each.code}", _in_words(each)) for each in self.findings),
        ]
        return Table(("about", "is"), tuple(told))


def own_version() -> str:
    """The version of the program."""
    try:
        return version(_MAKER)
    except PackageNotFoundError:  # a checkout that was never installed
        return "0.0.0"


def _in_words(finding: Diagnostic) -> str:
    place = f"{finding.span.source.name}, line {finding.span.line}: " if finding.span.source.text else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{place}{finding.message}{hint}"
