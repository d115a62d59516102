"""What is found while cases are decided, told beside the answer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ilacs_rules.cases.history import tell_outside
from ilacs_rules.language.dates import add_months
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.record_end import as_told, record_ends
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import nowhere
from ilacs_rules.text.words import joined, quoted


def undecided(case: Case, diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Why a case could not be decided, told with its name."""
    return [replace(d, message=f"{quoted(case.name)} cannot be decided: {d.message}") for d in diagnostics]


def of_cases_made(decisions: Iterable[Decision]) -> list[Diagnostic]:
    """W712, W718 and W723 of cases made by a program; of those in files they are told as they are read."""
    found: list[Diagnostic] = []
    for decision in decisions:
        if decision.case.place is None:
            found += [replace(d, message=f"{quoted(decision.case.name)}: {d.message}") for d in decision.case._told]
            tell_outside(decision.case, decision.version.vocabulary, found)
    return found


def record_ended_long_before(decisions: Sequence[Decision]) -> list[Diagnostic]:
    """W721 where the record of cases ends a year or more before the day that is asked about."""
    old: list[tuple[date, Case]] = []
    found: dict[Hashable, date | None] = {}  # of many cases the record is told alike
    for decision in decisions:
        alike = as_told(decision.case), id(decision.version), decision.on, decision.known
        if alike not in found:
            own = record_ends([decision.case], decision.version, decision.on, decision.known)
            found[alike] = min((end.until for end in own.values()), default=None)
        until = found[alike]
        if until is None or (decision.ended is not None and until >= last_of(decision.ended)):
            continue  # it goes to the day, or there was nothing to record since
        if until <= (add_months(decision.on, -12) or date.min):
            old.append((until, decision.case))
    if not old:
        return []
    until, case = min(old, key=lambda each: each[0])
    whose = f"the record of {quoted(case.name)}" if len(old) == 1 else f"the records of {len(old):,} cases"
    ends_on = f"ends on {until}" if len(old) == 1 else f"end on {until}, or not much later"
    if len({day for day, _ in old}) == 1:
        ends_on = f"{'ends' if len(old) == 1 else 'end'} on {until}"
    message = f"{whose} {ends_on}, a year or more before {decisions[0].on}: what was done since is not in it"
    hint = "ask about an earlier day, or say under “complete until” by which day all was recorded"
    place = case.place or nowhere(case.name)
    return [Diagnostic(Code.RECORD_ENDED_LONG_BEFORE, message, place, hint)]


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
            fault = fault if guarantee.always is None else "what it says is not so in this case"
            message = f"{quoted(guarantee.words)} does not hold for {quoted(decision.case.name)}: {fault}"
            assert guarantee.span is not None
            place = decision.case.place
            related = ((place, "the case"),) if place is not None else ()
            found.append(Diagnostic(Code.GUARANTEE_BROKEN, message, guarantee.span, related=related))
    return found
