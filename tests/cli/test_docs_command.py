"""`ilacs-rules docs`: what it writes, what it refuses, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import ON, run


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
