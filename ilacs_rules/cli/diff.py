"""`ilacs-rules diff`: which cases come out otherwise by one version than by another, each difference with a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import format_option, from_option, out_option, policy_argument, to_option
from ilacs_rules.cli.output import line_length, put, put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.differences import (
    DifferencesTold,
    SinceCommitted,
    differences_between,
    differences_since_committed,
)


@click.command("diff")
@policy_argument()
@click.argument("other", metavar="[OTHER]", required=False)
@from_option(required=False)
@to_option(required=False)
@click.option(
    "--committed",
    metavar="[REVISION]",
    is_flag=False,
    flag_value="HEAD",
    help="Against the text that is committed to git, in the newest commit or in this one.",
)
@format_option("text", "json")
@out_option()
def command(
    policy: str,
    other: str | None,
    since: date | None,
    to: date | None,
    committed: str | None,
    format_: str,
    out: Path | None,
) -> None:
    """Tell which cases come out otherwise by the version in force on one day than by that in force on another.

    Every kind of case is looked at that the conditions of both versions can tell apart. With OTHER, a further policy or
    an edited copy of the same, the version of the second day is taken from there. With --committed, each version of
    which the text differs is held against what was committed; with a day, the one in force on it. “As before” is only
    said where all of them were.
    """
    told: DifferencesTold | SinceCommitted
    with asking(as_json=format_ == "json") as workspace:
        if committed is not None:
            if other is not None:
                raise click.UsageError("--committed is about one policy: leave OTHER out")
            told = differences_since_committed(workspace, policy, committed, since, to)
        elif since is None or to is None:
            raise click.UsageError("name the days whose versions are compared: --from DATE --to DATE")
        else:
            told = differences_between(workspace, policy, since, to, other)
    if format_ == "json":
        put_exactly(json_text(told.as_data()), out)
    else:
        put(told.as_text(line_length()), out)
