"""`ilacs-rules lsp`: the language server, which an editor starts."""

from __future__ import annotations

import click

from ilacs_rules.text.collecting import collected_seldom

_PACKAGES = ("pygls", "lsprotocol")
_NOT_INSTALLED = "the language server needs pygls: pip install 'ilacs-rules[lsp]'"


@click.command("lsp")
@click.option("--tcp", metavar="PORT", type=click.IntRange(0, 65535), help="Listen on this port of this machine.")
def command(tcp: int | None) -> None:
    """Answer an editor while rules are written: findings, completion, what a rule says, names, layout.

    An editor starts it and speaks with it over standard input and output; docs/editing.md says how to set one up.
    """
    try:
        served(tcp)
    except ModuleNotFoundError as error:
        if error.name in _PACKAGES:
            raise click.UsageError(_NOT_INSTALLED) from None
        raise


def served(port: int | None) -> None:
    """Serves until the editor ends it. Raises ModuleNotFoundError where pygls is not installed."""
    from ilacs_rules.editing.server import make_server

    server = make_server()
    with collected_seldom():  # each key makes a text anew, of small things without number
        if port is None:
            server.start_io()
        else:
            server.start_tcp("127.0.0.1", port)
