"""How long it takes, where some wait still: held against examples worked out by hand."""

from __future__ import annotations

import random

import pytest

from ilacs_rules.engine.observing.survival import Spell, Survival

# The 21 patients with 6-MP of E. J. Freireich et al., “The effect of 6-mercaptopurine on the duration of
# steroid-induced remissions in acute leukemia”, Blood 21 (1963), 699–716, in weeks; so in D. G. Kleinbaum and M. Klein,
# Survival Analysis, chapter 2, where the estimate is worked out step by step. A plus is one who was seen no longer.
WEEKS = "6 6 6 7 10 13 16 22 23 6+ 9+ 10+ 11+ 17+ 19+ 20+ 25+ 32+ 32+ 34+ 35+"
WORKED_OUT = [
    (6, 21, 3, 0.8571),
    (7, 17, 1, 0.8067),
    (10, 15, 1, 0.7529),
    (13, 12, 1, 0.6902),
    (16, 11, 1, 0.6275),
    (22, 7, 1, 0.5378),
    (23, 6, 1, 0.4482),
]


def spells(written: str) -> list[Spell]:
    return [Spell(int(each.rstrip("+")), ended=not each.endswith("+")) for each in written.split()]


def test_the_example_of_the_textbook() -> None:
    found = Survival.of(spells(WEEKS))
    assert [(each.days, each.waiting, each.ended) for each in found.steps] == [each[:3] for each in WORKED_OUT]
    assert [each.share for each in found.steps] == pytest.approx([each[3] for each in WORKED_OUT], abs=5e-5)
    assert (found.ended, found.censored, found.longest) == (9, 12, 35)
    assert (found.within(0.25), found.within(0.5), found.within(0.75)) == (13, 23, None)


def test_the_order_of_the_spells_does_not_matter() -> None:
    mixed = spells(WEEKS)
    random.Random(1).shuffle(mixed)
    assert Survival.of(mixed) == Survival.of(spells(WEEKS))


def test_where_nobody_waits_on_it_is_the_part_that_was_counted() -> None:
    found = Survival.of(spells("2 4 4 8"))
    assert [found.share(days) for days in (0, 1, 2, 3, 4, 7, 8, 100)] == [1, 1, 0.75, 0.75, 0.25, 0.25, 0, 0]
    assert [found.within(part) for part in (0.25, 0.5, 0.75, 1)] == [2, 4, 4, 8]


def test_the_chance_is_that_of_those_who_waited_so_long() -> None:
    found = Survival.of(spells("2 4 4 8"))
    assert found.chance(0, 4) == pytest.approx(3 / 4)
    assert found.chance(2, 4) == pytest.approx(2 / 3)  # three waited longer than 2, two of them not longer than 4
    assert found.chance(4, 5) == 0
    assert found.chance(4, 8) == 1


def test_no_chance_is_told_where_nobody_was_seen_to_wait_so_long() -> None:
    found = Survival.of(spells("2 4 8+"))
    assert found.chance(9, 20) is None
    assert found.chance(8, 20) == 0  # at least: nobody was seen to wait longer
    assert Survival.of(spells("2 4")).chance(4, 5) is None


def test_of_none_all_wait_on() -> None:
    found = Survival.of([])
    assert (found.share(1_000), found.within(0.5), found.chance(1, 2)) == (1, None, None)


def test_who_was_first_seen_later_waits_from_then_on() -> None:
    """By hand: on day 4 the first and the third wait, for the last is seen from day 5 on; on day 8 these two."""
    found = Survival.of([Spell(4, True), Spell(2, False), Spell(8, True), Spell(9, False, since=5)])
    assert [(each.days, each.waiting, each.ended, each.share) for each in found.steps] == [
        (4, 2, 1, 0.5),
        (8, 2, 1, 0.25),
    ]
    assert Survival.of([Spell(3, True, since=3)]) == Survival.of([])


def test_what_ended_on_the_day_it_began_had_been_waited_for() -> None:
    assert [each.waiting for each in Survival.of(spells("0 0+ 5")).steps] == [3, 1]
