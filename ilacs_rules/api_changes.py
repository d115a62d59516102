"""The promised functions that hold one text against another, over the parts that do the work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from ilacs_rules.api_arguments import need_cases, need_policy, with_population
from ilacs_rules.api_names import need_known
from ilacs_rules.documents.review import Review
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.changes.make import changes_between
from ilacs_rules.explain.changes.note import ChangeNotes
from ilacs_rules.explain.comparison import Comparison, comparison
from ilacs_rules.explain.impact_made import impact_report
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.model.case import Case
from ilacs_rules.text.arguments import need_day, refused

_REVISIONS = "two states of the repository, as “main..HEAD”, or one"
_POLICIES = "a list of paths"
_CALLED = "the old text", "the new text"
_BY = "the name of a fact, or of what events record"


def compare(
    before: Policy, policy: Policy, cases: Iterable[Case], on: date, *, population: Iterable[Case] | None = None
) -> Comparison:
    """What changes for each case on a day when a policy takes the place of another, and which rules mean otherwise.

    `population` is as in `decide`.

    Cases that one of the two cannot decide are told in `findings`. Raises NotInForce if no version of one is in force,
    and ArgumentError for what is no policy, case or day.
    """
    need_policy("compare", before, "before")
    need_policy("compare", policy)
    need_day("compare", "on", on)
    listed = need_cases("compare", cases)
    everyone = None if population is None else need_cases("compare", population, "population")
    before, policy = (with_population("compare", each, everyone) for each in (before, policy))
    old, new = before.in_force(on), policy.in_force(on)
    return comparison(plan_cases(old, listed, on), plan_cases(new, listed, on))


def impact(
    before: Policy,
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    until: date,
    *,
    by: str | None = None,
    population: Iterable[Case] | None = None,
) -> ImpactReport:
    """What it does to cases from one day to another, 50 years at most, that a policy takes the place of another.

    Their duties are held against each other as at the first day on which the two do not decide by the same text: what
    moves and by how much, what comes or falls away, and of what that cannot be told. What is expected in each quarter
    is forecast from `since` on, by both. `by` names a fact, or what events record on a scale or as one of some choices,
    to count cases by; `population` is as in `decide`.

    `Policy.alone(day)` is the version in force on a day as if it went on. Cases that one of the two cannot decide are
    told in `findings`. Raises NotInForce if no version of one is in force, and ArgumentError for what is no policy,
    case or day, for a name by which nothing can be counted, or for `until` if it is not after `since`.
    """
    need_policy("impact", before, "before")
    need_policy("impact", policy)
    need_day("impact", "since", since)
    need_day("impact", "until", until)
    listed = need_cases("impact", cases)
    everyone = None if population is None else need_cases("impact", population, "population")
    policies = with_population("impact", before, everyone), with_population("impact", policy, everyone)
    if by is not None and not isinstance(by, str):
        raise refused("impact", "by", by, _BY)
    made = partial(impact_report, policies, (listed, listed), since, until, by, _CALLED)
    return need_known("impact", "by", f"{by}", _BY, made)


def changes(policy: Policy, since: date, to: date, *, whole: bool = False) -> ChangeNotes:
    """What changes in a policy from one day to another: a note for each step on the way, or one for the whole way.

    Raises NotInForce if no version is in force on one of the days, and ArgumentError for what is no policy or day, or
    where `to` is before `since`.
    """
    need_policy("changes", policy)
    need_day("changes", "since", since)
    need_day("changes", "to", to)
    if to < since:
        raise refused("changes", "to", to, f"a day from {since} on, the day of “since”")
    if not isinstance(whole, bool):
        raise refused("changes", "whole", whole, "True or False")
    return changes_between(policy, since, to, whole=whole)


def review(revisions: str, policies: Iterable[str | Path] = ()) -> Review:
    """What a reviewer is told of a change that is kept in git: what comes out otherwise, examples, findings.

    `revisions` are `BASE..HEAD`, `BASE...HEAD` (from where the two parted), or `BASE` alone for the files as they are
    now, of the repository of the current folder; `policies` are those to be looked at, else all of which a file
    differs. Raises PolicyError where git, a revision or a policy that is named is not there, and where so much differs
    that it would take very long; and ArgumentError for what is no text or no list of paths.
    """
    from ilacs_rules.workspace.reviews import review as reviewed  # who compares waits for no templates

    if not isinstance(revisions, str):
        raise refused("review", "revisions", revisions, _REVISIONS)
    if isinstance(policies, str | Path) or not isinstance(policies, Iterable):
        raise refused("review", "policies", policies, _POLICIES)
    named = list(policies)
    for each in named:
        if not isinstance(each, str | Path):
            raise refused("review", "policies", each, _POLICIES)
    return reviewed(revisions, named)
