"""Bad input, file by file: a clear error, exit code 1, and nothing half-written. Never a traceback."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.running import FIRE, ON, run

# file → what stands in it, the code of the error, and words of its message
CASE_FILES: dict[str, tuple[bytes, str, str]] = {
    "windows.yaml": ("name: Café\n".encode("cp1252"), "E102", "this file is not in UTF-8"),
    "utf-16.csv": ("case,event,on\nA,check,2020-01-01\n".encode("utf-16"), "E102", "this file is in UTF-16"),
    "bomb.yaml": (b"name: &a A\nnote: [*a, *a, *a]\n", "E108", "“&a” has a meaning in YAML that is not used here"),
    "bombs.yaml": (b"name: A\nevents: [*a, *a, *a]\n", "E108", "“*a” has a meaning in YAML that is not used here"),
    "deep.yaml": (b"name: A\nevents: " + b"[" * 10_000 + b"]" * 10_000, "E104", "nested more than 30 deep"),
    "deep.json": (b'{"name": "A", "events": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "E104", "nested more than"),
    "cut.json": (b'{"name": "A", "events": [', "E701", "expected a text in double quotes"),
    "ragged.csv": (b"case,event,on,risk\nA,full check,2020-01-14,low\nA,fire drill\n", "E702", "this row has 2 cells"),
    "shape.yaml": (b"- a\n- b\n", "E112", "a file begins with a key and a colon"),
    "empty.yaml": (b"", "E112", "this file is empty"),
    "zip.xlsx": (b"PK\x03\x04 not a workbook", "E101", "cannot be read"),
    "notes.txt": (b"A was checked\n", "E101", "“.txt” is not a kind of case file"),
    "event.yaml": (b"name: A\nevents: [{event: full chek, on: 2020-01-14}]\n", "E703", "there is no event “full chek”"),
    "ends.yaml": (
        b"name: A\nevents: [{event: full check, start: 2020-01-14, end: 2020-01-13}]\n",
        "E706",
        "this event ends (2020-01-13) before it starts (2020-01-14)",
    ),
    "contradiction.yaml": (
        b"name: A\nevents:\n"
        b"  - {event: full check, on: 2020-01-14, risk: low}\n"
        b"  - {event: full check, on: 2020-01-14, risk: high}\n",
        "E707",
        "“full check”",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with the invented policy in it."""
    shutil.copy(FIRE / "fire.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", ["decide", "why", "plan"])
@pytest.mark.parametrize("name", CASE_FILES)
def test_a_bad_file_of_cases(command: str, name: str, folder: Path) -> None:
    content, code, message = CASE_FILES[name]
    (folder / name).write_bytes(content)
    result = run(command, "fire.yaml", name, *ON, folder=folder)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"[{code}]" in result.stderr
    assert message in result.stderr
    assert name in result.stderr


@pytest.mark.parametrize("form", ["table", "csv", "xlsx", "json"])
@pytest.mark.parametrize("name", ["event.yaml", "ragged.csv", "not-there.yaml"])
def test_nothing_is_written_if_no_case_could_be_read(form: str, name: str, folder: Path) -> None:
    if name in CASE_FILES:
        (folder / name).write_bytes(CASE_FILES[name][0])
    (folder / "plan.out").write_text("the plan of last week")
    before = sorted(folder.iterdir())
    result = run("plan", "fire.yaml", name, *ON, "--format", form, "--out", "plan.out", folder=folder)
    assert result.exit_code == 1
    assert sorted(folder.iterdir()) == before
    assert (folder / "plan.out").read_text() == "the plan of last week"


@pytest.mark.parametrize(
    ("name", "megabytes", "told"),
    [
        ("big.yaml", 100, "this file is larger than 16 MiB, the most that is read"),
        ("big.json", 100, "this file is larger than 16 MiB, the most that is read"),
        ("big.csv", 4_000_000, "MiB, and this one has 4,000,000 MiB"),  # there is memory for none such on any machine
    ],
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    name: str, megabytes: int, told: str, folder: Path
) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    result = run("plan", "fire.yaml", name, *ON, folder=folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{told} [E103]" in result.stderr


def test_a_policy_of_100_mb_is_refused_before_it_is_read(folder: Path) -> None:
    with (folder / "big.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    result = run("check", "big.yaml", folder=folder)
    assert result.exit_code == 1
    assert "big.yaml: this file is larger than 2 MiB, the most that is read [E103]" in result.stdout


@pytest.mark.parametrize("name", ["windows.yaml", "bomb.yaml", "bombs.yaml", "deep.yaml", "shape.yaml", "empty.yaml"])
def test_a_bad_policy(name: str, folder: Path) -> None:
    content, code, message = CASE_FILES[name]
    (folder / name).write_bytes(content)
    checked = run("check", name, folder=folder)
    assert checked.exit_code == 1
    assert f"[{code}]" in checked.stdout
    assert message in checked.stdout
    planned = run("plan", name, "cases.yaml", *ON, "--out", "plan.txt", folder=folder)
    assert (planned.exit_code, planned.stdout) == (1, "")
    assert f"[{code}]" in planned.stderr
    assert not (folder / "plan.txt").exists()


@pytest.mark.parametrize("command", ["decide", "why", "plan"])
@pytest.mark.parametrize(
    ("policy", "cases"), [("fire.yaml", "gone.yaml"), ("gone.yaml", "gone.yaml"), ("fire.yaml", ".")]
)
def test_a_file_that_is_not_there(command: str, policy: str, cases: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run(command, policy, "empty" if cases == "." else cases, *ON, folder=folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[E101]" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_one_may_not_read(folder: Path) -> None:
    (folder / "secret.yaml").write_text("name: A\n")
    (folder / "secret.yaml").chmod(0)
    result = run("plan", "fire.yaml", "secret.yaml", *ON, folder=folder)
    assert result.exit_code == 1
    assert "“secret.yaml” cannot be read: you may not read it [E101]" in result.stderr


def test_a_mapping_that_is_not_there(folder: Path) -> None:
    (folder / "checks.csv").write_text("case,event,on\nA,full check,2020-01-14\n")
    result = run("plan", "fire.yaml", "checks.csv", *ON, "--mapping", "gone.yaml", folder=folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "“gone.yaml” cannot be read: there is no such file [E101]" in result.stderr


def test_a_plan_that_cannot_be_written(folder: Path) -> None:
    (folder / "cases.yaml").write_text("name: A\n")
    result = run("plan", "fire.yaml", "cases.yaml", *ON, "--out", "no/such/folder/plan.csv", folder=folder)
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr
    assert not (folder / "no").exists()


@pytest.mark.parametrize("odd", ["a\0b", "x" * 5000, "", "."])
def test_names_that_no_file_can_have(odd: str, folder: Path) -> None:
    assert run("check", odd, folder=folder).exit_code == 1
    result = run("plan", "fire.yaml", odd, *ON, folder=folder)
    assert result.exit_code == 1
    assert result.stderr
