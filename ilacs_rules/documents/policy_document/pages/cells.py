"""What is asked, as a cell of a table names it, and the mark of what rests on a reading of ours."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Paragraph, Words
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.requirements import how_bound
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.version import Requirement

_OURS = "①"


def what_is_asked(material: Material, requirement: Requirement) -> Words:
    """A requirement by its label, with its event where the label does not name it, and how binding it is.

    It is marked where it rests on a reading of ours.
    """
    event, how = material.version.vocabulary.events[requirement.event].label, how_bound(requirement)
    is_named = event.casefold() in requirement.label.casefold()
    return (
        Link(capital(requirement.label), anchor("requirement", requirement.name)),
        *(() if is_named else material.linked(f": {with_article(event)}")),
        *((f" ({how})",) if how else ()),
        *(() if requirement.assumes is None else (f" {_OURS}",)),
    )


def what_the_mark_says(material: Material, requirements: list[Requirement]) -> Iterator[Block]:
    """What the mark means, below a table that has it, with the way to what is ours; nothing where none has it."""
    if any(each.assumes is not None for each in requirements):
        said = f"{_OURS} What bears this mark rests, at least in part, on a reading of ours: see "
        yield Paragraph((said, where_our_readings_are(material), "."))


def where_our_readings_are(material: Material) -> Link:
    """The chapter that tells what is ours; in the full edition that of the requirements, which say it themselves."""
    if material.is_full:
        return Link("What is to be done", "requirements")
    return Link("Points of interpretation", "readings")
