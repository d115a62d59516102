"""Two made-up versions: whatever is told shows in its case, and no case differs in what is told to be as before."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from ilacs_rules import NOTHING, Case, DecisionError, Status
from tests.conftest import tried
from tests.policies import (
    FIRE,
    Program,
    Version,
    as_written,
    by_hand,
    decided_by,
    differences_of,
    meant,
    read_and_checked,
)
from tests.strategies.any_cases import any_case
from tests.strategies.mutated import mutated
from tests.strategies.policy_texts import policy_texts

ALWAYS_THERE = {"created": date(1900, 1, 1), "ended": NOTHING}


def statuses(program: Program, case: Case, on: date) -> dict[str, object]:
    """Whether each requirement is asked: True or False, where that is certain."""
    found: dict[str, set[Status]] = {}
    for obligation in decided_by(program, case, on, trace=False).obligations:
        found.setdefault(obligation.requirement, set()).add(obligation.status)
    certain = {name: each for name, each in found.items() if Status.UNDETERMINED not in each}
    return {name: each != {Status.DOES_NOT_APPLY} for name, each in certain.items()}


@pytest.mark.thorough
@settings(suppress_health_check=list(HealthCheck), max_examples=tried(10), phases=[Phase.generate])
@given(policy_texts(), st.randoms(use_true_random=False))
def test_what_is_told_to_come_out_alike_does(text: str, random: Random) -> None:
    note(text)
    read = as_written(text)
    versions = [meant(read), meant(mutated(read, random))]
    programs = [by_hand(version).versions[0] for version in versions if version is not None]
    assume(len(programs) == 2)
    told = differences_of(*programs)
    open_ = {each.name for each in (*told.found, *told.unproved)}
    note(f"{len(told.found)} {told.same} {[each.name for each in told.unproved]}")
    for each in told.found:
        assert each.before is not None or each.after is not None or each.parts, each.name
    for _ in range(15):
        vocabulary = programs[0].version.vocabulary
        case = any_case(random, vocabulary, date(2010, 1, 1), date(2020, 6, 14))
        case = Case(case.name, {**case.facts, **ALWAYS_THERE}, case.events)
        on = date(2020, 6, 14)
        try:
            one, other = (statuses(program, case, on) for program in programs)
        except DecisionError:
            continue
        differ = {name for name in one.keys() & other.keys() if one[name] != other[name]}
        assert differ <= open_, case


POLICY = (
    FIRE
    + """\
facts:
  height: number
  listed: yes or no
events:
  check:
    records: {result: result}
  visit: {}
definitions:
  last: result of latest check
  tall: height > 18
  time on site: if tall then 2 days else 1 day
requirements:
  re-check:
    assumes: an example
    event: check
    when: last is advised or worse and tall
    due: every 6 months after end of latest check
    lasts: time on site
  visit:
    assumes: an example
    event: visit
    strength: should
    when: tall or number of checks > 2
    due: every year
    exception to: [re-check]
"""
)


@pytest.mark.parametrize(
    ("old", "new", "otherwise"),
    [
        ("height > 18", "height >= 18", {"visit"}),  # whatever is tall is visited, and never checked again
        ("height > 18", "height > 11", {"visit"}),
        ("advised or worse and tall", "advised or worse", {"re check"}),
        ("tall or number", "tall and number", {"re check", "visit"}),
        ("checks > 2", "checks > 1", {"visit"}),
        ("6 months", "26 weeks", set()),
        ("every year", "every 54 weeks", {"visit"}),
        ("strength: should", "strength: must", {"visit"}),
        ("    exception to: [re-check]\n", "", {"re check"}),
        ("tall", "high", set()),
        ("height > 18", "18 < height", set()),
        ("tall or number of checks > 2", "not (not tall and not number of checks > 2)", set()),
    ],
)
def test_what_a_small_change_changes(old: str, new: str, otherwise: set[str]) -> None:
    told = differences_of(*(by_hand(sound(text)).versions[0] for text in (POLICY, POLICY.replace(old, new))))
    assert {each.name for each in told.found} == otherwise
    assert told.unproved == ()


def test_what_only_differs_while_less_is_told_is_not_proved_to_be_the_same() -> None:
    """Nothing is checked again in either, but of a building whose height is not known that was not certain."""
    versions = (sound(text) for text in (POLICY, POLICY.replace("last is advised", "last is unsafe")))
    told = differences_of(*(by_hand(version).versions[0] for version in versions))
    assert (told.found, [each.name for each in told.unproved]) == ((), ["re check"])


def sound(text: str) -> Version:
    version, _ = read_and_checked(text)
    assert version is not None
    return version


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("height > 18", "height > 5 + 12"),
        ("listed: yes or no", "listed: {is: yes or no, default: no}"),
        ("facts:\n", "facts:\n  created: date\n"),
        ("  visit: {}", "  visit: {is: check}"),
        ("advised, unsafe]", "advised, bad, unsafe]"),
        ("in force: {from: 2020-01-01}", "in force: {from: 2020-02-01}"),
        ("tall or number", "end of latest check is before 2019-01-01 or number"),
    ],
)
def test_nothing_is_called_as_before_that_need_not_be(old: str, new: str) -> None:
    told = differences_of(*(by_hand(sound(text)).versions[0] for text in (POLICY, POLICY.replace(old, new))))
    assert "visit" in {each.name for each in (*told.found, *told.unproved)}


NAMED = """\
definitions:
  last check: latest check
  early: end of last check is before 2019-01-01
"""


@pytest.mark.parametrize("condition", ["end of last check is before 2019-01-01", "early"])
def test_a_day_of_an_event_that_has_a_name_is_cut_where_it_is_held_against_another(condition: str) -> None:
    text = POLICY.replace("definitions:\n", NAMED).replace("tall or number of checks > 2", condition)
    later = text.replace("2019-01-01", "2019-01-02")
    told = differences_of(*(by_hand(sound(each)).versions[0] for each in (text, later)))
    (visit,) = (each for each in told.found if each.name == "visit")
    assert [event.end for event in visit.witness.events] == [date(2019, 1, 1)]


BETWEEN = (
    FIRE
    + """\
events:
  check: {records: {result: result}}
  short check: {is: check}
  long check: {is: check}
  visit: {}
definitions:
  last: result of latest check
requirements:
  short check: {assumes: ours, when: last is safe, event: short check, due: every 3 years after end of latest check}
  long check: {assumes: ours, when: last is advised, event: long check, due: every 3 years after end of latest check}
  visit: {assumes: ours, when: last is advised or better, event: visit, due: at least 1 between checks}
"""
)


@pytest.mark.parametrize("kind", ["short", "long"])
def test_what_hangs_on_another_comes_out_otherwise_in_a_case_that_shows_that_one(kind: str) -> None:
    """By itself a visit asks the same in all cases, of which some have the shorter term and others do not."""
    event = f"event: {kind} check, due: every"
    changed = BETWEEN.replace(f"{event} 3 years", f"{event} 2 years")
    told = differences_of(*(by_hand(sound(text)).versions[0] for text in (BETWEEN, changed)))
    assert {each.name for each in told.found} == {f"{kind} check", "visit"}
    (visit,) = (each for each in told.found if each.name == "visit")
    closes = [each.closes for each in (visit.before, visit.after) if each is not None]
    assert closes[0] > closes[1]  # type: ignore[operator]  # both are days


CLOSED = (
    FIRE
    + """\
facts: {built: date}
events: {visit: {}, closing visit: {}}
requirements:
  visits: {assumes: ours, event: visit, due: "every quarter after built, at least 3 times"}
  closing visit: {assumes: ours, event: closing visit, due: following visits}
"""
)
THREE_VISITS = """\
examples:
  - name: After the third visit it is closed
    on: 2021-06-01
    facts: {built: 2020-01-06}
    events: [{event: visit, on: 2020-04-06}, {event: visit, on: 2020-07-06}, {event: visit, on: 2020-10-06}]
    expect: {closing visit: {opens: 2020-10-07}}
"""


@pytest.mark.parametrize(
    ("examples", "found"),
    [
        ("", {"visits"}),
        (THREE_VISITS, {"visits", "closing visit"}),
        (THREE_VISITS.replace("2020-10-06}", "2020-10}").replace("2020-10-07", "none"), {"visits"}),
        (THREE_VISITS.replace("    expect", "    complete until: 2021-05-01\n    expect"), {"visits"}),
    ],
    ids=["made-up cases have no visit", "the example has three", "on a day not known exactly", "with more told of it"],
)
def test_the_cases_of_examples_are_asked_too(examples: str, found: set[str]) -> None:
    """The search tells of no more visits than an answer hangs on. Those who wrote the rules knew which cases matter."""
    texts = (CLOSED + examples, CLOSED.replace("at least 3", "at least 2") + examples)
    told = differences_of(*(by_hand(sound(text)).versions[0] for text in texts))
    assert {each.name for each in told.found} == found
    assert {each.name for each in (*told.found, *told.unproved)} == {"visits", "closing visit"}
    for each in told.found:
        if each.name == "closing visit":
            days = [owed.opens for owed in (each.before, each.after) if owed is not None]
            assert days == [date(2020, 10, 7), date(2020, 7, 7)]
