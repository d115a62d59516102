"""What the promised functions take, and the error for anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike

from ilacs_rules.engine.among import among
from ilacs_rules.engine.policies import Policy
from ilacs_rules.model.case import Case
from ilacs_rules.text.arguments import need_day, refused


def need_policy(function: str, policy: object, name: str = "policy", takes: str = "a Policy, as load gives it") -> None:
    """Raises ArgumentError unless it is a policy."""
    if not isinstance(policy, Policy):
        raise refused(function, name, policy, takes, "load it first" if isinstance(policy, str | PathLike) else None)


def need_path(function: str, name: str, path: object) -> None:
    """Raises ArgumentError unless it is a path."""
    if not isinstance(path, str | PathLike):
        raise refused(function, name, path, "a path: a str or a pathlib.Path")


def need_days(function: str, on: object, known: object) -> None:
    """Raises ArgumentError unless the one is a day, and the other a day or None."""
    need_day(function, "on", on)
    need_day(function, "known", known, none=True)


def need_jobs(function: str, jobs: object) -> None:
    """Raises ArgumentError unless it is a number of processes, or None."""
    if jobs is not None and (isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1):
        raise refused(function, "jobs", jobs, "a number of processes, 1 or more, or None for one for each core")


def need_cases(function: str, cases: object, name: str = "cases") -> list[Case]:
    """The cases as a list. Raises ArgumentError for what holds anything but cases."""
    if not isinstance(cases, Iterable) or isinstance(cases, str | bytes | Mapping):
        hint = "put a single case in a list: [case]" if isinstance(cases, Case) else None
        raise refused(function, name, cases, "Cases, in a list or another iterable", hint)
    listed = list(cases)
    for each in listed:
        if not isinstance(each, Case):
            raise refused(function, name, each, "Cases only")
    return listed


def with_population(function: str, policy: Policy, population: object) -> Policy:
    """The policy, where it is told which cases there are; without that, what hangs on it is undetermined.

    Raises ArgumentError for what is neither cases nor None.
    """
    return policy if population is None else among(policy, need_cases(function, population, "population"))


def need_texts(function: str, name: str, texts: object, what: str) -> list[str]:
    """The names as a list. Raises ArgumentError for what holds anything but texts; a text by itself is no list."""
    if not isinstance(texts, Iterable) or isinstance(texts, str | bytes | Mapping):
        hint = "put a single one in a list" if isinstance(texts, str) else None
        raise refused(function, name, texts, f"{what}, in a list or another iterable", hint)
    listed = list(texts)
    for each in listed:
        if not isinstance(each, str):
            raise refused(function, name, each, what)
    return listed
