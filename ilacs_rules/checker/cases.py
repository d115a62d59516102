"""Other cases: one that a fact names, a list of them, all there are; and what is asked of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ilacs_rules.language import nodes as n
from ilacs_rules.language.nouns import plural
from ilacs_rules.language.types import CASES, Basic, ListType, describe
from ilacs_rules.model import tree
from ilacs_rules.policy.model import DefinitionText, TableText
from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span

if TYPE_CHECKING:
    from ilacs_rules.checker.scope import Scope

Condition = Callable[[n.Expr, "Scope"], tree.Node]
_ALL = ("cases", "case")
_OTHERS = ("other cases", "other case")


def of_each(name: n.Name, case: tree.Node, scope: Scope, span: Span) -> tree.Node:
    """`F of C`: what a fact or a definition comes to for another case, or for each of several."""
    if isinstance(case, tree.ThisCase):
        own = scope.of_the_case_itself().resolve(name)
        if own is None:
            scope.unknown_name(name)
        return scope.error(span) if own is None else own
    type_ = scope.definition(name.name)
    fact = scope.vocabulary.facts.get(name.name)
    if type_ is not None:
        scope.findings.used.add(name.name)
        scope.findings.unsure |= type_ is Basic.ERROR
    elif fact is not None:
        type_ = fact.type
    else:
        if name.name not in scope.perhaps:
            scope.unknown_name(name)
        return scope.error(span)
    if case.type == CASES and isinstance(type_, ListType):
        message = f"“{name.span.text}” is {describe(type_)}, and “{case.span.text}” are several cases"
        hint = f"count it for each of them in a definition of its own, and ask for that: “any of … of {case.span.text}”"
        scope.findings.report(Code.WRONG_TYPE, message, span, hint)
        return scope.error(span)
    found = ListType(type_) if case.type == CASES and type_ is not Basic.ERROR else type_
    is_definition = scope.definition(name.name) is not None
    return tree.OfCase(case, name.name, not is_definition, type=found, span=span)


def named_list(name: n.Name, scope: Scope) -> tree.Node | None:
    """The list of cases that a name means, in the singular as well; None if it means none."""
    for each in dict.fromkeys((name.name, plural(name.name))):
        node = scope.resolve(n.Name(each, span=name.span))
        if node is not None and node.type == CASES:
            return node
    return None


def all_of_them(name: str, span: Span) -> tree.Node | None:
    """`cases` and `other cases`: all there are in the population."""
    if name in (*_ALL, *_OTHERS):
        return tree.Cases(None, name in _OTHERS, None, type=CASES, span=span)
    return None


def those(expr: n.Those, scope: Scope, condition: Condition) -> tree.Node:
    """`cases where (owner is this case)`: those of a list that pass a test."""
    listed = named_list(expr.cases, scope)
    if listed is None:
        words = expr.cases.span.text
        kind = scope.vocabulary.event(expr.cases.name)
        if kind is not None:
            hint = f"write “latest {words} where …”, “number of {words} where …”, “any …” or “no …”"
            scope.findings.report(Code.UNKNOWN_NAME, f"“{words}” is a kind of event", expr.cases.span, hint)
        elif (node := scope.resolve(expr.cases)) is None:
            scope.unknown_name(expr.cases)
        elif node.type is not Basic.ERROR:
            message = f"“{words}” is {describe(node.type)}; “where” needs a list of cases"
            hint = "write “cases where …” for all there are, or the name of a list of them"
            scope.findings.report(Code.WRONG_TYPE, message, expr.cases.span, hint)
        return scope.error(expr.span)
    return _passing(listed, [expr.condition], scope, condition, expr.span)


def select(picks: n.Picks, listed: tree.Node, of: n.History, scope: Scope, condition: Condition) -> tree.Node:
    """`number of partners where (…)`, `any partner where (…)`, `no partner where (…)`."""
    words, span = of.kind.span.text, of.span
    if picks in (n.Picks.LATEST, n.Picks.FIRST):
        message = f"“{words}” are cases, and of cases none is the {picks.value}"
        hint = f"ask for the {picks.value} of a day of theirs: “latest of (… of {words})”"
        scope.findings.report(Code.WRONG_TYPE, message, span, hint)
        return scope.error(span)
    within = next((each for each in of.filters if isinstance(each, n.Within)), None)
    if within is not None:
        message = f"“{words}” are cases, and do not lie in a stretch of time"
        hint = "ask “where (…)” for a day of theirs"
        scope.findings.report(Code.WRONG_TYPE, message, within.span, hint)
        return scope.error(span)
    conditions = [each.condition for each in of.filters if isinstance(each, n.Where)]
    cases = _passing(listed, conditions, scope, condition, span) if conditions else listed
    if cases.type is Basic.ERROR:
        return cases
    type_ = Basic.NUMBER if picks is n.Picks.NUMBER else Basic.YES_OR_NO
    return tree.SelectCases(picks, cases, type=type_, span=span)


def _passing(listed: tree.Node, conditions: list[n.Expr], scope: Scope, condition: Condition, span: Span) -> tree.Node:
    for each in conditions:
        test = condition(each, scope.looking_at_cases())
        if test.type is Basic.ERROR:
            return scope.error(span)
        if isinstance(listed, tree.Cases) and listed.condition is None:
            listed = tree.Cases(listed.listed, listed.others, test, type=CASES, span=span)
        else:
            listed = tree.Cases(listed, False, test, type=CASES, span=span)
    return listed


def refuse_events(expr: n.Select | n.Several | n.Lot, scope: Scope) -> tree.Node:
    """What happened to each of several cases is asked under a name: here it would read as if it were that of this."""
    message = f"“{expr.span.words}” cannot be asked of each case here"
    hint = "give it a name under “definitions”, and use that name in “where (…)”"
    scope.findings.report(Code.WRONG_TYPE, message, expr.span, hint)
    return scope.error(expr.span)


def is_of_cases(of: n.Node, scope: Scope, texts: Mapping[str, DefinitionText]) -> bool:
    """Whether what stands after an “of” is a case or several, before any type is known."""
    waiting, entered = [of], set[str]()
    while waiting:
        match waiting.pop():
            case n.Brackets(item=item):
                waiting.append(item)
            case n.Those():
                return True
            case n.If(then=then, otherwise=otherwise):
                waiting += [then, otherwise]
            case n.Name(name=name) | n.FieldOf(name=n.Name(name=name)):
                if name in (*_ALL, *_OTHERS, "this case"):
                    return True
                declared = [scope.vocabulary.facts.get(name)]
                declared += [kind.records.get(name) for kind in scope.vocabulary.events.values()]
                if any(each is not None and each.type in (Basic.CASE, CASES) for each in declared):
                    return True
                if name in texts and name not in entered:
                    entered.add(name)
                    body = texts[name].body
                    outputs = [cell.output for row in body.rows for cell in row] if isinstance(body, TableText) else []
                    waiting += [each for each in outputs if each is not None]
                    waiting += [] if isinstance(body, TableText) else [body]
            case _:
                pass
    return False
