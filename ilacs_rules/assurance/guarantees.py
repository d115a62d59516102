"""Whether guarantees hold for every case, tried on cases made up for the purpose.

A guarantee usually hangs on a few values of scales, choices and yes-or-no. All their combinations are made into real
cases and really decided, so whatever fails comes with a witness. Where days, numbers or counts matter too, not every
case can be tried; that is said aloud and never passed off as proof.

What is promised of recorded data alone no rule can bring about. A case that breaks it is then no mistake of the policy,
and is told as a note.
"""

from __future__ import annotations

from itertools import islice

from ilacs_rules.assurance.by_logic import holds_by_its_wording
from ilacs_rules.assurance.can_hold import can_hold
from ilacs_rules.assurance.made_up import MOST_CASES, cases, day_asked_about, in_words, what_matters
from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import GuaranteeOutcome
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import DecisionTable, Guarantee, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

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
    matters = what_matters(version, (guarantee.given, guarantee.always), guarantee.requirements)
    made = list(islice(cases(version, matters), MOST_CASES + 1))
    undetermined = 0
    for case in made[:MOST_CASES]:
        outcome = _outcome(program, case, guarantee)
        if outcome is not None and outcome.held is False:
            return _broken(version, guarantee, outcome, case)
        undetermined += outcome is not None and outcome.held is UNKNOWN
    whys = [f"it also hangs on {' and '.join(sorted(matters.open_ended))}"] if matters.open_ended else []
    if len(made) > MOST_CASES:
        whys.append("there are too many")
    if undetermined:
        whys.append(f"in {undetermined} of them it cannot be told")
    if not whys:
        return None
    tried = f"{len(made[:MOST_CASES])} cases tried" if len(made) > 1 else "one case tried"
    message = f"“{guarantee.words}” held in the {tried}, not in every possible one: {', and '.join(whys)}"
    assert guarantee.span is not None
    return Diagnostic(Code.GUARANTEE_NOT_ANALYSED, message, guarantee.span, _WATCHED)


def _cannot_be_broken(version: Version, guarantee: Guarantee) -> bool:
    """Whether what would break a condition that is promised can never hold."""
    always = guarantee.always
    if always is None:
        return False
    broken = tree.Not(always, type=Basic.YES_OR_NO, span=always.span)
    return not can_hold(version, broken, *([] if guarantee.given is None else [guarantee.given]))


def _outcome(program: Program, case: Case, guarantee: Guarantee) -> GuaranteeOutcome | None:
    try:
        decision = decide_held(program, case, day_asked_about(program.version), trace=False)
    except DecisionError:
        return None  # a table that has no answer here says so itself when a real case meets it
    return next(outcome for outcome in decision.guarantees if outcome.guarantee == guarantee.name)


def _broken(version: Version, guarantee: Guarantee, outcome: GuaranteeOutcome, case: Case) -> Diagnostic:
    assert guarantee.span is not None
    applied = [version.requirements[name] for name in outcome.applied]
    words = [f"“{requirement.words}”" for requirement in applied]
    whom = f"it fails for {with_article(version.subject)} {in_words(version, case)}"
    if guarantee.always is not None:
        return _not_always(version, guarantee, guarantee.always, whom)
    first = next((r for r in applied if r.when is not None), None)
    if len(applied) < 2 or first is None or first.when is None:
        fault = f"only {words[0]} applies" if applied else "none of its requirements applies"
        message = f"the guarantee “{guarantee.words}” does not hold: {fault}"
        return Diagnostic(Code.GUARANTEE_BROKEN, message, guarantee.span, f"{whom}; widen a “when”, or say “given”")
    both = f"{', '.join(words[:-1])} and {words[-1]} {'both' if len(words) == 2 else 'all'} apply"
    message = f"the guarantee “{guarantee.words}” (line {guarantee.span.line}) does not hold: {both}"
    other = next(r for r in applied if r is not first)
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
