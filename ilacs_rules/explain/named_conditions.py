"""What goes by a name, as a reader is told of it: in its own words, or written out in place."""

from __future__ import annotations

from ilacs_rules.explain import values
from ilacs_rules.explain.english import quoted
from ilacs_rules.explain.relations import item_of
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import Basic, DurationType, EventType
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, Definition, Version
from ilacs_rules.model.vocabulary import FactKind


def named(definition: Definition, version: Version) -> str:
    """`the previous result`; a length of time that is the same for each case with it: `15 days (the longest pause)`."""
    label, body = the(definition.label), definition.body
    if isinstance(body, tree.Const) and isinstance(body.type, DurationType):
        return f"{values.value(body.value, body.type, version)} ({label})"
    return label


def said_as(definition: Definition, negated: bool) -> str:
    """`the gate was passed`, where the author says how it is said; else `“gate passed” applies`."""
    said = definition.said_as
    if said is None:
        return f"{quoted(definition.label)} {'does not apply' if negated else 'applies'}"
    if not negated:
        return said
    return f"it is not so that {said}" if definition.said_if_not is None else definition.said_if_not


def fact_said_as(name: str, version: Version, negated: bool) -> str | None:
    """`the building has sprinklers`: how the author says that a fact is so, or is not; None where nothing is given."""
    fact = version.vocabulary.facts[name]
    return fact.said_if_not if negated else fact.said_as


def did(condition: tree.Node, version: Version, *, negated: bool = False) -> str | None:
    """`found a fault`: what is said of an event by a yes or no that it records, where its author gave the words."""
    match condition:
        case tree.Not(item=item):
            return did(item, version, negated=not negated)
        case tree.Compare(relation=Relation.EQUAL, left=left, right=tree.Const(value=bool() as wanted)):
            return did(left, version, negated=negated == wanted)
        case tree.Field(type=Basic.YES_OR_NO) if (record := record_of(condition, version)) is not None:
            return record.said_if_not if negated else record.said_as
        case _:
            return None


def record_of(field: tree.Field, version: Version) -> FactKind | None:
    """What an event records, as it is declared; of an event of no one kind the first of that name."""
    kinds = version.vocabulary.events
    of = item_of(field.event.type)
    own = kinds[of.kind] if isinstance(of, EventType) else None
    found = (kind.records.get(field.name) for kind in (own, *kinds.values()) if kind is not None)
    return next((record for record in found if record is not None), None)


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
