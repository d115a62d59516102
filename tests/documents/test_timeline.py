"""The picture of a case: well-formed, with everything in it in words, and the same every time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ilacs_rules import Case, Event, ForecastReport, Partial, Policy, forecast, load, read_cases
from ilacs_rules.documents.timeline import timeline
from ilacs_rules.explain import values
from tests.policies import read_once

Golden = Callable[[str, Path], None]

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"

TWO_VERSIONS = {
    "2019-01-01": """
policy: fire
title: Fire-safety checks <of> buildings & yards
publisher: Example Fire Service
published: 2018-06-01
in force: {from: 2019-01-01}
subject: building
sources:
  notice: {title: New checks of buildings, published: 2018-06-01}
events:
  check: {}
  visit: {}
  report: {}
pauses:
  flood: {from: 2021-02-01, until: 2021-05-31, events: [check], effect: clock stops, source: notice}
requirements:
  check:
    source: notice
    event: check
    due: every year after end of latest check, from 2 months before to 1 month after
  report: {source: notice, event: report, due: following check}
""",
    "2021-07-01": """
policy: fire
amends: 2019-01-01
published: 2021-06-01
in force: {from: 2021-07-01}
sources:
  second notice: {title: Fewer checks, published: 2021-06-01}
requirements:
  check:
    source: second notice
    due: every 2 years after end of latest check, from 2 months before to 1 month after
""",
}
HALL = Case(
    "Birch “Hall” <&>",
    events=(
        Event("check", date(2005, 3, 10), date(2005, 3, 12)),
        Event("visit", Partial(date(2018, 5, 1), date(2018, 5, 31)), Partial(date(2018, 5, 1), date(2018, 5, 31))),
        Event("check", date(2020, 3, 10), date(2020, 3, 12)),
        Event("visit", date(2020, 6, 29), None),
    ),
)


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    for name, text in TWO_VERSIONS.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path)


@pytest.fixture
def found(policy: Policy) -> ForecastReport:
    return forecast(policy, [HALL], date(2020, 6, 30), date(2023, 12, 31))


def classes(picture: ElementTree.Element) -> list[str]:
    return [name for each in picture.iter() for name in each.get("class", "").split()]


def test_the_picture_that_the_manual_shows(golden: Golden) -> None:
    whole = read_once(ROOT / "examples" / "fire-safety")
    on = date(2025, 2, 1)
    cases = read_cases(whole, ROOT / "examples" / "fire-safety" / "cases")
    (birch_house,) = [case for case in cases if case.name == "Birch House"]
    made = forecast(whole, [birch_house], on, date(2026, 12, 31))
    golden(timeline(made.forecast, birch_house) + "\n", PICTURES / "birch-house.svg")


def test_windows_are_bars_targets_ticks_and_events_dots(found: ForecastReport) -> None:
    picture = ElementTree.fromstring(timeline(found.forecast, HALL))
    drawn = classes(picture)
    events, legend = len(found.forecast.events), 1
    assert drawn.count("t-window") == events + legend
    assert drawn.count("t-target") == events + legend
    assert drawn.count("t-expected") == events + legend
    assert drawn.count("t-held") == 2 + legend  # the check of 2020, and the visit in hand
    assert drawn.count("t-vague") == 1 + legend  # the visit of May 2018
    assert drawn.count("t-pause") == 1 + legend  # in the lane of the checks only
    assert drawn.count("t-version") == 1 + legend
    assert drawn.count("t-on") == 1


def test_where_a_pause_may_have_begun_it_is_hatched_and_no_band(tmp_path: Path) -> None:
    text = TWO_VERSIONS["2019-01-01"].replace("from: 2021-02-01, ", "from: between 2021-02-01 and 2021-03-15, ")
    (tmp_path / "2019-01-01.yaml").write_text(text, encoding="utf-8")
    made = forecast(load(tmp_path), [HALL], date(2020, 6, 30), date(2023, 12, 31))
    picture = ElementTree.fromstring(timeline(made.forecast, HALL))
    band, hatched = (
        next(each for each in picture.iter(f"{SVG}rect") if each.get(key, "").startswith(value))
        for key, value in (("class", "t-pause"), ("fill", "url(#hatch"))
    )
    ends = [
        (float(each.get("x", "")), float(each.get("x", "")) + float(each.get("width", ""))) for each in (band, hatched)
    ]
    assert ends[1][0] < ends[0][0]
    assert ends[1][1] == pytest.approx(ends[0][1], abs=0.1)
    assert "perhaps paused" in [each.text for each in picture.iter(f"{SVG}text")]
    days = "from a day between 1 February 2021 and 15 March 2021 that is not known, to 31 May 2021"
    assert f"The clock stops for checks (flood): {days}" in (picture.findtext(f"{SVG}desc") or "")


def test_what_has_a_first_day_and_no_other_is_told_to_be_expected_on_it_as_no_date_is_set() -> None:
    whole = read_once(ROOT / "rules" / "ilacs")
    (framley,) = [
        case for case in read_cases(whole, ROOT / "examples" / "invented-authorities") if case.name == "Framley"
    ]
    made = forecast(whole, [framley], date(2025, 6, 2), date(2027, 6, 2))
    said = ElementTree.fromstring(timeline(made.forecast, framley)).findtext(f"{SVG}desc") or ""
    told = "Expected on the first day possible, as no date is set: standard inspections of 5–18 June 2025; "
    assert f"{told}24 July–6 August 2026." in said.splitlines()


def test_what_it_shows_stands_in_it_in_words(found: ForecastReport) -> None:
    picture = ElementTree.fromstring(timeline(found.forecast, HALL))
    title, words = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    assert title.text == "Birch “Hall” <&>: what took place and what is expected"
    said = (words.text or "").splitlines()
    assert said[:3] == [
        "From 1 January 2018 to 31 December 2023, as known on 30 June 2020.",
        "One earlier event is not shown.",
        "Took place: a visit of May 2018.",
    ]
    assert said[3] == "Took place: a check of 10–12 March 2020."
    assert said.pop(4) == "Under way: a visit begun on 29 June 2020."
    for each in found.forecast.events:
        assert values.day(each.start) in said[4]
    assert "Without a date: report. It follows “check”, which goes on without an end." in said
    assert "The clock stops for checks (flood): from 1 February 2021 to 31 May 2021." in said
    assert "A new version is in force from 1 July 2021, published after 30 June 2020." in said
    assert any(line.startswith("Everything is done on the day it is due") for line in said)


def test_of_what_has_no_day_it_is_not_said_that_nothing_is_expected(policy: Policy) -> None:
    untold = Case("Untold Hall", complete_from=dict.fromkeys(("check", "visit", "report"), None))
    made = forecast(policy, [untold], date(2020, 6, 30), date(2020, 12, 31)).forecast
    said = (ElementTree.fromstring(timeline(made, untold)).findtext(f"{SVG}desc") or "").splitlines()
    assert "No day can be told of anything that is expected." in said
    assert any(line.startswith("Without a date: ") for line in said)
    assert "Nothing is expected." not in said


def words_of(made: ForecastReport, case: Case) -> list[str]:
    return (ElementTree.fromstring(timeline(made.forecast, case)).findtext(f"{SVG}desc") or "").splitlines()


def test_what_comes_after_the_last_day_is_named_and_not_denied(policy: Policy) -> None:
    """The check of 2021 opens in January; a picture that ends before that tells of it all the same."""
    checked = Case("Hall", events=(Event("check", date(2020, 3, 10), date(2020, 3, 12)),))
    said = words_of(forecast(policy, [checked], date(2020, 6, 30), date(2020, 12, 31)), checked)
    assert "Nothing of which a day can be told is expected by 31 December 2020." in said
    assert any(line.startswith("Later than 31 December 2020: a check of ") for line in said), said
    assert "No day can be told of anything that is expected." not in said


def test_what_opens_by_the_last_day_is_drawn_up_to_the_edge(tmp_path: Path) -> None:
    text = TWO_VERSIONS["2019-01-01"].replace(
        "  flood: {from: 2021-02-01, until: 2021-05-31,", "  flood: {from: 2030-01-01, until: 2030-01-31,"
    )
    (tmp_path / "2019-01-01.yaml").write_text(text, encoding="utf-8")
    checked = Case("Hall", events=(Event("check", date(2020, 3, 12), date(2020, 3, 12)),))
    made = forecast(load(tmp_path), [checked], date(2020, 6, 30), date(2021, 1, 31))
    told = "a check of 12 March 2021 (from 12 January 2021, at the latest 12 April 2021)."
    assert f"May be done by 31 January 2021 already, due later: {told}" in words_of(made, checked)
    drawn = classes(ElementTree.fromstring(timeline(made.forecast, checked)))
    assert drawn.count("t-window") == 2, "its window, and the legend"
    assert "t-target" not in drawn, "the day it is due lies beyond the edge"


def test_what_took_place_while_the_clock_stood_still_was_not_forbidden(tmp_path: Path) -> None:
    """A pause is told by what it does to what is owed."""
    held = Case("Hall", events=(Event("check", date(2021, 3, 1), date(2021, 3, 1)),))
    for effect, told in (
        ("clock stops", "The clock stopped for checks (flood): from 1 February 2021 to 31 May 2021."),
        ("lapses", "Checks that would have been due lapsed (flood): from 1 February 2021 to 31 May 2021."),
    ):
        text = TWO_VERSIONS["2019-01-01"].replace("effect: clock stops", f"effect: {effect}")
        (tmp_path / "2019-01-01.yaml").write_text(text, encoding="utf-8")
        said = words_of(forecast(load(tmp_path), [held], date(2021, 6, 30), date(2023, 12, 31)), held)
        assert told in said
        assert not [line for line in said if "nothing takes place" in line]


def test_what_may_not_apply_at_all_is_no_duty_without_a_date(tmp_path: Path) -> None:
    text = TWO_VERSIONS["2019-01-01"].replace("events:\n", "facts: {tall: {is: yes or no}}\nevents:\n")
    visit = "  visit: {source: notice, event: visit, when: tall, due: within 1 month after end of latest check}\n"
    text = text.replace("requirements:\n", f"requirements:\n{visit}")
    (tmp_path / "2019-01-01.yaml").write_text(text, encoding="utf-8")
    checked = Case("House", events=HALL.events[2:3])
    said = words_of(forecast(load(tmp_path), [checked], date(2020, 6, 30), date(2021, 12, 31)), checked)
    assert "May apply: visit. Tall is not recorded." in said
    assert not [line for line in said if line.startswith("Without a date: ") and "visit" in line]


def test_every_mark_says_what_it_is_when_pointed_at(found: ForecastReport) -> None:
    picture = ElementTree.fromstring(timeline(found.forecast, HALL))
    titles = [each.text for each in picture.iter(f"{SVG}title")]
    assert "visit, may 2018" in [text.lower() if text else "" for text in titles]
    assert "new version, in force from 1 July 2021" in titles
    assert "flood" in titles


def test_what_is_late_is_red_and_says_so_and_today_goes_through_no_year() -> None:
    policy = read_once("ilacs")
    (case,) = [
        each
        for each in read_cases(policy, ROOT / "examples" / "invented-authorities" / "authorities.yaml")
        if each.name == "Framley"
    ]
    on = date(2025, 6, 2)
    drawn = ElementTree.fromstring(timeline(forecast(policy, [case], on, date(2026, 6, 2)).forecast, case))
    assert [each.text for each in drawn.iter(f"{SVG}text") if "t-late" in each.get("class", "")] == ["late"]
    (late,) = [each for each in drawn.iter(f"{SVG}line") if "t-late" in each.get("class", "")]
    assert "due 28 May 2025" in str(late.findtext(f"{SVG}title"))
    for day in (date(2025, 1, 8), date(2025, 2, 3), date(2025, 12, 20)):
        shown = ElementTree.fromstring(timeline(forecast(policy, [case], day, date(2029, 1, 1)).forecast, case))
        todays = [
            [float(each.get(name, "")) for name in ("x1", "y1", "y2")]
            for each in shown.iter(f"{SVG}line")
            if each.get("class") == "t-on"
        ]
        lines = [float(each.get("x1", "")) for each in shown.iter(f"{SVG}line") if each.get("class") == "t-grid"]
        years = [each for each in shown.iter(f"{SVG}text") if each.get("class") == "t-year"]
        for year in years:
            x, y = float(year.get("x", "")), float(year.get("y", ""))
            assert min(abs(x - 4 - line) for line in lines) < 1, "each year is named at its line"
            assert not [at for at, top, bottom in todays if x < at < x + 30 and top < y and bottom > y - 10], day


def test_it_is_fit_for_light_and_dark(found: ForecastReport) -> None:
    text = timeline(found.forecast, HALL)
    light, dark = re.findall(r"\.t-ground\{fill:(#\w+)\}", text)
    assert light != dark
    assert "@media screen and (prefers-color-scheme:dark)" in text  # paper is light


def test_the_same_forecast_gives_the_same_bytes(policy: Policy, found: ForecastReport) -> None:
    again = forecast(policy, [HALL], date(2020, 6, 30), date(2023, 12, 31))
    assert timeline(again.forecast, HALL) == timeline(found.forecast, HALL)


def test_a_long_name_is_told_in_several_lines_and_nothing_of_it_is_cut_off(policy: Policy) -> None:
    name = "A building where the checks were not good enough for a short check and the owner counts as late"
    long = Case(name, {}, HALL.events)
    picture = ElementTree.fromstring(
        timeline(forecast(policy, [long], date(2021, 1, 1), date(2022, 1, 1)).forecast, long)
    )
    lines = [each.text or "" for each in picture.iter(f"{SVG}text") if each.get("class") == "t-name"]
    assert len(lines) == 2
    assert " ".join(lines) == name
