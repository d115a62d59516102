"""A policy with a few places changed at random, without regard to what that does to its meaning.

Some changes are ways of writing the same where that is so, and are drawn also where it is not; others change numbers,
relations, rows, qualifiers. What the checker then refuses is left to whoever draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from ilacs_rules.language import cell_nodes as c
from ilacs_rules.language import due_nodes as d
from ilacs_rules.language import nodes as n
from ilacs_rules.language.fixed_words import CountsFrom, Direction, HitPolicy
from ilacs_rules.language.names import fold
from ilacs_rules.policy.model import DefinitionText, TableText, VersionText
from ilacs_rules.policy.requirement import RequirementText

Change = Callable[[Any, Random, VersionText], Any]  # None where there is nothing to change

SECTIONS = ("definitions", "requirements", "guarantees", "priorities", "pauses", "transitions")

HIT_POLICIES = (HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.COLLECT_MAX)


def mutated(text: VersionText, random: Random, most: int = 3) -> VersionText:
    """The text with up to so many changes."""
    for _ in range(random.randint(1, most)):
        text = _once(text, random)
    return text


def mutated_expression(expression: n.Expr, text: VersionText, random: Random, most: int = 3) -> n.Expr:
    """An expression of the text with up to so many changes."""
    for _ in range(random.randint(1, most)):
        paths = list(_below(expression))
        for _ in range(10):
            path = random.choice(paths)
            changed = random.choice(CHANGES)(_at(expression, path), random, text)
            if changed is not None:
                expression = _put(expression, path, changed)
                break
    return expression


def expressions(text: VersionText) -> list[n.Expr]:
    """Every condition and every value that is asked somewhere in the text."""
    found = [each.body for each in text.definitions.values() if not isinstance(each.body, TableText)]
    found += [each.when for each in text.requirements.values() if each.when is not None]
    found += [each.when for each in text.priorities.values() if each.when is not None]
    found += [each.given for each in text.guarantees.values() if each.given is not None]
    return found + [each.always for each in text.guarantees.values() if each.always is not None]


def _at(part: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def _once(text: VersionText, random: Random) -> VersionText:
    places = [(section, name, path) for section in SECTIONS for name, path in _places(getattr(text, section))]
    for _ in range(30):
        section, name, path = random.choice(places)
        items = getattr(text, section)
        part = _at(items[name], path)
        changed = random.choice(CHANGES)(part, random, text)
        if changed is not None and changed != part:
            return replace(text, **{section: {**items, name: _put(items[name], path, changed)}})
    return _reordered(text, random)


Step = str | int


def _places(items: dict[str, Any]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for name, item in items.items():
        yield from ((name, path) for path in _below(item))


def _below(part: Any) -> Iterator[tuple[Step, ...]]:
    if isinstance(part, tuple):
        for at, each in enumerate(part):
            yield from ((at, *path) for path in _below(each))
    elif is_dataclass(part) and isinstance(part, (*_PARTS, n.Node)):
        yield ()
        for each in fields(part):
            if each.name not in _NOT_EXPRESSIONS:
                yield from ((each.name, *path) for path in _below(getattr(part, each.name)))


_NOT_EXPRESSIONS = ("span", "source", "name", "kind", "requirement", "stretches")
_PARTS = (DefinitionText, RequirementText, TableText)


def _put(part: Any, path: tuple[Step, ...], changed: Any) -> Any:
    if not path:
        return changed
    step, *rest = path
    if isinstance(step, int):
        return tuple(_put(each, tuple(rest), changed) if at == step else each for at, each in enumerate(part))
    return replace(part, **{step: _put(getattr(part, step), tuple(rest), changed)})


def _reordered(text: VersionText, random: Random) -> VersionText:
    section = random.choice(SECTIONS)
    names = list(getattr(text, section))
    random.shuffle(names)
    return replace(text, **{section: {name: getattr(text, section)[name] for name in names}})


# ------------------------------------------------------------------------------------------------ what is changed


def _number(part: Any, random: Random, text: VersionText) -> Any:
    match part:
        case n.Literal(value=bool() as value):
            return replace(part, value=not value)
        case n.Literal(value=int() as value):
            return replace(part, value=value + random.choice((-7, -1, 1, 2)))
        case n.Literal(value=date() as value):
            return replace(part, value=value + timedelta(random.choice((-30, -1, 1, 365))))
        case n.Counting(count=int() as value) | d.Times(count=value) | d.InEach(count=value):
            return replace(part, count=value + random.choice((-1, 1)))
    return None


def _relation(part: Any, random: Random, text: VersionText) -> Any:
    match part:
        case n.ComparisonTest():
            return replace(part, relation=random.choice(list(n.Relation)))
        case n.Recorded(recorded=recorded):
            return replace(part, recorded=not recorded)
        case n.Select():
            return replace(part, picks=random.choice(list(n.Picks)))
        case n.Counting():
            return replace(part, bound=random.choice(list(n.Bound)))
        case n.Arithmetic():
            return replace(part, sign=random.choice(list(n.Sign)))
        case n.Within():
            return replace(part, low_included=not part.low_included)
        case c.Interval():
            return replace(part, low_included=not part.low_included)
        case d.Moved(to=to):
            return replace(part, to=next(other for other in Direction if other is not to))
    return None


def _not(part: Any, random: Random, text: VersionText) -> Any:
    match part:
        case n.Is(negated=negated) | n.Counting(negated=negated):
            return replace(part, negated=not negated)
        case n.Not(item=n.Not(item=item)) | n.Not(item=item):
            return item
    return _wrapped_in_not(part)


def _wrapped_in_not(part: Any) -> Any:
    return n.Not(n.Brackets(part, span=part.span), span=part.span) if isinstance(part, _YES_OR_NO) else None


def _not_not(part: Any, random: Random, text: VersionText) -> Any:
    once = _wrapped_in_not(part)
    return None if once is None else n.Not(once, span=part.span)


def _joined(part: Any, random: Random, text: VersionText) -> Any:
    match part:
        case n.And(items=items) | n.Or(items=items):
            turned = n.Or if isinstance(part, n.And) else n.And
            negated = tuple(n.Not(n.Brackets(each, span=each.span), span=each.span) for each in items)
            kept = tuple(items[1:])
            rest = kept[0] if len(kept) == 1 else type(part)(kept, span=part.span)
            return random.choice(
                (
                    type(part)(tuple(reversed(items)), span=part.span),
                    type(part)((*items, random.choice(items)), span=part.span),
                    type(part)((items[0], n.Brackets(rest, span=part.span)), span=part.span),
                    n.Not(n.Brackets(turned(negated, span=part.span), span=part.span), span=part.span),
                    turned(items, span=part.span),
                    rest,
                )
            )
    return None


def _said_twice(part: Any, random: Random, text: VersionText) -> Any:
    """`p` as `p and p`, `p or (p and q)`, `p is yes`, `if p then yes else no`, and what looks like it."""
    if not isinstance(part, _YES_OR_NO):
        return None
    span = part.span
    bracketed = n.Brackets(part, span=span)
    yes, no = n.Literal(True, span=span), n.Literal(False, span=span)
    listed = n.Name("listed", span=span)
    same = [
        n.And((bracketed, bracketed), span=span),
        n.Or((bracketed, n.Brackets(n.And((bracketed, listed), span=span), span=span)), span=span),
        n.And((n.Brackets(n.Or((listed, bracketed), span=span), span=span), bracketed), span=span),
        n.Is(bracketed, n.ComparisonTest(n.Relation.EQUAL, yes, n.Wording.IS, span=span), span=span),
        n.Is(bracketed, n.ComparisonTest(n.Relation.EQUAL, no, n.Wording.IS, span=span), span=span),
        n.Is(bracketed, n.ComparisonTest(n.Relation.UNEQUAL, no, n.Wording.IS, span=span), span=span),
        n.If(bracketed, yes, no, span=span),
        n.If(bracketed, no, yes, span=span),
        n.Is(bracketed, n.Recorded(True, span=span), span=span),
    ]
    return n.Brackets(random.choice(same), span=span)


def _turned(part: Any, random: Random, text: VersionText) -> Any:
    match part:
        case n.Is(subject=subject, test=n.ComparisonTest(right=right) as test):
            relation = random.choice((test.relation, _MIRRORED.get(test.relation, test.relation)))
            return replace(part, subject=right, test=replace(test, relation=relation, right=subject))
        case n.Is(subject=subject, test=n.OneOf(options=options)):
            one = [
                n.Is(subject, n.ComparisonTest(n.Relation.EQUAL, each, n.Wording.IS, span=part.span), span=part.span)
                for each in options
            ]
            joined = n.Or(tuple(one), span=part.span) if len(one) > 1 else one[0]
            return n.Brackets(replace(joined) if not part.negated else _wrapped_in_not(joined), span=part.span)
        case n.Is(subject=subject, test=n.Between(low=low, high=high)):
            return replace(part, test=n.Between(high, low, span=part.span))
        case n.If(condition=condition, then=then, otherwise=otherwise):
            negated = n.Not(n.Brackets(condition, span=part.span), span=part.span)
            return random.choice(
                (
                    n.If(condition, otherwise, then, span=part.span),
                    n.If(negated, otherwise, then, span=part.span),
                    n.If(condition, then, then, span=part.span),
                )
            )
        case n.Arithmetic(left=left, right=right):
            return replace(part, left=right, right=left)
        case n.ListOf(items=items) | n.OneOf(options=items) | c.Cell(tests=items):
            name = {n.ListOf: "items", n.OneOf: "options", c.Cell: "tests"}[type(part)]
            return replace(part, **{name: tuple(random.sample(items, len(items)))})
    return None


_MIRRORED = {
    n.Relation.LESS: n.Relation.MORE,
    n.Relation.MORE: n.Relation.LESS,
    n.Relation.AT_MOST: n.Relation.AT_LEAST,
    n.Relation.AT_LEAST: n.Relation.AT_MOST,
}


def _inlined(part: Any, random: Random, text: VersionText) -> Any:
    """A definition's body in the place of its name."""
    if isinstance(part, n.Name):
        found = text.definitions.get(fold(part.name))
        if found is not None and not isinstance(found.body, TableText):
            return n.Brackets(found.body, span=part.span)
    return None


def _another(part: Any, random: Random, text: VersionText) -> Any:
    """Some other part of the same kind, from somewhere in the policy."""
    if not isinstance(part, n.Node):
        return None
    item = random.choice([each for section in SECTIONS for each in getattr(text, section).values()])
    others = [found for path in _below(item) if type(found := _at(item, path)) is type(part)]
    return random.choice(others) if others else None


def _of_a_table(part: Any, random: Random, text: VersionText) -> Any:
    if not isinstance(part, TableText):
        return None
    rows, inputs = part.rows, len(part.header) - part.outputs
    columns = random.sample(range(inputs), inputs) + list(range(inputs, len(part.header)))
    less = [at for at in range(len(part.header)) if at != random.randrange(inputs)] if inputs > 1 else columns
    dash = next((cell for row in rows for cell in row[:inputs] if isinstance(cell, c.Cell) and not cell.tests), None)
    widened = [list(row) for row in rows]
    if dash is not None:
        random.choice(widened)[random.randrange(inputs)] = dash
    return random.choice(
        (
            replace(part, rows=tuple(random.sample(rows, len(rows)))),
            replace(part, rows=(*rows, random.choice(rows))),
            replace(part, rows=rows[:-1]) if len(rows) > 1 else None,
            replace(part, default=None),
            replace(part, header=_columns(part.header, columns), rows=tuple(_columns(row, columns) for row in rows)),
            replace(part, header=_columns(part.header, less), rows=tuple(_columns(row, less) for row in rows)),
            replace(part, rows=tuple(map(tuple, widened))),
            replace(part, hit_policy=random.choice(HIT_POLICIES)),
        )
    )


def _columns(row: tuple[Any, ...], places: list[int]) -> tuple[Any, ...]:
    return tuple(row[at] for at in places)


def _of_a_requirement(part: Any, random: Random, text: VersionText) -> Any:
    match part:
        case RequirementText():
            return random.choice(
                (
                    replace(part, when=None),
                    replace(part, lasts=None),
                    replace(part, notice=None),
                    replace(part, strength=random.choice(("must", "should", "may"))),
                    replace(part, satisfied_by=part.satisfied_by[1:]),
                    replace(part, satisfied_by=(*part.satisfied_by, part.event)),
                    replace(part, exception_to=tuple(reversed(part.exception_to))),
                    replace(part, exception_to=part.exception_to[1:]),
                    replace(part, counts_from=CountsFrom.START),
                    replace(part, one_event_may_serve_several=not part.one_event_may_serve_several),
                )
            )
        case d.Due(qualifiers=qualifiers) if qualifiers:
            return random.choice(
                (
                    replace(part, qualifiers=tuple(reversed(qualifiers))),
                    replace(part, qualifiers=qualifiers[1:]),
                    replace(part, qualifiers=qualifiers[:-1]),
                )
            )
        case n.History(filters=filters) if filters:
            return random.choice((replace(part, filters=filters[1:]), replace(part, filters=filters[::-1])))
        case d.Every(after=after) if after is not None:
            return replace(part, after=None)
    return None


_YES_OR_NO = (n.Is, n.And, n.Or, n.Not, n.Name, n.FieldOf, n.Counting, n.Select, n.Brackets)

CHANGES: tuple[Change, ...] = (
    *(_number, _relation, _not, _not_not, _joined, _said_twice, _turned, _inlined),
    *(_another, _of_a_table, _of_a_requirement),
)
