"""The case that a worked example tells, and the day on which it is asked about."""

from __future__ import annotations

from datetime import date

from ilacs_rules.cases.from_tree import case_from_tree
from ilacs_rules.language.days import read_day
from ilacs_rules.model.case import Case
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.tree import Map, Text, Tree
from ilacs_rules.text.diagnostics import Diagnostic


def read_example(vocabulary: Vocabulary, example: Tree) -> tuple[str, tuple[Case, date] | None, list[Diagnostic]]:
    """The name of a worked example; its case, in the words of a version, and its day; and what is wrong with them.

    No case and no day where either could not be read.
    """
    assert isinstance(example, Map), "the structure of examples was checked when the file was read"
    name, on = text_of(example, "name"), text_of(example, "on")
    assert name is not None
    assert on is not None
    day, problem = read_day(on.value, on.span)
    if day is None or problem is not None:
        return name.value, None, [] if problem is None else [problem]
    case, problems = case_from_tree(example, vocabulary, name.value)
    return name.value, None if case is None else (case, day), problems


def text_of(example: Map, key: str) -> Text | None:
    """What an example says under a key; None where that is no text."""
    entry = example.entries.get(key)
    return entry.value if entry is not None and isinstance(entry.value, Text) else None
