"""The back-test as a person and as a program sees it; what it counts is tried in tests/engine/test_backtest.py."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

import ilacs_rules
from ilacs_rules import Duration, DurationKind
from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator

BOILERS = Path(__file__).parents[1] / "engine" / "backtest"
DAYS = ("--from", "2020-01-01", "--to", "2021-01-01", "--every", "6 months")
ASKED = ("backtest", "tests", "boilers.yaml", *DAYS, "--events", "test")


@pytest.mark.parametrize(
    ("screen", "options"), [("backtest", ()), ("backtest-csv", ("--within", "1 year", "--format", "csv"))]
)
def test_what_a_person_sees(screen: str, options: tuple[str, ...], golden: Callable[[str, Path], None]) -> None:
    golden(seen(run(*ASKED, *options, folder=BOILERS)), EXPECTED / f"{screen}.txt")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = run(*ASKED, columns=columns, folder=BOILERS).stdout.splitlines()
    assert max(map(len, lines)) <= columns


def test_json_is_as_its_schema_says_and_as_python_has_it() -> None:
    checker = validator("backtest")
    checker.check_schema(checker.schema)
    answer = json.loads(run(*ASKED, "--only-published", "--format", "json", folder=BOILERS).stdout)
    checker.validate(answer)
    policy = ilacs_rules.load(BOILERS / "tests")
    report = ilacs_rules.backtest(
        policy,
        ilacs_rules.read_cases(policy, BOILERS / "boilers.yaml"),
        date(2020, 1, 1),
        date(2021, 1, 1),
        every=Duration(6, DurationKind.MONTHS, "month"),
        events=["Test"],
        only_published=True,
    )
    assert json.loads(json.dumps(report.as_data())) == answer
    assert answer["days"][0]["each"][0]["followed_by"] is None
    assert [each["on"] for each in answer["days"]] == ["2020-01-01", "2020-07-01", "2021-01-01"]


def test_the_picture_says_in_words_what_it_shows() -> None:
    drawn = run(*ASKED, "--format", "svg", folder=BOILERS).stdout
    picture = ElementTree.fromstring(drawn)
    assert drawn == run(*ASKED, "--format", "svg", folder=BOILERS).stdout
    days = json.loads(run(*ASKED, "--format", "json", folder=BOILERS).stdout)["days"]
    words = picture.findtext("{*}desc") or ""
    points = [each.text for each in picture.iterfind(".//{*}circle/{*}title")]
    for day in days:
        told = f"{date.fromisoformat(day['on']):%-d %B %Y}: {day['top']} of {day['followed']}"
        assert (told in words) is (f"the plan, {told}" in points) is (day["followed"] > 0)


def test_the_schema_asks_for_every_figure() -> None:
    checker = validator("backtest")
    answer = json.loads(run(*ASKED, "--format", "json", folder=BOILERS).stdout)
    del answer["days"][0]["top_by_time"]
    answer["totals"]["more"] = 1
    assert len(list(checker.iter_errors(answer))) == 2


def test_csv_and_workbook_hold_what_the_json_holds(tmp_path: Path) -> None:
    answer = json.loads(run(*ASKED, "--format", "json", folder=BOILERS).stdout)
    rows = list(csv.DictReader(io.StringIO(run(*ASKED, "--format", "csv", folder=BOILERS).stdout)))
    assert [(row["day"], int(row["followed"]), int(row["plan: top N"])) for row in rows] == [
        (day["on"], day["followed"], day["top"]) for day in answer["days"]
    ]
    out = tmp_path / "backtest.xlsx"
    told = run(*ASKED, "--format", "xlsx", "--out", str(out), folder=BOILERS)
    assert told.stdout == f"3 days written to {out}\n"
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["days", "cases", "by due day", "by chance", "about"]
    assert book["cases"].max_row - 1 == sum(day["tested"] for day in answer["days"])
    first = out.read_bytes()
    run(*ASKED, "--format", "xlsx", "--out", str(out), folder=BOILERS)
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "2019-12-31"), "--to is before --from"),
        (("--every", "0 months"), "“0 months” is no time at all; write “3 months” or “6 weeks”"),
        (("--every", "3"), "“3” is not a length of time; write “3 months” or “6 weeks”"),
        (("--every", "5 working days"), "“5 working days” cannot be counted on by the calendar alone"),
        (("--every", "1000 years"), "“1000 years” is too long; write “3 months” or “6 weeks”"),
        (("--within", "0 days"), "Invalid value for --within: “0 days” is no time at all"),
        (("--every", "1 day", "--to", "2024-01-01"), "--every makes more than 1,000 days from --from to --to"),
        (("--events", "tset"), "there is no kind of event “tset”; did you mean “test”?"),
        (("--format", "xlsx"), "a workbook is not for the screen: name a file with --out FILE.xlsx"),
    ],
)
def test_what_was_not_understood_is_said_in_words(options: tuple[str, ...], said: str) -> None:
    result = run(*ASKED, *options, columns=200, folder=BOILERS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_day_on_which_nothing_was_published_yet_is_no_day_to_plan() -> None:
    result = run(*ASKED, "--from", "2018-01-01", folder=BOILERS)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[E605]" in result.stderr


def test_a_history_without_a_pair_is_told_with_its_figures(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "cases: [{name: mill, events: [{event: full test, on: 2018-05-07, result: safe}]}]\n", encoding="utf-8"
    )
    result = run("backtest", "tests", str(tmp_path / "one.yaml"), *DAYS, "--events", "test", folder=BOILERS)
    assert result.exit_code == 0
    assert "no wait from one test to the next had ended by 2021-01-01" in result.stderr
    assert "3 days: one followed in 0 of 3 cases" in result.stdout
