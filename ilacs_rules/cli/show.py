"""`ilacs-rules show`: the whole text of a policy as in force on a day, with the file and line of every part."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.checker.version import Version
from ilacs_rules.cli.findings import answer_as_json, exit_code, tell
from ilacs_rules.cli.options import format_option, known_option, on_option, policy_argument
from ilacs_rules.cli.output import put, put_exactly
from ilacs_rules.cli.question import usable_policy, version_in_force
from ilacs_rules.engine.as_data import version_as_data
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.policy.show import parts, shown
from ilacs_rules.policy.tree import Map


@click.command("show")
@policy_argument()
@on_option()
@known_option()
@format_option("yaml", "json")
@click.pass_context
def command(ctx: click.Context, policy: str, on: date, known: date | None, format_: str) -> None:
    """Show the whole text of a policy as in force on a day, its amendments worked in.

    Beside every part stands the file and line that wrote it.
    """
    as_json = format_ == "json"
    loaded, found = usable_policy(policy, as_json)
    version = version_in_force(loaded, policy, on, as_json, known).version
    if as_json:
        put_exactly(answer_as_json(_as_data(version), found))
    else:
        put("\n".join([*_heading(version, on, known), *map(str, shown(_tree(version)))]))
        tell(found)
    ctx.exit(exit_code(found))


def _heading(version: Version, on: date, known: date | None) -> list[str]:
    by_then = f", as published by {day_in_words(known)}" if known is not None else ""
    days = f"in force from {day_in_words(version.start)}"
    if version.until is not None:
        days += f" until {day_in_words(version.until)}"
    return [
        f"# {version.title}",
        f"# The text on {day_in_words(on)}{by_then}: {days}, published on {day_in_words(version.published)}.",
    ]


def _as_data(version: Version) -> dict[str, object]:
    return {
        **version_as_data(version),
        "published": version.published.isoformat(),
        "until": None if version.until is None else version.until.isoformat(),
        "parts": [
            {
                "path": list(part.path),
                "value": part.value,
                "file": part.span.source.name,
                "line": part.span.line,
                "column": part.span.column,
            }
            for part in parts(_tree(version))
        ],
    }


def _tree(version: Version) -> Map:
    tree = version.text.tree
    assert tree is not None, "a version that was read from a file"
    return tree
