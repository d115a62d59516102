"""What is told in a file and what is told in Python mean the same, and are held against the same rules."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum, IntEnum, StrEnum
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Code, Event, Partial, Policy

POLICY = """
policy: p
title: Checks
publisher: Fire Service
published: 2023-11-01
in force: {from: 2024-01-01}
subject: building
facts:
  created: date
  opened: date
  crowded: {is: yes or no, default: yes}
events:
  check: {records: {safe: yes or no}}
definitions:
  old: opened is before 1990-01-01
  crowd: crowded
requirements:
  check: {assumes: an example, event: check, due: every year, when: crowd or old}
"""
ON = date(2024, 7, 1)


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "p.yaml").write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(tmp_path / "p.yaml")


def read(
    policy: Policy, name: str, text: str, tmp_path: Path, mapping: str | None = None
) -> tuple[list[Case], list[str]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    if mapping is not None:
        (tmp_path / "mapping.yml").write_text(mapping, encoding="utf-8")
    found = ilacs_rules.read_all_cases(policy, tmp_path / name, tmp_path / "mapping.yml" if mapping else None)
    return list(found.cases), [f"{each.code} {each.message}" for each in found.findings]


def test_a_day_known_to_its_month_or_year_is_told_alike(policy: Policy, tmp_path: Path) -> None:
    (read_one,), _ = read(policy, "a.yaml", "name: Hall\nfacts: {created: 2020-03, opened: 1974}\n", tmp_path)
    created = Partial(date(2020, 3, 1), date(2020, 3, 31))
    made = Case("Hall", {"created": created, "opened": Partial(date(1974, 1, 1), date(1974, 12, 31))})
    assert dict(read_one.facts) == dict(made.facts)
    one, other = (ilacs_rules.decide(policy, case, ON) for case in (read_one, made))
    assert one.as_data() == other.as_data()


def test_of_the_facts_of_a_table_too(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("case,created\nHall,2020-03\n", encoding="utf-8")
    mapping = "events: {case: case, event: event, 'on': 'on'}\n"
    mapping += "facts: {case: case, fields: {created: created}, table: facts.csv}\n"
    (case,), _ = read(policy, "events.csv", "case,event,on\nHall,check,2024-02-01\n", tmp_path, mapping)
    assert case.facts["created"] == Partial(date(2020, 3, 1), date(2020, 3, 31))


@pytest.mark.parametrize("key", ["end", "publication", "safe"])
def test_null_and_an_empty_value_are_left_out(key: str, policy: Policy, tmp_path: Path) -> None:
    event = {"event": "check", "start": "2024-02-01", "end": "2024-02-02", "publication": "2024-03-01", "safe": "yes"}
    without = {name: value for name, value in event.items() if name != key}
    told = [
        read(policy, "null.json", json.dumps({"name": "Hall", "events": [event | {key: None}]}), tmp_path),
        read(policy, "without.json", json.dumps({"name": "Hall", "events": [without]}), tmp_path),
        read(
            policy,
            "empty.yaml",
            "name: Hall\nevents:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in without.items()) + f"\n    {key}:\n",
            tmp_path,
        ),
    ]
    assert told[0] == told[1] == told[2]


def test_an_event_told_twice_is_told_of_cases_made_by_a_program_too(policy: Policy) -> None:
    twice = (Event("check", date(2024, 2, 1), date(2024, 2, 1)),) * 2
    found = ilacs_rules.plan(policy, [Case("Hall", events=twice), Case("Inn")], ON).findings
    assert [f"{each.code} {each.message}" for each in found] == [
        "W712 “Hall”: this “check” is told twice and counted once"
    ]


def test_each_case_is_told_only_why_it_is_left_out_itself(policy: Policy) -> None:
    failed = ilacs_rules.plan(policy, [Case("G"), Case("g"), Case("G")], ON).failed
    assert [(case.name, [reason.code.value for reason in reasons]) for case, reasons in failed] == [
        ("G", ["E701", "E716"]),
        ("g", ["E716"]),
        ("G", ["E701", "E716"]),
    ]


EVENTS = "events: {case: case, event: event, start: start, end: end, dates: day first, times: left off}\n"
TIMES = "case,event,start,end\nHall,check,01/02/2024 09:30,2024-02-02T10:00:00Z\n"


def test_times_beside_days_are_left_off_where_a_mapping_says_so(policy: Policy, tmp_path: Path) -> None:
    (case,), _ = read(policy, "times.csv", TIMES, tmp_path, EVENTS)
    assert [(event.start, event.end) for event in case.events] == [(date(2024, 2, 1), date(2024, 2, 2))]


def test_else_a_column_of_times_is_refused_with_what_to_say_in_a_mapping(policy: Policy, tmp_path: Path) -> None:
    rows = "case,event,start,end\n" + "".join(f"Hall {n},check,2024-02-01 09:30,2024-02-02\n" for n in range(3))
    (tmp_path / "times.csv").write_text(rows, encoding="utf-8")
    found = ilacs_rules.read_all_cases(policy, tmp_path / "times.csv").findings
    told = [each for each in found if each.code == "E705"]
    assert [each.hint for each in told] == [
        "if the day is meant as it stands, write “times: left off” for this table in a mapping file"
    ]
    _, wrong = read(policy, "times.csv", TIMES, tmp_path, EVENTS.replace("left off", "ignored"))
    assert "E119 “ignored” says nothing of times" in wrong


@pytest.mark.parametrize(
    "table", ["ca\0se,event,on\nHall,check,2024-02-01\n", "case,event,on\nHa\0ll,check,2024-02-01\n"]
)
def test_a_table_with_signs_that_are_no_text_is_refused(table: str, policy: Policy, tmp_path: Path) -> None:
    cases, told = read(policy, "nul.csv", table, tmp_path)
    assert cases == []
    assert told == ["E701 a sign that is no text (NUL) stands here"]


def test_from_when_a_record_is_complete_is_said_once(policy: Policy, tmp_path: Path) -> None:
    told = "E701 “check” and “checks” name one kind of event"
    file = "name: Hall\ncomplete from: {check: never, checks: 2020-01-01}\n"
    assert read(policy, "a.yaml", file, tmp_path)[1][0] == told
    mapping = (
        "events: {case: case, event: event, start: on, end: on}\ncomplete from: {check: never, checks: 2020-01-01}\n"
    )
    assert read(policy, "a.csv", "case,event,on\nHall,check,2020\n", tmp_path, mapping) == ([], [told])
    with pytest.raises(ilacs_rules.DecisionError) as refused:
        ilacs_rules.decide(policy, Case("Hall", {}, (), {"check": None, "checks": date(2020, 1, 1)}), ON)
    assert [f"{each.code} {each.message}" for each in refused.value.diagnostics] == [told]


class Found(StrEnum):
    SAFE = "Safe"


class Grade(IntEnum):
    TOP = 1


class Word(str, Enum):  # noqa: UP042
    """As many programs have it: a text, which is shown by another."""

    SAFE = "safe"


def test_members_of_an_enumeration_are_the_values_they_are_equal_to(tmp_path: Path) -> None:
    text = POLICY.replace("{safe: yes or no}", "{result: result, grade: number}").replace(
        "facts:", "scales: {result: [safe, faulty]}\nfacts:"
    )
    text = text.replace("definitions:", "definitions:\n  found: result of latest check\n  top: grade of latest check")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    policy = ilacs_rules.load(tmp_path / "p.yaml")
    for said in (Found.SAFE, Word.SAFE, "safe"):
        check = Event("check", ON, ON, fields={"result": said, "grade": Grade.TOP})
        values = ilacs_rules.decide(policy, Case("Hall", {}, [check]), ON).values
        assert [(type(values[name]), str(values[name])) for name in ("found", "top")] == [(str, "safe"), (int, "1")]


def test_a_set_is_in_no_order_and_so_no_history() -> None:
    with pytest.raises(ilacs_rules.CaseError) as refused:
        Case("Hall", {}, {Event("check", ON, ON)})  # type: ignore[arg-type]
    assert refused.value.diagnostics[0].hint == "a set is in no order: put them in a list"


MAPPED = """
events: {case: case, event: event, start: on, end: on}
facts: {case: case, table: facts.csv, fields: {created: opened, ended: closed}}
"""


def test_a_case_that_ended_before_it_was_created_is_none_by_any_door(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(POLICY.replace("opened: date", "opened: date\n  ended: date"), encoding="utf-8")
    policy = ilacs_rules.load(tmp_path / "p.yaml")
    told = "E724 “Hall”: it ended (2019) before it was created (2020-03)"
    file = "name: Hall\nfacts: {created: 2020-03, ended: 2019}\n"
    left_out = "W713 “Hall” is left out, because not all that is told of it could be read"
    assert read(policy, "a.yaml", file, tmp_path) == ([], [told, left_out])
    (tmp_path / "facts.csv").write_text("case,opened,closed\nHall,2020-03,2019\n", encoding="utf-8")
    cases, found = read(policy, "events.csv", "case,event,on\nHall,check,2020-04-01\n", tmp_path, MAPPED)
    assert (cases, found) == ([], [told, left_out])
    facts = {
        "created": Partial(date(2020, 3, 1), date(2020, 3, 31)),
        "ended": Partial(date(2019, 1, 1), date(2019, 12, 31)),
    }
    with pytest.raises(ilacs_rules.DecisionError) as refused:
        ilacs_rules.decide(policy, Case("Hall", facts), ON)
    assert [(each.code, each.message) for each in refused.value.diagnostics] == [(Code.ENDS_BEFORE_CREATED, told[5:])]


WARNINGS = POLICY.replace(
    "\nevents:\n",
    "\nevents:\n  warning:\n    several at once: yes\n    records:\n      weight: number\n"
    "      closed: {is: date, not before: start}\n",
)


def test_a_day_recorded_before_its_event_is_told_by_any_door(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(WARNINGS, encoding="utf-8")
    policy = ilacs_rules.load(tmp_path / "p.yaml")
    told = "E727 “closed” of this “warning” is 2020-03-01, and it began only later (2020-03-02)"
    left_out = "W713 “Hall” is left out, because not all that is told of it could be read"
    file = "name: Hall\nevents: [{event: warning, on: 2020-03-02, closed: 2020-03-01}]\n"
    assert read(policy, "a.yaml", file, tmp_path) == ([], [told, left_out])
    table = "case,event,on,closed\nHall,warning,2020-03-02,2020-03-01\n"
    assert read(policy, "events.csv", table, tmp_path)[1] == [told, left_out]
    for closed, day in ((date(2020, 3, 1), date(2020, 3, 2)), (date(2020, 2, 29), MARCH)):
        case = Case("Hall", {}, [Event("warning", day, day, fields={"closed": closed})])
        with pytest.raises(ilacs_rules.DecisionError) as refused:
            ilacs_rules.decide(policy, case, ON)
        assert [each.code for each in refused.value.diagnostics] == [Code.RECORDED_TOO_EARLY]
    for closed, day in ((date(2020, 3, 2), date(2020, 3, 2)), (date(2020, 3, 1), MARCH)):  # in time, or it may be
        case = Case("Hall", {}, [Event("warning", day, day, fields={"closed": closed})])
        ilacs_rules.decide(policy, case, ON)


def test_several_may_be_on_one_day_where_the_policy_says_so(tmp_path: Path) -> None:
    events = ", ".join(f"{{event: warning, on: 2020-03-02, weight: {weight}}}" for weight in (1, 2))
    file = f"name: Hall\nevents: [{events}]\n"
    (tmp_path / "p.yaml").write_text(WARNINGS, encoding="utf-8")
    cases, found = read(ilacs_rules.load(tmp_path / "p.yaml"), "a.yaml", file, tmp_path)
    assert (len(cases), found) == (1, [])
    (tmp_path / "p.yaml").write_text(WARNINGS.replace("    several at once: yes\n", ""), encoding="utf-8")
    cases, found = read(ilacs_rules.load(tmp_path / "p.yaml"), "a.yaml", file, tmp_path)
    assert found[0] == "E707 two events “warning” on the same days do not agree"


def test_only_a_date_can_lie_before_another(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(WARNINGS.replace("closed: {is: date", "closed: {is: number"), encoding="utf-8")
    (found,) = [each for each in ilacs_rules.check(tmp_path / "p.yaml") if each.code is Code.WRONG_TYPE]
    assert found.message == "“closed” is a number, and no day that could lie before another"


MARCH = Partial(date(2020, 3, 1), date(2020, 3, 31))


def test_a_case_may_end_in_the_month_in_which_it_was_created(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(POLICY.replace("opened: date", "opened: date\n  ended: date"), encoding="utf-8")
    policy = ilacs_rules.load(tmp_path / "p.yaml")
    cases, found = read(policy, "a.yaml", "name: Hall\nfacts: {created: 2020-03, ended: 2020-03}\n", tmp_path)
    assert ([case.name for case in cases], found) == (["Hall"], [])
