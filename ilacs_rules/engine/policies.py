"""A policy through all its versions, ready to be asked. Immutable in meaning; may be shared between threads.

There are two days: the day a question is about, and the day up to which is known what had been published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.population import Population
from ilacs_rules.engine.program import Program
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.text.arguments import need_day
from ilacs_rules.text.once import AFRESH, Afresh


class NotInForce(LookupError):  # noqa: N818 (an answer as much as an error)
    """No version of the policy is in force on the day asked about; the message says which are, in plain words."""


@dataclass(frozen=True)
class Policy:
    """A policy: its versions in order of coming into force, each checked and ready to run."""

    name: str
    title: str
    versions: tuple[Program, ...]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that cases are read with and held against: those of all versions, as the newest has them.

        A kind of event or a recorded value that was repealed is still among them. What a version does not know is
        nothing to it.
        """
        return self.versions[-1].words

    @property
    def asks_for_population(self) -> bool:
        """Whether anything in it hangs on which cases there are."""
        return any(program.version.asks_of_others for program in self.versions)

    def among(self, population: Population) -> Policy:
        """The same policy, where all the cases there are are known: see `Program`."""
        done: dict[int, Program] = {}
        return replace(self, versions=tuple(program.among(population, done) for program in self.versions))

    def in_force(self, on: date, known: date | None = None) -> Program:
        """The version in force on a day, as published by the day `known`; without one, as we know it now.

        Raises NotInForce if there is none, and ArgumentError for what is no day.
        """
        need_day("in_force", "on", on)
        need_day("in_force", "known", known, none=True)
        published = self.published_by(known)
        if not published:
            first = min(p.version.published for p in self.versions)
            raise NotInForce(f"nothing of “{self.name}” was published by {known}: the first was on {first}")
        found = _last_begun(published, on)
        by_then = f", as published by {known}" if known is not None else ""
        if found is None:
            start = published[0].version.start
            raise NotInForce(f"no version of “{self.name}” is in force on {on}{by_then}: the first is from {start}")
        until = found.version.until
        if until is not None and on > until:
            ended = f"the last before it ended on {until}"
            raise NotInForce(f"no version of “{self.name}” is in force on {on}{by_then}: {ended}")
        return found

    def published_by(self, known: date | None) -> tuple[Program, ...]:
        """The versions published by the day `known`, in order; without one, all there are."""
        return tuple(each for each in self.versions if known is None or each.version.published <= known)

    def alone(self, on: date) -> Policy:
        """The version in force on a day as if it were the whole policy and went on, in the words of all its versions.

        Raises NotInForce if there is none.
        """
        found = self.in_force(on)
        going_on = Program(replace(found.version, until=None), found.earlier, found.words, found.population)
        return replace(self, versions=(going_on,))

    def in_force_between(self, first: date, last: date, known: date | None = None) -> tuple[Version, ...]:
        """Those in force on some day from one to another, both included, in order; as published by the day `known`."""
        starts = {program.version.start for program in self.versions}
        found: list[Version] = []
        for day in (first, *sorted(start for start in starts if first < start <= last)):
            with suppress(NotInForce):
                version = self.in_force(day, known).version
                if version not in found:
                    found.append(version)
        return tuple(found)


def policy_of(versions: Sequence[Version], earlier: Iterable[Version] = (), afresh: Afresh = AFRESH) -> Policy:
    """The policy of some checked versions, at least one, in order of coming into force.

    `earlier` are versions before the first of them, which cannot be asked, only looked back to.
    """
    programs: list[Program] = []
    all_versions = (*earlier, *versions)
    words = afresh.same(_words(all_versions))
    for version in all_versions:
        before = _in_force_before(version, programs)
        programs.append(afresh.once(_program, version, before, words, *programs))
    newest = versions[-1]
    return Policy(newest.policy, newest.title, tuple(programs[-len(versions) :]))


def _program(version: Version, before: Version | None, words: Vocabulary, *earlier: Program) -> Program:
    return Program(replace(version, before=before), {each.version.start: each for each in earlier}, words)


def _words(versions: Sequence[Version]) -> Vocabulary:
    facts = {name: fact for each in versions for name, fact in each.vocabulary.facts.items()}
    events = {name: kind for each in versions for name, kind in each.vocabulary.events.items()}
    return replace(versions[-1].vocabulary, facts=facts, events=events)


def _in_force_before(version: Version, programs: Sequence[Program]) -> Version | None:
    """The version in force on the day before another begins, as published when that one was."""
    last = version.start - ONE_DAY if version.start > date.min else version.start
    found = _last_begun([p for p in programs if p.version.published <= version.published], last)
    if found is None or (found.version.until is not None and found.version.until < last):
        return None
    return found.version


def _last_begun(programs: Sequence[Program], on: date) -> Program | None:
    return max((p for p in programs if p.version.start <= on), key=lambda p: p.version.start, default=None)
