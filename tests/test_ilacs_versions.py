"""The ILACS policy through time: every version checks clean, and what changed when, as a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import Case, Decision, Event, Policy, Status
from ilacs_rules.language.due_nodes import show_due
from ilacs_rules.language.printer import show
from tests.policies import VersionText, by_hand, findings, read_once, texts_in

RULES = Path(__file__).parents[1] / "rules" / "ilacs"
VERSIONS = sorted(path.stem for path in RULES.glob("*.yaml"))
NEXT = ("short inspection", "standard inspection", "re inspection", "first inspection")

GRADES = ("overall effectiveness", "leaders", "help and protection")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_once(RULES)


def inspected(kind: str, start: date, end: date, *grades: str, **others: str) -> Event:
    fields: dict[str, str] = dict(zip(GRADES, grades, strict=False))
    fields |= {name.replace("_", " "): grade for name, grade in others.items()}
    return Event(kind, start, end, fields=fields)


def statuses(decision: Decision) -> dict[str, str]:
    return {each.requirement: each.status.value for each in decision.obligations}


def following(decision: Decision) -> list[str]:
    return [o.requirement for o in decision.obligations if o.requirement in NEXT and o.status != "does not apply"]


# ------------------------------------------------------------------------------------------------ the files


def test_each_version_amends_the_one_before_and_says_what_changes() -> None:
    versions, found = texts_in(RULES)
    assert found == []
    assert [version.start.isoformat() for version in versions] == VERSIONS
    for earlier, version in zip(VERSIONS, versions[1:], strict=False):
        assert f"\namends: {earlier}\n" in version.origin.text
        assert version.summary
        assert version.note, "how sure we are"
    assert all(version.published <= version.start for version in versions)


def test_amending_what_is_not_there_is_an_error_that_says_what_may_be_meant() -> None:
    text = (RULES / "2018-09-17.yaml").read_text(encoding="utf-8").replace("\n  monitoring:", "\n  monitorring:")
    text = text.replace("    due: every quarter after end of opening visit, at least 3 times, up to 5 times\n", "")
    found = findings(text, RULES / "2018-09-17.yaml")
    (finding,) = [each for each in found if each.code == "E502"]
    assert "no requirement “monitorring”" in finding.message
    assert finding.hint is not None
    assert "did you mean “monitoring” (2018-01-01.yaml, line" in finding.hint


# ------------------------------------------------------------------------------------------------ what changed when

# What stands in each version, from the day in the first column on until a later row of the same name
CHANGES = """\
2018-01-01 | strength of short inspection     | will
2018-01-01 | event of re inspection           | single inspection
2018-01-01 | due of monitoring                | every quarter after end of opening visit, at least 3 times
2018-01-01 | due of short inspection          | every 3 years after end of last inspection
2018-01-01 | due of draft action plan         |
2018-01-01 | due of final action plan         |
2018-01-01 | due of interim visit             |
2018-01-01 | due of resumption                |
2018-01-01 | when of short inspection         | previous grade is good or better
2018-01-01 | when of standard inspection      | previous grade is requires improvement
2018-01-01 | pauses                           |
2018-01-01 | first priority                   | judged inadequate
2018-01-01 | last priority                    | concern raised before the next inspection
2018-01-01 | judgements of a short inspection | overall effectiveness, leaders, help and protection, children in care and care leavers
2018-08-01 | due of draft action plan         | within 20 working days after publication of this focused visit
2018-08-01 | due of final action plan         | within 70 working days after publication of this focused visit
2018-09-17 | event of re inspection           | standard inspection
2018-09-17 | due of monitoring                | every quarter after end of opening visit, at least 3 times, up to 5 times
2020-03-17 | pauses                           | 2020-03-17 on, 2020-03-17 on, 2020-03-17 on
2020-09-01 | due of interim visit             | by 2020-12-31
2020-09-01 | last priority                    | longest without contact
2020-09-01 | pauses                           | 2020-03-17 on, 2020-03-17 on, 2020-03-17 to 2020-08-31
2020-11-05 | pauses                           | 2020-03-17 on, 2020-03-17 on, 2020-03-17 to 2020-08-31, 2020-11-05 to 2020-12-02
2021-04-27 | due of interim visit             |
2021-04-27 | last priority                    | concern raised before the next inspection
2021-04-27 | pauses                           | 2020-03-17 to 2021-06-27, 2020-03-17 to 2021-05-31, 2020-03-17 to 2020-08-31, 2020-11-05 to 2020-12-02
2023-01-01 | judgements of a short inspection | overall effectiveness, leaders, help and protection, children in care, care leavers
2024-04-05 | due of resumption                | within longest pause after start of last pause
2024-04-05 | due of short inspection          | every 3 years after end of last inspection, within 6 months either side
2026-04-01 | due of short inspection          | 3 years after publication of last inspection, within 6 months either side
2026-04-01 | when of short inspection         | any inspection and gate passed and not judged inadequate
2026-04-01 | when of standard inspection      | any inspection and not gate passed and not judged inadequate
2026-04-01 | judgements of a short inspection | leaders, help and protection, children in care, care leavers
"""  # noqa: E501


def what_stands(version: VersionText, what: str) -> str:
    """One thing in the words of the version's text; an empty text if there is no such thing."""
    key, _, name = what.partition(" of ")
    if key == "judgements":
        events = (version.events["inspection"], version.events["short inspection"])
        return ", ".join(f.name.value for each in events for f in each.records.values() if not f.repealed)
    if key == "pauses":
        begun = ((pause.begins[0], pause.until) for pause in version.pauses.values())
        return ", ".join(f"{first} to {last}" if last else f"{first} on" for first, last in begun)
    if key in ("first priority", "last priority"):
        return [*version.priorities.values()][0 if key == "first priority" else -1].name.value
    requirement = version.requirements.get(name)
    if requirement is None:
        return ""
    part: Any = getattr(requirement, key)
    match key:
        case "due":
            return show_due(part)
        case "when":
            return show(part)
        case "event":
            return part.value
        case _:
            return part


def test_what_changed_when() -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in CHANGES.splitlines()]
    versions, _ = texts_in(RULES)
    for what in dict.fromkeys(row[1] for row in rows):
        told = {day: value for day, name, value in rows if name == what}
        stands, before = {}, None
        for version in versions:
            now = what_stands(version, what)
            if now != before:
                stands[version.start.isoformat()] = before = now
        assert stands == told, what


# ------------------------------------------------------------------------------------------------ what follows from it


def test_st_helens_had_to_send_its_draft_by_10_september_2018(policy: Policy) -> None:
    visit = Event(
        "focused visit",
        date(2018, 7, 11),
        date(2018, 7, 12),
        date(2018, 8, 10),
        {"priority action": True},
    )
    case = Case("St Helens", events=(visit,))
    for on in (date(2018, 8, 20), date(2018, 9, 10), date(2019, 5, 1), date(2026, 5, 1)):
        draft, final = (
            ilacs_rules.decide(policy, case, on).obligation(f"{which} action plan") for which in ("draft", "final")
        )
        assert (draft.closes, final.closes) == (date(2018, 9, 10), date(2018, 11, 19))
    assert statuses(ilacs_rules.decide(policy, case, date(2018, 9, 10)))["draft action plan"] == "open"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2018, 9, 16), "single inspection"),
        (date(2018, 9, 17), "standard inspection"),
        (date(2025, 9, 17), "standard inspection"),
    ],
)
def test_an_inadequate_authority_is_inspected_again_by_the_rules_of_the_day(
    policy: Policy, on: date, expected: str
) -> None:
    case = Case("X", events=(inspected("single inspection", date(2017, 10, 9), date(2017, 11, 2), "inadequate"),))
    assert ilacs_rules.decide(policy, case, on).obligation("re inspection").event == expected


NO_OVERALL = Case(
    "without an overall grade",
    events=(
        Event(
            "short inspection",
            date(2026, 4, 27),
            date(2026, 5, 1),
            date(2026, 6, 1),
            {
                "leaders": "good",
                "help and protection": "good",
                "children in care": "good",
                "care leavers": "requires improvement",
            },
        ),
    ),
)


def test_an_inspection_without_an_overall_grade_is_decided_by_the_new_gate(policy: Policy) -> None:
    decision = ilacs_rules.decide(policy, NO_OVERALL, date(2026, 7, 1))
    assert following(decision) == ["short inspection"]
    assert decision.obligation("short inspection").target == date(2029, 6, 1)  # three years after the report


def test_asked_about_it_the_older_text_says_what_it_cannot_tell(policy: Policy) -> None:
    older = by_hand(policy.in_force(date(2026, 3, 31)).version)
    short = ilacs_rules.decide(older, NO_OVERALL, date(2026, 7, 1)).obligation("short inspection")
    assert short.status is Status.UNDETERMINED
    needed = "overall effectiveness of the short inspection of 27 April–1 May 2026 is not recorded"
    assert [need.text for need in short.needs] == [needed]


def test_inadequate_overall_before_april_2026_stays_under_the_earlier_text(policy: Policy) -> None:
    last = inspected(
        "standard inspection",
        date(2026, 1, 19),
        date(2026, 1, 30),
        *("inadequate", "requires improvement", "requires improvement"),
        children_in_care="good",
        care_leavers="inadequate",
    )
    decision = ilacs_rules.decide(policy, Case("X", events=(last,)), date(2026, 5, 5))
    assert decision.version.start == date(2024, 12, 13)
    assert following(decision) == ["re inspection"]


def test_the_words_of_every_version_can_be_read(policy: Policy) -> None:
    kinds = policy.vocabulary.events
    assert kinds["single inspection"].repealed
    records = kinds["standard inspection"].records
    assert {"overall effectiveness", "children in care and care leavers", "care leavers"} <= records.keys()


def test_an_event_of_a_kind_that_came_later_is_nothing_to_an_older_text(policy: Policy) -> None:
    sent = Event("draft action plan", date(2018, 3, 1), date(2018, 3, 1))
    case = Case("X", {"created": date(2010, 4, 1)}, (sent,))
    assert following(ilacs_rules.decide(policy, case, date(2018, 5, 1))) == ["first inspection"]


@pytest.mark.parametrize("day", VERSIONS)
def test_a_new_authority_usually_gets_a_standard_inspection_first_under_every_text(policy: Policy, day: str) -> None:
    on = date.fromisoformat(day)
    decision = ilacs_rules.decide(policy, Case("new", {"created": on}), on)
    first = decision.obligation("first inspection")
    assert (first.event, first.strength) == ("standard inspection", "usually")
    assert following(decision) == ["first inspection"]
