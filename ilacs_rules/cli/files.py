"""Writing files and folders whole or not at all: what stood there stays until the new is complete."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_MARK = "\ufeff"
_PREFIX = ".ilacs-rules-"  # of what is being written; short, so that any name a file may have can be replaced


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, and leaves what it is as it was.

    A link stays a link: the file it leads to is written. A file keeps its rights. What is no file (a pipe, a device) is
    written to as it is. Raises OSError, which names the path.
    """
    with _naming(path):
        found = Path(os.path.realpath(path))
        before = _status(path)
        if before is not None and not stat.S_ISREG(before.st_mode):
            with path.open("wb") as opened:
                opened.write(content)
            return
        if before is not None and not os.access(found, os.W_OK):
            raise PermissionError(13, "Permission denied")
        part = _written(found, content, before)
        try:
            part.replace(found)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet, in a folder that need not be. Raises FileExistsError where it is there."""
    with _naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as opened:
            opened.write(content)


def write_again(path: Path, text: str) -> None:
    """Writes a text in place of that of a file, with the mark that some editors begin a file with if it has one."""
    begun = _MARK if path.read_bytes().startswith(_MARK.encode()) else ""
    write_whole(path, (begun + text).encode())


def write_all_again(texts: Mapping[Path, str]) -> None:
    """Writes texts in place of those of some files, as `write_again`: all of them or none. Raises OSError.

    Each is written beside its file first, where a full disk or a missing right is told before anything is replaced.
    Where one cannot be replaced all the same, those before it are put back.
    """
    before = {path: path.read_bytes() for path in texts}
    ready: dict[Path, Path] = {}
    replaced: list[Path] = []
    try:
        for path, text in texts.items():
            with _naming(path):
                if not os.access(path, os.W_OK):
                    raise PermissionError(13, "Permission denied")
                begun = _MARK if before[path].startswith(_MARK.encode()) else ""
                ready[path] = _written(Path(os.path.realpath(path)), (begun + text).encode(), _status(path))
        for path, part in ready.items():
            with _naming(path):
                part.replace(os.path.realpath(path))
            replaced.append(path)
    except BaseException:
        for path in replaced:
            write_whole(path, before[path])
        raise
    finally:
        for part in ready.values():
            part.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes many files into a folder, all or none of them; other files in it stay. Raises OSError, naming the folder.

    They are made ready beside it, together with what else stands in it, and the two change places. Where a folder
    cannot change its place (it is the current one, or one that holds it, or a disk), its files are replaced one by one.
    """
    with _naming(folder):
        found = Path(os.path.realpath(folder))
        if not _may_move(found):
            _write_each(found, files)
            return
        found.parent.mkdir(parents=True, exist_ok=True)
        ready = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=found.parent))
        try:
            new = ready / "new"
            if found.exists():
                shutil.copytree(found, new, symlinks=True)
            else:
                new.mkdir()
            _write_each(new, files)
            _change_places(found, new, ready / "before")
        finally:
            shutil.rmtree(ready, ignore_errors=True)


def _write_each(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)


def _change_places(folder: Path, new: Path, before: Path) -> None:
    if not folder.exists():
        new.replace(folder)
        return
    folder.replace(before)
    try:
        new.replace(folder)
    except BaseException:
        before.replace(folder)
        raise


def _may_move(folder: Path) -> bool:
    here = Path.cwd()
    return folder != here and folder not in here.parents and not os.path.ismount(folder)


def _written(place: Path, content: bytes, before: os.stat_result | None) -> Path:
    """A file beside a place with what is to stand there, ready to take it."""
    part = _part(place.parent)
    try:
        with open(part, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        _like(part, before)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _part(folder: Path) -> Path:
    """A new file in a folder, which no other process writes to."""
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=folder)
    os.close(handle)
    return Path(name)


def _like(part: Path, before: os.stat_result | None) -> None:
    """Gives a new file the rights and the owner of the one it replaces, or those of any new file."""
    if before is None:
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
        return
    part.chmod(stat.S_IMODE(before.st_mode))
    if hasattr(os, "chown") and (part.stat().st_uid, part.stat().st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(part, before.st_uid, before.st_gid)
            part.chmod(stat.S_IMODE(before.st_mode))  # a change of owner may take rights away
        except PermissionError:
            pass  # only the owner of the machine may give files away; the file is then the writer's


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """An OSError names the file that was asked for, not one that was made on the way."""
    try:
        yield
    except OSError as error:
        if error.filename == str(path):
            raise
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
