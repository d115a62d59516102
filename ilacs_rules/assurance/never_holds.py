"""Conditions that hold of no case, so that what hangs on them is written in vain (W510)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ilacs_rules.assurance.can_hold import can_hold
from ilacs_rules.language.types import Basic
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import kinds_between
from ilacs_rules.model.reached import parts_of
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic


def check_conditions(version: Version) -> list[Diagnostic]:
    """What is to be said of conditions that can never hold, and of exceptions that never meet their rule."""
    return [*_never(version), *_no_event(version), *_never_together(version)]


def _never(version: Version) -> Iterator[Diagnostic]:
    told: set[str] = set()  # definitions that are never yes
    for name, definition in version.definitions.items():
        body = definition.body
        if definition.type is not Basic.YES_OR_NO or not isinstance(body, tree.Node) or isinstance(body, tree.Const):
            continue
        if not _is_told(body, told) and not can_hold(version, body):
            told.add(name)
            yield vain(f"“{definition.words}” is never yes", body)
    for guarantee in version.guarantees.values():
        if isinstance(guarantee.always, tree.Const) and guarantee.always.value is True:
            message = f"“{guarantee.words}” guarantees nothing: this holds of every case"
            yield Diagnostic(Code.NO_EFFECT, message, guarantee.always.span, "say under “always” what must hold")
    for what, condition in _conditions(version):
        if isinstance(condition, tree.Const) and condition.value is True:
            yield Diagnostic(Code.NO_EFFECT, "this holds of every case", condition.span, "leave “when” out")
        if not _is_told(condition, told) and not can_hold(version, condition):
            yield vain(what, condition)


def _is_told(condition: tree.Node, told: set[str]) -> bool:
    return isinstance(condition, tree.Named) and condition.name in told


def _conditions(version: Version) -> Iterator[tuple[str, tree.Node]]:
    """What hangs on a condition, as it is told where that never holds; and the condition."""
    for requirement in version.requirements.values():
        if requirement.when is not None:
            yield f"“{requirement.words}” never applies", requirement.when
    for guarantee in version.guarantees.values():
        if guarantee.given is not None:
            yield f"“{guarantee.words}” guarantees nothing", guarantee.given
    for priority in version.priorities.values():
        if priority.when is not None:
            yield f"“{priority.words}” puts nothing first", priority.when
    for transition in version.transitions.values():
        yield f"“{transition.words}” keeps no case", transition.when


def _no_event(version: Version) -> Iterator[Diagnostic]:
    """Histories to which no event can belong: of a test that none passes, or between days of which one is too early."""
    for part in walk(*parts_of(version)):
        if not isinstance(part, tree.History):
            continue
        for test in part.filters:
            if isinstance(test, tree.Where) and not can_hold(version, test.condition):
                yield vain(f"no {version.vocabulary.events[part.kind].words} passes this test", test.condition)
        lows = [(day, side) for side in part.filters if (day := _day(side, "low")) is not None]
        highs = [(day, side) for side in part.filters if (day := _day(side, "high")) is not None]
        first, last = max(lows, default=None, key=_by_day), min(highs, default=None, key=_by_day)
        if first is not None and last is not None and first[0] > last[0] and first[1] is not last[1]:
            message = f"no event is both from {first[0]} on and up to {last[0]}"
            hint = "are the two the wrong way round?"
            yield Diagnostic(Code.NO_EFFECT, message, last[1].span, hint)


def _day(part: tree.Within | tree.Where, side: str) -> date | None:
    node = getattr(part, side, None)
    return node.value if isinstance(node, tree.Const) and isinstance(node.value, date) else None


def _by_day(found: tuple[date, tree.Within | tree.Where]) -> date:
    return found[0]


def _never_together(version: Version) -> Iterator[Diagnostic]:
    """Exceptions to a rule that never apply where it would."""
    for exception in version.requirements.values():
        places = version.text.requirements[exception.name].exception_to
        for name, place in zip(exception.exception_to, places, strict=True):
            rule = version.requirements[name]
            if exception.for_each or rule.for_each or kinds_between(exception.due.shape):
                continue
            if exception.when is None and not exception.replaces:
                continue
            if exception.when is None:
                message = f"“{rule.words}” never applies: “{exception.words}” always does, and stands instead of it"
                yield Diagnostic(Code.NO_EFFECT, message, place.span, "say under “when” for whom it is an exception")
                continue
            if rule.when is None or can_hold(version, exception.when, rule.when):
                continue
            if can_hold(version, exception.when) and can_hold(version, rule.when):  # else that is told already
                message = f"“{exception.words}” never applies where “{rule.words}” does, and is no exception to it"
                hint = "leave “exception to” out, or let the “when” of the rule hold of these cases too"
                yield Diagnostic(Code.NO_EFFECT, message, place.span, hint, ((rule.when.span, "the rule"),))


def vain(what: str, condition: tree.Node) -> Diagnostic:
    """What is to be said of a condition that holds of no case, and of `what` hangs on it."""
    hint = "no case can meet all of it: one part shuts out another; change it, or leave out what hangs on it"
    return Diagnostic(Code.NO_EFFECT, f"{what}: this holds of no case", condition.span, hint)
