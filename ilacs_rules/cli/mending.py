"""What `check --fix` does: a policy of one's own mended where that is sure, and told what was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ilacs_rules.cli.files import write_again
from ilacs_rules.cli.output import difference
from ilacs_rules.editing.mending import mended
from ilacs_rules.editing.quick_fixes import Mend, can_be_sure
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.excerpt import visible
from ilacs_rules.text.files import as_seen_from_here


def mend(policy: str, found: Iterable[Diagnostic], *, diff: bool, beside: bool) -> bool:
    """Whether files were mended; with `diff` it is shown alone.

    Each file is written whole or not at all. What is told goes to standard error where it is `beside` an answer.
    """
    files = mended(Path(policy)) if any(map(can_be_sure, found)) else []
    for each in files:
        file = as_seen_from_here(each.path).as_posix()
        if diff:
            click.echo(difference(each.before, each.after, file, "mended"), err=beside)
        else:
            write_again(each.path, each.after)
            click.echo("\n".join(map(visible, _told(file, each.done))), err=beside)
    if not files:
        click.echo(f"{visible(policy)}: nothing that can surely be mended", err=beside)
    click.echo(err=beside)
    return bool(files) and not diff


def _told(file: str, done: Iterable[Mend]) -> Iterator[str]:
    for each in done:
        yield f"{file}:{each.finding.span.line}: {each.done} [{each.finding.code.value}]"
