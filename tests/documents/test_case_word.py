"""The page of a case as a Word file: all that the page says, whose it is, and the same bytes every time."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import ON, run

pytestmark = pytest.mark.thorough

pytest.importorskip("pypandoc", reason="the Word form needs pypandoc-binary: pip install 'ilacs-rules[word]'")
pytest.importorskip("resvg_py", reason="the Word form needs resvg-py: pip install 'ilacs-rules[word]'")

CASE = ("case", "fire.yaml", "buildings.yaml", *ON, "--case", "Alder House")


def part(packed: Path, name: str) -> str:
    with zipfile.ZipFile(packed) as archive:
        return archive.read(name).decode()


def texts(xml: str) -> str:
    return " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


def test_it_says_all_that_the_page_says(tmp_path: Path) -> None:
    out = tmp_path / "alder.docx"
    assert run(*CASE, "--format", "docx", "--out", str(out)).exit_code == 0
    body = part(out, "word/document.xml")
    said = texts(body)
    sections = json.loads(run(*CASE, "--format", "json").stdout)["sections"]
    headings = [texts(each) for each in re.findall(r"<w:p>(?:(?!</w:p>).)*Heading1.*?</w:p>", body, re.DOTALL)]
    assert headings == [section["title"] for section in sections]
    for section in sections:
        for block in section["blocks"]:
            told = [word for word in block.get("words", []) if isinstance(word, str)]
            told += [cell[0] for row in block.get("rows", []) for cell in row if cell]
            for words in told:
                assert squeezed(words) in squeezed(said), words
    assert "<pic:pic" in body
    assert "It is no publication of Example Fire Service." in said
    assert "Working paper, from an invented policy of Example Fire Service" in said
    assert "Alder House on 30 June 2020" in part(out, "docProps/core.xml")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("&amp;", "&"))


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    made = []
    for name in ("one.docx", "two.docx"):
        run(*CASE, "--format", "docx", "--out", str(tmp_path / name))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_it_is_not_for_the_screen() -> None:
    result = run(*CASE, "--format", "docx")
    assert (result.exit_code, "name a file with --out FILE.docx" in result.stderr) == (2, True)
