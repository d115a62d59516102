"""Where the values of facts, and of what events record, are cut: by all that each of them is held against.

A value that is only held against written ones comes to the same as its neighbour where no test lies between the two, of
a scale and of numbers alike. That there is no value comes to the same as one that passes no test, where nobody asks
whether there is one. What is held against others, reckoned with, or given to a function, is not cut by what is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Basic, ListType, Type, ValueSet
from ilacs_rules.language.walk import TreePart, children, walk
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING
from ilacs_rules.model.case import Value
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import DecisionTable, TableRow, Version

Input = tuple[str, str]
"""A fact or something that events record: `fact` or `record`, and its (folded) name."""

Run = tuple[Value, ...]
"""Values that come to the same, and perhaps that there is none."""

_NO_INPUTS = frozenset[Input]()


def fact(name: str) -> Input:
    """A fact."""
    return "fact", name


def record(name: str) -> Input:
    """What events record under a name."""
    return "record", name


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the values of an input are cut.

    `runs` are its values that come to the same, of a scale, choices or a yes-or-no; `marks` the numbers, days and texts
    that it is held against. Where it is held against anything `else_too`, these are not all.
    """

    runs: tuple[Run, ...]
    marks: frozenset[Value]
    today: bool
    else_too: bool

    def all_like(self, value: Value) -> Run:
        """The values for which one stands: it is told for all of its run, of which it is the first."""
        return next((run for run in self.runs if value == run[0]), (value,))


class Cuts:
    """The cuts of all inputs that some roots of versions hang on."""

    def __init__(self, asked: Iterable[tuple[Version, Iterable[TreePart | None]]]) -> None:
        self._held: dict[Input, _Held] = {}
        self._flows: dict[int, _Flow] = {}
        for version, roots in asked:
            flow = self._flow(version)
            for part in reached(version, roots):
                flow.look_at(part)
        self.of: Mapping[Input, Cut] = {each: held.cut() for each, held in self._held.items()}

    def behind(self, version: Version, node: tree.Node) -> list[Cut]:
        """The cuts of the inputs that an expression takes its value from, as it is."""
        return [self.of[each] for each in self._flow(version).sources(node) if each in self.of]

    def _flow(self, version: Version) -> _Flow:
        if id(version) not in self._flows:
            self._flows[id(version)] = _Flow(version, self._held)
        return self._flows[id(version)]


_Test = Callable[[str], bool]


@dataclass
class _Held:
    """What an input is held against, as it is gathered."""

    types: set[Type] = field(default_factory=set)
    tests: list[_Test] = field(default_factory=list)
    written: set[Value] = field(default_factory=set)
    today: bool = False
    else_too: bool = False
    asked_for: bool = False  # whether there is any value

    def cut(self) -> Cut:
        """Where its values are cut."""
        sets = [each for each in self.types if isinstance(each, ValueSet)]
        else_too = self.else_too or len(sets) > 1
        if len(self.types) != 1:
            return Cut((), frozenset(self.written), self.today, else_too)
        (type_,) = self.types
        return Cut(tuple(self._runs(type_, else_too)), frozenset(self.written), self.today, else_too)

    def _runs(self, type_: Type, else_too: bool) -> list[Run]:
        if isinstance(type_, ValueSet):
            values: tuple[Value, ...] = type_.values
            own: list[Run] = [(value,) for value in values] if else_too else _runs(type_, self.tests)
            own = [tuple(sorted(run, key=lambda value: value not in self.written)) for run in own]
            passing_none = [run for run in own if not any(test(str(run[0])) for test in self.tests)]
        elif type_ is Basic.YES_OR_NO:
            own, passing_none = [(True,), (False,)], [(False,)]
        else:
            return []
        if self.asked_for or else_too or not passing_none:
            return [*own, (NOTHING,)]
        return [(*run, NOTHING) if run == passing_none[-1] else run for run in own]


class _Flow:
    """From which inputs the expressions of a version take their values, and what is done with these."""

    def __init__(self, version: Version, held: dict[Input, _Held]) -> None:
        self._version = version
        self._held = held
        self._named: dict[str, frozenset[Input]] = {}

    def sources(self, node: tree.Node, item: frozenset[Input] = _NO_INPUTS) -> frozenset[Input]:
        """The inputs of which one is the value of an expression, as it is; `item` are those of the item in hand."""
        match node:
            case tree.Fact(name=name):
                return frozenset([fact(name)])
            case tree.Field(name=name):
                return frozenset([record(name)])
            case tree.Item():
                return item
            case tree.Named(name=name):
                if name not in self._named:
                    self._named[name] = _NO_INPUTS  # it stands on those before it alone
                    body = self._version.definitions[name].body
                    own = _outputs(body) if isinstance(body, DecisionTable) else [body]
                    self._named[name] = _NO_INPUTS.union(*(self.sources(each) for each in own))
                return self._named[name]
            case tree.If(then=then, otherwise=otherwise):
                return self.sources(then, item) | self.sources(otherwise, item)
            case tree.ListOf(items=items):
                return _NO_INPUTS.union(*(self.sources(each, item) for each in items))
            case tree.Output(row=row):
                return self.sources(row, item)
            case _:
                return _NO_INPUTS

    def look_at(self, part: TreePart, item: frozenset[Input] = _NO_INPUTS) -> None:
        """What a part does with the values of its parts."""
        match part:
            case tree.Fact() | tree.Field():
                for held in self._all(self.sources(part)):
                    held.types.add(_item_of(part.type))
            case tree.Compare() | tree.OneOf() | tree.Between():
                self._test(part, item)
            case tree.Recorded(subject=subject):
                for held in self._all(self.sources(subject, item)):
                    held.asked_for = True
            case tree.Counting(items=items, test=test):
                for inside in walk(test):
                    self.look_at(inside, self.sources(items, item))
            case DecisionTable():
                self._table(part)
            case TableRow() if all(isinstance(each, tree.Const) for each in part.outputs):
                pass
            case _ if isinstance(part, _PASSED_ON):
                pass
            case _:
                for child in _nodes(part):
                    self._is_held_otherwise(self.sources(child, item))

    def _test(self, part: tree.Compare | tree.OneOf | tree.Between, item: frozenset[Input]) -> None:
        sides = _nodes(part)
        others = [each for each in sides if not isinstance(each, tree.Const | tree.Today)]
        if len(others) != 1:
            for each in others:
                self._is_held_otherwise(self.sources(each, item))
            return
        subject = others[0]
        for held in self._all(self.sources(subject, item)):
            held.today |= any(isinstance(each, tree.Today) for each in sides)
            held.written |= {each.value for each in sides if isinstance(each, tree.Const)}
            held.asked_for |= subject.type is Basic.YES_OR_NO
            held.asked_for |= isinstance(part, tree.Compare) and part.relation is Relation.UNEQUAL
            if isinstance(subject.type, ValueSet):
                test = _of_a_set(part, subject.type)
                held.else_too |= test is None
                held.tests += [] if test is None else [test]

    def _table(self, table: DecisionTable) -> None:
        """A cell tests the input of its column; that this is nothing may be a case of its own."""
        for place, node in enumerate(table.inputs):
            own = self.sources(node)
            for held in self._all(own):
                held.asked_for = True
            for row in table.rows:
                condition = row.tests[place].condition
                for each in walk(*([] if condition is None else [condition])):
                    self.look_at(each, own)

    def _is_held_otherwise(self, inputs: Iterable[Input]) -> None:
        for held in self._all(inputs):
            held.else_too = True

    def _all(self, inputs: Iterable[Input]) -> Iterator[_Held]:
        return map(self._of, inputs)

    def _of(self, each: Input) -> _Held:
        return self._held.setdefault(each, _Held())


_PASSED_ON = (
    *(tree.Named, tree.If, tree.ListOf, tree.Output),  # as it is, to whoever asks
    *(tree.And, tree.Or, tree.Not, tree.Where),  # a yes-or-no that is nothing counts as no
)


def _outputs(table: DecisionTable) -> list[tree.Node]:
    return [each for row in table.rows for each in row.outputs] + list(table.default or ())


def _item_of(type_: Type) -> Type:
    return type_.item if isinstance(type_, ListType) else type_


def _nodes(part: TreePart) -> list[tree.Node]:
    return [each for each in children(part) if isinstance(each, tree.Node)]


_TURNED_ROUND = {
    Relation.LESS: Relation.MORE,
    Relation.MORE: Relation.LESS,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.AT_MOST,
}


def _of_a_set(part: tree.Compare | tree.OneOf | tree.Between, kind: ValueSet) -> _Test | None:
    """The test of a value of a scale, or of choices, against written ones; None where it is none."""
    match part:
        case tree.Compare(relation=relation, left=tree.Const(value=str() as value)):
            return _compared(_TURNED_ROUND.get(relation, relation), value, kind)
        case tree.Compare(relation=relation, right=tree.Const(value=str() as value)):
            return _compared(relation, value, kind)
        case tree.OneOf(options=options) if all(isinstance(each, tree.Const) for each in options):
            values = frozenset(str(each.value) for each in options if isinstance(each, tree.Const))
            return lambda value: value in values
        case tree.Between(low=tree.Const(value=str() as low), high=tree.Const(value=str() as high)):
            first, last = sorted((kind.rank(low), kind.rank(high)))
            return lambda value: first <= kind.rank(value) <= last
        case _:
            return None


def _compared(relation: Relation, with_: str, kind: ValueSet) -> _Test:
    """The best value has the rank 0, so that what is better ranks lower."""
    other = kind.rank(with_)
    match relation:
        case Relation.LESS:
            return lambda value: kind.rank(value) > other
        case Relation.AT_MOST:
            return lambda value: kind.rank(value) >= other
        case Relation.MORE:
            return lambda value: kind.rank(value) < other
        case Relation.AT_LEAST:
            return lambda value: kind.rank(value) <= other
        case _:
            return lambda value: kind.rank(value) == other


def _runs(kind: ValueSet, tests: list[_Test]) -> list[Run]:
    passed = {value: tuple(test(value) for test in tests) for value in kind.values}
    if not kind.ordered:
        alike: dict[tuple[bool, ...], list[Value]] = {}
        for value in kind.values:
            alike.setdefault(passed[value], []).append(value)
        return [tuple(run) for run in alike.values()]
    found: list[list[Value]] = [[kind.values[0]]]
    for before, value in pairwise(kind.values):
        if passed[before] == passed[value]:
            found[-1].append(value)
        else:
            found.append([value])
    return [tuple(run) for run in found]
