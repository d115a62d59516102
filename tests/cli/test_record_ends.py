"""What a person sees where the record of a case ends before the day asked about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

HEAD = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: house
"""
POLICY = (
    HEAD
    + """\
events:
  check: {}
  visit: {}
requirements:
  check: {assumes: an example, event: check, due: by 2025-01-31}
  visit: {assumes: an example, event: visit, due: at least 1 in each calendar year}
"""
)


@pytest.mark.parametrize(
    ("until", "check", "visit"),
    [
        ("2025-07-01", "overdue by 151 days", "open, 0 of 1 done"),
        (
            "2025-06-01",
            "overdue by 151 days unless done since 2025-06-01",
            "open unless done since 2025-06-01, 0 of 1 done",
        ),
    ],
)
def test_what_is_open_may_have_been_done_since_as_what_is_late_may(
    tmp_path: Path, until: str, check: str, visit: str
) -> None:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "house.yaml").write_text(f"{{name: House, complete until: {until}}}", encoding="utf-8")
    told = run("decide", "checks.yaml", "house.yaml", "--on", "2025-07-01", columns=120, folder=tmp_path).stdout
    assert f"  {check}\n" in told
    assert f"  missed 2024; {visit}\n" in told


@pytest.mark.parametrize(
    ("until", "told"), [("2025-07-01", "lapsed"), ("2025-06-01", "lapsed unless done since 2025-06-01")]
)
def test_what_lapsed_may_have_been_done_too(tmp_path: Path, until: str, told: str) -> None:
    policy = POLICY.replace("event: check, due", "strength: may, event: check, due")
    (tmp_path / "checks.yaml").write_text(policy, encoding="utf-8")
    (tmp_path / "house.yaml").write_text(f"{{name: House, complete until: {until}}}", encoding="utf-8")
    asked = ("checks.yaml", "house.yaml", "--on", "2025-07-01")
    assert f"  {told}\n" in run("decide", *asked, columns=120, folder=tmp_path).stdout
    in_words = told.replace("lapsed", "lapsed after 31 January 2025").replace(
        "done since 2025-06-01", "it was done since 1 June 2025"
    )
    assert f"Check: {in_words}: " in run("why", *asked, columns=200, folder=tmp_path).stdout


JUDGED = (
    HEAD
    + """\
facts: {height: number}
events:
  check: {records: {safe: yes or no}}
definitions:
  found unsafe: {assumes: an example, value: not safe of latest check}
requirements:
  repair: {assumes: an example, when: found unsafe, event: check, due: within 1 year after end of latest check}
"""
)
RESTS = """\
- The values and what does not apply rest on a record that ends before 1 July 2025; what
  happened since may change them.
"""


@pytest.mark.parametrize(
    ("until", "judged", "is_told"),
    [
        ("2025-06-01", JUDGED, True),
        ("2025-07-01", JUDGED, False),
        (
            "2025-06-01",
            JUDGED.replace("value: not safe of latest check", "value: height > 30"),
            False,
        ),
    ],
)
def test_what_does_not_apply_may_since_the_record_ended(tmp_path: Path, until: str, judged: str, is_told: bool) -> None:
    """It says so where it hangs on what happened; what hangs on facts alone is as sure as these are."""
    (tmp_path / "checks.yaml").write_text(judged, encoding="utf-8")
    check = "{event: check, on: 2024-05-02, safe: yes}"
    house = f"{{name: House, facts: {{height: 12}}, complete until: {until}, events: [{check}]}}"
    (tmp_path / "house.yaml").write_text(house, encoding="utf-8")
    shown = run("decide", "checks.yaml", "house.yaml", "--on", "2025-07-01", columns=160, folder=tmp_path).stdout
    assert "does not apply" in shown
    assert (RESTS in shown, "rest" in shown) == (is_told, is_told)
    assert ("does not apply, as recorded to 2025-06-01\n" in shown) is is_told
    assert ("as recorded to\n" in shown) is is_told
    asked = ("checks.yaml", "house.yaml", "--on", "2025-07-01")
    why = run("why", *asked, columns=160, folder=tmp_path).stdout
    assert ("Repair: does not apply, as recorded to 1 June 2025." in why) is is_told
    (decision,) = json.loads(run("decide", *asked, "--format", "json", folder=tmp_path).stdout)["decisions"]
    for answer in (*decision["values"], *decision["obligations"]):
        assert answer.get("as_recorded_to") == ("2025-06-01" if is_told else None)


UNSAFE_NO_MORE = JUDGED.replace("when: found unsafe", "when: not found unsafe")


@pytest.mark.parametrize(("until", "is_told"), [("2025-06-01", True), ("2025-07-01", False)])
def test_so_does_a_comparison(tmp_path: Path, until: str, is_told: bool) -> None:
    (tmp_path / "before.yaml").write_text(JUDGED, encoding="utf-8")
    (tmp_path / "checks.yaml").write_text(UNSAFE_NO_MORE, encoding="utf-8")
    check = "{event: check, on: 2024-05-02, safe: yes}"
    house = f"{{name: House, facts: {{height: 12}}, complete until: {until}, events: [{check}]}}"
    (tmp_path / "house.yaml").write_text(house, encoding="utf-8")
    asked = ("compare", "before.yaml", "checks.yaml", "house.yaml", "--on", "2025-07-01")
    shown = run(*asked, columns=160, folder=tmp_path).stdout
    assert ("\nRecord to 1 June 2025\n" in shown) is is_told
    assert ("does not apply, as recorded to 2025-06-01" in shown) is is_told
    answer = json.loads(run(*asked, "--format", "json", folder=tmp_path).stdout)
    assert [each["until"] for each in answer["before"]["record"]] == (["2025-06-01"] if is_told else [])
    (change,) = answer["changes"]
    assert change["before"].get("as_recorded_to") == ("2025-06-01" if is_told else None)
    stretch = ("compare", "before.yaml", "checks.yaml", "house.yaml", "--from", "2025-07-01", "--to", "2026-07-01")
    over_time = run(*stretch, columns=160, folder=tmp_path).stdout
    assert ("\nRecord to 1 June 2025\n" in over_time) is is_told
    assert "as_recorded_to" not in change["after"]  # of what is owed it is told under “unless done since”


@pytest.mark.parametrize(("until", "is_told"), [("2025-06-01", True), ("2025-07-01", False)])
def test_so_does_an_audit_of_its_last_day(tmp_path: Path, until: str, is_told: bool) -> None:
    (tmp_path / "checks.yaml").write_text(JUDGED, encoding="utf-8")
    check = "{event: check, on: 2024-05-02, safe: yes}"
    house = f"{{name: House, facts: {{height: 12}}, complete until: {until}, events: [{check}]}}"
    (tmp_path / "house.yaml").write_text(house, encoding="utf-8")
    asked = ("audit", "checks.yaml", "house.yaml", "--from", "2024-01-01", "--on", "2025-07-01")
    shown = " ".join(run(*asked, columns=160, folder=tmp_path).stdout.split())
    rest = "1 duty of the last day does not apply as far as recorded, and may by what happened since"
    assert (rest in shown) is is_told
    assert json.loads(run(*asked, "--format", "json", folder=tmp_path).stdout)["ruled_out_as_recorded"] == is_told


INSTEAD = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: shop
facts: {height: number}
scales: {grade: [good, poor]}
events: {visit: {records: {grade: grade}}, check: {}, call: {}}
requirements:
  early visit:
    assumes: an example
    when: grade of latest visit is poor
    event: visit
    due: within 3 months after end of latest visit
    exception to: check
  tall visit:
    assumes: an example
    when: height > 10
    event: visit
    due: by 2025-12-31
    exception to: tall check
  check: {assumes: an example, event: check, due: by 2025-12-31}
  tall check: {assumes: an example, event: check, due: by 2025-12-31}
  advice: {assumes: an example, strength: may, event: call, due: at most 1 between checks}
  talk: {assumes: an example, strength: may, event: call, due: at most 1 between visits}
  words: {assumes: an example, strength: may, event: call, due: "every month after end of latest visit, up to 1 times"}
  hints: {assumes: an example, strength: may, event: call, due: at most 1 in each calendar year}
"""


@pytest.mark.parametrize("ended", [False, True])
def test_so_may_what_something_else_replaces_or_waits_for_and_what_is_used_up_begins_anew(
    tmp_path: Path, ended: bool
) -> None:
    """A later visit may have been a good one, or begun the number anew; what hangs on facts and years is sure."""
    (tmp_path / "checks.yaml").write_text(INSTEAD, encoding="utf-8")
    visit, call = "{event: visit, on: 2025-04-10, grade: poor}", "{event: call, on: 2025-05-02}"
    until = "{visit: 2025-06-01, check: 2025-06-01}" if ended else "2025-07-01"
    shop = f"{{name: Shop, facts: {{height: 12}}, complete until: {until}, events: [{visit}, {call}]}}"
    (tmp_path / "shop.yaml").write_text(shop, encoding="utf-8")
    asked = ("checks.yaml", "shop.yaml", "--on", "2025-07-01")
    why = " ".join(run("why", *asked, folder=tmp_path).stdout.split())
    to = ", as recorded to 1 June 2025" if ended else ""
    assert f" Check: does not apply{to}. " in why
    assert " Tall check: does not apply. " in why
    assert f" Advice: does not apply{to}. " in why
    assert "because there has been no check yet" in why
    once = "done as often as it may be (once); by these rules no more may be done"
    assert f" Talk: used up{to}: {once}" in why
    assert f" Words: used up{to}: {once}. " in why
    assert f" Hints: used up: {once} before 1 January 2026. " in why
    shown = run("decide", *asked, columns=160, folder=tmp_path).stdout
    assert shown.count("used up, as recorded to 2025-06-01\n") == (2 if ended else 0)
