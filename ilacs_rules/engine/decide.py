"""Decides one case on one day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.cases.held import held_against
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.guarantees import guarantees
from ilacs_rules.engine.obligations import obligations
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.ranking import ranking, rests_on
from ilacs_rules.engine.records_behind import asked_elsewhere, sure_elsewhere
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.traced import TracingEvaluator
from ilacs_rules.engine.transitions import as_far_as_they_agree, keeping
from ilacs_rules.engine.unknowns import event_in_words
from ilacs_rules.engine.what_stands import NOTHING_STANDS, Before
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision, Obligation, Step, Trace
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Requirement, Transition, Version
from ilacs_rules.text.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:  # imported where it is needed: who asks with a trace does not wait for it
    from ilacs_rules.engine.codegen.compile import CompiledEvaluator

Undecided = tuple[Case, tuple[Diagnostic, ...]]
"""A case that cannot be decided, and why."""


def decide(
    program: Program,
    case: Case,
    on: date,
    known: date | None = None,
    *,
    trace: bool = True,
    needs: bool = False,
    only: Collection[str] | None = None,
) -> Decision:
    """The answer for a case on a day. Without a trace it is quicker, and lacks the needs of what is undetermined.

    With `needs` it has them without a trace, and what the priorities rest on that hold. What was published after the
    day `known` is left aside. Where a transition keeps an earlier version for the case, that one decides. With `only`,
    no more is worked out than what is owed of these (folded) requirements: no guarantee, and not what other cases were
    asked.

    Raises DecisionError for a case that is not as the words of the policy ask, and where a mistake only shows at run
    time: two rows of a table that match, a day that does not exist under `month end: error`.
    """
    return decide_held(program, in_its_words(program, case), on, known, trace=trace, needs=needs, only=only)


def in_its_words(program: Program, case: Case) -> Case:
    """The case as the words of the policy have it. Raises DecisionError if it is not as they ask."""
    found: list[Diagnostic] = []
    case_held = held_against(case, program.words, found)
    if case_held is None:
        raise DecisionError(each for each in found if each.severity is Severity.ERROR)
    return case_held


def all_in_its_words(program: Program, cases: Iterable[Case]) -> tuple[list[Case], list[Undecided]]:
    """The cases as the words of the policy have them, and those that are not as they ask, with the reason."""
    held: list[Case] = []
    failed: list[Undecided] = []
    for case in cases:
        try:
            held.append(in_its_words(program, case))
        except DecisionError as error:
            failed.append((case, error.diagnostics))
    return held, failed


def decide_held(
    program: Program,
    case: Case,
    on: date,
    known: date | None = None,
    *,
    trace: bool = True,
    needs: bool = False,
    only: Collection[str] | None = None,
) -> Decision:
    """As `decide`, of a case that has been held against the policy, or was imagined by its words."""
    way = TracingEvaluator if trace else Program.with_needs if needs else Program.without_trace
    return _decide(program, seen_by(program, case, on, known), way, only)


def seen_by(program: Program, case: Case, on: date, known: date | None = None) -> Snapshot:
    """A case as a version sees it on a day."""
    return Snapshot(case, on, program.version.vocabulary, known, population=program.population)


def decide_as_seen(program: Program, seen: Snapshot, before: tuple[Decision, Snapshot] | None = None) -> Decision:
    """As `decide_held` without a trace, of a case as it is seen.

    What was decided `before`, on the same day, of the same case as it was seen without some events at the end of it, is
    taken from there where these cannot touch it.
    """
    standing = None if before is None else Before.of(*before, seen)
    return _decide(program, seen, Program.without_trace, None, standing)


_Way = Callable[[Program, Snapshot], "TracingEvaluator | CompiledEvaluator"]  # how it is worked out


def _decide(
    program: Program, snapshot: Snapshot, way: _Way, only: Collection[str] | None, before: Before | None = None
) -> Decision:
    version = program.version
    evaluation = way(program, snapshot)
    kept, doubtful = keeping(version.transitions.values(), evaluation) if version.transitions else (None, [])
    if before is not None and (doubtful or not before.kinds.isdisjoint(program.transitions_look_at.kinds)):
        before = None  # it may have been told by another version, or only as far as several agree

    def under(transition: Transition) -> Decision:
        earlier, chosen = program.earlier[transition.keep], program.transitions_look_at
        until = sure_elsewhere(snapshot, program, chosen.others)
        seen = snapshot.under(earlier.version.vocabulary, chosen.kinds, until)
        found = _decide(earlier, seen, way, only, before)
        elsewhere = asked_elsewhere(snapshot, program, chosen.others)
        return replace(found, elsewhere=(*found.elsewhere, *elsewhere)) if elsewhere else found

    if kept is not None:
        found = replace(under(kept), kept=kept)
    else:
        values = evaluation.values  # first, so that of two mistakes both ways of evaluating meet the same
        standing = NOTHING_STANDS if before is None else before.stands(version)
        owed = obligations(version, evaluation, only, standing)
        held = guarantees(version, evaluation, owed) if only is None else ()
        points, order, met = ranking(version, evaluation)
        steps = _trace(version, evaluation, owed) if isinstance(evaluation, TracingEvaluator) else None
        ranks = points, order, met
        found = Decision(version, snapshot.case, snapshot.on, values, owed, held, *ranks, steps, snapshot.known)
        if evaluation.traced and met:
            found = replace(found, rests_on=rests_on(version, met, evaluation))
        if only is None and program.asks_others:
            found = replace(found, elsewhere=asked_elsewhere(snapshot, program, program.asks_others))
        if snapshot.population is not None:
            found = replace(found, population=len(snapshot.population.cases))
        if snapshot.existence.is_over(snapshot.on) is True:
            found = replace(found, ended=snapshot.existence.ended.day)
    if not doubtful:
        return found
    needs = tuple(need for transition in doubtful for need in evaluation.needs(transition.when))
    return as_far_as_they_agree(found, [under(transition) for transition in doubtful], needs)


def _trace(version: Version, evaluator: TracingEvaluator, owed: tuple[Obligation, ...]) -> Trace:
    instances: dict[str, list[Event]] = {}
    for obligation in owed:
        if obligation.instance is not None and obligation.terms is None:
            instances.setdefault(obligation.requirement, []).append(obligation.instance)
    requirements = {
        name: _parts_asked(evaluator, requirement, instances.get(name, []))
        for name, requirement in version.requirements.items()
    }
    for one in owed:
        if one.instance is not None and one.terms is not None:
            judging, asked = evaluator.under(one.terms.start), one.terms.requirements[one.requirement]
            requirements[one.requirement] |= _parts_asked(judging, asked, [one.instance])

    def asked_for(conditions: dict[str, Node | None]) -> dict[str, Step]:
        steps = ((name, evaluator.asked(node)) for name, node in conditions.items() if node is not None)
        return {name: step for name, step in steps if step is not None}

    return Trace(
        evaluator.definitions,
        requirements,
        asked_for({name: each.when for name, each in version.priorities.items()}),
        asked_for({name: each.always for name, each in version.guarantees.items()}),
    )


def _parts_asked(evaluator: TracingEvaluator, requirement: Requirement, instances: list[Event]) -> dict[str, Step]:
    """The steps of the parts of a requirement that were looked at; those of an instance say which event it is about."""
    found: dict[str, Step] = {}
    for part, node in evaluator.program.parts[requirement.name]:  # when, anchor, window before, lasts, …
        step = evaluator.asked(node)
        if step is not None:
            found[part] = step
        for event in instances:
            step = evaluator.asked(node, event)
            if step is not None:
                found[f"{part}, {event_in_words(evaluator.snapshot, event)}"] = step
    return found
