"""A policy through all its versions, ready to be asked. Immutable in meaning; may be shared between threads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.program import Program


class NotInForce(LookupError):  # noqa: N818 (an answer as much as an error)
    """No version of the policy is in force on the day asked about; the message says which are, in plain words."""


@dataclass(frozen=True)
class Policy:
    """A policy: its versions in order of coming into force, each checked and ready to run."""

    name: str
    title: str
    versions: tuple[Program, ...]

    def in_force(self, on: date) -> Program:
        """The version in force on a day. Raises NotInForce if there is none."""
        found = [p for p in self.versions if p.version.start <= on]
        if not found:
            first = self.versions[0].version.start
            raise NotInForce(f"no version of “{self.name}” is in force on {on}: the first is from {first}")
        until = found[-1].version.until
        if until is not None and on > until:
            raise NotInForce(f"no version of “{self.name}” is in force on {on}: the last before it ended on {until}")
        return found[-1]
