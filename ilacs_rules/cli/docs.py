"""`ilacs-rules docs`: the policy document as a site, as one page, as Markdown and as a Word file."""

from __future__ import annotations

from datetime import date
from errno import EIO
from pathlib import Path

import click

from ilacs_rules.cli.files import write_folder
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import format_option, on_option, policy_argument, templates_option
from ilacs_rules.cli.output import json_text, needing, put_exactly
from ilacs_rules.cli.question import usable_policy, version_in_force
from ilacs_rules.documents.policy_document.content import PolicyDocument
from ilacs_rules.documents.policy_document.document import YEARS_AHEAD, policy_document
from ilacs_rules.documents.policy_document.rendering import Templates, pictures
from ilacs_rules.documents.policy_document.word import WordError, word
from ilacs_rules.documents.templating import TemplateError

FORMS = ("site", "page", "markdown", "word")
NAME = "document"  # of the file that holds the whole, with the ending of its form


@click.command("docs")
@policy_argument()
@on_option()
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
@format_option("files", "json")
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    on: date,
    out: Path | None,
    forms: tuple[str, ...],
    templates: Path | None,
    years: int,
    format_: str,
) -> None:
    """Write the policy document: what everybody reads, made from the rules in force on a day.

    A site of HTML pages, the same as one page, as Markdown and as a Word file; or, as JSON, what they are made of.
    """
    as_json = format_ == "json"
    if out is None and not as_json:
        raise click.UsageError("name the folder to write to with --out DIR")
    loaded, found = usable_policy(policy, as_json)
    version_in_force(loaded, policy, on, as_json)
    document = policy_document(loaded, on, years)
    if as_json:
        answer = json_text(document.as_data(found))
        if out is None:
            put_exactly(answer)
        else:
            _write(out, {f"{NAME}.json": (answer + "\n").encode()})
    else:
        assert out is not None
        _write(out, _files(document, forms, templates))
        tell(found)
    ctx.exit(exit_code(found))


def _files(document: PolicyDocument, asked: tuple[str, ...], folder: Path | None) -> dict[str, bytes]:
    """Everything that is to be written, made before anything is."""
    forms = asked or FORMS
    templates = Templates(folder)
    texts: dict[str, str] = {}
    found: dict[str, bytes] = {}
    try:
        if "site" in forms:
            texts |= templates.site(document)
        if "page" in forms:
            texts[f"{NAME}.html"] = templates.whole(document)
        if "markdown" in forms:
            texts[f"{NAME}.md"] = templates.markdown(document)
            texts |= pictures(document)
        if "word" in forms:
            found = _word_file(document, templates, asked)
    except TemplateError as error:
        raise click.UsageError(f"a template cannot be used: {error}") from None
    return {name: text.encode() for name, text in texts.items()} | found


def _word_file(document: PolicyDocument, templates: Templates, asked: tuple[str, ...]) -> dict[str, bytes]:
    """The Word file; none if a package it needs is not installed and nobody has asked for it by its name."""
    name = f"{NAME}.docx"
    try:
        needed = "pypandoc-binary and resvg-py"
        return {name: needing(needed, "word", "a Word file", lambda: word(document, templates))}
    except click.UsageError as error:
        if asked:
            raise
        click.echo(f"{name} was not written: {error.message}", err=True)
        return {}
    except WordError as error:
        raise OSError(EIO, f"the Word file could not be made: {error}", name) from None


def _write(out: Path, files: dict[str, bytes]) -> None:
    write_folder(out, files)
    count = "1 file" if len(files) == 1 else f"{len(files)} files"
    click.echo(f"{count} written to {out}; begin with {out / next(iter(files))}")
