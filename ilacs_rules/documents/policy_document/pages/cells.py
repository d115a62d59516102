"""The cells of tables, and the marks in them of what rests on a reading of ours or on hearsay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Paragraph, Words, plain
from ilacs_rules.documents.policy_document.marks import OF_ALL, OF_EACH, OF_ONE, Marking, SourceMark
from ilacs_rules.documents.policy_document.material import Material, case_anchor
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.named_conditions import written_out
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import for_whom, how_bound, how_long_it_takes
from ilacs_rules.explain.situations import Situation
from ilacs_rules.explain.timing import in_one_clause
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model.tree import Named
from ilacs_rules.model.version import Definition, Requirement, Version


def what_is_asked(material: Material, requirement: Requirement, marking: Marking) -> Words:
    """A requirement by its label, with its event where the label does not name it, how binding it is, and its marks."""
    event, how = material.version.vocabulary.events[requirement.event].label, how_bound(requirement)
    is_named = event.casefold() in requirement.label.casefold()
    return (
        Link(capital(requirement.label), anchor("requirement", requirement.name)),
        *(() if is_named else material.linked(f": {with_article(event)}")),
        *((f" ({how})",) if how else ()),
        *_signs(material, marking.of(requirement)),
    )


def _signs(material: Material, marks: Iterable[SourceMark]) -> Iterator[str | Link]:
    for mark in marks:
        yield " "
        yield Link(mark.value, where_it_is_told(material, mark).anchor, says=OF_ONE[mark])


@dataclass(frozen=True, slots=True)
class SaidOfRule:
    """What a rule says in a cell of a table, or beside a picture, with the definitions that it rests on.

    Each is told where it ends in the words: one that is written out in place, without its name, at the end of all.
    """

    parts: tuple[tuple[Words, Definition | None], ...]

    @property
    def rests_on(self) -> Iterator[Definition]:
        """The definitions, each as often as it is named."""
        return (definition for _, definition in self.parts if definition is not None)

    def marked(self, material: Material, marking: Marking) -> Words:
        """The words, with the marks of each definition at the first place that names it."""
        found: list[str | Link] = []
        for words, marks in self._marked(marking):
            for each in words:
                last = found[-1] if found else None
                if isinstance(each, Link) and isinstance(last, Link) and each.anchor == last.anchor:
                    found[-1] = replace(last, text=f"{last.text}{each.text}")
                else:
                    found.append(each)
            found += _signs(material, marks)
        return tuple(found)

    def in_text(self, marking: Marking) -> str:
        """The same where nothing can be linked."""
        return "".join(
            f"{plain(words)}{''.join(f' {mark}' for mark in marks)}" for words, marks in self._marked(marking)
        )

    def _marked(self, marking: Marking) -> Iterator[tuple[Words, tuple[SourceMark, ...]]]:
        seen: set[str] = set()
        for words, definition in self.parts:
            is_new = definition is not None and definition.name not in seen
            yield words, marking.of(definition) if definition is not None and is_new else ()
            seen |= set() if definition is None else {definition.name}


def cell(material: Material, text: str, of: Iterable[TreePart | None] = (), to: str = "") -> SaidOfRule:
    """A text that says parts of a rule, with its terms linked; with `to`, the whole of it leads to that anchor."""
    definitions = material.version.definitions
    anchors = {anchor("definition", name): each for name, each in definitions.items()}
    parts: list[tuple[Words, Definition | None]] = []
    for each in material.linked(text):
        definition = None if isinstance(each, str) else anchors.get(each.anchor)
        parts.append(((Link(plain((each,)), to) if to else each,), definition))
    named = {each.name for _, each in parts if each is not None}
    in_place = dict.fromkeys(name for name in _named_in(of, material.version) if name not in named)
    return SaidOfRule((*parts, *(((), definitions[name]) for name in in_place)))


def _named_in(of: Iterable[TreePart | None], version: Version) -> Iterator[str]:
    """The definitions that parts of a rule name, also by way of those that are written out in place."""
    for each in walk(*(part for part in of if part is not None)):
        if isinstance(each, Named):
            yield each.name
            if (body := written_out(version.definitions[each.name])) is not None:
                yield from _named_in((body,), version)


def marking_of(material: Material, requirements: Sequence[Requirement], cells: Iterable[SaidOfRule]) -> Marking:
    """The marks of a table or picture of requirements, with the cells in which it says their rules."""
    return Marking(requirements, (definition for each in cells for definition in each.rests_on), material.version)


def whom_cell(material: Material, requirement: Requirement) -> SaidOfRule:
    """Whom a requirement is for."""
    said = capital(for_whom(requirement, Phrases(material.version)))
    return cell(material, said, (requirement.when, requirement.for_each))


def situation_cell(material: Material, situation: Situation) -> SaidOfRule:
    """A situation by its name, which leads to its section."""
    return cell(material, capital(situation.name), situation.conditions, case_anchor(situation))


def when_cell(material: Material, requirement: Requirement, *, follows: bool = False) -> SaidOfRule:
    """When it is due, in one clause, which may follow other words."""
    said = in_one_clause(requirement.due, material.version)
    return cell(material, said if follows else capital(said), (requirement.due,))


def lasts_cell(material: Material, requirement: Requirement) -> SaidOfRule:
    """How long it takes."""
    said, part = how_long_it_takes(requirement, Phrases(material.version))
    return cell(material, said, (part,))


def what_the_marks_say(material: Material, marking: Marking) -> Iterator[Block]:
    """What the marks mean, below a table or picture that has them, with the way to more; nothing where none has any."""
    for mark in marking.of_all:
        yield Paragraph((OF_ALL[mark], where_it_is_told(material, mark), "."))
    for mark in marking.of_some:
        yield Paragraph((f"{mark} {OF_EACH[mark]}", where_it_is_told(material, mark), "."))


def where_it_is_told(material: Material, mark: SourceMark) -> Link:
    """The chapter that tells more of what bears a mark."""
    return (
        Link("Where it comes from", "sources") if mark is SourceMark.SECOND_HAND else where_our_readings_are(material)
    )


def where_our_readings_are(material: Material) -> Link:
    """The chapter that tells what is ours; in the full edition that of the requirements, which say it themselves."""
    if material.is_full:
        return Link("What is to be done", "requirements")
    return Link("Points of interpretation", "readings")
