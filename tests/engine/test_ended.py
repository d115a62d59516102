"""Until when a subject is asked for anything: up to its last day, and on the day after that no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import (
    NOTHING,
    UNKNOWN,
    Case,
    Decision,
    Event,
    Policy,
    audit,
    decide,
    explanation,
    forecast,
    load,
    plan,
)
from tests.engine.obligation_tools import event, when
from tests.engine.test_creation import shown
from tests.engine.test_fast_equals_traced import ready

POLICY = """\
policy: buildings
title: Buildings
publisher: the owners
published: 2017-06-01
in force: {{from: 2018-01-01}}
subject: building
facts:
  created: {{is: date, default: nothing}}
  ended: {ended}
events:
  check: {{records: {{safe: yes or no}}}}
  drill: {{}}
  repair: {{}}
requirements:
  check: {{assumes: an example, event: check, due: every 2 years}}
  drill: {{assumes: an example, event: drill, due: by 2018-12-31}}
  yearly drill: {{assumes: an example, event: drill, due: at least 1 in each calendar year}}
  few repairs: {{assumes: an example, event: repair, due: at most 1 in each calendar year}}
  repair: {{assumes: an example, event: repair, for each: check, due: within 3 months after end of this check}}
guarantees:
  everybody is checked: {{at least one of: [check, drill]}}
"""
CHECKED = event("check", "2018-05-01")
ENDED = "does not apply | – · –"


def policy(declared: str = "{is: date, default: nothing}") -> Policy:
    return ready(POLICY.format(ended=declared))


def answer(
    *events: Event, on: str, ended: object = None, declared: str = "{is: date, default: nothing}", **facts: object
) -> Decision:
    """The decision of a case with these events; the same of both ways to decide."""
    told = facts if ended is None else {**facts, "ended": ended}
    case = Case("the mill", told, events)  # type: ignore[arg-type]
    traced, fast = (decide(policy(declared), case, date.fromisoformat(on), trace=trace) for trace in (True, False))
    assert [(o.status, o.opens, o.closes) for o in traced.obligations] == [
        (o.status, o.opens, o.closes) for o in fast.obligations
    ]
    assert traced.ended == fast.ended
    return traced


def test_on_its_last_day_it_is_still_asked_and_on_the_day_after_no_more() -> None:
    ended = date(2019, 6, 30)
    last = answer(CHECKED, on="2019-06-30", ended=ended)
    assert last.ended is None
    assert shown(last)["drill"] == "overdue | 2018-01-01 · 2018-12-31"
    after = answer(CHECKED, on="2019-07-01", ended=ended)
    assert after.ended == ended
    assert set(shown(after).values()) == {ENDED}
    assert {one.reason for one in after.obligations} == {"the building ended on 30 June 2019"}


def test_what_would_be_due_after_its_last_day_has_no_date() -> None:
    found = answer(CHECKED, on="2019-02-01", ended=date(2019, 6, 30))
    assert found.obligation("check").reason == "the building ends on 30 June 2019, before this is due"
    assert shown(found)["check"] == shown(found)["yearly drill"] == "no date set | – · –"
    assert shown(found)["repair"] == "overdue | 2018-05-02 · 2018-08-01", "it was due before"


def test_what_is_due_on_its_last_day_is_asked() -> None:
    assert shown(answer(CHECKED, on="2020-04-30", ended=date(2020, 5, 1)))["check"].startswith("not yet open")
    assert shown(answer(CHECKED, on="2020-04-30", ended=date(2020, 4, 30)))["check"].startswith("no date set")


def test_a_year_in_which_it_ends_is_not_asked_for_and_those_before_are() -> None:
    found = answer(on="2020-02-01", ended=date(2020, 6, 30)).obligation("yearly drill")
    assert (found.status, found.flags, str(found.period_before)) == ("no date set", ("missed",), "2019")
    whole = answer(on="2020-02-01", ended=date(2020, 12, 31)).obligation("yearly drill")
    assert (whole.status, whole.closes) == ("open", date(2020, 12, 31))


def test_what_may_not_be_done_so_often_is_told_in_the_year_in_which_it_ends() -> None:
    twice = event("repair", "2019-01-10"), event("repair", "2019-01-20")
    found = answer(*twice, on="2019-02-01", ended=date(2019, 6, 30)).obligation("few repairs")
    assert "exceeded" in found.flags
    assert answer(twice[0], on="2019-02-01", ended=date(2019, 6, 30)).obligation("few repairs").status == "satisfied"


@pytest.mark.parametrize(
    ("on", "answered"),
    [
        ("2019-02-28", "overdue"),
        ("2019-03-01", "overdue"),  # whatever the day in March, it is still there on the first
        ("2019-03-02", "undetermined"),
        ("2019-03-31", "undetermined"),
        ("2019-04-01", "does not apply"),
    ],
)
def test_of_a_month_it_is_certain_before_and_after(on: str, answered: str) -> None:
    found = answer(on=on, ended=when("2019-03")).obligation("drill")
    needs = ["ended is known only as March 2019"] if answered == "undetermined" else []
    assert (found.status, [need.text for need in found.needs]) == (answered, needs)


def test_what_falls_due_within_the_month_in_which_it_ends_cannot_be_told() -> None:
    found = answer(event("check", "2018-05-15"), on="2019-01-01", ended=when("2020-05")).obligation("check")
    assert (found.status, found.applies) == ("applies", True)
    assert [need.text for need in found.needs] == ["ended is known only as May 2020"]


def test_told_as_unknown_nothing_can_be_told_and_left_out_the_default_goes() -> None:
    unknown = answer(CHECKED, on="2019-02-01", ended=UNKNOWN)
    assert {one.status for one in unknown.obligations} == {"undetermined"}
    assert {need.text for one in unknown.obligations for need in one.needs} == {"ended is not recorded"}
    assert unknown.guarantees[0].held is UNKNOWN
    assert shown(answer(CHECKED, on="2019-02-01")) == shown(answer(CHECKED, on="2019-02-01", ended=NOTHING))
    assert shown(answer(CHECKED, on="2019-02-01", declared="date")) == shown(unknown)
    by_default = answer(CHECKED, on="2019-02-01", declared="{is: date, default: 2018-12-31}")
    assert shown(by_default) == shown(answer(CHECKED, on="2019-02-01", ended=date(2018, 12, 31)))


def test_where_the_policy_declares_no_end_nothing_ends() -> None:
    without = ready(POLICY.format(ended="date").replace("  ended: date\n", ""))
    found = decide(without, Case("the mill", {}, (CHECKED,)), date(2019, 2, 1))
    assert shown(found) == shown(answer(CHECKED, on="2019-02-01"))


def test_of_what_ended_every_guarantee_is_kept() -> None:
    assert answer(on="2019-07-01", ended=date(2019, 6, 30)).guarantees[0].held is True


def test_of_what_ended_nothing_is_asked_for_events_that_the_record_lacks() -> None:
    case = Case("the mill", {"ended": date(2020, 3, 31)}, (CHECKED,), complete_from={"check": None})
    decided = decide(policy(), case, date(2021, 3, 1))
    assert {str(each.status) for each in decided.obligations} == {"does not apply"}


def test_an_event_after_the_end_leaves_in_doubt_which_of_the_two_is_wrong() -> None:
    found = answer(event("check", "2019-08-01"), on="2020-01-01", ended=date(2019, 6, 30))
    assert {one.status for one in found.obligations} == {"undetermined"}
    doubt = "ended is told as 30 June 2019, though the check of 1 August 2019 began after that"
    assert found.obligation("drill").needs[0].text == doubt


def test_created_and_ended_on_one_day_it_is_there_on_that_day() -> None:
    day = date(2019, 6, 30)
    assert answer(on="2019-06-30", ended=day, created=day).ended is None
    assert answer(on="2019-07-01", ended=day, created=day).ended == day


def test_an_earlier_version_that_knows_no_end_does_not_go_on_asking(tmp_path: Path) -> None:
    later = """\
policy: buildings
amends: 2018-01-01
published: 2018-12-01
in force: {from: 2019-01-01}
summary: Buildings may end.
facts:
  ended: {is: date, default: nothing}
"""
    first = POLICY.format(ended="date").replace("  ended: date\n", "")
    (tmp_path / "2018-01-01.yaml").write_text(first, encoding="utf-8")
    (tmp_path / "2019-01-01.yaml").write_text(later, encoding="utf-8")
    both = load(tmp_path)
    case = Case("the mill", {"ended": date(2019, 6, 30)}, (CHECKED,))
    assert shown(decide(both, case, date(2019, 7, 1)))["repair"] == ENDED
    assert shown(decide(both, case, date(2019, 6, 30)))["repair"] == "overdue | 2018-05-02 · 2018-08-01"


@pytest.mark.parametrize("when_kept", ["any check", "safe of latest check"], ids=["kept for sure", "kept perhaps"])
def test_a_version_that_is_kept_for_a_case_does_not_outlive_it(tmp_path: Path, when_kept: str) -> None:
    """The version that is kept knows no end; whether there still is a subject is told by the one in force."""
    later = f"""\
policy: buildings
amends: 2018-01-01
published: 2018-12-01
in force: {{from: 2019-01-01}}
summary: Buildings may end; those checked before stay under the older rules.
facts:
  ended: {{is: date, default: nothing}}
transition:
  the old way: {{keep: 2018-01-01, when: {when_kept}}}
"""
    (tmp_path / "2018-01-01.yaml").write_text(
        POLICY.format(ended="date").replace("  ended: date\n", ""), encoding="utf-8"
    )
    (tmp_path / "2019-01-01.yaml").write_text(later, encoding="utf-8")
    both, case = load(tmp_path), Case("the mill", {"ended": date(2019, 6, 30)}, (CHECKED,))
    after = decide(both, case, date(2019, 7, 1))
    assert after.ended == date(2019, 6, 30)
    assert {one.status for one in after.obligations} == {"does not apply"}
    assert decide(both, case, date(2019, 6, 30)).obligation("repair").status == "overdue"


# ------------------------------------------------------------------------------------------------ the other answers


def mill(ended: object, *events: Event) -> Case:
    return Case("the mill", {"ended": ended}, events)  # type: ignore[dict-item]


BARN = Case("the barn", {}, (CHECKED,))


def test_a_plan_names_what_had_ended_and_has_no_row_of_it() -> None:
    found = plan(policy(), [mill(date(2019, 6, 30)), BARN], date(2020, 1, 1))
    assert {row.case.name for row in found.rows} == {"the barn"}
    assert [(each.case.name, each.ended) for each in found.ended] == [("the mill", date(2019, 6, 30))]
    assert found.as_data()["ended"] == [{"case": "the mill", "ended": "2019-06-30"}]
    assert not plan(policy(), [BARN], date(2020, 1, 1)).as_data().get("ended")


def test_a_record_that_ends_with_its_subject_has_not_ended_long_ago() -> None:
    case = Case("the mill", {"ended": date(2019, 6, 30)}, (), complete_until=date(2019, 7, 15))
    assert not plan(policy(), [case], date(2022, 1, 1)).findings


def test_an_audit_tells_what_was_late_when_it_ended() -> None:
    found = audit(policy(), [mill(date(2019, 6, 30), CHECKED)], date(2018, 1, 1), date(2021, 1, 1))
    late = {row.obligation.requirement: row for row in found.audit.late}
    assert late["drill"].obligation.days_late == (date(2019, 6, 30) - date(2018, 12, 31)).days
    assert late["drill"].decision.on == date(2019, 6, 30)
    assert [each["on"] for each in found.as_data()["late"]] == ["2019-06-30"] * len(late)  # type: ignore[attr-defined]


def test_an_audit_that_begins_after_the_end_tells_nothing_late() -> None:
    found = audit(policy(), [mill(date(2019, 6, 30), CHECKED)], date(2020, 1, 1), date(2021, 1, 1))
    assert not found.audit.late


def test_a_forecast_expects_nothing_after_the_last_day() -> None:
    found = forecast(policy(), [mill(date(2020, 6, 30), CHECKED)], date(2019, 1, 1), date(2024, 1, 1))
    assert found.forecast.events, "a check is due before it ends"
    assert all(each.end <= date(2020, 6, 30) for each in found.forecast.events)
    assert not found.forecast.waiting
    assert "Nothing is expected of the mill after its last day (30 June 2020)." in found.assumptions


def test_a_forecast_expects_nothing_that_could_not_end_by_the_last_day() -> None:
    text = POLICY.format(ended="{is: date, default: nothing}")
    long = ready(text.replace("due: by 2018-12-31", "lasts: 2 weeks, due: by 2018-12-31"))
    on, until = date(2019, 1, 1), date(2020, 1, 1)
    first = {
        ended.day: [
            each.start for each in forecast(long, [mill(ended)], on, until).forecast.events if each.start.month == 1
        ]
        for ended in (date(2019, 1, 14), date(2019, 1, 15))
    }
    assert first == {14: [], 15: [date(2019, 1, 2)]}


def test_why_says_that_it_ended_and_when() -> None:
    found = explanation(decide(policy(), mill(when("2019-06"), CHECKED), date(2019, 7, 1)))
    assert found.as_text().splitlines()[3:] == ["the mill ended in June 2019; nothing is asked of it any more."]
    assert found.as_data()["ended"] == "the mill ended in June 2019; nothing is asked of it any more."
    assert {each.status for each in found.accounts} == {"does not apply"}


def test_what_may_be_done_and_would_be_due_after_the_end_is_told_without_a_day() -> None:
    """Told of every check it would have no date; so there is none either where one may be missing from the record."""
    case = Case("the mill", {"ended": date(2018, 6, 30)}, (), {"drill": date(2018, 5, 1)})
    found = decide(policy(), case, date(2018, 6, 1)).obligation("drill")
    assert (found.status, found.applies, found.opens, found.closes) == ("applies", True, None, None)
