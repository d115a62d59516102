"""A change of what conditions only imply: no part of the note reads the same before and after."""

from __future__ import annotations

from datetime import date

from ilacs_rules import compare
from tests.explain import fire
from tests.policies import SCHOOLS

POLICY = (
    SCHOOLS
    + """\
scales: {result: [good, fair, poor]}
facts: {open: yes or no}
events:
  check: {records: {result: result}}
  visit: {}
definitions:
  unsafe: {value: result of latest check is poor, said as: the school is unsafe}
  gate: "IMPLIED unsafe"
guarantees:
  few: {given: "IMPLIED unsafe and open", at most one of: [visit, care]}
  odd: {always: "IMPLIED unsafe and open"}
priorities:
  bad: {when: "IMPLIED unsafe and open", points: 2}
requirements:
  visit: {when: "IMPLIED unsafe", event: visit, due: within 1 year after end of latest visit where (IMPLIED unsafe)}
  care: {for each: "visit where (IMPLIED unsafe)", event: check, due: within 1 year after end of this visit}
"""
)


def test_both_sides_of_what_is_otherwise_are_told_apart() -> None:
    before, after = (fire.policy(POLICY.replace("IMPLIED ", implied)) for implied in ("", "any check and "))
    changes = [each for group in compare(before, after, (), date(2024, 8, 1)).rules.groups for each in group.changes]
    assert {each.title for each in changes} == {"Gate", "Few", "Odd", "Bad", "Visit", "Care"}
    for part in (part for each in changes for part in each.parts):
        assert part.before != part.after
        assert "here has been a check" in part.after
        assert "here has been a check" not in part.before
