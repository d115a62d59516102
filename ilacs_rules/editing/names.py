"""The names that a policy declares: what each is, where it stands, and the words in which it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilacs_rules.language.names import fold
from ilacs_rules.policy.model import DefinitionText, TableText, VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.source import Span

EVENTS, RECORDS, FACTS, DEFINITIONS = "events", "records", "facts", "definitions"
REQUIREMENTS, SOURCES, SETS, VALUES = "requirements", "sources", "scales and choices", "values"

WHAT_IT_IS = {
    EVENTS: "kind of event",
    RECORDS: "recorded of an event",
    FACTS: "fact",
    DEFINITIONS: "definition",
    REQUIREMENTS: "requirement",
    SOURCES: "source",
    SETS: "scale or choices",
    VALUES: "value",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """A name: its section, its words as they were written, where, of what it is (an event, a scale), and its type."""

    section: str
    words: str
    span: Span
    of: str = ""
    type: str = ""
    means: str | None = None

    @property
    def name(self) -> str:
        """Folded."""
        return fold(self.words)


def declared(texts: Iterable[VersionText]) -> list[Declared]:
    """All names of some texts of one version; of what both declare, as the first does."""
    found: dict[tuple[str, str, str], Declared] = {}
    for text in texts:
        for each in _declared(text):
            found.setdefault((each.section, each.name, each.of), each)
    return list(found.values())


def _declared(version: VersionText) -> Iterator[Declared]:
    for kind in version.events.values():
        if not kind.repealed:
            yield _of(EVENTS, kind.name, means=kind.means)
        for record in kind.records.values():
            yield _of(RECORDS, record.name, fold(kind.name.value), record.type.value, record.means)
    for fact in version.facts.values():
        if not fact.repealed:
            yield _of(FACTS, fact.name, type=fact.type.value, means=fact.means)
    for definition in version.definitions.values():
        yield _of(DEFINITIONS, definition.name, means=definition.label)
        yield from _outputs(definition)
    for requirement in version.requirements.values():
        yield _of(REQUIREMENTS, requirement.name, means=requirement.label)
    for source in version.sources.values():
        yield _of(SOURCES, source.name, means=source.title)
    for values in version.value_sets.values():
        yield _of(SETS, values.name, means=", ".join(each.value.value for each in values.values))
        for value in values.values:
            yield _of(VALUES, value.value, fold(values.name.value), means=value.means or value.label)


def _outputs(definition: DefinitionText) -> Iterator[Declared]:
    """The columns that a table with several outputs gives values of: `checkers of team`."""
    if isinstance(definition.body, TableText) and definition.body.outputs > 1:
        for header in definition.body.header[-definition.body.outputs :]:
            yield _of(RECORDS, header, fold(definition.name.value))


def _of(section: str, text: Text, of: str = "", type: str = "", means: str | None = None) -> Declared:
    return Declared(section, text.value, text.span, of, type, means)


def kinds_above(versions: Iterable[VersionText], kind: str) -> set[str]:
    """A kind of event and all kinds that it is, by their folded names."""
    found = {kind}
    waiting = [kind]
    texts = list(versions)
    while waiting:
        now = waiting.pop()
        for text in texts:
            for above in text.events[now].is_a if now in text.events else ():
                if fold(above.value) not in found:
                    found.add(fold(above.value))
                    waiting.append(fold(above.value))
    return found
