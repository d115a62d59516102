"""All that is written of a version, to tell whether two texts are the same."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from ilacs_rules.policy.model import TableText, VersionText
from ilacs_rules.policy.show import shown

_TRIED = ("examples", "expected to change", "set aside")  # what is tried, and decides no case


def all_written(text: VersionText) -> Hashable:
    """All of it, wherever it stands, but for remarks and for what is only tried: equal where two texts are the same."""
    assert text.tree is not None, "a version that was read from a file"
    tree = replace(text.tree, entries={key: entry for key, entry in text.tree.entries.items() if key not in _TRIED})
    bodies = (each.body for each in text.definitions.values())
    tables = [body for body in bodies if isinstance(body, TableText)]  # a table may be kept in a file of its own
    headers = tuple(each.value for table in tables for each in table.header)
    cells = tuple(tuple(cell.text.value for cell in row) for table in tables for row in table.rows)
    return tuple(line.text for line in shown(tree)), headers, cells
