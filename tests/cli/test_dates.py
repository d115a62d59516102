"""How a day is written that may be known only to the month or year."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Day, Partial
from ilacs_rules.model.partial import exact
from ilacs_rules.workspace.days import shortest


@pytest.mark.parametrize(
    ("day", "short", "full"),
    [
        (None, "", None),
        (date(2021, 8, 25), "2021-08-25", "2021-08-25"),
        (Partial(date(2021, 8, 1), date(2021, 8, 31)), "2021-08", "2021-08"),
        (Partial(date(2021, 2, 1), date(2021, 2, 28)), "2021-02", "2021-02"),
        (Partial(date(2021, 8, 5), date(2021, 8, 31)), "2021-08", "2021-08-05/2021-08-31"),
        (Partial(date(2021, 1, 1), date(2021, 12, 31)), "2021", "2021"),
        (Partial(date(2018, 6, 1), date(2018, 12, 31)), "2018-06…2018-12", "2018-06-01/2018-12-31"),
        (Partial(date(2018, 12, 30), date(2019, 1, 2)), "2018-12…2019-01", "2018-12-30/2019-01-02"),
        (Partial(date(2018, 1, 1), date(2019, 12, 31)), "2018-01…2019-12", "2018-01-01/2019-12-31"),
    ],
)
def test_a_day_is_short_for_the_eye_and_exact_for_machines(day: Day | None, short: str, full: str | None) -> None:
    assert shortest(day) == short
    assert exact(day) == full
