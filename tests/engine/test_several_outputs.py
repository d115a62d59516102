"""A table with several output columns: each output is asked for by its name, and is known or not by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN, Case, Policy, PolicyError, Value

POLICY = """
policy: outputs
title: Outputs
publisher: the tests
published: 2020-01-01
in force: {from: 2020-01-01}
subject: building
scales: {danger: [low, high]}
facts:
  height: number
  lift: yes or no
definitions:
  both:
    hit policy: first
    outputs: 2
    table: |
      | height | checkers | danger |
      |--------|----------|--------|
      | > 30   | 6        | high   |
      | > 18   | 4        | high   |
    default: (2, low)
  checkers needed: checkers of both + 1
  dangerous: danger of both is high
  the two: (checkers of both, 5)
  each:
    hit policy: collect
    outputs: 2
    table: |
      | lift | checkers | danger |
      |------|----------|--------|
      | yes  | 1        | high   |
      | -    | 2        | low    |
  in all: total of checkers of each
  a danger: any of danger of each is high
  asked: EXTRA
requirements: {}
"""


def policy_with(folder: Path, extra: str) -> tuple[Policy | None, str]:
    (folder / "outputs.yaml").write_text(POLICY.replace("EXTRA", extra), encoding="utf-8")
    try:
        return ilacs_rules.load(folder / "outputs.yaml"), ""
    except PolicyError as error:
        return None, str(error)


def asked(folder: Path, **facts: Value) -> dict[str, Value]:
    policy, found = policy_with(folder, "5")
    assert policy is not None, found
    case, on = Case("a", facts), date(2020, 5, 5)
    traced = ilacs_rules.decide(policy, case, on=on)
    assert dict(ilacs_rules.decide(policy, case, on=on, trace=False).values) == dict(traced.values)
    assert traced.trace is not None
    for name, value in traced.values.items():
        unknown = value is UNKNOWN or (isinstance(value, tuple) and UNKNOWN in value)
        assert bool(traced.trace.definitions[name].needs) == unknown, name  # what is wanted is told
    return dict(traced.values)


def test_an_output_is_asked_for_by_its_name(tmp_path: Path) -> None:
    values = asked(tmp_path, height=20, lift=True)
    assert values["both"] == (4, "high")
    assert (values["checkers needed"], values["dangerous"]) == (5, True)
    assert values["the two"] == (4, 5)


def test_each_output_has_its_own_default(tmp_path: Path) -> None:
    values = asked(tmp_path, height=10, lift=True)
    assert (values["checkers needed"], values["dangerous"]) == (3, False)


def test_an_output_of_a_list_of_rows_is_a_list(tmp_path: Path) -> None:
    values = asked(tmp_path, height=10, lift=True)
    assert (values["in all"], values["a danger"]) == (3, True)
    values = asked(tmp_path, height=10, lift=False)
    assert (values["in all"], values["a danger"]) == (2, False)
    values = asked(tmp_path, height=10)
    assert (values["in all"], values["a danger"]) == (UNKNOWN, UNKNOWN)


def test_an_output_that_is_the_same_whatever_the_input_is_told(tmp_path: Path) -> None:
    policy, _ = policy_with(tmp_path, "5")
    assert policy is not None
    text = (tmp_path / "outputs.yaml").read_text(encoding="utf-8").replace("(2, low)", "(2, high)")
    (tmp_path / "outputs.yaml").write_text(text, encoding="utf-8")
    decision = ilacs_rules.decide(ilacs_rules.load(tmp_path / "outputs.yaml"), Case("a", {}), on=date(2020, 5, 5))
    assert decision.value("both") == (UNKNOWN, "high")
    assert (decision.value("dangerous"), decision.value("checkers needed")) == (True, UNKNOWN)
    assert decision.trace is not None
    assert [need.text for need in decision.trace.definitions["checkers needed"].needs] == ["height is not recorded"]


@pytest.mark.parametrize(
    ("extra", "message", "hint"),
    [
        (
            "not (any of both is high)",
            "“both” is several outputs (checkers, danger), and counting",
            "checkers of both is",
        ),
        ("both is high", "these are not compared as one", ""),
        ("both = 4", "these are not compared as one", "“checkers of both is …”"),
        ("both", "", ""),
        ("size of both", "“both” has no output “size”", "there are: “checkers”, “danger”"),
        ("check of both", "“both” has no output “check”", "did you mean “checkers”?"),
        ("any of (checkers, danger) of both is high", "the items of a list differ", ""),
        ("total of both", "“total of” takes a list", ""),
        ("if lift then both else 5", "“then” and “else” differ", ""),
        ("both + 1", "", ""),
    ],
)
def test_several_outputs_are_not_one_value(extra: str, message: str, hint: str, tmp_path: Path) -> None:
    policy, found = policy_with(tmp_path, extra)
    if extra == "both":  # a name for them all is no mistake
        assert policy is not None
        return
    assert policy is None
    assert message in found, found
    assert hint in found, found


def test_nothing_of_a_table_is_nothing_of_its_outputs(tmp_path: Path) -> None:
    text = POLICY.replace("EXTRA", "5").replace("    default: (2, low)\n", "")
    (tmp_path / "outputs.yaml").write_text(text, encoding="utf-8")
    text = text.replace("| > 18   | 4        | high   |", "| <= 30  | 4        | high   |")
    (tmp_path / "outputs.yaml").write_text(text, encoding="utf-8")
    decision = ilacs_rules.decide(
        ilacs_rules.load(tmp_path / "outputs.yaml"), Case("a", {"height": NOTHING}), on=date(2020, 5, 5)
    )
    assert (decision.value("both"), decision.value("checkers needed")) == (NOTHING, NOTHING)
