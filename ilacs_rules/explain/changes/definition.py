"""A definition that means something else, with the requirements that change through it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.checker.comparing.laws import in_order
from ilacs_rules.explain.changes.bearing import bears_on
from ilacs_rules.explain.changes.note import How, RuleChange
from ilacs_rules.explain.changes.parts import PartChange, Parts, told_apart, whole_apart
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.tables import default_sentence, how_rows_count, row_sentences, table_sentences
from ilacs_rules.explain.version import definition_section
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, Definition, Version


def definition_changes(compared: VersionComparison) -> list[RuleChange]:
    """The definitions that are new, mean something else, or have ended."""
    old, new = compared.before, compared.after
    found = []
    for name in _in_order_of_file(new):
        definition = new.definitions[name]
        if name not in compared.definitions:
            found.append(_whole(definition, new, How.NEW))
        elif compared.definition_changed(name):
            before = old.definitions[compared.definitions[name]]
            found.append(
                RuleChange(
                    name,
                    capital(definition.label),
                    How.CHANGED,
                    parts=_parts(before, definition, compared),
                    bears_on=bears_on(compared, _names(compared.definitions[name]), _names(name)),
                )
            )
    kept = set(compared.definitions.values())
    return found + [
        _whole(old.definitions[name], old, How.ENDED) for name in _in_order_of_file(old) if name not in kept
    ]


def _in_order_of_file(version: Version) -> list[str]:
    return [each.name for each in version.in_order_of_file()]


def _whole(definition: Definition, version: Version, how: How) -> RuleChange:
    told = definition_section(definition, Phrases(version))
    return RuleChange(definition.name, told.title, how, told.sentences)


def _names(definition: str) -> Callable[[object], bool]:
    return lambda part: isinstance(part, tree.Named) and part.name == definition


def _parts(before: Definition, after: Definition, compared: VersionComparison) -> Parts:
    if isinstance(before.body, DecisionTable) and isinstance(after.body, DecisionTable):
        return told_apart(compared, partial(_table_parts, before.body, after.body))
    return whole_apart(compared, definition_section, before, after)


def _table_parts(before: DecisionTable, after: DecisionTable, old: Phrases, new: Phrases) -> Parts:
    """Of a decision table only the rows that differ; all of them where only their order does."""
    parts = [
        PartChange("Which row counts", how_rows_count(before), how_rows_count(after)),
        _row_part(_rows(before, old), _rows(after, new)),
        PartChange("If no row fits", default_sentence(before, old), default_sentence(after, new)),
    ]
    found = tuple(part for part in parts if part.before != part.after)
    whole = PartChange("", " ".join(table_sentences(before, old)), " ".join(table_sentences(after, new)))
    return found or (whole,)


Rows = list[tuple[str, str]]  # what a row says, and the same with its number where that matters


def _rows(table: DecisionTable, phrases: Phrases) -> Rows:
    said = row_sentences(table, phrases)
    if in_order(table):
        return [(words, f"Row {number}: {words}") for number, words in enumerate(said, 1)]
    return [(words, capital(words)) for words in said]


def _row_part(before: Rows, after: Rows) -> PartChange:
    sides = (_without(before, after), _without(after, before))
    return PartChange("Rows", *(" ".join(side) or "There is no such row." for side in sides))


def _without(rows: Rows, others: Rows) -> list[str]:
    known = {words for words, _ in others}
    return [shown for words, shown in rows if words not in known]
