"""A change note as sections of a page: what changed with a version, what changes with the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import (
    Block,
    Listing,
    Page,
    PageSection,
    Paragraph,
    TableBlock,
    Words,
)
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.engine.policies import NotInForce
from ilacs_rules.explain import values
from ilacs_rules.explain.changes.effect import Effects
from ilacs_rules.explain.changes.make import change_notes
from ilacs_rules.explain.changes.note import KEPT, TO_DO, ChangeNote, How, RuleChange, bearing
from ilacs_rules.explain.changes.parts import PartChange
from ilacs_rules.language.dates import ONE_DAY

_FOR_EVERYBODY = (TO_DO, KEPT)  # the headings of the changes that bear on what a reader has to do

_NOT_ALL = (
    "Told here is what changes in what is to be done, and who stays under earlier rules. What words mean, what is "
    "recorded and who comes first may change as well; that is not compared here."
)


def next_page(material: Material) -> Page | None:
    """What changes with the version that follows, where there is one; what of it is said of is not in force yet."""
    following = [each.version for each in material.policy.versions if each.version.start > material.version.start]
    if not following:
        return None
    start = following[0].start
    lead = (
        f"This document is about the version in force until {values.day(start - ONE_DAY)}. "
        f"What follows holds from {values.day(start)} on."
    )
    return Page("next", "What changes next", (Paragraph((lead,)),), tuple(changed(material, start, "coming")))


def changed(material: Material, start: date, prefix: str) -> Iterator[PageSection]:
    """The change note of the version that came into force on a day; none where nothing was in force before it.

    The anchors of its sections begin with the prefix.
    """
    if start == date.min:
        return
    try:
        notes = change_notes(material.policy, start - ONE_DAY, start, with_cases=material.is_full)
    except NotInForce:
        return
    for note in notes:
        opening = note.opening if material.is_full else (*note.opening[:-1], _NOT_ALL)
        yield PageSection(prefix, note.heading, tuple(Paragraph(material.linked(said)) for said in opening))
        for group in (each for each in note.groups if material.is_full or each.heading in _FOR_EVERYBODY):
            blocks = tuple(_changes(material, group.heading, group.changes))
            own = anchor(prefix, group.heading.partition(" (")[0])  # without what is only said for readers
            yield PageSection(own, _since(note, group.heading), blocks)
        if not material.is_full:
            continue  # what it means for made-up cases, and for the words, is for those who check the rules
        if note.rules.groups and note.effects is not None:
            blocks = tuple(_effects(material, note.effects))
            yield PageSection(f"{prefix}-effects", _since(note, "What it means"), blocks)
        for heading, sentences in note.beside:
            items = tuple(material.linked(each) for each in sentences)
            yield PageSection(anchor(prefix, heading), _since(note, heading), (Listing(items),))


def _since(note: ChangeNote, heading: str) -> str:
    """`From 17 September 2018: what must be done`."""
    return f"{note.since}: {heading[0].lower()}{heading[1:]}"


def _changes(material: Material, heading: str, changes: Iterable[RuleChange]) -> Iterator[Block]:
    rows: list[tuple[Words, ...]] = []
    for change in changes:
        if change.how is not How.CHANGED:
            said = " ".join(change.sentences)
            told = ("–", said) if change.how is How.NEW else (said, "–")
            rows.append(_beside(material, f"{change.title} ({change.how})", *told))
        for part in change.parts:
            title = f"{change.title}: {part.name}" if part.name else change.title
            rows.append(_beside(material, title, part.before, part.after))
    yield _table(f"Before and after: {heading}", rows)
    beside = tuple((f"{change.title}: ", *material.linked(said)) for change in changes if (said := bearing(change)))
    if beside:
        yield Paragraph((_beside_a_change(changes),))
        yield Listing(beside)


def _beside_a_change(changes: Iterable[RuleChange]) -> str:
    rests, bears = any(each.grounds for each in changes), any(each.bears_on for each in changes)
    if rests and bears:
        return "What these changes rest on, and what else they bear on:"
    return "What else these changes bear on:" if bears else "What these changes rest on:"


def _effects(material: Material, effects: Effects) -> Iterator[Block]:
    yield Paragraph((effects.opening,))
    for effect in effects.found:
        yield Paragraph(material.linked(effect.such_as), effect.heading)
        yield _table("Before and after, in the example", [_part(material, part) for part in effect.parts])
    for said in effects.beside:
        yield Paragraph((said,))


def _part(material: Material, part: PartChange) -> tuple[Words, ...]:
    return _beside(material, part.name, part.before, part.after)


def _beside(material: Material, title: str, before: str, after: str) -> tuple[Words, ...]:
    return (title,), (before,), material.linked(after)


def _table(caption: str, rows: list[tuple[Words, ...]]) -> TableBlock:
    return TableBlock(caption, (("Rule",), ("Before",), ("After",)), tuple(rows))
