"""Whom a document is not about: those whom an earlier version still decides, with what it asks of them."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Listing, Paragraph
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, is_short, joined, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.version import Requirement, Transition


def whom_it_is_not_about(material: Material) -> Iterator[Block]:
    """For each transition whom no table is about, and what goes on for them."""
    version = material.version
    for transition in version.transitions.values():
        whom, where = plural(version.subject), f"where {Phrases(version).clause(transition.when)}"
        said = sentence(f"this table leaves out {whom} {where}")
        if not is_short(said):
            said = f"This table leaves out some {whom}. {sentence(f'they are those {where}')}"
        yield Paragraph((*material.linked(said), " ", *_goes_on(material, transition)))


def in_short(material: Material, what: str = "the table") -> Iterator[Block]:
    """The same of a table, or of something else, in a sentence, with the way to more."""
    for each in material.version.transitions.values():
        yield _leaves_out(material, what, each)


def whom_it_leaves_out(material: Material, requirement: Requirement) -> Iterator[Block]:
    """The same of a requirement that an earlier version, which goes on for some, does not have in the same words."""
    for transition in material.version.transitions.values():
        kept = material.kept(transition)
        before = kept.requirements.get(requirement.name)
        if before is None or material.is_otherwise(before, kept):
            yield _leaves_out(material, "this", transition)


def _leaves_out(material: Material, what: str, transition: Transition) -> Block:
    whom = f"{capital(what)} leaves out the {plural(material.version.subject)} for which "
    return Paragraph((whom, _rules_of(transition), " go on."))


def what_goes_on(material: Material, transition: Transition) -> Iterator[Block]:
    """What the earlier version asks of them, and this one otherwise or not at all; nothing where all is alike."""
    kept = material.kept(transition)
    told = tuple(
        (f"{capital(each.label)}: {' '.join(requirement_section(each, kept).sentences)}",)
        for each in material.going_on[transition.name]
    )
    if told:
        by = values.day(transition.keep)
        yield Paragraph((f"This goes on for them otherwise than here, as the rules of {by} have it:",))
        yield Listing(told)


def _goes_on(material: Material, transition: Transition) -> tuple[str | Link, ...]:
    titles = _titles(material, transition)
    otherwise = f" What is asked of them otherwise than here: {titles}." if titles else ""
    return "For these ", _rules_of(transition), f" go on.{otherwise}"


def _rules_of(transition: Transition) -> Link:
    return Link(f"the rules of {values.day(transition.keep)}", anchor("transition", transition.name))


def _titles(material: Material, transition: Transition) -> str:
    return joined([each.label for each in material.going_on[transition.name]])
