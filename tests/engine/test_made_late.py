"""What was not late becomes late at once where an amendment shortens its term: that is said, as of a new rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, Policy

HEAD = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2017-11-01
in force: {from: 2018-01-01}
subject: building
"""
FIRST = (
    HEAD
    + """\
events: {check: {}}
requirements:
  check: {assumes: an example, event: check, due: within 3 years after end of latest check}
"""
)
SECOND = """\
policy: fire
amends: 2018-01-01
published: 2020-11-01
in force: {from: 2021-01-01}
requirements:
  check: {due: within TERM after end of latest check}
"""
THIRD = """\
policy: fire
amends: 2021-01-01
published: 2021-11-01
in force: {from: 2022-01-01}
requirements:
  check: {note: nothing else}
"""
CHECKED = date(2018, 6, 4)
HALL = Case("Hall", events=(Event("check", CHECKED, CHECKED),))


def policy(folder: Path, term: str) -> Policy:
    for name, text in (("2018", FIRST), ("2021", SECOND.replace("TERM", term)), ("2022", THIRD)):
        (folder / f"{name}-01-01.yaml").write_text(text, encoding="utf-8")
    return ilacs_rules.load(folder)


def told(policy: Policy, on: date) -> tuple[int | None, date | None, int | None]:
    """By how many days it is late, since when the rule that makes it late is in force, how many days are since."""
    found = ilacs_rules.decide(policy, HALL, on).obligation("check")
    return found.days_late, found.made_late_since, found.days_in_force


@pytest.mark.parametrize(
    ("term", "on", "late"),
    [
        ("2 years", date(2021, 1, 1), (211, date(2021, 1, 1), 1)),
        ("2 years", date(2021, 1, 31), (241, date(2021, 1, 1), 31)),
        ("2 years", date(2022, 2, 1), (607, date(2021, 1, 1), 397)),  # also a version later
        ("31 months", date(2021, 1, 31), (27, None, None)),  # due on 4 January 2021, when the new term was in force
        ("3 years", date(2021, 7, 1), (27, None, None)),
        ("4 years", date(2022, 7, 1), (27, None, None)),
    ],
)
def test_a_shorter_term_that_makes_late_says_since_when(
    tmp_path: Path, term: str, on: date, late: tuple[int | None, date | None, int | None]
) -> None:
    assert told(policy(tmp_path, term), on) == late


def test_what_was_late_before_stays_late(tmp_path: Path) -> None:
    policy(tmp_path, "2 years")
    (tmp_path / "2018-01-01.yaml").write_text(FIRST.replace("3 years", "30 months"), encoding="utf-8")
    late_under_both = ilacs_rules.load(tmp_path)
    assert told(late_under_both, date(2021, 1, 31)) == (241, None, None)


BIG = (
    HEAD
    + """\
facts: {big: {is: yes or no}, size: number}
events: {check: {}, opening: {}}
definitions: {term: if big then 1 year else 10 years}
requirements:
  check: {assumes: an example, event: check, due: within term after end of latest opening}
"""
)
ALL = """\
policy: fire
amends: 2018-01-01
published: 2020-11-01
in force: {from: 2021-01-01}
definitions: {term: 1 year}
"""
OPENED = Event("opening", date(2016, 6, 1), date(2016, 6, 1))


@pytest.mark.parametrize(
    ("facts", "since"), [({"big": True}, date(2018, 1, 1)), ({"big": False}, date(2021, 1, 1)), ({}, None)]
)
def test_where_an_earlier_term_is_not_known_nothing_is_said_of_since_when(
    tmp_path: Path, facts: dict[str, bool], since: date | None
) -> None:
    (tmp_path / "2018-01-01.yaml").write_text(BIG, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(ALL, encoding="utf-8")
    case = Case("Hall", facts=facts, events=(OPENED,))
    found = ilacs_rules.decide(ilacs_rules.load(tmp_path), case, date(2022, 1, 1)).obligation("check")
    assert (found.days_late, found.made_late_since) == ((date(2022, 1, 1) - date(2017, 6, 1)).days, since)


def test_an_earlier_version_that_cannot_judge_the_case_is_not_asked(tmp_path: Path) -> None:
    """A fact of another type there, or a day that does not exist: what is late is late all the same."""
    size = BIG.replace("if big then", "if size > 5 then")
    (tmp_path / "2018-01-01.yaml").write_text(size, encoding="utf-8")
    changed = ALL.replace("definitions:", "choices: {sizes: [small, large]}\nfacts: {size: sizes}\ndefinitions:")
    (tmp_path / "2021-01-01.yaml").write_text(changed, encoding="utf-8")
    policy = ilacs_rules.load(tmp_path)
    for facts in ({"size": "large"}, {}):
        found = ilacs_rules.decide(policy, Case("Hall", facts=facts, events=(OPENED,)), date(2022, 1, 1))
        assert found.obligation("check").days_late == (date(2022, 1, 1) - date(2017, 6, 1)).days
        assert found.obligation("check").made_late_since is None
    months = BIG.replace("term: if big then 1 year else 10 years", "term: 13 months").replace(
        "subject: building", "subject: building\nmonth end: error"
    )
    (tmp_path / "2018-01-01.yaml").write_text(months, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(ALL.replace("1 year", "400 days"), encoding="utf-8")
    last = Event("opening", date(2016, 1, 31), date(2016, 1, 31))
    found = ilacs_rules.decide(ilacs_rules.load(tmp_path), Case("Hall", events=(last,)), date(2022, 1, 1))
    assert found.obligation("check").days_late == (date(2022, 1, 1) - date(2016, 1, 31)).days - 400


SIZES = "choices: {sizes: [tiny, small, large]}\nfacts: {size: sizes}\n"
AGAIN = "policy: fire\namends: 2021-01-01\npublished: 2021-11-01\nin force: {from: 2022-01-01}\n"


def test_each_earlier_version_is_looked_at_by_itself_for_what_it_can_judge(tmp_path: Path) -> None:
    """That the one before has the same sizes does not say that the first has them."""
    first = BIG.replace("facts: {big: {is: yes or no}, size: number}\n", SIZES).replace("if big", "if size is large")
    changed = ALL.replace("definitions:", SIZES.replace("tiny, ", "") + "definitions:").replace("1 year", "2 years")
    texts = {"2018": first, "2021": changed, "2022": AGAIN + "definitions: {term: 1 year}\n"}
    for year, text in texts.items():
        (tmp_path / f"{year}-01-01.yaml").write_text(text, encoding="utf-8")
    case = Case("Hall", facts={"size": "large"}, events=(OPENED,))
    found = ilacs_rules.decide(ilacs_rules.load(tmp_path), case, date(2022, 3, 1)).obligation("check")
    assert (found.days_late, found.made_late_since) == ((date(2022, 3, 1) - date(2017, 6, 1)).days, None)


EXCEPTED = (
    HEAD
    + """\
facts: {small: {is: yes or no}}
events: {check: {}, look: {}, opening: {}}
requirements:
  check: {assumes: an example, event: check, due: within 1 year after end of latest opening}
  look:
    {assumes: an example, event: look, when: small, exception to: check, due: within 1 year after end of latest check}
"""
)
ONLY_LARGE = """\
policy: fire
amends: 2018-01-01
published: 2020-11-01
in force: {from: 2021-01-01}
requirements:
  look: {when: not small}
"""


def test_an_exception_that_is_taken_away_makes_late_what_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "2018-01-01.yaml").write_text(EXCEPTED, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(ONLY_LARGE, encoding="utf-8")
    case = Case("Hall", facts={"small": True}, events=(OPENED,))
    found = ilacs_rules.decide(ilacs_rules.load(tmp_path), case, date(2021, 1, 31)).obligation("check")
    assert (found.made_late_since, found.days_in_force) == (date(2021, 1, 1), 31)


PLANS = (
    HEAD
    + """\
events: {opening: {}, plan: {}}
requirements:
  plan: {assumes: an example, event: plan, due: within 80 days after end of latest opening}
"""
)
SOONER = """\
policy: fire
amends: 2018-01-01
published: 2020-11-01
in force: {from: 2021-01-01}
requirements:
  plan: {due: within 60 days after end of latest opening}
"""


@pytest.mark.parametrize(
    ("opened", "since"),
    [
        (date(2020, 10, 1), None),  # due on 20 December 2020, and late then
        (date(2020, 10, 20), date(2021, 1, 1)),  # due on 8 January 2021, and on 19 December by the new term
    ],
)
def test_what_was_late_before_was_so_also_once_it_is_done(tmp_path: Path, opened: date, since: date | None) -> None:
    (tmp_path / "2018-01-01.yaml").write_text(PLANS, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(SOONER, encoding="utf-8")
    policy = ilacs_rules.load(tmp_path)
    done = date(2021, 1, 20)
    case = Case("Hall", events=(Event("opening", opened, opened), Event("plan", done, done)))
    for on in (date(2021, 1, 10), date(2021, 2, 1)):
        found = ilacs_rules.decide(policy, case, on).obligation("plan")
        assert found.days_late == (min(on, done) - opened).days - 60
        assert found.made_late_since == since
