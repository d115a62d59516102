"""The items of a file that is being written, each the very same thing as before while it stands on the same lines.

So what was made of it need not be made again: while one writes on a line, that is all but the item which it belongs to.
"""

from __future__ import annotations

from dataclasses import replace

from ilacs_rules.policy.tree import Entry, Map
from ilacs_rules.text.once import Afresh


def with_items_kept(tree: Map, afresh: Afresh) -> Map:
    """The tree of a file, with the items of its sections as they were read before in the same place, if they were.

    Their lines and columns are right, and their places are those of the text as it was then (`Span.within`).
    """
    entries = {}
    for name, section in tree.entries.items():
        if isinstance(section.value, Map):
            items = {key: _kept(name, item, afresh) for key, item in section.value.entries.items()}
            section = Entry(section.key, replace(section.value, entries=items))
        entries[name] = section
    return replace(tree, entries=entries)


def _kept(section: str, item: Entry, afresh: Afresh) -> Entry:
    span = item.key.span
    words = span.source.text[span.start : item.value.span.end]
    before = afresh.made_of((_kept, span.source.name, section, *span.begins, words), lambda: item)
    return before if before == item else item  # a slip beside it may have had it read otherwise
