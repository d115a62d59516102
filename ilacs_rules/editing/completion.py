"""What may be written at a place of a rule file, of cases or of a mapping: keys, names, values, sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ilacs_rules.assurance.expectations import EXPECTED
from ilacs_rules.editing.desk import Desk, OpenFile
from ilacs_rules.editing.key_order import SENTENCES, SchemaPart, shape_of_kind
from ilacs_rules.editing.names import DEFINITIONS, EVENTS, FACTS, RECORDS, REQUIREMENTS, SETS, SOURCES, declared
from ilacs_rules.editing.offers import Offer, going_on
from ilacs_rules.editing.place import ITEM, Cursor, place_at
from ilacs_rules.editing.sentence_offers import Words, in_a_sentence, in_a_table, value_offers
from ilacs_rules.language.names import fold
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.decision import Status
from ilacs_rules.workspace.positions import MEANS_FIRST

_NAMED_KEYS = {  # keys of an example below which names stand as keys
    "expect": (REQUIREMENTS, DEFINITIONS),
    "facts": (FACTS,),
    "complete from": (EVENTS,),
    "complete until": (EVENTS,),
    "published within": (EVENTS,),
}
_TYPES = ("yes or no", "number", "text", "date", "case", "list of cases")


def offers(desk: Desk, path: Path, offset: int) -> list[Offer]:
    """What may be written before the character of that number, each in place of what is written of it already."""
    written = desk.written(path)
    place = place_at(written.source.text, offset)
    kind = "policy" if desk.is_policy(path) else desk.kind(path)
    if kind is None:
        return []
    shape = _at(shape_of_kind(kind), place.keys)
    words = Words(declared(written.texts), written.checked)
    if place.is_key:
        found = [*_keys(shape, place), *_names_as_keys(words, place, written)]
        if found or not place.keys:
            return going_on(place.written, found)
        place = Cursor(place.keys[:-1], place.keys[-1], place.written)
        shape = _at(shape, ())
    return _values(desk, path, words, place, kind)


def _at(shape: SchemaPart, keys: tuple[str, ...]) -> SchemaPart:
    for key in keys:
        shape = shape.item if key == ITEM else shape.below(key)
    return shape


# -------------------------------------------------------------------------------------------- keys


def _keys(shape: SchemaPart, place: Cursor) -> Iterator[Offer]:
    for key, below in shape.keys.items():
        if key not in place.siblings:
            yield Offer(f"{key}: ", "key", "key", below.description)


def _names_as_keys(words: Words, place: Cursor, written: OpenFile) -> Iterator[Offer]:
    """Names that stand as keys: in examples, and of what an amendment may change."""
    match place.keys:
        case ("examples", "-", "events", "-"):
            offered = words.of_section(RECORDS)
        case ("examples", "-", "expect", _):
            offered = (Offer(key, "key", "of what is due") for key in EXPECTED)
        case ("examples", "-", section) if section in _NAMED_KEYS:
            offered = words.of_section(*_NAMED_KEYS[section])
        case (section,) if written.tree is not None and "amends" in written.tree.entries:
            offered = words.of_section(section)
        case _:
            return
    for each in offered:
        if fold(each.text) not in place.siblings:
            yield Offer(f"{each.text}: ", "key", each.detail, each.says)


# -------------------------------------------------------------------------------------------- values


def _values(desk: Desk, path: Path, words: Words, place: Cursor, kind: str) -> list[Offer]:
    named = [key for key in place.path if key != ITEM]
    if not named:
        return []
    key = named[-1]
    if kind != "policy":
        return going_on(place.written, _listed(shape_of_kind(kind), place))
    if key == "table" and named[0] == "definitions":
        return in_a_table(words, named[1], place.written)
    if key in SENTENCES or (named[0] == "definitions" and len(named) == 2):
        return in_a_sentence(words, place.written, key == "due")
    if key == "by" and named[0] == "priorities":
        return in_a_sentence(words, place.written, False)
    if key == "source":
        return going_on(place.written, _sources(words, desk.written(path), place.written))
    found = [*_listed(shape_of_kind(kind), place), *_by_key(desk, path, words, place, named)]
    return going_on(place.written, found)


def _listed(shape: SchemaPart, place: Cursor) -> Iterator[Offer]:
    """The values among which the schema lets choose."""
    yield from (Offer(each, "value") for each in _at(shape, place.path).choices)


def _by_key(desk: Desk, path: Path, words: Words, place: Cursor, named: list[str]) -> Iterator[Offer]:
    match named:
        case ["examples", "events", "event"]:
            yield from words.of_section(EVENTS)
        case ["examples", "events" | "facts", name]:
            yield from value_offers(words, words.type_of(name))
        case ["examples", "expect", name]:
            yield from value_offers(words, words.type_of(name))
            yield from (Offer(each.value, "value") for each in Absent)
            yield from (Offer(str(status), "value", "status") for status in Status)
        case ["examples", "expect", _, "status"]:
            yield from (Offer(str(status), "value", "status") for status in Status)
        case ["events", _, "is"]:
            yield from words.of_section(EVENTS)
        case ["facts", _] | ["facts", _, "is"] | ["events", _, "records", _] | ["events", _, "records", _, "is"]:
            yield from (Offer(each, "value", "type") for each in _TYPES)
            yield from words.of_section(SETS)
        case ["amends"] | ["transition", _, "keep"]:
            yield from (Offer(file.stem, "value", "version") for file in desk.version_files(path))
        case _:
            section = MEANS_FIRST.get(named[-1])
            yield from words.of_section(*([section] if section is not None else []))


def _sources(words: Words, written: OpenFile, typed: str) -> Iterator[Offer]:
    """Sources; behind the name of one and a comma its paragraphs."""
    name = fold(typed.strip("\"'").partition(",")[0])
    for text in written.texts:
        if "," in typed and name in text.sources:
            source = text.sources[name]
            for each in source.paragraphs:
                yield Offer(each.pinpoint.value, "value", source.name.value, each.gist or "")
            return
    yield from words.of_section(SOURCES)
