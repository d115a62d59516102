"""`ilacs-rules new`: a policy, a version or a worked example begun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.files import write_again, write_new
from ilacs_rules.cli.options import from_option, mapping_option, on_option, ones_own, policy_argument
from ilacs_rules.cli.output import put
from ilacs_rules.editing.new_files import CannotBeginError, NewText, new_example, new_policy, new_version
from ilacs_rules.editing.new_mapping import new_mapping
from ilacs_rules.text.excerpt import visible

_IN_FORCE = "The day on which it comes into force, as 2018-01-01."


@click.group("new")
def command() -> None:
    """Begin a policy, a version, a worked example or a mapping; nothing that is there is written over."""


@command.command("policy")
@click.argument("name", metavar="NAME", type=click.Path(path_type=Path))
@from_option(told=_IN_FORCE)
def policy_command(name: Path, since: date) -> None:
    """Begin a policy: a folder NAME with a small version, in force from a day, to be written anew text by text."""
    with _beginning():
        _begun(new_policy(name, since))


@command.command("version")
@policy_argument()
@from_option(told=_IN_FORCE)
def version_command(policy: str, since: date) -> None:
    """Begin a version of POLICY, a folder of yours, that comes into force on a day; it amends the last before it."""
    with _beginning(), asking() as workspace:
        _begun(new_version(workspace, ones_own(policy), since))


@command.command("example")
@policy_argument()
@click.option("--like", "cases", metavar="CASES", required=True, help="The file or folder of the case it is like.")
@click.option("--case", "name", metavar="NAME", help="Which case it is, where there are several.")
@on_option()
@mapping_option()
def example_command(policy: str, cases: str, name: str | None, on: date, mapping: str | None) -> None:
    """Add a case as a worked example to the version of POLICY in force on a day, with what the policy gives then.

    It stands at the end of the examples of that version's file, marked “confirm”; all else in the file stays as it is.
    """
    with _beginning(), asking() as workspace:
        new = new_example(workspace, ones_own(policy), cases, on, name=name, mapping=mapping)
        write_again(new.path, new.text)
        _told(new, "has an example more")


@command.command("mapping")
@policy_argument()
@click.argument("table", metavar="TABLE", type=click.Path(path_type=Path))
def mapping_command(policy: str, table: Path) -> None:
    """Begin a mapping for TABLE, a CSV, Parquet or XLSX file of events: which column is what in the words of POLICY.

    What headings and cells do not tell is asked, each on a line with “# ?”, and columns that are not used are told. For
    a table of facts its part of a mapping is begun.
    """
    with _beginning(), asking() as workspace:
        _begun(new_mapping(workspace, policy, table))


def _begun(new: NewText) -> None:
    try:
        write_new(new.path, new.text.encode())
    except FileExistsError:
        raise CannotBeginError(f"{new.path.as_posix()} is there already, and stays as it is") from None
    _told(new, "is begun")


def _told(new: NewText, done: str) -> None:
    lines = [f"{new.path.as_posix()} {done}. What to do next:", *(f"- {step}" for step in new.next_steps)]
    put("\n".join(map(visible, lines)))


@contextmanager
def _beginning() -> Iterator[None]:
    try:
        yield
    except CannotBeginError as error:
        raise click.UsageError(f"{error}") from None
