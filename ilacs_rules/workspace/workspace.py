"""The workspace: what every door asks. A door reads the request, asks the workspace, and shows the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_rules.engine.names_asked import definitions_of, named, requirements_of
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.language.durations import Duration
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.once import Remembered
from ilacs_rules.workspace.errors import PolicyError, naming
from ilacs_rules.workspace.given import Where, among_those_read, cases_read, history_read, need_a_path
from ilacs_rules.workspace.in_force import alone, of_a_day, program_in_force
from ilacs_rules.workspace.question import Progress, Question, named_cases, unwatched
from ilacs_rules.workspace.ready import ready
from ilacs_rules.workspace.texts import OpenTexts

if TYPE_CHECKING:  # each is imported when it is asked for: nobody waits for the others
    from ilacs_rules.documents.policy_document.content import PolicyDocument
    from ilacs_rules.explain.changes.note import ChangeNotes
    from ilacs_rules.explain.document import Document
    from ilacs_rules.explain.matrix import Matrix
    from ilacs_rules.explain.policy_text import PolicyText
    from ilacs_rules.policy.comments import YamlComment
    from ilacs_rules.workspace.audits import Audited
    from ilacs_rules.workspace.backtests import Backtested
    from ilacs_rules.workspace.comparisons import Compared
    from ilacs_rules.workspace.contacts import Contacted
    from ilacs_rules.workspace.decisions import Decided
    from ilacs_rules.workspace.forecasts import Foreseen
    from ilacs_rules.workspace.plans import Planned
    from ilacs_rules.workspace.positions import AtPosition


class Workspace:
    """Policies and cases by their paths, texts that are held open, and everything that can be asked of them.

    Each answer has its `findings`, and `as_data()` for JSON; where there are tables of it, also `tables()`, `about()`
    and `in_short()`. `progress` is given the cases before each long piece of work, with what is done, and gives them
    out one by one. With a `cache`, a policy that was loaded before and has not changed is taken from the disk. Of
    many cases so many `jobs` are done at once, each by a process; None is one for each core, where that is quicker.

    Every method that asks raises PolicyError where there is no answer at all: the policy, the mapping or the cases
    cannot be used, or no version is in force on the day. `NoSuchNameError` says that the policy or the cases do not
    have what was named, and ArgumentError that an argument is not what it must be.
    """

    def __init__(self, progress: Progress = unwatched, *, cache: bool = True, jobs: int | None = 1) -> None:
        self._progress = progress
        self._cache = cache
        self._jobs = jobs
        self._texts = OpenTexts()
        self._kept = Remembered()

    # ------------------------------------------------------------------------------------------------ texts

    def open(self, path: Where, text: str) -> None:
        """Holds a text of a policy, saved or not: it takes the place of the file, which need not be there.

        A table in CSV that a policy names may be held as well. Cases and mappings are read from the disk.
        """
        if not isinstance(text, str):
            raise refused("open", "text", text, "a text")
        self._texts.open(Path(need_a_path("open", path)), text)

    def close(self, path: Where) -> None:
        """Holds a text no more: the file counts again. Nothing is said where none was held."""
        self._texts.close(Path(need_a_path("close", path)))

    def comments(self, path: Where) -> tuple[YamlComment, ...]:
        """The comments of a policy file, each with the key it stands by; none of a file that cannot be read."""
        from ilacs_rules.policy.comments import comments_of
        from ilacs_rules.policy.loading import read_own_tree

        source, _ = self._texts.read(Path(need_a_path("comments", path)))
        tree = None if source is None else self._kept.once(read_own_tree, source)[0]
        return () if tree is None else self._kept.once(comments_of, tree)

    def at(self, path: Where, line: int, column: int) -> AtPosition:
        """What stands at a place of a policy file: key, part of a sentence, name, its declaration, what is found there.

        Lines and columns count from 1.
        The place may be before a character or behind it; beyond the end of a line it is that end. It is the text of
        the file itself: what it amends is looked at for declarations only. Raises PolicyError if it cannot be read.
        """
        from ilacs_rules.policy.loading import read_own_tree, read_through_time
        from ilacs_rules.workspace.positions import at_offset

        for name, number in (("line", line), ("column", column)):
            if isinstance(number, bool) or not isinstance(number, int):
                raise refused("at", name, number, "a whole number")
        source, found = self._texts.read(Path(need_a_path("at", path)))
        if source is None:
            raise PolicyError(found)
        tree, _ = self._kept.once(read_own_tree, source)
        texts, _, _ = read_through_time(path, self._texts, self._kept)
        _, found = self.check(path)
        return at_offset(source, tree, texts[0] if texts else None, source.offset(line, column), found)

    @property
    def worked_out(self) -> Mapping[str, int]:
        """How often each kind of work was done since the beginning, by the function that does it."""
        return dict(self._kept.made)

    # ------------------------------------------------------------------------------------------------ policies

    def load(self, policy: Where) -> Policy:
        """A policy ready to be asked. Its worked examples and guarantees are not tried; `check` does that.

        `POLICY@DAY` is the version in force on a day alone, as if it went on.
        """
        self._kept.next_round()
        path, day = of_a_day(need_a_path("load", policy))
        loaded = ready(path, self._texts, self._kept, cache=self._cache)
        return loaded if day is None else alone(loaded, path, day)

    def check(self, policy: Where) -> tuple[Policy | None, list[Diagnostic]]:
        """A policy and everything found wrong with it, in reading order, with its examples and guarantees tried.

        There is no policy where anything in its files is an error. What depends on no text that has changed since the
        last time is not checked again. Raises nothing.
        """
        from ilacs_rules.workspace.loading import check_policy

        self._kept.next_round()
        return check_policy(need_a_path("check", policy), self._texts, self._kept)

    def in_force(self, policy: Where, on: date, known: date | None = None) -> tuple[Policy, Program]:
        """A policy and its version in force on a day, as published by the day `known`, if that is given."""
        loaded = self.load(policy)
        return loaded, program_in_force(loaded, policy, on, known)

    # ------------------------------------------------------------------------------------------------ questions

    def ask(
        self,
        policy: Where,
        cases: Where,
        on: date,
        *,
        known: date | None = None,
        mapping: Where | None = None,
        names: Sequence[str] = (),
        observed: Where | None = None,
    ) -> Question:
        """What is asked of a policy on a day: of the cases of these names, or of all; by what was known on a day.

        With the path of a history `observed`, read by the same mapping, a plan tells also how long it usually takes.
        """
        loaded, _ = self.in_force(policy, on, known)
        read = cases_read(loaded, cases, mapping)
        loaded = among_those_read(loaded, read)
        found = list(read.findings)
        asked = named_cases(read.cases, names, f"{cases}", found)
        left_out = () if names else tuple(read.left_out)
        history = None if observed is None else history_read(loaded, observed, mapping, cases, read, found)
        given = tuple(asked), tuple(found), known, tuple(names), left_out, self._progress, history, self._jobs
        return Question(loaded, loaded.in_force(on, known), on, *given)

    def decide(
        self,
        policy: Where,
        cases: Where,
        on: date,
        *,
        known: date | None = None,
        mapping: Where | None = None,
        names: Sequence[str] = (),
    ) -> Decided:
        """The decision for each case on a day, with its trace."""
        return self.ask(policy, cases, on, known=known, mapping=mapping, names=names).decide()

    def plan(
        self, policy: Where, cases: Where, on: date, *, known: date | None = None, mapping: Where | None = None
    ) -> Planned:
        """What all cases are due on a day, the most urgent first."""
        return self.ask(policy, cases, on, known=known, mapping=mapping).plan()

    def forecast(
        self,
        policy: Where,
        cases: Where,
        on: date,
        until: date,
        *,
        known: date | None = None,
        mapping: Where | None = None,
        day: str = "target",
        outcomes: Iterable[str] = (),
        published_after: Duration | str | None = None,
        by: str | None = None,
        team: str | None = None,
        work: str | Path | None = None,
        place_undated: Iterable[str] = (),
    ) -> Foreseen:
        """What is expected of cases after a day, up to and with `until`; `Question.forecast` says what it takes."""
        question = self.ask(policy, cases, on, known=known, mapping=mapping)
        return question.forecast(
            until,
            day=day,
            outcomes=outcomes,
            published_after=published_after,
            by=by,
            team=team,
            work=work,
            place_undated=place_undated,
        )

    def audit(
        self,
        policy: Where,
        cases: Where,
        since: date,
        on: date,
        *,
        mapping: Where | None = None,
        show: Iterable[str] = (),
        requirements: Iterable[str] = (),
        timing: bool = False,
    ) -> Audited:
        """The events from `since` to `on`, each held against the version in force when it began, and what is late.

        `show` names definitions whose values are told with each; with `requirements` named all others are left aside.
        With `timing` it is told also how long it took from one event to the next.
        """
        from ilacs_rules.workspace.audits import audited

        loaded, _ = self.in_force(policy, since)
        program_in_force(loaded, policy, on)
        wanted = dict(named(each, requirements_of(loaded), "requirement", " in any version") for each in requirements)
        shown = dict(named(each, definitions_of(loaded), "definition", " in any version") for each in show)
        read = cases_read(loaded, cases, mapping)
        loaded = among_those_read(loaded, read)
        given = loaded, read.cases, since, on, shown, wanted, tuple(read.findings), timing, tuple(read.left_out)
        return audited(*given, watched=lambda those: self._progress(those, "auditing"), jobs=self._jobs)

    def backtest(
        self,
        policy: Where,
        cases: Where,
        since: date,
        to: date,
        every: Duration | str,
        *,
        events: Iterable[str],
        within: Duration | str = "12 months",
        only_published: bool = False,
        mapping: Where | None = None,
    ) -> Backtested:
        """Plans of days from `since` to `to`, each with what was known on its day, held against what followed.

        It is about the kinds of `events`, and what followed `within` a time of each day, one day `every` so often: both
        are written as “3 months”, and may be 1 to 9,999 days or months. With `only_published`, what was not published
        by the day is left out altogether.
        """
        from ilacs_rules.engine.backtesting.backtest import days_tested, need_days_to_test
        from ilacs_rules.engine.names_asked import kinds_of, time_named
        from ilacs_rules.workspace.backtests import backtested

        loaded = self.load(policy)
        with naming("every"):
            step = time_named(every)
        with naming("within"):
            time = time_named(within)
        with naming("events"):
            kinds = [named(each, kinds_of(loaded), "kind of event")[0] for each in events]
        need_days_to_test(since, to, step, time)
        for on in days_tested(since, to, step):
            program_in_force(loaded, policy, on, on)
        read = cases_read(loaded, cases, mapping)
        loaded = among_those_read(loaded, read)
        found = tuple(read.findings), self._progress, tuple(read.left_out)
        return backtested(loaded, read.cases, since, to, step, time, kinds, only_published, *found)

    def contacts(
        self,
        policy: Where,
        cases: Where,
        since: date,
        on: date,
        *,
        mapping: Where | None = None,
        names: Sequence[str] = (),
        events: Sequence[str] = (),
        by: str | None = None,
        against: Where | None = None,
    ) -> Contacted:
        """The contacts of each case from `since` to `on`, and with another policy `against` what both would have asked.

        `events` are the kinds that count, `by` is a record to tell cases apart; by default as the policy has both.
        """
        other = None if against is None else self.load(against)
        question = self.ask(policy, cases, on, mapping=mapping, names=names)
        return question.contacts(since, events=events, by=by, against=other)

    def compare(
        self, before: Where, policy: Where, cases: Where, on: date, *, mapping: Where | None = None
    ) -> Compared:
        """What changes for each case when a policy takes the place of another, and which rules mean otherwise."""
        from ilacs_rules.engine.plan import plan as plan_cases
        from ilacs_rules.explain.comparison import comparison
        from ilacs_rules.workspace.comparisons import Compared

        old, new = (self.ask(each, cases, on, mapping=mapping) for each in (before, policy))
        compared = comparison(*(plan_cases(each.program, each.cases, on) for each in (old, new)))
        return Compared(compared, (*old.findings, *new.findings), len(new.cases), new.left_out)

    # ------------------------------------------------------------------------------------------------ what is said

    def changes(self, policy: Where, since: date, to: date, *, whole: bool = False) -> ChangeNotes:
        """What changes from one day to another: a note for each step on the way, or one for the whole way."""
        from ilacs_rules.explain.changes.make import changes_between

        loaded, _ = self.in_force(policy, since)
        program_in_force(loaded, policy, to)
        return changes_between(loaded, since, to, whole=whole)

    def explain(self, policy: Where, on: date | None = None) -> Document:
        """The version in force on a day in plain English; the newest if no day is named."""
        from ilacs_rules.explain.version import explain_version

        return explain_version(self._version(policy, on).version)

    def matrix(self, policy: Where, on: date | None = None) -> Matrix:
        """Which paragraph of the sources is carried by which rule of the version in force on a day, or the newest."""
        from ilacs_rules.explain.matrix import source_matrix

        return source_matrix(self._version(policy, on).version)

    def show(self, policy: Where, on: date, *, known: date | None = None) -> PolicyText:
        """The whole text in force on a day, its amendments worked in, with the file and line of each part."""
        from ilacs_rules.explain.policy_text import PolicyText

        return PolicyText(self.in_force(policy, on, known)[1].version, on, known)

    def document(self, policy: Where, on: date, *, years: int, known: date | None, edition: str) -> PolicyDocument:
        """The policy document of a day, free of any format: its edition for everybody (“public”), or the “full” one."""
        from ilacs_rules.workspace.documented import Edition, documented

        return documented(self.in_force(policy, on, known)[0], on, years, known, Edition(edition))

    def _version(self, policy: Where, on: date | None) -> Program:
        return self.load(policy).versions[-1] if on is None else self.in_force(policy, on)[1]
