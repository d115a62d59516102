"""Files and folders are written whole or not at all, and stay what they were."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ilacs_rules.cli.files import write_all_again, write_folder, write_whole

ROOT = Path(__file__).parents[2]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "plan.csv"
    write_whole(plan, b"first")
    write_whole(plan, b"second")
    assert plan.read_bytes() == b"second"

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left") as raised:
        write_whole(plan, b"third")
    assert raised.value.filename == str(plan), "the file that was asked for"
    assert plan.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [plan]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_several_files_are_written_again_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    files = [tmp_path / f"{number}.yaml" for number in range(3)]
    for file in files:
        file.write_bytes(b"\xef\xbb\xbffirst\r\n")
    texts = {file: f"second {file.name}\r\n" for file in files}
    write_all_again(texts)
    second = [b"\xef\xbb\xbf" + text.encode() for text in texts.values()]
    assert [file.read_bytes() for file in files] == second
    left = iter(range(2))  # of which it goes well
    good = getattr(os, fails)

    def once_too_often(*given: object) -> None:
        if next(left, None) is None:
            monkeypatch.undo()
            raise OSError(28, "No space left on device")
        good(*given)

    monkeypatch.setattr(os, fails, once_too_often)
    with pytest.raises(OSError, match="No space left") as raised:
        write_all_again(dict.fromkeys(files, "third"))
    assert raised.value.filename == str(files[2])
    assert [file.read_bytes() for file in files] == second
    assert sorted(tmp_path.iterdir()) == files


def test_a_new_file_has_the_rights_of_any_new_file_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    usual, plan = tmp_path / "usual", tmp_path / "plan.csv"
    usual.touch()
    write_whole(plan, b"first")
    assert stat.S_IMODE(plan.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    for rights in (0o600, 0o640, 0o755):
        plan.chmod(rights)
        write_whole(plan, b"again")
        assert stat.S_IMODE(plan.stat().st_mode) == rights


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_bytes(b"first")
    plan.chmod(0o444)
    with pytest.raises(PermissionError):
        write_whole(plan, b"second")


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_a_link_and_the_file_it_leads_to_is_written(tmp_path: Path, exists: bool) -> None:
    (tmp_path / "shared").mkdir()
    target, link = tmp_path / "shared" / "plan.csv", tmp_path / "plan.csv"
    if exists:
        target.write_bytes(b"first")
    link.symlink_to(target)
    write_whole(link, b"second")
    assert link.is_symlink()
    assert target.read_bytes() == b"second"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"plan")
    reader.join()
    assert read == [b"plan"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_to() -> None:
    before = os.stat(os.devnull)
    write_whole(Path(os.devnull), b"plan")
    assert os.stat(os.devnull).st_ino == before.st_ino


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path) -> None:
    plan = tmp_path / ("p" * 255)
    write_whole(plan, b"plan")
    assert plan.read_bytes() == b"plan"


# ------------------------------------------------------------------------------------------------ folders

SITE = {"start.html": b"new", "pictures/one.svg": b"new"}


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_files_of_a_folder_change_together_and_others_stay(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    write_folder(site, {"start.html": b"old", "style.css": b"old"})
    (site / "robots.txt").write_bytes(b"mine")
    write_folder(site, SITE)
    assert everything_in(site) == {**SITE, "style.css": b"old", "robots.txt": b"mine"}
    assert list(site.parent.iterdir()) == [site], "nothing is left beside it"


def test_where_a_file_cannot_be_written_the_folder_is_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_folder(site, {"start.html": b"old"})
    with pytest.raises(OSError, match=r".") as raised:
        write_folder(site, {**SITE, "n" * 300: b"new"})
    assert raised.value.filename == str(site)
    assert everything_in(site) == {"start.html": b"old"}
    assert list(tmp_path.iterdir()) == [site]


def test_the_folder_one_stands_in_keeps_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.chdir(site)
    before = site.stat().st_ino
    write_folder(Path(), SITE)
    assert everything_in(site) == SITE
    assert site.stat().st_ino == before


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "site"
    link.symlink_to(tmp_path / "there")
    write_folder(link, SITE)
    assert link.is_symlink()
    assert everything_in(tmp_path / "there") == SITE


KILLED = """
import os, signal, sys
from pathlib import Path
from ilacs_rules.cli import files
written = 0
whole = files.write_whole
def write(path, content):
    global written
    if written == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    written += 1
    whole(path, content)
files.write_whole = write
files.write_folder(Path(sys.argv[1]), {f"{n}.html": b"new" for n in range(4)})
"""


@pytest.mark.parametrize("after", range(4))
def test_a_kill_leaves_no_page_of_the_new_site_among_the_old(tmp_path: Path, after: int) -> None:
    site = tmp_path / "site"
    old = {f"{n}.html": b"old" for n in range(4)}
    write_folder(site, old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), str(after)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert everything_in(site) == old
