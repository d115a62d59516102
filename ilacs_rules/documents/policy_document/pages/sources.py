"""The sources the policy is taken from, and everything in it that they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import (
    Block,
    Link,
    Listing,
    Page,
    PageSection,
    Paragraph,
    TableBlock,
    Words,
)
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.matrix import Matrix, Rule, SourceRules, assumed, in_short, source_matrix

_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)  # nothing else is made a link: it might run as a program


def sources_page(material: Material) -> Page:
    """Each source with the rules taken from it, the rules that cite none, and what is assumed."""
    matrix = source_matrix(material.version)
    sections = [_source(material, each) for each in matrix.sources]
    if not material.is_full:
        lead = () if sections else (Paragraph(("No source is named.",)),)
        return Page("sources", "Where it comes from", lead, tuple(sections))
    about = Paragraph((in_short(matrix),))
    return Page("sources", "Where it comes from", (about,), (*sections, _citing_none(matrix), _assumptions(material)))


def _source(material: Material, found: SourceRules) -> PageSection:
    source = found.text
    about = [source.title]
    about += [source.kind] if source.kind else []
    about += [f"published on {values.day(source.published)}"] if source.published else []
    blocks: list[Block] = [Paragraph((sentence(", ".join(about)),))]
    if source.address:
        web = _WEB_ADDRESS.fullmatch(source.address)
        words = Link(source.address, address=source.address) if web else source.address
        blocks.append(Paragraph((words,), "Address"))
    if source.note:
        blocks.append(Paragraph(material.linked(sentence(one_line(source.note))), "About it"))
    blocks += _carried(found, with_gaps=material.is_full)
    own = anchor("source", found.name)
    return PageSection(own, capital(source.name.value), tuple(blocks), rule=rule_link("sources", found.name))


def _carried(found: SourceRules, *, with_gaps: bool) -> Iterator[TableBlock]:
    """Which place of a source is carried by which rule; with what it says, where the policy lists its paragraphs.

    With its gaps, for those who write the rules, also which places carry none.
    """
    rows: list[tuple[Words, ...]] = []
    for place in found.places if with_gaps else [place for place in found.places if place.rules]:
        gist: tuple[Words, ...] = ((place.gist or "",),) if found.lists else ()
        rows.append(((place.pinpoint,), *gist, _rules(place.rules) or ("no rule of its own",)))
    if found.whole:
        rows.append((("the source as a whole",), *((("",),) if found.lists else ()), _rules(found.whole)))
    if rows:
        says: tuple[Words, ...] = (("What it says",),) if found.lists else ()
        header: tuple[Words, ...] = (("Place",), *says, ("Rules that rest on it",))
        yield TableBlock(f"Which rules are taken from “{found.text.name.value}”", header, tuple(rows))


def _rules(rules: tuple[Rule, ...]) -> Words:
    """Rules one after the other, each linked to where it is said."""
    found: list[str | Link] = []
    for rule in rules:
        found += [", "] if found else []
        found.append(Link(f"{rule.label} ({rule.kind})", anchor(rule.kind, rule.name)))
    return tuple(found)


def _citing_none(matrix: Matrix) -> PageSection:
    """The rules that cite no source."""
    rules = matrix.citing_none
    block = Listing(tuple(_rules((rule,)) for rule in rules)) if rules else Paragraph(("Every rule cites a source.",))
    return PageSection("citing-none", "Rules that cite no source", (block,))


def _assumptions(material: Material) -> PageSection:
    """What the sources leave open and the policy decides, rule by rule."""
    note = material.version.text.note
    blocks: list[Block] = [Paragraph(material.linked(sentence(one_line(note))))] if note else []
    found = tuple(_assumed(material))
    if found:
        blocks += [
            Paragraph(("These points are in the rules but not in their sources; they are ours.",)),
            Listing(found),
        ]
    else:
        blocks.append(Paragraph(("Nothing is assumed beyond the sources.",)))
    return PageSection("assumptions", "What the sources leave open", tuple(blocks))


def _assumed(material: Material) -> Iterator[Words]:
    for kind, name, label, assumes in assumed(material.version):
        yield (Link(capital(label), anchor(kind, name)), ": ", *material.linked(sentence(one_line(assumes))))
