"""`ilacs-rules table`: a decision table out to a sheet, and back from one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.files import write_again, write_new
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import day_option, policy_argument
from ilacs_rules.cli.output import put, put_exactly
from ilacs_rules.editing.new_files import CannotBeginError
from ilacs_rules.editing.table_import import TableImport, imported
from ilacs_rules.editing.table_sheets import UnreadableSheetError, sheet_of
from ilacs_rules.editing.written_tables import NoTableError, WrittenTable, written_table
from ilacs_rules.text.excerpt import visible
from ilacs_rules.workspace.workspace import Workspace

_ON = "The table as the version in force on this day has it, as 2018-01-01; without it that of the newest."
_OF_AN_EARLIER = (
    "it stands in the file of an earlier version, and is otherwise in all that have it from there; if only the newest "
    "is meant, take that back, and write the table in the file of the newest first"
)


@click.group("table")
def command() -> None:
    """A decision table as a sheet of a workbook: written for Excel, and taken over from there once it is tried."""


@command.command("export")
@policy_argument()
@click.argument("definition", metavar="DEFINITION")
@day_option("--on", _ON)
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook to be written.",
)
def export_command(policy: str, definition: str, on: date | None, out: Path) -> None:
    """Write the table of DEFINITION to a sheet, every cell a text: no number, no day and no formula is made of it."""
    with _about_a_table():
        table = written_table(policy, definition, on)
        put_exactly(sheet_of(table), out)
    put(f"{_named(table)} is written to {visible(out.as_posix())}: {_rows(len(table.cells) - 1)}")


@command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@policy_argument()
@click.argument("definition", metavar="DEFINITION")
@day_option("--on", _ON)
@day_option("--new-version", "Into an amendment of its own, begun with it, that comes into force on this day.")
@click.pass_context
def import_command(
    ctx: click.Context, file: Path, policy: str, definition: str, on: date | None, new_version: date | None
) -> None:
    """Take the table of DEFINITION over from a sheet into the rule file that has it; all else there stays as it is.

    It is tried first. Where the policy could not be used with it, nothing is taken over, and a copy of the workbook
    beside it says in its cells why.
    """
    workbook = file.read_bytes()
    with _about_a_table() as workspace:
        found = imported(workspace, workbook, policy, definition, on, begun=new_version)
    if found.remarks:
        copy = file.with_name(f"{file.stem}.findings{file.suffix}")
        put_exactly(found.remarked(workbook), copy)
        put(_refused(found, copy))
        ctx.exit(1)
    if found.changes and new_version is not None:
        write_new(found.table.path, found.text.encode())
    elif found.changes:
        write_again(found.table.path, found.text)
    put(_taken_over(found))
    tell(found.findings)
    ctx.exit(exit_code(found.findings))


def _refused(found: TableImport, copy: Path) -> str:
    lines = [f"{visible(each.place)}: {visible(each.words)}" for each in found.remarks]
    said = f"nothing is taken over; {visible(copy.as_posix())} says the same in its cells"
    return "\n".join([*lines, "", said])


def _taken_over(found: TableImport) -> str:
    if not found.changes:
        return f"{_named(found.table)} is as on the sheet: nothing to change"
    changed = f"{found.changed:,} of them new, gone or otherwise" if found.changed else "laid out anew"
    said = f"{_named(found.table)} is taken over: {_rows(found.rows)}, {changed}"
    return f"{said}\n{_OF_AN_EARLIER}" if found.table.taken_over else said


def _named(table: WrittenTable) -> str:
    return f"the table of “{visible(table.words)}” ({visible(table.source.name)}, line {table.text.span.line})"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


@contextmanager
def _about_a_table() -> Iterator[Workspace]:
    try:
        with asking() as workspace:
            yield workspace
    except (NoTableError, UnreadableSheetError, CannotBeginError) as error:
        raise click.UsageError(f"{error}") from None
