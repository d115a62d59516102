"""The promised functions of the package, over the parts that do the work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ilacs_rules.api_arguments import need_cases, need_days, need_jobs, need_path, need_policy, with_population
from ilacs_rules.cases.files import CasesRead
from ilacs_rules.cases.files import read_all_cases as read_all_case_files
from ilacs_rules.cases.files import read_cases as read_case_files
from ilacs_rules.engine.decide import decide as decide_case
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.document import Document
from ilacs_rules.explain.version import explain_version
from ilacs_rules.explain.why import Why, why
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.arguments import need_day, refused
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.ready import ready

_NARROWEST = 20  # characters in a line of text


def load(policy: str | Path, *, cache: bool = True) -> Policy:
    """A policy ready to be asked: a file, a folder of versions, or the name of one that ships with the package.

    Raises PolicyError if anything in it is an error, ArgumentError for what is no path. Worked examples and guarantees
    are not tried; `check` does that. With a `cache`, one that was loaded before and has not changed is taken from the
    disk: the same, only sooner.
    """
    need_path("load", "policy", policy)
    return ready(policy, cache=cache)


def check(policy: str | Path) -> list[Diagnostic]:
    """Everything found wrong with a policy, in reading order, with its worked examples and guarantees tried.

    Raises ArgumentError for what is no path.
    """
    from ilacs_rules.workspace.loading import check_policy

    need_path("check", "policy", policy)
    return check_policy(policy)[1]


def read_cases(policy: Policy, path: str | Path, mapping: str | Path | None = None) -> list[Case]:
    """The cases of a file or folder (YAML, JSON, CSV, Parquet, XLSX), read with the words of the newest version.

    What was repealed is still read, so the same cases can be asked about any day. Raises PolicyError if anything could
    not be read, ArgumentError for what is no policy or path.
    """
    need_policy("read_cases", policy)
    need_path("read_cases", "path", path)
    if mapping is not None:
        need_path("read_cases", "mapping", mapping)
    cases, found = read_case_files(path, policy.vocabulary, mapping)
    if has_errors(found):
        raise PolicyError(found)
    return cases


def read_all_cases(policy: Policy, path: str | Path, mapping: str | Path | None = None) -> CasesRead:
    """As `read_cases`, whatever is found on the way: the cases that could be read whole, and every finding.

    The names of those that could not are in `left_out`. Raises ArgumentError for what is no policy or path.
    """
    need_policy("read_all_cases", policy)
    need_path("read_all_cases", "path", path)
    if mapping is not None:
        need_path("read_all_cases", "mapping", mapping)
    return read_all_case_files(path, policy.vocabulary, mapping)


def decide(
    policy: Policy,
    case: Case,
    on: date,
    *,
    known: date | None = None,
    trace: bool = True,
    population: Iterable[Case] | None = None,
) -> Decision:
    """The answer for one case on one day, by the version in force on it. Without a trace it is quicker.

    With a day `known`, it is the answer by what had been published by then, of the policy and of the case.
    `population` are all the cases there are, this one among them: what is drawn by lot is drawn from them, and is
    undetermined without them.
    Raises DecisionError if the case is not as the policy's words ask or cannot be decided, NotInForce if no version is
    in force, and ArgumentError for what is no policy, case or day.
    """
    need_policy("decide", policy)
    if not isinstance(case, Case):
        raise refused("decide", "case", case, "a Case", _one_by_one(case))
    need_days("decide", on, known)
    policy = with_population("decide", policy, population)
    return decide_case(policy.in_force(on, known), case, on, known, trace=trace)


def plan(
    policy: Policy,
    cases: Iterable[Case],
    on: date,
    *,
    known: date | None = None,
    population: Iterable[Case] | None = None,
    jobs: int | None = 1,
) -> Plan:
    """What all cases are due on a day, the most urgent first; `known` and `population` as in `decide`.

    So many `jobs` are done at once, each by a process; None is one for each core, where there are so many cases that it
    is quicker. The plan is the same. Its decisions tell what is missing, and have no trace. Raises DecisionError (E902)
    where a process ended before it had answered.

    A case that cannot be decided is in `failed`, with the reason; so are cases whose names may be one. Raises
    NotInForce if no version is in force, and ArgumentError for what is no policy or day, or holds anything but cases.
    """
    need_policy("plan", policy)
    need_jobs("plan", jobs)
    need_days("plan", on, known)
    listed = need_cases("plan", cases)
    policy = with_population("plan", policy, population)
    return plan_cases(policy.in_force(on, known), listed, on, known, jobs=jobs)


def explain(what: Decision | Policy, on: date | None = None, *, width: int = 80) -> str:
    """A decision, or the version of a policy in force on a day (the newest if none is named), in plain English.

    Lines are at most `width` characters long, 20 or more. Raises NotInForce if no version is in force, and
    ArgumentError for anything else than a policy or a decision with its trace, or for a day with a decision.
    """
    if isinstance(width, bool) or not isinstance(width, int) or width < _NARROWEST:
        raise refused("explain", "width", width, f"a number of characters, {_NARROWEST} or more")
    return explanation(what, on).as_text(width)


def explanation(what: Decision | Policy, on: date | None = None) -> Why | Document:
    """What `explain` tells, to be had `as_text(width)` and `as_data()`, which is what the command line prints as JSON.

    Raises what `explain` raises.
    """
    if isinstance(what, Decision):
        if on is not None:
            raise refused("explain", "on", on, "None with a decision", "a decision has its own day")
        if what.trace is None:
            raise refused("explain", "what", what, "a decision with its trace", "decide it with trace=True")
        return why(what)
    need_policy("explain", what, "what", "a Policy, as load gives it, or a Decision")
    need_day("explain", "on", on, none=True)
    program = what.versions[-1] if on is None else what.in_force(on)
    return explain_version(program.version)


def _one_by_one(cases: object) -> str | None:
    return "decide each case by itself, or give them to plan" if isinstance(cases, list | tuple) else None
