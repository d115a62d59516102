"""A plan as one page: the picture of the months ahead, and the same line by line in a table."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import icalendar
import pytest

from tests.cli.running import run
from tests.policies import CHECKED_HOUSES

POLICY = (
    CHECKED_HOUSES
    + """\
events: {check: {}}
requirements:
  check:
    assumes: that the window is so wide
    event: check
    due: 3 years after end of latest check, within 3 months either side
"""
)
CASES = """\
cases:
  - {name: Late, events: [{event: check, on: 2021-09-20}]}
  - {name: Open, events: [{event: check, on: 2022-02-01}]}
  - {name: Vague, events: [{event: check, on: 2022-07}]}
  - {name: Far, events: [{event: check, on: 2024-12-01}]}
  - {name: "<No> & check", events: []}
"""
MORE_THAN_A_PICTURE = 30


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "houses.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def page(folder: Path, *more: str) -> str:
    return run(
        "plan", "checks.yaml", "houses.yaml", "--on", "2025-01-01", "--format", "html", *more, folder=folder
    ).stdout


def table(text: str, caption: str) -> list[list[str]]:
    (found,) = re.findall(rf"<caption>{caption}</caption>.*?</table>", text, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", found, re.DOTALL)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_the_table_says_of_each_line_what_the_picture_shows(files: Path) -> None:
    head, *rows = table(page(files), "In the order of the plan: who comes first")
    assert head == ["case", "what", "how it stands", "opens", "due", "last day", "by whom", "waited"]
    assert [(row[0], row[2], row[5]) for row in rows] == [
        ("Late", "Overdue, by 12 days.", "20 December 2024"),
        ("Open", "Open.", "1 May 2025"),
        ("Vague", "Not yet open: a day it is reckoned from is not known exactly.", "a day in October 2025"),
        ("Far", "Not yet open.", "1 March 2028"),
        ("<No> & check", "No date set: there has been no check.", ""),
    ]


def test_a_line_is_told_by_a_colour_and_in_words(files: Path) -> None:
    text = page(files)
    for words in (
        "overdue",
        "open",
        "not yet open",
        "from 1 September 2027 →",
        "no date is set",
        "&lt;No&gt; &amp; check",
    ):
        assert f">{words}</text>" in text, words
    drawn = re.findall(r'<rect[^>]*class="m-bar (m-[a-z]+(?: m-pale)?)"><title>([^:<]*): ', text)
    assert set(drawn) == {
        ("m-red", "Late"),
        ("m-red m-pale", "Late"),
        ("m-green", "Open"),
        ("m-green m-pale", "Open"),
        ("m-blue", "Vague"),
        ("m-blue m-pale", "Vague"),
    }
    assert re.search(r'<line[^>]*class="m-red m-still"><title>Late: overdue by 12 days', text)
    words = re.findall(r"<li>(.*?)</li>", text[text.index("The picture in words") :])
    assert words[:3] == ["Overdue: Late.", "Open: Open.", "Not yet open: Vague and Far."]


def test_what_may_be_done_before_its_day_says_so(files: Path) -> None:
    every = "every 3 years after end of latest check"
    text = POLICY.replace("3 years after end of latest check, within 3 months either side", every)
    (files / "checks.yaml").write_text(text, encoding="utf-8")
    _, *rows = table(page(files), "In the order of the plan: who comes first")
    assert {row[0]: row[2] for row in rows}["Far"] == "May be done early."


def test_the_day_asked_about_is_a_line_and_stands_at_its_place(files: Path) -> None:
    text = page(files)
    (today,) = re.findall(r'<line x1="([0-9.]+)"[^>]*class="m-on"', text)
    (last,) = re.findall(r'<rect x="([0-9.]+)"[^>]* width="([0-9.]+)"[^>]*class="m-bar m-green"><title>Open:', text)
    assert float(last[0]) < float(today) < sum(map(float, last))
    assert ">1 January 2025</text>" in text


def test_what_rests_on_a_reading_of_ours_says_so(files: Path) -> None:
    (said,) = re.findall(r"<li>(Check[.].*?)</li>", page(files))
    assert unescape(said) == "Check. Our assumption, not the source’s: that the window is so wide."
    asked = ("plan", "checks.yaml", "houses.yaml", "--on", "2025-01-01", "--format", "ics")
    entries = icalendar.Calendar.from_ical(run(*asked, folder=files).stdout_bytes).walk("VEVENT")
    assert "Our assumption, not the source’s: that the window" in str(entries[-1]["description"])


def test_many_lines_are_several_pictures_each_with_its_months(files: Path) -> None:
    many = "".join(
        f"  - {{name: House {n}, events: [{{event: check, on: 2022-02-01}}]}}\n" for n in range(MORE_THAN_A_PICTURE)
    )
    (files / "houses.yaml").write_text(f"cases:\n{many}", encoding="utf-8")
    text = page(files)
    assert re.findall(r"<figcaption>(.*?)</figcaption>", text) == [
        "The 24 months from 1 January 2025, lines 1 to 24 of 30",
        "The 24 months from 1 January 2025, lines 25 to 30 of 30",
    ]
    assert text.count(">2026</text>") == 2
    names = re.findall(r'id="title-([0-9a-f]+)"', text)
    assert len(set(names)) == len(names) == 2


def test_it_has_the_head_of_the_plan_and_needs_nothing_beside_it(files: Path) -> None:
    text = page(files, "--limit", "2")
    for words in (
        "Plan as at 1 January 2025, by the version in force from 31 January 2020.",
        "Not all of the plan: the first 2.",
    ):
        assert f"<p>{words}</p>" in text
    assert not re.search(r"""(?:src|href)=["'](?!#)""", text)
    assert "<script" not in text
    assert page(files) == page(files)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_of_all_days_have_months_too(files: Path, on: str) -> None:
    (files / "checks.yaml").write_text(POLICY.replace("2020-01-31", "0001-01-01"), encoding="utf-8")
    (files / "houses.yaml").write_text("name: House\nevents: []\n", encoding="utf-8")
    asked = ("plan", "checks.yaml", "houses.yaml", "--on", on, "--format")
    assert "The months ahead" in run(*asked, "html", folder=files).stdout
    assert "BEGIN:VEVENT" in run(*asked, "ics", folder=files).stdout
