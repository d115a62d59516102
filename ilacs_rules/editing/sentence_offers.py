"""What may go on a sentence of the language, or a cell of a table: names, values after “is”, forms of a due date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilacs_rules.editing import templates
from ilacs_rules.editing.names import DEFINITIONS, EVENTS, FACTS, RECORDS, SETS, VALUES, WHAT_IT_IS, Declared
from ilacs_rules.editing.offers import Offer, going_on, sentence
from ilacs_rules.language.functions import FUNCTIONS
from ilacs_rules.language.names import fold, in_expression
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.model.version import Version

_AFTER_IS = re.compile(r"\b(?:is|are)(?: not)?(?: one of(?: [^()]*,)?)? +(?P<typed>[^()<>=]*)$", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:and|or|then|else)\b", re.IGNORECASE)
_IN_SENTENCES = (DEFINITIONS, FACTS, RECORDS, EVENTS)


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a policy, with their types as far as they are known."""

    names: list[Declared]
    checked: Version | None = None

    def type_of(self, name: str) -> str:
        """The type of a fact, a recorded value or a definition in words; empty where it is not known."""
        definition = None if self.checked is None else self.checked.definitions.get(name)
        if definition is not None:
            return _in_words(definition.type)
        return next((fold(each.type) for each in self.names if each.name == name and each.type), "")

    def values(self, type_: str) -> list[Declared]:
        """The values of a scale or of choices, by its folded name; those of all where no such name is given."""
        there = [each for each in self.names if each.section == VALUES]
        return [each for each in there if each.of == type_] if self.is_set(type_) else there

    def is_set(self, type_: str) -> bool:
        """Whether it names a scale or choices."""
        return any(each.section == SETS and each.name == type_ for each in self.names)

    def of_section(self, *sections: str) -> Iterator[Offer]:
        """The names of some sections, each once."""
        told: set[str] = set()
        for each in self.names:
            if each.section in sections and each.name not in told:
                told.add(each.name)
                yield _named(each, each.words)


def value_offers(words: Words, type_: str) -> Iterator[Offer]:
    """The values of a type."""
    if type_ == "yes or no":
        yield from (Offer(each, "value", type_) for each in ("yes", "no"))
    elif words.is_set(type_):
        yield from (Offer(each.words, "value", type_, each.means or "") for each in words.values(type_))


def in_a_sentence(words: Words, written: str, is_due: bool) -> list[Offer]:
    """What may go on a sentence of which so much is written."""
    said = " ".join(written.split()) + (" " if written[-1:].isspace() else "")
    found = going_on(written, _after_is(words, said))
    if found and not _JOINT.search(said[_is_begins(said) :]):
        return found
    if is_due:
        found += _due(said)
    if is_due and not said.strip():
        return found
    names = [_named(each, in_expression(each.words)) for each in words.names if each.section in _IN_SENTENCES]
    found += going_on(written, {each.text: each for each in names}.values())
    found += going_on(written, (sentence(each, "a form of the language") for each in templates.EXPRESSION))
    functions = (Offer(f"{each.phrase} ", "sentence", each.takes, each.doc) for each in FUNCTIONS.values())
    found += going_on(written, functions)
    return sorted(found, key=lambda each: -each.replaces)


def _due(said: str) -> Iterator[Offer]:
    """Forms of a due date that begin as the sentence does; behind a comma what bends it."""
    if "," in said:
        yield from going_on(said, (sentence(each, "bends it") for each in templates.DUE_QUALIFIERS))
    else:
        forms = going_on(said, (sentence(each, "a due date") for each in templates.DUE))
        yield from (each for each in forms if each.replaces == len(said))


def in_a_table(words: Words, definition: str, written: str) -> list[Offer]:
    """What may stand in a cell: in the first line names, below it values of what heads the column."""
    header, *rows = written.split("\n")
    cells = [cell.strip() for cell in header.strip().strip("|").split("|")]
    if not rows:
        return going_on(header.rpartition("|")[2], words.of_section(DEFINITIONS, FACTS))
    column = rows[-1].count("|") - 1
    if not 0 <= column < len(cells):
        return []
    is_output = column == len(cells) - 1
    type_ = words.type_of(definition if is_output else fold(cells[column]))
    found = list(value_offers(words, type_))
    if not is_output:
        found += [Offer("-", "value", "anything"), Offer("missing", "value", "there is none")]
    return going_on(rows[-1].rpartition("|")[2], found)


def _after_is(words: Words, said: str) -> Iterator[Offer]:
    """What a subject may be held against."""
    found = _AFTER_IS.search(said)
    if found is None:
        return
    type_ = _type_of_subject(words, said[: found.start()])
    if type_ == "date":
        yield from (sentence(each, "a day") for each in templates.DATE_TESTS)
    elif type_ == "yes or no":
        yield from value_offers(words, type_)
    elif type_ not in ("number", "text"):
        yield from _of_a_set(words.values(type_))
    yield from (sentence(each, "a test") for each in templates.TESTS)


def _of_a_set(values: Iterable[Declared]) -> Iterator[Offer]:
    for each in values:
        yield Offer(in_expression(each.words), "value", each.of, each.means or "")
    for each in values:
        yield Offer(f"{in_expression(each.words)} or better", "value", each.of)
        yield Offer(f"{in_expression(each.words)} or worse", "value", each.of)


def _is_begins(said: str) -> int:
    found = _AFTER_IS.search(said)
    return 0 if found is None else found.start()


def _type_of_subject(words: Words, before: str) -> str:
    """The type of what stands before “is”: of the longest name at its end, or of the one that is asked of another."""
    said = fold(before)
    best = ""
    for each in words.names:
        if each.section not in (DEFINITIONS, FACTS, RECORDS) or len(each.name) <= len(best):
            continue
        if re.search(rf"(?:^|[^\w]){re.escape(each.name)}(?: of [\w ]*)?$", said):
            best = each.name
    return words.type_of(best) if best else ""


def _in_words(type_: Type) -> str:
    match type_:
        case ValueSet(name=name):
            return fold(name)
        case Basic():
            return type_.value
        case _:
            return ""


def _named(each: Declared, text: str) -> Offer:
    what = WHAT_IT_IS[each.section] + (f" “{each.of}”" if each.of else "") + (f", {each.type}" if each.type else "")
    return Offer(text, "name", what, each.means or "")
