"""The change note of two versions, or of each step of a policy between two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.explain.changes import others
from ilacs_rules.explain.changes.beside import names_changed, sources_changed
from ilacs_rules.explain.changes.definition import definition_changes
from ilacs_rules.explain.changes.effect import Effects as Effects
from ilacs_rules.explain.changes.effects import effects
from ilacs_rules.explain.changes.grounds import with_grounds
from ilacs_rules.explain.changes.note import KEPT, TO_DO, ChangeGroup, ChangeNote, ChangeNotes, How, Reason, RuleChanges
from ilacs_rules.explain.changes.requirement import assumption_changes, requirement_changes, standing_assumptions
from ilacs_rules.explain.changes.vocabulary import record_changes
from ilacs_rules.explain.publication import titled
from ilacs_rules.model.version import Version


def _reason(version: Version) -> Reason:
    text = version.text
    assumed = tuple(each is not None for each in (text.published_assumes, text.start_assumes))
    return Reason(version.start, version.until, version.published, text.summary, version.status, *assumed)


def change_note(
    before: Program, after: Program, between: Sequence[Program] = (), *, with_cases: bool = True
) -> ChangeNote:
    """What changes when one version takes the place of another; `between` are versions passed over on the way.

    Which cases come out otherwise is not looked for unless it is asked for `with_cases`, as that takes longest.
    """
    old, new = before.version, after.version
    steps = (*(program.version for program in between), new)
    reasons = tuple(map(_reason, steps))
    told = ChangeNote(new.policy, new.title, old.start, new.start, reasons, rule_changes(old, new))
    return replace(told, effects=effects(before, after)) if with_cases else told


def change_notes(
    policy: Policy, since: date, until: date, *, whole: bool = False, with_cases: bool = True
) -> tuple[ChangeNote, ...]:
    """A note for each version that comes into force after `since`, up to and on `until`; as one if `whole` is asked.

    Raises NotInForce if no version is in force on one of the days.
    """
    first, last = policy.in_force(since), policy.in_force(until)
    steps = [p for p in policy.versions if first.version.start < p.version.start <= last.version.start]
    if not steps:
        return ()
    if whole:
        return (change_note(first, last, steps[:-1], with_cases=with_cases),)
    pairs = zip([first, *steps], steps, strict=False)
    return tuple(change_note(before, after, with_cases=with_cases) for before, after in pairs)


def changes_between(policy: Policy, since: date, to: date, *, whole: bool = False) -> ChangeNotes:
    """The same notes as one answer, with what was asked. Raises what `change_notes` raises."""
    steps = change_notes(policy, since, to, whole=whole)
    return ChangeNotes(policy.name, policy.title, titled(policy.in_force(to).version), since, to, steps)


def rule_changes(before: Version, after: Version) -> RuleChanges:
    """What of the rules reads otherwise and is not known, by laws, to mean the same (`checker.comparing.laws`).

    So another order, another name and some other wordings are no change. All that is not told means the same.
    """
    compared = VersionComparison(before, after)
    defined = with_grounds(definition_changes(compared), after.definitions, after)
    groups = (
        ChangeGroup(TO_DO, with_grounds(requirement_changes(compared), after.requirements, after)),
        ChangeGroup("What the words mean", (*others.value_set_changes(compared), *defined)),
        ChangeGroup("What is recorded", tuple(record_changes(compared))),
        ChangeGroup("What always holds", tuple(others.guarantee_changes(compared))),
        ChangeGroup("Who comes first", with_grounds(others.priority_changes(compared), after.priorities, after)),
        ChangeGroup("When the clock stops", tuple(others.pause_changes(compared))),
        ChangeGroup(KEPT, tuple(others.transition_changes(compared))),
        ChangeGroup("How days are counted", tuple(others.day_changes(before, after))),
        ChangeGroup("The policy itself", tuple(others.policy_changes(compared))),
    )
    assumptions = tuple(assumption_changes(compared))
    otherwise = [each.name for group in groups for each in group.changes if each.how is How.CHANGED]
    told = tuple(group for group in groups if group.changes)
    standing = standing_assumptions(after, otherwise, {each.name for each in assumptions})
    return RuleChanges(told, assumptions, names_changed(compared), sources_changed(compared), standing)
