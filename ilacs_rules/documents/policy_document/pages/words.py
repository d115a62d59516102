"""What the words mean: definitions and decision tables, kinds of event, scales, facts, and the calendar used."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Page, PageSection, Paragraph, TableBlock, Words
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.explain import document, values
from ilacs_rules.explain.english import capital, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import who
from ilacs_rules.explain.version import definition_section
from ilacs_rules.explain.vocabulary import (
    fact_section,
    kind_of_day_section,
    kind_section,
    read_by_rules,
    stretches_section,
    value_set_section,
)
from ilacs_rules.language.calendars import find_calendar, known_calendars
from ilacs_rules.language.names import fold
from ilacs_rules.model.tree import Fact, Named, Node
from ilacs_rules.model.version import DecisionTable, Definition, Version


def words_page(material: Material) -> Page:
    """The definitions in the order of the policy, then the words they are made of."""
    vocabulary, version = material.version.vocabulary, material.version
    sections = [_definition(material, each) for each in material.version.definitions.values()]
    scales = {True: "scales", False: "choices"}
    read = None if material.is_full else read_by_rules(version)
    for kind, said, where in (
        *(("event", kind_section(each, version, read=read), "events") for each in vocabulary.events.values()),
        *(
            ("values", value_set_section(each, version), scales[each.ordered])
            for each in vocabulary.value_sets.values()
        ),
        *(("values", stretches_section(each), "stretches") for each in vocabulary.stretches.values()),
        *(("values", kind_of_day_section(each), "days") for each in vocabulary.days.values()),
        *(("fact", fact_section(each, material.version), "facts") for each in vocabulary.facts.values()),
    ):
        own = anchor(kind, said.name)
        sections.append(PageSection(own, said.title, tuple(material.said(said, own)), rule=rule_link(where, said.name)))
    in_order = sorted(sections, key=lambda each: each.title.casefold())
    return Page("words", "What the words mean", (), (*in_order, *_calendar(material)))


def _definition(material: Material, definition: Definition) -> PageSection:
    own = anchor("definition", definition.name)
    said = definition_section(definition, Phrases(material.version))
    blocks: list[Block] = []
    if isinstance(definition.body, DecisionTable) and said.table is not None:
        blocks.append(Paragraph(material.linked(said.sentences[0], own)))
        blocks.append(_table(material, said.table, definition.body, said.title, own))
        blocks += material.footing(said, own)
    else:
        blocks += material.said(said, own)
    blocks += material.shown_of(definition)
    return PageSection(own, said.title, tuple(blocks), rule=rule_link("definitions", definition.name))


def _table(material: Material, table: document.TableInWords, body: DecisionTable, caption: str, own: str) -> TableBlock:
    def cells(row: tuple[str, ...]) -> tuple[tuple[object, ...], ...]:
        return tuple(material.linked(cell, own) for cell in row)

    asked = (_column(material, node, word) for node, word in zip(body.inputs, body.input_words, strict=True))
    header: tuple[Words, ...] = (("Row",), *asked, *((capital(each),) for each in body.output_words))
    rows = tuple(((str(number),), *cells(row)) for number, row in enumerate(table.rows, 1))
    return TableBlock(caption, header, rows)  # type: ignore[arg-type]


def _column(material: Material, node: Node, word: str) -> Words:
    """What a column asks, leading to where that is explained."""
    version = material.version
    match node:
        case Fact(name=name):
            return (Link(capital(version.vocabulary.facts[name].shown), anchor("fact", name), is_term=True),)
        case Named(name=name):
            return (Link(capital(version.definitions[name].label), anchor("definition", name), is_term=True),)
        case _:
            return (capital(word),)


def _calendar(material: Material) -> Iterator[PageSection]:
    """The days off in the years that the document looks at."""
    version = material.version
    calendar = find_calendar(version.calendar, version.closures) if version.calendar else None
    if calendar is None:
        return
    if not material.is_full:
        yield PageSection("calendar", "Working days", (Paragraph((_working_days(calendar.name, version),)),))
        return
    years = range(material.on.year, min(material.on.year + material.years, 9999) + 1)
    rows = tuple(((values.day(day),), (name,)) for year in years for day, name in calendar.days_off(year))
    said = f"{_working_days(calendar.name, version)} From {years[0]} to {years[-1]} these are not working days:"
    if material.known is not None:  # the calendar does not tell since when it was known
        later = f"days set or moved after {values.day(material.known)} are among them"
        said = f"{said[:-1]}, as known when this document was made. {sentence(later)}"
    table = TableBlock(f"Days off, {years[0]} to {years[-1]}", (("Day",), ("Why",)), rows)
    yield PageSection("calendar", "The calendar", (Paragraph((said,)), table), rule=rule_link("", ""))


def _working_days(calendar: str, version: Version) -> str:
    closed = f", and except days on which {who(version.publisher, version)} is closed" if version.closures else ""
    if fold(calendar) in known_calendars():
        place = " ".join(map(capital, calendar.split()))
        return f"Working days are Monday to Friday, except the public holidays of {place}{closed}."
    return f"Working days are those of the usual week of the calendar {quoted(calendar)}, except its holidays{closed}."
