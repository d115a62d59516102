"""What is written and can change nothing: a reader would believe it, so it is told (W510)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ilacs_rules.checker.due_effect import check_due_effect
from ilacs_rules.checker.phases import check_phases_together
from ilacs_rules.checker.scope import Findings
from ilacs_rules.checker.written import Written
from ilacs_rules.language import nodes as n
from ilacs_rules.language.calendars import find_calendar
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import Bound, MonthEnd, PauseEffect
from ilacs_rules.language.names import fold
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model import tree
from ilacs_rules.model import version as v
from ilacs_rules.model.due_shapes import has_a_clock, kinds_between
from ilacs_rules.model.reached import parts_of
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.model import PauseText, VersionText
from ilacs_rules.policy.requirement import RequirementText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.source import Span


def check_effect(
    text: VersionText,
    definitions: Mapping[str, v.Definition],
    requirements: Mapping[str, v.Requirement],
    vocabulary: Vocabulary,
    findings: Findings,
) -> None:
    """Due sentences, pauses, accepted kinds, shared events, priorities and closures that can change nothing.

    Where something could not be read or understood, it may be what they are for: nothing is said then.
    """
    if not text.is_whole or has_errors(findings.diagnostics):
        return
    paused = frozenset[str]().union(*_kinds(text.pauses.values(), vocabulary))
    for pause in text.pauses.values():
        if pause.events:
            _pause(pause, list(requirements.values()), vocabulary, paused, findings)
    calendar = find_calendar(text.calendar.value, text.closures) if text.calendar is not None else None
    written = Written(definitions, calendar, text.month_end)
    check_due_effect(requirements, written, paused, findings)
    for name, requirement in requirements.items():
        check_phases_together(requirement, text.requirements[name].lasts is not None, written, findings)
        _requirement(text.requirements[name], requirement, vocabulary, findings)
    for guarantee in text.guarantees.values():
        _named_twice(guarantee.requirements, findings)
        if guarantee.bound is Bound.AT_MOST and len(guarantee.requirements) <= guarantee.count:
            message = f"“{guarantee.name.value}” guarantees nothing: it names no more than may apply"
            _tell(message, guarantee.name.span, findings, "name another requirement, or leave it out")
    for priority in text.priorities.values():
        if priority.points == 0:
            _tell(f"“{priority.name.value}” gives 0 points, and so changes nothing", priority.name.span, findings)
        if isinstance(priority.by, n.Literal):
            _tell(f"“{priority.name.value}” orders nothing: it is the same for all", priority.by.span, findings)
    _closures(text, findings)


def check_month_end(version: v.Version) -> list[Diagnostic]:
    """What is said of a rule for month ends where no months are counted."""
    said = version.text.month_end_said
    if said is None or version.month_end is MonthEnd.LAST_DAY or any(map(_counts_months, walk(*parts_of(version)))):
        return []  # “last day” is what is meant if nothing is said
    message = "“month end” changes nothing: no months, quarters or years are counted"
    return [Diagnostic(Code.NO_EFFECT, message, said.span, "leave it out")]


def _counts_months(part: TreePart) -> bool:
    match part:
        case tree.Const(value=Duration(kind=DurationKind.MONTHS)):
            return True
        case tree.Call(function=phrase):
            return phrase in ("months between", "years between")
        case _:
            return False


def _pause(
    pause: PauseText,
    requirements: Iterable[v.Requirement],
    vocabulary: Vocabulary,
    paused: frozenset[str],
    found: Findings,
) -> None:
    """A pause of which no kind has a clock: one runs only in what is due so long after a day.

    What is due between two events of a kind goes with the clock of that kind, where that is paused too.
    """
    kinds = frozenset[str]().union(*_kinds([pause], vocabulary))
    asked = [requirement for requirement in requirements if requirement.event in kinds]
    for requirement in asked:
        between = kinds_between(requirement.due.shape)
        goes_with = between is not None and not paused.isdisjoint(between.kinds)
        if goes_with or has_a_clock(requirement.due.shape):
            return
    if asked:
        due = " ".join(asked[0].due.span.text.split())
        why = f"“{asked[0].words}” is due “{due}”, which is not reckoned as so long after a day"
    else:
        why = "no requirement asks for what it names"
    effect = "stops no clock" if pause.effect is PauseEffect.CLOCK_STOPS else "drops nothing"
    hint = "name the kinds of event whose dates move, or say otherwise when they are due; else leave it out"
    _tell(f"“{pause.name.value}” {effect}: {why}", pause.events[0].span, found, hint)


def _kinds(pauses: Iterable[PauseText], vocabulary: Vocabulary) -> Iterable[frozenset[str]]:
    named = (vocabulary.event(fold(word.value)) for pause in pauses for word in pause.events)
    return (kind.kinds for kind in named if kind is not None)


def _requirement(text: RequirementText, requirement: v.Requirement, vocabulary: Vocabulary, findings: Findings) -> None:
    counted = vocabulary.events[requirement.event].kinds
    for word in text.satisfied_by:
        kind = vocabulary.event(fold(word.value))
        if kind is not None and kind.kinds <= counted:
            _tell(f"“{word.value}” counts already: it is what is asked for, or counts as it", word.span, findings)
        elif kind is not None:
            counted |= kind.kinds
    if requirement.one_event_may_serve_several and (requirement.for_each is None or not v.is_limited(requirement)):
        why = "there is one duty only" if requirement.for_each is None else "an event is not used up by any of them"
        message = f"“one event may serve several” changes nothing of “{requirement.words}”: {why}"
        _tell(message, text.name.span, findings, "leave it out, or write “for each”")
    _named_twice(text.exception_to, findings)
    window = requirement.due.window
    if window is not None and _is_nothing(window.before) and _is_nothing(window.after):
        _tell("a window of no time changes nothing", window.before.span, findings)


def _named_twice(names: Iterable[Text], findings: Findings) -> None:
    told: set[str] = set()
    for name in names:
        if fold(name.value) in told:
            _tell(f"“{name.value}” is named here already", name.span, findings)
        told.add(fold(name.value))


def _is_nothing(length: tree.Node) -> bool:
    return isinstance(length, tree.Const) and isinstance(length.value, Duration) and length.value.amount == 0


def _closures(text: VersionText, findings: Findings) -> None:
    if not text.closures:
        return
    if text.calendar is None:
        message = "“closures” change nothing: the policy names no calendar"
        _tell(message, text.policy.span, findings, "write for example “calendar: england”, or leave them out")
        return
    calendar = find_calendar(text.calendar.value)
    for day, said in text.closures.items() if calendar is not None else ():
        if calendar is not None and calendar.knows(day.year) and not calendar.is_working_day(day):
            _tell(f"{day} is no working day, so that closing on it changes nothing", said.span, findings)


def _tell(message: str, span: Span, findings: Findings, hint: str = "leave it out") -> None:
    findings.report(Code.NO_EFFECT, message, span, hint)
