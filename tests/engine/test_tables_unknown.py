"""What a table says of inputs that are not known, held against every way in which they may turn out.

An input that is not known is completed by a value from every region its cells cut, and by nothing; so is what a cell
or an output names. Where all ways agree the table may say so; where they do not it says that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ilacs_rules import NOTHING, UNKNOWN, Code, DecisionError, Value
from tests.conftest import tried
from tests.decision_tables import DecisionTable, HitPolicy, read_table
from tests.reading_rows import given_by, row_by_row

CELLS = {
    "size": [
        *("-", "missing", "3", "not(3)", "< 2", ">= 2.5", "[1..4]", "(2..3)", "[4..1]", "1, (2..3]", "missing, 2"),
        *("<= limit", "!= limit", "not(missing)", "not(missing, 3)", "[1..limit)", "limit, missing"),
    ],
    "result": ["-", "good", "fair or better", "fair or worse", "not(fair)", "good, missing", "!= good"],
    "use": ["-", "hotel", "hotel, flats", "not(shop)", "missing", "!= hotel"],
    "colour": ["-", "red", "red, green", "not(blue)", "missing"],
    "working": ["-", "yes", "no", "not(yes)", "missing", "not(missing)"],
    "since": ["-", "< 2020-02-01", "[2020-02-01..2020-02-02]", "(2020-02-01..2020-02-02)", "not(missing)"],
}
VALUES: dict[str, list[Value]] = {
    "size": [0, 1, Decimal("1.5"), 2, Decimal("2.25"), Decimal("2.5"), 3, 4, 5],
    "limit": [0, 1, 2, Decimal("2.5"), 4, 5],
    "other": [0, 5, 9],
    "result": ["good", "fair", "poor"],
    "use": ["hotel", "flats", "shop"],
    "colour": ["red", "green", "blue", "black"],
    "working": [True, False],
    "since": [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2), date(2020, 2, 3)],
}
TYPES = """
size: number
limit: number
other: number
staff: number
result: good > fair > poor
use: hotel, flats, shop
colour: text
working: yes or no
since: date
risk: high > low
note: text
"""
OUTPUTS = {"staff": ["0", "0", "5", "5", "9", "other"], "risk": ["high", "low", "low"], "note": ["ladder", "pump"]}


@st.composite
def tables(draw: DrawFn) -> tuple[DecisionTable, list[str]]:
    policy = draw(st.sampled_from(HitPolicy))
    inputs = draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=3, unique=True))
    outputs = draw(st.lists(st.sampled_from(list(OUTPUTS)), min_size=1, max_size=2, unique=True))
    if policy.startswith("collect "):
        outputs = ["staff"]
    cells = st.tuples(*(st.sampled_from(CELLS[name]) for name in inputs))
    out = st.tuples(*(st.sampled_from(OUTPUTS[name]) for name in outputs))
    rows = draw(st.lists(st.tuples(cells, out), min_size=1, max_size=5))
    default = draw(st.none() | out) if policy != "collect count" else None
    settled = "" if default is None else f"default: {', '.join(default)}\n"
    text = f"hit policy: {policy}\noutputs: {len(outputs)}\n{settled}{TYPES}\n"
    lines = [[*inputs, *outputs], ["--"] * (len(inputs) + len(outputs)), *([*row, *given] for row, given in rows)]
    return read_table(text + "".join(f"| {' | '.join(line)} |\n" for line in lines)), inputs


@st.composite
def questions(draw: DrawFn) -> tuple[DecisionTable, list[str], dict[str, Value]]:
    table, inputs = draw(tables())
    told: dict[str, Value] = {}
    for name in [*inputs, "limit", "other"]:
        told[name] = draw(st.sampled_from([*VALUES[name], NOTHING, UNKNOWN, UNKNOWN]))
    return table, inputs, told


def asked(table: DecisionTable, inputs: list[str], facts: dict[str, Value]) -> Value | Code:
    """What the table gives, or the code of the error it ends with."""
    try:
        return given_by(table, [facts[name] for name in inputs], facts).value
    except DecisionError as error:
        return error.diagnostics[0].code


def completed(facts: dict[str, Value]) -> Iterator[dict[str, Value]]:
    """The same with everything that is not known completed, in every way."""
    ways = [[*VALUES[name], NOTHING] if value is UNKNOWN else [value] for name, value in facts.items()]
    for chosen in product(*ways):
        yield dict(zip(facts, chosen, strict=True))


def parts(answer: Value | Code, count: int) -> list[Value | Code]:
    """The outputs of an answer one by one; where there is no row of them, each is what the whole is."""
    return list(answer) if isinstance(answer, tuple) and count > 1 and len(answer) == count else [answer] * count


@pytest.mark.thorough
@settings(max_examples=tried(150))
@given(questions())
def test_what_is_told_holds_however_the_unknown_turns_out(
    question: tuple[DecisionTable, list[str], dict[str, Value]],
) -> None:
    table, inputs, told = question
    facts = {name: told[name] for name in used(table, inputs)}
    said = asked(table, inputs, facts)
    event("unknown" if said is UNKNOWN else "error" if isinstance(said, Code) else "told")
    if said is UNKNOWN:
        return
    one_row = table.hit_policy in ("unique", "any", "priority", "first")
    count = len(table.output_words) if one_row else 1
    for facts_then in completed(facts):
        answer = asked(table, inputs, facts_then)
        for part, then in zip(parts(said, count), parts(answer, count), strict=True):
            assert part is UNKNOWN or agree(part, then), facts_then


def agree(said: Value | Code, then: Value | Code) -> bool:
    """Whether an answer is what was said before; of a list each item that was known."""
    if isinstance(said, tuple) and isinstance(then, tuple):
        return len(said) == len(then) and all(map(agree, said, then))
    return said is UNKNOWN or said == then


def used(table: DecisionTable, inputs: list[str]) -> list[str]:
    named = [*inputs]
    if any("limit" in test.span.text for row in table.rows for test in row.tests):
        named.append("limit")
    outputs = [node for row in table.rows for node in row.outputs] + list(table.default or ())
    if any(node.span.text == "other" for node in outputs) or table.default:
        named.append("other")
    return named


@given(questions())
def test_nothing_is_called_unknown_where_no_row_is_undecided(
    question: tuple[DecisionTable, list[str], dict[str, Value]],
) -> None:
    table, inputs, told = question
    facts = {name: value if name != "other" or value is not UNKNOWN else 5 for name, value in told.items()}
    values = [facts[name] for name in inputs]
    matched = row_by_row(table, values, facts)
    said = asked(table, inputs, facts)
    no_row = not matched.rows and table.default is None and UNKNOWN in values and NOTHING not in values
    if not matched.undecided and not no_row:
        assert said is not UNKNOWN
        assert not isinstance(said, tuple) or UNKNOWN not in said


# ------------------------------------------------------------------------------------------------ in plain cases

HEIGHT = """
height: number
lift: yes or no
staff: number
| height | lift | staff |
|--------|------|-------|
| > 18   | -    | 4     |
| -      | yes  | 3     |
| -      | -    | {last} |
"""


@pytest.mark.parametrize(
    ("policy", "last", "height", "lift", "said"),
    [
        ("first", 2, UNKNOWN, False, UNKNOWN),
        ("first", 4, UNKNOWN, False, 4),  # whichever row it is, they say the same
        ("first", 2, 20, UNKNOWN, 4),  # the row in doubt stands below
        ("first", 3, 10, UNKNOWN, 3),
        ("any", 4, UNKNOWN, False, 4),
        ("any", 2, UNKNOWN, False, UNKNOWN),
        ("priority", 4, UNKNOWN, False, 4),
        ("priority", 2, UNKNOWN, False, UNKNOWN),
        ("unique", 2, UNKNOWN, False, UNKNOWN),
        ("collect", 2, UNKNOWN, False, UNKNOWN),
        ("collect sum", 2, UNKNOWN, False, UNKNOWN),
        ("collect count", 2, UNKNOWN, False, UNKNOWN),
        ("collect max", 2, UNKNOWN, False, UNKNOWN),
        ("collect max", 5, UNKNOWN, False, 5),  # 4 is not more than 5
        ("collect min", 2, UNKNOWN, False, 2),
    ],
)
def test_a_row_in_doubt_counts_only_where_it_may_change_the_answer(
    policy: str, last: int, height: Value, lift: Value, said: Value
) -> None:
    table = read_table(f"hit policy: {policy}\n{HEIGHT.format(last=last)}")
    assert asked(table, ["height", "lift"], {"height": height, "lift": lift}) == said


def test_a_row_in_doubt_that_adds_nothing_does_not_matter_to_a_sum() -> None:
    table = read_table(f"hit policy: collect sum\n{HEIGHT.replace('| 4  ', '| 0  ').format(last=2)}")
    assert asked(table, ["height", "lift"], {"height": UNKNOWN, "lift": False}) == 2


def test_a_default_that_says_the_same_is_told() -> None:
    text = "size: number\nstaff: number\n| size | staff |\n|--|--|\n| > 18 | 4 |\n"
    for default, said in ((4, 4), (2, UNKNOWN)):
        table = read_table(f"hit policy: unique\ndefault: {default}\n{text}")
        assert asked(table, ["size"], {"size": UNKNOWN}) == said


def test_of_several_outputs_each_is_told_by_itself() -> None:
    table = read_table(
        "hit policy: first\noutputs: 2\ndefault: 2, low\nsize: number\nstaff: number\nrisk: high > low\n"
        "| size | staff | risk |\n|--|--|--|\n| > 18 | 4 | low |\n"
    )
    assert asked(table, ["size"], {"size": UNKNOWN}) == (UNKNOWN, "low")


def test_a_cell_that_no_value_matches_is_not_in_doubt() -> None:
    table = read_table("size: number\nstaff: number\ndefault: 2\n| size | staff |\n|--|--|\n| [4..1] | 4 |\n")
    assert asked(table, ["size"], {"size": UNKNOWN}) == 2
