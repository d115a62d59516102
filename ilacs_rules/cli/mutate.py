"""`ilacs-rules mutate`: whether the worked examples of a policy would notice a small mistake in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.files import write_whole
from ilacs_rules.cli.options import colour_option, day_option, format_option, policy_argument
from ilacs_rules.cli.output import progress, put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.mutation_runs import try_mistakes
from ilacs_rules.workspace.versions import NoVersionError


@click.command("mutate")
@policy_argument()
@day_option("--version", "Only the file of the version that came into force on this day.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes at once; by default one for each core.")
@click.option(
    "--keep",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep in this file what was found, so that the next run tries only what was edited since.",
)
@format_option("text", "json")
@colour_option()
def command(policy: str, version: date | None, jobs: int | None, keep: Path | None, format_: str, colour: bool) -> None:
    """Make small mistakes in a policy, one at a time, and list those that none of its worked examples notices.

    A number or length one step off, the grade beside the right one, a condition left out, “or” for “and”, a row of a
    table lost, another event or day. Each is made in what a file itself writes, and tried by the examples of that file
    and those that go on from earlier ones. No example expects anything of guarantees and priorities: they are left out,
    and so is what surely means the same as what is written.
    """
    kept = keep.read_bytes() if keep is not None and keep.exists() else b""
    with asking(as_json=format_ == "json") as workspace:
        try:
            run = try_mistakes(workspace, policy, version, progress, jobs, kept)
        except NoVersionError as error:
            raise click.BadParameter(f"{error}", param_hint="--version") from None
    if keep is not None:
        write_whole(keep, run.kept)
    if format_ == "json":
        put_exactly(json_text(run.as_data()))
    else:
        put_summary(run.in_short(), None, colour=colour)
