"""A policy checked as a whole: its files, each version, its worked examples and its guarantees."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.assurance.examples import run_examples
from ilacs_rules.assurance.guarantees import check_guarantees
from ilacs_rules.checker.check import check_version
from ilacs_rules.checker.told_once import told_once
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.policy.loading import read_policy
from ilacs_rules.text.diagnostics import Diagnostic, has_errors


def load_policy(path: Path | str) -> tuple[Policy | None, list[Diagnostic]]:
    """The policy in a file or folder, or shipped under a name, ready to be asked; None if anything in it is an error.

    Its worked examples and guarantees are not tried; `check_policy` does that.
    """
    texts, found = read_policy(path)
    programs: list[Program] = []
    for text in texts:
        version, findings = check_version(text)
        found += findings
        if version is not None:
            programs.append(Program(version))
    complete = len(programs) == len(texts) and programs and not has_errors(found)
    if not complete:
        return None, told_once(found)
    newest = programs[-1].version
    return Policy(newest.policy, newest.title, tuple(programs)), told_once(found)


def check_policy(path: Path | str) -> tuple[Policy | None, list[Diagnostic]]:
    """As `load_policy`, with everything worked examples and guarantees show as well."""
    policy, found = load_policy(path)
    if policy is not None:
        for program in policy.versions:
            found += [finding for result in run_examples(program) for finding in result.findings]
            found += check_guarantees(program)
    return policy, told_once(found)
