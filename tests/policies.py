"""Policies that a test writes down as texts or makes by hand, and what is found in them and decided by them.

What is asked of a text goes through the doors that everybody has. The rest is for the laws and the generated policies,
which need what lies between a text and an answer: what the author wrote, and what it was found to mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import pytest

from ilacs_rules import (
    Case,
    Decision,
    DecisionError,
    Diagnostic,
    Policy,
    PolicyError,
    Severity,
    Source,
    Status,
    Value,
    Workspace,
    load,
    plan,
)
from ilacs_rules.assurance import examples, surely_as_before, survival
from ilacs_rules.checker.check import check_version
from ilacs_rules.engine import applicability, decide, impact, snapshot, traced
from ilacs_rules.engine.policies import Program, policy_of
from ilacs_rules.explain import phrases, situations, timing
from ilacs_rules.explain.changes.make import Effects, change_note
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Definition, Version
from ilacs_rules.policy.loading import read_policy, read_policy_text
from ilacs_rules.policy.model import VersionText
from ilacs_rules.regions import differences, kinds, partition, questions, traits

run_examples = examples.run_examples
CANNOT_BE_TOLD = frozenset({Status.UNDETERMINED, Status.APPLIES})

NAME = "policy.yaml"

HALLS = """\
policy: halls
title: Checks of halls
publisher: Anyshire
published: 2018-06-01
in force: {from: 2019-01-01}
subject: hall
sources: {notice: {title: A notice, published: 2018-06-01}}
"""
"""The head of a policy of checks of halls, up to what it declares."""

COUNTED_FROM_THE_FIRST = """\
policy: homes
title: Inspections of homes
publisher: Anyshire
status: draft
published: 2023-11-01
in force: {from: 2024-01-01}
subject: home
sources: {scheme: {title: The scheme}}
scales: {result: [good, poor]}
events:
  inspection: {records: {result: result}}
  visit: {}
definitions:
  last inspection: latest inspection
  poor home:
    value: result of last inspection is poor
    said as: the home was judged poor
    said if not: the home was not judged poor
  first day of visits: {value: end of last inspection + 3 months}
  opening visit: first visit after end of last inspection
  visits counted from:
    value: if opening visit is recorded then end of opening visit else first day of visits
requirements:
  first visit: {source: scheme, when: poor home, event: visit, due: within 4 weeks after end of last inspection}
  visits:
    source: scheme
    when: poor home
    event: visit
    due: every 3 months after visits counted from, at least 3 times
  inspection: {source: scheme, when: not poor home, event: inspection, due: every 3 years after end of last inspection}
"""
"""Visits that are counted from the first, and from another day until there has been one: a day that will move."""

FIRE = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: building
scales:
  result: [safe, advised, unsafe]
"""
"""The head of a policy of fire safety, up to what it declares."""

ALARMS = """\
policy: alarms
title: Alarms
publisher: Anyshire Fire Service
published: 2022-12-01
in force: {from: 2023-01-01}
subject: building
"""
"""The head of a policy of fire alarms, up to what it declares."""

SCHOOLS = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
"""
"""The head of a policy of checks of schools, up to what it declares."""

CHECKED_HOUSES = """\
policy: checks
title: Checks of houses
publisher: Anyshire
published: 2020-01-31
in force: {from: 2020-01-31}
subject: house
"""
"""The head of a policy of checks of houses, up to what it declares."""

# ------------------------------------------------------------------------------------------------ texts


@cache
def read_once(policy: str | Path) -> Policy:
    """A policy of the checkout, by its name, file or folder: one for all tests, as nothing changes what was read."""
    return load(policy)


@cache
def _workspace() -> Workspace:
    return Workspace()


def check_once(policy: Path) -> list[str]:
    """Everything `check` finds in a policy of the checkout, a file or a folder, in one workspace for all tests."""
    return [str(finding) for finding in _workspace().check(policy)[1]]


def loaded(text: str, name: str | Path = NAME) -> Policy:
    """The policy a text writes down. Raises PolicyError, which fails the test, if anything in it is an error."""
    held = Workspace()
    held.open(name, text)
    return held.load(name)


def findings(text: str, name: str | Path = NAME) -> list[Diagnostic]:
    """Everything `check` finds in a text."""
    held = Workspace()
    held.open(name, text)
    return held.check(name)[1]


def in_words(found: Iterable[Diagnostic]) -> str:
    """Findings as people read them."""
    return str(PolicyError(found))


def errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if each.severity is Severity.ERROR]


def version_of(text: str, name: str | Path = NAME) -> Version:
    """The one version of a policy, checked; a mistake in it fails the test."""
    return loaded(text, name).versions[-1].version


# ------------------------------------------------------------------------------------------------ between the two


def texts_in(path: str | Path) -> tuple[list[VersionText], list[Diagnostic]]:
    """What stands in a file, or in a folder of versions, read but not checked, and what reading finds."""
    return read_policy(path)


def only_read(text: str, name: str = NAME) -> tuple[VersionText | None, list[Diagnostic]]:
    """What an author wrote, read but not checked, and what reading finds."""
    return read_policy_text(Source(name, text))


def as_written(text: str, name: str = NAME) -> VersionText:
    """The same; what cannot be read fails the test."""
    written, found = only_read(text, name)
    assert written is not None, [f"{each.span}: {each.message}" for each in found]
    return written


def meant(written: VersionText) -> Version | None:
    """What it means; None if the checker refuses it."""
    return check_version(written)[0]


def read_and_checked(text: str, name: str = NAME) -> tuple[Version | None, list[Diagnostic]]:
    """As `findings`, with the version; its guarantees are not tried, which would be long for what is made up."""
    written, found = only_read(text, name)
    if written is None:
        return None, found
    version, more = check_version(written)
    return version, [*found, *more]


# ------------------------------------------------------------------------------------------------ made by hand


def by_hand(*versions: Version) -> Policy:
    """The policy of versions that were made, not written, in order of coming into force."""
    return policy_of(versions)


def decided(policy: Policy, case: Case, on: date, known: date | None = None, *, trace: bool = True) -> Decision:
    """What a policy decides by the version in force, and on a day before them all by the first."""
    program = policy.in_force(max(on, policy.versions[0].version.start))
    return decide.decide(program, case, on, known, trace=trace)


def decided_further(program: Program, case: Case, on: date) -> Decision:
    """What is decided of a case by what was decided before the last of its events was known."""
    seen, further = (decide.seen_by(program, each, on) for each in (replace(case, events=case.events[:-1]), case))
    return decide.decide_as_seen(program, further, (decide.decide_as_seen(program, seen), seen))


def decided_by(program: Program, case: Case, on: date, known: date | None = None, *, trace: bool = True) -> Decision:
    """What one version decides, of a case that was imagined by its words."""
    return decide.decide_held(program, case, on, known, trace=trace)


def values_of(program: Program, case: Case, on: date, less: Case | None = None) -> dict[str, Value]:
    """What all definitions come to; with a case of which `less` is told, step by step. Raises DecisionError."""

    def seen(told: Case) -> snapshot.Snapshot:
        return snapshot.Snapshot(told, on, program.version.vocabulary)

    if less is None:
        return program.without_trace(seen(case)).values
    before = program.step_by_step(seen(less), None)
    with suppress(DecisionError):  # it may be that of this much no decision can be made
        assert before.values == values_of(program, less, on)
    return program.step_by_step(seen(case), before).values


def with_definitions(version: Version, bodies: Mapping[str, Node]) -> Version:
    """A version that defines more: trees, each under its name."""
    more = {name: Definition(name, name, name, body.type, body) for name, body in bodies.items()}
    return with_ids(replace(version, definitions={**version.definitions, **more}))


requirement_regions = questions.requirement_regions
Said = kinds.Said


def differences_of(before: Program, after: Program) -> differences.Differences:
    """What comes out otherwise by one version than by another."""
    return differences.differences(before, after)


def impacts_between(before: Policy, after: Policy, case: Case, on: date) -> tuple[impact.ObligationImpact, ...]:
    """What becomes of the duties of a case on a day; none where one of the two cannot decide it."""
    return impact.impacts(plan(before, [case], on), plan(after, [case], on))


# ------------------------------------------------------------------------------------------------ kinds of case


@lru_cache(4)
def partition_of(program: Program) -> partition.Partition:
    """The parts into which the rules of a version divide all cases."""
    return partition.partition(program)


def situations_of(program: Program, on: date) -> situations.Situations:
    """The same in words, each with a made-up case that begins on a day."""
    return situations.situations(program, on)


class Seen:
    """What comes to what for a case on a day: whether a requirement (folded) applies, and the value of a condition."""

    def __init__(self, program: Program, case: Case, on: date) -> None:
        self._tracer = traced.TracingEvaluator(program, snapshot.Snapshot(case, on, program.version.vocabulary))
        self._applicability = applicability.Applicability(program.version, self._tracer)

    def applies(self, name: str) -> object:
        return self._applicability.of(name)

    def value(self, condition: Node) -> object:
        return self._tracer.step(condition).value


def kinds_of(
    before: Program, after: Program, told: differences.Differences
) -> Iterator[tuple[differences.Difference, kinds.Kinds]]:
    """The kinds of case of each difference."""
    telling = kinds.Telling(traits.Traits(before, after, [each.pair for each in told.found]))
    return ((each, telling.kinds_of(each)) for each in told.found)


def what_it_means(before: Program, after: Program) -> Effects:
    """What the change note tells of cases that come out otherwise."""
    found = change_note(before, after).effects
    assert found is not None, "it is looked for unless that is not wanted"
    return found


# ------------------------------------------------------------------------------------------------ examples taken over


def taken_over(policy: Policy) -> tuple[list[str], dict[date, list[int]]]:
    """What is told of the examples that amendments take over, and where those begin that hold by each version."""
    programs = policy.versions
    told = survival.check_examples_carried(programs, programs)
    held = {each.version.start: [e.span.start for e in survival.carried_examples(each)] for each in programs}
    return [str(each) for each in told], held


def taken_over_all_tried(
    policy: Policy, patch: pytest.MonkeyPatch
) -> tuple[tuple[list[str], dict[date, list[int]]], int]:
    """The same where each of them is tried, and how often one would have been passed over as surely the same."""
    passed_over: list[object] = []
    surely = surely_as_before.SurelyAsBefore

    def tried(self: surely_as_before.SurelyAsBefore, example: surely_as_before.Map) -> bool:
        passed_over.extend([example] * as_it_is(self, example))
        return False

    as_it_is = surely.comes_out
    patch.setattr(surely, "comes_out", tried)
    return taken_over(policy), len(passed_over)


def due_in_words(version: Version, requirement: str) -> timing.Timed:
    """When a requirement (folded) falls due, as readers are told."""
    return timing.timed(version.requirements[requirement].due, phrases.Phrases(version))
