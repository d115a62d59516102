"""Whether guarantees hold for every case, tried on histories built for the purpose.

A guarantee usually hangs on a few values of scales, choices and yes-or-no. All their combinations are made into real
cases and really decided, so whatever fails comes with a witness. Where days, numbers or counts matter too, not every
case can be tried; that is said aloud and never passed off as proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, product

from ilacs_rules.assurance.by_logic import holds_by_its_wording
from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.language.names import fold
from ilacs_rules.language.nodes import Picks
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, Absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.decision import GuaranteeOutcome
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Guarantee, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

MOST_CASES = 2_000  # tried for one guarantee
_DAYS_BACK = 200  # the made-up event lies this long before the day of the question


def check_guarantees(program: Program) -> list[Diagnostic]:
    """A witness for each guarantee that does not hold (E802), and a note where not every case could be tried (N803)."""
    return [found for g in program.version.guarantees.values() if (found := check_guarantee(program, g)) is not None]


def check_guarantee(program: Program, guarantee: Guarantee) -> Diagnostic | None:
    """What is to be said of one guarantee; None where it holds for every case."""
    if holds_by_its_wording(program.version, guarantee):
        return None
    matters = _what_matters(program.version, guarantee)
    cases = list(islice(_cases(program.version, matters), MOST_CASES + 1))
    for case in cases[:MOST_CASES]:
        outcome = _outcome(program, case, guarantee)
        if outcome is not None and outcome.held is False:
            return _broken(program.version, guarantee, outcome, case)
    if not matters.open_ended and len(cases) <= MOST_CASES:
        return None
    why = "it also hangs on " + " and ".join(sorted(matters.open_ended)) if matters.open_ended else "there are too many"
    message = f"“{guarantee.words}” held in the {len(cases[:MOST_CASES])} cases tried, not in every possible one: {why}"
    assert guarantee.span is not None
    hint = "nothing need be changed: it is also checked on every real case that is decided"
    return Diagnostic(Code.GUARANTEE_NOT_ANALYSED, message, guarantee.span, hint)


@dataclass
class _Matters:
    """What a guarantee hangs on: facts and recorded values with few possible values, kinds of event, and the rest."""

    facts: dict[str, Type]
    recorded: dict[str, Type]
    kinds: list[frozenset[str]]
    open_ended: set[str]


def _what_matters(version: Version, guarantee: Guarantee) -> _Matters:
    matters = _Matters({}, {}, [], set())
    names = {*guarantee.requirements}
    names |= {r.name for r in version.requirements.values() if names.intersection(r.replaces)}
    roots: list[TreePart | None] = [guarantee.given]
    for requirement in (each for each in version.requirements.values() if each.name in names):
        roots += [requirement.when, requirement.for_each]
    for part in reached(version, roots):
        match part:
            case tree.Fact(name=name, type=type_):
                _add(matters.facts, name, type_, matters)
            case tree.Field(name=name, type=type_):
                _add(matters.recorded, name, type_, matters)
            case tree.Today() | tree.DayOf():
                matters.open_ended.add("days")
            case tree.Select(picks=Picks.NUMBER):
                matters.open_ended.add("counts of events")
            case tree.History(kinds=kinds) if kinds not in matters.kinds:
                matters.kinds.append(kinds)
    return matters


def _add(where: dict[str, Type], name: str, type_: Type, matters: _Matters) -> None:
    if isinstance(type_, ValueSet) or type_ is Basic.YES_OR_NO:
        where[name] = type_
    else:
        matters.open_ended.add(f"“{name}”")


def _cases(version: Version, matters: _Matters) -> Iterator[Case]:
    """Every combination: each fact, and for each group of kinds no event or one of each kind with each value."""
    groups: list[set[str]] = []
    for kinds in matters.kinds:
        joined = {*kinds}.union(*(g for g in groups if g & kinds))
        groups = [g for g in groups if not g & kinds] + [joined]
    histories = [list(_events(version, matters, group)) for group in groups]
    facts = [[(name, value) for value in _values(type_)] for name, type_ in matters.facts.items()]
    for chosen_events in product(*histories):
        for chosen_facts in product(*facts):
            events = tuple(event for event in chosen_events if event is not None)
            yield Case("a made-up case", dict(chosen_facts), events)


def _events(version: Version, matters: _Matters, kinds: set[str]) -> Iterator[Event | None]:
    yield None
    day = version.start + timedelta(days=365 - _DAYS_BACK)
    for kind in (k for k in version.vocabulary.events if k in kinds):
        records = version.vocabulary.events[kind].records
        recorded = [[(n, v) for v in _values(t)] for n, t in matters.recorded.items() if n in records]
        for chosen in product(*recorded):
            yield Event(kind, day, day, fields=dict(chosen))


def _values(type_: Type) -> list[Value]:
    """Every value of a type with few, and that there is none; what is not known settles nothing that these do not."""
    return [*type_.values, NOTHING] if isinstance(type_, ValueSet) else [True, False, NOTHING]


def _outcome(program: Program, case: Case, guarantee: Guarantee) -> GuaranteeOutcome | None:
    on = program.version.start + timedelta(days=365)
    try:
        decision = decide_held(program, case, on, trace=False)
    except DecisionError:
        return None  # a table that has no answer here says so itself when a real case meets it
    return next(outcome for outcome in decision.guarantees if outcome.guarantee == guarantee.name)


def _broken(version: Version, guarantee: Guarantee, outcome: GuaranteeOutcome, case: Case) -> Diagnostic:
    assert guarantee.span is not None
    applied = [version.requirements[name] for name in outcome.applied]
    words = [f"“{requirement.words}”" for requirement in applied]
    whom = f"it fails for {with_article(version.subject)} {_witness(version, case)}"
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


def _witness(version: Version, case: Case) -> str:
    """The made-up case in words: `whose only fire check has result unsafe`."""
    parts = []
    for event in case.events:
        kind = version.vocabulary.events[event.kind]
        recorded = [f"{kind.records[fold(n)].words}: {_said(v)}" for n, v in event.fields.items()]
        parts.append(f"one {kind.words}" + (f" ({', '.join(recorded)})" if recorded else ""))
    history = "with " + " and ".join(parts) if parts else "without any event"
    known = [f"{version.vocabulary.facts[name].words}: {_said(value)}" for name, value in case.facts.items()]
    return history + (f", {', '.join(known)}" if known else "")


def _said(value: Value | Partial) -> str:
    if isinstance(value, Absent):
        return value.value
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
