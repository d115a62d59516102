"""The matrix of sources and rules in short, and as one table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.explain import values
from ilacs_rules.explain.matrix import Kind, Matrix, Rule, SourceRules, in_short
from ilacs_rules.explain.publication import titled
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

COLUMNS = ("source", "paragraph", "what it says", "kind", "rule", "our assumption")

NO_RULE = "no rule"
_WHOLE = "as a whole"


def matrix_in_short(matrix: Matrix) -> Summary:
    """A table for each source that lists its paragraphs, one of the other sources, one of the rules that cite none."""
    told = f"Sources and rules of the version in force from {values.day(matrix.version.start)}"
    tables = [(f"{source.words}: {source.text.title}", _listed(source)) for source in matrix.sources if source.lists]
    tables.append(("Sources that list no paragraphs", _unlisted(matrix)))
    tables.append(("Rules that cite no source", _of_rules(matrix.citing_none)))
    blocks = tuple(SummaryPart(heading, table) for heading, table in tables if table.rows)
    return Summary((titled(matrix.version), told), blocks, in_short(matrix))


def matrix_table(matrix: Matrix) -> Table:
    """A row for each paragraph and rule that carries it, for each paragraph that none carries, and each rule alone."""
    rows: list[tuple[Cell, ...]] = []
    for source in matrix.sources:
        for place in source.places:
            head = (source.words, place.pinpoint, place.gist)
            rows += [(*head, *_rule_cells(rule)) for rule in place.rules] or [(*head, None, None, None)]
        rows += [(source.words, None, None, *_rule_cells(rule)) for rule in source.whole]
    rows += [(None, None, None, *_rule_cells(rule)) for rule in matrix.citing_none]
    return Table(COLUMNS, tuple(rows))


def _listed(source: SourceRules) -> Table:
    """Its paragraphs, and what carries each."""
    rows = [(place.pinpoint, place.gist or "", _names(place.rules)) for place in source.places]
    rows += [(_WHOLE, "", _names(source.whole))] if source.whole else []
    colours = tuple("yellow" if names == NO_RULE else "" for *_, names in rows)
    if not any(gist for _, gist, _ in rows):
        return Table(("paragraph", "carried by"), tuple((where, names) for where, _, names in rows), colours)
    return Table(("paragraph", "what it says", "carried by"), tuple(rows), colours, ("paragraph",))


def _unlisted(matrix: Matrix) -> Table:
    """What is cited of the sources that list nothing."""
    rows = []
    for source in matrix.sources:
        if not source.lists:
            rows += [(source.words, place.pinpoint, _names(place.rules)) for place in source.places]
            rows += [(source.words, _WHOLE, _names(source.whole))] if source.whole else []
    return Table(("source", "cited", "carried by"), tuple(rows))


def _of_rules(rules: Iterable[Rule]) -> Table:
    rows = [(rule.words, rule.kind.value, rule.assumption or "") for rule in rules]
    if not any(assumption for *_, assumption in rows):
        return Table(("rule", "kind"), tuple(row[:2] for row in rows))
    return Table(("rule", "kind", "our assumption"), tuple(rows), unfolded=("rule", "kind"))


def _names(rules: tuple[Rule, ...]) -> str:
    """The names of rules; what is no requirement says what it is."""
    named = (rule.words if rule.kind is Kind.REQUIREMENT else f"{rule.words} ({rule.kind})" for rule in rules)
    return ", ".join(named) or NO_RULE


def _rule_cells(rule: Rule) -> tuple[Cell, ...]:
    return (rule.kind.value, rule.words, rule.assumption)


def matrix_sheets(matrix: Matrix) -> dict[str, Table]:
    """The sheet of a workbook, under its title."""
    return {"sources and rules": matrix_table(matrix)}


def about_matrix(matrix: Matrix, on: date | None = None) -> About:
    """What its table is about; `on` is the day that was asked for."""
    rows = len(matrix_table(matrix).rows)
    return About("matrix of sources and rules", matrix.version, {"on": on}, rows, rows)
