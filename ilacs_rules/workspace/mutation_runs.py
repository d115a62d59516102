"""Mistakes that the worked examples of a policy notice or not: in short, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ilacs_rules.assurance.kept_trials import KeptTrials
from ilacs_rules.assurance.mutation import TriedMistake, Watched, mistakes_tried
from ilacs_rules.assurance.slips import MistakeKind
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.language.names import fold
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.words import joined
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
        return tuple(each for each in self.tried if each.noticed_by is None and not each.same)

    @property
    def same(self) -> int:
        """How many surely mean the same, and are no mistakes."""
        return sum(each.same for each in self.tried)

    @property
    def lines(self) -> tuple[str, ...]:
        """Those that no example notices, each with its place; of those in a strength one line says what to write."""
        strengths: dict[str, list[TriedMistake]] = {}
        told: dict[str, None] = {}
        for each in self.unnoticed:
            if each.slip.kind is MistakeKind.STRENGTH:
                written = self.program.version.requirements[fold(each.words)].strength
                strengths.setdefault(f"{written}", []).append(each)
            else:
                told[f"{_place(each)} {each.sentence}"] = None
        return (*told, *(_of_strength(strength, those) for strength, those in strengths.items()))


@dataclass(frozen=True, slots=True)
class MutationRun:
    """Small mistakes made in a policy, and whether its examples notice them."""

    policy: Policy
    versions: tuple[MistakesOfVersion, ...]
    kept: bytes = field(default=b"", repr=False)  # what was found, for a file that the next run is given
    findings: tuple[Diagnostic, ...] = ()

    @property
    def tried(self) -> int:
        """How many mistakes were made."""
        return sum(len(each.tried) - each.same for each in self.versions)

    @property
    def unnoticed(self) -> int:
        """How many of them no example notices."""
        return sum(len(each.unnoticed) for each in self.versions)

    @property
    def same(self) -> int:
        """How many more were left out, since what is written instead surely means the same."""
        return sum(each.same for each in self.versions)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        answer = {
            "policy": self.policy.name,
            "title": self.policy.title,
            "tried": self.tried,
            "noticed": self.tried - self.unnoticed,
            "unnoticed": self.unnoticed,
            "same": self.same,
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
                points=each.lines,
            )
            for each in self.versions
            if each.unnoticed
        ]
        title = f"Small mistakes, made one at a time in {_told([each.program for each in self.versions])}"
        return Summary((self.policy.title, title), tuple(parts), self.outcome())

    def outcome(self) -> str:
        """How many are noticed, in a sentence."""
        left_out = f"; {self.same:,} more surely mean the same, and are left out" if self.same else ""
        if not self.tried:
            return f"no mistake can be made in what these files write{left_out}"
        noticed = self.tried - self.unnoticed
        share = int(1000 * noticed / self.tried) / 10  # never rounded up to all
        return f"{noticed:,} of {self.tried:,} mistakes ({share:g} %) are noticed by the worked examples{left_out}"


def try_mistakes(
    workspace: Workspace,
    policy: Path | str,
    on: date | None,
    watched: Watched,
    jobs: int | None = None,
    kept: bytes = b"",
) -> MutationRun:
    """Each small mistake that can be made in the files of a policy, tried; or in that of the version of a day.

    What is `kept` of an earlier run, as it gave it, is not tried again; what it does not fit is nothing to it.
    Raises PolicyError where the policy cannot be used, or its examples do not hold: then nothing can be told by them.
    NoVersionError where none came into force on the day.
    """
    run = try_examples(workspace, policy)
    if run.failed:
        raise PolicyError(run.findings)
    chosen = versions_of(run.policy, on)
    trials = KeptTrials.read(kept)
    tried = mistakes_tried(chosen, watched, jobs, trials)
    return MutationRun(run.policy, tuple(map(MistakesOfVersion, chosen, tried)), trials.as_bytes())


def _told(programs: Iterable[Program]) -> str:
    days = [f"{each.version.start}" for each in programs]
    return f"the version of {days[0]}" if len(days) == 1 else f"{len(days)} versions"


def _of_strength(strength: str, those: Sequence[TriedMistake]) -> str:
    lines = [f"{each.slip.span.line}" for each in those]
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {joined(lines)}"
    one = "an example of it" if len(lines) == 1 else "an example of each"
    names = joined([f"“{each.words}”" for each in those])
    return f"{where}: another strength of {names}: write “strength: {strength}” into what {one} expects"


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
        "same": mistake.same,
    }
