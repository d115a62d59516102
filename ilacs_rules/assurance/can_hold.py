"""Whether conditions can hold of any case at all, each by itself and two together.

Values of scales, choices and texts, yes-or-nos, and numbers and days held against written ones are tried out; whatever
else a condition asks may be so or not. What is found never to hold is proved; of the rest nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ilacs_rules.engine.logic import all_of, any_of, opposite, truth
from ilacs_rules.engine.meaning import between, compare, is_recorded, one_of, order
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Truth, Value
from ilacs_rules.model.version import Version

MOST_STEPS = 2_000  # of one search; a condition that takes more is taken to hold of some case

Key = object


def can_hold(version: Version, *conditions: tree.Node) -> bool:
    """Whether all the conditions of a version may hold of one case on one day; False only where they never do."""
    return _Search(version, conditions).finds_one()


@dataclass
class _Search:
    version: Version
    conditions: tuple[tree.Node, ...]
    domains: dict[Key, list[Value]] = field(default_factory=dict)
    marks: dict[Key, set[Value]] = field(default_factory=dict)  # what a number, day or text is held against
    steps: int = 0

    def finds_one(self) -> bool:
        types: dict[Key, Type] = {}
        for condition in self.conditions:
            self._gather(condition, types)
        self.domains = {key: list(self._domain(key, type_)) for key, type_ in types.items()}
        return self._search({}, tuple(self.domains))

    def _search(self, chosen: dict[Key, Value], rest: tuple[Key, ...]) -> bool:
        self.steps += 1
        found = all_of(self._truth(condition, chosen) for condition in self.conditions)
        if found is not UNKNOWN or not rest or self.steps > MOST_STEPS:
            return found is not False
        return any(self._search({**chosen, rest[0]: value}, rest[1:]) for value in self.domains[rest[0]])

    # ------------------------------------------------------------------------------------------------ what is asked

    def _gather(self, node: tree.Node, types: dict[Key, Type]) -> None:
        """The values a condition hangs on, and what they are held against."""
        node = self._body(node)
        match node:
            case tree.And(items=items) | tree.Or(items=items):
                parts: tuple[tree.Node, ...] = items
            case tree.Not(item=item):
                parts = (item,)
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                parts = (condition, then, otherwise)
            case _ if self._is_tried_out(node):
                parts = _parts(node)
                written = {value for part in parts for value in self._written(part)}
                for part in parts:
                    self.marks.setdefault(self._key(part), set()).update(written)
            case tree.Const():
                return
            case _:
                types[self._key(node)] = node.type
                return
        for part in parts:
            self._gather(part, types)

    def _written(self, node: tree.Node) -> Iterator[Value]:
        body = self._body(node)
        if isinstance(body, tree.Const):
            yield body.value

    def _is_tried_out(self, node: tree.Node) -> bool:
        """Whether a test looks at values that can be tried: of few, or one of many held against written ones."""
        parts = _parts(node)
        if not parts:
            return False
        if isinstance(node, tree.Recorded):
            of_marks = parts[0].type in (Basic.NUMBER, Basic.DATE, Basic.TEXT)
            return _has_few(parts[0].type) or (of_marks and not isinstance(self._body(parts[0]), tree.If))
        if all(_has_few(part.type) for part in parts):
            return True
        free = [body for part in parts if not isinstance(body := self._body(part), tree.Const)]
        of_marks = all(part.type in (Basic.NUMBER, Basic.DATE, Basic.TEXT) for part in parts)
        return of_marks and len(free) == 1 and not isinstance(free[0], tree.If)

    def _domain(self, key: Key, type_: Type) -> Iterator[Value]:
        marks = self.marks.get(key, set())
        match type_:
            case ValueSet(values=values):
                yield from values
                yield NOTHING
            case Basic.NUMBER:
                numbers = _numbers(mark for mark in marks if isinstance(mark, (int, Decimal)))
                if isinstance(key, tree.Select):  # a number of events
                    numbers = sorted({max(0, near) for each in numbers for near in (int(each), int(each) + 1)})
                yield from numbers
                yield NOTHING
            case Basic.DATE:
                days = _days(mark for mark in marks if isinstance(mark, date))
                if isinstance(key, tree.Today):
                    yield from sorted({max(day, self._first_day()) for day in days})
                else:
                    yield from days
                    yield NOTHING
            case Basic.TEXT:
                texts = [mark for mark in marks if isinstance(mark, str)]
                yield from sorted(texts)
                yield "".join(texts) + "…"  # any other
                yield NOTHING
            case _:
                yield from (True, False, NOTHING)

    def _first_day(self) -> date:
        version = self.version
        while version.before is not None:
            version = version.before
        return version.start

    # ------------------------------------------------------------------------------------------------ what it comes to

    def _truth(self, node: tree.Node, chosen: dict[Key, Value]) -> Truth:
        node = self._body(node)
        match node:
            case tree.And(items=items):
                return all_of(self._truth(item, chosen) for item in items)
            case tree.Or(items=items):
                return any_of(self._truth(item, chosen) for item in items)
            case tree.Not(item=item):
                return opposite(self._truth(item, chosen))
            case tree.Select(picks=Picks.NO):
                return opposite(truth(chosen.get(self._key(node), UNKNOWN)))
            case _:
                return truth(self._value(node, chosen))

    def _value(self, node: tree.Node, chosen: dict[Key, Value]) -> Value:
        node = self._body(node)
        if not isinstance(node, tree.Const | tree.If) and not self._is_tried_out(node):
            return chosen.get(self._key(node), UNKNOWN)
        match node:
            case tree.Const(value=value):
                return value
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                held = self._truth(condition, chosen)
                return UNKNOWN if held is UNKNOWN else self._value(then if held else otherwise, chosen)
            case tree.Compare(relation=relation, left=left, right=right):
                return compare(relation, self._value(left, chosen), self._value(right, chosen), order(left.type))
            case tree.OneOf(subject=subject, options=options):
                return one_of(self._value(subject, chosen), [self._value(option, chosen) for option in options])
            case tree.Between(subject=subject, low=low, high=high):
                one, first, last = (self._value(part, chosen) for part in (subject, low, high))
                return between(one, first, last, order(subject.type), isinstance(subject.type, ValueSet))
            case tree.Recorded(subject=subject):
                return is_recorded(self._value(subject, chosen))
            case _:
                raise AssertionError("only what can be tried out comes here")

    # ------------------------------------------------------------------------------------------------ names and keys

    def _body(self, node: tree.Node) -> tree.Node:
        """What a name stands for, unless that is a decision table."""
        while isinstance(node, tree.Named):
            body = self.version.definitions[node.name].body
            if not isinstance(body, tree.Node):
                break
            node = body
        return node

    def _key(self, node: tree.Node) -> Key:
        """What tells one value from another, by whichever name; `no check` is `any check` read otherwise."""
        node = self._body(node)
        match node:
            case tree.Select(picks=Picks.ANY | Picks.NO, history=history):
                return history
            case tree.Field(event=event, name=name):
                return self._key(event), name
            case tree.DayOf(event=event, day=day):
                return self._key(event), day
            case _:
                return node


def _parts(node: tree.Node) -> tuple[tree.Node, ...]:
    """The values a test compares; none where it is another kind of test."""
    match node:
        case tree.Compare(left=left, right=right):
            return left, right
        case tree.OneOf(subject=subject, options=options):
            return subject, *options
        case tree.Between(subject=subject, low=low, high=high):
            return subject, low, high
        case tree.Recorded(subject=subject):
            return (subject,)
        case _:
            return ()


def _has_few(type_: Type) -> bool:
    return isinstance(type_, ValueSet) or type_ is Basic.YES_OR_NO


def _numbers(marks: Iterable[int | Decimal]) -> list[int | Decimal]:
    """The marks, and a number before, between and after them."""
    known = sorted(set(marks))
    if not known:
        return [0]
    halves = [(Decimal(one) + Decimal(other)) / 2 for one, other in pairwise(known)]
    return [known[0] - 1, *known, *halves, known[-1] + 1]


def _days(marks: Iterable[date]) -> list[date]:
    """The marks, and the days before and after each."""
    known = sorted(set(marks))
    near = {day + step for day in known for step in (-ONE_DAY, ONE_DAY) if date.min < day < date.max}
    return sorted({*known, *near}) or [date(2000, 1, 1)]
