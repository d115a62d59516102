"""The days of made-up cases: such as they could have been."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Status, decide
from tests.documents.reading_documents import LAUNCH, document, lines
from tests.policies import read_once, situations_of

FIRE = Path(__file__).parents[2] / "examples" / "fire-safety"
HOLIDAYS = {
    *(date(2024, 5, 6), date(2024, 5, 27)),
    *(date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)),
}
LATER = {
    date(2026, 4, 1): date(2026, 6, 1),
    date(2026, 11, 29): date(2027, 1, 25),
    date(2024, 4, 1): date(2024, 5, 28),
}  # eight weeks or a little more, on a working day


@pytest.mark.parametrize(
    ("policy", "on"), [("ilacs", date(2026, 4, 1)), ("ilacs", date(2026, 11, 29)), (FIRE, date(2024, 4, 1))]
)
def test_nothing_happens_on_a_holiday_and_what_is_long_takes_its_time(policy: str | Path, on: date) -> None:
    found, day = read_once(policy), LATER[on]
    for situation in situations_of(found.in_force(on), day).each:
        for event in situation.case.events:
            assert isinstance(event.start, date)
            assert isinstance(event.end, date)
            for each in (event.start, event.end, day):
                assert each.weekday() < 5, situation.words
                assert each not in HOLIDAYS, situation.words
            assert event.start >= on, "all of it under the version"
            if event.kind == "short inspection":
                assert (event.end - event.start).days == 4, "from Monday to Friday"
            if event.kind == "standard inspection":
                assert (event.end - event.start).days == 11
        owed = {each.requirement: each.target for each in decide(found, situation.case, day).obligations}
        for name in ("short inspection", "standard inspection", "self evaluation", "annual conversation"):
            again = owed.get(name)
            assert not isinstance(again, date) or again.weekday() < 5, f"{situation.words}: {name} is due on {again}"
        late = [o.requirement for o in decide(found, situation.case, day).obligations if o.status is Status.OVERDUE]
        assert not late, situation.words


def test_all_that_is_recorded_on_a_scale_is_told() -> None:
    found = situations_of(read_once(FIRE).in_force(date(2024, 4, 1)), LATER[date(2024, 4, 1)])
    (faulty,) = [each for each in found.each if each.name == "judged faulty"]
    assert dict(faulty.case.events[0].fields) == dict.fromkeys(
        ("result", "escape routes", "alarms and sprinklers", "fire doors"), "faulty"
    )


def test_a_document_says_on_which_day_its_examples_stand() -> None:
    told = "\n".join(lines(document("ilacs", LAUNCH, "public")))
    assert "Each is shown by a made-up example on 26 February 2018.\n" in told
    assert "a standard inspection of 15–26 January 2018, published on 26 February 2018" in told
