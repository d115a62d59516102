"""A policy ready to be asked, or why there is none."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.engine.policies import Policy
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.once import AFRESH, Afresh
from ilacs_rules.workspace.errors import PolicyError


def ready(path: Path | str, files: Files = ON_DISK, afresh: Afresh = AFRESH) -> Policy:
    """The policy in a file or folder, or shipped under a name. Raises PolicyError if anything in it is an error.

    Its worked examples and guarantees are not tried; `check_policy` does that.
    """
    from ilacs_rules.workspace.loading import load_policy

    loaded, found = load_policy(path, files, afresh)
    if loaded is None:
        raise PolicyError(found)
    return loaded
