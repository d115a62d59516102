"""What is asked of a policy on a day, and for which cases: read once for every door that asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_rules.cases.named import case_name
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.findings import broken_guarantees, undecided
from ilacs_rules.engine.names_asked import NoSuchNameError, named
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.as_data import asked_as_data
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity, has_errors
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span, nowhere
from ilacs_rules.text.words import quoted
from ilacs_rules.workspace.errors import PolicyError, naming

if TYPE_CHECKING:  # each answer is imported when it is asked for: nobody waits for the others
    from ilacs_rules.workspace.contacts import Contacted
    from ilacs_rules.workspace.decisions import Decided
    from ilacs_rules.workspace.explanations import Explained
    from ilacs_rules.workspace.forecasts import Foreseen
    from ilacs_rules.workspace.plans import Planned

Progress = Callable[[Sequence[Case], str], Iterable[Case]]  # the cases as they are, and what is done with them


def unwatched(cases: Sequence[Case], doing: str) -> Iterable[Case]:
    """The cases, while nobody looks how far it has come."""
    return cases


@frozen
class Question:
    """The version in force on a day, the cases it is asked about, and everything found while reading them.

    `left_out` are the names of cases that were not used, where all were asked about: not read whole, or named alike.
    `history` are the cases from which is told, beside a plan, how long it usually takes; None where nobody asks.
    `jobs` is how many processes work on many cases at once, None for as many as there are cores, where that is quicker.
    """

    policy: Policy
    program: Program
    on: date
    cases: tuple[Case, ...]
    findings: tuple[Diagnostic, ...]
    known: date | None = None
    names: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    progress: Progress = field(default=unwatched, repr=False)
    history: tuple[Case, ...] | None = field(default=None, repr=False)
    jobs: int | None = field(default=1, repr=False)

    def as_data(self) -> dict[str, object]:
        """What was asked, for JSON."""
        return asked_as_data(self.program.version, self.on, self.known)

    def decide(self) -> Decided:
        """A decision with its trace for each case that can be decided, and everything found on the way."""
        from ilacs_rules.workspace.decisions import Decided

        return Decided(self, *self._decided())

    def why(self, requirement: str | None = None) -> Explained:
        """Each decision explained, or one requirement of it. Raises NoSuchNameError if there is none of that name."""
        from ilacs_rules.workspace.explanations import explained

        only = None if requirement is None else self.requirement(requirement)
        return explained(self, *self._decided(), only)

    def plan(
        self,
        *,
        statuses: Sequence[str] = (),
        requirements: Sequence[str] = (),
        limit: int | None = None,
        work: str | Path | None = None,
    ) -> Planned:
        """What all cases are due, the most urgent first: of these statuses, of these requirements, the first so many.

        Where nothing is named, it is all. With the file of a calendar of `work`, what that has no room for is told too.
        Raises NoSuchNameError for a requirement that the version does not have, PolicyError for a calendar of work that
        cannot be read.
        """
        from ilacs_rules.workspace.plans import planned

        wanted = tuple(self.requirement(name) for name in requirements)
        return planned(self, tuple(statuses), wanted, limit, work)

    def forecast(
        self,
        until: date,
        *,
        day: str = "target",
        outcomes: Iterable[str] = (),
        published_after: Duration | str | None = None,
        by: str | None = None,
        team: str | None = None,
        work: str | Path | None = None,
        place_undated: Iterable[str] = (),
    ) -> Foreseen:
        """What is expected of the cases after the day, up to and with `until`; what it takes is as in `forecast`.

        A length of time may be written, as “30 working days”. Raises NoSuchNameError for a name that the policy does
        not have, NotInForce if no version is in force on a day, ArgumentError for what is none of these, and
        PolicyError for a calendar of `work` that cannot be read.
        """
        from ilacs_rules.workspace.forecasts import foreseen

        return foreseen(self, until, day, tuple(outcomes), published_after, by, team, work, tuple(place_undated))

    def contacts(
        self, since: date, *, events: Sequence[str] = (), by: str | None = None, against: Policy | None = None
    ) -> Contacted:
        """The contacts of the cases from `since` to the day; with another policy, what both would have asked.

        `events` are the kinds that count, `by` is a record to tell cases apart; by default as the policy has both.
        Raises NoSuchNameError for a name that the policy does not have, and PolicyError if one of two policies is not
        in force on `since`.
        """
        from ilacs_rules.workspace.contacts import contacted

        return contacted(self, since, tuple(events), by, against)

    def requirement(self, written: str) -> str:
        """The folded name of a requirement. Raises NoSuchNameError if there is none of that name."""
        known = [(each.name, each.words) for each in self.program.version.requirements.values()]
        with naming("requirement"):
            return named(written, known, "requirement")[0]

    def _decided(self) -> tuple[tuple[Decision, ...], tuple[Diagnostic, ...]]:
        decisions: list[Decision] = []
        found = list(self.findings)
        for case in self.progress(self.cases, "deciding"):
            try:
                decisions.append(decide(self.program, case, self.on, self.known))
            except DecisionError as error:
                found += undecided(case, error.diagnostics)
        return tuple(decisions), (*found, *broken_guarantees(decisions))


def named_cases(cases: list[Case], names: Sequence[str], path: str, found: list[Diagnostic]) -> list[Case]:
    """The cases of these names, in the order of the data; capitals do not matter.

    What was found of other cases is then no more than counted: it leaves `found` for a note (N719). Raises
    NoSuchNameError for a case that is not there, and PolicyError if it may be there and could not be read.
    """
    if not names:
        return cases
    by_name = {_folded(case.name): case for case in cases}
    for name in names:
        if _folded(name) in by_name:
            continue
        if has_errors(found):
            raise PolicyError(found)  # it may be there, and unreadable
        hint = did_you_mean(name, [case.name for case in cases])
        raise NoSuchNameError(f"there is no case {quoted(name)} in {path}", hint, "case")
    wanted = {_folded(name) for name in names}
    asked = [case for case in cases if _folded(case.name) in wanted]
    _count_those_of_others(found, asked)
    return asked


_ABOUT_ONE_EVENT = (Code.NO_END, Code.EVENT_BEFORE_CREATED, Code.EVENT_AFTER_ENDED)


def _count_those_of_others(found: list[Diagnostic], asked: list[Case]) -> None:
    """A case that was read has no error in it: what is an error, or leaves a case out, is about another.

    So is a warning about one event that is none of its own; one that is told of several rows may be about any.
    """
    places = [event.place for case in asked for event in case.events if event.place is not None]

    def of_another(each: Diagnostic) -> bool:
        if each.severity is Severity.ERROR or each.code is Code.CASE_LEFT_OUT:
            return True
        about_one = each.code in _ABOUT_ONE_EVENT and not each.related
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
