"""Walks the checked tree and keeps what it did: each node's value, the steps below it, what is needed if it is unknown.

This is the plain reading of the language's meaning; the generated code (`codegen.compile`) must give the same values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ilacs_rules.engine import logic, meaning, stepping, unknowns
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.reading import read_all, read_field
from ilacs_rules.engine.selection import Selection, TimeFilter
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.stepping import Around, by_calendar, constant, needs_of, of_event, stepped
from ilacs_rules.engine.vague_days import by_ends
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.types import Basic, ListType
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event, Truth, Value
from ilacs_rules.model.decision import Flag, Need, Step
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable, Definition


class TracingEvaluator:
    """One case on one day, evaluated with a trace. It is an `Evaluation` for obligations to ask."""

    traced = True
    keeps_steps = True

    def __init__(self, program: Program, snapshot: Snapshot, known: Callable[[str], Value] | None = None) -> None:
        """`known` gives the value of a definition (folded), if all are found: a name then tells no steps below."""
        self.program = program
        self.snapshot = snapshot
        self.arithmetic = program.arithmetic
        self._known = known
        readers = program.readers
        self._facts = dict(zip(readers, read_all(tuple(readers.values()), snapshot.case.facts), strict=True))
        self._defined: dict[str, Step] = {}
        self._under: dict[date, TracingEvaluator] = {}  # kept, for their steps belong to the trace
        self._as_of: dict[date, Evaluation] = {}
        self._asked: dict[tuple[str, int], Step] = {}  # by the id of a node of the version, and which event is `this`

    def under(self, start: date) -> TracingEvaluator:
        """The same case on the same day under the earlier version that came into force on a day."""
        found = self._under.get(start)
        if found is None:
            program = self.program.earlier[start]
            found = self._under[start] = TracingEvaluator(program, self.snapshot.under(program.version.vocabulary))
        return found

    def as_of(self, day: date) -> Evaluation:
        """The same case under the same version, as it stood on another day; without a trace, which nobody reads."""
        found = self._as_of.get(day)
        if found is None:
            found = self._as_of[day] = self.program.without_trace(self.snapshot.as_of(day))
        return found

    @property
    def definitions(self) -> dict[str, Step]:
        """What was done for each definition, in their order."""
        return {name: self.definition(name) for name in self.program.version.definitions}

    @property
    def values(self) -> dict[str, Value]:
        """The values of all definitions."""
        return {name: step.value for name, step in self.definitions.items()}

    def value(self, node: Node, this: Event | None = None) -> Value:
        """What a node of the version comes to."""
        return self.step(node, this).value

    def needs(self, node: Node, this: Event | None = None) -> tuple[Need, ...]:
        """What would settle a node that is unknown."""
        return self.step(node, this).needs

    def select(self, history: tree.History, this: Event | None = None) -> Selection:
        """The events of a history of the version, filtered."""
        return self._select(history, Around(this=this))[0]

    def select_needs(self, history: tree.History, event: Event | None) -> tuple[Need, ...]:
        """What is not known of the filters of a history for an event, or where there is none, whatever the event."""
        if not history.filters:
            return ()
        steps = [self._step(side, Around()) for side in history.open_sides]
        tests = (each.condition for each in history.filters if isinstance(each, tree.Where) and event is not None)
        return needs_of([*steps, *(self._step(test, Around(candidate=event)) for test in tests)])

    def step(self, node: Node, this: Event | None = None) -> Step:
        """What was done at a node of the version."""
        key = node.id, id(this)
        if key not in self._asked:
            self._asked[key] = self._step(node, Around(this=this))
        return self._asked[key]

    def asked(self, node: Node, this: Event | None = None) -> Step | None:
        """What was done at a node of the version, if anybody has asked for it."""
        return self._asked.get((node.id, id(this)))

    # -------------------------------------------------------------------------------------------- definitions

    def definition(self, name: str) -> Step:
        """Worked out when first asked for; what it is made from goes before, so that a long chain is not a deep one."""
        if name not in self._defined:
            for each in self.program.made_from(name) if self._known is None else (name,):
                if each not in self._defined:
                    self._defined[each] = self._define(self.program.version.definitions[each])
        return self._defined[name]

    def _define(self, definition: Definition) -> Step:
        body = definition.body
        if not isinstance(body, DecisionTable):
            return self._step(body, Around())
        from ilacs_rules.engine.table_outcome import outcome  # nobody waits for it whose version has no table

        inputs = [self._step(node, Around()) for node in body.inputs]
        steps: list[Step] = []

        def test(condition: Node, item: Value) -> Truth:
            at = Step(tree.Item(type=condition.type, span=condition.span), item)
            steps.append(self._step(condition, Around(item=at)))
            return logic.truth(steps[-1].value)

        def output(node: Node) -> Value:
            steps.append(self._step(node, Around()))
            return steps[-1].value

        found = outcome(self.program.matchers[definition.name], [step.value for step in inputs], test, output)
        node = tree.Named(definition.name, type=definition.type, span=definition.span or body.span)
        needs = needs_of([*(inputs[place] for place in sorted(found.open_inputs)), *steps])
        parts = found.value if isinstance(found.value, tuple) else (found.value,)
        return Step(node, found.value, (*inputs, *steps), needs if UNKNOWN in parts else (), found.note(body))

    # -------------------------------------------------------------------------------------------- nodes

    def _step(self, node: Node, around: Around) -> Step:
        match node:
            case tree.Const():
                return self.program.of_node(node, constant)
            case tree.Named(name=name) if self._known is not None:
                return Step(node, self._known(name))
            case tree.Named(name=name):
                named = self.definition(name)  # of a list with something unknown in it the needs are kept as well
                return Step(node, named.value, (named,), named.needs)
            case tree.Compare():  # by far the most of what is worked out from its parts alone
                return self._from_parts(node, around)
            case tree.Today():
                return Step(node, self.snapshot.on)
            case tree.Fact(name=name):
                given = self._facts[name]
                kind = self.program.readers[name].kind
                return Step(node, given, (), unknowns.needs_of_fact(self.snapshot, kind, given))
            case tree.ThisEvent():
                assert around.this is not None, "the checker allows it only in a `for each`"
                return self._event(node, around.this)
            case tree.Candidate():
                assert around.candidate is not None, "the checker allows it only in a `where`"
                looked_at = around.candidate
                return Step(node, looked_at) if isinstance(looked_at, str) else self._event(node, looked_at)
            case tree.Item():
                assert around.item is not None, "the checker allows it only in a test of items"
                return replace(around.item, node=node)
            case tree.InHand(kind=kind):
                kinds = self.snapshot.kinds[kind].kinds
                found = self.snapshot.in_hand(kinds)
                if found is UNKNOWN:
                    return Step(node, found, (), unknowns.in_hand_needs(self.snapshot, kinds))
                return self._event(node, found)
            case tree.Field(event=event, name=name):
                return of_event(
                    node,
                    self._step(event, around),
                    lambda found: read_field(self.snapshot, found, name, node.type),
                    lambda found: unknowns.field_needs(self.snapshot, found, name),
                )
            case tree.Output(row=row, place=place):
                step = self._step(row, around)
                output = meaning.output(step.value, place, isinstance(node.type, ListType))
                return Step(node, output, (step,), step.needs if output is UNKNOWN or isinstance(output, tuple) else ())
            case tree.DayOf(event=event, day=day):
                return of_event(
                    node,
                    self._step(event, around),
                    lambda found: self.snapshot.event_day(found, day),
                    lambda found: unknowns.event_day_needs(self.snapshot, found, day),
                )
            case tree.And(items=items):
                return self._joined(node, logic.all_of, items, around)
            case tree.Or(items=items):
                return self._joined(node, logic.any_of, items, around)
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                asked = self._step(condition, around)
                held = logic.truth(asked.value)
                if held is UNKNOWN:
                    return stepped(node, UNKNOWN, [asked])
                branch = self._step(then if held else otherwise, around)
                return stepped(node, branch.value, [asked, branch])
            case tree.Counting():
                return self._counting(node, around)
            case tree.Call(arguments=arguments):
                passed = [self._step(item, around) for item in arguments if not isinstance(item, tree.PeriodOf)]
                return stepping.called(node, passed, self.program.context)
            case tree.Select(picks=picks, history=history):
                return self._selected(node, picks, history, around)
            case tree.ThisCase():
                return Step(node, self.snapshot.case.name)
            case tree.Lot() | tree.OfCase() | tree.Cases() | tree.SelectCases():
                return self._of_others(node, around)
            case tree.Several(picks=picks, count=count, history=history):
                selection, below, needs = self._select(history, around)
                events = meaning.pick_several(picks, count, selection)
                return Step(node, events, tuple(below), needs() if UNKNOWN in events else ())
            case tree.PeriodOf():
                raise AssertionError("a period is only an argument of a function")
            case tree.Recorded(subject=subject):
                return self._recorded(node, subject, around)
            case tree.ListOf(items=items):
                listed = [self._step(item, around) for item in items]
                return Step(node, tuple(step.value for step in listed), tuple(listed), needs_of(listed))
            case tree.Arithmetic():
                return self._arithmetic(node, around)
            case _:  # a negation and whatever else is worked out from its parts alone
                return self._from_parts(node, around)

    def _from_parts(self, node: meaning.Plain, around: Around) -> Step:
        parts, operation = self.program.of_node(node, self._operation)
        below = [self._step(part, around) for part in parts]
        held = operation(*[step.value for step in below])
        if held is UNKNOWN and isinstance(node, tree.Compare | tree.Between):
            definitions = self.program.version.definitions
            held = by_ends(node, definitions, self.snapshot, lambda side: self._step(side, around).value)
        return by_calendar(stepped(node, held, below), self.arithmetic.calendar)

    def _operation(self, node: meaning.Plain) -> tuple[tuple[Node, ...], Callable[..., Truth]]:
        return meaning.operation(node, self.arithmetic)

    def _recorded(self, node: tree.Recorded, subject: Node, around: Around) -> Step:
        step = self._step(subject, around)
        value = meaning.is_recorded(step.value)
        any_such = self.program.version.any_such(subject) if value is UNKNOWN else None
        if any_such is not None and (found := self._step(any_such, around)).value is not UNKNOWN:
            return stepped(node, found.value, [found])  # which one it is cannot be told, but that there is one
        return stepped(node, value, [step])

    def _arithmetic(self, node: tree.Arithmetic, around: Around) -> Step:
        left, right = below = [self._step(node.left, around), self._step(node.right, around)]
        if node.left.type is Basic.DATE:
            day, month_end = self.arithmetic.add(left.value, node.sign, right.value, node.span)
            step = stepped(node, day, below, Flag.MONTH_END if month_end else None)
            return by_calendar(step, self.arithmetic.calendar)
        operation = meaning.number if node.type is Basic.NUMBER else meaning.length
        return stepped(node, operation(node.sign, left.value, right.value), below)

    def _joined(
        self, node: Node, join: Callable[[Iterable[Truth]], Truth], items: tuple[Node, ...], around: Around
    ) -> Step:
        """Kleene's and, or: looks at items until one settles it, and then shows that one as the reason.

        The others are kept beside it, for whoever asks what else is so; one that cannot be worked out is left out.
        """
        below: list[Step] = []

        def truths() -> Iterator[Truth]:
            for item in items:
                below.append(self._step(item, around))
                yield logic.truth(below[-1].value)

        found = stepped(node, join(truths()), below)
        if len(below) == len(items) or around.candidate is not None or around.item is not None:
            return found
        return replace(found, beside=stepping.tried(items[len(below) :], lambda item: self._step(item, around)))

    def _of_others(self, node: tree.Lot | tree.OfCase | tree.Cases | tree.SelectCases, around: Around) -> Step:
        """What hangs on other cases as well."""
        from ilacs_rules.engine import case_lists, lots, relations  # nobody waits for them whose policy asks of none

        def step(part: Node, name: str | None) -> Step:
            return self._step(part, around if name is None else replace(around, candidate=name))

        match node:
            case tree.Lot():
                return lots.step(self.snapshot, self.program, node)
            case tree.OfCase(case=case):
                return relations.step(node, step(case, None), self.snapshot, self.program, TracingEvaluator)
            case tree.Cases():
                return case_lists.cases_step(node, self.snapshot, self.program, step)
            case tree.SelectCases(cases=cases):
                return case_lists.select_step(node, step(cases, None))

    def _counting(self, node: tree.Counting, around: Around) -> Step:
        listed = self._step(node.items, around)
        if isinstance(listed.value, Absent):
            return stepped(node, logic.truth(listed.value), [listed])
        tests = [self._step(node.test, replace(around, item=item)) for item in stepping.of_items(node, listed)]
        held = logic.counted(node.bound, node.count, [logic.truth(step.value) for step in tests])
        needs = needs_of(tests) if held is UNKNOWN else ()
        return Step(node, held, (listed, *tests), needs)

    # -------------------------------------------------------------------------------------------- events

    def _event(self, node: Node, found: Event | Absent) -> Step:
        note = unknowns.event_in_words(self.snapshot, found) if isinstance(found, Event) else None
        return Step(node, found, note=note)

    def _selected(self, node: Node, picks: Picks, history: tree.History, around: Around) -> Step:
        selection, below, needs = self._select(history, around, picks)
        value = meaning.pick(picks, selection)
        if isinstance(value, Event):
            return Step(node, value, tuple(below), note=unknowns.event_in_words(self.snapshot, value))
        return Step(node, value, tuple(below), needs() if value is UNKNOWN else ())

    def _select(
        self, history: tree.History, around: Around, picks: Picks | None = None
    ) -> tuple[Selection, list[Step], Callable[[], tuple[Need, ...]]]:
        """The events of a history, what its filters looked at, and what would settle it if it is not certain."""
        below: list[Step] = []
        stretches: list[TimeFilter] = []
        conditions: list[Node] = []
        for filter_ in history.filters:
            if isinstance(filter_, tree.Where):
                conditions.append(filter_.condition)
                continue
            low, high = (None if side is None else self._step(side, around) for side in (filter_.low, filter_.high))
            below += [step for step in (low, high) if step is not None]
            stretches.append(meaning.stretch(low and low.value, high and high.value, filter_))
        unsure: list[Step] = [step for step in below if step.value is UNKNOWN]

        def holds(condition: Node, event: Event) -> Truth:
            step = self._step(condition, replace(around, candidate=event))
            below.extend(unknowns.read_by(step))
            if step.value is UNKNOWN:
                unsure.append(step)
            return logic.truth(step.value)

        def where(event: Event) -> Truth:
            return logic.all_of(holds(condition, event) for condition in conditions)

        selection = self.snapshot.select(history.kinds, tuple(stretches), where if conditions else None)

        def needs() -> tuple[Need, ...]:
            unsettled = selection.told_by_latest() if picks is Picks.LATEST else selection
            about_them = unknowns.selection_needs(self.snapshot, unsettled, history.kinds)
            return tuple(dict.fromkeys((*needs_of(unsure), *about_them)))

        return selection, below, needs
