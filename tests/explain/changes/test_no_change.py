"""What is no change: another order, another way of writing the same, another name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, data

import ilacs_rules
from ilacs_rules import Case, Policy, Status, changes, compare, decide
from ilacs_rules.explain.changes.note import RuleChanges
from tests.conftest import tried
from tests.explain import fire
from tests.policies import by_hand, meant, read_once, version_of
from tests.strategies.same_rules import same_rules

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[3]
FOLDERS = ("rules/ilacs", "rules/sif", "examples/fire-safety")


POLICIES = [by_hand(program.version) for folder in FOLDERS for program in read_once(ROOT / folder).versions]


def rules(before: Policy, after: Policy) -> RuleChanges:
    """What of the rules is otherwise, on the first day on which both are in force."""
    on = max(policy.versions[-1].version.start for policy in (before, after))
    return compare(before, after, (), on).rules


def changed(before: Policy, after: Policy) -> list[str]:
    return told(rules(before, after))


def told(changes: RuleChanges) -> list[str]:
    """Everything told but names."""
    titles = [change.title for group in changes.groups for change in group.changes]
    return [*titles, *(change.title for change in changes.assumptions), *changes.sources]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"{policy.name} {policy.versions[0].version.start}")
@given(drawn=data())
@settings(max_examples=max(tried(100) // 10, 1))
def test_the_same_rules_in_another_order_and_under_other_names(policy: Policy, drawn: DataObject) -> None:
    same = meant(drawn.draw(same_rules(policy.versions[0].version.text)))
    assert same is not None
    other = by_hand(same)
    assert changed(policy, other) == []
    assert changed(other, policy) == []


# what stands in the policy, written in one way and in the other
SAME = {
    "a year is twelve months": ("every year after end of last check", "every 12 months after end of last check"),
    "a stretch of the calendar by its name": ("in each year from 1 April", "in each financial year"),
    "the sides of an equation": ("last check is missing", "height = 3", "3 = height"),
    "values in another order": ("are unsafe", "are one of unsafe, advised", "are one of advised, unsafe"),
    "conditions the other way round": (
        "serious concern and people sleep there",
        "people sleep there and serious concern",
    ),
    "said twice": ("serious concern and people", "serious concern and serious concern and people"),
    "not not": ("when: last check is missing", "when: not (not (last check is missing))"),
    "what is meant in place of the name": ("when: previous result is safe", "when: result of last check is safe"),
    "missing is not recorded": ("last check is missing", "not (last check is recorded)"),
    "none is not any": ("last check is missing", "no check", "not (any check)"),
    "a note": ("note: one report", "note: a single report"),
}


@pytest.mark.parametrize("written", SAME)
def test_what_means_the_same(written: str) -> None:
    there, *ways = SAME[written]
    assert there in fire.TEXT
    one, other = ways if len(ways) == 2 else (there, *ways)
    before, after = (fire.policy(fire.TEXT.replace(there, way)) for way in (one, other))
    assert changed(before, after) == []


def test_a_new_name_is_told_in_one_line() -> None:
    text = fire.TEXT.replace("previous result", "last result").replace("short check", "brief check")
    policies = (
        fire.POLICY,
        fire.policy(
            text.replace("brief check: {is", "short check: {is")
            .replace("event: brief", "event: short")
            .replace("events: [brief", "events: [short")
        ),
    )
    assert changed(*policies) == []
    assert rules(*policies).names == (
        "“Short check” is now called “brief check”.",
        "“Previous result” is now called “last result”.",
    )


FIRST_ROW = "      | >= 30    | advised"
MISSING_ROW = "      | [11..29] | missing          | 3                |\n"


@pytest.mark.parametrize(
    ("hit_policy", "is_change"),
    [
        pytest.param("first", True, id="the first row counts"),
        pytest.param("priority", True, id="outputs that stand on no scale rank by their rows"),
        pytest.param("collect max", False, id="the largest output counts"),
    ],
)
def test_rows_in_another_order(hit_policy: str, is_change: bool) -> None:
    one = fire.TEXT.replace("hit policy: first", f"hit policy: {hit_policy}")
    other = one.replace(MISSING_ROW, "").replace(FIRST_ROW, MISSING_ROW + FIRST_ROW)
    assert one != other
    assert bool(changed(fire.policy(one), fire.policy(other))) == is_change


def test_which_of_two_outputs_ranks_first() -> None:
    swapped = {"size | haste": "haste | size", "small | later": "later | small", "large | soon": "soon | large"}
    other = RANKED
    for old, new in swapped.items():
        other = other.replace(old, new)
    ranked, named = (
        [each.replace("HIT POLICY", policy) for each in (RANKED, other)] for policy in ("priority", "first")
    )
    assert changed(*map(fire.policy, ranked)) == ["Sort"]
    assert changed(*map(fire.policy, named)) == []


RANKED = """
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
scales: {sizes: [small, middling, large], hastes: [at once, soon, later]}
facts: {pupils: number}
definitions:
  sort:
    outputs: 2
    hit policy: HIT POLICY
    table: |
      | pupils | size | haste |
      |--------|------|-------|
      | -      | small | later |
      | > 20   | large | soon  |
"""


MEANS_SOMETHING_ELSE = {
    "the negation of a comparison": (
        "when: previous result is safe",
        "when: not (previous result is advised or worse)",
    ),
    "not recorded is not false": ("when: serious concern\n", "when: serious concern is recorded\n"),
    "or for and": ("when: serious concern and people sleep there", "when: serious concern or people sleep there"),
    "thirty days for a month": ("notice: 5 working days", "notice: 7 days"),
}


@pytest.mark.parametrize("edit", MEANS_SOMETHING_ELSE)
def test_what_looks_alike_and_is_not(edit: str) -> None:
    old, new = MEANS_SOMETHING_ELSE[edit]
    assert old in fire.TEXT
    assert changed(fire.POLICY, fire.policy(fire.TEXT.replace(old, new))) != []


# what is no way of saying the same, of a small policy: what stands there, and what instead
SMALL = """
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
sources: {law: {title: A law}}
facts: {pupils: number, rural: yes or no}
events: {check: {records: {passed: yes or no}}}
definitions:
  ok: passed of latest check
  visits:
    table: |
      | pupils | rural | visits |
      |--------|-------|--------|
      | >= 20  | -     | 2      |
      | < 20   | -     | 1      |
requirements:
  check: {source: law, when: ok is missing, event: check, due: every year}
"""
NOT_THE_SAME = {
    "not not, of what is asked whether it is recorded": ("ok: passed of", "ok: not not passed of"),
    "an input that no row tests, but which may be nothing": ("pupils | rural | visits", "pupils | visits"),
    "rows of which a list is made": ("visits:\n", "visits:\n    hit policy: collect\n"),
}


@pytest.mark.parametrize("edit", NOT_THE_SAME)
def test_what_is_decided_otherwise_is_told(edit: str) -> None:
    before, after = SMALL, SMALL.replace(*NOT_THE_SAME[edit])
    if "no row tests" in edit:
        after = after.replace("| -     ", "").replace("|--------|-------|", "|--------|")
    assert before != after
    assert changed(fire.policy(before), fire.policy(after)) != []


def test_not_not_of_what_is_nothing_is_recorded() -> None:
    """Told as no change once, and decided otherwise: the check of a school never checked."""
    after = SMALL.replace(*NOT_THE_SAME["not not, of what is asked whether it is recorded"])
    never = Case("Hill School")
    found = [decide(fire.policy(text), never, date(2024, 6, 1)).obligations[0].status for text in (SMALL, after)]
    assert found == [Status.NOT_YET_OPEN, Status.DOES_NOT_APPLY]


LATER = SMALL.replace("2024-01-31", "2025-01-31")


def test_a_requirement_under_another_name_is_counted_anew() -> None:
    same, renamed = (
        by_hand(version_of(SMALL), version_of(later)) for later in (LATER, LATER.replace("  check: {s", "  visit: {s"))
    )
    (note,) = changes(same, date(2024, 1, 31), date(2025, 1, 31)).steps
    assert told(note.rules) == []
    (note,) = changes(renamed, date(2024, 1, 31), date(2025, 1, 31)).steps
    (group,) = note.rules.groups
    ((part,),) = [change.parts for change in group.changes]
    assert (part.name, part.before, part.after) == (
        "Counted from",
        "It is counted from 31 January 2024 at the earliest.",
        "It is counted from 31 January 2025 at the earliest.",
    )


def test_a_first_day_is_told_of_policies_that_do_not_follow_each_other() -> None:
    assert changed(fire.policy(SMALL), fire.policy(LATER)) == ["In force"]


def test_of_transitions_the_first_that_holds_decides(tmp_path: Path) -> None:
    big, rural = (f"  {name}: {{keep: {keep}, when: {when}, source: law}}\n" for name, keep, when in KEPT)
    newest = SMALL.replace("2024-01-31", "2026-01-31")
    found = []
    for order in (big + rural, rural + big):
        (tmp_path / "2024-01-31.yaml").write_text(SMALL)
        (tmp_path / "2025-01-31.yaml").write_text(LATER)
        (tmp_path / "2026-01-31.yaml").write_text(f"{newest}transition:\n{order}")
        found.append(ilacs_rules.load(tmp_path))
    one, other = found
    assert changed(one, one) == []
    assert changed(one, other) == ["Which is asked first"]


KEPT = [("big schools", "2024-01-31", "pupils > 20"), ("rural schools", "2025-01-31", "rural")]
