"""An answer in short, for whoever looks at it: what is worth a glance, whatever it is shown on.

A terminal, an editor or a browser lays it out; nothing here knows how wide they are.
"""

from __future__ import annotations

from ilacs_rules.text.frozen import frozen
from ilacs_rules.workspace.tables import Table


@frozen
class SummaryPart:
    """A heading, if there is one, and what stands under it: a table, a list of points, or nothing."""

    heading: str = ""
    table: Table | None = None
    points: tuple[str, ...] = ()


@frozen
class Summary:
    """What the answer is about, each in a line of its own; its parts; and in one sentence what it comes to."""

    title: tuple[str, ...]
    parts: tuple[SummaryPart, ...]
    ending: str = ""
