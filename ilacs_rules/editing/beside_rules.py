"""What an editor shows beside a requirement without being asked: what it says in plain English, and its examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.editing.desk import OpenFile
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.policy.tree import Map
from ilacs_rules.text.source import Span


@dataclass(frozen=True, slots=True)
class BesideRule:
    """Of the requirement whose name stands there: what readers are told of it first, and how many examples name it."""

    name: str  # folded
    span: Span
    says: str
    examples: int


def beside_rules(written: OpenFile) -> Iterator[BesideRule]:
    """Of each requirement that stands in a file, as the version said when it was last without an error."""
    version = written.checked
    section = None if written.tree is None else written.tree.entries.get("requirements")
    if version is None or section is None or not isinstance(section.value, Map):
        return
    named = [expected_of(each) for each in version.text.examples if isinstance(each, Map)]
    for name, entry in section.value.entries.items():
        if name in version.requirements:
            says = requirement_section(version.requirements[name], version).sentences[0]
            yield BesideRule(name, entry.key.span, says, sum(name in names for names in named))
