"""Decision tables at work: what each hit policy gives, and that the index finds what reading row by row finds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules import NOTHING, UNKNOWN, Code, DecisionError, Value
from tests.decision_tables import DecisionTable, read_table
from tests.lengths import length_of_time
from tests.reading_rows import by_index, given_by, row_by_row


def answer(table: DecisionTable, *inputs: Value, **facts: Value) -> tuple[Value, str | None]:
    found = given_by(table, inputs, facts)
    return found.value, found.note(table)


def failure(table: DecisionTable, *inputs: Value) -> tuple[Code, str]:
    with pytest.raises(DecisionError) as raised:
        answer(table, *inputs)
    (diagnostic,) = raised.value.diagnostics
    return diagnostic.code, diagnostic.message


# ------------------------------------------------------------------------------------------------ hit policies

STAFF = """
    size: number
    last result: good > fair > poor
    inspectors: number

    | size       | last result    | inspectors |
    |------------|----------------|------------|
    | < 100      | -              | 4          |
    | >= 100     | fair or better | 5          |
    | [100..200] | -              | 6          |
    | missing    | good           | 7          |
    """


def staff(policy: str, extra: str = "") -> DecisionTable:
    return read_table(f"hit policy: {policy}\n{extra}\n{STAFF}")


def test_unique_gives_the_one_row() -> None:
    assert answer(staff("unique"), 50, "poor") == (4, "row 1")
    assert answer(staff("unique"), Decimal("99.99"), "good") == (4, "row 1")
    assert answer(staff("unique"), 100, "poor") == (6, "row 3")
    assert answer(staff("unique"), 500, "fair") == (5, "row 2")


def test_unique_never_picks_one_of_two() -> None:
    assert failure(staff("unique"), 150, "fair") == (
        Code.TWO_ROWS_MATCH,
        "rows 2 and 3 match at once: size is 150 and last result is fair",
    )


def test_an_input_that_is_nothing_matches_only_anything_and_missing() -> None:
    assert answer(staff("unique"), NOTHING, "good") == (7, "row 4")
    assert answer(staff("unique"), 50, NOTHING) == (4, "row 1")
    assert answer(staff("unique"), 150, NOTHING) == (6, "row 3")


def test_an_input_that_is_not_known_surely_matches_only_anything() -> None:
    assert answer(staff("unique"), 50, UNKNOWN) == (4, "row 1")
    assert answer(staff("unique"), 150, UNKNOWN) == (UNKNOWN, "row 2 may match")
    assert answer(staff("unique"), UNKNOWN, "good") == (UNKNOWN, "rows 1, 2, 3 and 4 may match")


def test_no_row_and_an_input_that_is_nothing_is_no_error() -> None:
    assert answer(staff("unique"), NOTHING, "fair") == (NOTHING, "no row fits")


def test_whether_any_row_matches_may_be_unknown() -> None:
    assert answer(staff("unique"), NOTHING, UNKNOWN) == (UNKNOWN, "row 4 may match")
    assert answer(staff("unique"), 500, UNKNOWN) == (UNKNOWN, "row 2 may match")


def test_no_row_is_an_error_or_the_default() -> None:
    assert failure(staff("unique"), 500, "poor") == (
        Code.NO_ROW_MATCHES,
        "no row matches: size is 500 and last result is poor",
    )
    assert answer(staff("unique", "default: 9"), 500, "poor") == (9, "row 5, any other")
    assert answer(staff("unique", "default: 9"), NOTHING, "poor") == (9, "row 5, any other")
    assert answer(staff("unique", "default: 9"), UNKNOWN, "poor") == (UNKNOWN, "rows 1 and 3 may match")


def test_first_takes_the_upper_row() -> None:
    assert answer(staff("first"), 150, "good") == (5, "row 2")


def test_any_wants_agreement() -> None:
    assert failure(staff("any"), 150, "good") == (
        Code.OUTPUTS_DIFFER,
        "rows 2 and 3 match and give different outputs, 5 and 6: size is 150 and last result is good",
    )
    agreeing = read_table("hit policy: any" + STAFF.replace("| 6 ", "| 5 "))
    assert answer(agreeing, 150, "good") == (5, "rows 2 and 3")


def test_lists_keep_the_order_of_rows() -> None:
    for policy in ("rule order", "collect"):
        assert answer(staff(policy), 150, "good") == ((5, 6), "rows 2 and 3")
        assert answer(staff(policy), 500, "poor") == ((), "no row fits")
        assert answer(staff(policy), UNKNOWN, "poor") == (UNKNOWN, "rows 1 and 3 may match")
        assert answer(staff(policy), NOTHING, "poor") == ((), "no row fits")
        assert answer(staff(policy, "default: 9"), 500, "poor") == ((9,), "row 5, any other")


@pytest.mark.parametrize(
    ("policy", "two", "none"), [("sum", 11, 0), ("min", 5, NOTHING), ("max", 6, NOTHING), ("count", 2, 0)]
)
def test_collecting(policy: str, two: Value, none: Value) -> None:
    assert answer(staff(f"collect {policy}"), 150, "good") == (two, "rows 2 and 3")
    assert answer(staff(f"collect {policy}"), 500, "poor") == (none, "no row fits")


def test_the_least_and_greatest_length_day_and_value_of_a_scale() -> None:
    def collected(policy: str, type_: str, small: str, great: str) -> Value:
        rows = f"| > 10 | {small} |\n| > 100 | {great} |\n"
        text = f"hit policy: collect {policy}\nsize: number\noutput: {type_}\n| size | output |\n|--|--|\n{rows}"
        return answer(read_table(text), 200)[0]

    assert collected("min", "days", "2 days", "1 week") == length_of_time("2 days")
    assert collected("max", "days", "2 days", "1 week") == length_of_time("7 days")
    assert collected("max", "date", "2018-01-31", "2018-02-01") == date(2018, 2, 1)
    assert collected("min", "good > fair > poor", "poor", "good") == "poor"


def test_collecting_what_is_not_known() -> None:
    table = """
        size: number
        other: number
        output: number
        | size  | output |
        |-------|--------|
        | > 10  | 2      |
        | > 100 | other  |
        """
    for policy in ("sum", "min", "max"):
        assert answer(read_table(f"hit policy: collect {policy}" + table), 200, other=UNKNOWN)[0] is UNKNOWN
        assert answer(read_table(f"hit policy: collect {policy}" + table), 200, other=NOTHING)[0] == 2
    assert answer(read_table("hit policy: collect count" + table), 200, other=UNKNOWN)[0] == 2
    assert answer(read_table("hit policy: any" + table), 200, other=UNKNOWN)[0] is UNKNOWN
    assert answer(read_table("hit policy: any" + table), 200, other=2)[0] == 2


RISK = """
    size: number
    risk: {risk}
    | size  | risk   |
    |-------|--------|
    | > 10  | low    |
    | > 100 | high   |
    | > 50  | middle |
    | > 70  | low    |
    """


def test_priority_ranks_a_scale_best_first() -> None:
    by_scale = RISK.format(risk="high > middle > low")
    assert answer(read_table("hit policy: priority\n" + by_scale), 200) == ("high", "row 2")
    assert answer(read_table("hit policy: priority\n" + by_scale), 80) == ("middle", "row 3")
    in_order = ("high", "middle", "low", "low")
    assert answer(read_table("hit policy: output order\n" + by_scale), 200) == (in_order, "rows 2, 3, 1 and 4")


def test_priority_ranks_other_outputs_as_they_first_appear() -> None:
    by_place = RISK.format(risk="text")
    assert answer(read_table("hit policy: priority\n" + by_place), 200) == ("low", "row 1")
    in_order = ("low", "low", "high", "middle")
    assert answer(read_table("hit policy: output order\n" + by_place), 200) == (in_order, "rows 1, 4, 2 and 3")


def test_several_outputs_are_a_tuple() -> None:
    table = """
        outputs: 2
        size: number
        inspectors: number
        risk: high > low
        | size  | inspectors | risk |
        |-------|------------|------|
        | > 10  | 1          | low  |
        | > 100 | 1          | high |
        """
    assert answer(read_table("hit policy: first" + table), 200) == ((1, "low"), "row 1")
    assert answer(read_table("hit policy: collect" + table), 200)[0] == ((1, "low"), (1, "high"))
    assert answer(read_table("hit policy: priority" + table), 200) == ((1, "high"), "row 2")
    assert failure(read_table("hit policy: any" + table), 200)[0] is Code.OUTPUTS_DIFFER


LIMITED = """
    size: number
    limit: number
    inspectors: number
    | size     | inspectors |
    |----------|------------|
    | < 0      | 0          |
    | <= limit | 1          |
    | > limit  | 2          |
    """


def test_a_cell_may_name_another_input() -> None:
    assert answer(read_table(LIMITED), 10, limit=10) == (1, "row 2")
    assert answer(read_table(LIMITED), 11, limit=10) == (2, "row 3")


def test_what_a_cell_names_may_be_unknown() -> None:
    assert answer(read_table(LIMITED), 11) == (UNKNOWN, "rows 2 and 3 may match")
    assert answer(read_table("hit policy: first" + LIMITED), -1) == (0, "row 1")
    assert answer(read_table("hit policy: first" + LIMITED), 1) == (UNKNOWN, "rows 2 and 3 may match")


# ------------------------------------------------------------------------------------------------ index and reading

NUMBER_CELLS = ["-", "missing", "3", "not(3)", "< 2", ">= 2.5", "[1..4]", "(1..4)", "[4..1]", "1, (2..3]", "missing, 2"]
NUMBER_CELLS += ["<= limit", "!= limit", "not(missing)", "not(missing, 4)"]
RESULT_CELLS = [
    "-",
    "good",
    "poor",
    "fair or better",
    "fair or worse",
    "not(fair)",
    "good, missing",
    "> poor",
    "!= good",
]
COLOUR_CELLS = ["-", "red", "red, green", "not(blue)", "missing"]
WORKING_CELLS = ["-", "yes", "no", "not(yes)"]
ROWS = st.lists(st.tuples(*map(st.sampled_from, [NUMBER_CELLS, RESULT_CELLS, COLOUR_CELLS, WORKING_CELLS])), min_size=1)
ABSENT = [UNKNOWN, NOTHING]
NUMBERS = [0, 1, Decimal("1.5"), 2, Decimal("2.5"), 3, Decimal("3.0"), 4, 5]


@given(
    ROWS,
    st.tuples(
        st.sampled_from([*NUMBERS, *ABSENT]),
        st.sampled_from(["good", "fair", "poor", *ABSENT]),
        st.sampled_from(["red", "green", "blue", "black", *ABSENT]),
        st.sampled_from([True, False, *ABSENT]),
    ),
    st.sampled_from([*NUMBERS, *ABSENT]),
)
def test_the_index_finds_what_reading_row_by_row_finds(
    rows: list[tuple[str, ...]], inputs: tuple[Value, ...], limit: Value
) -> None:
    table = read_table(
        "size: number\nlimit: number\nresult: good > fair > poor\ncolour: text\nworking: yes or no\noutput: number\n"
        "| size | result | colour | working | output |\n|--|--|--|--|--|\n"
        + "".join(f"| {' | '.join(row)} | {number} |\n" for number, row in enumerate(rows))
    )
    facts = {"limit": limit}
    assert by_index(table, inputs, facts) == row_by_row(table, inputs, facts)
