"""The versions of the policy, and what changed with this one."""

from __future__ import annotations

from ilacs_rules.checker.version import Version
from ilacs_rules.documents.policy_document.content import Page, Paragraph, Section, Table, Words
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import sentence
from ilacs_rules.explain.version import in_force


def versions_page(material: Material) -> Page:
    """Every version by the day it came into force."""
    rows = tuple(_row(program.version, material) for program in material.policy.versions)
    table = Table("The versions of this policy", (("In force",), ("Published",), ("What it brought",)), rows)
    listed = Section("versions-listed", "All versions", (table,))
    lead = Paragraph((f"This document is about the version in force {in_force(material.version)}.",))
    return Page("versions", "Versions", (lead,), (listed,))


def _row(version: Version, material: Material) -> tuple[Words, ...]:
    this = " (this document)" if version.start == material.version.start else ""
    said = sentence(one_line(version.text.summary)) if version.text.summary else "The first version here."
    return (f"{in_force(version)}{this}",), (values.day(version.published),), (said,)
