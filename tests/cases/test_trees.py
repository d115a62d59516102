"""Cases told in YAML and JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Case, Code, Diagnostic, Event, Partial
from ilacs_rules.cases.from_tree import case_from_tree
from tests.cases.vocabularies import BUILDINGS, read_cases
from tests.trees import tree_in

MOST_TOLD = 200  # findings, as the page of E122 says
TOWN_HALL = """\
name: Town Hall
note: a remark
facts:
  opened: 1903-05-01
  sprinklers: no
  use:
complete from: {full check: 2015-01-01, fire drill: Never}
events:
  - event: Full-Checks
    start: 2020-03-02
    end: 2020-03-06
    publication: 2020-04-01
    risk: HIGH
    alarm_tested: yes
    source: [the register, "https://example.org/a#b"]
  - {event: fire drill, on: 2021-08}
"""
AS_READ = Case(
    "Town Hall",
    {"opened": date(1903, 5, 1), "sprinklers": False},
    (
        Event(
            "full check",
            date(2020, 3, 2),
            date(2020, 3, 6),
            date(2020, 4, 1),
            {"risk": "high", "alarm tested": True},
            "the register; https://example.org/a#b",
        ),
        Event("fire drill", Partial(date(2021, 8, 1), date(2021, 8, 31)), Partial(date(2021, 8, 1), date(2021, 8, 31))),
    ),
    {"full check": date(2015, 1, 1), "fire drill": None},
)


def event_of(days: str) -> tuple[Event | None, list[Diagnostic]]:
    tree, _ = tree_in(f"events:\n  - {{event: full check, {days}}}\n")
    assert tree is not None
    case, found = case_from_tree(tree, BUILDINGS, "Town Hall")
    return (case.events[0] if case else None), found


def test_a_case_told_in_yaml(tmp_path: Path) -> None:
    file = tmp_path / "town-hall.yaml"
    file.write_text(TOWN_HALL, encoding="utf-8")
    cases, found = read_cases(file)
    assert (cases, found) == ([AS_READ], [])
    assert cases[0].events[0].place is not None
    assert str(cases[0].events[0].place).endswith("town-hall.yaml:9:5")


def test_the_same_case_told_in_json(tmp_path: Path) -> None:
    file = tmp_path / "town-hall.json"
    file.write_text(
        r"""{"cases": [{"name": "Town H\u0061ll",
    "facts": {"opened": "1903-05-01", "sprinklers": false, "use": null},
    "complete from": {"full check": "2015-01-01", "fire drill": "never"},
	"events": [{"event":"full check","start":"2020-03-02","end":"2020-03-06","publication":"2020-04-01",
      "risk": "high", "alarm tested": true, "source": ["the register", "https:\/\/example.org\/a#b"]},
      {"event": "fire drill", "on": "2021-08"}]}]}""",
        encoding="utf-8",
    )
    assert read_cases(file) == ([AS_READ], [])


def test_a_folder_reads_all_its_case_files_and_passes_over_others(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("name: Baths\n", encoding="utf-8")
    (tmp_path / "a.JSON").write_text('{"name": "Library"}', encoding="utf-8")
    (tmp_path / "c.csv").write_text("case,event,on\nMuseum,fire drill,2020-01-01\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("not a case", encoding="utf-8")
    cases, found = read_cases(tmp_path)
    assert [case.name for case in cases] == ["Library", "Baths", "Museum"]
    assert found == []


def test_an_empty_folder_a_missing_file_and_a_mapping_without_a_table_are_errors(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text("events: {case: a, event: b}\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for path, mapping in [("empty", None), ("none.yaml", None), ("a\0b.yaml", None), ("x.yaml", "mapping.yaml")]:
        cases, found = read_cases(tmp_path / path, tmp_path / mapping if mapping else None)
        assert cases == []
        assert [d.code for d in found] == [Code.UNREADABLE_FILE]


def test_a_case_in_a_policy_may_have_other_keys_beside_it() -> None:
    tree, _ = tree_in("on: 2020-01-01\nexpect: {a: b}\nfacts: {storeys: 3}\n")
    assert tree is not None
    case, found = case_from_tree(tree, BUILDINGS, "a worked example")
    assert (case, found) == (Case("a worked example", {"storeys": 3}), [])


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        # an end known to the year lies no earlier than the start, and no later than the publication
        (
            "start: 2019-06, end: 2019, publication: 2019-07-29",
            ("2019-06-01", "2019-06-30"),
            ("2019-06-01", "2019-07-29"),
        ),
        ("start: 2019-06-10, end: 2019", "2019-06-10", ("2019-06-10", "2019-12-31")),
        # a start known to the month lies no later than the end
        ("start: 2022-07, end: 2022-07-22", ("2022-07-01", "2022-07-22"), "2022-07-22"),
        ("start: 2022-07, end: 2022-07-01", "2022-07-01", "2022-07-01"),
        ("on: 2018, publication: 2018-07-02", ("2018-01-01", "2018-07-02"), ("2018-01-01", "2018-07-02")),
        ("on: 2018-07-02", "2018-07-02", "2018-07-02"),
    ],
)
def test_what_is_known_of_one_day_narrows_the_others(
    days: str, start: str | tuple[str, str], end: str | tuple[str, str]
) -> None:
    def day(words: str | tuple[str, str]) -> date | Partial:
        return date.fromisoformat(words) if isinstance(words, str) else Partial(*map(date.fromisoformat, words))

    event, found = event_of(days)
    assert event is not None
    assert (event.start, event.end, found) == (day(start), day(end), [])


@pytest.mark.parametrize(("start", "first"), [("2020-03-01", "2020-03-01"), ("2020-03", "2020-03-01")])
def test_without_an_end_it_had_ended_when_it_was_published(start: str, first: str) -> None:
    event, found = event_of(f"start: {start}, publication: 2020-05-04")
    assert event is not None
    assert event.end == Partial(date.fromisoformat(first), date(2020, 5, 4))
    assert [d.message for d in found] == ["this event has no end and is taken as ended by its publication (2020-05-04)"]


@pytest.mark.parametrize("start", ["2020-03-01", "2020-03", "2020"])
def test_without_an_end_an_event_is_in_hand_and_that_is_said(start: str) -> None:
    event, found = event_of(f"start: {start}")
    assert event is not None
    assert event.end is None
    assert [d.code for d in found] == [Code.NO_END]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.CASE_SHAPE),
        ("[]", Code.CASE_SHAPE),
        ("{", Code.CASE_SHAPE),
        ('{"a": 1,}', Code.CASE_SHAPE),
        ('{"a": 01}', Code.CASE_SHAPE),
        ('{"a": "\\x"}', Code.CASE_SHAPE),
        ('{"a": "\\ud800"}', Code.CASE_SHAPE),
        ('{"a": "line\nbreak"}', Code.CASE_SHAPE),
        ('{"a": 1} {"b": 2}', Code.CASE_SHAPE),
        ('{"a": NaN}', Code.CASE_SHAPE),
        ('{"A-b": 1, "a_B": 2}', Code.DUPLICATE_KEY),
        ('{"a": ' + "[" * 10_000, Code.TOO_DEEP),
    ],
)
def test_what_is_not_json_is_told_at_its_place(text: str, code: Code) -> None:
    tree, found = tree_in(text, "a.json")
    assert tree is None
    assert [d.code for d in found] == [code]


def test_a_slip_of_yaml_hides_nothing_else_and_no_case_beside_it_is_used(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(
        "cases:\n"
        "  - name: Town Hall\n    facts: {opened: 1903-05-01}\n"
        "  - name: Library\n    facts: {opened: 1910-05-01\n"
        "  - name: School\n    facts: {opend: 1920-05-01}\n",
        encoding="utf-8",
    )
    cases, found = read_cases(file)
    assert cases == []
    assert [(each.code, each.span.line) for each in found] == [
        (Code.YAML_SYNTAX, 5),
        (Code.CASE_UNKNOWN_NAME, 7),
        (Code.CASE_LEFT_OUT, 6),
        (Code.CASE_LEFT_OUT, 1),
    ]
    ((part, words),) = found[0].related
    assert (part.line, words) == (
        4,
        "nothing else was looked at from here to line 5, and what hangs on it only in part",
    )


def test_what_a_slip_in_a_case_set_aside_is_not_called_missing(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("name Town Hall\nfacts:\n  opened: 1903-05-01\n", encoding="utf-8")
    cases, found = read_cases(file)
    assert cases == []
    assert [each.code for each in found if each.code is not Code.CASE_LEFT_OUT] == [Code.YAML_SYNTAX]


def test_a_slip_in_a_mapping_hides_nothing_else_and_calls_nothing_missing(tmp_path: Path) -> None:
    (tmp_path / "checks.csv").write_text("building,event,on\n", encoding="utf-8")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("events:\n  case: building\n  event event\n  onn: on\n", encoding="utf-8")
    cases, found = read_cases(tmp_path / "checks.csv", mapping)
    assert cases == []
    assert [(each.code, each.span.line) for each in found] == [(Code.YAML_SYNTAX, 3), (Code.UNKNOWN_KEY, 4)]


def test_of_a_file_in_which_much_is_wrong_so_much_is_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    wrong = "  - {name: a, events: [{event: fete, on: 2020-01-01}]}\n" * MOST_TOLD
    file = tmp_path / "cases.yaml"
    file.write_text(f"cases:\n{wrong}  - {{name: Town Hall}}\n", encoding="utf-8")
    cases, found = read_cases(file)
    assert [case.name for case in cases] == ["Town Hall"], "what is right is used"
    (counted,) = (each.message for each in found if each.code is Code.TOO_MANY)
    assert counted == "200 more findings about cases of this file that are not used are not told"


def test_no_more_events_of_a_case_that_is_not_used_are_looked_at(tmp_path: Path) -> None:
    events = "  - {event: fete, on: 2020-01-01}\n" * (MOST_TOLD + 50)
    file = tmp_path / "case.yaml"
    file.write_text(f"name: Town Hall\nevents:\n{events}", encoding="utf-8")
    cases, found = read_cases(file)
    codes = [each.code for each in found]
    assert (cases, codes.count(Code.CASE_UNKNOWN_EVENT), codes.count(Code.TOO_MANY)) == ([], MOST_TOLD, 1)
