"""Two policies compared for the same cases, in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ilacs_rules.engine.changes import ObligationChange
from ilacs_rules.engine.days_named import names_day
from ilacs_rules.engine.plan import Plan
from ilacs_rules.explain import values
from ilacs_rules.explain.comparison import Comparison, told_once
from ilacs_rules.explain.english import capital, counted, joined
from ilacs_rules.explain.how_many import left_in_words
from ilacs_rules.explain.phases import phases_in_short
from ilacs_rules.explain.progress import how_long
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.explain.status import is_exceeded
from ilacs_rules.model.as_data import length_as_data
from ilacs_rules.model.decision import CANNOT_BE_TOLD, SURELY_LATE, Decision, Obligation, Status
from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.days import both_ends, shortest
from ilacs_rules.workspace.due_tables import requirement_words, standing_words
from ilacs_rules.workspace.left_out import left_out_in_words
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Table


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and what was found while its cases were read, once with the words of each policy."""

    comparison: Comparison
    beside: tuple[Diagnostic, ...]
    cases: int
    left_out: tuple[str, ...] = ()  # names of those that could not be read

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it; both policies were asked of the same cases."""
        return told_once([*self.beside, *self.comparison.findings])

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        return self.comparison.as_data(self.beside)

    def in_short(self) -> Summary:
        """What changes for which case, to look at; what changes in the rules is in `comparison.rules`."""
        return comparison_in_short(self.comparison, self.cases, self.left_out)


def all_changes_table(compared: Comparison) -> Table:
    """A row for each thing that changes for a case, or may, before and after; and which of the two."""
    rows = ((*_row(each), "certain" if sure else "cannot be told") for each, sure in compared.how_sure)
    return Table((*_COLUMNS, "change"), tuple(rows))


_COLUMNS = ("case", "requirement", "before", "after")


def _changes_table(changes: Iterable[ObligationChange]) -> Table:
    return Table(_COLUMNS, tuple(map(_row, changes)))


def _row(change: ObligationChange) -> tuple[str, str, str, str]:
    return change.case, _requirement(change), *both_sides(change)


def comparison_in_short(compared: Comparison, cases: int, left_out: Sequence[str] = ()) -> Summary:
    """What changes for which of so many cases; `left_out` are the names of more, which could not be read."""
    version, changed, not_told = compared.after.version, compared.certain, compared.not_told
    assert version is not None, "a plan that was made"
    title = f"{titled(version)}: what changes as at {values.day(compared.after.on)}"
    parts = [SummaryPart(table=_changes_table(changed))] if changed else []
    if not_told:
        parts.append(SummaryPart("Not known to change: it cannot be told before or after", _changes_table(not_told)))
    things = f"{len(changed)} {'thing changes' if len(changed) == 1 else 'things change'}"
    of = f"of {cases} {'case' if cases == 1 else 'cases'}"
    nothing = "nothing is known to change" if not_told else "nothing changes"
    whom = "the one case looked at" if cases == 1 else f"any {of}"
    told = f"{things} on that day for {_whose(changed)} {of}" if changed else f"{nothing} on that day for {whom}"
    if not_told:
        more = " more" if changed else ""
        told += f"; of {counted(len(not_told), 'thing')}{more}, for {_whose(not_told)} {of}, it cannot be told"
    if _order(compared.before, compared) != _order(compared.after, compared):
        told += (
            "; a plan has the cases in another order" if compared.changes else ", but a plan has them in another order"
        )
    failed = len({case.name for plan in (compared.before, compared.after) for case, _ in plan.failed})
    told += f", {failed} of which could not be decided" if failed else ""
    told += left_out_in_words(left_out)
    others = "other cases and other days were not looked at"
    if (untold := _untold(compared)) > _whose(not_told):
        others = f"of {counted(untold, 'case')} something cannot be told yet, which may change as well; {others}"
    rest = others if compared.rules.groups else "every rule means the same as before"
    record = record_in_words(compared.after.record, version, compared.after.known)
    head = (title, *([] if record is None else [capital(record)]))
    return Summary(head, tuple(parts), f"{told}; {rest}")


def _whose(changes: Iterable[ObligationChange]) -> int:
    """Of how many cases they are."""
    return len({change.case for change in changes})


def _order(plan: Plan, compared: Comparison) -> list[str]:
    """The cases in the order of their lines, of those that both plans have."""
    both = {each.case.name for each in compared.before.going_on} & {each.case.name for each in compared.after.going_on}
    return [line.case.name for line in plan.lines if line.case.name in both]


def _untold(compared: Comparison) -> int:
    """How many of the cases have something that cannot be told before or after: nobody can say that it stays."""
    decisions = (*compared.before.decisions, *compared.after.decisions)
    return len({d.case.name for d in decisions if any(o.status in CANNOT_BE_TOLD for o in d.obligations)})


def _requirement(change: ObligationChange) -> str:
    obligation = change.after or change.before
    assert obligation is not None, "a change has at least one side"
    return requirement_words(change.version, obligation)


def both_sides(change: ObligationChange) -> tuple[str, str]:
    """Both sides; where in short they would be the same, with what differs: nothing changes without a word."""
    before, after = change.before, change.after
    said = _in_short(before, after, change.decision_before), _in_short(after, before, change.decision_after)
    if said[0] != said[1] or before is None or after is None:
        return said
    assert change.version_before is not None, "it was decided by one"
    assert change.version_after is not None, "it was decided by one"
    found = [_further(before, change.version_before), _further(after, change.version_after)]
    told = [[one for one, other in zip(a, b, strict=True) if one != other] for a, b in (found, found[::-1])]
    return ", ".join((said[0], *told[0])), ", ".join((said[1], *told[1]))


def _in_short(obligation: Obligation | None, other: Obligation | None, decision: Decision | None) -> str:
    """`not yet open, due 2021-05-25, at the latest 2021-11-25`.

    From when it may be done, by which event, and how binding it is, is told where that differs from the other side.
    """
    if obligation is None or decision is None:
        return "no such requirement"
    version = decision.version
    parts = [standing_words(obligation, decision)]
    settled = obligation.status in (Status.DOES_NOT_APPLY, Status.SATISFIED) or is_exceeded(obligation)
    if not settled:
        parts += _days_in_short(obligation, other)
    if other is not None and obligation.event != other.event:
        parts.append(values.kind_label(obligation.event, version))
    may_not_apply = obligation.status is Status.UNDETERMINED and (
        other is None or other.status is not obligation.status
    )
    lasts = None if may_not_apply else how_long(obligation, version, among_others=True)
    if lasts is not None:
        parts.append(lasts)
    if other is not None and obligation.strength != other.strength:
        parts.append(obligation.strength)
    return ", ".join(parts)


def _days_in_short(obligation: Obligation, other: Obligation | None) -> list[str]:
    """The day on which it is due, and the last one where that is another; its first where it has neither.

    And its first where that differs from the other side and is not past, by more than that there is one day alone.
    """
    opens, target, closes = obligation.opens, obligation.target, obligation.closes
    days = [] if target is None and closes is None else [f"due {shortest(target or closes)}"]
    days += [] if target is None or closes in (None, target) else [f"at the latest {shortest(closes)}"]
    is_open = obligation.status in (Status.OPEN, *SURELY_LATE)
    moved = other is not None and not is_open and opens != other.opens and opens != (target or closes)
    return [f"opens {shortest(opens)}", *days] if opens is not None and (moved or not days) else days


def _further(one: Obligation, version: Version) -> list[str]:
    """What else is compared, always in the same order."""
    events = [values.event(event, version) for event in one.served_by]
    days = (("opens", "opens", one.opens), ("due", "target", one.target), ("last day", "closes", one.closes))
    untold = one.status in CANNOT_BE_TOLD
    hidden = untold or one.status is Status.PAUSED
    return [
        *(
            f"{word} {shortest(day) or ('not known' if hidden or names_day(which, one, version) else 'on no day')}"
            for word, which, day in days
        ),
        f"done by {joined(events)}" if events else "done by what cannot be told" if untold else "done by none",
        values.kind_label(one.event, version),
        "no notice" if one.notice is None else f"notice {length_as_data(one.notice)}",
        phases_in_short(one) or "no phases told",
        _counted(one.done, "done", untold=untold),
        _left(one, version, untold=untold),
        f"not kept in {both_ends(one.period_before)}",
    ]


def _left(one: Obligation, version: Version, *, untold: bool) -> str:
    """`one is still to come`; of what is only a limit, `two more may be done`."""
    if one.left is None and untold:
        return "how many are to come cannot be told"
    return left_in_words(one, (one.terms or version).requirements[one.requirement])


def _counted(number: int | None, word: str, *, untold: bool) -> str:
    """`2 done`, `none left`; `how many are left cannot be told`."""
    if number is None and untold:
        return f"how many are {word} cannot be told"
    return f"{number or 'none'} {word}"
