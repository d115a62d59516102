"""The sources the policy is taken from, and everything in it that they do not say."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Listing, Page, Paragraph, Section, Words
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.policy.model import SourceText


def sources_page(material: Material) -> Page:
    """Each source as it is cited, and what it is."""
    sections = [_source(material, name, source) for name, source in material.version.sources.items()]
    return Page("sources", "Where it comes from", (), (*sections, _assumptions(material)))


def _source(material: Material, name: str, source: SourceText) -> Section:
    words = [source.title]
    words += [source.kind] if source.kind else []
    words += [f"published on {values.day(source.published)}"] if source.published else []
    blocks: list[Block] = [Paragraph((sentence(", ".join(words)),))]
    if source.address:
        blocks.append(Paragraph((Link(source.address, address=source.address),), "Address"))
    if source.note:
        blocks.append(Paragraph(material.linked(sentence(one_line(source.note))), "Note"))
    own = anchor("source", name)
    return Section(own, capital(source.name.value), tuple(blocks), rule=rule_link("sources", name))


def _assumptions(material: Material) -> Section:
    """What the sources leave open and the policy decides, requirement by requirement."""
    note = material.version.text.note
    blocks: list[Block] = [Paragraph(material.linked(sentence(one_line(note))))] if note else []
    found = tuple(_assumed(material))
    if found:
        blocks += [
            Paragraph(("What follows stands in the rules and not in their sources; it is ours.",)),
            Listing(found),
        ]
    else:
        blocks.append(Paragraph(("Nothing is assumed beyond the sources.",)))
    return Section("assumptions", "What the sources leave open", tuple(blocks))


def _assumed(material: Material) -> Iterator[Words]:
    for name, requirement in material.version.requirements.items():
        if requirement.assumes:
            link = Link(capital(requirement.label), anchor("requirement", name))
            yield (link, ": ", *material.linked(sentence(one_line(requirement.assumes))))
