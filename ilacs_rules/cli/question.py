"""What is asked of a policy on a day, and for which cases: read once for every command that asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import click

from ilacs_rules.assurance.whole import load_policy
from ilacs_rules.cases.files import read_all_cases
from ilacs_rules.cases.named import case_name
from ilacs_rules.cli.findings import Refused
from ilacs_rules.cli.output import progress
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.findings import broken_guarantees, undecided
from ilacs_rules.engine.names_asked import NoSuchNameError, named
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.explain.english import quoted
from ilacs_rules.model.as_data import asked_as_data
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity, has_errors
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Source, Span, nowhere

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """The version in force on a day, the cases it is asked about, and everything found while reading them.

    `left_out` are the names of cases that were not used, where all were asked about: not read whole, or named alike.
    """

    program: Program
    on: date
    cases: tuple[Case, ...]
    findings: tuple[Diagnostic, ...]
    known: date | None = None
    left_out: tuple[str, ...] = ()

    def as_data(self) -> dict[str, object]:
        """What was asked, for JSON."""
        return asked_as_data(self.program.version, self.on, self.known)

    @property
    def policy(self) -> str:
        """The name of the policy."""
        return self.program.version.policy


def usable_policy(policy: str, as_json: bool) -> tuple[Policy, list[Diagnostic]]:
    """A policy, and what was found that touches its answers. Raises Refused if anything in it is an error."""
    loaded, found = load_policy(policy)
    if loaded is None:
        raise Refused(found, as_json)
    return loaded, []


def version_in_force(policy: Policy, given: str, on: date, as_json: bool, known: date | None = None) -> Program:
    """The version in force on a day. Raises Refused (E605) if there is none; `given` is how the policy was named."""
    try:
        return policy.in_force(on, known)
    except NotInForce as error:
        nowhere = Span(Source(given, ""), 0, 0)
        raise Refused([Diagnostic(Code.NO_VERSION_IN_FORCE, str(error), nowhere)], as_json) from None


def ask(
    policy: str,
    path: str,
    on: date,
    mapping: str | None,
    names: tuple[str, ...],
    as_json: bool,
    known: date | None = None,
) -> Question:
    """The question, with those cases only that are named, if any are; by what was published by the day `known`.

    Raises Refused if the policy has errors, is not in force, or not one case could be read; BadParameter for a case
    that is not there.
    """
    loaded, found = usable_policy(policy, as_json)
    program = version_in_force(loaded, policy, on, as_json, known)
    read = read_all_cases(path, loaded.vocabulary, mapping)
    found += read.findings
    if not read.cases and has_errors(found):
        raise Refused(found, as_json)
    cases = named_cases(read.cases, names, path, found, as_json)
    return Question(program, on, tuple(cases), tuple(found), known, () if names else tuple(read.left_out))


def decided(question: Question) -> tuple[list[Decision], list[Diagnostic]]:
    """A decision with its trace for each case that can be decided, and everything found on the way."""
    decisions: list[Decision] = []
    found = list(question.findings)
    for case in progress(question.cases, "deciding"):
        try:
            decisions.append(decide(question.program, case, question.on, question.known))
        except DecisionError as error:
            found += undecided(case, error.diagnostics)
    return decisions, found + broken_guarantees(decisions)


def named_by(option: str | None, find: Callable[[], T]) -> T:
    """What an option names in the policy, as `find` finds it. Raises BadParameter where it finds no such name."""
    try:
        return find()
    except NoSuchNameError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def requirement_named(program: Program, written: str) -> str:
    """The folded name of a requirement. Raises BadParameter if there is none of that name."""
    known = [(each.name, each.words) for each in program.version.requirements.values()]
    return named_by("--requirement", lambda: named(written, known, "requirement"))[0]


def named_cases(
    cases: list[Case], names: tuple[str, ...], path: str, found: list[Diagnostic], as_json: bool
) -> list[Case]:
    """The cases of these names, in the order of the data; capitals do not matter. Raises Refused, BadParameter.

    What was found of other cases is then no more than counted: it leaves `found` for a note (N719).
    """
    if not names:
        return cases
    by_name = {_folded(case.name): case for case in cases}
    for name in names:
        if _folded(name) in by_name:
            continue
        if has_errors(found):
            raise Refused(found, as_json)  # it may be there, and unreadable
        hint = did_you_mean(name, [case.name for case in cases])
        message = f"there is no case {quoted(name)} in {path}"
        raise click.BadParameter(f"{message}; {hint}" if hint else message, param_hint="--case")
    wanted = {_folded(name) for name in names}
    asked = [case for case in cases if _folded(case.name) in wanted]
    _count_those_of_others(found, asked)
    return asked


def _count_those_of_others(found: list[Diagnostic], asked: list[Case]) -> None:
    """A case that was read has no error in it: what is an error, or leaves a case out, is about another.

    So is a warning about one event that is none of its own; one that is told of several rows may be about any.
    """
    places = [event.place for case in asked for event in case.events if event.place is not None]

    def of_another(each: Diagnostic) -> bool:
        if each.severity is Severity.ERROR or each.code is Code.CASE_LEFT_OUT:
            return True
        about_one = each.code in (Code.NO_END, Code.EVENT_BEFORE_CREATED) and not each.related
        return about_one and not any(_covers(place, each.span) for place in places)

    others = [each for each in found if of_another(each)]
    if not others:
        return
    found[:] = [each for each in found if each not in others]
    count = "1 finding" if len(others) == 1 else f"{len(others):,} findings"
    message = f"{count} about other cases {'is' if len(others) == 1 else 'are'} not told here"
    where = nowhere(others[0].span.source.name)
    found.append(Diagnostic(Code.OF_OTHER_CASES, message, where, "leave --case out to be told all"))


def _covers(place: Span, span: Span) -> bool:
    return place.start <= span.start and span.end <= place.end and place.source.name == span.source.name


def _folded(name: str) -> str:
    return case_name(name).casefold()
