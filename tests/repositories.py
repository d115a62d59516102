"""Repositories of git that tests make: by one person, on one day, without anybody's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

needs_git = pytest.mark.skipif(which("git") is None, reason="git is not installed here")

_ANN = {"NAME": "Ann", "EMAIL": "ann@example.org"}


def git(folder: Path, *arguments: str, day: str = "2020-01-01") -> str:
    """What git prints. A commit has the same name whenever it is made."""
    said = {**_ANN, "DATE": f"{day}T00:00:00Z"}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in said.items()}
    nobodys = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | who | nobodys, check=True, text=True, stdout=subprocess.PIPE
    )
    return done.stdout


def commit(folder: Path) -> None:
    """All that is in a repository, as it is now."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "as it was")
