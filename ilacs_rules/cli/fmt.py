"""`ilacs-rules fmt`: rule files, cases and mappings in their one layout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ilacs_rules.cli.files import write_again
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.output import difference, put
from ilacs_rules.editing.formatting import Formatted, formatted_bytes, formatted_file, yaml_files
from ilacs_rules.text.excerpt import visible

_STANDARD_INPUT = "-"


@click.command("fmt")
@click.argument("paths", metavar="FILES...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a file is not laid out so.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would be changed.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Lay out rule files, cases and mappings in the one way: the order of keys, blanks, tables, long sentences.

    FILES are files, or folders of which every YAML file is meant; with - a text is read from standard input and put
    out. Comments and meaning are kept: each text is read again, and stays as it was if anything in it would be lost.
    """
    if _STANDARD_INPUT in paths:
        _through(ctx, paths)
    done = {path: formatted_file(path) for path in _files(paths)}
    for path, each in done.items():
        if each.left:
            click.echo(f"{visible(path.as_posix())}: left as it is, for {each.left}", err=True)
        tell(each.findings)
        if diff and each.changed:
            put(difference(each.before, each.after, path.as_posix(), "laid out"))
        if each.changed and not check and not diff:
            write_again(path, each.after)
    if not diff:
        put(_summary(done, check))
    unfit = any(each.left for each in done.values()) or (check and any(each.changed for each in done.values()))
    ctx.exit(1 if unfit else 0)


def _through(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Standard input to standard output; what cannot be formatted comes out as it went in."""
    if len(paths) > 1:
        raise click.UsageError("with - nothing else can be named")
    given = sys.stdin.buffer.read()
    done = formatted_bytes("standard input", given)
    click.echo(given if done.left else done.after.encode(), nl=False)
    if done.left:
        click.echo(f"left as it is, for {done.left}", err=True)
    tell(done.findings)
    ctx.exit(1 if done.left else exit_code(done.findings))


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    """Each file once."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not path.exists():
            raise click.BadParameter(f"there is no file or folder “{path}”", param_hint="FILES")
        for file in yaml_files(path):
            if file not in seen:
                seen.add(file)
                yield file


def _summary(done: dict[Path, Formatted], check: bool) -> str:
    """The files that were changed, or would be, each on a line, and how many there are."""
    changed = [path for path, each in done.items() if each.changed]
    verb = "would be laid out anew" if check else "laid out anew"
    lines = [f"{visible(path.as_posix())}: {verb}" for path in changed]
    files = "1 file" if len(done) == 1 else f"{len(done):,} files"
    return "\n".join([*lines, f"{len(changed):,} of {files} {verb}" if changed else f"{files}: nothing to change"])
