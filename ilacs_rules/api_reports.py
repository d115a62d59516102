"""The promised functions that look over many cases, days or rules, over the parts that do the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from ilacs_rules.api_arguments import (
    need_cases,
    need_days,
    need_jobs,
    need_path,
    need_policy,
    need_texts,
    with_population,
)
from ilacs_rules.api_names import need_all_named, need_known, need_length, need_named
from ilacs_rules.documents.policy_document.content import PolicyDocument
from ilacs_rules.documents.policy_document.document import YEARS_AHEAD
from ilacs_rules.documents.policy_document.edition import Edition
from ilacs_rules.engine.auditing.audit import audit as audit_cases
from ilacs_rules.engine.auditing.waits import waits
from ilacs_rules.engine.backtesting.backtest import backtest as backtest_plans
from ilacs_rules.engine.backtesting.backtest import need_days_to_test
from ilacs_rules.engine.forecasting.expected import Assumptions, WindowDay
from ilacs_rules.engine.forecasting.forecast import forecast as forecast_cases
from ilacs_rules.engine.forecasting.forecast import furthest, need_ahead
from ilacs_rules.engine.forecasting.named import outcome_named, wait_named
from ilacs_rules.engine.names_asked import (
    NoSuchNameError,
    definitions_of,
    facts_of,
    kinds_of,
    requirements_of,
)
from ilacs_rules.engine.observing.observation import observe as observe_cases
from ilacs_rules.engine.plan import distinct
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.audit_report import AuditReport
from ilacs_rules.explain.backtest_report import BacktestReport
from ilacs_rules.explain.contact_report import ContactReport
from ilacs_rules.explain.forecast_report import ForecastReport
from ilacs_rules.explain.matrix import Matrix, source_matrix
from ilacs_rules.explain.observed_report import ObservedReport
from ilacs_rules.explain.policy_text import PolicyText
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.model.case import Case
from ilacs_rules.text.arguments import need_day, refused
from ilacs_rules.workspace.contacts import contact_report
from ilacs_rules.workspace.documented import documented
from ilacs_rules.workspace.work_calendar import work_calendar

T = TypeVar("T")

_MOST_YEARS = 20  # that the pictures of a document look ahead
A_YEAR = Duration(12, DurationKind.MONTHS, "month")


def forecast(
    policy: Policy,
    cases: Iterable[Case],
    on: date,
    until: date,
    *,
    known: date | None = None,
    day: str = "target",
    outcomes: Iterable[str] = (),
    published_after: Duration | None = None,
    by: str | None = None,
    team: str | None = None,
    work: str | Path | None = None,
    place_undated: Iterable[str] = (),
    population: Iterable[Case] | None = None,
    jobs: int | None = 1,
) -> ForecastReport:
    """What is expected of cases after a day, up to and with `until` (50 years at most), if things go on as assumed.

    `day` is that within its window on which something is taken to be done: "target", "opening" or "close". `outcomes`
    are what is taken to be recorded, each "VALUE" wherever it can be, "FIELD=VALUE" of one field, or "same" (as last),
    which is so for the rest. An event is published on its last day, or so long after. `by` names a fact, and `team` a
    definition that is a size of a team, to count the events by; `known` and `population` are as in `decide`, and `jobs`
    as in `plan`. `work` is the file of a calendar of work, which binds what the publisher of the policy does itself;
    without one anything may start on any day, and there is no limit to how much is done at a time. What surely applies
    and has no day that can be told is left without one, unless `place_undated` says how long it is taken to wait:
    "LENGTH", or "KIND=LENGTH" of one kind of event with all that are one.

    A case that cannot be decided is in `failed` of the forecast, with the reason; so are cases whose names may be one.
    Raises NotInForce if no version is in force on a day, PolicyError if `work` cannot be read, and ArgumentError for
    what is none of these, for names the policy does not have, or for `until` if it is not after `on`.
    """
    need_policy("forecast", policy)
    need_jobs("forecast", jobs)
    need_days("forecast", on, known)
    need_day("forecast", "until", until)
    listed = need_cases("forecast", cases)
    policy = with_population("forecast", policy, population)
    need_ahead(on, until, day)
    program = policy.in_force(on, known)
    said = [
        need_known("forecast", "outcomes", each, "what an event records", partial(outcome_named, each, policy))
        for each in need_texts("forecast", "outcomes", outcomes, "texts such as “good” or “grade=good”")
    ]
    length = need_length(published_after, program)
    sizes = [(each.name, each.words) for each in program.version.definitions.values()]
    fact = None if by is None else need_named("forecast", "by", by, facts_of(policy), "fact")[0]
    size = None if team is None else need_named("forecast", "team", team, sizes, "definition")[0]
    if work is not None:
        need_path("forecast", "work", work)
    calendar = None if work is None else work_calendar(work, policy)
    outcomes_said = tuple(each for each in said if each is not None)
    undated = tuple(
        need_known(
            "forecast", "place_undated", each, "“3 months” or “KIND=3 months”", partial(wait_named, each, policy)
        )
        for each in need_texts("forecast", "place_undated", place_undated, "texts such as “3 months”")
    )
    assumed = Assumptions(WindowDay(day), outcomes_said, length, known, calendar, undated)
    apart, failed = distinct(listed)
    found = forecast_cases(policy, apart, on, until, assumed, jobs=jobs)
    return ForecastReport(replace(found, failed=(*failed, *found.failed)), fact, size)


def audit(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    on: date,
    *,
    show: Iterable[str] = (),
    requirements: Iterable[str] = (),
    timing: bool = False,
    population: Iterable[Case] | None = None,
    jobs: int | None = 1,
) -> AuditReport:
    """The events from `since` to `on`, each held against the version in force when it began, and what is late on `on`.

    An event counts that began on or after the one day and ended by the other. `show` names definitions whose values are
    told with each event and tell groups apart; with `requirements` named all others are left aside. With `timing` the
    report has `waits`: the days it took from the last day of one event to the first of the next, by requirement and by
    the version in force when the wait began, estimated with those that wait still (Kaplan and Meier). `population` is
    as in `decide`, and `jobs` as in `plan`.

    A case that cannot be decided is in `failed` of the audit, with the reason; so are cases whose names may be one. An
    event that began in a gap between two versions is in `not_judged`. Raises NotInForce if no version is in force on
    `since` or `on`, and ArgumentError for what is no policy, case, name of it or day, or where `since` is after `on`.
    """
    need_policy("audit", policy)
    need_jobs("audit", jobs)
    need_day("audit", "since", since)
    need_day("audit", "on", on)
    listed = need_cases("audit", cases)
    policy = with_population("audit", policy, population)
    if since > on:
        raise refused("audit", "since", since, f"a day up to {on}, the day of “on”")
    shown = dict(need_all_named("audit", "show", show, definitions_of(policy), "definition"))
    wanted = dict(need_all_named("audit", "requirements", requirements, requirements_of(policy), "requirement"))
    if not isinstance(timing, bool):
        raise refused("audit", "timing", timing, "True or False")
    apart, failed = distinct(listed)
    found = audit_cases(policy, apart, since, on, frozenset(wanted), jobs=jobs)
    took = waits(policy, found) if timing else None
    return AuditReport(replace(found, failed=(*failed, *found.failed)), shown, took)


def backtest(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    to: date,
    *,
    every: Duration,
    events: Iterable[str],
    within: Duration = A_YEAR,
    only_published: bool = False,
    population: Iterable[Case] | None = None,
) -> BacktestReport:
    """Plans of days from `since` to `to`, one `every` so often, each held against what followed `within` a time.

    Each plan is that of `plan` with its day as `known`. `events` names the kinds of event it is about, one or more; a
    kind stands for all that are one. Both lengths are 1 to 9,999 days or months, and no more than 1,000 days are
    tested. With `only_published`, what was not published by the day is left out altogether, also what had ended.
    `population` is as in `decide`.

    The order of the plan is held against that of who waits longest since the last of these kinds. What is expected is
    estimated from the waits seen until each day (Kaplan and Meier), in days, without those on which the policy pauses
    all these kinds.

    A case that cannot be decided is told in `findings`, with the reason; so are cases whose names may be one. Raises
    NotInForce if no version is in force on one of the days, as published by then, and ArgumentError for what is none
    of these, for names the policy does not have, or for `to` if it is before `since`.
    """
    need_policy("backtest", policy)
    need_day("backtest", "since", since)
    need_day("backtest", "to", to)
    listed = need_cases("backtest", cases)
    policy = with_population("backtest", policy, population)
    if not isinstance(only_published, bool):
        raise refused("backtest", "only_published", only_published, "True or False")
    need_days_to_test(since, to, every, within)
    kinds = [name for name, _ in need_all_named("backtest", "events", events, kinds_of(policy), "kind of event")]
    if not kinds:
        raise refused("backtest", "events", events, "one kind of event or more, in a list or another iterable")
    return BacktestReport(
        backtest_plans(policy, listed, since, to, every, within, kinds, only_published=only_published)
    )


def contacts(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    on: date,
    *,
    events: Iterable[str] = (),
    by: str | None = None,
    against: Policy | None = None,
) -> ContactReport:
    """The contacts of cases from `since` to `on`, year by year; and what policies would have asked of them.

    A contact counts on its last day. `events` names kinds of event that are contacts, each with all that are one; where
    none is named, they are the families of those that the policy asks its own publisher for. `by` names something on a
    scale, or one of some choices, that events record: its last value tells cases apart; where it is not named, it is
    what most requirements hang on. Lengths are in days, rates for each case and year of 365.25 days, of days only of
    which every contact is surely recorded. With `against`, what the policy and that other one ask is forecast from
    `since`; a policy that had ended by then is taken to have gone on.

    A case that cannot be decided is told in `findings`, with the reason; so are cases whose names may be one. Raises
    NotInForce if no version is in force on `on`, or, with `against`, of one of the two on `since`; and ArgumentError
    for what is none of these, for names the policy does not have, where nothing is a contact, or for `on` if it is not
    after `since`; with `against`, 50 years after it at most.
    """
    need_policy("contacts", policy)
    need_day("contacts", "since", since)
    need_day("contacts", "on", on)
    listed = need_cases("contacts", cases)
    if on <= since:
        raise refused("contacts", "on", on, f"a day after {since}, the day of “since”")
    kinds = need_texts("contacts", "events", events, "names of kinds of event")
    if by is not None and not isinstance(by, str):
        raise refused("contacts", "by", by, "the name of something that events record, or None")
    if against is not None:
        need_policy("contacts", against, "against")
        if on > furthest(since):
            raise refused("contacts", "on", on, f"a day up to {furthest(since)}, where two policies are compared")
    apart, failed = distinct(listed)
    try:
        found = contact_report(policy, apart, since, on, kinds, by, against)
    except NoSuchNameError as error:
        given = by if error.argument == "by" else kinds
        takes = "names that the policy has" if error.argument == "events" else "the name of what an event records"
        raise refused("contacts", error.argument or "events", given, takes, error.hint) from None
    return replace(found, contacts=replace(found.contacts, failed=(*failed, *found.contacts.failed)))


def observe(
    policy: Policy, history: Iterable[Case], cases: Iterable[Case], on: date, *, known: date | None = None
) -> ObservedReport:
    """What a history shows of how long cases wait on a day, to be put beside a plan: observed, and never a rule.

    For each family of events in which ten waits or more had ended it tells, of each case that has waited since its last
    one, between which days half of those that waited so long had the next, and the chance that it comes within 3, 6 and
    12 months: estimates (Kaplan and Meier) from what was published by the day, or by the day `known` if that is
    earlier, without the days on which the policy pauses the family.

    What cannot be used of the history is left aside; a case that cannot be decided is told in `findings`, and so is a
    history with fewer than ten waits. Raises NotInForce if no version is in force, and ArgumentError for what is no
    policy or day, or holds anything but cases.
    """
    need_policy("observe", policy)
    need_days("observe", on, known)
    past, now = need_cases("observe", history, "history"), need_cases("observe", cases)
    return ObservedReport(observe_cases(policy.in_force(on, known), past, now, on, known))


def matrix(policy: Policy, on: date | None = None) -> Matrix:
    """Which paragraph of the sources is carried by which rule, which by none, and which rule cites none.

    It is the version in force on a day; the newest if none is named. Raises NotInForce if no version is in force, and
    ArgumentError for what is no policy or day.
    """
    need_policy("matrix", policy)
    need_day("matrix", "on", on, none=True)
    program = policy.versions[-1] if on is None else policy.in_force(on)
    return source_matrix(program.version)


def show(policy: Policy, on: date, *, known: date | None = None) -> PolicyText:
    """The whole text in force on a day, its amendments worked in, with the file and line of each part.

    `known` is as in `decide`. Raises NotInForce if no version is in force, and ArgumentError for what is no policy or
    day.
    """
    need_policy("show", policy)
    need_days("show", on, known)
    return PolicyText(policy.in_force(on, known).version, on, known)


def document(
    policy: Policy, on: date, *, years: int = YEARS_AHEAD, known: date | None = None, edition: str = Edition.PUBLIC
) -> PolicyDocument:
    """The policy document of a day, free of any format; its pictures look so many years ahead, 1 to 20.

    What was published after the day `known` is left aside. The `edition` is “public”, for everybody, or “full”, for
    those who write and check the rules. Raises NotInForce if no version is in force, PolicyError if it does not say
    what kind of text it is, and ArgumentError for what is no policy, day, number of years or edition.
    """
    need_policy("document", policy)
    need_days("document", on, known)
    if edition not in tuple(Edition):
        raise refused("document", "edition", edition, "“public” or “full”")
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= _MOST_YEARS:
        raise refused("document", "years", years, f"a whole number of years, 1 to {_MOST_YEARS}")
    return documented(policy, on, years, known, Edition(edition))
