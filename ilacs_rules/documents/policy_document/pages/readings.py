"""Points of interpretation: what the sources leave open, and how it was read."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Link, Page, PageSection, Paragraph
from ilacs_rules.documents.policy_document.material import Material, reading_anchor
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.matrix import assumed


def readings_page(material: Material) -> Page:
    """Each reading of ours in a section of its own, that of the whole policy first."""
    sections = []
    note = material.version.text.note
    if note:
        said = Paragraph(material.linked(sentence(one_line(note))))
        sections.append(PageSection(reading_anchor("policy"), "The policy as a whole", (said,)))
    for kind, name, label, assumes in assumed(material.version):
        own = anchor(kind, name)
        blocks = (
            Paragraph(material.linked(sentence(one_line(assumes)))),
            Paragraph((Link(capital(label), own),), "This is about"),
        )
        sections.append(PageSection(reading_anchor(own), capital(label), blocks))
    lead = "The sources do not say these things. They are readings of whoever wrote the rules down, and may be wrong."
    if not sections:
        lead = "Nothing is read into the sources beyond what they say."
    return Page("readings", "Points of interpretation", (Paragraph((lead,)),), tuple(sections))
