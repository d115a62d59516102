"""What follows when, at a glance: a row for each situation and each requirement that is asked in it, with its rule."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.content import Block, Link, Paragraph, TableBlock, Words
from ilacs_rules.documents.policy_document.marks import Marking
from ilacs_rules.documents.policy_document.material import Material, case_anchor
from ilacs_rules.documents.policy_document.pages.cells import what_is_asked, what_the_marks_say
from ilacs_rules.documents.policy_document.pages.going_on import whom_it_is_not_about
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import for_whom, how_long_it_takes, who
from ilacs_rules.explain.timing import in_one_clause
from ilacs_rules.model.version import Requirement


def at_a_glance(material: Material) -> list[Block]:
    """The rules by whom they are for: first the situations that the rules keep apart, then all others in their order.

    Every row is the rule itself, not what it comes to in an example; so none says that something is not asked.
    """
    requirements, situations = material.version.requirements, material.situations
    everywhere = frozenset(situations.by).intersection(*(each.asked for each in situations.each))
    apart = [name for name in requirements if name in situations.by and name not in everywhere]
    rows: list[tuple[Words, ...]] = []
    marking = Marking(list(requirements.values()), material.version)
    for situation in situations.each:
        link = Link(capital(situation.name), case_anchor(situation))
        rows += [((link,), *_row(material, requirements[name], marking)) for name in apart if name in situation.asked]
    phrases = Phrases(material.version)
    for name, requirement in requirements.items():
        if name not in apart:
            whom = material.linked(capital(for_whom(requirement, phrases)))
            rows.append((whom, *_row(material, requirement, marking)))
    header: tuple[Words, ...] = (("For whom",), ("What",), ("Who does it",), ("When",), ("How long it takes",))
    blocks: list[Block] = [*whom_it_is_not_about(material), TableBlock("Who does what, and when", header, tuple(rows))]
    blocks += what_the_marks_say(material, marking)
    if any(each.due.moved is not None or each.due.not_in for each in requirements.values()):
        blocks.append(
            Paragraph(
                ("Some of these days are moved, as where they are not working days: each requirement says where to.",)
            )
        )
    return blocks


def _row(material: Material, requirement: Requirement, marking: Marking) -> tuple[Words, ...]:
    """What, who, when and how long."""
    version = material.version
    lasts = how_long_it_takes(requirement, Phrases(version))
    when = in_one_clause(requirement.due, version)
    what = what_is_asked(material, requirement, marking)
    return what, (capital(who(requirement.by, version)),), material.linked(capital(when)), material.linked(lasts)
