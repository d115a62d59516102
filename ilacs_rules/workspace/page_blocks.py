"""A part of a summary as it stands on a page."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.content import Block, Listing, Paragraph, TableBlock
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Table, shown


def blocks_of_part(part: SummaryPart) -> list[Block]:
    """Its blocks; what it was headed is the caption of its table, or a paragraph where it has none."""
    found: list[Block] = []
    if part.table is not None:
        found.append(table_block(part.heading, part.table))
    if part.points:
        found.append(Listing(tuple((each,) for each in part.points)))
    return found


def table_block(caption: str, table: Table) -> TableBlock:
    """A table with its caption."""
    rows = tuple(tuple((shown(cell),) for cell in row) for row in table.rows)
    return TableBlock(caption, tuple((name,) for name in table.columns), rows)


def paragraphs(*said: str) -> tuple[Block, ...]:
    """Sentences, each a paragraph."""
    return tuple(Paragraph((each,)) for each in said)
