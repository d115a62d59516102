"""A code is a stable name for a finding, its page and its example: this counts them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilacs_rules import Code
from tests.sentences import slips

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "codes"
TESTS = ROOT / "tests"

# Codes that no file of `tests/mistakes` can show: where each is shown instead, and why.
_OF_CASES = "it is told of a file of cases"
_AT_RUN_TIME = "it shows only when a case is decided"
SHOWN_ELSEWHERE: dict[Code, tuple[str, str]] = {
    Code.WRONG_ENCODING: ("policy/mistakes/utf-16.expected", "the file is not text"),
    Code.FILE_TOO_LARGE: ("policy/test_reading.py", "the file would be too large to keep"),
    Code.OF_OTHER_CASES: ("cli/test_commands.py", _OF_CASES),
    Code.TOO_MANY: ("policy/test_too_many.py", "it takes 200 mistakes"),
    Code.NOT_COMMITTED: ("cli/test_diff_committed.py", "it is told of a repository"),
    Code.TOO_MUCH_TO_REVIEW: ("cli/test_review_command.py", "it is told of a repository"),
    Code.TOO_DEEP: ("policy/mistakes/too-deep.expected", "nobody writes this by mistake"),
    Code.TOO_LONG: ("language/test_parser.py", "the sentence would be too long to read"),
    Code.TWO_ROWS_MATCH: ("engine/test_tables.py", _AT_RUN_TIME),
    Code.NO_ROW_MATCHES: ("engine/test_tables.py", _AT_RUN_TIME),
    Code.OUTPUTS_DIFFER: ("engine/test_tables.py", _AT_RUN_TIME),
    Code.NO_VERSION_IN_FORCE: ("cli/test_commands.py", "it is told of the day asked about"),
    Code.NO_STATUS: ("cli/test_docs_command.py", "it is told where a document is asked for"),
    Code.CASE_SHAPE: ("cases/bad/header.csv.expected", _OF_CASES),
    Code.RAGGED_ROW: ("cases/bad/ragged.csv.expected", _OF_CASES),
    Code.CASE_DATE: ("cases/bad/days.yaml.expected", _OF_CASES),
    Code.EVENTS_CONTRADICT: ("cases/bad/contradiction.yaml.expected", _OF_CASES),
    Code.MAPPING: ("cases/bad/mapping-slips.csv.expected", _OF_CASES),
    Code.COLUMN_IGNORED: ("cases/bad/cells.csv.expected", _OF_CASES),
    Code.ROWS_LEFT_OUT: ("cases/bad/mapped.csv.expected", _OF_CASES),
    Code.DUPLICATE_EVENT: ("cases/bad/told-twice.yaml.expected", _OF_CASES),
    Code.CASE_LEFT_OUT: ("cases/bad/values.yaml.expected", _OF_CASES),
    Code.CASE_NOT_JOINED: ("cases/bad/facts.csv.expected", _OF_CASES),
    Code.RECORD_ENDED_LONG_BEFORE: ("engine/test_record_end.py", "only a plan finds it"),
    Code.NO_EVENT_IN_TABLE: ("cases/test_record_end.py", _OF_CASES),
    Code.WORKER_ENDED: ("engine/test_several_at_once.py", "a process has to end for it"),
    Code.WORK_CALENDAR: ("cli/test_forecast_work.py", "only a calendar of work holds it"),
    Code.TOO_FEW_WAITS: ("engine/test_backtest.py", "only a back-test finds it"),
    Code.RECORD_ENDS_BEFORE_IT_BEGINS: ("cases/bad/record-ends.yaml.expected", _OF_CASES),
    Code.CASE_NAMES_ALIKE: ("cases/bad/alike.csv.expected", _OF_CASES),
    Code.EVENT_BEFORE_CREATED: ("cases/test_history.py", _OF_CASES),
    Code.EVENT_AFTER_ENDED: ("cases/test_history.py", _OF_CASES),
    Code.ENDS_BEFORE_CREATED: ("cases/test_two_doors.py", _OF_CASES),
    Code.OTHER_CASE_NOT_THERE: ("engine/test_relations.py", _OF_CASES),
    Code.FILE_PASSED_OVER: ("cases/test_names.py", "it is told of a folder"),
    Code.ARGUMENT: ("test_odd_arguments.py", "only a program gives it"),
    Code.UNEXPLAINED_NUMBER: ("checker/test_advice.py", "it takes a rule without a source as well"),
    Code.TOO_OFTEN: ("engine/test_forecast.py", "only a forecast finds it"),
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


@pytest.mark.parametrize("code", [code for code in Code if code.value[1] == "2" and code is not Code.TOO_LONG])
def test_a_page_about_a_sentence_shows_that_very_mistake(code: Code) -> None:
    page = (PAGES / f"{code.value}.md").read_text(encoding="utf-8")
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)\n```", page, re.DOTALL)):
        key, _, sentence = block.partition(": ")
        found = slips(key, sentence)
        assert [d.code for d in found] == ([] if number else [code])


def test_every_code_is_used_by_the_package() -> None:
    package = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ilacs_rules").rglob("*.py"))
    unused = [code.name for code in Code if f"Code.{code.name}" not in package]
    assert not unused, f"never raised: {', '.join(unused)}"


def test_every_code_is_shown_by_a_mistake() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (TESTS / "mistakes").rglob("*.expected"))
    shown = {Code(found) for found in re.findall(r" \[([EWN]\d{3})\]$", told, re.MULTILINE)}
    assert shown.isdisjoint(SHOWN_ELSEWHERE), "shown by a mistake after all: take it off the list"
    assert set(Code) - shown - SHOWN_ELSEWHERE.keys() == set(), "add a mistake: tests/mistakes/README.md"


@pytest.mark.parametrize("code", SHOWN_ELSEWHERE)
def test_a_code_that_no_mistake_shows_is_shown_elsewhere(code: Code) -> None:
    text = (TESTS / SHOWN_ELSEWHERE[code][0]).read_text(encoding="utf-8")
    assert f"[{code.value}]" in text or f"Code.{code.name}" in text
