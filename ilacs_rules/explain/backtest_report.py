"""A back-test as it is told: what it rests on in words, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.engine.backtesting.backtest import Backtest, CaseTested, DayTested, Order
from ilacs_rules.engine.backtesting.expected import AS_GOOD_AS_RULES
from ilacs_rules.engine.backtesting.totals import BacktestTotals, Calibration, by_chance, by_standing, totals
from ilacs_rules.engine.findings import undecided
from ilacs_rules.engine.observing.survival import FEWEST
from ilacs_rules.explain import values
from ilacs_rules.explain.english import number_word
from ilacs_rules.model.as_data import event_as_data, event_words, length_as_data, version_as_data
from ilacs_rules.model.partial import exact
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.source import nowhere
from ilacs_rules.text.words import joined

PLACES = 3  # that a chance or a part is told to
BY = {Order.PLAN: "", Order.DAYS: "_by_day", Order.TIME: "_by_time"}  # in the names of figures


@frozen
class BacktestReport:
    """A back-test, with what its days come to."""

    backtest: Backtest

    @property
    def version(self) -> Version:
        """The version of the last day that was tested."""
        made = self.backtest.days[-1].plan
        assert made.version is not None, "a plan that was made"
        return made.version

    @property
    def totals(self) -> BacktestTotals:
        """All days summed up."""
        return totals(self.backtest.days)

    @property
    def by_standing(self) -> list[Calibration]:
        """How many followed of the cases the plan would have had by a time, over all days."""
        return by_standing(self.backtest.days)

    @property
    def by_chance(self) -> list[Calibration]:
        """How many followed of the cases with a chance, over all days."""
        return by_chance(self.backtest.days)

    @property
    def kinds(self) -> str:
        """The kinds of event it is about, in the words of the policy."""
        words = self.backtest.policy.versions[-1].words.events
        return joined([words[kind].label for kind in self.backtest.kinds])

    @property
    def said(self) -> tuple[str, ...]:
        """Without what its figures would be read wrongly."""
        tested, within = self.backtest, length_as_data(self.backtest.within)
        known = "what was published by then: what was not is left out altogether, also what had ended"
        if not tested.only_published:
            known = "what had ended by then; what it found counts from its publication, as with --known"
        told = [
            f"Each plan is that of its day, by the version published then, with {known}.",
            f"What followed is the first {self.kinds} that began after the day and within {within}; N is how many "
            "cases had one. A case counts once for each day.",
            "The plan's order is that of its lines, if only these kinds are asked about. Its days are its targets, or "
            "else closes, or else openings, whatever its priorities; a case without a day stands as if due as long "
            "after its last of these kinds as half of the others are. Who waits longest since the last of these kinds "
            "had ended is the simplest order. A case that had none comes last; then by name.",
            "Due is a count: the target, or else the close, or else the opening, lies in the time or before it. "
            "Expected is an estimate: the sum of the chances. Each is by the waits seen until the day, since the rules "
            f"ask for such events (Kaplan and Meier), none where fewer than {FEWEST} had ended; and by the day of the "
            "plan, where it has one: the more waits had ended, the less that weighs "
            f"({AS_GOOD_AS_RULES} weigh as much).",
        ]
        unsure = [day for day in tested.days if day.sure_until < day.until]
        if unsure:
            days = joined([f"{values.day(day.on)} (sure to {values.day(day.sure_until)})" for day in unsure])
            told.append(f"Something that followed may be missing from the record: {days}.")
        left_out = self.totals.left_out
        if left_out:
            reasons = [f"{reason.value}: {count:,}" for reason, count in sorted(left_out.items())]
            told.append(f"Left out, each counted once a day: {'; '.join(reasons)}.")
        return tuple(told)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be looked at, on any of the days, each told once; and too short a history (W725)."""
        tested = self.backtest
        failed = [*tested.failed, *(each for day in tested.days for each in day.plan.failed)]
        found = [finding for case, reasons in failed for finding in undecided(case, reasons)]
        waits = tested.days[-1].waits
        if waits.ended < FEWEST:
            found.append(too_few_waits(self.kinds, waits.ended, tested.days[-1].on))
        return tuple(each for place, each in enumerate(found) if each not in found[:place])

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it."""
        tested = self.backtest
        answer = {
            **version_as_data(self.version),
            "from": tested.since.isoformat(),
            "to": tested.to.isoformat(),
            "every": length_as_data(tested.every),
            "within": length_as_data(tested.within),
            "events": [event_words(self.version, kind) for kind in tested.kinds],
            "only_published": tested.only_published,
            "cases": tested.cases,
            "days": [_day(each) for each in tested.days],
            "totals": _totals(self.totals),
            "by_due": [_calibration(each) for each in self.by_standing],
            "by_chance": [_calibration(each) for each in self.by_chance],
            "said": list(self.said),
        }
        return with_findings(answer, [*beside, *self.findings])


def too_few_waits(kinds: str, ended: int, on: date) -> Diagnostic:
    """W725: the history holds too few waits from one event to the next to tell a chance from."""
    waits = "no wait" if not ended else "only one wait" if ended == 1 else f"only {number_word(ended)} waits"
    message = f"{waits} from one {kinds} to the next had ended by {on}: no chance is told of fewer than {FEWEST}"
    hint = "give more of the history, or ask about a later day; what was seen before the rules asked does not count"
    return Diagnostic(Code.TOO_FEW_WAITS, message, nowhere("history"), hint)


def rounded(number: float | None) -> float | None:
    """A chance, a part or a sum of chances, to three places."""
    return None if number is None else round(number, PLACES)


def percent(part: float | None) -> str | None:
    """A chance or a part in whole hundredths: `35 %`."""
    return None if part is None else f"{round(100 * part)} %"


def _day(day: DayTested) -> dict[str, object]:
    version = day.plan.version
    assert version is not None, "a plan that was made"
    return {
        "on": day.on.isoformat(),
        "until": day.until.isoformat(),
        "sure_until": day.sure_until.isoformat(),
        "version": version.start.isoformat(),
        **_totals(totals([day])),
        **{f"in_order{BY[order]}": rounded(day.area(order)) for order in Order},
        "waits": {"ended": day.waits.ended, "going_on": day.waits.censored},
        "each": [_case(version, each) for each in day.cases],
    }


def _totals(found: BacktestTotals) -> dict[str, object]:
    return {
        "tested": found.cases,
        "left_out": {reason.value: count for reason, count in sorted(found.left_out.items())},
        "followed": found.followed,
        **{f"top{BY[order]}": top for order, (top, _) in found.tops.items()},
        **{f"top_twice{BY[order]}": twice for order, (_, twice) in found.tops.items()},
        "kinds": {told.value: count for told, count in sorted(found.kinds.items())},
        "timing": {timing.value: count for timing, count in sorted(found.timing.items())},
        "due": found.due,
        "with_a_day": found.dated,
        "expected": rounded(found.expected),
        "with_a_chance": found.chances,
        "followed_of_these": found.followed_of_chances,
    }


def _calibration(found: Calibration) -> dict[str, object]:
    expected = {} if found.expected is None else {"expected": rounded(found.expected)}
    return {"told": found.words, "cases": found.cases, "followed": found.followed, **expected}


def _case(version: Version, tested: CaseTested) -> dict[str, object]:
    row, event = tested.row, tested.followed
    return {
        "case": tested.case.name,
        **{f"place{BY[order]}": place for order, place in tested.places.items()},
        "requirement": None if row is None else row.decision.requirement(row.obligation).words,
        "status": None if row is None else row.obligation.status.value,
        "event": None if tested.kind is None else event_words(version, tested.kind),
        "due": exact(tested.due),
        "last_ended": None if tested.last is None else exact(tested.last.end),
        "chance": rounded(tested.chance),
        "followed_by": None if event is None else event_as_data(version, event),
        "kind": None if tested.told is None else tested.told.value,
        "timing": None if tested.timing is None else tested.timing.value,
    }
