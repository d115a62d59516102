"""Where texts are read from. Whatever reads files asks here, so that a text which is not saved yet can stand in."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.reading import POLICY_LIMIT, read_source
from ilacs_rules.text.source import Source


class Files:
    """Files and folders as they are on the disk."""

    def read(self, path: Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
        """The text of a file, or why it cannot be had (`read_source`)."""
        return read_source(path, limit)

    @property
    def holds_texts(self) -> bool:
        """Whether any text stands in for what is on the disk."""
        return False

    def held(self, path: Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]] | None:
        """What `read` gives now; None where texts are not held, and are read from the disk each time."""
        return None

    def is_file(self, path: Path) -> bool:
        """Whether there is a file of that name."""
        return path.is_file()

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder of that name."""
        return path.is_dir()

    def exists(self, path: Path) -> bool:
        """Whether there is anything of that name. Raises OSError or ValueError for what is no name."""
        return path.exists()

    def listed(self, folder: Path) -> list[Path]:
        """What is in a folder, by name; nothing where there is no folder."""
        return sorted(folder.iterdir()) if folder.is_dir() else []


ON_DISK = Files()


def as_seen_from_here(path: Path) -> Path:
    """A path from the current folder on, where it lies in that; any other as it is."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
