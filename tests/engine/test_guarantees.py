"""Whether guarantees hold for a case, and who comes first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Decision, Value
from ilacs_rules.engine.guarantees import guarantees
from ilacs_rules.engine.obligations import obligations
from ilacs_rules.engine.ranking import ranking, sort_key
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.version import Guarantee, Priority, Version
from tests.engine import timings
from tests.engine.obligation_tools import case, evaluation, make_version, named, requirement, span
from tests.lengths import length_of_time

RISK = ValueSet("risk", ("low", "medium", "high"), ordered=True)


def outcome(bound: object, count: int, **values: Value) -> tuple[object, tuple[str, ...]]:
    """Of two requirements, `a` for large buildings and `b` for old ones, given that the building is in use."""
    asked = [
        requirement("a", "fire check", timings.once("1 year", named("approval")), when=named("large")),
        requirement("b", "drill", timings.once("1 year", named("approval")), when=named("old")),
    ]
    stated = Guarantee("g", "g", bound, count, ("a", "b"), given=named("in use"))
    version = make_version(*asked, guarantees={"g": stated})
    asking = evaluation(version, case(), "2020-01-01", **values)
    (found,) = guarantees(version, asking, obligations(version, asking, None))
    return found.held, found.applied


@pytest.mark.parametrize("approval", [date(2019, 5, 1), NOTHING, UNKNOWN])
@pytest.mark.parametrize(
    ("large", "old", "in_use", "held", "applied"),
    [
        (True, False, True, True, ("a",)),
        (True, True, True, False, ("a", "b")),
        (False, False, True, False, ()),
        (False, False, False, True, ()),
        (True, True, UNKNOWN, UNKNOWN, ("a", "b")),
        (True, False, UNKNOWN, True, ("a",)),
        (True, UNKNOWN, True, UNKNOWN, ("a",)),
        (UNKNOWN, UNKNOWN, NOTHING, True, ()),
    ],
)
def test_exactly_one_applies(
    approval: Value, large: Value, old: Value, in_use: Value, held: object, applied: tuple[str, ...]
) -> None:
    """Whatever is known of the dates: it is enough that a requirement applies."""
    found = outcome(timings.EXACTLY, 1, large=large, old=old, in_use=in_use, approval=approval)
    assert found == (held, applied)


def test_at_most_one_is_broken_whatever_is_unknown() -> None:
    found = outcome(timings.AT_MOST, 0, large=True, old=UNKNOWN, in_use=True, approval=NOTHING)
    assert found == (False, ("a",))


@pytest.mark.parametrize(
    ("large", "in_use", "held"),
    [
        (True, True, True),
        (False, True, False),
        (NOTHING, True, False),  # a test of nothing is a no
        (UNKNOWN, True, UNKNOWN),
        (False, False, True),
        (False, UNKNOWN, UNKNOWN),
        (True, UNKNOWN, True),
    ],
)
def test_a_condition_that_always_holds(large: Value, in_use: Value, held: object) -> None:
    stated = Guarantee("g", "g", timings.ALL, 0, (), given=named("in use"), always=named("large"))
    version = make_version(guarantees={"g": stated})
    (found,) = guarantees(version, evaluation(version, case(), "2020-01-01", large=large, in_use=in_use), ())
    assert (found.held, found.applied) == (held, ())


# ------------------------------------------------------------------------------------------------ who first

RISKY = tree.Fact("risk", type=RISK, span=span("risk"))


def prioritised() -> Version:
    priorities = [
        Priority("unsafe", "unsafe", when=named("unsafe"), points=100),
        Priority("old", "old", when=named("old"), points=20),
        Priority("riskiest", "riskiest", by=RISKY),
        Priority("asked for", "asked for", when=named("asked for")),
        Priority("longest ago", "longest ago", when=named("old"), by=named("seen")),
    ]
    return make_version(priorities={priority.name: priority for priority in priorities})


def ranked(**values: Value) -> tuple[int, tuple[Value, ...], tuple[str, ...]]:
    stated: dict[str, Value] = {
        "unsafe": False,
        "old": True,
        "risk": "low",
        "asked_for": False,
        "seen": date(2020, 1, 1),
    }
    return ranking(prioritised(), evaluation(prioritised(), case(), "2021-01-01", **(stated | values)))


def test_points_add_up_for_what_surely_holds() -> None:
    assert ranked()[0] == 20
    assert ranked(unsafe=True)[0] == 120
    assert ranked(unsafe=UNKNOWN, old=NOTHING)[0] == 0


def place(version: Version, points: int, order: tuple[Value, ...]) -> tuple[float | str, ...]:
    """What is sorted by, of something that is due."""
    found = Decision(version, case(), date(2020, 1, 1), {}, (), (), points, order)
    return sort_key(found, due=True)


def test_the_order_has_an_entry_for_each_priority_without_points() -> None:
    assert ranked()[1] == ("low", False, date(2020, 1, 1))
    assert ranked(asked_for=UNKNOWN, old=False, risk=UNKNOWN)[1] == (UNKNOWN, UNKNOWN, NOTHING)


def test_what_surely_holds_is_told_by_its_name() -> None:
    assert ranked(unsafe=True, asked_for=UNKNOWN)[2] == ("unsafe", "old", "longest ago")


def test_the_first_difference_decides() -> None:
    first_to_last = [
        ranked(unsafe=True),
        ranked(risk="high", asked_for=True),
        ranked(risk="high", seen=date(2019, 1, 1)),
        ranked(risk="high", seen=date(2020, 1, 1)),
        ranked(risk="medium", asked_for=True),
        ranked(risk="low", asked_for=True),
        ranked(risk=UNKNOWN, asked_for=True),
        ranked(old=False, risk="high", asked_for=True),
    ]
    by_key = sorted(first_to_last[5:] + first_to_last[:5], key=lambda rank: place(prioritised(), *rank[:2]))
    assert by_key == first_to_last


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [(2, Decimal("2.5")), (length_of_time("11 months"), length_of_time("1 year")), ("attic", "barn"), (False, NOTHING)],
)
def test_what_is_smallest_comes_first(smaller: Value, larger: Value) -> None:
    by = Priority("size", "size", by=named("size"))
    version = make_version(priorities={"size": by})
    assert place(version, 0, (smaller,)) < place(version, 0, (larger,))
