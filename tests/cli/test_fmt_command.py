"""`ilacs-rules fmt`: what it writes, what it leaves alone, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ilacs_rules.cli.main import commands
from tests.cli.running import run

ODD = "title:  Lifts\npolicy: lifts  # for good\n"
LAID_OUT = "policy: lifts  # for good\ntitle: Lifts\n"
BROKEN = "policy: [lifts\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2024-01-01.yaml").write_bytes(ODD.encode())
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "lifts.yml").write_bytes(b"\xef\xbb\xbf" + ODD.replace("\n", "\r\n").encode())
    (tmp_path / "table.csv").write_text("a,  b\n", encoding="utf-8")
    return tmp_path


def test_a_folder_is_laid_out_with_all_that_is_in_it(folder: Path) -> None:
    result = run("fmt", ".", folder=folder)
    assert result.stdout.splitlines() == [
        "2024-01-01.yaml: laid out anew",
        "cases/lifts.yml: laid out anew",
        "2 of 2 files laid out anew",
    ]
    assert (folder / "2024-01-01.yaml").read_bytes() == LAID_OUT.encode()
    assert (folder / "cases" / "lifts.yml").read_bytes() == b"\xef\xbb\xbf" + LAID_OUT.replace("\n", "\r\n").encode()
    assert run("fmt", ".", folder=folder).stdout == "2 files: nothing to change\n"


def test_check_writes_nothing_and_fails(folder: Path) -> None:
    result = run("fmt", "--check", "2024-01-01.yaml", "2024-01-01.yaml", folder=folder)
    assert result.stdout.splitlines() == [
        "2024-01-01.yaml: would be laid out anew",
        "1 of 1 file would be laid out anew",
    ]
    assert result.exit_code == 1
    assert (folder / "2024-01-01.yaml").read_text(encoding="utf-8") == ODD
    run("fmt", ".", folder=folder)
    assert run("fmt", "--check", ".", folder=folder).exit_code == 0


def test_diff_shows_what_would_change(folder: Path) -> None:
    result = run("fmt", "--diff", "2024-01-01.yaml", folder=folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "--- 2024-01-01.yaml",
        "+++ 2024-01-01.yaml, laid out",
        "@@ -1,2 +1,2 @@",
        "-title:  Lifts",
        " policy: lifts  # for good",
        "+title: Lifts",
    ]
    assert (folder / "2024-01-01.yaml").read_text(encoding="utf-8") == ODD


def test_what_cannot_be_read_is_left_and_said(folder: Path) -> None:
    (folder / "2025-01-01.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("fmt", ".", folder=folder)
    assert result.exit_code == 1
    assert "2025-01-01.yaml: left as it is, for it cannot be read" in result.stderr
    assert "[E105]" in result.stderr
    assert (folder / "2025-01-01.yaml").read_text(encoding="utf-8") == BROKEN
    assert (folder / "2024-01-01.yaml").read_text(encoding="utf-8") == LAID_OUT


@pytest.mark.parametrize(("given", "put_out", "exit_code"), [(ODD, LAID_OUT, 0), (BROKEN, BROKEN, 1)])
def test_standard_input_comes_out_laid_out_or_as_it_went_in(given: str, put_out: str, exit_code: int) -> None:
    result = CliRunner().invoke(commands, ["fmt", "-"], input=given)
    assert (result.stdout, result.exit_code) == (put_out, exit_code)


def test_what_is_not_there_is_no_file(folder: Path) -> None:
    result = run("fmt", "nowhere", folder=folder)
    assert result.exit_code == 2
    assert "there is no file or folder “nowhere”" in result.stderr
    assert run("fmt", "-", ".", folder=folder).exit_code == 2
