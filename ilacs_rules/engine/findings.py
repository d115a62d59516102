"""What is found while cases are decided, told beside the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ilacs_rules.cases.history import tell_before_created
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.words import joined, quoted


def undecided(case: Case, diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Why a case could not be decided, told with its name."""
    return [replace(d, message=f"{quoted(case.name)} cannot be decided: {d.message}") for d in diagnostics]


def of_cases_made(decisions: Iterable[Decision]) -> list[Diagnostic]:
    """What is to be said of cases made by a program, W712 and W718; of those in files it is told as they are read."""
    found: list[Diagnostic] = []
    for decision in decisions:
        if decision.case.place is None:
            found += [replace(d, message=f"{quoted(decision.case.name)}: {d.message}") for d in decision.case._told]
            tell_before_created(decision.case, decision.version.vocabulary, found)
    return found


def broken_guarantees(decisions: Iterable[Decision]) -> list[Diagnostic]:
    """E802 for each guarantee that does not hold for a case that was decided."""
    found = []
    for decision in decisions:
        for outcome in decision.guarantees:
            if outcome.held is not False:
                continue
            guarantee = decision.version.guarantees[outcome.guarantee]
            applied = [quoted(decision.version.requirements[name].words) for name in outcome.applied]
            fault = f"{joined(applied)} {'applies' if len(applied) == 1 else 'apply'}" if applied else "none applies"
            message = f"{quoted(guarantee.words)} does not hold for {quoted(decision.case.name)}: {fault}"
            assert guarantee.span is not None
            place = decision.case.place
            related = ((place, "the case"),) if place is not None else ()
            found.append(Diagnostic(Code.GUARANTEE_BROKEN, message, guarantee.span, related=related))
    return found
