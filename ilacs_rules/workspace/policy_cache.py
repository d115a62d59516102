"""Checked policies kept on disk, so that none is read and checked anew while nothing has changed of which it was made.

What is kept holds data alone (`model/stored`). It is taken only from a folder that is the user's own, only whole, and
only if this very program made it and files and folders give the same answers as when it was made. In any doubt it is
as if there were none.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilacs_rules.engine.policies import Policy, policy_of
from ilacs_rules.model.stored import from_stored, to_stored
from ilacs_rules.model.version import AsWritten
from ilacs_rules.policy.finding import found_at
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.digest import digest
from ilacs_rules.text.files import Files
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.shipped import PACKAGE, shipped
from ilacs_rules.text.watched import Watched

if TYPE_CHECKING:
    from ilacs_rules.policy.model import VersionText

VARIABLE = "ILACS_RULES_CACHE"  # the folder, or OFF
OFF = "off"

_FORM = 2  # of a file
_MOST_KEPT = 50  # files; those that were written first go
_OURS = pattern(r"[0-9a-f]{32}\.json(\.|$)")  # what is in the folder beside that is somebody's own
_MORE = 0o022  # the rights of others to write


def kept_policy(path: Path | str, files: Files) -> Policy | None:
    """The policy of a path, as it was kept; None if it was not, or anything has changed since."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        whole = _read(folder / _name(path))
        if whole is None or whole["of"] != _of(path) or whole["program"] != this_program():
            return None
        watched = Watched(files)
        if whole["found"] != _found(path, watched) or not watched.still_hold(
            ((question, name, limit), answer) for question, name, limit, answer in whole["answers"]
        ):
            return None
        return _policy(whole, _TextsAsRead(path, watched))
    except Exception:  # whatever is wrong with it: it is read and checked as if nothing had been kept
        return None


def keep_policy(policy: Policy, path: Path | str, watched: Watched) -> None:
    """Keeps a policy that was read of files that were `watched`, if there is a folder that can be written."""
    folder = cache_folder()
    found = _found(path, watched)
    if folder is None or found is None or this_program() != _program_now():
        return  # also where the program was edited since it began: what it made is not what it would make now
    earlier = [each.version for each in policy.versions[0].earlier.values()]
    try:
        whole = {
            "form": _FORM,
            "program": this_program(),
            "of": _of(path),
            "found": found,
            "answers": [(*asked, answer) for asked, answer in watched.answers],
            "earlier": len(earlier),
            **to_stored([*earlier, *(each.version for each in policy.versions)], watched.read_texts),
        }
        _write(folder, _name(path), json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode())
    except (OSError, TypeError, ValueError, RecursionError):
        return  # it is read and checked again, as it was now


def cache_folder() -> Path | None:
    """Where policies are kept: as ILACS_RULES_CACHE says, or as is the custom of the system; None for nowhere."""
    said = os.environ.get(VARIABLE, "")
    if said:
        return None if said.lower() == OFF else Path(said)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return Path(base) / "ilacs-rules" if os.path.isabs(base) else None


@cache
def this_program() -> str:
    """What stands for the program: its files by name, size and time as it began, and the Python that runs it."""
    return _program_now()


def _program_now() -> str:
    files = (each for folder in (PACKAGE, shipped("schemas")) for each in _files_of(folder))
    return digest("\n".join((f"{_FORM} {sys.version}", *(f"{name} {size} {changed}" for name, size, changed in files))))


def _files_of(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda each: each.name)
    for each in entries:
        if not each.is_dir():
            status = each.stat()
            yield each.path, status.st_size, status.st_mtime_ns
        elif each.name != "__pycache__":
            yield from _files_of(each.path)


class _TextsAsRead:
    """The texts of the versions of a policy that was kept: read when somebody asks, of the files as they were."""

    def __init__(self, path: Path | str, watched: Watched) -> None:
        self.path = path
        self.watched = watched

    def of(self, start: object) -> VersionText:
        """The text of the version that came into force on a day."""
        return self._by_day[start]

    @cached_property
    def _by_day(self) -> dict[object, VersionText]:
        from ilacs_rules.policy.loading import read_through_time

        texts, earlier, _ = read_through_time(self.path, self.watched)
        return {each.start: each for each in (*earlier, *texts)}


def _policy(whole: dict[str, Any], texts: _TextsAsRead) -> Policy:
    versions = from_stored(whole, texts.watched.read_texts, lambda start: AsWritten(partial(texts.of, start)))
    earlier = whole["earlier"]
    return policy_of(versions[earlier:], versions[:earlier])


def _of(path: Path | str) -> list[str]:
    """What a policy is kept under: messages show its path as it was given, from where it was given."""
    return [os.getcwd(), str(path)]


def _name(path: Path | str) -> str:
    return digest("\n".join(_of(path)))[:32] + ".json"


def _found(path: Path | str, watched: Watched) -> str | None:
    found = found_at(path, watched)
    return None if isinstance(found, Diagnostic) else str(found)


def _read(file: Path) -> dict[str, Any] | None:
    """What a file of ours holds, if it is whole."""
    if not _is_ours(os.stat(file.parent)):
        return None
    with open(file, "rb") as opened:
        if not _is_ours(os.fstat(opened.fileno())):
            return None
        written, content = opened.readline(), opened.read()
    if written.strip() != digest(content).encode():
        return None
    read = json.loads(content)
    return read if isinstance(read, dict) else None


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else could have written it, as far as the system can tell."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & _MORE)


def _write(folder: Path, name: str, content: bytes) -> None:
    import tempfile

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_ours(folder.stat()):
        return
    handle, part = tempfile.mkstemp(prefix=f"{name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(digest(content).encode() + b"\n" + content)
        os.replace(part, folder / name)
    except BaseException:
        os.unlink(part)
        raise
    ours = (each for each in folder.iterdir() if _OURS.match(each.name) and each.is_file())
    kept = sorted(ours, key=lambda each: each.stat().st_mtime_ns)
    for each in kept[:-_MOST_KEPT]:
        each.unlink(missing_ok=True)
