"""Checking a version as a whole: the one way from what was written to what the engine trusts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.checker import sources
from ilacs_rules.checker.apart import checked_apart
from ilacs_rules.checker.definitions import check_definition, in_order
from ilacs_rules.checker.due import requirement_name
from ilacs_rules.checker.event_kinds import told_by_kinds
from ilacs_rules.checker.expressions import check, condition
from ilacs_rules.checker.placeholders import check_placeholders, check_published
from ilacs_rules.checker.readings import in_its_reading
from ilacs_rules.checker.requirements import check_no_ring, check_requirement, event_kind
from ilacs_rules.checker.scope import Findings, Scope, short
from ilacs_rules.checker.table_analysis import analyse
from ilacs_rules.checker.understood import not_understood
from ilacs_rules.checker.vocabulary import check_vocabulary
from ilacs_rules.checker.without_effect import check_effect, check_month_end
from ilacs_rules.language.calendars import code_of_country, find_calendar, known_calendars
from ilacs_rules.language.names import fold
from ilacs_rules.language.nodes import Expr
from ilacs_rules.language.types import Basic, EventType, ListType, OutputsType, Type, describe
from ilacs_rules.model import tree
from ilacs_rules.model import version as v
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.partial import from_to
from ilacs_rules.policy.cited import Citation
from ilacs_rules.policy.model import GuaranteeText, PauseText, PriorityText, TransitionText, VersionText
from ilacs_rules.policy.requirement import RequirementText
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Enough, has_errors, in_reading_order, not_looked_at
from ilacs_rules.text.nearest import nearest
from ilacs_rules.text.once import AFRESH, Afresh
from ilacs_rules.text.source import Span


def check_version(text: VersionText, afresh: Afresh = AFRESH) -> tuple[v.Version | None, list[Diagnostic]]:
    """The checked version, or None if anything in it is an error; and all findings, in reading order.

    After `MOST_FINDINGS` no more are looked for (E122). What was checked before of the very same items is taken from
    `afresh`, if that keeps it.
    """
    findings = Findings(repealed=text.repealed)
    try:
        return _checked(text, findings, afresh)
    except Enough:
        found = findings.diagnostics
        return None, in_reading_order([*found, not_looked_at(found)])


def _checked(text: VersionText, findings: Findings, afresh: Afresh) -> tuple[v.Version | None, list[Diagnostic]]:
    definitions, scope = checked_apart(_of_words(text), lambda own: _words(text, own), findings, afresh)
    requirements = _requirements(text, scope, findings, afresh)
    vocabulary, scope = scope.vocabulary, replace(scope, findings=findings)
    check_no_ring(requirements, scope)
    guarantees = {name: _guarantee(each, text, scope) for name, each in text.guarantees.items()}
    priorities = {name: _priority(each, scope) for name, each in text.priorities.items()}
    pauses = {name: _pause(each, scope) for name, each in text.pauses.items()}
    transitions = {name: _transition(each, scope) for name, each in text.transitions.items()}
    _check_calendar(text, findings)
    sources.check_sources(text, findings)
    check_placeholders(text, findings)
    check_published(text, findings)
    check_effect(text, definitions, requirements, vocabulary, findings)
    findings.report_repealed()
    sources.check_unused(text, findings)
    made = v.Version(
        written=v.AsWritten.of(text),
        policy=text.policy.value,
        title=text.title,
        publisher=text.publisher,
        subject=text.subject.value,
        published=text.published,
        start=text.start,
        until=text.until,
        calendar=text.calendar.value if text.calendar is not None else None,
        closures=tuple(text.closures),
        month_end=text.month_end,
        sources=text.sources,
        vocabulary=replace(vocabulary, told_by_kinds=told_by_kinds(vocabulary, requirements)),
        definitions=definitions,
        requirements=requirements,
        guarantees=guarantees,
        priorities=priorities,
        pauses=pauses,
        transitions=transitions,
        status=text.status,
        order=tuple(text.definitions),
    )
    version = with_ids(made, afresh)
    for definition in version.definitions.values():
        if isinstance(definition.body, v.DecisionTable):  # what is found of it is kept with the one that decides
            findings.diagnostics.extend(analyse(definition.body, version.definitions))
    if not has_errors(findings.diagnostics) and text.is_whole:
        findings.diagnostics.extend(not_understood(version))
        findings.diagnostics.extend(check_month_end(version))
    found = in_reading_order(findings.diagnostics)
    return (version if text.is_whole and not has_errors(found) else None), found


def _of_words(text: VersionText) -> tuple[object, ...]:
    """All on which it hangs what the words of a version mean."""
    sections = text.value_sets, text.facts, text.events, text.definitions, text.stretches, text.days
    unread = tuple(sorted(text.unreadable)), tuple(sorted(text.perhaps))
    return _words, text.subject.value, text.phrases, sections, unread


def _words(text: VersionText, findings: Findings) -> tuple[dict[str, v.Definition], Scope]:
    """The definitions, and the scope in which rules are checked."""
    vocabulary = check_vocabulary(text, findings)
    types: dict[str, Type] = dict.fromkeys(text.definitions, Basic.ERROR)
    unread = text.unreadable, text.perhaps
    scope = Scope(vocabulary, findings, types.get, declared(text), *unread, phrases=text.phrases)
    definitions = {}
    for name in in_order(text.definitions, scope):
        definitions[name] = check_definition(text.definitions[name], scope)
        types[name] = definitions[name].type
    return definitions, scope


def _requirements(text: VersionText, scope: Scope, findings: Findings, afresh: Afresh) -> dict[str, v.Requirement]:
    """The requirements, each checked apart: while one of them is written, those above it stay what they are."""
    names = (each.name.value for each in text.requirements.values())
    others = afresh.made_of((_requirements, text.publisher, *names), object)

    def requirement(each: RequirementText) -> v.Requirement | None:
        def work(own: Findings) -> v.Requirement | None:
            return check_requirement(each, text, replace(scope, findings=own))

        return checked_apart((check_requirement, each, scope, others), work, findings, afresh)

    checked = {name: requirement(each) for name, each in text.requirements.items()}
    return {name: each for name, each in checked.items() if each is not None}


def declared(text: VersionText) -> dict[str, Span]:
    """Where facts, definitions and (as `event NAME`) kinds of event are declared, by their folded names."""
    found = {"event " + name: event.name.span for name, event in text.events.items()}
    found.update({name: fact.name.span for name, fact in text.facts.items()})
    found.update({name: definition.name.span for name, definition in text.definitions.items()})
    return found


def _guarantee(text: GuaranteeText, version: VersionText, scope: Scope) -> v.Guarantee:
    names = (requirement_name(each, version, scope) for each in text.requirements)
    return v.Guarantee(
        name=fold(text.name.value),
        words=text.name.value,
        bound=text.bound,
        count=text.count,
        requirements=tuple(name for name in names if name is not None),
        given=in_its_reading("expr", text.given, scope, condition) if text.given is not None else None,
        always=in_its_reading("expr", text.always, scope, condition) if text.always is not None else None,
        note=text.note,
        span=text.name.span,
    )


def _priority(text: PriorityText, scope: Scope) -> v.Priority:
    when = in_its_reading("expr", text.when, scope, condition) if text.when is not None else None
    by = in_its_reading("expr", text.by, scope, _ordering) if text.by is not None else None
    return v.Priority(fold(text.name.value), text.name.value, when, by, text.points, text.among, *_ground(text))


def _ordering(expr: Expr, scope: Scope) -> tree.Node:
    """A checked value that cases can be put in order by: one thing, and no event."""
    node = check(expr, scope)
    if not isinstance(node.type, EventType | ListType | OutputsType) and node.type is not Basic.LENGTH:
        return node
    words = short(expr.span)
    hint = (
        f"order by one of its days: “end of {words}”"
        if isinstance(node.type, EventType)
        else "order by one value of it"
    )
    message = f"“{words}” is {describe(node.type)}, and cases are not put in order by that"
    scope.findings.report(Code.WRONG_TYPE, message, expr.span, hint)
    return scope.error(expr.span)


def _pause(text: PauseText, scope: Scope) -> v.Pause:
    first, last = text.begins
    if text.until is not None and text.until < first:
        begins = f"on {first}" if first == last else f"on a day from {first} to {last}"
        message = f"“{text.name.value}” ends on {text.until}, before it begins {begins}"
        scope.findings.report(Code.ENDS_BEFORE_START, message, text.name.span, "are the two the wrong way round?")
    elif text.until is not None:
        last = min(last, text.until)
    elif text.begins == (date.min, date.max):
        message = f"of “{text.name.value}” it is told neither when it begins nor when it ends"
        hint = "write under “from” as much as is known (2018-08, 2018, between 2018-08-01 and 2018-09-15), or “until”"
        scope.findings.report(Code.MISSING_KEY, message, text.name.span, hint)
    found = (event_kind(each, scope) for each in text.events)
    kinds = frozenset[str]().union(*(kind.kinds for kind in found if kind is not None))
    name, start = text.name.value, from_to(first, max(first, last))
    return v.Pause(fold(name), name, start, text.until, kinds, text.effect, *_ground(text))


def _transition(text: TransitionText, scope: Scope) -> v.Transition:
    when = in_its_reading("expr", text.when, scope, condition)
    return v.Transition(fold(text.name.value), text.name.value, text.keep, when, *_ground(text))


def _ground(
    text: PriorityText | PauseText | TransitionText,
) -> tuple[tuple[Citation, ...], str | None, str | None]:
    """What a rule rests on: its sources, what is ours in it, a remark."""
    return text.source, text.assumes, text.note


def _calendar_meant(name: str) -> str:
    code = code_of_country(name)
    if code is not None and code != "GB":
        return f"write “{code}”"
    meant = nearest(name, known_calendars())
    if meant is not None:
        return f"did you mean “{meant}”?"
    *some, whole = (f"“{each}”" for each in known_calendars())
    country = "or the code of a country and of a part of it, such as FR or US-NY"
    return f"write {', '.join(some)}; {whole} has only the holidays that all of its parts share; {country}"


def _check_calendar(text: VersionText, findings: Findings) -> None:
    if text.calendar is not None:
        if find_calendar(text.calendar.value) is None:
            message = f"there is no calendar “{text.calendar.value}”"
            hint = _calendar_meant(text.calendar.value)
            findings.report(Code.UNKNOWN_CALENDAR, message, text.calendar.span, hint)
    elif findings.working_days and "calendar" not in text.perhaps:
        message = "working days need a calendar, and the policy names none"
        hint = "write for example “calendar: england” at the top of the file"
        findings.report(Code.UNKNOWN_CALENDAR, message, findings.working_days[0], hint)
