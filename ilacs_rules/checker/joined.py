"""What authors mean when `and` or `or` joins half a name or a bare value to a condition."""

from __future__ import annotations

from ilacs_rules.checker import tree
from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.types import ValueSet, describe
from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span


def half_a_name(item: n.Name, following: n.Expr | None, word: str, scope: Scope) -> bool:
    """`heating and power is good`: reports it where “heating and power” is a name."""
    whole = _whole_name(item, following, word, scope)
    if whole is None:
        return False
    span, name = whole
    scope.findings.report(
        Code.KEPT_WORD_IN_NAME,
        f"“{word}” joins two conditions, and “{item.span.text}” is not one",
        span,
        f"for what is called “{name}”, write {name.replace(' ', '-')}",
    )
    return True


def second_half(before: n.Expr, item: n.Expr, word: str, scope: Scope) -> bool:
    """Whether an item is the second half of such a name, which has been reported."""
    return isinstance(before, n.Name) and _whole_name(before, item, word, scope) is not None


def _whole_name(item: n.Name, following: n.Expr | None, word: str, scope: Scope) -> tuple[Span, str] | None:
    second = _leading_name(following)
    if second is None:
        return None
    whole = f"{item.name} {word} {second.name}"
    known = whole in scope.declared or any(whole in k.records for k in scope.vocabulary.events.values())
    return (item.span.to(second.span), whole) if known else None


def _leading_name(expr: n.Expr | None) -> n.Name | None:
    match expr:
        case n.Name():
            return expr
        case n.FieldOf(name=name):
            return name
        case n.Is(subject=subject):
            return _leading_name(subject)
        case _:
            return None


def value_alone(item: n.Name, before: list[tree.Node], word: str, items: tuple[n.Expr, ...], scope: Scope) -> bool:
    """`result is good or excellent`: reports it where “excellent” is a value of what stands before."""
    if not before or scope.resolve(item) is not None:
        return False
    match before[-1]:
        case tree.Compare(left=left, right=right) if isinstance(left.type, ValueSet):
            values = left.type
        case _:
            return False
    if values.value(item.name) is None:
        return False
    subject, first = left.span.text, right.span.text
    hint = f"write “{subject} is one of {first}, {item.span.text}”"
    chosen = {values.value(first), values.value(item.name)}
    if values.ordered and word == "or" and chosen == set(values.values[: len(chosen)]):
        hint += f" or “{subject} is {max(chosen, key=lambda v: values.rank(v or ''))} or better”"
    scope.findings.report(
        Code.NOT_A_CONDITION,
        f"“{word}” joins two conditions, and “{item.span.text}” alone is {describe(values)}, not a condition",
        item.span,
        hint,
    )
    return True
