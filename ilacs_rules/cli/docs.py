"""`ilacs-rules docs`: the policy document as a site, as one page, as Markdown and as a Word file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.files import write_folder
from ilacs_rules.cli.options import format_option, known_option, on_option, policy_argument, templates_option
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.document_files import EDITIONS, FORMS, NAME, YEARS_AHEAD, TemplateError, document_files


@click.command("docs")
@policy_argument()
@on_option()
@known_option()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; it is made if need be."
)
@click.option(
    "--only",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="Only this form; may be given several times. By default all of them, word if its packages are installed.",
)
@templates_option()
@click.option(
    "--years",
    type=click.IntRange(1, 20),
    default=YEARS_AHEAD,
    show_default=True,
    help="How many years ahead the pictures look.",
)
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    show_default=True,
    help="For everybody; or with the tests, remarks and texts of the rules, for those who write and check them.",
)
@format_option("files", "json")
def command(
    policy: str,
    on: date,
    known: date | None,
    out: Path | None,
    forms: tuple[str, ...],
    templates: Path | None,
    years: int,
    edition: str,
    format_: str,
) -> None:
    """Write the policy document: what everybody reads, made from the rules in force on a day.

    A site of HTML pages, the same as one page, as Markdown and as a Word file; or, as JSON, what they are made of.
    """
    as_json = format_ == "json"
    if out is None and not as_json:
        raise click.UsageError("name the folder to write to with --out DIR")
    with asking(as_json=as_json) as workspace:
        document = workspace.document(policy, on, years=years, known=known, edition=edition)
        if as_json:
            answer = json_text(document.as_data())
            if out is None:
                put_exactly(answer)
            else:
                _write(out, {f"{NAME}.json": (answer + "\n").encode()})
            return
        assert out is not None
        try:
            made = document_files(document, forms, templates)  # all of them, before anything is written
        except TemplateError as error:
            raise click.UsageError(f"a template cannot be used: {error}") from None
    if made.lacking is not None:
        click.echo(made.lacking, err=True)
    _write(out, made.files)


def _write(out: Path, files: dict[str, bytes]) -> None:
    write_folder(out, files)
    count = "1 file" if len(files) == 1 else f"{len(files)} files"
    click.echo(f"{count} written to {out}; begin with {out / next(iter(files))}")
