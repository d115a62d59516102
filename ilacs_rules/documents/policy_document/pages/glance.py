"""What follows when, at a glance: a row for each situation and each requirement that is asked in it, with its rule."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.content import Block, Paragraph, TableBlock, Words
from ilacs_rules.documents.policy_document.marks import Marking
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.documents.policy_document.pages.cells import (
    SaidOfRule,
    lasts_cell,
    marking_of,
    situation_cell,
    what_is_asked,
    what_the_marks_say,
    when_cell,
    whom_cell,
)
from ilacs_rules.documents.policy_document.pages.going_on import whom_it_is_not_about
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.requirements import who
from ilacs_rules.model.version import Requirement


def at_a_glance(material: Material) -> list[Block]:
    """The rules by whom they are for: first the situations that the rules keep apart, then all others in their order.

    Every row is the rule itself, not what it comes to in an example; so none says that something is not asked.
    """
    requirements, situations = material.version.requirements, material.situations
    everywhere = frozenset(situations.by).intersection(*(each.asked for each in situations.each))
    apart = [name for name in requirements if name in situations.by and name not in everywhere]
    shown: list[tuple[Requirement, tuple[SaidOfRule, SaidOfRule, SaidOfRule]]] = []
    for situation in situations.each:
        whom = situation_cell(material, situation)
        shown += [_row(material, requirements[name], whom) for name in apart if name in situation.asked]
    shown += [
        _row(material, each, whom_cell(material, each)) for name, each in requirements.items() if name not in apart
    ]
    marking = marking_of(material, list(requirements.values()), (cell for _, cells in shown for cell in cells))
    rows = tuple(_marked(material, requirement, cells, marking) for requirement, cells in shown)
    header: tuple[Words, ...] = (("For whom",), ("What",), ("Who does it",), ("When",), ("How long it takes",))
    blocks: list[Block] = [*whom_it_is_not_about(material), TableBlock("Who does what, and when", header, rows)]
    blocks += what_the_marks_say(material, marking)
    if any(each.due.moved is not None or each.due.not_in for each in requirements.values()):
        blocks.append(
            Paragraph(
                ("Some of these days are moved, as where they are not working days: each requirement says where to.",)
            )
        )
    return blocks


def _row(
    material: Material, requirement: Requirement, whom: SaidOfRule
) -> tuple[Requirement, tuple[SaidOfRule, SaidOfRule, SaidOfRule]]:
    """For whom, when and how long."""
    return requirement, (whom, when_cell(material, requirement), lasts_cell(material, requirement))


def _marked(
    material: Material, requirement: Requirement, cells: tuple[SaidOfRule, SaidOfRule, SaidOfRule], marking: Marking
) -> tuple[Words, ...]:
    """Whom, what, who, when and how long."""
    whom, when, lasts = (each.marked(material, marking) for each in cells)
    by = capital(who(requirement.by, material.version))
    return whom, what_is_asked(material, requirement, marking), (by,), when, lasts
