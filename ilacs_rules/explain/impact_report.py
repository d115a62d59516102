"""The impact of a change on many cases, as it is told: counted by requirement and by group, by name, and by quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.forecasting.workload import work_of_forecast
from ilacs_rules.engine.impact import ImpactKind, ObligationImpact
from ilacs_rules.engine.workload import WorkTotal, all_of, has_phases, quarter_of_month, summed
from ilacs_rules.explain.comparison import Comparison
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.forecast_report import expected_kind
from ilacs_rules.explain.impact_counts import (
    CERTAIN,
    MOVES,
    FallsDue,
    ImpactTally,
    Load,
    Shift,
    requirement_of,
    shift,
    tally,
)
from ilacs_rules.model.as_data import asked_as_data, event_words, obligation_as_data
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Obligation
from ilacs_rules.model.partial import exact, quarter_of
from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """The impact of a change: two plans as at the day from which the texts differ, and two forecasts from there.

    `since` and `until` are the days that were asked about; `differs` is whether the texts differ on any of them.
    `names` are what the two texts are called. `groups` lead from the name of a case to that of its group, where they
    are counted `by` something. `said` are sentences without which the figures would be read wrongly, the gravest first.
    """

    names: tuple[str, str]
    since: date
    until: date
    differs: bool
    comparison: Comparison
    forecasts: tuple[Forecast, Forecast] = field(repr=False)
    impacts: tuple[ObligationImpact, ...]
    by: str | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    @property
    def on(self) -> date:
        """The day of the plans: the first on which the texts differ."""
        return self.comparison.after.on

    @property
    def versions(self) -> tuple[Version, Version]:
        """Those in force on that day."""
        before, after = self.comparison.before.version, self.comparison.after.version
        assert before is not None, "a plan that was made"
        assert after is not None, "a plan that was made"
        return before, after

    @property
    def in_force(self) -> date:
        """The day on which the change comes into force: that of the newer version, or the first that is looked at."""
        before, after = self.versions
        return after.start if before.start != after.start else self.on

    @property
    def changed(self) -> tuple[ObligationImpact, ...]:
        """All that surely comes out otherwise."""
        return tuple(each for each in self.impacts if each.kind in CERTAIN)

    @property
    def opened_before(self) -> tuple[ObligationImpact, ...]:
        """What the new text alone surely opens before it is in force."""
        return tuple(each for each in self.impacts if each.opens_before(self.in_force))

    @property
    def falls_due(self) -> tuple[FallsDue, ...]:
        """What is due by the last day, if it is not done before, by requirement; where nothing may be, none is told."""
        found: dict[str, list[tuple[bool | None, bool | None]]] = {}
        for each in self.impacts:
            found.setdefault(requirement_of(each), []).append(each.due_by(self.until))
        rows = []
        for name, those in found.items():
            due = [sum(each[side] is True for each in those) for side in (0, 1)]
            untold = [sum(each[side] is None for each in those) for side in (0, 1)]
            if any(due) or any(untold):
                rows.append(FallsDue(name, (due[0], due[1]), (untold[0], untold[1])))
        return tuple(rows)

    @property
    def in_all(self) -> ImpactTally:
        """All duties of all cases that both texts could decide."""
        return tally("all", self.impacts)

    @property
    def by_requirement(self) -> tuple[ImpactTally, ...]:
        """The duties of each requirement, in the order of the newer policy, then those it has no more."""
        found: dict[str, list[ObligationImpact]] = {}
        for each in self.impacts:
            found.setdefault(requirement_of(each), []).append(each)
        order = [each.words for version in reversed(self.versions) for each in version.requirements.values()]
        return tuple(tally(name, found[name]) for name in dict.fromkeys((*order, *found)) if name in found)

    @property
    def by_group(self) -> tuple[ImpactTally, ...]:
        """The duties of each group of cases; none where they are counted by nothing."""
        if self.by is None:
            return ()
        found: dict[str, list[ObligationImpact]] = {name: [] for name in dict.fromkeys(self.groups.values())}
        for each in self.impacts:
            found[self.groups[each.case]].append(each)
        cases = Counter(self.groups[each.case.name] for each in self.comparison.after.decisions)
        return tuple(replace(tally(name, those), cases=cases[name]) for name, those in found.items())

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """By how much what moves does."""
        found: dict[tuple[str, ImpactKind], list[ObligationImpact]] = {}
        for each in self.impacts:
            if each.kind in MOVES:
                found.setdefault((requirement_of(each), each.kind), []).append(each)
        return tuple(shift(requirement, kind, those) for (requirement, kind), those in found.items())

    @property
    def loads(self) -> tuple[Load, ...]:
        """What is expected in each quarter, by group where cases are counted by something."""
        one, other = (self._loads(each) for each in self.forecasts)
        nothing = 0, all_of(())
        has_work = any(has_phases(forecast.versions) for forecast in self.forecasts)
        found = []
        for key in sorted({*one, *other}):
            (before, work_before), (after, work_after) = one.get(key, nothing), other.get(key, nothing)
            work = (work_before, work_after) if has_work else None
            found.append(Load(*key, (before, after), work, self.untold(*key[1:3], key[3])))
        return tuple(found)

    def untold(self, event: str, by: str, group: str | None = None) -> tuple[int, int]:
        """Of how many duties with that kind of event it cannot be told by the last day when they come, by either text.

        Of one group of cases, or of all.
        """
        one, other = (
            sum(
                each.obligation.status in CANNOT_BE_TOLD
                and each.obligation.by == by
                and event_words(each.decision.version, each.obligation.event) == event
                and group in (None, self.groups.get(each.case.name, ""))
                for each in forecast.waiting
            )
            for forecast in self.forecasts
        )
        return one, other

    @property
    def waiting(self) -> dict[str, tuple[int, int]]:
        """How many duties of each requirement have no day by the last day, by the old text and by the new."""
        counts = [Counter(each.requirement.words for each in forecast.waiting) for forecast in self.forecasts]
        return {name: (counts[0][name], counts[1][name]) for name in dict.fromkeys((*counts[0], *counts[1]))}

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the two forecasts take for granted; what only one does is said to be that of one."""
        one, other = (assumptions(each) for each in self.forecasts)
        alone = [f"By {name} alone: {said[:1].lower()}{said[1:]}" for name, said in self._alone(one, other)]
        return (*(said for said in other if said in one), *alone)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be decided."""
        return self.comparison.findings

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it."""
        plans = self.comparison.before, self.comparison.after
        answer = {
            "names": {"before": self.names[0], "after": self.names[1]},
            "before": asked_as_data(self.versions[0], plans[0].on, None),
            "after": asked_as_data(self.versions[1], plans[1].on, None),
            "from": self.since.isoformat(),
            "to": self.until.isoformat(),
            "in_force": self.in_force.isoformat(),
            "differs": self.differs,
            "by": self.by,
            "cases": len(plans[1].decisions),
            "all": self.in_all.as_data(),
            "requirements": [{"requirement": each.name, **each.as_data()} for each in self.by_requirement],
            "groups": [{"group": each.name, **each.as_data()} for each in self.by_group],
            "moves": [each.as_data() for each in self.shifts],
            "duties": [self._duty(each) for each in self.impacts if each.kind is not ImpactKind.AS_BEFORE],
            "quarters": [each.as_data() for each in self.loads],
            "due": [each.as_data() for each in self.falls_due],
            "waiting": [{"requirement": name, "before": n[0], "after": n[1]} for name, n in self.waiting.items()],
            "rules": self.comparison.rules.as_data(),
            "said": list(self.said),
            "assumptions": list(self.assumptions),
        }
        return with_findings(answer, [*beside, *self.findings])

    def _alone(self, one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
        before, after = self.names
        return [
            *((before, said) for said in one if said not in other),
            *((after, said) for said in other if said not in one),
        ]

    def _loads(self, forecast: Forecast) -> dict[tuple[str, str, str, str], tuple[int, WorkTotal]]:
        """By quarter, kind of event, who does it and group: how many begin, and the work that lies in the quarter."""
        numbers: Counter[tuple[str, str, str, str]] = Counter()
        for each in forecast.events:
            group = self.groups.get(each.case.name, "")
            numbers[quarter_of(each.start), expected_kind(each), each.obligation.by, group] += 1
        publisher = forecast.versions[-1].publisher  # work is counted of what it does itself alone
        works: dict[tuple[str, str, str, str], list[WorkTotal]] = {}
        for total in summed(work_of_forecast(forecast, lambda each: self.groups.get(each.case.name, ""))):
            assert total.month is not None, "what is expected has a day"
            key = quarter_of_month(total.month), total.event, publisher, total.fact
            works.setdefault(key, []).append(total)
        return {key: (numbers[key], all_of(works.get(key, ()))) for key in {*numbers, *works}}

    def _duty(self, each: ObligationImpact) -> dict[str, object]:
        moved, change, due = each.moved, each.change, each.due_by(self.until)
        return {
            "case": each.case,
            "group": self.groups.get(each.case),
            "requirement": requirement_of(each),
            "what": each.kind.value,
            "day": None if moved is None else moved.which,
            "from": None if moved is None else exact(moved.before),
            "to": None if moved is None else exact(moved.after),
            "days_at_least": None if moved is None else moved.least,
            "days_at_most": None if moved is None else moved.most,
            "becomes_late": each.becomes_late,
            "no_longer_late": each.no_longer_late,
            "opens_before_in_force": each.opens_before(self.in_force),
            "due_by_the_end": {"before": due[0], "after": due[1]},
            "before": _obligation(change.before, change.version_before),
            "after": _obligation(change.after, change.version_after),
        }


def _obligation(obligation: Obligation | None, version: Version | None) -> dict[str, object] | None:
    return None if obligation is None or version is None else obligation_as_data(version, obligation)
