"""The whole text of a policy as in force on a day, its amendments worked in: as YAML, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilacs_rules.explain import values
from ilacs_rules.model.as_data import version_as_data
from ilacs_rules.model.version import Version
from ilacs_rules.policy.show import WrittenValue, parts, shown
from ilacs_rules.policy.tree import Map
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A version with all its text, on a day, by what had been published by the day `known`, if that is asked."""

    version: Version
    on: date
    known: date | None = None

    @property
    def parts(self) -> tuple[WrittenValue, ...]:
        """Every value of the text, in its order: the keys that lead to it, and where it was written."""
        return tuple(parts(_tree(self.version)))

    def as_text(self) -> str:
        """As one YAML file: beside every part stands the file and line that wrote it."""
        return "\n".join([*self._heading(), *map(str, shown(_tree(self.version)))]) + "\n"

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, with what was found `beside` it."""
        version = self.version
        answer = {
            **version_as_data(version),
            "published": version.published.isoformat(),
            "until": None if version.until is None else version.until.isoformat(),
            "parts": [
                {
                    "path": list(part.path),
                    "value": part.value,
                    "file": part.span.source.name,
                    "line": part.span.line,
                    "column": part.span.column,
                }
                for part in self.parts
            ],
        }
        return with_findings(answer, beside)

    def _heading(self) -> list[str]:
        version = self.version
        by_then = f", as published by {values.day(self.known)}" if self.known is not None else ""
        days = f"in force from {values.day(version.start)}"
        if version.until is not None:
            days += f" until {values.day(version.until)}"
        return [
            f"# {version.title}",
            f"# The text on {values.day(self.on)}{by_then}:",
            f"# {days}, published on {values.day(version.published)}.",
        ]


def _tree(version: Version) -> Map:
    tree = version.text.tree
    assert tree is not None, "a version that was read from a file"
    return tree
