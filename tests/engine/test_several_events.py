"""The latest or first so many events as a list: three times in a row, the same inspector, and what is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN
from tests.policies import FIRE

POLICY = (
    FIRE
    + """\
events:
  check:
    records: {result: result, inspector: text}
  full check: {is: check}
definitions:
  all poor: all of result of latest 3 checks are unsafe
  none safe: all of result of latest 3 checks are not safe
  any poor: any of result of latest 3 checks are unsafe
  two poor: at least 2 of result of latest 3 checks are unsafe
  few poor: at most 1 of result of latest 3 checks are unsafe
  worst: worst of result of latest 3 checks
  same hands: all of inspector of latest 3 checks are inspector of latest check
  began: earliest of start of latest 2 checks
  results: result of first 2 checks
  whole: result of latest 2 checks where (inspector is "Kay")
requirements:
  a: {assumes: an example, event: check, due: after 2020-01-01}
"""
)
DAYS = ("2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01")


Told = tuple[str, ...]  # of each check, the earliest first: `unsafe Kay`, `? Lee 2020-04`


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> ilacs_rules.Policy:
    file = tmp_path_factory.mktemp("fire") / "2020-01-01.yaml"
    file.write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(file)


@pytest.fixture
def values(policy: ilacs_rules.Policy, tmp_path: Path) -> Callable[..., dict[str, object]]:
    def of(checks: Told, more: str = "") -> dict[str, object]:
        lines = ["name: A", more, "events:"]
        for usual, told in zip(DAYS, checks, strict=False):
            result, inspector, day = (*told.split(), usual)[:3]
            said = {"on": day, "result": result, "inspector": inspector}
            lines.append(f"  - {{event: check, {', '.join(f'{key}: {word}' for key, word in said.items())}}}")
        file = tmp_path / "case.yaml"
        file.write_text("\n".join(lines if checks else lines[:2]) + "\n", encoding="utf-8")
        (case,) = ilacs_rules.read_cases(policy, file)
        decision = ilacs_rules.decide(policy, case, date(2020, 6, 1))
        assert ilacs_rules.decide(policy, case, date(2020, 6, 1), trace=False).values == decision.values
        return dict(decision.values)

    return of


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        (("safe Kay", "unsafe Kay", "unsafe Kay", "unsafe Kay"), {"all poor": True, "worst": "unsafe"}),
        (("unsafe Kay", "unsafe Kay", "unsafe Kay", "safe Kay"), {"all poor": False, "two poor": True}),
        (("unsafe Kay", "unsafe Kay"), {"all poor": False, "none safe": False, "two poor": True, "any poor": True}),
        (("advised Kay",), {"none safe": False, "few poor": True, "worst": "advised", "began": date(2020, 2, 1)}),
        ((), {"all poor": False, "any poor": False, "few poor": True, "worst": NOTHING, "results": ()}),
        (("safe Kay", "safe Lee", "safe Lee", "safe Lee"), {"same hands": True}),
        (("safe Lee", "safe Kay", "safe Lee"), {"same hands": False}),
        (("safe Lee", "safe Lee"), {"same hands": False}),
        (("safe Kay", "advised Lee", "unsafe Kay"), {"whole": ("unsafe", "safe"), "results": ("safe", "advised")}),
        (("nothing Kay", "unsafe Kay", "unsafe Kay"), {"all poor": False, "two poor": True, "worst": "unsafe"}),
    ],
)
def test_so_many_times_in_a_row(
    values: Callable[..., dict[str, object]], checks: Told, expected: dict[str, object]
) -> None:
    found = values(checks)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("checks", "more", "expected"),
    [
        # a result not told: of three unsafe it may be the one that is not
        (("unsafe Kay", "unknown Kay", "unsafe Kay"), "", {"all poor": UNKNOWN, "two poor": True, "worst": UNKNOWN}),
        (("unknown Kay", "safe Kay", "safe Kay"), "", {"all poor": False, "any poor": UNKNOWN, "few poor": True}),
        # before the record is complete there may have been others
        (("unsafe Kay", "unsafe Kay"), "complete from: {check: 2020-02-01}", {"all poor": UNKNOWN, "two poor": True}),
        (("unsafe Kay", "safe Kay"), "complete from: {check: 2020-02-01}", {"all poor": False, "two poor": UNKNOWN}),
        (("unsafe Kay",), "complete from: {check: 2020-02-01}", {"results": (UNKNOWN, UNKNOWN), "any poor": True}),
        (("safe Kay", "safe Kay", "unsafe Kay"), "complete from: {check: 2020-02-01}", {"any poor": True}),
        # which of two came last is not known, and so not which three are the last
        (
            ("unsafe Kay 2020-02", "advised Lee 2020-02", "safe Kay", "unsafe Kay"),
            "",
            {"all poor": False, "two poor": UNKNOWN, "results": (UNKNOWN, UNKNOWN)},
        ),
    ],
)
def test_what_is_not_known_stays_undetermined(
    values: Callable[..., dict[str, object]], checks: Told, more: str, expected: dict[str, object]
) -> None:
    found = values(checks, more)
    assert {name: found[name] for name in expected} == expected
