"""What the worked examples of a version reach of what its file writes.

Whether rules apply, what conditions come to, the rows of tables, values just at a boundary, the days on which a duty
opens and ends. Parts of a condition are those that are joined in it; what events are filtered by is not looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from ilacs_rules.assurance.examples import ExampleResult, run_example, run_examples
from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.assurance.survival import carried_examples, is_amendment
from ilacs_rules.assurance.written_items import written_here
from ilacs_rules.engine.program import Program
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.types import Basic
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model import tree
from ilacs_rules.model.decision import Decision, Flag, Obligation, Status, Step
from ilacs_rules.model.due_shapes import Repeat, Single
from ilacs_rules.model.reached import definitions_behind
from ilacs_rules.model.version import DecisionTable, Definition, Requirement, Version
from ilacs_rules.text.source import Span

CoverageKey = tuple[str, str]
"""What it is about, and what is to be reached of it."""

# each reads after “an example” or “no example”
APPLIES, DOES_NOT = "in which it applies", "in which it does not apply"
UNTOLD = "in which it cannot be told whether it applies"
_HOLDS, _FAILS = "in which “{}” holds", "in which “{}” does not hold"
DAY_BEFORE, FIRST_DAY = "of the day before it opens", "of the day on which it opens"
LAST_DAY, DAY_AFTER = "of its last day", "of the day after its last"
MONTH_END = "of a month that has no such day"
_AT = "just at {}"
_ROW = "in which row {} gives the answer"
OWN = "of its own"


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """Something that an example may reach, and the first that does; None where none does.

    `shown_by` is the first that also expects something of that part, or of what is made from it.
    """

    words: str  # the definition or requirement it is about
    span: Span
    what: str  # it reads after “an example” or “no example”
    key: CoverageKey = field(repr=False)
    part: Definition | Requirement | None = field(repr=False)  # None of an amendment as a whole
    node: tree.Node | None = field(default=None, repr=False)  # the part of a condition that it is about, if it is one
    reached_by: str | None = None
    shown_by: str | None = None


def coverage(program: Program) -> list[CoveragePoint]:
    """All that can be reached of what the file of a version writes, in the order of the file."""
    origin = program.version.text.origin.name
    here = [each for each in whole_coverage(program, run_examples(program)) if each.span.source.name == origin]
    return sorted(here, key=lambda each: (each.span.begins, each.span.end))


def whole_coverage(program: Program, own: Iterable[ExampleResult]) -> list[CoveragePoint]:
    """All that can be reached of a version, whichever file writes it; `own` are the examples of its file, tried."""
    version = program.version
    points = list(_points(version))
    of = {each.key: each.part.name for each in points if each.part is not None}
    reached: dict[CoverageKey, str] = {}
    shown: dict[CoverageKey, str] = {}
    for result in (*own, *(run_example(program, example) for example in carried_examples(program))):
        if result.decision is not None:
            about = _looked_at(version, expected_of(result.example))
            for key in reached_by(version, result.decision):
                reached.setdefault(key, result.name)
                if of.get(key) in about:
                    shown.setdefault(key, result.name)
    if version.text.examples:
        reached["", OWN] = "the file"
    return [replace(each, reached_by=reached.get(each.key), shown_by=shown.get(each.key)) for each in points]


def _looked_at(version: Version, expected: Iterable[str]) -> frozenset[str]:
    """The (folded) names of what is expected, and of the definitions that it is made from."""
    names = set(expected)
    parts = [section[name] for section in (version.requirements, version.definitions) for name in names & {*section}]
    return frozenset({*names, *definitions_behind(version, parts)})


# ------------------------------------------------------------------------------------------------ what there is


def _points(version: Version) -> Iterator[CoveragePoint]:
    if is_amendment(version.text):
        yield CoveragePoint("the amendment", version.text.policy.span, OWN, ("", OWN), None)
    written = {each.name: each.span for each in written_here(version.text) if each.section == "requirements"}
    for requirement in version.requirements.values():
        span = written.get(requirement.name) or requirement.span or version.text.policy.span
        for what in chain(_of_applying(version, requirement), _of_days(requirement)):
            yield CoveragePoint(requirement.words, span, what, (requirement.name, what), requirement)
    for definition in version.definitions.values():
        body = definition.body
        if isinstance(body, DecisionTable):
            for number, row in enumerate(body.rows, 1):
                what = _ROW.format(number)
                yield CoveragePoint(definition.words, row.span, what, (definition.name, what), definition)
        elif definition.type is Basic.YES_OR_NO:
            yield from _of_condition(body, definition)
    for requirement in version.requirements.values():
        if requirement.when is not None:
            yield from _of_condition(requirement.when, requirement)
    parts: list[Definition | Requirement] = [*version.definitions.values(), *version.requirements.values()]
    for part in parts:
        for node in walk(part):
            for bound in _bounds(node):
                what = _AT.format(bound.value)
                asked = node if isinstance(node, tree.Compare | tree.Between) else None
                yield CoveragePoint(part.words, bound.span, what, (_id(node), what), part, asked)


def _of_applying(version: Version, requirement: Requirement) -> Iterator[str]:
    yield APPLIES
    conditional = requirement.when is not None or requirement.for_each is not None
    if conditional or any(requirement.name in each.replaces for each in version.requirements.values()):
        yield DOES_NOT
    if conditional:
        yield UNTOLD


def _of_days(requirement: Requirement) -> Iterator[str]:
    shape = requirement.due.shape
    closes = isinstance(shape, Repeat) or (isinstance(shape, Single) and shape.closes is not None)
    if closes:
        yield from (DAY_BEFORE, FIRST_DAY, LAST_DAY, DAY_AFTER)
        lengths = (n.value for n in walk(requirement.due) if isinstance(n, tree.Const))
        if any(isinstance(each, Duration) and each.kind is DurationKind.MONTHS for each in lengths):
            yield MONTH_END


def _of_condition(condition: tree.Node, part: Definition | Requirement) -> Iterator[CoveragePoint]:
    for leaf in _leaves(condition):
        for what in (_HOLDS, _FAILS):
            said = what.format(leaf.span.words)
            yield CoveragePoint(part.words, leaf.span, said, (leaf.id, what), part, leaf)


def _leaves(node: tree.Node) -> Iterator[tree.Node]:
    """The parts of a condition that are joined in it; that one is turned round makes no other of it."""
    match node:
        case tree.And(items=items) | tree.Or(items=items):
            for item in items:
                yield from _leaves(item)
        case tree.Not(item=item):
            yield from _leaves(item)
        case tree.Const():
            pass
        case _:
            yield node


def _bounds(node: TreePart) -> Iterator[tree.Const]:
    """The numbers and days that a comparison is held against."""
    match node:
        case tree.Compare(left=left, right=right):
            against: tuple[tree.Node, ...] = (left, right)
        case tree.Between(low=low, high=high):
            against = (low, high)
        case _:
            return
    for each in against:
        if isinstance(each, tree.Const) and each.type in (Basic.NUMBER, Basic.DATE):
            yield each


def _id(node: TreePart) -> str:
    return node.id if isinstance(node, tree.WithId) else ""


# ------------------------------------------------------------------------------------------------ what is reached


def reached_by(version: Version, decision: Decision) -> Iterator[CoverageKey]:
    """The keys of all that a decision by a version reaches; some may come twice."""
    asked = {each.requirement for each in decision.obligations}
    for obligation in decision.obligations:
        yield from _by_obligation(obligation, decision.on)
    for name in version.requirements.keys() - asked:
        yield name, DOES_NOT
    trace = decision.trace
    if trace is None or decision.kept is not None:  # an earlier text decided
        return
    for name, step in trace.definitions.items():
        yield from _by_table(version, name, step)
    steps = [*trace.definitions.values(), *(s for parts in trace.requirements.values() for s in parts.values())]
    for step in _all(steps):
        yield from _by_step(step)


def _by_obligation(obligation: Obligation, on: date) -> Iterator[CoverageKey]:
    name = obligation.requirement
    if obligation.status is Status.DOES_NOT_APPLY:
        yield name, DOES_NOT
        return
    if obligation.status is Status.UNDETERMINED:
        yield name, UNTOLD
        return
    yield name, APPLIES
    if on + ONE_DAY == obligation.opens:
        yield name, DAY_BEFORE
    if on == obligation.opens:
        yield name, FIRST_DAY
    if on == obligation.closes:
        yield name, LAST_DAY
    if isinstance(obligation.closes, date) and on == obligation.closes + ONE_DAY:
        yield name, DAY_AFTER
    if Flag.MONTH_END in obligation.flags:
        yield name, MONTH_END


def _by_table(version: Version, name: str, step: Step) -> Iterator[CoverageKey]:
    """The rows that gave the answer, as the trace tells them, and the bounds in cells at which an input just was."""
    definition = version.definitions.get(name)
    if definition is None or not isinstance(definition.body, DecisionTable):
        return
    table = definition.body
    note = step.note or ""
    for word in note.replace(",", " ").split() if "may match" not in note else ():
        if word.isdecimal():
            yield name, _ROW.format(word)
    inputs = [each.value for each in step.steps[: len(table.inputs)]]
    for row in table.rows:
        for test, value in zip(row.tests, inputs, strict=True):
            for node in walk(test):
                yield from ((_id(node), _AT.format(each.value)) for each in _bounds(node) if each.value == value)


def _all(steps: Iterable[Step]) -> Iterator[Step]:
    waiting = list(steps)
    seen: set[int] = set()
    while waiting:
        step = waiting.pop()
        if id(step) not in seen:
            seen.add(id(step))
            yield step
            waiting += [*step.steps, *step.beside]


def _by_step(step: Step) -> Iterator[CoverageKey]:
    node = step.node
    if isinstance(step.value, bool):
        yield node.id, _HOLDS if step.value else _FAILS
    for bound in _bounds(node):
        if any(part.value == bound.value for part in step.steps if not isinstance(part.node, tree.Const)):
            yield node.id, _AT.format(bound.value)
