"""Texts that are held open, saved or not, in front of what is on the disk."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from pathlib import Path

from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.files import Files
from ilacs_rules.text.reading import POLICY_LIMIT, read_source, source_of
from ilacs_rules.text.source import BYTE_ORDER_MARK, Source

_KEPT = 4  # texts of a file: what is taken back, or saved as it was, is known still

_Read = tuple[Source | None, list[Diagnostic]]


class OpenTexts(Files):
    """Files as they are on the disk, save those that are held open.

    A text that has not changed is given as the same source each time, so that what was made of it can be kept.
    """

    def __init__(self) -> None:
        self._open: dict[str, str] = {}  # absolute path → text
        self._given: dict[tuple[str, int], deque[_Read]] = {}  # the last that were given, by path and limit

    def open(self, path: Path, text: str) -> None:
        """From now on a file holds this text, whatever is on the disk."""
        self._open[os.path.abspath(path)] = text

    @property
    def holds_texts(self) -> bool:
        """Whether any text is held open."""
        return bool(self._open)

    def close(self, path: Path) -> None:
        """From now on a file holds what is on the disk."""
        self._open.pop(os.path.abspath(path), None)

    def read(self, path: Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
        """The text of a file, as it is held or as it is on the disk."""
        text = self._open.get(os.path.abspath(path))
        if text is None:
            found = read_source(path, limit)
        else:
            found = source_of(path.as_posix(), text.encode("utf-8", "surrogatepass"), limit)
            if found[0] is not None and text.startswith(BYTE_ORDER_MARK):
                found = replace(found[0], in_file=text), found[1]  # whoever holds it counts the mark
        before = self._given.setdefault((path.as_posix(), limit), deque(maxlen=_KEPT))
        known = next((each for each in before if each == found), None)
        if known is None:
            before.appendleft(found)
        return known or found

    def held(self, path: Path, limit: int = POLICY_LIMIT) -> _Read | None:
        """The text of a file as it is now, whoever holds it, or why it cannot be had."""
        return self.read(path, limit)

    def is_file(self, path: Path) -> bool:
        """Whether there is a file of that name, or one is held open."""
        return os.path.abspath(path) in self._open or super().is_file(path)

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder of that name, or one of which a file is held open."""
        return super().is_dir(path) or bool(self._in(path))

    def exists(self, path: Path) -> bool:
        """Whether there is anything of that name, or it is held open."""
        return super().exists(path) or self.is_file(path) or self.is_dir(path)

    def listed(self, folder: Path) -> list[Path]:
        """What is in a folder or held open as if it were, by name."""
        return sorted({*super().listed(folder), *(folder / name for name in self._in(folder))})

    def _in(self, folder: Path) -> list[str]:
        whole = os.path.abspath(folder)
        return [os.path.basename(each) for each in self._open if os.path.dirname(each) == whole]
