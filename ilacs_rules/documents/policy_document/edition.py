"""The two editions of a document: one for everybody, and one with all that its authors work with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from enum import StrEnum
from typing import TypeVar

from ilacs_rules.documents.policy_document.content import (
    Folded,
    Link,
    Listing,
    Page,
    PageSection,
    Paragraph,
    Picture,
    RuleText,
    TableBlock,
    anchors_of,
)

T = TypeVar("T")


class Edition(StrEnum):
    """Whom a document is for."""

    PUBLIC = "public"  #: for everybody: no tests, no rule texts, no remarks of the authors
    FULL = "full"  #: for those who write and check the rules


def with_used_words(pages: Iterable[Page], words: str) -> tuple[Page, ...]:
    """The pages, where that of the words keeps only those to which the rest leads, directly or by another word."""
    found = tuple(pages)
    sections = {section.anchor: section for page in found if page.name == words for section in page.sections}
    used: set[str] = set()
    to_follow = [each.anchor for page in found if page.name != words for each in _links(page)]
    while to_follow:
        to = to_follow.pop()
        if to in sections and to not in used:
            used.add(to)
            to_follow += [each.anchor for each in _links(sections[to])]
    return tuple(
        replace(page, sections=tuple(each for each in page.sections if each.anchor in used))
        if page.name == words
        else page
        for page in found
    )


def without_dead_links(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages, with plain words for every link to something that is on none of them."""
    found = tuple(pages)
    there = {each for page in found for each in anchors_of(page)}
    return tuple(_linked(page, there) for page in found)


def _linked(part: T, there: set[str]) -> T:
    changed = {each.name: _unlinked(getattr(part, each.name), there) for each in fields(part)}  # type: ignore[arg-type]
    return replace(part, **changed)  # type: ignore[type-var]


def _unlinked(part: object, there: set[str]) -> object:
    match part:
        case Link():
            return part if part.address or part.anchor in there else part.text
        case tuple():
            return tuple(_unlinked(each, there) for each in part)
        case PageSection():
            rule = part.rule if part.rule is not None and part.rule.anchor in there else None
            return replace(_linked(replace(part, rule=None), there), rule=rule)
        case Paragraph() | Listing() | Folded() | TableBlock() | Picture() | RuleText():
            return _linked(part, there)
        case _:
            return part


def _links(part: object) -> Iterator[Link]:
    match part:
        case Link():
            yield part
        case tuple():
            for each in part:
                yield from _links(each)
        case PageSection() | Page() | Paragraph() | Listing() | Folded() | TableBlock() | Picture() | RuleText():
            for field in fields(part):
                yield from _links(getattr(part, field.name))
