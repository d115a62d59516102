"""Mistakes that the worked examples of a policy notice or not: in short, and as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ilacs_rules.assurance.mutation import TriedMistake, Watched, mistakes_tried
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.example_runs import try_examples
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.versions import versions_of
from ilacs_rules.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MistakesOfVersion:
    """The mistakes made in the file of one version."""

    program: Program
    tried: tuple[TriedMistake, ...]

    @property
    def unnoticed(self) -> tuple[TriedMistake, ...]:
        """Those that no example notices."""
        return tuple(each for each in self.tried if each.noticed_by is None)


@dataclass(frozen=True, slots=True)
class MutationRun:
    """Small mistakes made in a policy, and whether its examples notice them."""

    policy: Policy
    versions: tuple[MistakesOfVersion, ...]
    findings: tuple[Diagnostic, ...] = ()

    @property
    def tried(self) -> int:
        """How many mistakes were made."""
        return sum(len(each.tried) for each in self.versions)

    @property
    def unnoticed(self) -> int:
        """How many of them no example notices."""
        return sum(len(each.unnoticed) for each in self.versions)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        answer = {
            "policy": self.policy.name,
            "title": self.policy.title,
            "tried": self.tried,
            "noticed": self.tried - self.unnoticed,
            "unnoticed": self.unnoticed,
            "versions": [
                {"version": f"{each.program.version.start}", "mistakes": [_mistake(one) for one in each.tried]}
                for each in self.versions
            ],
        }
        return with_findings(answer, self.findings)

    def in_short(self) -> Summary:
        """The mistakes that no example notices, file by file, and how many are noticed."""
        parts = [
            SummaryPart(
                f"Not noticed in {each.program.version.text.origin.name}",
                points=tuple(f"{_place(one)} {one.sentence}" for one in each.unnoticed),
            )
            for each in self.versions
            if each.unnoticed
        ]
        title = f"Small mistakes, made one at a time in {_told([each.program for each in self.versions])}"
        return Summary((self.policy.title, title), tuple(parts), self.outcome())

    def outcome(self) -> str:
        """How many are noticed, in a sentence."""
        if not self.tried:
            return "no mistake can be made in what these files write"
        noticed = self.tried - self.unnoticed
        share = int(1000 * noticed / self.tried) / 10  # never rounded up to all
        return f"{noticed:,} of {self.tried:,} mistakes ({share:g} %) are noticed by the worked examples"


def try_mistakes(
    workspace: Workspace, policy: Path | str, on: date | None, watched: Watched, jobs: int | None = None
) -> MutationRun:
    """Each small mistake that can be made in the files of a policy, tried; or in that of the version of a day.

    Raises PolicyError where the policy cannot be used, or its examples do not hold: then nothing can be told by them.
    NoVersionError where none came into force on the day.
    """
    run = try_examples(workspace, policy)
    if run.failed:
        raise PolicyError(run.findings)
    chosen = versions_of(run.policy, on)
    tried = mistakes_tried(chosen, watched, jobs)
    return MutationRun(run.policy, tuple(map(MistakesOfVersion, chosen, tried)))


def _told(programs: Iterable[Program]) -> str:
    days = [f"{each.version.start}" for each in programs]
    return f"the version of {days[0]}" if len(days) == 1 else f"{len(days)} versions"


def _place(mistake: TriedMistake) -> str:
    span = mistake.slip.span
    return f"line {span.line}, column {span.column}:"


def _mistake(mistake: TriedMistake) -> dict[str, object]:
    span = mistake.slip.span
    return {
        "file": span.source.name,
        "line": span.line,
        "column": span.column,
        "of": mistake.words,
        "kind": mistake.slip.kind.value,
        "mistake": mistake.slip.words,
        "noticed_by": mistake.noticed_by,
    }
