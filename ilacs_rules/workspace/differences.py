"""What comes out otherwise by one version than by another, of one policy or of two."""

from __future__ import annotations

from datetime import date

from ilacs_rules.explain.differences import DifferencesTold, differences_told
from ilacs_rules.workspace.given import Where
from ilacs_rules.workspace.workspace import Workspace


def differences_between(
    workspace: Workspace, policy: Where, since: date, to: date, other: Where | None = None
) -> DifferencesTold:
    """The version in force on a day held against that in force on another, of a further policy if one is given.

    Raises PolicyError for rule files with mistakes, and where no version is in force on one of the days.
    """
    _, before = workspace.in_force(policy, since)
    _, after = workspace.in_force(policy if other is None else other, to)
    return differences_told(before, after)
