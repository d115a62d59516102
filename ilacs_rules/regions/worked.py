"""The cases of worked examples: they are asked beside the made-up ones, for their authors knew what matters.

A search that tells no more of a case than an answer hangs on tells of no six visits. Who wrote the rules did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ilacs_rules.cases.of_example import read_example
from ilacs_rules.cases.record_told import RECORD_KEYS
from ilacs_rules.engine.program import Program
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case
from ilacs_rules.model.version import Version
from ilacs_rules.policy.tree import Map

_MORE_THAN_A_CASE = (*RECORD_KEYS, "among")


def worked_cases(before: Program, after: Program) -> tuple[tuple[Case, date], ...]:
    """Those of the examples of two versions, each with its day; once where both have it.

    Only such as are told as fully as made-up ones, each day exactly, in words that both versions have, and asked about
    while both may be in force.
    """
    versions = after.version, before.version
    first = max(each.start for each in versions)
    found: list[tuple[Case, date]] = []
    for version in versions:
        for example in version.text.examples:
            asked = _told_fully(example, versions) if isinstance(example, Map) else None
            if asked is not None and asked[1] >= first and asked not in found:
                found.append(asked)
    return tuple(found)


def _told_fully(example: Map, versions: tuple[Version, Version]) -> tuple[Case, date] | None:
    if any(key in example.entries for key in _MORE_THAN_A_CASE):
        return None
    one, other = (read_example(version.vocabulary, example)[1] for version in versions)
    return one if one is not None and one == other and all(_values_are_known(one[0])) else None


def _values_are_known(case: Case) -> Iterator[bool]:
    for event in case.events:
        yield isinstance(event.start, date) and isinstance(event.end, date)
        yield event.publication is None or isinstance(event.publication, date)
    for told in (case.facts, *(event.fields for event in case.events)):
        yield UNKNOWN not in told.values()
