"""Decision tables in words: as sentences, one a row, and as a table for documents."""

from __future__ import annotations

from ilacs_rules.explain.document import TableInWords
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.model.version import DecisionTable, InputTest, TableRow, Version

_HIT_POLICIES = {
    HitPolicy.UNIQUE: "Exactly one row fits.",
    HitPolicy.ANY: "Where several rows fit, they say the same.",
    HitPolicy.PRIORITY: "Where several rows fit, the output that comes first in its list counts.",
    HitPolicy.FIRST: "The first row that fits counts.",
    HitPolicy.RULE_ORDER: "Every row that fits counts, in the order of the rows.",
    HitPolicy.OUTPUT_ORDER: "Every row that fits counts, in the order of the outputs’ list.",
    HitPolicy.COLLECT: "Every row that fits counts.",
    HitPolicy.COLLECT_SUM: "The outputs of all rows that fit are added up.",
    HitPolicy.COLLECT_MIN: "The smallest output of the rows that fit counts.",
    HitPolicy.COLLECT_MAX: "The largest output of the rows that fit counts.",
    HitPolicy.COLLECT_COUNT: "The number of rows that fit counts.",
}


def table_sentences(table: DecisionTable, version: Version) -> list[str]:
    """The rule for picking rows, then a sentence for each row."""
    found = [how_rows_count(table)]
    found += [f"Row {number}: {words}" for number, words in enumerate(row_sentences(table, version), 1)]
    if table.default is not None:
        found.append(default_sentence(table, version))
    return found


def how_rows_count(table: DecisionTable) -> str:
    """The rule for picking rows."""
    return _HIT_POLICIES[table.hit_policy]


def row_sentences(table: DecisionTable, version: Version) -> list[str]:
    """What each row says, without its number: `4 when the height is more than 30.`."""
    phrases = Phrases(version)
    found = []
    for row in table.rows:
        tests = [
            f"{phrases.noun(subject)} {phrases.predicate(test.condition)}"
            for subject, test in zip(table.inputs, row.tests, strict=True)
            if test.condition is not None
        ]
        any_case = "in any other case" if table.hit_policy is HitPolicy.FIRST else "always"
        when = f"when {joined(tests)}" if tests else any_case
        found.append(f"{_outputs(table, row, phrases)} {when}.")
    return found


def default_sentence(table: DecisionTable, version: Version) -> str:
    """What holds if no row fits."""
    if table.default is None:
        return "Nothing is said of what holds if no row fits."
    outputs = [Phrases(version).noun(node) for node in table.default]
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
    """A condition cell: `good or better`, `not recorded`, `any`."""
    return "any" if test.condition is None else phrases.predicate(test.condition).removeprefix("is ")


def _outputs(table: DecisionTable, row: TableRow, phrases: Phrases) -> str:
    return _named(table.output_words, [phrases.noun(node) for node in row.outputs])


def _named(names: tuple[str, ...], outputs: list[str]) -> str:
    """The value of the only output, or each with its name."""
    if len(outputs) == 1:
        return outputs[0]
    return joined([f"{name} {output}" for name, output in zip(names, outputs, strict=True)])
