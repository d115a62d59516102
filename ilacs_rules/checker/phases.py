"""The phases of an event: lengths and numbers checked, and whether they go together."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.checker.expressions import any_length, check
from ilacs_rules.checker.readings import in_its_reading
from ilacs_rules.checker.scope import Findings, Scope, short
from ilacs_rules.checker.written import Written
from ilacs_rules.language import phase_nodes as p
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import PhasePlace, Sign
from ilacs_rules.language.types import Basic, DurationType, describe
from ilacs_rules.model import tree
from ilacs_rules.model.phases import Extent, Phase
from ilacs_rules.model.version import Requirement
from ilacs_rules.text.codes import Code


def check_phase(name: str, phase: p.PhaseSentence, scope: Scope) -> Phase:
    """A checked phase; what makes no sense in it is reported."""
    return in_its_reading("phase", phase, scope, lambda sentence, scope: _checked(name, sentence, scope))


def together(phases: Iterable[Phase]) -> tree.Node | None:
    """How long the phases of an event itself take together; None where that is not sure: `up to`, or of two kinds."""
    stretches = [each.stretch for each in phases if each.place is PhasePlace.DURING]
    if not stretches or any(each.up_to for each in stretches):
        return None
    first, *others = (each.length for each in stretches)
    total = first
    for other in others:
        if not isinstance(total.type, DurationType) or total.type != other.type:
            return None
        match total, other:
            case tree.Const(value=Duration() as one), tree.Const(value=Duration() as more):
                sum_of_both = Duration(one.amount + more.amount, one.kind, one.unit)
                total = tree.Const(sum_of_both, type=total.type, span=first.span)
            case _:
                total = tree.Arithmetic(Sign.PLUS, total, other, type=total.type, span=first.span)
    return total


def check_phases_together(requirement: Requirement, lasts_said: bool, written: Written, findings: Findings) -> None:
    """Reports phases of no time or by nobody (E505), and those that contradict each other or `lasts` (E513).

    Also people of whom nothing can be told, as the work is in months (W510).
    """
    for phase in requirement.phases:
        _one(phase, written, findings)
    if lasts_said:
        _as_long_as_it_lasts(requirement, written, findings)


def _checked(name: str, phase: p.PhaseSentence, scope: Scope) -> Phase:
    return Phase(
        words=name,
        work=_extent(phase.work, scope),
        over=None if phase.over is None else _extent(phase.over, scope),
        people=None if phase.people is None else _people(phase.people, scope),
        who=None if phase.people is None else phase.people.words,
        place=phase.place,
        span=phase.span,
    )


def _extent(extent: p.LengthOfPhase, scope: Scope) -> Extent:
    return Extent(any_length(extent.length, scope), extent.up_to)


def _people(people: p.People, scope: Scope) -> tree.Node:
    node = check(people.number, scope)
    if node.type in (Basic.NUMBER, Basic.ERROR):
        return node
    message = f"“{short(people.number.span)}” is {describe(node.type)}, not a number of people"
    hint = "write a number with what they are, as “by 2 inspectors”, or the name of a number"
    scope.findings.report(Code.WRONG_TYPE, message, people.number.span, hint)
    return scope.error(people.number.span)


def _one(phase: Phase, written: Written, findings: Findings) -> None:
    for extent in (phase.work, phase.over):
        length = None if extent is None else written.length(extent.length)
        if extent is not None and length is not None and length.amount <= 0:
            hint = "write how long it takes, or leave the phase out"
            findings.report(Code.NOT_A_COUNT, f"“{extent.length.span.words}” is no time", extent.length.span, hint)
            return
    work = written.length(phase.work.length)
    over = None if phase.over is None else written.length(phase.over.length)
    too_much = work is not None and over is not None and work.kind == over.kind and work.amount > over.amount
    if phase.over is not None and too_much:
        message = f"{work} of work cannot be done over {over} by each of those who do it"
        hint = "write what each has to do before “over”, and after it how long they have for it"
        findings.report(Code.PHASES_DIFFER, message, phase.over.length.span, hint)
    people = phase.people
    if isinstance(people, tree.Const) and people.value == 0:
        hint = "write how many, or leave “by …” out where that is not known"
        findings.report(Code.NOT_A_COUNT, "nobody does this phase", people.span, hint)
    elif people is not None and phase.work.length.type == DurationType(DurationKind.MONTHS):
        message = "how many people there are changes nothing: a month has no fixed number of days of work"
        hint = "write the work in days or weeks, and the months after “over”: “20 working days over 2 months”"
        findings.report(Code.NO_EFFECT, message, people.span, hint)


def _as_long_as_it_lasts(requirement: Requirement, written: Written, findings: Findings) -> None:
    stretches = [each.stretch for each in requirement.phases if each.place is PhasePlace.DURING]
    lasts, found = written.length(requirement.lasts), [written.length(each.length) for each in stretches]
    lengths = [each for each in found if each is not None]
    if lasts is None or not lengths or len(lengths) < len(found) or {each.kind for each in lengths} != {lasts.kind}:
        return
    most = sum(each.amount for each in lengths)
    least = sum(each.amount for each, extent in zip(lengths, stretches, strict=True) if not extent.up_to)
    if least <= lasts.amount <= most:
        return
    assert requirement.lasts is not None, "it was written"
    total = Duration(most if lasts.amount > most else least, lasts.kind, lengths[0].unit)
    up_to = "up to " if least < most and lasts.amount > most else "at least " if least < most else ""
    message = f"it lasts {lasts}, and its phases take {up_to}{total} together"
    hint = "leave “lasts” out, or say of what is no part of it that it is “before it starts” or “after it ends”"
    findings.report(Code.PHASES_DIFFER, message, requirement.lasts.span, hint)
