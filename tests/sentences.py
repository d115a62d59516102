"""Single sentences, as they would stand in a policy: what its words make of each, and what is found wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from ilacs_rules import Diagnostic, Severity, Source, Span
from ilacs_rules.checker import expressions
from ilacs_rules.checker.check import declared
from ilacs_rules.checker.readings import in_its_reading
from ilacs_rules.checker.requirements import check_requirement
from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.language.nodes import Expr
from ilacs_rules.language.parser import parse_due, parse_expression
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.policy.requirement import RequirementText
from ilacs_rules.policy.tree import Text

Checked = tuple[Node | None, list[Diagnostic]]


def place(sentence: str) -> Span:
    return Span(Source("test", sentence), 0, len(sentence))


def value(sentence: str, version: Version, for_each: str | None = None) -> Checked:
    """What a condition or value means with the words of a version; `for_each` is the kind of event it is asked of."""
    return _checked(sentence, version, expressions.check, for_each)


def condition(sentence: str, version: Version) -> Checked:
    """What stands under `when:`: as `value`, but it must be a yes or no."""
    return _checked(sentence, version, expressions.condition)


def due(sentence: str, version: Version, event: str) -> tuple[Requirement | None, list[Diagnostic]]:
    """The requirement for a kind of event with that sentence under `due:`."""
    parsed, found = parse_due(place(sentence), version.text.phrases)
    if parsed is None:
        return None, found
    scope = _scope(version)
    name, brings = (Text(words, place(words), place(words)) for words in ("tried", event))
    made = check_requirement(RequirementText(name=name, event=brings, due=parsed), version.text, scope)
    return made, scope.findings.diagnostics


def parsed(sentence: str) -> Expr:
    """An expression as it is written; one that cannot be read fails the test."""
    found, wrong = parse_expression(place(sentence))
    assert found is not None, wrong
    return found


def slips(key: str, sentence: str) -> list[Diagnostic]:
    """What is wrong with a sentence before it is asked what it means, as it would stand under `when:` or `due:`."""
    read_it = {"when": parse_expression, "due": parse_due}[key]
    return read_it(place(sentence))[1]


def meaning(expression: Expr, version: Version) -> Node | None:
    """The checked node of what is parsed already; None if the checker refuses it, or is not sure of it."""
    scope = _scope(version)
    node = expressions.check(expression, scope)
    refused = any(each.severity is Severity.ERROR for each in scope.findings.diagnostics)
    return None if refused or scope.findings.unsure else node


def _checked(
    sentence: str, version: Version, work: Callable[[Expr, Scope], Node], for_each: str | None = None
) -> Checked:
    parsed, found = parse_expression(place(sentence), version.text.phrases)
    if parsed is None:
        return None, found
    scope = _scope(version) if for_each is None else _scope(version).for_each(for_each)
    return in_its_reading("expr", parsed, scope, work), scope.findings.diagnostics


def _scope(version: Version) -> Scope:
    types = {name: definition.type for name, definition in version.definitions.items()}
    return Scope(version.vocabulary, Findings(), types.get, declared(version.text), phrases=version.text.phrases)
