"""The versions of the policy, and what changed with this one."""

from __future__ import annotations

from ilacs_rules.documents.policy_document.content import (
    Page,
    PageSection,
    Paragraph,
    TableBlock,
    Words,
)
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.documents.policy_document.pages.changes import changed
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import sentence
from ilacs_rules.explain.publication import is_reconstruction
from ilacs_rules.explain.version import in_force
from ilacs_rules.model.version import Version


def versions_page(material: Material) -> Page:
    """What changed with this version, and every version by the day it came into force."""
    rows = tuple(_row(program.version, material) for program in material.policy.versions)
    known = "Made known" if is_reconstruction(material.version) else "Published"
    table = TableBlock("The versions of this policy", (("In force",), (known,), ("What it brought",)), rows)
    listed = PageSection("versions-listed", "All versions", (table,))
    lead = Paragraph((f"This document is about the version in force {in_force(material.version)}.",))
    return Page("versions", "Versions", (lead,), (*changed(material, material.version.start, "changes"), listed))


def _row(version: Version, material: Material) -> tuple[Words, ...]:
    this = " (this document)" if version.start == material.version.start else ""
    is_first = version.start == material.policy.versions[0].version.start
    untold = "The first version that these rules tell of." if is_first else "No reason is given."
    said = sentence(one_line(version.text.summary)) if version.text.summary else untold
    taken = "" if version.text.published_assumes is None else " (assumed)"
    return (f"{in_force(version)}{this}",), (f"{values.day(version.published)}{taken}",), (said,)
