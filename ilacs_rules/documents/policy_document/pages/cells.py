"""What is asked, as a cell of a table names it, and the marks of what rests on a reading of ours or on hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Paragraph, Words
from ilacs_rules.documents.policy_document.marks import OF_ALL, OF_EACH, OF_ONE, Marking, SourceMark
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.requirements import how_bound
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.version import Requirement


def what_is_asked(material: Material, requirement: Requirement, marking: Marking) -> Words:
    """A requirement by its label, with its event where the label does not name it, how binding it is, and its marks."""
    event, how = material.version.vocabulary.events[requirement.event].label, how_bound(requirement)
    is_named = event.casefold() in requirement.label.casefold()
    return (
        Link(capital(requirement.label), anchor("requirement", requirement.name)),
        *(() if is_named else material.linked(f": {with_article(event)}")),
        *((f" ({how})",) if how else ()),
        *(
            part
            for mark in marking.of(requirement)
            for part in (" ", Link(mark.value, where_it_is_told(material, mark).anchor, says=OF_ONE[mark]))
        ),
    )


def what_the_marks_say(material: Material, marking: Marking) -> Iterator[Block]:
    """What the marks mean, below a table or picture that has them, with the way to more; nothing where none has any."""
    for mark in marking.of_all:
        yield Paragraph((OF_ALL[mark], where_it_is_told(material, mark), "."))
    for mark in marking.of_some:
        yield Paragraph((f"{mark} {OF_EACH[mark]}", where_it_is_told(material, mark), "."))


def where_it_is_told(material: Material, mark: SourceMark) -> Link:
    """The chapter that tells more of what bears a mark."""
    return (
        Link("Where it comes from", "sources") if mark is SourceMark.SECOND_HAND else where_our_readings_are(material)
    )


def where_our_readings_are(material: Material) -> Link:
    """The chapter that tells what is ours; in the full edition that of the requirements, which say it themselves."""
    if material.is_full:
        return Link("What is to be done", "requirements")
    return Link("Points of interpretation", "readings")
