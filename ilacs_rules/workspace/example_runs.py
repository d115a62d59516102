"""The worked examples of a policy, tried: in short, as data, and rewritten to expect what came out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.assurance.coverage import CoveragePoint, coverage
from ilacs_rules.assurance.examples import ComparedEntry, ExampleResult, run_examples
from ilacs_rules.assurance.outcomes import expected_outcome, in_line
from ilacs_rules.assurance.rewriting import Rewrite, rewrites, rewritten
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.source import Source
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Table
from ilacs_rules.workspace.workspace import Workspace

_HOLDS, _FAILS, _CANNOT = "as expected", "otherwise", "cannot be decided"


@dataclass(frozen=True, slots=True)
class TriedExample:
    """A worked example, tried by the version of its own file."""

    program: Program
    result: ExampleResult

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        result = self.result
        return {
            "version": f"{self.program.version.start}",
            "file": result.example.span.source.name,
            "line": result.example.span.line,
            "name": result.name,
            "decided": result.decision is not None,
            "holds": result.holds,
            "expectations": [_compared(each) for each in result.compared],
        }


@dataclass(frozen=True, slots=True)
class CoveredVersion:
    """What the examples reach of what the file of a version writes."""

    program: Program
    points: tuple[CoveragePoint, ...]

    @property
    def missed(self) -> tuple[CoveragePoint, ...]:
        """What no example reaches."""
        return tuple(each for each in self.points if each.reached_by is None)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        return {
            "version": f"{self.program.version.start}",
            "points": [
                {
                    "file": each.span.source.name,
                    "line": each.span.line,
                    "of": each.words,
                    "example": each.what,
                    "reached_by": each.reached_by,
                }
                for each in self.points
            ],
        }


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """All worked examples of all versions of a policy, tried."""

    policy: Policy
    tried: tuple[TriedExample, ...]
    covered: tuple[CoveredVersion, ...] | None = None  # None where nobody asked

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is to be said of them."""
        return tuple(finding for each in self.tried for finding in each.result.findings)

    @property
    def failed(self) -> int:
        """How many do not hold."""
        return sum(not each.result.holds for each in self.tried)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        answer = {
            "policy": self.policy.name,
            "title": self.policy.title,
            "tried": len(self.tried),
            "failed": self.failed,
            "examples": [each.as_data() for each in self.tried],
            "coverage": None if self.covered is None else [each.as_data() for each in self.covered],
        }
        return with_findings(answer, self.findings)

    def in_short(self) -> Summary:
        """A line for each example, and how many hold."""
        rows = [
            (f"{each.program.version.start}", each.result.example.span.line, each.result.name, _came_out(each.result))
            for each in self.tried
        ]
        colours = tuple("" if row[-1] == _HOLDS else "red" for row in rows)
        columns = ("version", "line", "example", "comes out")
        table = Table(columns, tuple(rows), colours, ("version", "comes out"))
        parts = [SummaryPart(table=table)] if rows else []
        for each in self.covered or ():
            if each.missed:
                heading = f"Not reached in {each.program.version.text.origin.name}"
                parts.append(SummaryPart(heading, points=tuple(_missed(one) for one in each.missed)))
        return Summary((self.policy.title, "The worked examples of all its versions"), tuple(parts))

    def outcome(self) -> str:
        """How many hold and, where that was asked, what they reach."""
        if self.covered is None:
            return self._held()
        there = sum(len(each.points) for each in self.covered)
        reached = there - sum(len(each.missed) for each in self.covered)
        return f"{self._held()}; of {there:,} things that there may be an example of, {reached:,} have one"

    def _held(self) -> str:
        number = len(self.tried)
        if not number:
            return "there is no worked example"
        if self.failed:
            return f"{self.failed:,} of {number:,} worked examples {'does' if self.failed == 1 else 'do'} not hold"
        return "1 worked example holds" if number == 1 else f"{number:,} worked examples hold"


@dataclass(frozen=True, slots=True)
class RewrittenExamples:
    """What examples were made to expect: the new texts of files by their paths, and what changed in them."""

    texts: dict[Path, str]
    done: tuple[Rewrite, ...]
    left: tuple[Rewrite, ...]


def try_examples(workspace: Workspace, policy: Path | str, *, covered: bool = False) -> ExampleRun:
    """Every worked example of every version, tried; with `covered`, also what they reach of the policy.

    Raises PolicyError where the policy cannot be used.
    """
    loaded = workspace.load(policy)
    tried = tuple(TriedExample(program, each) for program in loaded.versions for each in run_examples(program))
    if not covered:
        return ExampleRun(loaded, tried)
    return ExampleRun(loaded, tried, tuple(CoveredVersion(each, tuple(coverage(each))) for each in loaded.versions))


def rewrite_examples(run: ExampleRun) -> RewrittenExamples:
    """The files of a policy, with what came out in place of what was expected; nothing is written."""
    found = rewrites(each.result for each in run.tried)
    done = tuple(each for each in found if each.edits)
    sources: dict[str, Source] = {each.span.source.name: each.span.source for each in done}
    texts = {
        Path(name): rewritten(source, (edit for each in done if each.span.source.name == name for edit in each.edits))
        for name, source in sources.items()
    }
    return RewrittenExamples(texts, done, tuple(each for each in found if not each.edits))


def _missed(point: CoveragePoint) -> str:
    return f"line {point.span.line}, “{point.words}”: no example {point.what}"


def _came_out(result: ExampleResult) -> str:
    if result.holds:
        return _HOLDS
    return _FAILS if result.decision is not None else _CANNOT


def _compared(compared: ComparedEntry) -> dict[str, object]:
    expected = expected_outcome(compared.entry.value)
    given = compared.given
    if compared.holds and given is not None and in_line(given) != in_line(expected):
        given = expected  # the same, said in other words
    return {
        "of": compared.entry.key.value,
        "line": compared.entry.key.span.line,
        "expected": expected,
        "given": given,
        "holds": compared.holds,
        "why": compared.why,
    }
