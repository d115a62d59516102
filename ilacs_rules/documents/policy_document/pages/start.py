"""The first page: what the policy is, since when it is in force, and who is asked for what at a glance."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.content import Block, Link, Page, PageSection, Paragraph
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.documents.policy_document.pages.actors import actor_sections
from ilacs_rules.documents.policy_document.pages.glance import at_a_glance
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import sentence
from ilacs_rules.explain.publication import policy_of_publisher, standing
from ilacs_rules.explain.requirements import who
from ilacs_rules.explain.version import in_force, month_end_sentence
from ilacs_rules.language.fixed_words import TextStatus
from ilacs_rules.language.nouns import plural


def start_page(material: Material) -> Page:
    """What the policy is and what is in force."""
    version = material.version
    publisher = who(version.publisher, version)
    what: list[Block] = [
        Paragraph(
            (
                f"This is {policy_of_publisher(version)} for {plural(version.subject)}. "
                f"It was published on {values.day(version.published)} and is in force {in_force(version)}.",
            )
        )
    ]
    if version.text.for_readers.purpose:
        what.insert(0, Paragraph(material.linked(sentence(one_line(version.text.for_readers.purpose)))))
    if version.text.summary:
        what.append(Paragraph(material.linked(sentence(one_line(version.text.summary))), "In short"))
    if version.text.note and material.is_full:
        what.append(Paragraph(material.linked(sentence(one_line(version.text.note))), "What its sources leave open"))
    if version.text.status is TextStatus.RECONSTRUCTION:
        apart = (
            f"It was put together by others from what is public. It is no text of {publisher}, which did not check it."
        )
        what.append(Paragraph((apart,), standing(version)))
    made = "The rules, dates, tables and pictures here are made from the same files that decide real cases."
    if material.is_full:
        made += (
            " Every section leads to the text of its rule. Where a rule says more than its source, it is marked as "
            "our assumption."
        )
    what.append(Paragraph((made,), "How this document was made"))
    days = f"Days are whole days: what is due on one day is late from the next. {month_end_sentence(version)}"
    counting: list[Block] = [Paragraph((days,))]
    if version.calendar:
        calendar = Link("calendar", "calendar")
        counting.append(Paragraph(("The ", calendar, " says which days are working days.")))
    said = version.text.for_readers
    for label, words in (("What it replaces", said.replaces), ("Next steps", said.next_steps)):
        if words:
            what.append(Paragraph(material.linked(sentence(one_line(words))), label))
    contact = [
        Paragraph((sentence(one_line(words)),), label)
        for label, words in (("Contact", said.contact), ("Licence", said.licence))
        if words
    ]
    sections = (
        PageSection("policy", "What this policy is", tuple(what), rule=rule_link("", "")),
        PageSection("glance", "At a glance", tuple(at_a_glance(material))),
        *actor_sections(material),
        PageSection("days", "How days are counted", tuple(counting)),
        *((PageSection("contact", "Contact and licence", tuple(contact)),) if contact else ()),
    )
    return Page("index", "The policy", (), sections)
