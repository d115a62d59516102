"""What has to be said of the impact of a change, without which its figures would be read wrongly."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.engine.impact import DaysMoved, ImpactKind, ObligationImpact
from ilacs_rules.engine.progress import NOBODY_HAS_TO
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, counted, days, joined, names_of, sentence
from ilacs_rules.explain.impact_counts import MOVES, tally
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.model.decision import Obligation

_WHICH = {
    "closes": "the last day on which it may be done",
    "target": "the day it is meant for",
    "due": "the day it is due",
    "opens": "the first day on which it may be done",
}


def compared(report: ImpactReport) -> str:
    """`The version of 1 April 2026 in the place of “old”, as at 1 April 2026; expected from 1 April 2026 to …`."""
    before, after = report.names
    span = f"{values.day(report.since)} to {values.day(report.until)}"
    after = after if after.startswith("“") else capital(after)  # a path stays as it is
    return f"{after} in the place of {before}, as at {values.day(report.on)}; what is expected, from {span}"


def head(report: ImpactReport) -> tuple[str, ...]:
    """What it is the impact of, as at which day, and how far the record goes where it ends before that."""
    plan, version = report.comparison.after, report.versions[1]
    record = record_in_words(plan.record, version, plan.known)
    return f"{titled(version)}: impact of a change", compared(report), *([] if record is None else [capital(record)])


def in_one_sentence(report: ImpactReport) -> str:
    """`Of 820 duties by one text or both: 40 later, 780 as before; of 9 more it cannot be told …; 3 become late …`."""
    total, asked = report.in_all, tally("asked", (each for each in report.impacts if each.is_surely_asked))
    told = ", ".join(f"{asked.kinds[kind]:,} {kind.value}" for kind in ImpactKind if asked.kinds.get(kind)) or "none"
    if perhaps := total.duties - asked.duties:
        told += f"; of {perhaps:,} more it cannot be told whether either asks for {'it' if perhaps == 1 else 'them'}"
    soft = not_binding(each.change.after for each in report.impacts if each.becomes_late)
    late = f"{total.late or 'none'} {'becomes' if total.late < 2 else 'become'} late because of it{soft}"
    maybe = f" as far as can be told, and of {total.maybe_late:,} it cannot" if total.maybe_late else ""
    return f"of {asked.duties:,} {'duty' if asked.duties == 1 else 'duties'} by one text or both: {told}; {late}{maybe}"


def moved_in_words(moved: DaysMoved | None) -> str:
    """`42 days later`; `28 to 59 days later` where a day is known only to a month; empty where nothing moves."""
    if moved is None or (moved.least <= 0 <= moved.most):
        return ""
    least, most = sorted((abs(moved.least), abs(moved.most)))
    way = ImpactKind.LATER.value if moved.least > 0 else ImpactKind.EARLIER.value
    return f"{days(least)} {way}" if least == most else f"{least:,} to {days(most)} {way}"


def becomes(impact: ObligationImpact) -> str:
    """What becomes of a duty, in a few words: `42 days later`, `new`, `otherwise: another event, how long it lasts`."""
    if impact.kind in MOVES:
        return moved_in_words(impact.moved)
    before, after = impact.change.before, impact.change.after
    if impact.kind is not ImpactKind.OTHERWISE or before is None or after is None:
        return impact.kind.value
    return f"{impact.kind.value}: {', '.join(_differs_in(before, after))}"


def _differs_in(before: Obligation, after: Obligation) -> list[str]:
    """What is another on both sides, the gravest first."""
    sides = {
        "another event": (before.event, after.event),
        "how it stands": (before.status, after.status),
        "how binding it is": (before.strength, after.strength),
        "how long it lasts": (before.lasts, after.lasts),
        "its phases": (before.phases, after.phases),
        "its notice": (before.notice, after.notice),
        "from when it may be done": (before.opens, after.opens),
        "by when": ((before.target, before.closes), (after.target, after.closes)),
        "how many are done": ((before.done, before.left), (after.done, after.left)),
        "what has done it": (before.served_by, after.served_by),
        "a pause": (before.pause, after.pause),
    }
    return [words for words, (one, other) in sides.items() if one != other] or ["what was missed before"]


def not_binding(of: Iterable[Obligation | None]) -> str:
    """`, 2 of them only later than usual or than asked for`, as nobody has to do these; empty of none such."""
    each_binds = [obligation.strength not in NOBODY_HAS_TO for obligation in of if obligation is not None]
    if all(each_binds):
        return ""
    whose = f"{each_binds.count(False):,} of them " if any(each_binds) else ""
    return f", {whose}only later than usual or than asked for"


def which_day(moved: DaysMoved) -> str:
    """Which day it is that moves."""
    return _WHICH[moved.which]


def what_it_rests_on(report: ImpactReport) -> tuple[str, ...]:
    """The sentences that go with the figures, the gravest first."""
    on, total = values.day(report.on), report.in_all
    said = []
    if not report.differs:
        span = f"from {values.day(report.since)} to {values.day(report.until)}"
        said.append(f"both decide by the same text on every day {span}, so that nothing comes out otherwise")
    elif report.on > report.since:
        said.append(f"until the day before {on} both decide by the same text")
    if untold := total.kinds.get(ImpactKind.NOT_TOLD, 0):
        said.append(
            f"of {counted(untold, 'duty')} it cannot be told what becomes of {'it' if untold == 1 else 'them'}: by one "
            "text or both it is open whether they apply or how they stand, and what asks for them is not known to be "
            "the same; they are counted as that, and never as unchanged"
        )
    if total.maybe_late:
        late = "it becomes late" if total.maybe_late == 1 else "they become late"
        duties = counted(total.maybe_late, "duty")
        said.append(f"of {duties} it cannot be told whether {late} because of the change")
    said.append(f"duties are those of {on}, as the cases were recorded by then; what happened later plays no part")
    said.append(
        "what moves is compared by the last day on which it may be done; where one text names none, by the day it is "
        "meant for, and what has neither, by the day on which it opens"
    )
    said += _further_versions(report)
    failed = {case.name for plan in (report.comparison.before, report.comparison.after) for case, _ in plan.failed}
    if failed:
        said.append(f"nothing is in the figures of {names_of(sorted(failed))}, which could not be decided")
    if gone := sorted({case.name for forecast in report.forecasts for case, _ in forecast.failed} - failed):
        said.append(f"by one text or both nothing could be forecast of {names_of(gone)}")
    said.append("other cases were not looked at")
    return tuple(sentence(each) for each in said)


def _further_versions(report: ImpactReport) -> list[str]:
    """What comes into force after the day of the plans is in the forecasts alone."""
    later = [[each.start for each in forecast.versions if each.start > report.on] for forecast in report.forecasts]
    days_of = [values.day(each) for each in sorted({*later[0], *later[1]})]
    if not days_of:
        return []
    verb = "comes" if len(days_of) == 1 else "come"
    return [f"what {verb} into force later ({joined(days_of)}) is in the workload alone"]
