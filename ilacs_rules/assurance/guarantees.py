"""Whether guarantees hold for every case: for each of the regions of cases that their conditions can tell apart.

So whatever fails comes with a witness, a case of its region. Where a guarantee hangs on what cannot be cut into regions
(`regions.matters`), not every case can be tried; that is said aloud and never passed off as proof.

What is promised of recorded data alone no rule can bring about. A case that breaks it is then no mistake of the policy,
and is told as a note.
"""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.assurance.by_logic import holds_by_its_wording
from ilacs_rules.assurance.can_hold import can_hold
from ilacs_rules.engine.program import Program
from ilacs_rules.explain.made_up_case import in_words
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import DecisionTable, Guarantee, Version
from ilacs_rules.regions.asking import Kept
from ilacs_rules.regions.questions import guarantee_regions
from ilacs_rules.regions.refining import Region
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.words import joined

_WATCHED = "nothing need be changed: it is also checked on every real case that is decided"


def check_guarantees(program: Program) -> list[Diagnostic]:
    """What is to be said of each guarantee that does not surely hold.

    A witness where it does not (E802, or N805 where no rule could help it), and a note where not every case could be
    tried (N803).
    """
    return [found for g in program.version.guarantees.values() if (found := check_guarantee(program, g)) is not None]


def check_guarantee(program: Program, guarantee: Guarantee) -> Diagnostic | None:
    """What is to be said of one guarantee; None where it holds for every case."""
    version = program.version
    if holds_by_its_wording(version, guarantee) or _cannot_be_broken(version, guarantee):
        return None
    found = guarantee_regions(program, guarantee)
    kept = [(region, _kept(region)) for region in found.found]
    broken = [(region, each.applied) for region, each in kept if each is not None and each.held is False]
    if broken:
        simplest, applied = min(broken, key=lambda each: each[0].story.told)
        case = in_words(version.vocabulary, simplest.witness(), with_days=simplest.matters.are_timed)
        return _broken(version, guarantee, applied, f"it fails for {with_article(version.subject)} {case}")
    whys = [f"it also hangs on {joined(found.limits)}"] if found.limits else []
    whys += ["there are too many"] if found.too_many else []
    whys += [f"in {found.open} of them it cannot be told"] if found.open else []
    if not whys:
        return None
    tried = f"{len(found.found)} cases tried" if len(found.found) > 1 else "one case tried"
    message = f"“{guarantee.words}” held in the {tried}, not in every possible one: {', and '.join(whys)}"
    assert guarantee.span is not None
    return Diagnostic(Code.GUARANTEE_NOT_ANALYSED, message, guarantee.span, _WATCHED)


def _kept(region: Region) -> Kept | None:
    """Whether the guarantee holds in a region, and which requirements apply there; None where the rules fail.

    A table that has no answer says so itself when a real case meets it.
    """
    answer = region.answers[0]
    return answer if isinstance(answer, Kept) else None


def _cannot_be_broken(version: Version, guarantee: Guarantee) -> bool:
    """Whether what would break a condition that is promised can never hold."""
    always = guarantee.always
    if always is None:
        return False
    broken = tree.Not(always, type=Basic.YES_OR_NO, span=always.span)
    return not can_hold(version, broken, *([] if guarantee.given is None else [guarantee.given]))


def _broken(version: Version, guarantee: Guarantee, applied: Sequence[str], whom: str) -> Diagnostic:
    assert guarantee.span is not None
    requirements = [version.requirements[name] for name in applied]
    words = [f"“{requirement.words}”" for requirement in requirements]
    if guarantee.always is not None:
        return _not_always(version, guarantee, guarantee.always, whom)
    first = next((r for r in requirements if r.when is not None), None)
    if len(requirements) < 2 or first is None or first.when is None:
        fault = f"only {words[0]} applies" if requirements else "none of its requirements applies"
        message = f"the guarantee “{guarantee.words}” does not hold: {fault}"
        return Diagnostic(Code.GUARANTEE_BROKEN, message, guarantee.span, f"{whom}; widen a “when”, or say “given”")
    both = f"{', '.join(words[:-1])} and {words[-1]} {'both' if len(words) == 2 else 'all'} apply"
    message = f"the guarantee “{guarantee.words}” (line {guarantee.span.line}) does not hold: {both}"
    other = next(r for r in requirements if r is not first)
    hint = f"{whom}; change this “when”, or say “exception to: [{other.words}]” of “{first.words}”"
    related = ((guarantee.span, "the guarantee"),)
    return Diagnostic(Code.GUARANTEE_BROKEN, message, first.when.span, hint, related)


def _not_always(version: Version, guarantee: Guarantee, always: tree.Node, whom: str) -> Diagnostic:
    related = () if guarantee.span is None else ((guarantee.span, "the guarantee"),)
    if any(isinstance(part, DecisionTable | tree.If) for part in reached(version, [always])):
        message = f"the guarantee “{guarantee.words}” does not hold: there are cases in which this is not so"
        hint = f"{whom}; change what gives this value, or say “given”"
        return Diagnostic(Code.GUARANTEE_BROKEN, message, always.span, hint, related)
    message = f"“{guarantee.words}” hangs on what is recorded, and no rule sees to it: {whom}"
    hint = "nothing need be changed: it is tested on every real case that is decided"
    return Diagnostic(Code.GUARANTEE_OF_DATA, message, always.span, hint, related)
