"""`ilacs-rules`: the commands, found by name and imported only when used, so that the start stays quick."""

from __future__ import annotations

import io
import os
import signal
import sys
from importlib import import_module
from typing import Any

import click

from ilacs_rules.cli.plain_signs import register

DISTRIBUTION = "ilacs-rules"

# command → what it does, as `--help` lists it; each is the object `command` of the module of its name
COMMANDS: dict[str, str] = {
    "check": "Find what is wrong with policies, and try their examples and guarantees.",
    "new": "Begin a policy, a version, a worked example or a mapping, with what to do next.",
    "fmt": "Lay out rule files in the one way: the order of keys, blanks, tables; comments are kept.",
    "lsp": "Answer an editor while rules are written: findings, completion, names, layout.",
    "table": "Write a decision table to a sheet for Excel, and take it over from one once it is tried.",
    "test": "Run the worked examples of a policy as tests: what each expects against what comes out.",
    "suggest-examples": "Write examples that reach what no worked example is about, to be confirmed one by one.",
    "mutate": "Make small mistakes in a policy, and list those that no worked example notices.",
    "decide": "Show what a policy decides for a case: its values, and what is to be done when.",
    "why": "Explain a decision: what held, the facts used, the source.",
    "plan": "List what is to be done in all cases, as on a day, each in a line: who comes first, and what is missing.",
    "case": "Show one case on one page: where it stands and why, all its duties, and what happened.",
    "compare": "Show what an edited policy changes for each case.",
    "forecast": "Show what is expected in time to come, under stated assumptions.",
    "audit": "Hold what really happened against the policy: the right events, in time, and what is overdue.",
    "contacts": "Count how often each case was in contact, year by year, and how often policies ask it.",
    "backtest": "Hold plans of days gone by against what followed, beside the order of who waits longest.",
    "explain": "Say in plain English what a policy requires.",
    "docs": "Write the policy document that everybody reads: as a site, one page, Markdown and Word.",
    "diff": "Tell which cases come out otherwise by one version than by another.",
    "review": "Tell on one page what a change kept in git does to policies: for a pull request.",
    "changes": "Tell what changes in a policy from one day to another, for whom and why.",
    "matrix": "Show which paragraph of the sources is carried by which rule, and which by none.",
    "show": "Show the whole text in force on a day, and which file wrote each part.",
}

EPILOG = """\
\b
Exit codes:
  0  all is well
  1  the files have errors, or something asked could not be decided
  2  the command was not understood, or a file could not be written
  3  ilacs-rules itself failed; please report it
  130  it was stopped with Ctrl-C; no file was left half-written
"""


class Broken(click.ClickException):
    """A fault of this program, told without a traceback."""

    exit_code = 3

    def show(self, file: Any = None) -> None:
        """Two plain lines on standard error."""
        click.echo(
            f"{DISTRIBUTION} failed, and not through your files: {self.message}\n"
            "Please report this line with the command and the files you gave; --debug, put first, shows more.",
            err=True,
        )


class Stopped(click.ClickException):
    """Somebody pressed Ctrl-C."""

    exit_code = 130  # as shells count it: 128 and the number of the signal

    def show(self, file: Any = None) -> None:
        """A line on standard error."""
        click.echo("stopped", err=True)


class Unwritable(click.ClickException):
    """Something outside refused: no such folder, no room, no right to write."""

    exit_code = 2


class Commands(click.Group):
    """The group of all commands: lists them without importing any, and lets no traceback through."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they are declared."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if name not in COMMANDS:
            from ilacs_rules.text.nearest import nearest  # only where it is needed: every command waits for an import

            meant = nearest(name, COMMANDS)
            hint = f"did you mean “{meant}”?" if meant else "“ilacs-rules --help” lists them"
            raise click.UsageError(f"there is no command “{name}”; {hint}", ctx)
        found = import_module(f"ilacs_rules.cli.{name.replace('-', '_')}").command
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # `start` has seen to the time before
            signal.signal(signal.SIGINT, signal.default_int_handler)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As `COMMANDS` tells them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; what it did not foresee is told in a plain line, unless `--debug`."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click knows what to do with these
        except KeyboardInterrupt:
            raise Stopped("") from None
        except Exception as error:
            if ctx.params["debug"]:
                raise
            if isinstance(error, OSError):
                raise Unwritable(f"{error.filename or 'standard output'}: {error.strerror}") from error
            raise Broken(f"{type(error).__name__}: {error}") from error


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name=DISTRIBUTION, prog_name=DISTRIBUTION)
@click.option("--debug", is_flag=True, help="Show the traceback if ilacs-rules itself fails.")
@click.option("--no-cache", is_flag=True, help="Read and check the policy anew, and keep nothing of it on the disk.")
def commands(debug: bool, no_cache: bool) -> None:
    """Inspection policy written once, as data: checked, decided, explained, planned."""


def main() -> None:
    """The console script. A character that the terminal cannot show is replaced, never an error."""
    _open_if_closed()
    signs = register()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=signs)
    commands(prog_name=DISTRIBUTION)


def _open_if_closed() -> None:
    """What a closed standard stream is told goes nowhere, and is no fault."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


if __name__ == "__main__":
    main()
