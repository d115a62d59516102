"""What comes out otherwise by one version than by another: of one policy, of two, or of one and what was committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.explain import values
from ilacs_rules.explain.differences import DifferencesTold as DifferencesTold
from ilacs_rules.explain.differences import differences_told
from ilacs_rules.explain.english import capital, joined, sentence
from ilacs_rules.explain.publication import titled
from ilacs_rules.policy.all_written import all_written
from ilacs_rules.policy.finding import found_at
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.printing import wrapped
from ilacs_rules.workspace.committed import as_committed, committed_texts
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.given import Where
from ilacs_rules.workspace.in_force import program_in_force
from ilacs_rules.workspace.loading import load_policy
from ilacs_rules.workspace.workspace import Workspace

_WORKING_COPY = "the working copy"


def differences_between(
    workspace: Workspace, policy: Where, since: date, to: date, other: Where | None = None
) -> DifferencesTold:
    """The version in force on a day held against that in force on another, of a further policy if one is given.

    Raises PolicyError for rule files with mistakes, and where no version is in force on one of the days.
    """
    _, before = workspace.in_force(policy, since)
    _, after = workspace.in_force(policy if other is None else other, to)
    return differences_told(before, after, None if other is None else (f"“{policy}”", f"“{other}”"))


@dataclass(frozen=True, slots=True)
class SinceCommitted:
    """What of a policy comes out otherwise than by its text as committed, version by version.

    `called` is the title with what nobody is to take for the publisher's own. `committed` names the text it is held
    against, and `commit` that as git does. `alone` are sentences on versions that have none to be held against, `same`
    the first days of those of which the text is as committed.
    """

    title: str
    called: str
    committed: str
    commit: str
    steps: tuple[DifferencesTold, ...]
    alone: tuple[str, ...]
    same: tuple[date, ...]

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours.

        Of versions that differ in the same parts of the same requirements the first is told, the others are named.
        """
        heading = f"{self.called}: {_WORKING_COPY} held against the text committed in {self.committed}"
        blocks = [] if self.steps else [_lines(heading, width)]
        alike: dict[tuple[object, ...], list[DifferencesTold]] = {}
        for each in self.steps:
            alike.setdefault(_what_differs(each), []).append(each)
        for first, *others in alike.values():
            blocks.append(first.as_text(width))
            if others:
                said = f"{_versions(each.after for each in others)} {'differs' if len(others) == 1 else 'differ'}"
                told = f"{said} in the same parts of the same requirements; with --from and its day one of them is told"
                blocks.append(_lines(capital(sentence(told)), width))
        blocks += [_lines(each, width) for each in self.alone]
        if self.same:
            said = f"the text of {_versions(self.same)} is as committed in {self.committed}"
            blocks.append(_lines(sentence(f"{said}; worked examples are not looked at"), width))
        return "\n\n".join(blocks)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        return with_findings(
            {
                "title": self.title,
                "committed": self.committed,
                "commit": self.commit,
                "versions": [each.as_data() for each in self.steps],
                "alone": list(self.alone),
                "text as committed": [each.isoformat() for each in self.same],
            },
            (),
        )


def differences_since_committed(
    workspace: Workspace, policy: Where, revision: str, since: date | None = None, to: date | None = None
) -> SinceCommitted:
    """A policy as its files are held against its text in a revision: each version of which the text differs.

    With days, the committed version in force on the first against the version in force on the second. Raises
    PolicyError for rule files with mistakes, on either side, and where there is no committed text (E123).
    """
    now = workspace.load(policy)
    place = found_at(policy)
    if isinstance(place, Diagnostic):
        raise PolicyError([place])
    texts = committed_texts(place, revision)
    before, found = load_policy(place, texts)
    if before is None:
        raise PolicyError(as_committed(found, texts))
    called = titled(now.versions[-1].version)
    sides = f"the text committed in {texts.label}", _WORKING_COPY
    if since is not None or to is not None:
        first, last = since or to, to or since
        assert first is not None, "one of them is a day"
        assert last is not None, "one of them is a day"
        old_text, new_text = program_in_force(before, policy, first), program_in_force(now, policy, last)
        told = differences_told(old_text, new_text, sides)
        return SinceCommitted(now.title, called, texts.label, texts.commit, (told,), (), ())
    steps: list[DifferencesTold] = []
    alone: list[str] = []
    same: list[date] = []
    for old, new in pairs_of_versions(before, now):
        if old is None or new is None:
            alone.append(told_alone(old, new, sides))
        elif old.version.start == new.version.start and all_written(old.version.text) == all_written(new.version.text):
            same.append(new.version.start)
        else:
            steps.append(differences_told(old, new, sides))
    return SinceCommitted(now.title, called, texts.label, texts.commit, tuple(steps), tuple(alone), tuple(same))


def pairs_of_versions(before: Policy, now: Policy) -> Iterator[tuple[Program | None, Program | None]]:
    """What decides by each on every day on which a version begins by either."""
    starts = {program.version.start for policy in (before, now) for program in policy.versions}
    for day in sorted(starts):
        yield _deciding(before, day), _deciding(now, day)


def _deciding(policy: Policy, day: date) -> Program | None:
    with suppress(NotInForce):
        return policy.in_force(day)
    return None


def told_alone(old: Program | None, new: Program | None, called: tuple[str, str]) -> str:
    """That of a day on which one text has a version the other has none."""
    (there, where), other = ((new, called[1]), called[0]) if old is None else ((old, called[0]), called[1])
    assert there is not None, "a day on which a version begins"
    return sentence(f"the version of {values.day(there.version.start)} is in {where}; by {other} none is in force then")


def _what_differs(told: DifferencesTold) -> tuple[object, ...]:
    found = tuple((each.requirement, each.otherwise, each.shows) for each in told.found)
    return found, tuple((each.requirement, each.why) for each in told.not_proved), told.before == told.after


def _versions(days: Iterable[date]) -> str:
    named = [values.day(each) for each in days]
    return f"the version{'' if len(named) == 1 else 's'} of {joined(named)}"


def _lines(said: str, width: int) -> str:
    return "\n".join(wrapped(said, width))
