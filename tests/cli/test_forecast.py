"""What is expected, on the screen, as tables, as a calendar and as a picture."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest

from tests.cli.running import EXPECTED, ON, run, seen
from tests.cli.test_machine_forms import validator
from tests.policies import CHECKED_HOUSES

Golden = Callable[[str, Path], None]

ROOT = Path(__file__).parents[2]
FORECAST = ("forecast", "fire.yaml", "buildings.yaml", *ON, "--until", "2022-12-31")
HOUSES = (
    *("forecast", "examples/fire-safety", "examples/fire-safety/cases"),
    *("--on", "2025-02-01", "--until", "2026-01-31"),
)

SCREENS = {
    "forecast": FORECAST,
    "forecast-one-case": (*FORECAST, "--case", "Birch Hall", "--day", "close", "--outcome", "risk=low"),
    "forecast-totals": (*FORECAST, "--totals", "--by", "storeys", "--team", "fire officers"),
    "forecast-csv": (*FORECAST, "--format", "csv", "--case", "Alder House", "--team", "fire-officers"),
    "forecast-trouble": ("forecast", "fire.yaml", "trouble.yaml", *ON, "--until", "2021-12-31"),
    "forecast-wrong-day": ("forecast", "fire.yaml", "buildings.yaml", "--on", "2018-06-30", "--until", "2020-01-01"),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_person_sees(screen: str, golden: Golden) -> None:
    golden(seen(run(*SCREENS[screen])), EXPECTED / f"{screen}.txt")


def test_the_example_buildings(golden: Golden) -> None:
    shown = run(*HOUSES, "--case", "Birch House", "--case", "Grand Hotel", folder=ROOT)
    golden(seen(shown), EXPECTED / "forecast-fire-safety.txt")


def test_the_example_authorities_as_the_policy_was_known_then(golden: Golden) -> None:
    asked = ("forecast", "ilacs", "examples/authorities", "--on", "2019-10-01", "--until", "2023-12-31")
    golden(seen(run(*asked, "--known", "2018-12-31", folder=ROOT)), EXPECTED / "forecast-authorities.txt")


def test_json_is_as_its_schema_says() -> None:
    for more in ((), ("--by", "storeys", "--team", "fire officers", "--outcome", "high", "--day", "opening")):
        answer = json.loads(run(*FORECAST, *more, "--format", "json").stdout)
        validator("forecast").check_schema(validator("forecast").schema)
        validator("forecast").validate(answer)
        assert answer["expected"]
        assert sum(each["number"] for each in answer["totals"]) == len(answer["expected"])


def test_csv_json_workbook_and_calendar_hold_the_same_events(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*FORECAST, "--format", "csv").stdout)))
    days = [(row["from"], row["case"], row["event"]) for row in rows]
    answer = json.loads(run(*FORECAST, "--format", "json").stdout)
    assert [(each["from"], each["case"], each["obligation"]["event"]) for each in answer["expected"]] == days
    book = tmp_path / "expected.xlsx"
    written = run(*FORECAST, "--format", "xlsx", "--out", str(book))
    assert written.stdout == f"{len(rows)} expected events written to {book}\n"
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["expected", "totals", "waiting", "assumptions", "about"]
    assert [(f"{row[0]:%Y-%m-%d}", row[2], row[3]) for row in sheets["expected"].iter_rows(2, values_only=True)] == days
    entries = icalendar.Calendar.from_ical(run(*FORECAST, "--format", "ics").stdout_bytes).walk("VEVENT")
    assert [entry.decoded("dtstart").isoformat() for entry in entries] == [row["from"] for row in rows]


def test_the_weeks_of_teams_are_counted() -> None:
    rows = csv.DictReader(io.StringIO(run(*FORECAST, "--format", "csv", "--team", "fire officers").stdout))
    weeks = {(row["case"], row["event"]): (row["fire officers"], row["team weeks"]) for row in rows}
    assert weeks["Birch Hall", "full check"] == ("3", "3.0")  # three people for the week the policy says it lasts
    assert weeks["Alder House", "short check"] == ("2", "0.29")  # one day is a seventh of a week
    assert weeks["Alder House", "fire drill"] == ("", "")  # the owner does that


def test_the_picture_is_of_one_case(tmp_path: Path) -> None:
    picture = tmp_path / "birch-hall.svg"
    written = run(*FORECAST, "--case", "birch hall", "--format", "svg", "--out", str(picture))
    assert written.exit_code == 0
    title = ElementTree.parse(picture).find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "Birch Hall: what took place and what is expected"
    assert run(*FORECAST, "--case", "birch hall", "--format", "svg").stdout == picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["table", "csv", "json", "ics"])
def test_the_same_question_gives_the_same_bytes(form: str) -> None:
    assert run(*FORECAST, "--format", form).stdout_bytes == run(*FORECAST, "--format", form).stdout_bytes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--until", "2020-06-30"), "--until must be after --on"),
        (("--until", "2070-07-01"), "--until may be 50 years after --on, and no more: 2070-06-30"),
        (("--until", "9999-12-31"), "--until may be 50 years after --on, and no more: 2070-06-30"),
        (("--format", "xlsx"), "a workbook is not for the screen: name a file with --out FILE.xlsx"),
        (("--format", "svg"), "a picture is of one case: name it with --case"),
        (("--outcome", "hihg"), "“hihg” cannot be recorded of any event; did you mean “high”?"),
        (("--outcome", "risk=green"), "“green” cannot be recorded as “risk”; there are: “low”, “medium”, “high”"),
        (("--outcome", "colour=green"), "no event records “colour”; there are: “risk”"),
        (("--by", "storey"), "there is no fact “storey”; did you mean “storeys”?"),
        (("--team", "officers"), "there is no definition “officers”; did you mean “fire officers”?"),
        (("--published-after", "soon"), "“soon” is not a length of time; write “30 working days” or “6 weeks”"),
        (("--published-after", "30 working days"), "the policy names no calendar"),
        (("--case", "Alder Hous"), "there is no case “Alder Hous” in buildings.yaml; did you mean “Alder House”?"),
    ],
)
def test_what_was_not_understood_is_said_in_words(options: tuple[str, ...], said: str) -> None:
    result = run(*FORECAST, *options, columns=200)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_the_days_are_never_taken_from_the_clock() -> None:
    assert "Missing option '--on'" in run("forecast", "fire.yaml", "buildings.yaml", "--until", "2022-12-31").stderr
    assert "Missing option '--until'" in run("forecast", "fire.yaml", "buildings.yaml", *ON).stderr


@pytest.mark.parametrize(("form", "package"), [("xlsx", "openpyxl"), ("ics", "icalendar")])
def test_without_a_package_what_needs_it_is_refused_in_words(
    form: str, package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = run(*FORECAST, "--format", form, "--out", str(tmp_path / f"expected.{form}"))
    assert result.exit_code == 2
    assert f"needs {package}: pip install 'ilacs-rules[" in result.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_due_by_a_day_that_cannot_be_told_waits() -> None:
    """When the text of April 2026 comes, nobody can tell when the next inspection is, nor the visit before it."""
    asked = ("../../../examples/invented-authorities", "--on", "2025-06-02", "--until", "2026-12-31")
    told = json.loads(run("forecast", "ilacs", *asked, "--format", "json").stdout)
    assert "focused visit" not in {each["obligation"]["requirement"] for each in told["expected"]}
    waiting = {each["case"] for each in told["waiting"] if each["requirement"] == "focused visit"}
    assert {"Coketown", "Cranford", "Lowick", "Sherton", "Meryton", "Milton"} <= waiting


def test_what_hangs_on_an_event_to_come_is_not_called_unrecorded() -> None:
    """What will be judged in 2026 is missing in no record: the duties depend on it; on a screen it is named once."""
    asked = ("../../../examples/invented-authorities", "--on", "2025-06-02", "--until", "2026-12-31")
    framley = ("forecast", "ilacs", *asked, "--case", "Framley")
    expected = "the standard inspection of 24 July–6 August 2026 (expected)"
    on_screen = " ".join(run(*framley).stdout.partition("May apply")[2].split())
    assert f"action plan depends on {expected} first monitoring visit" in on_screen
    assert "Waiting without a date" not in run(*framley).stdout, "it is not known whether they apply"
    waiting = json.loads(run(*framley, "--format", "json").stdout)["waiting"]
    because = next(each["because"] for each in waiting if each["requirement"] == "action plan")
    assert because.startswith("depends on impact of leaders on practice with children and families at the standard")
    assert because.endswith(f"care leavers at {expected}")
    assert "not recorded" not in because


WINDOWED = (
    CHECKED_HOUSES
    + """\
events: {check: {}}
requirements:
  check:
    {assumes: it, event: check, due: "every year after end of latest check, from 1 month before to 1 month after"}
"""
)


@pytest.mark.parametrize(
    ("last", "on", "falls_on"),
    [
        ("2024-03-10", "2025-03-20", "open"),
        ("2024-03-10", "2025-04-19", "10 days late"),
        ("2024-03", "2025-04-19", "perhaps late"),
        ("2024-03", "2025-05-09", "at least 10 days late"),
    ],
)
def test_what_is_done_after_its_day_is_late_only_once_its_window_has_closed(
    tmp_path: Path, last: str, on: str, falls_on: str
) -> None:
    (tmp_path / "checks.yaml").write_text(WINDOWED, encoding="utf-8")
    cases = f"cases: [{{name: Hall, events: [{{event: check, on: {last}}}]}}]\n"
    (tmp_path / "houses.yaml").write_text(cases, encoding="utf-8")
    told = run("forecast", "checks.yaml", "houses.yaml", "--on", on, "--until", "2025-12-31", folder=tmp_path).stdout
    assert f"  check     {falls_on}\n" in told
