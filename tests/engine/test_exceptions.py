"""What stands in the place of another says so, and where the other would stand without it; a permission leaves it.

A hall is checked every three years. A warning that is open, and grave, brings a full check forward.
"""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Obligation, Policy, audit, decide, explain
from tests.policies import by_hand, decided, read_and_checked

TEXT = """\
policy: halls
title: Halls
publisher: Anyshire
published: 2023-11-01
in force: {{from: 2024-01-01}}
subject: hall
scales:
  weight: [light, grave]
events:
  check: {{}}
  full check: {{is: check}}
  warning:
    records:
      weight: weight
      closed: {{is: date, default: nothing}}
definitions:
  last check: latest check
  open warning: >-
    latest warning after end of last check
    where ((closed is missing or closed is after today) and weight is grave)
requirements:
  usual check:
    assumes: an example
    when: any check
    event: check
    due: every 3 years after end of last check, within 6 months either side
  early check:
    assumes: an example
    when: open warning is recorded
    event: full check
    strength: {strength}
    due: within 6 months after start of open warning
    exception to: [usual check]
"""
USUAL = "2026-08-01 · 2027-02-01 · 2027-08-01"
ON = date(2024, 9, 1)
CHECKED = Event("full check", date(2024, 2, 1), date(2024, 2, 1))


def ready(strength: str) -> Policy:
    version, found = read_and_checked(TEXT.format(strength=strength))
    assert [each.message for each in found] == []
    assert version is not None
    return by_hand(version)


MUST, MAY = ready("must"), ready("may")


def warned(raised: date = date(2024, 6, 3), closed: object = None, weight: object = "grave") -> Event:
    told = {"weight": weight} if closed is None else {"weight": weight, "closed": closed}
    return Event("warning", raised, raised, fields=told)  # type: ignore[arg-type]


def days(one: Obligation) -> str:
    return " · ".join(str(day) for day in (one.opens, one.target, one.closes))


def asked(policy: Policy, *events: Event, on: date = ON, known: bool = True) -> tuple[Obligation, Obligation]:
    case = Case("North Hall", {}, (CHECKED, *events), {} if known else {"warning": None})
    usual, early = decided(policy, case, on).obligations
    return usual, early


def test_what_is_moved_says_by_which_rule_and_from_where() -> None:
    usual, early = asked(MUST, warned())
    assert (usual.status, usual.reason) == ("does not apply", "“early check” applies instead")
    assert (early.status, early.closes) == ("open", date(2024, 12, 3))
    (other,) = early.in_place_of
    assert (other.requirement, days(other), other.status) == ("usual check", USUAL, "not yet open")


def test_a_permission_leaves_what_it_is_an_exception_to() -> None:
    usual, early = asked(MAY, warned())
    assert (usual.status, days(usual)) == ("not yet open", USUAL)
    assert [days(each) for each in early.in_place_of] == [USUAL]


@pytest.mark.parametrize(
    ("events", "on", "usual", "early"),
    [
        ((), ON, "not yet open", "does not apply"),
        ((warned(weight="light"),), ON, "not yet open", "does not apply"),
        ((warned(closed=date(2024, 6, 3)),), date(2024, 6, 3), "not yet open", "does not apply"),  # on its own day
        ((warned(closed=date(2024, 8, 31)),), ON, "not yet open", "does not apply"),
        ((warned(closed=date(2024, 9, 2)),), ON, "does not apply", "open"),  # it will be
        ((warned(raised=date(2024, 9, 2)),), ON, "not yet open", "does not apply"),  # it was not raised yet
        ((warned(raised=date(2024, 1, 15)),), ON, "not yet open", "does not apply"),  # the check came after it
        ((warned(), warned(date(2024, 7, 1), weight="light")), ON, "does not apply", "open"),
        ((warned(closed=UNKNOWN),), ON, "undetermined", "undetermined"),
        ((warned(weight=UNKNOWN),), ON, "undetermined", "undetermined"),
        ((warned(closed=NOTHING),), ON, "does not apply", "open"),
    ],
)
def test_what_is_open_on_a_day(events: tuple[Event, ...], on: date, usual: str, early: str) -> None:
    found = asked(MUST, *events, on=on)
    assert tuple(one.status for one in found) == (usual, early)
    permitted = asked(MAY, *events, on=on)
    assert tuple(one.status for one in permitted) == ("not yet open", early)


def test_not_to_know_of_any_is_not_that_there_is_none() -> None:
    usual, early = asked(MUST, known=False)
    assert (usual.status, early.status) == ("undetermined", "undetermined")
    usual, early = asked(MAY, known=False)
    assert (usual.status, early.status) == ("not yet open", "undetermined")
    usual, early = asked(MUST, warned(), known=False)  # one is certain; there may be more
    assert (usual.status, early.applies, early.closes) == ("does not apply", True, None)


@pytest.mark.parametrize(
    ("told", "known", "verdict"), [((), True, "stand-in"), ((), False, "stand-in"), ((warned(),), True, "stand-in")]
)
def test_what_stands_in_does_so_with_leave_too(told: tuple[Event, ...], known: bool, verdict: str) -> None:
    """What is usual accepts another kind; whether there was leave for that, or is not known, changes nothing of it."""
    text = TEXT.format(strength="may").replace("event: check\n", "event: short check\n    satisfied by: [check]\n")
    version, _ = read_and_checked(text.replace("  full check:", "  short check: {is: check}\n  full check:"))
    assert version is not None
    held = Event("full check", date(2024, 8, 1), date(2024, 8, 1))
    case = Case("North Hall", {}, (CHECKED, *told, held), {} if known else {"warning": None})
    (found,) = audit(by_hand(version), [case], since=date(2024, 7, 1), on=ON).audit.findings
    assert found.held == verdict


def test_of_several_only_what_applies_is_told() -> None:
    """Of two that are excepted, the one that would not apply without the exception stands for nothing."""
    text = TEXT.format(strength="must").replace(
        "  early check:",
        "  first check: {assumes: an example, when: no check, event: check, due: by 2024-12-31}\n  early check:",
    )
    version, _ = read_and_checked(
        text.replace("exception to: [usual check]", "exception to: [first check, usual check]")
    )
    assert version is not None
    case = Case("North Hall", {}, (CHECKED, warned()))
    early = decided(by_hand(version), case, ON).obligation("early check")
    assert [each.requirement for each in early.in_place_of] == ["usual check"]


SECOND = """\
  urgent check:
    assumes: an example
    when: open warning is recorded
    event: full check
    due: within 3 months after start of open warning
    exception to: [usual check]
"""


def test_of_two_exceptions_each_stands_in_the_same_place() -> None:
    version, _ = read_and_checked(TEXT.format(strength="must") + SECOND)
    assert version is not None
    decision = decided(by_hand(version), Case("North Hall", {}, (CHECKED, warned())), ON)
    assert decision.obligation("usual check").applies is False
    for name in ("early check", "urgent check"):
        (other,) = decision.obligation(name).in_place_of
        assert (other.requirement, days(other)) == ("usual check", USUAL)


def test_leave_is_told_in_place_of_nothing_that_a_rule_has_replaced() -> None:
    version, _ = read_and_checked(TEXT.format(strength="may") + SECOND)
    assert version is not None
    decision = decided(by_hand(version), Case("North Hall", {}, (CHECKED, warned())), ON)
    assert decision.obligation("early check").in_place_of == ()
    assert [each.requirement for each in decision.obligation("urgent check").in_place_of] == ["usual check"]


@pytest.mark.parametrize(("on", "told"), [(ON, True), (date(2025, 1, 6), False)])
def test_leave_that_has_lapsed_is_not_told_as_something_that_may_be_done(on: date, told: bool) -> None:
    said = explain(decide(MAY, Case("North Hall", {}, (CHECKED, warned())), on))
    assert ("in place of “usual check”" in " ".join(said.split())) is told


# ------------------------------------------------------------------------------------------------ for each event

FOR_EACH = """\
policy: notices
title: Notices
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: hall
scales:
  weight: [light, grave]
events:
  visit: {}
  warning:
    records:
      weight: weight
requirements:
  usual visit:
    assumes: an example
    for each: warning
    event: visit
    due: within 6 months after end of this warning
  early visit:
    assumes: an example
    for each: warning where (weight is grave)
    event: visit
    due: within 1 month after end of this warning
    exception to: [usual visit]
"""


def each_warned(*events: Event) -> list[tuple[str, str, list[str]]]:
    version, found = read_and_checked(FOR_EACH)
    assert [each.message for each in found] == []
    assert version is not None
    obligations = decided(by_hand(version), Case("North Hall", {}, events), ON).obligations
    return [
        (one.requirement, one.status, [str(each.instance and each.instance.start) for each in one.in_place_of])
        for one in obligations
    ]


def test_an_exception_for_one_event_leaves_the_duties_for_the_others() -> None:
    """It did end them all: of a light and a grave warning only the duty for the grave one was left."""
    light, grave = warned(date(2024, 7, 1), weight="light"), warned(date(2024, 8, 15))
    plain = [
        Event(each.kind, each.start, each.start, fields={"weight": each.fields["weight"]}) for each in (light, grave)
    ]
    assert each_warned(*plain) == [
        ("usual visit", "open", []),
        ("usual visit", "does not apply", []),
        ("early visit", "open", ["2024-08-15"]),
    ]


def test_an_exception_that_may_be_leaves_the_others_certain() -> None:
    plain = [
        Event("warning", on, on, fields={"weight": weight})
        for on, weight in ((date(2024, 7, 1), "light"), (date(2024, 8, 15), UNKNOWN))
    ]
    assert [each[:2] for each in each_warned(*plain)] == [
        ("usual visit", "open"),
        ("usual visit", "undetermined"),
        ("early visit", "undetermined"),
    ]


FOLLOWED = """\
policy: halls
title: Halls
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: hall
events: {check: {}, letter: {}, drill: {}}
requirements:
  answer:
    assumes: an example
    for each: check
    event: letter
    strength: may
    due: after end of this check
    exception to: [drill]
  drill: {assumes: an example, event: drill, due: following answer}
"""


def test_leave_may_be_followed_by_what_it_is_leave_from() -> None:
    """Each asked for the other without end: what leave stands beside, and what is complete before it."""
    version, _ = read_and_checked(FOLLOWED)
    assert version is not None
    check = Event("check", date(2024, 2, 1), date(2024, 2, 1))
    leave, drill = decided(by_hand(version), Case("A", events=(check,)), ON).obligations
    assert (leave.requirement, leave.applies) == ("answer", True)
    assert (drill.requirement, drill.reason) == ("drill", "it may be done once “answer” is done")
    assert [other.requirement for other in leave.in_place_of] == ["drill"]
