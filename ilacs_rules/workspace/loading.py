"""A policy checked as a whole: its files, each version, its worked examples and its guarantees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from ilacs_rules.assurance.asked_twice import check_asked_twice
from ilacs_rules.assurance.examples import run_examples
from ilacs_rules.assurance.guarantees import check_guarantees
from ilacs_rules.assurance.in_every_case import check_in_every_case
from ilacs_rules.assurance.never_holds import check_conditions
from ilacs_rules.assurance.survival import check_examples_carried
from ilacs_rules.checker.advice import advice
from ilacs_rules.checker.carried import check_carried
from ilacs_rules.checker.check import check_version
from ilacs_rules.checker.in_force import check_in_force
from ilacs_rules.checker.moved_periods import check_moved_periods
from ilacs_rules.checker.set_aside import check_set_aside, without_set_aside
from ilacs_rules.checker.sources import told_before
from ilacs_rules.checker.told_once import told_once
from ilacs_rules.checker.under_way import check_under_way
from ilacs_rules.checker.values_kept import check_values_kept
from ilacs_rules.engine.policies import Policy, policy_of
from ilacs_rules.engine.program import Program
from ilacs_rules.model.version import Version
from ilacs_rules.policy.loading import read_through_time
from ilacs_rules.policy.model import VersionText
from ilacs_rules.text.codes import Code
from ilacs_rules.text.collecting import collected_seldom
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.once import AFRESH, Afresh
from ilacs_rules.text.source import Span


def load_policy(
    path: Path | str, files: Files = ON_DISK, afresh: Afresh = AFRESH
) -> tuple[Policy | None, list[Diagnostic]]:
    """The policy in a file or folder, or shipped under a name, ready to be asked; None if anything in it is an error.

    Its worked examples and guarantees are not tried; `check_policy` does that. Texts are read from `files`; what was
    worked out of the very same texts before is taken from `afresh`, if that keeps it.
    """
    with collected_seldom():
        policy, texts, found = _loaded(path, files, afresh)
    return policy, without_set_aside(texts, found)


def _loaded(
    path: Path | str, files: Files, afresh: Afresh
) -> tuple[Policy | None, list[VersionText], list[Diagnostic]]:
    """The policy, if it has no errors; the texts of its versions; and all that was found, set aside or not."""
    texts, earlier, found = read_through_time(path, files, afresh)
    versions: list[Version] = []
    for text in texts:
        version, findings = afresh.once(check_version, text, afresh)
        found += findings
        if version is not None:
            versions.append(version)
    found = told_before(found)
    complete = len(versions) == len(texts) and versions and not has_errors(found)
    if not complete:
        return None, texts, told_once(_as_they_stand(texts, found))
    looked_back_to = _sound(
        earlier, {each.keep for version in versions for each in version.transitions.values()}, found, afresh
    )
    if has_errors(found):
        return None, texts, told_once(_as_they_stand(texts, found))
    policy = policy_of(versions, looked_back_to, afresh)
    for program in policy.versions:
        found += afresh.once(check_under_way, program.version)
        found += afresh.once(check_moved_periods, program.version)
        found += afresh.once(check_carried, program.version)
        found += afresh.once(check_values_kept, program.version)
        found += [each for each in afresh.once(check_in_force, program.version) if each not in found]
    return policy, texts, told_once(_as_they_stand(texts, found))


def _as_they_stand(texts: Iterable[VersionText], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, each with its places in the text that its file now has (`policy.items_kept`)."""
    now = {text.origin.name: text.origin for text in texts}

    def standing(span: Span) -> Span:
        return span.within(now.get(span.source.name, span.source))

    return [
        replace(each, span=standing(each.span), related=tuple((standing(span), words) for span, words in each.related))
        for each in found
    ]


def _sound(texts: list[VersionText], kept: set[date], found: list[Diagnostic], afresh: Afresh) -> list[Version]:
    """The earlier versions that can be used; what is wrong with those that have to decide some cases is told."""
    versions: list[Version] = []
    for text in texts:
        version, findings = afresh.once(check_version, text, afresh)
        if version is not None:
            versions.append(version)
        elif text.start in kept:
            found += findings
    return versions


def check_policy(
    path: Path | str, files: Files = ON_DISK, afresh: Afresh = AFRESH
) -> tuple[Policy | None, list[Diagnostic]]:
    """As `load_policy`, with everything worked examples and guarantees show as well."""
    policy, texts, found = _loaded(path, files, afresh)
    if policy is not None:
        before = None
        for program in policy.versions:
            found += [finding for result in afresh.once(run_examples, program) for finding in result.findings]
            found += afresh.once(check_guarantees, program)
            found += [each for each in afresh.once(check_conditions, program.version) if each not in found]
            told = {each.span for each in found if each.code is Code.NO_EFFECT}
            found += [each for each in afresh.once(check_in_every_case, program, before) if each.span not in told]
            found += afresh.once(check_asked_twice, program)
            found += afresh.once(advice, program.version)
            before = program.version
        found += afresh.once(_examples_carried, policy.versions)
        found += check_set_aside(texts, found)
    return policy, without_set_aside(texts, told_once(_as_they_stand(texts, found)))


def _examples_carried(programs: tuple[Program, ...]) -> list[Diagnostic]:
    """What is to be said of the examples that amendments take over, also of versions before the first asked for."""
    earlier = [each for day, each in sorted(programs[0].earlier.items())]
    return check_examples_carried([*earlier, *programs], programs)
