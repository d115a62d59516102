"""What an amendment itself writes of what it lays over an earlier text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilacs_rules.policy.comments import texts_of
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Entry, Map
from ilacs_rules.text.source import Span

OF_READERS = {"source": (), "assumes": None, "note": None, "label": "", "words": ""}
"""What is told of an item to readers alone, with what stands for nothing."""


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """Something that an amendment writes: what it is called, and the first of its words there."""

    section: str
    name: str
    words: str
    span: Span


def written_here(text: VersionText) -> Iterator[WrittenItem]:
    """The items that a file itself writes, or changes a word of."""
    for section in ("requirements", "definitions", "pauses", "transition", "facts", "events"):
        group = text.tree.entries.get(section) if text.tree is not None else None
        for name, item in group.value.entries.items() if group is not None and isinstance(group.value, Map) else ():
            span = first_own(item, text)
            if span is not None:
                yield WrittenItem(section, name, item.key.value, span)


def first_own(item: Entry, text: VersionText) -> Span | None:
    """The first words of an item that a file itself writes: rather what is meant by it than what readers are told."""
    if item.key.span.is_of(text.origin):
        return item.key.span
    own = [(path, each.span) for path, each, _ in texts_of(item.value) if each.span.is_of(text.origin)]
    meant = [span for path, span in own if path[:1] and path[0] not in OF_READERS]
    return next((span for span in (*meant, *(span for _, span in own))), None)
