"""The documents that rules are taken from, and how a rule cites them."""

from __future__ import annotations

from datetime import date

from ilacs_rules.policy.tree import Text
from ilacs_rules.text.frozen import frozen


@frozen
class SourceParagraph:
    """A place in a source as rules cite it, and what it says in short, in the words of whoever wrote the policy."""

    pinpoint: Text
    gist: str | None = None
    text: str | None = None  # what it says, word by word


@frozen
class SourceText:
    """A document that rules are taken from. Where it lists its paragraphs, rules cite no other place in it."""

    name: Text
    title: str
    kind: str | None = None
    published: date | None = None
    address: str | None = None
    paragraphs: tuple[SourceParagraph, ...] = ()
    note: str | None = None
    licence: str | None = None  # under which its own words may be shown


@frozen
class Citation:
    """A pointer into a source: `announcement, bullet 1`."""

    source: Text
    pinpoint: Text | None = None
