"""What an editor shows beside a requirement without being asked: what it says in plain English, and its examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.editing.desk import OpenFile
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.model.version import Version
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
    told = version.once(beside_rules, lambda: _told(version))
    for name, entry in section.value.entries.items():
        if name in told:
            yield BesideRule(name, entry.key.span, *told[name])


def _told(version: Version) -> dict[str, tuple[str, int]]:
    """Of each requirement what it says, and how many examples name it; it stays while the text has an error."""
    named = [expected_of(each) for each in version.text.examples if isinstance(each, Map)]
    return {
        name: (requirement_section(each, version).sentences[0], sum(name in names for names in named))
        for name, each in version.requirements.items()
    }
