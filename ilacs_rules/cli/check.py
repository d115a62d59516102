"""`ilacs-rules check`: everything that is wrong with policies, and whether their examples and guarantees hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from ilacs_rules import Policy
from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.findings import exit_code
from ilacs_rules.cli.options import colour_option, format_option, ones_own
from ilacs_rules.cli.output import put, put_exactly
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.machine import as_code_quality, as_json, as_sarif
from ilacs_rules.text.printing import as_text, tally
from ilacs_rules.text.shipped import shipped
from ilacs_rules.workspace.about import own_version


@click.command("check")
@click.argument("policies", metavar="POLICY...", nargs=-1, required=True)
@format_option("text", "json", "sarif", "code-quality")
@colour_option()
@click.option("--fix", is_flag=True, help="Mend first what can mean one thing alone, and say what was mended.")
@click.option("--diff", is_flag=True, help="With --fix: write nothing; show what would be mended.")
@click.pass_context
def command(ctx: click.Context, policies: tuple[str, ...], format_: str, colour: bool, fix: bool, diff: bool) -> None:
    """Find what is wrong with policies, and try their worked examples and guarantees.

    POLICY is a file, a folder with a file for each version, or the name of a policy that ships with ilacs-rules.
    """
    if diff and not fix:
        raise click.UsageError("--diff shows what --fix would do: name both")
    for each in policies if fix else ():  # all of them before the first is written to
        ones_own(each)
    with asking() as workspace:
        results = {each: workspace.check(each) for each in policies}
        if fix and _mended({each: findings for each, (_, findings) in results.items()}, diff, format_):
            results = {each: workspace.check(each) for each in results}
    checked = [policy for policy, _ in results.values() if policy is not None]
    found = [finding for _, findings in results.values() for finding in findings]
    match format_:
        case "json":
            put_exactly(as_json(found))
        case "sarif":
            put_exactly(as_sarif(found, version=own_version(), pages=f"{shipped('docs/codes').as_uri()}/"))
        case "code-quality":
            put_exactly(as_code_quality(found))
        case _:
            text = as_text(found, colour=colour)
            put(f"{text}\n\n{_summary(checked, found)}" if text else _summary(checked, found))
    ctx.exit(exit_code(found))


def _mended(found: dict[str, list[Diagnostic]], diff: bool, format_: str) -> bool:
    from ilacs_rules.cli.mending import mend  # whoever only checks does not wait for what helps editors

    return mend(found, diff=diff, beside=format_ != "text")


def _summary(checked: list[Policy], found: list[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or `no mistakes found; 18 worked examples hold, 3 guarantees hold`."""
    if has_errors(found):
        return tally(found)
    versions = [program.version for policy in checked for program in policy.versions]
    guarantees = Counter(_how_they_hold(checked, found).values())
    hold = [
        _counted(sum(len(each.text.examples) for each in versions), "worked example", "holds", "hold"),
        *(_counted(guarantees[words], "guarantee", *words) for words in (_HOLDS, _HELD, _OF_DATA)),
    ]
    return "; ".join(part for part in (tally(found) or "no mistakes found", ", ".join(filter(None, hold))) if part)


_HOLDS = ("holds", "hold")
_HELD = ("held wherever it was tried", "held wherever they were tried")
_OF_DATA = ("hangs on what is recorded", "hang on what is recorded")


def _how_they_hold(checked: Iterable[Policy], found: Iterable[Diagnostic]) -> dict[tuple[str, str], tuple[str, str]]:
    """Of each guarantee, by its policy and its name, what can be said of it in every version that has it."""
    less = {Code.GUARANTEE_OF_DATA: _OF_DATA, Code.GUARANTEE_NOT_ANALYSED: _HELD}
    told: dict[object, tuple[str, str]] = {each.span: less[each.code] for each in found if each.code in less}
    holds: dict[tuple[str, str], tuple[str, str]] = {}
    for policy in checked:
        for program in policy.versions:
            for name, guarantee in program.version.guarantees.items():
                key = policy.name, name
                places = [guarantee.span, None if guarantee.always is None else guarantee.always.span]
                of_this = next((told[each] for each in places if each in told), _HOLDS)
                holds[key] = of_this if holds.get(key, _HOLDS) is _HOLDS else holds[key]
    return holds


def _counted(count: int, what: str, one: str, many: str) -> str:
    if not count:
        return ""
    return f"1 {what} {one}" if count == 1 else f"{count:,} {what}s {many}"
