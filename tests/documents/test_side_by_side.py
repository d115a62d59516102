"""Which visit follows which outcome, and when: two pictures of all situations, and what they say in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.documents.reading_documents import FIRE, LAUNCH, PolicyDocument, document, lines, picture_of, pictures

NEWEST = date(2026, 4, 1)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def launch() -> PolicyDocument:
    return document("ilacs", LAUNCH, "public")


def test_a_tree_has_a_branch_for_each_situation_with_the_rules_that_follow(launch: PolicyDocument) -> None:
    tree = picture_of(launch, "picture-what-follows")
    assert list(dict.fromkeys(each.partition(":")[0] for each in tree.words)) == [
        "Judged outstanding or good",
        "Judged “requires improvement to be good”",
        "Judged inadequate",
        "With no inspection yet",
    ]
    assert tree.words[:2] == (
        "Judged outstanding or good: short inspection, every 3 years after the end of the last inspection.",
        "Judged outstanding or good: focused visit, at least once between one inspection and the next.",
    )
    drawn = ElementTree.fromstring(tree.svg)
    assert "What did the last" in [each.text for each in drawn.iter(f"{SVG}text")]
    assert len(list(drawn.iter(f"{SVG}path"))) == 2 * 4, "to each answer, and on to what follows"


def test_strips_are_told_by_how_long_after_it_is(launch: PolicyDocument) -> None:
    """The picture is in years since the last inspection; the picture of each situation has the days of an example."""
    strips = picture_of(launch, "picture-side-by-side")
    assert "Judged outstanding or good: short inspection after 3 years." in strips.words
    assert "Judged outstanding or good: focused visit within 3 years." in strips.words
    assert not [each for each in strips.words if "20" in each]
    alone = picture_of(launch, "picture-judged-outstanding-good")
    assert "Due: a short inspection on 26 January 2021." in alone.words


def test_what_stands_where_it_does_only_in_the_example_says_so(launch: PolicyDocument) -> None:
    """The plan is counted from the report, and 70 working days over holidays; both are made up."""
    strips = picture_of(launch, "picture-side-by-side")
    assert "Judged inadequate: action plan ② from 1 month 1 day to 4 months 13 days in the example." in strips.words
    (said,) = [each for each in lines(launch) if "is only an example" in each]
    assert "“action plan” and “first monitoring visit”" in said
    (made_up,) = [each for each in lines(launch) if "hangs on made-up days" in each]
    assert "such as the publication of the last inspection" in made_up
    window = picture_of(document("ilacs", date(2026, 4, 1), "public"), "picture-side-by-side")
    assert any(each.endswith("after 3 years (from 2 years 6 months to 3 years 6 months).") for each in window.words)


def test_what_has_no_day_says_why(launch: PolicyDocument) -> None:
    told = (
        *picture_of(launch, "picture-side-by-side").words,
        *picture_of(document(FIRE, date(2024, 4, 1)), "picture-side-by-side").words,
    )
    for words in (
        "Judged inadequate: re-inspection: no date yet. At any time after the first three monitoring visits under "
        "“monitoring after the first visit” are done.",
        "Judged inadequate: monitoring after the first visit: no date yet. Every quarter after the end of the first "
        "monitoring visit after the plan was due ②, at least three times.",
        "With no inspection yet: first inspection ③: at any time.",
        "Judged safe or “safe with advice”: routine check: depends on more than is told of the example.",
    ):
        assert words in told


def test_what_may_be_done_before_the_years_begin_is_drawn_before_them() -> None:
    """A focused visit may be made as soon as the inspection is over; the years run from the publication, a month on."""
    drawn = ElementTree.fromstring(picture_of(document("ilacs", NEWEST, "public"), "picture-side-by-side").svg)
    (year_0,) = (float(each.get("x", "")) for each in drawn.iter(f"{SVG}text") if each.text == "0")
    bars = [float(each.get("x", "")) for each in drawn.iter(f"{SVG}rect") if each.get("class") == "t-window"]
    assert min(bars) < year_0 - 5
    assert [x > year_0 for x in bars].count(False) == 2 + 1, "the focused visits, and the legend"


def test_in_words_it_may_be_done_before_them_as_well() -> None:
    """It is said from which day on, by what that day is."""
    words = picture_of(document("ilacs", NEWEST, "public"), "picture-side-by-side").words
    visit = "focused visit from the day after the last inspection to 3 years 6 months."
    assert len([each for each in words if each.endswith(visit)]) == 2
    fire = picture_of(document(FIRE, date(2024, 4, 1)), "picture-side-by-side").words
    assert "Judged faulty: safety meeting from the day after the last check to 6 months 14 days." in fire


def test_what_repeats_is_said_to_go_on() -> None:
    strips = picture_of(document(FIRE, date(2024, 4, 1)), "picture-side-by-side")
    then = "then 3 months after the last one, up to four times"
    assert f"Judged unsafe: follow-up visits: the first after 1 month 28 days in the example, {then}." in strips.words
    assert then in [each.text for each in ElementTree.fromstring(strips.svg).iter(f"{SVG}text")]


OPENING = """
policy: shops
title: Shops
publisher: Anyshire
status: draft
published: 2023-12-01
in force: {from: 2024-01-01}
subject: shop
calendar: england
stretches: {stocktaking: [{from: 2023-02-06, until: 2023-02-10}, {from: 2030-02-04, until: 2030-02-08}]}
sources: {law: {title: A law}}
scales: {result: [good, bad]}
facts: {created: {is: date, label: the day on which the shop opened}}
events: {check: {records: {result: result}}, talk: {}}
definitions:
  last check: latest check
  start: {label: the day from which it counts, value: "latest of (created, 2023-06-01)"}
requirements:
  first check: {source: law, when: no check, event: check, due: DUE}
  talk: {source: law, when: result of last check is bad, event: talk, due: within 1 month after end of last check}
"""


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("within 6 months after created", " within 6 months"),
        ("within 6 months after start", " within 6 months, counted from 1 June 2023 if that is later"),
        (
            "within 6 months after earliest of (created, 2030-01-01)",
            " within 6 months, counted from 1 January 2030 if that is earlier",
        ),
        (
            "within 6 months after created, but not before 2024-03-01",
            " from 4 days to 6 months in the example, but not before 1 March 2024",
        ),
        ("within 6 months after created, but not after 2034-03-01", " within 6 months, at the latest 1 March 2034"),
        (
            "within 6 months after created, moved to the next working day",
            " within 6 months 1 day in the example, moved to the next working day if it is none",
        ),
        ("within 6 months after created, not in stocktaking", " within 6 months, but not in stocktaking"),
        (
            "every 2 years",
            ": the first after 2 years, counted from 1 January 2024, when the rule began, if that is later; "
            "then 2 years after the last one",
        ),
    ],
)
def test_a_day_that_the_rule_names_is_said_where_it_moves_what_is_asked_of_others(
    tmp_path: Path, due: str, said: str
) -> None:
    """The example is a shop that opens on its own day; the rule's day bears on older ones, or on newer ones."""
    policy = tmp_path / "2024-01-01.yaml"
    policy.write_text(OPENING.replace("DUE", f'"{due}"'), encoding="utf-8")
    strips = picture_of(document(policy, date(2024, 1, 1)), "picture-side-by-side")
    (told,) = [each for each in strips.words if each.startswith("With no check yet: first check")]
    assert told == f"With no check yet: first check{said}."
    drawn = " ".join(each.text or "" for each in ElementTree.fromstring(strips.svg).iter(f"{SVG}text"))
    assert said.partition(", ")[2] in drawn, "the picture says it beside the bar"


def rows_of(svg: str) -> dict[str, list[str]]:
    """What stands in each row of a picture of the years ahead, by the name of the row."""
    drawn = ElementTree.fromstring(svg)
    lanes: dict[float, str] = {}
    for each in drawn.iter(f"{SVG}text"):
        if each.get("class") == "t-lane":
            y = float(each.get("y", "")) - 4.5
            near = next((at for at in lanes if abs(at - y) < 17), None)  # a second line of the name
            lanes[y if near is None else near] = f"{lanes.get(y if near is None else near, '')} {each.text}".strip()
    found: dict[str, list[str]] = {name: [] for name in lanes.values()}
    for each in drawn.iter():
        y = float(each.get("cy") or each.get("y") or 0)
        said = each.text or next((part.tail for part in each), None)  # after what it says when pointed at
        sign = said if each.get("class") == "t-small" else each.get("class")
        for at, name in lanes.items():
            if sign not in (None, "t-lane", "t-row") and abs(y - at) < 14:
                found[name].append(str(sign))
    return found


def test_a_row_is_named_by_the_duty_where_several_ask_for_one_kind_of_event() -> None:
    """The first monitoring visit has a time, the ones after it have no day; the re-inspection is no inspection held."""
    name = "picture-action-plan-first-monitoring-visit-monitoring-re-inspection"
    shown = picture_of(document("ilacs", NEWEST, "public"), name)
    rows = rows_of(shown.svg)
    assert "three to five times" in shown.svg
    assert rows == {
        "standard inspection": ["t-held"],
        "re-inspection": [
            "no date yet. At any time after the first three monitoring visits under “monitoring after the",
            "first visit” are done",
        ],
        "first monitoring visit": ["t-window"],
        "monitoring after the first visit": [
            "no date yet. Every quarter after the end of the first monitoring visit after the plan was due,"
        ],
        "action plan": ["t-window"],
    }
    assert [each for each in shown.words if each.startswith("Due: a monitoring visit (first monitoring visit) between")]


def test_what_is_due_each_year_is_drawn_once_and_said_to_go_on(launch: PolicyDocument) -> None:
    rows = rows_of(picture_of(launch, "picture-judged-outstanding-good").svg)
    assert rows["annual conversation"] == ["then 1 year after the last one"]
    assert rows["self-evaluation (asked)"] == ["then 1 year after the last one"]


def test_a_mark_stays_with_the_word_before_it() -> None:
    """It would open a line of its own, as if it were the mark of what follows."""
    found = document("ilacs", NEWEST, "public")
    for name in ("picture-what-follows", "picture-side-by-side"):
        drawn = ElementTree.fromstring(picture_of(found, name).svg)
        assert not [each.text for each in drawn.iter(f"{SVG}text") if (each.text or "").strip()[:1] in set("①②③")]


def test_so_is_what_is_counted_on_from_a_day_that_stays() -> None:
    """Follow-up visits come every quarter after a check; a check itself decides what follows it, so nothing is said."""
    fire = document(FIRE, date(2024, 4, 1), "public")
    rows = rows_of(picture_of(fire, "picture-judged-unsafe").svg)
    assert rows["follow-up visit"] == ["then 3 months after the last one, up to four times"]
    assert rows["re-check"] == ["t-window"]


def test_whom_an_earlier_version_goes_on_for_has_a_branch() -> None:
    tree = picture_of(document("ilacs", NEWEST, "public"), "picture-what-follows")
    drawn = [each.text for each in ElementTree.fromstring(tree.svg).iter(f"{SVG}text")]
    assert drawn.index("the rules of 13 December 2024 go on") < drawn.index("All others:")
    assert tree.words[0].endswith("the rules of 13 December 2024 go on.")
    assert all(each.startswith("Others ") for each in tree.words[1:])


def test_the_other_pictures_say_whom_they_leave_out() -> None:
    found = document("ilacs", NEWEST, "public")
    strips = picture_of(found, "picture-side-by-side")
    assert "Without those for which the rules of 13 December 2024 go on." in strips.words
    told = lines(found)
    assert any(each.startswith("2.6") and "This leaves out the local authorities for which" in each for each in told)
    assert any(each.endswith("go on are not shown by an example.") for each in told)
    assert any(each.endswith("Which these are stands under “What follows which outcome”.") for each in told)


def test_a_reason_is_not_told_as_if_a_day_to_come_were_past() -> None:
    """Visits count from the day by which the plan is due, and that day lies ahead."""
    name = "picture-action-plan-first-monitoring-visit-monitoring-re-inspection"
    words = picture_of(document("ilacs", NEWEST, "public"), name).words
    (told,) = [each for each in words if each.startswith("No date yet: monitoring after the first visit")]
    assert told.endswith(
        "It is counted from the first monitoring visit after the plan was due, which is still to come "
        "(after 8 September 2026)."
    )


DRILLS = """
policy: drills
title: Drills
publisher: Anyshire
status: draft
published: 2024-01-01
in force: {from: 2024-01-01}
subject: school
sources: {law: {title: A law}}
events: {drill: {}}
requirements:
  drill: {source: law, event: drill, due: at least 1 in each calendar year}
"""


def test_where_the_rules_keep_nothing_apart_there_is_nothing_to_compare(tmp_path: Path) -> None:
    policy = tmp_path / "2024-01-01.yaml"
    policy.write_text(DRILLS, encoding="utf-8")
    assert [each.name for each in document(policy, date(2024, 1, 1)).pictures()] == ["picture-new"]


def test_of_a_made_up_building_nothing_is_said_to_be_missing_in_a_record() -> None:
    """What stands in a picture, and what it says when pointed at, is what the words beside it say."""
    made = pictures(document(FIRE, date(2024, 4, 1), "public")).values()
    drawn = [each.decode() if isinstance(each, bytes) else each for each in made]
    assert any("depends on more than is told of the example" in each for each in drawn)
    for each in drawn:
        assert "depends on what is not known" not in each
        assert "is not recorded</title>" not in each
        assert "is not recorded;" not in each
