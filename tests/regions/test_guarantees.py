"""What guarantees are tried on: histories of as many events as they look at, of a subject that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

import ilacs_rules

POLICY = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {{from: 2020-01-01}}
subject: building
scales:
  result: [safe, advised, unsafe]
facts:
  height: number
  created: date
  ended: date
events:
  check:
    records: {{result: result, inspector: text, by hand: yes or no}}
  full check: {{is: check}}
  visit: {{}}
definitions:
  interval: "if height > 18 then 1 year else 3 years"
  last: result of latest check
requirements:
  one: {{assumes: an example, event: visit, due: after 2020-01-01, when: {one}}}
  other: {{assumes: an example, event: visit, due: after 2020-01-01, when: {other}}}
guarantees:
  promised:
    {guarantee}
"""


def findings(path: Path, guarantee: str, one: str = "no check", other: str = "any check") -> list[tuple[str, str]]:
    """The codes of what is said of the guarantee, and whom it fails."""
    file = path / "2020-01-01.yaml"
    file.write_text(POLICY.format(one=one, other=other, guarantee=guarantee), encoding="utf-8")
    told = [each for each in ilacs_rules.check(file) if each.code != "W603"]
    return [(each.code.value, each.message + "; " + (each.hint or "")) for each in told]


@pytest.mark.parametrize(
    ("one", "other", "whom"),
    [
        (
            "any check where (result is safe)",
            "any check where (result is unsafe)",
            "with one check (result: safe), then one check (result: unsafe)",
        ),
        (
            "last is safe and result of first check is unsafe",
            "last is safe",
            "with one check (result: unsafe), then one check (result: safe)",
        ),
        (
            "result of latest full check is safe",
            "last is unsafe",
            "with one full check (result: safe), then one check (result: unsafe)",
        ),
    ],
)
def test_what_only_two_events_bring_together_is_found(tmp_path: Path, one: str, other: str, whom: str) -> None:
    ((code, said),) = findings(tmp_path, "at most one of: [one, other]", one, other)
    assert code == "E802"
    assert whom in said


@pytest.mark.parametrize(
    "guarantee",
    [
        "at most one of: [one, other]",
        "always: not (last is safe and last is unsafe)",
        "given: last is safe\n    always: last is advised or better",
        "given: height is recorded\n    always: interval is recorded",
        "always: interval is at most 3 years",
    ],
)
def test_what_always_holds_is_not_talked_of(tmp_path: Path, guarantee: str) -> None:
    assert [code for code, _ in findings(tmp_path, guarantee)] in ([], ["N803"])


def test_what_hangs_on_few_values_is_proved(tmp_path: Path) -> None:
    assert findings(tmp_path, "always: not (last is safe and last is unsafe)") == []
    assert findings(tmp_path, "given: last is safe\n    always: last is advised or better") == []


@pytest.mark.parametrize(
    ("guarantee", "code", "words"),
    [
        ("always: interval is at most 2 years", "E802", "without any event, height: 17"),
        ("given: any check\n    always: inspector of latest check is recorded", "N805", "no inspector"),
        ('always: inspector of latest check is not "B"', "N805", "inspector: B"),
        (
            "always: not all of inspector of latest 3 checks are inspector of latest check",
            "N805",
            "with 3 checks (inspector: A) one after the other",
        ),
        ("always: number of checks < 2", "N805", "with 2 checks one after the other"),
        ("always: end of latest check is before 2999-01-01 or no check", "N805", "check that ended on 2 December 2999"),
        ("always: end of latest check is before today or no check", "N803", "days that are reckoned from others"),
        ("always: check in hand is missing", "N803", "it also hangs on events in hand"),
    ],
)
def test_what_is_promised_of_data(tmp_path: Path, guarantee: str, code: str, words: str) -> None:
    ((found, said),) = findings(tmp_path, guarantee)
    assert (found, words in said) == (code, True), said


def test_the_number_that_two_conditions_leave_out_is_found(tmp_path: Path) -> None:
    ((code, said),) = findings(tmp_path, "exactly one of: [one, other]", "height > 10", "height < 10")
    assert code == "E802"
    assert "without any event, height: 10" in said


@pytest.mark.parametrize("other", ["height <= 10", "not (height > 10) and height is recorded"])
def test_numbers_held_against_written_ones_are_proved(tmp_path: Path, other: str) -> None:
    given = "given: height is recorded\n    exactly one of: [one, other]"
    assert findings(tmp_path, given, "height > 10", other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("height <= 5 + 6", "height > 6 + 6"),  # what is worked out of written numbers is none that is written
        ("number of checks <= 2 + 2", "number of checks > 3 + 3"),
        ("end of latest check is before 2020-01-01", "not (publication of latest check is before 2020-01-01)"),
        ("start of latest check is on or after 2019-01-01", "end of latest check is before 2019-06-01 or no check"),
        ("all of inspector of latest 2 checks are inspector of latest check", "no check"),
    ],
)
def test_what_was_not_cut_is_never_passed_off_as_proved(tmp_path: Path, one: str, other: str) -> None:
    given = "given: height is recorded\n    exactly one of: [one, other]"
    assert [code for code, _ in findings(tmp_path, given, one, other)] in (["N803"], ["E802"])
