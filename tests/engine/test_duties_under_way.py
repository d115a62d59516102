"""When a `for each` ends, what is under way ends with it, and `check` says so; what it says to write keeps it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Code, Diagnostic, Event

OF_AN_AMENDMENT = (Code.CHANGE_UNTRIED, Code.CHANGE_UNSOURCED, Code.ASSUMPTION_KEPT)

FIRST = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: building
events:
  check: {records: {safe: yes or no}}
  plan: {}
requirements:
  plan:
    assumes: an example
    for each: check since 2019-12-01 where (safe is no)
    event: plan
    due: within 8 weeks after end of this check
"""
AMENDMENT = """\
policy: fire
amends: 2020-01-01
published: 2020-11-01
in force: {from: 2021-01-01}
"""
EARLIER = Event("check", date(2019, 12, 20), date(2019, 12, 20), fields={"safe": False})
SHORTLY_BEFORE = Event("check", date(2020, 12, 31), date(2020, 12, 31), fields={"safe": False})
AFTERWARDS = Event("check", date(2021, 1, 4), date(2021, 1, 4), fields={"safe": False})
HALL = Case("hall", events=(EARLIER, SHORTLY_BEFORE, AFTERWARDS))

ENDED = {
    "the requirement": "requirements:\n  plan: repealed\n",
    "the requirement and what it looks at": "events: {check: repealed}\nrequirements:\n  plan: repealed\n",
    "the requirement and the field it asks for": (
        "events: {check: {records: {safe: repealed}}}\nrequirements:\n  plan: repealed\n"
    ),
    "the requirement and what is done": "events: {plan: repealed}\nrequirements:\n  plan: repealed\n",
}


def closes(folder: Path, on: date) -> list[date | object]:
    decision = ilacs_rules.decide(ilacs_rules.load(folder), HALL, on)
    return [each.closes for each in decision.obligations if each.requirement == "plan" and each.applies]


def two_versions(folder: Path, second: str) -> list[tuple[Code, str]]:
    (folder / "2020-01-01.yaml").write_text(FIRST, encoding="utf-8")
    (folder / "2021-01-01.yaml").write_text(second, encoding="utf-8")
    return [(each.code, each.hint or "") for each in said_of(folder)]


def said_of(folder: Path) -> list[Diagnostic]:
    """What is found, apart from that a change has no example or source of its own, and keeps what was assumed."""
    return [each for each in ilacs_rules.check(folder) if each.code not in OF_AN_AMENDMENT]


@pytest.mark.parametrize("ended", ENDED.values(), ids=list(ENDED))
def test_what_is_under_way_is_dropped_with_a_warning_and_kept_by_what_it_says(ended: str, tmp_path: Path) -> None:
    ((code, hint),) = two_versions(tmp_path, AMENDMENT + ended)
    assert code is Code.DUTIES_DROPPED
    assert closes(tmp_path, date(2021, 2, 1)) == []

    kept = re.search(r"“(for each: .*?)”", hint)
    assert kept is not None
    instead = ended.replace("requirements:\n  plan: repealed", f"requirements:\n  plan: {{{kept[1]}}}")
    assert two_versions(tmp_path, AMENDMENT + instead) == []
    assert closes(tmp_path, date(2021, 2, 1)) == [date(2020, 2, 14), date(2021, 2, 25)]


@pytest.mark.parametrize(
    "ended",
    [
        "events: {plan: repealed}\n",
        "events: {check: repealed}\n",
        "events: {check: {records: {safe: repealed}}}\n",
        "events: {visit: {}}\nrequirements: {plan: {for each: visit, due: within 2 weeks after end of this visit}}\n",
    ],
)
def test_what_is_no_longer_recorded_is_still_looked_at(ended: str, tmp_path: Path) -> None:
    assert two_versions(tmp_path, AMENDMENT + ended) == []
    assert closes(tmp_path, date(2021, 2, 1))[:2] == [date(2020, 2, 14), date(2021, 2, 25)]


def test_a_whole_new_version_without_it_drops_it_too(tmp_path: Path) -> None:
    new = FIRST.replace("2019-11-01", "2020-11-01").replace("from: 2020-01-01", "from: 2021-01-01")
    ((code, hint),) = two_versions(
        tmp_path, new.replace("  plan:\n", "  plan of action:\n").replace("8 weeks", "9 weeks")
    )
    assert (code, "for each: check until 2020-12-31" in hint) == (Code.DUTIES_DROPPED, True)


def test_under_another_name_it_begins_anew_and_a_label_does_not(tmp_path: Path) -> None:
    new = FIRST.replace("2019-11-01", "2020-11-01").replace("from: 2020-01-01", "from: 2021-01-01")
    ((code, hint),) = two_versions(tmp_path, new.replace("  plan:\n", "  plan of action:\n"))
    assert (code, "write “label: plan of action”" in hint) == (Code.DUTIES_DROPPED, True)
    assert two_versions(tmp_path, AMENDMENT + "requirements: {plan: {label: plan of action}}\n") == []
    assert len(closes(tmp_path, date(2021, 2, 1))) == 3


def test_no_longer_for_each(tmp_path: Path) -> None:
    ((code, _),) = two_versions(
        tmp_path, AMENDMENT + "requirements: {plan: {for each: repealed, due: by 2021-06-30}}\n"
    )
    assert code is Code.DUTIES_DROPPED


def test_what_has_run_out_is_repealed_without_a_warning(tmp_path: Path) -> None:
    two_versions(tmp_path, AMENDMENT + "requirements: {plan: {for each: check until 2020-12-31}}\n")
    third = AMENDMENT.replace("2020-01-01", "2021-01-01").replace("from: 2021", "from: 2022")
    (tmp_path / "2022-01-01.yaml").write_text(third + "requirements: {plan: repealed}\n", encoding="utf-8")
    assert said_of(tmp_path) == []


def test_a_transition_that_keeps_the_version_before_is_another_way(tmp_path: Path) -> None:
    keeps = "transition: {begun: {source: notice, keep: 2020-01-01, when: any check since 2020-06-01}}\n"
    amended = "sources: {notice: {title: A notice}}\nrequirements: {plan: repealed}\n"
    assert two_versions(tmp_path, AMENDMENT + keeps + amended) == []
    assert date(2021, 2, 25) in closes(tmp_path, date(2021, 2, 1))
