"""Conditions of requirements that hold of no case, or of every one, as every kind of case shows (W510).

What the words of a condition rule out by themselves is told by `never_holds`; here histories are looked at as well:
“any check and latest check is missing”.
"""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.assurance.never_holds import vain
from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model import tree
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Version
from ilacs_rules.regions.questions import condition_regions
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

_MOST = 200  # kinds of case that are looked at for one condition: `check` is to be quick


def check_in_every_case(program: Program, before: Version | None = None) -> list[Diagnostic]:
    """What is to be said of conditions that come to the same for every case; of others nothing is claimed.

    What reads as in the version `before`, which is checked as well, is told there and not looked at again.
    """
    return list(_found(program, before))


def _found(program: Program, before: Version | None) -> Iterator[Diagnostic]:
    compared = None if before is None else VersionComparison(before, program.version)
    for requirement in program.version.requirements.values():
        if compared is not None and compared.asks_of_the_same(requirement.name):
            continue
        when = requirement.when
        if when is None or requirement.for_each is not None or not _looks_twice(program, when):
            continue
        found = condition_regions(program, when, _MOST)
        answers = {region.answers[0] for region in found.found}
        if not found.are_all or len(answers) != 1:
            continue
        if answers == {False}:
            yield vain(f"“{requirement.words}” never applies", when)
        if answers == {True}:
            message = f"this holds of every case of which all is known, so “{requirement.words}” applies to each"
            hint = "leave “when” out, or change it: of a case of which less is known it only leaves open what is asked"
            yield Diagnostic(Code.NO_EFFECT, message, when.span, hint)


def _looks_twice(program: Program, when: tree.Node) -> bool:
    """Whether more than one thing is asked: one alone can come out either way, or is told already where it cannot."""
    return sum(1 for part in reached(program.version, [when]) if _is_looked_up(part)) > 1


def _is_looked_up(part: TreePart) -> bool:
    return isinstance(part, tree.Fact | tree.Select | tree.Several)
