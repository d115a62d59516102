"""Findings beside an answer: as text on standard error, or as part of the JSON; an error makes the exit code 1."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from ilacs_rules.cli.options import coloured
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.machine import as_json


class Refused(click.ClickException):
    """There is no answer at all; the findings say why. Printed as JSON if the answer would have been."""

    exit_code = 1

    def __init__(self, findings: Iterable[Diagnostic], as_json: bool) -> None:
        self.findings = list(findings)
        self.as_json = as_json
        from ilacs_rules.text.printing import tally  # only where something was found: every command waits for imports

        super().__init__(tally(self.findings))

    def show(self, file: Any = None) -> None:
        """Text on standard error, or JSON on standard output."""
        if self.as_json:
            put_exactly(as_json(self.findings))
        else:
            _put(self.findings, colour=True)


def tell(findings: Iterable[Diagnostic], *, colour: bool = True) -> None:
    """The findings as text on standard error, below an answer, where they are not scrolled away; nothing for none.

    Without `colour` none is used, even if standard error is a terminal.
    """
    found = list(findings)
    if found:
        click.echo(err=True)
        _put(found, colour)


def exit_code(findings: Iterable[Diagnostic]) -> int:
    """1 if any finding is an error."""
    return 1 if has_errors(findings) else 0


def _put(findings: list[Diagnostic], colour: bool) -> None:
    from ilacs_rules.text.printing import as_text, tally  # as above

    colour = colour and coloured(sys.stderr)
    click.echo(f"{as_text(findings, colour=colour)}\n\n{tally(findings)}", err=True, color=colour)
