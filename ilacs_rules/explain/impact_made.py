"""The impact of a change made: two plans as at the day from which the texts differ, two forecasts, held together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.forecasting.forecast import forecast, need_ahead
from ilacs_rules.engine.impact import impacts
from ilacs_rules.engine.plan import plan
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain import values
from ilacs_rules.explain.comparison import comparison
from ilacs_rules.explain.grouping import grouped
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.explain.impact_words import what_it_rests_on
from ilacs_rules.model.case import Case
from ilacs_rules.policy.all_written import all_written

Cases = Sequence[Case]
Watched = Callable[[Cases], Iterable[Case]]


def impact_report(
    policies: tuple[Policy, Policy],
    cases: tuple[Cases, Cases],
    since: date,
    until: date,
    by: str | None,
    called: tuple[str, str],
    watched: Watched = iter,
) -> ImpactReport:
    """What it does to cases that the second policy takes the place of the first; each has them in its own words.

    The duties are held against each other as at the first day from `since` to `until` on which the two do not decide
    by the same text; what is expected is forecast from `since` on. `called` are what the texts are called where their
    days do not tell them apart. Raises NotInForce, ArgumentError for days that cannot be looked ahead to, and
    NoSuchNameError for a name by which nothing can be counted.
    """
    need_ahead(since, until, "target")
    different = _first_difference(*policies, since, until)
    on = different or since
    words, groups = (None, {}) if by is None else grouped(policies[1], cases[1], on, by)
    plans = [plan(policy.in_force(on), each, on) for policy, each in zip(policies, cases, strict=True)]
    old, new = (policy.in_force(on).version for policy in policies)
    found = impacts(plans[0], plans[1])
    both = zip(policies, cases, strict=True)
    ahead = [forecast(policy, each, since, until, watched=watched) for policy, each in both]
    if old.start != new.start and old.policy == new.policy:
        called = f"the version of {values.day(old.start)}", f"the version of {values.day(new.start)}"
    differs, held = different is not None, comparison(plans[0], plans[1])
    report = ImpactReport(called, since, until, differs, held, (ahead[0], ahead[1]), found, words, groups)
    return replace(report, said=what_it_rests_on(report))


def _first_difference(old: Policy, new: Policy, since: date, until: date) -> date | None:
    """The first day on which the two do not decide by the same text, and after the same texts before it."""
    starts = {program.version.start for policy in (old, new) for program in policy.versions}
    days = [since, *sorted(start for start in starts if since < start <= until)]
    return next((day for day in days if _texts(old, day) != _texts(new, day)), None)


def _texts(policy: Policy, day: date) -> list[object]:
    """Every text up to a day: an earlier one may still decide, and tells since when something is asked."""
    return [all_written(each.version.text) for each in policy.versions if each.version.start <= day]
