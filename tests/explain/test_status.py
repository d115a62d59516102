"""What must stand beside a status, so that nobody acts on half of it: pauses, late and done, due before the rules."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Decision, Obligation, Status, Strength, decide
from ilacs_rules.explain.status import done_late, in_short, verdict
from ilacs_rules.workspace.due_tables import status_words, to_note
from tests.explain import fire
from tests.explain.deciding import event

FLOOD = """
  the flood:
    from: 2020-03-17
    UNTIL
    events: [full check, safety meeting]
    effect: EFFECT
"""


def owed(
    due: str,
    on: str,
    *events: tuple[str, str],
    flood: str = "",
    effect: str = "clock stops",
    strength: Strength = Strength.MUST,
) -> Obligation:
    """What a building of January 2018 owes under a due sentence for a full check; `flood` is until when one lasts."""
    text = fire.TEXT.replace("within 18 months after created, but not before 2019-10-01", due)
    text = text.replace("strength: usually", f"strength: {strength}").replace(
        "when: last check is missing", "when: height > 1"
    )
    if flood:
        until = "" if flood == "no end" else f"until: {flood}"
        text = text.replace("pauses:\n", "pauses:" + FLOOD.replace("UNTIL", until).replace("EFFECT", effect) + "\n")
    facts = {"created": date(2018, 1, 15), "height": 12}
    case = Case("Dale Works", facts, tuple(event(kind, on, result="safe") for kind, on in events))
    return decide(fire.policy(text), case, date.fromisoformat(on), trace=False).obligation("first check")


def told(obligation: Obligation, on: str) -> str:
    version = obligation.version or fire.VERSION
    case = Case("Dale Works", {}, ())
    return verdict(obligation, Decision(version, case, date.fromisoformat(on), {}, (obligation,), ()))


@pytest.mark.parametrize(
    ("due", "flood", "expected", "in_short"),
    [
        (
            "by 2020-12-31",
            "no end",
            "open since 1 July 2019, due by 31 December 2020; paused since 17 March 2020 (“the flood”), and no end is "
            "known",
            "open; paused since 2020-03-17 (the flood)",
        ),
        (
            "by 2020-12-31",
            "2020-08-31",
            "open since 1 July 2019, due by 31 December 2020; paused from 17 March 2020 to 31 August 2020 "
            "(“the flood”)",
            "open; paused from 2020-03-17 to 2020-08-31 (the flood)",
        ),
        ("by 2020-12-31", "2020-05-31", "open since 1 July 2019, due by 31 December 2020", "open"),
        ("by 2020-12-31", "", "open since 1 July 2019, due by 31 December 2020", "open"),
        (
            "at least 2 in each calendar year",
            "no end",
            "open since 1 January 2020, due by 31 December 2020; paused since 17 March 2020 (“the flood”), and no end "
            "is known",
            "open, 0 of 2 done; paused since 2020-03-17 (the flood)",
        ),
        (
            "after created",
            "no end",
            "open since 16 January 2018, with no date by which it must be done; paused since 17 March 2020 "
            "(“the flood”), and no end is known",
            "open; paused since 2020-03-17 (the flood)",
        ),
        (
            "every 2 years after created",
            "no end",
            "overdue by 138 days (77 of them in a pause): it was due by 15 January 2020; paused since 17 March 2020 "
            "(“the flood”), and no end is known",
            "overdue by 138 days (77 of the days in a pause); paused since 2020-03-17 (the flood)",
        ),
        (
            "3 years after created",
            "no end",
            "paused: the clock has stood still since 17 March 2020, and no end is known",
            "paused",
        ),
    ],
)
def test_a_pause_is_told_with_all_that_is_owed(due: str, flood: str, expected: str, in_short: str) -> None:
    found = owed(due, "2020-06-01", flood=flood)
    assert (told(found, "2020-06-01"), status_words(found)) == (expected, in_short)


def test_a_clock_that_never_ran_has_stood_still_since_the_pause_began() -> None:
    found = owed("1 year after end of last check", "2020-06-01", ("full check", "2020-04-01"), flood="no end")
    assert told(found, "2020-06-01") == ("paused: the clock has stood still since 17 March 2020, and no end is known")


def test_a_pause_that_is_over_before_it_opens_is_not_told() -> None:
    found = owed("on 2020-09-01", "2020-06-01", flood="2020-08-31")
    assert (found.pause, status_words(found)) == (None, "not yet open")
    found = owed("on 2020-08-31", "2020-06-01", flood="2020-08-31")
    assert status_words(found) == "not yet open; paused from 2020-03-17 to 2020-08-31 (the flood)"


def test_a_pause_that_drops_what_would_close_in_it_is_told_of_what_closes_later() -> None:
    due = "every 3 years after created, from 1 year before to 1 month after"
    found = owed(due, "2020-06-01", flood="2020-08-31", effect="lapses")
    assert told(found, "2020-06-01") == (
        "open since 15 January 2020, due on 15 January 2021, late after 15 February 2021; paused from 17 March 2020 to "
        "31 August 2020 (“the flood”)"
    )


@pytest.mark.parametrize(
    ("due", "events", "expected"),
    [
        ("by 2020-03-31", [("full check", "2020-03-31")], "satisfied by the full check of 31 March 2020"),
        (
            "by 2020-03-31",
            [("full check", "2020-04-12")],
            "satisfied, 12 days late, by the full check of 12 April 2020",
        ),
        (
            "18 months after created",
            [("full check", "2019-07-16"), ("full check", "2020-02-02")],
            "satisfied, 1 day late, by the full check of 16 July 2019",
        ),
        (
            "at least 1 in each calendar year",
            [("full check", "2020-05-01")],
            "satisfied by the full check of 1 May 2020",
        ),
    ],
)
def test_what_was_done_late_is_not_just_satisfied(due: str, events: list[tuple[str, str]], expected: str) -> None:
    assert told(owed(due, "2020-06-01", *events), "2020-06-01") == expected


def test_days_late_in_a_pause_are_told_of_what_is_done_too() -> None:
    found = owed("by 2020-03-01", "2021-01-04", ("full check", "2020-09-07"), flood="2020-08-31")
    assert told(found, "2021-01-04") == (
        "satisfied, 190 days late (168 of them in a pause), by the full check of 7 September 2020"
    )
    assert status_words(found) == "satisfied, 190 days late (168 of them in a pause)"


def test_what_was_due_before_the_rules_came_into_force_is_told_apart() -> None:
    found = owed("every year after created", "2019-07-10")  # the rules are in force from 1 July 2019
    assert (found.days_late, found.days_in_force) == (176, 10)
    assert told(found, "2019-07-10") == (
        "overdue by 176 days: it was due by 15 January 2019; that day was past when the rule that makes it late "
        "came into force on 1 July 2019; 10 of the days late are from that day on"
    )
    assert status_words(found) == "overdue by 176 days (10 of the days since the rule came into force)"
    assert to_note(found) == "10 of the days since the rule came into force"


@pytest.mark.parametrize(
    ("on", "expected", "in_short"),
    [
        ("2020-11-01", "open since 1 January 2020, due by 31 December 2020", "open, 0 of 1 done"),
        ("2021-11-01", "missed from 1 January 2020 to 31 December 2020; open", "missed 2020; open, 0 of 1 done"),
        (
            "2022-11-01",
            "missed from 1 January 2021 to 31 December 2021, and 1 period before that; open",
            "missed 2021, and 1 period before that; open, 0 of 1 done",
        ),
        (
            "2025-11-01",
            "missed from 1 January 2024 to 31 December 2024, and 4 periods before that; open",
            "missed 2024, and 4 periods before that; open, 0 of 1 done",
        ),
    ],
)
def test_how_many_periods_were_missed(on: str, expected: str, in_short: str) -> None:
    found = owed("at least 1 in each calendar year", on)
    assert told(found, on).startswith(expected)
    assert status_words(found) == in_short


def test_a_period_that_was_kept_is_not_counted_as_missed() -> None:
    found = owed("at least 1 in each 1 year from 2020-01-01", "2025-11-01", ("full check", "2022-05-01"))
    assert (found.missed_earlier, status_words(found)) == (
        3,
        "missed 2024, and 3 periods before that; open, 0 of 1 done",
    )


@pytest.mark.parametrize(
    ("due", "on", "events", "flood", "expected"),
    [
        ("every 2 years after created", "2019-08-01", [], "", "15 January 2020"),
        ("by 2020-12-31", "2020-06-01", [], "", "by 31 December 2020"),
        ("by 2020-12-31", "2020-06-01", [("full check", "2020-05-01")], "", "done"),
        ("by 2020-03-31", "2020-06-01", [("full check", "2020-04-12")], "", "done, 12 days late"),
        ("after created", "2020-06-01", [], "", "from 16 January 2018"),
        ("3 years after created", "2020-06-01", [], "no end", "paused"),
        (
            "at least 1 in each calendar year",
            "2021-11-01",
            [],
            "",
            "missed from 1 January 2020 to 31 December 2020; by 31 December 2021",
        ),
    ],
)
def test_in_a_cell_of_a_table_it_is_told_in_short(
    due: str, on: str, events: list[tuple[str, str]], flood: str, expected: str
) -> None:
    assert in_short(owed(due, on, *events, flood=flood)) == expected


def test_what_is_only_asked_for_is_not_overdue() -> None:
    late = owed("every 2 years after created", "2020-01-20")
    asked = owed("every 2 years after created", "2020-01-20", strength=Strength.ASKED)
    assert (late.status, asked.status) == (Status.OVERDUE, Status.LATER_THAN_ASKED)
    assert told(late, "2020-01-20") == "overdue by 5 days: it was due by 15 January 2020"
    assert told(asked, "2020-01-20") == "later than asked for by 5 days: it was asked for by 15 January 2020"
    assert (status_words(late), status_words(asked)) == ("overdue by 5 days", "later than asked for by 5 days")


def test_what_is_only_asked_for_is_not_due_before_it_is_late() -> None:
    asked = owed("by 2020-12-31", "2020-01-20", strength=Strength.ASKED)
    assert told(asked, "2020-01-20") == "open since 1 July 2019, asked for by 31 December 2020"


def test_what_was_only_asked_for_was_not_done_late() -> None:
    done = owed("within 2 years after created", "2020-02-20", ("full check", "2020-01-20"), strength=Strength.ASKED)
    assert done_late(done) == "5 days later than asked for"


@pytest.mark.parametrize(
    ("times", "checks", "said"),
    [
        ("at least 2 times, up to 4 times", 0, "0 of 2 to 4 done"),
        ("at least 2 times, up to 4 times", 3, "3 of 2 to 4 done"),
        ("at least 2 times, up to 4 times", 4, "satisfied"),
        ("at least 2 times", 3, "3 of at least 2 done"),
        ("at least 2 times, up to 2 times", 1, "1 of 2 done"),
        ("up to 4 times", 3, "3 of 4 done"),
    ],
)
def test_what_is_done_is_held_against_the_least_number_and_the_most(times: str, checks: int, said: str) -> None:
    done = [("full check", f"2019-{month:02}-04") for month in range(1, checks + 1)]
    assert status_words(owed(f"every month after created, {times}", "2019-12-01", *done)).endswith(said)


# ------------------------------------------------------------------------- the day it is due, and its last day


def test_what_is_due_on_one_day_and_late_after_another_is_past_its_last_day() -> None:
    """Due is the day that is meant for it; only where there is no other day is it due by its last."""
    found = owed("every 2 years after created, within 1 month either side", "2020-03-01")
    assert (found.target, found.closes) == (date(2020, 1, 15), date(2020, 2, 15))
    assert told(found, "2020-03-01") == "overdue by 15 days: it had its last day on 15 February 2020"
    assert told(owed("every 2 years after created", "2020-01-16"), "2020-01-16") == (
        "overdue by 1 day: it was due by 15 January 2020"
    )


def test_where_there_is_none_of_what_a_day_hangs_on_that_is_said_in_a_readers_words() -> None:
    none = owed("every year after end of last check", "2020-03-01")
    assert told(none, "2020-03-01") == "no date set: there has been no check"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (
            "at most 2 in each calendar year",
            "used up: done as often as it may be (twice); by these rules no more may be done before 1 January 2021",
        ),
        (
            "at most 1 in each quarter",
            "used up: done as often as it may be (once); by these rules no more may be done before 1 July 2020",
        ),
        (
            "every 3 months after created, up to 2 times",
            "used up: done as often as it may be (twice); by these rules no more may be done",
        ),
        ("exactly 2 in each calendar year", "satisfied by the full check of 9 April 2020"),
    ],
)
def test_what_is_only_limited_is_used_up_for_nothing_of_it_had_to_be_done(due: str, said: str) -> None:
    checks = [("full check", "2020-02-03"), ("full check", "2020-04-09")]
    on = "2020-05-01"
    obligation = owed(due, on, *checks, strength=Strength.MUST if "exactly" in due else Strength.MAY)
    assert told(obligation, on) == said
    assert obligation.status is Status.SATISFIED
    limited = "exactly" not in due
    assert in_short(obligation) == ("used up" if limited else "done")
    assert status_words(obligation) == ("used up" if limited else "satisfied")
