"""The versions of the policy, and what changed with this one."""

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
from ilacs_rules.explain.changes.make import change_notes
from ilacs_rules.explain.changes.note import ChangeNote, How, PartChange, RuleChange, bearing
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.version import in_force
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.version import Version

_TO_DO = "What is to be done"  # the heading of the changes that everybody asks for

_NOT_ALL = (
    "Told here is only what changes in what is to be done. What words mean, what is recorded and who comes first may "
    "have changed as well: the full edition tells it."
)


def versions_page(material: Material) -> Page:
    """What changed with this version, and every version by the day it came into force."""
    rows = tuple(_row(program.version, material) for program in material.policy.versions)
    table = TableBlock("The versions of this policy", (("In force",), ("Published",), ("What it brought",)), rows)
    listed = PageSection("versions-listed", "All versions", (table,))
    lead = Paragraph((f"This document is about the version in force {in_force(material.version)}.",))
    return Page("versions", "Versions", (lead,), (*_changed(material), listed))


def _row(version: Version, material: Material) -> tuple[Words, ...]:
    this = " (this document)" if version.start == material.version.start else ""
    is_first = version.start == material.policy.versions[0].version.start
    untold = "The first version here." if is_first else "No reason is given."
    said = sentence(one_line(version.text.summary)) if version.text.summary else untold
    return (f"{in_force(version)}{this}",), (values.day(version.published),), (said,)


def _changed(material: Material) -> Iterator[PageSection]:
    """The change note of this version; none where nothing was in force before it."""
    start = material.version.start
    if start == date.min:
        return
    try:
        notes = change_notes(material.policy, start - ONE_DAY, start)
    except NotInForce:
        return
    for note in notes:
        opening = note.opening if material.is_full else (*note.opening[:-1], _NOT_ALL)
        yield PageSection("changes", note.heading, tuple(Paragraph(material.linked(said)) for said in opening))
        for group in (each for each in note.groups if material.is_full or each.heading.startswith(_TO_DO)):
            blocks = tuple(_changes(material, group.heading, group.changes))
            own = anchor("changes", group.heading.partition(" (")[0])  # without what is only said for readers
            yield PageSection(own, _since(note, group.heading), blocks)
        if not material.is_full:
            continue  # what it means for made-up cases, and for the words, is for those who check the rules
        if note.rules.groups:
            yield PageSection("changes-effects", _since(note, "What it means"), tuple(_effects(material, note)))
        for heading, sentences in note.beside:
            items = tuple(material.linked(each) for each in sentences)
            yield PageSection(anchor("changes", heading), _since(note, heading), (Listing(items),))


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
        if bearing(change):
            rows[-1] = (*rows[-1][:-1], (*rows[-1][-1], " ", *material.linked(bearing(change))))
    yield _table(f"Before and after: {heading}", rows)


def _effects(material: Material, note: ChangeNote) -> Iterator[Block]:
    yield Paragraph((note.effects_opening,))
    for effect in note.effects:
        yield _table(capital(effect.words), [_part(material, part) for part in effect.parts])


def _part(material: Material, part: PartChange) -> tuple[Words, ...]:
    return _beside(material, part.name, part.before, part.after)


def _beside(material: Material, title: str, before: str, after: str) -> tuple[Words, ...]:
    return (title,), (before,), material.linked(after)


def _table(caption: str, rows: list[tuple[Words, ...]]) -> TableBlock:
    return TableBlock(caption, (("Rule",), ("Before",), ("After",)), tuple(rows))
