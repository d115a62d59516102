"""Finding the rule files and schemas that come with the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Where a shipped file or folder is, such as `schemas/policy.schema.json`; it need not exist.

    In an installed package it lies in the package itself, in a source checkout beside it.
    """
    installed = PACKAGE / "shipped"
    return (installed if installed.is_dir() else PACKAGE.parent) / name
