"""What somebody gives by its path: cases, and a history beside them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_rules.engine.policies import Policy
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.workspace.errors import PolicyError

if TYPE_CHECKING:  # nobody waits for it who asks for no cases
    from ilacs_rules.cases.files import CasesRead
    from ilacs_rules.model.case import Case

Where = str | Path  # a file, a folder of versions, or the name of a policy that ships with the package


def need_a_path(function: str, path: Where) -> Where:
    """A path, as it was given. Raises ArgumentError for what is none."""
    if not isinstance(path, str | os.PathLike):
        raise refused(function, "path", path, "a path: a str or a pathlib.Path")
    return path


def cases_read(policy: Policy, cases: Where, mapping: Where | None) -> CasesRead:
    """The cases of a path, if any could be read."""
    from ilacs_rules.cases.files import read_all_cases

    read = read_all_cases(need_a_path("ask", cases), policy.vocabulary, mapping)
    if not read.cases and has_errors(read.findings):
        raise PolicyError(read.findings)
    return read


def among_those_read(policy: Policy, read: CasesRead) -> Policy:
    """The policy, where the cases that were read are all there are."""
    if not policy.asks_for_population:
        return policy
    from ilacs_rules.engine.among import among

    return among(policy, read.cases, read.left_out)


def history_read(
    policy: Policy, path: Where, mapping: Where | None, cases: Where, read: CasesRead, found: list[Diagnostic]
) -> tuple[Case, ...]:
    """The cases of a history; those that were `read` already, where it has the same path. What is found is added."""
    if os.path.abspath(path) == os.path.abspath(cases):
        return tuple(read.cases)
    history = cases_read(policy, path, mapping)
    found += [each for each in history.findings if each not in found]
    return tuple(history.cases)
