"""Plans of five days gone by, held against the inspections that followed: what must come out, and docs/backtest.md.

The data is not part of the project; without it these tests are skipped. `pytest --rewrite` stores the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilacs_rules import Case, Duration, DurationKind, Policy, backtest, read_cases
from tests.policies import read_once

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "backtest.md"
MAPPING = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
DAYS = [date(year, 1, 1) for year in (2019, 2022, 2023, 2024, 2025)]
YEAR = Duration(12, DurationKind.MONTHS, "year")

Answer = dict[str, Any]  # what the command line prints as JSON of a back-test of one day


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_once("ilacs")


@pytest.fixture(scope="module")
def cases(policy: Policy, ilacs_data: Path) -> list[Case]:
    return read_cases(policy, ilacs_data / "ilacs-inspections.csv", MAPPING)


def on_the_days(policy: Policy, cases: list[Case], *, only_published: bool) -> list[Answer]:
    asked = {"every": YEAR, "events": ["inspection"], "only_published": only_published}
    return [backtest(policy, cases, on, on, **asked).as_data() for on in DAYS]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def answers(policy: Policy, cases: list[Case]) -> list[Answer]:
    return on_the_days(policy, cases, only_published=False)


@pytest.fixture(scope="module")
def as_published(policy: Policy, cases: list[Case]) -> list[Answer]:
    return on_the_days(policy, cases, only_published=True)


def of_each(answers: list[Answer], figure: str) -> list[int]:
    return [answer["totals"][figure] for answer in answers]


# ------------------------------------------------------------------------------------------------ the facts


def test_so_many_were_inspected_within_a_year_of_each_day(answers: list[Answer]) -> None:
    """Counted by hand in the table: inspections that began from 2 January to 1 January of the next year."""
    assert of_each(answers, "followed") == [55, 49, 43, 49, 40]
    assert of_each(answers, "tested") == [147, 151, 151, 153, 153]


def test_the_order_of_who_waits_longest_does_not_hang_on_the_policy(answers: list[Answer]) -> None:
    assert of_each(answers, "top_by_time") == [46, 35, 26, 44, 36]
    assert of_each(answers, "top_twice_by_time") == [55, 44, 43, 47, 40]


def test_the_kind_is_told_of_all_and_was_right_in_nine_of_ten(answers: list[Answer]) -> None:
    kinds = added(answers, "kinds")
    assert kinds["kind not told"] == 0
    assert kinds["right kind"] >= 0.91 * kinds.total()


@pytest.mark.parametrize("order", ["", "_by_day"], ids=["the plan", "its days"])
def test_the_plan_is_never_behind_who_waits_longest_and_better_in_total(
    answers: list[Answer], as_published: list[Answer], order: str
) -> None:
    for found in (answers, as_published):
        for top in ("top", "top_twice"):
            ours, simple = of_each(found, top + order), of_each(found, f"{top}_by_time")
            assert all(plan >= time for plan, time in zip(ours, simple, strict=True))
            assert sum(ours) > sum(simple)


def test_as_many_are_expected_as_followed_within_a_fifth(answers: list[Answer], as_published: list[Answer]) -> None:
    for found in (answers, as_published):
        for answer in found:
            expected, followed = (answer["totals"][each] for each in ("expected", "followed_of_these"))
            assert 0.8 * followed <= expected <= 1.2 * followed


# ------------------------------------------------------------------------------------------------ the page


def test_the_tables_of_the_page_are_those_of_the_data(
    answers: list[Answer], as_published: list[Answer], golden: Callable[[str, Path], None]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = {
        "order": order(answers),
        "order by what was published": order(as_published),
        "kinds": kinds_and_windows(answers),
        "numbers": numbers(answers),
        "numbers by what was published": numbers(as_published),
        "due": calibration(answers, "by_due", "due"),
        "chances": calibration(answers, "by_chance", "chance"),
    }
    assert re.findall(r"<!-- from the data: ([\w ]+) -->", page) == list(tables)

    def made_anew(found: re.Match[str]) -> str:
        return f"{found[1]}{tables[found['what']]}{found[3]}"

    golden(re.sub(r"(?s)(<!-- from the data: (?P<what>[\w ]+) -->\n).*?(<!-- end -->)", made_anew, page), PAGE)


def markdown(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    rule = ["---", *("--:" for _ in columns[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in [list(columns), rule, *cells])


def added(answers: list[Answer], figure: str) -> Counter[str]:
    return sum((Counter(answer["totals"][figure]) for answer in answers), Counter())


def day_of(answer: Answer) -> str:
    on = date.fromisoformat(answer["days"][0]["on"])
    return f"{on.day} {on:%B %Y}"


def order(answers: list[Answer]) -> str:
    orders = {"plan": "", "its days": "_by_day", "by time": "_by_time"}
    figures = ["tested", "followed", *(f"{top}{by}" for top in ("top", "top_twice") for by in orders.values())]
    rows: list[tuple[object, ...]] = []
    for answer in answers:
        areas = (answer["days"][0][area] for area in (f"in_order{by}" for by in orders.values()))
        rows.append((day_of(answer), *(answer["totals"][each] for each in figures), *(f"{area:.0%}" for area in areas)))
    rows.append(("all", *(sum(of_each(answers, each)) for each in figures), *(None for _ in orders)))
    measures = ("top N", "top 2 N", "pairs in order")
    columns = [f"{whose}: {measure}" for measure in measures for whose in orders]
    return markdown(("as at", "authorities", "N", *columns), rows)


def kinds_and_windows(answers: list[Answer]) -> str:
    kinds, timing = added(answers, "kinds"), added(answers, "timing")
    columns = [*(("kinds", each) for each in sorted(kinds, reverse=True)), *(("timing", each) for each in timing)]
    rows = [
        (day_of(each), each["totals"]["followed"], *(each["totals"][part].get(what, 0) for part, what in columns))
        for each in answers
    ]
    rows.append(("all", sum(kinds.values()), *kinds_in_order(kinds, timing, columns)))
    names = ["window not told" if each == ("timing", "not told") else each[1] for each in columns]
    return markdown(("as at", "N", *names), rows)


def kinds_in_order(kinds: Counter[str], timing: Counter[str], columns: list[tuple[str, str]]) -> list[int]:
    return [(kinds if part == "kinds" else timing)[what] for part, what in columns]


def numbers(answers: list[Answer]) -> str:
    rows = [(day_of(each), *numbers_of([each])) for each in answers]
    columns = ("as at", "followed", "due", "against followed", "expected", "of authorities", "followed of these")
    return markdown(columns, [*rows, ("all", *numbers_of(answers))])


def numbers_of(answers: list[Answer]) -> tuple[object, ...]:
    followed, due = sum(of_each(answers, "followed")), sum(of_each(answers, "due"))
    against = f"{(due - followed) / followed:+.0%}".replace("-", "−")
    chances = (sum(of_each(answers, each)) for each in ("with_a_chance", "followed_of_these"))
    return followed, due, against, f"{sum(of_each(answers, 'expected')):.1f}", *chances


def calibration(answers: list[Answer], part: str, told: str) -> str:
    figures: dict[str, Counter[str]] = {}
    for answer in answers:
        for each in answer[part]:
            counts = {name: number for name, number in each.items() if name != "told"}
            figures.setdefault(each["told"], Counter()).update(counts)
    expected = part == "by_chance"
    rows = [
        (
            words,
            found["cases"],
            *([f"{found['expected']:.1f}"] if expected else []),
            found["followed"],
            f"{found['followed'] / found['cases']:.0%}",
        )
        for words, found in sorted(figures.items(), key=lambda item: PLACES.index(item[0]))
    ]
    return markdown((told, "authorities", *(["expected"] if expected else []), "followed", "part"), rows)


PLACES = [
    "before the day of the plan",
    "in the first quarter of the time",
    "in the second quarter",
    "in the third quarter",
    "in the last quarter",
    "later",
    "no day told",
    *(f"{ten} to {ten + 10} %" for ten in range(0, 100, 10)),
]
