"""What a change does to the obligations of many cases: which move and by how much, which come, which fall away.

Only what is certain is said to be so. An obligation of which either text leaves open whether it applies, or when, is
counted as one that cannot be told, unless what asks for it is known to be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.changes import ObligationChange, answered
from ilacs_rules.engine.days_named import has_no_last_day, names_day
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status, what_is_asked
from ilacs_rules.model.partial import Day, Partial, first_of, last_of
from ilacs_rules.model.version import Version

SameButFor = Callable[[str], frozenset[str] | None]
"""The others (by their newer names) that must come to the same for a requirement to do so; None where it need not.

It is asked of cases for which no earlier text is kept.
"""


class ImpactKind(StrEnum):
    """What becomes of an obligation."""

    EARLIER = "earlier"
    LATER = "later"
    NEW = "new"
    GONE = "falls away"
    OTHERWISE = "otherwise"  #: due on the same day, or on none, and something else of it differs
    AS_BEFORE = "as before"
    NOT_TOLD = "cannot be told"


@dataclass(frozen=True, slots=True)
class DaysMoved:
    """By how many days something moves: between the least and the most, later if more than 0.

    `which` is the day that is compared, `before` and `after` what it is.
    """

    which: str
    before: Day
    after: Day
    least: int
    most: int

    @property
    def days(self) -> int | None:
        """By how many; None where one of the two days is not known exactly."""
        return self.least if self.least == self.most else None


@dataclass(frozen=True, slots=True)
class ObligationImpact:
    """What becomes of one obligation. `moved` is given where both texts name a day for it."""

    change: ObligationChange
    kind: ImpactKind
    moved: DaysMoved | None = None

    @property
    def case(self) -> str:
        """Whose it is."""
        return self.change.case

    @property
    def becomes_late(self) -> bool | None:
        """Whether it is late by the new text alone, on the day that is asked about; None where that cannot be told."""
        if self.kind is ImpactKind.AS_BEFORE:
            return False
        before, after = self._late_on_both_sides
        if after is False or before is True:
            return False
        return None if after is None or before is None else True

    @property
    def no_longer_late(self) -> bool | None:
        """Whether it is late by the old text alone; None where that cannot be told."""
        if self.kind is ImpactKind.AS_BEFORE:
            return False
        before, after = self._late_on_both_sides
        if before is False or after is True:
            return False
        return None if after is None or before is None else True

    def opens_before(self, day: date) -> bool | None:
        """Whether it was open before a day by the new text, and by the old one not yet; None where that cannot be told.

        What has no day on which it opens may be done at any time: it is not opened by the new text, and was open by the
        old one. What is done is open no more, and so perhaps is that of which it is not known.
        """
        before, after = _asked(self.change.before), _asked(self.change.after)
        if self.kind is ImpactKind.AS_BEFORE or after is None or after.status is Status.SATISFIED:
            return False
        opened = _is_open_before(after, day, at_any_time=False)
        opened = None if opened and after.status in CANNOT_BE_TOLD else opened
        was_open = before is not None and _is_open_before(before, day, at_any_time=True)
        if opened is False or was_open is True:
            return False
        return None if opened is None or was_open is None else True

    def due_by(self, day: date) -> tuple[bool | None, bool | None]:
        """Whether its last day is past by the end of a day, if it is not done before, by the old text and by the new.

        None where that cannot be told; the day it is meant for where it has no last.
        """
        change = self.change
        return (
            _is_due_by(change.before, change.version_before, day),
            _is_due_by(change.after, change.version_after, day),
        )

    @property
    def is_surely_asked(self) -> bool:
        """Whether one of the texts surely asks for it: of all else it may be that neither does."""
        sides = (self.change.before, self.change.after)
        return any(each is not None and each.applies is True for each in sides)

    @property
    def _late_on_both_sides(self) -> tuple[bool | None, bool | None]:
        change = self.change
        return (
            _is_late(change.before, change.version_before, change.on),
            _is_late(change.after, change.version_after, change.on),
        )


def impacts(before: Plan, after: Plan) -> tuple[ObligationImpact, ...]:
    """What becomes of every obligation that either of two plans asks for, or may, of cases that both could decide.

    In the order of the cases and of the newer policy's requirements.
    """
    assert before.version is not None, "a plan that was made"
    assert after.version is not None, "a plan that was made"
    compared = VersionComparison(before.version, after.version)
    new_names = {old: new for new, old in compared.requirements.items()}
    decided = {decision.case.name: decision for decision in before.decisions}
    found: list[ObligationImpact] = []
    for decision in after.decisions:
        if decision.case.name in decided:
            found += _of_a_case(decided[decision.case.name], decision, new_names, compared.same_but_for)
    return tuple(found)


_Key = tuple[str, Event | None]


def _of_a_case(old: Decision, new: Decision, new_names: Mapping[str, str], same: SameButFor) -> list[ObligationImpact]:
    """Those of one case. Where one text decides it on both sides, as a transition may have it, what is alike stays."""
    one: dict[_Key, Obligation] = {
        (new_names.get(each.requirement, each.requirement), each.instance): each for each in old.obligations
    }
    other: dict[_Key, Obligation] = {(each.requirement, each.instance): each for each in new.obligations}
    same_text = old.version.start == new.version.start and old.version.text == new.version.text
    found: list[ObligationImpact] = []
    for key in dict.fromkeys((*other, *one)):
        before, after = one.get(key), other.get(key)
        if _asked(before) is None and _asked(after) is None:
            continue
        decided = None if before is None else old, None if after is None else new
        change = ObligationChange(new.case.name, key[0], before, after, *decided, new.on)
        moved = _moved(before, after)
        alike = same_text and before is not None and answered(before) == answered(after)
        found.append(ObligationImpact(change, ImpactKind.AS_BEFORE if alike else _kind(before, after, moved), moved))
    kept = old.kept is not None or new.kept is not None
    return found if kept else _with_what_is_the_same(found, same)


def _with_what_is_the_same(found: list[ObligationImpact], same: SameButFor) -> list[ObligationImpact]:
    """What hangs on nothing but what is the same for the case is so too, whatever is not known of it."""
    of_a_text = {each.change.requirement: same(each.change.requirement) for each in found}
    alike = {name for name, others in of_a_text.items() if others is not None and not others}
    otherwise = {
        each.change.requirement
        for each in found
        if each.kind is not ImpactKind.AS_BEFORE and each.change.requirement not in alike
    }
    alike |= {name for name, others in of_a_text.items() if others is not None and otherwise.isdisjoint(others)}
    return [
        replace(each, kind=ImpactKind.AS_BEFORE, moved=None) if each.change.requirement in alike else each
        for each in found
    ]


def _is_late(obligation: Obligation | None, version: Version | None, on: date) -> bool | None:
    """Whether something is late on a day; None where that cannot be told."""
    if obligation is None or version is None or obligation.status not in CANNOT_BE_TOLD:
        return obligation is not None and obligation.status in LATE
    if has_no_last_day(obligation, version):
        return False
    day = obligation.closes or obligation.target
    return False if day is not None and first_of(day) >= on else None


def _is_due_by(obligation: Obligation | None, version: Version | None, day: date) -> bool | None:
    """Whether it has to be done by a day."""
    one = _asked(obligation)
    if one is None or version is None or one.status in _NEVER_DUE or has_no_last_day(one, version):
        return False
    due = one.closes or one.target
    if due is not None and first_of(due) > day:
        return False
    if due is None or one.status in CANNOT_BE_TOLD:
        return None
    return True if last_of(due) <= day else None


_NEVER_DUE = (Status.SATISFIED, Status.LAPSED, Status.NO_DATE_SET)


def surely_changes(change: ObligationChange) -> bool:
    """Whether what comes out otherwise surely is otherwise: not where one of the sides is only not known.

    Of what is done by both texts, a day that one of them names and that cannot be told may be the same.
    """
    kind = _kind(change.before, change.after, _moved(change.before, change.after))
    if kind is not ImpactKind.AS_BEFORE:
        return kind is not ImpactKind.NOT_TOLD
    return any(_surely_differs(which, change) for which in ("opens", "target", "closes"))


def _surely_differs(which: str, change: ObligationChange) -> bool:
    """Whether a day is another, and none that cannot be told."""
    sides = (change.before, change.version_before), (change.after, change.version_after)
    days: list[Day | None] = []
    for obligation, version in sides:
        assert obligation is not None, "done by both texts"
        assert version is not None, "it was decided by one"
        days.append(getattr(obligation, which))
        if days[-1] is None and names_day(which, obligation, version):
            return False
    return days[0] != days[1]


def _is_open_before(obligation: Obligation, day: date, *, at_any_time: bool) -> bool | None:
    """Whether it opens before a day; None where that is not known, `at_any_time` where no such day is set."""
    if obligation.status is Status.UNDETERMINED:
        return None
    if obligation.opens is None:
        return None if obligation.status in CANNOT_BE_TOLD else at_any_time
    if last_of(obligation.opens) < day:
        return True
    return False if first_of(obligation.opens) >= day else None


def _asked(obligation: Obligation | None) -> Obligation | None:
    """The obligation, where anything is asked or may be."""
    return None if obligation is None or obligation.status is Status.DOES_NOT_APPLY else obligation


def _kind(before: Obligation | None, after: Obligation | None, moved: DaysMoved | None) -> ImpactKind:
    one, other = _asked(before), _asked(after)
    statuses = [each.status for each in (one, other) if each is not None]
    if Status.UNDETERMINED in statuses:
        return ImpactKind.NOT_TOLD
    if one is None:
        return ImpactKind.NEW
    if other is None:
        return ImpactKind.GONE
    if moved is not None and (moved.most < 0 or moved.least > 0):
        return ImpactKind.EARLIER if moved.most < 0 else ImpactKind.LATER
    if what_is_asked(one) != what_is_asked(other):
        return ImpactKind.OTHERWISE
    if Status.APPLIES in statuses or (moved is not None and moved.days is None):
        return ImpactKind.NOT_TOLD
    if one.status is other.status is Status.SATISFIED:
        one, other = (replace(each, opens=None, target=None, closes=None) for each in (one, other))  # it is done
    if answered(one) != answered(other):
        return ImpactKind.OTHERWISE
    return ImpactKind.AS_BEFORE if _is_told_exactly(one) else ImpactKind.NOT_TOLD


def _is_told_exactly(obligation: Obligation) -> bool:
    """Whether nothing of an answer is open: of two that are alike, what is not known of either may differ."""
    days = obligation.opens, obligation.target, obligation.closes
    lengths: list[object] = [obligation.lasts, obligation.notice]
    for each in obligation.phases:
        lengths += [each.work, each.over, each.people]
    return not any(isinstance(day, Partial) for day in days) and UNKNOWN not in lengths


def _moved(before: Obligation | None, after: Obligation | None) -> DaysMoved | None:
    """From which day to which it moves: the last on which it may be done, or else the one it is meant for, or opens."""
    one, other = _asked(before), _asked(after)
    if one is None or other is None or Status.SATISFIED in (one.status, other.status):
        return None
    if one.closes is not None and other.closes is not None:
        return _from_to("closes", one.closes, other.closes)
    if one.target is not None and other.target is not None:
        return _from_to("target", one.target, other.target)
    due = one.closes or one.target, other.closes or other.target
    if due[0] is not None and due[1] is not None:
        return _from_to("due", due[0], due[1])
    if due == (None, None) and one.opens is not None and other.opens is not None:
        return _from_to("opens", one.opens, other.opens)
    return None


def _from_to(which: str, before: Day, after: Day) -> DaysMoved:
    least, most = first_of(after) - last_of(before), last_of(after) - first_of(before)
    return DaysMoved(which, before, after, least.days, most.days)
