"""The promised functions of the package, over the parts that do the work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ilacs_rules.assurance.whole import check_policy, load_policy
from ilacs_rules.cases.files import read_cases as read_case_files
from ilacs_rules.cases.model import Case
from ilacs_rules.engine.decide import decide as decide_case
from ilacs_rules.engine.decision import Decision
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.version import explain_version
from ilacs_rules.explain.why import why, why_as_text
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.printing import as_text


class PolicyError(ValueError):
    """A policy, mapping or case file that cannot be used; `diagnostics` say why, and where."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(as_text(self.diagnostics))

    def __reduce__(self) -> tuple[type[PolicyError], tuple[object, ...]]:
        return PolicyError, (self.diagnostics,)  # its words are made anew, also in another process


def load(policy: str | Path) -> Policy:
    """A policy ready to be asked: a file, a folder of versions, or the name of one that ships with the package.

    Raises PolicyError if anything in it is an error. Worked examples and guarantees are not tried; `check` does that.
    """
    loaded, found = load_policy(policy)
    if loaded is None:
        raise PolicyError(found)
    return loaded


def check(policy: str | Path) -> list[Diagnostic]:
    """Everything found wrong with a policy, in reading order, with its worked examples and guarantees tried."""
    return check_policy(policy)[1]


def read_cases(policy: Policy, path: str | Path, mapping: str | Path | None = None) -> list[Case]:
    """The cases of a file or folder (YAML, JSON, CSV, XLSX), read with the words of the policy's newest version.

    What was repealed is still read, so the same cases can be asked about any day. Raises PolicyError if anything could
    not be read.
    """
    cases, found = read_case_files(path, policy.vocabulary, mapping)
    if has_errors(found):
        raise PolicyError(found)
    return cases


def decide(policy: Policy, case: Case, on: date, *, known: date | None = None, trace: bool = True) -> Decision:
    """The answer for one case on one day, by the version in force on it. Without a trace it is quicker.

    With a day `known`, it is the answer by what had been published by then, of the policy and of the case.
    Raises DecisionError if the case cannot be decided, and NotInForce if no version is in force.
    """
    return decide_case(policy.in_force(on, known), case, on, known, trace=trace)


def plan(policy: Policy, cases: Iterable[Case], on: date, *, known: date | None = None) -> Plan:
    """What all cases are due on a day, the most urgent first; `known` as in `decide`.

    Raises NotInForce if no version is in force.
    """
    return plan_cases(policy.in_force(on, known), cases, on, known)


def explain(what: Decision | Policy, on: date | None = None, *, width: int = 80) -> str:
    """A decision, or the version of a policy in force on a day (the newest if none is named), in plain English."""
    if isinstance(what, Decision):
        return why_as_text(why(what), width)
    program = what.versions[-1] if on is None else what.in_force(on)
    return explain_version(program.version).as_text(width)
