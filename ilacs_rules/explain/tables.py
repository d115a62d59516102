"""Decision tables in words: as sentences, one a row, and as a table for documents."""

from __future__ import annotations

from ilacs_rules.explain.document import TableInWords
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.relations import Be
from ilacs_rules.explain.said_once import said_of
from ilacs_rules.language.fixed_words import HitPolicy, Relation
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.tree import Compare, Const, Item, Node, Not, Or
from ilacs_rules.model.version import DecisionTable, InputTest, TableRow, Version

_HIT_POLICIES = {
    HitPolicy.UNIQUE: "Exactly one row fits.",
    HitPolicy.ANY: "Where several rows fit, they say the same.",
    HitPolicy.PRIORITY: "Where several rows fit, the answer that comes first in its list counts.",
    HitPolicy.FIRST: "The first row that fits counts.",
    HitPolicy.RULE_ORDER: "Every row that fits counts, in the order of the rows.",
    HitPolicy.OUTPUT_ORDER: "Every row that fits counts, in the order of the list of answers.",
    HitPolicy.COLLECT: "Every row that fits counts.",
    HitPolicy.COLLECT_SUM: "The numbers of all rows that fit are added up.",
    HitPolicy.COLLECT_MIN: "The smallest answer of the rows that fit counts.",
    HitPolicy.COLLECT_MAX: "The largest answer of the rows that fit counts.",
    HitPolicy.COLLECT_COUNT: "The number of rows that fit counts.",
}


def table_sentences(table: DecisionTable, phrases: Phrases) -> list[str]:
    """The rule for picking rows, then a sentence for each row."""
    found = [how_rows_count(table)]
    found += [f"Row {number}: {words}" for number, words in enumerate(row_sentences(table, phrases), 1)]
    if table.default is not None:
        found.append(default_sentence(table, phrases))
    return found


def how_rows_count(table: DecisionTable) -> str:
    """The rule for picking rows."""
    return _HIT_POLICIES[table.hit_policy]


def row_sentences(table: DecisionTable, phrases: Phrases) -> list[str]:
    """What each row says, without its number: `4 when the height is more than 30.`."""
    found = []
    for row in table.rows:
        tests = [
            _said_of(subject, test.condition, phrases)
            for subject, test in zip(table.inputs, row.tests, strict=True)
            if test.condition is not None
        ]
        any_case = "in any other case" if table.hit_policy is HitPolicy.FIRST else "always"
        when = f"when {joined(tests)}" if tests else any_case
        found.append(f"{_outputs(table, row, phrases)} {when}.")
    return found


def _said_of(subject: Node, condition: Node, phrases: Phrases) -> str:
    be = Be.ARE if phrases.is_plural(subject) else Be.IS
    return said_of(subject, (condition,), phrases.predicate(condition, be=be), phrases)


def default_sentence(table: DecisionTable, phrases: Phrases) -> str:
    """What holds if no row fits."""
    if table.default is None:
        return "Nothing is said of what holds if no row fits."
    outputs = [phrases.noun(node) for node in table.default]
    return sentence(f"if no row fits: {_named(table.output_words, outputs)}")


def table_of(table: DecisionTable, version: Version) -> TableInWords:
    """The table with its cells in words; a cell that accepts anything is `any`."""
    phrases = Phrases(version)
    rows = [
        (*(cell(test, phrases) for test in row.tests), *(phrases.noun(node) for node in row.outputs))
        for row in table.rows
    ]
    if table.default is not None:
        rows.append((*("any other" for _ in table.inputs), *(phrases.noun(node) for node in table.default)))
    return TableInWords((*table.input_words, *table.output_words), tuple(rows))


def cell(test: InputTest, phrases: Phrases) -> str:
    """A condition cell: `safe or faulty`, `none of flats and school`, `not recorded`, `any`."""
    match test.condition:
        case None:
            return "any"
        case Compare(relation=relation, left=Item(type=ValueSet() as scale), right=Const(value=str(value))) if (
            few := _on_scale(scale, relation, value)
        ):
            return joined([_in_cell(scale, each) for each in few], "or")
        case Not(item=Or(items=items)) if all(_is_value(each) for each in items):
            return f"all but {joined([phrases.predicate(each).removeprefix('is ') for each in items])}"
        case condition:
            return phrases.predicate(condition).removeprefix("is ")


_FEW = 2  # values of a scale that are named one by one, rather than as all from one on


def _on_scale(scale: ValueSet, relation: Relation, value: str) -> tuple[str, ...]:
    """The values meant by “or better”, “or worse”, where they are few: what is better of a risk nobody can tell."""
    place = scale.values.index(value)
    meant = {
        Relation.AT_LEAST: scale.values[: place + 1],
        Relation.AT_MOST: scale.values[place:],
        Relation.MORE: scale.values[:place],
        Relation.LESS: scale.values[place + 1 :],
    }.get(relation, ())
    return meant if len(meant) <= _FEW else ()


def _in_cell(scale: ValueSet, value: str) -> str:
    label = scale.label(value)
    return quoted(label) if " " in label else label


def _is_value(condition: Node) -> bool:
    return isinstance(condition, Compare) and condition.relation is Relation.EQUAL


def _outputs(table: DecisionTable, row: TableRow, phrases: Phrases) -> str:
    return _named(table.output_words, [phrases.noun(node) for node in row.outputs])


def _named(names: tuple[str, ...], outputs: list[str]) -> str:
    """The value of the only output, or each with its name."""
    if len(outputs) == 1:
        return outputs[0]
    return joined([f"{name} {output}" for name, output in zip(names, outputs, strict=True)])
