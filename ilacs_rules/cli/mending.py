"""What `check --fix` does: policies of one's own mended where that is sure, all or none, and told what was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from ilacs_rules.cli.files import write_all_again
from ilacs_rules.cli.output import difference
from ilacs_rules.editing.mending import MendedFile, mended
from ilacs_rules.editing.quick_fixes import can_be_sure
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.excerpt import visible
from ilacs_rules.text.files import as_seen_from_here


def mend(found: Mapping[str, Iterable[Diagnostic]], *, diff: bool, beside: bool) -> bool:
    """Whether files of some policies were mended, in which this was found; with `diff` it is shown alone.

    All files are written, or none. What is told goes to standard error where it is `beside` an answer.
    """
    texts: dict[Path, str] = {}
    told: list[str] = []
    for policy, findings in found.items():
        files = mended(Path(policy), texts) if any(map(can_be_sure, findings)) else []
        texts |= {each.path: each.after for each in files}
        told += [line for each in files for line in _told(each, diff)]
        if not files:
            told.append(f"{visible(policy)}: nothing that can surely be mended")
    if not diff:
        write_all_again(texts)
    elif texts:
        told.append("nothing was written: leave “--diff” out to have it done")
    for line in [*told, ""]:
        click.echo(line, err=beside)
    return bool(texts) and not diff


def _told(mended: MendedFile, diff: bool) -> Iterator[str]:
    file = as_seen_from_here(mended.path).as_posix()
    if diff:
        yield difference(mended.before, mended.after, file, "mended")
    for each in mended.done:
        said = each.to_do if diff else each.done
        yield visible(f"{file}:{each.finding.span.line}: {said} [{each.finding.code.value}]")
