"""Points of interpretation: what the sources leave open, and how it was read."""

from __future__ import annotations

from collections import Counter

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Link, Page, PageSection, Paragraph
from ilacs_rules.documents.policy_document.material import Material, reading_anchor
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, joined, quoted, sentence


def readings_page(material: Material) -> Page:
    """Each reading of ours in a section of its own, that of the whole policy first."""
    sections = []
    note = material.version.text.note
    if note:
        said = Paragraph(material.linked(sentence(one_line(note))))
        sections.append(PageSection(reading_anchor("policy"), "The policy as a whole", (said,)))
    how_many = Counter(label.casefold() for of in material.readings.values() for _, _, label in of)
    for assumes, of in material.readings.items():
        links = [Link(capital(label), anchor(kind, name)) for kind, name, label in of]
        about = Paragraph(tuple(each for link in links for each in (" and ", link))[1:], "This is about")
        title = capital(joined([_title(kind, label, how_many[label.casefold()]) for kind, _, label in of]))
        said = Paragraph(material.linked(sentence(assumes)))
        sections.append(PageSection(reading_anchor(links[0].anchor), title, (said, about)))
    lead = (
        "This chapter tells what the sources leave open, what is known at second hand, and how those who wrote "
        "the rules down read them. These readings may be wrong."
    )
    if not sections:
        lead = "Nothing is read into the sources beyond what they say."
    return Page("readings", "Points of interpretation", (Paragraph((lead,)),), tuple(sections))


def _title(kind: str, label: str, how_many: int) -> str:
    """What a reading is of, as its own section is called; of several with one name, which of them it is."""
    if kind in ("priority", "pause", "transition"):
        return f"{kind}: {capital(label)}"
    return f"what {quoted(label)} means" if how_many > 1 and kind in ("definition", "event") else label
