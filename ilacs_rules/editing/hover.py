"""What is said of a thing in a rule file when somebody points at it: in plain English, as readers are told it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.editing.desk import Desk, OpenFile
from ilacs_rules.editing.key_order import shape_of_kind
from ilacs_rules.editing.mentions import Mention, mention_at
from ilacs_rules.editing.names import (
    DEFINITIONS,
    EVENTS,
    FACTS,
    REQUIREMENTS,
    SETS,
    SOURCES,
    WHAT_IT_IS,
    declared,
)
from ilacs_rules.explain.document import Section
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.explain.version import definition_section, source_section
from ilacs_rules.explain.vocabulary import fact_section, kind_section, value_set_section
from ilacs_rules.model.version import Version
from ilacs_rules.policy.comments import texts_of
from ilacs_rules.text.source import Span


@dataclass(frozen=True, slots=True)
class Hover:
    """What is told, in Markdown, and of which characters."""

    span: Span
    markdown: str


def hover(desk: Desk, path: Path, offset: int) -> Hover | None:
    """What is known of the name or key at a place; None where there is nothing to say."""
    written = desk.written(path)
    mention = mention_at(desk, path, offset) if written.texts else None
    if mention is not None and written.checked is None:  # asked before it was first looked at
        desk.read(path)
        written = desk.written(path)
    if mention is not None:
        return Hover(mention.span, "\n\n".join(_of_a_name(written, mention)))
    return _of_a_key(desk, path, written, offset)


def _of_a_name(written: OpenFile, mention: Mention) -> Iterator[str]:
    section = None if written.checked is None else section_of(written.checked, mention)
    if section is not None:
        yield f"**{section.title}** ({WHAT_IT_IS[mention.section]})"
        yield from section.sentences
        if section.sources:
            yield f"*Source: {'; '.join(map(str, section.sources))}*"
        if section.assumption:
            yield f"*Assumed: {section.assumption}*"
        return
    for each in declared(written.texts):
        if (each.section, each.name) == (mention.section, mention.name):
            of = f" “{each.of}”" if each.of else ""
            yield f"**{each.words}** ({WHAT_IT_IS[each.section]}{of}{f', {each.type}' if each.type else ''})"
            if each.means:
                yield each.means


def section_of(version: Version, mention: Mention) -> Section | None:
    """What readers are told of a name; None of one that has no section of its own, or is not in the version."""
    name, vocabulary = mention.name, version.vocabulary
    match mention.section:
        case section if section == REQUIREMENTS and name in version.requirements:
            return requirement_section(version.requirements[name], version)
        case section if section == DEFINITIONS and name in version.definitions:
            return definition_section(version.definitions[name], Phrases(version))
        case section if section == EVENTS and name in vocabulary.events:
            return kind_section(vocabulary.events[name], version)
        case section if section == FACTS and name in vocabulary.facts:
            return fact_section(vocabulary.facts[name], version)
        case section if section == SETS and name in vocabulary.value_sets:
            return value_set_section(vocabulary.value_sets[name], version)
        case section if section == SOURCES and version.text is not None and name in version.text.sources:
            return source_section(version.text.sources[name].name.value, version.text.sources[name])
        case _:
            return None


def _of_a_key(desk: Desk, path: Path, written: OpenFile, offset: int) -> Hover | None:
    kind = "policy" if desk.is_policy(path) else desk.kind(path)
    if written.tree is None or kind is None:
        return None
    shape = shape_of_kind(kind)
    for keys, text, is_key in texts_of(written.tree):
        if is_key and text.span.start <= offset <= text.span.end:
            for key in keys:
                shape = shape.item if key.isdecimal() else shape.below(key)
            return Hover(text.span, f"**{text.value}**\n\n{shape.description}") if shape.description else None
    return None
