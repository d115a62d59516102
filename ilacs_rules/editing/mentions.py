"""Where the names of a policy are written: as keys and values, in sentences, in tables, in worked examples."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.editing.desk import TABLE, Desk, OpenFile
from ilacs_rules.editing.key_order import SENTENCES
from ilacs_rules.editing.names import DEFINITIONS, EVENTS, FACTS, RECORDS, REQUIREMENTS, SETS, SOURCES, VALUES
from ilacs_rules.language.names import fold
from ilacs_rules.language.nodes import Name, Node
from ilacs_rules.language.walk import walk
from ilacs_rules.policy.comments import KeyPath, texts_of
from ilacs_rules.policy.model import TableText, VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.source import Source, Span
from ilacs_rules.workspace.positions import (
    MEANS_FIRST,
    declaration_of,
    declarations,
    declared_names,
    last_key,
    sentences,
)

_SECTIONS = {
    "events": EVENTS,
    "facts": FACTS,
    "definitions": DEFINITIONS,
    "requirements": REQUIREMENTS,
    "sources": SOURCES,
    "scales": SETS,
    "choices": SETS,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name stands: its section, itself folded, and whether a sentence of the language holds it."""

    section: str
    name: str
    span: Span
    in_sentence: bool = False


def mentions(written: OpenFile, at: int | None = None) -> list[Mention]:
    """The names in a file and in the tables it keeps in files of their own, in reading order.

    With `at` those alone that stand before or around the character of that number.
    """
    version = written.version or written.last
    is_table = written.source.name.lower().endswith(TABLE)
    if version is None or (written.tree is None and not is_table):
        return []
    texts = [] if written.tree is None else sorted(texts_of(written.tree), key=lambda each: each[1].span.start)
    whole = texts if at is None else [each for each in texts if _holds(each[1].span, at)]
    found = [*as_keys_and_values(whole, version), *_in_sentences(written, texts, version, at)]
    once = {(each.span.source.name, each.span.start): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (each.span.source.name, each.span.start))


def mention_at(desk: Desk, path: Path, offset: int) -> Mention | None:
    """The name before or around the character of that number; the innermost where there are several."""
    written = desk.written(path)
    here = [each for each in mentions(written, offset) if each.span.source.name == written.source.name]
    held = [each for each in here if _holds(each.span, offset)]
    return min(held, key=lambda each: each.span.end - each.span.start, default=None)


def declared_at(desk: Desk, path: Path, mention: Mention) -> list[Span]:
    """Where a name is declared, as the version of a file has it: in it, or in a file that it amends."""
    written = desk.written(path)
    for version in written.texts:
        found = [
            span.within(written.source)
            for section, name, span in declarations(version)
            if (section, name) == (mention.section, mention.name)
        ]
        if found:
            return found
    return []


def all_mentions(desk: Desk, path: Path, mention: Mention) -> list[Mention]:
    """The places in all versions of the policy where the same name stands."""
    found: dict[tuple[str, int], Mention] = {}
    for file in desk.version_files(path):
        for each in mentions(desk.written(file)):
            if (each.section, each.name) == (mention.section, mention.name):
                found[each.span.source.name, each.span.start] = each
    return list(found.values())


# -------------------------------------------------------------------------------------------- keys and values


def as_keys_and_values(texts: list[tuple[KeyPath, Text, bool]], version: VersionText) -> Iterator[Mention]:
    """The names among the keys and values of a policy, each with the keys that lead to it."""
    for keys, text, is_key in texts:
        section = _section_of_key(keys) if is_key else _section_of_value(keys, text, version)
        if section == DEFINITIONS and fold(text.value) in version.requirements and keys[0] == "examples":
            section = REQUIREMENTS
        span = _before_comma(text) if section == SOURCES and not is_key else text.inner
        if section is not None and span.text.strip():
            yield Mention(section, fold(span.text if span != text.inner else text.value), span)


def _section_of_key(keys: KeyPath) -> str | None:
    match keys:
        case (section, _):
            return _SECTIONS.get(section)
        case ("scales" | "choices", _, _, _):
            return VALUES
        case ("events", _, "records", _):
            return RECORDS
        case ("examples", _, "facts", _):
            return FACTS
        case ("examples", _, "events", _, name) if name not in ("event", "on", "start", "end", "publication"):
            return RECORDS
        case ("examples", _, "complete from" | "complete until" | "published within", _):
            return EVENTS
        case ("examples", _, "expect", _):
            return DEFINITIONS
        case _:
            return None


def _section_of_value(keys: KeyPath, text: Text, version: VersionText) -> str | None:
    match keys:
        case ("scales" | "choices", _, _):
            return VALUES
        case ("events", _, "is") | ("events", _, "is", _):
            return EVENTS
        case ("facts", _) | ("facts", _, "is") | ("events", _, "records", _) | ("events", _, "records", _, "is"):
            return SETS if fold(text.value) in version.value_sets else None
        case ("facts", _, "default") | ("events", _, "records", _, "default"):
            return section_of_value(text, version)
        case ("examples", _, "events", _, name) if name != "event":
            return section_of_value(text, version)
        case ("examples", _, "facts" | "expect", _):
            return section_of_value(text, version)
        case ("examples", _, "expect", *_):
            return None
        case _:
            key = last_key(keys)
            return None if key in SENTENCES else MEANS_FIRST.get(key)


def section_of_value(text: Text, version: VersionText) -> str | None:
    """Whether a text is a value of a scale or of choices: then their section, else None."""
    name = fold(text.value)
    sets = version.value_sets.values()
    return VALUES if any(fold(each.value.value) == name for values in sets for each in values.values) else None


def _before_comma(text: Text) -> Span:
    name = text.inner.text.partition(",")[0].rstrip()
    return Span(text.inner.source, text.inner.start, text.inner.start + len(name))


# -------------------------------------------------------------------------------------------- sentences


def _in_sentences(
    written: OpenFile, texts: list[tuple[KeyPath, Text, bool]], version: VersionText, place: int | None
) -> Iterator[Mention]:
    starts = [text.span.start for _, text, _ in texts]
    declared = declared_names(version)
    for name, span in _names_and_headers(version, written.source, place):
        is_here = span.source.name == written.source.name
        if not is_here and not span.source.name.lower().endswith(TABLE):
            continue  # it is written in a file that this one amends
        at = bisect_right(starts, span.start) - 1
        key = last_key(texts[at][0]) if is_here and at >= 0 else ""
        section, _ = declaration_of(declared, name, key)
        if section is not None:
            yield Mention(section, name, span, True)


def _names_and_headers(version: VersionText, text: Source, place: int | None) -> Iterator[tuple[str, Span]]:
    for root in sentences(version):
        if place is None or not isinstance(root, Node) or _holds(root.span.within(text), place):
            yield from ((part.name, part.span.within(text)) for part in walk(root) if isinstance(part, Name))
    for definition in version.definitions.values():
        if isinstance(definition.body, TableText):
            yield from ((fold(each.value), each.inner.within(text)) for each in definition.body.header)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end
