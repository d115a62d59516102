"""The full text of the rules, each with the file and line that wrote it and the section that says it in English."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Link, Page, PageSection, Paragraph, RuleText
from ilacs_rules.documents.policy_document.material import Material, rule_anchor
from ilacs_rules.explain.english import capital
from ilacs_rules.policy.show import RuleLines, place, shown_by_item
from ilacs_rules.policy.tree import Map

# The section of the rule file, and the kind of anchor under which its items are said
_SAID = {
    "": "policy",
    "sources": "source",
    "scales": "values",
    "choices": "values",
    "stretches": "values",
    "days": "values",
    "facts": "fact",
    "events": "event",
    "definitions": "definition",
    "requirements": "requirement",
    "priorities": "priority",
    "pauses": "pause",
    "transition": "transition",
    "guarantees": "guarantee",
    "examples": "example",
}


def rule_text_page(material: Material) -> Page:
    """Section by section, in the order of the rule file."""
    tree = material.version.text.tree
    assert isinstance(tree, Map), "a version that was read from a file"
    sections: dict[str, list[RuleText]] = {}
    for item in shown_by_item(tree):
        sections.setdefault(item.section, []).append(_rule_text(item))
    found = tuple(
        PageSection(anchor("rules", name or "head"), capital(name) or "The head of the file", tuple(texts))
        for name, texts in sections.items()
    )
    lead = (
        "This is the text that the computer reads, as it is in force, with all amendments worked in. Under each rule "
        "stands where it was written."
    )
    return Page("rules", "The text of the rules", (Paragraph((lead,)),), found)


def _rule_text(item: RuleLines) -> RuleText:
    lines = item.lines
    spans = [line.span for line in lines if line.span is not None]
    written = ", ".join(dict.fromkeys(place(span) for span in spans[:1])) if spans else ""
    title = item.name or capital(item.section) or "The head of the file"
    said = Link("in plain English", anchor(_SAID[item.section], item.name))
    return RuleText(rule_anchor(item.section, item.name), title, tuple(line.text for line in lines), written, said)
