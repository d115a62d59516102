"""What authors mean when `and` or `or` joins a bare value to a condition."""

from __future__ import annotations

from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.names import in_expression
from ilacs_rules.language.types import ValueSet, describe
from ilacs_rules.model import tree
from ilacs_rules.text.codes import Code


def value_alone(item: n.Expr, before: list[tree.Node], word: str, scope: Scope) -> bool:
    """`result is good or excellent`: reports it where “excellent” is a value of what stands before.

    A value may look like a figure, a day or a length of time: `grade is 1 or 2`.
    """
    if not before or not isinstance(item, n.Name | n.Literal):
        return False
    if isinstance(item, n.Name) and scope.resolve(item) is not None:
        return False
    match before[-1]:
        case tree.Compare(relation=relation, left=left, right=right) if isinstance(left.type, ValueSet):
            values = left.type
        case _:
            return False
    chosen_last = values.value(item.span.text)
    if chosen_last is None:
        return False
    subject, first, second = left.span.text, right.span.text, item.span.text
    said = (in_expression(" ".join(first.split())), in_expression(" ".join(second.split())))
    equal = relation is Relation.EQUAL
    if equal or relation is Relation.UNEQUAL:
        hint = f"write “{subject} is {'' if equal else 'not '}one of {said[0]}, {said[1]}”"
    else:
        hint = f"say of what: “… {word} {subject} is {said[1]}”"
    chosen = {values.value(first), chosen_last}
    if equal and values.ordered and word == "or" and chosen == set(values.values[: len(chosen)]):
        hint += f" or “{subject} is {in_expression(max(chosen, key=lambda v: values.rank(v or '')) or '')} or better”"
    scope.findings.report(
        Code.NOT_A_CONDITION,
        f"“{word}” joins two conditions, and “{item.span.text}” alone is {describe(values)}, not a condition",
        item.span,
        hint,
    )
    return True
