"""A condition that goes by a name, as a reader is told of it: in its own words, or written out in place."""

from __future__ import annotations

from ilacs_rules.explain.english import quoted
from ilacs_rules.language.types import Basic
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, Definition


def said_as(definition: Definition, negated: bool) -> str:
    """`the gate was passed`, where the author says how it is said; else `“gate passed” applies`."""
    said = definition.said_as
    if said is None:
        return f"{quoted(definition.label)} {'does not apply' if negated else 'applies'}"
    if not negated:
        return said
    return f"it is not so that {said}" if definition.said_if_not is None else definition.said_if_not


def written_out(definition: Definition) -> tree.Node | None:
    """The condition behind a name, where it is a single one that nobody gave words: it is then said in place."""
    body = definition.body
    if definition.said_as is not None or isinstance(body, DecisionTable) or body.type is not Basic.YES_OR_NO:
        return None
    joined = (tree.And, tree.Or, tree.If, tree.Lot, tree.OfCase)
    if any(isinstance(part, joined) or _is_named_condition(part) for part in walk(body)):
        return None
    return body


def _is_named_condition(part: object) -> bool:
    return isinstance(part, tree.Named) and part.type is Basic.YES_OR_NO
