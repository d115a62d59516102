"""A policy through its versions: which is in force, as far as known; since when a duty binds, and what judges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import ilacs_rules
from ilacs_rules import (
    Case,
    Day,
    Decision,
    DecisionError,
    Event,
    NotInForce,
    Obligation,
    Partial,
    Policy,
    Value,
    explanation,
)
from ilacs_rules.model.vocabulary import Vocabulary
from tests.conftest import ROOT, tried
from tests.engine.obligation_tools import day, event, shown
from tests.policies import by_hand, decided, read_once
from tests.strategies.cases import cases, days
from tests.strategies.versions import versions

generated = settings(max_examples=tried(20), suppress_health_check=list(HealthCheck))

LAUNCH = """
policy: fire
title: Fire safety
publisher: The fire service
published: 2018-12-01
in force: {from: 2019-01-01}
subject: building
calendar: england
sources: {scheme: {title: The scheme}}
events:
  check: {records: {urgent: yes or no}}
  drill: {}
  repair plan: {}
requirements:
  drill: {source: scheme, event: drill, due: at least 1 in each calendar year}
  yearly: {source: scheme, event: drill, due: every year}
  soon: {source: scheme, event: drill, due: by 2019-12-31}
  repair plan:
    source: scheme
    for each: check where (urgent)
    event: repair plan
    due: within 20 days after end of this check
"""
STRICTER = """
policy: fire
amends: 2019-01-01
published: 2020-05-20
in force: {from: 2020-07-01}
requirements:
  repair plan:
    for each: check
    due: within 10 days after end of this check
"""
Load = Callable[..., Policy]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(*texts: str, ask: str = ".") -> Policy:
        for text in texts:
            name = text.split("from: ")[1][:10]
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return ilacs_rules.load(tmp_path / ask)

    return loaded


def told(policy: Policy, on: str, requirement: str, *events: Event, known: str | None = None) -> list[str]:
    found = ilacs_rules.decide(policy, Case("it", {}, events), day(on), known=day(known) if known else None)
    return [shown(each) for each in found.obligations if each.requirement == requirement]


# ------------------------------------------------------------------------------------------------ in force, and known


@pytest.mark.parametrize(
    ("on", "known", "start"),
    [
        ("2019-01-01", None, "2019-01-01"),
        ("2020-06-30", None, "2019-01-01"),
        ("2020-07-01", None, "2020-07-01"),
        ("2020-07-01", "2020-05-20", "2020-07-01"),
        ("2020-07-01", "2020-05-19", "2019-01-01"),  # nobody knew yet that it would change
        ("2031-01-01", "2018-12-01", "2019-01-01"),
    ],
)
def test_the_version_in_force_is_the_last_to_begin_of_those_published(
    load: Load, on: str, known: str | None, start: str
) -> None:
    found = load(LAUNCH, STRICTER).in_force(day(on), day(known) if known else None)
    assert found.version.start == day(start)


@pytest.mark.parametrize(
    ("on", "known", "message"),
    [
        ("2018-12-31", None, "no version of “fire” is in force on 2018-12-31: the first is from 2019-01-01"),
        ("2022-01-01", None, "no version of “fire” is in force on 2022-01-01: the last before it ended on 2021-12-31"),
        ("2019-06-01", "2018-11-30", "nothing of “fire” was published by 2018-11-30: the first was on 2018-12-01"),
    ],
)
def test_where_none_is_in_force_the_answer_says_why(load: Load, on: str, known: str | None, message: str) -> None:
    policy = load(LAUNCH, STRICTER.replace("2020-07-01}", "2020-07-01, until: 2021-12-31}"))
    with pytest.raises(NotInForce) as raised:
        policy.in_force(day(on), day(known) if known else None)
    assert str(raised.value) == message


def test_what_was_published_later_is_not_known(load: Load) -> None:
    policy = load(LAUNCH)
    checked = event("check", "2020-03-02", "2020-03-06", "2020-04-01", urgent=True)
    assert told(policy, "2020-04-02", "repair plan", checked) == ["overdue | 2020-03-07 · – · 2020-03-26 | 7 days late"]
    assert told(policy, "2020-04-02", "repair plan", checked, known="2020-03-31") == [
        "undetermined | needs: urgent of the check of 2–6 March 2020 is not known until it is published on 1 April 2020"
    ]
    assert told(policy, "2020-04-02", "repair plan", checked, known="2020-03-05") == [
        "does not apply | because there is no check that it would be about"
    ]


# ------------------------------------------------------------------------------------------------ since when it binds


@pytest.mark.parametrize("requirement", ["drill", "yearly", "soon"])
def test_an_amendment_that_leaves_a_requirement_alone_does_not_start_it_again(load: Load, requirement: str) -> None:
    before, after = load(LAUNCH), load(LAUNCH, STRICTER)
    assert after.in_force(day("2020-08-01")).version.start == day("2020-07-01")
    assert told(after, "2020-08-01", requirement) == told(before, "2020-08-01", requirement)


def test_one_file_of_a_policy_answers_as_the_whole_folder(load: Load) -> None:
    alone = load(LAUNCH, STRICTER, ask="2020-07-01.yaml")
    assert len(alone.versions) == 1
    assert told(alone, "2020-08-01", "drill") == [
        "open | 2020-01-01 · – · 2020-12-31 | 0 done, 1 left | [missed] 2019-01-01 to 2019-12-31"
    ]


def test_a_requirement_that_was_away_starts_again(load: Load) -> None:
    away = STRICTER + "  drill: repealed\n"
    back = LAUNCH.replace("2018-12-01", "2021-01-10").replace("2019-01-01", "2021-02-01")
    version = load(LAUNCH, away, back).in_force(day("2021-03-01")).version
    assert version.since("drill") == day("2021-02-01")
    assert version.since("yearly") == day("2019-01-01")


def test_a_requirement_starts_again_after_days_without_any_rules(load: Load) -> None:
    ended = LAUNCH.replace("from: 2019-01-01}", "from: 2019-01-01, until: 2020-12-31}")
    back = LAUNCH.replace("2018-12-01", "2021-01-10").replace("2019-01-01", "2021-02-01")
    assert load(ended, back).in_force(day("2021-03-01")).version.since("drill") == day("2021-02-01")


# ------------------------------------------------------------------------------------------------ terms of the day


def test_each_event_is_judged_by_the_version_in_force_when_it_ended(load: Load) -> None:
    policy = load(LAUNCH, STRICTER)
    checks = (
        event("check", "2018-11-01", urgent=True),  # before there was a duty
        event("check", "2020-06-01", urgent=False),  # then only what was urgent
        event("check", "2020-06-30", urgent=True),
        event("check", "2020-07-01", urgent=False),
    )
    assert told(policy, "2020-07-05", "repair plan", *checks) == [
        "open | 2020-07-01 · – · 2020-07-20",
        "open | 2020-07-02 · – · 2020-07-11",
    ]
    done = event("repair plan", "2020-07-03")
    assert [line.split(" ")[0] for line in told(policy, "2020-07-05", "repair plan", *checks, done)] == [
        "satisfied",
        "open",
    ]


def test_a_pause_of_today_stops_the_clock_of_an_older_duty(load: Load) -> None:
    paused = (
        STRICTER + "pauses:\n  storm: {source: scheme, from: 2020-07-02, until: 2020-07-31, events: [repair plan]}\n"
    )
    told_now = told(load(LAUNCH, paused), "2020-07-05", "repair plan", event("check", "2020-06-30", urgent=True))
    assert told_now == ["open | 2020-07-01 · – · 2020-08-19"]


def test_an_older_duty_is_explained_by_its_own_terms(load: Load) -> None:
    checked = Case("it", {}, (event("check", "2020-06-30", urgent=True),))
    decision = ilacs_rules.decide(load(LAUNCH, STRICTER), checked, day("2020-07-05"))
    (account, *_) = [each for each in explanation(decision).accounts if each.requirement == "repair plan"]
    assert account.because == (
        "It applies to each check whose “urgent” is yes.",
        "It ended under the version of 1 January 2019, which still judges it.",
    )
    assert account.dates == ("20 days after 30 June 2020, the end of that check, is 20 July 2020.",)


# ------------------------------------------------------------------------------------------------ transitions

KEEPING = """
policy: fire
amends: 2019-01-01
published: 2020-05-20
in force: {from: 2020-07-01}
requirements:
  soon: {due: by 2021-03-31}
transition:
  checks that had begun:
    source: scheme
    keep: 2019-01-01
    when: start of check in hand is before 2020-07-01
"""


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([event("check", "2020-06-29", None)], "overdue | 2019-01-01 · – · 2019-12-31 | 196 days late"),
        ([event("check", "2020-06-29", "2020-07-10")], "open | 2019-01-01 · – · 2021-03-31"),
        ([event("check", "2020-07-01", None)], "open | 2019-01-01 · – · 2021-03-31"),
        ([], "open | 2019-01-01 · – · 2021-03-31"),
    ],
)
def test_a_transition_keeps_the_earlier_version_while_it_holds(load: Load, events: list[Event], expected: str) -> None:
    assert told(load(LAUNCH, KEEPING), "2020-07-14", "soon", *events) == [expected]


def test_a_later_version_carries_a_transition_on(load: Load) -> None:
    third = "policy: fire\namends: 2020-07-01\npublished: 2020-07-10\nin force: {from: 2020-07-12}\n"
    policy = load(LAUNCH, KEEPING, third)
    assert told(policy, "2020-07-14", "soon", event("check", "2020-06-29", None))[0].startswith("overdue")


def test_the_transition_that_keeps_a_version_is_told(load: Load) -> None:
    begun = Case("it", {}, (event("check", "2020-06-29", None),))
    decision = ilacs_rules.decide(load(LAUNCH, KEEPING), begun, day("2020-07-14"))
    assert explanation(decision).under == (
        "Under “Fire safety”, in force from 1 January 2019, which “checks that had begun” keeps for this case."
    )


def test_where_nobody_knows_whether_it_holds_only_what_differs_cannot_be_told(load: Load) -> None:
    told_vaguely = event("check", "2020-06", "2020-08")
    policy = load(LAUNCH, KEEPING.replace("is before 2020-07-01", "is before 2020-06-15"))
    assert told(policy, "2020-07-14", "soon", told_vaguely) == [
        "applies | needs: the day in June 2020 on which the check began is not recorded"
    ]
    assert told(policy, "2020-07-14", "drill", told_vaguely) == told(policy, "2020-07-14", "drill")


def test_whether_it_applies_is_not_told_where_only_the_later_version_is_sure_of_it(load: Load) -> None:
    """Neither version can tell the date: that is all that they agree on."""
    repair = "  repair: {source: scheme, event: repair plan, when: urgent of latest check, due: by 2021-01-31}\n"
    always = "requirements:\n  repair: {when: no drill, due: 5 days after publication of latest check}\n"
    first = LAUNCH.replace("requirements:\n", "requirements:\n" + repair)
    later = KEEPING.replace("requirements:\n", always).replace(
        "check in hand is before 2020-07-01", "latest check is before 2020-06-15"
    )
    vaguely = event("check", "2020-06", "2020-07-10")
    decision = ilacs_rules.decide(load(first, later), Case("it", {}, (vaguely,)), day("2020-07-14"))
    told = decision.obligation("repair")
    assert (told.status, told.applies) == ("undetermined", ilacs_rules.UNKNOWN)


def test_a_month_of_which_every_day_gives_the_same_version_is_enough(load: Load) -> None:
    policy = load(LAUNCH, KEEPING)
    exactly, vaguely = event("check", "2020-06-29", None), event("check", "2020-06", None)
    assert told(policy, "2020-07-14", "soon", vaguely) == told(policy, "2020-07-14", "soon", exactly)


FLOOD = """
policy: fire
amends: 2019-01-01
published: 2020-05-20
in force: {from: 2020-07-01}
pauses:
  the flood: {source: scheme, from: 2020-06-15, events: [drill], effect: clock stops}
"""
DRILL_IN_THE_FLOOD = """
policy: fire
amends: 2020-07-01
published: 2020-07-20
in force: {from: 2020-08-01}
requirements:
  drill in the flood: {source: scheme, event: drill, due: by 2020-12-31}
"""


def test_what_was_made_in_the_middle_of_a_pause_is_meant_to_be_done(load: Load) -> None:
    decision = ilacs_rules.decide(load(LAUNCH, FLOOD, DRILL_IN_THE_FLOOD), Case("it"), day("2020-09-01"))
    assert {each.requirement: each.pause and each.pause.words for each in decision.obligations if each.applies} == {
        "drill": "the flood",
        "yearly": "the flood",
        "soon": "the flood",
        "drill in the flood": None,
    }


# ------------------------------------------------------------------------------------------------ always


def same(one: Decision, other: Decision) -> bool:
    def plain(value: Value) -> object:
        return (value.kind, value.start) if isinstance(value, Event) else value

    def stands(each: Obligation) -> tuple[object, ...]:
        return each.requirement, each.status, each.opens, each.target, each.closes, each.done, each.left, each.flags

    values = [{name: plain(value) for name, value in each.values.items()} for each in (one, other)]
    return values[0] == values[1] and [*map(stands, one.obligations)] == [*map(stands, other.obligations)]


def answered(policy: Policy, case: Case, on: date, known: date | None = None) -> Decision:
    try:
        return decided(policy, case, on, known, trace=False)
    except DecisionError:
        assume(False)
        raise


def as_known(case: Case, seen: date) -> Case:
    """The case without what happened or was published after a day; days known to a month must not straddle it."""

    def after(when: Day) -> bool:
        if isinstance(when, Partial):
            assume(when.last <= seen or when.first > seen)
            return when.first > seen
        return when > seen

    events = []
    for each in case.events:
        if after(each.start):
            continue
        end = None if each.end is None or after(each.end) else each.end
        published = each.publication
        events.append(replace(each, end=end, publication=date.max if published and after(published) else published))
    return replace(case, events=tuple(events))


@pytest.mark.thorough
@generated
@given(versions().map(by_hand), cases(), days())
def test_a_decision_never_depends_on_what_came_after_the_day(policy: Policy, case: Case, on: date) -> None:
    assume(on < date.max)
    assert same(answered(policy, case, on), answered(policy, as_known(case, on), on))


@pytest.mark.thorough
@generated
@given(versions().map(by_hand), cases(), days(), st.integers(0, 400))
def test_what_was_not_known_is_as_if_it_were_not_recorded(policy: Policy, case: Case, on: date, ago: int) -> None:
    assume(date.min + timedelta(ago) < on < date.max)
    known = on - timedelta(ago)
    assume(all(complete is None or complete <= known for complete in case.complete_from.values()))
    recorded = replace(as_known(case, known), complete_until=known)  # by then, as what was known by then is
    assert same(answered(policy, case, on, known), answered(policy, recorded, on))


@pytest.mark.thorough
@generated
@given(versions().map(by_hand), cases(), days(), st.integers(0, 400))
def test_knowing_later_never_hides_anything(policy: Policy, case: Case, on: date, later: int) -> None:
    assume(on < date.max - timedelta(later))
    assert same(answered(policy, case, on), answered(policy, case, on, on + timedelta(later)))


@pytest.mark.thorough
@generated
@given(versions().map(by_hand), versions().map(by_hand), cases(), days())
def test_a_new_version_changes_no_answer_about_the_days_before(
    alone: Policy, another: Policy, case: Case, on: date
) -> None:
    version, newer = (policy.versions[0].version for policy in (alone, another))
    newer = replace(newer, start=date(2019, 6, 1), published=date(2019, 5, 1))
    assume(version.start <= on < newer.start)
    followed = by_hand(version, newer)
    assert same(answered(alone, case, on), answered(followed, case, on))
    try:
        later = ilacs_rules.decide(followed, case, on + timedelta(1000), known=date(2019, 4, 30), trace=False)
    except DecisionError:
        assume(False)
    assert later.version == version


def _as_known_to(words: Vocabulary, case: Case) -> Case:
    """A case as somebody could have told it when there were no more words than these."""
    events = [
        replace(event, fields={name: v for name, v in event.fields.items() if name in words.events[event.kind].records})
        for event in case.events
        if event.kind in words.events
    ]
    facts = {name: value for name, value in case.facts.items() if name in words.facts}
    complete = {kind: day for kind, day in case.complete_from.items() if kind in words.events}
    return replace(case, facts=facts, events=tuple(events), complete_from=complete)


@pytest.mark.parametrize("versions", [1, 3, 6])
def test_consolidating_an_amendment_leaves_the_old_answers_as_they_were(versions: int, tmp_path: Path) -> None:
    files = sorted((ROOT / "rules" / "ilacs").glob("????-??-??.yaml"))
    if len(files) <= versions:
        pytest.skip("there is no later version yet")
    for file in files[:versions]:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    old, new = ilacs_rules.load(tmp_path), read_once(ROOT / "rules" / "ilacs")
    last = day(files[versions].stem) - timedelta(days=1)
    known = old.vocabulary
    read = ilacs_rules.read_cases(new, ROOT / "examples" / "authorities")
    cases = [_as_known_to(known, case) for case in read]
    assert any(case.events for case in cases)
    for program in old.versions:
        for on in (program.version.start, last):
            for case in cases:
                was, now = (ilacs_rules.decide(policy, case, on, trace=False) for policy in (old, new))
                assert same(was, now)
