"""What can be said of a subject after `is` or a sign: which words suit which type, and what both sides must share."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import assert_never

from ilacs_rules.checker.arithmetic import check_order, is_a_day_written_otherwise
from ilacs_rules.checker.scope import Scope, choice, unknown_value
from ilacs_rules.checker.stretches import told_as
from ilacs_rules.language import nodes as n
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.language.names import in_expression
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import (
    CASES,
    Basic,
    DurationType,
    EventType,
    ListType,
    OutputsType,
    Type,
    ValueSet,
    describe,
)
from ilacs_rules.model import tree
from ilacs_rules.model.absent import absent
from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span

Check = Callable[[n.Expr, Scope, Type | None], tree.Node]

_NEGATED = {n.Relation.EQUAL: n.Relation.UNEQUAL, n.Relation.UNEQUAL: n.Relation.EQUAL}
_WHY_NOT: dict[frozenset[DurationKind | KindOfDay], str] = {
    frozenset({DurationKind.MONTHS, DurationKind.DAYS}): "a month has 28 to 31 days",
    frozenset({DurationKind.MONTHS, DurationKind.WORKING_DAYS}): "a month has no fixed number of working days",
    frozenset({DurationKind.DAYS, DurationKind.WORKING_DAYS}): "weekends and holidays lie between working days",
}


def check_test(left: tree.Node, test: n.Test, negated: bool, scope: Scope, span: Span, check: Check) -> tree.Node:
    """The condition that a test makes of its subject. `check` is that of `expressions`, which imports this module."""
    node = _test(left, test, negated, scope, span, check)
    if negated and not isinstance(test, n.ComparisonTest) and node.type is not Basic.ERROR:
        return tree.Not(node, type=Basic.YES_OR_NO, span=span)
    return node


def _test(left: tree.Node, test: n.Test, negated: bool, scope: Scope, span: Span, check: Check) -> tree.Node:
    match test:
        case n.ComparisonTest():
            return _comparison(left, test, negated, scope, span, check)
        case n.OneOf(options=options):
            nodes = tuple(_other(left, option, scope, check) for option in options)
            if not _agree(left, nodes, scope):
                return scope.error(span)
            return tree.OneOf(left, nodes, type=Basic.YES_OR_NO, span=span)
        case n.Between(low=low, high=high):
            ends = (_other(left, low, scope, check), _other(left, high, scope, check))
            if not _agree(left, ends, scope) or not _ordered(left, "between", test.span, scope):
                return scope.error(span)
            check_order(*ends, scope)
            return tree.Between(left, *ends, type=Basic.YES_OR_NO, span=span)
        case n.WithinOf(length=length, of=of):
            return _near(left, length, of, scope, span, check)
        case n.InStretch(name=name):
            return _in_stretch(left, name, scope, test.span)
        case n.Recorded() if isinstance(left.type, ListType) and left.type.places is not None:
            message = f"“{left.span.text}” is a list, of which there is always one, if only an empty one"
            hint = f"say how many: “number of … >= {left.type.places}”, or “all of {left.span.text} are recorded”"
            scope.findings.report(Code.WRONG_TYPE, message, left.span, hint)
            return scope.error(span)
        case n.Recorded() if left.type == CASES:
            hint = f"write “any {left.span.words}” or “no {left.span.words}”; that there is none is an empty list"
            scope.findings.report(Code.WRONG_TYPE, f"“{left.span.words}” is a list of cases", left.span, hint)
            return scope.error(span)
        case n.Recorded(recorded=recorded):
            known = tree.Recorded(left, type=Basic.YES_OR_NO, span=span)
            return known if recorded else tree.Not(known, type=Basic.YES_OR_NO, span=span)
        case _:
            assert_never(test)


def _in_stretch(left: tree.Node, name: n.Name, scope: Scope, span: Span) -> tree.Node:
    if isinstance(left.type, ValueSet) and name.name not in scope.vocabulary.stretches:
        unknown_value(span, left.type, scope)
        return scope.error(span)
    stretches = told_as(name, scope)
    if stretches is None or left.type is Basic.ERROR:
        return scope.error(span)
    if left.type is not Basic.DATE:
        message = f"“{left.span.words}” is {describe(left.type)}; only a day lies in a stretch of the calendar"
        hint = f"write “end of {left.span.words} is in …”" if isinstance(left.type, EventType) else "name a day"
        scope.findings.report(Code.WRONG_TYPE, message, left.span, hint)
        return scope.error(span)
    return tree.InStretch(left, stretches, type=Basic.YES_OR_NO, span=left.span.to(span))


def _comparison(
    left: tree.Node, test: n.ComparisonTest, negated: bool, scope: Scope, span: Span, check: Check
) -> tree.Node:
    relation = test.relation
    if _are_numbers(left, test) and not negated:  # as most of a large table is: nothing of it can be wrong
        return tree.Compare(relation, left, check(test.right, scope, None), type=Basic.YES_OR_NO, span=span)
    right = _other(left, test.right, scope, check)
    if not _agree(left, (right,), scope, _NEGATED.get(relation) if negated else relation) or not _suits(
        left, test, scope
    ):
        return scope.error(span)
    if negated and relation in _NEGATED:
        return tree.Compare(_NEGATED[relation], left, right, type=Basic.YES_OR_NO, span=span)
    node = tree.Compare(relation, left, right, type=Basic.YES_OR_NO, span=span)
    return tree.Not(node, type=Basic.YES_OR_NO, span=span) if negated else node


def _are_numbers(left: tree.Node, test: n.ComparisonTest) -> bool:
    """Whether a number is compared with one that is written out, in words that suit numbers."""
    written = isinstance(test.right, n.Literal) and type(test.right.value) in (int, Decimal)
    return written and left.type is Basic.NUMBER and test.wording in (n.Wording.IS, n.Wording.SIGN, n.Wording.BOUND)


def _other(left: tree.Node, expr: n.Expr, scope: Scope, check: Check) -> tree.Node:
    """The other side of a comparison. Where the subject was not understood, a value cannot be told from a name."""
    if left.type is Basic.ERROR and isinstance(expr, n.Name) and scope.resolve(expr) is None:
        return scope.error(expr.span)
    if _says_absent(expr):
        message = f"“{_bare(expr)}” is no value to compare with: in data it says that there is no value"
        hint = "write “is missing”, in a cell “missing”, or “is recorded”; of what is not known neither can be told"
        scope.findings.report(Code.UNKNOWN_VALUE, message, expr.span, hint)
        return scope.error(expr.span)
    if left.type is Basic.TEXT and isinstance(expr, n.Name) and scope.resolve(expr) is None:
        message = f"there is no “{expr.span.text}” in this policy"
        scope.findings.report(Code.UNKNOWN_NAME, message, expr.span, f'put a text in quotes: "{expr.span.text}"')
        return scope.error(expr.span)
    return check(expr, scope, left.type)


def _says_absent(expr: n.Expr) -> bool:
    """Whether a word, or a text in quotes, is one that no value is called by."""
    is_word = isinstance(expr, n.Name) or (isinstance(expr, n.Literal) and isinstance(expr.value, str))
    return is_word and absent(_bare(expr)) is not None


def _bare(expr: n.Expr) -> str:
    return expr.span.text.strip('"')


def _agree(left: tree.Node, others: tuple[tree.Node, ...], scope: Scope, relation: n.Relation | None = None) -> bool:
    """Whether all have the type of the subject; E306, E307, E309, E315 where not. `relation` is that asked about."""
    agree = True
    for right in others:
        if Basic.ERROR in (left.type, right.type):
            agree = False
        elif isinstance(left.type, EventType | ListType | OutputsType):
            scope.findings.report(*_whole_thing(left))
            return False
        elif left.type != right.type:
            _report_mismatch(left, right, scope, relation)
            agree = False
    return agree


def _whole_thing(left: tree.Node) -> tuple[Code, str, Span, str]:
    words = left.span.text
    if isinstance(left.type, EventType):
        hint = f"compare one of its days or what it records: “end of {words} is before …”"
        return Code.EVENT_NOT_DAY, f"“{words}” is an event, and events are not compared", left.span, hint
    if isinstance(left.type, OutputsType):
        hint = f"say which of them is meant: “{left.type.names[0]} of {words} is …”"
        return (
            Code.WRONG_TYPE,
            f"“{words}” is {describe(left.type)}, and these are not compared as one",
            left.span,
            hint,
        )
    hint = f"count its items: “at least one of {words} is …”"
    return Code.WRONG_TYPE, f"“{words}” is a list, and lists are not compared", left.span, hint


def _report_mismatch(left: tree.Node, right: tree.Node, scope: Scope, relation: n.Relation | None) -> None:
    words, other = left.span.text, right.span.text
    match left.type, right.type:
        case DurationType(kind=one), DurationType(kind=two):
            why = _WHY_NOT.get(frozenset({one, two}), "other days lie between them")
            message = f"{one.value} and {two.value} cannot be compared: {why}"
            scope.findings.report(Code.DURATION_KINDS, message, right.span, "choose one of them")
        case Basic.NUMBER, DurationType() if isinstance(left, tree.Call) and " between" in left.function:
            unit = left.function.removesuffix(" between")
            message = f"“{left.function} …” is a number of {unit}; “{other}” is a length of time"
            scope.findings.report(Code.NUMBER_NOT_DURATION, message, right.span, _in_numbers(left, right, relation))
        case ValueSet() as values, Basic.TEXT if isinstance(right, tree.Const) and values.value(str(right.value)):
            message = f"the values of “{values.name}” stand without quotation marks"
            hint = f"write {in_expression(values.value(str(right.value)) or words)}"
            scope.findings.report(Code.WRONG_TYPE, message, right.span, hint)
        case ValueSet() as values, Basic.YES_OR_NO | Basic.TEXT if isinstance(right, tree.Const):
            unknown_value(right.span, values, scope)
        case ValueSet() as values, _ if isinstance(right, tree.Const) and any(v[:1].isdigit() for v in values.values):
            unknown_value(right.span, values, scope)
        case Basic.TEXT, Basic.YES_OR_NO if isinstance(right, tree.Const):
            message = f"“{words}” is a text, and “{other}” without quotes is a yes-or-no"
            scope.findings.report(Code.WRONG_TYPE, message, right.span, f'put a text in quotes: "{other}"')
        case Basic.DATE, Basic.NUMBER if is_a_day_written_otherwise(right, scope):
            pass
        case type_, ListType(item=one) if _is_bracketed(right) and (one == type_ or isinstance(type_, ValueSet)):
            message = f"{describe(left.type)} cannot be compared with {describe(right.type)}"
            hint = f"leave the brackets out: “is one of {right.span.text[1:-1].strip()}”"
            scope.findings.report(Code.WRONG_TYPE, message, right.span, hint)
        case _:
            message = f"{describe(left.type)} cannot be compared with {describe(right.type)}"
            hint = f"“{words}” is {describe(left.type)}, “{other}” is {describe(right.type)}"
            if isinstance(left.type, ValueSet):
                hint = f"“{words}” is {with_article(left.type.name)}: write {choice(left.type.values)}"
            scope.findings.report(Code.WRONG_TYPE, message, right.span, hint)


def _is_bracketed(node: tree.Node) -> bool:
    return node.span.text.startswith("(") and node.span.text.endswith(")")


_SIDES = {
    n.Relation.MORE: "before",
    n.Relation.AT_LEAST: "on or before",
    n.Relation.LESS: "after",
    n.Relation.AT_MOST: "on or after",
}


def _in_numbers(left: tree.Call, right: tree.Node, relation: n.Relation | None) -> str | None:
    """For `months between A and B > 3 years`: what to write instead."""
    if not isinstance(right, tree.Const) or not isinstance(right.value, Duration):
        return None
    ways = []
    in_months = left.function == "months between" and right.value.kind is DurationKind.MONTHS
    if in_months and relation not in (n.Relation.MORE, n.Relation.AT_MOST):  # one day over 3 years is 36 months
        ways.append(f"“{right.value.amount}”")
    if relation in _SIDES:
        start, end = left.arguments
        ways.append(f"“{start.span.text} + {right.span.text} is {_SIDES[relation]} {end.span.text}”")
    return f"write {', or '.join(ways)}" if ways else None


def _suits(left: tree.Node, test: n.ComparisonTest, scope: Scope) -> bool:
    """Whether the words of a comparison suit the type; E306, E308."""
    type_ = left.type
    number_like = type_ in (Basic.NUMBER, Basic.DATE) or isinstance(type_, DurationType)
    match test.wording:
        case n.Wording.IS:
            return True
        case n.Wording.SIGN if number_like:
            return True
        case n.Wording.DATE if type_ is Basic.DATE:
            return True
        case n.Wording.SCALE if isinstance(type_, ValueSet) and type_.ordered:
            return True
        case n.Wording.BOUND:
            return _ordered(left, " ".join(test.span.text.split()[:2]), test.span, scope)
        case _:
            pass
    words = test.span.words
    if test.wording is n.Wording.SCALE and isinstance(type_, ValueSet):
        message = f"the values of “{type_.name}” have no order, so none is better or worse"
        hint = f"write “is one of {test.right.span.text}, …”"
        scope.findings.report(Code.NOT_ORDERED, message, test.span, hint)
        return False
    hints = {
        n.Wording.SIGN: _in_words(test, type_),
        n.Wording.SCALE: "write “at least …” or “at most …”",
        n.Wording.DATE: "days are before or after one another; write “at least …” or “at most …”",
    }
    message = f"“{words}” cannot be said of {describe(type_)}"
    scope.findings.report(Code.WRONG_TYPE, message, test.span, hints.get(test.wording))
    return False


def _in_words(test: n.ComparisonTest, type_: Type) -> str:
    """What to write instead of a sign: on a scale, which way it counts."""
    value = test.right.span.words
    if isinstance(test.right, n.Name):
        value = in_expression(value)
    if not isinstance(type_, ValueSet) or not type_.ordered or test.relation in _NEGATED:
        return f"write “is {value}” or “is not {value}”"
    if test.relation in (n.Relation.LESS, n.Relation.MORE):
        return f"a scale is spoken of in words: write “better than {value}” or “worse than {value}”"
    return f"a scale is spoken of in words: write “{value} or better” or “{value} or worse”"


def _ordered(left: tree.Node, words: str, place: Span, scope: Scope) -> bool:
    type_ = left.type
    if type_ in (Basic.NUMBER, Basic.DATE) or isinstance(type_, DurationType):
        return True
    if isinstance(type_, ValueSet) and type_.ordered:
        return True
    message = f"“{words}” needs an order, and {describe(type_)} has none"
    scope.findings.report(Code.NOT_ORDERED, message, place, "write “is …” or “is one of …”")
    return False


def _near(left: tree.Node, length: n.Expr, of: n.Expr, scope: Scope, span: Span, check: Check) -> tree.Node:
    long, other = check(length, scope, None), check(of, scope, None)
    for node, wanted in ((left, "a day"), (other, "a day"), (long, "a length of time")):
        if node.type is Basic.ERROR:
            return scope.error(span)
        suits = isinstance(node.type, DurationType) if wanted == "a length of time" else node.type is Basic.DATE
        if not suits:
            code = Code.EVENT_NOT_DAY if isinstance(node.type, EventType) else Code.WRONG_TYPE
            message = f"“within … of …” needs {wanted} here, and “{node.span.text}” is {describe(node.type)}"
            hint = f"write “end of {node.span.text}”" if code is Code.EVENT_NOT_DAY else f"write {wanted}"
            scope.findings.report(code, message, node.span, hint)
            return scope.error(span)
    return tree.Near(left, long, other, type=Basic.YES_OR_NO, span=span)
