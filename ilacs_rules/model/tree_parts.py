"""What every node of the checked tree has: an id, a type and its place."""

from __future__ import annotations

from dataclasses import field

from ilacs_rules.language.types import Type
from ilacs_rules.language.walk import TreePart
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span


@frozen(kw_only=True)
class WithId(TreePart):
    """What the engine keeps something of; the id is its place in its version (`model.ids`), empty if it has none."""

    id: str = field(default="", compare=False, repr=False)


@frozen(kw_only=True)
class TypedNode(WithId):
    """A node with the type of its value."""

    type: Type
    span: Span = field(compare=False, repr=False)
