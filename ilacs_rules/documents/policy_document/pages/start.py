"""The first page: what the policy is, since when it is in force, and who is asked for what at a glance."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.content import Block, Link, Page, Paragraph, Section
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.documents.policy_document.pages.outcomes import at_a_glance
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import sentence
from ilacs_rules.explain.requirements import who
from ilacs_rules.explain.version import in_force, month_end_sentence


def start_page(material: Material) -> Page:
    """What the policy is and what is in force."""
    version = material.version
    publisher = who(version.publisher, version)
    what: list[Block] = [
        Paragraph(
            (
                f"This is the policy of {publisher} for each {version.subject}: who must do what, for whom and when. "
                f"It was published on {values.day(version.published)} and is in force {in_force(version)}.",
            )
        )
    ]
    if version.text.summary:
        what.append(Paragraph(material.linked(sentence(one_line(version.text.summary))), "In short"))
    if version.text.note:
        what.append(Paragraph(material.linked(sentence(one_line(version.text.note))), "What its sources leave open"))
    made = (
        "Every sentence, date, table and picture here was made from the rules that decide real cases, and leads to the "
        "text of its rule. Where a rule says more than its source, that is marked as an assumption of ours."
    )
    what.append(Paragraph((made,), "How this document was made"))
    days = (
        "Days are whole days: what is due on a day is late from the day after. Months and years end on the day "
        f"of the same number. {month_end_sentence(version)}"
    )
    counting: list[Block] = [Paragraph((days,))]
    if version.calendar:
        calendar = Link("the calendar", "calendar")
        counting.append(Paragraph(("Which days are working days is said by ", calendar, ".")))
    glance: list[Block] = [at_a_glance(material)]
    sections = (
        Section("policy", "What this policy is", tuple(what), rule=rule_link("", "")),
        Section("glance", "At a glance", tuple(glance)),
        Section("days", "How days are counted", tuple(counting)),
    )
    return Page("index", "The policy", (), sections)
