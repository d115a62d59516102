"""Options that several commands share."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def on_option(required: bool = True) -> Callable[[F], F]:
    """`--on DATE`: the as-of day of the question; never taken from the clock."""
    return click.option(
        "--on",
        metavar="DATE",
        required=required,
        callback=_day,
        help="The day the question is about, as 2018-01-01.",
    )


def known_option() -> Callable[[F], F]:
    """`--known DATE`: the day up to which is counted what had been published; without it, all there is."""
    return click.option(
        "--known",
        metavar="DATE",
        callback=_day,
        help="As it was known on this day: what was published later is left aside.",
    )


def from_option(required: bool = True, told: str = "The first day looked at, as 2018-01-01.") -> Callable[[F], F]:
    """`--from DATE`: the first day of the time that is looked at, or of what is `told`."""
    return click.option(
        "--from",
        "since",
        metavar="DATE",
        required=required,
        callback=_day,
        help=told,
    )


def to_option(required: bool = True) -> Callable[[F], F]:
    """`--to DATE`: the last day of the time that is looked at."""
    return click.option(
        "--to", metavar="DATE", required=required, callback=_day, help="The last day looked at, as 2018-01-01."
    )


def until_option() -> Callable[[F], F]:
    """`--until DATE`: the last day that is looked at, when the question is about what is to come."""
    return click.option(
        "--until",
        metavar="DATE",
        required=True,
        callback=_day,
        help="The last day looked at, as 2018-01-01.",
    )


def day_option(name: str, told: str) -> Callable[[F], F]:
    """An option that is a day and may be left out."""
    return click.option(name, metavar="DATE", callback=_day, help=told)


def _day(ctx: click.Context, param: click.Parameter, written: str | None) -> date | None:
    if written is None:
        return None
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written):  # any other order can be read in two ways
            return date.fromisoformat(written)
    except ValueError:
        raise click.BadParameter(f"there is no day {written}") from None
    from ilacs_rules.workspace.days import (
        why_no_day,  # only where something is wrong: every command waits for an import
    )

    raise click.BadParameter(why_no_day(written))


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format`: the first is what a person reads, and the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print it.",
    )


def coloured(stream: TextIO) -> bool:
    """Whether colours suit a stream: only a terminal that can show them, and not if NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def colour_option() -> Callable[[F], F]:
    """`--colour/--no-colour`, as a yes or no that has already looked at the terminal and at NO_COLOR."""

    def decide(ctx: click.Context, param: click.Parameter, asked: bool | None) -> bool:
        if asked is not None:
            return asked
        return coloured(sys.stdout)

    return click.option(
        "--colour/--no-colour",
        default=None,
        callback=decide,
        help="Colours; by default only on a terminal, and not if NO_COLOR is set.",
    )


def policy_argument() -> Callable[[F], F]:
    """`POLICY`: a version file, a folder of versions, or the name of a shipped policy."""
    return click.argument("policy", metavar="POLICY")


def ones_own(policy: str) -> Path:
    """Where a policy is that can be written to. Raises BadParameter for one that is no file or folder of one's own."""
    path = Path(policy)
    if not path.exists():
        raise click.BadParameter(f"there is no file or folder “{policy}”: name a policy of yours", param_hint="POLICY")
    return path


def cases_argument() -> Callable[[F], F]:
    """`CASES`: a file or a folder of case files."""
    return click.argument("cases", metavar="CASES")


def case_option() -> Callable[[F], F]:
    """`--case NAME`, as often as wished; every case if it is not given."""
    return click.option(
        "--case", "names", metavar="NAME", multiple=True, help="Only the case of this name; may be given several times."
    )


def mapping_option() -> Callable[[F], F]:
    """`--mapping FILE`: how the columns of a table of cases are read."""
    return click.option(
        "--mapping", metavar="FILE", help="How the columns of a CSV, Parquet or XLSX file are to be read."
    )


def jobs_option() -> Callable[[F], F]:
    """`--jobs N`: how many processes work on the cases; without it as many as are quicker."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        metavar="N",
        help="How many processes at once; by default one for each core, where there are many cases.",
    )


def out_option() -> Callable[[F], F]:
    """`--out FILE`: written whole or not at all."""
    return click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen."
    )


def templates_option() -> Callable[[F], F]:
    """`--templates DIR`: a house style of one's own."""
    return click.option(
        "--templates",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of templates; each takes the place of the one of the same name.",
    )
