"""Who has to do what: a list for everybody who acts, the subjects of the policy first."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Link, PageSection, TableBlock, Words
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import for_whom, how_bound, who
from ilacs_rules.explain.timing import in_one_clause
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import is_plural
from ilacs_rules.model.version import Requirement


def actor_sections(material: Material) -> Iterator[PageSection]:
    """A section for each who acts, with what is asked of them, for whom and when."""
    version = material.version
    acting: dict[str, list[Requirement]] = {}
    for requirement in version.requirements.values():
        acting.setdefault(who(requirement.by, version), []).append(requirement)
    subject = who(version.subject, version)
    for name in sorted(acting, key=lambda each: each != subject):
        rows = tuple(_row(material, each) for each in acting[name])
        if fold(acting[name][0].by) == fold(version.publisher):
            title = f"What {name} {'do' if is_plural(name) else 'does'}"
        else:
            title = f"What is asked of {name}"
        table = TableBlock(f"What is asked of {name}, for whom, and when", (("What",), ("For whom",), ("When",)), rows)
        yield PageSection(anchor("actor", acting[name][0].by), title, (table,))


def _row(material: Material, requirement: Requirement) -> tuple[Words, ...]:
    version = material.version
    own, how = anchor("requirement", requirement.name), how_bound(requirement)
    what: Words = (Link(capital(requirement.label), own), f" ({how})" if how else "")
    whom, when = for_whom(requirement, Phrases(version)), in_one_clause(requirement.due, version)
    return what, material.linked(capital(whom)), material.linked(capital(when))
