"""Decides one case on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date

from ilacs_rules.cases.model import Case, Event
from ilacs_rules.checker.tree import Node
from ilacs_rules.checker.version import Requirement, Version
from ilacs_rules.engine.compile import Fast, roots
from ilacs_rules.engine.decision import Decision, Obligation, Step, Trace
from ilacs_rules.engine.errors import wrong_value
from ilacs_rules.engine.guarantees import guarantees
from ilacs_rules.engine.history import Record
from ilacs_rules.engine.obligations import obligations
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.ranking import ranking
from ilacs_rules.engine.traced import Walker
from ilacs_rules.engine.unknowns import event_in_words
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean


def decide(program: Program, case: Case, on: date, *, trace: bool = True) -> Decision:
    """The answer for a case on a day. Without a trace it is quicker, and lacks the needs of what is undetermined.

    Raises DecisionError where a mistake only shows at run time: a value that does not suit its type, two rows of a
    table that match, a day that does not exist under `month end: error`.
    """
    version = program.version
    _check_kinds(case, version)
    record = Record(case, on, version.vocabulary.events)
    evaluation = Walker(program, record) if trace else Fast(program, record)
    owed = obligations(version, evaluation)
    held = guarantees(version, evaluation, owed)
    points, order = ranking(version, evaluation)
    kept = _trace(version, evaluation, owed) if isinstance(evaluation, Walker) else None
    return Decision(version, case, on, evaluation.values, owed, held, points, order, kept)


def _check_kinds(case: Case, version: Version) -> None:
    """A case made by another program may hold an event the policy does not know; it is never quietly passed over."""
    for event in case.events:
        if event.kind not in version.vocabulary.events:
            kinds = [kind.words for kind in version.vocabulary.events.values()]
            message = f"there is no event “{event.kind}” in this policy"
            raise wrong_value("event", event.kind, message, did_you_mean(event.kind, kinds), Code.CASE_UNKNOWN_EVENT)


def _trace(version: Version, walker: Walker, owed: tuple[Obligation, ...]) -> Trace:
    instances: dict[str, list[Event]] = {}
    for obligation in owed:
        if obligation.instance is not None:
            instances.setdefault(obligation.requirement, []).append(obligation.instance)
    requirements = {
        name: _parts_asked(walker, requirement, instances.get(name, []))
        for name, requirement in version.requirements.items()
    }
    return Trace(walker.definitions, requirements)


def _parts_asked(walker: Walker, requirement: Requirement, instances: list[Event]) -> Mapping[str, Step]:
    """The steps of the parts of a requirement that were looked at; those of an instance say which event it is about."""
    found: dict[str, Step] = {}
    for part, node in _parts(requirement):
        asked: list[tuple[str, Event | None]] = [(part, None)]
        asked += [(f"{part}, {event_in_words(walker.record, event)}", event) for event in instances]
        for name, this in asked:
            step = walker.asked(node, this)
            if step is not None:
                found[name] = step
    return found


def _parts(requirement: Requirement) -> Iterator[tuple[str, Node]]:
    """The expressions of a requirement by the name of their part: `when`, `anchor`, `window before`."""
    due = requirement.due
    named: list[tuple[str, object]] = [("when", requirement.when)]
    named += [(field.name, getattr(due.timing, field.name)) for field in fields(due.timing)]
    if due.window is not None:
        named += [("window before", due.window.before), ("window after", due.window.after)]
    named += [("until", due.until), ("not before", due.not_before), ("not after", due.not_after)]
    named += [("lasts", requirement.lasts), ("notice", requirement.notice)]
    for part, value in named:
        for node in roots(value):
            assert isinstance(node, Node)
            yield part, node
