"""The text of a policy as it was committed to git, read in place of the files; nothing is written, nothing fetched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.files import Files
from ilacs_rules.text.reading import POLICY_LIMIT, no_file, source_of
from ilacs_rules.text.source import Source, Span, nowhere
from ilacs_rules.workspace.errors import PolicyError

NEWEST = "HEAD"

_SHORT = 7  # digits of a commit that are shown
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
# Where the repository is, the folder alone says; and nothing is got from a network, also of a clone that lacks some.
_QUIETLY = {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}


class CommittedTexts(Files):
    """Files and folders of a repository as they are in one of its commits, under the paths they have on the disk."""

    def __init__(self, top: Path, commit: str, revision: str) -> None:
        self._top, self._commit, self._revision = top, commit, revision
        self._folders: dict[str, dict[str, str]] = {}  # path in the repository → what is in it: name → blob or tree

    @property
    def commit(self) -> str:
        """The commit by its whole name."""
        return self._commit

    @property
    def label(self) -> str:
        """`HEAD (31a4bf1)`."""
        short = self._commit[:_SHORT]
        return short if self._commit.startswith(self._revision) else f"{self._revision} ({short})"

    def read(self, path: Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
        """The text of a file as it was committed, or why it cannot be had."""
        if not self.is_file(path):
            return None, [no_file(path.as_posix(), f"there is no such file in {self.label}")]
        return source_of(path.as_posix(), self._beginning(f"{self._commit}:{self._inside(path)}", limit + 1), limit)

    def is_file(self, path: Path) -> bool:
        """Whether there was a file of that name."""
        return self._kind(path) == "blob"

    def is_dir(self, path: Path) -> bool:
        """Whether there was a folder of that name."""
        return self._kind(path) == "tree"

    def exists(self, path: Path) -> bool:
        """Whether there was anything of that name."""
        return self._kind(path) is not None

    def listed(self, folder: Path) -> list[Path]:
        """What was in a folder, by name; nothing where there was none."""
        inside = self._inside(folder)
        return [] if inside is None else [folder / name for name in sorted(self._listing(inside))]

    def changed_since(self, other: CommittedTexts | None = None) -> list[Path]:
        """The files that differ from those of a later commit, or from those on the disk; as seen from here, by name."""
        against = [self._commit] if other is None else [self._commit, other.commit]
        names = self._names("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", *against, "--")
        if other is None:
            names |= self._names("ls-files", "-z", "--others", "--exclude-standard")
        return sorted(Path(os.path.relpath(self._top / name, os.path.realpath("."))) for name in names)

    def common_with(self, other: CommittedTexts) -> CommittedTexts:
        """The texts of the last commit that both have before them; these themselves where there is none."""
        done = _git(self._top, "merge-base", self._commit, other.commit)
        return (
            self if done.returncode else CommittedTexts(self._top, done.stdout.decode("ascii").strip(), self._revision)
        )

    def _names(self, *asked: str) -> set[str]:
        return {name for name in os.fsdecode(_git(self._top, *asked).stdout).split("\0") if name}

    def _inside(self, path: Path) -> str | None:
        """The path within the repository, empty for the whole of it; None for one that lies outside."""
        inside = os.path.relpath(os.path.realpath(path), self._top).replace(os.sep, "/")
        return None if inside.startswith("..") else "" if inside == "." else inside

    def _kind(self, path: Path) -> str | None:
        inside = self._inside(path)
        if not inside:
            return None if inside is None else "tree"
        folder, _, name = inside.rpartition("/")
        return self._listing(folder).get(name)

    def _listing(self, folder: str) -> dict[str, str]:
        if folder not in self._folders:
            done = _git(self._top, "ls-tree", "-z", f"{self._commit}:{folder}")
            entries = (line.partition("\t") for line in os.fsdecode(done.stdout).split("\0") if line)
            self._folders[folder] = {name: about.split()[1] for about, _, name in entries if done.returncode == 0}
        return self._folders[folder]

    def _beginning(self, blob: str, most: int) -> bytes:
        """The first bytes of a file, at most so many."""
        asked = ["git", "cat-file", "blob", blob]
        with subprocess.Popen(
            asked, cwd=self._top, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as git:
            assert git.stdout is not None, "it was asked for"
            data = git.stdout.read(most)
            git.stdout.close()  # of what is larger the rest is not wanted
        return data


def committed_texts(policy: Path, revision: str = NEWEST) -> CommittedTexts:
    """The texts of the repository in which a policy lies, as of a revision, such as a commit, a branch or a tag.

    Raises PolicyError (E123) where git is not installed, where there is no repository or no such revision, and where
    the policy was not there then.
    """
    texts = texts_of_repository(policy if policy.is_dir() else policy.parent, revision, policy.as_posix())
    if not texts.exists(policy):
        why = f"it is not in {texts.label}"
        raise _none(policy.as_posix(), why, "name a revision in which it is: --committed REVISION")
    return texts


def texts_of_repository(folder: Path, revision: str, name: str) -> CommittedTexts:
    """All texts of the repository of a folder, as of a revision.

    Raises PolicyError (E123), which says it of `name`, where git, the repository or the revision is not there.
    """
    try:
        found = _git(folder, "rev-parse", "--show-toplevel")
    except FileNotFoundError:
        raise _none(name, "git is not installed here", "install git, or name an edited copy") from None
    except OSError as error:
        raise _none(name, f"git cannot be run there ({error.strerror})") from None
    if found.returncode:
        said = _said(found.stderr)
        why = "it lies in no git repository" if "not a git repository" in said else f"git says: {said}"
        raise _none(name, why, "name a policy that is kept in git, or compare it with an edited copy")
    top = Path(os.path.realpath(os.fsdecode(found.stdout).rstrip("\r\n")))
    commit = _commit(top, revision)
    if commit is None and revision == NEWEST:
        raise _none(name, "nothing has been committed yet")
    if commit is None:
        raise _none(name, f"there is no revision “{revision}”", "write a commit, a branch or a tag: HEAD, main, HEAD~3")
    return CommittedTexts(top, commit, revision)


def as_committed(found: Iterable[Diagnostic], texts: CommittedTexts) -> list[Diagnostic]:
    """What was found in texts of a commit, under names that tell them from the files on the disk."""

    def renamed(span: Span) -> Span:
        return replace(span, source=replace(span.source, name=f"{span.source.name} as in {texts.label}"))

    return [
        replace(each, span=renamed(each.span), related=tuple((renamed(span), words) for span, words in each.related))
        for each in found
    ]


def _commit(top: Path, revision: str) -> str | None:
    """The whole name of the commit that is meant; None where there is none."""
    if revision.startswith("-") or not revision.isprintable():  # an option, or nothing that could be meant
        return None
    done = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return None if done.returncode else done.stdout.decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers, in a folder. Raises OSError where it cannot be run."""
    return subprocess.run(["git", *arguments], cwd=folder, env=_environment(), capture_output=True, check=False)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _QUIETLY


def _said(stderr: bytes) -> str:
    first = stderr.decode(errors="replace").strip().partition("\n")[0]
    return first.removeprefix("fatal: ") or "nothing"


def _none(name: str, why: str, hint: str | None = None) -> PolicyError:
    message = f"there is no committed text of “{name}”: {why}"
    return PolicyError([Diagnostic(Code.NOT_COMMITTED, message, nowhere(name), hint)])
