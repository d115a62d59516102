"""`check --fix`: what can mean one thing alone is mended and told; all else is left to a person."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.editing.lift_desk import LIFTS

FILE = "lifts/2024-01-01.yaml"
PLAIN = """\
    table: |
      | floors | years between checks |
      |--------|----------------------|
      | <= 5   | 2                    |
      | > 5    | 1                    |
"""
SOURCE = "    source: notice, section 1\n    when: last state is b"

# what is written, the code that is told of it, and what stands there after `check --fix`
SURE = [
    ("tall: floors > 10", "tall: floors == 10", "E207", "tall: floors is 10"),
    ("in force: {from: 2024-01-01}", "in force: {from:2024-01-01}", "E114", "in force: {from: 2024-01-01}"),
    (SOURCE, SOURCE.replace("source", "Source"), "E110", SOURCE),
    ("when: last state is broken", "when: not (last state is not broken)", "W554", "when: last state is broken"),
    ("tall: floors > 10", "tall: not (not (floors is not 3))", "W554", "tall: (floors is not 3)"),
    ("tall: floors > 10", "tall: not (floors is not (if use is not goods then 3 else 4))", "W554",
     "tall: floors is (if use is not goods then 3 else 4)"),
    ("when: last state is broken", "when: not (no check since 2024-06-01)", "W554", "when: any check since 2024-06-01"),
    ("    table: years.csv\n", f"    hit policy: first\n{PLAIN}", "W551", PLAIN),
    ("sources:\n", "set aside:\n  W713: {check: ours}\n\nsources:\n", "W559", "\nsources:\n"),
    ("sources:\n", "set aside:\n  W713: ours\n  W603: used later\n\nsources:\n", "W559",
     "set aside:\n  W603: used later\n\nsources:\n"),
]  # fmt: skip

# what a person has to decide
LEFT = [
    ("tall: floors > 10", "tall: not (floors != (if use is not goods then 3 else 4))", "W554"),  # not the inner one
    ("when: last state is broken", "when: last state is brokn", "E302"),
    ("    event: repair", "    evnt: repair", "E110"),
    ("closes: 2025-02-01", "closes: 2025-02-02", "E801"),
    ("sources:\n", "set aside: {W603: used later, W713: ours}\n\nsources:\n", "W559"),  # its line holds more
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LIFTS, tmp_path / "lifts")
    return tmp_path


def written(folder: Path, before: str, after: str) -> Path:
    file = folder / FILE
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after), encoding="utf-8")
    return file


@pytest.mark.parametrize(("before", "after", "code", "mended"), SURE)
def test_what_can_mean_one_thing_alone_is_mended(folder: Path, before: str, after: str, code: str, mended: str) -> None:
    file = written(folder, before, after)
    wrong = file.read_text(encoding="utf-8")
    assert code in run("check", "lifts", folder=folder).stdout
    told = run("check", "lifts", "--fix", folder=folder)
    assert file.read_text(encoding="utf-8") == wrong.replace(after, mended)
    done, _, found = told.stdout.partition("\n\n")
    assert done.startswith(f"{FILE}:")
    assert f"[{code}]" in done
    assert code not in found
    assert told.exit_code == 0


@pytest.mark.parametrize(("before", "after", "code"), LEFT)
def test_what_may_be_meant_otherwise_is_left(folder: Path, before: str, after: str, code: str) -> None:
    file = written(folder, before, after)
    wrong = file.read_bytes()
    told = run("check", "lifts", "--fix", folder=folder).stdout
    assert told.startswith("lifts: nothing that can surely be mended\n\n")
    assert f"[{code}]" in told
    assert file.read_bytes() == wrong


def test_what_stands_behind_another_mistake_is_mended_as_well(folder: Path) -> None:
    file = written(folder, "when: last state is broken", "when: not (last state is not broken) and floors == 3")
    written(folder, "tall: floors > 10", "tall: floors == 10")
    lines = run("check", "lifts", "--fix", folder=folder).stdout.partition("\n\n")[0].split("\n")
    assert lines[0] == f"{FILE}:44: “==” is “is” now [E207]"
    assert "when: last state is broken and floors is 3\n" in file.read_text(encoding="utf-8")


def test_letters_of_two_signs_stay_so(folder: Path) -> None:
    file = written(folder, "tall: floors > 10", "e\u0301leve\u0301: floors == 10  # e\u0301")
    written(folder, "publisher: Any", "publisher: E\u0301ny")
    wrong = file.read_bytes()
    run("check", "lifts", "--fix", folder=folder)
    assert file.read_bytes() == wrong.replace(b"==", b"is")


def test_what_would_be_mended_can_be_looked_at_first(folder: Path) -> None:
    file = written(folder, "tall: floors > 10", "tall: floors == 10")
    wrong = file.read_bytes()
    told = run("check", "lifts", "--fix", "--diff", folder=folder)
    assert "-  tall: floors == 10\n+  tall: floors is 10\n" in told.stdout
    assert f"\n{FILE}:44: “==” would be “is” [E207]\nnothing was written: leave “--diff” out" in told.stdout
    assert "1 error" in told.stdout
    assert (file.read_bytes(), told.exit_code) == (wrong, 1)
    assert run("check", "lifts", "--diff", folder=folder).exit_code == 2
    assert "name a policy of yours" in run("check", "ilacs", "--fix", folder=folder).stderr


def test_nothing_is_written_where_one_of_several_cannot_be_mended(folder: Path) -> None:
    file = written(folder, "tall: floors > 10", "tall: floors == 10")
    wrong = file.read_bytes()
    told = run("check", "lifts", "nowhere", "--fix", folder=folder)
    assert (told.exit_code, told.stdout, file.read_bytes()) == (2, "", wrong)
    assert "there is no file or folder “nowhere”" in told.stderr


def test_of_several_policies_all_are_mended_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(folder / "lifts", folder / "again")
    file = written(folder, "tall: floors > 10", "tall: floors == 10")
    shutil.copy(file, folder / "again")
    files, wrong = [file, folder / "again" / file.name], file.read_bytes()

    def replaced(part: Path, place: str) -> None:
        if Path(place) == files[1]:
            raise PermissionError(13, "Permission denied")
        os.replace(part, place)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replaced)
        told = run("check", "lifts", "again", "lifts", "--fix", folder=folder)
    assert told.exit_code == 2
    assert "is “is” now" not in told.stdout
    assert [each.read_bytes() for each in files] == [wrong, wrong]
    told = run("check", "lifts", "again", str(file), "--fix", folder=folder)
    assert told.stdout.count("is “is” now") == 2
    assert [each.read_bytes() for each in files] == [wrong.replace(b"==", b"is")] * 2


def test_programs_are_told_beside_their_answer(folder: Path) -> None:
    written(folder, "tall: floors > 10", "tall: floors == 10")
    told = run("check", "lifts", "--fix", "--format", "json", folder=folder)
    assert told.stdout.startswith("{")
    assert "“==” is “is” now" in told.stderr
