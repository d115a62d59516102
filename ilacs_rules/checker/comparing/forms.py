"""What an expression means, whatever way it is written: equal meanings get the same number.

Places are dropped, definitions stand for what they name, `and` and `or` have neither order nor doubles nor brackets,
nor has a list, double negation is gone, and the sides of `=` are in order. Nothing else is worked out: in logic with
three values a test turned round need not mean the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import assert_never

from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.language.nodes import Picks, Relation
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree as t
from ilacs_rules.model.version import DecisionTable, TableRow, Version

Shape = tuple[Hashable, ...]  # what it is, and the numbers of its parts


def in_order(table: DecisionTable) -> bool:
    """Whether the order of the rows decides; it ranks outputs that stand on no scale."""
    if table.hit_policy.ranks:
        return not all(isinstance(type_, ValueSet) and type_.ordered for type_ in table.output_types)
    return table.hit_policy in (HitPolicy.FIRST, HitPolicy.RULE_ORDER)


class Numbers:
    """One number for each shape. Only numbers of the same book can be compared."""

    def __init__(self) -> None:
        self._numbers: dict[Shape, int] = {}
        self._shapes: list[Shape] = []

    def of(self, *shape: Hashable) -> int:
        """The number of a shape."""
        number = self._numbers.setdefault(shape, len(self._shapes))
        if number == len(self._shapes):
            self._shapes.append(shape)
        return number

    def shape(self, number: int) -> Shape:
        """The shape of a number."""
        return self._shapes[number]


class Forms:
    """The meanings of one version's expressions.

    `called` says what a definition is known by. Without it each stands for its body, so that a name given, taken away
    or changed makes no difference; with it, only what stands in the expression itself is looked at.
    """

    def __init__(self, version: Version, numbers: Numbers, called: Callable[[str], Hashable] | None = None) -> None:
        self.version = version
        self.numbers = numbers
        self.called = called
        self._bodies: dict[str, int] = {}

    def definition(self, name: str) -> int:
        """What a definition means."""
        if name not in self._bodies:
            body = self.version.definitions[name].body
            self._bodies[name] = self.table(body) if isinstance(body, DecisionTable) else self.of(body)
        return self._bodies[name]

    def maybe(self, node: t.Node | None) -> int | None:
        """What an expression means, if there is one."""
        return None if node is None else self.of(node)

    def of(self, node: t.Node) -> int:
        """What an expression means."""
        of, number = self.of, self.numbers.of
        match node:
            case t.Const(value=value):
                return number("value", _kind(value), value)
            case t.Today() | t.Item():
                return number(type(node).__name__)
            case t.Named(name=name):
                return self.definition(name) if self.called is None else number("definition", self.called(name))
            case t.Fact(name=name):
                return number("fact", name)
            case t.ThisEvent(kind=kind) | t.Candidate(kind=kind) | t.InHand(kind=kind):
                return number(type(node).__name__, kind)
            case t.Field(event=event, name=name):
                return number("field", of(event), name)
            case t.Output(row=row, name=name):
                return number("output", of(row), name)
            case t.DayOf(event=event, day=day):
                return number("day", of(event), day)
            case t.Compare(relation=Relation.EQUAL | Relation.UNEQUAL as relation, left=left, right=right):
                equal = number("equal", *sorted((of(left), of(right))))
                return equal if relation is Relation.EQUAL else self._not(equal)
            case t.Compare(relation=relation, left=left, right=right):
                return number("compare", relation, of(left), of(right))
            case t.OneOf(subject=subject, options=options):
                return number("one of", of(subject), frozenset(map(of, options)))
            case t.Between(subject=subject, low=low, high=high):
                return number("between", of(subject), of(low), of(high))
            case t.Near(subject=subject, length=length, other=other):
                return number("near", of(subject), of(length), of(other))
            case t.Recorded(subject=subject):
                return number("recorded", of(subject))
            case t.And(items=items):
                return self._joined("and", items)
            case t.Or(items=items):
                return self._joined("or", items)
            case t.Not(item=item):
                return self._not(of(item))
            case t.If(condition=condition, then=then, otherwise=otherwise):
                return number("if", of(condition), of(then), of(otherwise))
            case t.Arithmetic(sign=sign, left=left, right=right):
                return number("arithmetic", sign, of(left), of(right))
            case t.ListOf(items=items):
                return number("list", *sorted(map(of, items)))
            case t.Counting(bound=bound, count=count, items=listed, test=test):
                return number("counting", bound, count, of(listed), of(test))
            case t.PeriodOf(months=months, month=month, day=first):
                return number("period", months, month, first)
            case t.Call(function=function, arguments=arguments):
                return number("call", function, *map(of, arguments))
            case t.Select(picks=Picks.NO, history=history):
                return self._not(number("select", Picks.ANY, self.history(history)))
            case t.Select(picks=picks, history=history):
                return number("select", picks, self.history(history))
            case _:
                assert_never(node)

    def history(self, history: t.History) -> int:
        """What a choice of events means. What belongs to a kind is a matter of the kinds, and told there."""
        return self.numbers.of("history", history.kind, *map(self._filter, history.filters))

    def table(self, table: DecisionTable) -> int:
        """What a decision table means: rows in any order where that makes no difference, and columns in any order."""
        subjects = [self.of(subject) for subject in table.inputs]
        rows = [self._row(table, subjects, row) for row in table.rows]
        if not in_order(table):
            rows.sort()
        default = None if table.default is None else self._outputs(table, table.default)
        return self.numbers.of("table", table.hit_policy, default, *rows)

    def _filter(self, one: t.Within | t.Where) -> int:
        match one:
            case t.Where(condition=condition):
                return self.numbers.of("where", self.of(condition))
            case t.Within(low=low, high=high):
                ends = (self.maybe(low), self.maybe(high))
                return self.numbers.of("within", *ends, one.low_included, one.high_included)
            case _:
                assert_never(one)

    def _row(self, table: DecisionTable, subjects: list[int], row: TableRow) -> int:
        tests = frozenset(
            (subject, self.of(test.condition), test.matches_nothing)
            for subject, test in zip(subjects, row.tests, strict=True)
            if test.condition is not None
        )
        return self.numbers.of("row", tests, self._outputs(table, row.outputs))

    def _outputs(self, table: DecisionTable, outputs: tuple[t.Node, ...]) -> Hashable:
        """Several outputs are told apart by name; a single one needs none. Where rows go by rank, the order matters."""
        words = table.output_words if len(outputs) > 1 else ("",)
        found = [(word, self.of(output)) for word, output in zip(words, outputs, strict=True)]
        return tuple(found) if table.hit_policy.ranks else frozenset(found)

    def _joined(self, word: str, items: Iterable[t.Node]) -> int:
        parts: set[int] = set()
        for item in items:
            part = self.of(item)
            shape = self.numbers.shape(part)
            if shape[0] == word:
                assert isinstance(shape[1], frozenset)
                parts |= shape[1]
            else:
                parts.add(part)
        return self.numbers.of(word, frozenset(parts)) if len(parts) > 1 else parts.pop()

    def _not(self, part: int) -> int:
        match self.numbers.shape(part):
            case ("not", int() as inner):
                return inner
            case _:
                return self.numbers.of("not", part)


def _kind(value: object) -> str:
    """Yes is not 1; but a whole number is the same as with decimals."""
    return "number" if isinstance(value, int | Decimal) and not isinstance(value, bool) else type(value).__name__
