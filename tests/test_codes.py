"""A code is a stable name for a finding, its page and its example: this counts them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilacs_rules.text.codes import Code

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "codes"
MISTAKES = ROOT / "tests" / "mistakes"

# Codes that no file of mistakes can show, each with the reason and the test that shows it instead.
SHOWN_ELSEWHERE: dict[Code, str] = {
    Code.TOO_OFTEN: "only a forecast finds it: tests/engine/test_forecast.py",
}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {code.value for code in Code}


@pytest.mark.parametrize("code", Code)
def test_a_page_says_what_it_means_gives_an_example_and_a_remedy(code: Code) -> None:
    page = (PAGES / f"{code.value}.md").read_text(encoding="utf-8")
    severity = {"E": "error", "W": "warning", "N": "note"}[code.value[0]]
    assert re.match(rf"# {code.value}: \S.*\n\n\*{severity}\*\n\n\S", page)
    assert page.count("```") in (2, 4)
    assert "\n**How to mend it.** " in page


def test_every_code_is_used_by_the_package() -> None:
    package = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ilacs_rules").rglob("*.py"))
    unused = [code.name for code in Code if f"Code.{code.name}" not in package]
    assert not unused, f"never raised: {', '.join(unused)}"


def test_every_code_is_shown_by_a_mistake() -> None:
    if not MISTAKES.is_dir():
        pytest.skip("there are no files of mistakes yet")
    said = "".join(path.read_text(encoding="utf-8") for path in MISTAKES.rglob("*.expected"))
    shown = {Code(found) for found in re.findall(r" \[([EWN]\d{3})\]$", said, re.MULTILINE)}
    assert shown.isdisjoint(SHOWN_ELSEWHERE), "shown by a mistake after all: take it off the list"
    assert shown | SHOWN_ELSEWHERE.keys() == set(Code)
