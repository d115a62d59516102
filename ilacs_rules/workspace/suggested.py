"""Examples suggested for a policy: as they stand in its files, to be confirmed one by one, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap

from ilacs_rules.assurance.coverage import CoveragePoint
from ilacs_rules.assurance.suggestions import OutOfReach, Suggestion, Suggestions, suggestions
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.text.machine import with_findings
from ilacs_rules.workspace.versions import versions_of
from ilacs_rules.workspace.workspace import Workspace

_WIDEST = 116  # characters of a line of comment, without its mark
_WHAT_TO_DO = (
    "Suggested examples. Each expects what the policy gives now, and nobody has said yet that this is right. "
    "Where it is, give the example a name that says what it shows, and take the line “confirm” away; where it is not, "
    "mend the rule."
)


@dataclass(frozen=True, slots=True)
class SuggestedForVersion:
    """What is suggested for the file of one version."""

    program: Program
    suggested: Suggestions

    @property
    def file(self) -> str:
        """The file of the version, as it was named."""
        return self.program.version.text.origin.name

    def lines(self) -> Iterator[str]:
        """The examples as they stand in the file, and in comments where they go and what is left."""
        text = self.program.version.text
        if self.suggested.examples:
            yield from _comment(f"To be added to the examples of {self.file}:")
            yield ""
            if not text.examples:
                yield "examples:"
            for example in self.suggested.examples:
                yield from example.lines
                yield ""
        if self.suggested.left:
            yield from _comment(f"No example was found for this in {self.file}:")
            for each in self.suggested.left:
                point = each.point
                said = f"- line {point.span.line}, “{point.words}”: an example {point.what} ({each.why})"
                yield from _comment(said, "  ")
            yield ""

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        return {
            "version": f"{self.program.version.start}",
            "file": self.file,
            "suggested": [_suggested(each) for each in self.suggested.examples],
            "not_reached": [_left(each) for each in self.suggested.left],
        }


@dataclass(frozen=True, slots=True)
class SuggestedExamples:
    """What is suggested for the versions of a policy that were asked about."""

    policy: Policy
    versions: tuple[SuggestedForVersion, ...]

    def as_text(self) -> str:
        """YAML to be pasted into the files; all that is no example stands in comments."""
        lines = [line for each in self.versions for line in each.lines()]
        if not lines:
            return "# nothing to suggest: the examples reach all that they can be about"
        suggested = any(each.suggested.examples for each in self.versions)
        head = [*_comment(_WHAT_TO_DO), ""] if suggested else []
        return "\n".join([*head, *lines]).rstrip()

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        answer = {
            "policy": self.policy.name,
            "title": self.policy.title,
            "versions": [each.as_data() for each in self.versions],
        }
        return with_findings(answer, ())


def suggest_examples(workspace: Workspace, policy: Path | str, on: date | None) -> SuggestedExamples:
    """Examples for all versions of a policy, or for the one that came into force on a day.

    Raises PolicyError where the policy cannot be used, NoVersionError where no version came into force on the day.
    """
    loaded = workspace.load(policy)
    chosen = versions_of(loaded, on)
    return SuggestedExamples(loaded, tuple(SuggestedForVersion(each, suggestions(each)) for each in chosen))


def _comment(text: str, indent: str = "") -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDEST, subsequent_indent=indent, break_on_hyphens=False)]


def _suggested(example: Suggestion) -> dict[str, object]:
    return {
        "name": example.name,
        "on": f"{example.on}",
        "confirmed": False,
        "expect": dict(example.expect),
        "shows": [_point(each) for each in example.points],
        "text": "\n".join(example.lines) + "\n",
    }


def _left(left: OutOfReach) -> dict[str, object]:
    return {**_point(left.point), "why": left.why}


def _point(point: CoveragePoint) -> dict[str, object]:
    return {"line": point.span.line, "of": point.words, "example": point.what}
