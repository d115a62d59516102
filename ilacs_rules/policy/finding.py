"""Where a policy is: a path, or the name of one that ships with the package."""

from __future__ import annotations

import re
from pathlib import Path

from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.files import ON_DISK, Files, as_seen_from_here
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.reading import no_file
from ilacs_rules.text.shipped import shipped

_POLICY_NAME = pattern(r"[a-z0-9][a-z0-9-]*", re.IGNORECASE)


def found_at(path: str | Path, files: Files = ON_DISK) -> Path | Diagnostic:
    """Where the policy of a path or of a shipped name is; E101 where it is nowhere."""
    given = Path(path)
    try:
        if files.exists(given) or not _POLICY_NAME.fullmatch(str(path)):
            return given
    except (OSError, ValueError):
        return no_file(given.as_posix(), "that is not the name of a file")
    ours = shipped("rules")
    names = sorted(each.name for each in ours.iterdir() if each.is_dir()) if ours.is_dir() else []
    if str(path) in names:
        return as_seen_from_here(ours / str(path))
    return no_file(str(path), "there is no such file, and no policy of that name", did_you_mean(str(path), names))
