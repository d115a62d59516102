"""Which events a `for each` is about: those since it came into force, or since the day it names itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, Policy

FIRST = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {{from: 2020-01-01}}
subject: building
facts: {{opened: {{is: date}}}}
events: {{check: {{}}, plan: {{}}}}
requirements:
  plan:
    assumes: an example
    for each: {history}
    event: plan
    due: within {weeks} weeks after end of this check
"""
SECOND = """\
policy: fire
amends: 2020-01-01
published: 2020-11-01
in force: {from: 2021-01-01}
requirements:
  plan:
    due: within 4 weeks after end of this check
"""
CHECKS = tuple(
    Event("check", day, day) for day in (date(2019, 3, 1), date(2019, 12, 2), date(2020, 5, 4), date(2021, 2, 1))
)


def written(folder: Path, history: str) -> Policy:
    """The policy of two versions, in a folder."""
    (folder / "2020-01-01.yaml").write_text(FIRST.format(history=history, weeks=2), encoding="utf-8")
    (folder / "2021-01-01.yaml").write_text(SECOND, encoding="utf-8")
    return ilacs_rules.load(folder)


@pytest.mark.parametrize(
    ("history", "closes"),
    [
        ("check", [date(2020, 5, 18), date(2021, 3, 1)]),
        ("check since 2019-07-01", [date(2019, 12, 16), date(2020, 5, 18), date(2021, 3, 1)]),
        ("check until 2020-12-31", [date(2020, 5, 18)]),
    ],
)
def test_since_when(tmp_path: Path, history: str, closes: list[date]) -> None:
    """Each is judged by the text of its day; one before there was any, by the first."""
    decision = ilacs_rules.decide(written(tmp_path, history), Case("hall", events=CHECKS), date(2021, 6, 1))
    assert [each.closes for each in decision.obligations] == closes


@pytest.mark.parametrize("history", ["check since 2019-07-01", "check after 2019-06-30", "check since opened"])
@pytest.mark.parametrize(
    ("complete_from", "status"),
    [
        (date(2019, 6, 1), "does not apply"),
        (date(2019, 7, 1), "does not apply"),
        (date(2019, 9, 1), "undetermined"),
        (None, "undetermined"),
    ],
)
def test_a_record_that_begins_before_all_it_is_about_lacks_nothing(
    tmp_path: Path, history: str, complete_from: date | None, status: str
) -> None:
    policy = written(tmp_path, history)
    case = Case("hall", {"opened": date(2019, 7, 1)}, complete_from={"check": complete_from})
    assert [str(each.status) for each in ilacs_rules.decide(policy, case, date(2022, 1, 3)).obligations] == [status]


def test_a_version_that_is_about_none_of_its_days_lacks_nothing(tmp_path: Path) -> None:
    """The first version is about checks since a day on which it was no longer in force."""
    (tmp_path / "2020-01-01.yaml").write_text(FIRST.format(history="check since 2021-06-01", weeks=2), encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(SECOND + "    for each: check since 2021-09-01\n", encoding="utf-8")
    case = Case("hall", complete_from={"check": date(2021, 8, 1)})
    (obligation,) = ilacs_rules.decide(ilacs_rules.load(tmp_path), case, date(2022, 1, 3)).obligations
    assert str(obligation.status) == "does not apply"
