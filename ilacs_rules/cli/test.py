"""`ilacs-rules test`: the worked examples of a policy, run as tests."""

from __future__ import annotations

from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.files import write_again, write_whole
from ilacs_rules.cli.findings import exit_code
from ilacs_rules.cli.options import colour_option, format_option, policy_argument
from ilacs_rules.cli.output import put, put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.text.excerpt import visible
from ilacs_rules.text.machine import json_text
from ilacs_rules.text.printing import as_text
from ilacs_rules.workspace.example_runs import RewrittenExamples, rewrite_examples, try_examples
from ilacs_rules.workspace.junit import as_junit
from ilacs_rules.workspace.workspace import Workspace


@click.command("test")
@policy_argument()
@format_option("text", "json")
@click.option(
    "--junit",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the outcome to this file as JUnit XML as well.",
)
@click.option("--coverage", is_flag=True, help="Tell as well what of the policy no example reaches.")
@click.option("--update", is_flag=True, help="Write what came out into the examples, in place of what they expect.")
@colour_option()
@click.pass_context
def command(
    ctx: click.Context, policy: str, format_: str, junit: Path | None, coverage: bool, update: bool, colour: bool
) -> None:
    """Run the worked examples of all versions as tests: what each expects, against what the policy gives.

    Each is decided by the text of its own file. With --update the files are changed where something else came out than
    was expected, and nowhere else; read what has changed before you keep it.
    """
    if update and not Path(policy).exists():
        raise click.BadParameter(
            "it changes files: name the file or folder of a policy of yours", param_hint="--update"
        )
    with asking(as_json=format_ == "json") as workspace:
        done = _updated(workspace, policy) if update else None
        run = try_examples(workspace, policy, covered=coverage)
    if junit is not None:
        write_whole(junit, as_junit(run.tried))
    if format_ == "json":
        put_exactly(json_text(run.as_data()))
    else:
        put_summary(run.in_short(), None, colour=colour)
        found = as_text(run.findings, colour=colour)
        told = [_told(done)] if done is not None else []
        put("\n" + "\n\n".join([*([found] if found else []), *told, run.outcome()]))
    ctx.exit(exit_code(run.findings))


def _updated(workspace: Workspace, policy: str) -> RewrittenExamples:
    """Writes the files anew, once it is known that they can be read again; each whole or not at all."""
    done = rewrite_examples(try_examples(workspace, policy))
    for path, text in done.texts.items():
        workspace.open(path, text)
    try_examples(workspace, policy)
    for path, text in done.texts.items():
        write_again(path, text)
        workspace.close(path)
    return done


def _told(done: RewrittenExamples) -> str:
    if not done.done and not done.left:
        return "nothing to update: every example that can be decided expects what comes out"
    lines = [f"{each.span}: “{each.words}” now expects {each.given}; before: {each.expected}" for each in done.done]
    lines += [f"{each.span}: “{each.words}” is left as it was: {each.left}" for each in done.left]
    lines += ["these lines were changed: read each, and keep it only if the policy is right"] if done.done else []
    return "\n".join(map(visible, lines))
