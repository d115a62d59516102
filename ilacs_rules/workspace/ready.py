"""A policy ready to be asked, or why there is none."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.engine.policies import Policy
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.once import AFRESH, Afresh
from ilacs_rules.text.watched import Watched
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.policy_cache import keep_policy, kept_policy


def ready(path: Path | str, files: Files = ON_DISK, afresh: Afresh = AFRESH, *, cache: bool = True) -> Policy:
    """The policy in a file or folder, or shipped under a name. Raises PolicyError if anything in it is an error.

    Its worked examples and guarantees are not tried; `check_policy` does that. With a `cache`, one that was kept is
    taken where nothing has changed; texts that are held open are not kept.
    """
    cache = cache and not files.holds_texts
    kept = kept_policy(path, files) if cache else None
    if kept is not None:
        return kept
    from ilacs_rules.workspace.loading import load_policy  # nobody waits for the checker whose policy was kept

    watched = Watched(files)
    loaded, found = load_policy(path, watched if cache else files, afresh)
    if loaded is None:
        raise PolicyError(found)
    if cache:
        keep_policy(loaded, path, watched)
    return loaded
