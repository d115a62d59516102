"""Which two texts a review is about, and which policies differ between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.source import nowhere
from ilacs_rules.workspace.committed import NEWEST, CommittedTexts, texts_of_repository
from ilacs_rules.workspace.errors import PolicyError

WORKING_COPY = "the working copy"

MOST_FILES = 1_000  # rule files and tables that differ; each is read twice, by git
MOST_POLICIES = 30  # that are found by their files; of those that are named there may be more

_BETWEEN = re.compile(r"\.{2,3}")
_A_RULE_FILE = re.compile(r"^\ufeff?policy[ \t]*:", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YAML = (".yaml", ".yml")
_TABLE = ".csv"


@dataclass(frozen=True, slots=True)
class TwoTexts:
    """Files as they were in a commit, and as they are in a later one or on the disk; and which of them differ."""

    before: CommittedTexts
    after: Files
    called: tuple[str, str]
    changed: tuple[Path, ...]

    @property
    def sides(self) -> tuple[Files, Files]:
        """Both."""
        return self.before, self.after


def two_texts(revisions: str) -> TwoTexts:
    """`BASE..HEAD`, `BASE...HEAD` (from where the two parted), or `BASE` alone for the files as they are on the disk.

    It is about the repository of the folder that one is in. Raises PolicyError (E123) where that, or a revision, is
    not there.
    """
    here = Path()
    parted = _BETWEEN.search(revisions)
    if parted is None:
        before = texts_of_repository(here, revisions, revisions)
        return TwoTexts(before, ON_DISK, (before.label, WORKING_COPY), tuple(before.changed_since()))
    base, head = revisions[: parted.start()] or NEWEST, revisions[parted.end() :] or NEWEST
    before, after = (texts_of_repository(here, each, revisions) for each in (base, head))
    if len(parted[0]) == 3:
        before = before.common_with(after)
    return TwoTexts(before, after, (before.label, after.label), tuple(before.changed_since(after)))


def changed_policies(texts: TwoTexts) -> list[Path]:
    """The policies of which a file differs: a folder of versions, or a file that is a policy by itself.

    Raises PolicyError (E124) where there are more than anybody would wait for, or read.
    """
    told = f"from {texts.called[0]} to {texts.called[1]}"
    files = [path for path in texts.changed if path.suffix.lower() in (*_YAML, _TABLE)]
    if len(files) > MOST_FILES:
        raise _too_much(f"{len(files):,} files that may be rules differ {told}, and {MOST_FILES:,} are the most")
    found: dict[Path, None] = {}
    for path in files:
        for file in _rule_files(path, texts.sides):
            found.setdefault(file.parent if _DAY.fullmatch(file.stem) else file)
    if len(found) > MOST_POLICIES:
        raise _too_much(f"{len(found):,} policies differ {told}, and {MOST_POLICIES:,} are the most")
    return list(found)


def _too_much(message: str) -> PolicyError:
    hint = "name the policies that are to be reviewed, or two states that lie closer together"
    return PolicyError([Diagnostic(Code.TOO_MUCH_TO_REVIEW, message, nowhere("review"), hint)])


def belongs_to(path: Path, policy: Path) -> bool:
    """Whether a file is one of a policy, or may be a table of one."""
    return path == policy or path.parent == policy or (path.suffix.lower() == _TABLE and path.parent == policy.parent)


def _rule_files(path: Path, sides: Sequence[Files]) -> Iterator[Path]:
    """The rule file that a path is, or those that name it as their table."""
    suffix = path.suffix.lower()
    if suffix in _YAML:
        if any(_A_RULE_FILE.search(text) for text in _texts(path, sides)):
            yield path
    elif suffix == _TABLE:
        beside = {file for files in sides for file in files.listed(path.parent) if file.suffix.lower() in _YAML}
        for file in sorted(beside):
            if any(_A_RULE_FILE.search(text) and path.name in text for text in _texts(file, sides)):
                yield file


def _texts(path: Path, sides: Iterable[Files]) -> Iterator[str]:
    for files in sides:
        source = files.read(path)[0] if files.is_file(path) else None
        if source is not None:
            yield source.text
