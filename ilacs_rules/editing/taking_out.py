"""What stands under a key taken out of a file with all its lines, where nothing else stands on them."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.editing.pieces import children
from ilacs_rules.policy.tree import Entry, Map, Tree
from ilacs_rules.text.source import Span


def lines_of(tree: Map, key: Span) -> Span | None:
    """The lines of the entry whose key stands there, or of what holds it alone; None where more is on them."""
    for inside in _leading_to(tree, key):
        *above, (group, entry) = inside
        while len(group.entries) == 1 and above:  # an empty group would be left
            group, entry = above.pop()
        return _whole_lines(entry)
    return None


def hit_policy_beside(tree: Map, table: Span) -> Span | None:
    """The key `hit policy` in the group whose table stands there."""
    for inside in _all(tree, ()):
        group, entry = inside[-1]
        if (
            entry.value.span.start <= table.start
            and table.end <= entry.value.span.end
            and "hit policy" in group.entries
        ):
            return group.entries["hit policy"].key.span
    return None


_Inside = tuple[tuple[Map, Entry], ...]  # groups, from the outermost in, each with the entry that leads on


def _leading_to(tree: Map, key: Span) -> Iterator[_Inside]:
    return (inside for inside in _all(tree, ()) if inside[-1][1].key.span == key)


def _all(tree: Tree, above: _Inside) -> Iterator[_Inside]:
    for _, child in children(tree):
        if isinstance(child, Entry) and isinstance(tree, Map):
            inside = (*above, (tree, child))
            yield inside
            yield from _all(child.value, inside)


def _whole_lines(entry: Entry) -> Span | None:
    source, start = entry.key.span.source, entry.key.span.start
    text = source.text
    end = entry.value.span.start + len(entry.value.span.text.rstrip())
    first = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    last = len(text) if line_end < 0 else line_end + 1
    if text[first:start].strip() or text[end:last].strip():
        return None
    return Span(source, first, last)
