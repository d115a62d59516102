"""`ilacs-rules docs`: what it writes, what it refuses, and what it says."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from tests.cli.running import FIRE, ON, run


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_site_a_page_and_markdown_with_its_pictures(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    result = run("docs", "fire.yaml", *ON, "--out", str(out))
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{len(files(out))} files written to {out}; begin with {out / 'index.html'}")
    assert {"index.html", "requirements.html", "style.css", "document.html", "document.md"} <= files(out)
    assert any(name.startswith("pictures/") for name in files(out))


def test_one_form_only(tmp_path: Path) -> None:
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path), "--only", "page")
    assert result.exit_code == 0
    assert result.stdout == f"1 file written to {tmp_path}; begin with {tmp_path / 'document.html'}\n"
    assert files(tmp_path) == {"document.html"}


def test_json_to_a_file(tmp_path: Path) -> None:
    run("docs", "fire.yaml", *ON, "--format", "json", "--out", str(tmp_path))
    assert json.loads((tmp_path / "document.json").read_text(encoding="utf-8"))["on"] == "2020-06-30"


def test_a_folder_must_be_named() -> None:
    result = run("docs", "fire.yaml", *ON)
    assert result.exit_code == 2
    assert "name the folder to write to with --out DIR" in result.stderr


def test_nothing_is_written_of_a_policy_with_errors(tmp_path: Path) -> None:
    result = run("docs", "mistakes.yaml", *ON, "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_before_the_first_version_there_is_none(tmp_path: Path) -> None:
    result = run("docs", "fire.yaml", "--on", "1990-01-01", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "E605" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_policy_that_does_not_say_what_kind_of_text_it_is_gives_no_document(tmp_path: Path) -> None:
    policy = tmp_path / "fire.yaml"
    text = (FIRE / "fire.yaml").read_text(encoding="utf-8")
    policy.write_text(text.replace("status: example\n", ""), encoding="utf-8")
    result = run("docs", str(policy), *ON, "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "[E611]" in result.stderr
    assert "write “status: official”" in result.stderr
    assert not (tmp_path / "out").exists()
    with pytest.raises(ilacs_rules.PolicyError, match="what kind of text it is"):
        ilacs_rules.document(ilacs_rules.load(policy), date(2020, 6, 30))


def test_the_document_of_a_day_lists_nothing_that_was_published_later(tmp_path: Path) -> None:
    day = ("--on", "2018-01-01", "--out", str(tmp_path), "--only", "markdown")
    run("docs", "ilacs", *day)
    later = (tmp_path / "document.md").read_text(encoding="utf-8")
    assert "from 1 April 2026" in later
    run("docs", "ilacs", *day, "--known", "2017-11-29")
    known = (tmp_path / "document.md").read_text(encoding="utf-8")
    assert "from 1 April 2026" not in known
    assert "as known on 29 November 2017" in known
    result = run("docs", "ilacs", *day, "--known", "2017-11-28")
    assert "E605" in result.stderr
    assert "nothing of “ilacs” was published by 2017-11-28" in result.stderr


def test_a_house_template_with_a_mistake_is_told_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("<p>\n{% if page %}\n{% endfor %}", encoding="utf-8")
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path / "out"), "--templates", str(tmp_path))
    assert result.exit_code == 2
    assert "a template cannot be used: page.html.j2, line 3:" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_house_template_that_names_what_there_is_not_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{{ document.colour }}", encoding="utf-8")
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path / "out"), "--templates", str(tmp_path))
    assert result.exit_code == 2
    assert "has no attribute 'colour'" in result.stderr
    assert not (tmp_path / "out").exists()


# ------------------------------------------------------------------------------------------------ Word

NEEDED = "writing a Word file needs pypandoc-binary and resvg-py: pip install 'ilacs-rules[word]'"


@pytest.mark.parametrize("package", ["pypandoc", "resvg_py"])
def test_without_its_packages_the_word_file_is_left_out_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path))
    assert result.exit_code == 0
    assert result.stderr == f"document.docx was not written: {NEEDED}\n"
    assert {"index.html", "document.html", "document.md"} <= files(tmp_path)
    assert "document.docx" not in files(tmp_path)


def test_asked_for_by_name_without_its_packages_it_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path), "--only", "word", "--only", "page")
    assert result.exit_code == 2
    assert NEEDED in result.stderr
    assert files(tmp_path) == set()


def test_the_word_file_alone(tmp_path: Path) -> None:
    pytest.importorskip("pypandoc", reason="the Word form needs pypandoc-binary: pip install 'ilacs-rules[word]'")
    pytest.importorskip("resvg_py", reason="the Word form needs resvg-py: pip install 'ilacs-rules[word]'")
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path), "--only", "word")
    assert result.exit_code == 0
    assert files(tmp_path) == {"document.docx"}


def test_what_the_converter_cannot_do_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    pytest.importorskip("pypandoc", reason="the Word form needs pypandoc-binary: pip install 'ilacs-rules[word]'")
    (tmp_path / "reference.docx").write_text("blue headings, please", encoding="utf-8")
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path / "out"), "--templates", str(tmp_path))
    assert result.exit_code == 2
    assert "document.docx: the Word file could not be made: " in result.stderr
    assert "reference.docx" in result.stderr
    assert not (tmp_path / "out").exists()


def test_without_a_converter_at_all_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="the Word form needs pypandoc-binary")

    def nowhere() -> str:
        raise OSError("no pandoc")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", nowhere)
    result = run("docs", "fire.yaml", *ON, "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "document.docx: the Word file could not be made: no pandoc was found" in result.stderr
    assert not (tmp_path / "out").exists()
