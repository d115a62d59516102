"""How a workbook keeps a cell, told by one letter: what a reader sees there may not be what is kept."""

from __future__ import annotations

from ilacs_rules.cases.table import Row
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

TEXT, NUMBER, DAY, YES_OR_NO = "t", "n", "d", "y"
PADDED = "p"  # a number shown with zeros before it; its text has them
SHOWN_OTHERWISE = "o"  # a number that is shown in another form than it is kept in
FORMULA, ERROR = "f", "e"  # a formula that was saved without its result; one that came to an error


def no_value(row: Row, column: int) -> Diagnostic | None:
    """E704 if a cell holds a formula of which there is no result."""
    kind = row.kinds[column : column + 1]
    if kind == FORMULA:
        message = "this cell holds a formula that was saved without its result"
        return Diagnostic(Code.CASE_VALUE, message, row.place(column), "open the workbook in Excel and save it again")
    if kind == ERROR:
        message = f"this cell holds the error {row.value(column)}"
        return Diagnostic(Code.CASE_VALUE, message, row.place(column), "mend the formula, or empty the cell")
    return None


def not_a_text(row: Row, column: int) -> Diagnostic | None:
    """E704 if a cell in which a text is wanted is kept as something else, that may not be what was typed."""
    kind, written = row.kinds[column : column + 1], row.value(column)
    if kind not in _KEPT_AS:
        return None
    message = f"this cell holds {_KEPT_AS[kind]} ({written}), and a text belongs there"
    hint = "the spreadsheet may have made it of what was typed: show the column as text, and type it again"
    return Diagnostic(Code.CASE_VALUE, message, row.place(column), hint)


_KEPT_AS = {
    DAY: "a day",
    YES_OR_NO: "a yes or no",
    SHOWN_OTHERWISE: "a number that is shown in another form",
}
