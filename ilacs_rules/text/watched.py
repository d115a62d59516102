"""What was asked of files and folders while something was read, so that it can be seen later whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.digest import digest
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.reading import POLICY_LIMIT
from ilacs_rules.text.source import Source

Asked = tuple[str, str, int]
"""A question (`text`, `file`, `folder`, `anything`, `names`), the path it is about, and the limit of a text, else 0."""


class Watched(Files):
    """Files that are asked no question twice: what was answered is answered again."""

    def __init__(self, files: Files = ON_DISK) -> None:
        self._files = files
        self.read_texts: dict[str, Source] = {}  # by the path
        self._answers: dict[Asked, object] = {}
        self._given: dict[Asked, tuple[Source | None, list[Diagnostic]]] = {}

    @property
    def answers(self) -> list[tuple[Asked, object]]:
        """Every question and its answer, as plain data; of a text it is the digest."""
        return list(self._answers.items())

    def still_hold(self, answers: Iterable[tuple[Asked, object]]) -> bool:
        """Whether files and folders give the very same answers now."""
        return all(self._asked(asked) == answer for asked, answer in answers)

    def read(self, path: Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
        """The text of a file, or why it cannot be had."""
        asked = ("text", str(path), limit)
        self._asked(asked)
        return self._given[asked][0], list(self._given[asked][1])

    def held(self, path: Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]] | None:
        """What `read` gives; None where texts are read from the disk each time."""
        return None if self._files.held(path, limit) is None else self.read(path, limit)

    def is_file(self, path: Path) -> bool:
        """Whether there is a file of that name."""
        return bool(self._asked(("file", str(path), 0)))

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder of that name."""
        return bool(self._asked(("folder", str(path), 0)))

    def exists(self, path: Path) -> bool:
        """Whether there is anything of that name. Raises OSError or ValueError for what is no name."""
        return bool(self._asked(("anything", str(path), 0)))

    def listed(self, folder: Path) -> list[Path]:
        """What is in a folder, by name; nothing where there is no folder."""
        names = self._asked(("names", str(folder), 0))
        return [folder / name for name in names] if isinstance(names, list) else []

    def _asked(self, asked: Asked) -> object:
        if asked not in self._answers:
            self._answers[asked] = self._answer(asked)
        return self._answers[asked]

    def _answer(self, asked: Asked) -> object:
        question, name, limit = asked
        path = Path(name)
        match question:
            case "text":
                source, _ = self._given[asked] = self._files.read(path, limit)
                if source is None:
                    return None
                self.read_texts[name] = source
                return digest(source.text)
            case "file":
                return self._files.is_file(path)
            case "folder":
                return self._files.is_dir(path)
            case "anything":
                return self._files.exists(path)
            case "names":
                return [each.name for each in self._files.listed(path)]
            case _:
                raise ValueError(f"no such question: {question}")
